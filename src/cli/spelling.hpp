// SPDX-License-Identifier: Apache-2.0
// How far a word is from another one that may have been meant.
#pragma once

#include <cstddef>
#include <string_view>

namespace cb21 {

// The optimal string alignment distance: how many letters are to be put in, left out or replaced, or
// neighbours to be swapped, to make the one word of the other. Costs the product of the lengths.
std::size_t edit_distance(std::string_view left, std::string_view right);

}  // namespace cb21
