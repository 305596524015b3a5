// SPDX-License-Identifier: Apache-2.0
#include "inputs/work_queue.hpp"

#include <iterator>
#include <utility>

namespace cb21 {

void FileBatch::clear() {
  names.clear();
  files.clear();
}

void WorkQueue::push(std::vector<Work>& items) {
  if (items.empty()) return;
  {
    const std::lock_guard lock(mutex_);
    unfinished_ += items.size();
    items_.insert(items_.end(), std::move_iterator(items.begin()), std::move_iterator(items.end()));
  }
  if (items.size() == 1) {
    changed_.notify_one();
  } else {
    changed_.notify_all();
  }
  items.clear();
}

std::optional<Work> WorkQueue::pop() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return !items_.empty() || unfinished_ == 0; });
  if (items_.empty()) return std::nullopt;
  std::optional<Work> item(std::move(items_.back()));
  items_.pop_back();
  return item;
}

void WorkQueue::finish() {
  bool all_done = false;
  {
    const std::lock_guard lock(mutex_);
    all_done = --unfinished_ == 0;
  }
  if (all_done) changed_.notify_all();
}

}  // namespace cb21
