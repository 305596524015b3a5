// SPDX-License-Identifier: Apache-2.0
// Programs of the project's own in the place of the compiler and the linker, as the flags of a unit and the
// files of cargo's configuration in its stage name them. They may answer with something else than what cargo
// asks for.
#pragma once

#include "proof/unit_closure.hpp"

#include <string>

namespace cb21 {

// "rustc-wrapper = /usr/bin/cache"; empty where there is none but sccache, which keys by what rustc reads.
std::string named_compiler(const StageLook& look, const ClosureUnit& one);

// "/linker.sh"; empty where none is named, or one that is known by its name: gcc, x86_64-linux-gnu-gcc, lld.
std::string named_linker(const StageLook& look, const ClosureUnit& one);

}  // namespace cb21
