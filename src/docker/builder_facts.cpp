// SPDX-License-Identifier: Apache-2.0
// Which builder `docker build` takes (docker/cli cmd/docker/builder.go processBuilder, in 20.10 cmd/docker
// processAliases and command.BuildKitEnabled; observed on 20.10, 26.1 and 28.5):
//   since 22.06  DOCKER_BUILDKIT false: classic; the buildx plugin if it is there and sound; without it
//                classic, or an error if DOCKER_BUILDKIT is true. A builder alias replaces buildx.
//   before       a builder alias goes to buildx whatever the variable says; else the client's own BuildKit or
//                classic: the variable, and where it is unset the engine's default, which shows in
//                `docker build --help`: the flags of BuildKit are hidden when it is off.
#include "docker/client.hpp"
#include "docker/docker_config.hpp"
#include "docker/other_engine.hpp"
#include "docker/program_file.hpp"
#include "docker/program_version.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <boost/json.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <system_error>

namespace cb21 {
namespace {

namespace json = boost::json;

constexpr Version k_first_with_buildx_default{22, 6, 0};
constexpr int k_question_timeout_ms = 20'000;

// Go's strconv.ParseBool; nothing for what it refuses, of which docker makes an error of its own.
std::optional<bool> parse_bool(std::string_view text) {
  static constexpr std::array<std::string_view, 6> k_true{"1", "t", "T", "TRUE", "true", "True"};
  static constexpr std::array<std::string_view, 6> k_false{"0", "f", "F", "FALSE", "false", "False"};
  if (std::find(k_true.begin(), k_true.end(), text) != k_true.end()) return true;
  if (std::find(k_false.begin(), k_false.end(), text) != k_false.end()) return false;
  return std::nullopt;
}

std::optional<bool> buildkit_variable() {
  const char* value = std::getenv("DOCKER_BUILDKIT");
  return value == nullptr ? std::nullopt : parse_bool(value);
}

CapturedOutput ask(const Command& command) {
  CaptureOptions options;
  options.timeout_ms = k_question_timeout_ms;
  return run_captured(command, options);
}

// No global flag goes with it: the program is asked, not an engine.
std::string ask_for_version(const DockerClient& client) {
  Command question = client.command({});
  question.arguments = {"--version"};
  std::string answer = ask(question).out;
  const std::string& program = client.program();
  if (!leaves_engine_open(answer, program.substr(program.rfind('/') + 1))) return answer;
  question.arguments = {"version"};
  const CapturedOutput more = ask(question);
  return answer + more.out + more.err;
}

std::optional<std::string> find_plugin(const DockerConfig& config, const std::string& name) {
  for (const std::string& directory : config.plugin_directories) {
    std::string path = directory;
    path += "/docker-";
    path += name;
    if (is_program(path)) return path;
  }
  return std::nullopt;
}

// The version that a plugin states; empty if docker would call the plugin broken, "0" if it states none.
std::string plugin_version(const std::string& path) {
  const CapturedOutput output = ask({path, {"docker-cli-plugin-metadata"}, {}});
  std::error_code error;
  const json::value metadata = json::parse(output.out, error);
  const json::object* object = error ? nullptr : metadata.if_object();
  if (!output.status.success() || object == nullptr || !object->contains("Vendor")) return {};
  const json::value* stated = object->if_contains("Version");
  const json::string* text = stated == nullptr ? nullptr : stated->if_string();
  const std::optional<Version> version =
      text == nullptr ? std::nullopt : find_version(std::string_view(text->data(), text->size()));
  return version ? to_text(*version) : "0";
}

bool keeps_contexts_apart(const std::string& buildx_version) {
  const std::optional<Version> version = find_version(buildx_version);
  if (!version || *version < Version{0, 7, 0}) return false;
  return *version < Version{0, 14, 0} || !(*version < Version{0, 16, 0});
}

void take_buildx(BuilderFacts& facts, const std::string& version) {
  facts.kind = BuilderFacts::Kind::buildkit;
  facts.through_buildx = true;
  facts.buildx_version = version == "0" ? std::string() : version;
  facts.honours_context_name = keeps_contexts_apart(version);
}

class BuilderFinder {
 public:
  BuilderFinder(const DockerClient& client, const DockerConfig& config, const std::string& cache_directory)
      : client_(client), config_(config), cache_directory_(cache_directory) {}

  BuilderFacts find(const std::optional<Version>& version) {
    BuilderFacts facts;
    if (version && *version < k_first_with_buildx_default) {
      find_with_old_client(facts);
    } else {
      find_with_plugin(facts);
    }
    return facts;
  }

 private:
  std::string buildx_version(const std::string& plugin) {
    return remembered_answer(plugin, cache_directory_, [&] { return plugin_version(plugin); });
  }

  // An alias to cb21's own plugin leads to buildx in the end.
  std::optional<std::string> find_buildx() const {
    const bool other = !config_.builder_alias.empty() && config_.builder_alias != "cb21";
    return find_plugin(config_, other ? config_.builder_alias : "buildx");
  }

  void find_with_plugin(BuilderFacts& facts) {
    const std::optional<bool> wanted = buildkit_variable();
    if (wanted && !*wanted) {
      facts.kind = BuilderFacts::Kind::classic;
      return;
    }
    const std::optional<std::string> plugin = find_buildx();
    const std::string version = plugin ? buildx_version(*plugin) : std::string();
    if (version.empty() && !wanted && config_.builder_alias.empty()) {
      facts.kind = BuilderFacts::Kind::classic;
    } else {
      take_buildx(facts, version);
    }
  }

  void find_with_old_client(BuilderFacts& facts) {
    facts.old_client = true;
    if (!config_.builder_alias.empty()) {
      const std::optional<std::string> plugin = find_buildx();
      take_buildx(facts, plugin ? buildx_version(*plugin) : std::string());
      return;
    }
    const std::optional<bool> wanted = buildkit_variable();
    const bool buildkit = wanted ? *wanted : engine_prefers_buildkit();
    facts.kind = buildkit ? BuilderFacts::Kind::buildkit : BuilderFacts::Kind::classic;
  }

  bool engine_prefers_buildkit() const {
    return ask(client_.command({"build", "--help"})).out.find(" --secret ") != std::string::npos;
  }

  const DockerClient& client_;
  const DockerConfig& config_;
  const std::string& cache_directory_;
};

// "Name:   mine" is the first line that `docker buildx inspect` prints. Empty where it says nothing.
std::string ask_buildx_for_builder(const DockerClient& client) {
  const std::string out = ask(client.command({"buildx", "inspect"})).out;
  static constexpr std::string_view k_label = "Name:";
  if (!out.starts_with(k_label)) return {};
  const std::size_t end = std::min(out.find('\n'), out.size());
  const std::size_t begin = std::min(out.find_first_not_of(" \t", k_label.size()), end);
  return out.substr(begin, end - begin);
}

std::string builder_name(const DockerClient& client,
                         const BuilderFacts& facts,
                         const BuilderQuestion& question,
                         const DockerConfig& config) {
  if (!facts.through_buildx) return config.context;
  if (question.builder && !question.builder->empty()) return *question.builder;
  const char* variable = std::getenv("BUILDX_BUILDER");
  if (variable != nullptr && *variable != '\0') return variable;
  // Under an alias docker does not name the docker context's builder.
  if (config.builder_alias.empty() || config.builder_alias == "cb21") return config.context;
  if (const auto chosen = chosen_builder(config)) return *chosen;
  std::string told = ask_buildx_for_builder(client);
  return told.empty() ? config.context : told;
}

// Buildx looks a builder's name up among those it made (store/util GetNodeGroup), then among the docker
// contexts. The default one and the context's own are taken for the engine only where buildx made none of
// that name.
bool builds_in_engine(const BuilderFacts& facts, const DockerConfig& config) {
  if (!facts.through_buildx || facts.name == "default") return true;
  return facts.name == config.context && !has_builder_instance(config, facts.name);
}

}  // namespace

void DockerClient::require_docker(const std::string& cache_directory) const {
  version_answer(cache_directory);
}

std::string DockerClient::version_answer(const std::string& cache_directory) const {
  std::string answer = remembered_answer(program_, cache_directory, [&] { return ask_for_version(*this); });
  const std::string_view other = other_engine(answer);
  if (other.empty()) return answer;
  throw Error(
      fmt::format("{} is {} ({}), whose cache cb21 cannot judge yet and must not prune: nothing was "
                  "done; name docker's own CLI with --cb21-docker, or let {} build unverified with "
                  "--cb21-off",
                  escape(program_),
                  other,
                  escape(std::string_view(answer).substr(0, answer.find('\n'))),
                  other));
}

BuilderFacts DockerClient::builder_facts(const BuilderQuestion& question) const {
  const std::optional<Version> version = find_version(version_answer(question.cache_directory));
  const DockerConfig config = read_docker_config(global_arguments_);
  BuilderFacts facts = BuilderFinder(*this, config, question.cache_directory).find(version);
  facts.name = builder_name(*this, facts, question, config);
  facts.endpoint = config.endpoint();
  facts.docker_driver = builds_in_engine(facts, config);
  return facts;
}

}  // namespace cb21
