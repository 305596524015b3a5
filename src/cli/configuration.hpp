// SPDX-License-Identifier: Apache-2.0
// Which configuration files there are.
#pragma once

#include "cli/build_request.hpp"
#include "cli/environment.hpp"

#include <string>
#include <vector>

namespace cb21 {

// A configuration file that exists. `rank` decides who beats whom and what may be said there.
struct ConfigurationFile {
  enum class Rank { project, user, machine };
  Rank rank;
  std::string path;
  std::string text;
};

// The files that exist among: cb21.conf beside the Dockerfile, else in the context root (only where the
// context is a local directory); $XDG_CONFIG_HOME/cb21/cb21.conf (default ~/.config); /etc/cb21/cb21.conf.
// The highest rank first. Throws Error(usage) for one that exists but cannot be read.
std::vector<ConfigurationFile> find_configuration_files(const BuildRequest& request,
                                                        const Environment& environment);

}  // namespace cb21
