// SPDX-License-Identifier: Apache-2.0
#include "inputs/available_cpus.hpp"

#include "inputs/root_directory.hpp"

#include <sched.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace cb21 {
namespace {

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  return text.str();
}

// Both in microseconds; "max" and -1 are no quota.
std::optional<unsigned> quota_of_group(const std::string& group, bool version_2) {
  std::istringstream text(version_2
                              ? text_of(group + "/cpu.max")
                              : text_of(group + "/cpu.cfs_quota_us") + text_of(group + "/cpu.cfs_period_us"));
  double quota = 0;
  double period = 0;
  const bool limited = text >> quota >> period && quota > 0 && period > 0;
  if (!limited) return std::nullopt;
  return static_cast<unsigned>(std::clamp(std::ceil(quota / period), 1.0, 1e6));
}

void keep_least(std::optional<unsigned>& least, const std::optional<unsigned>& quota) {
  if (quota) least = std::min(least.value_or(*quota), *quota);
}

bool has_cpu_controller(const std::string& controllers) {
  std::istringstream list(controllers);
  for (std::string controller; std::getline(list, controller, ',');) {
    if (controller == "cpu") return true;
  }
  return false;
}

// The group and all above it; the mount itself is the highest one, and in a container the only one.
std::optional<unsigned> least_quota(const std::string& base, std::string group, bool version_2) {
  std::optional<unsigned> least = quota_of_group(base, version_2);
  for (; !group.empty(); group = std::string(parent_path(group))) {
    keep_least(least, quota_of_group(base + group, version_2));
  }
  return least;
}

}  // namespace

std::optional<unsigned> cpu_quota(std::string_view proc_cgroup, const std::string& mount) {
  std::optional<unsigned> least;
  std::istringstream lines{std::string(proc_cgroup)};
  std::string number;
  std::string controllers;
  std::string group;
  while (std::getline(lines, number, ':') && std::getline(lines, controllers, ':') &&
         std::getline(lines, group)) {
    const bool version_2 = controllers.empty();
    if (!version_2 && !has_cpu_controller(controllers)) continue;
    while (group.ends_with('/')) group.pop_back();
    keep_least(least, least_quota(version_2 ? mount : mount + "/cpu", group, version_2));
  }
  return least;
}

unsigned available_cpus() {
  cpu_set_t mask;
  CPU_ZERO(&mask);
  // Fails on machines with more than 1024 CPUs, where the number does not matter.
  const int allowed = sched_getaffinity(0, sizeof mask, &mask) == 0 ? CPU_COUNT(&mask) : CPU_SETSIZE;
  const unsigned cpus = static_cast<unsigned>(std::max(allowed, 1));
  return std::min(cpus, cpu_quota(text_of("/proc/self/cgroup"), "/sys/fs/cgroup").value_or(cpus));
}

}  // namespace cb21
