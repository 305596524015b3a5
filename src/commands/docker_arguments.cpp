// SPDX-License-Identifier: Apache-2.0
#include "commands/docker_arguments.hpp"

#include "cli/docker_flags.hpp"
#include "cli/flag_removal.hpp"
#include "inputs/source_digest.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace cb21 {
namespace {

// Words to put where a flag or positional stood; an empty list removes it.
struct Replacement {
  std::size_t first_word;
  std::size_t words;
  std::vector<std::string> with;
};

bool is_cache_flag(const std::string& name) { return name == "no-cache" || name == "no-cache-filter"; }

// A named context's name is an image reference (buildx ParseContextNames).
std::string without_default_tag(const std::string& name) {
  static constexpr std::string_view k_tag = ":latest";
  return name.ends_with(k_tag) ? name.substr(0, name.size() - k_tag.size()) : name;
}

// `-qf X` holds the switch -q too, which stays.
std::vector<std::string> file_words(const std::string& word, const std::string& dockerfile) {
  std::vector<std::string> words;
  if (!word.starts_with("--") && word.find('f') > 1) words.push_back(word.substr(0, word.find('f')));
  words.push_back("--file=" + dockerfile);
  return words;
}

std::optional<std::vector<std::string>> replacement_for(const FlagValue& flag,
                                                        const std::string& word,
                                                        const ArgumentChanges& changes) {
  if (changes.no_cache && is_cache_flag(flag.name)) return std::vector<std::string>{};
  if (changes.pull && flag.name == "pull") return std::vector<std::string>{};
  if (changes.dockerfile && flag.name == "file") return file_words(word, *changes.dockerfile);
  if (flag.name == "build-context") {
    const std::string name = flag.value.substr(0, flag.value.find('='));
    const auto found = changes.named_contexts.find(without_default_tag(name));
    if (found != changes.named_contexts.end()) {
      return std::vector<std::string>{"--build-context=" + name + "=" + found->second};
    }
  }
  return std::nullopt;
}

std::vector<Replacement> find_replacements(const BuildRequest& request, const ArgumentChanges& changes) {
  std::vector<Replacement> replacements;
  for (const FlagValue& flag : parse_leniently(request.arguments).flags) {
    auto with = replacement_for(flag, request.arguments[flag.first_word], changes);
    if (with) replacements.push_back({flag.first_word, flag.words, std::move(*with)});
  }
  if (changes.context && request.context_word) {
    replacements.push_back({*request.context_word, 1, {*changes.context}});
  }
  std::sort(replacements.begin(), replacements.end(), [](const Replacement& left, const Replacement& right) {
    return left.first_word < right.first_word;
  });
  return replacements;
}

std::vector<std::string> added_flags(const ArgumentChanges& changes) {
  std::vector<std::string> added;
  if (changes.no_cache) added.emplace_back("--no-cache");
  if (changes.pull) added.emplace_back("--pull");
  if (changes.iidfile) added.push_back("--iidfile=" + *changes.iidfile);
  if (changes.metadata_file) added.push_back("--metadata-file=" + *changes.metadata_file);
  if (changes.source_digest) {
    added.push_back("--build-arg=" + std::string(k_source_digest_argument) + "=" + *changes.source_digest);
  }
  return added;
}

}  // namespace

std::vector<std::string> docker_build_arguments(const BuildRequest& request, const ArgumentChanges& changes) {
  std::vector<std::string> words = added_flags(changes);
  std::size_t next = 0;
  for (const Replacement& replacement : find_replacements(request, changes)) {
    const auto begin = request.arguments.begin();
    words.insert(words.end(),
                 begin + static_cast<std::ptrdiff_t>(next),
                 begin + static_cast<std::ptrdiff_t>(replacement.first_word));
    words.insert(words.end(), replacement.with.begin(), replacement.with.end());
    next = replacement.first_word + replacement.words;
  }
  words.insert(
      words.end(), request.arguments.begin() + static_cast<std::ptrdiff_t>(next), request.arguments.end());
  return words;
}

std::vector<std::string> repeated_build_arguments(const BuildRequest& request, ArgumentChanges changes) {
  static constexpr std::array<std::string_view, 3> k_distrust{"no-cache", "no-cache-filter", "pull"};
  changes.no_cache = false;
  changes.pull = false;
  return without_flags(docker_build_arguments(request, changes), k_distrust);
}

}  // namespace cb21
