// SPDX-License-Identifier: Apache-2.0
#include "inputs/snapshot.hpp"

#include "error.hpp"
#include "support/snapshot_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>

namespace cb21 {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class SnapshotTest : public test::SnapshotFixture {};

TEST_F(SnapshotTest, ClassifiesWhatCountsAndLeavesOutTheRest) {
  for (const char* path : {".cargo/config",
                           ".cargo/config.toml",
                           "Cargo.lock",
                           "Cargo.toml",
                           "Dockerfile",
                           "Dockerfile.dockerignore",
                           "README.md",
                           "app/.cargo/config.toml",
                           "app/Cargo.toml",
                           "build.rs",
                           "cargo/config.toml",
                           "config",
                           "main.rs.bk",
                           "rust-toolchain",
                           "rust-toolchain.toml",
                           "src/main.rs",
                           "src/rs",
                           "target/debug/x.rs",
                           ".rs"}) {
    tree.write(path, path);
  }
  tree.write("Dockerfile.dockerignore", "target\n");
  EXPECT_THAT(test::listing(take()),
              ElementsAre(std::pair(".cargo", "directory"),
                          std::pair(".cargo/config", "cargo-config"),
                          std::pair(".cargo/config.toml", "cargo-config"),
                          std::pair(".rs", "rust-source"),
                          std::pair("Cargo.lock", "dependencies"),
                          std::pair("Cargo.toml", "cargo-config"),
                          std::pair("Dockerfile", "docker"),
                          std::pair("Dockerfile.dockerignore", "docker"),
                          std::pair("app", "directory"),
                          std::pair("app/.cargo", "directory"),
                          std::pair("app/.cargo/config.toml", "cargo-config"),
                          std::pair("app/Cargo.toml", "cargo-config"),
                          std::pair("build.rs", "rust-source"),
                          std::pair("cargo", "directory"),
                          std::pair("rust-toolchain", "toolchain"),
                          std::pair("rust-toolchain.toml", "toolchain"),
                          std::pair("src", "directory"),
                          std::pair("src/main.rs", "rust-source")));
}

TEST_F(SnapshotTest, RecordsContentSizeTimeAndMode) {
  tree.write("src/main.rs", "fn main() {}\n");
  tree.set_mode("src/main.rs", 0640);
  tree.set_mode("src", 0750);
  tree.set_mtime("src/main.rs", 1'600'000'000'123'456'789);
  tree.link("src/link.rs", "nowhere");
  const Snapshot snapshot = take();
  const FileEntry* file = test::find(snapshot, "src/main.rs");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->content, digest_of("fn main() {}\n"));
  EXPECT_EQ(file->significant, file->content);
  EXPECT_EQ(file->size, 13U);
  EXPECT_EQ(file->mtime_ns, 1'600'000'000'123'456'789);
  EXPECT_EQ(file->mode, S_IFREG | 0640U);
  const FileEntry* directory = test::find(snapshot, "src");
  ASSERT_NE(directory, nullptr);
  EXPECT_EQ(*directory, (FileEntry{"src", FileClass::directory, {}, {}, 0, 0, S_IFDIR | 0750U}));
  const FileEntry* link = test::find(snapshot, "src/link.rs");
  ASSERT_NE(link, nullptr);
  const Digest target = digest_of("nowhere");
  EXPECT_EQ(*link, (FileEntry{"src/link.rs", FileClass::link, target, target, 7, 0, S_IFLNK | 0777U}));
  EXPECT_EQ(snapshot.files_hashed, 1U);
  EXPECT_EQ(snapshot.bytes_hashed, 13U);
}

TEST_F(SnapshotTest, SeesAnEditThatKeepsSizeAndTime) {
  tree.write("main.rs", "old");
  const Snapshot before = take();
  tree.edit_keeping_stat("main.rs", "new");
  const Snapshot after = take();
  ASSERT_EQ(before.files.size(), after.files.size());
  EXPECT_NE(before.files[0].content, after.files[0].content);
  EXPECT_EQ(before.files[0].mtime_ns, after.files[0].mtime_ns);
}

TEST_F(SnapshotTest, TellsADependencyEditFromAnotherInCargoToml) {
  const std::string package = "[package]\nname = \"x\"\n[dependencies]\n";
  tree.write("Cargo.toml", package + "a = \"1\"\n");
  const FileEntry before = take().files.at(0);
  tree.write("Cargo.toml", package + "a = \"2\"\n");
  const FileEntry dependency = take().files.at(0);
  tree.write("Cargo.toml", "[profile.release]\nlto = true\n" + package + "a = \"1\"\n");
  const FileEntry profile = take().files.at(0);
  EXPECT_NE(before.content, dependency.content);
  EXPECT_EQ(before.significant, dependency.significant);
  EXPECT_NE(before.significant, profile.significant);
}

TEST_F(SnapshotTest, AWatchedManifestCountsWhole) {
  tree.write("Cargo.toml", "[package]\nname = \"x\"\n[dependencies]\n");
  const Snapshot snapshot = take({.further = {.watch = {"Cargo.*"}}});
  ASSERT_THAT(test::inputs(snapshot), ElementsAre(std::pair("Cargo.toml", "watched")));
  EXPECT_EQ(snapshot.files[0].significant, snapshot.files[0].content);
}

TEST_F(SnapshotTest, ReadsFilesOfEveryLengthWhole) {
  constexpr std::size_t k_buffer = std::size_t{128} << 10;
  for (const std::size_t size : {std::size_t{0},
                                 std::size_t{1},
                                 k_buffer - 1,
                                 k_buffer,
                                 k_buffer + 1,
                                 4 * k_buffer,
                                 4 * k_buffer + 1,
                                 std::size_t{3'000'000}}) {
    std::string text(size, '/');
    if (size > 0) text.back() = '\n';
    tree.write("long.rs", text);
    tree.write("Cargo.lock", text);
    const Snapshot snapshot = take();
    for (const char* path : {"long.rs", "Cargo.lock"}) {
      const FileEntry* entry = test::find(snapshot, path);
      ASSERT_NE(entry, nullptr) << path << size;
      EXPECT_EQ(entry->content, digest_of(text)) << path << size;
      EXPECT_EQ(entry->size, size);
    }
    EXPECT_EQ(snapshot.bytes_hashed, 2 * size);
  }
}

TEST_F(SnapshotTest, SaysThatASourceIsTooLongForItsIncludeMacros) {
  const std::string path = tree.write("huge.rs", "");
  std::filesystem::resize_file(path, (std::uintmax_t{64} << 20) + 1);
  const Snapshot snapshot = take();
  ASSERT_THAT(test::inputs(snapshot), ElementsAre(std::pair("huge.rs", "rust-source")));
  EXPECT_EQ(snapshot.files[0].size, (std::uint64_t{64} << 20) + 1);
  EXPECT_THAT(snapshot.unreadable, ElementsAre(StartsWith("huge.rs is longer than 64 MB")));
}

TEST_F(SnapshotTest, HashesTheDockerfileAndItsIgnoreFileWhateverIsIgnored) {
  const test::TempTree outside;
  tree.write(".dockerignore", "*\n");
  tree.write("Dockerfile", "FROM scratch\n");
  EXPECT_THAT(test::listing(take()),
              ElementsAre(std::pair(".dockerignore", "docker"), std::pair("Dockerfile", "docker")));
  ContextArguments arguments;
  arguments.directory = tree.root();
  arguments.dockerfile = outside.write("other", "FROM scratch\n");
  outside.write("other.dockerignore", "*\n");
  const Snapshot snapshot = take_snapshot(locate_build_context(arguments), {});
  EXPECT_THAT(test::listing(snapshot),
              ElementsAre(std::pair("//dockerfile", "docker"), std::pair("//ignore-file", "docker")));
  EXPECT_EQ(snapshot.files[0].content, digest_of("FROM scratch\n"));
  EXPECT_EQ(snapshot.files_hashed, 2U);
}

TEST_F(SnapshotTest, ALinkedDockerfileIsHashedWhereItLies) {
  tree.write("docker/real", "FROM scratch\n");
  tree.link("Dockerfile", "docker/real");
  EXPECT_THAT(test::listing(take()),
              ElementsAre(std::pair("Dockerfile", "link"),
                          std::pair("docker", "directory"),
                          std::pair("docker/real", "docker")));
}

TEST_F(SnapshotTest, WatchesGlobsInEveryContext) {
  for (const char* path : {"main/migrations/1.sql",
                           "main/migrations/old/0.sql",
                           "main/a.proto",
                           "main/b.txt",
                           "lib/c.proto",
                           "lib/d.rs"}) {
    tree.write(path, path);
  }
  ContextArguments arguments;
  arguments.directory = tree.path("main");
  arguments.named = {{"lib", tree.path("lib")}};
  const BuildContext context = locate_build_context(arguments);
  EXPECT_THAT(test::inputs(take_snapshot(
                  context, {.further = {.watch = {"migrations", "*.proto", "!migrations/old"}}})),
              ElementsAre(std::pair("a.proto", "watched"),
                          std::pair("lib:c.proto", "watched"),
                          std::pair("lib:d.rs", "rust-source"),
                          std::pair("migrations/1.sql", "watched")));
}

TEST_F(SnapshotTest, RefusesABadWatchGlob) {
  try {
    take({.further = {.watch = {"["}}});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::usage);
    EXPECT_THAT(error.what(), StartsWith("--cb21-watch"));
  }
}

TEST_F(SnapshotTest, TakesTheWholeContextWhenAsked) {
  tree.write("a.txt", "");
  tree.write("b/c.rs", "include_str!(\"../a.txt\");");
  tree.write("d/e", "");
  tree.write("f", "");
  tree.write(".dockerignore", "f\n");
  EXPECT_THAT(test::listing(take({.further = {.whole_context = true}})),
              ElementsAre(std::pair(".dockerignore", "docker"),
                          std::pair("a.txt", "rust-source"),
                          std::pair("b", "directory"),
                          std::pair("b/c.rs", "rust-source"),
                          std::pair("d", "directory"),
                          std::pair("d/e", "other")));
}

TEST_F(SnapshotTest, TakesWhatWasCompiledInAndWhatIsSearchedForByName) {
  for (const char* path : {"main/page.html", "main/deep/page.html", "main/deep/query.sql", "lib/query.sql"})
    tree.write(path, path);
  ContextArguments arguments;
  arguments.directory = tree.path("main");
  arguments.named = {{"lib", tree.path("lib")}};
  const BuildContext context = locate_build_context(arguments);
  EXPECT_THAT(test::inputs(take_snapshot(context, {.further = {.compiled_in = {"page.html"}}})),
              ElementsAre(std::pair("page.html", "compiled-in")));
  EXPECT_THAT(
      test::inputs(take_snapshot(context, {.further = {.names = {"query.sql"}}})),
      ElementsAre(std::pair("deep/query.sql", "compiled-in"), std::pair("lib:query.sql", "compiled-in")));
}

TEST_F(SnapshotTest, WatchesTheFolderOfAnIncludeThatIsNotWrittenOut) {
  tree.write("app/Cargo.toml", "");
  tree.write("app/src/main.rs",
             "macro_rules! p { ($n:expr) => { include_str!(concat!(\"../pages/\", $n)) } }");
  tree.write("app/src/b.rs", R"(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/sql/", stringify!(a))))");
  tree.write("app/pages/deep/a.html", "");
  tree.write("app/sql/a", "");
  tree.write("README.md", "");
  EXPECT_THAT(test::inputs(take()),
              ElementsAre(std::pair("app/Cargo.toml", "cargo-config"),
                          std::pair("app/pages/deep/a.html", "watched"),
                          std::pair("app/sql/a", "watched"),
                          std::pair("app/src/b.rs", "rust-source"),
                          std::pair("app/src/main.rs", "rust-source")));
}

TEST_F(SnapshotTest, TakesTheWholeContextForAnIncludeThatMayBeAnywhere) {
  for (const char* source : {"include_str!($name)",
                             "include_str!(concat!(\"../\", $name))",
                             "include_str!(concat!(\"../../\", $name))",
                             "include_str!(concat!(\"/build/\", $name))",
                             "include_str!(concat!(\"[a]/\", $name))"}) {
    tree.write("src/main.rs", source);
    tree.write("a.html", "");
    EXPECT_THAT(test::inputs(take()),
                ElementsAre(std::pair("a.html", "other"), std::pair("src/main.rs", "rust-source")))
        << source;
  }
  tree.write("src/main.rs", "include!(concat!(env!(\"OUT_DIR\"), $name))");
  EXPECT_THAT(test::inputs(take()), SizeIs(1)) << "the build makes it";
}

TEST_F(SnapshotTest, LeavesTheIncludesOfVendoredPackagesToTheirChecksums) {
  tree.write("vendor/doc/.cargo-checksum.json", "{}");
  tree.write("vendor/doc/src/lib.rs", "include_str!($name)");
  tree.write("README.md", "");
  EXPECT_THAT(test::inputs(take()), SizeIs(1));
}

TEST_F(SnapshotTest, FollowsTheRootsThatAManifestNames) {
  tree.write("app/Cargo.toml",
             "[package]\nname = 'a'\nbuild = 'build.script'\n[[bin]]\nname = 'a'\npath = 'src/main.rust'\n");
  tree.write("app/build.script", "");
  tree.write("app/src/main.rust", "include_str!(\"x.txt\")");
  tree.write("app/src/x.txt", "");
  EXPECT_THAT(test::inputs(take()),
              ElementsAre(std::pair("app/Cargo.toml", "cargo-config"),
                          std::pair("app/build.script", "rust-source"),
                          std::pair("app/src/main.rust", "rust-source"),
                          std::pair("app/src/x.txt", "rust-source")));
}

TEST_F(SnapshotTest, CountsWhatTheDockerfileMakesAnInput) {
  tree.write("Dockerfile",
             "FROM rust\nWORKDIR /build\nCOPY Cargo.docker.toml Cargo.toml\nCOPY ./docker/ci.toml "
             ".cargo/config.toml\n"
             "COPY src/main.rs.in src/main.rs\nCOPY settings .cargo/\nCOPY *.md docs.rs other.txt ./\n"
             "ADD crates.tar.gz https://x/y.tar /build/\n"
             "COPY --from=tools tools.toml Cargo.lock\n"
             "RUN --mount=type=bind,source=pinned,target=rust-toolchain cargo build\n");
  for (const char* path : {"Cargo.docker.toml",
                           "docker/ci.toml",
                           "src/main.rs.in",
                           "settings/config.toml",
                           "settings/other",
                           "README.md",
                           "crates.tar.gz",
                           "other.txt",
                           "pinned",
                           "tools.toml"})
    tree.write(path, "");
  EXPECT_THAT(test::inputs(take()),
              ElementsAre(std::pair("Cargo.docker.toml", "cargo-config"),
                          std::pair("Dockerfile", "docker"),
                          std::pair("crates.tar.gz", "watched"),
                          std::pair("docker/ci.toml", "cargo-config"),
                          std::pair("pinned", "toolchain"),
                          std::pair("settings/config.toml", "cargo-config"),
                          std::pair("src/main.rs.in", "rust-source")));
}

TEST_F(SnapshotTest, LeavesArchivesOfOtherImagesToDocker) {
  tree.write("Dockerfile", "FROM node\nADD app.tar.gz /\nRUN npm ci\n");
  tree.write("app.tar.gz", "");
  EXPECT_THAT(test::inputs(take()), ElementsAre(std::pair("Dockerfile", "docker")));
}

TEST_F(SnapshotTest, DoubtsNamesThatTwoContextsShare) {
  tree.write("main/lib:a.rs", "one");
  tree.write("lib/a.rs", "two");
  ContextArguments arguments;
  arguments.directory = tree.path("main");
  arguments.named = {{"lib", tree.path("lib")}};
  const Snapshot snapshot = take_snapshot(locate_build_context(arguments), {});
  EXPECT_THAT(snapshot.files, SizeIs(1));
  EXPECT_THAT(snapshot.unreadable, ElementsAre(HasSubstr("two build contexts")));
}

TEST_F(SnapshotTest, SaysThatAContextHasVanished) {
  tree.write("context/a.rs", "");
  ContextArguments arguments;
  arguments.directory = tree.path("context");
  const BuildContext context = locate_build_context(arguments);
  tree.remove("context");
  const Snapshot snapshot = take_snapshot(context, {});
  EXPECT_THAT(snapshot.files, IsEmpty());
  EXPECT_THAT(snapshot.unreadable, ElementsAre(HasSubstr("cannot be read: No such file")));
}

TEST_F(SnapshotTest, IsEmptyWithoutAVisibleContext) {
  const Snapshot snapshot = take_snapshot(locate_build_context({}), {});
  EXPECT_THAT(snapshot.files, IsEmpty());
  EXPECT_EQ(snapshot.files_hashed, 0U);
}

}  // namespace
}  // namespace cb21
