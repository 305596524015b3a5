// SPDX-License-Identifier: Apache-2.0
// The rows behind docker_flags(): what docker/buildx commands/build.go, docker/cli cli/command/image/build.go
// and cli/flags/options.go define, and cb21's own options. Checked when it is compiled.
#pragma once

#include "cli/docker_flags.hpp"
#include "cli/own_option_table.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace cb21 {

inline constexpr std::string_view k_own_prefix = "cb21-";

namespace flag_table {

using enum FlagKind;

inline constexpr auto k_g = static_cast<unsigned>(FlagSet::global);
inline constexpr auto k_x = static_cast<unsigned>(FlagSet::buildx);
inline constexpr auto k_l = static_cast<unsigned>(FlagSet::legacy);
inline constexpr auto k_own = static_cast<unsigned>(FlagSet::own);
inline constexpr auto k_gone = static_cast<unsigned>(FlagSet::removed);

inline constexpr std::array k_rows = std::to_array<DockerFlag>({
    {"add-host", '\0', slice, k_x},
    {"add-host", '\0', list, k_l},
    {"allow", '\0', array, k_x},
    {"annotation", '\0', array, k_x},
    {"attest", '\0', array, k_x},
    {"build-arg", '\0', array, k_x},
    {"build-arg", '\0', list, k_l},
    {"build-context", '\0', array, k_x},
    {"builder", '\0', scalar, k_x},
    {"cache-from", '\0', array, k_x},
    {"cache-from", '\0', slice, k_l},
    {"cache-to", '\0', array, k_x},
    {"call", '\0', scalar, k_x},
    {"cb21-binary", '\0', array, k_own},
    {"cb21-docker", '\0', scalar, k_own},
    {"cb21-dry-run", '\0', boolean, k_own},
    {"cb21-explain", '\0', boolean, k_own},
    {"cb21-marker", '\0', array, k_own},
    {"cb21-no-waivers", '\0', boolean, k_own},
    {"cb21-off", '\0', boolean, k_own},
    {"cb21-profile", '\0', scalar, k_own},
    {"cb21-proof", '\0', scalar, k_own},
    {"cb21-receipt", '\0', scalar, k_own},
    {"cb21-report", '\0', scalar, k_own},
    {"cb21-run", '\0', scalar, k_own},
    {"cb21-scope", '\0', scalar, k_own},
    {"cb21-state-dir", '\0', scalar, k_own},
    {"cb21-strategy", '\0', scalar, k_own},
    {"cb21-verify", '\0', scalar, k_own},
    {"cb21-watch", '\0', array, k_own},
    {"cgroup-parent", '\0', scalar, k_x | k_l},
    {"check", '\0', boolean, k_x},
    {"compress", '\0', boolean, k_x | k_l},
    {"config", '\0', scalar, k_g},
    {"context", 'c', scalar, k_g},
    {"cpu-period", '\0', scalar, k_x | k_l},
    {"cpu-quota", '\0', scalar, k_x | k_l},
    {"cpu-shares", 'c', scalar, k_x | k_l},
    {"cpuset-cpus", '\0', scalar, k_x | k_l},
    {"cpuset-mems", '\0', scalar, k_x | k_l},
    {"debug", 'D', boolean, k_g | k_x},
    {"detach", '\0', boolean, k_gone},  // buildx 0.11 to 0.23, experimental
    {"disable-content-trust", '\0', boolean, k_l},
    {"file", 'f', scalar, k_x | k_l},
    {"force-rm", '\0', boolean, k_x | k_l},
    {"help", 'h', boolean, k_g | k_x | k_l},
    {"host", 'H', list, k_g},
    {"iidfile", '\0', scalar, k_x | k_l},
    {"invoke", '\0', scalar, k_gone},  // buildx from 0.9, experimental
    {"isolation", '\0', scalar, k_x | k_l},
    {"label", '\0', array, k_x},
    {"label", '\0', list, k_l},
    {"load", '\0', boolean, k_x},
    {"log-level", 'l', scalar, k_g},
    {"memory", 'm', scalar, k_x | k_l},
    {"memory-swap", '\0', scalar, k_x | k_l},
    {"metadata-file", '\0', scalar, k_x},
    {"network", '\0', scalar, k_x | k_l},
    {"no-cache", '\0', boolean, k_x | k_l},
    {"no-cache-filter", '\0', array, k_x},
    {"output", 'o', array, k_x},
    {"platform", '\0', array, k_x},
    {"platform", '\0', scalar, k_l},
    {"policy", '\0', array, k_x},
    {"print", '\0', scalar, k_x},
    {"progress", '\0', scalar, k_x},
    {"provenance", '\0', scalar, k_x},
    {"pull", '\0', boolean, k_x | k_l},
    {"push", '\0', boolean, k_x},
    {"quiet", 'q', boolean, k_x | k_l},
    {"resource", '\0', array, k_x},
    {"rm", '\0', boolean, k_x | k_l},
    {"root", '\0', scalar, k_gone},  // buildx 0.11 to 0.23, experimental
    {"sbom", '\0', scalar, k_x},
    {"secret", '\0', array, k_x},
    {"security-opt", '\0', slice, k_x | k_l},
    {"server-config", '\0', scalar, k_gone},  // buildx 0.11 to 0.23, experimental
    {"shm-size", '\0', scalar, k_x | k_l},
    {"squash", '\0', boolean, k_x | k_l},
    {"ssh", '\0', array, k_x},
    {"stream", '\0', boolean, k_gone},  // docker up to 20.10
    {"tag", 't', array, k_x},
    {"tag", 't', list, k_l},
    {"target", '\0', scalar, k_x | k_l},
    {"tls", '\0', boolean, k_g},
    {"tlscacert", '\0', scalar, k_g},
    {"tlscert", '\0', scalar, k_g},
    {"tlskey", '\0', scalar, k_g},
    {"tlsverify", '\0', boolean, k_g},
    {"ulimit", '\0', list, k_x | k_l},
    {"version", 'v', boolean, k_g},
});

static_assert(std::ranges::is_sorted(k_rows, {}, &DockerFlag::name));

constexpr bool has_own_row(const OwnOption& option) {
  return std::ranges::any_of(k_rows, [&](const DockerFlag& flag) {
    const FlagKind kind = option.value.empty() ? boolean : option.repeatable ? array : scalar;
    return flag.sets == k_own && flag.name.substr(k_own_prefix.size()) == option.name && flag.kind == kind;
  });
}

static_assert(std::ranges::all_of(k_own_options, has_own_row));
static_assert(std::ranges::count(k_rows, k_own, &DockerFlag::sets) ==
              static_cast<std::ptrdiff_t>(k_own_options.size()));

}  // namespace flag_table
}  // namespace cb21
