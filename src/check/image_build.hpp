// SPDX-License-Identifier: Apache-2.0
// A command line, as CI files and scripts hold it, that builds an image; and what it says of the cache. Only
// what is written is known: where a variable may hold flags, that is said too.
#pragma once

#include "inputs/shell_commands.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// What is known of a flag that a variable may turn on.
enum class Known { no, yes, unknown };

struct ImageBuild {
  std::size_t line = 0;             // in its file, from 1
  bool verified = false;            // by cb21, which decides by content
  bool production_profile = false;  // cb21's
  bool compose = false;
  Known uncached = Known::no;
  Known pulls = Known::no;
  bool pushes = false;
  std::vector<std::string> names;         // -t, as written
  std::optional<std::string> dockerfile;  // -f, as written
  std::optional<std::string> context;     // the positional, as written
  std::string target;                     // --target
  std::vector<std::string> compose_files;
};

// docker build in each of its spellings, buildx bake, compose build and up --build, podman build, kaniko's
// executor, cb21 and docker-build; also where the program is a variable of that name ($(DOCKER),
// ${DOCKER:-docker}). The line is the command's.
std::optional<ImageBuild> read_image_build(const ShellCommand& command);

// What else is done to images: docker push and tag, compose push, and a prune of the whole build cache.
struct DockerDeed {
  enum class Kind { none, push, push_composed, tag, prune };
  Kind kind = Kind::none;
  std::vector<std::string> names;  // pushed; or source and target of a tag
};

DockerDeed read_docker_deed(const ShellCommand& command);

// Whether `text` has one of the words by which people tell what is for production: release, deploy, publish,
// prod, production, as a word of its own.
bool speaks_of_production(std::string_view text);

// "registry/app" of "registry/app:1.2"; a colon within $( ), ${ } or of a port does not count.
std::string_view without_tag(std::string_view name);

}  // namespace cb21
