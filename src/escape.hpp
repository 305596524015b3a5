// SPDX-License-Identifier: Apache-2.0
// Untrusted bytes (file names, image content) made fit for one line of a terminal, a record or a JSON string.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

// Printable UTF-8 stays; backslash, control characters (C0, DEL, C1, those of writing direction, line
// separators) and bytes that are not UTF-8 become \\, \n, \t, \r or \xNN. One line, reversible by unescape().
std::string escape(std::string_view bytes);

// The bytes that escape() was given, or nothing if the text is not of its form.
std::optional<std::string> unescape(std::string_view text);

// For JSON: UTF-8 stays as it is (JSON escapes the rest); bytes that are not UTF-8 become \xNN.
std::string json_text(std::string_view bytes);

}  // namespace cb21
