// SPDX-License-Identifier: Apache-2.0
#include "inputs/linked_files.hpp"

#include "inputs/file_reader.hpp"
#include "inputs/include_scan.hpp"
#include "inputs/root_directory.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace cb21 {
namespace {

// A path and the number of its root.
using RootedPath = std::pair<std::size_t, std::string>;

struct OpenTarget {
  std::string path;  // free of links
  Descriptor file;
  int error = 0;  // of opening it
};

std::optional<OpenTarget> open_target(int root, const std::string& path) {
  Descriptor file = open_below(root, path);
  int error = file ? 0 : errno;
  if (error != ELOOP && error != ENOTDIR) return OpenTarget{path, std::move(file), error};
  std::optional<std::string> resolved = resolve_below(root, path);
  if (!resolved) return std::nullopt;
  file = open_below(root, *resolved);
  error = file ? 0 : errno;
  return OpenTarget{std::move(*resolved), std::move(file), error};
}

bool is_regular(int file) {
  struct stat info {};

  return fstat(file, &info) == 0 && S_ISREG(info.st_mode);
}

class Follower {
 public:
  Follower(const WalkRoots& roots, WalkedTree& tree, FileTable& table)
      : roots_(&roots), tree_(&tree), table_(&table) {}

  void follow_all() {
    note_includes(std::exchange(tree_->includes, {}));
    for (const FoundLink& link : tree_->links) {
      // With the whole context in scope, the walk finds a target without the link.
      if (link.classification.file_class == FileClass::other) continue;
      follow({link.root, link.path}, link.classification);
    }
    while (!pending_.empty()) {
      const FoundInclude include = std::move(pending_.back());
      pending_.pop_back();
      // Of the others it is not known which file they name.
      if (include.file.open) continue;
      if (const auto path = named_path(include)) follow({include.root, *path}, {FileClass::rust_source});
    }
  }

 private:
  void follow(const RootedPath& path, const Classification& classification);
  bool add(std::size_t root, const OpenTarget& open, const Classification& classification);
  void hash(const RootedPath& target, int file, const Classification& classification);
  void note_includes(std::vector<FoundInclude> includes);
  bool is_sent(const RootedPath& target) const;
  std::optional<std::string> named_path(const FoundInclude& include) const;
  std::string manifest_directory(const RootedPath& source) const;

  std::string entry_path(const RootedPath& path) const {
    return roots_->roots[path.first].prefix + path.second;
  }

  const WalkRoots* roots_;
  WalkedTree* tree_;
  FileTable* table_;
  FileReader reader_;
  std::multimap<RootedPath, IncludedFile> includes_;  // by source
  std::vector<FoundInclude> pending_;
  std::set<RootedPath> followed_;  // links whose targets' include macros are settled
};

void Follower::follow(const RootedPath& path, const Classification& classification) {
  const auto open = open_target(roots_->roots[path.first].directory.number(), path.second);
  if (!open || open->path.empty()) return;
  if (!add(path.first, *open, classification)) return;
  const RootedPath target(path.first, open->path);
  const bool new_name = target != path && classification.file_class == FileClass::rust_source;
  if (!new_name || !followed_.insert(path).second) return;
  // rustc takes paths from where it found the file, which is where the link is.
  const auto [first, last] = includes_.equal_range(target);
  for (auto include = first; include != last; ++include) {
    pending_.push_back({path.first, path.second, include->second});
  }
}

// Whether the target is an input now.
bool Follower::add(std::size_t root, const OpenTarget& open, const Classification& classification) {
  const RootedPath target(root, open.path);
  const FileEntry* known = table_->find(entry_path(target));
  if (known != nullptr && known->file_class == FileClass::directory) return false;
  if (known != nullptr && !is_stronger(classification.file_class, known->file_class)) return true;
  if (known == nullptr && !is_sent(target)) return false;
  if (open.error == EACCES) {
    tree_->unreadable.push_back(unreadable_sentence(entry_path(target), cannot_be_read(open.error)));
  }
  if (!open.file || !is_regular(open.file.number())) return false;
  hash(target, open.file.number(), classification);
  return true;
}

void Follower::hash(const RootedPath& target, int file, const Classification& classification) {
  const std::optional<FileContent> content = reader_.read(file, wanted_text(classification));
  if (!content) {
    tree_->unreadable.push_back(unreadable_sentence(entry_path(target), reader_.problem()));
    return;
  }
  if (table_->find(entry_path(target)) == nullptr) {
    tree_->files_hashed += 1;
    tree_->bytes_hashed += content->size;
  }
  table_->put(make_file_entry(entry_path(target), classification, *content));
  const bool may_include =
      classification.file_class == FileClass::rust_source && content->text && may_name_files(*content->text);
  if (!may_include) return;
  std::vector<FoundInclude> found;
  for (IncludedFile& named : find_included_files(*content->text)) {
    found.push_back({target.first, target.second, std::move(named)});
  }
  note_includes(std::move(found));
}

void Follower::note_includes(std::vector<FoundInclude> includes) {
  for (FoundInclude& include : includes) {
    includes_.emplace(RootedPath(include.root, include.source), include.file);
    pending_.push_back(std::move(include));
  }
}

// The walk's answer for one path that no walk came by.
bool Follower::is_sent(const RootedPath& target) const {
  const IgnoreRules& rules = *roots_->roots[target.first].rules;
  const std::string& path = target.second;
  IgnoreRules::Met met;
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string directory = path.substr(0, slash);
    met = rules.meet(directory, met);
    if (met.excluded && !rules.enters_excluded(directory, roots_->builder)) return false;
  }
  return rules.keeps_file(path, met);
}

std::optional<std::string> Follower::named_path(const FoundInclude& include) const {
  if (!include.file.from_manifest_dir) return join_below(parent_path(include.source), include.file.path);
  std::string_view path = include.file.path;
  while (path.starts_with('/')) path.remove_prefix(1);
  return join_below(manifest_directory({include.root, include.source}), path);
}

std::string Follower::manifest_directory(const RootedPath& source) const {
  std::string directory(parent_path(source.second));
  while (!directory.empty()) {
    if (table_->find(entry_path({source.first, directory + "/Cargo.toml"})) != nullptr) break;
    directory = std::string(parent_path(directory));
  }
  return directory;
}

}  // namespace

void add_linked_files(const WalkRoots& roots, WalkedTree& tree, FileTable& table) {
  Follower(roots, tree, table).follow_all();
}

}  // namespace cb21
