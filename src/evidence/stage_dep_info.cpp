// SPDX-License-Identifier: Apache-2.0
#include "evidence/stage_dep_info.hpp"

#include "evidence/unit_place.hpp"
#include "inputs/path_name.hpp"

#include <algorithm>

namespace cb21 {

StageDepInfo::StageDepInfo(const ProbeLines& lines) {
  for (const auto& [path, text] : lines.texts) {
    if (!path.ends_with(".d")) continue;
    if (const auto place = place_of_output(path, ".d")) {
      units_[{place->profile, place->hash}].push_back({place->stem, read_dep_info(text)});
    } else if (!place_of_unit_file(path)) {
      const std::size_t slash = path.rfind('/');
      artifacts_.push_back({std::string(path.substr(0, slash)), read_dep_info(text)});
    }
  }
}

const DepInfo* StageDepInfo::of_unit(const CargoUnit& unit) const {
  const std::string crate = crate_name(unit.target);
  // The file of a dynamic library has no hash in its name.
  for (const std::string& hash : {unit.hash, std::string()}) {
    const auto found = units_.find({unit.profile, hash});
    if (found == units_.end()) continue;
    const auto& written = found->second;
    const auto named = std::find_if(
        written.begin(), written.end(), [&](const Written& w) { return crate_name(w.stem) == crate; });
    if (named != written.end()) return &named->rule;
    if (!hash.empty() && written.size() == 1) return &written.front().rule;
  }
  return nullptr;
}

std::string crate_name(std::string_view target) {
  std::string name(target);
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

}  // namespace cb21
