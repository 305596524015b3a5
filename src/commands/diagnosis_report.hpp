// SPDX-License-Identifier: Apache-2.0
// What the user sees of a diagnosis.
//
// As text, one line each: "STEP: FINDING" in the order of the rule (times, rebuild, binary, marker, then what
// cb21 knows more), then "likely: MECHANISM (WEIGHT): EVIDENCE" for each candidate, the most likely first,
// then for each "cure: SENTENCE" and its commands, indented by two blanks, to be pasted into a shell; or,
// where nothing speaks against the image, "result: SENTENCE".
//
// As JSON (--json), one object: `schema` (1), `version`, `image` {`reference`, `id`, `created`, `platform`},
// `project` (null without a folder) {`context`, `dockerfile`, `target`, `builder`}, `steps` [{`step`, `state`
// (fine, against, unknown, noted), `finding`}], `likely` [{`mechanism`, `weight` (shown, likely, possible),
// `evidence`, `cure`, `commands` [text]}], `verdict` (nothing-found, mechanism-found, against).
#pragma once

#include "commands/diagnosis.hpp"

#include <boost/json/object.hpp>

#include <string>
#include <vector>

namespace cb21 {

struct Diagnosis {
  std::vector<Step> steps;
  std::vector<Candidate> likely;

  // A mechanism is found, or a step speaks against the image though none explains it.
  bool speaks_against() const;
};

// Command lines for a shell; none where the build's arguments are needed and were not given.
std::vector<std::string> cure_commands(const Patient& patient, const Candidate& candidate);

std::vector<std::string> diagnosis_lines(const Patient& patient, const Diagnosis& diagnosis);
boost::json::object diagnosis_json(const Patient& patient, const Diagnosis& diagnosis);

}  // namespace cb21
