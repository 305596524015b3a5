// SPDX-License-Identifier: Apache-2.0
// Descriptors that a child is given: close-on-exec and above 2, for dup2 of a descriptor onto itself would
// leave it close-on-exec, and 0, 1 and 2 are free to be given out when the caller closed them.
#pragma once

#include "descriptor.hpp"

namespace cb21 {

// Moves it out of 0, 1 and 2. Throws Error.
Descriptor above_stdio(Descriptor descriptor);

struct Pipe {
  Descriptor read;
  Descriptor write;
};

// Throws Error.
Pipe make_pipe();

}  // namespace cb21
