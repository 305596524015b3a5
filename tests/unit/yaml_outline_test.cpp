// SPDX-License-Identifier: Apache-2.0
#include "check/yaml_outline.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

// "KEY@LINE=VALUE(CHILDREN)", so that a whole outline can be held against a line.
std::string shown(const YamlNode& node) {
  std::string text;
  for (const YamlNode& child : node.children) {
    if (!text.empty()) text += ' ';
    text += (child.key.empty() ? "-" : child.key) + '@' + std::to_string(child.line);
    if (!child.value.empty()) text += '=' + child.value;
    if (!child.children.empty()) text += '(' + shown(child) + ')';
  }
  return text;
}

std::string outline(std::string_view text) { return shown(read_yaml_outline(text)); }

TEST(YamlOutline, HasTheKeysAndTextsOfABlock) {
  EXPECT_EQ(outline("a: 1\nb:\n  c: x y # no\n  d: 'it''s'\n"), "a@1=1 b@2(c@3=x y d@4=it's)");
  EXPECT_EQ(outline("# c\n---\n\"a b\": \"x\\\"y: z\"\r\n"), "a b@3=x\"y: z");
  EXPECT_EQ(outline("url: http://x/#y\n"), "url@1=http://x/#y");
  EXPECT_EQ(outline("a: &anchor !tag v\nb: *anchor\n"), "a@1=v b@2=*anchor");
}

TEST(YamlOutline, HasTheItemsOfAList) {
  EXPECT_EQ(outline("a:\n  - x\n  - y: 1\n    z: 2\nb: 3\n"), "a@1(-@2=x -@3(y@3=1 z@4=2)) b@5=3");
  EXPECT_EQ(outline("a:\n- x\n- y\nb: 1\n"), "a@1(-@2=x -@3=y) b@4=1");
  EXPECT_EQ(outline("a:\n  -\n    b: 1\n  - - x\n"), "a@1(-@2(b@3=1) -@4(-@4=x))");
}

TEST(YamlOutline, KeepsTheLinesOfABlockScalar) {
  const YamlNode root =
      read_yaml_outline("run: |\n    a \\\n      b\n\n    # c\nnext: >-\n  x\n  y\nlast: 1\n");
  EXPECT_EQ(root.at("run").value, "a \\\n  b\n\n# c\n");
  EXPECT_EQ(root.at("run").value_line, 2U);
  EXPECT_EQ(root.at("next").value, "x y ");
  EXPECT_EQ(root.at("last").value, "1");
}

TEST(YamlOutline, FoldsWhatGoesOnInDeeperLines) {
  EXPECT_EQ(outline("s:\n  - docker build \\\n      --no-cache\n      .\n  - 'a\n    b'\n"),
            "s@1(-@2=docker build   --no-cache . -@5=a b)");
}

TEST(YamlOutline, ReadsFlowMappingsOfOneLevel) {
  EXPECT_EQ(outline("with: {push: true, tags: 'a,b'}\non: [push, {x: 1}]\n"),
            "with@1(push@1=true tags@1=a,b) on@2(-@2=push -@2={x: 1})");
  EXPECT_EQ(outline("with: {\n    push: true\n  }\nb: 1\n"), "with@1(push@1=true) b@4=1");
}

TEST(YamlOutline, PassesOverWhatItDoesNotUnderstand) {
  EXPECT_EQ(outline(""), "");
  EXPECT_EQ(outline("just text\n"), "");
  EXPECT_EQ(outline("a: {\n"), "a@1");
  EXPECT_EQ(outline("a: 'open\n"), "a@1=open");
  EXPECT_EQ(outline("a: \"\n"), "a@1=\"");
}

TEST(YamlOutline, EndsWhateverItIsGiven) {
  std::string deep;
  for (std::size_t i = 0; i < 500; ++i) deep += std::string(i, ' ') + "a:\n";
  std::size_t depth = 0;
  const YamlNode root = read_yaml_outline(deep);
  for (const YamlNode* node = &root; !node->children.empty(); node = node->children.data()) ++depth;
  EXPECT_EQ(depth, k_deepest_yaml);
  std::string dashes;
  for (int i = 0; i < 100'000; ++i) dashes += "- ";
  EXPECT_FALSE(read_yaml_outline(dashes).children.empty());
  EXPECT_TRUE(read_yaml_outline("a: {" + std::string(100'000, ',')).at("a").children.empty());
}

}  // namespace
}  // namespace cb21
