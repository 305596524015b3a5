// SPDX-License-Identifier: Apache-2.0
// The chain of custody of one image and platform: from the bytes of the context to the program that the image
// starts, link by link. A pure function of what the probe read from the build (evidence/), what the image
// holds, and what the context has now. Nothing of it is inferred from a Dockerfile's text.
//
//   a sources    the compiler had these very files
//   b compiled   after they were in place
//   c linked     into this artifact, by units that each answer a and b
//   d shipped    which is the file that the image holds
//   e started    and the image starts it
//
// A link that is refuted fails; one that cannot be shown says why. `verified` needs all five.
#pragma once

#include "evidence/evidence.hpp"
#include "evidence/image_tree.hpp"
#include "evidence/remembered_unit.hpp"
#include "evidence/started_file.hpp"
#include "proof/proof.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

enum class Link { sources, compiled, linked, shipped, started };

inline constexpr std::array<Link, 5> k_links{
    Link::sources, Link::compiled, Link::linked, Link::shipped, Link::started};

std::string_view link_name(Link link);  // "sources", ...

struct LinkResult {
  Link link = Link::sources;
  ProofResult result = ProofResult::inconclusive;  // pass, fail, or not shown
  std::string detail;                              // a sentence: which file, which crate, why; escaped
  std::string mechanism;                           // of a failure; empty when none is known
  std::string cure;                                // of a failure, what to do
};

// The file of a context that a COPY, ADD or bind mount puts at a path of a stage.
struct LandedFile {
  std::string context_path;  // as a snapshot names it
  std::string sha256;        // of the content that the context has now; empty where it cannot be read
  bool moved = false;        // its content changed while docker was building
  std::size_t line = 0;      // of the instruction that put it there
};

// What lies where in one stage before one instruction, as far as the context brings it.
struct Landing {
  std::size_t stage = 0;
  std::size_t instruction = k_end_of_stage;
  std::map<std::string, LandedFile> files;  // by stage path
  std::set<std::string> contested;          // paths at which RUNs see different files, by their mounts
  std::string gap;  // a sentence, where more of the context may lie there than `files` says
};

struct ChainFacts {
  const Evidence& evidence;
  const std::vector<Landing>& landings;
  const ImageTree& image;
  const StartedFile& started;
  std::set<std::string> base_files;    // paths whose files are the base image's own, byte for byte
  bool base_known = false;             // base_files was asked for: what is not in it is above the base
  bool manifest_lands = true;          // a context brings a Cargo.toml into a stage, or may
  std::set<std::string> target_names;  // binaries that the project's manifests name
  std::set<std::string> old_programs;  // SHA-256 of programs of this project's earlier verified images
  std::int64_t build_began_ns = 0;     // by this machine's clock, which is the engine's; 0: not known
  bool other_build_ran = false;        // another build of cb21's own ran on the builder with a cache mount
  // By unit folder: the digest of what could reach the unit now; asked of units in a cache mount only.
  std::map<std::string, std::string> inputs_now;
  std::set<RememberedUnit> remembered;
  std::string compiler_wrapper;  // a RUSTC_WRAPPER other than sccache; empty: none
  bool cache_kept = false;       // docker was not told to distrust its cache
  // By stage and instruction: the line of each RUN, for the messages.
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> run_lines;
};

// A stage before one of its instructions.
struct StagePoint {
  std::size_t stage = 0;
  std::size_t instruction = k_end_of_stage;

  friend bool operator==(const StagePoint&, const StagePoint&) = default;
};

// What would decide a link that is not shown. The caller asks for each once, and judges again.
struct ChainWants {
  std::set<std::size_t> cuts;        // stages to look into before and behind each RUN
  std::set<std::string> base_files;  // image paths to compare with the base image
  std::set<std::string> segments;    // stage paths of artifacts whose loaded segments are to be compared
  std::map<std::string, StagePoint> segment_points;  // of each of them, where it lies

  // Stages to compile again while nothing rewrites what the compiler leaves: something wrote over an
  // artifact.
  std::set<std::size_t> unaltered;

  bool empty() const { return cuts.empty() && base_files.empty() && segments.empty() && unaltered.empty(); }
};

// A unit that the verified image is made of, for the record.
struct ChainUnit {
  std::string folder;
  std::int64_t invoked_ns = 0;
  std::vector<std::string> context_files;  // that went into it

  friend bool operator==(const ChainUnit&, const ChainUnit&) = default;
};

struct Chain {
  std::array<LinkResult, 5> links;
  std::vector<std::string> programs;  // image paths that were matched to artifacts
  std::vector<ChainUnit> units;       // own units behind them, sorted by folder
  std::vector<std::string> learned;   // context files that dep-info named, sorted
  // Manifests, as a snapshot names them, of packages whose macros or build script may read files that no
  // dep-info names.
  std::set<std::string> undeclared;
  std::vector<std::string> notes;  // sentences worth a line: "src/v.rs was changed by the RUN in line 7"
  bool in_mount = false;           // a unit lies in a cache mount
  bool no_rust = false;  // no stage has a Cargo.toml, a unit or an artifact, nor the image a program
  bool climbing_may_help = false;  // a link is not shown only because the cache was kept
  ChainWants wants;

  bool whole() const;    // each link passes
  bool refuted() const;  // a link fails

  const LinkResult* first_open() const;  // the first link that does not pass; null where all do
};

// `segments`: by stage path, what elf_facts says of the artifacts in ChainWants::segments.
Chain judge_chain(const ChainFacts& facts, const std::map<std::string, std::string>& segments);

}  // namespace cb21
