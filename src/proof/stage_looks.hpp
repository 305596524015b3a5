// SPDX-License-Identifier: Apache-2.0
// What was looked at of a build's stages, with what the context brings there: the ends of the stages, and
// the looks before and behind each RUN where those were taken.
#pragma once

#include "proof/chain.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cb21 {

struct StageLook {
  const StageEvidence* evidence = nullptr;
  const Landing* landing = nullptr;

  const StageFile* file(const std::string& path) const;
  const LandedFile* landed(const std::string& path) const;
};

class StageLooks {
 public:
  explicit StageLooks(const ChainFacts& facts);
  StageLooks(const StageLooks&) = delete;
  StageLooks& operator=(const StageLooks&) = delete;

  const std::vector<StageLook>& all() const { return looks_; }  // by stage, then instruction

  std::vector<StageLook> ends() const;
  std::vector<StageLook> of(std::size_t stage) const;
  bool has_cuts(std::size_t stage) const;
  std::set<std::size_t> stages_without_cuts() const;

  // A sentence, where some look is not whole; of one stage, or of any.
  std::string incomplete(std::size_t stage) const;
  std::string incomplete() const;

  // The digest of the context's file: a look tells it of files that it has, another one of those that a RUN
  // removed by then. Empty where it cannot be read.
  const std::string& digest_of(const LandedFile& landed) const;

  // "the RUN in line 7" for the RUN at that instruction; "a RUN" where its line is not known.
  std::string run_words(std::size_t stage, std::size_t instruction) const;

 private:
  const ChainFacts& facts_;
  Landing unknown_;
  std::vector<StageLook> looks_;
  std::map<std::string, std::string> digests_;  // by context path
};

// Whether the layers of the unit were packed and unpacked: its times are in whole seconds, and every ctime is
// the unpacking's.
bool is_unpacked(const CargoUnit& unit);

// Whether the stage's file came before the unit was compiled, by the times alone. Equal seconds order nothing
// where that is all that the stage tells.
bool came_before(const StageLook& look, const StageFile& file, const CargoUnit& unit);

// Two times that cargo sets in this order: not the other way round, as far as they are kept.
bool in_order(std::int64_t earlier_ns, std::int64_t later_ns, bool whole_seconds);

std::int64_t seconds_of(std::int64_t nanoseconds);

}  // namespace cb21
