// SPDX-License-Identifier: Apache-2.0
#include "proof/link_compiled.hpp"

#include "escape.hpp"
#include "inputs/container_path.hpp"
#include "proof/file_arrival.hpp"
#include "proof/named_tools.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace cb21 {
namespace {

// The digest of all that could reach the unit is the one that it was verified with.
bool is_remembered(const ChainFacts& facts, const CargoUnit& unit) {
  const auto inputs = facts.inputs_now.find(unit.folder);
  return inputs != facts.inputs_now.end() &&
         facts.remembered.contains({unit.folder, unit.invoked_ns, inputs->second});
}

std::string name_of(const ContextFile& file) {
  return escape(file.landed->context_path.empty() ? file.path : file.landed->context_path);
}

class CompiledLink {
 public:
  CompiledLink(const ChainFacts& facts, const StageLooks& looks, const UnitClosure& closure)
      : facts_(facts), looks_(looks), closure_(closure) {}

  Judgement run() {
    std::size_t units = 0;
    for (const ClosureUnit& one : closure_.units) {
      if (!one.own) continue;
      ++units;
      see_wrapper(one);
      if (!is_remembered(facts_, *one.unit)) see_unit(one);
    }
    if (units == 0) judgement_.not_shown("no crate of the project's own was compiled");
    if (judgement_.passes()) {
      judgement_.link.detail = fmt::format(
          "{}, after {} came", counted(units, "unit"), units == 1 ? "its sources" : "their sources");
    }
    return std::move(judgement_);
  }

 private:
  // A cache of its own is empty where docker's was not kept.
  void see_wrapper(const ClosureUnit& one) {
    if (!facts_.cache_kept) return;
    const std::string wrapper =
        facts_.compiler_wrapper.empty() ? named_compiler(closure_.look, one) : facts_.compiler_wrapper;
    if (wrapper.empty()) return;
    judgement_.not_shown(
        fmt::format("{} may answer from a cache of its own in place of the compiler", escape(wrapper)));
    if (!is_of_this_build(facts_, *one.unit)) judgement_.climbing_may_help = true;
  }

  void see_unit(const ClosureUnit& one) {
    const CargoUnit& unit = *one.unit;
    if (unit.in_mount && !is_of_this_build(facts_, unit)) {
      climb(
          fmt::format("{} lies in a cache mount, and that this build compiled it does not show "
                      "(target-cache-mount)",
                      unit_words(unit)));
      return;
    }
    for (const ContextFile& file : one.files.context) {
      if (file.landed != nullptr) see_file(one, file);
    }
    see_undeclared(one);
  }

  void climb(std::string detail) {
    judgement_.not_shown(std::move(detail));
    judgement_.climbing_may_help = true;
  }

  void see_file(const ClosureUnit& one, const ContextFile& file) {
    const CargoUnit& unit = *one.unit;
    if (file.contested) {
      judgement_.not_shown(fmt::format("RUNs see different files at {}, by their mounts", escape(file.path)));
      return;
    }
    const FileArrival arrival = find_arrival({facts_, looks_, closure_.look, unit}, file);
    switch (arrival.when) {
      case Arrival::before:
        return;
      case Arrival::asked:
        judgement_.wants.cuts.insert(arrival.wanted.begin(), arrival.wanted.end());
        judgement_.not_shown(
            fmt::format("{} is not older than the compilation of {}", name_of(file), unit_words(unit)));
        return;
      case Arrival::unclear:
        climb(fmt::format(
            "{} is not older than the compilation of {}: {}", name_of(file), unit_words(unit), arrival.why));
        return;
      case Arrival::after:
        break;
    }
    if (looks_.digest_of(*file.landed).empty() || file.landed->moved) {
      judgement_.not_shown(fmt::format("{} changed while docker was building", name_of(file)));
    } else if (one.by_artifact) {
      judgement_.not_shown(
          fmt::format("{} came after {}, whose dep-info is gone", name_of(file), unit_words(unit)));
    } else if (is_unpacked(unit) && arrival.outside) {
      climb(fmt::format("the layers of {} were unpacked: their times do not tell what came first",
                        unit_words(unit)));
    } else {
      refute(unit, file, arrival.outside);
    }
  }

  void refute(const CargoUnit& unit, const ContextFile& file, bool outside) {
    const std::string line = file.landed->line == 0 ? "" : fmt::format(" in line {}", file.landed->line);
    if (!outside) {
      const CompilationPlace place =
          unit.in_mount ? CompilationPlace{} : find_compilation(looks_, closure_.look, unit);
      std::string by;
      if (place.run) {
        const StageEvidence& before = *place.run->before.evidence;
        by = " by " + looks_.run_words(before.stage, before.instruction);
      }
      const std::string sentence =
          fmt::format("{} was compiled{}, before {} was copied{}", unit_words(unit), by, name_of(file), line);
      if (const CargoUnit* later = find_later_build(unit)) {
        judgement_.fail("unbuilt-bin",
                        sentence + "; it was compiled again into " + escape(later->profile),
                        unbuilt_cure(*later));
      } else {
        judgement_.fail("placeholder-main", sentence);
      }
      return;
    }
    const bool sent = closure_.look.landed(unit.folder + "/invoked.timestamp") != nullptr;
    judgement_.fail(sent ? "host-target-copied" : "stale-base",
                    fmt::format("{} was compiled {}, before {} was copied{}",
                                unit_words(unit),
                                sent ? "on the host" : "in the base image",
                                name_of(file),
                                line));
  }

  // The same target, compiled later elsewhere: by another profile, into another folder, or in a mount.
  const CargoUnit* find_later_build(const CargoUnit& unit) const {
    if (unit.kind != UnitKind::program) return nullptr;
    for (const StageLook& look : looks_.ends()) {
      for (const CargoUnit& other : look.evidence->units) {
        const bool same =
            other.package == unit.package && other.kind == unit.kind && other.target == unit.target;
        const bool elsewhere = other.profile != unit.profile || other.in_mount != unit.in_mount;
        if (same && elsewhere && other.invoked_ns > unit.invoked_ns && !other.fingerprint.empty())
          return &other;
      }
    }
    return nullptr;
  }

  static std::string unbuilt_cure(const CargoUnit& later) {
    const std::string path = escape(later.profile + "/" + later.target);
    if (later.in_mount) {
      return fmt::format("copy {} to a place outside the mount in the RUN that has it mounted, and COPY that",
                         path);
    }
    return fmt::format("let the COPY of the last stage take {}", path);
  }

  void see_undeclared(const ClosureUnit& one) {
    std::string root;
    if (one.expands_own_macro && !one.files.context.empty()) root = one.files.context.front().path;
    if (one.unit->kind == UnitKind::build_script_run) root = script_of(one);
    if (root.empty()) return;
    for (const ContextFile& file : package_files(closure_.look, root)) {
      const FileArrival arrival = find_arrival({facts_, looks_, closure_.look, *one.unit}, file);
      if (arrival.when == Arrival::before) continue;
      judgement_.wants.cuts.insert(arrival.wanted.begin(), arrival.wanted.end());
      judgement_.not_shown(
          fmt::format("{} came before {}, and may read it undeclared", unit_words(*one.unit), name_of(file)));
    }
  }

  std::string script_of(const ClosureUnit& run) const {
    for (const ClosureUnit& one : closure_.units) {
      const bool script = one.unit->kind == UnitKind::build_script &&
                          std::ranges::find(run.made_of, one.unit) != run.made_of.end();
      if (script && !one.files.context.empty()) return one.files.context.front().path;
    }
    return "";
  }

  const ChainFacts& facts_;
  const StageLooks& looks_;
  const UnitClosure& closure_;
  Judgement judgement_{Link::compiled};
};

}  // namespace

Judgement judge_compiled(const ChainFacts& facts, const StageLooks& looks, const UnitClosure& closure) {
  return CompiledLink(facts, looks, closure).run();
}

bool is_of_this_build(const ChainFacts& facts, const CargoUnit& unit) {
  return facts.build_began_ns != 0 && !facts.other_build_ran && unit.invoked_ns >= facts.build_began_ns;
}

}  // namespace cb21
