// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace cb21 {

// service, dockerfile, context, program, marker: the last four as shell words
inline constexpr std::string_view k_build_document =
    R"(# Building the image of @service@

Docker's cache and cargo's can leave yesterday's program in today's image. So each image is built so that this cannot happen,
and verified before it is used. (From `cb21 init --docs`; the rule is Canon Rule 21.)

## After any change of a `.rs` file

```sh
cb21 -t @service@ -f @dockerfile@ @context@
```

cb21 is `docker build`: it compares the content of the sources with the last verified build's, adds `--no-cache` where it
differs, and looks into the image for proof. Without cb21:

```sh
docker build --no-cache -t @service@ -f @dockerfile@ @context@
```

## For production

Always `--no-cache --pull`, here and in CI; what cannot be verified is not deployed.

```sh
cb21 --cb21-profile production -t @service@:production -f @dockerfile@ @context@
cb21 verify --against @context@ -f @dockerfile@ @service@:production     # before a deployment
```

Without cb21, build and verify by hand:

```sh
docker build --no-cache --pull -t @service@:production -f @dockerfile@ @context@
docker create --name verify @service@:production none
docker cp verify:@program@ /tmp/@service@
docker rm verify
strings /tmp/@service@ | grep -F -e @marker@  # must print a line
/tmp/@service@ 2>&1 | head -20                # must show the expected behaviour
```

## For development

No docker build after an edit: `docker compose -f docker-compose.dev.yml up --build` mounts the sources and recompiles them with
cargo watch (`cb21 init --dev` writes that file).
)";

}  // namespace cb21
