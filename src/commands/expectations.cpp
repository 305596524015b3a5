// SPDX-License-Identifier: Apache-2.0
#include "commands/expectations.hpp"

#include "escape.hpp"
#include "inputs/binary_targets.hpp"
#include "inputs/cargo_manifest.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/crate_literals.hpp"
#include "inputs/digest.hpp"
#include "inputs/main_marker.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>

namespace cb21 {
namespace {

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// Any manifest may turn a log level off, since cargo unites features over the whole workspace.
bool compiled_out(const BuildContext& context, const ScannedTree& tree, const std::string& macro) {
  const auto manifests = tree.manifests();
  return std::any_of(manifests.begin(), manifests.end(), [&](const std::string& manifest) {
    return may_compile_out(read_context_text(context, manifest), macro);
  });
}

struct Candidate {
  ExpectedBinary binary;
  std::string source;       // where the compile stage has it; else its path in the image
  std::string target_name;  // of the cargo target
  std::string shipped_as;   // the name that COPY gives it; empty where it keeps its own
};

// plugin.so, libapp.so.1, libapp.a
bool is_library(std::string_view name) {
  static constexpr std::array<std::string_view, 4> k_endings{".a", ".dylib", ".rlib", ".so"};
  return name.find(".so.") != std::string_view::npos ||
         std::any_of(k_endings.begin(), k_endings.end(), [&](std::string_view ending) {
           return name.ends_with(ending);
         });
}

// target/release/examples/demo, target/release/build/app-0123/out/tool
bool lies_beside_the_binaries(std::string_view source) {
  for (const std::string_view folder : {"/target/", "/release/", "/debug/"}) {
    const std::size_t at = source.rfind(folder);
    if (at == std::string_view::npos) continue;
    const std::string_view below = source.substr(at + folder.size() - 1);
    return below.find("/examples/") != std::string_view::npos ||
           below.find("/build/") != std::string_view::npos;
  }
  return false;
}

class DefaultMarkers {
 public:
  DefaultMarkers(const BuildContext& context, const Snapshot& snapshot)
      : context_(context), tree_(snapshot), targets_(binary_targets(context, tree_)) {}

  // Whether it is a binary that has the name of a cargo target.
  bool knows(const Candidate& candidate) const {
    return !is_no_binary(candidate) && is_target(called_for(candidate));
  }

  // `binary` gets its package and, unless one is configured, its marker or the reason why it has none.
  // A name that is no target's may stand for the only target there is, unless `by_name`.
  void derive(ExpectedBinary& binary, const Candidate& candidate, bool by_name) const {
    const bool known = knows(candidate) || (!by_name && !is_no_binary(candidate));
    const BinaryTarget* target = known ? target_named(targets_, called_for(candidate)) : nullptr;
    if (target != nullptr) {
      binary.package = target->package;
      binary.texts = printed_texts(target->source);
    }
    if (!binary.markers.empty()) return;
    if (context_.roots.empty()) {
      binary.no_marker_reason = "its sources are not known here; set --cb21-marker";
    } else if (target == nullptr) {
      binary.no_marker_reason = why_no_target(candidate) + "; set --cb21-marker";
    } else {
      take_marker(binary, *target);
    }
  }

 private:
  void take_marker(ExpectedBinary& binary, const BinaryTarget& target) const {
    const auto marker = find_main_marker(read_context_text(context_, target.source));
    if (!marker) {
      binary.no_marker_reason = "main() in " + escape(target.source) +
                                " shows no text that is sure to be in the binary (a literal that it logs or "
                                "prints first); set --cb21-marker";
    } else if (compiled_out(context_, tree_, marker->macro)) {
      binary.no_marker_reason =
          "log features in Cargo.toml may leave " + marker->macro + "! out; set --cb21-marker";
    } else {
      binary.markers = {marker->text};
    }
  }

  // A binary that is shipped under the name of another one of the project is the wrong one.
  const std::string& called_for(const Candidate& candidate) const {
    return is_target(candidate.shipped_as) ? candidate.shipped_as : candidate.target_name;
  }

  bool is_target(const std::string& name) const {
    return std::any_of(
        targets_.begin(), targets_.end(), [&](const BinaryTarget& target) { return target.name == name; });
  }

  bool is_example(const std::string& name) const {
    const auto manifests = tree_.manifests();
    return std::any_of(manifests.begin(), manifests.end(), [&](const std::string& manifest) {
      const std::string example = manifest.substr(0, manifest.rfind('/') + 1) + "examples/" + name;
      return tree_.exists(example + ".rs") || tree_.exists(example + "/main.rs");
    });
  }

  bool is_no_binary(const Candidate& candidate) const {
    return is_library(candidate.target_name) || lies_beside_the_binaries(candidate.source) ||
           (!is_target(called_for(candidate)) && is_example(candidate.target_name));
  }

  std::string why_no_target(const Candidate& candidate) const {
    if (is_library(candidate.target_name)) return "a library has no main() to take one from";
    if (is_no_binary(candidate)) return "an example or a build script's output is no binary of a package";
    return "no cargo target is named " + escape(called_for(candidate));
  }

  std::vector<std::string> printed_texts(const std::string& root) const {
    std::vector<std::string> texts;
    const auto read = [&](const std::string& path) { return read_context_text(context_, path); };
    for (CrateLiteral& literal : literals_of_crate(root, read)) {
      if (literal.message) texts.push_back(std::move(literal.text));
    }
    return texts;
  }

  const BuildContext& context_;
  ScannedTree tree_;
  std::vector<BinaryTarget> targets_;
};

bool in_target_folder(const Candidate& candidate) {
  return candidate.source.find("/release/") != std::string::npos ||
         candidate.source.find("/debug/") != std::string::npos;
}

// Beside what is surely compiled, other files (assets, tools) are nothing to look into.
std::vector<Candidate> candidates_from_dockerfile(const BuildContext& context,
                                                  const std::string& target,
                                                  const DefaultMarkers& defaults) {
  if (!context.dockerfile) return {};
  std::vector<Candidate> candidates;
  for (const ShippedFile& file : shipped_files(*context.dockerfile, target)) {
    const bool named = file.source.find_first_of("*?[") == std::string::npos && !file.source.ends_with('/');
    if (!named) continue;
    const std::string name = base_name(file.source);
    candidates.push_back(
        {{.path = file.image_path, .name = name}, file.source, name, base_name(file.image_path)});
  }
  const auto compiled = [&](const Candidate& candidate) {
    return in_target_folder(candidate) || defaults.knows(candidate);
  };
  if (std::any_of(candidates.begin(), candidates.end(), compiled))
    std::erase_if(candidates, std::not_fn(compiled));
  return candidates;
}

std::vector<Candidate> find_candidates(const OwnOptions& options,
                                       const std::string& target,
                                       const BuildContext& context,
                                       const ImageFacts& image,
                                       const DefaultMarkers& defaults) {
  std::vector<Candidate> candidates;
  for (const std::string& path : options.binaries)
    candidates.push_back({{.path = path, .name = ""}, path, base_name(path), ""});
  if (candidates.empty()) candidates = candidates_from_dockerfile(context, target, defaults);
  if (!candidates.empty()) return candidates;
  if (const auto program = entry_program(image)) {
    candidates.push_back(
        {{.path = *program, .name = "", .guessed_path = true}, *program, base_name(*program), ""});
  }
  return candidates;
}

// `/bin/sh -c "exec svc --flag"`: the first word that is not a shell's own.
std::string program_of_shell_command(std::string command) {
  static constexpr std::string_view k_exec = "exec ";
  if (command.starts_with(k_exec)) command.erase(0, k_exec.size());
  return command.substr(0, command.find_first_of(" \t\n;&|"));
}

std::string search_path(const ImageFacts& image) {
  for (const std::string& variable : image.environment) {
    if (variable.starts_with("PATH=")) return variable.substr(5);
  }
  return "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
}

}  // namespace

std::optional<std::string> entry_program(const ImageFacts& image) {
  std::vector<std::string> words = image.entrypoint;
  words.insert(words.end(), image.command.begin(), image.command.end());
  if (words.empty()) return std::nullopt;
  std::string program = words.front();
  const std::string shell = base_name(program);
  if ((shell == "sh" || shell == "bash") && words.size() > 2 && words[1] == "-c")
    program = program_of_shell_command(words[2]);
  if (program.empty()) return std::nullopt;
  if (program.starts_with('/')) return program;
  if (program.find('/') != std::string::npos) {
    if (program.starts_with("./")) program.erase(0, 2);
    return (image.workdir == "/" ? std::string() : image.workdir) + "/" + program;
  }
  // A bare name: docker looks along PATH. Images put their program into /usr/local/bin far more often than
  // elsewhere, and looking at each folder costs a round trip, so the first folder that the convention names
  // is the guess.
  const std::string path = search_path(image);
  const bool conventional = path.find("/usr/local/bin") != std::string::npos;
  return (conventional ? std::string("/usr/local/bin") : path.substr(0, path.find(':'))) + "/" + program;
}

std::vector<ExpectedBinary> expected_binaries(const OwnOptions& options,
                                              const std::string& target,
                                              const BuildContext& context,
                                              const Snapshot& snapshot,
                                              const ImageFacts& image) {
  std::vector<ExpectedBinary> expected;
  const DefaultMarkers defaults(context, snapshot);
  std::vector<Candidate> candidates = find_candidates(options, target, context, image, defaults);
  const bool by_name = std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
    return defaults.knows(candidate);
  });
  for (Candidate& candidate : candidates) {
    candidate.binary.configured_marker = !options.markers.empty();
    candidate.binary.markers = options.markers;
    defaults.derive(candidate.binary, candidate, by_name);
    expected.push_back(std::move(candidate.binary));
  }
  return expected;
}

std::string expectations_digest(const OwnOptions& options) {
  FieldDigest digest;
  for (const std::string& marker : options.markers) digest.field("marker", marker);
  for (const std::string& binary : options.binaries) digest.field("binary", binary);
  digest.field("proof", std::to_string(static_cast<int>(options.proof)));
  digest.field("verify", std::to_string(static_cast<int>(options.verify)));
  digest.field("run", options.run_seconds ? std::to_string(*options.run_seconds) : "");
  return to_hex(digest.value());
}

}  // namespace cb21
