// SPDX-License-Identifier: Apache-2.0
#include "inputs/mentioned_files.hpp"

#include "inputs/rust_lexer.hpp"

#include <set>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

// "./migrations/", "../migrations" and "/migrations" are all "migrations".
std::string_view bare_path(std::string_view text) {
  while (text.starts_with("./") || text.starts_with("../") || text.starts_with('/')) {
    text.remove_prefix(text.find('/') + 1);
  }
  while (text.ends_with('/')) text.remove_suffix(1);
  return text;
}

bool may_be_path(std::string_view text) {
  constexpr std::size_t k_shortest = 3;
  constexpr std::size_t k_longest = 256;
  return text.size() >= k_shortest && text.size() <= k_longest &&
         text.find_first_of("\n{}*?\"") == std::string_view::npos;
}

std::set<std::string, std::less<>> paths_in(const Snapshot& snapshot, const SourceReader& read) {
  std::set<std::string, std::less<>> paths;
  for (const FileEntry& file : snapshot.files) {
    if (file.file_class != FileClass::rust_source || !file.path.ends_with(".rs")) continue;
    for (const RustToken& token : lex_rust(read(file.path))) {
      const std::string_view path = bare_path(token.text);
      if (token.kind == RustToken::Kind::string && may_be_path(path)) paths.emplace(path);
    }
  }
  return paths;
}

// Every run of whole components of the path.
bool is_mentioned(const std::string& path, const std::set<std::string, std::less<>>& paths) {
  for (std::size_t begin = 0; begin != std::string::npos;) {
    for (std::size_t end = path.find('/', begin);; end = path.find('/', end + 1)) {
      if (paths.contains(std::string_view(path).substr(begin, end - begin))) return true;
      if (end == std::string::npos) break;
    }
    const std::size_t slash = path.find('/', begin);
    begin = slash == std::string::npos ? slash : slash + 1;
  }
  return false;
}

}  // namespace

std::vector<std::size_t> mentioned_files(const Snapshot& snapshot, const SourceReader& read) {
  const auto paths = paths_in(snapshot, read);
  std::vector<std::size_t> files;
  for (std::size_t i = 0; i < snapshot.files.size(); ++i) {
    const FileEntry& file = snapshot.files[i];
    const bool counts = file.file_class == FileClass::other || file.file_class == FileClass::watched ||
                        file.file_class == FileClass::compiled_in;
    if (counts && is_mentioned(file.path, paths)) files.push_back(i);
  }
  return files;
}

}  // namespace cb21
