// SPDX-License-Identifier: Apache-2.0
// Programs that take docker's command line and are not docker, told by what they say of themselves.
#pragma once

#include <string_view>

namespace cb21 {

// Whether an answer to `--version` leaves open who speaks: podman says the name that it was called by
// ("docker version 5.4.2", through a link), where docker's own CLI says "Docker version 26.1.5, build
// a72d7cd". What it answers to `version` then tells. `file_name` is the program's, without folders.
bool leaves_engine_open(std::string_view answer, std::string_view file_name);

// "podman" or "buildah", found in what the program answered to `--version` and, where that left it open, to
// `version`; empty for docker and for programs that are not known.
std::string_view other_engine(std::string_view answer);

}  // namespace cb21
