// SPDX-License-Identifier: Apache-2.0
// canon 6: the cache is safe for dependencies as long as Cargo.lock decides them.
#include "check/compile_rules.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

using Places = std::vector<std::string>;

test::ProjectFixture project(const std::string& steps, bool lock = true) {
  test::ProjectFiles files{{"Dockerfile",
                            "FROM rust AS b\nWORKDIR /b\nCOPY . .\n" + steps +
                                "\nFROM debian\nCOPY --from=b /b/target/release/app /app\n"},
                           {"Cargo.toml", "[package]\nname = \"app\"\n"},
                           {"src/main.rs", "fn main() {}\n"},
                           {".dockerignore", "target\n"}};
  if (lock) files.emplace_back("Cargo.lock", "version = 4\n");
  return test::ProjectFixture(files);
}

// fetched-in-run
TEST(CompileRules, WantAVersionOfWhatIsFetched) {
  const std::string build = "\nRUN cargo build --release --locked";
  EXPECT_EQ(project("RUN git clone https://x.example/y" + build).places("fetched-in-run"),
            Places{"Dockerfile:4"});
  EXPECT_EQ(project("RUN git clone https://x.example/y && git -C y checkout 0123456789" + build)
                .places("fetched-in-run"),
            Places{});
  EXPECT_EQ(project("RUN git clone -b v1.0.0 https://x.example/y\nRUN git clone https://x.example/z" + build)
                .places("fetched-in-run"),
            Places{"Dockerfile:5"});
  EXPECT_EQ(project("RUN curl -o a.proto https://x.example/a.proto" + build).places("fetched-in-run"),
            Places{"Dockerfile:4"});
}

TEST(CompileRules, WriteTheFetchWithAVersion) {
  test::ProjectFixture clone = project("RUN git clone https://x.example/y\nRUN cargo build");
  EXPECT_EQ(find_unpinned_sources(clone.project()).at(0).cure,
            "ARG SOURCE_COMMIT\nRUN git clone https://x.example/y source && git -C source checkout "
            "\"$SOURCE_COMMIT\"");
  test::ProjectFixture curl = project("RUN curl -o a.proto https://x.example/a.proto\nRUN cargo build");
  EXPECT_EQ(find_unpinned_sources(curl.project()).at(0).cure,
            "ARG SOURCE_SHA256\nADD --checksum=sha256:$SOURCE_SHA256 https://x.example/a.proto .");
}

// lock-drift
TEST(CompileRules, WantTheLockToBeHeld) {
  struct Case {
    std::string steps;
    Places places;
  };

  const Case cases[] = {
      {"RUN cargo build --release", {"Dockerfile:4"}},
      {"RUN cargo build --release --bin a\nRUN cargo build --release --bin b", {"Dockerfile:5"}},
      {"RUN cargo install --path .", {"Dockerfile:4"}},
      {"RUN cargo install cargo-chef --locked\nRUN cargo build --release", {"Dockerfile:5"}},
      {"RUN cargo build --release --locked", {}},
      {"RUN cargo --frozen build --release", {}},
      {"RUN cargo fetch --locked\nRUN cargo build --release", {}},
      {"RUN cargo chef cook --locked && cargo build --release", {}},
      {"RUN cargo build --release $FLAGS", {}},
      {"RUN make", {}},
  };
  for (const Case& c : cases) EXPECT_EQ(project(c.steps).places("lock-drift"), c.places) << c.steps;
  EXPECT_EQ(project("RUN cargo build --release", false).places("lock-drift"), Places{});
}

// With --locked cargo fails where it finds no lock.
TEST(CompileRules, WantTheLockThatCargoFinds) {
  const auto places = [](const std::string& run) {
    return test::ProjectFixture({{"Dockerfile",
                                  "FROM rust AS b\nWORKDIR /b\nCOPY . .\nRUN " + run +
                                      "\nFROM debian\nCOPY --from=b /b/app/target/release/app /app\n"},
                                 {"app/Cargo.toml", "[package]\nname = \"app\"\n"},
                                 {"app/src/main.rs", "fn main() {}\n"},
                                 {"tool/Cargo.toml", "[package]\nname = \"tool\"\n"},
                                 {"tool/Cargo.lock", "version = 4\n"}})
        .places("lock-drift");
  };
  EXPECT_EQ(places("cd app && cargo build --release"), Places{});
  EXPECT_EQ(places("cd tool && cargo build --release"), Places{"Dockerfile:4"});
  EXPECT_EQ(places("cargo build --release --manifest-path tool/Cargo.toml"), Places{"Dockerfile:4"});
  EXPECT_EQ(places("cargo install --path tool"), Places{"Dockerfile:4"});
  EXPECT_EQ(places("cargo install --path app"), Places{});
}

TEST(CompileRules, WriteTheCommandWithLocked) {
  test::ProjectFixture fixture =
      project("RUN --network=none cargo build --release && strip target/release/app");
  EXPECT_EQ(find_drifting_locks(fixture.project()).at(0).cure,
            "RUN --network=none cargo build --locked --release && strip target/release/app");
}

TEST(CompileRules, WriteNoCommandWhereItIsNotPlainWhereTheOptionGoes) {
  struct Case {
    std::string run;
    std::string command;
    std::string cure;
  };

  const Case cases[] = {
      {"cargo --color always build", "cargo build", ""},
      {"cargo --config net.offline=true -v build", "cargo build", ""},
      {"echo 'now cargo build' && cargo build", "cargo build", ""},
      {"echo 'cargo building' && cargo build", "cargo build", ""},
      {"cargo +nightly build", "cargo +nightly build", "RUN cargo +nightly build --locked"},
      {"cargo auditable build -r", "cargo auditable build", "RUN cargo auditable build --locked -r"},
      {"cargo auditable -q build", "cargo auditable build", ""},
      {"cargo install --path .", "cargo install", "RUN cargo install --locked --path ."},
      {"cargo-zigbuild zigbuild -r", "cargo-zigbuild zigbuild", "RUN cargo-zigbuild zigbuild --locked -r"},
      {"cargo-zigbuild -r", "cargo-zigbuild", "RUN cargo-zigbuild --locked -r"},
  };
  for (const Case& c : cases) {
    const test::ProjectFixture fixture = project("RUN " + c.run);
    const std::vector<Violation> violations = find_drifting_locks(fixture.project());
    ASSERT_EQ(violations.size(), 1U) << c.run;
    EXPECT_TRUE(violations[0].message.starts_with(c.command + " without --locked ")) << violations[0].message;
    EXPECT_EQ(violations[0].cure, c.cure);
  }
}

}  // namespace
}  // namespace cb21
