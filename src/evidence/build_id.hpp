// SPDX-License-Identifier: Apache-2.0
// The build-id in the first bytes of an ELF file, where linkers put it (elf(5), NT_GNU_BUILD_ID).
#pragma once

#include <string>
#include <string_view>

namespace cb21 {

// `digits`: the bytes as od prints them, hexadecimal with blanks. Hexadecimal digits; empty where there is no
// build-id of at most 64 bytes.
std::string build_id_in_head(std::string_view digits);

}  // namespace cb21
