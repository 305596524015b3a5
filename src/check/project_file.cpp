// SPDX-License-Identifier: Apache-2.0
#include "check/project_file.hpp"

#include "inputs/directory_reader.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/root_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

Descriptor open_root(const std::string& root) {
  return Descriptor(open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
}

bool is_entered(std::string_view name) {
  return !name.starts_with('.') && name != "target" && name != "node_modules";
}

class Lister {
 public:
  Lister(int root, const FileListing& listing) : root_(root), listing_(listing) {}

  std::vector<std::string> list() {
    list_folder(listing_.folder, listing_.levels);
    std::sort(files_.begin(), files_.end());
    return std::move(files_);
  }

 private:
  void list_folder(const std::string& folder, std::size_t levels) {  // NOLINT(misc-no-recursion): levels
    const Descriptor directory = open_below(root_, folder, O_DIRECTORY);
    if (!directory) return;
    std::vector<std::string> folders;
    DirectoryReader reader;
    reader.start(directory.number());
    for (DirectoryName entry; files_.size() < listing_.longest && reader.next(entry);) {
      if (entry.kind == NameKind::regular) files_.push_back(path_below(folder, entry.name));
      if (entry.kind == NameKind::directory && is_entered(entry.name)) folders.emplace_back(entry.name);
    }
    if (levels == 0) return;
    std::sort(folders.begin(), folders.end());
    for (const std::string& name : folders) list_folder(path_below(folder, name), levels - 1);
  }

  int root_;
  const FileListing& listing_;
  std::vector<std::string> files_;
};

}  // namespace

std::optional<std::string> project_file_text(const std::string& root, const std::string& path) {
  const Descriptor directory = open_root(root);
  if (!directory || path.starts_with('/')) return std::nullopt;
  const Descriptor file = open_below(directory.number(), path);

  struct stat info {};

  if (!file || fstat(file.number(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  if (static_cast<std::size_t>(info.st_size) > k_longest_project_file) return std::nullopt;
  FileReader reader;
  const std::optional<FileContent> content = reader.read(file.number(), Keep::text);
  if (!content || !content->text || content->text->size() > k_longest_project_file) return std::nullopt;
  if (content->text->find('\0') != std::string_view::npos) return std::nullopt;
  return std::string(*content->text);
}

std::vector<std::string> project_files(const std::string& root, const FileListing& listing) {
  const Descriptor directory = open_root(root);
  return directory ? Lister(directory.number(), listing).list() : std::vector<std::string>();
}

std::string path_below(std::string_view folder, std::string_view name) {
  return folder.empty() ? std::string(name) : std::string(folder) + '/' + std::string(name);
}

}  // namespace cb21
