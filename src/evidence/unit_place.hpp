// SPDX-License-Identifier: Apache-2.0
// Where cargo keeps what it knows of a unit, by the names of folders alone (cargo's core/compiler/layout.rs):
//
//   PROFILE/.fingerprint/PKG-HASH/      a unit; PROFILE/build/PKG-HASH/ has the run of a build script
//   PROFILE/build/PKG/HASH/fingerprint/ the same in the layout that replaces it, .../HASH/run/ has the run
//   PROFILE/build/PKG-HASH/.fingerprint/ and .../PKG-HASH/run/ in a draft of that
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

struct UnitPlace {
  std::string profile;
  std::string package;
  std::string hash;
  std::string folder;       // of the fingerprint
  std::string_view file;    // the name in the folder
  bool run_folder = false;  // the file lies in the run's own folder
};

std::optional<UnitPlace> place_of_unit_file(std::string_view path);

// A file that rustc writes for a unit: in deps, examples, or the unit's folder below build.
struct OutputPlace {
  std::string profile;
  std::string stem;  // of the file's name: my_app
  std::string hash;  // empty for a dynamic library, whose name has none
};

// `extension`: what the name ends with besides, ".d" for example. Nothing for a file of another place, such
// as PROFILE/NAME.d, which is cargo's own.
std::optional<OutputPlace> place_of_output(std::string_view path, std::string_view extension);

// Whether a file lies in the OUT_DIR of a build script's run below that profile.
bool is_build_output(std::string_view path, std::string_view profile);

}  // namespace cb21
