// SPDX-License-Identifier: Apache-2.0
// cb21's own options as data: the single source for parsing, docker_flags' own rows, `cb21 help` and the
// docs.
#pragma once

#include <array>
#include <string_view>

namespace cb21 {

struct OwnOption {
  std::string_view name;      // without "cb21-"
  std::string_view value;     // the allowed words joined by '|', or a placeholder; empty for a switch
  bool repeatable;            // the command line and files repeat it; the environment gives one value a line
  std::string_view fallback;  // what holds when nobody sets it; empty where that is "nothing"
  std::string_view help;
};

inline constexpr std::array k_own_options = std::to_array<OwnOption>({
    {"strategy",
     "no-cache|prune|precise",
     false,
     "no-cache",
     "what is done when the cache may not be trusted"},
    {"profile", "development|production", false, "development", "production: uncached, verified or blocked"},
    {"marker", "TEXT", true, "", "text that must be in the binary (default: from the start of main)"},
    {"binary", "PATH", true, "", "file in the image to look into (default: what the Dockerfile installs)"},
    {"verify", "auto|required|off", false, "auto", "required: what cannot be verified is blocked"},
    {"run", "SECONDS", false, "", "also start the image, without network, and expect output"},
    {"watch", "GLOB", true, "", "further files that the binary is made from"},
    {"scope", "rust|context", false, "rust", "which files are hashed: compile inputs, or all that is sent"},
    {"explain", "", false, "false", "print every reason and file"},
    {"dry-run", "", false, "false", "decide and print, run nothing, write nothing"},
    {"report", "FILE", false, "", "write the JSON report of this run"},
    {"receipt", "FILE", false, "", "leave the receipt of a verified build there, for cb21 verify"},
    {"state-dir", "DIR", false, "", "where records are kept (default: $XDG_STATE_HOME/cb21)"},
    {"docker", "PATH", false, "", "the real docker (default: the first on PATH that is not cb21)"},
    {"proof",
     "marker|chain|recompiled",
     false,
     "chain",
     "how far to go in proving the binary; each includes the ones before"},
    {"no-waivers", "", false, "false", "what the project's files waive is checked all the same"},
    {"off", "", false, "false", "forward to docker and do nothing else (not in production)"},
});

}  // namespace cb21
