// SPDX-License-Identifier: Apache-2.0
#include "proof/link_linked.hpp"

#include "escape.hpp"
#include "proof/link_compiled.hpp"
#include "proof/named_tools.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

class LinkedLink {
 public:
  LinkedLink(const ChainFacts& facts, const UnitClosure& closure) : facts_(facts), closure_(closure) {}

  Judgement run() {
    for (const Product& product : closure_.products) see_product(product);
    for (const ClosureUnit& one : closure_.units) {
      if (one.own) see_unit(one);
    }
    if (judgement_.passes()) judgement_.link.detail = escape(closure_.products.front().artifact->file.path);
    return std::move(judgement_);
  }

 private:
  bool in_seconds(const CargoUnit& unit) const {
    return closure_.look.evidence->whole_seconds || is_unpacked(unit);
  }

  // A unit that failed is told by its own sentence.
  void see_product(const Product& product) {
    if (product.unit == nullptr) {
      judgement_.not_shown(
          fmt::format("which unit of cargo's made {} is not clear", escape(product.artifact->file.path)));
      return;
    }
    const CargoUnit& unit = *product.unit;
    if (unit.fingerprint.empty()) return;
    const std::int64_t made = product.artifact->file.mtime_ns;
    const bool seconds = in_seconds(unit);
    const bool after_start = seconds ? in_order(unit.invoked_ns, made, true) : unit.invoked_ns < made;
    if (after_start && in_order(made, unit.fingerprint_ns, seconds)) return;
    judgement_.not_shown(fmt::format("{} was written at another time than its compilation's",
                                     escape(product.artifact->file.path)));
    // strip and its like keep the build-id, which a compilation without them can be told by.
    if (made > unit.fingerprint_ns && !product.artifact->build_id.empty())
      judgement_.wants.unaltered.insert(closure_.look.evidence->stage);
  }

  void see_unit(const ClosureUnit& one) {
    const CargoUnit& unit = *one.unit;
    if (unit.fingerprint.empty()) {
      see_failed(unit);
      return;
    }
    const bool seconds = in_seconds(unit);
    const bool compiled = unit.kind != UnitKind::build_script_run;
    const bool set_by_cargo =
        seconds || unit.dep_info_ctime_ns == 0 || unit.dep_info_ctime_ns > unit.dep_info_ns;
    const bool copied = (compiled && (unit.dep_info_ns != unit.invoked_ns || !set_by_cargo)) ||
                        !in_order(unit.invoked_ns, unit.fingerprint_ns, seconds);
    if (copied) {
      judgement_.not_shown(fmt::format(
          "the times of {} are not those that cargo leaves: its target folder was copied or touched",
          unit_words(unit)));
    }
    for (const CargoUnit* dependency : one.made_of) {
      if (in_order(dependency->invoked_ns, unit.invoked_ns, seconds)) continue;
      judgement_.not_shown(fmt::format(
          "{} was compiled again after {} was made of it", unit_words(*dependency), unit_words(unit)));
    }
    if (one.lacks_dependency && !closure_.covered) {
      judgement_.not_shown(
          fmt::format("{} is made of a unit that its target folder no longer holds", unit_words(unit)));
    }
    see_linker(one);
    see_later_failure(unit);
  }

  // It has the last word on what the artifact is.
  void see_linker(const ClosureUnit& one) {
    if (one.unit->kind == UnitKind::build_script_run) return;
    const std::string linker = named_linker(closure_.look, one);
    if (linker.empty()) return;
    judgement_.not_shown(fmt::format(
        "{} was linked by {}, which is no linker that is known", unit_words(*one.unit), escape(linker)));
  }

  void see_failed(const CargoUnit& unit) {
    const std::string sentence = fmt::format(
        "cargo failed: the last compilation of {} did not end well, and the RUN went on", unit_words(unit));
    if (unit.in_mount && !is_of_this_build(facts_, unit)) {
      judgement_.not_shown(sentence + ", in a cache mount and maybe of another build");
      judgement_.climbing_may_help = true;
    } else {
      judgement_.fail("cargo-failed", sentence);
    }
  }

  void see_later_failure(const CargoUnit& unit) {
    const bool failed_later = std::ranges::any_of(closure_.look.evidence->units, [&](const CargoUnit& other) {
      return other.folder != unit.folder && other.package == unit.package && other.kind == unit.kind &&
             other.target == unit.target && other.fingerprint.empty() && other.invoked_ns > unit.invoked_ns;
    });
    if (!failed_later) return;
    judgement_.not_shown(
        fmt::format("a later compilation of {} did not end well, and the RUN went on", unit_words(unit)));
  }

  const ChainFacts& facts_;
  const UnitClosure& closure_;
  Judgement judgement_{Link::linked};
};

}  // namespace

Judgement judge_linked(const ChainFacts& facts, const UnitClosure& closure) {
  return LinkedLink(facts, closure).run();
}

}  // namespace cb21
