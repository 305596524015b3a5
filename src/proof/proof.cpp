// SPDX-License-Identifier: Apache-2.0
#include "proof/proof.hpp"

#include <algorithm>
#include <array>

namespace cb21 {
namespace {

struct Cure {
  std::string_view mechanism;
  std::string_view text;
};

constexpr auto k_cures = std::to_array<Cure>({
    {"placeholder-main",
     "put `RUN find . -name '*.rs' -exec touch {} +` before the cargo build that follows the copy of the "
     "sources, "
     "or build the dependencies with cargo-chef"},
    {"wrong-bin",
     "compare [[bin]] in Cargo.toml and the cargo command with the COPY of the last stage and "
     "ENTRYPOINT"},
    {"unbuilt-bin", "name the binary in the cargo command: `cargo build --release --bin NAME`"},
    {"cargo-failed",
     "let the RUN end where cargo fails: `set -e` first in a heredoc, `set -o pipefail` before a pipe, no "
     "`|| true`"},
    {"wrong-program",
     "let ENTRYPOINT or CMD name the program that this build puts into the image, by its whole path"},
    {"image-not-loaded", "add --load or --push, so that the image leaves the builder"},
    {"target-cache-mount",
     "touch the sources in the RUN that mounts the cache, or give the mount an id of the project's own"},
    {"host-target-copied", "add target/ to .dockerignore"},
    {"stale-layer", "build again with --cb21-strategy prune"},
    {"one-arch-everywhere",
     "compile for $TARGETPLATFORM: pass cargo --target, or leave --platform=$BUILDPLATFORM out of the stage"},
    {"ignored-input", "take the file out of the ignore file, or add it to the COPY that brings the sources"},
    {"lock-drift", "take Cargo.lock out of the ignore file and pass --locked to cargo"},
    {"same-name-context", "build again with --cb21-strategy prune"},
    {"cache-import", "build without --cache-from, or give the cache a key of the sources' own"},
    {"same-stat-edit", "build again with --cb21-strategy prune"},
    {"deploy-path", "ship the image that was verified, by its id or digest, or build this one with cb21"},
    {"container-not-recreated",
     "make the container anew: docker compose up --force-recreate, or docker rm -f and run again"},
    {"dir-mode-change", "build again with --cb21-strategy prune"},
    {"clock-or-filesystem",
     "set the clock, give the files times of now (touch), and build again with --cb21-strategy prune"},
    {"not-rebuilt", "build again: the sources have changed since the image was made"},
    {"revert-with-target-mount", "touch the sources in the RUN that mounts the cache"},
    {"non-rust-input",
     "let build.rs print cargo:rerun-if-changed for the file, and name it to cb21 with --cb21-watch"},
    {"partial-invalidation", "let --no-cache-filter name a stage of the Dockerfile, or pass --no-cache"},
    {"fetched-in-run", "pin what the RUN fetches by version or digest, or build with --no-cache"},
    {"stale-base", "build with --pull, or name the base image by its digest"},
    {"hardlink-classic", "build with BuildKit (DOCKER_BUILDKIT=1), or copy a file that has no second name"},
});

}  // namespace

std::string_view proof_result_name(ProofResult result) {
  switch (result) {
    case ProofResult::pass:
      return "pass";
    case ProofResult::fail:
      return "fail";
    case ProofResult::inconclusive:
      break;
  }
  return "not-shown";
}

bool is_open_question(const Proof& proof) {
  return proof.result == ProofResult::inconclusive && proof.name != "same-image" && proof.name != "stub";
}

std::string_view cure_of(std::string_view mechanism) {
  const auto* const found = std::find_if(
      k_cures.begin(), k_cures.end(), [&](const Cure& cure) { return cure.mechanism == mechanism; });
  return found == k_cures.end() ? std::string_view() : found->text;
}

}  // namespace cb21
