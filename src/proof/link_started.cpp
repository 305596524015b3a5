// SPDX-License-Identifier: Apache-2.0
#include "proof/link_started.hpp"

#include "escape.hpp"
#include "inputs/path_name.hpp"
#include "proof/unit_closure.hpp"
#include "proof/unmatched_program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace cb21 {
namespace {

class StartedLink {
 public:
  StartedLink(const ChainFacts& facts, const StageLooks& looks, const std::vector<ShippedProgram>& programs)
      : facts_(facts), looks_(looks), programs_(programs) {}

  Judgement run() {
    see_missing();
    for (const ShippedProgram& program : programs_) {
      if (program.in_target) continue;
      if (program.match.matched()) {
        see_matched(program);
      } else {
        see_unmatched(program);
      }
    }
    if (facts_.image.truncated) judgement_.not_shown("the image has more files than were looked at");
    if (judgement_.passes()) judgement_.link.detail = pass_words();
    return std::move(judgement_);
  }

 private:
  using Kind = StartedFile::Kind;

  void see_missing() {
    if (facts_.started.kind != Kind::missing) return;
    const std::string word = escape(facts_.started.word);
    if (facts_.target_names.contains(std::string(base_name(facts_.started.word)))) {
      judgement_.fail("wrong-program", fmt::format("the image starts {}, which is not in it", word));
    } else {
      judgement_.not_shown(fmt::format("the image starts {}, which is not in it", word));
    }
  }

  // A program under the name of one target that is the artifact of another.
  void see_matched(const ShippedProgram& program) {
    const std::string name(base_name(program.path));
    if (!program.named || is_library_file(name)) return;
    const bool right = std::ranges::any_of(program.match.places, [&](const ArtifactPlace& place) {
      return crate_name(place.artifact->name) == crate_name(name);
    });
    if (right) return;
    judgement_.fail("wrong-bin",
                    fmt::format("{} is {}, and not what this build compiled as {}",
                                escape(program.path),
                                escape(program.match.places.front().artifact->name),
                                escape(name)));
  }

  void see_unmatched(const ShippedProgram& program) {
    const UnmatchedProgram answer = judge_unmatched(facts_, looks_, program);
    if (answer.what == UnmatchedProgram::What::none_of_ours) return;
    const bool started = is_started(program);
    const std::string sentence = (started ? "the image starts another program: " : "") + answer.why;
    if (answer.what == UnmatchedProgram::What::refuted) {
      judgement_.fail(started ? "wrong-program" : "wrong-bin", sentence);
      return;
    }
    judgement_.not_shown(answer.why);
    add_wants(judgement_.wants, answer.wants);
    judgement_.climbing_may_help = judgement_.climbing_may_help || answer.climbing_may_help;
  }

  bool is_started(const ShippedProgram& program) const {
    return facts_.started.kind == Kind::program && program.path == facts_.started.path;
  }

  std::string pass_words() const {
    const StartedFile& started = facts_.started;
    if (started.kind == Kind::nothing)
      return "the image starts nothing; each Rust program that it ships was looked at";
    const auto found = std::ranges::find_if(programs_, [&](const ShippedProgram& program) {
      return is_started(program) && program.match.matched();
    });
    if (found != programs_.end()) return escape(started.path);
    std::string words = escape(started.path.empty() ? started.word : started.path);
    if (!started.hint.empty()) words += " (" + escape(started.hint) + ")";
    return words + ", a launcher; each Rust program that the image ships was looked at";
  }

  const ChainFacts& facts_;
  const StageLooks& looks_;
  const std::vector<ShippedProgram>& programs_;
  Judgement judgement_{Link::started};
};

}  // namespace

Judgement judge_started(const ChainFacts& facts,
                        const StageLooks& looks,
                        const std::vector<ShippedProgram>& programs) {
  return StartedLink(facts, looks, programs).run();
}

}  // namespace cb21
