// SPDX-License-Identifier: Apache-2.0
// Build arguments that reach no step: an ARG before the first FROM is for the FROM lines alone, until a stage
// declares it again (Dockerfile reference, "Understand how ARG and FROM interact"). Docker says nothing of
// it.
#pragma once

#include "inputs/dockerfile.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

// A sentence for each of `build_args`, and for the source digest that cb21 gives by itself, that the text
// declares before the first FROM, and neither in a stage nor for use in a FROM. What no ARG declares at all
// docker warns of.
std::vector<std::string> undeclared_arguments(
    const Dockerfile& dockerfile,
    std::string_view text,
    std::string_view target,
    const std::vector<std::pair<std::string, std::string>>& build_args);

}  // namespace cb21
