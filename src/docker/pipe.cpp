// SPDX-License-Identifier: Apache-2.0
#include "docker/pipe.hpp"

#include "error.hpp"

#include <fcntl.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

namespace cb21 {

Descriptor above_stdio(Descriptor descriptor) {
  if (!descriptor || descriptor.number() > STDERR_FILENO) return descriptor;
  Descriptor moved(fcntl(descriptor.number(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
  if (!moved) throw Error(std::string("cannot duplicate a descriptor: ") + std::strerror(errno));
  return moved;
}

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0)
    throw Error(std::string("cannot make a pipe: ") + std::strerror(errno));
  Descriptor read(ends[0]);
  Descriptor write(ends[1]);
  return {above_stdio(std::move(read)), above_stdio(std::move(write))};
}

}  // namespace cb21
