// SPDX-License-Identifier: Apache-2.0
// What links and include macros lead to: files that no walk finds to be inputs by their names.
#pragma once

#include "inputs/directory_walk.hpp"
#include "inputs/file_table.hpp"

namespace cb21 {

// Enters the targets of tree.links and tree.includes into the table, each under its own path in the class of
// what leads to it, unless it has a stronger one. What is missing (the build may make it), ignored, no
// regular file or outside of its root is passed over. Included files are searched for include macros in turn.
// Adds to the tree's counts and unreadable files.
void add_linked_files(const WalkRoots& roots, WalkedTree& tree, FileTable& table);

}  // namespace cb21
