// SPDX-License-Identifier: Apache-2.0
#include "state/reason.hpp"

#include <array>
#include <cstddef>

namespace cb21 {
namespace {

struct ReasonTraits {
  std::string_view name;
  int rank;
  Freshness means;
};

// In the order of the enumerators.
constexpr std::array<ReasonTraits, 16> k_reasons{{
    {"no-record", 10, Freshness::unknown},
    {"record-unusable", 8, Freshness::unknown},
    {"rust-source-changed", 0, Freshness::stale},
    {"rust-source-added", 1, Freshness::stale},
    {"rust-source-removed", 2, Freshness::stale},
    {"cargo-config-changed", 3, Freshness::stale},
    {"toolchain-changed", 4, Freshness::stale},
    {"build-input-changed", 5, Freshness::stale},
    {"same-stat-edit", 5, Freshness::fresh},
    {"context-not-visible", 6, Freshness::unknown},
    {"unreadable-file", 7, Freshness::unknown},
    {"unknown-flag", 11, Freshness::unknown},
    {"forced-by-user", 12, Freshness::stale},
    {"production-profile", 13, Freshness::stale},
    {"not-verified-last-time", 9, Freshness::unknown},
    {"not-rust", 14, Freshness::unknown},
}};

const ReasonTraits& traits(ReasonCode code) { return k_reasons.at(static_cast<std::size_t>(code)); }

}  // namespace

std::string_view reason_name(ReasonCode code) { return traits(code).name; }

std::optional<ReasonCode> reason_from_name(std::string_view name) {
  for (std::size_t i = 0; i < k_reasons.size(); ++i) {
    if (k_reasons.at(i).name == name) return static_cast<ReasonCode>(i);
  }
  return std::nullopt;
}

int reason_rank(ReasonCode code) { return traits(code).rank; }

Freshness reason_freshness(ReasonCode code) { return traits(code).means; }

std::string_view freshness_name(Freshness freshness) {
  switch (freshness) {
    case Freshness::fresh:
      return "fresh";
    case Freshness::stale:
      return "stale";
    case Freshness::unknown:
      break;
  }
  return "unknown";
}

}  // namespace cb21
