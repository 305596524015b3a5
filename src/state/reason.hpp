// SPDX-License-Identifier: Apache-2.0
// Why docker's cache may not be trusted, and how the reasons weigh.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

enum class ReasonCode {
  no_record,
  record_unusable,
  rust_source_changed,
  rust_source_added,
  rust_source_removed,
  cargo_config_changed,
  toolchain_changed,
  build_input_changed,
  same_stat_edit,
  context_not_visible,
  unreadable_file,
  unknown_flag,
  forced_by_user,
  production_profile,
  not_verified_last_time,
  not_rust,
};

std::string_view reason_name(ReasonCode code);  // "no-record", ...
std::optional<ReasonCode> reason_from_name(std::string_view name);

// How telling it is: what has the lowest rank is said first.
int reason_rank(ReasonCode code);

struct Reason {
  ReasonCode code;
  std::string path;    // empty where none
  std::string detail;  // a sentence

  friend bool operator==(const Reason&, const Reason&) = default;
};

enum class Freshness {
  fresh,    // the cache may be trusted
  stale,    // something that matters changed, or the user or profile asked
  unknown,  // in doubt, which is treated as stale
};

std::string_view freshness_name(Freshness freshness);

// What the reason alone makes of a build; fresh for one that is worth saying though the cache is safe.
Freshness reason_freshness(ReasonCode code);

}  // namespace cb21
