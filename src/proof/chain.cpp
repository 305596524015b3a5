// SPDX-License-Identifier: Apache-2.0
#include "proof/chain.hpp"

#include "proof/link_shipped.hpp"
#include "proof/link_started.hpp"
#include "proof/program_custody.hpp"
#include "proof/shipped_programs.hpp"
#include "proof/stage_looks.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace cb21 {
namespace {

LinkResult& result_of(Chain& chain, Link link) { return chain.links[static_cast<std::size_t>(link)]; }

void take(Chain& chain, const Judgement& judgement) {
  result_of(chain, judgement.link.link) = judgement.link;
  chain.notes.insert(chain.notes.end(), judgement.notes.begin(), judgement.notes.end());
  chain.climbing_may_help = chain.climbing_may_help || judgement.climbing_may_help;
  add_wants(chain.wants, judgement.wants);
}

void take_not_shown(Chain& chain, Link link, const std::string& detail) {
  result_of(chain, link) = {link, ProofResult::inconclusive, detail, "", ""};
}

// The programs that the links a to d are asked of. What a target folder holds counts where the image ships
// nothing else: it is what a script in it would start.
std::vector<const ShippedProgram*> chain_programs(const std::vector<ShippedProgram>& programs) {
  std::vector<const ShippedProgram*> outside;
  std::vector<const ShippedProgram*> inside;
  for (const ShippedProgram& program : programs) {
    if (program.match.matched()) (program.in_target ? inside : outside).push_back(&program);
  }
  return outside.empty() ? inside : outside;
}

template <typename Value, typename Projection>
void sort_unique(std::vector<Value>& values, Projection projection) {
  std::ranges::sort(values, {}, projection);
  const auto same = [&](const Value& one, const Value& other) {
    return projection(one) == projection(other);
  };
  values.erase(std::unique(values.begin(), values.end(), same), values.end());
}

// Links a to c over all programs, each content once.
void judge_custody(Chain& chain,
                   const ChainFacts& facts,
                   const StageLooks& looks,
                   const std::vector<const ShippedProgram*>& programs) {
  Judgement sources(Link::sources);
  Judgement compiled(Link::compiled);
  Judgement linked(Link::linked);
  std::set<std::string> learned;
  std::set<std::string> seen;
  for (const ShippedProgram* program : programs) {
    chain.programs.push_back(program->path);
    // The digest is not asked of every file of an image.
    const std::string& digest = program->file->sha256;
    if (!seen.insert(digest.empty() ? program->path : digest).second) continue;
    ProgramCustody custody = judge_program(facts, looks, program->match.places);
    if (seen.size() == 1) {
      sources.link.detail = custody.sources.link.detail;
      compiled.link.detail = custody.compiled.link.detail;
      linked.link.detail = custody.linked.link.detail;
    }
    sources.take(custody.sources);
    compiled.take(custody.compiled);
    linked.take(custody.linked);
    learned.insert(custody.learned.begin(), custody.learned.end());
    chain.undeclared.merge(custody.undeclared);
    chain.units.insert(chain.units.end(), custody.units.begin(), custody.units.end());
    chain.in_mount = chain.in_mount || custody.in_mount;
  }
  chain.learned = {learned.begin(), learned.end()};
  sort_unique(chain.units, [](const ChainUnit& unit) { return std::pair(unit.folder, unit.invoked_ns); });
  for (const Judgement& judgement : {sources, compiled, linked}) take(chain, judgement);
}

bool is_without_cargo(const StageLooks& looks) {
  return std::ranges::all_of(looks.all(), [](const StageLook& look) {
    return look.evidence->units.empty() && look.evidence->artifacts.empty();
  });
}

void judge_without_cargo(Chain& chain,
                         const ChainFacts& facts,
                         const StageLooks& looks,
                         const std::vector<ShippedProgram>& programs) {
  const std::string why = looks.incomplete();
  const std::string none = why.empty() ? "no stage of this build holds what cargo compiled" : why;
  for (const Link link : k_links) take_not_shown(chain, link, none);
  Judgement shipped = judge_nothing_compiled(programs);
  const bool asks = std::ranges::any_of(programs, [](const ShippedProgram& program) {
    return program.file->rust || program.named || program.earlier;
  });
  if (!why.empty()) shipped.link.detail = why;
  if (asks) shipped.wants.cuts = looks.stages_without_cuts();
  take(chain, shipped);
  chain.no_rust = why.empty() && !asks && !facts.image.truncated && !facts.manifest_lands;
}

}  // namespace

std::string_view link_name(Link link) {
  switch (link) {
    case Link::sources:
      return "sources";
    case Link::compiled:
      return "compiled";
    case Link::linked:
      return "linked";
    case Link::shipped:
      return "shipped";
    case Link::started:
      break;
  }
  return "started";
}

const LinkResult* Chain::first_open() const {
  const auto* const open =
      std::ranges::find_if(links, [](const LinkResult& link) { return link.result != ProofResult::pass; });
  return open == links.end() ? nullptr : open;
}

bool Chain::whole() const {
  return std::ranges::all_of(links, [](const LinkResult& link) { return link.result == ProofResult::pass; });
}

bool Chain::refuted() const {
  return std::ranges::any_of(links, [](const LinkResult& link) { return link.result == ProofResult::fail; });
}

Chain judge_chain(const ChainFacts& facts, const std::map<std::string, std::string>& segments) {
  Chain chain;
  const StageLooks looks(facts);
  const std::vector<ShippedProgram> programs = find_shipped_programs(facts, looks, segments);
  if (is_without_cargo(looks)) {
    judge_without_cargo(chain, facts, looks, programs);
    return chain;
  }
  const std::vector<const ShippedProgram*> matched = chain_programs(programs);
  if (matched.empty()) {
    for (const Link link : {Link::sources, Link::compiled, Link::linked}) {
      take_not_shown(chain, link, "no program of the image is an artifact of this build");
    }
  } else {
    judge_custody(chain, facts, looks, matched);
  }
  take(chain, judge_shipped(matched));
  take(chain, judge_started(facts, looks, programs));
  sort_unique(chain.notes, [](const std::string& note) { return note; });
  if (chain.refuted()) chain.wants = {};
  return chain;
}

}  // namespace cb21
