// SPDX-License-Identifier: Apache-2.0
// A placeholder's binary holds nothing of its crate: no text that its sources print, and next to no code.
// An optimiser may drop texts (dead code, features, log levels, panic=abort with its messages removed), so
// only texts that are handed to print, format and panic macros are looked for, several of them must be
// missing together, and texts behind #[cfg] are not counted.
#pragma once

#include "proof/proof.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace cb21 {

struct StubFacts {
  std::string path;                  // in the image
  std::size_t texts_known = 0;       // of the crate of this very binary
  std::size_t texts_found = 0;       // in the binary
  std::uint64_t size = 0;            // bytes
  std::uint64_t verified_size = 0;   // of the last verified binary; 0: not known
  bool rust = false;                 // an ELF program with the Rust standard library's own texts
  bool packed = false;               // UPX
  std::string dockerfile_mechanism;  // placeholder-main or unbuilt-bin where the Dockerfile shows it
};

Proof judge_stub(const StubFacts& facts);

}  // namespace cb21
