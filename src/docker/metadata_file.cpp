// SPDX-License-Identifier: Apache-2.0
#include "docker/metadata_file.hpp"

#include "docker/pipe.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <boost/json.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <vector>

namespace cb21 {
namespace {

namespace json = boost::json;

constexpr std::string_view k_entry = "  \"";
constexpr mode_t k_mode = 0644;

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    lines.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  return lines;
}

std::string join_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

// The key that begins in this line on the top level, which is two blanks deep.
std::string_view key_in(std::string_view line) {
  if (!line.starts_with(k_entry)) return {};
  line.remove_prefix(k_entry.size());
  return line.substr(0, line.find('"'));
}

std::string entry(std::string_view key, const std::string& value) {
  std::string line(k_entry);
  line += key;
  return line + "\": \"" + value + '"';
}

void replace_entry(std::vector<std::string>& lines, std::string_view key, const std::string& value) {
  for (std::string& line : lines) {
    if (key_in(line) == key) line = entry(key, value) + (line.ends_with(',') ? "," : "");
  }
}

// Before the first key that sorts behind it, else at the end.
void insert_entry(std::vector<std::string>& lines, std::string_view key, const std::string& value) {
  std::size_t at = lines.size() - 1;
  for (std::size_t line = lines.size() - 1; line > 0; --line) {
    if (key_in(lines[line]) > key) at = line;
  }
  const bool last = at == lines.size() - 1;
  if (last) lines[at - 1] += ',';
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), entry(key, value) + (last ? "" : ","));
}

// A temporary file beside it, gone unless it was renamed.
class Replacement {
 public:
  explicit Replacement(const std::string& path) : path_(path), pattern_(path + ".XXXXXX") {
    file_ = Descriptor(mkostemp(pattern_.data(), O_CLOEXEC));
    if (!file_) fail();
  }

  ~Replacement() {
    if (!pattern_.empty()) unlink(pattern_.c_str());
  }

  Replacement(const Replacement&) = delete;
  Replacement& operator=(const Replacement&) = delete;

  void commit(const std::string& text) {
    if (write(file_.number(), text.data(), text.size()) != static_cast<ssize_t>(text.size()) ||
        fchmod(file_.number(), k_mode) != 0 || rename(pattern_.c_str(), path_.c_str()) != 0)
      fail();
    pattern_.clear();
  }

 private:
  [[noreturn]] void fail() const { throw errno_error("complete --metadata-file", escape(path_), errno); }

  const std::string& path_;
  std::string pattern_;
  Descriptor file_;
};

}  // namespace

std::optional<std::string> completed_metadata(const std::string& text, const MetadataAdditions& additions) {
  std::error_code error;
  const json::value value = json::parse(text, error);
  const json::object* object = error ? nullptr : value.if_object();
  if (object == nullptr || object->empty() || !text.starts_with("{\n") || !text.ends_with("\n}"))
    return std::nullopt;
  std::vector<std::string> lines = split_lines(text);
  if (additions.image_digest) replace_entry(lines, "containerimage.digest", *additions.image_digest);
  if (!object->contains("containerimage.config.digest") && !object->contains("containerimage.descriptor"))
    return join_lines(lines);
  if (object->contains("image.name")) {
    replace_entry(lines, "image.name", additions.image_name);
  } else {
    insert_entry(lines, "image.name", additions.image_name);
  }
  return join_lines(lines);
}

void complete_metadata_file(const std::string& path, const MetadataAdditions& additions) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const auto completed = completed_metadata(text, additions);
  if (!completed)
    throw Error("--metadata-file " + escape(path) + " is not what buildx writes: left as it is");
  Replacement(path).commit(*completed);
}

}  // namespace cb21
