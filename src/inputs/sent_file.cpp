// SPDX-License-Identifier: Apache-2.0
#include "inputs/sent_file.hpp"

#include "inputs/file_reader.hpp"
#include "inputs/root_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>

namespace cb21 {
namespace {

Descriptor open_in(const ContextRoot& root, const std::string& path) {
  const Descriptor directory(open(root.path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return directory ? open_below(directory.number(), path) : Descriptor();
}

}  // namespace

bool sends_file(const ContextRoot& root, Builder builder, const std::string& path) {
  IgnoreRules::Met met;
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
    const std::string directory = path.substr(0, slash);
    met = root.rules.meet(directory, met);
    if (met.excluded && !root.rules.enters_excluded(directory, builder)) return false;
  }
  return root.rules.keeps_file(path, met);
}

std::optional<FileStatus> regular_file_status(const ContextRoot& root, const std::string& path) {
  const Descriptor file = open_in(root, path);

  struct stat info {};

  if (!file || fstat(file.number(), &info) != 0 || !S_ISREG(info.st_mode)) return std::nullopt;
  return FileStatus{.size = static_cast<std::uint64_t>(info.st_size),
                    .mtime = info.st_mtim.tv_sec,
                    .changed_ns = info.st_ctim.tv_sec * 1'000'000'000 + info.st_ctim.tv_nsec,
                    .names = static_cast<std::uint64_t>(info.st_nlink)};
}

std::optional<std::string> regular_file_text(const ContextRoot& root, const std::string& path) {
  const Descriptor file = open_in(root, path);
  FileReader reader;
  const std::optional<FileContent> content = reader.read(file.number(), Keep::text);
  if (!content || !content->text) return std::nullopt;
  return std::string(*content->text);
}

std::optional<Digest> regular_file_digest(const ContextRoot& root, const std::string& path) {
  const Descriptor file = open_in(root, path);
  FileReader reader;
  const std::optional<FileContent> content = reader.read(file.number(), Keep::digest);
  return content ? std::optional(content->digest) : std::nullopt;
}

}  // namespace cb21
