// SPDX-License-Identifier: Apache-2.0
// Any bytes as a history, as they are and as a line whose checksum is right: no crash, and what is taken
// prints back to the same bytes. Then the bytes as texts and paths of a build: what is printed is read back
// as it was.
#include "inputs/digest.hpp"
#include "state/build_history.hpp"
#include "state/performance.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

std::string print(const cb21::BuildHistory& builds) {
  std::string text;
  for (const cb21::PastBuild& build : builds) text += cb21::print_past_build(build);
  return text;
}

void check_text(const std::string& text) {
  const cb21::BuildHistory builds = cb21::parse_history(text);
  require(builds.size() <= cb21::k_most_past_builds);
  require(cb21::parse_history(print(builds)) == builds);
  for (const cb21::PastBuild& build : builds)
    require(text.find(cb21::print_past_build(build)) != std::string::npos);
  cb21::measure_performance(builds);
}

std::string sealed(const std::string& fields) {
  return fields + cb21::to_hex(cb21::digest_of(fields)) + "\n";
}

// The next piece of the input, up to a NUL.
std::string take(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  std::string piece(bytes.substr(0, end));
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return piece;
}

cb21::FileChange change_of(std::string path) {
  const std::uint64_t random = cb21::digest_of(path).low;
  cb21::FileChange change{static_cast<cb21::FileChange::Kind>(random % 4),
                          std::move(path),
                          static_cast<cb21::FileClass>((random >> 2U) % 9)};
  change.same_stat = change.kind == cb21::FileChange::Kind::changed && (random >> 8U) % 2 == 1;
  return change;
}

cb21::PastBuild build_of(std::string_view bytes) {
  const std::uint64_t random = cb21::digest_of(bytes).low;
  cb21::PastBuild build;
  build.ended_at = static_cast<std::int64_t>(random);
  build.decision = static_cast<cb21::Freshness>(random % 3);
  build.kind = static_cast<cb21::BuildKind>((random >> 2U) % 4);
  build.end = static_cast<cb21::BuildEnd>((random >> 4U) % 5);
  build.total_milliseconds = static_cast<std::int64_t>(random >> 32U);
  std::vector<cb21::Reason> reasons;
  if ((random >> 7U) % 2 == 1) {
    std::string path = take(bytes);
    reasons.push_back({static_cast<cb21::ReasonCode>((random >> 8U) % 15), std::move(path), take(bytes)});
  }
  std::vector<cb21::FileChange> changes;
  while (!bytes.empty()) changes.push_back(change_of(take(bytes)));
  cb21::explain_by(build, reasons, changes);
  require(build.changes.size() + build.more_changes == changes.size());
  return build;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  check_text(bytes);
  check_text(sealed(bytes));
  check_text(sealed("build-1\t" + bytes));
  check_text(sealed("build-1\t0\tstale\tuncached\tverified\t1\t2\t3\t4\t" + bytes + "\t"));
  const cb21::PastBuild build = build_of(bytes);
  require(cb21::parse_history(cb21::print_past_build(build)) == cb21::BuildHistory{build});
  return 0;
}
