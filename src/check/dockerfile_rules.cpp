// SPDX-License-Identifier: Apache-2.0
#include "check/dockerfile_rules.hpp"

#include "inputs/mechanisms.hpp"

#include <string>
#include <string_view>

namespace cb21 {
namespace {

std::vector<Violation> mechanisms_named(const CheckedProject& project,
                                        std::string_view name,
                                        std::string_view cure) {
  std::vector<Violation> violations;
  if (!project.context.dockerfile) return violations;
  for (const DockerfileMechanism& mechanism : find_mechanisms(*project.context.dockerfile, project.target)) {
    if (mechanism.name != name) continue;
    violations.push_back({.file = dockerfile_name(project),
                          .line = mechanism.line,
                          .message = mechanism.evidence,
                          .cure = std::string(cure)});
  }
  return violations;
}

}  // namespace

std::vector<Violation> find_placeholder_sources(const CheckedProject& project) {
  return mechanisms_named(project, "placeholder-main", "RUN find . -name '*.rs' -exec touch {} +");
}

std::vector<Violation> find_target_cache_mounts(const CheckedProject& project) {
  return mechanisms_named(
      project, "target-cache-mount", "find . -name '*.rs' -exec touch {} + && cargo build");
}

std::vector<Violation> find_unbuilt_binaries(const CheckedProject& project) {
  return mechanisms_named(project, "unbuilt-bin", "RUN cargo build --release --bin NAME");
}

std::vector<Violation> find_wrong_binaries(const CheckedProject& project) {
  return mechanisms_named(project, "wrong-bin", {});
}

}  // namespace cb21
