// SPDX-License-Identifier: Apache-2.0
// The pairs in inputs/ and in proof/.
#include "inputs/ignored_inputs.hpp"

#include "inputs/compile_stage.hpp"
#include "proof/ignored_inputs.hpp"
#include "support/snapshot_fixture.hpp"

#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

const std::string k_dockerfile =
    "FROM rust AS builder\nWORKDIR /b\nCOPY . .\nRUN cargo build --release\n"
    "FROM scratch\nCOPY --from=builder /b/target/release/app /app\n";
const std::string k_package = "[package]\nname = \"app\"\n";
const std::string k_lock = "version = 3\n\n[[package]]\nname = \"a\"\nsource = \"registry+https://x\"\n";

// "mechanism path" of each, in order.
std::vector<std::string> found_in(const Files& files, Builder builder = Builder::buildkit) {
  const test::TempTree tree;
  tree.write("Dockerfile", k_dockerfile);
  for (const auto& [path, text] : files) tree.write(path, text);
  ContextArguments arguments;
  arguments.directory = tree.root();
  arguments.builder = builder;
  const BuildContext context = locate_build_context(arguments);
  const Snapshot snapshot = take_snapshot(context, {});
  const auto stage = find_compile_stage(*context.dockerfile, "");
  if (!stage) return {};
  const PlacedFiles placed = place_files(*context.dockerfile, *stage, snapshot, {});
  std::vector<std::string> found;
  for (const IgnoredInput& input : find_ignored_inputs(context, snapshot, placed)) {
    found.push_back(input.mechanism + ' ' + input.path);
  }
  return found;
}

struct Case {
  std::string what;
  Files files;
  std::vector<std::string> found;
};

void expect(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    EXPECT_EQ(found_in(c.files), c.found) << c.what;
    EXPECT_EQ(found_in(c.files, Builder::legacy), c.found) << c.what << ", classic";
  }
}

Files package(const std::string& ignored, const Files& more = {}) {
  Files files{{"Cargo.toml", k_package}, {"src/main.rs", ""}, {".dockerignore", ignored}};
  files.insert(files.end(), more.begin(), more.end());
  return files;
}

TEST(IgnoredInputs, FindsTheBuildScript) {
  const std::vector<std::string> root{"ignored-input build.rs"};
  const Files script{{"build.rs", ""}};
  expect({
      {"sent", package("target", script), {}},
      {"no ignore file", package("", script), {}},
      {"left out", package("build.rs", script), root},
      {"not on disk", package("build.rs"), {}},
      {"only src is let in", package("*\n!Cargo.toml\n!src", script), root},
      {"brought back", package("*.rs\n!build.rs\n!src", script), {}},
      {"build = false",
       package("build.rs", {{"build.rs", ""}, {"Cargo.toml", k_package + "build = false\n"}}),
       {}},
      {"build = true",
       package("build.rs", {{"build.rs", ""}, {"Cargo.toml", k_package + "build = true\n"}}),
       root},
      {"another name",
       package(
           "build.rs\nb",
           {{"build.rs", ""}, {"b/other.rs", ""}, {"Cargo.toml", k_package + "build = \"b/other.rs\"\n"}}),
       {"ignored-input b/other.rs"}},
      {"another name, sent",
       package("build.rs",
               {{"build.rs", ""}, {"other.rs", ""}, {"Cargo.toml", k_package + "build = \"other.rs\"\n"}}),
       {}},
      {"outside", package("build.rs", {{"Cargo.toml", k_package + "build = \"../build.rs\"\n"}}), {}},
      {"no TOML", package("build.rs", {{"build.rs", ""}, {"Cargo.toml", "[package"}}), {}},
      {"no package", package("build.rs", {{"build.rs", ""}, {"Cargo.toml", "[workspace]\n"}}), {}},
      {"no source is sent", package("build.rs\nsrc", script), {}},
      {"the manifest is not sent", package("build.rs\nCargo.toml", script), {}},
  });
}

TEST(IgnoredInputs, LooksAtEachPackageOnItsOwn) {
  const auto member = [](const std::string& directory) {
    return Files{{directory + "/Cargo.toml", k_package},
                 {directory + "/src/lib.rs", ""},
                 {directory + "/build.rs", ""}};
  };
  expect({
      {"nested", package("**/build.rs", member("crates/a")), {"ignored-input crates/a/build.rs"}},
      {"only the manifest of it", package("crates/*/*\n!crates/*/Cargo.toml", member("crates/a")), {}},
      {"a test's", package("**/build.rs", member("tests/a")), {}},
      {"an example's", package("**/build.rs", member("crates/examples/a")), {}},
      {"a bench's", package("**/build.rs", member("benches")), {}},
      {"a copy of a dependency", package("**/build.rs", member("vendor/a")), {}},
      {"not copied",
       package("**/build.rs",
               {{"a/Cargo.toml", k_package},
                {"a/src/lib.rs", ""},
                {"a/build.rs", ""},
                {"Dockerfile", "FROM rust\nCOPY Cargo.toml .\nCOPY src src\nRUN cargo build\n"}}),
       {}},
  });
}

TEST(IgnoredInputs, FindsTheLock) {
  const std::vector<std::string> root{"lock-drift Cargo.lock"};
  const Files lock{{"Cargo.lock", k_lock}};
  const auto with = [&](const Files& more) {
    Files files = lock;
    files.insert(files.end(), more.begin(), more.end());
    return files;
  };
  expect({
      {"sent", package("target", lock), {}},
      {"left out", package("Cargo.lock", lock), root},
      {"by a pattern", package("*.lock", lock), root},
      {"only src is let in", package("*\n!Cargo.toml\n!src", lock), root},
      {"brought back", package("*\n!Cargo.*\n!src", lock), {}},
      {"not on disk", package("Cargo.lock"), {}},
      {"no dependency", package("Cargo.lock", {{"Cargo.lock", "[[package]]\nname = \"app\"\n"}}), {}},
      {"a workspace", package("Cargo.lock", with({{"Cargo.toml", "[workspace]\n"}})), root},
      {"a member's is not read by cargo",
       package("a/Cargo.lock", {{"a/Cargo.toml", k_package}, {"a/Cargo.lock", k_lock}}),
       {}},
      {"of another workspace",
       package("Cargo.lock", with({{"Cargo.toml", k_package + "workspace = \"../all\"\n"}})),
       {}},
      {"below",
       {{".dockerignore", "**/Cargo.lock"}, {"a/Cargo.toml", k_package}, {"a/Cargo.lock", k_lock}},
       {"lock-drift a/Cargo.lock"}},
      {"one of two is sent",
       {{".dockerignore", "a/Cargo.lock"},
        {"a/Cargo.toml", k_package},
        {"a/Cargo.lock", k_lock},
        {"b/Cargo.toml", k_package},
        {"b/Cargo.lock", k_lock}},
       {}},
  });
}

TEST(IgnoredInputs, AreNotMissedWhereTheDockerfileMayBringThem) {
  const std::vector<std::string> both{"ignored-input build.rs", "lock-drift Cargo.lock"};
  const std::vector<std::string> script{"ignored-input build.rs"};
  const auto with = [](const std::string& steps) {
    return package("/build.rs\n/Cargo.lock",
                   {{"build.rs", ""},
                    {"Cargo.lock", k_lock},
                    {"docker/Cargo.lock", ""},
                    {"Dockerfile", "FROM rust\nCOPY . .\n" + steps + "\nRUN cargo build\n"}});
  };
  expect({
      {"", with(""), both},
      {"renamed", with("COPY docker/Cargo.lock ."), script},
      {"to the name", with("COPY docker/lock Cargo.lock"), script},
      {"moved", with("RUN mv docker/Cargo.lock ."), script},
      {"written", with("RUN echo 'fn main() {}' > build.rs"), {"lock-drift Cargo.lock"}},
      {"mounted", with("RUN --mount=type=bind,from=x,source=a,target=Cargo.lock ls"), script},
      {"removed", with("RUN rm -f Cargo.lock"), both},
      {"a pattern that finds nothing", with("COPY Cargo.loc[k] ."), both},
      {"nothing is compiled", package("*.rs\n*.lock", {{"Dockerfile", "FROM scratch\nCOPY app /app\n"}}), {}},
      {"compiled elsewhere",
       package("build.rs\n*.lock",
               {{"build.rs", ""},
                {"Cargo.lock", k_lock},
                {"Dockerfile", "FROM a AS b\nCOPY . /s\nFROM a\nCOPY --from=b /s/target/release/app /\n"}}),
       {}},
  });
}

TEST(IgnoredInputs, AreNoLinks) {
  const test::TempTree tree;
  tree.write("Dockerfile", k_dockerfile);
  tree.write("Cargo.toml", k_package);
  tree.write("src/main.rs", "");
  tree.write(".dockerignore", "/build.rs\n/Cargo.lock");
  tree.write("real/build.rs", "");
  tree.write("real/Cargo.lock", k_lock);
  tree.link("build.rs", "real/build.rs");
  tree.link("Cargo.lock", "real/Cargo.lock");
  ContextArguments arguments;
  arguments.directory = tree.root();
  const BuildContext context = locate_build_context(arguments);
  const Snapshot snapshot = take_snapshot(context, {});
  EXPECT_TRUE(
      find_ignored_inputs(context, snapshot, place_files(*context.dockerfile, 0, snapshot, {})).empty());
}

TEST(IgnoredInputs, AreFoundInNamedContextsToo) {
  const test::TempTree tree;
  tree.write("main/Dockerfile", "FROM rust\nCOPY . .\nCOPY --from=lib . /lib\nRUN cargo build\n");
  tree.write("main/Cargo.toml", k_package);
  tree.write("lib/Cargo.toml", k_package);
  tree.write("lib/src/lib.rs", "");
  tree.write("lib/build.rs", "");
  tree.write("lib/Cargo.lock", k_lock);
  tree.write("lib/.dockerignore", "build.rs\nCargo.lock");
  ContextArguments arguments;
  arguments.directory = tree.path("main");
  arguments.named = {{"lib", tree.path("lib")}};
  const BuildContext context = locate_build_context(arguments);
  const Snapshot snapshot = take_snapshot(context, {});
  const auto found =
      find_ignored_inputs(context, snapshot, place_files(*context.dockerfile, 0, snapshot, {{"lib"}, {}}));
  // A path dependency's own lock says nothing.
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found.front().path, "lib:build.rs");
}

TEST(IgnoredInputs, HaveTheConfigurationThatSetsWhatTheProgramSays) {
  const test::TempTree tree;
  tree.write("Dockerfile", "FROM rust\nCOPY . .\nRUN cargo build\n");
  tree.write("Dockerfile.dockerignore", ".*\n");
  tree.write("Cargo.toml", k_package);
  tree.write("src/main.rs", "");
  ContextArguments arguments;
  arguments.directory = tree.path("");
  const auto found = [&](const std::string& configuration) {
    tree.write(".cargo/config.toml", configuration);
    const BuildContext context = locate_build_context(arguments);
    const Snapshot snapshot = take_snapshot(context, {});
    return find_ignored_inputs(context, snapshot, place_files(*context.dockerfile, 0, snapshot, {}));
  };
  ASSERT_EQ(found("[env]\nMODE = \"one\"\n").size(), 1U);
  EXPECT_EQ(found("[env]\nMODE = \"one\"\n").front().path, ".cargo/config.toml");
  EXPECT_EQ(found("[env]\nMODE = \"one\"\n").front().ignored_by, "Dockerfile.dockerignore");
  EXPECT_EQ(found("[patch.crates-io]\nx = { path = \"x\" }\n").size(), 1U);
  EXPECT_TRUE(found("[build]\njobs = 1\n[target.x]\nlinker = \"mold\"\n").empty())
      << "what suits the developer's machine alone";
}

TEST(JudgeIgnoredInputs, NamesTheFileThatLeavesThemOut) {
  const auto proofs =
      judge_ignored_inputs({{"build.rs", "ignored-input", "Cargo.toml", "Dockerfile.dockerignore"}});
  EXPECT_EQ(proofs.at(0).detail.find("build.rs is left out by Dockerfile.dockerignore: "), 0U)
      << proofs[0].detail;
}

TEST(JudgeIgnoredInputs, FailsOnceForEachMechanism) {
  EXPECT_TRUE(judge_ignored_inputs({}).empty());
  const auto proofs = judge_ignored_inputs(
      {{"a/build.rs", "ignored-input"}, {"Cargo.lock", "lock-drift"}, {"b/build.rs", "ignored-input"}});
  ASSERT_EQ(proofs.size(), 2U);
  EXPECT_EQ(proofs[0].detail.find("a/build.rs and 1 more are left out by the ignore file"), 0U)
      << proofs[0].detail;
  EXPECT_EQ(proofs[0].mechanism, "ignored-input");
  EXPECT_EQ(proofs[1].detail.find("Cargo.lock is left out by the ignore file"), 0U) << proofs[1].detail;
  EXPECT_EQ(proofs[1].mechanism, "lock-drift");
  for (const Proof& proof : proofs) {
    EXPECT_EQ(proof.name, "inputs");
    EXPECT_EQ(proof.result, ProofResult::fail);
    EXPECT_FALSE(proof.cure.empty());
  }
}

TEST(UncopiedInputs, AreSentButBroughtByNoCopy) {
  struct CopyCase {
    std::string copies;
    std::vector<std::string> found;
  };

  const std::string list = "COPY Cargo.toml ./\nCOPY src src";
  const CopyCase cases[] = {
      {"COPY . .", {}},
      {list, {"ignored-input build.rs of Cargo.toml", "lock-drift Cargo.lock of Cargo.toml"}},
      {list + "\nCOPY *.lock ./", {"ignored-input build.rs of Cargo.toml"}},
      {list + "\nCOPY build.rs Cargo.lock ./", {}},
      {list + "\nRUN touch build.rs Cargo.lock", {}},
      {"COPY --from=elsewhere / /b/", {}},
  };
  for (const CopyCase& c : cases) {
    const test::TempTree tree;
    tree.write("Dockerfile", "FROM rust\nWORKDIR /b\n" + c.copies + "\nRUN cargo build --release\n");
    tree.write("Cargo.toml", k_package);
    tree.write("Cargo.lock", k_lock);
    tree.write("build.rs", "fn main() {}\n");
    tree.write("src/main.rs", "fn main() {}\n");
    ContextArguments arguments;
    arguments.directory = tree.root();
    const BuildContext context = locate_build_context(arguments);
    const Snapshot snapshot = take_snapshot(context, {});
    const PlacedFiles placed = place_files(*context.dockerfile, 0, snapshot, {});
    std::vector<std::string> found;
    for (const IgnoredInput& input : find_uncopied_inputs(context, snapshot, placed))
      found.push_back(input.mechanism + ' ' + input.path + " of " + input.manifest);
    EXPECT_EQ(found, c.found) << c.copies;
    EXPECT_TRUE(find_ignored_inputs(context, snapshot, placed).empty()) << c.copies;
  }
}

}  // namespace
}  // namespace cb21
