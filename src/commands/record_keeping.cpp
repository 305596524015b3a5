// SPDX-License-Identifier: Apache-2.0
#include "commands/record_keeping.hpp"

#include "commands/build_receipt.hpp"
#include "commands/expectations.hpp"
#include "commands/receipt_file.hpp"
#include "error.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

// Nothing is known to be fresh any more: the record could not be claimed, or another run has changed it.
void fall_into_doubt(Decision& decision, const std::string& why) {
  decision.freshness = Freshness::unknown;
  decision.new_generation = true;
  Reason reason{.code = ReasonCode::record_unusable, .path = "", .detail = not_remembered(why)};
  // Of a store in trouble the assessment has told already.
  if (std::ranges::find(decision.reasons, reason) != decision.reasons.end()) return;
  decision.reasons.insert(decision.reasons.begin(), std::move(reason));
}

// Takes the old record out of the way before docker may move its caches on: withdrawn where it is not
// trusted, else without its generation. A record that another run replaced meanwhile is not the one that was
// trusted, and is withdrawn.
Ticket claim(Store& store, Assessment& assessment) {
  if (!assessment.decision.trust_cache()) return store.withdraw(assessment.identity);
  try {
    return store.suspend_generation(assessment.identity);
  } catch (const Error& error) {
    fall_into_doubt(assessment.decision, error.what());
    return store.withdraw(assessment.identity);
  }
}

// Where the image was known already nothing was extracted: what the record says of it still holds.
std::vector<VerifiedBinary> verified_binaries(const Assessment& assessment, const BuildOutcome& outcome) {
  const Record* old = assessment.record();
  const auto& artifacts = outcome.verification.artifacts;
  if (artifacts.empty() && old != nullptr && old->image_id == outcome.image_id) return old->binaries;
  std::map<std::string, VerifiedBinary> by_path;
  for (const Artifact& artifact : artifacts) {
    by_path[artifact.path] = {
        .path = artifact.path, .size = artifact.size, .content = artifact.digest, .sha256 = artifact.sha256};
  }
  std::vector<VerifiedBinary> binaries;
  binaries.reserve(by_path.size());
  for (auto& [path, binary] : by_path) binaries.push_back(std::move(binary));
  return binaries;
}

// The values of `newer`, and of `older` as many as there is room for, sorted.
template <typename Value>
std::vector<Value> joined(const std::vector<Value>& newer,
                          const std::vector<Value>& older,
                          std::size_t most) {
  std::set<Value> all(newer.begin(), newer.end());
  for (const Value& value : older) {
    if (all.size() < most) all.insert(value);
  }
  return {all.begin(), all.end()};
}

std::vector<VerifiedState> joined_states(const VerifiedState& now, const std::vector<VerifiedState>& older) {
  std::vector<VerifiedState> states{now};
  for (const VerifiedState& state : older) {
    if (state.manifest != now.manifest && states.size() < k_most_states) states.push_back(state);
  }
  return states;
}

// What the chain of custody showed, beside what is known of earlier verified builds. Where the image was
// known already, what the record says still holds.
void keep_custody(const Assessment& assessment, const BuildOutcome& outcome, Record& record) {
  static const Record k_none;
  const Record* last = assessment.last_record();
  const Record& old = last == nullptr ? k_none : *last;
  const CustodyFindings found = outcome.verification.custody.value_or(CustodyFindings());
  const bool whole_chain = outcome.verification.custody && found.chain.whole();
  record.programs = joined(found.programs, old.programs, k_most_programs);
  record.units = joined(found.units, old.units, k_most_units);
  record.learned = whole_chain ? found.learned : old.learned;
  if (!found.files.empty()) record.files = found.files;
  record.states = old.states;
  if (record.image_id.empty()) return;
  record.image_content = outcome.verification.image_content;
  if (record.image_content.empty()) record.image_content = old.image_content;
  record.states = joined_states({manifest_digest(record.files), record.image_content}, old.states);
}

Record new_record(const FinishedBuild& build) {
  const auto& [setup, assessment, generation, outcome] = build;
  const bool verified = outcome.verification.verdict == Verdict::verified;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  Record record;
  record.identity = assessment.identity;
  record.generation = generation;
  record.image_id = verified ? outcome.image_id : "";
  record.expectations = expectations_digest(setup.options);
  record.verified_at = std::chrono::duration_cast<std::chrono::seconds>(now).count();
  if (verified) record.binaries = verified_binaries(assessment, outcome);
  record.files = assessment.snapshot.files;
  keep_custody(assessment, outcome, record);
  return record;
}

// The record says all of this already: it only needs its generation back.
bool is_recorded(const Assessment& assessment, const BuildOutcome& outcome, const Record& record) {
  const Record* old = assessment.record();
  return old != nullptr && assessment.decision.trust_cache() && !files_moved(assessment.decision) &&
         outcome.inputs == InputsNow::identical && old->generation == record.generation &&
         old->image_id == record.image_id && old->expectations == record.expectations;
}

bool may_be_remembered(const Assessment& assessment, const BuildOutcome& outcome) {
  return assessment.recordable() && outcome.inputs != InputsNow::moved &&
         outcome.verification.verdict != Verdict::blocked;
}

CommitResult settle(Store& store, const Ticket& ticket, const FinishedBuild& build, const Record& record) {
  const auto& [setup, assessment, generation, outcome] = build;
  if (is_recorded(assessment, outcome, record)) return store.release(ticket, record.identity);
  if (may_be_remembered(assessment, outcome)) return store.commit(ticket, record);
  // A record that was trusted before the build must not be after it; any other is withdrawn already.
  if (assessment.decision.trust_cache()) store.withdraw(record.identity);
  return CommitResult::committed;
}

// An empty one takes the place of the one before, too.
void keep_receipt(const Console& console,
                  Store& store,
                  const Ticket& ticket,
                  const Record& record,
                  const std::string& receipt) {
  try {
    store.keep_receipt(ticket, record.identity, receipt);
  } catch (const Error& error) {
    console.warn(std::string("the receipt of this build is not kept: ") + error.what());
  }
}

void leave_receipt(const Console& console, const std::string& path, const std::string& receipt) {
  if (receipt.empty()) return;
  try {
    write_receipt_file(path, receipt);
  } catch (const Error& error) {
    console.warn(error.what());
  }
}

void remember_with_ticket(const Console& console,
                          Store& store,
                          const Ticket& ticket,
                          const FinishedBuild& build,
                          const Record& record) {
  try {
    if (settle(store, ticket, build, record) == CommitResult::overtaken) {
      console.warn("another build of this project began meanwhile; this one is not remembered");
    }
  } catch (const Error& error) {
    console.warn(std::string("this build is not remembered, so the next one is uncached: ") + error.what());
  }
}

}  // namespace

std::optional<Ticket> claim_record(Store& store, Assessment& assessment) {
  if (assessment.context.roots.empty()) return std::nullopt;
  try {
    Ticket ticket = claim(store, assessment);
    if (ticket.contested) assessment.decision.new_generation = true;
    return ticket;
  } catch (const Error& error) {
    fall_into_doubt(assessment.decision, error.what());
    return std::nullopt;
  }
}

void remember(const Console& console,
              Store& store,
              const std::optional<Ticket>& ticket,
              const FinishedBuild& build) {
  const Record record = new_record(build);
  const bool looked_into = !build.outcome.verification.artifacts.empty();
  const auto kept_receipt = looked_into ? std::nullopt : store.receipt(record.identity);
  const std::string receipt = receipt_of(build, record, kept_receipt);
  if (ticket) {
    // Before the record: one that is committed has its own receipt beside it, or none.
    const bool kept = may_be_remembered(build.assessment, build.outcome);
    keep_receipt(console, store, *ticket, record, kept ? receipt : std::string());
    remember_with_ticket(console, store, *ticket, build, record);
  }
  if (build.setup.options.receipt) leave_receipt(console, *build.setup.options.receipt, receipt);
}

}  // namespace cb21
