// SPDX-License-Identifier: Apache-2.0
// canon 12: targets as cargo sees them, by cargo itself and by its rules applied to the files.
#include "commands/cargo_metadata.hpp"

#include "check/project_targets.hpp"
#include "docker/process.hpp"
#include "support/sample_project.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

using testing::IsEmpty;

// "package:name=source", sorted.
std::string described(const std::vector<BinaryTarget>& targets) {
  std::vector<std::string> all;
  all.reserve(targets.size());
  for (const BinaryTarget& target : targets)
    all.push_back(target.package + ':' + target.name + '=' + target.source);
  std::sort(all.begin(), all.end());
  std::string text;
  for (const std::string& each : all) text += (text.empty() ? "" : " ") + each;
  return text;
}

std::vector<int> numbers(const std::string& version) {
  std::vector<int> parts;
  for (std::size_t at = version.find_first_of("0123456789"); at < version.size();) {
    std::size_t length = 0;
    parts.push_back(std::stoi(version.substr(at), &length));
    at += length;
    if (at >= version.size() || version[at] != '.') break;
    ++at;
  }
  return parts;
}

std::vector<int> cargo_version() {
  const auto cargo = find_cargo();
  return cargo ? numbers(run_captured({*cargo, {"--version"}, {}, "/"}).out) : std::vector<int>();
}

bool is_ci() {
  const char* ci = std::getenv("CI");
  return ci != nullptr && std::string_view(ci) == "true";
}

std::vector<test::SampleProject> accepted_projects() {
  std::vector<test::SampleProject> projects = test::read_sample_projects("cargo");
  std::erase_if(projects,
                [](const test::SampleProject& file) { return file.facts.at("targets") == "refused"; });
  return projects;
}

class CargoProject : public testing::TestWithParam<test::SampleProject> {};

TEST_P(CargoProject, RulesGiveWhatCargoFinds) {
  const test::ProjectFixture fixture(GetParam().files);
  EXPECT_EQ(described(project_targets(fixture.project())), GetParam().facts.at("targets"));
}

INSTANTIATE_TEST_SUITE_P(Data, CargoProject, testing::ValuesIn(accepted_projects()), [](const auto& project) {
  return project.param.name;
});

TEST(CargoMetadata, CargoAnswersWhatTheRulesGive) {
  if (!find_cargo()) {
    ASSERT_FALSE(is_ci()) << "no cargo here: scripts/setup --dev";
    GTEST_SKIP() << "no cargo here: scripts/setup --dev";
  }
  int compared = 0;
  for (const test::SampleProject& file : test::read_sample_projects("cargo")) {
    const auto since = file.facts.find("since");
    if (since != file.facts.end() && cargo_version() < numbers(since->second)) continue;
    const test::ProjectFixture fixture(file.files);
    const auto answer = ask_cargo(fixture.project().context.roots.front().path);
    EXPECT_EQ(answer ? described(*answer) : "refused", file.facts.at("targets")) << file.name;
    ++compared;
  }
  EXPECT_GE(compared, 20);
}

constexpr std::string_view k_answer =
    R"({"packages": [{"name": "p", "manifest_path": "/w/a/Cargo.toml", "targets": [
  {"kind": ["lib"], "name": "p", "src_path": "/w/a/src/lib.rs"},
  {"kind": ["bin"], "name": "x", "src_path": "/w/a/../b/x.rs"},
  {"kind": ["bin"], "name": "y", "src_path": "/elsewhere/y.rs"}]},
  {"name": "q", "manifest_path": "/v/Cargo.toml", "targets": [
  {"kind": ["bin"], "name": "z", "src_path": "/w/z.rs"}]}]})";

TEST(CargoMetadata, TakesTheBinariesInsideTheFolder) {
  const auto targets = read_cargo_metadata(k_answer, "/w");
  ASSERT_TRUE(targets);
  EXPECT_EQ(described(*targets), "p:x=b/x.rs");
  EXPECT_EQ(targets->front().manifest, "a/Cargo.toml");
}

TEST(CargoMetadata, AnythingElseIsNoAnswer) {
  for (const std::string_view text :
       {"", "{", "[]", "{}", "{\"packages\": 1}", "{\"packages\": [{}]}", "nonsense"})
    EXPECT_FALSE(read_cargo_metadata(text, "/w")) << text;
}

std::string path_variable() {
  const char* path = std::getenv("PATH");
  return path == nullptr ? std::string() : std::string(path);
}

class WithPath {
 public:
  explicit WithPath(const std::string& path) : former_(path_variable()) { setenv("PATH", path.c_str(), 1); }

  ~WithPath() { setenv("PATH", former_.c_str(), 1); }

  WithPath(const WithPath&) = delete;
  WithPath& operator=(const WithPath&) = delete;

 private:
  std::string former_;
};

// A stand-in that notes its folder, its words and rustup's variable, and answers with `packages`.
void write_stand_in(const test::TempTree& tree, const std::string& rest) {
  tree.write("bin/cargo",
             "#!/bin/sh\nexec 2>&1\n{ pwd; echo \"$RUSTUP_AUTO_INSTALL\"; for w in \"$@\"; do echo \"$w\"; "
             "done; } >" +
                 tree.path("asked") + "\n" + rest);
  tree.set_mode("bin/cargo", 0755);
}

// A project's rust-toolchain and .cargo/config.toml are found from the folder that cargo runs in.
TEST(CargoMetadata, RunsWhereTheProjectHasNoSay) {
  const test::TempTree tree;
  write_stand_in(tree, "echo '{\"packages\": []}'\n");
  const WithPath path("relative:" + tree.path("bin"));
  const auto targets = ask_cargo("/w; x");
  ASSERT_TRUE(targets);
  EXPECT_THAT(*targets, IsEmpty());
  EXPECT_EQ(tree.read("asked"),
            "/\n0\nmetadata\n--no-deps\n--offline\n--format-version\n1\n--manifest-path\n/w; x/Cargo.toml\n");
}

TEST(CargoMetadata, AFailureIsNoAnswer) {
  const test::TempTree tree;
  write_stand_in(tree, "echo '{\"packages\": []}'\nexit 101\n");
  const WithPath path(tree.path("bin"));
  EXPECT_FALSE(ask_cargo("/w"));
}

TEST(CargoMetadata, IsNotAskedWhereThereIsNoCargo) {
  const test::TempTree tree;
  tree.write("bin/cargo", "not executable");
  const WithPath path(tree.path("bin"));
  EXPECT_FALSE(find_cargo());
  EXPECT_FALSE(ask_cargo("/w"));
}

TEST(CargoMetadata, AsksForEachWorkspaceOfAProject) {
  const test::ProjectFixture fixture({{"a/Cargo.toml", "[package]\nname = \"a\"\n"},
                                      {"a/src/main.rs", ""},
                                      {"b/Cargo.toml", "[package]\nname = \"b\"\n"},
                                      {"b/src/main.rs", ""}});
  const test::TempTree tree;
  // Answers for the folder that it is asked about.
  write_stand_in(
      tree,
      "d=${7%/Cargo.toml}\nprintf '{\"packages\": [{\"name\": \"p\", \"manifest_path\": \"%s/Cargo.toml\", "
      "\"targets\": [{\"kind\": [\"bin\"], \"name\": \"n\", \"src_path\": \"%s/src/main.rs\"}]}]}' \"$d\" "
      "\"$d\"\n");
  const WithPath path(tree.path("bin") + ":/usr/bin:/bin");
  const auto targets = ask_cargo(fixture.project());
  ASSERT_TRUE(targets);
  EXPECT_EQ(described(*targets), "p:n=a/src/main.rs p:n=b/src/main.rs");
}

}  // namespace
}  // namespace cb21
