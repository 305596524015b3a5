// SPDX-License-Identifier: Apache-2.0
// Which of this user's builds have a cache mount in use at the same time. Two at once in one mount may take
// each other's units, and no time of a file tells which of them compiled one.
//
// STATE/mounts/MOUNT-BUILD is locked while the build runs, and written when it ends; MOUNT is the digest of
// builder and id, BUILD the process and when it began. What is a day old is removed.
#pragma once

#include "state/private_directory.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

class RunningBuilds {
 public:
  // Notes that a build with these cache mounts (their ids) begins on the builder. Never throws: where nothing
  // can be noted no other build is known.
  RunningBuilds(const std::string& state_directory,
                std::string builder,
                const std::vector<std::string>& mounts);
  ~RunningBuilds();
  RunningBuilds(const RunningBuilds&) = delete;
  RunningBuilds& operator=(const RunningBuilds&) = delete;

  // Whether another build had that mount at some time since this one began.
  bool another_used(const std::string& mount) const;

 private:
  struct Use {
    std::string mount;  // the digest
    std::string file;
    Descriptor lock;
  };

  void note(const std::string& mount);
  void remove_old() const;
  std::vector<std::string> files() const;
  bool is_in_use(const std::string& file) const;

  std::string builder_;
  std::int64_t began_ns_;
  std::optional<PrivateDirectory> directory_;
  std::vector<Use> uses_;
};

}  // namespace cb21
