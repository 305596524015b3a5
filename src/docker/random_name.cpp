// SPDX-License-Identifier: Apache-2.0
#include "docker/random_name.hpp"

#include "error.hpp"

#include <fmt/format.h>

#include <sys/random.h>

#include <cerrno>
#include <cstdint>
#include <cstring>

namespace cb21 {

std::string draw_random_name() {
  std::uint64_t value = 0;
  ssize_t count = 0;
  do {
    count = getrandom(&value, sizeof value, 0);
  } while (count < 0 && errno == EINTR);
  if (count != static_cast<ssize_t>(sizeof value)) {
    throw Error(std::string("the system gives no random numbers: ") + std::strerror(errno));
  }
  return fmt::format("{:016x}", value);
}

}  // namespace cb21
