// SPDX-License-Identifier: Apache-2.0
#include "inputs/snapshot.hpp"

#include "error.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Listing = std::vector<std::pair<std::string, std::string>>;  // path, class

Listing listing(const Snapshot& snapshot) {
  Listing all;
  for (const FileEntry& entry : snapshot.files) {
    all.emplace_back(entry.path, std::string(class_name(entry.file_class)));
  }
  return all;
}

// Without directories and links, where they are beside the point.
Listing inputs(const Snapshot& snapshot) {
  Listing all = listing(snapshot);
  std::erase_if(all, [](const auto& entry) { return entry.second == "directory" || entry.second == "link"; });
  return all;
}

const FileEntry* find(const Snapshot& snapshot, std::string_view path) {
  const auto entry = std::find_if(
      snapshot.files.begin(), snapshot.files.end(), [&](const FileEntry& file) { return file.path == path; });
  return entry == snapshot.files.end() ? nullptr : &*entry;
}

class SnapshotTest : public ::testing::Test {
 protected:
  BuildContext locate(Builder builder = Builder::buildkit) const {
    ContextArguments arguments;
    arguments.directory = tree.root();
    arguments.builder = builder;
    return locate_build_context(arguments);
  }

  Snapshot take(const SnapshotOptions& options = {}) const { return take_snapshot(locate(), options); }

  Digest content_of(std::string_view path) const {
    const Snapshot snapshot = take();
    const FileEntry* entry = find(snapshot, path);
    return entry == nullptr ? Digest() : entry->content;
  }

  test::TempTree tree;
};

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
  EXPECT_THAT(listing(take()),
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
  const FileEntry* file = find(snapshot, "src/main.rs");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(file->content, digest_of("fn main() {}\n"));
  EXPECT_EQ(file->significant, file->content);
  EXPECT_EQ(file->size, 13U);
  EXPECT_EQ(file->mtime_ns, 1'600'000'000'123'456'789);
  EXPECT_EQ(file->mode, S_IFREG | 0640U);
  const FileEntry* directory = find(snapshot, "src");
  ASSERT_NE(directory, nullptr);
  EXPECT_EQ(*directory, (FileEntry{"src", FileClass::directory, {}, {}, 0, 0, S_IFDIR | 0750U}));
  const FileEntry* link = find(snapshot, "src/link.rs");
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
  const Snapshot snapshot = take({{"Cargo.*"}, false, 0});
  ASSERT_THAT(inputs(snapshot), ElementsAre(std::pair("Cargo.toml", "watched")));
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
      const FileEntry* entry = find(snapshot, path);
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
  ASSERT_THAT(inputs(snapshot), ElementsAre(std::pair("huge.rs", "rust-source")));
  EXPECT_EQ(snapshot.files[0].size, (std::uint64_t{64} << 20) + 1);
  EXPECT_THAT(snapshot.unreadable, ElementsAre(StartsWith("huge.rs is longer than 64 MB")));
}

TEST_F(SnapshotTest, SortsByBytes) {
  for (const char* path : {"a/b.rs", "a.rs", "a-b.rs", "a/b/c.rs", "a0.rs", "\xFF.rs", "B.rs"})
    tree.write(path, "");
  const Snapshot snapshot = take();
  EXPECT_THAT(listing(snapshot), SizeIs(9));
  EXPECT_TRUE(std::is_sorted(snapshot.files.begin(), snapshot.files.end(), [](const auto& a, const auto& b) {
    return std::lexicographical_compare(
        a.path.begin(), a.path.end(), b.path.begin(), b.path.end(), [](char x, char y) {
          return static_cast<unsigned char>(x) < static_cast<unsigned char>(y);
        });
  }));
}

TEST_F(SnapshotTest, TakesAnyFileName) {
  for (const char* path : {"with space.rs",
                           "new\nline.rs",
                           "not\xFF\xFEutf8.rs",
                           "\xC3\xA4.rs",
                           "-x.rs",
                           "back\\slash.rs",
                           "tab\t/x.rs"}) {
    tree.write(path, path);
    EXPECT_EQ(content_of(path), digest_of(path)) << path;
  }
  EXPECT_THAT(take().unreadable, IsEmpty());
}

TEST_F(SnapshotTest, TakesPathsLongerThanTheSystemTakesAtOnce) {
  const std::string folder(200, 'd');
  Snapshot snapshot;
  std::string path;
  int directory = open(tree.root().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  for (int depth = 0; depth < 30; ++depth) {
    ASSERT_EQ(mkdirat(directory, folder.c_str(), 0755), 0);
    const int next = openat(directory, folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ASSERT_GE(next, 0);
    close(directory);
    directory = next;
    path += folder + "/";
  }
  const int file = openat(directory, "deep.rs", O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  ASSERT_EQ(write(file, "deep", 4), 4);
  close(file);
  close(directory);
  snapshot = take();
  EXPECT_THAT(snapshot.unreadable, IsEmpty());
  ASSERT_THAT(inputs(snapshot), SizeIs(1));
  EXPECT_EQ(find(snapshot, path + "deep.rs")->content, digest_of("deep"));
}

TEST_F(SnapshotTest, NeverReadsWhatOnlyLooksLikeASource) {
  tree.fifo("fifo.rs");
  tree.write("directory.rs/notes.txt", "");
  tree.write("directory.rs/inner.rs", "");
  tree.link("to_fifo.rs", "fifo.rs");
  tree.link("to_directory.rs", "directory.rs");
  tree.link("to_null.rs", "/dev/null");
  tree.write("named.rs", "include_bytes!(\"fifo.rs\"); include_str!(\"directory.rs\"); include_str!(\"\");");
  const int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string name = tree.path("socket.rs");
  ASSERT_LT(name.size(), sizeof address.sun_path);
  std::memcpy(&address.sun_path[0], name.c_str(), name.size() + 1);
  ASSERT_EQ(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  const Snapshot snapshot = take({{}, true, 0});
  close(listener);
  EXPECT_THAT(snapshot.unreadable, IsEmpty());
  EXPECT_THAT(listing(snapshot),
              ElementsAre(std::pair("directory.rs", "directory"),
                          std::pair("directory.rs/inner.rs", "rust-source"),
                          std::pair("directory.rs/notes.txt", "other"),
                          std::pair("named.rs", "rust-source"),
                          std::pair("to_directory.rs", "link"),
                          std::pair("to_fifo.rs", "link"),
                          std::pair("to_null.rs", "link")));
}

TEST_F(SnapshotTest, DoesNotFollowLinksWhileWalking) {
  tree.write("real/a.rs", "a");
  tree.link("linked", "real");
  tree.link("loop", ".");
  tree.link("real/up", "..");
  tree.link("self.rs", "self.rs");
  tree.link("one.rs", "two.rs");
  tree.link("two.rs", "one.rs");
  EXPECT_THAT(inputs(take()), ElementsAre(std::pair("real/a.rs", "rust-source")));
}

TEST_F(SnapshotTest, HashesWhatALinkedSourceLeadsTo) {
  const test::TempTree outside;
  outside.write("secret.rs", "outside");
  tree.write("shared/text", "shared");
  tree.write("shared/manifest", "[package]\n[dependencies]\na = \"1\"\n");
  tree.write("shared/chain", "chain");
  tree.write("ignored/text", "ignored");
  tree.link("src/a.rs", "../shared/text");
  tree.link("Cargo.toml", "/shared/manifest");  // rooted at the context
  tree.link("b.rs", "hop");
  tree.link("hop", "shared/chain");
  tree.link("out.rs", outside.path("secret.rs"));
  tree.link("up.rs", "../" + outside.root().substr(outside.root().rfind('/') + 1) + "/secret.rs");
  tree.link("gone.rs", "missing");
  tree.link("c.rs", "ignored/text");
  tree.link("readme", "ignored/text");
  tree.write(".dockerignore", "ignored\n");
  const Snapshot snapshot = take();
  EXPECT_THAT(snapshot.unreadable, IsEmpty());
  EXPECT_THAT(inputs(snapshot),
              ElementsAre(std::pair(".dockerignore", "docker"),
                          std::pair("shared/chain", "rust-source"),
                          std::pair("shared/manifest", "cargo-config"),
                          std::pair("shared/text", "rust-source")));
  const FileEntry* manifest = find(snapshot, "shared/manifest");
  EXPECT_NE(manifest->significant, manifest->content);
}

TEST_F(SnapshotTest, HashesWhatSourcesInclude) {
  tree.write("app/Cargo.toml", "[package]\n");
  tree.write("app/src/deep/main.rs",
             "const A: &str = include_str!(\"../text.txt\");\n"
             "const B: &[u8] = include_bytes!(\"data.bin\");\n"
             "const C: &str = include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/sql/c.sql\"));\n"
             "include!(\"code.in\");\n"
             "const D: &str = include_str!(\"../../../../outside.txt\");\n"
             "const E: &str = include_str!(\"/etc/passwd\");\n"
             "const F: &str = include_str!(\"missing.txt\");\n"
             "const G: &str = include_str!(\"ignored.txt\");\n"
             "const H: &str = include_str!(\"linked/far.txt\");\n"
             "#[path = \"other.module\"] mod other;\n");
  tree.write("app/src/deep/code.in", "const I: &str = include_str!(\"nested.txt\");");
  for (const char* path : {"app/src/text.txt",
                           "app/src/deep/data.bin",
                           "app/sql/c.sql",
                           "app/src/deep/ignored.txt",
                           "app/src/deep/nested.txt",
                           "app/src/deep/other.module",
                           "assets/far.txt",
                           "unrelated.txt"}) {
    tree.write(path, path);
  }
  tree.link("app/src/deep/linked", "../../../assets");
  tree.write(".dockerignore", "**/ignored.txt\n");
  const Snapshot snapshot = take();
  EXPECT_THAT(snapshot.unreadable, IsEmpty());
  EXPECT_THAT(inputs(snapshot),
              ElementsAre(std::pair(".dockerignore", "docker"),
                          std::pair("app/Cargo.toml", "cargo-config"),
                          std::pair("app/sql/c.sql", "rust-source"),
                          std::pair("app/src/deep/code.in", "rust-source"),
                          std::pair("app/src/deep/data.bin", "rust-source"),
                          std::pair("app/src/deep/main.rs", "rust-source"),
                          std::pair("app/src/deep/nested.txt", "rust-source"),
                          std::pair("app/src/deep/other.module", "rust-source"),
                          std::pair("app/src/text.txt", "rust-source"),
                          std::pair("assets/far.txt", "rust-source")));
  EXPECT_EQ(snapshot.files_hashed, 10U);
}

TEST_F(SnapshotTest, AnIncludedManifestOrWatchedFileCountsAsSource) {
  tree.write("Cargo.toml", "[package]\n[dependencies]\na = \"1\"\n");
  tree.write("notes.md", "notes");
  tree.write("main.rs", "include_str!(\"Cargo.toml\"); include_str!(\"notes.md\");");
  const Snapshot snapshot = take({{"*.md"}, false, 0});
  EXPECT_THAT(inputs(snapshot),
              ElementsAre(std::pair("Cargo.toml", "rust-source"),
                          std::pair("main.rs", "rust-source"),
                          std::pair("notes.md", "rust-source")));
  EXPECT_EQ(snapshot.files[0].significant, snapshot.files[0].content);
  EXPECT_EQ(snapshot.files_hashed, 3U);
}

TEST_F(SnapshotTest, TakesIncludesOfALinkedSourceFromWhereTheLinkIs) {
  tree.write("shared/common.rs", "include_str!(\"data.txt\");");
  tree.link("app/common.rs", "../shared/common.rs");
  tree.write("app/data.txt", "app");
  tree.write("shared/data.txt", "shared");
  EXPECT_THAT(inputs(take()),
              ElementsAre(std::pair("app/data.txt", "rust-source"),
                          std::pair("shared/common.rs", "rust-source"),
                          std::pair("shared/data.txt", "rust-source")));
}

TEST_F(SnapshotTest, EndsWhereIncludesRunInCircles) {
  tree.write("a.rs", "include!(\"b.in\"); include!(\"a.rs\"); include!(\"link.in\");");
  tree.write("b.in", "include!(\"a.rs\"); include!(\"b.in\"); include!(\"link.in\");");
  tree.link("link.in", "b.in");
  EXPECT_THAT(inputs(take()),
              ElementsAre(std::pair("a.rs", "rust-source"), std::pair("b.in", "rust-source")));
}

TEST_F(SnapshotTest, KeepsToTheIgnoreRulesOfTheBuilder) {
  tree.write(".dockerignore", "*\n!**/*.rs\n");
  tree.write("top.rs", "");
  tree.write("src/deep/in.rs", "");
  tree.write("Cargo.toml", "");
  EXPECT_THAT(inputs(take_snapshot(locate(Builder::buildkit), {})),
              ElementsAre(std::pair(".dockerignore", "docker"),
                          std::pair("src/deep/in.rs", "rust-source"),
                          std::pair("top.rs", "rust-source")));
  EXPECT_THAT(inputs(take_snapshot(locate(Builder::legacy), {})),
              ElementsAre(std::pair(".dockerignore", "docker"), std::pair("top.rs", "rust-source")));
}

TEST_F(SnapshotTest, SaysSoWhenAnIgnorePatternShowsToBeBadOnUse) {
  tree.write(".dockerignore", "[z-a]\n");
  for (int i = 0; i < 20; ++i) tree.write("d" + std::to_string(i) + "/x.rs", "");
  const Snapshot snapshot = take();
  EXPECT_THAT(snapshot.unreadable, SizeIs(1));
}

TEST_F(SnapshotTest, HashesTheDockerfileAndItsIgnoreFileWhateverIsIgnored) {
  const test::TempTree outside;
  tree.write(".dockerignore", "*\n");
  tree.write("Dockerfile", "FROM scratch\n");
  EXPECT_THAT(listing(take()),
              ElementsAre(std::pair(".dockerignore", "docker"), std::pair("Dockerfile", "docker")));
  ContextArguments arguments;
  arguments.directory = tree.root();
  arguments.dockerfile = outside.write("other", "FROM scratch\n");
  outside.write("other.dockerignore", "*\n");
  const Snapshot snapshot = take_snapshot(locate_build_context(arguments), {});
  EXPECT_THAT(listing(snapshot),
              ElementsAre(std::pair("//dockerfile", "docker"), std::pair("//ignore-file", "docker")));
  EXPECT_EQ(snapshot.files[0].content, digest_of("FROM scratch\n"));
  EXPECT_EQ(snapshot.files_hashed, 2U);
}

TEST_F(SnapshotTest, ALinkedDockerfileIsHashedWhereItLies) {
  tree.write("docker/real", "FROM scratch\n");
  tree.link("Dockerfile", "docker/real");
  EXPECT_THAT(listing(take()),
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
  EXPECT_THAT(inputs(take_snapshot(context, {{"migrations", "*.proto", "!migrations/old"}, false, 0})),
              ElementsAre(std::pair("a.proto", "watched"),
                          std::pair("lib:c.proto", "watched"),
                          std::pair("lib:d.rs", "rust-source"),
                          std::pair("migrations/1.sql", "watched")));
}

TEST_F(SnapshotTest, RefusesABadWatchGlob) {
  try {
    take({{"["}, false, 0});
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
  EXPECT_THAT(listing(take({{}, true, 0})),
              ElementsAre(std::pair(".dockerignore", "docker"),
                          std::pair("a.txt", "rust-source"),
                          std::pair("b", "directory"),
                          std::pair("b/c.rs", "rust-source"),
                          std::pair("d", "directory"),
                          std::pair("d/e", "other")));
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

// Runs as another user for its life.
class OtherUser {
 public:
  OtherUser() : done_(seteuid(65534) == 0) {}

  ~OtherUser() {
    if (done_ && seteuid(0) != 0) std::abort();
  }

  OtherUser(const OtherUser&) = delete;
  OtherUser& operator=(const OtherUser&) = delete;

 private:
  bool done_;
};

TEST_F(SnapshotTest, NamesWhatItMayNotRead) {
  tree.set_mode("", 0755);
  tree.write("closed\n.rs", "");
  tree.write("open.rs", "include_str!(\"closed.txt\");");
  tree.write("closed.txt", "");
  tree.write("closed/inner.rs", "");
  tree.write("ignored/inner.rs", "");
  tree.write("irrelevant", "");
  tree.write(".dockerignore", "ignored\nignored.rs\n");
  tree.write("ignored.rs", "");
  for (const char* path : {"closed\n.rs", "closed.txt", "closed", "ignored", "irrelevant", "ignored.rs"}) {
    tree.set_mode(path, 0);
  }
  const BuildContext context = locate();
  Snapshot snapshot;
  {
    const OtherUser other;
    snapshot = take_snapshot(context, {});
  }
  for (const char* path : {"closed", "ignored"}) tree.set_mode(path, 0755);
  EXPECT_THAT(snapshot.unreadable,
              ElementsAre("closed cannot be read: Permission denied",
                          "closed.txt cannot be read: Permission denied",
                          "closed\\n.rs cannot be read: Permission denied"));
  EXPECT_THAT(inputs(snapshot), Contains(std::pair("open.rs", "rust-source")));
}

TEST_F(SnapshotTest, IsTheSameWithAnyNumberOfThreads) {
  tree.write(".dockerignore", "ignored\n*.md\n");
  for (int i = 0; i < 1500; ++i) {
    const std::string number = std::to_string(i);
    // Many small directories, and one that is large and flat.
    tree.write("many/" + std::to_string(i % 300) + "/" + number + ".rs", number);
    tree.write("flat/" + number + ".rs", i % 50 == 0 ? "include_str!(\"" + number + ".txt\");" : number);
    if (i % 50 == 0) tree.write("flat/" + number + ".txt", number);
    if (i % 100 == 0) tree.link("links/" + number + ".rs", "../flat/" + number + ".txt");
  }
  const BuildContext context = locate();
  const Snapshot one = take_snapshot(context, {{}, false, 1});
  EXPECT_EQ(one.files_hashed, 3031U);
  EXPECT_EQ(one.files.size(), 3031U + 303U + 15U);
  EXPECT_THAT(one.unreadable, IsEmpty());
  for (unsigned threads = 0; threads <= 8; ++threads) {
    const Snapshot other = take_snapshot(context, {{}, false, threads});
    EXPECT_EQ(other.files, one.files) << threads;
    EXPECT_EQ(other.files_hashed, one.files_hashed);
    EXPECT_EQ(other.bytes_hashed, one.bytes_hashed);
  }
}

std::ptrdiff_t count_threads() {
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return std::distance(begin(tasks), end(tasks));
}

TEST_F(SnapshotTest, StaysWithTheCallingThreadInASmallTree) {
  tree.write("main.rs", "");
  const std::ptrdiff_t before = count_threads();
  std::atomic<bool> done = false;
  std::ptrdiff_t most = 0;
  std::thread watcher([&] {
    while (!done) most = std::max(most, count_threads());
  });
  for (int i = 0; i < 200; ++i) take();
  done = true;
  watcher.join();
  EXPECT_LE(most, before + 1);
}

TEST_F(SnapshotTest, SurvivesATreeThatChangesUnderIt) {
  for (int i = 0; i < 200; ++i)
    tree.write("d" + std::to_string(i % 10) + "/" + std::to_string(i) + ".rs", "x");
  std::atomic<bool> done = false;
  std::thread writer([&] {
    for (int i = 0; !done; i = (i + 1) % 200) {
      const std::string path = "d" + std::to_string(i % 10) + "/" + std::to_string(i) + ".rs";
      tree.remove(path);
      if (i % 3 == 0) tree.fifo(path);
      if (i % 3 == 1) tree.write(path, std::string(300'000, 'y'));
      if (i % 3 == 2) tree.link(path, "/dev/zero");
      tree.remove(path);
      tree.write(path, "x");
    }
  });
  for (int i = 0; i < 30; ++i) {
    const Snapshot snapshot = take();
    for (const FileEntry& entry : snapshot.files) {
      if (entry.file_class != FileClass::rust_source) continue;
      EXPECT_TRUE(S_ISREG(entry.mode));
    }
  }
  done = true;
  writer.join();
}

}  // namespace
}  // namespace cb21
