// SPDX-License-Identifier: Apache-2.0
#include "check/context_rules.hpp"

#include "check/cargo_steps.hpp"
#include "check/dockerfile_rules.hpp"
#include "check/ignore_file.hpp"
#include "check/placement.hpp"
#include "check/rewritten_run.hpp"
#include "check/sent_target.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/ignored_inputs.hpp"
#include "inputs/path_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

// Lines for the end of the ignore file, under a comment that names it.
std::string ignore_cure(const CheckedProject& project, const std::string& line) {
  if (!is_plain_text(line)) return {};
  return fmt::format("# {}\n{}", escape(ignore_file_name(project)), line);
}

std::string describe(const CheckedProject& project, const SentTarget& target) {
  const std::string copied =
      fmt::format("the COPY brings {}/ to {}", escape(target.context_path), escape(target.stage_path));
  const std::string& ignoring = ignore_file_name(project);
  const std::string why =
      project.context.ignore_file ? escape(ignoring) + " lets it through" : "there is no " + escape(ignoring);
  return target.exists
             ? fmt::format("{}, where cargo takes what the host compiled for its own work: {}", copied, why)
             : fmt::format("{} as soon as cargo has run on the host: {}", copied, why);
}

std::vector<Violation> sent_target_violations(const CheckedProject& project, bool existing) {
  std::vector<Violation> violations;
  for (const SentTarget& target : find_sent_targets(project)) {
    if (target.exists != existing) continue;
    violations.push_back(dockerfile_violation(
        project, target.line, describe(project, target), ignore_cure(project, target.context_path)));
  }
  return violations;
}

struct LeftOut {
  IgnoredInput input;
  bool ignored = false;  // else no COPY brings it
  std::string manifest_place;
  std::size_t manifest_line = 0;  // of the COPY
};

void note_manifest(LeftOut& left_out, const PlacedFiles& placed, const Snapshot& snapshot) {
  const auto found = std::find_if(placed.files.begin(), placed.files.end(), [&](const PlacedFile& file) {
    return snapshot.files[file.file].path == left_out.input.manifest;
  });
  if (found == placed.files.end()) return;
  left_out.manifest_place = found->stage_path;
  left_out.manifest_line = found->line;
}

std::vector<LeftOut> left_out_inputs(const CheckedProject& project, std::string_view mechanism) {
  std::vector<LeftOut> found;
  const std::optional<std::size_t> stage = cargo_stage(project);
  if (!stage || project.context.roots.empty()) return found;
  const auto append = [&](std::vector<IgnoredInput> inputs, bool ignored, const PlacedFiles& placed) {
    for (IgnoredInput& input : inputs) {
      if (input.mechanism != mechanism) continue;
      found.push_back({std::move(input), ignored, {}, 0});
      note_manifest(found.back(), placed, project.snapshot);
    }
  };
  try {
    const PlacedFiles placed = place_project(project, project.snapshot, *stage);
    append(find_ignored_inputs(project.context, project.snapshot, placed), true, placed);
    append(find_uncopied_inputs(project.context, project.snapshot, placed), false, placed);
  } catch (const Error&) {
    found.clear();  // a pattern that docker will refuse
  }
  return found;
}

Violation ignored_violation(const CheckedProject& project,
                            const IgnoreLines& lines,
                            const LeftOut& left_out,
                            std::string_view effect) {
  const std::string& path = left_out.input.path;
  return {ignore_file_name(project),
          lines.line_that_leaves_out(path),
          fmt::format("{} is not sent to docker: {}", escape(path), effect),
          ignore_cure(project, '!' + path)};
}

Violation uncopied_violation(const CheckedProject& project,
                             const LeftOut& left_out,
                             std::string_view effect) {
  const std::string& path = left_out.input.path;
  const std::string place = fmt::format("{}/", parent_path(left_out.manifest_place));
  const std::string cure = fmt::format("COPY {} {}", path, place);
  const bool writable = is_plain_text(cure) && path.find_first_of(" \\'\"$*?[") == std::string::npos;
  return dockerfile_violation(project,
                              left_out.manifest_line,
                              fmt::format("{} is brought by no COPY: {}", escape(path), effect),
                              writable ? cure : std::string());
}

std::vector<Violation> left_out_violations(const CheckedProject& project,
                                           std::string_view mechanism,
                                           std::string_view effect) {
  std::vector<Violation> violations;
  const IgnoreLines lines(project);
  for (const LeftOut& left_out : left_out_inputs(project, mechanism)) {
    violations.push_back(left_out.ignored ? ignored_violation(project, lines, left_out, effect)
                                          : uncopied_violation(project, left_out, effect));
  }
  return violations;
}

}  // namespace

std::vector<Violation> find_copied_host_targets(const CheckedProject& project) {
  return sent_target_violations(project, true);
}

std::vector<Violation> find_unignored_targets(const CheckedProject& project) {
  return sent_target_violations(project, false);
}

std::vector<Violation> find_left_out_inputs(const CheckedProject& project) {
  return left_out_violations(
      project, "ignored-input", "cargo compiles the package as if it had no build script, without a word");
}

std::vector<Violation> find_left_out_locks(const CheckedProject& project) {
  return left_out_violations(
      project, "lock-drift", "cargo chooses the dependencies' versions anew in the image");
}

}  // namespace cb21
