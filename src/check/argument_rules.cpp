// SPDX-License-Identifier: Apache-2.0
#include "check/argument_rules.hpp"

#include "check/dockerfile_rules.hpp"
#include "escape.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/dockerfile_words.hpp"

#include <fmt/format.h>

#include <string>

namespace cb21 {
namespace {

// The stage that compiles, if it has a name.
std::string filter_cure(const CheckedProject& project) {
  const Dockerfile& dockerfile = *project.context.dockerfile;
  const auto stage = find_compile_stage(dockerfile, project.target);
  if (!stage || dockerfile.stages[*stage].name.empty()) return "--no-cache";
  return "--no-cache-filter " + escape(dockerfile.stages[*stage].name);
}

}  // namespace

std::vector<Violation> find_unknown_cache_filters(const CheckedProject& project) {
  std::vector<Violation> violations;
  if (!project.context.dockerfile) return violations;
  for (const std::string& value : project.no_cache_filters) {
    for (const std::string& name : comma_fields(value)) {
      if (name.empty() || project.context.dockerfile->find_stage(name)) continue;
      violations.push_back(dockerfile_violation(
          project,
          0,
          fmt::format("--no-cache-filter names {}, which is no stage: docker says nothing and uses its cache",
                      escape(name)),
          filter_cure(project)));
    }
  }
  return violations;
}

std::vector<Violation> find_imported_caches(const CheckedProject& project) {
  std::vector<Violation> violations;
  if (!project.production) return violations;
  for (const std::string& source : project.cache_sources) {
    violations.push_back(dockerfile_violation(
        project,
        0,
        fmt::format("a production build imports layers with --cache-from {}: who wrote them decides what is "
                    "shipped",
                    escape(source)),
        "the same command without --cache-from"));
  }
  return violations;
}

}  // namespace cb21
