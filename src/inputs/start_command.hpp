// SPDX-License-Identifier: Apache-2.0
// What an image starts, as far as its Dockerfile says.
#pragma once

#include "inputs/dockerfile.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace cb21 {

// The words of the ENTRYPOINT and of the CMD that the image of a stage has, the stage's own or a base
// stage's; those of a shell form as the shell reads them.
std::vector<std::string> start_words(const Dockerfile& dockerfile, std::size_t stage);

struct StartedProgram {
  std::string word;      // as written, variables included
  std::size_t line = 0;  // of the instruction that names it
};

// The program itself, taken out of what it is wrapped in: tini and its like, env, exec, a shell's -c. Nothing
// where nothing is started, or a shell script does more than to start one program.
std::optional<StartedProgram> started_program(const Dockerfile& dockerfile, std::size_t stage);

}  // namespace cb21
