// SPDX-License-Identifier: Apache-2.0
// What a Cargo project says of itself, as far as the files that build it have to fit.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cb21 {

struct Project {
  std::string folder;      // real path of the package, or of the workspace
  std::string workspace;   // real path of what is built from: the workspace that the package belongs to, else
                           // the folder
  std::string repository;  // real path of the nearest folder with a .git, else the folder
  std::string package;     // of the program that the image is for; a crate name
  std::string binary;      // a crate name
  bool binary_needs_naming = false;       // the package makes several
  std::string dockerfile = "Dockerfile";  // relative to the folder
  std::string toolchain_image;            // where `cargo` is; taken from the Dockerfile, if it tells
  std::vector<std::string>
      install_steps;    // RUN instructions by which the Dockerfile adds the distribution's packages to it
  std::string program;  // absolute path in the image
  std::optional<std::string> marker;  // what main() says first; fits a line
  std::vector<std::string> watched;   // globs of further compile inputs, relative to the workspace
  std::string other_makefile;         // a GNUmakefile or makefile, which make would take before a Makefile
  std::vector<std::string> remarks;   // sentences on what was assumed, or is missing
};

// Reads, and runs nothing. Throws Error where `folder` is no Cargo project, or makes no program, or bears
// names that cargo would not take.
Project look_at_project(const std::string& folder);

}  // namespace cb21
