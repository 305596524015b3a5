// SPDX-License-Identifier: Apache-2.0
// What each place says about cb21's own options: the command line, the environment, configuration files. Read
// and checked one by one; nothing is weighed here.
#pragma once

#include "cli/configuration.hpp"
#include "cli/environment.hpp"

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct OptionSource {
  // The highest first.
  enum class Kind { command_line, environment, project, user, machine };
  Kind kind;
  std::string file;                                                     // the path, for files
  std::map<std::string, std::vector<std::string>, std::less<>> values;  // canonical, by option name
  std::vector<std::string> locked;  // option names; only the machine's file may lock

  // The one value of an option that is not repeatable; nothing where this place is silent.
  const std::string* value(std::string_view name) const;
  // How the user knows the option here: `--cb21-verify`, `CB21_VERIFY`, `verify in /etc/cb21/cb21.conf`.
  std::string describe(std::string_view name) const;
};

// "CB21_STATE_DIR" for "state-dir".
std::string variable_name(std::string_view option_name);

// Every place that says anything, the highest first. Throws Error(usage), naming place and nearest option,
// for what is unknown, malformed or not allowed.
std::vector<OptionSource> read_option_sources(std::span<const std::string> own_words,
                                              const Environment& environment,
                                              std::span<const ConfigurationFile> files);

// A sentence for each CB21_ variable that no option and nothing else of cb21 has.
std::vector<std::string> unknown_variable_warnings(std::span<const std::string> environment_names);

}  // namespace cb21
