// SPDX-License-Identifier: Apache-2.0
#include "check/flag_words.hpp"

#include "word_list.hpp"

#include <algorithm>
#include <array>

namespace cb21 {
namespace {

// The long flags that take the next word: of docker build and bake, podman build, compose with its build and
// up. `--pull` and `--parallel` do in some of them, where the word is of no interest.
constexpr auto k_valued = std::to_array<std::string_view>({"--add-host",
                                                           "--allow",
                                                           "--annotation",
                                                           "--ansi",
                                                           "--arch",
                                                           "--attach",
                                                           "--attest",
                                                           "--authfile",
                                                           "--build-arg",
                                                           "--build-arg-file",
                                                           "--build-context",
                                                           "--builder",
                                                           "--cache-from",
                                                           "--cache-to",
                                                           "--cache-ttl",
                                                           "--call",
                                                           "--cap-add",
                                                           "--cap-drop",
                                                           "--cert-dir",
                                                           "--cgroup-parent",
                                                           "--context",
                                                           "--cpp-flag",
                                                           "--cpu-period",
                                                           "--cpu-quota",
                                                           "--cpu-shares",
                                                           "--cpuset-cpus",
                                                           "--cpuset-mems",
                                                           "--creds",
                                                           "--decryption-key",
                                                           "--device",
                                                           "--dns",
                                                           "--dns-option",
                                                           "--dns-search",
                                                           "--env",
                                                           "--env-file",
                                                           "--exit-code-from",
                                                           "--file",
                                                           "--format",
                                                           "--from",
                                                           "--group-add",
                                                           "--hooks-dir",
                                                           "--host",
                                                           "--ignorefile",
                                                           "--iidfile",
                                                           "--invoke",
                                                           "--ipc",
                                                           "--isolation",
                                                           "--jobs",
                                                           "--label",
                                                           "--layer-label",
                                                           "--logfile",
                                                           "--manifest",
                                                           "--memory",
                                                           "--memory-swap",
                                                           "--metadata-file",
                                                           "--network",
                                                           "--no-attach",
                                                           "--no-cache-filter",
                                                           "--os",
                                                           "--os-feature",
                                                           "--os-version",
                                                           "--output",
                                                           "--pid",
                                                           "--platform",
                                                           "--policy",
                                                           "--print",
                                                           "--profile",
                                                           "--progress",
                                                           "--project-directory",
                                                           "--project-name",
                                                           "--provenance",
                                                           "--resource",
                                                           "--retry",
                                                           "--retry-delay",
                                                           "--root",
                                                           "--runtime",
                                                           "--runtime-flag",
                                                           "--sbom",
                                                           "--sbom-output",
                                                           "--scale",
                                                           "--secret",
                                                           "--security-opt",
                                                           "--server-config",
                                                           "--set",
                                                           "--shm-size",
                                                           "--sign-by",
                                                           "--ssh",
                                                           "--tag",
                                                           "--target",
                                                           "--timeout",
                                                           "--timestamp",
                                                           "--ulimit",
                                                           "--unsetenv",
                                                           "--unsetlabel",
                                                           "--userns",
                                                           "--userns-gid-map",
                                                           "--userns-uid-map",
                                                           "--uts",
                                                           "--var",
                                                           "--variant",
                                                           "--volume",
                                                           "--wait-timeout"});
static_assert(std::is_sorted(k_valued.begin(), k_valued.end()));

constexpr std::string_view k_valued_letters = "cfmoptv";

bool takes_word(std::string_view flag) {
  if (flag.starts_with("--cb21-"))
    return !is_one_of(flag, {"--cb21-dry-run", "--cb21-explain", "--cb21-no-waivers", "--cb21-off"});
  return std::binary_search(k_valued.begin(), k_valued.end(), flag);
}

bool is_flag(std::string_view word) { return word.size() > 1 && word.front() == '-'; }

class FlagReader {
 public:
  explicit FlagReader(std::span<const std::string> words) : words_(words) {}

  std::vector<FlagWord> read() {
    while (next_ < words_.size()) read_word(words_[next_++]);
    return std::move(found_);
  }

 private:
  void read_word(std::string_view word) {
    if (word == "--") {
      while (next_ < words_.size()) found_.push_back({{}, words_[next_++]});
    } else if (!is_flag(word)) {
      found_.push_back({{}, word});
    } else if (word[1] == '-') {
      read_long(word);
    } else {
      read_cluster(word);
    }
  }

  void read_long(std::string_view word) {
    const std::size_t equals = word.find('=');
    if (equals != std::string_view::npos) {
      found_.push_back({std::string(word.substr(0, equals)), word.substr(equals + 1)});
    } else {
      found_.push_back({std::string(word), takes_word(word) ? next_value() : std::nullopt});
    }
  }

  void read_cluster(std::string_view word) {
    for (std::size_t i = 1; i < word.size(); ++i) {
      const std::string name{'-', word[i]};
      const std::string_view rest = word.substr(i + 1);
      const bool valued = k_valued_letters.find(word[i]) != std::string_view::npos;
      if (!valued && !rest.starts_with('=')) {
        found_.push_back({name, std::nullopt});
        continue;
      }
      found_.push_back({name, rest.empty() ? next_value() : rest.substr(rest.starts_with('=') ? 1 : 0)});
      return;
    }
  }

  std::optional<std::string_view> next_value() {
    if (next_ >= words_.size() || is_flag(words_[next_])) return std::nullopt;
    return words_[next_++];
  }

  std::span<const std::string> words_;
  std::size_t next_ = 0;
  std::vector<FlagWord> found_;
};

}  // namespace

std::vector<FlagWord> read_flag_words(std::span<const std::string> words) { return FlagReader(words).read(); }

}  // namespace cb21
