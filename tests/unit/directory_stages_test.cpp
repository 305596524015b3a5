// SPDX-License-Identifier: Apache-2.0
#include "inputs/directory_stages.hpp"

#include "inputs/compile_stage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::UnorderedElementsAre;

FileEntry entry(const std::string& path, FileClass file_class) {
  FileEntry file;
  file.path = path;
  file.file_class = file_class;
  return file;
}

const Snapshot k_snapshot{.files = {entry("Cargo.toml", FileClass::cargo_config),
                                    entry("docs", FileClass::directory),
                                    entry("src", FileClass::directory),
                                    entry("src/deep", FileClass::directory),
                                    entry("src/deep/a.rs", FileClass::rust_source),
                                    entry("src/l.txt", FileClass::link),
                                    entry("src/main.rs", FileClass::rust_source)}};

DirectoryStages stages_of(const std::string& steps) {
  const std::string text =
      "FROM rust AS b\nWORKDIR /build\n" + steps +
      "RUN cargo build --release\nFROM scratch\nCOPY --from=b /build/target/release/a /a\n";
  const Dockerfile dockerfile = parse_dockerfile(text);
  const PlacedFiles placed = place_files(dockerfile, *find_compile_stage(dockerfile, ""), k_snapshot, {});
  return compile_stage_directories(text, dockerfile, placed, k_snapshot);
}

TEST(DirectoryStages, CopyWhatLiesAboveThem) {
  const DirectoryStages stages = stages_of("COPY . .\n");
  EXPECT_EQ(stages.text,
            "FROM rust AS b\nWORKDIR /build\nCOPY . .\n\nFROM scratch AS cb21-directories\n"
            "COPY --from=0 [\"/build\", \"/0/\"]\n");
  EXPECT_EQ(stages.target, "cb21-directories");
  EXPECT_THAT(stages.places,
              UnorderedElementsAre(Pair("0/src", ElementsAre(2)),
                                   Pair("0/src/deep", ElementsAre(3)),
                                   Pair("0/src/l.txt", ElementsAre(5))));
}

TEST(DirectoryStages, TellNothingOfASourceThatWasCopiedAlone) {
  EXPECT_THAT(stages_of("COPY src/main.rs src/\nCOPY Cargo.toml .\n").places, IsEmpty());
}

TEST(DirectoryStages, LeaveOutAStageThatHasCompiledBefore) {
  EXPECT_THAT(stages_of("RUN cargo chef cook --release\nCOPY . .\n").places, IsEmpty());
  EXPECT_THAT(
      stages_of("RUN mkdir src && echo 'fn main() {}' >src/main.rs && cargo build\nCOPY . .\n").places,
      IsEmpty());
}

TEST(DirectoryStages, DoNotCopyAWholeImage) {
  const DirectoryStages stages = stages_of("COPY . /\n");
  EXPECT_THAT(stages.text, HasSubstr("COPY --from=0 [\"/src\", \"/0/\"]\n"));
  EXPECT_THAT(stages.places,
              UnorderedElementsAre(Pair("0/deep", ElementsAre(3)), Pair("0/l.txt", ElementsAre(5))));
}

}  // namespace
}  // namespace cb21
