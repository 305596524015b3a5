// SPDX-License-Identifier: Apache-2.0
#include "inputs/placed_files.hpp"

#include "inputs/compile_stage.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

FileClass class_of(const std::string& path) {
  if (path.ends_with(".rs")) return FileClass::rust_source;
  if (path.ends_with("Cargo.toml")) return FileClass::cargo_config;
  if (path.ends_with("Cargo.lock")) return FileClass::dependencies;
  if (path.ends_with("@")) return FileClass::link;
  return FileClass::other;
}

Snapshot snapshot_of(const std::vector<std::string>& paths) {
  Snapshot snapshot;
  for (const std::string& path : paths) {
    FileEntry entry;
    entry.path = path;
    entry.file_class = class_of(path);
    snapshot.files.push_back(entry);
  }
  return snapshot;
}

const std::vector<std::string> k_hello = {
    "Cargo.lock", "Cargo.toml", "build.rs", "src/a/b.rs", "src/main.rs"};

struct Outcome {
  PlacedFiles placed;
  std::string outline;  // "stage path<context path", joined by spaces; the same for both: the path
};

Outcome place(const std::string& text,
              const std::vector<std::string>& paths,
              const ContextNames& names = {}) {
  const Dockerfile dockerfile = parse_dockerfile(text);
  const Snapshot snapshot = snapshot_of(paths);
  const auto stage = find_compile_stage(dockerfile, "");
  if (!stage) return {{}, "no compile stage"};
  Outcome outcome{place_files(dockerfile, *stage, snapshot, names), ""};
  for (const PlacedFile& file : outcome.placed.files) {
    if (!outcome.outline.empty()) outcome.outline += ' ';
    const std::string& from = snapshot.files[file.file].path;
    outcome.outline += file.stage_path;
    if (!file.stage_path.ends_with("/" + from)) outcome.outline += "<" + from;
  }
  return outcome;
}

struct PlacedCase {
  std::string copies;  // between WORKDIR /app and the cargo build
  std::string outline;
};

TEST(PlacedFiles, FollowsDockersRulesOfCopying) {
  const std::string all = "/app/Cargo.lock /app/Cargo.toml /app/build.rs /app/src/a/b.rs /app/src/main.rs";
  const PlacedCase cases[] = {
      {"COPY . .", all},
      {"ADD . .", all},
      {"COPY / /app", all},
      {"COPY ./ ./", all},
      {R"(COPY [".", "."])", all},
      {"COPY src src", "/app/src/a/b.rs /app/src/main.rs"},
      {"COPY src/ ./src/", "/app/src/a/b.rs /app/src/main.rs"},
      {"COPY src .", "/app/a/b.rs<src/a/b.rs /app/main.rs<src/main.rs"},
      {"COPY Cargo.toml Cargo.lock ./", "/app/Cargo.lock /app/Cargo.toml"},
      {"COPY Cargo.toml Cargo.lock /app", "/app/Cargo.lock /app/Cargo.toml"},
      {"COPY *.toml ./", "/app/Cargo.toml"},
      {"COPY Cargo.* ./", "/app/Cargo.lock /app/Cargo.toml"},
      {"COPY * ./",
       "/app/Cargo.lock /app/Cargo.toml /app/a/b.rs<src/a/b.rs /app/build.rs /app/main.rs<src/main.rs"},
      {"COPY src/*.rs ./src/", "/app/src/main.rs"},
      {"COPY s?c /x/", "/x/a/b.rs<src/a/b.rs /x/main.rs<src/main.rs"},
      {"COPY src/main.rs src/other.rs", "/app/src/other.rs<src/main.rs"},
      {"COPY src/main.rs src", "/app/src<src/main.rs"},
      {"COPY src/a src/a\nCOPY src/main.rs src", "/app/src/a/b.rs /app/src/main.rs"},
      {"RUN mkdir -p src\nCOPY src/main.rs src", "/app/src/main.rs"},
      {"RUN cargo init --name x .\nCOPY src/main.rs src", "/app/src/main.rs"},
      {"COPY build.rs /app", "/app/build.rs"},
      {"COPY nothing /app/", ""},
      {"COPY --parents src/a/b.rs Cargo.toml /x/", "/x/Cargo.toml /x/src/a/b.rs"},
      {"COPY --parents src/**/*.rs /x/", "/x/src/a/b.rs /x/src/main.rs"},
      {"COPY --parents ./src/./a/b.rs /x/", "/x/a/b.rs<src/a/b.rs"},
      {"COPY --exclude=*.lock . .", "/app/Cargo.toml /app/build.rs /app/src/a/b.rs /app/src/main.rs"},
      {"ADD https://example.org/x.rs git@github.com:a/b.git /app/", ""},
      {"COPY --from=tools . .", ""},
      {"COPY <<EOF src/main.rs\nfn main() {}\nEOF", ""},
      {"ENV D=src\nCOPY $D ${D}x", "/app/srcx/a/b.rs<src/a/b.rs /app/srcx/main.rs<src/main.rs"},
      {"COPY $Q/zzz /app/", ""},
  };
  for (const PlacedCase& c : cases) {
    const Outcome outcome = place("FROM rust\nWORKDIR /app\n" + c.copies + "\nRUN cargo build\n", k_hello);
    const bool unset = c.copies.find("$Q") != std::string::npos;
    EXPECT_EQ(outcome.outline, c.outline) << c.copies;
    EXPECT_EQ(outcome.placed.unknown.empty(), !unset) << c.copies << ": " << outcome.placed.unknown;
  }
}

TEST(PlacedFiles, FollowsStages) {
  const std::string build = "RUN cargo build --release\n";
  const PlacedCase cases[] = {
      {"FROM rust AS base\nWORKDIR /b\nCOPY Cargo.toml .\nFROM base AS builder\nCOPY src src\n" + build,
       "/b/Cargo.toml /b/src/a/b.rs /b/src/main.rs"},
      {"FROM rust AS chef\nWORKDIR /app\nFROM chef AS planner\nCOPY . .\nRUN cargo chef prepare\nFROM chef "
       "AS "
       "builder\nCOPY --from=planner /app/recipe.json recipe.json\nRUN cargo chef cook --release\nCOPY . "
       ".\n" +
           build + "FROM debian\nCOPY --from=builder /app/target/release/x /x\n",
       "/app/Cargo.lock /app/Cargo.toml /app/build.rs /app/src/a/b.rs /app/src/main.rs"},
      {"FROM x AS one\nCOPY . /src\nFROM y AS two\nCOPY --from=one /src/src /two\nFROM rust\nCOPY --from=1 "
       "/two "
       "/app/src\n" +
           build,
       "/app/src/a/b.rs /app/src/main.rs"},
      {"FROM rust\nCOPY . /app\n" + build + "COPY src/main.rs /late.rs\n",
       "/app/Cargo.lock /app/Cargo.toml /app/build.rs /app/src/a/b.rs /app/src/main.rs"},
      {"FROM x AS one\nCOPY . /src\nFROM rust\nCOPY --from=two /src /app\n" + build, ""},
  };
  for (const PlacedCase& c : cases) {
    const Outcome outcome = place(c.copies, k_hello);
    EXPECT_EQ(outcome.outline, c.outline) << c.copies;
    EXPECT_EQ(outcome.placed.unknown, "") << c.copies;
  }
}

TEST(PlacedFiles, KnowsNamedContexts) {
  const std::vector<std::string> paths = {"Cargo.toml", "lib:src/lib.rs", "src/main.rs"};
  const ContextNames names{{"lib"}, {"image"}};
  const PlacedCase cases[] = {
      {"FROM rust\nCOPY . /app\nCOPY --from=lib . /lib\nRUN cargo build\n",
       "/app/Cargo.toml /app/src/main.rs /lib/src/lib.rs<lib:src/lib.rs"},
      {"FROM rust\nCOPY --from=LIB src /lib/\nRUN cargo build\n", "/lib/lib.rs<lib:src/lib.rs"},
      {"FROM lib\nCOPY src /app\nRUN cargo build\n", "/app/main.rs<src/main.rs /src/lib.rs<lib:src/lib.rs"},
      {"FROM x AS lib\nCOPY . /\nFROM rust\nCOPY --from=lib src /lib/\nRUN cargo build\n",
       "/lib/lib.rs<lib:src/lib.rs"},
      {"FROM rust\nCOPY --from=image . /app\nRUN cargo build\n", ""},
  };
  for (const PlacedCase& c : cases) EXPECT_EQ(place(c.copies, paths, names).outline, c.outline) << c.copies;
  const std::string replaced = "FROM rust AS image\nCOPY . .\nRUN cargo build\n";
  EXPECT_EQ(place(replaced, paths, names).placed.unknown, "the stage image is replaced by a build context");
}

TEST(PlacedFiles, SaysWhatCannotBeKnown) {
  struct Case {
    std::string text;
    std::string unknown;
    std::string gap;
  };

  const std::string archive = "the ADD on line 2 unpacks an archive";
  const Case cases[] = {
      {"ADD src.tar.gz /app\nRUN cargo build\n", archive, archive},
      {"ADD tools.tgz /opt\nCOPY . .\nRUN cargo build\n", "", archive},
      {"RUN --mount=type=bind,target=. cargo build\n",
       "the RUN on line 2 mounts its sources instead of copying them",
       ""},
      {"COPY Cargo.toml .\nRUN --mount=type=bind,source=src,target=src --mount=type=cache,target=target "
       "cargo "
       "build\n",
       "the RUN on line 3 mounts its sources instead of copying them",
       ""},
      {"RUN --mount=type=bind,source=Cargo.toml,target=Cargo.toml cargo fetch\nCOPY . .\nRUN cargo build\n",
       "",
       ""},
      {"RUN --mount=type=bind,target=/c cp -r /c /app\nRUN cargo build\n",
       "the RUN on line 2 gets sources from a mount",
       "the RUN on line 2 gets sources from a mount"},
      {"COPY $WHAT /app\nRUN cargo build\n",
       "the path $WHAT on line 2 has a variable that only docker knows",
       ""},
      {"COPY . $WHERE\nRUN cargo build\n",
       "the path /$WHERE on line 2 has a variable that only docker knows",
       ""},
      {"COPY linked@ /app\nRUN cargo build\n",
       "the source linked@ on line 2 is a link",
       "the source linked@ on line 2 is a link"},
      {"RUN --mount=type=secret,id=x cargo fetch\nCOPY . .\nRUN cargo build\n", "", ""},
  };
  for (const Case& c : cases) {
    std::vector<std::string> paths = k_hello;
    paths.emplace_back("linked@");
    const Outcome outcome = place("FROM rust\n" + c.text, paths);
    EXPECT_EQ(outcome.placed.unknown, c.unknown) << c.text;
    EXPECT_EQ(outcome.placed.gap, c.gap) << c.text;
  }
}

TEST(PlacedFiles, LooksBeforeTheFirstCompilerThatHasAllFiles) {
  struct Case {
    std::string text;
    std::size_t line;
  };

  const Case cases[] = {
      {"FROM rust\nCOPY . .\nRUN cargo build\nRUN rm -rf src\n", 3},
      {"FROM rust\nCOPY Cargo.toml .\nRUN cargo build\nCOPY src src\nRUN touch src/main.rs\nRUN cargo "
       "build\n",
       6},
      {"FROM rust\nCOPY . .\nRUN cargo build -p a\nRUN cargo build -p b\n", 3},
      {"FROM rust\nCOPY . .\nRUN set -e && \\\n  cargo build\nFROM x\nCOPY --from=0 /a /b\n", 3},
      {"FROM rust\nCOPY . .\nRUN <<EOF\ncargo build\nEOF\nFROM x\nCOPY --from=0 /a /b\n", 3},
      {"FROM rust\nCOPY . /app\nRUN ./configure\nRUN make\nFROM x\nCOPY --from=0 /app/target/release/x /x\n",
       4},
      {"FROM rust\nCOPY . /app\nFROM x\nCOPY --from=0 /app/target/release/x /x\n", 3},
  };
  for (const Case& c : cases) EXPECT_EQ(place(c.text, k_hello).placed.line, c.line) << c.text;
}

TEST(PlacedFiles, KnowsWhatStepsMayHaveDoneToThem) {
  struct Case {
    std::string text;
    bool rewritten;
    bool removed;
  };

  const Case cases[] = {
      {"COPY src/main.rs /a/\nRUN cargo build\n", false, false},
      {"RUN apt-get update\nCOPY src/main.rs /a/\nRUN cargo build\n", false, false},
      {"COPY src/main.rs /a/\nRUN sed -i s/a/b/ /a/main.rs\nRUN cargo build\n", true, false},
      {"COPY src/main.rs /a/\nRUN rm /a/main.rs\nRUN cargo build\n", true, true},
      {"COPY src/main.rs /a/\nRUN rm -rf target/release/deps/a* /var/lib/apt\nRUN cargo build\n",
       true,
       false},
      {"COPY src/main.rs /a/\nCOPY --from=alpine /x /a/\nRUN cargo build\n", true, false},
  };
  for (const Case& c : cases) {
    const Outcome outcome = place("FROM rust\n" + c.text, k_hello);
    ASSERT_EQ(outcome.placed.files.size(), 1U) << c.text;
    EXPECT_EQ(outcome.placed.files[0].may_be_rewritten, c.rewritten) << c.text;
    EXPECT_EQ(outcome.placed.files[0].may_be_removed, c.removed) << c.text;
  }
  const Outcome altered = place(
      "FROM x AS s\nCOPY src/main.rs /a/\nRUN sed -i s/a/b/ /a/main.rs\nFROM rust\nCOPY --from=s /a /a\nRUN "
      "cargo "
      "build\n",
      k_hello);
  ASSERT_EQ(altered.placed.files.size(), 1U);
  EXPECT_TRUE(altered.placed.files[0].may_be_rewritten);
}

TEST(PlacedFiles, RemembersWhatCameWhole) {
  const PlacedCase cases[] = {{"COPY . .", "1"},
                              {"COPY src /x/src", "1"},
                              {"COPY src/main.rs src/", "0"},
                              {"COPY --parents src/main.rs .", "1"}};
  for (const PlacedCase& c : cases) {
    const Outcome outcome = place("FROM rust\n" + c.copies + "\nRUN cargo build\n", {"src/main.rs"});
    ASSERT_EQ(outcome.placed.files.size(), 1U) << c.copies;
    EXPECT_EQ(std::to_string(outcome.placed.files[0].whole_parents), c.outline) << c.copies;
  }
}

}  // namespace
}  // namespace cb21
