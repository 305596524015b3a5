// SPDX-License-Identifier: Apache-2.0
#include "commands/recompile.hpp"

#include "commands/expectations.hpp"
#include "commands/generated_build.hpp"
#include "docker/artifact.hpp"
#include "docker/random_name.hpp"
#include "docker/tar_stream.hpp"
#include "error.hpp"
#include "inputs/binary_targets.hpp"
#include "inputs/cargo_package.hpp"
#include "inputs/crate_literals.hpp"
#include "inputs/recompile_stages.hpp"
#include "proof/hex_search.hpp"
#include "proof/marker.hpp"
#include "proof/recompiled.hpp"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

// A shipped directory may hold any number of programs.
constexpr std::size_t k_most_binaries = 32;

using Texts = std::vector<std::string>;

struct Binary {
  Artifact artifact;
  std::vector<std::string> compilers;
};

using Binaries = std::map<std::string, Binary>;  // by path in the image

class BinaryReader {
 public:
  BinaryReader(std::string path, const Texts& texts)
      : artifact_(std::move(path), texts), compilers_(compiler_search()) {}

  void feed(std::string_view chunk) {
    artifact_.feed(chunk);
    compilers_.feed(chunk);
  }

  Binary finish() { return {artifact_.finish(), compilers_.found()}; }

 private:
  ArtifactReader artifact_;
  HexSearch compilers_;
};

// The programs among the files that the last stage hands out.
class ProgramCollector {
 public:
  ProgramCollector(const std::vector<RecompiledSource>& sources, const Texts& texts)
      : sources_(sources),
        texts_(texts),
        tar_({[this](const TarEntry& entry) { begin(entry); },
              [this](std::string_view data) {
                if (reader_) reader_->feed(data);
              },
              [this] { end(); }}) {}

  bool feed(std::string_view chunk) {
    tar_.feed(chunk);
    return programs_.size() < k_most_binaries;
  }

  Binaries take() { return std::move(programs_); }

 private:
  void begin(const TarEntry& entry) {
    if (entry.type != TarEntry::Type::regular) return;
    std::string path = recompiled_image_path(sources_, entry.name);
    if (!path.empty()) reader_.emplace(std::move(path), texts_);
  }

  void end() {
    if (!reader_) return;
    Binary binary = reader_->finish();
    if (binary.artifact.elf) programs_.emplace(binary.artifact.path, std::move(binary));
    reader_.reset();
  }

  const std::vector<RecompiledSource>& sources_;
  const Texts& texts_;
  std::optional<BinaryReader> reader_;
  Binaries programs_;
  TarStream tar_;
};

// The texts of all packages, and whose they are.
struct KnownTexts {
  Texts texts;
  Texts packages;  // of each text
};

std::string package_name(const BuildContext& context, const std::string& directory) {
  const std::string manifest = directory.empty() ? "Cargo.toml" : directory + "/Cargo.toml";
  const PackageFiles none{.exists = [](std::string_view) { return false; },
                          .list_directory = [](std::string_view) { return Texts(); }};
  const auto package = read_cargo_package(read_context_text(context, manifest), none);
  return package ? package->name : directory;
}

KnownTexts known_texts(const Assessment& assessment) {
  Texts paths;
  for (const FileEntry& file : assessment.snapshot.files) paths.push_back(file.path);
  const auto read = [&](const std::string& path) { return read_context_text(assessment.context, path); };
  KnownTexts known;
  for (CrateLiterals& crate : literals_by_package(paths, read)) {
    const std::string name = package_name(assessment.context, crate.directory);
    for (CrateLiteral& literal : crate.literals) {
      known.texts.push_back(std::move(literal.text));
      known.packages.push_back(name);
    }
  }
  return known;
}

std::vector<CrateEvidence> weigh(const KnownTexts& known,
                                 const std::vector<MarkerFinding>& shipped,
                                 const std::vector<MarkerFinding>& recompiled) {
  std::vector<CrateEvidence> crates;
  for (std::size_t i = 0; i < known.texts.size(); ++i) {
    if (crates.empty() || crates.back().package != known.packages[i]) {
      crates.push_back({.package = known.packages[i], .only_new = {}, .both = {}});
    }
    if (!recompiled[i].found) continue;
    (shipped[i].found ? crates.back().both : crates.back().only_new).push_back(known.texts[i]);
  }
  return crates;
}

// Whether docker sends the host's own artifacts.
bool sends_host_target(const BuildContext& context) {
  if (context.roots.empty()) return false;
  static constexpr std::string_view k_tag = "target/CACHEDIR.TAG";
  std::error_code error;
  const bool there = std::filesystem::exists(context.roots.front().path + "/" + std::string(k_tag), error);
  return there && !context.roots.front().rules.matches_flat(k_tag);
}

std::vector<std::string> image_binaries(const Setup& setup, const ImageFacts& image) {
  if (!setup.options.binaries.empty()) return setup.options.binaries;
  const auto program = entry_program(image);
  return program ? std::vector<std::string>{*program} : std::vector<std::string>{};
}

class Recompilation {
 public:
  Recompilation(const Setup& setup,
                const Assessment& assessment,
                const ArgumentChanges& changes,
                const ImageFacts& image)
      : setup_(setup), assessment_(assessment), changes_(changes), image_(image) {}

  RecompiledFacts run() {
    RecompiledFacts facts;
    facts.obstacle = find_obstacle();
    if (!facts.obstacle.empty()) return facts;
    const Binaries recompiled = compile({}, facts.obstacle);
    if (facts.obstacle.empty()) facts.binaries = compare(recompiled, look_into_image(recompiled, {}));
    if (facts.obstacle.empty() && needs_second_recompile(facts.binaries)) look_closer(facts);
    return facts;
  }

 private:
  std::string find_obstacle() const {
    std::string obstacle = obstacle_to_generated_build(setup_, assessment_);
    if (obstacle.empty() && setup_.request.platforms.size() > 1) obstacle = "several platforms were built";
    return obstacle.empty() ? obstacle : "nothing can be recompiled: " + obstacle;
  }

  // Each time under a new nonce, so that the compile is no cached layer.
  Binaries compile(const Texts& texts, std::string& obstacle) const {
    const RecompileStages stages = recompile_stages({.text = assessment_.context.dockerfile_text,
                                                     .dockerfile = *assessment_.context.dockerfile,
                                                     .target = setup_.request.target,
                                                     .nonce = draw_random_name(),
                                                     .binaries = image_binaries(setup_, image_)});
    if (!stages.obstacle.empty()) {
      obstacle = "nothing can be recompiled: " + stages.obstacle;
      return {};
    }
    ProgramCollector programs(stages.sources, texts);
    bool whole = true;
    obstacle = stream_generated_build(setup_,
                                      assessment_,
                                      changes_,
                                      {.dockerfile = stages.dockerfile, .target = stages.target},
                                      [&](std::string_view chunk) { return whole = programs.feed(chunk); });
    if (!whole) obstacle = "the image ships too many programs to compare";
    return programs.take();
  }

  Binaries look_into_image(const Binaries& wanted, const Texts& texts) const {
    ImageContainer container(setup_.client, image_.id, setup_.state_directory);
    Binaries found;
    for (const auto& [path, recompiled] : wanted) {
      BinaryReader reader(path, texts);
      std::string why;
      const auto file = container.read_file(
          path, "", [&](std::string_view chunk) { reader.feed(chunk); }, why);
      if (file) found.emplace(path, reader.finish());
    }
    return found;
  }

  static std::vector<ComparedBinary> compare(const Binaries& recompiled, const Binaries& shipped) {
    std::vector<ComparedBinary> compared;
    for (const auto& [path, binary] : shipped) {
      const Binary& anew = recompiled.at(path);
      compared.push_back({.path = path,
                          .shipped = binary.artifact.digest,
                          .recompiled = anew.artifact.digest,
                          .again = std::nullopt,
                          .shipped_compilers = binary.compilers,
                          .recompiled_compilers = anew.compilers});
    }
    return compared;
  }

  // A second compile, this time with an eye on the crates' texts.
  void look_closer(RecompiledFacts& facts) const {
    if (!assessment_.mechanisms.empty()) facts.dockerfile_mechanism = assessment_.mechanisms.front().name;
    facts.host_target_sent = sends_host_target(assessment_.context);
    const KnownTexts known = known_texts(assessment_);
    std::string failure;
    const Binaries again = compile(known.texts, failure);
    if (!failure.empty()) return;
    const Binaries shipped = look_into_image(again, known.texts);
    for (ComparedBinary& binary : facts.binaries) {
      const auto anew = again.find(binary.path);
      const auto old = shipped.find(binary.path);
      if (anew == again.end() || old == shipped.end()) continue;
      binary.again = anew->second.artifact.digest;
      if (is_stale(binary) && facts.crates.empty()) {
        facts.crates = weigh(known, old->second.artifact.markers, anew->second.artifact.markers);
      }
    }
  }

  const Setup& setup_;
  const Assessment& assessment_;
  const ArgumentChanges& changes_;
  const ImageFacts& image_;
};

}  // namespace

Proof prove_recompiled(const Setup& setup,
                       const Assessment& assessment,
                       const ArgumentChanges& changes,
                       const ImageFacts& image) {
  try {
    return judge_recompiled(Recompilation(setup, assessment, changes, image).run());
  } catch (const Error& error) {
    return {.name = "recompiled", .result = ProofResult::inconclusive, .detail = error.what()};
  }
}

}  // namespace cb21
