// SPDX-License-Identifier: Apache-2.0
// What ends a stage that cannot go on, and the exit codes that are cb21's own.
#pragma once

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>

namespace cb21 {

// Used only when docker itself succeeded or never ran; otherwise docker's own code is passed on.
enum class ExitCode : int {
  success = 0,
  blocked = 120,    // the binary failed verification
  violation = 121,  // a check violation
  usage = 122,      // own options or configuration are wrong
  failed = 123,     // cb21 could not do its work
  no_docker = 127,  // no docker CLI was found
};

// A sentence for the user: names the file or flag, what was expected, and what to do.
class Error : public std::runtime_error {
 public:
  explicit Error(const std::string& sentence, ExitCode code = ExitCode::failed)
      : std::runtime_error(sentence), code_(code) {}

  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

// "cannot open /x: Permission denied", from errno as the failed call left it.
inline Error errno_error(std::string_view action, std::string_view escaped_path, int error_number) {
  return Error("cannot " + std::string(action) + " " + std::string(escaped_path) + ": " +
               std::strerror(error_number));
}

}  // namespace cb21
