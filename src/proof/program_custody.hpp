// SPDX-License-Identifier: Apache-2.0
// Links a to c of one program of an image that was matched to an artifact: what it was made of. Where several
// stages have the artifact, one that shows the links is enough, for the bytes are the same.
#pragma once

#include "proof/artifact_match.hpp"
#include "proof/judgement.hpp"
#include "proof/stage_looks.hpp"

#include <set>
#include <string>
#include <vector>

namespace cb21 {

struct ProgramCustody {
  Judgement sources{Link::sources};
  Judgement compiled{Link::compiled};
  Judgement linked{Link::linked};
  std::vector<ChainUnit> units;      // of the project's own
  std::set<std::string> learned;     // context files that went in
  std::set<std::string> undeclared;  // Chain::undeclared
  bool in_mount = false;

  bool whole() const { return sources.passes() && compiled.passes() && linked.passes(); }

  bool refuted() const;
  bool asks() const;  // some look would tell more
};

// `places` of one match, at least one.
ProgramCustody judge_program(const ChainFacts& facts,
                             const StageLooks& looks,
                             std::vector<ArtifactPlace> places);

}  // namespace cb21
