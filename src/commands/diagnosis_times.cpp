// SPDX-License-Identifier: Apache-2.0
// The rule's first two steps: the sources' times against the image's.
#include "commands/diagnosis.hpp"
#include "commands/report.hpp"
#include "docker/image_time.hpp"
#include "escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cb21 {
namespace {

constexpr const char* k_caveat =
    "; times prove nothing: docker may put an old binary into a new image, and an edit can keep its time";

bool counts(const FileEntry& file) {
  return file.file_class == FileClass::rust_source || file.file_class == FileClass::cargo_config ||
         file.file_class == FileClass::toolchain || file.file_class == FileClass::watched ||
         file.file_class == FileClass::compiled_in;
}

const FileEntry* newest_source(const Snapshot& snapshot) {
  const FileEntry* newest = nullptr;
  for (const FileEntry& file : snapshot.files) {
    if (counts(file) && (newest == nullptr || file.mtime_ns > newest->mtime_ns)) newest = &file;
  }
  return newest;
}

std::string made_text(const Patient& patient) {
  if (patient.made) return "the image was made " + time_text(*patient.made);
  return "the image does not tell when it was made";
}

void note_unknown(const std::string& finding, Findings& findings) {
  findings.note("times", StepState::unknown, finding);
  findings.note("rebuild", StepState::unknown, "whether to build again cannot be told from times");
}

// A build that followed the edit and gave the image of before: the edit made no difference, or docker did not
// see it. A name beside another one may be docker tag's.
std::string built_since(const Patient& patient, const FileEntry& newest, Findings& findings) {
  if (!patient.tagged || *patient.tagged <= newest.mtime_ns) return {};
  std::string after = "its name was given to it " + time_text(*patient.tagged) + ", after the edit: ";
  if (const std::string name = patient.other_name(); !name.empty()) {
    const std::string how = patient.behind_record() ? "tagged, not built" : "tagged, or built from the cache";
    return "; " + after + how + ", for the image is also " + escape(name);
  }
  after += "docker has built since, and the image stayed as it was";
  findings.see(Sign::tagged_after_edit, after);
  return "; " + after;
}

void note_older(const Patient& patient,
                const FileEntry& newest,
                const std::string& both,
                Findings& findings) {
  const std::string since = built_since(patient, newest, findings);
  // Where it is known what the image was made of, times have nothing to add.
  const bool known = patient.verified() != nullptr;
  const StepState state = since.empty() && !known ? StepState::against : StepState::noted;
  if (!known) {
    findings.see(
        Sign::older_than_source,
        escape(newest.path) + " was written after the image was made (" + time_text(newest.mtime_ns) + ")");
  }
  findings.note("times", state, both + ": the image is OLDER than the source" + since + k_caveat);
  std::vector<std::string> words{"docker", "build", "--no-cache"};
  for (std::string& word : arguments_with_tag(patient)) words.push_back(std::move(word));
  findings.note("rebuild", state, shell_line(words));
}

}  // namespace

void look_at_times(const Patient& patient, Findings& findings) {
  const FileEntry* newest = newest_source(patient.assessment.snapshot);
  if (newest == nullptr) {
    const std::string why = patient.unseen();
    note_unknown(made_text(patient) + "; " + (why.empty() ? "docker is sent no source" : why), findings);
    return;
  }
  const std::string both = fmt::format("{}, the newest source ({}) was written {}",
                                       made_text(patient),
                                       escape(newest->path),
                                       time_text(newest->mtime_ns));
  if (!patient.made) {
    note_unknown(both, findings);
  } else if (*patient.made < newest->mtime_ns) {
    note_older(patient, *newest, both, findings);
  } else {
    findings.note("times", StepState::fine, both + ": the image is newer" + k_caveat);
    findings.note("rebuild", StepState::fine, "the times call for no build");
  }
}

}  // namespace cb21
