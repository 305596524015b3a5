// SPDX-License-Identifier: Apache-2.0
// What cb21 remembers of this build, and whether the name still stands for it.
#include "commands/diagnosis.hpp"
#include "commands/report.hpp"
#include "docker/image_time.hpp"
#include "escape.hpp"

#include <fmt/format.h>

namespace cb21 {
namespace {

constexpr std::int64_t k_second = 1'000'000'000;

std::string verified_text(const Record& record) { return time_text(record.verified_at * k_second); }

void note_verified(const Patient& patient, const Record& record, Findings& findings) {
  const std::string when = "this image was verified " + verified_text(record);
  if (const Reason* change = patient.change_since_verified()) {
    findings.note_against(
        "record", Sign::moved_since_verified, when + ", and since then " + reason_line(*change));
    return;
  }
  findings.see(Sign::verified_as_is, when);
  findings.note("record", StepState::fine, when + ", and the sources are as they were then");
}

void note_behind(const Patient& patient, const std::string& other, Findings& findings) {
  std::string behind =
      escape(patient.reference) + " stands for an image older than the one that was verified last: " + other;
  if (const std::string name = patient.other_name(); !name.empty()) {
    const std::string tagged = "tagged, not built: the image is also " + escape(name);
    findings.see(Sign::tagged_as_another, tagged);
    behind += "; " + tagged;
  }
  findings.note_against("tag", Sign::tag_behind_record, behind);
}

void note_other(const Patient& patient, const Record& record, Findings& findings) {
  if (record.image_id.empty()) {
    findings.note("record", StepState::noted, "the last build of these arguments was not verified");
    return;
  }
  const std::string other = fmt::format(
      "another image ({}) was verified {}", escape(record.image_id.substr(0, 19)), verified_text(record));
  findings.note("record", StepState::noted, other);
  if (patient.behind_record()) note_behind(patient, other, findings);
}

struct RecordNote {
  const Patient& patient;
  Findings& findings;

  void operator()(const Record& record) const {
    if (patient.verified() != nullptr) {
      note_verified(patient, record, findings);
    } else {
      note_other(patient, record, findings);
    }
  }

  void operator()(const NoRecord& none) const {
    findings.note("record",
                  none.withdrawn ? StepState::noted : StepState::unknown,
                  none.withdrawn ? "the last build of these arguments through cb21 was not verified"
                                 : "cb21 has verified no build of these arguments with this builder");
  }

  void operator()(const UnusableRecord& unusable) const {
    findings.note("record", StepState::unknown, escape(unusable.why));
  }
};

void note_builder(const Patient& patient, Findings& findings) {
  const BuildRequest& request = patient.setup.request;
  const BuilderFacts& builder = patient.assessment.builder;
  if (builder.docker_driver || request.load || request.push || !request.outputs.empty()) return;
  findings.see(Sign::builder_keeps_result,
               "the builder " + escape(builder.name) +
                   " keeps what it builds: without --load no name here comes to stand for it");
}

}  // namespace

void look_at_record(const Patient& patient, Findings& findings) {
  if (!patient.has_folder) {
    findings.note("record", StepState::unknown, patient.unseen());
    return;
  }
  std::visit(RecordNote{patient, findings}, patient.assessment.loaded);
  note_builder(patient, findings);
}

}  // namespace cb21
