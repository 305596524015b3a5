// SPDX-License-Identifier: Apache-2.0
#include "docker/isolation.hpp"

#include "support/docker_stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

using test::Environment;
using test::TempTree;
using testing::MatchesRegex;
using testing::StartsWith;

const std::string k_key = "0123456789abcdef0123456789abcdef";

bool sees_all(const std::string& /*folder*/) { return true; }

const std::string k_generation = "fedcba9876543210";

class IsolatedName : public testing::Test {
 protected:
  IsolatedName() {
    environment.unset("XDG_RUNTIME_DIR");
    environment.set("TMPDIR", tree.directory("tmp"));
    tree.directory("state");
    tree.set_mode("state", 0700);
  }

  std::string name(const std::string& directory, const std::string& generation = k_generation) const {
    return isolated_name(directory, k_key, generation, tree.path("state"), sees_all).value_or("none");
  }

  const std::string lasting = "tmp/cb21-" + std::to_string(geteuid());
  TempTree tree;
  Environment environment;
};

TEST_F(IsolatedName, is_a_link_to_the_directory_under_a_name_of_its_own) {
  const std::string context = tree.directory("app");
  const std::string link = name(context);
  EXPECT_THAT(link, StartsWith(tree.path("state/links/app-0123456789ab")));
  EXPECT_THAT(fs::path(link).filename().string(), MatchesRegex("app-[0-9a-f]{20}-fedcba9876543210"));
  EXPECT_EQ(fs::read_symlink(link), context);

  struct stat info {};

  ASSERT_EQ(stat(tree.path("state/links").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0700U);
  EXPECT_EQ(name(context), link) << "the same again";
  EXPECT_NE(name(context, "1111111111111111"), link);
}

TEST_F(IsolatedName, differs_for_directories_of_equal_base_name) {
  EXPECT_NE(name(tree.directory("one/src")), name(tree.directory("two/src")));
}

TEST_F(IsolatedName, has_a_printable_name_of_bounded_length) {
  const std::string long_name(200, 'x');
  const std::string cut_name = std::string(64, 'x') + '-';
  const std::vector<std::pair<std::string, std::string>> cases{
      {"a b\nc", "a_b_c-"},
      {"\xC3\xA9", "__-"},
      {"a.b_c-d", "a.b_c-d-"},
      {long_name, cut_name},
  };
  for (const auto& [directory, begin] : cases) {
    EXPECT_THAT(fs::path(name(tree.directory("x/" + directory))).filename().string(), StartsWith(begin));
  }
  EXPECT_THAT(fs::path(name("/")).filename().string(), StartsWith("root-"));
}

TEST_F(IsolatedName, resolves_the_directory) {
  const std::string context = tree.directory("app");
  tree.link("alias", context);
  EXPECT_EQ(name(tree.path("alias")), name(context));
  EXPECT_EQ(name(context + "/"), name(context));
  EXPECT_EQ(name(tree.path("missing")), "none");
}

TEST_F(IsolatedName, repairs_a_link_that_leads_elsewhere) {
  const std::string context = tree.directory("app");
  const std::string link = name(context);
  fs::remove(link);
  fs::create_symlink("/elsewhere", link);
  EXPECT_EQ(name(context), link);
  EXPECT_EQ(fs::read_symlink(link), context);
}

TEST_F(IsolatedName, trusts_no_folder_that_others_may_enter) {
  const std::string context = tree.directory("app");
  tree.directory("state/links");
  for (const unsigned mode : {0777U, 0770U, 0755U}) {
    tree.set_mode("state/links", mode);
    EXPECT_THAT(name(context), StartsWith(tree.path("tmp/cb21-"))) << mode;
  }
  tree.remove("state/links");
  tree.directory("elsewhere");
  tree.set_mode("elsewhere", 0700);
  tree.link("state/links", tree.path("elsewhere"));
  EXPECT_THAT(name(context), StartsWith(tree.path("tmp/cb21-")));
  EXPECT_TRUE(fs::is_empty(tree.path("elsewhere")));
}

TEST_F(IsolatedName, falls_back_to_the_runtime_folder_then_to_a_temporary_one) {
  const std::string context = tree.directory("app");
  tree.write("state/links", "not a folder");
  environment.set("XDG_RUNTIME_DIR", tree.path("run"));
  EXPECT_THAT(name(context), StartsWith(tree.path(lasting + "/app-")));
  EXPECT_FALSE(fs::exists(tree.path("run"))) << "it is the session's to make";
  tree.directory("run");
  EXPECT_THAT(name(context), StartsWith(tree.path("run/cb21/app-")));
  tree.remove("run/cb21");
  tree.write("run/cb21", "not a folder");
  EXPECT_THAT(name(context), StartsWith(tree.path(lasting + "/app-")));
  environment.set("TMPDIR", tree.path("nowhere"));
  const std::string last_resort = name(context);
  EXPECT_THAT(last_resort, StartsWith("/tmp/cb21-" + std::to_string(geteuid()) + "/app-"));
  fs::remove(last_resort);
  EXPECT_FALSE(fs::exists(tree.path("nowhere")));
}

TEST_F(IsolatedName, is_none_where_docker_sees_no_folder) {
  const auto sees_none = [](const std::string& /*folder*/) { return false; };
  const std::string context = tree.directory("app");
  EXPECT_EQ(isolated_name(context, k_key, k_generation, tree.path("state"), sees_none), std::nullopt);
  EXPECT_TRUE(fs::is_empty(tree.path("state/links")));
}

TEST_F(IsolatedName, leaves_one_temporary_folder_which_is_swept) {
  const std::string context = tree.directory("app");
  const auto name_without_state = [&](const std::string& generation) {
    return isolated_name(context, k_key, generation, "", sees_all).value_or("none");
  };
  const std::string old = name_without_state("1111111111111111");
  const std::string link = name_without_state(k_generation);
  EXPECT_EQ(name_without_state(k_generation), link);
  EXPECT_EQ(fs::path(link).parent_path(), tree.path(lasting));
  EXPECT_EQ(fs::status(tree.path(lasting)).permissions(), fs::perms::owner_all);
  EXPECT_EQ(std::distance(fs::directory_iterator(tree.path("tmp")), fs::directory_iterator()), 1);
  tree.set_mtime(old.substr(tree.root().size() + 1), 0);
  sweep_isolated_names("", k_key, k_generation);
  EXPECT_FALSE(fs::is_symlink(old));
  EXPECT_TRUE(fs::is_symlink(link));
}

TEST_F(IsolatedName, uses_no_temporary_folder_that_someone_planted) {
  const std::string context = tree.directory("app");
  const auto is_avoided = [&] {
    const std::string link = isolated_name(context, k_key, k_generation, "", sees_all).value_or("none");
    EXPECT_THAT(link, StartsWith(tree.path("tmp/cb21-")));
    EXPECT_NE(fs::path(link).parent_path(), tree.path(lasting));
  };
  tree.directory(lasting);
  tree.set_mode(lasting, 0777);
  is_avoided();
  tree.remove(lasting);
  tree.directory("elsewhere");
  tree.set_mode("elsewhere", 0700);
  tree.link(lasting, tree.path("elsewhere"));
  is_avoided();
  EXPECT_TRUE(fs::is_empty(tree.path("elsewhere")));
}

TEST_F(IsolatedName, is_shared_by_concurrent_runs) {
  const std::string context = tree.directory("app");
  std::vector<std::string> links(8);
  {
    std::vector<std::jthread> threads;
    threads.reserve(links.size());
    for (std::string& link : links) threads.emplace_back([&] { link = name(context); });
  }
  EXPECT_EQ(std::set<std::string>(links.begin(), links.end()).size(), 1U);
  EXPECT_EQ(std::distance(fs::directory_iterator(tree.path("state/links")), fs::directory_iterator()), 1);
}

TEST_F(IsolatedName, is_swept_when_another_generation_took_its_place_a_day_ago) {
  const std::string context = tree.directory("app");
  const std::int64_t now = std::chrono::duration_cast<std::chrono::nanoseconds>(
                               std::chrono::system_clock::now().time_since_epoch())
                               .count();
  const std::int64_t hour = std::int64_t{3600} * 1'000'000'000;
  const auto link = [&](const std::string& key, const std::string& generation, std::int64_t age) {
    const std::string path =
        isolated_name(context, key, generation, tree.path("state"), sees_all).value_or("none");
    std::string relative = path.substr(tree.root().size() + 1);
    tree.set_mtime(relative, now - age * hour);
    return relative;
  };
  const std::string other_key = "ffff456789abcdef0123456789abcdef";
  const std::string old = link(k_key, "1111111111111111", 25);
  const std::string recent = link(k_key, "2222222222222222", 23);
  const std::string current = link(k_key, k_generation, 48);
  const std::string foreign = link(other_key, "3333333333333333", 48);
  const std::string forgotten = link(other_key, "5555555555555555", 744);
  tree.link("state/links/foreign-link", "x");
  tree.set_mtime("state/links/foreign-link", 0);
  tree.write("state/links/app-0123456789ab00000000-4444444444444444", "a file");
  tree.set_mtime("state/links/app-0123456789ab00000000-4444444444444444", now - 48 * hour);
  sweep_isolated_names(tree.path("state"), k_key, k_generation);
  const auto is_there = [&](const std::string& path) { return fs::is_symlink(tree.path(path)); };
  EXPECT_FALSE(is_there(old));
  EXPECT_TRUE(is_there(recent));
  EXPECT_TRUE(is_there(current));
  EXPECT_TRUE(is_there(foreign));
  EXPECT_FALSE(is_there(forgotten));
  EXPECT_TRUE(is_there("state/links/foreign-link"));
  EXPECT_TRUE(fs::exists(tree.path("state/links/app-0123456789ab00000000-4444444444444444")));
  name(context, "1111111111111111");
  tree.set_mtime(old, now - 48 * hour);
  name(context, "1111111111111111");
  sweep_isolated_names(tree.path("state"), k_key, k_generation);
  EXPECT_TRUE(is_there(old)) << "use makes it young again";
}

}  // namespace
}  // namespace cb21
