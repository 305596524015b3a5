// SPDX-License-Identifier: Apache-2.0
// The static rules within a build: told in development, and in the way of docker in production.
#pragma once

#include "check/checked_project.hpp"
#include "check/finding.hpp"
#include "commands/assessment.hpp"
#include "commands/console.hpp"
#include "commands/setup.hpp"
#include "commands/told_before.hpp"

#include <span>
#include <string>
#include <vector>

namespace cb21 {

// One build's inputs, and what its words say of them.
CheckedProject checked_project(const BuildWords& words, BuildContext context, Snapshot snapshot);

// Where findings on the project as a whole are shown by what needs a file: the Dockerfile, else the manifest.
std::string main_file(const CheckedProject& project);

// What is found, waived findings left out. In production every rule is asked, else those on what a build
// reads, and none where the build is as the last one. Nothing where the context is not visible. Runs no
// program, and leaves the assessment as it was.
std::vector<Finding> check_build(const Setup& setup, Assessment& assessment);

// A line each. In development -q silences them.
void tell_findings(const Console& console, const Setup& setup, std::span<const Finding> findings);

// The same in a build that goes on: what was told of the project before is counted in one line. In production
// everything is told each time.
void tell_new_findings(const Console& console,
                       const Setup& setup,
                       std::span<const Finding> findings,
                       ToldBefore& told);

// "the check found 2 errors": what keeps docker from being run; empty where nothing does.
std::string check_refusal(const Setup& setup, std::span<const Finding> findings);

}  // namespace cb21
