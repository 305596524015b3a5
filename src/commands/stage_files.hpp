// SPDX-License-Identifier: Apache-2.0
// Single files of stages and of the base image, read back by a generated build, where the chain of custody
// asks for more than their digests.
#pragma once

#include "commands/assessment.hpp"
#include "commands/docker_arguments.hpp"
#include "commands/setup.hpp"
#include "evidence/image_tree.hpp"
#include "proof/chain.hpp"

#include <set>
#include <string>
#include <string_view>

namespace cb21 {

// Of these paths of an image, those at which the image that the target's stages are made of has the same
// bytes. Empty where the base cannot be read.
std::set<std::string> find_base_files(const Setup& setup,
                                      const Assessment& assessment,
                                      const ArgumentChanges& changes,
                                      const ImageTree& image,
                                      const std::set<std::string>& paths);

// A program of a stage, and the Dockerfile that makes the stage.
struct StageProgram {
  std::string_view text;
  const Dockerfile& dockerfile;
  StagePoint point;
  std::string path;
};

// What is loaded of it (ElfFacts::segments); empty where it is not there.
std::string segments_of(const Setup& setup,
                        const Assessment& assessment,
                        const ArgumentChanges& changes,
                        const StageProgram& program);

}  // namespace cb21
