// SPDX-License-Identifier: Apache-2.0
#include "proof/link_shipped.hpp"

#include "escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace cb21 {

Judgement judge_shipped(const std::vector<const ShippedProgram*>& programs) {
  Judgement judgement(Link::shipped);
  if (programs.empty()) {
    judgement.not_shown("the image holds nothing that this build is seen to have compiled");
    return judgement;
  }
  std::vector<std::string> names;
  names.reserve(programs.size());
  for (const ShippedProgram* program : programs) names.push_back(program->path);
  const bool stripped =
      std::ranges::any_of(programs, [](const ShippedProgram* program) { return program->match.stripped; });
  judgement.link.detail = named_list(names) + (stripped ? ", stripped" : "");
  return judgement;
}

Judgement judge_nothing_compiled(const std::vector<ShippedProgram>& programs) {
  Judgement judgement(Link::shipped);
  // The one that stands closest to the project is named.
  const auto weight = [](const ShippedProgram& program) {
    return (program.earlier ? 4 : 0) + (program.named ? 2 : 0) + (program.file->rust ? 1 : 0);
  };
  const auto found = std::ranges::max_element(programs, {}, weight);
  if (found == programs.end() || weight(*found) == 0) {
    judgement.not_shown("no step of this build compiles Rust, and the image holds no Rust program");
  } else {
    judgement.not_shown(fmt::format("{}: no step of this build compiles it{}",
                                    escape(found->path),
                                    found->earlier ? ", and its bytes equal those of the last build" : ""));
  }
  return judgement;
}

}  // namespace cb21
