// SPDX-License-Identifier: Apache-2.0
#include "inputs/ignore_rules.hpp"

#include "error.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

namespace json = boost::json;
using testing::ElementsAre;
using testing::UnorderedElementsAreArray;

json::value read_vectors(const std::string& name) {
  std::ifstream file(std::string(CB21_TEST_DATA) + "/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return json::parse(text.str());
}

std::string text_of(const json::value& value) { return std::string(value.as_string()); }

// A directory tree in memory, walked as the scanner walks the real one.
struct Directory {
  std::map<std::string, Directory> directories;
  std::set<std::string> files;
};

Directory make_tree(const std::vector<std::string>& paths) {
  Directory root;
  for (const std::string& path : paths) {
    Directory* directory = &root;
    std::size_t start = 0;
    for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', start)) {
      directory = &directory->directories[path.substr(start, slash - start)];
      start = slash + 1;
    }
    directory->files.insert(path.substr(start));
  }
  return root;
}

struct Walk {
  const IgnoreRules& rules;
  Builder builder;
  std::vector<std::string> kept;

  void enter(const Directory& directory, const std::string& prefix, const IgnoreRules::Met& parent) {
    for (const std::string& name : directory.files) {
      const std::string path = prefix + name;
      const bool keeps = rules.keeps_file(path, parent);
      EXPECT_EQ(keeps, !rules.meet(path, parent).excluded) << path;
      if (keeps) kept.push_back(path);
    }
    for (const auto& [name, below] : directory.directories) {
      const std::string path = prefix + name;
      const IgnoreRules::Met met = rules.meet(path, parent);
      if (met.excluded && !rules.enters_excluded(path, builder)) continue;
      enter(below, path + "/", met);
    }
  }
};

std::vector<std::string> kept_files(const IgnoreRules& rules, Builder builder, const Directory& root) {
  Walk walk{rules, builder, {}};
  walk.enter(root, "", {});
  return walk.kept;
}

std::string ignore_text(const json::object& vector) {
  if (const json::value* text = vector.if_contains("ignore")) return text_of(*text);
  const json::object& repeat = vector.at("ignore_repeat").as_object();
  std::string text;
  for (std::int64_t i = 0; i < repeat.at("count").as_int64(); ++i) text += text_of(repeat.at("text"));
  return text + text_of(repeat.at("then"));
}

std::vector<std::string> tree_paths(const json::object& vector) {
  std::vector<std::string> paths;
  for (const json::value& entry : vector.at("tree").as_array()) paths.push_back(text_of(entry.at("path")));
  return paths;
}

void expect_failure(const json::object& vector) {
  const Directory tree = make_tree(tree_paths(vector));
  EXPECT_THROW(kept_files(IgnoreRules::parse(ignore_text(vector)), Builder::buildkit, tree), Error);
  if (text_of(vector.at("error").at("stage")) != "match") {
    EXPECT_THROW(IgnoreRules::parse(ignore_text(vector)), Error);
  }
}

std::vector<std::string> expected_kept(const json::object& vector, std::string_view key) {
  std::vector<std::string> kept;
  for (const json::value& entry : vector.at("expect").as_array()) {
    if (!entry.as_object().at(key).as_bool()) kept.push_back(text_of(entry.at("path")));
  }
  return kept;
}

void expect_fates(const json::object& vector) {
  const IgnoreRules rules = IgnoreRules::parse(ignore_text(vector));
  const Directory tree = make_tree(tree_paths(vector));
  EXPECT_THAT(kept_files(rules, Builder::buildkit, tree),
              UnorderedElementsAreArray(expected_kept(vector, "excluded_buildkit")));
  EXPECT_THAT(kept_files(rules, Builder::legacy, tree),
              UnorderedElementsAreArray(expected_kept(vector, "excluded_legacy")));
  for (const json::value& entry : vector.at("expect").as_array()) {
    EXPECT_EQ(rules.matches_flat(text_of(entry.at("path"))), entry.at("flat_match").as_bool()) << entry;
  }
}

TEST(IgnoreRules, DecidesEveryVectorAsBothBuildersDo) {
  const json::value vectors = read_vectors("dockerignore-vectors.json");
  ASSERT_EQ(vectors.at("cases").as_array().size(), 111U);
  for (const json::value& entry : vectors.at("cases").as_array()) {
    const json::object& vector = entry.as_object();
    SCOPED_TRACE(text_of(vector.at("id")));
    if (vector.at("error").is_null()) {
      expect_fates(vector);
    } else {
      expect_failure(vector);
    }
  }
}

std::vector<std::string> indexed(const std::vector<std::string>& files, const json::array& indexes) {
  std::vector<std::string> chosen;
  for (const json::value& index : indexes)
    chosen.push_back(files.at(static_cast<std::size_t>(index.as_int64())));
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

TEST(IgnoreRules, DecidesRandomRulesAsBothBuildersDo) {
  const json::value vectors = read_vectors("dockerignore-random.json");
  std::vector<std::string> files;
  for (const json::value& file : vectors.at("files").as_array()) files.push_back(text_of(file));
  const Directory tree = make_tree(files);
  ASSERT_EQ(vectors.at("cases").as_array().size(), 600U);
  for (const json::value& entry : vectors.at("cases").as_array()) {
    const json::object& vector = entry.as_object();
    SCOPED_TRACE(text_of(vector.at("ignore")));
    const IgnoreRules rules = IgnoreRules::parse(text_of(vector.at("ignore")));
    const json::array& buildkit = vector.at("kept_buildkit").as_array();
    const json::value& legacy = vector.at("kept_legacy");
    std::vector<std::string> kept = kept_files(rules, Builder::buildkit, tree);
    std::sort(kept.begin(), kept.end());
    EXPECT_EQ(kept, indexed(files, buildkit));
    kept = kept_files(rules, Builder::legacy, tree);
    std::sort(kept.begin(), kept.end());
    EXPECT_EQ(kept, indexed(files, legacy.is_string() ? buildkit : legacy.as_array()));
  }
}

TEST(IgnoreRules, KeepsEverythingWithoutRules) {
  const IgnoreRules rules;
  EXPECT_TRUE(rules.empty());
  EXPECT_TRUE(rules.keeps_file("src/main.rs", {}));
  EXPECT_FALSE(rules.meet("src", {}).excluded);
  EXPECT_FALSE(rules.matches_flat("src"));
}

TEST(IgnoreRules, ListsCleanedPatterns) {
  EXPECT_THAT(IgnoreRules::parse("# c\n\n//a/./b/../c/\r\n! /x/\n/!y\n").patterns(),
              ElementsAre("a/c", "!x", "!y"));
}

TEST(IgnoreRules, TrimsEveryUnicodeSpace) {
  EXPECT_THAT(IgnoreRules::parse("\xE3\x80\x80 a\xC2\xA0\xC2\x85\n\xE2\x80\x80\n").patterns(),
              ElementsAre("a"));
}

TEST(IgnoreRules, TakesTheLongestLineThatDockerTakes) {
  const std::string line(65535, 'x');
  EXPECT_EQ(IgnoreRules::parse(line + "\n").patterns().size(), 1U);
  EXPECT_EQ(IgnoreRules::parse(line).patterns().size(), 1U);
  EXPECT_THROW(IgnoreRules::parse(line + "\r\n"), Error);
  EXPECT_THROW(IgnoreRules::parse("#" + line + "\n"), Error);
}

struct PatternCase {
  std::string pattern;
  std::string path;
  bool matches;
};

// Go decodes each byte that is not UTF-8 as U+FFFD, in paths and, for regular expressions, in patterns.
TEST(IgnoreRules, MatchesBytesThatAreNotUtf8AsGoDoes) {
  const std::vector<PatternCase> cases = {
      {"m?in.rs", "m\xFFin.rs", true},
      {"m?in.rs", "m\xFF\xFEin.rs", false},
      {"m??in.rs", "m\xFF\xFEin.rs", true},
      {"m?in.rs", "m\xC3\xA9in.rs", true},
      {"m?in.rs", "m\xED\xA0\x80in.rs", false},
      {"[\xEF\xBF\xBD]?.rs", "\xFFx.rs", true},
      {"\xFF*.rs", "\xFEx.rs", true},
      {"\xFFx.rs", "\xFEx.rs", false},
      {"\xFFx.rs", "\xFFx.rs", true},
      {"*.rs", "\xFF.rs", true},
  };
  for (const PatternCase& c : cases) {
    EXPECT_EQ(IgnoreRules::parse(c.pattern).matches_flat(c.path), c.matches) << c.pattern << " on " << c.path;
  }
}

TEST(IgnoreRules, RefusesAByteThatIsNotUtf8InAClass) { EXPECT_THROW(IgnoreRules::parse("[\xFF]"), Error); }

TEST(IgnoreRules, ReadsEscapesAsGoRegexpDoes) {
  EXPECT_TRUE(IgnoreRules::parse("v\\d.rs").matches_flat("v1.rs"));
  EXPECT_TRUE(IgnoreRules::parse("v\\x31.rs").matches_flat("v1.rs"));
  EXPECT_TRUE(IgnoreRules::parse("a\\.rs").matches_flat("a.rs"));
  EXPECT_FALSE(IgnoreRules::parse("a\\.rs").matches_flat("axrs"));
  EXPECT_THROW(IgnoreRules::parse("\\\xFFx.rs").matches_flat("\xFFx.rs"), Error);
  EXPECT_THROW(IgnoreRules::parse("a\\C").matches_flat("ab"), Error);
}

TEST(IgnoreRules, RefusesABadExpressionOnlyWhenItIsTried) {
  const IgnoreRules rules = IgnoreRules::parse("a\n[z-a]\n");
  EXPECT_FALSE(rules.keeps_file("a", {}));
  EXPECT_THROW(rules.keeps_file("b", {}), Error);
  EXPECT_THROW(rules.meet("b", {}), Error);
}

}  // namespace
}  // namespace cb21
