// SPDX-License-Identifier: Apache-2.0
#include "inputs/program_wrapper.hpp"

#include <algorithm>
#include <array>

namespace cb21 {
namespace {

constexpr auto k_wrappers = std::to_array<ProgramWrapper>(
    {{"catchsegv", "", "", 0},
     {"chpst", "/CLUbcdeflmnoprtu", "", 0},
     {"chroot", "", "groups userspec", 1},
     {"command", "", "", 0},
     {"doas", "uC", "", 0},
     {"eatmydata", "", "", 0},
     {"env", "uC", "chdir unset", 0},
     {"exec", "a", "", 0},
     {"fakeroot", "", "", 0},
     {"flock", "wE", "conflict-exit-code timeout wait", 1},
     {"gosu", "", "", 1},
     {"ionice", "cnp", "class classdata pid", 0},
     {"linux32", "", "", 0},
     {"linux64", "", "", 0},
     {"mold", "", "", 0},
     {"nice", "n", "adjustment", 0},
     {"nohup", "", "", 0},
     {"parallel",
      "CILNPSajn",
      "arg-file colsep delay jobs joblog load max-args max-procs memfree retries tagstring timeout",
      0},
     {"runuser", "ugG", "group supp-group user", 0},
     {"sccache", "", "", 0},
     {"setpriv",
      "",
      "ambient-caps bounding-set egid euid groups inh-caps pdeathsig regid reuid rgid ruid securebits",
      0},
     {"setsid", "", "", 0},
     {"ssh-agent", "at", "", 0},
     {"stdbuf", "ioe", "error input output", 0},
     {"su-exec", "", "", 1},
     {"sudo",
      "CDghpRrTtUu",
      "chdir chroot close-from command-timeout group host login-class other-user prompt role type user",
      0},
     {"time", "fo", "format output", 0},
     {"timeout", "ks", "kill-after signal", 1},
     {"unshare",
      "RwSG",
      "boottime map-group map-user monotonic propagation root setgid setgroups setuid wd",
      0},
     {"xargs", "adEILnPs", "arg-file delimiter max-args max-chars max-procs process-slot-var", 0}});

bool lists(std::string_view names, std::string_view name) {
  while (!names.empty()) {
    const std::size_t end = std::min(names.find(' '), names.size());
    if (names.substr(0, end) == name) return true;
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  return false;
}

}  // namespace

bool ProgramWrapper::takes_next(std::string_view option) const {
  if (option.starts_with("--")) return lists(valued_names, option.substr(2));
  return option.find_first_of(valued_letters, 1) == option.size() - 1;
}

const ProgramWrapper* find_wrapper(std::string_view program) {
  const auto* const found = std::find_if(
      k_wrappers.begin(), k_wrappers.end(), [&](const ProgramWrapper& w) { return w.name == program; });
  return found == k_wrappers.end() ? nullptr : found;
}

}  // namespace cb21
