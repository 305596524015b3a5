// SPDX-License-Identifier: Apache-2.0
#include "docker/docker_config.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::size_t k_file_limit = 4U << 20U;
constexpr std::array<std::string_view, 4> k_system_plugin_directories{
    "/usr/local/lib/docker/cli-plugins",
    "/usr/local/libexec/docker/cli-plugins",
    "/usr/lib/docker/cli-plugins",
    "/usr/libexec/docker/cli-plugins",
};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

// The first that is not empty.
std::string first_of(std::initializer_list<std::string> candidates) {
  for (const std::string& candidate : candidates) {
    if (!candidate.empty()) return candidate;
  }
  return {};
}

json::value read_json(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error || size > k_file_limit) return nullptr;
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(size), '\0');
  file.read(text.data(), static_cast<std::streamsize>(size));
  text.resize(static_cast<std::size_t>(file.gcount()));
  json::value value = json::parse(text, error);
  return error ? json::value(nullptr) : value;
}

// The member at the end of the path, or null.
const json::value& at_path(const json::value& root, std::initializer_list<std::string_view> path) {
  static const json::value null;
  const json::value* value = &root;
  for (const std::string_view key : path) {
    const json::object* object = value->if_object();
    value = object == nullptr ? nullptr : object->if_contains(key);
    if (value == nullptr) return null;
  }
  return *value;
}

std::string text_at(const json::value& root, std::initializer_list<std::string_view> path) {
  const json::string* text = at_path(root, path).if_string();
  return text == nullptr ? std::string() : std::string(text->data(), text->size());
}

struct GlobalFlags {
  std::string config;
  std::string context;
  std::string host;

  std::string* long_value(std::string_view name) {
    if (name == "config") return &config;
    if (name == "context") return &context;
    return name == "host" ? &host : nullptr;
  }

  std::string* short_value(char letter) {
    if (letter == 'c') return &context;
    return letter == 'H' ? &host : nullptr;
  }
};

// pflag's rules for the few flags that docker knows before the command (docker/cli cli/flags/options.go).
class GlobalFlagReader {
 public:
  explicit GlobalFlagReader(const std::vector<std::string>& words) : words_(words) {}

  GlobalFlags read() {
    for (; at_ < words_.size(); ++at_) {
      const std::string_view word = words_[at_];
      if (word.substr(0, 2) == "--") {
        read_long(word.substr(2));
      } else if (word.size() > 1 && word.front() == '-') {
        read_cluster(word.substr(1));
      }
    }
    return flags_;
  }

 private:
  void read_long(std::string_view flag) {
    static constexpr std::array<std::string_view, 7> k_with_value{
        "config", "context", "host", "log-level", "tlscacert", "tlscert", "tlskey"};
    const std::size_t equals = flag.find('=');
    const std::string_view name = flag.substr(0, equals);
    if (std::find(k_with_value.begin(), k_with_value.end(), name) == k_with_value.end()) return;
    const std::string value =
        equals == std::string_view::npos ? next_word() : std::string(flag.substr(equals + 1));
    if (std::string* place = flags_.long_value(name)) *place = value;
  }

  void read_cluster(std::string_view letters) {
    while (!letters.empty()) {
      const char letter = letters.front();
      letters.remove_prefix(1);
      if (letter != 'c' && letter != 'H' && letter != 'l') continue;
      if (letters.size() > 1 && letters.front() == '=') letters.remove_prefix(1);
      const std::string value = letters.empty() ? next_word() : std::string(letters);
      if (std::string* place = flags_.short_value(letter)) *place = value;
      return;
    }
  }

  std::string next_word() { return at_ + 1 < words_.size() ? words_[++at_] : std::string(); }

  const std::vector<std::string>& words_;
  std::size_t at_ = 0;
  GlobalFlags flags_;
};

std::string context_of(const GlobalFlags& flags, const json::value& file) {
  if (!flags.context.empty()) return flags.context;
  if (!flags.host.empty() || !environment("DOCKER_HOST").empty()) return "default";
  return first_of({environment("DOCKER_CONTEXT"), text_at(file, {"currentContext"}), "default"});
}

// docker names the folder of a context by the SHA-256 of its name; the name also stands inside.
std::string host_of_context(const std::string& directory, std::string_view name) {
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(directory + "/contexts/meta", error)) {
    const json::value meta = read_json(entry.path() / "meta.json");
    if (text_at(meta, {"Name"}) == name) return text_at(meta, {"Endpoints", "docker", "Host"});
  }
  return {};
}

std::vector<std::string> plugin_directories(const std::string& directory, const json::value& file) {
  std::vector<std::string> directories;
  if (const json::array* extra = at_path(file, {"cliPluginsExtraDirs"}).if_array()) {
    for (const json::value& value : *extra) {
      if (const json::string* text = value.if_string()) directories.emplace_back(text->data(), text->size());
    }
  }
  directories.push_back(directory + "/cli-plugins");
  directories.insert(
      directories.end(), k_system_plugin_directories.begin(), k_system_plugin_directories.end());
  return directories;
}

std::string buildx_directory(const DockerConfig& config) {
  return first_of({environment("BUILDX_CONFIG"), config.directory + "/buildx"});
}

}  // namespace

std::string DockerConfig::endpoint() const {
  if (context == "default") return host;
  return host.empty() ? context : context + ' ' + host;
}

DockerConfig read_docker_config(const std::vector<std::string>& global_arguments) {
  const GlobalFlags flags = GlobalFlagReader(global_arguments).read();
  DockerConfig config;
  config.directory = first_of({flags.config, environment("DOCKER_CONFIG"), environment("HOME") + "/.docker"});
  const json::value file = read_json(config.directory + "/config.json");
  config.context = context_of(flags, file);
  config.host = config.context == "default"
                    ? first_of({flags.host, environment("DOCKER_HOST"), "unix:///var/run/docker.sock"})
                    : host_of_context(config.directory, config.context);
  config.plugin_directories = plugin_directories(config.directory, file);
  config.builder_alias = text_at(file, {"aliases", "builder"});
  return config;
}

std::optional<std::string> chosen_builder(const DockerConfig& config) {
  const json::value current = read_json(buildx_directory(config) + "/current");
  const std::string name = text_at(current, {"Name"});
  const bool made = !name.empty() && has_builder_instance(config, name);
  const bool* global = at_path(current, {"Global"}).if_bool();
  if (made && global != nullptr && *global) return name;
  // A docker context other than the default goes by its name (util/dockerutil/context.go GetCurrentEndpoint).
  const std::string& key = config.context == "default" ? config.host : config.context;
  if (!name.empty() && text_at(current, {"Key"}) == key) return made ? name : config.context;
  std::error_code error;
  const std::filesystem::directory_iterator defaults(buildx_directory(config) + "/defaults", error);
  if (!error && defaults != std::filesystem::directory_iterator()) return std::nullopt;
  return config.context;
}

bool has_builder_instance(const DockerConfig& config, const std::string& name) {
  std::error_code error;
  return std::filesystem::exists(buildx_directory(config) + "/instances/" + name, error);
}

}  // namespace cb21
