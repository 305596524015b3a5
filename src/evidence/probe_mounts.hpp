// SPDX-License-Identifier: Apache-2.0
// The mounts under which a stage's RUNs ran, for one RUN at the stage's end.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace cb21 {

struct ProbeMount {
  std::string target;  // absolute
  std::string flag;    // --mount=...
  bool cache = false;

  friend bool operator==(const ProbeMount&, const ProbeMount&) = default;
};

struct ProbeMounts {
  std::vector<ProbeMount> mounts;  // one a target: the last one of the stages' text
  bool incomplete = false;         // one cannot be written down: a variable that only docker knows
};

// By which BuildKit tells cache mounts apart.
std::string cache_mount_id(const Mount& mount);

// Of all RUNs of the Dockerfile, one or more times each.
std::vector<std::string> cache_mount_ids(const Dockerfile& dockerfile);

// The cache and bind mounts of all RUNs of the stage and of those that it is FROM. What a secret, ssh or
// tmpfs mount held is not to be seen.
ProbeMounts probe_mounts(const Dockerfile& dockerfile, std::size_t stage);

}  // namespace cb21
