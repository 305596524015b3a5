// SPDX-License-Identifier: Apache-2.0
// One thread's share of a walk: lists directories, hashes files, keeps what it found.
#pragma once

#include "inputs/directory_reader.hpp"
#include "inputs/directory_walk.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/work_queue.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

class FileWalker {
 public:
  FileWalker(const WalkRoots& roots, const FileClassifier& classifier, WorkQueue& queue);

  // Works until the queue has run dry, or about `most_files` were hashed. True when it has run dry.
  bool run(std::uint64_t most_files);

  // All but the files.
  WalkedTree& found() { return found_; }

  std::size_t file_count() const;
  void move_files(std::vector<FileEntry>& to);

 private:
  void walk(const Work& work);
  void list_directory(int directory, const Work& work);
  void meet_name(int directory, const DirectoryName& entry, const Work& work);
  void add_file(const Work& work, std::string_view name, const Classification& classification);
  void keep(FileEntry entry);
  void add_link(int directory, const char* name, const Work& work);
  void add_directory(int directory, const Work& work);
  void hand_out_batch(const Work& work);
  void hash_files(int directory, const FileBatch& batch, const Work& work);
  void hash_file(int directory, const char* name, const Classification& classification, const Work& work);
  void find_includes(const FileContent& content, const Work& work, std::string_view name);
  void find_crate_roots(std::string_view manifest, const Work& work, std::string_view name);
  void say_unreadable(const Work& work, std::string_view path, std::string_view problem);

  const WalkRoot& root_of(const Work& work) const { return roots_->roots[work.root]; }

  const WalkRoots* roots_;
  const FileClassifier* classifier_;
  WorkQueue* queue_;
  DirectoryReader directory_reader_;
  FileReader file_reader_;
  FileBatch batch_;
  std::vector<Work> next_;
  std::string path_;
  WalkedTree found_;
  // In pieces, which are never copied to grow and are given back one by one.
  std::vector<std::vector<FileEntry>> files_;
};

}  // namespace cb21
