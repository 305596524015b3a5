// SPDX-License-Identifier: Apache-2.0
// A private directory for one test, removed with it.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace cb21::test {

class TempTree {
 public:
  TempTree();
  ~TempTree();
  TempTree(const TempTree&) = delete;
  TempTree& operator=(const TempTree&) = delete;

  const std::string& root() const { return root_; }

  std::string path(std::string_view relative) const;

  // Parents are made as needed. Each returns the full path.
  std::string write(std::string_view relative, std::string_view content) const;
  std::string directory(std::string_view relative) const;
  std::string link(std::string_view relative, std::string_view target) const;
  std::string fifo(std::string_view relative) const;

  std::string read(std::string_view relative) const;
  void remove(std::string_view relative) const;
  void set_mode(std::string_view relative, unsigned mode) const;
  // Nanoseconds since the epoch; instead of sleeping.
  void set_mtime(std::string_view relative, std::int64_t nanoseconds) const;
  std::int64_t mtime(std::string_view relative) const;
  // Replaces the content and puts the old mtime back: what BuildKit does not see when the size is equal too.
  void edit_keeping_stat(std::string_view relative, std::string_view content) const;

 private:
  std::string root_;
};

}  // namespace cb21::test
