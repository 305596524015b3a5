// SPDX-License-Identifier: Apache-2.0
#include "check/waiver.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

struct Case {
  std::string file;
  std::string text;
  std::vector<std::string> waivers;  // "LINE CODE|REASON"
};

TEST(Waiver, IsACommentOfItsFile) {
  const std::vector<Case> cases{
      {"Dockerfile",
       "FROM x\n# cb21: allow lock-drift no lock in a library\n",
       {"2 lock-drift|no lock in a library"}},
      {"Makefile", "#cb21:allow a b", {"1 a|b"}},
      {"x.yml", "- run: x  # cb21:  allow  a   b c \r\n", {"1 a|b c"}},
      {"Cargo.toml", "path = \"a\"\t# cb21: allow a why", {"1 a|why"}},
      {"src/main.rs", "// cb21: allow a why\n# cb21: allow b why\n", {"1 a|why"}},
      {"src/main.rs", "    let x = 1; // cb21: allow a why", {"1 a|why"}},
      {"Dockerfile", "// cb21: allow a why", {}},
      {"Dockerfile", "# cb21: allow a\n# cb21: allow\n", {"1 a|", "2 |"}},
      {"Dockerfile", "# cb21: allowed a why\n# cb22: allow a why\n", {}},
      {"src/main.rs", "/// cb21: allow a why\n//! cb21: allow a why", {}},
      {"x.sh", "echo \"# cb21: allow a why\"\n", {}},
      {"x.sh", "x='# no' # cb21: allow a why", {"1 a|why"}},
      {"x.sh", "", {}},
      {"x.sh", "# cb21: allow a \xff\x1b[31m", {"1 a|\xff\x1b[31m"}},
  };
  for (const Case& c : cases) {
    std::vector<std::string> found;
    for (const Waiver& waiver : read_waivers(c.file, c.text)) {
      EXPECT_EQ(waiver.file, c.file);
      found.push_back(std::to_string(waiver.line) + ' ' + waiver.code + '|' + waiver.reason);
    }
    EXPECT_EQ(found, c.waivers) << c.file << '\n' << c.text;
  }
}

}  // namespace
}  // namespace cb21
