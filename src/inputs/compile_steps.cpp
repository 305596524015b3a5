// SPDX-License-Identifier: Apache-2.0
#include "inputs/compile_steps.hpp"

#include "inputs/cargo_build.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/shell_commands.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace cb21 {
namespace {

bool makes_a_step(const Instruction& instruction) {
  static constexpr std::array<std::string_view, 5> k_steps{"FROM", "RUN", "COPY", "ADD", "WORKDIR"};
  return std::find(k_steps.begin(), k_steps.end(), instruction.keyword) != k_steps.end();
}

std::size_t steps_before(const Stage& stage, std::size_t instruction) {
  const auto begin = stage.instructions.begin();
  return static_cast<std::size_t>(
      std::count_if(begin, begin + static_cast<std::ptrdiff_t>(instruction), makes_a_step));
}

bool has_pipe(std::string_view script) {
  for (std::size_t at = script.find('|'); at != std::string_view::npos; at = script.find('|', at + 1)) {
    if (script.substr(at, 2) != "||") return true;
    ++at;
  }
  return false;
}

// -q, -qr, --quiet
bool asks_for_silence(std::string_view word) {
  if (word.starts_with("--")) return word == "--quiet";
  return word.starts_with('-') && word.find('q') != std::string_view::npos;
}

bool is_silenced(const ShellCommand& command) {
  const auto& variables = command.assignments;
  return !command.writes.empty() ||
         std::any_of(command.words.begin(), command.words.end(), asks_for_silence) ||
         std::any_of(variables.begin(), variables.end(), [](const auto& variable) {
           return variable.first == "CARGO_TERM_QUIET";
         });
}

bool shows_all_of_cargo(const RunInstruction& run) {
  const std::vector<ShellCommand> commands = shell_commands(run.command);
  return !has_pipe(run.command) &&
         std::none_of(commands.begin(), commands.end(), [](const ShellCommand& command) {
           return read_cargo_build(command) && is_silenced(command);
         });
}

// That which leaves nothing for a cargo build to call fresh: what `cargo check` makes no build can use, and
// `cargo install NAME` builds elsewhere.
bool leaves_nothing_compiled(const std::vector<std::string>& cargo) {
  return is_one_of(
      cargo.front(),
      {"add",           "audit",    "check",     "clean",   "clippy", "config",  "deny",
       "fetch",         "fix",      "fmt",       "help",    "info",   "init",    "install",
       "login",         "metadata", "new",       "package", "pkgid",  "publish", "remove",
       "search",        "tree",     "uninstall", "update",  "vendor", "version", "generate-lockfile",
       "locate-project"});
}

// Reads the commands of the RUNs in question, in order.
class OtherCompilers {
 public:
  void see(const ShellCommand& command, bool builds) {
    const std::vector<std::string> cargo = cargo_arguments(command);
    if (builds) {
      found_ = found_ || tested_;
    } else if (cargo.empty()) {
      found_ = found_ || may_hide_build(command);
    } else if (!leaves_nothing_compiled(cargo)) {
      tested_ = true;
    }
  }

  bool found() const { return found_; }

 private:
  bool found_ = false;
  bool tested_ = false;  // by a cargo command that is no build, but compiles what later builds may use
};

// "app", "app@0.1.0", "app:0.1.0"; a pattern or a variable may name any other one.
bool names_package(std::string_view spec, std::string_view package) {
  return spec.substr(0, spec.find_first_of("@:")) == package;
}

std::string stage_prefix(const Dockerfile& dockerfile, const Stage& stage) {
  if (dockerfile.stages.size() == 1) return {};
  return (stage.name.empty() ? "stage-" + std::to_string(stage.index) : stage.name) + " ";
}

}  // namespace

bool CompileSteps::compiles(std::string_view package) const {
  return std::any_of(builds.begin(), builds.end(), [&](const CargoBuild& build) {
    const auto& named = build.packages;
    return build.every_package || named.empty() ||
           std::any_of(named.begin(), named.end(), [&](const std::string& spec) {
             return names_package(spec, package);
           });
  });
}

CompileSteps compile_steps(const Dockerfile& dockerfile, std::string_view target) {
  const auto index = find_compile_stage(dockerfile, target);
  if (!index) return {};
  const Stage& stage = dockerfile.stages[*index];
  const std::size_t last_copy = stage.copies.empty() ? 0 : stage.copies.back().instruction;
  const std::size_t count = steps_before(stage, stage.instructions.size());
  CompileSteps steps;
  OtherCompilers others;
  for (const RunInstruction& run : stage.runs) {
    if (run.instruction < last_copy) continue;
    const std::size_t known = steps.builds.size();
    for (const ShellCommand& command : shell_commands(run.command)) {
      const std::optional<CargoBuild> build = read_cargo_build(command);
      others.see(command, build.has_value());
      if (build) steps.builds.push_back(*build);
    }
    if (steps.builds.size() == known) continue;
    if (!shows_all_of_cargo(run)) return {};
    steps.labels.push_back(stage_prefix(dockerfile, stage) +
                           std::to_string(steps_before(stage, run.instruction) + 1) + "/" +
                           std::to_string(count));
  }
  steps.others_may_compile = others.found();
  return steps;
}

}  // namespace cb21
