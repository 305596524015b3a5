// SPDX-License-Identifier: Apache-2.0
#include "commands/release.hpp"

#include "commands/built_image.hpp"
#include "commands/scratch_folder.hpp"
#include "docker/metadata_file.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <system_error>

namespace cb21 {
namespace {

namespace json = boost::json;

constexpr int k_removal_timeout_ms = 60'000;

// The terminal's Ctrl-C must not end it between two tags.
CaptureOptions undisturbed() {
  CaptureOptions options;
  options.own_process_group = true;
  return options;
}

std::string code_of(const ExitStatus& status) {
  return status.signal == 0 ? "code " + std::to_string(status.code)
                            : "signal " + std::to_string(status.signal);
}

void show_error(const std::string& text) {
  static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

// What the classic builder prints last (moby builder/backend tag.go), which is where it is expected.
void say_tagged(const std::string& name) {
  const std::string line = "Successfully tagged " + name + '\n';
  static_cast<void>(std::fwrite(line.data(), 1, line.size(), stdout));
  static_cast<void>(std::fflush(stdout));
}

std::vector<std::string> names_to_give(const Gate& gate) {
  std::vector<std::string> names;
  for (const ImageReference& reference : gate.names) {
    std::string name = reference.familiar();
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  }
  return names;
}

// The manifest's digest that the registry of the first name gave, as buildx asks for it too (build/build.go
// remoteDigestWithMoby).
std::optional<std::string> pushed_digest(const DockerClient& client, const std::string& name) {
  const CapturedOutput output =
      run_captured(client.command({"image", "inspect", "--format", "{{json .RepoDigests}}", "--", name}));
  std::error_code error;
  const json::value value = json::parse(output.out, error);
  const json::array* digests = error ? nullptr : value.if_array();
  std::optional<std::string> found;
  if (digests == nullptr) return found;
  const std::string begin = name.substr(0, name.rfind(':')) + '@';
  for (const json::value& digest : *digests) {
    const json::string* text = digest.if_string();
    if (text != nullptr && text->starts_with(begin)) found = std::string(text->subview(begin.size()));
  }
  return found;
}

class Releaser {
 public:
  explicit Releaser(const ReleaseOrder& order) : order_(order), names_(names_to_give(order.gate)) {}

  ReleaseResult run() {
    if (InterruptGuard::pending() != 0) return {};
    if (order_.gate.rerun) {
      build_again(StandardOutput::passed_on);
    } else if (order_.image_id.empty() || !give_tags()) {
      // Where the builder keeps the result docker knows what to do; its standard output was seen before.
      build_again(StandardOutput::nowhere);
    } else if (result_.status.success()) {
      if (order_.gate.push) push();
      if (result_.status.success()) complete_metadata();
    }
    return std::move(result_);
  }

 private:
  // False if there is no such image.
  bool give_tags() {
    for (const std::string& name : names_) {
      const CapturedOutput output =
          run_captured(order_.client.command({"tag", order_.image_id, name}), undisturbed());
      if (!output.status.success()) {
        if (result_.released.empty() && !order_.client.inspect_image(order_.image_id)) return false;
        show_error(output.err);
        fail(output.status,
             "docker tag ended with " + code_of(output.status) + ": " + name + " was not moved");
        return true;
      }
      if (order_.builder == BuilderFacts::Kind::classic && !order_.gate.request.quiet) say_tagged(name);
      result_.released.push_back("tag " + name);
    }
    return true;
  }

  void push() {
    for (const std::string& name : names_) {
      if (InterruptGuard::pending() != 0) return;
      Command command = order_.client.command({"push", name});
      // buildx pushes as it is, whatever docker push would sign.
      command.environment.emplace_back("DOCKER_CONTENT_TRUST", "0");
      const bool quiet = order_.gate.request.quiet;
      const ExitStatus status =
          run_in_foreground(command, quiet ? StandardOutput::nowhere : StandardOutput::to_standard_error);
      if (!status.success())
        return fail(status, "docker push ended with " + code_of(status) + ": " + name + " was not pushed");
      result_.released.push_back("push " + name);
    }
  }

  void complete_metadata() {
    if (!order_.gate.request.metadata_file || InterruptGuard::pending() != 0) return;
    MetadataAdditions additions;
    for (const ImageReference& reference : order_.gate.names)
      additions.image_name += (additions.image_name.empty() ? "" : ",") + reference.full();
    if (order_.gate.push) additions.image_digest = pushed_digest(order_.client, names_.front());
    try {
      complete_metadata_file(*order_.gate.request.metadata_file, additions);
    } catch (const Error& error) {
      fail({.code = static_cast<int>(error.code()), .signal = 0}, error.what());
    }
  }

  void build_again(StandardOutput out) {
    if (!order_.again)
      return fail({.code = static_cast<int>(ExitCode::failed), .signal = 0},
                  "image-not-loaded: the image is not in the local store, so no tag was moved; add --load");
    if (order_.rehearsal && !rehearse()) return;
    if (InterruptGuard::pending() != 0) return;
    const ExitStatus status = run_in_foreground(*order_.again, out);
    if (!status.success()) return fail(status, "docker ended with " + code_of(status) + " after the proof");
    result_.released.emplace_back("build");
  }

  bool rehearse() {
    const CapturedOutput output = run_captured(*order_.rehearsal);
    if (!output.status.success()) {
      show_error(output.err);
      fail(output.status, "docker could not build the same again: nothing was written or pushed");
      return false;
    }
    const std::string id = read_image_id(order_.rehearsal_id_file).value_or("");
    if (id == order_.image_id || holds_the_same(id)) return true;
    result_.objection = "built again from the cache docker made another image (" + escape(id) +
                        ") than the one looked at; sources or cache changed meanwhile, build again";
    return false;
  }

  // On the containerd image store an id is that of an index, which provenance changes at each build.
  bool holds_the_same(const std::string& id) const {
    const auto again = id.empty() ? std::nullopt : order_.client.inspect_image(id);
    const auto looked_at = order_.client.inspect_image(order_.image_id);
    return again && looked_at && !again->content.empty() && again->content == looked_at->content;
  }

  void fail(const ExitStatus& status, std::string sentence) {
    result_.status = status;
    result_.trouble = std::move(sentence);
  }

  const ReleaseOrder& order_;
  std::vector<std::string> names_;
  ReleaseResult result_;
};

void object(BuildOutcome& outcome, const std::string& sentence) {
  outcome.verification.proofs.insert(
      outcome.verification.proofs.begin(),
      {.name = "same-build", .result = ProofResult::fail, .detail = sentence, .mechanism = "", .cure = ""});
  outcome.verification.verdict = Verdict::blocked;
}

ReleaseOrder order_for(const GatedBuild& build,
                       const BuildCommand& command,
                       const std::string& image_id,
                       const std::string& scratch) {
  const BuilderFacts& builder = build.assessment.builder;
  ReleaseOrder order{.client = build.setup.client,
                     .gate = build.gate,
                     .builder = builder.kind,
                     .image_id = image_id,
                     .again = std::nullopt,
                     .rehearsal = std::nullopt,
                     .rehearsal_id_file = scratch};
  ArgumentChanges changes = build.distrust.changes;
  changes.iidfile.reset();
  changes.metadata_file.reset();
  if (can_build_again(build.setup.request))
    order.again = command(repeated_build_arguments(build.setup.request, changes));
  // What another builder loads may have an id of another kind each time.
  if (build.gate.rerun && builder.docker_driver && !scratch.empty() && !image_id.empty()) {
    changes.iidfile = scratch;
    order.rehearsal = command(repeated_build_arguments(build.gate.request, changes));
  }
  return order;
}

}  // namespace

ReleaseResult release(const ReleaseOrder& order) { return Releaser(order).run(); }

ReleaseResult let_out(const GatedBuild& build, const BuildCommand& command, BuildOutcome& outcome) {
  if (!build.gate.waits() || outcome.verification.verdict == Verdict::blocked) return {};
  if (build.gate.rerun && outcome.inputs == InputsNow::moved) {
    object(outcome,
           "sources changed while docker was building, so a second build would be another; build again");
    return {};
  }
  ScratchFolder scratch(build.setup);
  ReleaseResult result = release(order_for(build, command, outcome.image_id, scratch.file("iid")));
  outcome.released = result.released;
  if (!result.objection.empty()) object(outcome, result.objection);
  if (build.gate.rerun && !result.released.empty()) {
    outcome.inputs = look_again(build.setup, build.assessment);
    if (outcome.inputs == InputsNow::moved) {
      outcome.withheld = "do not use what it wrote";
      object(outcome,
             "sources changed before the second build, so it is not what was looked at; build again");
    }
  }
  return result;
}

SpareImages::SpareImages(const DockerClient& client, bool wanted) : client_(client), wanted_(wanted) {
  if (!wanted_) return;
  const CapturedOutput output =
      run_captured(client_.command({"image", "ls", "--quiet", "--no-trunc", "--filter", "dangling=true"}));
  std::istringstream lines(output.out);
  for (std::string id; lines >> id;) untagged_before_.push_back(id);
  wanted_ = output.status.success();
}

SpareImages::~SpareImages() {
  for (const std::string& id : made_) {
    try {
      remove(id);
    } catch (const std::exception&) {  // NOLINT(bugprone-empty-catch): it is docker's to prune then
    }
  }
}

void SpareImages::add(const std::string& id) {
  const auto in = [&](const std::vector<std::string>& ids) {
    return std::ranges::find(ids, id) != ids.end();
  };
  if (wanted_ && !id.empty() && !in(untagged_before_) && !in(made_)) made_.push_back(id);
}

void SpareImages::remove(const std::string& id) const {
  CaptureOptions options = undisturbed();
  options.timeout_ms = k_removal_timeout_ms;
  const CapturedOutput output =
      run_captured(client_.command({"image", "inspect", "--format", "{{len .RepoTags}}", "--", id}), options);
  if (output.status.success() && output.out == "0\n")
    run_captured(client_.command({"image", "rm", "--no-prune", id}), options);
}

}  // namespace cb21
