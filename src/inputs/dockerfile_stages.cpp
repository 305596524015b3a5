// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_stages.hpp"

#include "inputs/container_path.hpp"
#include "inputs/dockerfile_expansion.hpp"
#include "inputs/dockerfile_lines.hpp"
#include "inputs/dockerfile_words.hpp"
#include "inputs/run_command.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace cb21 {
namespace {

using NamedValues = std::vector<std::pair<std::string, std::string>>;

// Set by BuildKit for every build, with values that are not known here.
constexpr std::array<std::string_view, 8> k_platform_args = {"BUILDARCH",
                                                             "BUILDOS",
                                                             "BUILDPLATFORM",
                                                             "BUILDVARIANT",
                                                             "TARGETARCH",
                                                             "TARGETOS",
                                                             "TARGETPLATFORM",
                                                             "TARGETVARIANT"};

// A hostile file of moderate size could have many stages and instructions with large values in each: of all
// of them, this many bytes.
constexpr std::size_t k_most_expanded = std::size_t{32} << 20U;
constexpr std::size_t k_most_inherited = std::size_t{32} << 20U;

// Linux enters no longer one.
constexpr std::size_t k_longest_workdir = 4096;

bool is_platform_arg(std::string_view name) {
  return std::find(k_platform_args.begin(), k_platform_args.end(), name) != k_platform_args.end();
}

const std::string* find_value(const NamedValues& values, std::string_view name) {
  // docker takes the last of several --build-arg of one name.
  const auto found =
      std::find_if(values.rbegin(), values.rend(), [&](const auto& value) { return value.first == name; });
  return found == values.rend() ? nullptr : &found->second;
}

bool is_set(const Instruction& instruction, std::string_view flag) {
  const std::optional<std::string> value = instruction.flag(flag);
  return value && lower_case(*value) != "false";
}

struct Assignment {
  std::string name;
  std::optional<std::string> value;
};

std::vector<Assignment> read_args(const Instruction& instruction) {
  std::vector<Assignment> args;
  for (const std::string& word : instruction.words) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) {
      args.push_back({word, std::nullopt});
    } else {
      args.push_back({word.substr(0, equals), word.substr(equals + 1)});
    }
  }
  return args;
}

// ENV name=value ..., or the old ENV name value.
std::vector<Assignment> read_env(const Instruction& instruction) {
  if (instruction.words.empty()) return {};
  if (instruction.words.front().find('=') != std::string::npos) return read_args(instruction);
  const std::string name = plain_words(instruction.text).front();
  return {{name, std::string(trim_space(std::string_view(instruction.text).substr(name.size())))}};
}

// Goes through the instructions in order and fills the stages.
class StageReader {
 public:
  StageReader(Dockerfile& dockerfile, const NamedValues& build_args)
      : dockerfile_(dockerfile), build_args_(build_args) {
    for (const auto& [name, value] : build_args) {
      if (is_platform_arg(name)) globals_.set(name, value);
    }
  }

  void read(Instruction instruction) {
    if (instruction.keyword == "FROM") start_stage(instruction);
    if (dockerfile_.stages.empty()) {
      if (instruction.keyword == "ARG") read_global_args(instruction);
      return;
    }
    dispatch(instruction);
    stage().instructions.push_back(std::move(instruction));
  }

 private:
  Stage& stage() { return dockerfile_.stages.back(); }

  Variables& scope() { return scopes_.back(); }

  std::string expand(std::string_view word) { return expand_in(scope(), word); }

  // What goes beyond the bounds stays as written, like what docker alone can expand.
  std::string expand_in(const Variables& variables, std::string_view word) {
    if (!grow(0)) return std::string(word);
    std::string text = expand_word(word, variables, dockerfile_.escape).value_or(std::string(word));
    grow(text.size() - std::min(text.size(), word.size()));
    return text;
  }

  // Whether the bound allows for more bytes that are not in the text.
  bool grow(std::size_t bytes) {
    expanded_ += bytes;
    return expanded_ <= k_most_expanded;
  }

  std::string expand_globally(std::string_view word) { return expand_in(globals_, word); }

  void read_global_args(const Instruction& instruction) {
    for (const auto& [name, written] : read_args(instruction)) {
      const std::string* given = find_value(build_args_, name);
      if (given == nullptr && !written) {
        if (!is_platform_arg(name)) globals_.declare(name);
        dockerfile_.global_args.emplace_back(name, "");
        continue;
      }
      const std::string value = given != nullptr ? *given : expand_globally(*written);
      globals_.set(name, value);
      dockerfile_.global_args.emplace_back(name, value);
    }
  }

  void start_stage(const Instruction& from) {
    Stage next;
    next.index = dockerfile_.stages.size();
    next.line = from.line;
    if (!from.words.empty()) next.base = expand_globally(from.words.front());
    if (from.words.size() == 3 && lower_case(from.words[1]) == "as") next.name = lower_case(from.words[2]);
    if (const std::optional<std::string> platform = from.flag("platform"))
      next.platform = expand_globally(*platform);
    next.base_stage = base_stage(next.base);
    if (next.base_stage) next.workdir = dockerfile_.stages[*next.base_stage].workdir;
    scopes_.push_back(next.base_stage ? inherited(*next.base_stage) : Variables());
    dockerfile_.stages.push_back(std::move(next));
  }

  Variables inherited(std::size_t stage) {
    inherited_ += scopes_[stage].size();
    return inherited_ > k_most_inherited ? Variables() : scopes_[stage];
  }

  // FROM knows earlier stages by their names only, not by number.
  std::optional<std::size_t> base_stage(std::string_view written) const {
    const std::string base = lower_case(written);
    const auto& stages = dockerfile_.stages;
    const auto found = std::find_if(stages.rbegin(), stages.rend(), [&](const Stage& earlier) {
      return !base.empty() && earlier.name == base;
    });
    if (found == stages.rend()) return std::nullopt;
    return found->index;
  }

  void dispatch(const Instruction& instruction) {
    struct Handler {
      std::string_view keyword;
      void (StageReader::*read)(const Instruction&);
    };

    static constexpr std::array<Handler, 8> k_handlers = {{{"ADD", &StageReader::read_copy},
                                                           {"ARG", &StageReader::read_stage_args},
                                                           {"CMD", &StageReader::read_cmd},
                                                           {"COPY", &StageReader::read_copy},
                                                           {"ENTRYPOINT", &StageReader::read_entrypoint},
                                                           {"ENV", &StageReader::read_stage_env},
                                                           {"RUN", &StageReader::read_run},
                                                           {"WORKDIR", &StageReader::read_workdir}}};
    for (const Handler& handler : k_handlers) {
      if (handler.keyword == instruction.keyword) (this->*handler.read)(instruction);
    }
  }

  void read_stage_args(const Instruction& instruction) {
    for (const auto& [name, written] : read_args(instruction)) {
      const std::optional<std::string> value = arg_value(name, written);
      if (value && !grow(value->size())) continue;
      if (value) {
        scope().set(name, *value);
      } else if (!is_platform_arg(name)) {
        scope().declare(name);
      }
      stage().args.emplace_back(name, value.value_or(""));
    }
  }

  std::optional<std::string> arg_value(std::string_view name, const std::optional<std::string>& written) {
    if (const std::string* given = find_value(build_args_, name)) return *given;
    if (written) return expand(*written);
    return globals_.value(name);
  }

  // Every value of one ENV sees the variables from before it.
  void read_stage_env(const Instruction& instruction) {
    std::vector<Assignment> assignments = read_env(instruction);
    for (Assignment& assignment : assignments) {
      assignment.name = expand(assignment.name);
      if (assignment.value) assignment.value = expand(*assignment.value);
    }
    for (const Assignment& assignment : assignments) {
      if (!assignment.value) continue;
      scope().set(assignment.name, *assignment.value);
      stage().environment.emplace_back(assignment.name, *assignment.value);
    }
  }

  void read_workdir(const Instruction& instruction) {
    std::string path = absolute_path(stage().workdir, expand(instruction.text), TrailingSlash::drop);
    if (path.size() <= k_longest_workdir) stage().workdir = std::move(path);
  }

  void read_copy(const Instruction& instruction) {
    if (instruction.words.size() < 2) return;
    CopyInstruction copy;
    copy.add = instruction.keyword == "ADD";
    if (const std::optional<std::string> from = instruction.flag("from")) copy.from = expand(*from);
    for (std::size_t i = 0; i + 1 < instruction.words.size(); ++i) {
      const std::string& source = instruction.words[i];
      if (instruction.heredocs.empty() || !read_heredoc_word(source)) copy.sources.push_back(expand(source));
    }
    copy.destination = absolute_path(stage().workdir, expand(instruction.words.back()), TrailingSlash::keep);
    copy.parents = is_set(instruction, "parents");
    for (const auto& [name, value] : instruction.flags) {
      if (name == "exclude") copy.excludes.push_back(value);
    }
    copy.line = instruction.line;
    copy.instruction = stage().instructions.size();
    stage().copies.push_back(std::move(copy));
  }

  void read_run(const Instruction& instruction) {
    RunInstruction run;
    run.command = run_command(instruction);
    run.exec_form = instruction.exec_form;
    for (const auto& [name, value] : instruction.flags) {
      if (name == "mount") run.mounts.push_back(read_mount(value));
    }
    run.workdir = stage().workdir;
    run.line = instruction.line;
    run.instruction = stage().instructions.size();
    stage().runs.push_back(std::move(run));
  }

  Mount read_mount(std::string_view text) {
    Mount mount;
    for (const std::string& field : comma_fields(text)) {
      const std::size_t equals = std::min(field.find('='), field.size());
      const std::string key = lower_case(field.substr(0, equals));
      const std::string written = field.substr(std::min(equals + 1, field.size()));
      mount.options.emplace_back(key, written);
      apply_mount_option(mount, key, expand(written));
    }
    return mount;
  }

  void apply_mount_option(Mount& mount, std::string_view key, std::string value) {
    if (key == "type") {
      mount.type = lower_case(value);
    } else if (key == "target" || key == "dst" || key == "destination") {
      mount.target = absolute_path(stage().workdir, value, TrailingSlash::drop);
      mount.written_target = std::move(value);
    } else if (key == "source" || key == "src") {
      mount.source = std::move(value);
    } else if (key == "from") {
      mount.from = std::move(value);
    } else if (key == "id") {
      mount.id = std::move(value);
    }
  }

  static std::vector<std::string> start_words(const Instruction& instruction) {
    if (instruction.exec_form) return instruction.words;
    return {"/bin/sh", "-c", instruction.text};
  }

  void read_cmd(const Instruction& instruction) { stage().command = start_words(instruction); }

  void read_entrypoint(const Instruction& instruction) { stage().entrypoint = start_words(instruction); }

  Dockerfile& dockerfile_;
  const NamedValues& build_args_;
  Variables globals_;
  std::vector<Variables> scopes_;  // as each stage left them
  std::size_t expanded_ = 0;       // bytes of values that are not in the text
  std::size_t inherited_ = 0;      // bytes of scopes that stages took over
};

}  // namespace

void read_stages(Dockerfile& dockerfile,
                 std::vector<Instruction> instructions,
                 const NamedValues& build_args) {
  StageReader reader(dockerfile, build_args);
  for (Instruction& instruction : instructions) reader.read(std::move(instruction));
}

}  // namespace cb21
