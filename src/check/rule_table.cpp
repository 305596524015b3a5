// SPDX-License-Identifier: Apache-2.0
#include "check/rule_table.hpp"

#include "check/argument_rules.hpp"
#include "check/automation_rules.hpp"
#include "check/cargo_rules.hpp"
#include "check/compile_rules.hpp"
#include "check/context_rules.hpp"
#include "check/dockerfile_rules.hpp"
#include "check/documentation_rules.hpp"
#include "check/marker_rules.hpp"
#include "check/platform_rules.hpp"
#include "check/unwatched_inputs.hpp"
#include "check/wrong_bin_rule.hpp"

#include <algorithm>
#include <array>

namespace cb21 {
namespace {

// Found while the waivers are held against the findings: see check_project().
std::vector<Violation> found_with_the_waivers(const CheckedProject& /*project*/) { return {}; }

constexpr std::array k_rules{
    Rule{"cache-import",
         Severity::warning,
         "a production build imports layers from elsewhere",
         "What a registry or a folder holds as a layer is taken for the compiler's work, and no local "
         "prune removes it.",
         RuleSubject::build,
         find_imported_caches},
    Rule{"cached-production-build",
         Severity::error,
         "an image for production is built with docker's cache",
         "Docker may hand out layers that were made of older sources. Production is built with --no-cache "
         "--pull, after docker builder prune -af, or through cb21.",
         RuleSubject::project,
         find_cached_production_builds},
    Rule{"fetched-in-run",
         Severity::warning,
         "a RUN fetches sources whose version it does not say",
         "Docker keys the step by its words: what it fetched once is what every later build compiles.",
         RuleSubject::build,
         find_unpinned_sources},
    Rule{"host-target-copied",
         Severity::error,
         "the host's target folder is copied to where cargo compiles",
         "Cargo in the image may take what the host compiled for its own work and compile nothing. No "
         "cache flag cures it.",
         RuleSubject::build,
         find_copied_host_targets},
    Rule{"ignored-input",
         Severity::error,
         "a build script does not get to the compiler",
         "Cargo does not miss a build.rs: the package is compiled as if it had none.",
         RuleSubject::build,
         find_left_out_inputs},
    Rule{"lock-drift",
         Severity::warning,
         "the image may hold other dependencies than Cargo.lock names",
         "Without the lock, or without --locked where it no longer fits, cargo chooses versions anew "
         "at each build.",
         RuleSubject::build,
         find_drifting_locks},
    Rule{"missing-marker",
         Severity::error,
         "main() does not begin by logging its service's name and version",
         "Without a text of its own a binary cannot be told from a placeholder or from another one of the "
         "project, neither by strings(1) nor by its logs.",
         RuleSubject::build,
         find_missing_markers},
    Rule{"non-rust-input",
         Severity::warning,
         "a file that is compiled in is not watched",
         "Only Rust sources, manifests and included files are hashed: an edit to another input leaves "
         "the build's cache trusted.",
         RuleSubject::build,
         find_unwatched_inputs},
    Rule{"one-arch-everywhere",
         Severity::error,
         "every platform's image gets the binary of one architecture",
         "A stage on $BUILDPLATFORM compiles once, and without --target for the machine that builds.",
         RuleSubject::build,
         find_single_architectures},
    Rule{"partial-invalidation",
         Severity::error,
         "--no-cache-filter names no stage of the Dockerfile",
         "Docker passes over an unknown name, and all steps come from its cache.",
         RuleSubject::build,
         find_unknown_cache_filters},
    Rule{"placeholder-main",
         Severity::error,
         "a placeholder source is compiled, and cargo takes the real one for unchanged",
         "The real file arrives with its older time stamp, so cargo keeps what it made of the "
         "placeholder: the image holds a program that does nothing. No cache flag cures it.",
         RuleSubject::build,
         find_placeholder_sources},
    Rule{"production-without-pull",
         Severity::warning,
         "an image for production is built on whatever base image lies around",
         "Without --pull docker keeps the base image that it once pulled, and no cache flag renews it.",
         RuleSubject::project,
         find_production_without_pull},
    Rule{"revert-with-target-mount",
         Severity::warning,
         "cargo's target folder is a cache mount, and nothing renews the sources' times",
         "Sources that come back with the time stamps of an earlier build (a revert, a branch) are "
         "older than the mount's last compile, and count as unchanged.",
         RuleSubject::build,
         find_own_target_cache_mounts},
    Rule{"several-bins",
         Severity::error,
         "a crate that is shipped has more than one binary entry point",
         "Which of them cargo builds, COPY ships and ENTRYPOINT starts is a matter of names; edits to one do "
         "not show in another.",
         RuleSubject::build,
         find_several_binaries},
    Rule{"target-cache-mount",
         Severity::error,
         "cargo's target folder is a cache mount that others share",
         "Sources older than the mount's last compile count as unchanged, be it another branch's, "
         "another project's or another architecture's compile.",
         RuleSubject::build,
         find_target_cache_mounts},
    Rule{"target-not-ignored",
         Severity::warning,
         "the host's target folder would be copied to where cargo compiles",
         "As soon as cargo has run on the host, what it compiled there travels into the image, and "
         "cargo may take it for its own work.",
         RuleSubject::build,
         find_unignored_targets},
    Rule{"unbuilt-bin",
         Severity::error,
         "a binary is shipped that no cargo command builds from the real sources",
         "What lies in the target folder under that name is a placeholder.",
         RuleSubject::build,
         find_unbuilt_binaries},
    Rule{"uncached-ci-missing",
         Severity::warning,
         "CI does not build the image uncached",
         "A build that only ever ran from a cache is not known to work. CI shows that the image can be made "
         "of "
         "these very sources.",
         RuleSubject::project,
         find_uncached_ci_missing},
    Rule{"undocumented-bin-path",
         Severity::error,
         "a [[bin]] path that is not the usual one, without a comment",
         "Whoever edits src/main.rs and finds nothing changed has no way to know that cargo builds another "
         "file.",
         RuleSubject::build,
         find_undocumented_paths},
    Rule{"undocumented-build",
         Severity::error,
         "nobody is told to build with --no-cache",
         "Who does not know that docker's cache may hand out an old binary does not look for it. The build "
         "process is documented, --no-cache and all.",
         RuleSubject::project,
         find_undocumented_builds},
    Rule{"unknown-waiver",
         Severity::warning,
         "a waiver names no rule",
         "It waives nothing. `cb21 check --list` shows the codes there are.",
         RuleSubject::project,
         found_with_the_waivers},
    Rule{"unused-waiver",
         Severity::warning,
         "a waiver waives nothing",
         "What it was for is gone, or lies in another file. Left in place it would hide the next finding.",
         RuleSubject::project,
         found_with_the_waivers},
    Rule{"waiver-without-reason",
         Severity::error,
         "a waiver gives no reason",
         "Nobody can tell later whether it still holds, so it does not count.",
         RuleSubject::project,
         found_with_the_waivers},
    Rule{"wrong-bin",
         Severity::error,
         "another binary is shipped or started than the one that is built",
         "Edits to the sources never reach what runs.",
         RuleSubject::build,
         find_wrong_bins},
};

static_assert(std::ranges::is_sorted(k_rules, {}, &Rule::code));

}  // namespace

std::span<const Rule> rule_table() { return k_rules; }

const Rule* find_rule(std::string_view code) {
  const auto* const found = std::ranges::lower_bound(k_rules, code, {}, &Rule::code);
  return found != k_rules.end() && found->code == code ? found : nullptr;
}

}  // namespace cb21
