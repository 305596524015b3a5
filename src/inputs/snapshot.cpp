// SPDX-License-Identifier: Apache-2.0
#include "inputs/snapshot.hpp"

#include "escape.hpp"
#include "inputs/directory_walk.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/file_table.hpp"
#include "inputs/linked_files.hpp"
#include "inputs/open_includes.hpp"
#include "inputs/renamed_inputs.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace cb21 {
namespace {

// The path as the walk would enter it, or `outside` for a file that is not below the main context.
std::string path_in_context(const BuildContext& context, const std::string& path, std::string_view outside) {
  std::error_code failed;
  const std::string real = std::filesystem::canonical(path, failed).string();
  if (failed || context.roots.empty()) return std::string(outside);
  std::string root = context.roots.front().path;
  if (!root.ends_with('/')) root += '/';
  return real.starts_with(root) ? real.substr(root.size()) : std::string(outside);
}

// Docker reads these two files whatever the ignore rules say.
void add_docker_file(const std::string& file, const std::string& path, WalkedTree& tree, FileTable& table) {
  const Classification classification{FileClass::docker};
  const FileEntry* known = table.find(path);
  if (known != nullptr && !is_stronger(classification.file_class, known->file_class)) return;
  FileReader reader;
  const std::optional<FileContent> content =
      reader.read(open_regular_file(file).number(), wanted_text(classification));
  if (!content) {
    tree.unreadable.push_back(unreadable_sentence(file, reader.problem()));
    return;
  }
  if (known == nullptr) {
    tree.files_hashed += 1;
    tree.bytes_hashed += content->size;
  }
  table.put(make_file_entry(path, classification, *content));
}

void add_docker_files(const BuildContext& context, WalkedTree& tree, FileTable& table) {
  if (context.dockerfile_path) {
    const std::string& file = *context.dockerfile_path;
    add_docker_file(file, path_in_context(context, file, "//dockerfile"), tree, table);
  }
  if (context.ignore_file) {
    const std::string& file = *context.ignore_file;
    add_docker_file(file, path_in_context(context, file, "//ignore-file"), tree, table);
  }
}

// A file "a:b" of the main context and a file "b" of a named context "a" would be one in the record.
void drop_ambiguous(Snapshot& snapshot) {
  const auto same_path = [](const FileEntry& a, const FileEntry& b) { return a.path == b.path; };
  std::vector<FileEntry>& files = snapshot.files;
  for (auto twin = std::adjacent_find(files.begin(), files.end(), same_path); twin != files.end();
       twin = std::adjacent_find(twin, files.end(), same_path)) {
    snapshot.unreadable.push_back(escape(twin->path) + " names a file in each of two build contexts");
    twin = files.erase(twin);
  }
}

// A second walk where sources include files that only a wider one finds.
WalkedTree walk(const WalkRoots& roots, const SnapshotOptions& options) {
  WalkedTree tree = walk_roots(roots, FileClassifier(options.further), options.threads);
  if (options.further.whole_context) return tree;
  const OpenIncludes open = find_open_includes(roots, tree);
  if (open.none()) return tree;
  FurtherInputs wider = options.further;
  wider.watch.insert(wider.watch.end(), open.folders.begin(), open.folders.end());
  wider.whole_context = open.anywhere;
  return walk_roots(roots, FileClassifier(std::move(wider)), options.threads);
}

}  // namespace

Snapshot take_snapshot(const BuildContext& context, const SnapshotOptions& options) {
  const WalkRoots roots = open_roots(context);
  WalkedTree tree = walk(roots, options);
  for (FoundLink& renamed : find_renamed_inputs(context)) tree.links.push_back(std::move(renamed));
  FileTable table(std::move(tree.files));
  add_linked_files(roots, tree, table);
  add_docker_files(context, tree, table);

  Snapshot snapshot;
  snapshot.files = table.take();
  snapshot.unreadable = std::move(tree.unreadable);
  snapshot.unreadable.insert(snapshot.unreadable.end(), roots.unreadable.begin(), roots.unreadable.end());
  snapshot.files_hashed = tree.files_hashed;
  snapshot.bytes_hashed = tree.bytes_hashed;
  drop_ambiguous(snapshot);
  std::sort(snapshot.unreadable.begin(), snapshot.unreadable.end());
  const auto repeated = std::unique(snapshot.unreadable.begin(), snapshot.unreadable.end());
  snapshot.unreadable.erase(repeated, snapshot.unreadable.end());
  return snapshot;
}

}  // namespace cb21
