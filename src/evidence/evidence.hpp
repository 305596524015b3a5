// SPDX-License-Identifier: Apache-2.0
// What a build's own files say of how its programs were made: cargo's units with their times and inputs, the
// artifacts that they left, and the files that went in, as the stages of the build hold them. Read back by
// the probe (probe.hpp), computed once a build and platform, and only read afterwards. Plain values: nothing
// here judges. Times are nanoseconds since the epoch, as the stage's file system keeps them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace cb21 {

// A file of a stage.
struct StageFile {
  std::string path;  // absolute in the stage
  std::uint64_t size = 0;
  std::int64_t mtime_ns = 0;
  std::int64_t ctime_ns = 0;
  std::string sha256;  // 64 hexadecimal digits; empty where only the times were asked for

  friend bool operator==(const StageFile&, const StageFile&) = default;
};

enum class UnitKind {
  program,           // bin-NAME, and example-NAME or test-… that are programs of their own
  library,           // lib-NAME: libraries of every crate type, procedural macros included
  build_script,      // the compilation of a build script
  build_script_run,  // its run, whose output other units are made of
};

// One unit of cargo's work (cargo core/compiler/fingerprint): a folder with its fingerprint, and what
// dep-info says of its inputs.
struct CargoUnit {
  std::string folder;   // of the fingerprint, absolute: /app/target/release/.fingerprint/app-0123456789abcdef
  std::string profile;  // the folder of the profile, absolute: /app/target/release
  std::string package;  // as the folder's name has it: app
  std::string hash;     // 16 hexadecimal digits
  UnitKind kind = UnitKind::library;
  std::string target;  // the cargo target: app of bin-app; build-script-build for a build script

  std::int64_t invoked_ns = 0;        // mtime of invoked.timestamp: cargo started the compiler or the script
  std::int64_t invoked_ctime_ns = 0;  // differs from it where a layer was packed and unpacked
  std::int64_t dep_info_ns = 0;  // mtime of dep-*, which cargo sets to invoked_ns when all went well; 0: none
  std::int64_t fingerprint_ns = 0;  // mtime of the fingerprint file, which is written last; 0: none
  std::string fingerprint;  // its 16 hexadecimal digits; empty after a compilation that did not end well
  std::vector<std::string> dependencies;  // the fingerprints of the units that it was made of

  // What dep-info names, made absolute, without what other units made below the target folder (OUT_DIR). For
  // a run of a build script: what it declared by rerun-if-changed, where the artifact's dep-info tells.
  std::vector<std::string> files;
  bool files_known = false;  // dep-info is there, and each of its paths could be made absolute

  bool in_mount = false;  // below a cache mount, whose content is of no layer

  std::string linker;  // as the flags for rustc name it; empty: they name none

  // A library that rustc loads while it compiles others: it may read files that no dep-info names.
  bool procedural_macro = false;

  // ctime of dep-*: later than the mtime that cargo set, but not where a folder was copied or touched; 0: not
  // known.
  std::int64_t dep_info_ctime_ns = 0;

  friend bool operator==(const CargoUnit&, const CargoUnit&) = default;
};

// A program or dynamic library that cargo left in a target folder.
struct CargoArtifact {
  StageFile file;
  std::string profile;   // as of CargoUnit
  std::string name;      // the cargo target's name: app for /app/target/release/deps/app-0123456789abcdef
  std::string hash;      // of the unit, where the path has it; empty for target/release/app
  std::string build_id;  // .note.gnu.build-id in hexadecimal; empty: none in the first 4096 bytes
  std::vector<std::string> files;  // what NAME.d beside it lists: every file of the project's own, absolute
  bool in_mount = false;

  friend bool operator==(const CargoArtifact&, const CargoArtifact&) = default;
};

// A line of a .cargo/config.toml that names a program in the place of the compiler or the linker.
struct CargoSetting {
  std::string folder;  // below which it holds: that of .cargo; "/" for the file in CARGO_HOME
  std::string key;     // the last part: linker, rustc, rustc-wrapper or rustc-workspace-wrapper
  std::string value;

  friend bool operator==(const CargoSetting&, const CargoSetting&) = default;
};

inline constexpr std::size_t k_end_of_stage = std::numeric_limits<std::size_t>::max();

// What was found in one stage at one point of it.
struct StageEvidence {
  std::size_t stage = 0;                     // index into Dockerfile::stages
  std::size_t instruction = k_end_of_stage;  // before that instruction of the stage
  std::string why_none;                      // a sentence, where the stage could not be looked into
  bool truncated = false;                    // a bound was met: what is not here may be there
  bool whole_seconds = false;                // its stat gives no fractions
  std::vector<CargoUnit> units;              // sorted by folder
  std::vector<CargoArtifact> artifacts;      // sorted by path
  std::vector<CargoSetting> settings;        // in the order of their files
  // By path: files of units with their digests, files below the context's landing places with their times.
  // Symbolic links among them and on the way to a unit's file are here as well, without a digest, with the
  // times of their own; a unit's file that is a link itself has the later ctime of the two.
  std::map<std::string, StageFile> files;

  friend bool operator==(const StageEvidence&, const StageEvidence&) = default;
};

struct Evidence {
  std::vector<StageEvidence> stages;  // by stage, then instruction
  std::string trouble;                // a sentence, where no stage could be looked into at all

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

}  // namespace cb21
