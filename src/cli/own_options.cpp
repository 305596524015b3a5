// SPDX-License-Identifier: Apache-2.0
#include "cli/own_options.hpp"

#include "cli/option_policy.hpp"
#include "cli/option_sources.hpp"
#include "cli/option_values.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace cb21 {
namespace {

// What holds, by option name.
class Settings {
 public:
  explicit Settings(std::span<const OptionSource> sources) : sources_(sources) {}

  std::vector<std::string> all(std::string_view name) const { return effective_values(sources_, name); }

  std::optional<std::string> text(std::string_view name) const {
    std::vector<std::string> values = all(name);
    if (values.empty()) return std::nullopt;
    return std::move(values.back());
  }

  bool on(std::string_view name) const { return text(name) == "true"; }

  // The table lists the allowed words in the order of the enumerators.
  template <typename Choice>
  Choice choice(std::string_view name) const {
    return static_cast<Choice>(choice_index(*find_own_option(name), text(name).value_or("")));
  }

 private:
  std::span<const OptionSource> sources_;
};

bool speaks_of_content(const OptionSource& source) {
  static constexpr std::array<std::string_view, 3> k_content{"marker", "binary", "watch"};
  return source.kind <= OptionSource::Kind::project &&
         std::ranges::any_of(k_content, [&](std::string_view name) { return source.values.contains(name); });
}

}  // namespace

std::span<const OwnOption> own_option_table() { return k_own_options; }

OwnOptions read_own_options(std::span<const std::string> own_words,
                            const Environment& environment,
                            std::span<const ConfigurationFile> files,
                            std::span<const std::string> environment_names) {
  std::vector<OptionSource> sources = read_option_sources(own_words, environment, files);
  check_policy(sources);
  std::vector<std::string> passed_over = check_strength(sources);
  const Settings settings(sources);
  OwnOptions options;
  options.strategy = settings.choice<Strategy>("strategy");
  options.profile = settings.choice<Profile>("profile");
  options.verify = settings.choice<VerifyMode>("verify");
  options.proof = settings.choice<ProofLevel>("proof");
  options.scope = settings.choice<Scope>("scope");
  options.markers = settings.all("marker");
  options.binaries = settings.all("binary");
  options.watch = settings.all("watch");
  if (const auto seconds = settings.text("run")) options.run_seconds = std::stoi(*seconds);
  options.report = settings.text("report");
  options.receipt = settings.text("receipt");
  options.state_dir = settings.text("state-dir");
  options.docker = settings.text("docker");
  options.explain = settings.on("explain");
  options.dry_run = settings.on("dry-run");
  options.no_waivers = settings.on("no-waivers");
  options.off = settings.on("off");
  options.speaks_of_content = std::ranges::any_of(sources, speaks_of_content);
  options.warnings = unknown_variable_warnings(environment_names);
  std::ranges::move(passed_over, std::back_inserter(options.warnings));
  return options;
}

}  // namespace cb21
