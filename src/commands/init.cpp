// SPDX-License-Identifier: Apache-2.0
// cb21 init: writes the files that a project needs to build by the rule, and overwrites none.
#include "commands/commands.hpp"
#include "commands/console.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "scaffold/new_file.hpp"
#include "scaffold/planned_file.hpp"
#include "scaffold/project.hpp"

#include <iostream>
#include <optional>
#include <string_view>

namespace cb21 {
namespace {

struct InitArguments {
  std::string folder = ".";
  Wishes wishes;
  bool print = false;
};

Error usage(const std::string& sentence) {
  return Error(sentence + "; cb21 init [DIR] [--dev] [--ci github|gitlab] [--make] [--docs] [--print]",
               ExitCode::usage);
}

CiSystem read_ci_system(std::string_view word) {
  if (word == "github") return CiSystem::github;
  if (word == "gitlab") return CiSystem::gitlab;
  throw usage("--ci takes github or gitlab, not '" + escape(word) + "'");
}

// False for a word that is no switch.
bool read_switch(std::string_view word, InitArguments& read) {
  if (word == "--dev") return read.wishes.development = true;
  if (word == "--make") return read.wishes.makefile = true;
  if (word == "--docs") return read.wishes.document = true;
  if (word == "--print") return read.print = true;
  return false;
}

InitArguments read_arguments(const std::vector<std::string>& words) {
  static constexpr std::string_view k_ci_value = "--ci=";
  InitArguments read;
  std::optional<std::string> folder;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (read_switch(*word, read)) continue;
    if (word->starts_with(k_ci_value)) {
      read.wishes.ci = read_ci_system(std::string_view(*word).substr(k_ci_value.size()));
    } else if (*word == "--ci") {
      if (++word == words.end()) throw usage("--ci needs a value");
      read.wishes.ci = read_ci_system(*word);
    } else if (word->starts_with('-')) {
      throw usage("cb21 init knows no " + escape(*word));
    } else if (folder) {
      throw usage("cb21 init takes one folder, not '" + escape(*folder) + "' and '" + escape(*word) + "'");
    } else {
      folder = *word;
    }
  }
  read.folder = folder.value_or(".");
  return read;
}

void print_files(const std::vector<PlannedFile>& files) {
  for (const PlannedFile& file : files) {
    if (&file != &files.front()) std::cout << '\n';
    const bool elsewhere = !file.instead.empty() && is_occupied(file.root, file.path, file.text);
    const std::string& path = elsewhere ? file.instead : file.path;
    std::cout << "==> " << escape(file.root + "/" + path) << " <==\n" << file.text;
  }
}

// False where another file has the name.
bool write_file(const PlannedFile& file, const Console& console) {
  const std::string shown = escape(file.root + "/" + file.path);
  switch (create_file(file.root, file.path, file.text)) {
    case Creation::written:
      std::cout << "wrote " << shown << '\n';
      return true;
    case Creation::unchanged:
      std::cout << "is there already: " << shown << '\n';
      return true;
    case Creation::occupied:
      break;
  }
  if (!file.instead.empty()) return write_file({file.root, file.instead, file.text}, console);
  console.warn(shown + " is another file and was left as it is: cb21 init --print shows what would be in it");
  return false;
}

}  // namespace

int run_init(const Invocation& invocation) {
  const InitArguments arguments = read_arguments(invocation.arguments);
  const Project project = look_at_project(arguments.folder);
  const std::vector<PlannedFile> files = plan_files(project, arguments.wishes);
  const Console console(false);
  for (const std::string& remark : project.remarks) console.say(remark);
  if (arguments.print) {
    print_files(files);
    return 0;
  }
  bool all_there = true;
  for (const PlannedFile& file : files) all_there = write_file(file, console) && all_there;
  return static_cast<int>(all_there ? ExitCode::success : ExitCode::failed);
}

}  // namespace cb21
