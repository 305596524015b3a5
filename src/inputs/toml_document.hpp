// SPDX-License-Identifier: Apache-2.0
// TOML read by toml++, made safe for text that nobody vouches for: a text that is not TOML, or is nested so
// deeply that toml++'s recursion could exhaust the stack (seen from 20000 tables on), gives nothing.
#pragma once

namespace cb21 {

// Throws std::logic_error.
[[noreturn]] void fail_toml_assertion();

}  // namespace cb21

// toml++ 3.3 asserts what the text decides ("[*]" as a table's name): such an assertion must neither abort
// nor, as with NDEBUG and clang, be assumed to hold. Its code is compiled once, in toml_document.cpp.
#define TOML_ASSERT(expr) (static_cast<bool>(expr) ? static_cast<void>(0) : cb21::fail_toml_assertion())
#define TOML_HEADER_ONLY 0
#define TOML_MAX_NESTED_VALUES 32
#pragma push_macro("NDEBUG")
#undef NDEBUG
#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

// In the table's keys and strings, bytes beyond ASCII and "~" are held as "~" and two hexadecimal digits: in
// toml++ 3.3 characters beyond ASCII are undefined behaviour wherever it looks for white space.
std::optional<toml::table> parse_toml(std::string_view text);

// Nothing if the key is missing or of another type. Strings are returned as they were written.
const toml::table* table_at(const toml::table& parent, std::string_view key);
std::optional<std::string> string_at(const toml::table& parent, std::string_view key);
std::optional<std::string> string_value(const toml::node& node);

}  // namespace cb21
