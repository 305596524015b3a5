// SPDX-License-Identifier: Apache-2.0
#include "docker/client.hpp"

#include "docker/docker_config.hpp"
#include "docker/program_file.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "sha256.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr const char* k_seen_variable = "CB21_DOCKER_SEEN";
constexpr std::size_t k_seen_limit = 16;
constexpr std::size_t k_inspect_limit = 8U << 20U;

std::vector<std::string> split_at_colons(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = text.find(':', begin);
    parts.push_back(text.substr(begin, end - begin));
    if (end == std::string::npos) return parts;
    begin = end + 1;
  }
}

std::string resolved(const std::string& path) {
  std::error_code error;
  const fs::path canonical = fs::canonical(path, error);
  return error ? path : canonical.string();
}

// As it stands where the current folder is gone.
std::string absolute(const std::string& path) {
  std::error_code error;
  const fs::path found = fs::absolute(path, error);
  return error ? path : found.string();
}

bool same_file(const std::string& one, const std::string& other) {
  std::error_code error;
  return fs::equivalent(one, other, error) && !error;
}

class DockerFinder {
 public:
  explicit DockerFinder(const DockerSearch& search) : search_(search), seen_(split_at_colons(search.seen)) {
    // A path with a colon in it cannot be found again in the list; the length ends such a round.
    if (seen_.size() > k_seen_limit) {
      throw Error("docker and cb21 call each other without end: name the real docker with --cb21-docker",
                  ExitCode::no_docker);
    }
  }

  std::string find() const {
    if (!search_.configured) return on_path("docker");
    const std::string& configured = *search_.configured;
    if (configured.find('/') == std::string::npos) return on_path(configured);
    if (!is_program(configured)) {
      throw Error("--cb21-docker names " + escape(configured) + ", which is not a program that can be run",
                  ExitCode::no_docker);
    }
    if (same_file(configured, search_.self)) {
      throw Error(
          "--cb21-docker names " + escape(configured) + ", which is cb21 itself: name the real docker",
          ExitCode::no_docker);
    }
    // A wrapper that leads back here was configured: what it wraps is behind it on PATH.
    return led_here(configured) ? on_path("docker") : absolute(configured);
  }

 private:
  bool led_here(const std::string& candidate) const {
    return std::find(seen_.begin(), seen_.end(), resolved(candidate)) != seen_.end();
  }

  std::string on_path(const std::string& name) const {
    const std::string path = search_.path.empty() ? "/usr/local/bin:/usr/bin:/bin" : search_.path;
    for (const std::string& directory : split_at_colons(path)) {
      std::string candidate = absolute((directory.empty() ? "." : directory) + "/" + name);
      if (is_program(candidate) && !same_file(candidate, search_.self) && !led_here(candidate))
        return candidate;
    }
    throw Error("no docker CLI was found on PATH (" + escape(path) +
                    ") beside cb21 itself: install docker, or name it with --cb21-docker",
                ExitCode::no_docker);
  }

  const DockerSearch& search_;
  std::vector<std::string> seen_;
};

const json::value* member(const json::value& value, std::string_view key) {
  const json::object* object = value.if_object();
  return object == nullptr ? nullptr : object->if_contains(key);
}

std::string text_member(const json::value& value, std::string_view key) {
  const json::value* found = member(value, key);
  const json::string* text = found == nullptr ? nullptr : found->if_string();
  return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

std::vector<std::string> texts_member(const json::value& value, std::string_view key) {
  std::vector<std::string> texts;
  const json::value* found = member(value, key);
  const json::array* array = found == nullptr ? nullptr : found->if_array();
  if (array == nullptr) return texts;
  for (const json::value& element : *array) {
    if (const json::string* text = element.if_string()) texts.emplace_back(text->data(), text->size());
  }
  return texts;
}

// A configuration as text, its members in the order of their names.
std::string sorted_text(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) return json::serialize(value);
  std::map<std::string, std::string, std::less<>> members;
  for (const auto& [name, member] : *object) members.emplace(name, sorted_text(member));
  std::string text;
  for (const auto& [name, member] : members) text += json::serialize(name) + ':' + member + ',';
  return '{' + text + '}';
}

std::string content_of(const json::value& image) {
  const json::value* file_system = member(image, "RootFS");
  const std::vector<std::string> layers =
      file_system == nullptr ? std::vector<std::string>() : texts_member(*file_system, "Layers");
  if (layers.empty()) return {};
  std::string text;
  for (const std::string& layer : layers) text += layer + '\n';
  const json::value* config = member(image, "Config");
  json::object told = config != nullptr && config->is_object() ? config->get_object() : json::object();
  // The classic builder names the step before and its container there.
  for (const char* name : {"Image", "Hostname", "Domainname"}) told.erase(name);
  text += sorted_text(told) + '\n';
  for (const char* name : {"Os", "Architecture", "Variant"}) text += text_member(image, name) + '\n';
  return to_hex(sha256_of(text));
}

ImageFacts read_image(const std::string& reference, const std::string& text) {
  std::error_code error;
  const json::value image = json::parse(text, error);
  ImageFacts facts;
  if (!error) facts.id = text_member(image, "Id");
  if (facts.id.empty())
    throw Error("docker described the image " + escape(reference) + " in a way cb21 cannot read");
  facts.content = content_of(image);
  facts.os = text_member(image, "Os");
  facts.architecture = text_member(image, "Architecture");
  facts.created = text_member(image, "Created");
  facts.names = texts_member(image, "RepoTags");
  facts.digests = texts_member(image, "RepoDigests");
  if (const json::value* metadata = member(image, "Metadata"))
    facts.tagged = text_member(*metadata, "LastTagTime");
  const json::value* config = member(image, "Config");
  if (config == nullptr) return facts;
  facts.entrypoint = texts_member(*config, "Entrypoint");
  facts.command = texts_member(*config, "Cmd");
  facts.environment = texts_member(*config, "Env");
  facts.workdir = text_member(*config, "WorkingDir");
  return facts;
}

Command ask_for_version(const DockerClient& client) {
  return client.command({"version", "--format", "{{.Server.Version}}"});
}

ContainerFacts read_container(const std::string& name, const std::string& text) {
  std::error_code error;
  const json::value container = json::parse(text, error);
  ContainerFacts facts{.name = name, .image_id = error ? "" : text_member(container, "Image"), .image = ""};
  const json::value* state = member(container, "State");
  const json::value* config = member(container, "Config");
  if (facts.image_id.empty() || state == nullptr || config == nullptr)
    throw Error("docker described the container " + escape(name) + " in a way cb21 cannot read");
  facts.status = text_member(*state, "Status");
  const json::value* running = member(*state, "Running");
  facts.running = running != nullptr && running->is_bool() && running->get_bool();
  const json::value* code = member(*state, "ExitCode");
  if (code != nullptr && code->is_int64()) facts.exit_code = static_cast<int>(code->get_int64());
  facts.image = text_member(*config, "Image");
  const json::value* labels = member(*config, "Labels");
  if (labels != nullptr) facts.compose_service = text_member(*labels, "com.docker.compose.service");
  return facts;
}

}  // namespace

std::string find_docker(const DockerSearch& search) { return DockerFinder(search).find(); }

DockerClient::DockerClient(std::string program, std::vector<std::string> global_arguments)
    : program_(std::move(program)), global_arguments_(std::move(global_arguments)) {}

Command DockerClient::command(std::vector<std::string> arguments) const {
  const char* seen = std::getenv(k_seen_variable);
  std::string marked = seen == nullptr || *seen == '\0' ? std::string() : std::string(seen) + ':';
  marked += resolved(program_);
  Command command{program_, global_arguments_, {{k_seen_variable, std::move(marked)}}};
  command.arguments.insert(command.arguments.end(),
                           std::make_move_iterator(arguments.begin()),
                           std::make_move_iterator(arguments.end()));
  return command;
}

std::string DockerClient::endpoint() const { return read_docker_config(global_arguments_).endpoint(); }

std::optional<ImageFacts> DockerClient::inspect_image(const std::string& reference) const {
  CaptureOptions options;
  options.limit = k_inspect_limit;
  const CapturedOutput output =
      run_captured(command({"image", "inspect", "--format", "{{json .}}", "--", reference}), options);
  if (output.status.success()) return read_image(reference, output.out);
  require_engine();
  return std::nullopt;
}

std::optional<ContainerFacts> DockerClient::inspect_container(const std::string& name) const {
  CaptureOptions options;
  options.limit = k_inspect_limit;
  const CapturedOutput output =
      run_captured(command({"container", "inspect", "--format", "{{json .}}", "--", name}), options);
  if (output.status.success()) return read_container(name, output.out);
  require_engine();
  return std::nullopt;
}

std::string DockerClient::engine_version() const {
  const CapturedOutput output = run_captured(ask_for_version(*this));
  if (!output.status.success()) return {};
  return output.out.substr(0, output.out.find_first_of("\r\n"));
}

void DockerClient::require_engine() const {
  const CapturedOutput output = run_captured(ask_for_version(*this));
  if (output.status.success()) return;
  throw Error("the engine at " + escape(endpoint()) +
              " does not answer: " + escape(output.err.substr(0, output.err.find('\n'))));
}

}  // namespace cb21
