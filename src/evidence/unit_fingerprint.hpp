// SPDX-License-Identifier: Apache-2.0
// A unit's fingerprint as cargo writes it in JSON (cargo's core/compiler/fingerprint).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct UnitFingerprint {
  // The fingerprints of the units that it is made of, each as the 16 digits in that unit's fingerprint file.
  std::vector<std::string> dependencies;
  // Of a run of a build script: the paths that it declared by rerun-if-changed, relative to its package.
  // Nothing where it declared no such thing, and every file of the package counts.
  std::optional<std::vector<std::string>> declared;
  std::string linker;  // of the last -C linker=... among the flags for rustc; empty: there is none

  friend bool operator==(const UnitFingerprint&, const UnitFingerprint&) = default;
};

// Nothing for a text that is no such JSON.
std::optional<UnitFingerprint> read_unit_fingerprint(std::string_view text);

}  // namespace cb21
