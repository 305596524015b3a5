// SPDX-License-Identifier: Apache-2.0
#include "commands/docker_run.hpp"

#include "cli/docker_flags.hpp"
#include "commands/built_image.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/docker_command.hpp"
#include "commands/scratch_folder.hpp"
#include "commands/stopwatch.hpp"

#include <chrono>
#include <cstdlib>

namespace cb21 {
namespace {

// Where docker writes the image's id: the user's file, else a private one of ours, else nowhere.
std::string choose_iidfile(const BuildRequest& request, ScratchFolder& scratch, Distrust& distrust) {
  if (request.iidfile) return *request.iidfile;
  if (!makes_an_image(request) || scratch.path().empty()) return {};
  distrust.changes.iidfile = scratch.file("iid");
  return *distrust.changes.iidfile;
}

bool is_without_attestations(const BuildRequest& request) {
  const char* const variable = std::getenv("BUILDX_NO_DEFAULT_ATTESTATIONS");
  const ParsedArguments words = parse_leniently(request.arguments);
  const auto provenance = words.last("provenance");
  return (provenance && parse_go_bool(*provenance) == false) ||
         (variable != nullptr && parse_go_bool(variable) == true);
}

// Without attestations buildx writes the digest of the configuration into the file for the id, by which the
// containerd image store knows no image; what the store calls it stands in the metadata.
std::string choose_metadata_file(const BuilderFacts& builder,
                                 const BuildRequest& request,
                                 ScratchFolder& scratch,
                                 Distrust& distrust) {
  if (request.metadata_file) return *request.metadata_file;
  const bool bare = builder.through_buildx && builder.docker_driver && is_without_attestations(request);
  if (!bare || !makes_an_image(request) || scratch.path().empty()) return {};
  distrust.changes.metadata_file = scratch.file("metadata");
  return *distrust.changes.metadata_file;
}

std::int64_t nanoseconds_now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

}  // namespace

DockerRun run_docker(const Setup& setup,
                     const Assessment& assessment,
                     const Gate& gate,
                     Distrust& distrust,
                     BuildOutcome& outcome) {
  ScratchFolder scratch(setup);
  const std::string iidfile = choose_iidfile(gate.request, scratch, distrust);
  const std::string metadata = choose_metadata_file(assessment.builder, gate.request, scratch, distrust);
  const Command docker =
      docker_build_command(setup, assessment.builder, docker_build_arguments(gate.request, distrust.changes));
  outcome.kind = kind_of(assessment.decision, distrust);
  outcome.means = distrust.means;
  outcome.docker_argv = argv_of(docker);
  const Stopwatch time;
  // Standard output is the second build's, where there is one.
  const auto out = gate.rerun ? StandardOutput::nowhere : StandardOutput::passed_on;
  DockerRun run;
  run.began_ns = nanoseconds_now();
  run.status = run_in_foreground(docker, out);
  outcome.docker_milliseconds = time.milliseconds();
  outcome.total_milliseconds = outcome.clock.milliseconds();
  outcome.docker_exit = run.status.signal == 0 ? run.status.code : 128 + run.status.signal;
  if (!run.status.success()) return run;
  run.image = find_built_image(gate.request, iidfile);
  if (!run.image.id.empty() && !metadata.empty() && !setup.client.inspect_image(run.image.id))
    run.image.id = read_image_digest(metadata).value_or(run.image.id);
  return run;
}

std::vector<std::string> argv_of(const Command& command) {
  std::vector<std::string> argv{command.program};
  argv.insert(argv.end(), command.arguments.begin(), command.arguments.end());
  return argv;
}

}  // namespace cb21
