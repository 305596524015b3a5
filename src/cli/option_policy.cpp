// SPDX-License-Identifier: Apache-2.0
#include "cli/option_policy.hpp"

#include "cli/option_values.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace cb21 {
namespace {

using Sources = std::span<const OptionSource>;

constexpr std::array<std::string_view, 5> k_not_from_project{
    "docker", "state-dir", "off", "report", "receipt"};

Error usage(const std::string& sentence) { return Error(sentence, ExitCode::usage); }

const OptionSource* highest(Sources sources, std::string_view name) {
  const auto found =
      std::ranges::find_if(sources, [&](const OptionSource& source) { return source.values.contains(name); });
  return found == sources.end() ? nullptr : &*found;
}

std::string effective_value(Sources sources, std::string_view name) {
  const std::vector<std::string> values = effective_values(sources, name);
  return values.empty() ? std::string() : values.back();
}

bool in_production(Sources sources) { return effective_value(sources, "profile") == "production"; }

std::string join(const std::vector<std::string>& values) {
  std::string text;
  for (const std::string& value : values) text += (text.empty() ? "" : ", ") + value;
  return text.empty() ? "nothing" : escape(text);
}

bool breaks_lock(const OwnOption& option,
                 const std::vector<std::string>& values,
                 const std::vector<std::string>& locked) {
  if (has_strength(option)) return is_weaker(option, values.back(), locked.back());
  return values != locked;
}

void check_lock(Sources sources, const OptionSource& machine, const std::string& name) {
  const OwnOption& option = *find_own_option(name);
  const std::vector<std::string> locked = effective_values({&machine, 1}, name);
  for (const OptionSource& source : sources) {
    const auto set = source.values.find(name);
    if (set == source.values.end() || source.kind == OptionSource::Kind::machine) continue;
    if (!breaks_lock(option, set->second, locked)) continue;
    throw usage(fmt::format("{} cannot be {}: {} locks {} to {}",
                            source.describe(name),
                            join(set->second),
                            escape(machine.file),
                            name,
                            join(locked)));
  }
}

// `than`: what production asks for at the least.
void check_project_strength(const OptionSource& project, std::string_view name, std::string_view than) {
  const std::string* value = project.value(name);
  if (value == nullptr || !is_weaker(*find_own_option(name), *value, than)) return;
  throw usage(
      fmt::format("{} cannot be {} in the production profile: a project's file may not ask for less than {}",
                  project.describe(name),
                  *value,
                  than));
}

void check_project(Sources sources, const OptionSource& project) {
  for (const std::string_view name : k_not_from_project) {
    if (!project.values.contains(name)) continue;
    throw usage(project.describe(name) +
                " is not allowed: a project's file may not set it; use the command line, " +
                variable_name(name) + " or your own configuration file");
  }
  const auto index = static_cast<std::size_t>(&project - sources.data());
  const OptionSource* decides = highest(sources, "profile");
  const OptionSource* below = highest(sources.subspan(index + 1), "profile");
  if (decides == &project && below != nullptr && !in_production(sources) &&
      *below->value("profile") == "production") {
    throw usage(fmt::format("{} cannot take back the production profile of {}",
                            project.describe("profile"),
                            escape(below->file)));
  }
  if (!in_production(sources)) return;
  check_project_strength(project, "verify", "required");
  check_project_strength(project, "proof", find_own_option("proof")->fallback);
}

bool is_required(Sources sources) { return effective_value(sources, "verify") == "required"; }

std::vector<OptionSource> users_own(Sources sources) {
  std::vector<OptionSource> own;
  std::ranges::copy_if(sources, std::back_inserter(own), [](const OptionSource& source) {
    return source.kind != OptionSource::Kind::project;
  });
  return own;
}

}  // namespace

std::vector<std::string> check_strength(std::vector<OptionSource>& sources) {
  std::vector<std::string> warnings;
  const std::vector<OptionSource> own = users_own(sources);
  if (!is_required(own)) return warnings;
  for (OptionSource& source : sources) {
    if (source.kind != OptionSource::Kind::project) continue;
    for (const char* name : {"verify", "proof"}) {
      const std::string* value = source.value(name);
      const std::string least = effective_value(own, name);
      if (value == nullptr || !is_weaker(*find_own_option(name), *value, least)) continue;
      warnings.push_back(
          fmt::format("{} = {} is passed over: you ask for verify = required, which a project's "
                      "file does not weaken",
                      source.describe(name),
                      *value));
      source.values.erase(source.values.find(name));
    }
  }
  return warnings;
}

std::vector<std::string> effective_values(Sources sources, std::string_view name) {
  if (const OptionSource* source = highest(sources, name)) return source->values.find(name)->second;
  if (name == "verify" && in_production(sources)) return {"required"};
  const std::string_view fallback = find_own_option(name)->fallback;
  if (fallback.empty()) return {};
  return {std::string(fallback)};
}

void check_policy(Sources sources) {
  for (const OptionSource& source : sources) {
    for (const std::string& name : source.locked) check_lock(sources, source, name);
    if (source.kind == OptionSource::Kind::project) check_project(sources, source);
  }
  if (effective_value(sources, "off") != "true") return;
  const std::string refused = highest(sources, "off")->describe("off") + " is refused ";
  if (in_production(sources)) throw usage(refused + "in the production profile: leave one of them out");
  if (is_required(sources)) throw usage(refused + "with verify = required: leave one of them out");
}

}  // namespace cb21
