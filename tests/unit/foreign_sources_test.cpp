// SPDX-License-Identifier: Apache-2.0
#include "inputs/foreign_sources.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

const std::string k_manifest =
    "[package]\nname = \"a\"\n[dependencies]\ngreeting = { path = \"/opt/greeting\" }\n";

// `before` stands before the compile stage, `inside` in it.
std::string foreign(const std::string& before, const std::string& inside, const std::string& manifest) {
  const Dockerfile dockerfile = parse_dockerfile(before + "FROM rust AS b\n" + inside +
                                                 "COPY . .\nRUN cargo build --release\nFROM scratch\n"
                                                 "COPY --from=b /target/release/a /a\n");
  const auto found = find_foreign_sources(dockerfile, "", {manifest});
  return found ? std::to_string(found->line) + " " + found->image + " " + found->dependency : "";
}

TEST(ForeignSources, AreDependenciesOutOfAnImageThatNothingRefreshes) {
  EXPECT_EQ(foreign("", "COPY --from=reg.example/lib:1 /greeting /opt/greeting\n", k_manifest),
            "2 reg.example/lib:1 /opt/greeting");
  EXPECT_EQ(foreign("FROM reg.example/lib AS l\n", "COPY --from=l / /opt/\n", k_manifest),
            "3 reg.example/lib /opt/greeting");
  EXPECT_EQ(foreign("", "", k_manifest), "1 rust /opt/greeting");
  EXPECT_EQ(foreign("", "", "[workspace.dependencies.greeting]\npath = \"/opt/greeting/\"\n"),
            "1 rust /opt/greeting");
}

TEST(ForeignSources, AreNoneOfTheContextsNorPinnedNorMade) {
  EXPECT_EQ(foreign("", "COPY greeting /opt/greeting\n", k_manifest), "");
  EXPECT_EQ(foreign("", "COPY --from=lib@sha256:" + std::string(64, 'a') + " / /opt/\n", k_manifest), "");
  EXPECT_EQ(foreign("FROM lib AS l\nRUN make\n", "COPY --from=l / /opt/\n", k_manifest), "");
  EXPECT_EQ(foreign("", "", "[dependencies]\ngreeting = { path = \"greeting\" }\n"), "");
  EXPECT_EQ(foreign("", "", "not TOML ["), "");
}

}  // namespace
}  // namespace cb21
