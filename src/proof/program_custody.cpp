// SPDX-License-Identifier: Apache-2.0
#include "proof/program_custody.hpp"

#include "proof/link_compiled.hpp"
#include "proof/link_linked.hpp"
#include "proof/link_sources.hpp"
#include "proof/unit_closure.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace cb21 {
namespace {

// A file of the package whose code may read what it never declares: one that expands a macro of the project's
// own, or has a build script that declared nothing; empty for another.
std::string undeclaring_file(const ClosureUnit& one, const UnitClosure& closure) {
  if (one.expands_own_macro && !one.files.context.empty()) return one.files.context.front().path;
  if (one.unit->kind != UnitKind::build_script_run || one.unit->files_known) return "";
  const auto script = std::ranges::find_if(closure.units, [&](const ClosureUnit& other) {
    return other.unit->kind == UnitKind::build_script && !other.files.context.empty() &&
           std::ranges::find(one.made_of, other.unit) != one.made_of.end();
  });
  return script == closure.units.end() ? "" : script->files.context.front().path;
}

void keep_undeclared(ProgramCustody& custody, const ClosureUnit& one, const UnitClosure& closure) {
  const std::string file = undeclaring_file(one, closure);
  const std::string manifest = file.empty() ? "" : manifest_above(closure.look, file);
  const LandedFile* const landed = manifest.empty() ? nullptr : closure.look.landed(manifest);
  if (landed != nullptr) custody.undeclared.insert(landed->context_path);
}

void keep_units(ProgramCustody& custody, const UnitClosure& closure) {
  for (const ClosureUnit& one : closure.units) {
    if (!one.own) continue;
    keep_undeclared(custody, one, closure);
    std::set<std::string> files;
    for (const ContextFile& file : one.files.context) {
      if (file.landed != nullptr) files.insert(file.landed->context_path);
    }
    custody.learned.insert(files.begin(), files.end());
    custody.units.push_back({one.unit->folder, one.unit->invoked_ns, {files.begin(), files.end()}});
    custody.in_mount = custody.in_mount || one.unit->in_mount;
  }
}

// A whole chain first; then one that more looks may make whole; then one that is refuted, which says more
// than one that shows nothing.
int rank(const ProgramCustody& custody) {
  if (custody.whole()) return 3;
  if (custody.refuted()) return 1;
  return custody.asks() ? 2 : 0;
}

std::set<const CargoUnit*> products_units(const UnitClosure& closure) {
  std::set<const CargoUnit*> units;
  for (const Product& product : closure.products) units.insert(product.unit);
  return units;
}

}  // namespace

bool ProgramCustody::refuted() const {
  return std::ranges::any_of(std::array{&sources, &compiled, &linked}, [](const Judgement* judgement) {
    return judgement->link.result == ProofResult::fail;
  });
}

bool ProgramCustody::asks() const {
  return !sources.wants.empty() || !compiled.wants.empty() || !linked.wants.empty();
}

ProgramCustody judge_program(const ChainFacts& facts,
                             const StageLooks& looks,
                             std::vector<ArtifactPlace> places) {
  // The one that bears its unit's hash first: what lies beside it is a second name or a copy of it.
  std::stable_partition(
      places.begin(), places.end(), [](const ArtifactPlace& place) { return !place.artifact->hash.empty(); });
  std::vector<ProgramCustody> found;
  std::set<std::pair<const StageEvidence*, std::set<const CargoUnit*>>> seen;
  for (const ArtifactPlace& place : places) {
    const UnitClosure closure = close_over(place.look, *place.artifact);
    const bool clear = closure.products.front().unit != nullptr;
    if (clear && !seen.insert({place.look.evidence, products_units(closure)}).second) continue;
    ProgramCustody custody;
    custody.sources = judge_sources(looks, closure);
    custody.compiled = judge_compiled(facts, looks, closure);
    custody.linked = judge_linked(facts, closure);
    keep_units(custody, closure);
    found.push_back(std::move(custody));
  }
  return *std::ranges::max_element(found, {}, rank);
}

}  // namespace cb21
