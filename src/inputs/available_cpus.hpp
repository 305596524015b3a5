// SPDX-License-Identifier: Apache-2.0
// How many CPUs this process may really use: affinity and the cgroup's quota, not what the machine has.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

unsigned available_cpus();  // at least 1

// The least quota, in whole CPUs rounded up, of the process's groups and all groups above them; nothing where
// none is set. `proc_cgroup` is the text of /proc/self/cgroup, `mount` the directory in place of
// /sys/fs/cgroup. Reads version 2's cpu.max and version 1's cpu.cfs_quota_us and cpu.cfs_period_us.
std::optional<unsigned> cpu_quota(std::string_view proc_cgroup, const std::string& mount);

}  // namespace cb21
