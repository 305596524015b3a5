// SPDX-License-Identifier: Apache-2.0
#include "inputs/target_artifacts.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

TEST(TargetArtifacts, AreWhatCopyAndRunTake) {
  const Dockerfile dockerfile = parse_dockerfile(R"(FROM rust AS b
WORKDIR /b
RUN cargo build --profile dist && cp target/release/a /out/
RUN mv target/x86_64-unknown-linux-musl/dist/b "target/release/$C" /out && cp -r target/release/deps/x y /out
FROM debian
COPY --from=b /b/target/debug/c /c
COPY --from=b /b/target/release/*.so /b/target/release/d.so /b/target/release/ /lib/
COPY --from=b /out /out
)");
  std::string all;
  for (const TargetArtifact& artifact : taken_artifacts(dockerfile, "", 0))
    all += artifact.profile + '/' + artifact.name + ':' + std::to_string(artifact.line) + ' ';
  EXPECT_EQ(all, "release/a:3 dist/b:4 debug/c:6 ");
}

// cargo lambda and cargo leptos have directories of their own there.
TEST(TargetArtifacts, AreOfAProfile) {
  const Dockerfile dockerfile = parse_dockerfile(R"(FROM rust AS b
WORKDIR /b
RUN cargo chef cook --profile=dist && cargo lambda build --profile bench
FROM debian
COPY --from=b /b/target/lambda/app/bootstrap /b/target/site/pkg /b/target/other/x /
COPY --from=b /b/target/dist/a /b/target/release/b /b/target/debug/c /
)");
  std::string all;
  for (const TargetArtifact& artifact : taken_artifacts(dockerfile, "", 0)) all += artifact.name + ' ';
  EXPECT_EQ(all, "a b c ");
}

}  // namespace
}  // namespace cb21
