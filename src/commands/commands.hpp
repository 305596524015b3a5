// SPDX-License-Identifier: Apache-2.0
// One function a command. Each returns the exit code for the process; what cannot go on is thrown as Error.
#pragma once

#include "cli/invocation.hpp"

#include <string>
#include <vector>

namespace cb21 {

int run_build(const Invocation& invocation);
int run_status(const Invocation& invocation);
int run_why(const Invocation& invocation);
int run_audit(const Invocation& invocation);
int run_check(const Invocation& invocation);
int run_diagnose(const Invocation& invocation);
int run_forget(const Invocation& invocation);
int run_init(const Invocation& invocation);
int run_prune(const Invocation& invocation);
int run_verify(const Invocation& invocation);
int run_version();
int run_help();
int run_plugin_metadata();
// Whether another cb21 took this one for docker: a copy on PATH, or a script that calls cb21 and is named
// docker.
bool taken_for_docker(const std::vector<std::string>& argv);
// Then docker gets the words, unchanged.
int run_relay(const std::vector<std::string>& argv);
// A docker command that is not cb21's: docker gets it, unchanged.
int run_pass_through(const Invocation& invocation);

}  // namespace cb21
