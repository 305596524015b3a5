// SPDX-License-Identifier: Apache-2.0
// How docker tells its CLI plugins to end (docker/cli cli-plugins/socket). Where its standard output is no
// terminal it passes no signal on, but closes the connections to the socket that DOCKER_CLI_PLUGIN_SOCKET
// names.
#pragma once

#include "descriptor.hpp"

namespace cb21 {

// While it exists, the connection's end comes as a SIGTERM to this process, once; so it is held back and
// passed on where any other would be. Docker before 25 names no socket, and nothing is watched.
class PluginSocket {
 public:
  PluginSocket();

 private:
  Descriptor connection_;
};

}  // namespace cb21
