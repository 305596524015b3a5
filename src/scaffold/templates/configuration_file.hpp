// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cb21 {

// service, program, marker, watched
inline constexpr std::string_view k_configuration_file =
    R"(# How cb21 builds the image of @service@. `cb21 help` lists every option; the command line and CB21_NAME in the
# environment beat this file.

# What is done when the content of a source differs from the last verified build's: no-cache, prune, or precise.
strategy = no-cache

# Releases say --cb21-profile production: always --no-cache --pull, and what cannot be proved is blocked.
#profile = production

# Where the program is in the image, and a text that must be in it. What cb21 finds out by itself:
#binary = @program@
#marker = @marker@

# Further files that the program is made from.
@watched@
)";

}  // namespace cb21
