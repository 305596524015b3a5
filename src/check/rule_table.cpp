// SPDX-License-Identifier: Apache-2.0
#include "check/rule_table.hpp"

#include "check/dockerfile_rules.hpp"

#include <algorithm>
#include <array>

namespace cb21 {
namespace {

constexpr std::array k_rules{
    Rule{"placeholder-main",
         Severity::error,
         "a placeholder source is compiled, and cargo takes the real one for unchanged",
         "The real file arrives with its older time stamp, so cargo keeps what it made of the placeholder: "
         "the "
         "image holds a program that does nothing. No cache flag cures it.",
         RuleSubject::build,
         find_placeholder_sources},
    Rule{"target-cache-mount",
         Severity::error,
         "cargo's target folder is a cache mount, and nothing renews the sources' times",
         "Sources older than the mount's last compile count as unchanged, be it another branch's or another "
         "project's compile.",
         RuleSubject::build,
         find_target_cache_mounts},
    Rule{"unbuilt-bin",
         Severity::error,
         "a binary is shipped that no cargo command builds from the real sources",
         "What lies in the target folder under that name is a placeholder.",
         RuleSubject::build,
         find_unbuilt_binaries},
    Rule{"wrong-bin",
         Severity::error,
         "another binary is shipped or started than the one that is built",
         "Edits to the sources never reach what runs.",
         RuleSubject::build,
         find_wrong_binaries},
};

static_assert(std::ranges::is_sorted(k_rules, {}, &Rule::code));

}  // namespace

std::span<const Rule> rule_table() { return k_rules; }

const Rule* find_rule(std::string_view code) {
  const auto* const found = std::ranges::lower_bound(k_rules, code, {}, &Rule::code);
  return found != k_rules.end() && found->code == code ? found : nullptr;
}

}  // namespace cb21
