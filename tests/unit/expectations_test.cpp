// SPDX-License-Identifier: Apache-2.0
#include "commands/expectations.hpp"

#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* k_dockerfile =
    "FROM rust AS builder\nWORKDIR /build\nCOPY . .\nRUN cargo build --release\nFROM debian\n"
    "COPY --from=builder /build/target/release/hello /usr/local/bin/hello\n";

class ExpectationsTest : public testing::Test {
 protected:
  ExpectationsTest() {
    tree.write("Cargo.toml", "[package]\nname = \"hello\"\nversion = \"0.1.0\"\n");
    tree.write("src/main.rs", "fn main() { println!(\"hello is up\"); }\n");
    tree.write("Dockerfile", k_dockerfile);
    image.entrypoint = {"/usr/local/bin/start"};
  }

  std::vector<ExpectedBinary> expected(const std::string& target = "") const {
    const BuildContext context = locate_build_context({.directory = tree.root(),
                                                       .dockerfile = std::nullopt,
                                                       .named = {},
                                                       .build_args = {},
                                                       .builder = Builder::buildkit});
    return expected_binaries(options, target, context, take_snapshot(context, {}), image);
  }

  test::TempTree tree;
  OwnOptions options;
  ImageFacts image;
};

TEST_F(ExpectationsTest, ComeFromTheDockerfileAndMain) {
  const auto binaries = expected();
  ASSERT_EQ(binaries.size(), 1U);
  EXPECT_EQ(binaries[0].path, "/usr/local/bin/hello");
  EXPECT_THAT(binaries[0].markers, ElementsAre("hello is up"));
  EXPECT_FALSE(binaries[0].configured_marker);
  EXPECT_FALSE(binaries[0].guessed_path);
}

TEST_F(ExpectationsTest, AreNoMoreThanAGuessWhereNoProjectIsKnown) {
  const auto binaries = expected_binaries(options, "", BuildContext(), Snapshot(), image);
  ASSERT_EQ(binaries.size(), 1U);
  EXPECT_EQ(binaries[0].path, "/usr/local/bin/start");
  EXPECT_TRUE(binaries[0].guessed_path);
  EXPECT_THAT(binaries[0].no_marker_reason, HasSubstr("its sources are not known here"));
}

TEST_F(ExpectationsTest, PreferWhatTheUserNames) {
  options.binaries = {"/opt/a", "/opt/b"};
  options.markers = {"x", "y"};
  const auto binaries = expected();
  ASSERT_EQ(binaries.size(), 2U);
  EXPECT_EQ(binaries[1].path, "/opt/b");
  EXPECT_THAT(binaries[1].markers, ElementsAre("x", "y"));
  EXPECT_TRUE(binaries[1].configured_marker);
}

TEST_F(ExpectationsTest, GuessTheProgramThatTheImageStarts) {
  tree.write("Dockerfile", "FROM rust\nCOPY . .\nRUN make\n");
  const auto binaries = expected();
  ASSERT_EQ(binaries.size(), 1U);
  EXPECT_EQ(binaries[0].path, "/usr/local/bin/start");
  EXPECT_TRUE(binaries[0].guessed_path);
  image.entrypoint.clear();
  EXPECT_THAT(expected(), IsEmpty());
}

TEST_F(ExpectationsTest, SayWhyThereIsNoMarker) {
  tree.write("src/main.rs", "fn main() { start(); }\n");
  EXPECT_THAT(expected().at(0).no_marker_reason, HasSubstr("src/main.rs"));
  tree.write("src/main.rs", "fn main() { env_logger::init(); log::info!(\"hello is up\"); }\n");
  tree.write("Cargo.toml",
             "[package]\nname = \"hello\"\nversion = \"0.1.0\"\n[dependencies]\n"
             "log = { version = \"0.4\", features = [\"release_max_level_off\"] }\n");
  EXPECT_THAT(expected().at(0).markers, IsEmpty());
  EXPECT_THAT(expected().at(0).no_marker_reason, HasSubstr("may leave"));
  tree.write("src/bin/other.rs", "fn main() {}\n");
  options.binaries = {"/opt/unheard-of"};
  EXPECT_THAT(expected().at(0).no_marker_reason, HasSubstr("no cargo target is named unheard-of"));
}

TEST_F(ExpectationsTest, TakeEachBinarysOwnMain) {
  tree.write("src/bin/worker.rs", "fn main() { println!(\"worker is up\"); }\n");
  tree.write("Dockerfile",
             std::string(k_dockerfile) + "COPY --from=builder /build/target/release/worker /bin/\n");
  const auto binaries = expected();
  ASSERT_EQ(binaries.size(), 2U);
  EXPECT_THAT(binaries[0].markers, ElementsAre("hello is up"));
  EXPECT_THAT(binaries[1].markers, ElementsAre("worker is up"));
}

TEST_F(ExpectationsTest, KnowNoMarkerOfWhatIsNoBinaryOfAPackage) {
  tree.write("examples/demo.rs", "fn main() { println!(\"a demo\"); }\n");
  const auto shipped = [&](const std::string& file) {
    tree.write("Dockerfile",
               "FROM rust AS builder\nWORKDIR /build\nCOPY . .\nRUN cargo build --release\nFROM debian\n"
               "COPY --from=builder " +
                   file + " /opt/\n");
    const auto binaries = expected();
    return binaries.size() == 1 ? binaries[0] : ExpectedBinary();
  };
  for (const auto* const library :
       {"libhello.so", "libhello.so.1", "libhello.a", "libhello.rlib", "plugin.so"}) {
    const ExpectedBinary binary = shipped(std::string("/build/target/release/") + library);
    EXPECT_THAT(binary.markers, IsEmpty()) << library;
    EXPECT_THAT(binary.no_marker_reason, HasSubstr("a library has no main()")) << library;
    EXPECT_THAT(binary.package, IsEmpty()) << library;
    EXPECT_THAT(binary.texts, IsEmpty()) << library;
  }
  for (const auto* const other : {"/build/target/release/examples/demo",
                                  "/build/target/release/examples/hello",
                                  "/build/target/x86_64-unknown-linux-musl/debug/examples/demo",
                                  "/cache/release/examples/demo",
                                  "/build/target/release/build/hello-0123/out/tool",
                                  "/demo"}) {
    const ExpectedBinary binary = shipped(other);
    EXPECT_THAT(binary.markers, IsEmpty()) << other;
    EXPECT_THAT(binary.no_marker_reason, HasSubstr("no binary of a package")) << other;
    EXPECT_THAT(binary.texts, IsEmpty()) << other;
  }
  for (const auto* const binary : {"/build/target/release/hello", "/build/examples/hello", "/renamed"})
    EXPECT_THAT(shipped(binary).markers, ElementsAre("hello is up")) << binary;
  options.markers = {"mine"};
  EXPECT_THAT(shipped("/build/target/release/libhello.so").markers, ElementsAre("mine"));
}

TEST_F(ExpectationsTest, LeaveOutWhatIsShippedBesideTheBinaries) {
  const auto paths = [&](const std::string& copied) {
    tree.write("Dockerfile",
               "FROM rust AS builder\nWORKDIR /build\nCOPY . .\n"
               "RUN cargo build --release && cp target/release/hello /hello\nFROM debian\n"
               "COPY --from=builder " +
                   copied + " /opt/\n");
    std::vector<std::string> markers;
    for (const ExpectedBinary& binary : expected())
      markers.push_back(binary.name + ":" + (binary.markers.empty() ? "" : binary.markers[0]));
    return markers;
  };
  EXPECT_THAT(paths("/usr/local/cargo/bin/sqlx /hello /build/static"), ElementsAre("hello:hello is up"));
  EXPECT_THAT(paths("/build/target/release/libhello.so /hello /build/static"),
              ElementsAre("libhello.so:", "hello:hello is up"));
  EXPECT_THAT(paths("/build/target/release/libhello.so /build/static"), ElementsAre("libhello.so:"));
  EXPECT_THAT(paths("/renamed"), ElementsAre("renamed:hello is up"));
}

TEST_F(ExpectationsTest, TakeTheOnlyTargetForAnotherNameOnlyWhereNothingBearsItsOwn) {
  options.binaries = {"/opt/hello", "/opt/sqlx"};
  const auto binaries = expected();
  ASSERT_EQ(binaries.size(), 2U);
  EXPECT_THAT(binaries[0].markers, ElementsAre("hello is up"));
  EXPECT_THAT(binaries[1].markers, IsEmpty());
  EXPECT_THAT(binaries[1].no_marker_reason, HasSubstr("no cargo target is named sqlx"));
  options.binaries = {"/opt/renamed"};
  EXPECT_THAT(expected().at(0).markers, ElementsAre("hello is up"));
}

TEST(EntryProgram, IsWhatTheImageStarts) {
  struct Case {
    std::vector<std::string> entrypoint;
    std::vector<std::string> command;
    std::optional<std::string> program;
  };

  const std::vector<Case> cases{
      {{}, {}, std::nullopt},
      {{""}, {}, std::nullopt},
      {{"/bin/a", "-x"}, {"b"}, "/bin/a"},
      {{}, {"/bin/b"}, "/bin/b"},
      {{"a"}, {}, "/usr/local/bin/a"},
      {{"./a"}, {}, "/srv/a"},
      {{"bin/a"}, {}, "/srv/bin/a"},
      {{"/bin/sh", "-c", "exec /opt/a --flag"}, {}, "/opt/a"},
      {{"bash", "-c"}, {"/opt/a;sleep"}, "/opt/a"},
  };
  for (const Case& c : cases) {
    const ImageFacts image{.id = "",
                           .entrypoint = c.entrypoint,
                           .command = c.command,
                           .environment = {"PATH=/usr/local/bin:/bin"},
                           .workdir = "/srv",
                           .os = "",
                           .architecture = "",
                           .created = ""};
    EXPECT_EQ(entry_program(image), c.program) << (c.entrypoint.empty() ? "" : c.entrypoint[0]);
  }
}

TEST(ExpectationsDigest, DiffersWithEveryQuestion) {
  const OwnOptions plain;
  std::vector<OwnOptions> others(7, plain);
  others[0].markers = {"a"};
  others[1].markers = {"a", "b"};
  others[2].markers = {"ab"};
  others[3].binaries = {"/a"};
  others[4].verify = VerifyMode::required;
  others[5].run_seconds = 1;
  others[6].proof = ProofLevel::recompiled;
  std::vector<std::string> digests{expectations_digest(plain)};
  for (const OwnOptions& options : others) digests.push_back(expectations_digest(options));
  for (std::size_t i = 0; i < digests.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(digests[i], digests[j]) << i << " and " << j;
  }
  EXPECT_EQ(expectations_digest(plain), expectations_digest({}));
}

}  // namespace
}  // namespace cb21
