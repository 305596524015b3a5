// SPDX-License-Identifier: Apache-2.0
#include "inputs/directory_walk.hpp"

#include "escape.hpp"
#include "inputs/available_cpus.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/file_walker.hpp"
#include "inputs/work_queue.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

namespace cb21 {
namespace {

// A thread costs about as much to start as this many files to hash.
constexpr std::uint64_t k_files_before_threads = 128;
// Left free for the files that links and include macros add, so that the list need not move for a few.
constexpr std::size_t k_room_share = 64;
constexpr std::size_t k_room = 64;
constexpr std::uint64_t k_all = std::numeric_limits<std::uint64_t>::max();

unsigned thread_count(unsigned wanted) {
  return wanted > 0 ? wanted : std::clamp(2 * available_cpus(), 4U, 8U);
}

void push_roots(const WalkRoots& roots, WorkQueue& queue) {
  std::vector<Work> work;
  for (std::size_t i = 0; i < roots.roots.size(); ++i) {
    if (roots.roots[i].directory) work.push_back({i, {}, {}, {}});
  }
  queue.push(work);
}

std::optional<std::jthread> start(FileWalker& walker) {
  try {
    return std::jthread([&walker] { walker.run(k_all); });
  } catch (const std::system_error&) {
    // Where no further thread is allowed, those there are do all the work.
    return std::nullopt;
  }
}

// The first one in the calling thread; all threads have ended when it returns.
void run_all(const std::vector<std::unique_ptr<FileWalker>>& walkers) {
  std::vector<std::optional<std::jthread>> running;
  for (std::size_t i = 1; i < walkers.size(); ++i) running.push_back(start(*walkers[i]));
  walkers.front()->run(k_all);
}

template <typename T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::move_iterator(from.begin()), std::move_iterator(from.end()));
  from = std::vector<T>();
}

WalkedTree merge(std::vector<std::unique_ptr<FileWalker>>& walkers) {
  WalkedTree all;
  std::size_t files = 0;
  for (const auto& walker : walkers) files += walker->file_count();
  all.files.reserve(files + files / k_room_share + k_room);
  for (const auto& walker : walkers) {
    WalkedTree& found = walker->found();
    walker->move_files(all.files);
    append(all.links, found.links);
    append(all.includes, found.includes);
    append(all.unreadable, found.unreadable);
    all.files_hashed += found.files_hashed;
    all.bytes_hashed += found.bytes_hashed;
  }
  std::sort(all.files.begin(), all.files.end(), [](const FileEntry& a, const FileEntry& b) {
    return a.path < b.path;
  });
  return all;
}

}  // namespace

std::string unreadable_sentence(std::string_view path, std::string_view problem) {
  return (path.empty() ? std::string("the build context") : escape(path)) + " " + std::string(problem);
}

WalkRoots open_roots(const BuildContext& context) {
  WalkRoots roots;
  roots.builder = context.builder;
  for (const ContextRoot& root : context.roots) {
    // The root itself is docker's to follow: it may be a link.
    Descriptor directory(open(root.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory) roots.unreadable.push_back(unreadable_sentence(root.path, cannot_be_read(errno)));
    const std::string prefix = root.name.empty() ? std::string() : root.name + ":";
    roots.roots.push_back({std::move(directory), prefix, &root.rules});
  }
  return roots;
}

WalkedTree walk_roots(const WalkRoots& roots, const FileClassifier& classifier, unsigned threads) {
  WorkQueue queue;
  push_roots(roots, queue);
  std::vector<std::unique_ptr<FileWalker>> walkers;
  walkers.push_back(std::make_unique<FileWalker>(roots, classifier, queue));
  if (walkers.front()->run(threads == 1 ? k_all : k_files_before_threads)) return merge(walkers);

  const unsigned count = thread_count(threads);
  while (walkers.size() < count) {
    walkers.push_back(std::make_unique<FileWalker>(roots, classifier, queue));
  }
  run_all(walkers);
  return merge(walkers);
}

}  // namespace cb21
