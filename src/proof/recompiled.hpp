// SPDX-License-Identifier: Apache-2.0
// The project's own crates compiled once more, from sources that were touched so that cargo takes none for
// fresh: whatever the mechanism, a stale binary differs. A difference alone is no proof of staleness: a build
// that is not reproducible differs from itself, and another compiler makes another binary.
#pragma once

#include "inputs/digest.hpp"
#include "proof/proof.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cb21 {

// One binary of the image beside what was compiled for its path.
struct ComparedBinary {
  std::string path;  // in the image
  Digest shipped;
  Digest recompiled;
  std::optional<Digest> again;  // of a second recompile; looked at only where the first differs
  std::vector<std::string> shipped_compilers;
  std::vector<std::string> recompiled_compilers;
};

// The texts of one package, by where they were found.
struct CrateEvidence {
  std::string package;                // its directory in the context; empty for the context itself
  std::vector<std::string> only_new;  // in the recompiled binary, not in the shipped one
  std::vector<std::string> both;      // in both
};

struct RecompiledFacts {
  std::vector<ComparedBinary> binaries;
  std::vector<CrateEvidence> crates;
  std::string obstacle;              // why nothing was compared, a sentence
  std::string dockerfile_mechanism;  // that the Dockerfile shows; empty for none
  bool host_target_sent = false;     // docker sends the host's target/ directory
};

// Whether two recompiles agree, with the same compiler, on other bytes than the shipped ones.
bool is_stale(const ComparedBinary& binary);

// Whether a second recompile is needed to judge.
bool needs_second_recompile(const std::vector<ComparedBinary>& binaries);

// One stale binary fails, whatever could not be told of others.
Proof judge_recompiled(const RecompiledFacts& facts);

}  // namespace cb21
