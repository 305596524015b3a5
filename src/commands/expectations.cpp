// SPDX-License-Identifier: Apache-2.0
#include "commands/expectations.hpp"

#include "escape.hpp"
#include "inputs/cargo_manifest.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/digest.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/rust_lexer.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace cb21 {
namespace {

std::string base_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

std::string directory_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

std::string join_path(const std::string& directory, std::string_view relative) {
  return directory.empty() ? std::string(relative) : directory + "/" + std::string(relative);
}

// Empty for what cannot be read, or is no regular file behind its links.
std::string read_text(const std::string& path) {
  FileReader reader;
  const std::optional<FileContent> content = reader.read(open_regular_file(path).number(), Keep::text);
  return content && content->text ? std::string(*content->text) : std::string();
}

// The context as the scan saw it, for cargo's discovery rules.
class ScannedTree {
 public:
  explicit ScannedTree(const Snapshot& snapshot) : files_(snapshot.files) {}

  bool exists(const std::string& path) const {
    const auto found = first_at_least(path);
    return found != files_.end() && found->path == path && found->file_class != FileClass::directory;
  }

  // Names of files in `directory` and of its sub-directories that hold files.
  std::vector<std::string> list(const std::string& directory) const {
    const std::string prefix = directory + "/";
    std::set<std::string> names;
    for (auto file = first_at_least(prefix); file != files_.end() && file->path.starts_with(prefix); ++file) {
      const std::string rest = file->path.substr(prefix.size());
      names.insert(rest.substr(0, rest.find('/')));
    }
    return {names.begin(), names.end()};
  }

  std::vector<std::string> manifests() const {
    std::vector<std::string> paths;
    for (const FileEntry& file : files_) {
      if (file.file_class == FileClass::cargo_config && base_name(file.path) == "Cargo.toml")
        paths.push_back(file.path);
    }
    return paths;
  }

 private:
  std::vector<FileEntry>::const_iterator first_at_least(const std::string& path) const {
    return std::lower_bound(
        files_.begin(), files_.end(), path, [](const FileEntry& file, const std::string& wanted) {
          return file.path < wanted;
        });
  }

  const std::vector<FileEntry>& files_;
};

// A binary target with the file its main() is in, relative to the context, and the manifests that shape it.
struct BinaryTarget {
  std::string name;
  std::string source;
  std::string manifest;
};

std::vector<BinaryTarget> binary_targets(const BuildContext& context, const ScannedTree& tree) {
  std::vector<BinaryTarget> targets;
  const std::string& root = context.roots.front().path;
  for (const std::string& manifest : tree.manifests()) {
    const std::string folder = directory_of(manifest);
    const PackageFiles files{
        .exists = [&](std::string_view path) { return tree.exists(join_path(folder, path)); },
        .list_directory = [&](std::string_view path) { return tree.list(join_path(folder, path)); }};
    const auto package = read_cargo_package(read_text(join_path(root, manifest)), files);
    if (!package) continue;
    for (const CargoBinary& binary : package->binaries) {
      targets.push_back({binary.name, join_path(folder, binary.path), manifest});
    }
  }
  return targets;
}

// The target of that name; where none bears it (renamed by COPY), the only one there is.
const BinaryTarget* target_named(const std::vector<BinaryTarget>& targets, const std::string& name) {
  const auto named = [&](const BinaryTarget& target) { return target.name == name; };
  if (std::count_if(targets.begin(), targets.end(), named) > 1) return nullptr;
  const auto found = std::find_if(targets.begin(), targets.end(), named);
  if (found != targets.end()) return &*found;
  return targets.size() == 1 ? &targets.front() : nullptr;
}

// Any manifest may turn a log level off, since cargo unites features over the whole workspace.
bool compiled_out(const BuildContext& context, const ScannedTree& tree, const std::string& macro) {
  const auto manifests = tree.manifests();
  return std::any_of(manifests.begin(), manifests.end(), [&](const std::string& manifest) {
    return may_compile_out(read_text(join_path(context.roots.front().path, manifest)), macro);
  });
}

class DefaultMarkers {
 public:
  DefaultMarkers(const BuildContext& context, const Snapshot& snapshot) : context_(context), tree_(snapshot) {
    if (!context.roots.empty()) targets_ = binary_targets(context, tree_);
  }

  // `binary` gets its marker, or the reason why it has none.
  void derive(ExpectedBinary& binary, const std::string& target_name) const {
    const BinaryTarget* target = target_named(targets_, target_name);
    if (target == nullptr) {
      binary.no_marker_reason = "no cargo target is named " + escape(target_name) + "; set --cb21-marker";
      return;
    }
    const auto marker = find_main_marker(read_text(join_path(context_.roots.front().path, target->source)));
    if (!marker) {
      binary.no_marker_reason =
          "main() in " + escape(target->source) + " logs or prints no literal text first; set --cb21-marker";
    } else if (compiled_out(context_, tree_, marker->macro)) {
      binary.no_marker_reason =
          "log features in Cargo.toml may leave " + marker->macro + "! out; set --cb21-marker";
    } else {
      binary.markers = {marker->text};
    }
  }

 private:
  const BuildContext& context_;
  ScannedTree tree_;
  std::vector<BinaryTarget> targets_;
};

struct Candidate {
  ExpectedBinary binary;
  std::string target_name;  // of the cargo target
};

bool in_target_folder(const ShippedFile& file) {
  return file.source.find("/release/") != std::string::npos ||
         file.source.find("/debug/") != std::string::npos;
}

std::vector<Candidate> candidates_from_dockerfile(const BuildContext& context, const std::string& target) {
  if (!context.dockerfile) return {};
  std::vector<ShippedFile> shipped = shipped_files(*context.dockerfile, target);
  const bool any = std::any_of(shipped.begin(), shipped.end(), in_target_folder);
  std::vector<Candidate> candidates;
  for (const ShippedFile& file : shipped) {
    const bool named = file.source.find_first_of("*?[") == std::string::npos && !file.source.ends_with('/');
    if (!named || (any && !in_target_folder(file))) continue;
    const std::string name = base_name(file.source);
    candidates.push_back({{.path = file.image_path, .name = name}, name});
  }
  return candidates;
}

std::vector<Candidate> find_candidates(const OwnOptions& options,
                                       const std::string& target,
                                       const BuildContext& context,
                                       const ImageFacts& image) {
  std::vector<Candidate> candidates;
  for (const std::string& path : options.binaries)
    candidates.push_back({{.path = path, .name = ""}, base_name(path)});
  if (candidates.empty()) candidates = candidates_from_dockerfile(context, target);
  if (!candidates.empty()) return candidates;
  if (const auto program = entry_program(image)) {
    candidates.push_back({{.path = *program, .name = "", .guessed_path = true}, base_name(*program)});
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
  for (Candidate& candidate : find_candidates(options, target, context, image)) {
    candidate.binary.configured_marker = !options.markers.empty();
    candidate.binary.markers = options.markers;
    if (options.markers.empty()) defaults.derive(candidate.binary, candidate.target_name);
    expected.push_back(std::move(candidate.binary));
  }
  return expected;
}

std::string expectations_digest(const OwnOptions& options) {
  FieldDigest digest;
  for (const std::string& marker : options.markers) digest.field("marker", marker);
  for (const std::string& binary : options.binaries) digest.field("binary", binary);
  digest.field("verify", std::to_string(static_cast<int>(options.verify)));
  digest.field("run", options.run_seconds ? std::to_string(*options.run_seconds) : "");
  return to_hex(digest.value());
}

}  // namespace cb21
