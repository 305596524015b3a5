// SPDX-License-Identifier: Apache-2.0
// What stands between the quotes of a Rust string literal, turned into the bytes that the program holds.
// Never fails: an escape that Rust does not know stays as it is written. The rules are the Rust Reference's,
// "Character escapes" and "String continuation escapes".
#pragma once

#include <string>
#include <string_view>

namespace cb21 {

std::string decode_rust_escapes(std::string_view literal);

// rustc reads "\r\n" as "\n", in literals too.
std::string normalise_line_ends(std::string_view literal);

}  // namespace cb21
