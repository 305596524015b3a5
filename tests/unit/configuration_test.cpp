// SPDX-License-Identifier: Apache-2.0
#include "cli/configuration.hpp"

#include "support/option_fixtures.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace cb21 {
namespace {

using test::environment_of;
using ::testing::HasSubstr;
using Rank = ConfigurationFile::Rank;

BuildRequest request_for(const std::string& context, std::optional<std::string> dockerfile = std::nullopt) {
  BuildRequest request;
  request.context_kind = ContextKind::directory;
  request.context = context;
  request.dockerfile = std::move(dockerfile);
  return request;
}

// Without the machine's file, which the machine that runs the test may have.
std::vector<ConfigurationFile> find(const BuildRequest& request, const test::Variables& variables = {}) {
  auto files = find_configuration_files(request, environment_of(variables));
  std::erase_if(files, [](const ConfigurationFile& file) { return file.rank == Rank::machine; });
  return files;
}

std::string found_text(const BuildRequest& request, const test::Variables& variables = {}) {
  const auto files = find(request, variables);
  return files.size() == 1 ? files.front().text : std::to_string(files.size()) + " files";
}

TEST(Configuration, FindsTheProjectsFile) {
  const test::TempTree tree;
  tree.directory("empty");
  tree.write("context/cb21.conf", "in the context");
  tree.write("docker/cb21.conf", "beside the Dockerfile");
  const std::string context = tree.path("context");
  EXPECT_EQ(found_text(request_for(context)), "in the context");
  EXPECT_EQ(found_text(request_for(context, tree.path("docker/Dockerfile"))), "beside the Dockerfile");
  EXPECT_EQ(found_text(request_for(context, tree.path("empty/Dockerfile"))), "in the context");
  EXPECT_EQ(found_text(request_for(context, "-")), "in the context");
  EXPECT_EQ(found_text(request_for(context, "https://example.com/Dockerfile")), "in the context");
  EXPECT_EQ(found_text(request_for(tree.path("empty"))), "0 files");
  EXPECT_EQ(find(request_for(context)).front().rank, Rank::project);
  EXPECT_EQ(find(request_for(context)).front().path, context + "/cb21.conf");
}

TEST(Configuration, TakesDockerfilesFromTheCurrentDirectory) {
  const test::TempTree tree;
  tree.directory("context");
  tree.write("cb21.conf", "here");
  const std::filesystem::path before = std::filesystem::current_path();
  std::filesystem::current_path(tree.root());
  EXPECT_EQ(found_text(request_for("context", "Dockerfile")), "here");
  EXPECT_EQ(found_text(request_for("context")), "0 files");
  std::filesystem::current_path(before);
}

TEST(Configuration, HasNoProjectFileWithoutALocalContext) {
  const test::TempTree tree;
  tree.write("cb21.conf", "");
  BuildRequest request = request_for(tree.root(), tree.path("Dockerfile"));
  for (const ContextKind kind : {ContextKind::stdin_, ContextKind::remote, ContextKind::missing}) {
    request.context_kind = kind;
    EXPECT_TRUE(find(request).empty());
  }
}

TEST(Configuration, FindsTheUsersFile) {
  const test::TempTree tree;
  tree.directory("context");
  tree.write("xdg/cb21/cb21.conf", "xdg");
  tree.write("home/.config/cb21/cb21.conf", "home");
  const BuildRequest request = request_for(tree.path("context"));
  const std::string home = tree.path("home");
  EXPECT_EQ(found_text(request, {{"XDG_CONFIG_HOME", tree.path("xdg")}, {"HOME", home}}), "xdg");
  EXPECT_EQ(found_text(request, {{"HOME", home}}), "home");
  EXPECT_EQ(found_text(request, {{"XDG_CONFIG_HOME", ""}, {"HOME", home}}), "home");
  EXPECT_EQ(found_text(request, {{"XDG_CONFIG_HOME", "relative"}, {"HOME", home}}), "home");
  EXPECT_EQ(found_text(request, {{"HOME", tree.path("nobody")}}), "0 files");
  EXPECT_EQ(find(request, {{"HOME", home}}).front().rank, Rank::user);
}

TEST(Configuration, PutsTheProjectBeforeTheUser) {
  const test::TempTree tree;
  tree.write("context/cb21.conf", "project");
  tree.write("home/.config/cb21/cb21.conf", "user");
  const auto files = find(request_for(tree.path("context")), {{"HOME", tree.path("home")}});
  ASSERT_EQ(files.size(), 2U);
  EXPECT_EQ(files[0].text, "project");
  EXPECT_EQ(files[1].text, "user");
}

TEST(Configuration, RefusesWhatCannotBeRead) {
  const test::TempTree tree;
  tree.directory("a/cb21.conf");
  tree.fifo("b/cb21.conf");
  tree.link("c/cb21.conf", "cb21.conf");
  tree.write("d/cb21.conf", std::string((std::size_t{1} << 20U) + 1, '#'));
  const auto error = [&](const std::string& name) {
    return test::usage_error_of([&] { find(request_for(tree.path(name))); });
  };
  EXPECT_THAT(error("a"), HasSubstr("a/cb21.conf: it is not a regular file"));
  EXPECT_THAT(error("b"), HasSubstr("b/cb21.conf: it is not a regular file"));
  EXPECT_THAT(error("c"), HasSubstr("c/cb21.conf: Too many levels of symbolic links"));
  EXPECT_THAT(error("d"), HasSubstr("d/cb21.conf: it is larger than 1 MiB"));
}

TEST(Configuration, EscapesThePathInErrors) {
  const test::TempTree tree;
  tree.directory("\x1b[31m/cb21.conf");
  EXPECT_THAT(test::usage_error_of([&] { find(request_for(tree.path("\x1b[31m"))); }),
              HasSubstr("\\x1b[31m"));
}

}  // namespace
}  // namespace cb21
