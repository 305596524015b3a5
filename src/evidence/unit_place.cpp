// SPDX-License-Identifier: Apache-2.0
#include "evidence/unit_place.hpp"

#include "word_list.hpp"

#include <algorithm>
#include <cstddef>

namespace cb21 {
namespace {

constexpr std::size_t k_hash_size = 16;

// The last component of a path, taken off with its slash.
std::string_view take_last(std::string_view& path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view last = slash == std::string_view::npos ? path : path.substr(slash + 1);
  path = path.substr(0, slash == std::string_view::npos ? 0 : slash);
  return last;
}

bool is_hash(std::string_view text) {
  return text.size() == k_hash_size && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// NAME-HASH, where it is such a one.
bool split_hash(std::string_view text, std::string_view& name, std::string_view& hash) {
  if (text.size() < k_hash_size + 2 || text[text.size() - k_hash_size - 1] != '-') return false;
  hash = text.substr(text.size() - k_hash_size);
  name = text.substr(0, text.size() - k_hash_size - 1);
  return is_hash(hash);
}

std::string joined(std::string_view folder, std::string_view rest) {
  return std::string(folder) + "/" + std::string(rest);
}

std::optional<UnitPlace> in_new_layout(std::string_view folder, std::string_view file) {
  const std::string_view part = take_last(folder);
  const std::string_view unit = folder;
  const std::string_view hash = take_last(folder);
  std::string_view package = take_last(folder);
  const bool run = is_one_of(part, {"run", "build-script-execution"});
  if (!run && part != "fingerprint") return std::nullopt;
  if (!is_hash(hash) || package.empty() || take_last(folder) != "build") return std::nullopt;
  return UnitPlace{
      std::string(folder), std::string(package), std::string(hash), joined(unit, "fingerprint"), file, run};
}

std::optional<UnitPlace> in_draft(std::string_view folder, std::string_view file) {
  const std::string_view part = take_last(folder);
  const std::string_view unit = folder;
  std::string_view package;
  std::string_view hash;
  const bool run = is_one_of(part, {"run", "build-script-execution"});
  if (!run && part != ".fingerprint") return std::nullopt;
  if (!split_hash(take_last(folder), package, hash) || take_last(folder) != "build") return std::nullopt;
  return UnitPlace{
      std::string(folder), std::string(package), std::string(hash), joined(unit, ".fingerprint"), file, run};
}

std::optional<UnitPlace> in_old_layout(std::string_view folder, std::string_view file) {
  const std::string_view unit = take_last(folder);
  std::string_view package;
  std::string_view hash;
  if (!split_hash(unit, package, hash)) return std::nullopt;
  const std::string_view parent = take_last(folder);
  const bool run = parent == "build";
  if ((run && file != "invoked.timestamp") || (!run && parent != ".fingerprint")) return std::nullopt;
  return UnitPlace{std::string(folder),
                   std::string(package),
                   std::string(hash),
                   joined(folder, ".fingerprint/" + std::string(unit)),
                   file,
                   run};
}

OutputPlace output_of(std::string_view profile, std::string_view stem, std::string_view hash) {
  std::string_view name;
  std::string_view own;
  if (!split_hash(stem, name, own)) return {std::string(profile), std::string(stem), std::string(hash)};
  return {std::string(profile), std::string(name), std::string(own)};
}

}  // namespace

std::optional<UnitPlace> place_of_unit_file(std::string_view path) {
  std::string_view folder = path;
  const std::string_view file = take_last(folder);
  if (auto place = in_new_layout(folder, file)) return place;
  if (auto place = in_draft(folder, file)) return place;
  return in_old_layout(folder, file);
}

std::optional<OutputPlace> place_of_output(std::string_view path, std::string_view extension) {
  if (!path.ends_with(extension)) return std::nullopt;
  std::string_view folder = path.substr(0, path.size() - extension.size());
  const std::string_view stem = take_last(folder);
  std::string_view name;
  std::string_view hash;
  const std::string_view part = take_last(folder);
  if (part == "deps" || (part == "examples" && split_hash(stem, name, hash))) {
    // A draft of the new layout has build/PKG-HASH/deps.
    std::string_view build = folder;
    if (split_hash(take_last(build), name, hash) && take_last(build) == "build")
      return output_of(build, stem, hash);
    return output_of(folder, stem, "");
  }
  if (part == "out") {
    hash = take_last(folder);
    take_last(folder);
    if (is_hash(hash) && take_last(folder) == "build") return output_of(folder, stem, hash);
    return std::nullopt;
  }
  if (split_hash(part, name, hash) && take_last(folder) == "build") return output_of(folder, stem, hash);
  return std::nullopt;
}

bool is_build_output(std::string_view path, std::string_view profile) {
  if (!path.starts_with(profile) || !path.substr(profile.size()).starts_with("/build/")) return false;
  path.remove_prefix(profile.size() + std::string_view("/build/").size());
  for (int depth = 0; depth < 2; ++depth) {
    path.remove_prefix(std::min(path.find('/'), path.size()));
    if (path.starts_with("/out/")) return true;
    path.remove_prefix(std::min<std::size_t>(1, path.size()));
  }
  return false;
}

}  // namespace cb21
