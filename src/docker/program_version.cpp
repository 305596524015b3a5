// SPDX-License-Identifier: Apache-2.0
// The file holds one line an answer, newest last:
//   CHECKSUM TAB DEVICE TAB INODE TAB SIZE TAB MTIME TAB CTIME TAB PATH TAB ANSWER
// Times in nanoseconds; path and answer escaped; the checksum (XXH3-64, hexadecimal) covers what follows its
// tab. Lines that do not hold are skipped.
#include "docker/program_version.hpp"

#include "docker/pipe.hpp"
#include "escape.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

namespace cb21 {
namespace {

constexpr std::size_t k_lines_kept = 16;
constexpr std::size_t k_file_limit = 64U << 10U;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads up to `limit` bytes; nothing for a file that is not this user's own regular one.
std::string read_own_file(const std::string& path, std::size_t limit) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));

  struct stat info {};

  if (!file || fstat(file.number(), &info) != 0 || !S_ISREG(info.st_mode) || info.st_uid != geteuid()) {
    return {};
  }
  std::string text(limit, '\0');
  std::size_t filled = 0;
  while (filled < limit) {
    const ssize_t count = read(file.number(), text.data() + filled, limit - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    filled += static_cast<std::size_t>(count);
  }
  text.resize(filled);
  return text;
}

bool is_elf(const std::string& path) {
  static constexpr std::string_view k_magic("\177ELF", 4);
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  std::array<char, k_magic.size()> start{};
  return file && read(file.number(), start.data(), start.size()) == static_cast<ssize_t>(start.size()) &&
         std::string_view(start.data(), start.size()) == k_magic;
}

std::int64_t nanoseconds(const timespec& time) {
  return time.tv_sec * std::int64_t{1'000'000'000} + time.tv_nsec;
}

// What an answer is kept under; empty where none may be kept.
std::string identity_of(const std::string& path) {
  struct stat info {};

  if (stat(path.c_str(), &info) != 0 || !is_elf(path)) return {};
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t",
                     info.st_dev,
                     info.st_ino,
                     info.st_size,
                     nanoseconds(info.st_mtim),
                     nanoseconds(info.st_ctim),
                     escape(path));
}

std::string checksum(std::string_view text) {
  return fmt::format("{:016x}\t", XXH3_64bits(text.data(), text.size()));
}

// The lines that hold, without their checksums.
std::vector<std::string> read_lines(const std::string& file) {
  std::vector<std::string> lines;
  const std::string content = read_own_file(file, k_file_limit);
  std::string_view left = content;
  while (!left.empty()) {
    const std::size_t end = left.find('\n');
    if (end == std::string_view::npos) break;
    const std::string_view line = left.substr(0, end);
    left.remove_prefix(end + 1);
    constexpr std::size_t k_checksum_length = 17;
    if (line.size() <= k_checksum_length) continue;
    const std::string_view kept = line.substr(k_checksum_length);
    if (line.substr(0, k_checksum_length) == checksum(kept)) lines.emplace_back(kept);
  }
  return lines;
}

// Failure to keep it costs one more question the next time.
void write_lines(const std::string& file, const std::vector<std::string>& lines) {
  std::string text;
  const std::size_t first = lines.size() > k_lines_kept ? lines.size() - k_lines_kept : 0;
  for (std::size_t i = first; i < lines.size(); ++i) text += checksum(lines[i]) + lines[i] + '\n';
  std::string part = file + ".XXXXXX";
  const Descriptor target(mkostemp(part.data(), O_CLOEXEC));
  if (!target) return;
  const bool written = write(target.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (!written || rename(part.c_str(), file.c_str()) != 0) unlink(part.c_str());
}

// Takes the number at the start of the text.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc()) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<int> take_next_number(std::string_view& text) {
  if (text.empty() || text.front() != '.') return std::nullopt;
  std::string_view after = text.substr(1);
  const std::optional<int> number = take_number(after);
  if (number) text = after;
  return number;
}

std::optional<Version> version_at(std::string_view text) {
  const std::optional<int> major = take_number(text);
  if (!major) return std::nullopt;
  const std::optional<int> minor = take_next_number(text);
  if (!minor) return std::nullopt;
  return Version{*major, *minor, take_next_number(text).value_or(0)};
}

}  // namespace

std::optional<Version> find_version(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool inside = at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '.');
    if (inside) continue;
    if (const std::optional<Version> version = version_at(text.substr(at))) return version;
  }
  return std::nullopt;
}

std::string to_text(const Version& version) {
  return fmt::format("{}.{}.{}", version.major, version.minor, version.patch);
}

std::string remembered_answer(const std::string& path,
                              const std::string& cache_directory,
                              const std::function<std::string()>& ask) {
  const std::string identity = cache_directory.empty() ? std::string() : identity_of(path);
  if (identity.empty()) return ask();
  const std::string file = cache_directory + "/docker-client";
  std::vector<std::string> lines = read_lines(file);
  for (const std::string& line : lines) {
    if (line.compare(0, identity.size(), identity) != 0) continue;
    if (const std::optional<std::string> answer = unescape(std::string_view(line).substr(identity.size()))) {
      return *answer;
    }
  }
  std::string answer = ask();
  // The file may have been replaced while it was asked.
  if (answer.empty() || identity_of(path) != identity) return answer;
  lines.push_back(identity + escape(answer));
  write_lines(file, lines);
  return answer;
}

}  // namespace cb21
