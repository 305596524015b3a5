// SPDX-License-Identifier: Apache-2.0
// Which sources are worth the lexer's time. Every source of every snapshot is scanned, so this runs at the
// speed of memory.
#pragma once

#include <string_view>

namespace cb21 {

// Whether find_included_files could find anything. May say yes for nothing, never no for something.
bool may_name_files(std::string_view source);

}  // namespace cb21
