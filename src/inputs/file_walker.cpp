// SPDX-License-Identifier: Apache-2.0
#include "inputs/file_walker.hpp"

#include "inputs/crate_roots.hpp"
#include "inputs/include_scan.hpp"
#include "inputs/root_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <exception>
#include <iterator>
#include <optional>
#include <utility>

namespace cb21 {
namespace {

// Large enough that a thread rarely asks for work, small enough that a flat directory is shared by all.
constexpr std::size_t k_batch_size = 64;
// Large enough to be mapped by itself, so that the memory returns to the system.
constexpr std::size_t k_piece_size = 2048;
constexpr std::string_view k_too_long =
    "is longer than 64 MB, so cb21 does not look for include macros in it";

void set_path(std::string& path, std::string_view directory, std::string_view name) {
  path.assign(directory);
  if (!path.empty()) path += '/';
  path += name;
}

std::string entry_path(std::string_view prefix, std::string_view directory, std::string_view name) {
  std::string path;
  path.reserve(prefix.size() + directory.size() + 1 + name.size());
  path += prefix;
  path += directory;
  if (!directory.empty()) path += '/';
  path += name;
  return path;
}

}  // namespace

FileWalker::FileWalker(const WalkRoots& roots, const FileClassifier& classifier, WorkQueue& queue)
    : roots_(&roots), classifier_(&classifier), queue_(&queue) {}

bool FileWalker::run(std::uint64_t most_files) {
  while (found_.files_hashed < most_files) {
    const std::optional<Work> work = queue_->pop();
    if (!work) return true;
    try {
      walk(*work);
    } catch (const std::exception& error) {
      // An ignore pattern that shows to be bad when it is first tried; docker fails on it too.
      found_.unreadable.emplace_back(error.what());
    }
    next_.clear();
    batch_.clear();
    queue_->finish();
  }
  return false;
}

std::size_t FileWalker::file_count() const {
  std::size_t count = 0;
  for (const std::vector<FileEntry>& piece : files_) count += piece.size();
  return count;
}

void FileWalker::move_files(std::vector<FileEntry>& to) {
  for (std::vector<FileEntry>& piece : files_) {
    to.insert(to.end(), std::move_iterator(piece.begin()), std::move_iterator(piece.end()));
    piece = std::vector<FileEntry>();
  }
}

void FileWalker::keep(FileEntry entry) {
  if (files_.empty() || files_.back().size() == k_piece_size) files_.emplace_back().reserve(k_piece_size);
  files_.back().push_back(std::move(entry));
}

void FileWalker::walk(const Work& work) {
  const WalkRoot& root = root_of(work);
  const Descriptor directory = open_below(root.directory.number(), work.directory, O_DIRECTORY);
  if (!directory) {
    say_unreadable(work, work.directory, cannot_be_read(errno));
  } else if (work.batch.empty()) {
    list_directory(directory.number(), work);
  } else {
    hash_files(directory.number(), work.batch, work);
  }
}

void FileWalker::list_directory(int directory, const Work& work) {
  if (!work.directory.empty()) add_directory(directory, work);
  directory_reader_.start(directory);
  for (DirectoryName entry; directory_reader_.next(entry);) meet_name(directory, entry, work);
  if (directory_reader_.error() != 0) {
    say_unreadable(work, work.directory, cannot_be_read(directory_reader_.error()));
  }
  queue_->push(next_);
  hash_files(directory, batch_, work);
}

void FileWalker::meet_name(int directory, const DirectoryName& entry, const Work& work) {
  if (entry.kind == NameKind::special) return;
  std::optional<Classification> classification;
  if (entry.kind == NameKind::regular && classifier_->names_suffice()) {
    classification = FileClassifier::classify_name(work.directory, entry.name);
    if (!classification) return;
  }
  set_path(path_, work.directory, entry.name);
  const IgnoreRules& rules = *root_of(work).rules;
  if (entry.kind == NameKind::directory) {
    IgnoreRules::Met met = rules.meet(path_, work.met);
    if (met.excluded && !rules.enters_excluded(path_, roots_->builder)) return;
    next_.push_back({work.root, path_, std::move(met), {}});
    return;
  }
  if (!rules.keeps_file(path_, work.met)) return;
  if (!classification) classification = classifier_->classify(path_);
  if (entry.kind == NameKind::link) {
    add_link(directory, entry.name.data(), work);
    if (classification) found_.links.push_back({work.root, path_, *classification});
  } else if (classification) {
    add_file(work, entry.name, *classification);
  }
}

void FileWalker::add_file(const Work& work, std::string_view name, const Classification& classification) {
  if (batch_.files.size() == k_batch_size) hand_out_batch(work);
  batch_.files.push_back({batch_.names.size(), classification});
  batch_.names += name;
  batch_.names += '\0';
}

void FileWalker::hand_out_batch(const Work& work) {
  next_.push_back({work.root, work.directory, {}, std::exchange(batch_, {})});
  queue_->push(next_);
}

void FileWalker::add_directory(int directory, const Work& work) {
  struct stat info {};

  if (fstat(directory, &info) != 0) info.st_mode = 0;
  FileEntry entry;
  entry.path = root_of(work).prefix + work.directory;
  entry.file_class = FileClass::directory;
  entry.mode = info.st_mode;
  keep(std::move(entry));
}

void FileWalker::add_link(int directory, const char* name, const Work& work) {
  const std::optional<std::string> target = read_link(directory, name);
  if (!target) {
    say_unreadable(work, path_, cannot_be_read(errno));
    return;
  }
  FileEntry entry;
  entry.path = root_of(work).prefix + path_;
  entry.file_class = FileClass::link;
  entry.content = digest_of(*target);
  entry.significant = entry.content;
  entry.size = target->size();
  entry.mode = S_IFLNK | ACCESSPERMS;
  keep(std::move(entry));
}

void FileWalker::hash_files(int directory, const FileBatch& batch, const Work& work) {
  for (const FileBatch::File& file : batch.files) {
    hash_file(directory, batch.names.data() + file.name_offset, file.classification, work);
  }
}

void FileWalker::hash_file(int directory,
                           const char* name,
                           const Classification& classification,
                           const Work& work) {
  const Descriptor file(openat(directory, name, k_open_flags));
  std::string path = entry_path(root_of(work).prefix, work.directory, name);
  const std::optional<FileContent> content = file_reader_.read(file.number(), wanted_text(classification));
  if (!content) {
    found_.unreadable.push_back(unreadable_sentence(path, file_reader_.problem()));
    return;
  }
  found_.files_hashed += 1;
  found_.bytes_hashed += content->size;
  if (classification.file_class == FileClass::rust_source) find_includes(*content, work, name);
  if (classification.manifest && content->text) find_crate_roots(*content->text, work, name);
  keep(make_file_entry(std::move(path), classification, *content));
}

void FileWalker::find_includes(const FileContent& content, const Work& work, std::string_view name) {
  if (!content.text) {
    say_unreadable(work, entry_path({}, work.directory, name), k_too_long);
    return;
  }
  if (!may_name_files(*content.text)) return;
  for (IncludedFile& file : find_included_files(*content.text)) {
    found_.includes.push_back({work.root, entry_path({}, work.directory, name), std::move(file)});
  }
}

void FileWalker::find_crate_roots(std::string_view manifest, const Work& work, std::string_view name) {
  for (std::string& path : named_crate_roots(manifest)) {
    IncludedFile file{.path = std::move(path), .from_manifest_dir = false, .open = false};
    found_.includes.push_back({work.root, entry_path({}, work.directory, name), std::move(file)});
  }
}

void FileWalker::say_unreadable(const Work& work, std::string_view path, std::string_view problem) {
  found_.unreadable.push_back(unreadable_sentence(root_of(work).prefix + std::string(path), problem));
}

}  // namespace cb21
