// SPDX-License-Identifier: Apache-2.0
// A project on disk and what the static rules find in it.
#pragma once

#include "check/checked_project.hpp"
#include "check/finding.hpp"
#include "check/rule_table.hpp"
#include "inputs/enclosing_repository.hpp"
#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21::test {

using ProjectFiles = std::vector<std::pair<std::string, std::string>>;  // path below the root, text

// With the context at `context` below the root.
class ProjectFixture {
 public:
  explicit ProjectFixture(const ProjectFiles& files, const std::string& context = "") {
    for (const auto& [path, text] : files) tree_.write(path, text);
    ContextArguments arguments;
    arguments.directory = tree_.path(context);
    project_.context = locate_build_context(arguments);
    project_.snapshot = take_snapshot(project_.context, {});
    project_.root = enclosing_repository(project_.context.roots.front().path);
  }

  const TempTree& tree() const { return tree_; }

  CheckedProject& project() { return project_; }

  const CheckedProject& project() const { return project_; }

  // "FILE:LINE" of each violation of one rule, in order.
  std::vector<std::string> places(std::string_view code) const {
    const Rule* rule = find_rule(code);
    EXPECT_NE(rule, nullptr) << code;
    std::vector<std::string> places;
    if (rule == nullptr) return places;
    for (const Violation& violation : rule->find(project_)) {
      EXPECT_FALSE(violation.message.empty()) << code;
      places.push_back(violation.file + ':' + std::to_string(violation.line));
    }
    return places;
  }

 private:
  TempTree tree_;
  CheckedProject project_;
};

}  // namespace cb21::test
