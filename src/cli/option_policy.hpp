// SPDX-License-Identifier: Apache-2.0
// Who may set what: precedence, what the machine's file locks, what a project's file may not say, and what
// production does not allow.
#pragma once

#include "cli/option_sources.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// What holds: the values of the highest place that sets the option (repeatable ones are replaced, not
// joined), else its default; empty where that is nothing. Production makes verify required unless somebody
// says otherwise. `sources` are ordered, the highest first.
std::vector<std::string> effective_values(std::span<const OptionSource> sources, std::string_view name);

// Where the user's own places make verify required, takes out of a project's file what would ask for less of
// verify or proof. Returns a sentence for each.
std::vector<std::string> check_strength(std::vector<OptionSource>& sources);

// Throws Error(usage), naming the places, where
// - anyone weakens what the machine's file locks (`lock = profile, verify`): less of profile, verify or
// proof,
//   any other value of another option;
// - a project's file, which is somebody else's text, sets docker, state-dir, off, report or receipt, takes
//   back the production profile of the user's or the machine's file, or in production weakens verify or
//   proof;
// - production, or verify = required, meets off.
void check_policy(std::span<const OptionSource> sources);

}  // namespace cb21
