// SPDX-License-Identifier: Apache-2.0
// .dockerignore exactly as docker reads it, as a walk: an entry's fate depends on what its parent directory
// met, and BuildKit and the classic builder prune directories differently (moby/patternmatcher
// MatchesUsingParentResults, tonistiigi/fsutil filter.go Walk, moby/go-archive Tarballer.Do).
#pragma once

#include "inputs/ignore_pattern.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

enum class Builder { buildkit, legacy };

class IgnoreRules {
 public:
  // What one directory met: which patterns hit it, and whether it is excluded. The context root's is
  // default-made.
  struct Met {
    std::vector<bool> hits;  // empty means none
    bool excluded = false;
  };

  // No rules: everything is kept.
  IgnoreRules() = default;

  // Throws Error for what makes docker fail: a bad pattern, a lone '!', a line of 65,536 bytes.
  static IgnoreRules parse(std::string_view text);

  bool empty() const { return patterns_.empty(); }

  std::vector<std::string> patterns() const;  // cleaned, exceptions with their '!'

  // The fate of the directory at `path` (relative to the root, '/' between components), whose parent met
  // `parent`. Thread-safe. Throws Error for a pattern that only shows to be bad when it is first tried, as
  // docker does.
  Met meet(std::string_view path, const Met& parent) const;

  // meet() for an entry below which nothing lies: whether docker sends it. Allocates nothing for an ASCII
  // path.
  bool keeps_file(std::string_view path, const Met& parent) const;

  // Whether the builder enters the excluded directory at `path` all the same, because an exception may bring
  // something back.
  bool enters_excluded(std::string_view path, Builder builder) const;

  // A single path against all patterns with no walk (MatchesOrParentMatches): for watch globs, and for
  // BuildKit's sender, which sends a kept file that this calls excluded as an empty one (fsutil filter.go
  // Open).
  bool matches_flat(std::string_view path) const;

 private:
  std::vector<IgnorePattern> patterns_;
  // Every exception without its trailing "/**" and "/*", in order; BuildKit's pruning goes by these.
  std::vector<std::string> trimmed_exceptions_;
  // One of them still has a wildcard: BuildKit then prunes nothing.
  bool wild_exception_ = false;
};

}  // namespace cb21
