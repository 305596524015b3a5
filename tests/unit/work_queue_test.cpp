// SPDX-License-Identifier: Apache-2.0
#include "inputs/work_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

Work work(std::string directory) {
  Work item;
  item.directory = std::move(directory);
  return item;
}

void push(WorkQueue& queue, const std::vector<std::string>& directories) {
  std::vector<Work> items;
  items.reserve(directories.size());
  for (const std::string& directory : directories) items.push_back(work(directory));
  queue.push(items);
  EXPECT_TRUE(items.empty());
}

TEST(WorkQueue, GivesTheLastFirst) {
  WorkQueue queue;
  push(queue, {"a", "b"});
  EXPECT_EQ(queue.pop()->directory, "b");
  push(queue, {"c"});
  queue.finish();
  EXPECT_EQ(queue.pop()->directory, "c");
  queue.finish();
  EXPECT_EQ(queue.pop()->directory, "a");
  queue.finish();
  EXPECT_FALSE(queue.pop().has_value());
}

TEST(WorkQueue, HasNothingWhenNothingWasPushed) { EXPECT_FALSE(WorkQueue().pop().has_value()); }

// Each item leads to two more, down to a depth; every thread ends.
TEST(WorkQueue, EndsForAllThreadsOnceAllIsFinished) {
  constexpr std::size_t k_depth = 10;
  WorkQueue queue;
  push(queue, {""});
  std::atomic<int> finished = 0;
  const auto run = [&] {
    while (const auto item = queue.pop()) {
      if (item->directory.size() < k_depth) push(queue, {item->directory + "l", item->directory + "r"});
      ++finished;
      queue.finish();
    }
  };
  constexpr int k_threads = 8;
  std::vector<std::thread> threads;
  threads.reserve(k_threads);
  for (int i = 0; i < k_threads; ++i) threads.emplace_back(run);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(finished, (1 << (k_depth + 1)) - 1);
}

}  // namespace
}  // namespace cb21
