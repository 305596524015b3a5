// SPDX-License-Identifier: Apache-2.0
#include "check/marker_rules.hpp"

#include "check/project_targets.hpp"
#include "escape.hpp"
#include "inputs/bin_tables.hpp"
#include "inputs/cargo_manifest.hpp"
#include "inputs/start_announcement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace cb21 {
namespace {

using Kind = StartAnnouncement::Kind;

// With the logging that the package has.
std::string cure_for(const BinaryTarget& target, const std::string& manifest_text) {
  std::string macro = "println!";
  if (depends_on(manifest_text, "log")) macro = "log::info!";
  if (depends_on(manifest_text, "tracing")) macro = "tracing::info!";
  return fmt::format(R"({}("{} v{{}} starting", env!("CARGO_PKG_VERSION"));)", macro, escape(target.name));
}

std::string reason(const StartAnnouncement& said) {
  const std::string macro = fmt::format("the {}! on line {}", escape(said.macro), said.said_line);
  switch (said.kind) {
    case Kind::late:
      return macro +
             " says it, but only after other statements; only what installs the logger may come first";
    case Kind::conditional:
      return macro + " says it, but under an attribute, so it may not be compiled";
    case Kind::quiet:
      return macro + " says it, but release builds may leave it out";
    case Kind::nameless:
      return macro + " tells the version, but names no service";
    case Kind::versionless:
      return macro + " does not tell CARGO_PKG_VERSION";
    case Kind::missing:
    case Kind::unknown:
    case Kind::first:
      break;
  }
  return "nothing is logged or printed at its start";
}

// Cargo unites features over the whole workspace, so any manifest may turn a log level off.
bool is_compiled_out(const CheckedProject& project, const std::string& macro) {
  const std::vector<std::string> manifests = ScannedTree(project.snapshot).manifests();
  return std::any_of(manifests.begin(), manifests.end(), [&](const std::string& manifest) {
    return may_compile_out(read_context_text(project.context, manifest), macro);
  });
}

}  // namespace

std::vector<Violation> find_missing_markers(const CheckedProject& project) {
  std::vector<Violation> violations;
  std::set<std::string> seen;
  for (const BinaryTarget& target : shipped_targets(project)) {
    if (!seen.insert(target.source).second) continue;
    const StartAnnouncement said = find_start_announcement(read_context_text(project.context, target.source),
                                                           {target.name, target.package});
    const bool left_out = said.kind == Kind::first && is_compiled_out(project, said.macro);
    if (said.kind == Kind::unknown || (said.kind == Kind::first && !left_out)) continue;
    const std::string why =
        left_out ? fmt::format("log features in Cargo.toml may leave {}! out", escape(said.macro))
                 : reason(said);
    violations.push_back(
        {.file = context_file_name(project, target.source),
         .line = said.line,
         .message = fmt::format(
             "main() of {} does not first say its name and version: {}", escape(target.name), why),
         .cure = cure_for(target, read_context_text(project.context, target.manifest))});
  }
  return violations;
}

}  // namespace cb21
