// SPDX-License-Identifier: Apache-2.0
// A receipt at a path that the user named: --cb21-receipt of a build, --receipt of cb21 verify.
#pragma once

#include "state/receipt.hpp"

#include <string>
#include <string_view>

namespace cb21 {

// Before docker runs: a receipt of an earlier build must not be found beside a later one that was blocked.
// Throws Error(usage) where something else than a receipt is there, and Error where it cannot be taken away.
void withdraw_receipt_file(const std::string& path);

// In one step: whoever reads finds the whole receipt or none. Throws Error.
void write_receipt_file(const std::string& path, std::string_view text);

// Throws Error(usage) for one that is not there, torn, changed, foreign or newer.
Receipt read_receipt_file(const std::string& path);

}  // namespace cb21
