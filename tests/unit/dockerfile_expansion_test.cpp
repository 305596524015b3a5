// SPDX-License-Identifier: Apache-2.0
#include "inputs/dockerfile_expansion.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Variables make_variables() {
  Variables variables;
  variables.set("a", "one");
  variables.set("empty", "");
  variables.set("path", "src/lib/main.rs");
  variables.declare("declared");
  return variables;
}

struct ExpansionCase {
  std::string_view word;
  std::optional<std::string> result;
};

// frontend/dockerfile/shell/envVarTest has most of these.
TEST(DockerfileExpansion, ExpandsAsBuildkitDoes) {
  const ExpansionCase cases[] = {
      {"x$a.y", "xone.y"},
      {"${a}b", "oneb"},
      {"$ab", "$ab"},
      {"${unknown}", "${unknown}"},
      {"$declared!", "!"},
      {"\\$a", "$a"},
      {"'$a'", "$a"},
      {R"("$a \" \$ \x")", "one \" $ \\x"},
      {"a'b'\"c\"", "abc"},
      {"$", "$"},
      {"$1x", "$1x"},
      {"a\\", "a"},
      {"${a:-d}", "one"},
      {"${empty:-d}", "d"},
      {"${empty-d}", ""},
      {"${unknown-d}", "d"},
      {"${declared-d}", "d"},
      {"${a:+d}", "d"},
      {"${empty:+d}", ""},
      {"${empty+d}", "d"},
      {"${unknown+d}", ""},
      {"${unknown:-${a}-$a}", "one-one"},
      {"${unknown:-'}'}", "}"},
      {"${a:?message}", "one"},
      {"${unknown:?message}", std::nullopt},
      {"${path#*/}", "lib/main.rs"},
      {"${path##*/}", "main.rs"},
      {"${path%/*}", "src/lib"},
      {"${path%%/*}", "src"},
      {"${path#\\*}", "src/lib/main.rs"},
      {"${path/lib/bin}", "src/bin/main.rs"},
      {"${path//s/S}", "Src/lib/main.rS"},
      {"${path//\\//.}", "src.lib.main.rs"},
      {"${", std::nullopt},
      {"${}", std::nullopt},
      {"${a", std::nullopt},
      {"${a:-b", std::nullopt},
      {"${a:#b}", std::nullopt},
      {"${a=b}", std::nullopt},
      {"'a", std::nullopt},
      {"\"a", std::nullopt},
  };
  const Variables variables = make_variables();
  for (const ExpansionCase& c : cases) EXPECT_EQ(expand_word(c.word, variables, '\\'), c.result) << c.word;
}

TEST(DockerfileExpansion, HonoursTheEscapeDirective) {
  const Variables variables = make_variables();
  EXPECT_EQ(expand_word("c:\\x`$a", variables, '`'), "c:\\x$a");
}

TEST(DockerfileExpansion, GivesUpOnHugeResultsAndDeepNesting) {
  Variables variables;
  variables.set("a", std::string(9000, 'x'));
  EXPECT_EQ(expand_word("$a$a", variables, '\\'), std::nullopt);
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "${b:-";
  EXPECT_EQ(expand_word(deep, variables, '\\'), std::nullopt);
}

TEST(DockerfileExpansion, SplitsShellWords) {
  EXPECT_THAT(shell_words("a 'b c' d\\ e", Quotes::remove), ElementsAre("a", "b c", "d e"));
  EXPECT_THAT(shell_words("a 'b c' d\\ e", Quotes::keep), ElementsAre("a", "'b c'", "d\\ e"));
  EXPECT_THAT(shell_words("cat << EOF >x", Quotes::keep), ElementsAre("cat", "<< EOF", ">x"));
  EXPECT_THAT(shell_words("a 'b", Quotes::keep), IsEmpty());
}

}  // namespace
}  // namespace cb21
