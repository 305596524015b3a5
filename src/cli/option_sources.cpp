// SPDX-License-Identifier: Apache-2.0
#include "cli/option_sources.hpp"

#include "cli/option_values.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <boost/program_options.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <sstream>

namespace cb21 {
namespace {

namespace po = boost::program_options;

constexpr std::string_view k_word_prefix = "cb21-";
constexpr std::string_view k_variable_prefix = "CB21_";
constexpr std::string_view k_lock_key = "lock";

// Set by cb21 for the docker that it runs, or by the project's own scripts.
constexpr std::array<std::string_view, 7> k_other_variables{"CB21_DEBIAN_MIRROR",
                                                            "CB21_DOCKER_SEEN",
                                                            "CB21_ENGINES",
                                                            "CB21_ENGINE_DIR",
                                                            "CB21_ENGINE_FROM_ROOT",
                                                            "CB21_ENGINE_NAME",
                                                            "CB21_SOURCE_DIGEST"};

Error usage(const std::string& sentence) { return Error(sentence, ExitCode::usage); }

po::options_description describe_options(std::string_view prefix) {
  po::options_description description;
  for (const OwnOption& option : k_own_options) {
    auto* value = po::value<std::string>();
    if (option.value.empty()) value->implicit_value("true");
    description.add_options()((std::string(prefix) + std::string(option.name)).c_str(), value);
  }
  return description;
}

Error unknown_name(const std::string& what, std::string_view name, std::string_view prefix) {
  const std::optional<std::string> nearest = nearest_own_option(name);
  if (!nearest) return usage(what + "; `cb21 help` lists what there is");
  return usage(fmt::format("{}; did you mean {}{}?", what, prefix, *nearest));
}

// The text between the quotes is returned; nothing where there are none.
std::optional<std::string_view> unquoted(std::string_view text) {
  const bool quoted =
      text.size() > 1 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front();
  return quoted ? std::optional(text.substr(1, text.size() - 2)) : std::nullopt;
}

// A file's value that would be allowed without the quotes around it: how it is written; else an empty text.
std::string advice_on_quotes(const OptionSource& source, const OwnOption& option, std::string_view text) {
  const auto inner = source.file.empty() ? std::nullopt : unquoted(text);
  const auto value = inner ? canonical_value(option, *inner) : std::nullopt;
  return value ? fmt::format("; values are written without quotes: {} = {}", option.name, *value) : "";
}

// The last value counts, or all of them where the option is repeatable.
void add_value(OptionSource& source, const OwnOption& option, std::string_view text) {
  const std::optional<std::string> value = canonical_value(option, text);
  if (!value) {
    throw usage(fmt::format("{} cannot be {}: it can be {}{}",
                            source.describe(option.name),
                            unquoted(text) ? escape(text) : '"' + escape(text) + '"',
                            allowed_values(option),
                            advice_on_quotes(source, option, text)));
  }
  std::vector<std::string>& values = source.values[std::string(option.name)];
  if (!option.repeatable) values.clear();
  values.push_back(*value);
}

std::vector<po::option> parse_words(std::span<const std::string> words) {
  using namespace po::command_line_style;
  try {
    return po::command_line_parser(std::vector<std::string>(words.begin(), words.end()))
        .options(describe_options(k_word_prefix))
        .style(allow_long | long_allow_adjacent)
        .allow_unregistered()
        .run()
        .options;
  } catch (const po::error_with_option_name& error) {
    throw usage(escape(error.get_option_name()) + " needs a value");
  }
}

OptionSource read_words(std::span<const std::string> words) {
  OptionSource source{OptionSource::Kind::command_line, {}, {}, {}};
  for (const po::option& parsed : parse_words(words)) {
    std::string_view name = parsed.string_key;
    if (name.starts_with(k_word_prefix)) name.remove_prefix(k_word_prefix.size());
    const OwnOption* option = find_own_option(name);
    if (option == nullptr) throw unknown_name("unknown option --cb21-" + escape(name), name, "--cb21-");
    add_value(source, *option, parsed.value.empty() ? "true" : parsed.value.front());
  }
  return source;
}

OptionSource read_environment(const Environment& environment) {
  OptionSource source{OptionSource::Kind::environment, {}, {}, {}};
  for (const OwnOption& option : k_own_options) {
    const std::optional<std::string> text = environment(variable_name(option.name));
    if (!text || text->empty()) continue;
    if (!option.repeatable) {
      add_value(source, option, *text);
      continue;
    }
    std::istringstream lines(*text);
    for (std::string line; std::getline(lines, line);) {
      if (!line.empty()) add_value(source, option, line);
    }
  }
  return source;
}

std::vector<po::option> parse_text(const ConfigurationFile& file) {
  po::options_description description = describe_options("");
  description.add_options()(std::string(k_lock_key).c_str(), po::value<std::string>());
  try {
    std::istringstream text(file.text);
    return po::parse_config_file(text, description, true).options;
  } catch (const po::invalid_syntax& error) {
    throw usage(fmt::format(
        "{}: \"{}\" is not a line of the form `option = value`", escape(file.path), escape(error.tokens())));
  } catch (const po::error& error) {
    throw usage(escape(file.path) + ": " + escape(error.what()));
  }
}

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

void add_locks(OptionSource& source, std::string_view list) {
  if (source.kind != OptionSource::Kind::machine) {
    throw usage(source.describe(k_lock_key) + " has no effect: only the machine's file can lock options");
  }
  std::istringstream names{std::string(list)};
  for (std::string name; std::getline(names, name, ',');) {
    const std::string_view trimmed = trim(name);
    if (trimmed.empty()) continue;
    if (find_own_option(trimmed) == nullptr) {
      const std::string what = source.describe(k_lock_key) + " names no option: \"" + escape(trimmed) + "\"";
      throw unknown_name(what, trimmed, "");
    }
    source.locked.emplace_back(trimmed);
  }
}

OptionSource::Kind kind_of(ConfigurationFile::Rank rank) {
  if (rank == ConfigurationFile::Rank::project) return OptionSource::Kind::project;
  if (rank == ConfigurationFile::Rank::user) return OptionSource::Kind::user;
  return OptionSource::Kind::machine;
}

OptionSource read_file(const ConfigurationFile& file) {
  OptionSource source{kind_of(file.rank), file.path, {}, {}};
  for (const po::option& parsed : parse_text(file)) {
    const std::string text = parsed.value.empty() ? std::string() : parsed.value.front();
    if (parsed.string_key == k_lock_key) {
      add_locks(source, text);
      continue;
    }
    const OwnOption* option = find_own_option(parsed.string_key);
    if (option == nullptr) {
      const std::string what = "unknown option " + escape(parsed.string_key) + " in " + escape(file.path);
      throw unknown_name(what, parsed.string_key, "");
    }
    if (!option->repeatable && source.value(option->name) != nullptr) {
      throw usage(source.describe(option->name) + " is given twice");
    }
    add_value(source, *option, text);
  }
  return source;
}

}  // namespace

const std::string* OptionSource::value(std::string_view name) const {
  const auto found = values.find(name);
  return found == values.end() ? nullptr : &found->second.back();
}

std::string OptionSource::describe(std::string_view name) const {
  switch (kind) {
    case Kind::command_line:
      return "--cb21-" + std::string(name);
    case Kind::environment:
      return variable_name(name);
    default:
      return std::string(name) + " in " + escape(file);
  }
}

std::string variable_name(std::string_view option_name) {
  std::string name(k_variable_prefix);
  for (const char letter : option_name) {
    name += letter == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
  }
  return name;
}

std::vector<OptionSource> read_option_sources(std::span<const std::string> own_words,
                                              const Environment& environment,
                                              std::span<const ConfigurationFile> files) {
  std::vector<OptionSource> sources;
  sources.push_back(read_words(own_words));
  sources.push_back(read_environment(environment));
  for (const ConfigurationFile& file : files) sources.push_back(read_file(file));
  std::ranges::stable_sort(sources, {}, &OptionSource::kind);
  return sources;
}

std::vector<std::string> unknown_variable_warnings(std::span<const std::string> environment_names) {
  std::vector<std::string> warnings;
  for (const std::string& variable : environment_names) {
    if (!variable.starts_with(k_variable_prefix)) continue;
    if (std::ranges::find(k_other_variables, variable) != k_other_variables.end()) continue;
    std::string name = variable.substr(k_variable_prefix.size());
    std::ranges::transform(name, name.begin(), [](unsigned char letter) {
      return letter == '_' ? '-' : static_cast<char>(std::tolower(letter));
    });
    const std::optional<std::string> nearest = nearest_own_option(name);
    if (nearest && variable_name(*nearest) == variable) continue;
    const std::string hint = nearest ? "; did you mean " + variable_name(*nearest) + "?" : "";
    warnings.push_back(escape(variable) + " is set, but there is no such option" + hint);
  }
  return warnings;
}

}  // namespace cb21
