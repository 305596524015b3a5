// SPDX-License-Identifier: Apache-2.0
// Programs that start the one named after their own options: env, sudo, timeout, xargs and the like.
#pragma once

#include <cstddef>
#include <string_view>

namespace cb21 {

struct ProgramWrapper {
  std::string_view name;
  std::string_view valued_letters;  // short options that take a value
  std::string_view valued_names;    // long ones, without "--", separated by spaces
  std::size_t operands = 0;         // words before the program

  // Whether the value of the option, if it has one, is the next word.
  bool takes_next(std::string_view option) const;
};

// Null for any other program.
const ProgramWrapper* find_wrapper(std::string_view program);

}  // namespace cb21
