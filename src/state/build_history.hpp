// SPDX-License-Identifier: Apache-2.0
// What the last builds of one project came to, as a text file. For explanations only: nothing is decided by
// it, so what cannot be read of it is left out, and what cannot be written is no reason to fail a build.
#pragma once

#include "state/file_change.hpp"
#include "state/reason.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// What docker's cache was good for, as the rule's performance table tells builds apart.
enum class BuildKind {
  none,      // docker was not run
  cached,    // its cache was trusted
  partial,   // layers were kept by content though sources had changed: strategy precise
  uncached,  // --no-cache, or a cache that was pruned before
};

std::string_view kind_name(BuildKind kind);

enum class BuildEnd {
  verified,
  unverified,
  blocked,
  failed,       // docker's doing
  interrupted,  // by a signal, after docker had ended
};

std::string_view end_name(BuildEnd end);

struct PastBuild {
  std::int64_t ended_at = 0;  // seconds since the epoch
  Freshness decision = Freshness::unknown;
  BuildKind kind = BuildKind::none;
  BuildEnd end = BuildEnd::failed;
  std::int64_t scan_milliseconds = 0;
  std::int64_t docker_milliseconds = 0;
  std::int64_t verify_milliseconds = 0;
  std::int64_t total_milliseconds = 0;
  std::optional<Reason> reason;     // the first of the decision's
  std::vector<FileChange> changes;  // since the last verified build, those of content first
  std::uint64_t more_changes = 0;   // that were left out

  friend bool operator==(const PastBuild&, const PastBuild&) = default;
};

// Oldest first.
using BuildHistory = std::vector<PastBuild>;

constexpr std::size_t k_most_past_builds = 100;
constexpr std::size_t k_most_past_changes = 20;

// Takes over the first reason and as many changes as a line may hold.
void explain_by(PastBuild& build, const std::vector<Reason>& reasons, const std::vector<FileChange>& changes);

// One line with its end. Grammar and version history stand in build_history.cpp.
std::string print_past_build(const PastBuild& build);

// The newest lines, and no more than k_most_past_builds. Torn, changed and foreign lines are left out; each
// that is taken prints back to the same bytes.
BuildHistory parse_history(std::string_view text);

}  // namespace cb21
