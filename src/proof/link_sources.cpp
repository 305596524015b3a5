// SPDX-License-Identifier: Apache-2.0
#include "proof/link_sources.hpp"

#include "escape.hpp"
#include "inputs/container_path.hpp"
#include "proof/file_arrival.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

namespace cb21 {
namespace {

std::string context_name(const ContextFile& file) {
  return escape(file.landed->context_path.empty() ? file.path : file.landed->context_path);
}

class SourcesLink {
 public:
  SourcesLink(const StageLooks& looks, const UnitClosure& closure) : looks_(looks), closure_(closure) {}

  Judgement run() {
    for (const ClosureUnit& one : closure_.units) {
      if (!one.own) continue;
      const bool compiled = one.unit->kind != UnitKind::build_script_run;
      if (compiled && !one.unit->files_known && !one.by_artifact) {
        judgement_.not_shown(
            fmt::format("the dep-info of {} does not tell all of its files", unit_words(*one.unit)));
      }
      for (const ContextFile& file : one.files.context) see_context_file(*one.unit, file);
      for (const std::string& path : one.files.others) see_other_file(*one.unit, path);
      for (const std::string& path : one.files.strays) {
        judgement_.not_shown(
            fmt::format("{} lies among copies of the context's files and equals none of them", escape(path)));
      }
    }
    if (seen_.empty()) {
      judgement_.not_shown(fmt::format("no file of the context went into {}",
                                       escape(closure_.products.front().artifact->file.path)));
    }
    if (judgement_.passes()) judgement_.link.detail = counted(seen_.size(), "file") + " as they are now";
    return std::move(judgement_);
  }

 private:
  void see_context_file(const CargoUnit& unit, const ContextFile& file) {
    if (file.contested) {
      judgement_.not_shown(fmt::format("RUNs see different files at {}, by their mounts", escape(file.path)));
      return;
    }
    see_links(unit, file.path);
    seen_.insert(file.landed->context_path);
    const StageFile* const there = closure_.look.file(file.path);
    if (is_as_now(closure_.look, file)) return;
    if (there != nullptr && there->sha256.empty()) {
      judgement_.not_shown(fmt::format("the stage's {} could not be read", escape(file.path)));
    } else if (there != nullptr && looks_.digest_of(*file.landed).empty()) {
      judgement_.not_shown(context_name(file) + " could not be read");
    } else {
      see_difference(file);
    }
  }

  bool is_as_now(const StageLook& look, const ContextFile& file) const {
    const StageFile* const there = look.file(file.path);
    return there != nullptr && !there->sha256.empty() && there->sha256 == looks_.digest_of(*file.landed);
  }

  // A link on the way that was made anew since led the compiler elsewhere.
  void see_links(const CargoUnit& unit, const std::string& path) {
    for (std::string_view folder = parent_path(path); folder.size() > 1; folder = parent_path(folder)) {
      const std::string link(folder);
      if (closure_.look.file(link) == nullptr || was_there(link, unit)) continue;
      judgement_.not_shown(fmt::format("the link {} on the way to {} is not older than {}",
                                       escape(folder),
                                       escape(path),
                                       unit_words(unit)));
    }
  }

  bool was_there(const std::string& path, const CargoUnit& unit) const {
    return std::ranges::any_of(looks_.of(closure_.look.evidence->stage), [&](const StageLook& look) {
      const StageFile* const there = look.file(path);
      return there != nullptr && came_before(look, *there, unit);
    });
  }

  void see_difference(const ContextFile& file) {
    const std::size_t stage = closure_.look.evidence->stage;
    if (!looks_.has_cuts(stage)) {
      judgement_.wants.cuts.insert(stage);
      judgement_.not_shown(fmt::format("{} is not in its stage as it is in the context", context_name(file)));
      return;
    }
    const std::vector<StageLook> looks = looks_.of(stage);
    const auto placed =
        std::ranges::find_if(looks, [&](const StageLook& look) { return is_as_placed(look, file); });
    if (placed != looks.end()) {
      note_change(looks, file);
      return;
    }
    if (const std::string why = looks_.incomplete(stage); !why.empty()) {
      judgement_.not_shown(context_name(file) + ": " + why);
    } else if (file.landed->moved) {
      judgement_.not_shown(context_name(file) + " changed while docker was building");
    } else if (std::ranges::any_of(looks, [&](const StageLook& look) { return is_known(look, file); })) {
      judgement_.fail("stale-layer",
                      context_name(file) + ": the compiler had other content than is there now");
    } else {
      judgement_.not_shown(context_name(file) + " is in no look into its stage that could be compared");
    }
  }

  bool is_known(const StageLook& look, const ContextFile& file) const {
    const StageFile* const there = look.file(file.path);
    return there != nullptr && !there->sha256.empty() && !looks_.digest_of(*file.landed).empty();
  }

  // As the context has the file now that lay there then.
  bool is_as_placed(const StageLook& look, const ContextFile& file) const {
    if (is_as_now(look, file)) return true;
    const LandedFile* const landed = look.landed(file.path);
    const StageFile* const there = look.file(file.path);
    return landed != nullptr && there != nullptr && !there->sha256.empty() &&
           there->sha256 == looks_.digest_of(*landed);
  }

  void note_change(const std::vector<StageLook>& looks, const ContextFile& file) {
    for (std::size_t i = 0; i + 1 < looks.size(); ++i) {
      if (!is_as_placed(looks[i], file) || is_as_placed(looks[i + 1], file)) continue;
      const StageEvidence& changed = *looks[i].evidence;
      judgement_.notes.push_back(fmt::format(
          "{} was changed by {}", context_name(file), looks_.run_words(changed.stage, changed.instruction)));
      return;
    }
  }

  // A file of a unit of the project's own that no context has: one that a RUN made is the user's own.
  void see_other_file(const CargoUnit& unit, const std::string& path) {
    if (is_product(path)) return;
    if (is_below_target(path)) {
      judgement_.not_shown(fmt::format(
          "{} was compiled into {} and is no artifact that is known", escape(path), unit_words(unit)));
      return;
    }
    const std::size_t stage = closure_.look.evidence->stage;
    if (!looks_.has_cuts(stage)) {
      judgement_.wants.cuts.insert(stage);
      judgement_.not_shown(fmt::format("{} is of no context", escape(path)));
      return;
    }
    const StageLook first = looks_.of(stage).front();
    const bool made_by_run = first.file(path) == nullptr && first.evidence->why_none.empty();
    if (made_by_run || closure_.look.landing->gap.empty()) return;
    judgement_.not_shown(fmt::format("{}: {}", escape(path), closure_.look.landing->gap));
  }

  bool is_product(const std::string& path) const {
    return std::ranges::any_of(closure_.products,
                               [&](const Product& product) { return product.artifact->file.path == path; });
  }

  bool is_below_target(const std::string& path) const {
    return std::ranges::any_of(closure_.units, [&](const ClosureUnit& one) {
      return !one.unit->profile.empty() && is_within(path, one.unit->profile);
    });
  }

  const StageLooks& looks_;
  const UnitClosure& closure_;
  std::set<std::string> seen_;  // context paths
  Judgement judgement_{Link::sources};
};

}  // namespace

Judgement judge_sources(const StageLooks& looks, const UnitClosure& closure) {
  return SourcesLink(looks, closure).run();
}

}  // namespace cb21
