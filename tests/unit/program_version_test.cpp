// SPDX-License-Identifier: Apache-2.0
#include "docker/program_version.hpp"

#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using test::TempTree;

TEST(FindVersion, reads_what_programs_say_of_themselves) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"Docker version 20.10.24+dfsg1, build 297e128", "20.10.24"},
      {"Docker version 28.2.2, build e6534b4", "28.2.2"},
      {"github.com/docker/buildx 0.13.1+ds1 0.13.1+ds1-3", "0.13.1"},
      {"v0.29.1", "0.29.1"},
      {"v0.14.0-rc1", "0.14.0"},
      {"22.06.0-beta.0", "22.6.0"},
      {"1.2", "1.2.0"},
      {"a1b 3.4.5", "3.4.5"},
      {"99999999999.1.2 4.5.6", "4.5.6"},
  };
  for (const auto& [text, version] : cases) {
    const std::optional<Version> found = find_version(text);
    ASSERT_TRUE(found) << text;
    EXPECT_EQ(to_text(*found), version) << text;
  }
  for (const auto* const text : {"", "none", "7", "7.", "v.1", "1..2", "1.x"}) {
    EXPECT_FALSE(find_version(text)) << text;
  }
  EXPECT_LT((Version{0, 9, 9}), (Version{0, 14, 0}));
}

class RememberedAnswer : public testing::Test {
 protected:
  RememberedAnswer() {
    tree.directory("cache");
    tree.write("program", "\177ELF and more");
  }

  std::string ask(const std::string& answer = "1.2.3", const std::string& directory = "cache") {
    return remembered_answer(tree.path("program"), directory.empty() ? "" : tree.path(directory), [&] {
      ++questions;
      return answer;
    });
  }

  TempTree tree;
  int questions = 0;
};

TEST_F(RememberedAnswer, asks_once_a_file) {
  EXPECT_EQ(ask("1.2.3\tand\nmore"), "1.2.3\tand\nmore");
  EXPECT_EQ(ask("unused"), "1.2.3\tand\nmore");
  EXPECT_EQ(questions, 1);

  struct stat info {};

  ASSERT_EQ(stat(tree.path("cache/docker-client").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(RememberedAnswer, asks_again_when_the_file_changed) {
  ask();
  tree.write("program", "\177ELF and mora");
  EXPECT_EQ(ask("2.0.0"), "2.0.0");
  tree.edit_keeping_stat("program", "\177ELF and morb");
  EXPECT_EQ(ask("3.0.0"), "3.0.0") << "ctime tells it";
}

TEST_F(RememberedAnswer, does_not_keep_what_a_script_or_nobody_said) {
  EXPECT_EQ(ask(""), "");
  EXPECT_EQ(ask("2.0.0"), "2.0.0");
  tree.write("program", "#!/bin/sh\n");
  EXPECT_EQ(ask("3.0.0"), "3.0.0");
  EXPECT_EQ(ask("4.0.0"), "4.0.0");
}

TEST_F(RememberedAnswer, works_without_a_usable_folder) {
  EXPECT_EQ(ask("1.0.0", ""), "1.0.0");
  EXPECT_EQ(ask("2.0.0", "missing"), "2.0.0");
  EXPECT_FALSE(std::filesystem::exists(tree.path("missing")));
}

TEST_F(RememberedAnswer, takes_damage_as_a_reason_to_ask) {
  ask("1.2.3");
  const std::string sound = tree.read("cache/docker-client");
  for (std::size_t at = 0; at < sound.size(); ++at) {
    std::string damaged = sound;
    damaged[at] = damaged[at] == '9' ? '8' : '9';
    tree.write("cache/docker-client", damaged);
    EXPECT_EQ(ask("5.0.0"), "5.0.0") << "byte " << at;
    tree.write("cache/docker-client", sound.substr(0, at));
    EXPECT_EQ(ask("5.0.0"), "5.0.0") << "cut at " << at;
  }
  tree.write("cache/docker-client", sound + "rubbish\n");
  EXPECT_EQ(ask("6.0.0"), "1.2.3");
}

TEST_F(RememberedAnswer, follows_no_link_to_its_file) {
  ask("1.2.3");
  std::filesystem::rename(tree.path("cache/docker-client"), tree.path("elsewhere"));
  tree.link("cache/docker-client", tree.path("elsewhere"));
  EXPECT_EQ(ask("2.0.0"), "2.0.0");
}

TEST_F(RememberedAnswer, keeps_a_bounded_number_of_answers) {
  for (int i = 0; i < 40; ++i) {
    tree.write("program", "\177ELF" + std::to_string(i));
    ask(std::to_string(i));
  }
  EXPECT_EQ(ask("new"), "39");
  const std::string text = tree.read("cache/docker-client");
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 16);
}

}  // namespace
}  // namespace cb21
