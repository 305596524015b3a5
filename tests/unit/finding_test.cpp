// SPDX-License-Identifier: Apache-2.0
#include "check/finding.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

TEST(Finding, EachRuleIsAskedAndTheAnswersAreSortedByPlace) {
  test::ProjectFixture fixture(
      {{"Dockerfile",
        "FROM rust AS b\nWORKDIR /b\nCOPY Cargo.toml .\n"
        "RUN mkdir src && echo 'fn main() {}' > src/main.rs && cargo build --release\n"
        "COPY src src\n"
        "RUN --mount=type=cache,target=/b/target cargo build --release && cp target/release/app /app\n"
        "FROM debian\nCOPY --from=b /app /app\n"},
       {"Cargo.toml", "[package]\nname = \"app\"\n"},
       {"src/main.rs", "fn main() {}\n"}});
  const auto findings = find_violations(fixture.project());
  std::vector<std::string> seen;
  for (const Finding& finding : findings) {
    if (finding.violation.file != "Dockerfile") continue;
    seen.push_back(std::to_string(finding.violation.line) + ' ' + std::string(finding.rule->code));
  }
  EXPECT_NE(std::find(seen.begin(), seen.end(), "6 target-cache-mount"), seen.end());
  EXPECT_TRUE(std::is_sorted(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return std::tie(a.violation.file, a.violation.line) < std::tie(b.violation.file, b.violation.line);
  }));
}

}  // namespace
}  // namespace cb21
