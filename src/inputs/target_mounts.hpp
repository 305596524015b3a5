// SPDX-License-Identifier: Apache-2.0
// Cache mounts that may hold what cargo compiled before. No layer speaks of them: what lies there was made of
// any files, by any build that had the mount.
#pragma once

#include "inputs/dockerfile.hpp"

#include <string_view>

namespace cb21 {

struct TargetMounts {
  bool any = false;
  // One that --no-cache may not empty: BuildKit before 0.16 keeps its content where uid, gid, mode, from or
  // source are given.
  bool lasting = false;
};

// Of the RUNs that may compile for `target`: a cargo build, or any command that is not known to compile
// nothing (make, a script). In doubt there is one. Those are none that other programs are known to keep
// (cargo's registry, apt's lists, sccache), and those of a RUN that first renews every source or removes what
// was made: `find . -name '*.rs' -exec touch`, `cargo clean`, `rm -rf target`. A touch of some sources is not
// enough: the other crates of the workspace stay as they are. Where no stage is seen to compile, the image
// may have nothing to do with Rust: there only mounts that are called target, or that CARGO_TARGET_DIR names,
// count.
TargetMounts find_target_mounts(const Dockerfile& dockerfile, std::string_view target);

}  // namespace cb21
