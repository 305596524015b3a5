// SPDX-License-Identifier: Apache-2.0
// Where in a Dockerfile the shipped binary comes from: the stage that runs cargo, and the files that travel
// from it into the final image.
#pragma once

#include "inputs/dockerfile.hpp"
#include "inputs/shipped_files.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// The final stage and stages it is made of, base stages first.
std::vector<std::size_t> stage_lineage(const Dockerfile& dockerfile, std::size_t stage);

// The stage that a --from or a mount's from names, if it is one before `stage`.
std::optional<std::size_t> source_stage(const Dockerfile& dockerfile,
                                        std::string_view from,
                                        std::size_t stage);

// The stage (of the target's dependencies, the target itself included) whose RUN compiles with cargo and from
// which the final image gets its files, through chains of stages and COPY --from: the nearest to the target;
// of several, the one that what the image starts comes from, else the one copied first. Where no RUN names
// cargo (make, a script), the stage out of whose target directory something is copied. Nothing if there is
// none.
std::optional<std::size_t> find_compile_stage(const Dockerfile& dockerfile, std::string_view target);

// All those of which find_compile_stage chooses one: an image may ship the binaries of several stages.
std::vector<std::size_t> find_compile_stages(const Dockerfile& dockerfile, std::string_view target);

// Whether a RUN of the stage, or of a stage it is made of, compiles with cargo: what find_compile_stage gives
// may merely hold a target directory.
bool compiles_with_cargo(const Dockerfile& dockerfile, std::size_t stage);

// What the target stage copies, directly or through a chain, out of the compile stage, in file order; empty
// for a single-stage file.
std::vector<ShippedFile> shipped_files(const Dockerfile& dockerfile, std::string_view target);

// `cargo build|run|rustc`, `cargo install --path`, and wrappers (cargo auditable, cargo zigbuild, cross,
// xargo) in a RUN command.
bool runs_cargo_build(std::string_view command);

}  // namespace cb21
