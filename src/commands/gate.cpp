// SPDX-License-Identifier: Apache-2.0
#include "commands/gate.hpp"

#include "cli/docker_flags.hpp"
#include "cli/flag_removal.hpp"
#include "cli/output_value.hpp"
#include "inputs/compile_stage.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

// What would get out of the build by the user's words.
struct Wanted {
  std::vector<std::string> names;    // -t, else the outputs' own (buildx lets -t replace those)
  std::vector<OutputValue> outputs;  // as given
  bool push = false;
  bool files = false;   // written here by docker's client
  bool stored = false;  // an image is made by a name: there is no output, or one of them is an image
};

Wanted read_wanted(const BuildRequest& request) {
  Wanted wanted{.names = request.tags, .outputs = {}, .push = request.push};
  for (const std::string& text : request.outputs) wanted.outputs.push_back(parse_output(text));
  for (const OutputValue& output : wanted.outputs) {
    wanted.push = wanted.push || output.pushes();
    wanted.files = wanted.files || (!output.is_image() && output.type != "cacheonly");
    wanted.stored = wanted.stored || output.is_image();
    if (!request.tags.empty() || !output.is_image()) continue;
    for (std::string& name : output.names()) wanted.names.push_back(std::move(name));
  }
  wanted.stored = wanted.stored || wanted.outputs.empty();
  return wanted;
}

// `Host/name` is a name only since distribution/reference 0.5, which the client of 20.10 does not have.
bool needs_new_grammar(const ImageReference& reference) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  return reference.domain.find_first_of(".:") == std::string::npos &&
         std::ranges::any_of(reference.domain, is_upper);
}

// Nothing where docker has to be the one to judge a name.
std::optional<std::vector<ImageReference>> references(const std::vector<std::string>& names,
                                                      const BuilderFacts& builder) {
  const bool old_client = builder.old_client && !builder.through_buildx;
  std::vector<ImageReference> all;
  for (const std::string& name : names) {
    auto reference = parse_image_reference(name);
    if (!reference || (old_client && needs_new_grammar(*reference))) return std::nullopt;
    all.push_back(std::move(*reference));
  }
  return all;
}

// A flag that a newer docker knows may take the word behind it for its value, which then must not go.
bool follows_unknown_flag(const ParsedArguments& parsed,
                          std::span<const std::string> words,
                          std::span<const std::string_view> names) {
  if (parsed.unknown_flags.empty()) return false;
  const auto is_known = [&](std::size_t index) {
    return std::ranges::any_of(parsed.flags, [&](const FlagValue& flag) {
      return index >= flag.first_word && index < flag.first_word + flag.words;
    });
  };
  return std::ranges::any_of(parsed.flags, [&](const FlagValue& flag) {
    if (flag.first_word == 0 || std::ranges::find(names, flag.name) == names.end()) return false;
    const std::size_t before = flag.first_word - 1;
    return words[before].starts_with('-') && !is_known(before);
  });
}

BuildRequest with_words(BuildRequest request, std::vector<std::string> words) {
  const ParsedArguments parsed = parse_leniently(words);
  if (!parsed.positionals.empty()) request.context_word = parsed.positionals.front().word;
  request.tags = parsed.all("tag");
  request.outputs = parsed.all("output");
  request.push = parsed.is_set("push");
  request.load = parsed.is_set("load");
  if (!parsed.last("iidfile")) request.iidfile.reset();
  if (!parsed.last("metadata-file")) request.metadata_file.reset();
  request.arguments = std::move(words);
  return request;
}

constexpr std::array<std::string_view, 3> k_released{"tag", "output", "push"};
// For the first of two builds: what is written beside the image is the second one's, and what attestations
// add cannot be loaded.
constexpr std::array<std::string_view, 10> k_second_build{
    "tag", "output", "push", "load", "iidfile", "metadata-file", "cache-to", "attest", "sbom", "provenance"};

class Planner {
 public:
  Planner(const BuildRequest& request, const GateFacts& facts)
      : request_(request), facts_(facts), wanted_(read_wanted(request)) {
    gate_.request = request;
  }

  Gate plan() {
    if (facts_.verify != VerifyMode::off) decide();
    return std::move(gate_);
  }

 private:
  void decide() {
    if (facts_.builder.kind == BuilderFacts::Kind::classic) return hold_classic_tags();
    if (!facts_.builder.through_buildx && docker_will_refuse()) return;
    if (wanted_.files || (wanted_.push && !can_push_afterwards())) return hold_everything();
    if (wanted_.stored && (wanted_.push || reaches_the_store())) hold_names();
  }

  // The client of 20.10 has no --push, --load and --metadata-file; of the outputs that make an image its
  // engine knows only type=moby.
  bool docker_will_refuse() const {
    return request_.push || request_.load || request_.metadata_file ||
           std::ranges::any_of(wanted_.outputs, [](const OutputValue& output) {
             return output.is_image() && output.type != "moby";
           });
  }

  bool reaches_the_store() const {
    return facts_.builder.docker_driver || request_.load ||
           std::ranges::any_of(wanted_.outputs,
                               [](const OutputValue& output) { return output.type == "docker"; });
  }

  // The image is in the local store under its names before it is pushed, and all of them are pushed.
  bool can_push_afterwards() const {
    return facts_.builder.docker_driver && (wanted_.outputs.size() < 2 || !request_.tags.empty()) &&
           std::ranges::none_of(wanted_.outputs,
                                [](const OutputValue& output) { return output.is_set("push-by-digest"); });
  }

  bool several_platforms() {
    if (request_.platforms.size() < 2) return false;
    gate_.leak =
        "several platforms cannot be loaded and looked at first; build each by itself and join them with "
        "docker buildx imagetools";
    return true;
  }

  bool swallows(std::span<const std::string_view> names) {
    if (!follows_unknown_flag(parse_leniently(request_.arguments), request_.arguments, names)) return false;
    gate_.leak = "a flag that is not known here stands before -t, --push or --output; put it behind them";
    return true;
  }

  // The classic builder of 20.10 takes no notice of -o, later ones refuse it.
  void hold_classic_tags() {
    wanted_ = {.names = request_.tags, .outputs = {}, .stored = true};
    static constexpr std::array<std::string_view, 1> k_tag{"tag"};
    hold(k_tag);
    gate_.request.outputs.clear();
  }

  void hold_names() { hold(k_released); }

  void hold(std::span<const std::string_view> removed) {
    auto names = references(wanted_.names, facts_.builder);
    if (wanted_.names.empty() || !names || several_platforms() || swallows(removed)) return;
    gate_.names = std::move(*names);
    gate_.push = wanted_.push;
    std::vector<std::string> words = image_outputs();
    const std::vector<std::string> kept = without_flags(request_.arguments, removed);
    words.insert(words.end(), kept.begin(), kept.end());
    gate_.request = with_words(request_, std::move(words));
  }

  // The outputs without names and push. Where nothing else was in them --load says what is meant also where
  // BUILDX_NO_DEFAULT_LOAD is set.
  std::vector<std::string> image_outputs() const {
    std::vector<std::string> words;
    for (const OutputValue& output : wanted_.outputs) {
      const std::string rest = without_release(output);
      if (!rest.empty()) words.push_back("--output=" + rest);
    }
    const bool asked = wanted_.push || !wanted_.outputs.empty();
    if (words.empty() && asked && !request_.load && facts_.builder.through_buildx)
      words.emplace_back("--load");
    return words;
  }

  void hold_everything() {
    if (!facts_.worth_two_builds || several_platforms() || swallows(k_second_build)) return;
    if (!can_build_again(request_)) {
      gate_.leak =
          "what comes from standard input or from elsewhere can be read only once, and what is pushed or "
          "written to files needs a second build; build from a folder on this machine";
      return;
    }
    std::vector<std::string> words;
    if (!facts_.builder.docker_driver) words.emplace_back("--load");
    const std::vector<std::string> kept = without_flags(request_.arguments, k_second_build);
    words.insert(words.end(), kept.begin(), kept.end());
    gate_.request = with_words(request_, std::move(words));
    gate_.rerun = true;
  }

  const BuildRequest& request_;
  const GateFacts& facts_;
  Wanted wanted_;
  Gate gate_;
};

}  // namespace

Gate plan_gate(const BuildRequest& request, const GateFacts& facts) { return Planner(request, facts).plan(); }

Gate plan_gate(const Setup& setup, const Assessment& assessment) {
  const OwnOptions& options = setup.options;
  const auto& dockerfile = assessment.context.dockerfile;
  const bool asked =
      options.verify == VerifyMode::required || !options.markers.empty() || !options.binaries.empty();
  const bool compiles = dockerfile && find_compile_stage(*dockerfile, setup.request.target);
  return plan_gate(
      setup.request,
      {.verify = options.verify, .builder = assessment.builder, .worth_two_builds = asked || compiles});
}

bool must_refuse(const Setup& setup, const Gate& gate) {
  return !gate.leak.empty() && setup.options.verify == VerifyMode::required;
}

bool can_build_again(const BuildRequest& request) {
  const auto is_fetched = [](const std::string& text) {
    return text.find("://") != std::string::npos && !text.starts_with("docker-image://") &&
           !text.starts_with("oci-layout://");
  };
  const std::string dockerfile = request.dockerfile.value_or("");
  return request.context_kind == ContextKind::directory && dockerfile != "-" && !is_fetched(dockerfile) &&
         std::ranges::none_of(request.build_contexts,
                              [&](const auto& named) { return is_fetched(named.second); });
}

std::string withheld(const Gate& gate) {
  if (gate.rerun) return "nothing was written or pushed";
  if (gate.names.empty()) return {};
  return gate.push ? "no tag was moved and nothing was pushed" : "no tag was moved";
}

std::vector<std::string> steps_after_proof(const Gate& gate) {
  std::vector<std::string> steps;
  for (const ImageReference& name : gate.names) steps.push_back("docker tag ID " + name.familiar());
  for (const ImageReference& name : gate.names) {
    if (gate.push) steps.push_back("docker push " + name.familiar());
  }
  if (gate.rerun) steps.emplace_back("the same with all of your own words, from the cache");
  return steps;
}

}  // namespace cb21
