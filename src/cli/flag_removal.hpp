// SPDX-License-Identifier: Apache-2.0
// Flags taken out of a docker command line; all other words stay byte for byte and in order.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// `arguments` (what follows the word build) without any occurrence of the flags of these long names, however
// they were written: `--tag x`, `--tag=x`, `-t x`, `-tx`; of a cluster `-qt x` the letter goes and -q stays.
// Reads as parse_leniently does. A cluster that docker will refuse stays where its rest would read as a long
// flag.
std::vector<std::string> without_flags(std::span<const std::string> arguments,
                                       std::span<const std::string_view> names);

}  // namespace cb21
