// SPDX-License-Identifier: Apache-2.0
// A private place for the few small files that docker and cb21 hand each other, gone when this object is.
// What killed runs left in the same place goes when one is made.
#pragma once

#include "commands/setup.hpp"
#include "descriptor.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

class ScratchFolder {
 public:
  // Of its own (mkdtemp, 0700), empty: in $TMPDIR or /tmp, else in the state directory, $XDG_RUNTIME_DIR or
  // the last resorts of docker/shared_places.hpp, wherever the disk takes a file and docker sees it.
  explicit ScratchFolder(const Setup& setup);
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  // Empty where no folder could be made.
  const std::string& path() const { return path_; }

  // The path of a file that docker may write; empty where there is no folder.
  std::string file(std::string_view name);

  // A file with that text. Throws Error naming it.
  std::string write(std::string_view name, std::string_view text);

 private:
  std::string path_;
  Descriptor lock_;
  std::vector<std::string> files_;
};

}  // namespace cb21
