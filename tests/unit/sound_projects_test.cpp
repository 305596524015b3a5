// SPDX-License-Identifier: Apache-2.0
// canon 12, 15, 17, 18: projects as they are found in the wild give no wrong finding.
#include "support/sample_project.hpp"

namespace cb21 {
namespace {

void expect_sound(const test::ProjectFiles& files) {
  const test::ProjectFixture fixture(files);
  EXPECT_FALSE(fixture.project().snapshot.files.empty());
  for (const std::string_view code :
       {"missing-marker", "several-bins", "undocumented-bin-path", "wrong-bin"}) {
    for (const Violation& violation : find_rule(code)->find(fixture.project()))
      ADD_FAILURE() << code << " at " << violation.file << ':' << violation.line << ": " << violation.message;
  }
}

class SoundProject : public testing::TestWithParam<test::SampleProject> {};

TEST_P(SoundProject, BreaksNoCargoRule) { expect_sound(GetParam().files); }

TEST(SoundExamples, BreakNoCargoRule) {
  for (const std::string name : {"hello", "workspace"}) {
    SCOPED_TRACE(name);
    expect_sound(test::read_folder(std::string(CB21_TEST_DATA) + "/../../examples/" + name));
  }
}

INSTANTIATE_TEST_SUITE_P(Data,
                         SoundProject,
                         testing::ValuesIn(test::read_sample_projects("cargo_projects")),
                         [](const auto& project) { return project.param.name; });

}  // namespace
}  // namespace cb21
