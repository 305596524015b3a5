// SPDX-License-Identifier: Apache-2.0
#include "evidence/image_reader.hpp"

#include "docker/artifact.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "evidence/exported_tree.hpp"

#include <string_view>

namespace cb21 {
namespace {

// `subject` is for the message.
ImageTree read_export(const DockerClient& client, const std::string& container, const std::string& subject) {
  ExportedTree tree;
  const CapturedOutput output =
      run_streaming(client.command({"export", "--", container}), [&](std::string_view chunk) {
        tree.feed(chunk);
        return true;
      });
  if (!tree.complete() || !output.status.success()) {
    client.require_engine();
    throw Error("docker export ended before the files of " + escape(subject) +
                " were complete: " + escape(output.err.substr(0, output.err.find('\n'))));
  }
  return tree.finish();
}

}  // namespace

ImageTree read_image_tree(const DockerClient& client,
                          const std::string& image,
                          const std::string& state_directory) {
  const ImageContainer container(client, image, state_directory);
  return read_export(client, container.name(), image);
}

ImageTree read_container_tree(const DockerClient& client, const std::string& container) {
  return read_export(client, container, container);
}

}  // namespace cb21
