// SPDX-License-Identifier: Apache-2.0
#include "inputs/source_digest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::MatchesRegex;

FileEntry entry(std::string path, std::string_view content, FileClass file_class) {
  return {.path = std::move(path), .file_class = file_class, .content = digest_of(content)};
}

std::vector<FileEntry> project() {
  return {entry("Cargo.lock", "lock", FileClass::dependencies),
          entry("Cargo.toml", "manifest", FileClass::cargo_config),
          entry("Dockerfile", "FROM", FileClass::docker),
          entry("rust-toolchain", "1.63", FileClass::toolchain),
          entry("sql/a.sql", "select", FileClass::watched),
          entry("src/main.rs", "fn main", FileClass::rust_source)};
}

TEST(SourceDigest, is_a_name_with_digits) {
  EXPECT_THAT(source_digest(project()), MatchesRegex("cb21-sources-[0-9a-f]{32}"));
  EXPECT_THAT(source_digest({}), MatchesRegex("cb21-sources-[0-9a-f]{32}"));
}

TEST(SourceDigest, tells_paths_and_content_of_compile_inputs) {
  const std::string before = source_digest(project());
  for (std::size_t i = 0; i < project().size(); ++i) {
    const bool counts = project()[i].file_class != FileClass::docker;
    auto files = project();
    files[i].content = digest_of("another");
    EXPECT_EQ(source_digest(files) != before, counts) << files[i].path;
    files = project();
    files[i].path += "x";
    EXPECT_EQ(source_digest(files) != before, counts) << files[i].path;
    files = project();
    files.erase(files.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_EQ(source_digest(files) != before, counts) << i;
  }
}

TEST(SourceDigest, knows_nothing_of_times_and_modes) {
  auto files = project();
  for (FileEntry& file : files) {
    file.mtime_ns = 17;
    file.mode = 0100600;
  }
  files.push_back(entry("zzz", "other", FileClass::other));
  EXPECT_EQ(source_digest(files), source_digest(project()));
}

TEST(SourceDigestArgument, is_declared_by_any_stage) {
  const auto declares = [](std::string_view text) { return declares_source_digest(parse_dockerfile(text)); };
  EXPECT_TRUE(declares("FROM a\nARG CB21_SOURCE_DIGEST\n"));
  EXPECT_FALSE(declares("ARG CB21_SOURCE_DIGEST=none\nFROM a\n")) << "no step has its value";
  EXPECT_TRUE(declares("FROM a\nFROM b\nARG X CB21_SOURCE_DIGEST=\n"));
  EXPECT_FALSE(declares("FROM a\nENV CB21_SOURCE_DIGEST=1\n"));
  EXPECT_FALSE(declares("FROM a\n# ARG CB21_SOURCE_DIGEST\n"));
}

}  // namespace
}  // namespace cb21
