// SPDX-License-Identifier: Apache-2.0
#include "inputs/cargo_package.hpp"

#include "inputs/toml_document.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

namespace cb21 {
namespace {

// cargo's target discovery (cargo's source, src/cargo/util/toml/targets.rs).
class BinaryDiscovery {
 public:
  BinaryDiscovery(const toml::table& manifest,
                  const toml::table& package,
                  const PackageFiles& files,
                  std::string_view workspace_edition)
      : manifest_(manifest), package_(package), files_(files), workspace_edition_(workspace_edition) {}

  CargoPackage run() {
    CargoPackage found{string_at(package_, "name").value_or(""), {}};
    infer(found.name);
    add_declared();
    if (is_automatic()) add_inferred();
    found.binaries = std::move(binaries_);
    return found;
  }

 private:
  void infer(const std::string& package_name);
  void add_declared();
  void add_inferred();
  bool is_automatic() const;
  bool is_edition_2015() const;
  std::optional<std::string> path_of(const std::string& name) const;
  std::optional<std::string> path_of_2015(const std::string& name) const;

  const toml::table& manifest_;
  const toml::table& package_;
  const PackageFiles& files_;
  std::string_view workspace_edition_;
  std::vector<CargoBinary> inferred_;
  std::vector<CargoBinary> binaries_;
};

// src/main.rs, src/bin/NAME.rs and src/bin/NAME/main.rs
void BinaryDiscovery::infer(const std::string& package_name) {
  if (files_.exists("src/main.rs")) inferred_.push_back({package_name, "src/main.rs", false});
  std::vector<std::string> names = files_.list_directory("src/bin");
  std::sort(names.begin(), names.end());
  for (const std::string& name : names) {
    const std::string path = "src/bin/" + name;
    if (name.starts_with('.')) continue;
    if (name.ends_with(".rs") && files_.exists(path)) {
      inferred_.push_back({name.substr(0, name.size() - 3), path, false});
    } else if (files_.exists(path + "/main.rs")) {
      inferred_.push_back({name, path + "/main.rs", false});
    }
  }
}

// An inherited edition that is not known is taken for a later one: workspaces that hand it down are younger.
bool BinaryDiscovery::is_edition_2015() const {
  const toml::node* edition = package_.get("edition");
  if (edition == nullptr) return true;
  return edition->is_table() ? workspace_edition_ == "2015" : string_at(package_, "edition") == "2015";
}

bool BinaryDiscovery::is_automatic() const {
  const toml::node* automatic = package_.get("autobins");
  if (automatic != nullptr) {
    if (const auto wanted = automatic->value_exact<bool>()) return *wanted;
  }
  return !is_edition_2015() || manifest_.get("bin") == nullptr;
}

std::optional<std::string> BinaryDiscovery::path_of_2015(const std::string& name) const {
  std::vector<std::string> candidates = {"src/main.rs", "src/bin/main.rs"};
  const bool library = manifest_.get("lib") != nullptr || files_.exists("src/lib.rs");
  if (!library) candidates.insert(candidates.begin(), "src/" + name + ".rs");
  const auto found = std::find_if(candidates.begin(), candidates.end(), files_.exists);
  return found == candidates.end() ? std::nullopt : std::optional(*found);
}

std::optional<std::string> BinaryDiscovery::path_of(const std::string& name) const {
  const auto named = [&](const CargoBinary& binary) { return binary.name == name; };
  const auto found = std::find_if(inferred_.begin(), inferred_.end(), named);
  if (found != inferred_.end() && std::count_if(found, inferred_.end(), named) == 1) return found->path;
  return is_edition_2015() ? path_of_2015(name) : std::nullopt;
}

void BinaryDiscovery::add_declared() {
  const toml::node* declared = manifest_.get("bin");
  if (declared == nullptr || !declared->is_array()) return;
  for (const toml::node& node : *declared->as_array()) {
    const toml::table* table = node.as_table();
    const auto name = table == nullptr ? std::nullopt : string_at(*table, "name");
    if (!name) continue;
    const auto written = string_at(*table, "path");
    const auto path = written ? std::filesystem::path(*written).lexically_normal().string() : path_of(*name);
    if (path) binaries_.push_back({*name, *path, written.has_value()});
  }
}

// Those that no [[bin]] bears the name or the path of.
void BinaryDiscovery::add_inferred() {
  const std::vector<CargoBinary> declared = binaries_;
  for (const CargoBinary& candidate : inferred_) {
    const bool known = std::any_of(declared.begin(), declared.end(), [&](const CargoBinary& binary) {
      return binary.name == candidate.name || (binary.explicit_path && binary.path == candidate.path);
    });
    if (!known) binaries_.push_back(candidate);
  }
}

}  // namespace

std::optional<CargoPackage> read_cargo_package(std::string_view manifest_text,
                                               const PackageFiles& files,
                                               std::string_view workspace_edition) {
  const auto manifest = parse_toml(manifest_text);
  if (!manifest) return std::nullopt;
  const toml::table* package = table_at(*manifest, "package");
  if (package == nullptr) package = table_at(*manifest, "project");  // cargo's old name for it
  if (package == nullptr || !string_at(*package, "name")) return std::nullopt;
  return BinaryDiscovery(*manifest, *package, files, workspace_edition).run();
}

}  // namespace cb21
