// SPDX-License-Identifier: Apache-2.0
// canon 15: the debug marker as first statement of main().
#include "check/marker_rules.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

using Places = std::vector<std::string>;
using test::ProjectFiles;

const std::string k_good =
    "#[tokio::main]\nasync fn main() {\n    tracing_subscriber::fmt::init();\n"
    "    tracing::info!(\"api-app v{} starting\", env!(\"CARGO_PKG_VERSION\"));\n}\n";

ProjectFiles package(const std::string& source, const std::string& dependencies = "") {
  return {{"Cargo.toml", "[package]\nname = \"app\"\nedition = \"2021\"\n[dependencies]\n" + dependencies},
          {"src/main.rs", source}};
}

std::vector<Violation> found(const ProjectFiles& files) {
  return find_missing_markers(test::ProjectFixture(files).project());
}

Violation first(const ProjectFiles& files) {
  const std::vector<Violation> all = found(files);
  return all.empty() ? Violation{} : all.front();
}

TEST(MissingMarker, IsFoundAtMain) {
  EXPECT_EQ(test::ProjectFixture(package(k_good)).places("missing-marker"), Places{});
  EXPECT_EQ(test::ProjectFixture(package("use x;\n\nfn main() {\n    run();\n}\n")).places("missing-marker"),
            Places{"src/main.rs:3"});
}

TEST(MissingMarker, HasItsLineToPaste) {
  EXPECT_EQ(first(package("fn main() {}")).cure,
            "println!(\"app v{} starting\", env!(\"CARGO_PKG_VERSION\"));");
  EXPECT_EQ(first(package("fn main() {}", "log = \"0.4\"\n")).cure,
            "log::info!(\"app v{} starting\", env!(\"CARGO_PKG_VERSION\"));");
  EXPECT_EQ(first(package("fn main() {}", "tracing = \"0.1\"\n")).cure,
            "tracing::info!(\"app v{} starting\", env!(\"CARGO_PKG_VERSION\"));");
}

TEST(MissingMarker, TheCureCures) {
  for (const std::string dependency : {"", "log = \"0.4\"\n", "tracing = \"0.1\"\n"}) {
    const std::string cure = first(package("fn main() {}", dependency)).cure;
    EXPECT_TRUE(found(package("fn main() {\n" + cure + "\n}", dependency)).empty()) << cure;
  }
}

TEST(MissingMarker, SaysWhatIsWrong) {
  const auto said = [](const std::string& body) {
    return first(package("fn main() {\n" + body + "\n}")).message;
  };
  const std::string start = "main() of app does not first say its name and version: ";
  EXPECT_EQ(said("run();"), start + "nothing is logged or printed at its start");
  EXPECT_EQ(said("run();\nprintln!(\"app {}\", VERSION);"),
            start +
                "the println! on line 3 says it, but only after other statements; only what installs the "
                "logger may come first");
  EXPECT_EQ(said("println!(\"app\");"), start + "the println! on line 2 does not tell CARGO_PKG_VERSION");
  EXPECT_EQ(said("println!(\"v{}\", VERSION);"),
            start + "the println! on line 2 tells the version, but names no service");
  EXPECT_EQ(said("debug!(\"app {}\", VERSION);"),
            start + "the debug! on line 2 says it, but release builds may leave it out");
  EXPECT_EQ(said("#[cfg(x)]\ninfo!(\"app {}\", VERSION);"),
            start + "the info! on line 3 says it, but under an attribute, so it may not be compiled");
}

TEST(MissingMarker, MayBeCompiledOut) {
  EXPECT_TRUE(
      found(package(k_good, "tracing = { version = \"0.1\", features = [\"max_level_info\"] }\n")).empty());
  EXPECT_EQ(
      first(package(k_good, "tracing = { version = \"0.1\", features = [\"release_max_level_warn\"] }\n"))
          .message,
      "main() of app does not first say its name and version: log features in Cargo.toml may leave info! "
      "out");
}

TEST(MissingMarker, IsAskedOfWhatIsShipped) {
  ProjectFiles files{{"Cargo.toml", "[workspace]\nmembers = [\"api\", \"xtask\"]\n"},
                     {"api/Cargo.toml", "[package]\nname = \"api\"\nedition = \"2021\"\n"},
                     {"api/src/main.rs", k_good},
                     {"xtask/Cargo.toml", "[package]\nname = \"xtask\"\nedition = \"2021\"\n"},
                     {"xtask/src/main.rs", "fn main() {}"},
                     {"Dockerfile", ""}};
  const auto places = [&](const std::string& build, const std::string& image) {
    files.back().second =
        "FROM rust AS b\nWORKDIR /b\nCOPY . .\nRUN " + build + "\nFROM debian\n" + image + "\n";
    return test::ProjectFixture(files).places("missing-marker");
  };
  const std::string all = "cargo build --release";
  EXPECT_EQ(places(all, "COPY --from=b /b/target/release/api /app\nCMD [\"/app\"]"), Places{});
  EXPECT_EQ(places(all, "COPY --from=b /b/target/release/xtask /app\nCMD [\"/app\"]"),
            Places{"xtask/src/main.rs:1"});
  EXPECT_EQ(places(all + " && cp target/release/api /out", "COPY --from=b /out /app"), Places{});
  EXPECT_EQ(places("cargo build --bin api", "COPY --from=b /out /app"), Places{});
  EXPECT_EQ(places("cargo build -p api", "COPY --from=b /out /app"), Places{});
  EXPECT_EQ(places("cargo build -p api", "COPY --from=b /b/target/release/$BIN /app"), Places{});
  // Not known, so all of the project.
  EXPECT_EQ(places(all, "COPY --from=b /b/target/release/$BIN /app"), Places{"xtask/src/main.rs:1"});
}

TEST(MissingMarker, IsNotAskedOfVendoredCrates) {
  ProjectFiles files = package(k_good);
  files.emplace_back("vendor/x/Cargo.toml", "[package]\nname = \"x\"\n");
  files.emplace_back("vendor/x/src/main.rs", "fn main() {}");
  EXPECT_TRUE(found(files).empty());
}

}  // namespace
}  // namespace cb21
