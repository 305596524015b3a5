// SPDX-License-Identifier: Apache-2.0
// Whether a file of the context lay in its place, as it is, when a unit was compiled. The stage's times tell
// first; where they do not (a chown, a touch or a second COPY behind the compiler), the looks before and
// behind each RUN do, by content.
#pragma once

#include "proof/context_files.hpp"
#include "proof/stage_looks.hpp"

#include <cstddef>
#include <optional>
#include <set>
#include <string>

namespace cb21 {

// The RUN that compiled a unit: the last look that does not have it, and the first that does.
struct CompilingRun {
  StageLook before;
  StageLook behind;
};

struct CompilationPlace {
  std::optional<CompilingRun> run;  // of the unit's own stage, or of one that it was taken from
  std::set<std::size_t> wanted;     // stages whose looks before and behind each RUN would tell
};

CompilationPlace find_compilation(const StageLooks& looks, const StageLook& look, const CargoUnit& unit);

enum class Arrival {
  before,   // the compiler had it
  after,    // it came later, or the compiler had another file there
  unclear,  // FileArrival::why
  asked,    // FileArrival::wanted would tell
};

struct FileArrival {
  Arrival when = Arrival::unclear;
  std::set<std::size_t> wanted;
  std::string why;
  bool outside = false;  // `after`: no RUN of this build compiled the unit
};

struct ArrivalQuestion {
  const ChainFacts& facts;
  const StageLooks& looks;
  const StageLook& look;  // at the unit's stage
  const CargoUnit& unit;
};

FileArrival find_arrival(const ArrivalQuestion& question, const ContextFile& file);

}  // namespace cb21
