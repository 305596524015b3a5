// SPDX-License-Identifier: Apache-2.0
// One image of the local store under every proof that needs no build: what its binaries show, and what is
// remembered of or vouched for it.
#pragma once

#include "commands/assessment.hpp"
#include "commands/setup.hpp"
#include "commands/verification.hpp"
#include "docker/client.hpp"
#include "state/receipt.hpp"
#include "state/store.hpp"

#include <optional>
#include <string>

namespace cb21 {

struct NamedReceipt {
  std::string path;
  Receipt receipt;
};

struct ImageQuestion {
  const Setup& setup;
  const Store& store;            // whose records are asked for the image's id
  const Assessment& assessment;  // of the project at --against; an empty one without
  bool against = false;
  std::optional<NamedReceipt> receipt;
  std::optional<ContainerFacts> container;  // that is to use the image
};

struct ImageVerdict {
  std::string image;     // as it was named
  std::string image_id;  // empty: the store has no such image, and there is no verdict
  // Its verdict is unverified where nothing was proved and nothing speaks against the image.
  Verification verification;
};

// Where a receipt or the record vouches for the image, what a marker could not show is no open question. Only
// --cb21-verify=required makes a failure of one. Throws Error if the engine does not answer.
ImageVerdict verify_stored_image(const ImageQuestion& question, const std::string& image);

// The image of question.container, whatever its name stands for now: where that is another image the
// container was not made anew.
ImageVerdict verify_container(const ImageQuestion& question);

}  // namespace cb21
