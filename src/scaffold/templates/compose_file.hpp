// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cb21 {

// service_key, sources, command
inline constexpr std::string_view k_compose_file =
    R"(# Development: the sources are mounted and recompiled in the container. No docker build after an edit, so no stale image.
#   docker compose -f docker-compose.dev.yml up --build
# From `cb21 init --dev`; yours from now on.
services:
  @service_key@:
    build:
      context: .
      dockerfile: Dockerfile.dev
    volumes:
      # Read-only: the container compiles a copy of its own.
      - @sources@:/build:ro
    command: cargo watch -x '@command@'
)";

}  // namespace cb21
