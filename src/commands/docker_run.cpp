// SPDX-License-Identifier: Apache-2.0
#include "commands/docker_run.hpp"

#include "commands/built_image.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/docker_command.hpp"
#include "commands/scratch_folder.hpp"
#include "commands/stopwatch.hpp"

#include <chrono>

namespace cb21 {
namespace {

// Where docker writes the image's id: the user's file, else a private one of ours, else nowhere.
std::string choose_iidfile(const BuildRequest& request, ScratchFolder& scratch, Distrust& distrust) {
  if (request.iidfile) return *request.iidfile;
  if (!makes_an_image(request) || scratch.path().empty()) return {};
  distrust.changes.iidfile = scratch.file("iid");
  return *distrust.changes.iidfile;
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
  if (run.status.success()) run.image = find_built_image(gate.request, iidfile);
  return run;
}

std::vector<std::string> argv_of(const Command& command) {
  std::vector<std::string> argv{command.program};
  argv.insert(argv.end(), command.arguments.begin(), command.arguments.end());
  return argv;
}

}  // namespace cb21
