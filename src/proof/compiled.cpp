// SPDX-License-Identifier: Apache-2.0
#include "proof/compiled.hpp"

#include "escape.hpp"

#include <algorithm>
#include <array>

namespace cb21 {
namespace {

constexpr std::size_t k_package_limit = 100'000;

// CARGO_TERM_COLOR=always: "\033[0m\033[0m\033[1m\033[32m   Compiling\033[0m app v0.1.0".
std::string without_colour(std::string_view line) {
  std::string plain;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '\033') {
      plain += line[at];
      continue;
    }
    at = line.find('m', at);
    if (at == std::string_view::npos) break;
  }
  return plain;
}

// "   Compiling app v0.1.0 (/build)": the word after the one asked for; nothing where the line has another.
std::optional<std::string> word_after(const std::string& line, std::string_view verb) {
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string::npos || line.compare(begin, verb.size(), verb) != 0) return std::nullopt;
  const std::size_t word = line.find_first_not_of(' ', begin + verb.size());
  if (word == std::string::npos || word == begin + verb.size()) return std::nullopt;
  return line.substr(word, line.find(' ', word) - word);
}

// Docker names the platform in front of the stage where it builds for several.
bool is_labelled(std::string_view label, std::string_view wanted) {
  return label == wanted || (label.ends_with(wanted) && label[label.size() - wanted.size() - 1] == ' ');
}

bool was_cached(const BuildProgress& progress, const std::string& label) {
  return std::any_of(progress.steps().begin(), progress.steps().end(), [&](const auto& numbered) {
    return numbered.second.cached && is_labelled(numbered.second.label, label);
  });
}

Proof failure(std::string detail, std::string mechanism, std::string_view cure) {
  return {.name = "compiled",
          .result = ProofResult::fail,
          .detail = std::move(detail),
          .mechanism = std::move(mechanism),
          .cure = std::string(cure)};
}

Proof judge_cached(const std::string& label, const std::string& dockerfile_mechanism) {
  const std::string mechanism = dockerfile_mechanism.empty() ? "stale-layer" : dockerfile_mechanism;
  return failure("the step [" + escape(label) +
                     "] that compiles came from the cache, though docker was told to use none",
                 mechanism,
                 cure_of(mechanism));
}

// Artifacts newer than the sources lay in the target directory: where the Dockerfile leaves none and no cache
// mount keeps them, the base image has brought them.
Proof judge_fresh(const std::string& package, bool target_mount, const std::string& dockerfile_mechanism) {
  const std::string detail =
      "cargo called " + escape(package) + " fresh and did not compile it, though its layer was made anew";
  if (!dockerfile_mechanism.empty())
    return failure(detail, dockerfile_mechanism, cure_of(dockerfile_mechanism));
  if (target_mount) return failure(detail, "target-cache-mount", cure_of("target-cache-mount"));
  return failure(
      detail,
      "stale-base",
      "put `RUN find . -name '*.rs' -exec touch {} +` before the cargo build, or remove the target "
      "directory that the base image brings");
}

}  // namespace

CompileLog::CompileLog()
    : progress_([this](const BuildStep& step, std::string_view line) { read_line(step, line); }) {}

void CompileLog::read_line(const BuildStep& step, std::string_view line) {
  const std::string plain = without_colour(line);
  if (const auto package = word_after(plain, "Compiling")) {
    CargoStep& cargo = cargo_[step.label];
    if (cargo.compiled.size() < k_package_limit) cargo.compiled.insert(*package);
  } else if (word_after(plain, "Finished")) {
    cargo_[step.label].finished = true;
  }
}

CompileLog::CargoStep CompileLog::step(std::string_view label) const {
  CargoStep all;
  for (const auto& [name, cargo] : cargo_) {
    if (!is_labelled(name, label)) continue;
    all.compiled.insert(cargo.compiled.begin(), cargo.compiled.end());
    all.finished = all.finished || cargo.finished;
  }
  const auto& steps = progress_.steps();
  const bool clipped = std::any_of(steps.begin(), steps.end(), [&](const auto& numbered) {
    return numbered.second.clipped && is_labelled(numbered.second.label, label);
  });
  if (clipped) all.finished = false;
  return all;
}

std::optional<Proof> judge_compiled(const CompileExpectation& expected,
                                    const CompileLog& log,
                                    const std::string& dockerfile_mechanism) {
  if (expected.labels.empty() || expected.packages.empty()) return std::nullopt;
  std::set<std::string> compiled;
  for (const std::string& label : expected.labels) {
    if (was_cached(log.progress(), label)) return judge_cached(label, dockerfile_mechanism);
    const CompileLog::CargoStep step = log.step(label);
    if (!step.finished) return std::nullopt;
    compiled.insert(step.compiled.begin(), step.compiled.end());
  }
  for (const std::string& package : expected.packages) {
    if (compiled.contains(package)) continue;
    if (expected.others_may_compile) return std::nullopt;
    return judge_fresh(package, expected.target_mount, dockerfile_mechanism);
  }
  return Proof{.name = "compiled",
               .result = ProofResult::pass,
               .detail = "cargo compiled " + escape(expected.packages.front())};
}

}  // namespace cb21
