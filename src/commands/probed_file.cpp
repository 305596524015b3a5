// SPDX-License-Identifier: Apache-2.0
#include "commands/probed_file.hpp"

#include "descriptor.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

constexpr int k_write_flags = O_WRONLY | O_CLOEXEC | O_NOCTTY;

std::string reason_of(bool worked) { return worked ? std::string() : std::strerror(errno); }

// Made and removed again.
std::string trouble_with_new_file(const std::string& path) {
  constexpr mode_t k_mode = 0600;
  const Descriptor file(open(path.c_str(), k_write_flags | O_CREAT | O_EXCL, k_mode));
  if (!file) return reason_of(false);
  return reason_of(unlink(path.c_str()) == 0);
}

// Where a link that leads to no file leads.
fs::path end_of_links(fs::path path) {
  constexpr int k_most_links = 40;
  std::error_code error;
  for (int i = 0; i < k_most_links && fs::is_symlink(fs::symlink_status(path, error)); ++i) {
    const fs::path target = fs::read_symlink(path, error);
    path = path.parent_path() / target;
  }
  return path;
}

Error refusal(std::string_view option, const std::string& path, const std::string& why) {
  return Error(std::string(option) + " names " + escape(path) + ", which cannot be written (" + why +
                   "): name a file in a folder that is there and can be written to",
               ExitCode::usage);
}

}  // namespace

std::string trouble_with_writing(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) return std::strerror(EISDIR);
  if (fs::is_regular_file(status)) return reason_of(bool(Descriptor(open(path.c_str(), k_write_flags))));
  if (fs::exists(status)) return reason_of(faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) == 0);
  return trouble_with_new_file(end_of_links(path).string());
}

void require_writable_report(const std::string& path) {
  const std::string trouble = trouble_with_writing(path);
  if (!trouble.empty()) throw refusal("--cb21-report", path, trouble);
}

void require_writable_receipt(const std::string& path) {
  const std::string trouble = trouble_with_new_file(path + ".cb21-" + std::to_string(getpid()));
  if (!trouble.empty()) throw refusal("--cb21-receipt", path, trouble);
}

}  // namespace cb21
