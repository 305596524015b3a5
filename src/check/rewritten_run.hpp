// SPDX-License-Identifier: Apache-2.0
// A RUN (or COPY) as a cure has it: the user's own instruction with one thing added. Lines to paste into a
// Dockerfile, without control characters; empty where the instruction's text has some.
#pragma once

#include "inputs/dockerfile.hpp"
#include "inputs/touch_points.hpp"

#include <span>
#include <string>
#include <string_view>

namespace cb21 {

// The command that renews the time stamps of the sources which COPY has brought to the RUN, by the touch
// points of its stage.
std::string renewing_command(std::span<const TouchPoint> points, const RunInstruction& run);

// With `command` before all that the RUN does; bind mounts of sources become writable for it.
std::string with_first_command(const Stage& stage, const RunInstruction& run, std::string_view command);

// With `option` behind `words` ("cargo build"); empty where they do not stand in its text exactly once, for
// another place may be in a text that is only printed.
std::string with_option(const Instruction& instruction, std::string_view words, std::string_view option);

// With every `old` in its text replaced; empty where it has none.
std::string with_replacement(const Instruction& instruction, std::string_view old, std::string_view text);

// Whether a text of the user's can be shown as it is: printable, one line.
bool is_plain_text(std::string_view text);

}  // namespace cb21
