// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cb21 {

// service, dockerfile, context
inline constexpr std::string_view k_makefile =
    R"(# Images of @service@ that hold what the sources say. From `cb21 init --make`; yours from now on.
IMAGE ?= @service@
CB21 ?= cb21
COMPOSE ?= docker compose

.PHONY: image release-image verify-image dev

# For development: cached as far as the content of the sources allows.
image:
	$(CB21) -t $(IMAGE) -f @dockerfile@ @context@

# For a release: always --no-cache --pull; what cannot be proved gets no tag.
release-image:
	$(CB21) --cb21-profile production -t $(IMAGE):release -f @dockerfile@ @context@

# Before a deployment: whether it is the image that was proved, of the sources as they are.
verify-image:
	$(CB21) verify --against @context@ -f @dockerfile@ $(IMAGE):release

# Mounted sources, recompiled at each edit (cb21 init --dev).
dev:
	$(COMPOSE) -f docker-compose.dev.yml up --build
)";

}  // namespace cb21
