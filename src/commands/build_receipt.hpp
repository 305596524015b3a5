// SPDX-License-Identifier: Apache-2.0
// The receipt of a build that just ended.
#pragma once

#include "commands/record_keeping.hpp"
#include "state/receipt.hpp"
#include "state/record.hpp"

#include <optional>
#include <string>

namespace cb21 {

// As text; empty unless the build was verified. `record` is the build's own. `kept` is the receipt of the
// last build: where the image was known already nothing more was proved than stands there, so it is handed
// out again.
std::string receipt_of(const FinishedBuild& build,
                       const Record& record,
                       const std::optional<std::string>& kept);

}  // namespace cb21
