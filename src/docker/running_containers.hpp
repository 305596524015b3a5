// SPDX-License-Identifier: Apache-2.0
// What runs on the engine, and of which image.
#pragma once

#include "docker/client.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct RunningContainer {
  std::string id;
  std::string name;
  std::string image_id;
  std::string reference;        // the image as it was named when the container was made
  std::string compose_project;  // empty for one that compose did not make
  std::string compose_service;
};

// In docker's order. One that ends meanwhile is left out. Throws Error where the engine does not answer.
std::vector<RunningContainer> running_containers(const DockerClient& client);

}  // namespace cb21
