// SPDX-License-Identifier: Apache-2.0
#include "evidence/cargo_settings.hpp"

#include "inputs/path_name.hpp"

#include <re2/re2.h>

#include <string>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

// Of .cargo in a folder of the project: cargo reads those of all folders above the one that it is run in.
// That of CARGO_HOME, which is often a user's own .cargo, is read everywhere.
std::string folder_of(std::string_view path) {
  const std::string_view folder = parent_path(path);
  if (base_name(folder) != ".cargo") return "/";
  const std::string_view above = parent_path(folder);
  const bool home = above == "/root" || parent_path(above) == "/home";
  return home || above.empty() ? "/" : std::string(above);
}

}  // namespace

std::vector<CargoSetting> read_cargo_settings(const std::vector<PrintedSetting>& lines) {
  static const RE2 k_setting(
      R"re((?:^|[\s."'{,])(linker|rustc|rustc-wrapper|rustc-workspace-wrapper)["']?\s*=\s*["']?([^"',}\s]+))re");
  std::vector<CargoSetting> settings;
  for (const PrintedSetting& line : lines) {
    CargoSetting setting;
    setting.folder = folder_of(line.path);
    if (RE2::PartialMatch(
            re2::StringPiece(line.text.data(), line.text.size()), k_setting, &setting.key, &setting.value))
      settings.push_back(std::move(setting));
  }
  return settings;
}

}  // namespace cb21
