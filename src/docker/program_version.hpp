// SPDX-License-Identifier: Apache-2.0
// Versions of programs, asked once: what a program says of itself is remembered by the identity of its file.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>

namespace cb21 {

struct Version {
  int major = 0;
  int minor = 0;
  int patch = 0;

  friend bool operator<(const Version& one, const Version& other) {
    return std::tie(one.major, one.minor, one.patch) < std::tie(other.major, other.minor, other.patch);
  }
};

// The first N.N.N or N.N in the text: "Docker version 20.10.24+dfsg1, build 297e128", "v0.13.1".
std::optional<Version> find_version(std::string_view text);

std::string to_text(const Version& version);

// What `ask` says, or said when the file at `path` was this very one (path, device, inode, size, mtime and
// ctime). Kept in `cache_directory`/docker-client (mode 0600); damage there only means asking again. Not
// kept: empty answers, those of scripts (what they start may change without them), and anything if the
// directory is empty or unusable.
std::string remembered_answer(const std::string& path,
                              const std::string& cache_directory,
                              const std::function<std::string()>& ask);

}  // namespace cb21
