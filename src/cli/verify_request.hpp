// SPDX-License-Identifier: Apache-2.0
// What `cb21 verify` was asked.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cb21 {

struct VerifyRequest {
  std::vector<std::string> images;     // references or ids, as typed; no two alike
  std::optional<std::string> running;  // a container's name or id
  std::optional<std::string> against;  // the project's folder
  std::optional<std::string> receipt;  // a file to hold the images against
  bool as_json = false;
  // The build that --against speaks of, without its context: -f, --target, --platform, --builder,
  // --build-arg, --build-context. Empty without --against.
  std::vector<std::string> build_words;
  std::vector<std::string> own_words;  // --cb21-NAME=VALUE; --marker and --binary are among them
};

// `arguments` are what follows the word verify. Options and images may be mixed; behind `--` are images only.
// Throws Error(usage) for an option that verify does not know, a value that is missing or empty, nothing to
// verify, and what contradicts itself. --cb21-receipt is where a build writes and is refused here.
VerifyRequest read_verify_request(std::span<const std::string> arguments);

}  // namespace cb21
