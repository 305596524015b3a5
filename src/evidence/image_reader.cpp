// SPDX-License-Identifier: Apache-2.0
#include "evidence/image_reader.hpp"

#include "docker/artifact.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "evidence/exported_tree.hpp"

#include <string_view>

namespace cb21 {

ImageTree read_image_tree(const DockerClient& client,
                          const std::string& image,
                          const std::string& state_directory,
                          const std::set<std::uint64_t>& sizes) {
  const ImageContainer container(client, image, state_directory);
  ExportedTree tree(sizes);
  const CapturedOutput output =
      run_streaming(client.command({"export", "--", container.name()}), [&](std::string_view chunk) {
        tree.feed(chunk);
        return true;
      });
  if (!tree.complete() || !output.status.success()) {
    client.require_engine();
    throw Error("docker export ended before the files of " + escape(image) +
                " were complete: " + escape(output.err.substr(0, output.err.find('\n'))));
  }
  return tree.finish();
}

}  // namespace cb21
