// SPDX-License-Identifier: Apache-2.0
#include "cli/flag_removal.hpp"

#include "cli/docker_flags.hpp"

#include <algorithm>
#include <cstddef>

namespace cb21 {
namespace {

// The flags that begin in one word: one long flag, or the letters of a cluster, of which only the last can
// have a value.
struct FlagWord {
  std::size_t index;
  std::size_t words;
  std::span<const FlagValue> flags;
};

std::vector<FlagWord> flag_words(std::span<const FlagValue> flags) {
  std::vector<FlagWord> groups;
  for (std::size_t begin = 0, end = 0; begin < flags.size(); begin = end) {
    while (end < flags.size() && flags[end].first_word == flags[begin].first_word) ++end;
    groups.push_back({flags[begin].first_word, flags[end - 1].words, flags.subspan(begin, end - begin)});
  }
  return groups;
}

bool is_boolean(std::string_view name) {
  const auto all = docker_flags();
  const auto found = std::ranges::find(all, name, &DockerFlag::name);
  return found != all.end() && found->kind == FlagKind::boolean;
}

// How many bytes of the cluster the last of its known flags takes from its letter on.
std::size_t last_length(const FlagValue& flag, std::string_view from_letter) {
  if (flag.words == 2) return 1;
  const bool has_equals = from_letter.size() > 2 && from_letter[1] == '=';
  return has_equals || !is_boolean(flag.name) ? from_letter.size() : 1;
}

class Removal {
 public:
  Removal(std::span<const std::string> arguments, std::span<const std::string_view> names)
      : arguments_(arguments), names_(names) {}

  std::vector<std::string> run() {
    const ParsedArguments parsed = parse_leniently(arguments_);
    for (const FlagWord& word : flag_words(parsed.flags)) {
      if (std::ranges::none_of(word.flags, [&](const FlagValue& flag) { return goes(flag); })) continue;
      keep_until(word.index);
      const std::string_view text = arguments_[word.index];
      if (text.starts_with("--")) {
        next_ = word.index + word.words;
      } else {
        thin_out(word, text);
      }
    }
    keep_until(arguments_.size());
    return std::move(kept_);
  }

 private:
  bool goes(const FlagValue& flag) const { return std::ranges::find(names_, flag.name) != names_.end(); }

  void keep_until(std::size_t end) {
    for (; next_ < end; ++next_) kept_.push_back(arguments_[next_]);
  }

  void thin_out(const FlagWord& word, std::string_view text) {
    std::string letters;
    std::size_t at = 1;
    for (const FlagValue& flag : word.flags) {
      const bool last = &flag == &word.flags.back();
      const std::size_t length = last ? last_length(flag, text.substr(at)) : 1;
      if (!goes(flag)) letters += text.substr(at, length);
      at += length;
    }
    letters += text.substr(at);
    if (letters.starts_with('-')) return;
    if (!letters.empty()) kept_.push_back('-' + letters);
    next_ = word.index + (goes(word.flags.back()) ? word.words : 1);
  }

  std::span<const std::string> arguments_;
  std::span<const std::string_view> names_;
  std::vector<std::string> kept_;
  std::size_t next_ = 0;
};

}  // namespace

std::vector<std::string> without_flags(std::span<const std::string> arguments,
                                       std::span<const std::string_view> names) {
  return Removal(arguments, names).run();
}

}  // namespace cb21
