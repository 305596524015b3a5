// SPDX-License-Identifier: Apache-2.0
#include "proof/platform.hpp"

#include "escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

namespace cb21 {
namespace {

// e_machine of elf(5) by GOARCH.
struct Machine {
  std::string_view architecture;
  std::uint16_t number;
};

constexpr std::array<Machine, 12> k_machines{{
    {"386", 3},
    {"mips", 8},
    {"mipsle", 8},
    {"mips64", 8},
    {"mips64le", 8},
    {"ppc64le", 21},
    {"s390x", 22},
    {"arm", 40},
    {"amd64", 62},
    {"arm64", 183},
    {"riscv64", 243},
    {"loong64", 258},
}};

bool runs_on(std::uint16_t machine, std::string_view architecture) {
  constexpr std::uint16_t k_386 = 3;
  constexpr std::uint16_t k_arm = 40;
  if (architecture == "amd64" && machine == k_386) return true;
  if (architecture == "arm64" && machine == k_arm) return true;
  return std::any_of(k_machines.begin(), k_machines.end(), [&](const Machine& known) {
    return known.architecture == architecture && known.number == machine;
  });
}

bool is_known(std::string_view architecture) {
  return std::any_of(k_machines.begin(), k_machines.end(), [&](const Machine& known) {
    return known.architecture == architecture;
  });
}

}  // namespace

std::optional<Proof> judge_platform(const Artifact& artifact, const std::string& architecture) {
  constexpr std::uint16_t k_none = 0;
  if (!artifact.elf || artifact.machine == k_none || !is_known(architecture) ||
      runs_on(artifact.machine, architecture))
    return std::nullopt;
  const std::string mechanism = "one-arch-everywhere";
  return Proof{.name = "platform",
               .result = ProofResult::fail,
               .detail = fmt::format("{} is a program for another machine (ELF {}) than the image's {}",
                                     escape(artifact.path),
                                     artifact.machine,
                                     escape(architecture)),
               .mechanism = mechanism,
               .cure = std::string(cure_of(mechanism))};
}

}  // namespace cb21
