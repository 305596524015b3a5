// SPDX-License-Identifier: Apache-2.0
// Names from manifests and folders, made fit for the files that are written of them.
#pragma once

#include <string>
#include <string_view>

namespace cb21 {

// What cargo lets a package or binary be called: letters of ASCII, digits, '_' and '-', a letter or '_'
// first.
bool is_crate_name(std::string_view name);

// The crate's name as docker lets an image and compose a service be called: lower case, '-' for '_'.
std::string image_name(std::string_view crate_name);

// Whether the text is one line in YAML, in a shell's quotes and on a terminal alike, and holds no expression
// of a GitHub workflow ("${{"), which is expanded wherever it stands.
bool fits_a_line(std::string_view text);

// One word for a POSIX shell. The text fits a line.
std::string shell_word(std::string_view text);

// A key or plain scalar of YAML that is read as this very text: quoted where it would be a truth value or
// null.
std::string yaml_word(std::string_view word);

}  // namespace cb21
