// SPDX-License-Identifier: Apache-2.0
// Every sentence and every JSON key that the user sees of a build.
#pragma once

#include "check/finding.hpp"
#include "commands/assessment.hpp"
#include "commands/build_origin.hpp"
#include "commands/console.hpp"
#include "commands/setup.hpp"
#include "commands/stopwatch.hpp"
#include "commands/verification.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cb21 {

// What a run came to.
struct BuildOutcome {
  Stopwatch clock;                       // of the whole run
  BuildKind kind = BuildKind::none;      // of the docker run that was the last
  std::string means;                     // how the cache was distrusted, or that it was kept
  std::vector<std::string> docker_argv;  // argv[0] included
  std::optional<int> docker_exit;        // 128 + n when signal n killed it; absent when docker did not run
  std::string image_id;
  Verification verification;
  BuildOrigin origin;                       // of an image that was looked into and is verified
  InputsNow inputs = InputsNow::identical;  // after docker ran
  std::string withheld;                     // what a blocked build keeps back; see withheld(Gate)
  std::vector<std::string> released;        // what was let out after the proof: "tag hello:1", ...
  std::vector<Finding> findings;            // of the static rules; those that are waived are not in it
  std::int64_t docker_milliseconds = 0;
  std::int64_t verify_milliseconds = 0;
  std::int64_t total_milliseconds = 0;
};

// The line before docker: the first reason, and how many files and other reasons there are besides.
std::string decision_line(const Assessment& assessment, const std::string& means);
// The line after docker: an escaped, complete sentence.
std::string verdict_line(const BuildOutcome& outcome);
// What the proofs that passed have found.
std::string passed_proofs(const std::vector<Proof>& proofs);
// After a verified build: a sentence for each thing that could not be verified.
std::vector<std::string> open_questions(const BuildOutcome& outcome);
// After a build: what the chain of custody saw that is worth a line.
std::vector<std::string> chain_notes(const BuildOutcome& outcome);
// Every reason and file, a line each.
std::vector<std::string> explanation(const Assessment& assessment);
// One reason: "src/main.rs: its content differs from the last verified build's".
std::string reason_line(const Reason& reason);
// One file: "src/main.rs changed (rust-source, size and time kept)".
std::string change_line(const FileChange& change);
// A command line to paste into a shell.
std::string shell_line(const std::vector<std::string>& words);

boost::json::object report_json(const Setup& setup,
                                const Assessment& assessment,
                                const BuildOutcome& outcome);
// [{code, path, detail}]
boost::json::array reasons_json(const Decision& decision);
boost::json::object status_json(const Assessment& assessment);

// Throws Error naming the file.
void write_report(const std::string& path, const boost::json::object& report);

}  // namespace cb21
