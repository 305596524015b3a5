// SPDX-License-Identifier: Apache-2.0
#include "scaffold/template_text.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace cb21 {
namespace {

struct Case {
  const char* name;
  std::string text;
  TemplateValues values;
  std::string filled;
};

TEST(TemplateText, FillsItsGaps) {
  const std::vector<Case> cases{
      {"nothing to fill", "a\n\nb\n", {}, "a\n\nb\n"},
      {"in a line", "a @x@ b @y@@x@\n", {{"x", "1"}, {"y", "2"}}, "a 1 b 21\n"},
      {"values are not looked at again", "@x@ @y@\n", {{"x", "@y@"}, {"y", "2"}}, "@y@ 2\n"},
      {"other uses of @", "checkout@v4 a@b.c $@ @ @@ @X@\n", {}, "checkout@v4 a@b.c $@ @ @@ @X@\n"},
      {"lines are indented", "  @x@\nb\n", {{"x", "1\n2\n\n3\n"}}, "  1\n  2\n\n  3\nb\n"},
      {"a line may go", "a\n@x@\nb\n", {{"x", ""}}, "a\nb\n"},
      {"a gap beside text stays in its line", "  - @x@\n", {{"x", ""}}, "  - \n"},
      {"the last line is ended", "@x@", {{"x", "1"}}, "1\n"},
      {"no text", "", {}, ""},
  };
  for (const Case& given : cases) {
    EXPECT_EQ(fill_template(given.text, given.values), given.filled) << given.name;
  }
}

TEST(TemplateText, RefusesWhatNoTemplateMeans) {
  EXPECT_THROW(fill_template("@x@\n", {}), std::logic_error);
  EXPECT_THROW(fill_template("a @x@\n", {{"x", "1\n2"}}), std::logic_error);
}

}  // namespace
}  // namespace cb21
