// SPDX-License-Identifier: Apache-2.0
#include "state/decision.hpp"

#include "escape.hpp"
#include "inputs/file_classifier.hpp"
#include "inputs/path_name.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace cb21 {
namespace {

constexpr std::int64_t k_nanoseconds = 1'000'000'000;

// A path as the record has it and as it is now; one of them may be missing.
struct Pair {
  const FileEntry& entry;  // as it is now, or else was
  const FileEntry* was;
  const FileEntry* is;
};

// Calls visit(Pair) for each path of either list, both sorted. A path that is out of order meets no partner
// and so counts as changed.
template <typename Visit>
void merge(const std::vector<FileEntry>& before, const std::vector<FileEntry>& now, Visit visit) {
  auto was = before.begin();
  auto is = now.begin();
  while (was != before.end() && is != now.end()) {
    const int order = was->path.compare(is->path);
    if (order < 0) {
      visit(Pair{*was, &*was, nullptr});
    } else {
      visit(Pair{*is, order == 0 ? &*was : nullptr, &*is});
    }
    if (order <= 0) ++was;
    if (order >= 0) ++is;
  }
  for (; was != before.end(); ++was) visit(Pair{*was, &*was, nullptr});
  for (; is != now.end(); ++is) visit(Pair{*is, nullptr, &*is});
}

bool both(const Pair& pair, FileClass file_class) {
  return pair.was != nullptr && pair.is != nullptr && pair.was->file_class == file_class &&
         pair.is->file_class == file_class;
}

bool same_stat(const FileEntry& was, const FileEntry& is) {
  return was.size == is.size && was.mtime_ns == is.mtime_ns && was.mode == is.mode;
}

// How the pair differs; nothing where it does not.
std::optional<FileChange> change_of(const Pair& pair) {
  using Kind = FileChange::Kind;
  const FileEntry& entry = pair.entry;
  if (pair.was == nullptr) return FileChange{Kind::added, entry.path, entry.file_class};
  if (pair.is == nullptr) return FileChange{Kind::removed, entry.path, entry.file_class};
  const bool equal_stat = same_stat(*pair.was, *pair.is);
  if (pair.was->content == pair.is->content) {
    if (equal_stat) return std::nullopt;
    return FileChange{Kind::touched, entry.path, entry.file_class};
  }
  const bool has_stat = entry.file_class != FileClass::link && entry.file_class != FileClass::directory;
  return FileChange{Kind::changed, entry.path, entry.file_class, equal_stat && has_stat};
}

bool is_cache_safe(FileClass file_class) {
  return file_class == FileClass::dependencies || file_class == FileClass::docker ||
         file_class == FileClass::directory;
}

// The class that says what the change means: the present one, unless only the former one mattered.
FileClass telling_class(const Pair& pair) {
  const bool in_both = pair.was != nullptr && pair.is != nullptr;
  return in_both && is_cache_safe(pair.is->file_class) ? pair.was->file_class : pair.entry.file_class;
}

ReasonCode rust_source_reason(FileChange::Kind kind) {
  switch (kind) {
    case FileChange::Kind::added:
      return ReasonCode::rust_source_added;
    case FileChange::Kind::removed:
      return ReasonCode::rust_source_removed;
    default:
      return ReasonCode::rust_source_changed;
  }
}

// A link counts as what its name says: it may lead to sources, or to a directory of them, and then other ones
// are compiled although no file changed.
FileClass class_of_input(const Pair& pair) {
  const FileClass file_class = telling_class(pair);
  if (file_class != FileClass::link) return file_class;
  const std::string& path = pair.entry.path;
  const std::optional<Classification> named =
      FileClassifier::classify_name(parent_path(path), base_name(path));
  return named && !is_cache_safe(named->file_class) ? named->file_class : FileClass::other;
}

// Why the change makes the cache untrustworthy; nothing where docker's content keys handle it.
std::optional<ReasonCode> stale_reason(const Pair& pair, FileChange::Kind kind, bool dockerfile_counts) {
  // Where the mode of a directory changed BuildKit was seen to take a later COPY from a layer that was made
  // of the binary before (Docker 26.1).
  if (both(pair, FileClass::directory)) return ReasonCode::build_input_changed;
  if (kind == FileChange::Kind::touched) return std::nullopt;
  if (both(pair, FileClass::cargo_config) && pair.was->significant == pair.is->significant)
    return std::nullopt;
  switch (class_of_input(pair)) {
    case FileClass::rust_source:
      return rust_source_reason(kind);
    case FileClass::cargo_config:
      return ReasonCode::cargo_config_changed;
    case FileClass::toolchain:
      return ReasonCode::toolchain_changed;
    case FileClass::watched:
    case FileClass::compiled_in:
    case FileClass::other:
    case FileClass::link:
      return ReasonCode::build_input_changed;
    case FileClass::docker:
      if (dockerfile_counts) return ReasonCode::build_input_changed;
      break;
    case FileClass::dependencies:
    case FileClass::directory:
      break;
  }
  return std::nullopt;
}

// Step 5 of the header: whether the file would have been recorded, had it been there.
bool always_counts(const FileEntry& file) {
  return S_ISREG(file.mode) &&
         FileClassifier::classify_name(parent_path(file.path), base_name(file.path)).has_value();
}

// Step 6: whether the file could have been sent with this very mtime by an earlier build.
bool may_be_older(const FileEntry& file, std::int64_t verified_at) {
  return S_ISREG(file.mode) && file.mtime_ns / k_nanoseconds <= verified_at;
}

// Whether BuildKit's copy of this path may be wrong and yet look right (steps 4 to 6).
bool copy_is_doubtful(const Pair& pair, const FileChange& change, std::int64_t verified_at) {
  if (pair.is == nullptr) return false;
  if (may_be_older(*pair.is, verified_at)) return true;
  if (pair.was == nullptr) return !always_counts(*pair.is);
  const bool new_type = ((pair.was->mode ^ pair.is->mode) & S_IFMT) != 0;
  return change.same_stat || new_type || both(pair, FileClass::directory) ||
         (change.kind == FileChange::Kind::changed && both(pair, FileClass::link));
}

std::string_view change_detail(FileChange::Kind kind) {
  switch (kind) {
    case FileChange::Kind::added:
      return "it is new since the last verified build";
    case FileChange::Kind::removed:
      return "it is gone since the last verified build";
    case FileChange::Kind::touched:
      return "its mode differs from the last verified build's";
    case FileChange::Kind::changed:
      break;
  }
  return "its content differs from the last verified build's";
}

void add_reason(Decision& decision, ReasonCode code, std::string path, std::string_view detail) {
  decision.reasons.push_back({code, std::move(path), std::string(detail)});
}

void compare_files(const Record& record,
                   const Snapshot& snapshot,
                   const DecisionFacts& facts,
                   Decision& decision) {
  merge(record.files, snapshot.files, [&](const Pair& pair) {
    std::optional<FileChange> change = change_of(pair);
    if (!change) return;
    if (const std::optional<ReasonCode> code = stale_reason(pair, change->kind, facts.dockerfile_counts)) {
      add_reason(decision, *code, change->path, change_detail(change->kind));
    }
    if (change->same_stat) {
      add_reason(
          decision,
          ReasonCode::same_stat_edit,
          change->path,
          "its content changed while its size, time and mode did not, so docker would not send it again");
    }
    if (copy_is_doubtful(pair, *change, record.verified_at)) decision.new_generation = true;
    decision.changes.push_back(std::move(*change));
  });
}

void judge_record(const LoadedRecord& loaded,
                  const Snapshot& snapshot,
                  const DecisionFacts& facts,
                  Decision& decision) {
  if (const auto* record = std::get_if<Record>(&loaded)) {
    decision.new_generation = record->generation.empty();
    compare_files(*record, snapshot, facts, decision);
    return;
  }
  if (const auto* unusable = std::get_if<UnusableRecord>(&loaded)) {
    add_reason(decision, ReasonCode::record_unusable, {}, unusable->why);
    return;
  }
  const auto& none = std::get<NoRecord>(loaded);
  if (!none.withdrawn) {
    add_reason(decision, ReasonCode::no_record, {}, "no verified build of this project is on record");
    return;
  }
  if (none.last) compare_files(*none.last, snapshot, facts, decision);
  decision.new_generation = true;
  // Sources put back as they were verified: what comes out of the cache must be the verified image, or is
  // proved.
  const bool as_verified =
      none.last && !none.last->image_id.empty() && decision.manifest == manifest_digest(none.last->files);
  if (facts.judged_by_chain && as_verified) return;
  decision.reasons.clear();
  add_reason(decision,
             ReasonCode::not_verified_last_time,
             {},
             "the last build failed, was interrupted, is still running or was not verified");
}

void judge_doubts(const Snapshot& snapshot, const DecisionFacts& facts, Decision& decision) {
  for (const std::string& sentence : facts.not_visible) {
    add_reason(decision, ReasonCode::context_not_visible, {}, sentence);
  }
  for (const std::string& sentence : snapshot.unreadable) {
    add_reason(decision, ReasonCode::unreadable_file, {}, sentence);
  }
  for (const std::string& flag : facts.unknown_flags) {
    add_reason(
        decision, ReasonCode::unknown_flag, {}, "this cb21 does not know docker's flag " + escape(flag));
  }
  const bool doubt =
      !facts.not_visible.empty() || !snapshot.unreadable.empty() || !facts.unknown_flags.empty();
  if (doubt) decision.new_generation = true;
}

void judge_wishes(const DecisionFacts& facts, Decision& decision) {
  if (facts.no_cache_by_user) {
    add_reason(decision, ReasonCode::forced_by_user, {}, "the command line asks for no cache");
  }
  if (facts.production) {
    add_reason(decision, ReasonCode::production_profile, {}, "the production profile never uses the cache");
  }
}

Freshness freshness_of(const std::vector<Reason>& reasons) {
  const auto any = [&](Freshness wanted) {
    return std::any_of(
        reasons.begin(), reasons.end(), [&](const Reason& r) { return reason_freshness(r.code) == wanted; });
  };
  if (any(Freshness::stale)) return Freshness::stale;
  return any(Freshness::unknown) ? Freshness::unknown : Freshness::fresh;
}

// A state that was verified before the last one.
bool is_older_state(const LoadedRecord& loaded, const Digest& manifest) {
  const Record* record = last_record(loaded);
  return record != nullptr &&
         std::ranges::find(record->states, manifest, &VerifiedState::manifest) != record->states.end();
}

}  // namespace

Decision decide(const Snapshot& snapshot, const LoadedRecord& loaded, const DecisionFacts& facts) {
  Decision decision;
  decision.manifest = manifest_digest(snapshot.files);
  judge_record(loaded, snapshot, facts, decision);
  if (facts.judged_by_chain && facts.older_states_count && is_older_state(loaded, decision.manifest)) {
    decision.reasons.clear();
    decision.new_generation = true;
  }
  judge_doubts(snapshot, facts, decision);
  judge_wishes(facts, decision);
  std::stable_sort(decision.reasons.begin(), decision.reasons.end(), [](const Reason& a, const Reason& b) {
    return reason_rank(a.code) < reason_rank(b.code);
  });
  decision.freshness = freshness_of(decision.reasons);
  return decision;
}

bool files_moved(const Decision& decision) { return !decision.changes.empty(); }

}  // namespace cb21
