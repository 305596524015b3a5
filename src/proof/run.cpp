// SPDX-License-Identifier: Apache-2.0
#include "proof/run.hpp"

#include "docker/temporary_container.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_lines_shown = 20;
constexpr std::size_t k_line_shown = 1000;
constexpr int k_most_seconds = 24 * 60 * 60;
constexpr std::size_t k_output_kept = 256U << 10U;
constexpr int k_docker_failed = 125;

// The first line, without its end, which is taken off.
std::string_view take_line(std::string_view& left) {
  const std::size_t end = std::min(left.find('\n'), left.size());
  std::string_view line = left.substr(0, end);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  left.remove_prefix(std::min(end + 1, left.size()));
  return line;
}

std::string first_lines(const std::string& output) {
  std::string shown;
  std::string_view left = output;
  for (std::size_t lines = 0; lines < k_lines_shown && !left.empty(); ++lines)
    shown += escape(take_line(left).substr(0, k_line_shown)) + '\n';
  return shown;
}

// Docker's own sentences (a platform that is not the host's, say) come on the image's standard error.
bool was_silent(const CapturedOutput& output) {
  std::string_view left = output.err;
  while (!left.empty()) {
    const std::string_view line = take_line(left);
    if (!line.starts_with("WARNING: ") && !line.starts_with("docker: ")) return false;
  }
  return output.out.empty();
}

Proof judge_at_timeout(bool running, int seconds) {
  if (running)
    return {.name = "run",
            .result = ProofResult::pass,
            .detail = fmt::format("it was still running after {} s", seconds)};
  return {.name = "run",
          .result = ProofResult::inconclusive,
          .detail = fmt::format(
              "docker run had not ended after {} s, yet nothing was running: give it longer", seconds)};
}

Proof judge_at_end(const CapturedOutput& output) {
  Proof proof;
  proof.name = "run";
  proof.result = ProofResult::fail;
  if (output.status.signal != 0) {
    proof.detail = fmt::format("docker run was ended by signal {}", output.status.signal);
  } else if (output.status.code == k_docker_failed) {
    proof.detail = "it could not be started, or exited with code 125";
  } else if (output.status.code != 0) {
    proof.detail = fmt::format("it exited with code {}", output.status.code);
  } else if (was_silent(output)) {
    proof.detail = "it exited with code 0 and printed nothing";
    proof.mechanism = "placeholder-main";
    proof.cure = cure_of(proof.mechanism);
  } else {
    proof.result = ProofResult::pass;
    proof.detail = "it ran and exited with code 0";
  }
  return proof;
}

Command run_command(const DockerClient& client, const std::string& name, const std::string& image) {
  Command command = client.command({"run", "--rm", "--network", "none", "--pull", "never", "--name", name});
  command.arguments.insert(command.arguments.end(), {"--label", std::string(k_container_label), "--", image});
  // For the build only: an image of another platform would not be found under it.
  command.environment.emplace_back("DOCKER_DEFAULT_PLATFORM", "");
  return command;
}

// The time that is up is docker's too: for an image that had to be unpacked, or an engine that is slow.
bool is_running(const DockerClient& client, const std::string& name) {
  try {
    const auto container = client.inspect_container(name);
    return container && container->running;
  } catch (const Error&) {
    return false;
  }
}

}  // namespace

RunOutcome prove_by_running(const DockerClient& client,
                            const std::string& image,
                            int seconds,
                            const std::string& state_directory) {
  TemporaryContainer container(client, "run", state_directory);
  CaptureOptions options;
  options.limit = k_output_kept;
  options.timeout_ms = std::clamp(seconds, 1, k_most_seconds) * 1000;
  const CapturedOutput output = run_captured(run_command(client, container.name(), image), options);
  const bool running =
      output.timed_out && InterruptGuard::pending() == 0 && is_running(client, container.name());
  if (output.cut_short() && !running) container.expect_late();
  if (InterruptGuard::pending() != 0) throw Error("interrupted while the image ran");
  const bool cut = !output.out.empty() && output.out.back() != '\n';
  return {output.timed_out ? judge_at_timeout(running, seconds) : judge_at_end(output),
          first_lines(output.out + (cut ? "\n" : "") + output.err)};
}

}  // namespace cb21
