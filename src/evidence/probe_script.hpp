// SPDX-License-Identifier: Apache-2.0
// What runs in the stages of a probe: POSIX sh with the tools that a Debian or a BusyBox image has. It writes
// /.cb21-evidence/KIND and never fails. The result is lines; a line that begins with '@' opens a section, and
// as every name is absolute and none has a line feed, nothing in a name or a file can be taken for one:
//
//   @probe 1 NONCE KIND
//   @missing TOOL        the stage does not have it
//   @cut WHAT            a bound was met, or a name has a line feed
//   @units               SIZE|MTIME|CTIME|PATH of the files in cargo's unit folders, and of dep-info
//   @text                PATH:LINE, each line of fingerprints, the first of dep-info
//   @named               SIZE|MTIME|CTIME|PATH of what dep-info names, and of links on the way to it
//   @followed            the same, links followed
//   @placed              SIZE|MTIME|CTIME|PATH of all below the landing folders
//   @artifacts           SIZE|MTIME|CTIME|PATH of programs and libraries that cargo left
//   @sums                what sha256sum prints of the named files and the artifacts
//   @head PATH           the artifact's first bytes in hexadecimal
//   @end                 without it the result is not whole
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

inline constexpr std::string_view k_evidence_folder = "/.cb21-evidence";
inline constexpr std::string_view k_with_mounts = "with-mounts";
inline constexpr std::string_view k_without_mounts = "without-mounts";

struct ProbeCommand {
  std::string_view kind;
  std::string_view nonce;
  std::vector<std::string> roots;  // absolute folders to search for units
  std::vector<std::string> landing_folders;
  std::vector<std::string> paths;
};

// The exec form of it. The paths that previous steps wrote down are looked at as well.
std::vector<std::string> probe_words(const ProbeCommand& command);

// A previous step that writes paths down: a line of a Dockerfile holds no more than 64 KiB. By the nonce it
// is a step of its own in each probe: the cache would answer one that is the same with the layers below it
// that an earlier build had.
std::vector<std::string> probe_path_words(std::string_view nonce, const std::vector<std::string>& paths);

}  // namespace cb21
