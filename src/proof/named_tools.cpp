// SPDX-License-Identifier: Apache-2.0
#include "proof/named_tools.hpp"

#include "inputs/container_path.hpp"
#include "word_list.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <string_view>

namespace cb21 {
namespace {

// Of a folder on the way to a file of the unit's own.
bool holds_for(const CargoSetting& setting, const ClosureUnit& one) {
  return std::ranges::any_of(one.files.context,
                             [&](const ContextFile& file) { return is_within(file.path, setting.folder); });
}

bool is_known_linker(std::string_view program) {
  static const RE2 k_known(
      R"re((?:.*-)?(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+|ld|lld|ld\.lld|ld\.bfd|ld\.gold|mold|wild)(?:-[0-9.]+)?)re");
  const std::string_view name = base_name(program);
  return RE2::FullMatch(re2::StringPiece(name.data(), name.size()), k_known);
}

}  // namespace

std::string named_compiler(const StageLook& look, const ClosureUnit& one) {
  for (const CargoSetting& setting : look.evidence->settings) {
    const bool other = setting.key != "linker" && !is_one_of(base_name(setting.value), {"rustc", "sccache"});
    if (other && holds_for(setting, one)) return setting.key + " = " + setting.value;
  }
  return "";
}

std::string named_linker(const StageLook& look, const ClosureUnit& one) {
  if (!one.unit->linker.empty()) return is_known_linker(one.unit->linker) ? "" : one.unit->linker;
  for (const CargoSetting& setting : look.evidence->settings) {
    if (setting.key == "linker" && !is_known_linker(setting.value) && holds_for(setting, one))
      return setting.value;
  }
  return "";
}

}  // namespace cb21
