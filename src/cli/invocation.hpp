// SPDX-License-Identifier: Apache-2.0
// Which of cb21's faces the user called: a build, a verb, or a docker CLI plugin.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace cb21 {

enum class Verb {
  build,
  audit,
  check,
  diagnose,
  forget,
  help,
  init,
  prune,
  status,
  verify,
  version,
  why,
  plugin_metadata,
  pass_through
};

struct Invocation {
  Verb verb = Verb::build;
  std::vector<std::string> global_arguments;  // docker's global flags, when called as a plugin
  std::vector<std::string> arguments;         // after the verb; for a build, after the word build
};

// argv[0] may be cb21, docker-build (always a build) or docker-cb21 (docker cli-plugins: `[globals] cb21
// [rest]`, and the single word docker-cli-plugin-metadata). A verb is one only where docker could not mean
// it: `cb21 status` is a build if a directory `status` exists and nothing else could be the context. `cb21
// build ...` is `cb21 ...`. A verb's --help or -h, as its first word, is help, but for the plugin's prune,
// which may be docker's own. pass_through: a plugin alias call that is neither a build nor a verb (docker
// builder prune ...): `arguments` go to `docker buildx`.
//
// --version and -v, alone, are the verb version. Throws Error(usage) where the first word is nearly a verb
// and names nothing that is here, so that docker could not build it either.
Invocation read_invocation(std::span<const std::string> argv);

}  // namespace cb21
