// SPDX-License-Identifier: Apache-2.0
#include "proof/artifact_match.hpp"

#include "escape.hpp"
#include "inputs/path_name.hpp"
#include "proof/unit_closure.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_most_nominated = 32;

template <typename Test>
std::vector<ArtifactPlace> places_where(const std::vector<StageLook>& looks, Test test) {
  std::vector<ArtifactPlace> places;
  for (const StageLook& look : looks) {
    for (const CargoArtifact& artifact : look.evidence->artifacts) {
      if (test(artifact)) places.push_back({look, &artifact});
    }
  }
  return places;
}

// The ends of stages first: what a later RUN removed is in the looks between.
template <typename Test>
std::vector<ArtifactPlace> find_places(const StageLooks& looks, Test test) {
  std::vector<ArtifactPlace> places = places_where(looks.ends(), test);
  return places.empty() ? places_where(looks.all(), test) : places;
}

bool bears_name(const CargoArtifact& artifact, const std::string& path) {
  return crate_name(base_name(artifact.file.path)) == crate_name(base_name(path)) ||
         crate_name(artifact.name) == crate_name(base_name(path));
}

// A stage that is FROM another has its own artifact where that one's lay.
void drop_earlier(std::vector<ArtifactPlace>& places) {
  std::map<std::string, std::string> last;
  for (const ArtifactPlace& place : places) last[place.artifact->file.path] = place.artifact->file.sha256;
  std::erase_if(places, [&](const ArtifactPlace& place) {
    return last[place.artifact->file.path] != place.artifact->file.sha256;
  });
}

// Programs without a build-id are nominated by their name.
std::vector<ArtifactPlace> nominate(const StageLooks& looks,
                                    const std::string& path,
                                    const ImageFile& program) {
  std::vector<ArtifactPlace> places = find_places(looks, [&](const CargoArtifact& artifact) {
    if (program.build_id.empty()) return artifact.build_id.empty() && bears_name(artifact, path);
    return artifact.build_id == program.build_id;
  });
  if (places.size() > k_most_nominated) places.resize(k_most_nominated);
  if (program.build_id.empty()) drop_earlier(places);
  return places;
}

// One place of several at which different artifacts lie: its path does not tell which was compared.
bool is_ambiguous(const std::vector<ArtifactPlace>& places) {
  std::map<std::string, std::string> contents;
  return std::ranges::any_of(places, [&](const ArtifactPlace& place) {
    const StageFile& file = place.artifact->file;
    return contents.emplace(file.path, file.sha256).first->second != file.sha256;
  });
}

class SegmentComparison {
 public:
  SegmentComparison(const std::string& path,
                    const ImageFile& program,
                    const std::map<std::string, std::string>& segments)
      : path_(path), program_(program), segments_(segments) {}

  ArtifactMatch compare(const std::vector<ArtifactPlace>& nominated) const {
    ArtifactMatch match;
    if (nominated.empty()) return match;
    if (program_.segments.empty()) {
      match.undecided = fmt::format("{} cannot be compared with what was compiled", escape(path_));
    } else if (is_ambiguous(nominated)) {
      match.undecided =
          fmt::format("different artifacts of this build have the build-id of {}", escape(path_));
    } else {
      compare_each(match, nominated);
    }
    return match;
  }

 private:
  void compare_each(ArtifactMatch& match, const std::vector<ArtifactPlace>& nominated) const {
    std::set<std::string> asked;
    for (const ArtifactPlace& place : nominated) {
      const StageFile& file = place.artifact->file;
      const auto known = segments_.find(file.path);
      if (known != segments_.end()) {
        if (known->second == program_.segments) match.places.push_back(place);
      } else if (asked.insert(file.sha256).second) {
        match.wants.segments.insert(file.path);
        match.wants.segment_points[file.path] = {place.look.evidence->stage,
                                                 place.look.evidence->instruction};
      }
    }
    match.stripped = match.matched();
    if (match.matched()) {
      match.wants = {};
    } else if (!match.wants.empty()) {
      match.undecided = fmt::format("{} has not been compared with {} yet",
                                    escape(path_),
                                    escape(nominated.front().artifact->file.path));
    } else if (!program_.build_id.empty()) {
      match.undecided = fmt::format("{} has the build-id of {} and other bytes: a later step rewrote it",
                                    escape(path_),
                                    escape(nominated.front().artifact->file.path));
    }
  }

  const std::string& path_;
  const ImageFile& program_;
  const std::map<std::string, std::string>& segments_;
};

}  // namespace

ArtifactMatch match_artifact(const StageLooks& looks,
                             const std::string& path,
                             const ImageFile& program,
                             const std::map<std::string, std::string>& segments) {
  ArtifactMatch match;
  match.places = find_places(looks, [&](const CargoArtifact& artifact) {
    return artifact.file.size == program.size && !program.sha256.empty() &&
           artifact.file.sha256 == program.sha256;
  });
  if (match.matched()) return match;
  return SegmentComparison(path, program, segments).compare(nominate(looks, path, program));
}

}  // namespace cb21
