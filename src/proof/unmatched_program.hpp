// SPDX-License-Identifier: Apache-2.0
// What a program of an image is that equals no artifact of the build: a launcher or a tool that is none of
// the project's business, old code, or what was compiled in a place that is gone.
#pragma once

#include "proof/shipped_programs.hpp"

#include <string>

namespace cb21 {

struct UnmatchedProgram {
  enum class What {
    none_of_ours,  // no Rust program, or the base image's own under another name than a target's
    refuted,       // old code, or another program under a target's name
    unclear,       // `why`
  };
  What what = What::none_of_ours;
  std::string why;  // a sentence without a full stop
  ChainWants wants;
  bool climbing_may_help = false;
};

UnmatchedProgram judge_unmatched(const ChainFacts& facts,
                                 const StageLooks& looks,
                                 const ShippedProgram& program);

}  // namespace cb21
