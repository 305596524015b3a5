// SPDX-License-Identifier: Apache-2.0
#include "inputs/compiler_wrapper.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

std::string wrapper(const std::string& lines, const std::string& target = "") {
  return compiler_wrapper(parse_dockerfile("FROM rust AS builder\nCOPY . .\n" + lines, {}), target);
}

TEST(CompilerWrapper, IsFoundWhereverItIsSet) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"RUN cargo build", ""},
      {"ENV RUSTC_WRAPPER=/usr/local/bin/cache\nRUN cargo build", "RUSTC_WRAPPER=/usr/local/bin/cache"},
      {"ARG RUSTC_WORKSPACE_WRAPPER=w\nRUN cargo build", "RUSTC_WORKSPACE_WRAPPER=w"},
      {"RUN RUSTC=/opt/rustc cargo build", "RUSTC=/opt/rustc"},
      {"RUN cd app && CARGO_BUILD_RUSTC_WRAPPER=w cargo build", "CARGO_BUILD_RUSTC_WRAPPER=w"},
      {"ENV RUSTC_WRAPPER=/usr/bin/sccache\nRUN cargo build", ""},
      {"ENV RUSTC_WRAPPER=\nRUN cargo build", ""},
      {"ENV RUSTC_WRAPPERS=w\nRUN cargo build", ""},
  };
  for (const auto& [lines, found] : cases) EXPECT_EQ(wrapper(lines), found) << lines;
}

TEST(CompilerWrapper, IsThatOfTheStagesThatAreCompiledFor) {
  const std::string base =
      "FROM builder AS made\nRUN cargo build\nFROM debian AS final\nCOPY --from=made /a /a\n";
  EXPECT_EQ(wrapper("ENV RUSTC_WRAPPER=w\n" + base), "RUSTC_WRAPPER=w") << "of the stage it is FROM";
  EXPECT_EQ(wrapper("RUN cargo build\nFROM builder AS tests\nENV RUSTC_WRAPPER=w\nRUN cargo test\n"
                    "FROM debian AS final\nCOPY --from=builder /a /a\n",
                    "final"),
            "");
}

}  // namespace
}  // namespace cb21
