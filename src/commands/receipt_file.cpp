// SPDX-License-Identifier: Apache-2.0
#include "commands/receipt_file.hpp"

#include "descriptor.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>
#include <variant>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

// More than any receipt has; a parser refuses what is longer.
constexpr std::size_t k_limit = std::size_t{9} << 20U;

// At most the limit. Throws Error with the system's reason.
std::string read_text(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) throw errno_error("open the receipt", escape(path), errno);
  std::string text(k_limit, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) throw errno_error("read the receipt", escape(path), errno);
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

// False leaves the system's reason in errno.
bool write_new_file(const std::string& path, std::string_view text) {
  constexpr mode_t k_mode = 0666;  // less what umask takes
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, k_mode));
  if (!file) return false;
  while (!text.empty()) {
    const ssize_t count = write(file.number(), text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

}  // namespace

void withdraw_receipt_file(const std::string& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) return;
  const bool ours =
      fs::is_regular_file(status) && (fs::is_empty(path, error) || looks_like_receipt(read_text(path)));
  if (!ours) {
    throw Error("--cb21-receipt names " + escape(path) + ", which is no receipt and stays: name another file",
                ExitCode::usage);
  }
  // Emptied where its folder would not let it go.
  if (unlink(path.c_str()) != 0 && truncate(path.c_str(), 0) != 0) {
    throw errno_error("take away the receipt of an earlier build,", escape(path), errno);
  }
}

void write_receipt_file(const std::string& path, std::string_view text) {
  const std::string whole = path + ".cb21-" + std::to_string(getpid());
  // What a killed run of the same number left; a link that somebody put there is not followed.
  unlink(whole.c_str());
  if (write_new_file(whole, text) && std::rename(whole.c_str(), path.c_str()) == 0) return;
  const int error_number = errno;
  unlink(whole.c_str());
  throw errno_error("write the receipt", escape(path), error_number);
}

Receipt read_receipt_file(const std::string& path) {
  std::string text;
  try {
    text = read_text(path);
  } catch (const Error& error) {
    throw Error(std::string(error.what()) + "; --receipt takes what a build left by --cb21-receipt",
                ExitCode::usage);
  }
  auto parsed = parse_receipt(text);
  if (const auto* unusable = std::get_if<UnusableReceipt>(&parsed)) {
    throw Error("the receipt " + escape(path) + " " + unusable->why + "; nothing is held against it",
                ExitCode::usage);
  }
  return std::get<Receipt>(std::move(parsed));
}

}  // namespace cb21
