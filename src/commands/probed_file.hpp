// SPDX-License-Identifier: Apache-2.0
// Whether a file that the user named can be written, asked before docker runs and not after an hour of it.
#pragma once

#include <string>

namespace cb21 {

// What is wrong with the path as a place to write to, as the system says it; empty where it can be written. A
// file that is there keeps its bytes, one that is not there is not left behind, and what is no regular file
// (a pipe, a terminal) is not opened, since whoever reads it would see an end.
std::string trouble_with_writing(const std::string& path);

// Throws Error(usage) naming the file that --cb21-report could not be written to.
void require_writable_report(const std::string& path);

// The same for --cb21-receipt, which is replaced in one step, so that its folder has to take a new file.
void require_writable_receipt(const std::string& path);

}  // namespace cb21
