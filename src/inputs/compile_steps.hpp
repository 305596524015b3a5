// SPDX-License-Identifier: Apache-2.0
// The steps of a build that compile the sources: what BuildKit's progress calls them, and what they compile.
#pragma once

#include "inputs/cargo_build.hpp"
#include "inputs/dockerfile.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// The cargo builds of the compile stage after its last COPY or ADD.
struct CompileSteps {
  // "builder 4/5" (stage, number, steps of that stage; no stage where there is only one) for each RUN. FROM,
  // RUN, COPY, ADD and WORKDIR count (moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go
  // prefixCommand). None at all where one of them does not show all that cargo says (--quiet, a pipe, a
  // redirection): the others are no evidence without it.
  std::vector<std::string> labels;
  std::vector<CargoBuild> builds;
  // A command among them, in these RUNs or others, may compile the project too (a script, make, cargo test
  // before a build): then a package that they call fresh may have been compiled after all.
  bool others_may_compile = false;

  // Whether one of the builds is asked for the package: by its name, or by naming none.
  bool compiles(std::string_view package) const;
};

CompileSteps compile_steps(const Dockerfile& dockerfile, std::string_view target);

}  // namespace cb21
