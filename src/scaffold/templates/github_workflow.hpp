// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cb21 {

// service, build_script, verify_script
inline constexpr std::string_view k_github_workflow =
    R"(# Builds the image of @service@ without the cache, and verifies the binary in it. From `cb21 init --ci github`; yours from
# now on.
name: image of @service@
on: [push, pull_request]

jobs:
  image:
    runs-on: ubuntu-latest
    env:
      IMAGE: @service@:ci
    steps:
      - uses: actions/checkout@v4
      # A runner that has cb21 builds with it: what it cannot prove fails the job. Any other builds with docker.
      - name: Build with cache invalidation
        run: |
          @build_script@
      - name: Verify the extracted binary
        run: |
          @verify_script@
)";

}  // namespace cb21
