// SPDX-License-Identifier: Apache-2.0
// The real docker CLI: which file it is, which builder it will use, and the few questions cb21 asks it.
#pragma once

#include "docker/process.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

// Finds the first `docker` on PATH that is not cb21: not this file, and not one that led here (a wrapper that
// calls cb21 again), which the environment variable CB21_DOCKER_SEEN lists. Throws Error(no_docker).
// The configured program is not taken either if it led here.
struct DockerSearch {
  std::optional<std::string> configured;  // --cb21-docker
  std::string path;                       // PATH
  std::string seen;                       // CB21_DOCKER_SEEN
  std::string self;                       // /proc/self/exe, resolved
};

std::string find_docker(const DockerSearch& search);

// How `docker build` will build.
struct BuilderFacts {
  enum class Kind { buildkit, classic };
  Kind kind = Kind::buildkit;
  bool through_buildx =
      false;  // the CLI plugin; otherwise the client's own BuildKit client (20.10) or classic
  std::string buildx_version;  // "0.13.1", empty when unknown
  std::string name;            // --builder, BUILDX_BUILDER or the docker context's
  std::string endpoint;        // DOCKER_HOST, or the docker context with its endpoint
  // The engine itself builds, and what it builds is in its store (buildx's docker driver, or no buildx at
  // all); otherwise a builder of its own, whose result has to be loaded.
  bool docker_driver = true;
  bool old_client = false;  // docker's CLI up to 20.10
  // Whether BuildKit keeps contexts apart by their base name: not with buildx 0.14.0 to 0.15.x
  // (docker/buildx#2552), before 0.7, or of unknown version.
  bool honours_context_name = true;
};

struct ImageFacts {
  std::string id;
  std::vector<std::string> entrypoint;
  std::vector<std::string> command;
  std::vector<std::string> environment;  // NAME=value
  std::string workdir;
  std::string os;
  std::string architecture;
  std::string created;  // RFC 3339
  std::string tagged;   // likewise: when a name was given to it last; empty where docker does not say
  std::vector<std::string> names;    // familiar, with their tags: "hello:latest"
  std::vector<std::string> digests;  // name@sha256:..., of the registries it came from or went to
  // What the image holds, 64 hexadecimal digits: its layers by their content, its configuration and platform.
  // An id says less: on the containerd image store it is that of an index, which each build's provenance
  // changes. Empty where docker names no layers.
  std::string content;
};

struct ContainerFacts {
  std::string name;
  std::string image_id;  // of the image that it really uses
  std::string image;     // as it was named when the container was made
  std::string status;    // "running", "exited", ...
  int exit_code = 0;     // of one that ended
  bool running = false;
  std::string compose_service;  // empty where docker compose did not make it
};

struct BuilderQuestion {
  std::optional<std::string> builder;  // --builder or BUILDX_BUILDER
  std::string cache_directory;         // where answers tied to files' identities are kept; empty: nowhere
};

class DockerClient {
 public:
  // `global_arguments` are put before every command, as the user typed them.
  DockerClient(std::string program, std::vector<std::string> global_arguments);

  const std::string& program() const { return program_; }

  // The command `docker [globals] ARGUMENTS` with the recursion guard in its environment.
  Command command(std::vector<std::string> arguments) const;

  // The engine that the globals, the environment and docker's configuration name.
  std::string endpoint() const;

  // Throws Error(failed) where the program says of itself that it is podman or buildah, by whatever name it
  // is called: their caches are not docker's, and their `builder prune` deletes images. Asks as builder_facts
  // does, and `cache_directory` is used alike.
  void require_docker(const std::string& cache_directory) const;

  // Asks docker only what the environment, its configuration and the files' identities do not settle. Throws
  // as require_docker does.
  BuilderFacts builder_facts(const BuilderQuestion& question) const;

  // Nothing where there is no such image. Throws Error if the engine does not answer.
  std::optional<ImageFacts> inspect_image(const std::string& reference) const;

  // Nothing where there is no such container. Throws Error if the engine does not answer.
  std::optional<ContainerFacts> inspect_container(const std::string& name) const;

  // Whether docker finds what is put into that folder, which it does not where it is confined (a snap, a
  // wrapper that starts it elsewhere). Such a docker is asked, once a folder; false also where nothing can be
  // put there to ask by.
  bool sees(const std::string& folder) const;

  // Empty where the engine does not say.
  std::string engine_version() const;

  // Throws Error with docker's own sentence if the engine does not answer. For after a question failed.
  void require_engine() const;

 private:
  // What the program says of its version. Throws as require_docker does.
  std::string version_answer(const std::string& cache_directory) const;

  std::string program_;
  std::vector<std::string> global_arguments_;
  mutable std::map<std::string, bool> seen_;  // by folder
};

}  // namespace cb21
