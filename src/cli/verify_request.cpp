// SPDX-License-Identifier: Apache-2.0
#include "cli/verify_request.hpp"

#include "cli/option_values.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace cb21 {
namespace {

constexpr std::string_view k_own_prefix = "cb21-";

constexpr std::array<std::string_view, 6> k_build_options{
    "build-arg", "build-context", "builder", "file", "platform", "target"};
constexpr std::array<std::string_view, 5> k_value_options{
    "against", "binary", "marker", "receipt", "running"};

static_assert(std::ranges::is_sorted(k_build_options));
static_assert(std::ranges::is_sorted(k_value_options));

Error usage(const std::string& sentence) { return Error(sentence, ExitCode::usage); }

// `--name`, `--name=value` or `-f`.
struct Option {
  std::string name;  // long, without dashes
  std::optional<std::string> value;
};

Option split_option(const std::string& word) {
  if (word.starts_with("-f") && word.size() > 2) return {"file", word.substr(word[2] == '=' ? 3 : 2)};
  if (word == "-f") return {"file", std::nullopt};
  if (!word.starts_with("--")) throw usage("verify knows no option " + escape(word));
  const std::size_t equals = word.find('=');
  if (equals == std::string::npos) return {word.substr(2), std::nullopt};
  return {word.substr(2, equals - 2), word.substr(equals + 1)};
}

// What cb21 does not know takes no word here, and is refused with a suggestion where the others are read.
bool takes_value(const std::string& name) {
  if (name.starts_with(k_own_prefix)) {
    const OwnOption* option = find_own_option(std::string_view(name).substr(k_own_prefix.size()));
    return option != nullptr && !option->value.empty();
  }
  return std::ranges::binary_search(k_value_options, name) ||
         std::ranges::binary_search(k_build_options, name);
}

class Reader {
 public:
  explicit Reader(std::span<const std::string> words) : words_(words) {}

  VerifyRequest read() {
    while (next_ < words_.size()) read_word(words_[next_++]);
    check();
    return std::move(request_);
  }

 private:
  void read_word(const std::string& word) {
    if (only_images_ || word.size() < 2 || word.front() != '-') {
      add_image(word);
    } else if (word == "--") {
      only_images_ = true;
    } else {
      read_option(word);
    }
  }

  void add_image(const std::string& word) {
    if (word.empty()) throw usage("verify was given an image without a name");
    auto& images = request_.images;
    if (std::ranges::find(images, word) == images.end()) images.push_back(word);
  }

  void read_option(const std::string& word) {
    Option option = split_option(word);
    if (takes_value(option.name)) {
      if (!option.value && next_ < words_.size()) option.value = words_[next_++];
      if (!option.value || option.value->empty()) throw usage("--" + escape(option.name) + " needs a value");
    }
    take(option, word);
  }

  void take(const Option& option, const std::string& word) {
    const std::string value = option.value.value_or("");
    if (option.name == "json" && !option.value) {
      request_.as_json = true;
    } else if (option.name == "marker" || option.name == "binary") {
      request_.own_words.push_back("--cb21-" + option.name + "=" + value);
    } else if (option.name.starts_with(k_own_prefix)) {
      take_own(option);
    } else if (std::ranges::binary_search(k_build_options, option.name)) {
      request_.build_words.push_back("--" + option.name + "=" + value);
    } else if (std::optional<std::string>* single = single_option(option.name)) {
      if (*single && **single != value) throw usage("--" + option.name + " is given twice");
      *single = value;
    } else {
      throw usage("verify knows no option " + escape(word) + "; `cb21 help` lists what there is");
    }
  }

  void take_own(const Option& option) {
    if (option.name == "cb21-receipt") {
      throw usage(
          "--cb21-receipt is where a build leaves its receipt; to hold an image against one, say "
          "--receipt FILE");
    }
    request_.own_words.push_back("--" + option.name + (option.value ? "=" + *option.value : ""));
  }

  std::optional<std::string>* single_option(const std::string& name) {
    if (name == "running") return &request_.running;
    if (name == "against") return &request_.against;
    if (name == "receipt") return &request_.receipt;
    return nullptr;
  }

  void check() const {
    if (request_.images.empty() && !request_.running) {
      throw usage(
          "which image? name one or more, or a container: cb21 verify IMAGE... [--running CONTAINER]");
    }
    if (request_.running && request_.images.size() > 1) {
      throw usage("--running is held against one image, and " + std::to_string(request_.images.size()) +
                  " are named: verify the others by themselves");
    }
    if (!request_.against && !request_.build_words.empty()) {
      throw usage(escape(request_.build_words.front()) +
                  " speaks of a build: name its context with --against DIR");
    }
  }

  std::span<const std::string> words_;
  std::size_t next_ = 0;
  bool only_images_ = false;
  VerifyRequest request_;
};

}  // namespace

VerifyRequest read_verify_request(std::span<const std::string> arguments) { return Reader(arguments).read(); }

}  // namespace cb21
