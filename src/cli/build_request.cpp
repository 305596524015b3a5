// SPDX-License-Identifier: Apache-2.0
#include "cli/build_request.hpp"

#include "cli/docker_flag_table.hpp"
#include "cli/docker_flags.hpp"
#include "cli/flag_removal.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>

namespace cb21 {
namespace {

using NamedValues = std::vector<std::pair<std::string, std::string>>;

std::vector<std::string> split_at_commas(const std::vector<std::string>& texts) {
  std::vector<std::string> parts;
  for (const std::string& text : texts) {
    for (std::size_t start = 0; start <= text.size();) {
      const std::size_t comma = std::min(text.find(',', start), text.size());
      if (comma > start) parts.push_back(text.substr(start, comma - start));
      start = comma + 1;
    }
  }
  return parts;
}

std::optional<std::string> unless_empty(std::optional<std::string> text) {
  return text && !text->empty() ? text : std::nullopt;
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(
      lower, lower.begin(), [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
  return lower;
}

// scp's `user@host:path` (moby/buildkit util/gitutil, gitSSHRegex).
bool is_scp_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0) return false;
  const std::size_t colon = text.find(':', at);
  if (colon == std::string_view::npos || colon == at + 1 || colon + 1 == text.size()) return false;
  return std::ranges::all_of(text.substr(0, colon), [](unsigned char letter) {
    return std::isalnum(letter) != 0 || letter == '.' || letter == '_' || letter == '-' || letter == '@';
  });
}

bool is_remote(std::string_view text) {
  static constexpr std::array<std::string_view, 6> k_prefixes{
      "http://", "https://", "git://", "ssh://", "github.com/", "git@"};
  const std::string lower = lower_case(text);
  return is_scp_address(text) ||
         std::ranges::any_of(k_prefixes, [&](std::string_view prefix) { return lower.starts_with(prefix); });
}

ContextKind context_kind(const std::string& text) {
  if (text == "-") return ContextKind::stdin_;
  std::error_code ignored;
  if (!text.empty() && std::filesystem::is_directory(text, ignored)) return ContextKind::directory;
  return is_remote(text) ? ContextKind::remote : ContextKind::missing;
}

// Later values replace earlier ones, as in docker's maps.
void set_value(NamedValues& values, std::string_view name, std::string_view value) {
  const auto found = std::ranges::find(values, name, &NamedValues::value_type::first);
  if (found != values.end()) {
    found->second = value;
  } else {
    values.emplace_back(name, value);
  }
}

NamedValues read_build_args(const ParsedArguments& parsed, const Environment& environment) {
  NamedValues values;
  for (const std::string& text : parsed.all("build-arg")) {
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) {
      set_value(values, text.substr(0, equals), text.substr(equals + 1));
    } else if (const auto value = environment(text)) {
      set_value(values, text, *value);
    }
  }
  return values;
}

NamedValues read_build_contexts(const ParsedArguments& parsed) {
  NamedValues values;
  for (const std::string& text : parsed.all("build-context")) {
    const std::size_t equals = text.find('=');
    if (equals != std::string::npos) set_value(values, text.substr(0, equals), text.substr(equals + 1));
  }
  return values;
}

// --call's method: the CSV field without '='; --print is the same variable by an older name (buildx
// buildflags.ParseCallFunc, commands/build.go callAlias).
bool calls_another_method(const ParsedArguments& parsed) {
  std::string call = "build";
  for (const FlagValue& flag : parsed.flags) {
    if (flag.name == "call" || flag.name == "print") call = flag.value;
    if (flag.name == "check" && parse_go_bool(flag.value).value_or(false)) call = "check";
  }
  const std::vector<std::string> fields = split_at_commas({call});
  return !fields.empty() &&
         std::ranges::none_of(fields, [](const std::string& field) { return lower_case(field) == "build"; });
}

bool builds_nothing(const ParsedArguments& parsed) {
  const bool mixes_cache_flags = parsed.is_set("no-cache") && !parsed.all("no-cache-filter").empty();
  return parsed.error || parsed.positionals.size() != 1 || parsed.is_set("help") || mixes_cache_flags ||
         calls_another_method(parsed);
}

void read_context(const ParsedArguments& parsed, BuildRequest& request) {
  if (parsed.positionals.size() != 1) return;
  request.context = parsed.positionals.front().text;
  request.context_word = parsed.positionals.front().word;
  request.context_kind = context_kind(request.context);
}

void read_cache_flags(const ParsedArguments& parsed, BuildRequest& request) {
  const std::vector<std::string> filters = parsed.all("no-cache-filter");
  request.no_cache_filters = split_at_commas(filters);
  // buildx joins the filters with commas; the frontend reads an empty list as "every stage".
  const bool everything = filters.size() == 1 && filters.front().empty();
  request.no_cache = parsed.is_set("no-cache") || everything;
  request.cache_from = parsed.all("cache-from");
  request.pull = parsed.is_set("pull");
}

void read_output_flags(const ParsedArguments& parsed, BuildRequest& request) {
  request.outputs = parsed.all("output");
  request.push = parsed.is_set("push");
  request.load = parsed.is_set("load");
  request.quiet = parsed.is_set("quiet");
  request.iidfile = unless_empty(parsed.last("iidfile"));
  request.metadata_file = unless_empty(parsed.last("metadata-file"));
  request.progress = unless_empty(parsed.last("progress"));
}

std::vector<std::string> read_platforms(const ParsedArguments& parsed, const Environment& environment) {
  const std::vector<std::string> platforms = parsed.all("platform");
  if (!platforms.empty()) return split_at_commas(platforms);
  return split_at_commas({environment("DOCKER_DEFAULT_PLATFORM").value_or("")});
}

std::string own_word(const FlagValue& flag, const std::string& typed) {
  const bool complete = flag.words == 2 || flag.value == "true";
  return complete ? "--" + flag.name + "=" + flag.value : typed;
}

}  // namespace

SplitArguments split_own_options(std::span<const std::string> arguments) {
  SplitArguments split;
  std::size_t next = 0;
  for (const FlagValue& flag : parse_leniently(arguments).flags) {
    if (!flag.name.starts_with(k_own_prefix)) continue;
    for (; next < flag.first_word; ++next) split.docker.push_back(arguments[next]);
    split.own.push_back(own_word(flag, arguments[flag.first_word]));
    next = flag.first_word + flag.words;
  }
  for (; next < arguments.size(); ++next) split.docker.push_back(arguments[next]);
  return split;
}

BuildRequest read_build_request(std::vector<std::string> global_arguments,
                                std::vector<std::string> arguments,
                                const Environment& environment) {
  const ParsedArguments parsed = parse_leniently(arguments);
  BuildRequest request;
  request.global_arguments = std::move(global_arguments);
  request.arguments = std::move(arguments);
  read_context(parsed, request);
  read_cache_flags(parsed, request);
  read_output_flags(parsed, request);
  request.dockerfile = unless_empty(parsed.last("file"));
  request.target = parsed.last("target").value_or("");
  request.tags = parsed.all("tag");
  request.platforms = read_platforms(parsed, environment);
  const std::optional<std::string> builder = parsed.last("builder");
  request.builder = unless_empty(builder ? builder : environment("BUILDX_BUILDER"));
  request.build_contexts = read_build_contexts(parsed);
  request.build_args = read_build_args(parsed, environment);
  request.unknown_flags = parsed.unknown_flags;
  request.builds_nothing = builds_nothing(parsed);
  return request;
}

std::vector<std::string> without_cache_flags(std::span<const std::string> arguments) {
  static constexpr std::array<std::string_view, 2> k_names{"no-cache", "no-cache-filter"};
  return without_flags(arguments, k_names);
}

}  // namespace cb21
