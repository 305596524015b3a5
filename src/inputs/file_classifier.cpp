// SPDX-License-Identifier: Apache-2.0
#include "inputs/file_classifier.hpp"

#include "error.hpp"
#include "inputs/cargo_manifest.hpp"
#include "inputs/root_directory.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cb21 {
namespace {

struct KnownName {
  std::string_view name;
  Classification classification;
};

constexpr std::array<KnownName, 4> k_known_names{{
    {"Cargo.toml", {FileClass::cargo_config, true}},
    {"Cargo.lock", {FileClass::dependencies, false}},
    {"rust-toolchain", {FileClass::toolchain, false}},
    {"rust-toolchain.toml", {FileClass::toolchain, false}},
}};

// Sources in the making: a step of the build turns them into .rs files.
bool is_source_template(std::string_view name) {
  return is_one_of(name.substr(std::min(name.rfind(".rs."), name.size())),
                   {".rs.hbs", ".rs.in", ".rs.j2", ".rs.template", ".rs.tera", ".rs.tmpl"});
}

IgnoreRules parse_watch(const std::vector<std::string>& globs) {
  std::string text;
  for (const std::string& glob : globs) text += glob + '\n';
  try {
    return IgnoreRules::parse(text);
  } catch (const Error& error) {
    throw Error(std::string("--cb21-watch: ") + error.what(), ExitCode::usage);
  }
}

bool is_cargo_configuration(std::string_view folder, std::string_view name) {
  return (name == "config.toml" || name == "config") && base_name(folder) == ".cargo";
}

}  // namespace

Keep wanted_text(const Classification& classification) {
  return classification.manifest || classification.file_class == FileClass::rust_source ? Keep::text
                                                                                        : Keep::digest;
}

FileEntry make_file_entry(std::string path,
                          const Classification& classification,
                          const FileContent& content) {
  FileEntry entry;
  entry.path = std::move(path);
  entry.file_class = classification.file_class;
  entry.content = content.digest;
  entry.significant = content.digest;
  if (classification.manifest && content.text) entry.significant = compile_settings_digest(*content.text);
  entry.size = content.size;
  entry.mtime_ns = content.mtime_ns;
  entry.mode = content.mode;
  return entry;
}

FileClassifier::FileClassifier(FurtherInputs further)
    : further_(std::move(further)), watch_(parse_watch(further_.watch)) {}

bool FileClassifier::is_compiled_in(std::string_view path) const {
  return further_.compiled_in.contains(path) || further_.names.contains(base_name(path));
}

std::optional<Classification> FileClassifier::classify_name(std::string_view folder, std::string_view name) {
  if (name.ends_with(".rs")) return Classification{FileClass::rust_source};
  for (const KnownName& known : k_known_names) {
    if (name == known.name) return known.classification;
  }
  if (is_cargo_configuration(folder, name)) return Classification{FileClass::cargo_config};
  if (is_source_template(name)) return Classification{FileClass::watched};
  return std::nullopt;
}

std::optional<Classification> FileClassifier::classify(std::string_view path) const {
  const std::optional<Classification> by_name = classify_name(parent_path(path), base_name(path));
  if (by_name && by_name->file_class == FileClass::rust_source) return by_name;
  if (is_compiled_in(path)) return Classification{FileClass::compiled_in, by_name && by_name->manifest};
  if (!watch_.empty() && watch_.matches_flat(path)) return Classification{FileClass::watched};
  if (by_name || !further_.whole_context) return by_name;
  if (further_.without_git && path.starts_with(".git/")) return std::nullopt;
  return Classification{FileClass::other};
}

}  // namespace cb21
