// SPDX-License-Identifier: Apache-2.0
// The pairs in inputs/ and in proof/.
#include "inputs/host_target.hpp"

#include "proof/host_target.hpp"
#include "support/snapshot_fixture.hpp"

#include <string>
#include <vector>

namespace cb21 {
namespace {

class HostTarget : public test::SnapshotFixture {
 protected:
  void write_artifact(const std::string& path, const std::string& bytes) const {
    tree.write(path, bytes);
    tree.set_mtime(path, k_time_ns);
  }

  static constexpr std::int64_t k_time_ns = 1'700'000'000'500'000'000;
};

const std::string k_binary = "the binary";

constexpr std::uint64_t k_time = 1'700'000'000;
constexpr std::int64_t k_second = 1'000'000'000;

BinaryBytes binary_at(const std::string& path) {
  return {path, k_binary.size(), k_time, digest_of(k_binary)};
}

const std::string k_compile = "FROM rust AS builder\nWORKDIR /build\nCOPY . .\nRUN cargo build --release\n";
const std::string k_ship = "FROM scratch\nCOPY --from=builder /build/target/release/app /app\n";

TEST_F(HostTarget, IsFoundWhereTheBinaryWasTakenFrom) {
  struct Case {
    std::string dockerfile;
    std::string image_path;
    std::string host_path;  // empty: nothing is found
  };

  const std::string host = "target/release/app";
  const std::vector<Case> cases{
      {k_compile + k_ship, "/app", host},
      {k_compile + k_ship, "/other", ""},
      {k_compile + "FROM scratch\nCOPY --from=builder /build/target/release/app /bin/\n", "/bin/app", host},
      {k_compile + "FROM alpine\nCOPY --from=builder /build/target/release/app /bin\n", "/bin/app", host},
      {k_compile + "FROM alpine\nCOPY --from=builder /build/target/release/ /srv\n", "/srv/app", host},
      {k_compile + "FROM alpine\nCOPY --from=builder /build/target/release/tool /app\n", "/app", ""},
      {k_compile + "FROM alpine\nCOPY --from=builder /out/app /app\n", "/app", ""},
      // renamed in a stage that only collects
      {k_compile + "FROM scratch AS files\nCOPY --from=builder /build/target/release/app /x/svc\n" +
           "FROM scratch\nCOPY --from=files /x/svc /app\n",
       "/app",
       host},
      // one stage
      {k_compile, "/build/target/release/app", host},
      {k_compile, "/usr/bin/app", ""},
      // below a directory of the context
      {"FROM rust AS builder\nCOPY . /all\nWORKDIR /all/svc\nRUN cargo build\n"
       "FROM scratch\nCOPY --from=builder /all/svc/target/release/app /app\n",
       "/app",
       "svc/target/release/app"},
      // compiled elsewhere, and shipped on purpose
      {"FROM scratch\nCOPY target/release/app /app\n", "/app", ""},
      {"FROM alpine AS builder\nCOPY . /build\nRUN strip /build/target/release/app\n" + k_ship, "/app", ""},
      {k_compile + "FROM scratch\nCOPY --from=builder /build/x /x\nCOPY target/release/app /app\n",
       "/app",
       ""},
  };
  for (const Case& c : cases) {
    tree.write("Dockerfile", c.dockerfile);
    write_artifact(host, k_binary);
    tree.remove("svc");
    if (c.host_path.starts_with("svc")) write_artifact(c.host_path, k_binary);
    const auto found = find_host_artifact(locate(), "", binary_at(c.image_path));
    EXPECT_EQ(found.value_or(""), c.host_path) << c.dockerfile << c.image_path;
  }
}

TEST_F(HostTarget, MustBeSentAndHaveTheSameBytes) {
  struct Case {
    std::string ignored;
    std::string host_bytes;
    bool found;
  };

  const std::vector<Case> cases{
      {"", k_binary, true},
      {"", "two binary", false},
      {"", "longer than the binary", false},
      {"target", k_binary, false},
      {"**/release", k_binary, false},
      {"*\n!src", k_binary, false},
      {"*\n!target/release/app", k_binary, true},
      {"src", k_binary, true},
  };
  tree.write("Dockerfile", k_compile + k_ship);
  for (const Case& c : cases) {
    tree.write(".dockerignore", c.ignored);
    write_artifact("target/release/app", c.host_bytes);
    for (const Builder builder : {Builder::buildkit, Builder::legacy}) {
      EXPECT_EQ(find_host_artifact(locate(builder), "", binary_at("/app")).has_value(), c.found)
          << c.ignored << ' ' << c.host_bytes;
    }
  }
}

TEST_F(HostTarget, IsNotWhatCargoCompiledToTheSameBytes) {
  tree.write("Dockerfile", k_compile + k_ship);
  tree.write("target/release/app", k_binary);
  const auto found_at = [&](std::int64_t nanoseconds) {
    tree.set_mtime("target/release/app", nanoseconds);
    return find_host_artifact(locate(), "", binary_at("/app")).has_value();
  };
  const auto time = static_cast<std::int64_t>(k_time) * k_second;
  EXPECT_TRUE(found_at(time));
  EXPECT_TRUE(found_at(time + k_second));
  EXPECT_TRUE(found_at(time - 1));
  EXPECT_FALSE(found_at(time - 2 * k_second));
  EXPECT_FALSE(found_at(time + 2 * k_second));
  EXPECT_FALSE(found_at(-k_second));
  tree.set_mtime("target/release/app", time);
  BinaryBytes timeless = binary_at("/app");
  timeless.mtime.reset();
  EXPECT_FALSE(find_host_artifact(locate(), "", timeless));
}

TEST_F(HostTarget, IsNoLink) {
  tree.write("Dockerfile", k_compile + k_ship);
  write_artifact("elsewhere", k_binary);
  tree.link("target/release/app", "../../elsewhere");
  EXPECT_FALSE(find_host_artifact(locate(), "", binary_at("/app")));
  EXPECT_FALSE(find_host_artifact({}, "", binary_at("/app")));
}

TEST(JudgeHostTarget, NamesBothFiles) {
  const Proof proof = judge_host_target("/app", "target/release/app\n");
  EXPECT_EQ(proof.name, "host-target");
  EXPECT_EQ(proof.result, ProofResult::fail);
  EXPECT_EQ(proof.mechanism, "host-target-copied");
  EXPECT_FALSE(proof.cure.empty());
  EXPECT_EQ(proof.detail.find('\n'), std::string::npos);
  EXPECT_EQ(proof.detail.find("/app is the host's own target/release/app"), 0U) << proof.detail;
}

}  // namespace
}  // namespace cb21
