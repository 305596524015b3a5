// SPDX-License-Identifier: Apache-2.0
// Which file an image starts, resolved as the engine would: ENTRYPOINT and CMD, the image's own PATH in
// order, WORKDIR, links. Wrappers that only start another program (sh -c with one command, env, exec, tini,
// dumb-init, gosu, su-exec) are looked through, unless rustc made them or they may change where the program
// is looked for (env -i, PATH=...): then the wrapper is what is started. A script is never followed to prove
// anything.
#pragma once

#include "docker/client.hpp"
#include "evidence/image_tree.hpp"

#include <string>

namespace cb21 {

struct StartedFile {
  enum class Kind {
    nothing,  // the image starts nothing
    missing,  // what it names is not there, or is no file that can be started
    program,  // an ELF file
    script,   // a script, or words that a shell has to make sense of
  };
  Kind kind = Kind::nothing;
  std::string word;  // as the image names it
  std::string path;  // in the image, links followed; empty for nothing and missing
  // Of a script: the path of the program that its last `exec` names, where that is written out ("$@" being
  // the script's own arguments) and is in the image. For the message only.
  std::string hint;

  friend bool operator==(const StartedFile&, const StartedFile&) = default;
};

StartedFile resolve_started_file(const ImageFacts& image, const ImageTree& tree);

}  // namespace cb21
