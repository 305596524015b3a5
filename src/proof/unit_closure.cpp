// SPDX-License-Identifier: Apache-2.0
#include "proof/unit_closure.hpp"

#include "escape.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_most_products = 16;

std::size_t common_prefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

// Of units that answer alike, the one whose folder lies nearest: build scripts of a build for another
// platform lie in target/release beside target/TRIPLE/release. A mount hides what the layers have at its
// place.
const CargoUnit* nearest(const std::vector<const CargoUnit*>& units,
                         std::string_view profile,
                         bool in_mount) {
  const auto found = std::ranges::max_element(units, [&](const CargoUnit* a, const CargoUnit* b) {
    return std::pair(a->in_mount == in_mount, common_prefix(a->profile, profile)) <
           std::pair(b->in_mount == in_mount, common_prefix(b->profile, profile));
  });
  return found == units.end() ? nullptr : *found;
}

template <typename Test>
std::vector<const CargoUnit*> units_where(const StageLook& look, Test test) {
  std::vector<const CargoUnit*> found;
  for (const CargoUnit& unit : look.evidence->units) {
    if (test(unit)) found.push_back(&unit);
  }
  return found;
}

bool is_product_kind(UnitKind kind) { return kind == UnitKind::program || kind == UnitKind::library; }

const CargoUnit* unit_by_hash(const StageLook& look, const CargoArtifact& artifact) {
  std::set<std::string_view> hashes;
  if (!artifact.hash.empty()) hashes.insert(artifact.hash);
  for (const CargoArtifact& other : look.evidence->artifacts) {
    const bool equal = other.file.sha256 == artifact.file.sha256;
    if (artifact.hash.empty() && equal && !other.hash.empty()) hashes.insert(other.hash);
  }
  return nearest(units_where(look,
                             [&](const CargoUnit& unit) {
                               return is_product_kind(unit.kind) && hashes.contains(unit.hash);
                             }),
                 artifact.profile,
                 artifact.in_mount);
}

bool fits_times(const StageLook& look, const CargoUnit& unit, const CargoArtifact& artifact) {
  const bool seconds = look.evidence->whole_seconds || is_unpacked(unit);
  return in_order(unit.invoked_ns, artifact.file.mtime_ns, seconds) &&
         in_order(artifact.file.mtime_ns, unit.fingerprint_ns, seconds);
}

const CargoUnit* unit_by_name(const StageLook& look, const CargoArtifact& artifact) {
  const UnitKind kind = is_library_file(artifact.file.path) ? UnitKind::library : UnitKind::program;
  std::vector<const CargoUnit*> named = units_where(look, [&](const CargoUnit& unit) {
    return unit.kind == kind && crate_name(unit.target) == crate_name(artifact.name);
  });
  const auto is_beside = [&](const CargoUnit* unit) { return unit->in_mount == artifact.in_mount; };
  if (std::ranges::any_of(named, is_beside)) std::erase_if(named, std::not_fn(is_beside));
  std::vector<const CargoUnit*> fitting;
  std::ranges::copy_if(named, std::back_inserter(fitting), [&](const CargoUnit* unit) {
    return fits_times(look, *unit, artifact);
  });
  if (fitting.size() == 1) return fitting.front();
  return fitting.empty() && named.size() == 1 ? named.front() : nullptr;
}

class Closer {
 public:
  explicit Closer(const StageLook& look) { closure_.look = look; }

  UnitClosure run(const CargoArtifact& artifact) {
    add_product(artifact);
    for (std::size_t i = 0; i < closure_.units.size(); ++i) follow(i);
    if (!closure_.units.empty()) cover(artifact);
    mark_runs();
    return std::move(closure_);
  }

 private:
  void add_product(const CargoArtifact& artifact) {
    const bool known = std::ranges::any_of(
        closure_.products, [&](const Product& product) { return product.artifact == &artifact; });
    if (known || closure_.products.size() >= k_most_products) return;
    const CargoUnit* const unit = unit_of(closure_.look, artifact);
    closure_.products.push_back({&artifact, unit});
    if (unit != nullptr) add_unit(*unit);
  }

  void add_unit(const CargoUnit& unit) {
    if (!seen_.insert(&unit).second) return;
    ClosureUnit one;
    one.unit = &unit;
    one.files = find_unit_sources(closure_.look, unit.files);
    const bool sent = closure_.look.landed(unit.folder + "/invoked.timestamp") != nullptr;
    one.own = !one.files.context.empty() || sent;
    closure_.units.push_back(std::move(one));
  }

  void follow(std::size_t index) {
    const CargoUnit& unit = *closure_.units[index].unit;
    for (const std::string& fingerprint : unit.dependencies) {
      const CargoUnit* const found =
          nearest(units_where(closure_.look,
                              [&](const CargoUnit& other) { return other.fingerprint == fingerprint; }),
                  unit.profile,
                  unit.in_mount);
      if (found == nullptr) {
        closure_.units[index].lacks_dependency = true;
        continue;
      }
      closure_.units[index].made_of.push_back(found);
      add_unit(*found);
    }
    for (const std::string& path : closure_.units[index].files.others) {
      for (const CargoArtifact& artifact : closure_.look.evidence->artifacts) {
        if (artifact.file.path == path) add_product(artifact);
      }
    }
  }

  // The artifact's dep-info names every file of the project's own. One that no unit has is asked of the
  // artifact's unit, so that it goes through the links as well.
  void cover(const CargoArtifact& artifact) {
    std::vector<std::string> listed;
    for (const CargoArtifact& other : closure_.look.evidence->artifacts) {
      if (other.file.sha256 == artifact.file.sha256) {
        listed.insert(listed.end(), other.files.begin(), other.files.end());
      }
    }
    std::set<std::string_view> had;
    for (const ClosureUnit& one : closure_.units) {
      for (const ContextFile& file : one.files.context) had.insert(file.path);
    }
    const UnitSources all = find_unit_sources(closure_.look, listed);
    closure_.covered = !all.context.empty();
    if (!closure_.units.front().unit->files_known) stand_in(all);
    for (const ContextFile& file : all.context) {
      if (!had.insert(file.path).second) continue;
      closure_.units.front().files.context.push_back(file);
      closure_.units.front().own = true;
      closure_.covered = false;
    }
  }

  // Where a RUN removed rustc's dep-info: which of the units is of the registry's is not known then either.
  void stand_in(const UnitSources& all) {
    for (ClosureUnit& one : closure_.units) {
      if (one.unit->files_known || one.unit->kind == UnitKind::build_script_run || all.context.empty())
        continue;
      one.files.context = all.context;
      one.own = one.by_artifact = true;
    }
  }

  void mark_runs() {
    const auto is_own = [&](const CargoUnit* unit) {
      return std::ranges::any_of(closure_.units,
                                 [&](const ClosureUnit& one) { return one.unit == unit && one.own; });
    };
    for (ClosureUnit& one : closure_.units) {
      one.expands_own_macro = std::ranges::any_of(
          one.made_of, [&](const CargoUnit* unit) { return unit->procedural_macro && is_own(unit); });
      if (one.unit->kind != UnitKind::build_script_run || one.own) continue;
      one.own = std::ranges::any_of(one.made_of, [&](const CargoUnit* unit) {
        return unit->kind == UnitKind::build_script && is_own(unit);
      });
    }
  }

  UnitClosure closure_;
  std::set<const CargoUnit*> seen_;
};

}  // namespace

UnitClosure close_over(const StageLook& look, const CargoArtifact& artifact) {
  return Closer(look).run(artifact);
}

const CargoUnit* unit_of(const StageLook& look, const CargoArtifact& artifact) {
  const CargoUnit* const unit = unit_by_hash(look, artifact);
  return unit == nullptr ? unit_by_name(look, artifact) : unit;
}

bool is_library_file(std::string_view path) { return path.ends_with(".so"); }

std::string unit_words(const CargoUnit& unit) {
  const std::string package = escape(unit.package);
  if (unit.kind == UnitKind::build_script) return "the build script of " + package;
  if (unit.kind == UnitKind::build_script_run) return "the run of " + package + "'s build script";
  return "crate " + package;
}

}  // namespace cb21
