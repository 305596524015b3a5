// SPDX-License-Identifier: Apache-2.0
#include "commands/generated_build.hpp"

#include "cli/flag_removal.hpp"
#include "commands/built_image.hpp"
#include "commands/docker_command.hpp"
#include "commands/scratch_folder.hpp"
#include "docker/artifact.hpp"
#include "escape.hpp"

#include <array>
#include <fstream>
#include <iterator>

namespace cb21 {
namespace {

// What the user's build is asked to leave behind, show, take for cached or attest to.
constexpr std::array<std::string_view, 18> k_not_for_a_look{"tag",
                                                            "iidfile",
                                                            "metadata-file",
                                                            "push",
                                                            "load",
                                                            "output",
                                                            "no-cache",
                                                            "quiet",
                                                            "target",
                                                            "file",
                                                            "progress",
                                                            "attest",
                                                            "no-cache-filter",
                                                            "sbom",
                                                            "provenance",
                                                            "cache-to",
                                                            "annotation",
                                                            "squash"};

// BuildKit reads NAME.dockerignore beside a Dockerfile first (moby/buildkit dockerui/context.go): the rules
// in force stay in force for the generated one.
void write_ignore_file(const Assessment& assessment, ScratchFolder& folder) {
  const auto& in_force = assessment.context.ignore_file;
  if (!in_force) return;
  std::ifstream file(*in_force, std::ios::binary);
  folder.write("Dockerfile.dockerignore", std::string(std::istreambuf_iterator<char>(file), {}));
}

std::string last_line(const std::string& text) {
  const std::size_t end = text.find_last_not_of("\n\r ");
  if (end == std::string::npos) return "it said nothing";
  const std::size_t begin = text.find_last_of('\n', end);
  return text.substr(begin == std::string::npos ? 0 : begin + 1,
                     end - (begin == std::string::npos ? 0 : begin + 1) + 1);
}

std::string trouble_sentence(const std::string& err) {
  return "docker could not build the stage that looks into the layers: " + escape(last_line(err));
}

// The classic builder writes no files: the stage becomes an image for as long as it is read.
std::string stream_classic_build(const Setup& setup,
                                 Command docker,
                                 ScratchFolder& folder,
                                 const std::function<bool(std::string_view)>& consume,
                                 std::optional<int> timeout_ms) {
  const std::string id_file = folder.file("iid");
  docker.arguments.insert(docker.arguments.begin() + 1, "--iidfile=" + id_file);
  CaptureOptions options;
  options.timeout_ms = timeout_ms;
  const CapturedOutput built = run_captured(docker, options);
  if (!built.status.success()) return built.err;
  const auto id = read_image_id(id_file);
  if (!id) return "docker wrote no image id";
  std::string trouble;
  {
    const ImageContainer container(setup.client, *id, setup.state_directory);
    const CapturedOutput output =
        run_streaming(setup.client.command({"export", container.name()}), consume, timeout_ms);
    if (!output.status.success()) trouble = output.err;
  }
  // Its parents, of which the probe's steps are images too, go with it.
  run_captured(setup.client.command({"image", "rm", *id}));
  return trouble;
}

}  // namespace

std::string obstacle_to_generated_build(const Setup& setup, const Assessment& assessment) {
  if (!assessment.context.dockerfile) return "the Dockerfile is not visible";
  if (setup.request.context_kind == ContextKind::stdin_) return "the context was read from standard input";
  return {};
}

std::vector<std::string> generated_build_arguments(const BuildRequest& request,
                                                   BuilderFacts::Kind builder,
                                                   const ArgumentChanges& changes,
                                                   const std::string& dockerfile,
                                                   const std::string& target) {
  ArgumentChanges contexts;
  contexts.context = changes.context;
  contexts.named_contexts = changes.named_contexts;
  contexts.source_digest = changes.source_digest;
  // Another base image would be another build.
  contexts.pull = changes.pull;
  std::vector<std::string> words{"--file=" + dockerfile, "--target=" + target};
  if (builder == BuilderFacts::Kind::buildkit)
    words.insert(words.end(), {"--output=type=tar,dest=-", "--progress=plain"});
  const auto kept = without_flags(docker_build_arguments(request, contexts), k_not_for_a_look);
  words.insert(words.end(), kept.begin(), kept.end());
  return words;
}

std::string stream_generated_build(const Setup& setup,
                                   const Assessment& assessment,
                                   const ArgumentChanges& changes,
                                   const GeneratedStages& stages,
                                   const std::function<bool(std::string_view)>& consume) {
  ScratchFolder folder(setup);
  const std::string dockerfile = folder.write("Dockerfile", stages.dockerfile);
  write_ignore_file(assessment, folder);
  const Command docker = docker_build_command(
      setup,
      assessment.builder,
      generated_build_arguments(setup.request, assessment.builder.kind, changes, dockerfile, stages.target));
  if (assessment.builder.kind == BuilderFacts::Kind::classic) {
    const std::string trouble = stream_classic_build(setup, docker, folder, consume, stages.timeout_ms);
    return trouble.empty() ? trouble : trouble_sentence(trouble);
  }
  const CapturedOutput output = run_streaming(docker, consume, stages.timeout_ms);
  if (output.status.success()) return {};
  return trouble_sentence(output.err);
}

}  // namespace cb21
