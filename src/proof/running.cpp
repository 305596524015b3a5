// SPDX-License-Identifier: Apache-2.0
#include "proof/running.hpp"

#include "escape.hpp"

#include <fmt/format.h>

namespace cb21 {
namespace {

std::string how_to_recreate(const ContainerFacts& container) {
  if (!container.compose_service.empty()) {
    return "make the container anew: docker compose up -d --force-recreate " +
           escape(container.compose_service);
  }
  return "make the container anew: docker rm -f " + escape(container.name) +
         " and run it again (docker compose up --force-recreate where compose made it)";
}

std::string how_it_stands(const ContainerFacts& container) {
  const bool ended = container.status == "exited" || container.status == "dead";
  if (!ended) return "it is " + escape(container.status);
  const std::string silent = container.exit_code == 0 ? ", as a placeholder does" : "";
  return fmt::format("it ended with exit code {}{}", container.exit_code, silent);
}

}  // namespace

Proof judge_running(const RunningFacts& facts) {
  const ContainerFacts& container = facts.container;
  Proof proof{.name = "running", .result = ProofResult::fail, .detail = ""};
  if (container.image_id != facts.image_id) {
    proof.detail = fmt::format("the container {} uses {}, which is not what {} names now",
                               escape(container.name),
                               escape(container.image_id),
                               escape(facts.image));
    proof.mechanism = "container-not-recreated";
    proof.cure = how_to_recreate(container);
    return proof;
  }
  if (!container.running) {
    proof.detail = "the container " + escape(container.name) + " does not run: " + how_it_stands(container);
    proof.cure = "look at docker logs " + escape(container.name) + ", then start it again";
    return proof;
  }
  if (!facts.changed.empty()) {
    const ChangedProgram& program = facts.changed.front();
    proof.detail = fmt::format("in the container {} the image's {} {}",
                               escape(container.name),
                               escape(program.path),
                               escape(program.how));
    proof.mechanism = "deploy-path";
    proof.cure = how_to_recreate(container) + ", without a mount over its program";
    return proof;
  }
  proof.result = ProofResult::pass;
  proof.detail = "the container " + escape(container.name) + " uses this very image";
  return proof;
}

}  // namespace cb21
