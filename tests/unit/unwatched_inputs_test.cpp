// SPDX-License-Identifier: Apache-2.0
#include "check/unwatched_inputs.hpp"

#include "support/check_fixture.hpp"
#include "support/cpu_time.hpp"

namespace cb21 {
namespace {

test::ProjectFiles with_files(const test::ProjectFiles& more) {
  test::ProjectFiles files{{"Dockerfile",
                            "FROM rust AS b\nWORKDIR /b\nCOPY . .\nRUN cargo build --release --locked\n"
                            "FROM debian\nCOPY --from=b /b/target/release/app /app\n"},
                           {"Cargo.toml", "[package]\nname = \"app\"\n"},
                           {"src/main.rs", "fn main() {}\n"}};
  files.insert(files.end(), more.begin(), more.end());
  return files;
}

// "place: watch = glob, ..."
std::string found_in(const test::ProjectFiles& more, const std::vector<std::string>& watch = {}) {
  test::ProjectFixture fixture(with_files(more));
  SnapshotOptions options;
  options.further.watch = watch;
  fixture.project().snapshot = take_snapshot(fixture.project().context, options);
  std::string found;
  for (const Violation& violation : find_unwatched_inputs(fixture.project()))
    found += violation.file + ':' + std::to_string(violation.line) + ' ' + violation.cure;
  return found;
}

const std::pair<std::string, std::string> k_proto{"proto/a.proto", "syntax = \"proto3\";\n"};
const std::pair<std::string, std::string> k_sql{"migrations/1.sql", "SELECT 1;\n"};

std::pair<std::string, std::string> script(const std::string& body) {
  return {"build.rs", "fn main() {\n    " + body + "\n}\n"};
}

// non-rust-input
TEST(UnwatchedInputs, AreWhatABuildScriptNames) {
  const std::string cure = "build.rs:2 # cb21.conf\nwatch = proto/a.proto";
  EXPECT_EQ(found_in({k_proto, script("compile(\"proto/a.proto\");")}), cure);
  EXPECT_EQ(found_in({k_proto, script("println!(\"cargo:rerun-if-changed=proto/a.proto\");")}), cure);
  EXPECT_EQ(found_in({k_proto, script("println!(\"cargo::rerun-if-changed=./proto\");")}),
            "build.rs:2 # cb21.conf\nwatch = proto/**");
  EXPECT_EQ(found_in({k_proto, script("compile(\"proto/a.proto\");")}, {"proto/*"}), "");
  EXPECT_EQ(found_in({script("compile(\"proto/a.proto\");")}), "");
  EXPECT_EQ(found_in({k_proto, script("compile(\"../proto/a.proto\");")}), "");
  EXPECT_EQ(found_in({k_proto, script("println!(\"cargo:rerun-if-changed={path}\");")}), "");
  EXPECT_EQ(found_in({k_proto, script("// compile(\"proto/a.proto\");")}), "");
  EXPECT_EQ(found_in({k_proto, script("compile(\"proto/a.proto\");"), {".dockerignore", "proto\n"}}), "");
  EXPECT_EQ(found_in({script("println!(\"cargo:rerun-if-changed=src\");")}), "");
  EXPECT_EQ(found_in({{".git/HEAD", "x"}, script("println!(\"cargo:rerun-if-changed=.git/HEAD\");")}), "");
}

TEST(UnwatchedInputs, AreMigrationsThatAreCompiledIn) {
  const std::pair<std::string, std::string> plain{"src/db.rs", "static M: X = sqlx::migrate!();\n"};
  EXPECT_EQ(found_in({k_sql, plain}), "src/db.rs:1 # cb21.conf\nwatch = migrations/**");
  EXPECT_EQ(found_in({k_sql, {"src/db.rs", "\nfn f() { embed_migrations!(\"migrations\"); }\n"}}),
            "src/db.rs:2 # cb21.conf\nwatch = migrations/**");
  EXPECT_EQ(found_in({k_sql, plain}, {"migrations/**"}), "");
  EXPECT_EQ(found_in({plain}), "");
  EXPECT_EQ(found_in({{"migrations/README.md", ""}, plain}), "");
  EXPECT_EQ(found_in({k_sql, {"src/db.rs", "// migrate!()\n"}}), "");
}

TEST(UnwatchedInputs, AreToldAtOnce) {
  test::ProjectFixture fixture(
      with_files({k_proto,
                  {"proto/b.proto", ""},
                  script(R"(compile(&["proto/a.proto", "proto/b.proto", "proto/a.proto"]);)")}));
  const auto violations = find_unwatched_inputs(fixture.project());
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].cure, "# cb21.conf\nwatch = proto/a.proto\nwatch = proto/b.proto");
  EXPECT_NE(violations[0].message.find("proto/a.proto (and 1 more)"), std::string::npos);
}

TEST(UnwatchedInputs, MatterOnlyToWhatIsCompiled) {
  EXPECT_EQ(found_in({{"examples/x/Cargo.toml", "[package]\nname = \"x\"\n"},
                      {"examples/x/build.rs", "fn main() { compile(\"a.proto\"); }\n"},
                      {"examples/x/a.proto", ""}}),
            "");
  EXPECT_EQ(
      found_in({{"Dockerfile", "FROM debian\nCOPY app /app\n"}, k_proto, script("c(\"proto/a.proto\");")}),
      "");
  EXPECT_EQ(
      found_in({{"Dockerfile",
                 "FROM rust AS b\nWORKDIR /b\nCOPY Cargo.toml .\nCOPY src src\nRUN cargo build --release\n"
                 "FROM debian\nCOPY --from=b /b/target/release/app /app\n"},
                {"firmware/Cargo.toml", "[package]\nname = \"firmware\"\n"},
                {"firmware/build.rs", "fn main() { c(\"cargo:rerun-if-changed=memory.x\"); }\n"},
                {"firmware/memory.x", ""}}),
      "");
}

TEST(UnwatchedInputs, AreLookedForOnceWhereAScriptRepeatsItself) {
  test::ProjectFiles files;
  for (int i = 0; i < 900; ++i) files.emplace_back("src/" + std::to_string(i) + ".rs", "");
  std::string body;
  for (int i = 0; i < 5000; ++i) body += "println!(\"cargo:rerun-if-changed=src\");\n";
  files.push_back(script(body));
  const test::ProjectFixture fixture(with_files(files));
  EXPECT_LT(test::cpu_seconds([&] { EXPECT_TRUE(find_unwatched_inputs(fixture.project()).empty()); }), 3.0);
}

}  // namespace
}  // namespace cb21
