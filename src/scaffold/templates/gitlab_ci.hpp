// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cb21 {

// service, build_script, verify_script
inline constexpr std::string_view k_gitlab_ci =
    R"(# Builds the image of @service@ without the cache, and verifies the binary in it. From `cb21 init --ci gitlab`; yours from
# now on.
image-of-@service@:
  stage: build
  image: docker:27
  services:
    - docker:27-dind
  variables:
    DOCKER_TLS_CERTDIR: /certs
    IMAGE: @service@:ci
  script:
    # Build with cache invalidation. A runner that has cb21 builds with it: what it cannot prove fails the job.
    - |
      @build_script@
    # Verify the extracted binary.
    - |
      @verify_script@
)";

}  // namespace cb21
