// SPDX-License-Identifier: Apache-2.0
// Whether the image that was built is the one that its tag names: a builder of its own keeps what it makes
// unless --load or --push takes it out, and docker ends with 0 all the same.
#pragma once

#include "proof/proof.hpp"

#include <string>

namespace cb21 {

// A failure: `tag`, which was asked for, still names the local image `image_id`, and the build left none.
Proof judge_not_loaded(const std::string& tag, const std::string& image_id);

}  // namespace cb21
