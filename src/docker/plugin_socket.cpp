// SPDX-License-Identifier: Apache-2.0
#include "docker/plugin_socket.hpp"

#include "docker/pipe.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <string_view>

namespace cb21 {
namespace {

// An abstract name is written with an @ for the NUL that it begins with.
Descriptor connect_to(std::string_view name) {
  sockaddr_un address{};
  if (name.empty() || name.size() >= sizeof address.sun_path) return {};
  address.sun_family = AF_UNIX;
  std::ranges::copy(name, &address.sun_path[0]);
  const bool abstract = name.front() == '@';
  if (abstract) address.sun_path[0] = '\0';
  const std::size_t length = offsetof(sockaddr_un, sun_path) + name.size() + (abstract ? 0 : 1);
  Descriptor connection =
      above_stdio(Descriptor(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)));
  const bool connected = connection && connect(connection.number(),
                                               reinterpret_cast<const sockaddr*>(&address),
                                               static_cast<socklen_t>(length)) == 0;
  return connected ? std::move(connection) : Descriptor();
}

bool has_ended(const Descriptor& connection) {
  pollfd watched{connection.number(), POLLIN, 0};
  return poll(&watched, 1, 0) > 0;
}

}  // namespace

PluginSocket::PluginSocket() {
  const char* name = std::getenv("DOCKER_CLI_PLUGIN_SOCKET");
  if (name != nullptr) connection_ = connect_to(name);
  if (!connection_) return;
  const int number = connection_.number();
  const bool announced = fcntl(number, F_SETSIG, SIGTERM) == 0 && fcntl(number, F_SETOWN, getpid()) == 0 &&
                         fcntl(number, F_SETFL, O_NONBLOCK | O_ASYNC) == 0;
  // Its end may have come first.
  if (announced && has_ended(connection_)) static_cast<void>(raise(SIGTERM));
}

}  // namespace cb21
