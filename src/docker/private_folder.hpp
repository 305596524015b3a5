// SPDX-License-Identifier: Apache-2.0
// Folders for links and notes, which nobody but this user may enter.
#pragma once

#include "descriptor.hpp"

#include <string>

namespace cb21 {

// Nothing unless it is a directory (no link to one) of this user's that no one else may enter.
Descriptor open_private_folder(const std::string& path);

// The same, made 0700 where it is missing; not its parent.
Descriptor make_private_folder(const std::string& path);

}  // namespace cb21
