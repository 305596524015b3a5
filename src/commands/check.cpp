// SPDX-License-Identifier: Apache-2.0
// cb21 check: the static rules on one build's inputs and the project around them. Asks no docker, so that the
// answer is the same on every machine: the builder is BuildKit, unless DOCKER_BUILDKIT says no.
#include "check/github_format.hpp"
#include "check/json_format.hpp"
#include "check/project_check.hpp"
#include "check/rule_table.hpp"
#include "check/sarif_format.hpp"
#include "check/text_format.hpp"
#include "cli/docker_flags.hpp"
#include "commands/assessment.hpp"
#include "commands/build_check.hpp"
#include "commands/cargo_metadata.hpp"
#include "commands/commands.hpp"
#include "commands/console.hpp"
#include "commands/foreign_build.hpp"
#include "commands/report.hpp"
#include "commands/setup.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

enum class Format { text, json, sarif, github };

constexpr std::array<std::pair<std::string_view, Format>, 4> k_formats{
    {{"text", Format::text}, {"json", Format::json}, {"sarif", Format::sarif}, {"github", Format::github}}};

// The verb's own words, not docker's, and the rest.
struct CheckWords {
  Invocation build;
  Format format = Format::text;
  bool no_waivers = false;
  bool list = false;
};

Format read_format(std::string_view name) {
  for (const auto& [known, format] : k_formats) {
    if (known == name) return format;
  }
  throw Error("--format cannot be \"" + escape(name) + "\": it can be text, json, sarif or github",
              ExitCode::usage);
}

CheckWords split_check_words(const Invocation& invocation) {
  static constexpr std::string_view k_format = "--format";
  CheckWords words{.build = {invocation.verb, invocation.global_arguments, {}}};
  const std::vector<std::string>& typed = invocation.arguments;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (typed[i] == "--list") {
      words.list = true;
    } else if (typed[i] == "--no-waivers") {
      words.no_waivers = true;
    } else if (typed[i] == k_format) {
      words.format = read_format(++i < typed.size() ? typed[i] : "");
    } else if (typed[i].starts_with("--format=")) {
      words.format = read_format(std::string_view(typed[i]).substr(k_format.size() + 1));
    } else {
      words.build.arguments.push_back(typed[i]);
    }
  }
  return words;
}

void list_rules() {
  const auto code_length = [](const Rule& rule) { return rule.code.size(); };
  const std::size_t width = std::ranges::max(rule_table(), {}, code_length).code.size() + 2;
  for (const Rule& rule : rule_table()) {
    std::cout << fmt::format("{:<{}}{:<9}{}\n", rule.code, width, severity_name(rule.severity), rule.title);
  }
}

// The environment and the configuration files may ask for one, of the builds.
void refuse_report(const std::vector<std::string>& own_options) {
  for (const std::string& option : own_options) {
    if (!option.starts_with("--cb21-report=")) continue;
    throw Error(
        "cb21 check writes no report file: its answer as JSON is on standard output with --format json",
        ExitCode::usage);
  }
}

// Without a context the current folder is meant.
BuildWords read_words(Invocation invocation) {
  const SplitArguments split = split_own_options(invocation.arguments);
  refuse_report(split.own);
  const ParsedArguments parsed = parse_leniently(split.docker);
  if (parsed.positionals.size() > 1) {
    throw Error(fmt::format("cb21 check takes one context, not '{}' and '{}'",
                            escape(parsed.positionals[0].text),
                            escape(parsed.positionals[1].text)),
                ExitCode::usage);
  }
  if (parsed.positionals.empty()) invocation.arguments.emplace_back(".");
  BuildWords words = read_build_words(invocation);
  if (!words.request.unknown_flags.empty()) {
    throw Error("cb21 check does not know " + escape(words.request.unknown_flags.front()) +
                    ": give a folder, or the arguments of docker build",
                ExitCode::usage);
  }
  if (words.request.context_kind != ContextKind::directory) {
    throw Error("cb21 check looks at files, and " + escape(words.request.context) +
                    " is no folder here: give the build's context, or its arguments: cb21 check .",
                ExitCode::usage);
  }
  return words;
}

Builder builder_by_environment() {
  const char* variable = std::getenv("DOCKER_BUILDKIT");
  const bool off = variable != nullptr && !parse_go_bool(variable).value_or(true);
  return off ? Builder::legacy : Builder::buildkit;
}

// A file that is here before docker reads it; a pipe, like standard input, is none.
bool is_named_file(const std::string& dockerfile) {
  const bool is_url = dockerfile.starts_with("http://") || dockerfile.starts_with("https://");
  std::error_code ignored;
  const bool is_stream = fs::exists(dockerfile, ignored) && !fs::is_regular_file(dockerfile, ignored) &&
                         !fs::is_directory(dockerfile, ignored);
  return dockerfile != "-" && !is_url && !is_stream;
}

// "prod.Dockerfile", "Dockerfile.dev", but for their ignore files.
bool is_named_like_a_dockerfile(std::string_view name) {
  const bool ignore_file = name.ends_with(".dockerignore");
  return !ignore_file && (name.starts_with("Dockerfile.") || name.starts_with("Dockerfile-") ||
                          name.ends_with(".Dockerfile") || name.ends_with(".dockerfile"));
}

// Other Dockerfiles are those that -f may name there, in order.
std::vector<std::string> other_dockerfiles(const std::string& folder) {
  std::vector<std::string> paths;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const fs::path& path = entry->path();
    std::error_code ignored;
    if (is_named_like_a_dockerfile(path.filename().string()) && fs::is_regular_file(path, ignored))
      paths.push_back(path.lexically_normal().string());
  }
  std::ranges::sort(paths);
  return paths;
}

void warn_of_no_dockerfile(const std::string& folder) {
  const std::vector<std::string> others = other_dockerfiles(folder);
  const std::string advice = others.empty()
                                 ? std::string("-f names one elsewhere")
                                 : "-f " + shell_line({others.front()}) + " names one that is there";
  const std::string more = others.size() > 1 ? fmt::format(" (and {} more)", others.size() - 1) : "";
  Console(false).warn("no Dockerfile was found in " + escape(folder) +
                      ": what one would show is not checked; " + advice + more);
}

// Nothing would be found in a Dockerfile or stage that is not there, which is not what the user has asked.
void require_dockerfile(const BuildRequest& request, const BuildContext& context) {
  if (context.dockerfile) {
    if (request.target.empty() || context.dockerfile->find_stage(request.target)) return;
    throw Error("--target names " + escape(request.target) + ", which is no stage of the Dockerfile",
                ExitCode::usage);
  }
  if (!request.dockerfile) {
    warn_of_no_dockerfile(request.context);
  } else if (is_named_file(*request.dockerfile)) {
    throw Error("-f names " + escape(*request.dockerfile) + ", which is no file here that can be read",
                ExitCode::usage);
  }
}

CheckedProject look_at(const BuildWords& words) {
  BuildContext context = locate_build_context(context_arguments(words.request, builder_by_environment()));
  require_dockerfile(words.request, context);
  for (const std::string& sentence : context.not_visible) Console(false).warn(sentence);
  // As a build does, for what that hashes does not go unnoticed.
  const TargetMounts mounts =
      context.dockerfile ? find_target_mounts(*context.dockerfile, words.request.target) : TargetMounts();
  Snapshot snapshot = take_snapshot(context, snapshot_options(words.options, context, mounts, NoRecord{}));
  CheckedProject project = checked_project(words, std::move(context), std::move(snapshot));
  project.cargo_targets = ask_cargo(project);
  return project;
}

bool standard_output_has_colour() {
  const char* no_colour = std::getenv("NO_COLOR");
  return isatty(STDOUT_FILENO) == 1 && (no_colour == nullptr || *no_colour == '\0');
}

std::string formatted(const CheckedProject& project, const std::vector<Finding>& findings, Format format) {
  switch (format) {
    case Format::json:
      return json_format(findings, project.root);
    case Format::sarif:
      return sarif_format(findings, main_file(project));
    case Format::github:
      return github_format(findings);
    case Format::text:
      break;
  }
  return text_format(findings, standard_output_has_colour());
}

// A build that docker makes without cb21 is held against no rule of cb21's.
int tell_foreign(const CheckedProject& project, Format format) {
  if (format == Format::text) {
    std::cout << foreign_sentence() << '\n';
  } else {
    std::cout << formatted(project, {}, format);
  }
  return 0;
}

}  // namespace

int run_check(const Invocation& invocation) {
  CheckWords words = split_check_words(invocation);
  if (words.list) {
    list_rules();
    return 0;
  }
  const BuildWords build = read_words(std::move(words.build));
  for (const std::string& warning : build.options.warnings) Console(false).warn(warning);
  const CheckedProject project = look_at(build);
  if (is_foreign(build, builder_by_environment())) return tell_foreign(project, words.format);
  const bool waivers = !words.no_waivers && !build.options.no_waivers;
  const std::vector<Finding> findings = check_project(project, {.whole_project = true, .waivers = waivers});
  std::cout << formatted(project, findings, words.format);
  const bool failed = count(findings).errors != 0;
  return static_cast<int>(failed ? ExitCode::violation : ExitCode::success);
}

}  // namespace cb21
