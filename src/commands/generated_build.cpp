// SPDX-License-Identifier: Apache-2.0
#include "commands/generated_build.hpp"

#include "cli/flag_removal.hpp"
#include "commands/docker_command.hpp"
#include "commands/scratch_folder.hpp"
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

}  // namespace

std::string obstacle_to_generated_build(const Setup& setup, const Assessment& assessment) {
  if (assessment.builder.kind == BuilderFacts::Kind::classic) return "the classic builder exports no stages";
  if (!assessment.context.dockerfile) return "the Dockerfile is not visible";
  if (setup.request.context_kind == ContextKind::stdin_) return "the context was read from standard input";
  return {};
}

std::vector<std::string> generated_build_arguments(const BuildRequest& request,
                                                   const ArgumentChanges& changes,
                                                   const std::string& dockerfile,
                                                   const std::string& target) {
  ArgumentChanges contexts;
  contexts.context = changes.context;
  contexts.named_contexts = changes.named_contexts;
  contexts.source_digest = changes.source_digest;
  // Another base image would be another build.
  contexts.pull = changes.pull;
  std::vector<std::string> words{
      "--file=" + dockerfile, "--target=" + target, "--output=type=tar,dest=-", "--progress=plain"};
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
  const Command docker =
      docker_build_command(setup,
                           assessment.builder,
                           generated_build_arguments(setup.request, changes, dockerfile, stages.target));
  const CapturedOutput output = run_streaming(docker, consume, stages.timeout_ms);
  if (output.status.success()) return {};
  return "docker could not build the stage that looks into the layers: " + escape(last_line(output.err));
}

}  // namespace cb21
