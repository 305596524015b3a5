// SPDX-License-Identifier: Apache-2.0
#include "inputs/mentioned_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

FileEntry entry(const std::string& path, FileClass file_class) {
  FileEntry file;
  file.path = path;
  file.file_class = file_class;
  return file;
}

// Which of `others` the source text speaks of.
std::vector<std::string> mentioned(const std::string& source, const std::vector<std::string>& others) {
  Snapshot snapshot;
  snapshot.files.push_back(entry("build.rs", FileClass::rust_source));
  for (const std::string& path : others) snapshot.files.push_back(entry(path, FileClass::other));
  std::vector<std::string> paths;
  for (const std::size_t i : mentioned_files(snapshot, [&](const std::string&) { return source; })) {
    paths.push_back(snapshot.files[i].path);
  }
  return paths;
}

TEST(MentionedFiles, AreThoseThatASourceNames) {
  EXPECT_THAT(mentioned(R"(read("migrations/1.sql"))", {"migrations/1.sql", "migrations/2.sql"}),
              ElementsAre("migrations/1.sql"));
  EXPECT_THAT(mentioned(R"(migrate!("./migrations/"))", {"migrations/1.sql", "README.md"}),
              ElementsAre("migrations/1.sql"));
  EXPECT_THAT(mentioned(R"(compile("../proto/a.proto"))", {"deep/proto/a.proto"}),
              ElementsAre("deep/proto/a.proto"));
}

TEST(MentionedFiles, AreNoneThatOnlyACommentOrAPartOfANameSpeaksOf) {
  EXPECT_THAT(mentioned("// \"migrations\"", {"migrations/1.sql"}), IsEmpty());
  EXPECT_THAT(mentioned(R"(x("migra"))", {"migrations/1.sql"}), IsEmpty());
  EXPECT_THAT(mentioned(R"(x("a"))", {"a/b"}), IsEmpty());
  EXPECT_THAT(mentioned("", {"README.md"}), IsEmpty());
}

TEST(MentionedFiles, AreNoRustSources) {
  Snapshot snapshot;
  snapshot.files = {entry("build.rs", FileClass::rust_source), entry("src/x.rs", FileClass::rust_source)};
  EXPECT_THAT(mentioned_files(snapshot, [](const std::string&) { return R"(x("src/x.rs"))"; }), IsEmpty());
}

}  // namespace
}  // namespace cb21
