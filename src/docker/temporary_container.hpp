// SPDX-License-Identifier: Apache-2.0
// The name of a container that cb21 makes, and the promise that it will be gone: removed at the end of the
// object's life, interrupts held back until then. What a kill leaves behind is noted in the state directory
// before docker makes it and removed by a later run.
#pragma once

#include "docker/client.hpp"

#include <string>
#include <string_view>

namespace cb21 {

// Carried by all of them.
inline constexpr std::string_view k_container_label = "cb21.verify=1";

class TemporaryContainer {
 public:
  // `purpose` is a lower-case word: cb21-PURPOSE-0123456789abcdef. Where no note can be kept (or the state
  // directory is empty) there is none.
  TemporaryContainer(const DockerClient& client,
                     std::string_view purpose,
                     const std::string& state_directory);
  ~TemporaryContainer();
  TemporaryContainer(const TemporaryContainer&) = delete;
  TemporaryContainer& operator=(const TemporaryContainer&) = delete;

  const std::string& name() const { return name_; }

  // The command that makes it was cut short, so the engine may make it after its removal: the note stays for
  // a later run.
  void expect_late() { late_ = true; }

 private:
  InterruptGuard guard_;
  const DockerClient& client_;
  std::string name_;
  std::string note_;  // path; empty where there is none
  bool late_ = false;
};

// Removes containers that killed runs of this user left on the client's engine; quiet, at most a few tries.
// One that cannot be removed is no obstacle to the others.
void remove_abandoned_containers(const DockerClient& client, const std::string& state_directory);

}  // namespace cb21
