// SPDX-License-Identifier: Apache-2.0
// Bytes, split at NUL, as a command line: whatever is typed, own options and docker's words are told apart
// without loss, and nothing but a usage error comes out.
#include "cli/build_request.hpp"
#include "cli/docker_flags.hpp"
#include "cli/flag_removal.hpp"
#include "cli/own_options.hpp"
#include "error.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Words = std::vector<std::string>;

void require(bool holds) {
  if (!holds) std::abort();
}

Words split_at_nul(std::string_view bytes) {
  Words words;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\0'), bytes.size());
    words.emplace_back(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
  }
  return words;
}

void check_ranges(const cb21::ParsedArguments& parsed, std::size_t size) {
  for (const cb21::FlagValue& flag : parsed.flags) {
    require(flag.words >= 1 && flag.words <= 2 && flag.first_word + flag.words <= size);
  }
  for (const cb21::Positional& positional : parsed.positionals) require(positional.word < size);
}

std::size_t count_own_words(const cb21::ParsedArguments& parsed) {
  std::size_t count = 0;
  for (const cb21::FlagValue& flag : parsed.flags) {
    if (flag.name.starts_with("cb21-")) count += flag.words;
  }
  return count;
}

void check_split(const Words& words) {
  const cb21::SplitArguments split = cb21::split_own_options(words);
  require(split.docker.size() + count_own_words(cb21::parse_leniently(words)) == words.size());
  const cb21::SplitArguments docker_again = cb21::split_own_options(split.docker);
  require(docker_again.docker == split.docker && docker_again.own.empty());
  const cb21::SplitArguments own_again = cb21::split_own_options(split.own);
  require(own_again.docker.empty() && own_again.own == split.own);
}

void check_request(const Words& words) {
  const auto empty = [](std::string_view) { return std::optional<std::string>(); };
  const cb21::SplitArguments split = cb21::split_own_options(words);
  const cb21::BuildRequest request = cb21::read_build_request({}, split.docker, empty);
  require(request.arguments == split.docker);
  require(!request.context_word || request.arguments[*request.context_word] == request.context);
  const Words uncached = cb21::without_cache_flags(request.arguments);
  require(cb21::without_cache_flags(uncached) == uncached);
  static constexpr std::array<std::string_view, 2> k_tags{"tag", "quiet"};
  const Words untagged = cb21::without_flags(request.arguments, k_tags);
  require(cb21::without_flags(request.arguments, {}) == request.arguments);
  require(untagged.size() <= request.arguments.size());
}

void check_options(const Words& words, std::string_view bytes) {
  const auto empty = [](std::string_view) { return std::optional<std::string>(); };
  const std::vector<cb21::ConfigurationFile> files{
      {cb21::ConfigurationFile::Rank::user, "cb21.conf", std::string(bytes)}};
  try {
    cb21::read_own_options(cb21::split_own_options(words).own, empty, {});
  } catch (const cb21::Error& error) {
    require(error.code() == cb21::ExitCode::usage);
  }
  try {
    cb21::read_own_options({}, empty, files);
  } catch (const cb21::Error& error) {
    require(error.code() == cb21::ExitCode::usage);
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  const Words words = split_at_nul(bytes);
  using cb21::FlagSet;
  for (const FlagSet set :
       {FlagSet::global, FlagSet::buildx, FlagSet::legacy, FlagSet::own, FlagSet::removed}) {
    check_ranges(cb21::parse_arguments(words, set), words.size());
  }
  check_ranges(cb21::parse_leniently(words), words.size());
  check_split(words);
  check_request(words);
  check_options(words, bytes);
  return 0;
}
