// SPDX-License-Identifier: Apache-2.0
// What a Dockerfile says, as far as cb21 asks: stages, what each copies from where, what each runs, what
// starts. Reads what moby/buildkit's frontend/dockerfile parser reads: parser directives, continuation lines,
// heredocs, ARG and ENV expansion. Never fails: what it cannot read is kept as an instruction with raw text.
// What only docker knows (a base image's ENV and WORKDIR, the platform) is not guessed: a variable that
// nothing in the Dockerfile sets stays as written, and a relative path starts at "/".
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

struct Heredoc {
  std::string name;
  std::string body;
  bool expand = true;  // false for a quoted delimiter
};

struct Instruction {
  std::string keyword;                                     // upper case
  std::vector<std::pair<std::string, std::string>> flags;  // --from=x as {"from","x"}, in order
  std::string text;                                        // after the flags, continuation lines joined
  std::vector<std::string> words;  // the exec form, or the words of `text`, unexpanded
  bool exec_form = false;          // written as a JSON array
  std::vector<Heredoc> heredocs;
  std::size_t line = 0;  // first line, from 1
  std::size_t last_line = 0;

  std::optional<std::string> flag(std::string_view name) const;
};

// COPY or ADD, variables expanded.
struct CopyInstruction {
  bool add = false;
  std::optional<std::string> from;   // --from as written, variables expanded
  std::vector<std::string> sources;  // without heredocs
  std::string destination;           // absolute, WORKDIR applied; a trailing '/' is kept ("." becomes one)
  bool parents = false;
  std::vector<std::string> excludes;
  std::size_t line = 0;
  std::size_t instruction = 0;  // index into Stage::instructions
};

struct Mount {
  std::string type = "bind";
  std::string target;          // absolute, WORKDIR applied; empty where none is given
  std::string written_target;  // variables expanded, nothing else: the id of a cache mount that has none
  std::string source;
  std::string from;
  std::string id;
  std::vector<std::pair<std::string, std::string>> options;  // every key=value as written, keys lower case
};

struct RunInstruction {
  // What a shell gets to read, heredocs included as BuildKit hands them over; the exec form's words joined by
  // a space, quoted where a shell would need it.
  std::string command;
  bool exec_form = false;
  std::vector<Mount> mounts;
  std::string workdir;  // absolute
  std::size_t line = 0;
  std::size_t instruction = 0;  // index into Stage::instructions
};

struct Stage {
  std::size_t index = 0;
  std::string name;  // lower case; empty when unnamed
  std::string base;  // FROM, variables expanded: an image, an earlier stage's name, a named context
  std::optional<std::size_t> base_stage;
  std::string platform;
  std::vector<Instruction> instructions;  // all of the stage, FROM first
  std::vector<CopyInstruction> copies;
  std::vector<RunInstruction> runs;
  std::vector<std::pair<std::string, std::string>>
      args;  // ARG name, default (expanded); empty default when none
  std::vector<std::pair<std::string, std::string>> environment;  // ENV of this stage, expanded, in order
  std::string workdir = "/";                                     // at the end of the stage
  std::vector<std::string> entrypoint;  // last ENTRYPOINT of this stage; shell form as {"/bin/sh","-c",text}
  std::vector<std::string> command;     // last CMD, likewise
  std::size_t line = 0;
};

struct Dockerfile {
  std::vector<Stage> stages;
  std::vector<std::string> comments;  // text of comment lines, for waivers
  std::string syntax;                 // the syntax directive, if any
  char escape = '\\';
  std::vector<std::pair<std::string, std::string>> global_args;

  // By number or name (case-insensitive; the last of equal ones); nothing if there is none.
  std::optional<std::size_t> find_stage(std::string_view name_or_index) const;
  // The stage that --target names, else the last one.
  std::optional<std::size_t> target_stage(std::string_view target) const;
};

// `build_args` override ARG defaults, as --build-arg does.
Dockerfile parse_dockerfile(std::string_view text,
                            const std::vector<std::pair<std::string, std::string>>& build_args = {});

}  // namespace cb21
