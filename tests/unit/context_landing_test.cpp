// SPDX-License-Identifier: Apache-2.0
#include "commands/context_landing.hpp"

#include "commands/unit_inputs.hpp"
#include "sha256.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* k_dockerfile =
    "FROM rust AS builder\n"
    "WORKDIR /app\n"
    "COPY Cargo.toml ./\n"
    "COPY src ./src\n"
    "RUN --mount=type=bind,source=sql,target=/sql cargo build --release\n"
    "FROM debian\n"
    "COPY --from=builder /app/target/release/app /app\n";

// A context on disk, its Dockerfile read, and what a probe of its first stage would have seen.
class ContextLandingTest : public testing::Test {
 protected:
  ContextLandingTest() {
    tree.write("Cargo.toml", "[package]\nname = \"app\"\n");
    tree.write("src/main.rs", "fn main() {}\n");
    tree.write("sql/one.sql", "select 1;\n");
    tree.write("page.html", "<p>\n");
    use(k_dockerfile);
  }

  void use(const std::string& dockerfile) {
    tree.write("Dockerfile", dockerfile);
    ContextArguments arguments;
    arguments.directory = tree.root();
    assessment.context = locate_build_context(arguments);
    assessment.snapshot = take_snapshot(assessment.context, {});
  }

  // As seen, with its digest, at that path of stage 0.
  void see(const std::string& path, std::string_view content) {
    stage.files[path] = {path, content.size(), 1, 1, to_hex(sha256_of(content))};
  }

  void compile(const std::string& folder, const std::vector<std::string>& files) {
    CargoUnit unit;
    unit.folder = folder;
    unit.profile = "/app/target/release";
    unit.package = "app";
    unit.kind = UnitKind::program;
    unit.files = files;
    unit.files_known = true;
    unit.in_mount = true;
    stage.units.push_back(unit);
  }

  Evidence evidence() const { return {.stages = {stage}, .trouble = ""}; }

  Landing land() {
    ContextLanding landing(setup, assessment);
    return landing.land(evidence()).at(0);
  }

  test::TempTree tree;
  cb21::Setup setup{
      .request = {}, .options = {}, .client = DockerClient("/bin/docker", {}), .state_directory = ""};
  Assessment assessment;
  StageEvidence stage;
};

TEST_F(ContextLandingTest, TellsWhichFileOfTheContextLiesWhere) {
  see("/app/src/main.rs", "fn main() {}\n");
  const Landing landing = land();
  ASSERT_TRUE(landing.files.contains("/app/src/main.rs"));
  const LandedFile& main = landing.files.at("/app/src/main.rs");
  EXPECT_EQ(main.context_path, "src/main.rs");
  EXPECT_EQ(main.sha256, to_hex(sha256_of("fn main() {}\n")));
  EXPECT_EQ(main.line, 4U);
  EXPECT_FALSE(main.moved);
  EXPECT_EQ(landing.files.at("/app/Cargo.toml").line, 3U);
  EXPECT_EQ(landing.files.at("/app/Cargo.toml").sha256, "") << "nothing asks for its content";
  EXPECT_EQ(landing.gap, "");
  EXPECT_THAT(landing.contested, IsEmpty());
}

TEST_F(ContextLandingTest, ReadsTheContentThatIsThereNow) {
  see("/app/src/main.rs", "fn main() {}\n");
  tree.write("src/main.rs", "fn main() { new(); }\n");
  const LandedFile main = land().files.at("/app/src/main.rs");
  EXPECT_EQ(main.sha256, to_hex(sha256_of("fn main() { new(); }\n")));
  EXPECT_TRUE(main.moved);
  tree.remove("src/main.rs");
  EXPECT_EQ(land().files.at("/app/src/main.rs").sha256, "");
}

TEST_F(ContextLandingTest, SearchesForWhatDepInfoNamesBesideTheSources) {
  use("FROM rust\nCOPY . /app/\nRUN cargo build\n");
  compile("/app/target/release/.fingerprint/app-0123456789abcdef", {"/app/src/main.rs", "/app/page.html"});
  see("/app/page.html", "<p>\n");
  ContextLanding landing(setup, assessment);
  const Landing first = landing.land(evidence()).at(0);
  ASSERT_TRUE(first.files.contains("/app/page.html"));
  EXPECT_EQ(first.files.at("/app/page.html").context_path, "page.html");
  EXPECT_EQ(first.files.at("/app/page.html").sha256, to_hex(sha256_of("<p>\n")));
  EXPECT_EQ(landing.files().size(), assessment.snapshot.files.size() + 1);
}

TEST_F(ContextLandingTest, SeesBindMountsForTheRunsThatHaveThem) {
  tree.write("sql/build.rs", "");
  use("FROM rust\nWORKDIR /app\nCOPY src ./src\nRUN --mount=type=bind,source=sql,target=/sql cargo build\n"
      "RUN --mount=type=bind,source=src,target=/sql true\n");
  tree.write("src/build.rs", "other");
  assessment.snapshot = take_snapshot(assessment.context, {});
  EXPECT_THAT(land().contested, ElementsAre("/sql/build.rs"));
  stage.instruction = 3;  // before the first RUN
  EXPECT_FALSE(land().files.contains("/sql/build.rs"));
  stage.instruction = 4;
  EXPECT_EQ(land().files.at("/sql/build.rs").context_path, "sql/build.rs");
}

TEST_F(ContextLandingTest, NamesTheFoldersThatTheContextIsPutIn) {
  const ContextLanding landing(setup, assessment);
  EXPECT_THAT(landing.places(0), ElementsAre("/app", "/sql"));
}

// ---- unit_inputs

class UnitInputsTest : public ContextLandingTest {
 protected:
  UnitInputsTest() {
    tree.write("other/Cargo.toml", "[package]\nname = \"other\"\n");
    tree.write("other/src/lib.rs", "pub fn f() {}\n");
    tree.write("src/unused.rs", "");
    use("FROM rust\nCOPY . /app/\nRUN --mount=type=cache,target=/app/target cargo build\n");
    compile(k_unit, {"/app/src/main.rs"});
  }

  std::string digest() {
    SnapshotOptions options;
    options.further.whole_context = true;
    assessment.snapshot = take_snapshot(assessment.context, options);
    ContextLanding landing(setup, assessment);
    const auto found =
        unit_inputs(setup, assessment, evidence(), landing.land(evidence()), assessment.snapshot.files);
    return found.size() == 1 ? found.at(k_unit) : "";
  }

  // Whether the unit's digest is another with that content of the file, which is then put back.
  bool depends_on(const std::string& path) {
    const std::string before = digest();
    const std::string content = tree.read(path);
    tree.write(path, content + "// more\n");
    const bool other = digest() != before;
    tree.write(path, content);
    EXPECT_EQ(digest(), before) << path;
    return other;
  }

  static constexpr const char* k_unit = "/app/target/release/.fingerprint/app-0123456789abcdef";
};

TEST_F(UnitInputsTest, AreAllThatCouldHaveReachedTheUnit) {
  EXPECT_NE(digest(), "");
  for (const char* path : {"src/main.rs", "src/unused.rs", "Cargo.toml", "other/Cargo.toml", "page.html"})
    EXPECT_TRUE(depends_on(path)) << path;
}

TEST_F(UnitInputsTest, AreEverythingForTheRunOfABuildScript) {
  stage.units.front().kind = UnitKind::build_script_run;
  EXPECT_TRUE(depends_on("other/src/lib.rs"));
}

TEST_F(UnitInputsTest, AreNotTheSourcesOfAnotherPackage) {
  // The root package's folder is above all others: only a package beside it is another.
  tree.write("app/Cargo.toml", "[package]\nname = \"app\"\n");
  tree.write("app/src/main.rs", "fn main() {}\n");
  stage.units.front().files = {"/app/app/src/main.rs"};
  EXPECT_TRUE(depends_on("app/src/main.rs"));
  EXPECT_FALSE(depends_on("other/src/lib.rs"));
}

TEST_F(UnitInputsTest, CountTheDockerfileAndTheBuildArguments) {
  const std::string before = digest();
  setup.request.build_args = {{"SHA", "one"}};
  const std::string with_argument = digest();
  EXPECT_NE(with_argument, before);
  setup.request.build_args = {{"SHA", "two"}};
  EXPECT_NE(digest(), with_argument);
  setup.request.build_args.clear();
  use("FROM rust\nCOPY . /app/\nENV A=b\nRUN --mount=type=cache,target=/app/target cargo build\n");
  EXPECT_NE(digest(), before);
}

TEST_F(UnitInputsTest, AreAskedOfUnitsInMountsAtTheEndOfStages) {
  stage.units.front().in_mount = false;
  EXPECT_EQ(digest(), "");
  stage.units.front().in_mount = true;
  stage.instruction = 2;
  EXPECT_EQ(digest(), "");
}

}  // namespace
}  // namespace cb21
