// SPDX-License-Identifier: Apache-2.0
// Temporary folders that killed runs left behind. A run holds the lock of its own until it ends.
#pragma once

#include "descriptor.hpp"

#include <string>

namespace cb21 {

// Takes the lock of a folder that was just made; an empty descriptor where the disk would not have it.
Descriptor lock_folder(const std::string& folder);

// The lock's path in a folder, to be removed with it.
std::string folder_lock(const std::string& folder);

// Removes from `place` each folder cb21-XXXXXX and cb21-probe-XXXXXX that is this user's alone (mode 0700, no
// link) and whose lock nobody holds; one without a lock only where it is an hour old. Never throws.
void remove_abandoned_folders(const std::string& place);

}  // namespace cb21
