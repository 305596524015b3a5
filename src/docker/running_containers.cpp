// SPDX-License-Identifier: Apache-2.0
#include "docker/running_containers.hpp"

#include "docker/process.hpp"

#include <boost/json.hpp>

#include <cstddef>
#include <optional>
#include <sstream>
#include <utility>

namespace cb21 {
namespace {

namespace json = boost::json;

constexpr std::size_t k_limit = 8U << 20U;

// One line a container: a JSON array of texts.
constexpr const char* k_format =
    "[{{json .Id}},{{json .Name}},{{json .Image}},{{json .Config.Image}},"
    R"({{json (index .Config.Labels "com.docker.compose.project")}},)"
    R"({{json (index .Config.Labels "com.docker.compose.service")}}])";

CapturedOutput ask(const DockerClient& client, std::vector<std::string> words) {
  CaptureOptions options;
  options.limit = k_limit;
  return run_captured(client.command(std::move(words)), options);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

std::optional<RunningContainer> read_container(const std::string& line) {
  std::error_code error;
  const json::value value = json::parse(line, error);
  const json::array* fields = error ? nullptr : value.if_array();
  if (fields == nullptr || fields->size() != 6) return std::nullopt;
  const auto text = [&](std::size_t at) {
    const json::string* field = (*fields)[at].if_string();
    return field == nullptr ? std::string() : std::string(field->data(), field->size());
  };
  RunningContainer container{.id = text(0),
                             .name = text(1),
                             .image_id = text(2),
                             .reference = text(3),
                             .compose_project = text(4),
                             .compose_service = text(5)};
  if (container.name.starts_with('/')) container.name.erase(0, 1);
  return container;
}

}  // namespace

std::vector<RunningContainer> running_containers(const DockerClient& client) {
  std::vector<RunningContainer> containers;
  const CapturedOutput list = ask(client, {"ps", "--quiet", "--no-trunc"});
  if (!list.status.success()) client.require_engine();
  std::vector<std::string> words{"container", "inspect", "--format", k_format};
  const std::vector<std::string> ids = lines_of(list.out);
  if (ids.empty()) return containers;
  words.insert(words.end(), ids.begin(), ids.end());
  // Its code tells of containers that are gone by now, too.
  for (const std::string& line : lines_of(ask(client, std::move(words)).out)) {
    if (auto container = read_container(line)) containers.push_back(std::move(*container));
  }
  return containers;
}

}  // namespace cb21
