// SPDX-License-Identifier: Apache-2.0
// What an artifact is made of: the units of cargo's that its own unit names, theirs, and those of artifacts
// that were compiled in.
#pragma once

#include "evidence/stage_dep_info.hpp"
#include "proof/context_files.hpp"
#include "proof/stage_looks.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct ClosureUnit {
  const CargoUnit* unit = nullptr;
  UnitSources files;
  bool own = false;  // its sources came from a context
  std::vector<const CargoUnit*> made_of;
  bool lacks_dependency = false;  // it names a unit that is not there
  bool expands_own_macro = false;
  bool by_artifact = false;  // its own dep-info is gone; `files` are those of all units of the artifact
};

struct Product {
  const CargoArtifact* artifact = nullptr;
  const CargoUnit* unit = nullptr;  // null where none or several may have made it
};

struct UnitClosure {
  StageLook look;
  std::vector<Product> products;   // first the artifact that was asked of, then those compiled into it
  std::vector<ClosureUnit> units;  // first the artifact's own
  // The artifact's own dep-info names files of the context, and a unit has each of them.
  bool covered = false;
};

UnitClosure close_over(const StageLook& look, const CargoArtifact& artifact);

// The unit that made the artifact: by its hash, else by name, kind and times.
const CargoUnit* unit_of(const StageLook& look, const CargoArtifact& artifact);

bool is_library_file(std::string_view path);

// "crate app", "the build script of app", "the run of app's build script", escaped.
std::string unit_words(const CargoUnit& unit);

}  // namespace cb21
