// SPDX-License-Identifier: Apache-2.0
#include "commands/build_check.hpp"

#include "check/project_check.hpp"
#include "check/text_format.hpp"
#include "counted.hpp"
#include "error.hpp"
#include "inputs/enclosing_repository.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

bool in_production(const Setup& setup) { return setup.options.profile == Profile::production; }

// Nobody wants to be told again what he was told when it was built.
bool is_worth_checking(const Setup& setup, const Assessment& assessment) {
  if (assessment.context.roots.empty()) return false;
  return in_production(setup) || setup.options.dry_run || !assessment.decision.trust_cache();
}

// The assessment's inputs as a project; they go back when it ends.
class LentInputs {
 public:
  LentInputs(const Setup& setup, Assessment& assessment)
      : assessment_(assessment),
        project_(checked_project(
            {setup.request, setup.options}, std::move(assessment.context), std::move(assessment.snapshot))) {}

  ~LentInputs() {
    assessment_.context = std::move(project_.context);
    assessment_.snapshot = std::move(project_.snapshot);
  }

  LentInputs(const LentInputs&) = delete;
  LentInputs& operator=(const LentInputs&) = delete;

  const CheckedProject& project() const { return project_; }

 private:
  Assessment& assessment_;
  CheckedProject project_;
};

std::vector<Finding> unwaived_findings(const Setup& setup, Assessment& assessment) {
  const LentInputs lent(setup, assessment);
  std::vector<Finding> findings = check_project(
      lent.project(), {.whole_project = in_production(setup), .waivers = !setup.options.no_waivers});
  std::erase_if(findings, [](const Finding& finding) { return finding.waived(); });
  return findings;
}

}  // namespace

CheckedProject checked_project(const BuildWords& words, BuildContext context, Snapshot snapshot) {
  CheckedProject project;
  project.root = enclosing_repository(context.roots.empty() ? std::string() : context.roots.front().path);
  project.context = std::move(context);
  project.snapshot = std::move(snapshot);
  project.target = words.request.target;
  project.no_cache_filters = words.request.no_cache_filters;
  project.cache_sources = words.request.cache_from;
  project.platforms = words.request.platforms;
  project.production = words.options.profile == Profile::production;
  return project;
}

std::string main_file(const CheckedProject& project) {
  std::string dockerfile = dockerfile_name(project);
  return dockerfile.empty() ? context_file_name(project, "Cargo.toml") : dockerfile;
}

std::vector<Finding> check_build(const Setup& setup, Assessment& assessment) {
  if (!is_worth_checking(setup, assessment)) return {};
  try {
    return unwaived_findings(setup, assessment);
  } catch (const Error&) {
    // What the rules cannot read has left the decision in doubt already; it is no reason not to build.
    if (in_production(setup)) throw;
    return {};
  }
}

void tell_findings(const Console& console, const Setup& setup, std::span<const Finding> findings) {
  for (const Finding& finding : findings) {
    const std::string line = fmt::format(
        "check: {}: {}: {}", place_of(finding.violation), finding.rule->code, finding.violation.message);
    const bool is_error = finding.rule->severity == Severity::error;
    if (in_production(setup) && is_error) {
      console.fail(line);
    } else if (is_error && !setup.request.quiet) {
      console.warn(line);
    } else {
      console.say(line);
    }
  }
}

std::string check_refusal(const Setup& setup, std::span<const Finding> findings) {
  const std::size_t errors = count(findings).errors;
  if (!in_production(setup) || errors == 0) return {};
  const bool undocumented = std::ranges::any_of(
      findings, [](const Finding& finding) { return finding.rule->code == "undocumented-build"; });
  return fmt::format("the check found {}; `cb21 check` says what to write instead{}",
                     counted(errors, "error"),
                     undocumented ? ", and `cb21 init --docs` writes what undocumented-build asks for" : "");
}

}  // namespace cb21
