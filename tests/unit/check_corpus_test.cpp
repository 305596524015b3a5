// SPDX-License-Identifier: Apache-2.0
// canon 20: violations block, so none may be wrong.
// Projects in the style of public ones, and all that the rules on a build may say of each: a rule that finds
// more, or something else, is wrong. tests/data/projects/NAME/expected.txt has a line "FILE:LINE CODE" for
// each finding, sorted, and "argument NAME VALUE" for what the command line says.
#include "check/finding.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

struct CorpusProject {
  std::string name;
  ContextArguments context;
  SnapshotOptions options;
  CheckedProject project;
  std::vector<std::string> expected;
};

bool take_argument(CorpusProject& entry, const std::string& name, const std::string& value) {
  if (name == "file") {
    entry.context.dockerfile = *entry.context.directory + '/' + value;
  } else if (name == "target") {
    entry.project.target = value;
  } else if (name == "platform") {
    entry.project.platforms.push_back(value);
  } else if (name == "no-cache-filter") {
    entry.project.no_cache_filters.push_back(value);
  } else if (name == "cache-from") {
    entry.project.cache_sources.push_back(value);
  } else if (name == "watch") {
    entry.options.further.watch.push_back(value);
  } else if (name == "profile") {
    entry.project.production = value == "production";
  } else {
    return false;
  }
  return true;
}

CorpusProject read_project(const fs::path& directory) {
  CorpusProject entry;
  entry.name = directory.filename();
  entry.context.directory = directory.string();
  std::ifstream file(directory / "expected.txt");
  EXPECT_TRUE(file) << directory;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string first;
    std::string name;
    std::string value;
    if (!(words >> first) || first != "argument") {
      entry.expected.push_back(line);
      continue;
    }
    words >> name >> value;
    EXPECT_TRUE(take_argument(entry, name, value)) << directory << ": " << line;
  }
  entry.project.context = locate_build_context(entry.context);
  EXPECT_TRUE(entry.project.context.dockerfile) << directory;
  entry.project.snapshot = take_snapshot(entry.project.context, entry.options);
  entry.project.root = fs::canonical(directory).string();
  return entry;
}

std::vector<std::string> findings_in(const CheckedProject& project) {
  std::vector<std::string> lines;
  for (const Finding& finding : find_violations(project)) {
    if (finding.rule->subject != RuleSubject::build) continue;
    lines.push_back(finding.violation.file + ':' + std::to_string(finding.violation.line) + ' ' +
                    std::string(finding.rule->code));
    EXPECT_FALSE(finding.violation.message.empty()) << lines.back();
    EXPECT_FALSE(finding.violation.cure.empty()) << lines.back();
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

std::vector<fs::path> corpus() {
  std::vector<fs::path> directories;
  for (const auto& entry : fs::directory_iterator(CB21_TEST_DATA "/projects")) {
    if (entry.is_directory()) directories.push_back(entry);
  }
  std::sort(directories.begin(), directories.end());
  return directories;
}

class CheckCorpus : public testing::TestWithParam<fs::path> {};

TEST_P(CheckCorpus, GivesNoFindingThatIsWrong) {
  CorpusProject entry = read_project(GetParam());
  std::sort(entry.expected.begin(), entry.expected.end());
  EXPECT_EQ(findings_in(entry.project), entry.expected) << entry.name;
}

INSTANTIATE_TEST_SUITE_P(Projects, CheckCorpus, testing::ValuesIn(corpus()), [](const auto& entry) {
  std::string name = entry.param.filename();
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(CheckCorpusItself, IsLargeEnoughToShowFalseAlarms) {
  std::size_t clean = 0;
  std::size_t found = 0;
  for (const fs::path& directory : corpus()) {
    ++(directory.filename().string().starts_with("wild-") ? found : clean);
  }
  EXPECT_GE(clean, 24U);
  EXPECT_GE(found, 8U);
}

}  // namespace
}  // namespace cb21
