// SPDX-License-Identifier: Apache-2.0
// A private place for docker to write one small file into, gone when this object is.
#pragma once

#include <string>

namespace cb21 {

class ScratchFile {
 public:
  // In a folder of its own (mkdtemp, 0700) in $TMPDIR or /tmp; the file itself does not exist yet.
  ScratchFile();
  ~ScratchFile();
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  // Empty where no folder could be made.
  const std::string& path() const { return path_; }

 private:
  std::string folder_;
  std::string path_;
};

}  // namespace cb21
