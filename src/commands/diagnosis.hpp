// SPDX-License-Identifier: Apache-2.0
// A diagnosis: the steps in the order of the rule, what each found, and what it may mean. The files
// diagnosis_* look and note; proof/diagnosis.hpp judges.
#pragma once

#include "commands/assessment.hpp"
#include "commands/setup.hpp"
#include "docker/client.hpp"
#include "docker/running_containers.hpp"
#include "proof/diagnosis.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

enum class StepState {
  fine,     // speaks for the image
  against,  // speaks against it
  unknown,  // could not be found out
  noted,    // neither
};

std::string_view state_name(StepState state);

struct Step {
  std::string name;  // "times", "marker", ...
  StepState state = StepState::noted;
  std::string finding;  // a sentence, escaped
};

// What is looked into.
struct Patient {
  const Setup& setup;
  const Assessment& assessment;  // empty without a folder
  std::string reference;         // the image as typed
  ImageFacts image;
  std::optional<std::int64_t> made;    // nanoseconds since the epoch
  std::optional<std::int64_t> tagged;  // likewise: when a name was given to it last
  bool has_folder = false;             // the build's arguments were given
  std::vector<RunningContainer> running;

  // Why what was compiled cannot be known; empty where the inputs were seen whole.
  std::string unseen() const;

  // The record, if it is of this very image; and what has changed in the inputs since, null for nothing.
  const Record* verified() const;
  const Reason* change_since_verified() const;

  // A name that the image bears besides the one that is asked about; empty where it bears none, and for an
  // id.
  std::string other_name() const;

  // Another image was verified, later than this one was made.
  bool behind_record() const;

  // Those that were made of the image's name and run another one.
  std::vector<RunningContainer> old_containers() const;
};

// What has been found so far.
class Findings {
 public:
  void note(std::string step, StepState state, std::string finding) {
    steps_.push_back({std::move(step), state, std::move(finding)});
  }

  // A step that speaks against the image.
  void note_against(std::string step, Sign sign, const std::string& finding) {
    see(sign, finding);
    note(std::move(step), StepState::against, finding);
  }

  void see(Sign sign, std::string evidence) { seen_.push_back({sign, std::move(evidence)}); }

  const std::vector<Step>& steps() const { return steps_; }

  const std::vector<Observation>& seen() const { return seen_; }

 private:
  std::vector<Step> steps_;
  std::vector<Observation> seen_;
};

// A path's shown form, with how many more there are: "src/main.rs and 2 more".
std::string named_paths(const std::vector<std::string>& paths);

// Each notes its steps, in this order.
void look_at_times(const Patient& patient, Findings& findings);       // times, rebuild
void look_at_binaries(const Patient& patient, Findings& findings);    // binary, marker
void look_at_record(const Patient& patient, Findings& findings);      // record
void look_at_layers(const Patient& patient, Findings& findings);      // sources
void look_at_project(const Patient& patient, Findings& findings);     // inputs, bins, dockerfile, arguments
void look_at_containers(const Patient& patient, Findings& findings);  // containers

// The build's arguments, the image's name among them as a tag where it can be one and none is.
std::vector<std::string> arguments_with_tag(const Patient& patient);

}  // namespace cb21
