// SPDX-License-Identifier: Apache-2.0
// Containers that run an older image of the same name: building again does not change those.
#include "commands/diagnosis.hpp"
#include "escape.hpp"

#include <algorithm>

namespace cb21 {

void look_at_containers(const Patient& patient, Findings& findings) {
  const std::vector<RunningContainer> old = patient.old_containers();
  for (const RunningContainer& container : old) {
    findings.note_against("containers",
                          Sign::old_container,
                          escape(container.name) + " runs " + escape(container.image_id.substr(0, 19)) +
                              ", not the image that " + escape(patient.reference) + " stands for now");
  }
  if (!old.empty()) return;
  const auto current =
      std::count_if(patient.running.begin(), patient.running.end(), [&](const RunningContainer& container) {
        return container.image_id == patient.image.id;
      });
  findings.note("containers",
                StepState::fine,
                current == 0 ? "none is running of this image, nor of an older one of its name"
                             : std::to_string(current) + " running of this very image");
}

}  // namespace cb21
