// SPDX-License-Identifier: Apache-2.0
#include "scaffold/new_file.hpp"

#include "descriptor.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/root_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace cb21 {
namespace {

constexpr int k_folder_flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t k_folder_mode = 0777;  // the umask takes what it will
constexpr mode_t k_file_mode = 0666;

Error failure(std::string_view action, const std::string& path) {
  const int error_number = errno;
  return errno_error(action, escape(path), error_number);
}

Descriptor make_folder(int at, const std::string& name, const std::string& shown) {
  if (mkdirat(at, name.c_str(), k_folder_mode) != 0 && errno != EEXIST)
    throw failure("make the folder", shown);
  Descriptor folder(openat(at, name.c_str(), k_folder_flags));
  const bool no_folder = errno == ELOOP || errno == ENOTDIR;
  if (!folder && no_folder) {
    throw Error(escape(shown) +
                " is a link or a file, and nothing is written through it: remove it, or make it a folder");
  }
  if (!folder) throw failure("open the folder", shown);
  return folder;
}

// The folder of `path`, made where it is missing.
Descriptor make_parents(const std::string& root, const std::string& path) {
  Descriptor folder(open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!folder) throw failure("open the folder", root);
  std::size_t begin = 0;
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', begin)) {
    folder =
        make_folder(folder.number(), path.substr(begin, slash - begin), root + "/" + path.substr(0, slash));
    begin = slash + 1;
  }
  return folder;
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = write(file, text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool holds(int folder, const std::string& path, std::string_view text) {
  FileReader reader;
  const Descriptor file = open_below(folder, path);
  const auto content = reader.read(file.number(), Keep::text);
  return content && content->text && *content->text == text;
}

}  // namespace

Creation create_file(const std::string& root, const std::string& path, std::string_view text) {
  const Descriptor folder = make_parents(root, path);
  const std::string name = path.substr(path.rfind('/') + 1);
  const std::string shown = root + "/" + path;
  Descriptor file(openat(
      folder.number(), name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, k_file_mode));
  if (!file && errno == EEXIST) {
    return holds(folder.number(), name, text) ? Creation::unchanged : Creation::occupied;
  }
  if (!file) throw failure("make", shown);
  if (write_all(file.number(), text)) return Creation::written;
  const int error_number = errno;
  unlinkat(folder.number(), name.c_str(), 0);
  throw errno_error("write", escape(shown), error_number);
}

bool is_occupied(const std::string& root, const std::string& path, std::string_view text) {
  struct stat info {};

  if (lstat((root + "/" + path).c_str(), &info) != 0) return false;
  const Descriptor folder(open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return !folder || !holds(folder.number(), path, text);
}

}  // namespace cb21
