// SPDX-License-Identifier: Apache-2.0
#include "commands/build_origin.hpp"

#include "error.hpp"
#include "inputs/compile_stage.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

std::string registry_digest(const std::string& reference) {
  const std::size_t at = reference.find('@');
  return at == std::string::npos ? std::string() : reference.substr(at + 1);
}

// The local image of that name is what was built on, unless docker looked into the registry.
void find_local_image(const DockerClient& client, ReceiptBase& base) {
  try {
    const auto facts = client.inspect_image(base.reference);
    if (!facts) return;
    base.image_id = facts->id;
    if (base.digest.empty() && !facts->digests.empty()) base.digest = registry_digest(facts->digests.front());
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): not known, then
  }
}

std::vector<ReceiptBase> find_bases(const Setup& setup, const Assessment& assessment) {
  const auto& dockerfile = assessment.context.dockerfile;
  if (!dockerfile) return {};
  const bool pulled = setup.request.pull || setup.options.profile == Profile::production;
  const bool local = assessment.builder.docker_driver && !pulled;
  std::vector<ReceiptBase> bases;
  for (const std::string& reference : named_images(*dockerfile, setup.request)) {
    ReceiptBase base{.reference = reference, .image_id = "", .digest = registry_digest(reference)};
    if (local) find_local_image(setup.client, base);
    bases.push_back(std::move(base));
  }
  return bases;
}

}  // namespace

std::vector<std::string> named_images(const Dockerfile& dockerfile, const BuildRequest& request) {
  std::vector<std::string> images;
  const auto add = [&](const std::string& name) {
    const bool is_context = std::any_of(request.build_contexts.begin(),
                                        request.build_contexts.end(),
                                        [&](const auto& context) { return context.first == name; });
    const bool known = std::find(images.begin(), images.end(), name) != images.end();
    if (!name.empty() && name != "scratch" && !is_context && !known) images.push_back(name);
  };
  for (const Stage& stage : dockerfile.stages) {
    if (!stage.base_stage) add(stage.base);
    for (const CopyInstruction& copy : stage.copies) {
      if (copy.from && !source_stage(dockerfile, *copy.from, stage.index)) add(*copy.from);
    }
  }
  return images;
}

BuildOrigin find_origin(const Setup& setup, const Assessment& assessment) {
  return {.engine_version = setup.client.engine_version(), .bases = find_bases(setup, assessment)};
}

}  // namespace cb21
