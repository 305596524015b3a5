// SPDX-License-Identifier: Apache-2.0
// The names that BuildKit's progress gives to the steps which compile the sources.
#pragma once

#include "inputs/dockerfile.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// "builder 4/5" (stage, number, steps of that stage; no stage where there is only one) for each RUN of the
// compile stage that runs a cargo build after the stage's last COPY or ADD. FROM, RUN, COPY, ADD and WORKDIR
// count (moby/buildkit frontend/dockerfile/dockerfile2llb/convert.go prefixCommand). None at all where one of
// them does not show all that cargo says (--quiet, a pipe, a redirection): the others are no evidence without
// it.
std::vector<std::string> compile_step_labels(const Dockerfile& dockerfile, std::string_view target);

}  // namespace cb21
