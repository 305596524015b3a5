// SPDX-License-Identifier: Apache-2.0
// What is still to be walked, shared by the threads of one walk: last in, first out, so that a subtree is
// finished while its names are still cached.
#pragma once

#include "inputs/file_classifier.hpp"
#include "inputs/ignore_rules.hpp"

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace cb21 {

// Files of one directory that are to be hashed.
struct FileBatch {
  struct File {
    std::size_t name_offset;
    Classification classification;
  };

  std::string names;  // each ends in '\0'
  std::vector<File> files;

  bool empty() const { return files.empty(); }

  void clear();
};

struct Work {
  std::size_t root = 0;
  std::string directory;  // relative to the root
  IgnoreRules::Met met;   // what the directory met
  FileBatch batch;        // if empty, the directory itself is to be listed
};

class WorkQueue {
 public:
  // Takes the items, leaving the vector empty.
  void push(std::vector<Work>& items);
  // Waits for an item; nothing once all items that were ever pushed are finished.
  std::optional<Work> pop();
  // To be called once for each popped item, after whatever it led to was pushed.
  void finish();

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Work> items_;
  std::size_t unfinished_ = 0;
};

}  // namespace cb21
