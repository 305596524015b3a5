// SPDX-License-Identifier: Apache-2.0
#include "check/project_check.hpp"

#include "check/automation_file.hpp"
#include "check/project_file.hpp"
#include "check/rule_table.hpp"
#include "check/waiver.hpp"
#include "escape.hpp"
#include "inputs/path_name.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace cb21 {
namespace {

constexpr std::string_view k_configuration = "cb21.conf";

bool may_hold_waivers(const FileEntry& file) {
  return file.file_class == FileClass::rust_source || file.file_class == FileClass::cargo_config ||
         file.file_class == FileClass::toolchain || file.file_class == FileClass::docker;
}

// The folders that a project's cb21.conf may lie in, relative to its root.
std::set<std::string> configuration_files(const CheckedProject& project) {
  const std::string dockerfile = dockerfile_name(project);
  std::set<std::string> files{std::string(k_configuration)};
  files.insert(context_file_name(project, k_configuration));
  files.insert(path_below(parent_path(dockerfile), k_configuration));
  return files;
}

std::set<std::string> files_with_findings(const std::vector<Finding>& findings) {
  std::set<std::string> files;
  for (const Finding& finding : findings) files.insert(finding.violation.file);
  return files;
}

// Every file that a rule may have something to say about.
std::set<std::string> files_of_all_rules(const CheckedProject& project) {
  std::set<std::string> files;
  for (const FileEntry& file : project.snapshot.files) {
    if (may_hold_waivers(file)) files.insert(context_file_name(project, file.path));
  }
  for (std::string& path : automation_file_names(project)) files.insert(std::move(path));
  files.insert(dockerfile_name(project));
  return files;
}

std::optional<std::string> text_of(const CheckedProject& project, const std::string& file) {
  if (file == dockerfile_name(project)) return project.context.dockerfile_text;
  return project_file_text(project.root, file);
}

std::vector<Waiver> waivers_in(const CheckedProject& project, const std::set<std::string>& files) {
  std::vector<Waiver> waivers;
  for (const std::string& file : files) {
    const std::optional<std::string> text = file.empty() ? std::nullopt : text_of(project, file);
    if (!text) continue;
    for (Waiver& waiver : read_waivers(file, *text)) waivers.push_back(std::move(waiver));
  }
  return waivers;
}

Finding waiver_finding(std::string_view code, const Waiver& waiver, std::string message, std::string cure) {
  return {.rule = find_rule(code),
          .violation = {.file = waiver.file,
                        .line = waiver.line,
                        .message = std::move(message),
                        .cure = std::move(cure)},
          .waived_because = {}};
}

class WaiverPass {
 public:
  WaiverPass(const CheckedProject& project, std::vector<Finding>& findings)
      : configuration_(configuration_files(project)), findings_(findings) {}

  void apply(const Waiver& waiver) {
    const bool applies = waive(waiver);
    if (waiver.reason.empty()) {
      complain("waiver-without-reason",
               waiver,
               "a waiver of " + (waiver.code.empty() ? "nothing" : escape(waiver.code)) + " gives no reason",
               "cb21: allow " + (waiver.code.empty() ? "CODE" : escape(waiver.code)) +
                   " WHY IT IS ALL RIGHT HERE");
    } else if (find_rule(waiver.code) == nullptr) {
      complain(
          "unknown-waiver", waiver, "a waiver of " + escape(waiver.code) + ", which is no rule's code", {});
    } else if (!applies) {
      complain(
          "unused-waiver", waiver, "a waiver of " + escape(waiver.code) + ", which is not found here", {});
    }
  }

  std::vector<Finding> complaints() { return std::move(complaints_); }

 private:
  bool speaks_for(const Waiver& waiver, const Finding& finding) const {
    if (finding.rule->code != waiver.code) return false;
    const std::string& file = finding.violation.file;
    return file.empty() ? configuration_.contains(waiver.file) : file == waiver.file;
  }

  // One without a reason counts for nothing, but is not unused.
  bool waive(const Waiver& waiver) {
    bool applies = false;
    for (Finding& finding : findings_) {
      if (!speaks_for(waiver, finding)) continue;
      applies = true;
      if (finding.waived_because.empty()) finding.waived_because = waiver.reason;
    }
    return applies;
  }

  void complain(std::string_view code, const Waiver& waiver, std::string message, std::string cure) {
    complaints_.push_back(waiver_finding(code, waiver, std::move(message), std::move(cure)));
  }

  std::set<std::string> configuration_;
  std::vector<Finding>& findings_;
  std::vector<Finding> complaints_;
};

}  // namespace

std::vector<Finding> check_project(const CheckedProject& project, const CheckScope& scope) {
  std::vector<Finding> findings =
      find_violations(project, scope.whole_project ? RuleScope::all : RuleScope::build_only);
  if (!scope.waivers) return findings;
  std::set<std::string> files = files_with_findings(findings);
  files.merge(configuration_files(project));
  if (scope.whole_project) files.merge(files_of_all_rules(project));
  WaiverPass pass(project, findings);
  for (const Waiver& waiver : waivers_in(project, files)) pass.apply(waiver);
  if (!scope.whole_project) return findings;
  for (Finding& complaint : pass.complaints()) findings.push_back(std::move(complaint));
  sort_findings(findings);
  return findings;
}

FindingCounts count(std::span<const Finding> findings) {
  FindingCounts counts;
  for (const Finding& finding : findings) {
    if (finding.waived()) {
      ++counts.waived;
    } else {
      ++(finding.rule->severity == Severity::error ? counts.errors : counts.warnings);
    }
  }
  return counts;
}

}  // namespace cb21
