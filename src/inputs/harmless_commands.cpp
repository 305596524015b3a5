// SPDX-License-Identifier: Apache-2.0
#include "inputs/harmless_commands.hpp"

#include "inputs/cargo_build.hpp"
#include "word_list.hpp"

#include <string>

namespace cb21 {
namespace {

// "./install" and "ci/test" are the project's own.
bool is_named_from_workdir(const std::string& program) {
  return !program.starts_with('/') && program.find('/') != std::string::npos;
}

bool asks_for_version(const ShellCommand& command) {
  return command.words.size() == 2 && is_one_of(command.words[1], {"--version", "-V"});
}

bool only_prepares_toolchain(const ShellCommand& command) {
  return command.program() == "rustup" && command.words.size() > 1 && command.words[1] != "run";
}

bool is_harmless_program(std::string_view program) {
  return is_one_of(
      program,
      {":",      "[",       "addgroup", "adduser", "apk",   "apt",      "apt-get",   "cat",     "cd",
       "chmod",  "chown",   "cp",       "curl",    "date",  "dpkg",     "du",        "echo",    "exit",
       "export", "false",   "file",     "find",    "grep",  "groupadd", "head",      "id",      "install",
       "ldd",    "ln",      "ls",       "md5sum",  "mkdir", "mktemp",   "mv",        "objcopy", "printf",
       "pwd",    "readelf", "rm",       "rmdir",   "sed",   "set",      "sha256sum", "sleep",   "sort",
       "stat",   "strip",   "tail",     "tar",     "test",  "touch",    "tr",        "true",    "uname",
       "unset",  "unzip",   "upx",      "useradd", "wc",    "wget",     "whoami"});
}

}  // namespace

bool is_known_not_to_compile(const ShellCommand& command) {
  if (command.words.empty() || !cargo_arguments(command).empty()) return true;
  if (is_named_from_workdir(command.words.front())) return false;
  return is_harmless_program(command.program()) || asks_for_version(command) ||
         only_prepares_toolchain(command);
}

}  // namespace cb21
