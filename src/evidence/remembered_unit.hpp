// SPDX-License-Identifier: Apache-2.0
// A unit of cargo's that a verified image was made of, as a record keeps it: what lies in a cache mount is of
// no layer, and only a record can tell that it was compiled from these very inputs.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace cb21 {

struct RememberedUnit {
  std::string folder;           // of its fingerprint, absolute in the stage
  std::int64_t invoked_ns = 0;  // when cargo started its compiler
  std::string inputs;           // the digest of all that could reach it

  // The comparison's 0 is no pointer.
  // NOLINTNEXTLINE(modernize-use-nullptr)
  friend auto operator<=>(const RememberedUnit&, const RememberedUnit&) = default;
};

}  // namespace cb21
