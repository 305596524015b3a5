// SPDX-License-Identifier: Apache-2.0
#include "inputs/linked_files.hpp"

#include "inputs/snapshot.hpp"
#include "support/snapshot_fixture.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace cb21 {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LinkedFilesTest : public test::SnapshotFixture {};

TEST_F(LinkedFilesTest, HashesWhatALinkedSourceLeadsTo) {
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
  EXPECT_THAT(test::inputs(snapshot),
              ElementsAre(std::pair(".dockerignore", "docker"),
                          std::pair("shared/chain", "rust-source"),
                          std::pair("shared/manifest", "cargo-config"),
                          std::pair("shared/text", "rust-source")));
  const FileEntry* manifest = test::find(snapshot, "shared/manifest");
  ASSERT_NE(manifest, nullptr);
  EXPECT_NE(manifest->significant, manifest->content);
}

TEST_F(LinkedFilesTest, HashesWhatSourcesInclude) {
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
  EXPECT_THAT(test::inputs(snapshot),
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

TEST_F(LinkedFilesTest, AnIncludedManifestOrWatchedFileCountsAsSource) {
  tree.write("Cargo.toml", "[package]\n[dependencies]\na = \"1\"\n");
  tree.write("notes.md", "notes");
  tree.write("main.rs", R"(include_str!("Cargo.toml"); include_str!("notes.md");)");
  const Snapshot snapshot = take({.further = {.watch = {"*.md"}}});
  EXPECT_THAT(test::inputs(snapshot),
              ElementsAre(std::pair("Cargo.toml", "rust-source"),
                          std::pair("main.rs", "rust-source"),
                          std::pair("notes.md", "rust-source")));
  EXPECT_EQ(snapshot.files[0].significant, snapshot.files[0].content);
  EXPECT_EQ(snapshot.files_hashed, 3U);
}

TEST_F(LinkedFilesTest, TakesIncludesOfALinkedSourceFromWhereTheLinkIs) {
  tree.write("shared/common.rs", "include_str!(\"data.txt\");");
  tree.link("app/common.rs", "../shared/common.rs");
  tree.write("app/data.txt", "app");
  tree.write("shared/data.txt", "shared");
  EXPECT_THAT(test::inputs(take()),
              ElementsAre(std::pair("app/data.txt", "rust-source"),
                          std::pair("shared/common.rs", "rust-source"),
                          std::pair("shared/data.txt", "rust-source")));
}

TEST_F(LinkedFilesTest, EndsWhereIncludesRunInCircles) {
  tree.write("a.rs", R"(include!("b.in"); include!("a.rs"); include!("link.in");)");
  tree.write("b.in", R"(include!("a.rs"); include!("b.in"); include!("link.in");)");
  tree.link("link.in", "b.in");
  EXPECT_THAT(test::inputs(take()),
              ElementsAre(std::pair("a.rs", "rust-source"), std::pair("b.in", "rust-source")));
}

}  // namespace
}  // namespace cb21
