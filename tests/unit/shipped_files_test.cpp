// SPDX-License-Identifier: Apache-2.0
#include "inputs/shipped_files.hpp"

#include "inputs/compile_stage.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace cb21 {
namespace {

// "source > image_path @line", joined by ", ".
std::string outline(const std::string& tail) {
  const std::string text = "FROM rust AS b\nWORKDIR /app\nRUN cargo build --release\n" + tail;
  std::string result;
  for (const ShippedFile& file : shipped_files(parse_dockerfile(text), "")) {
    if (!result.empty()) result += ", ";
    result += file.source + " > " + file.image_path + " @" + std::to_string(file.line);
  }
  return result;
}

struct ShippedCase {
  std::string tail;  // from line 4 on
  std::string_view outline;
};

TEST(ShippedFiles, FollowsCopies) {
  const ShippedCase cases[] = {
      {"FROM x\nCOPY --from=b /app/target/release/a /usr/bin/a\n", "/app/target/release/a > /usr/bin/a @5"},
      {"FROM x\nCOPY --from=b /app/target/release/a /usr/local/bin\n",
       "/app/target/release/a > /usr/local/bin/ @5"},
      {"FROM x\nWORKDIR /srv/x\nCOPY --from=b app/a .\n", "/app/a > /srv/x/ @6"},
      {"FROM x\nCOPY --from=b /a /b /d/\nCOPY c /d/\nCOPY --from=0 /e /f\n",
       "/a > /d/ @5, /b > /d/ @5, /e > /f @7"},
      {"FROM x\nCOPY --from=b /app/target/*/release/a* /d/\n", "/app/target/*/release/a* > /d/ @5"},
      {"FROM x\nCOPY --from=b --parents /app/a /d/\n", "/app/a > /d/app/a @5"},
      {"FROM x\nCOPY --from=b /srv/bin/. /srv/bin/.\n", "/srv/bin/ > /srv/bin @5"},
      {"FROM x\nCOPY --from=other /a /b\n", ""},
      {"FROM b AS c\nRUN x\nFROM x\nCOPY --from=c /a /b\n", "/a > /b @7"},
      {"FROM x AS base\nCOPY --from=b /a /b\nFROM base\nCMD x\n", "/a > /b @5"},
  };
  for (const ShippedCase& c : cases) EXPECT_EQ(outline(c.tail), c.outline) << c.tail;
}

TEST(ShippedFiles, FollowsChainsThroughCollectors) {
  const ShippedCase cases[] = {
      {"FROM x AS c\nCOPY --from=b /t/a /out/server\nFROM y\nCOPY --from=c /out/server /usr/bin/\n",
       "/t/a > /usr/bin/server @7"},
      {"FROM x AS c\nCOPY --from=b /t/a /t/b /out/\nFROM y\nCOPY --from=c /out/ /\n",
       "/t/a > /a @7, /t/b > /b @7"},
      {"FROM x AS c\nCOPY --from=b /t/a /t/b /out/\nFROM y\nCOPY --from=c /out/b /z\n", "/t/b > /z @7"},
      {"FROM x AS c\nCOPY --from=b /t/release /out\nFROM y\nCOPY --from=c /out/a /z\n",
       "/t/release/a > /z @7"},
      {"FROM x AS c\nCOPY --from=b /t/* /out/\nFROM y\nCOPY --from=c /out/a /z\n", "/t/a > /z @7"},
      {"FROM x AS c\nCOPY --from=b /t/a /t/b /out/\nFROM y\nCOPY --from=c /out/* /z/\n",
       "/t/a > /z/a @7, /t/b > /z/b @7"},
      {"FROM x AS c\nCOPY --from=b /t/* /out/\nFROM y\nCOPY --from=c /out/* /z/\n", "/t/* > /z/ @7"},
      {"FROM x AS c\nCOPY --from=b /t/a /a\nFROM y AS d\nCOPY --from=c /a /b\nFROM z\nCOPY --from=d /b /c\n",
       "/t/a > /c @9"},
      {"FROM x AS c\nCOPY --from=b /t/a /a\nFROM y\nCOPY --from=c /other /c\n", ""},
  };
  for (const ShippedCase& c : cases) EXPECT_EQ(outline(c.tail), c.outline) << c.tail;
}

TEST(ShippedFiles, EndsWhenEveryStageCopiesTwice) {
  std::string tail = "FROM x AS s0\nCOPY --from=b /a /\n";
  for (int i = 1; i < 64; ++i) {
    const std::string from = "COPY --from=s" + std::to_string(i - 1) + " / /\n";
    tail.append("FROM x AS s").append(std::to_string(i)).append("\n").append(from).append(from);
  }
  EXPECT_NO_THROW(outline(tail));
}

}  // namespace
}  // namespace cb21
