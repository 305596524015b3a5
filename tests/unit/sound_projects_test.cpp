// SPDX-License-Identifier: Apache-2.0
// canon 12, 15, 17, 18: projects as they are found in the wild give no wrong finding.
#include "support/project_file.hpp"

namespace cb21 {
namespace {

class SoundProject : public testing::TestWithParam<test::ProjectFile> {};

TEST_P(SoundProject, BreaksNoCargoRule) {
  const test::ProjectFixture fixture(GetParam().files);
  for (const std::string_view code :
       {"missing-marker", "several-bins", "undocumented-bin-path", "wrong-bin"}) {
    for (const Violation& violation : find_rule(code)->find(fixture.project()))
      ADD_FAILURE() << code << " at " << violation.file << ':' << violation.line << ": " << violation.message;
  }
}

INSTANTIATE_TEST_SUITE_P(Data,
                         SoundProject,
                         testing::ValuesIn(test::read_project_files("projects")),
                         [](const auto& project) { return project.param.name; });

}  // namespace
}  // namespace cb21
