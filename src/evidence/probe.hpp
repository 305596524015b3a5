// SPDX-License-Identifier: Apache-2.0
// The probe: stages derived from those of a build that just ended, which write down what cargo's own files
// say (evidence.hpp). The layers before them are the user's own and come from docker's cache, so nothing is
// compiled. The caller builds the text with the arguments of that build and hands the tar stream of the
// target's files to EvidenceReader (evidence_reader.hpp). No docker is run here.
#pragma once

#include "evidence/evidence.hpp"
#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// A stage to look into, as it is before one of its instructions.
struct ProbePoint {
  std::size_t stage = 0;
  std::size_t instruction = k_end_of_stage;  // index into Stage::instructions, at least 1

  // Absolute stage paths. Below the folders, where COPY, ADD and bind mounts put the context, the times of
  // all files are told. The paths are told with their content's digest, beside all that dep-info names.
  std::vector<std::string> landing_folders;
  std::vector<std::string> paths;

  // Files that are wanted whole, as "/N/copy-0", "/N/copy-1", ... of the result. Where there are any the
  // point is not looked into otherwise. A path that is not there gives no file.
  std::vector<std::string> copies = {};
};

// A point that the build looks into, or why it does not.
struct ProbedPoint {
  std::size_t stage = 0;
  std::size_t instruction = k_end_of_stage;
  std::vector<std::string> cache_mounts;  // target folders of the cache mounts that are there, absolute
  bool looks_behind_mounts = false;       // a second look tells what mounts hide
  bool incomplete = false;                // a mount or path of it cannot be written down
  std::string why_none;                   // a sentence; no folder of the result is this point's
};

struct ProbeBuild {
  std::string dockerfile;           // the whole text; empty where no point can be looked into
  std::string target;               // the stage whose files are wanted
  std::string nonce;                // stands in each result
  std::vector<ProbedPoint> points;  // in the order asked; that of the result's folder "/N/" is points[N]
};

struct ProbeQuestion {
  std::string_view text;         // of the Dockerfile, as it was built
  const Dockerfile& dockerfile;  // that text, read with the build's arguments
  std::vector<ProbePoint> points;
  bool network_flag = false;  // the frontend knows RUN --network (not that of Docker 20.10)
  std::string nonce;          // letters and digits; another one each time, or docker has the old result
};

// The stages with a RUN that the target's image is made of: its own lineage, and all that these copy or mount
// from. Stages in place of which the build gets a named context are none. In the Dockerfile's order.
std::vector<std::size_t> stages_to_probe(const Dockerfile& dockerfile,
                                         std::string_view target,
                                         const std::set<std::string>& named_contexts);

// Where to look again into a stage when its end does not tell: before and behind each RUN. Indices of
// instructions, ascending; the end of the stage, where make_probe looks first, is none of them.
std::vector<std::size_t> cut_points(const Stage& stage);

// Points at the end of a stage see the cache and bind mounts of its RUNs and of the stages that it is FROM,
// of those with one target the last one, and in a second look what they hide. Points before an instruction
// see no mounts: what those held at that moment is gone. A stage in which no /bin/sh can run fails the build
// as a whole; docker names it by its probe, cb21-probe-N for points[N], and the others can be asked without
// it.
ProbeBuild make_probe(const ProbeQuestion& question);

}  // namespace cb21
