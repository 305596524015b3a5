// SPDX-License-Identifier: Apache-2.0
// A project in one file of tests/data: lines "# why", "key: value", then each file behind "--- path".
#pragma once

#include "support/check_fixture.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace cb21::test {

struct SampleProject {
  std::string name;
  std::map<std::string, std::string> facts;  // "targets", ...
  ProjectFiles files;
};

inline SampleProject read_sample_project(const std::filesystem::path& path) {
  SampleProject project{.name = path.stem().string(), .facts = {}, .files = {}};
  std::ifstream stream(path);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("--- ")) {
      project.files.emplace_back(line.substr(4), "");
    } else if (!project.files.empty()) {
      project.files.back().second += line + '\n';
    } else if (!line.starts_with('#')) {
      const std::size_t colon = line.find(':');
      const std::size_t value = line.find_first_not_of(' ', colon + 1);
      project.facts[line.substr(0, colon)] = value == std::string::npos ? std::string() : line.substr(value);
    }
  }
  return project;
}

// Whatever lies below a folder.
inline ProjectFiles read_folder(const std::filesystem::path& folder) {
  ProjectFiles files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path());
    files.emplace_back(entry.path().lexically_relative(folder).string(),
                       std::string(std::istreambuf_iterator<char>(stream), {}));
  }
  return files;
}

// Of a folder of tests/data, by name.
inline std::vector<SampleProject> read_sample_projects(const std::string& folder) {
  std::vector<SampleProject> projects;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(CB21_TEST_DATA) + '/' + folder)) {
    if (entry.path().extension() == ".project") projects.push_back(read_sample_project(entry.path()));
  }
  std::sort(projects.begin(), projects.end(), [](const SampleProject& a, const SampleProject& b) {
    return a.name < b.name;
  });
  return projects;
}

}  // namespace cb21::test
