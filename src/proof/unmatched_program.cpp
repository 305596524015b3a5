// SPDX-License-Identifier: Apache-2.0
#include "proof/unmatched_program.hpp"

#include "escape.hpp"
#include "inputs/path_name.hpp"
#include "proof/link_compiled.hpp"
#include "proof/program_custody.hpp"
#include "proof/unit_closure.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using What = UnmatchedProgram::What;

class Judge {
 public:
  Judge(const ChainFacts& facts, const StageLooks& looks, const ShippedProgram& program)
      : facts_(facts),
        looks_(looks),
        program_(program),
        started_(program.path == facts.started.path),
        name_(escape(program.path)) {}

  UnmatchedProgram run() {
    if (!program_.file->rust && !program_.named && !program_.earlier) return {};
    if (!program_.match.undecided.empty()) {
      return {What::unclear, program_.match.undecided, program_.match.wants, false};
    }
    if (!facts_.base_known) {
      UnmatchedProgram asked = unclear("is no artifact of this build, unless the base image has it");
      asked.wants.base_files.insert(program_.path);
      return asked;
    }
    return facts_.base_files.contains(program_.path) ? judge_base_file() : judge_above_base();
  }

 private:
  UnmatchedProgram refuted(std::string_view words) const {
    return {What::refuted, fmt::format("{} {}", name_, words), {}, false};
  }

  UnmatchedProgram unclear(std::string_view words) const {
    return {What::unclear, fmt::format("{} {}", name_, words), {}, false};
  }

  // A target may have the name of a tool that the base has: only a Rust program is taken for the target.
  UnmatchedProgram judge_base_file() const {
    if (program_.earlier) return refuted("is the base image's own, and the program of an earlier image");
    if (program_.named && (program_.file->rust || started_)) {
      return refuted("is the base image's own, under the name of a target that this build compiles");
    }
    return started_ ? unclear("is a Rust program of the base image") : UnmatchedProgram{};
  }

  UnmatchedProgram judge_above_base() const {
    if (!program_.file->rust && program_.file->build_id.empty()) {
      return unclear("is no artifact of this build as it is, and may be packed");
    }
    if (const std::set<std::size_t> stages = looks_.stages_without_cuts(); !stages.empty()) {
      UnmatchedProgram asked = unclear("is nothing that the stages hold at their ends");
      asked.wants.cuts = stages;
      return asked;
    }
    if (const std::string why = looks_.incomplete(); !why.empty()) {
      return unclear("was not found among the artifacts of this build: " + why);
    }
    if (!program_.named && !program_.earlier)
      return unclear("is a Rust program that no step of this build is seen to compile");
    return judge_namesakes();
  }

  // What this build compiled under the name, or under any for an earlier image's program. Where that is
  // sound, the program is another one; where there is none, or a placeholder's, the place in which it was
  // compiled is gone. A RUN from docker's cache may have copied it out of a mount that has moved on since.
  UnmatchedProgram judge_namesakes() const {
    UnmatchedProgram answer = unclear("equals no artifact, and where it was compiled is gone");
    for (const ArtifactPlace& place : namesakes()) {
      const ProgramCustody custody = judge_program(facts_, looks_, {place});
      if (custody.whole()) {
        return refuted(fmt::format("is {}not what this build compiled into {}",
                                   program_.earlier ? "the program of an earlier image, and " : "",
                                   escape(place.artifact->file.path)));
      }
      add_wants(answer.wants, custody.compiled.wants);
      answer.climbing_may_help = answer.climbing_may_help || place.artifact->in_mount;
    }
    return answer;
  }

  std::vector<ArtifactPlace> namesakes() const {
    std::vector<ArtifactPlace> places;
    for (const StageLook& look : looks_.ends()) {
      for (const CargoArtifact& artifact : look.evidence->artifacts) {
        if (is_namesake(artifact)) places.push_back({look, &artifact});
      }
    }
    return places;
  }

  bool is_namesake(const CargoArtifact& artifact) const {
    if (!program_.named) return !is_library_file(artifact.file.path);
    const std::string_view name = base_name(program_.path);
    return base_name(artifact.file.path) == name ||
           (!is_library_file(name) && crate_name(artifact.name) == crate_name(name));
  }

  const ChainFacts& facts_;
  const StageLooks& looks_;
  const ShippedProgram& program_;
  bool started_;
  std::string name_;
};

}  // namespace

UnmatchedProgram judge_unmatched(const ChainFacts& facts,
                                 const StageLooks& looks,
                                 const ShippedProgram& program) {
  return Judge(facts, looks, program).run();
}

}  // namespace cb21
