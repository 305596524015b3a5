// SPDX-License-Identifier: Apache-2.0
// Files out of an image, as streams: docker create, docker cp to standard output, docker rm. Nothing from an
// image is written to disk. The temporary container is removed on every path, interrupts included; what a
// kill leaves behind is noted in the state directory first and removed by the next run.
#pragma once

#include "docker/client.hpp"
#include "docker/temporary_container.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

struct ContainerFile {
  std::string path;  // as asked, with the directory's entry chosen; links in it are not spelled out
  std::uint64_t size = 0;
  std::optional<std::uint64_t> mtime;  // seconds since the epoch
};

// A place in a container. If the path is a directory and `name_in_directory` is not empty, that entry of it.
struct ContainerPlace {
  std::string container;
  std::string path;
  std::string name_in_directory;
};

// Streams the regular file at a place (links followed inside the container by docker, mounts included) to
// `consume` in chunks. nullopt where there is no such regular file; `why` then says what was there. Throws
// Error if docker fails half-way or the engine does not answer: what was consumed by then is not the file.
std::optional<ContainerFile> read_container_file(const DockerClient& client,
                                                 const ContainerPlace& place,
                                                 const std::function<void(std::string_view)>& consume,
                                                 std::string& why);

class ImageContainer {
 public:
  // Created, never started; `docker create --pull never` where the client knows it. Throws Error.
  ImageContainer(const DockerClient& client, const std::string& image, const std::string& state_directory);

  const std::string& name() const { return container_.name(); }

  // read_container_file() of it.
  std::optional<ContainerFile> read_file(const std::string& path,
                                         const std::string& name_in_directory,
                                         const std::function<void(std::string_view)>& consume,
                                         std::string& why);

 private:
  const DockerClient& client_;
  TemporaryContainer container_;
};

}  // namespace cb21
