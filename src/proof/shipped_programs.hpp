// SPDX-License-Identifier: Apache-2.0
// The programs and libraries of an image that the chain asks of: all that is an artifact, was made by rustc,
// bears the name of a target, or is a program of an earlier image of the project.
#pragma once

#include "proof/artifact_match.hpp"
#include "proof/stage_looks.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct ShippedProgram {
  std::string path;
  const ImageFile* file = nullptr;
  bool named = false;      // it bears the name of a target
  bool earlier = false;    // its bytes are those of an earlier verified image
  bool in_target = false;  // below a folder that cargo built into: shipped as what was left there
  ArtifactMatch match;
};

// By path. What cargo keeps for itself (build scripts, deps) is left out, unless the image starts it.
std::vector<ShippedProgram> find_shipped_programs(const ChainFacts& facts,
                                                  const StageLooks& looks,
                                                  const std::map<std::string, std::string>& segments);

bool bears_target_name(const ChainFacts& facts, const StageLooks& looks, std::string_view path);

}  // namespace cb21
