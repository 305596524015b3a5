// SPDX-License-Identifier: Apache-2.0
// The text that main() prints or logs first, as the binary must hold it. Promises that a correct binary is
// never without the marker: what an optimiser may drop is not derived. Seen with rustc 1.63 and 1.95, from
// opt-level 0 to fat LTO: what main() prints after a call that never returns is left out of the binary, and
// with fat LTO so is all logging of a program that installs no logger; text written to anything but stdout
// and stderr may be broken up. Never fails; linear time.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

struct MainMarker {
  std::string text;   // the longest placeholder-free piece of the literal, at most 256 bytes
  std::string macro;  // println, info, ...
  std::size_t line = 0;
  bool first_statement = false;  // it is the very first statement of main()
};

// From main()'s first top-level logging or printing statement that is not conditionally compiled; debug and
// trace are passed over, since release builds may leave them out. Works for fn main, async fn main, any
// attribute and return type. Nothing if there is none, if main() may never come to it, or if its longest
// piece is shorter than 4 bytes.
std::optional<MainMarker> find_main_marker(std::string_view source);

}  // namespace cb21
