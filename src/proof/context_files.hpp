// SPDX-License-Identifier: Apache-2.0
// The files that went into a unit of cargo's, beside the context's files that they are.
#pragma once

#include "proof/stage_looks.hpp"

#include <string>
#include <vector>

namespace cb21 {

// A file of a stage that is one of the context's: COPY, ADD or a mount put it there, or a RUN made a copy of
// one, which its content tells.
struct ContextFile {
  std::string path;  // in the stage
  const LandedFile* landed = nullptr;
  bool contested = false;

  friend bool operator==(const ContextFile&, const ContextFile&) = default;
};

struct UnitSources {
  std::vector<ContextFile> context;
  std::vector<std::string> others;  // of no context, by stage path
  std::vector<std::string>
      strays;  // of those, the ones whose neighbours were copied from the context's files
};

// `paths` are absolute; a folder among them stands for all that the context has below it.
UnitSources find_unit_sources(const StageLook& look, const std::vector<std::string>& paths);

// The deepest Cargo.toml of a context above a file, by stage path; empty where there is none.
std::string manifest_above(const StageLook& look, const std::string& file);

// What the context has of the package that `file` of the stage belongs to: all below the deepest Cargo.toml
// above it, without packages that lie further below.
std::vector<ContextFile> package_files(const StageLook& look, const std::string& file);

}  // namespace cb21
