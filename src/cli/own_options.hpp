// SPDX-License-Identifier: Apache-2.0
// cb21's own options: command line over environment over project file over user file over machine file, and
// what the machine's file locks.
#pragma once

#include "cli/configuration.hpp"
#include "cli/environment.hpp"
#include "cli/own_option_table.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

enum class Strategy { no_cache, prune, precise };
enum class Profile { development, production };
enum class VerifyMode { automatic, required, off };
enum class ProofLevel { marker, chain, recompiled };
enum class Scope { rust, context };

struct OwnOptions {
  Strategy strategy = Strategy::no_cache;
  Profile profile = Profile::development;
  VerifyMode verify = VerifyMode::automatic;  // production makes it required
  ProofLevel proof = ProofLevel::chain;
  Scope scope = Scope::rust;
  std::vector<std::string> markers;    // --cb21-marker
  std::vector<std::string> binaries;   // --cb21-binary, absolute paths in the image
  std::vector<std::string> watch;      // --cb21-watch globs
  std::optional<int> run_seconds;      // --cb21-run
  std::optional<std::string> report;   // --cb21-report
  std::optional<std::string> receipt;  // --cb21-receipt
  std::optional<std::string> state_dir;
  std::optional<std::string> docker;
  bool explain = false;
  bool dry_run = false;
  bool no_waivers = false;
  bool off = false;
  // The command line, the environment or the project's file sets a marker, a binary or a watch glob: what the
  // user's and the machine's files say is said of every build.
  bool speaks_of_content = false;
  std::vector<std::string> warnings;  // unknown CB21_ variables and the like, each a sentence
};

std::span<const OwnOption> own_option_table();

// Throws Error(usage) with a suggestion for an unknown option, key or value, and for what check_policy()
// refuses. `environment_names` (process_environment_names()) lets an unknown CB21_ variable be warned of.
OwnOptions read_own_options(std::span<const std::string> own_words,
                            const Environment& environment,
                            std::span<const ConfigurationFile> files,
                            std::span<const std::string> environment_names = {});

}  // namespace cb21
