// SPDX-License-Identifier: Apache-2.0
#include "inputs/touch_points.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/source_changes.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

bool is_build_script(std::string_view source) { return base_name(source) == "build.rs"; }

// A made-up main.rs and a build.rs come before the dependencies are built; the real sources come later.
bool brings_real_sources(const CopyInstruction& copy, const std::string& source) {
  return brings_sources(source) && !is_build_script(source) && !brings_placeholder(copy);
}

// What is mounted is there for one RUN only, and read-only or thrown away behind it.
bool mounts_sources(const Dockerfile& dockerfile, const RunInstruction& run, std::size_t stage) {
  return std::any_of(run.mounts.begin(), run.mounts.end(), [&](const Mount& mount) {
    if (mount.type != "bind") return false;
    const bool foreign = !mount.from.empty() && !source_stage(dockerfile, mount.from, stage);
    return !foreign && brings_sources(mount.source);
  });
}

// Goes through the stages from the base on.
class Search {
 public:
  Search(const Dockerfile& dockerfile, std::size_t stage) : dockerfile_(dockerfile), stage_(stage) {
    const auto& runs = dockerfile.stages[stage].runs;
    cargo_named_ = std::any_of(runs.begin(), runs.end(), [](const RunInstruction& run) {
      return cb21::runs_cargo_build(run.command);
    });
  }

  TouchPoints run() {
    for (const std::size_t part : stage_lineage(dockerfile_, stage_)) walk(dockerfile_.stages[part]);
    if (found_.obstacle.empty() && places_.empty()) {
      found_.obstacle = "no COPY brings the sources into the stage that compiles";
    } else if (found_.obstacle.empty() && found_.points.empty()) {
      found_.obstacle = "no RUN of the stage that compiles comes behind the COPY of the sources";
    }
    return std::move(found_);
  }

 private:
  void walk(const Stage& stage) {
    auto copy = stage.copies.begin();
    for (const RunInstruction& run : stage.runs) {
      for (; copy != stage.copies.end() && copy->instruction < run.instruction; ++copy) see_copy(*copy);
      if (stage.index == stage_) see_run(run);
    }
    for (; copy != stage.copies.end(); ++copy) see_copy(*copy);
  }

  void see_copy(const CopyInstruction& copy) {
    for (const std::string& source : copy.sources) {
      if (!brings_real_sources(copy, source)) continue;
      const std::string place = arrival_of(copy, source);
      if (std::find(places_.begin(), places_.end(), place) == places_.end()) places_.push_back(place);
      untouched_ = true;
    }
  }

  void see_run(const RunInstruction& run) {
    if (cargo_named_ && !cb21::runs_cargo_build(run.command)) return;
    if (mounts_sources(dockerfile_, run, stage_)) {
      found_.obstacle = "the sources are bind-mounted into the RUN that compiles, so they cannot be touched";
    }
    if (!untouched_) return;
    found_.points.push_back({run.line, places_});
    untouched_ = false;
  }

  const Dockerfile& dockerfile_;
  std::size_t stage_;
  bool cargo_named_ = false;
  std::vector<std::string> places_;
  bool untouched_ = false;  // sources have arrived since the last touch
  TouchPoints found_;
};

}  // namespace

TouchPoints find_touch_points(const Dockerfile& dockerfile, std::size_t stage) {
  return Search(dockerfile, stage).run();
}

}  // namespace cb21
