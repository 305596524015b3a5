// SPDX-License-Identifier: Apache-2.0
// fake_docker for one test: installed in a directory of its own, told what to do, asked what it saw.
#pragma once

#include "support/temp_tree.hpp"

#include <boost/json.hpp>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace cb21::test {

// Sets variables and gives back what was there before.
class Environment {
 public:
  Environment() = default;

  ~Environment() {
    for (const auto& [name, value] : former_) {
      if (value) {
        setenv(name.c_str(), value->c_str(), 1);
      } else {
        unsetenv(name.c_str());
      }
    }
  }

  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;

  void set(const std::string& name, const std::string& value) {
    remember(name);
    setenv(name.c_str(), value.c_str(), 1);
  }

  void unset(const std::string& name) {
    remember(name);
    unsetenv(name.c_str());
  }

 private:
  void remember(const std::string& name) {
    const char* value = std::getenv(name.c_str());
    former_.emplace(name, value == nullptr ? std::nullopt : std::optional<std::string>(value));
  }

  std::map<std::string, std::optional<std::string>> former_;
};

// An environment in which docker's own variables and the user's docker configuration do not matter.
class DockerStandIn {
 public:
  DockerStandIn() {
    for (const char* name : {"DOCKER_HOST",
                             "DOCKER_CONTEXT",
                             "DOCKER_BUILDKIT",
                             "DOCKER_CLI_PLUGIN_EXTRA_DIRS",
                             "BUILDX_BUILDER",
                             "BUILDX_CONFIG",
                             "CB21_DOCKER_SEEN"}) {
      environment_.unset(name);
    }
    environment_.set("DOCKER_CONFIG", tree_.directory("config"));
    environment_.set("FAKE_DOCKER_LOG", tree_.path("log"));
    tree_.directory("bin");
    std::filesystem::copy_file(source(), program());
  }

  std::string program() const { return tree_.path("bin/docker"); }

  const TempTree& tree() const { return tree_; }

  // A variable for the stand-in or for docker.
  void set(const std::string& name, const std::string& value) { environment_.set(name, value); }

  void unset(const std::string& name) { environment_.unset(name); }

  // As a CLI plugin in the user's configuration folder.
  std::string install_buildx() const {
    std::string plugin = tree_.directory("config/cli-plugins") + "/docker-buildx";
    std::filesystem::copy_file(source(), plugin, std::filesystem::copy_options::overwrite_existing);
    return plugin;
  }

  // What it recorded of each call.
  std::vector<boost::json::value> starts() const {
    std::vector<boost::json::value> starts;
    if (!std::filesystem::exists(tree_.path("log"))) return starts;
    std::istringstream lines(tree_.read("log"));
    for (std::string line; std::getline(lines, line);) {
      boost::json::value event = boost::json::parse(line);
      if (event.at("event").as_string() == "start") starts.push_back(std::move(event));
    }
    return starts;
  }

  // The arguments of each call, joined by blanks.
  std::vector<std::string> calls() const {
    std::vector<std::string> calls;
    for (const boost::json::value& start : starts()) {
      std::string words;
      for (const boost::json::value& word : start.at("argv").as_array()) {
        words += (words.empty() ? "" : " ") + std::string(word.as_string().c_str());
      }
      calls.push_back(words);
    }
    return calls;
  }

  void forget_calls() const { tree_.remove("log"); }

 private:
  // Built into the folder of the test program; FAKE_DOCKER names another.
  static std::string source() {
    const char* named = std::getenv("FAKE_DOCKER");
    const std::filesystem::path path =
        named != nullptr ? std::filesystem::path(named)
                         : std::filesystem::read_symlink("/proc/self/exe").parent_path() / "fake_docker";
    if (!std::filesystem::exists(path))
      throw std::runtime_error("no " + path.string() + ": build target fake_docker");
    return path.string();
  }

  Environment environment_;
  TempTree tree_;
};

}  // namespace cb21::test
