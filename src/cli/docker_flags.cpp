// SPDX-License-Identifier: Apache-2.0
#include "cli/docker_flags.hpp"

#include "cli/docker_flag_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cb21 {
namespace {

using flag_table::k_rows;

const DockerFlag* find_flag(std::string_view name, unsigned sets) {
  const auto* row = std::ranges::lower_bound(k_rows, name, {}, &DockerFlag::name);
  for (; row != k_rows.end() && row->name == name; ++row) {
    if ((row->sets & sets) != 0) return row;
  }
  return nullptr;
}

const DockerFlag* find_shorthand(char letter, unsigned sets) {
  const auto* const row = std::ranges::find_if(
      k_rows, [&](const DockerFlag& flag) { return flag.shorthand == letter && (flag.sets & sets) != 0; });
  return letter == '\0' || row == k_rows.end() ? nullptr : row;
}

bool looks_like_flag(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

// One flag as it stands in a word: `--name=value`, or a letter of a cluster.
struct Spelling {
  std::size_t word;
  std::string_view shown;  // how pflag's messages name it
  std::optional<std::string_view> attached;
};

class ArgumentReader {
 public:
  ArgumentReader(std::span<const std::string> words, unsigned sets, bool interspersed, bool lenient)
      : words_(words), sets_(sets), interspersed_(interspersed), lenient_(lenient) {}

  ParsedArguments read() {
    while (next_ < words_.size()) read_word();
    settle_candidates();
    return std::move(result_);
  }

 private:
  void read_word() {
    const std::string_view word = words_[next_];
    if (!looks_like_flag(word)) {
      take_positionals(interspersed_ ? 1 : words_.size() - next_);
    } else if (word == "--") {
      ++next_;
      take_positionals(words_.size() - next_);
    } else if (word[1] == '-') {
      read_long(next_++);
    } else {
      read_cluster(next_++);
    }
  }

  void take_positionals(std::size_t count) {
    for (; count > 0; --count, ++next_) result_.positionals.push_back({words_[next_], next_});
  }

  void read_long(std::size_t index) {
    const std::string_view word = words_[index];
    const std::string_view body = word.substr(2);
    if (body.front() == '-' || body.front() == '=') return refuse(fmt::format("bad flag syntax: {}", word));
    const std::size_t equals = body.find('=');
    const std::string_view name = body.substr(0, equals);
    Spelling spelling{index, word.substr(0, name.size() + 2), std::nullopt};
    if (equals != std::string_view::npos) spelling.attached = body.substr(equals + 1);
    if (const DockerFlag* flag = find_flag(name, sets_)) return take_flag(*flag, spelling);
    if (lenient_ && name.starts_with(k_own_prefix)) {
      result_.flags.push_back({std::string(name), std::string(spelling.attached.value_or("")), index, 1});
      return;
    }
    unknown(spelling, fmt::format("unknown flag: --{}", name));
  }

  void read_cluster(std::size_t index) {
    std::string_view letters = std::string_view(words_[index]).substr(1);
    // pflag leaves go test's own flags (-test.v) alone, wherever in a cluster they begin.
    while (!letters.empty() && !letters.starts_with("test.")) {
      const DockerFlag* flag = find_shorthand(letters.front(), sets_);
      if (flag == nullptr) return unknown_letter(index, letters);
      const std::string shown = fmt::format("'{}' in -{}", letters.front(), letters);
      Spelling spelling{index, shown, std::nullopt};
      const bool has_equals = letters.size() > 2 && letters[1] == '=';
      if (has_equals) {
        spelling.attached = letters.substr(2);
      } else if (flag->kind != FlagKind::boolean && letters.size() > 1) {
        spelling.attached = letters.substr(1);
      }
      take_flag(*flag, spelling);
      if (has_equals || flag->kind != FlagKind::boolean) return;
      letters.remove_prefix(1);
    }
  }

  void unknown_letter(std::size_t index, std::string_view letters) {
    const std::string shown{'-', letters.front()};
    // What follows an unknown letter may be its value as well as more letters.
    const auto rest = letters.size() > 1 ? std::optional(letters.substr(1)) : std::nullopt;
    unknown({index, shown, rest},
            fmt::format("unknown shorthand flag: '{}' in -{}", letters.front(), letters));
  }

  void take_flag(const DockerFlag& flag, const Spelling& spelling) {
    FlagValue value{std::string(flag.name), "true", spelling.word, 1};
    if (spelling.attached) {
      value.value = *spelling.attached;
    } else if (flag.kind != FlagKind::boolean && next_ < words_.size()) {
      value.value = words_[next_++];
      value.words = 2;
    } else if (flag.kind != FlagKind::boolean) {
      if (!judged_elsewhere(flag)) return refuse(fmt::format("flag needs an argument: {}", spelling.shown));
      value.value.clear();
    }
    if (flag.kind == FlagKind::boolean && !judged_elsewhere(flag) && !parse_go_bool(value.value)) {
      return refuse(fmt::format("invalid bool \"{}\" for --{}", value.value, flag.name));
    }
    result_.flags.push_back(std::move(value));
  }

  bool judged_elsewhere(const DockerFlag& flag) const {
    return lenient_ && flag.sets == static_cast<unsigned>(FlagSet::own);
  }

  void unknown(const Spelling& spelling, std::string error) {
    if (!lenient_) return refuse(std::move(error));
    result_.unknown_flags.emplace_back(spelling.shown);
    if (spelling.attached || next_ >= words_.size() || looks_like_flag(words_[next_])) return;
    candidates_.push_back(next_);
    take_positionals(1);
  }

  void refuse(std::string error) {
    if (!result_.error) result_.error = std::move(error);
    if (!lenient_) next_ = words_.size();
  }

  // A word after an unknown flag is the context if there is no other, and the flag's value otherwise.
  void settle_candidates() {
    auto& positionals = result_.positionals;
    if (!candidates_.empty() && positionals.size() == candidates_.size()) candidates_.pop_back();
    std::erase_if(positionals, [&](const Positional& positional) {
      return std::ranges::binary_search(candidates_, positional.word);
    });
  }

  std::span<const std::string> words_;
  unsigned sets_;
  bool interspersed_;
  bool lenient_;
  std::size_t next_ = 0;
  std::vector<std::size_t> candidates_;  // words after unknown flags, ascending
  ParsedArguments result_;
};

}  // namespace

std::optional<std::string> ParsedArguments::last(std::string_view name) const {
  const auto found =
      std::find_if(flags.rbegin(), flags.rend(), [&](const FlagValue& flag) { return flag.name == name; });
  if (found == flags.rend()) return std::nullopt;
  return found->value;
}

std::vector<std::string> ParsedArguments::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const FlagValue& flag : flags) {
    if (flag.name == name) values.push_back(flag.value);
  }
  return values;
}

bool ParsedArguments::is_set(std::string_view name) const {
  const std::optional<std::string> value = last(name);
  return value && parse_go_bool(*value).value_or(false);
}

std::span<const DockerFlag> docker_flags() { return k_rows; }

std::optional<bool> parse_go_bool(std::string_view text) {
  static constexpr std::array<std::string_view, 6> k_true{"1", "t", "T", "TRUE", "true", "True"};
  static constexpr std::array<std::string_view, 6> k_false{"0", "f", "F", "FALSE", "false", "False"};
  if (std::ranges::find(k_true, text) != k_true.end()) return true;
  if (std::ranges::find(k_false, text) != k_false.end()) return false;
  return std::nullopt;
}

ParsedArguments parse_arguments(std::span<const std::string> arguments, FlagSet set) {
  return ArgumentReader(arguments, static_cast<unsigned>(set), set != FlagSet::global, false).read();
}

ParsedArguments parse_leniently(std::span<const std::string> arguments) {
  using flag_table::k_gone, flag_table::k_l, flag_table::k_own, flag_table::k_x;
  return ArgumentReader(arguments, k_x | k_l | k_gone | k_own, true, true).read();
}

}  // namespace cb21
