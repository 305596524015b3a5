// SPDX-License-Identifier: Apache-2.0
#include "proof/sources_seen.hpp"

#include "escape.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cb21 {
namespace {

constexpr std::size_t k_most_named = 3;

enum class Match { equal, different, empty, absent, not_looked_at };

std::set<std::string> keys_of(const SourcesLook& look) {
  std::set<std::string> keys;
  for (const SourceFolder& folder : look.folders) {
    for (const auto& [path, key] : folder.keys) keys.insert(key);
  }
  return keys;
}

// A look with its keys at hand.
class View {
 public:
  explicit View(const SourcesLook& look) : look_(look), keys_(keys_of(look)) {}

  Match match(const std::string& key, const FileEntry& expected) const {
    if (!keys_.contains(key)) return Match::not_looked_at;
    const auto seen = look_.seen.find(key);
    if (seen == look_.seen.end()) return Match::absent;
    const bool equal = seen->second.digest == expected.content && !seen->second.ambiguous;
    if (equal) return Match::equal;
    return seen->second.size == 0 ? Match::empty : Match::different;
  }

 private:
  const SourcesLook& look_;
  std::set<std::string> keys_;
};

std::string files(std::size_t count) { return count == 1 ? "1 source" : fmt::format("{} sources", count); }

std::string named(const std::vector<std::string>& paths) {
  std::string text;
  for (std::size_t i = 0; i < std::min(paths.size(), k_most_named); ++i) {
    text += (i == 0 ? "" : ", ") + escape(paths[i]);
  }
  if (paths.size() > k_most_named) text += fmt::format(" and {} more", paths.size() - k_most_named);
  return text;
}

// What docker's copy of the context has wrong.
struct Faults {
  std::set<std::string> other_content;
  std::set<std::string> not_sent;

  void add(Match match, const std::string& path) {
    if (match == Match::different) other_content.insert(path);
    if (match == Match::empty || match == Match::absent) not_sent.insert(path);
  }

  bool any() const { return !other_content.empty() || !not_sent.empty(); }
};

Proof make_proof(ProofResult result, std::string detail) {
  return {"sources", result, std::move(detail), "", ""};
}

Proof failure(std::string_view mechanism, std::string detail) {
  return {"sources",
          ProofResult::fail,
          std::move(detail),
          std::string(mechanism),
          std::string(cure_of(mechanism))};
}

Proof failure(const Faults& faults) {
  const std::set<std::string>& paths = faults.other_content.empty() ? faults.not_sent : faults.other_content;
  const std::string list = named({paths.begin(), paths.end()});
  if (!faults.other_content.empty()) {
    return failure("same-stat-edit", list + ": the compiler had other content than is there now");
  }
  return failure("ignored-input", list + ": docker did not send the content to the compiler");
}

// The stage's files sorted by how they compare.
struct Tally {
  std::size_t equal = 0;
  std::size_t sources = 0;  // Rust sources that were looked at
  std::size_t sources_equal = 0;
  std::size_t not_looked_at = 0;
  std::size_t moved = 0;
  std::vector<const PlacedFile*> differing;
};

Tally compare(const SourcesQuestion& question, const SourcesLook& look) {
  const View view(look);
  Tally tally;
  for (const PlacedFile& placed : question.placed.files) {
    const FileEntry& file = question.snapshot.files[placed.file];
    if (!is_compile_input(file.file_class)) continue;
    const Match match = view.match(placed.stage_path, file);
    if (question.moved.contains(file.path)) {
      ++tally.moved;
      continue;
    }
    if (match == Match::not_looked_at) {
      ++tally.not_looked_at;
      continue;
    }
    const bool source = file.file_class == FileClass::rust_source;
    tally.sources += source ? 1 : 0;
    if (match != Match::equal) {
      tally.differing.push_back(&placed);
      continue;
    }
    ++tally.equal;
    tally.sources_equal += source ? 1 : 0;
  }
  return tally;
}

std::string aside(std::size_t not_looked_at, std::size_t moved) {
  std::string text;
  if (not_looked_at > 0) text += fmt::format("; {} could not be looked at", files(not_looked_at));
  if (moved > 0) text += fmt::format("; {} changed during the build", files(moved));
  return text;
}

std::vector<std::string> paths_of(const SourcesQuestion& question,
                                  const std::vector<const PlacedFile*>& list) {
  std::set<std::string> paths;
  for (const PlacedFile* placed : list) paths.insert(question.snapshot.files[placed->file].path);
  return {paths.begin(), paths.end()};
}

// The context has them right: a step before the compiler changed them, or nothing explains it.
Proof judge_rewritten(const SourcesQuestion& question, const Tally& tally) {
  const std::string list = named(paths_of(question, tally.differing));
  const bool explained = std::all_of(tally.differing.begin(),
                                     tally.differing.end(),
                                     [](const PlacedFile* placed) { return placed->may_be_rewritten; });
  if (!explained) {
    return make_proof(ProofResult::inconclusive,
                      list +
                          ": not in the compile stage as docker got it, and no step that could have "
                          "changed it was found");
  }
  if (tally.sources_equal == 0) {
    return make_proof(ProofResult::inconclusive,
                      list + ": a step before the compiler changed or removed every source");
  }
  return make_proof(ProofResult::pass,
                    fmt::format("the compiler had {} as they are now; a step before it changed {}{}",
                                files(tally.equal),
                                list,
                                aside(tally.not_looked_at, tally.moved)));
}

Proof judge_differing(const SourcesQuestion& question, const Tally& tally, const SourcesLook* context) {
  if (context == nullptr) {
    return make_proof(ProofResult::inconclusive,
                      named(paths_of(question, tally.differing)) +
                          ": not in the compile stage as it is now, and docker's copy of the context could "
                          "not be looked at");
  }
  const View view(*context);
  Faults faults;
  std::size_t unclear = 0;
  for (const PlacedFile* placed : tally.differing) {
    const FileEntry& file = question.snapshot.files[placed->file];
    const Match match = view.match(file.path, file);
    faults.add(match, file.path);
    if (match == Match::not_looked_at) ++unclear;
  }
  if (faults.any()) return failure(faults);
  if (unclear > 0) {
    return make_proof(
        ProofResult::inconclusive,
        named(paths_of(question, tally.differing)) +
            ": not in the compile stage as it is now, and docker's copy could not be looked at");
  }
  return judge_rewritten(question, tally);
}

struct ContextTally {
  Faults faults;
  std::size_t equal = 0;
  std::size_t not_looked_at = 0;
  std::size_t moved = 0;
};

ContextTally compare_context(const SourcesQuestion& question, const SourcesLook& context) {
  const View view(context);
  ContextTally tally;
  for (const FileEntry& file : question.snapshot.files) {
    if (!is_compile_input(file.file_class)) continue;
    if (question.moved.contains(file.path)) {
      ++tally.moved;
      continue;
    }
    const Match match = view.match(file.path, file);
    tally.faults.add(match, file.path);
    if (match == Match::equal) ++tally.equal;
    if (match == Match::not_looked_at) ++tally.not_looked_at;
  }
  return tally;
}

}  // namespace

bool needs_context_look(const SourcesQuestion& question, const SourcesLook& stage) {
  return !compare(question, stage).differing.empty();
}

Proof judge_sources(const SourcesQuestion& question, const SourcesLook& stage, const SourcesLook* context) {
  const Tally tally = compare(question, stage);
  if (!tally.differing.empty()) return judge_differing(question, tally, context);
  const std::string rest = aside(tally.not_looked_at, tally.moved);
  if (tally.sources == 0) {
    const bool found = tally.moved > 0 || tally.not_looked_at > 0;
    return make_proof(ProofResult::inconclusive,
                      found ? "no Rust source could be compared" + rest
                            : "no COPY brings a Rust source to the compile stage");
  }
  if (tally.equal == 1)
    return make_proof(ProofResult::pass, "the compiler had the source as it is now" + rest);
  return make_proof(ProofResult::pass,
                    fmt::format("the compiler had all {} sources as they are now{}", tally.equal, rest));
}

Proof judge_context(const SourcesQuestion& question, const SourcesLook& context) {
  const ContextTally tally = compare_context(question, context);
  if (tally.faults.any()) return failure(tally.faults);
  const std::string rest = aside(tally.not_looked_at, tally.moved);
  if (tally.equal == 0)
    return make_proof(ProofResult::inconclusive, "docker's copy of the context has no source" + rest);
  const std::string why = question.placed.unknown.empty() ? "" : " (" + question.placed.unknown + ")";
  return make_proof(
      ProofResult::pass,
      fmt::format("docker's copy of the context has {} as they are now{}{}", files(tally.equal), why, rest));
}

}  // namespace cb21
