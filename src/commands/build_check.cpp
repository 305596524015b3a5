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

// "line 5 and line 17" without the numbers.
std::string without_line_numbers(std::string text) {
  static constexpr std::string_view k_line = "line ";
  for (std::size_t at = text.find(k_line); at != std::string::npos; at = text.find(k_line, at + 1)) {
    const std::size_t begin = at + k_line.size();
    text.erase(begin, std::min(text.find_first_not_of("0123456789", begin), text.size()) - begin);
  }
  return text;
}

// A finding is told as words that stay the same while the lines above it come and go.
std::string told_as(const Finding& finding) {
  const Violation& violation = finding.violation;
  return fmt::format("{} {} {}", finding.rule->code, violation.file, without_line_numbers(violation.message));
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

void tell_new_findings(const Console& console,
                       const Setup& setup,
                       std::span<const Finding> findings,
                       ToldBefore& told) {
  if (in_production(setup) || setup.request.quiet) return tell_findings(console, setup, findings);
  std::vector<std::string> sentences;
  for (const Finding& finding : findings) sentences.push_back(told_as(finding));
  const std::vector<std::string> news = told.news("check", sentences);
  std::vector<Finding> untold;
  std::ranges::copy_if(findings, std::back_inserter(untold), [&](const Finding& finding) {
    return std::ranges::find(news, told_as(finding)) != news.end();
  });
  tell_findings(console, setup, untold);
  const std::size_t before = findings.size() - untold.size();
  if (before > 0) console.say("check: " + counted(before, "finding") + " as before: `cb21 check`");
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
