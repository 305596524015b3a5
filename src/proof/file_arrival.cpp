// SPDX-License-Identifier: Apache-2.0
#include "proof/file_arrival.hpp"

#include "inputs/container_path.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

bool is_same_unit(const CargoUnit& a, const CargoUnit& b) {
  return a.invoked_ns == b.invoked_ns && a.hash == b.hash && a.kind == b.kind && a.package == b.package &&
         a.target == b.target;
}

bool has_unit(const StageLook& look, const CargoUnit& unit) {
  return std::ranges::any_of(look.evidence->units,
                             [&](const CargoUnit& one) { return !one.in_mount && is_same_unit(one, unit); });
}

std::optional<CompilingRun> compiling_run(const std::vector<StageLook>& looks, const CargoUnit& unit) {
  const auto behind =
      std::ranges::find_if(looks, [&](const StageLook& look) { return has_unit(look, unit); });
  if (behind == looks.begin() || behind == looks.end()) return std::nullopt;
  return CompilingRun{*(behind - 1), *behind};
}

const std::string* content_at(const StageLook& look, const std::string& path) {
  const StageFile* const file = look.file(path);
  return file == nullptr || file->sha256.empty() ? nullptr : &file->sha256;
}

bool holds(const StageLook& look, const std::string& path, const std::string& sha256) {
  const std::string* const content = content_at(look, path);
  return content != nullptr && *content == sha256;
}

// In another stage the same sources may lie elsewhere.
bool holds_somewhere(const StageLook& look, const std::string& path, const std::string& sha256) {
  return std::ranges::any_of(look.evidence->files, [&](const auto& entry) {
    return entry.second.sha256 == sha256 && base_name(entry.first) == base_name(path);
  });
}

FileArrival arrival(Arrival when) {
  FileArrival answer;
  answer.when = when;
  return answer;
}

FileArrival asked(std::set<std::size_t> stages) {
  FileArrival answer = arrival(Arrival::asked);
  answer.wanted = std::move(stages);
  return answer;
}

class Search {
 public:
  Search(const ArrivalQuestion& question, const ContextFile& file)
      : question_(question), file_(file), expected_(question.looks.digest_of(*file.landed)) {}

  FileArrival run() const {
    if (came_in_time(question_.look)) return arrival(Arrival::before);
    const std::size_t stage = question_.look.evidence->stage;
    CompilationPlace place;
    if (!question_.unit.in_mount) {
      place = find_compilation(question_.looks, question_.look, question_.unit);
    }
    if (!question_.looks.has_cuts(stage)) {
      place.wanted.insert(stage);
      return asked(place.wanted);
    }
    if (place.run) return judge_run(*place.run);
    if (shows_it_in_time(question_.looks.of(stage))) return arrival(Arrival::before);
    if (!place.wanted.empty()) return asked(place.wanted);
    return judge_without_run(stage);
  }

 private:
  bool came_in_time(const StageLook& look) const {
    const StageFile* const there = look.file(file_.path);
    return there != nullptr && came_before(look, *there, question_.unit);
  }

  // Some look has it with this content, from before the unit.
  bool shows_it_in_time(const std::vector<StageLook>& looks) const {
    return std::ranges::any_of(looks, [&](const StageLook& look) {
      const std::string* const content = content_at(look, file_.path);
      return came_in_time(look) && (content == nullptr || expected_.empty() || *content == expected_);
    });
  }

  FileArrival judge_run(const CompilingRun& run) const {
    const std::size_t stage = run.before.evidence->stage;
    const bool elsewhere = stage != question_.look.evidence->stage;
    const auto has = [&](const StageLook& look) {
      return holds(look, file_.path, expected_) ||
             (elsewhere && holds_somewhere(look, file_.path, expected_));
    };
    if (shows_it_in_time({run.before, run.behind})) return arrival(Arrival::before);
    if (has(run.before) || is_another_of_the_context(run.before)) return arrival(Arrival::before);
    // A RUN before the compiler changed what COPY had placed, and that is how it is to this day.
    const std::vector<StageLook> looks = question_.looks.of(stage);
    const bool was_there = std::ranges::any_of(looks, [&](const StageLook& look) {
      return look.evidence->instruction < run.before.evidence->instruction && has(look);
    });
    if (was_there && !has(looks.back())) return arrival(Arrival::before);
    return after_whole_looks(stage);
  }

  // Two files of the context that land at one place one after the other, as a configuration does that is
  // replaced for the image. A source that lands over another is a placeholder's successor.
  bool is_another_of_the_context(const StageLook& before) const {
    if (file_.path.ends_with(".rs")) return false;
    const LandedFile* const landed = before.landed(file_.path);
    return landed != nullptr && holds(before, file_.path, question_.looks.digest_of(*landed));
  }

  FileArrival judge_without_run(std::size_t stage) const {
    FileArrival answer = after_whole_looks(stage);
    answer.outside = !question_.unit.in_mount;
    return answer;
  }

  // A look that is not whole may lack what was there.
  FileArrival after_whole_looks(std::size_t stage) const {
    FileArrival answer = arrival(Arrival::after);
    answer.why = question_.looks.incomplete(stage);
    if (!answer.why.empty()) answer.when = Arrival::unclear;
    return answer;
  }

  const ArrivalQuestion& question_;
  const ContextFile& file_;
  const std::string& expected_;
};

}  // namespace

CompilationPlace find_compilation(const StageLooks& looks, const StageLook& look, const CargoUnit& unit) {
  CompilationPlace place;
  std::vector<std::size_t> stages{look.evidence->stage};
  for (const StageLook& other : looks.all()) {
    const std::size_t stage = other.evidence->stage;
    if (has_unit(other, unit) && std::ranges::find(stages, stage) == stages.end()) stages.push_back(stage);
  }
  for (const std::size_t stage : stages) {
    if (!looks.has_cuts(stage)) place.wanted.insert(stage);
    if (!place.run) place.run = compiling_run(looks.of(stage), unit);
  }
  return place;
}

FileArrival find_arrival(const ArrivalQuestion& question, const ContextFile& file) {
  return Search(question, file).run();
}

}  // namespace cb21
