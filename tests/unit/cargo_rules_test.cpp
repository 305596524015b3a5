// SPDX-License-Identifier: Apache-2.0
// canon 12: src/main.rs passed over. canon 17: exactly one binary entry point per crate. canon 18: a
// non-standard path is documented.
#include "check/cargo_rules.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

using Places = std::vector<std::string>;
using test::ProjectFiles;

const std::string k_package = "[package]\nname = \"app\"\nedition = \"2021\"\n";

// A package with this behind its [package] table, and these further sources beside src/main.rs.
ProjectFiles package(const std::string& tables, const std::vector<std::string>& sources = {}) {
  ProjectFiles files{{"Cargo.toml", k_package + tables}, {"src/main.rs", "fn main() {}\n"}};
  for (const std::string& source : sources) files.emplace_back(source, "fn main() {}\n");
  return files;
}

Places places(std::string_view code, const ProjectFiles& files, const std::string& context = "") {
  return test::ProjectFixture(files, context).places(code);
}

std::string message(std::vector<Violation> (*find)(const CheckedProject&), const ProjectFiles& files) {
  const auto violations = find(test::ProjectFixture(files).project());
  return violations.empty() ? "" : violations.front().message + " | " + violations.front().cure;
}

TEST(SeveralBins, OneIsEnough) {
  EXPECT_EQ(places("several-bins", package("")), Places{});
  EXPECT_EQ(places("several-bins", package("\n[[bin]]\nname = \"appd\"\npath = \"src/main.rs\"\n")),
            Places{});
  EXPECT_EQ(places("several-bins",
                   package("autobins = false\n[[bin]]\nname = \"app\"\npath = \"src/main.rs\"\n",
                           {"src/bin/x.rs"})),
            Places{});
  EXPECT_EQ(places("several-bins", package("", {"examples/x.rs", "src/bin/notes/mod.rs"})), Places{});
}

TEST(SeveralBins, AreFoundHoweverTheyCome) {
  EXPECT_EQ(places("several-bins", package("", {"src/bin/migrate.rs"})), Places{"Cargo.toml:1"});
  EXPECT_EQ(places("several-bins", package("", {"src/bin/migrate/main.rs"})), Places{"Cargo.toml:1"});
  EXPECT_EQ(places("several-bins", package("\n[[bin]]\nname = \"cli\"\npath = \"cli.rs\"\n", {"cli.rs"})),
            Places{"Cargo.toml:5"});
  EXPECT_EQ(
      places("several-bins",
             package("\n[[bin]]\nname = \"app\"\npath = \"src/main.rs\"\n\n[[bin]]\nname = \"b\"\npath = "
                     "\"src/b.rs\"\n",
                     {"src/b.rs"})),
      Places{"Cargo.toml:9"});
}

TEST(SeveralBins, AreNamedWithTheirCure) {
  EXPECT_EQ(message(find_several_binaries, package("", {"src/bin/migrate.rs"})),
            "app has 2 binary entry points, not one: app (src/main.rs), migrate (src/bin/migrate.rs) | "
            "# src/bin/migrate.rs becomes migrate/src/main.rs, with a Cargo.toml of its own\n"
            "[workspace]\nmembers = [\".\", \"migrate\"]");
}

TEST(SeveralBins, AreLookedForInWhatIsShipped) {
  ProjectFiles files{{"Cargo.toml", "[workspace]\nmembers = [\"api\", \"tools\"]\n"},
                     {"api/Cargo.toml", "[package]\nname = \"api\"\nedition = \"2021\"\n"},
                     {"api/src/main.rs", ""},
                     {"tools/Cargo.toml", "[package]\nname = \"tools\"\nedition = \"2021\"\n"},
                     {"tools/src/bin/a.rs", ""},
                     {"tools/src/bin/b.rs", ""}};
  EXPECT_EQ(places("several-bins", files), Places{"tools/Cargo.toml:1"});
  files.emplace_back("Dockerfile",
                     "FROM rust AS b\nCOPY . /b\nRUN cd /b && cargo build --release\nFROM debian\n"
                     "COPY --from=b /b/target/release/api /api\nCMD [\"/api\"]\n");
  EXPECT_EQ(places("several-bins", files), Places{});
  files.back().second =
      "FROM rust AS b\nCOPY . /b\nRUN cd /b && cargo build --release\nFROM debian\n"
      "COPY --from=b /b/target/release/a /b/target/release/api /\nCMD [\"/api\"]\n";
  EXPECT_EQ(places("several-bins", files), Places{"tools/Cargo.toml:1"});
}

TEST(SeveralBins, AreNamedFromTheProjectsRoot) {
  EXPECT_EQ(places("several-bins",
                   {{".git/HEAD", ""},
                    {"svc/Cargo.toml", k_package},
                    {"svc/src/main.rs", ""},
                    {"svc/src/bin/x.rs", ""}},
                   "svc"),
            Places{"svc/Cargo.toml:1"});
}

TEST(UndocumentedBinPath, WantsAComment) {
  const std::vector<std::string> sources{"src/old.rs"};
  const std::string table = "[[bin]]\nname = \"app\"\npath = \"src/old.rs\"\n";
  EXPECT_EQ(places("undocumented-bin-path", package("\n" + table, sources)), Places{"Cargo.toml:7"});
  const auto commented = [&](std::string above) {
    above.insert(0, "\n");
    return package(above.append("\n").append(table), sources);
  };
  for (const std::string comment : {"# The entry point is not src/main.rs.",
                                    "# old.rs, until the new one is done",
                                    "# Its PATH is historical.",
                                    "# two lines,\n# of which the second names src/old.rs"})
    EXPECT_EQ(places("undocumented-bin-path", commented(comment)), Places{}) << comment;
  for (const std::string comment : {"# TODO",
                                    "# path = \"src/main.rs\"",
                                    "# [[bin]]",
                                    "# The entry point.\n",
                                    "# cb21: allow several-bins the old path stays until May"})
    EXPECT_EQ(places("undocumented-bin-path", commented(comment)).size(), 1U) << comment;
  EXPECT_EQ(places("undocumented-bin-path",
                   package("\n" + table + "# the old entry point\ntest = false\n", sources)),
            Places{});
  EXPECT_EQ(places("undocumented-bin-path",
                   package("\n[[bin]]\nname = \"app\"\npath = \"src/old.rs\" # not main.rs\n", sources)),
            Places{});
}

TEST(UndocumentedBinPath, StandardPathsNeedNone) {
  EXPECT_EQ(places("undocumented-bin-path", package("[[bin]]\nname = \"appd\"\npath = \"src/main.rs\"\n")),
            Places{});
  EXPECT_EQ(places("undocumented-bin-path",
                   package("[[bin]]\nname = \"x\"\npath = \"./src/bin/x.rs\"\n", {"src/bin/x.rs"})),
            Places{});
  EXPECT_EQ(places("undocumented-bin-path",
                   package("[[bin]]\nname = \"x\"\npath = \"src/bin/x/main.rs\"\n", {"src/bin/x/main.rs"})),
            Places{});
  EXPECT_EQ(places("undocumented-bin-path", package("[[bin]]\nname = \"x\"\n", {"src/bin/x.rs"})), Places{});
  EXPECT_EQ(places("undocumented-bin-path",
                   package("[[bin]]\nname = \"y\"\npath = \"src/bin/x.rs\"\n", {"src/bin/x.rs"})),
            Places{"Cargo.toml:6"});
}

TEST(UnusedMain, IsThatOfTheRulesExample) {
  const ProjectFiles files =
      package("\n[[bin]]\nname = \"app\"\npath = \"src/bin/old.rs\"\n", {"src/bin/old.rs"});
  EXPECT_EQ(places("wrong-bin", files), Places{"Cargo.toml:7"});
  EXPECT_EQ(message(find_unused_main, files),
            "src/main.rs is not compiled: app is made of src/bin/old.rs | [[bin]]\nname = \"app\"\npath = "
            "\"src/main.rs\"");
  EXPECT_EQ(places("wrong-bin", package("", {"src/bin/old.rs"})), Places{});
  EXPECT_EQ(places("wrong-bin", package("[[bin]]\nname = \"appd\"\npath = \"src/main.rs\"\n")), Places{});
}

TEST(CargoRules, NamesFromFilesAreEscaped) {
  const ProjectFiles files =
      package("\n[[bin]]\nname = \"a\\u001b[31m\"\npath = \"src/\\u001b.rs\"\n", {"src/\x1b.rs"});
  for (auto* const find : {find_several_binaries, find_undocumented_paths}) {
    const std::string text = message(find, files);
    EXPECT_FALSE(text.empty());
    EXPECT_EQ(text.find('\x1b'), std::string::npos) << text;
  }
}

TEST(CargoRules, FindNothingWhereThereIsNothing) {
  for (const std::string_view code :
       {"several-bins", "undocumented-bin-path", "wrong-bin", "missing-marker"}) {
    EXPECT_EQ(places(code, {{"README.md", ""}}), Places{}) << code;
    EXPECT_EQ(places(code, {{"Cargo.toml", "not toml"}, {"src/main.rs", ""}}), Places{}) << code;
    EXPECT_EQ(places(code, {{"Cargo.toml", "[package]\nname = \"l\"\n"}, {"src/lib.rs", ""}}), Places{})
        << code;
  }
}

TEST(CargoRules, BelieveCargoWhereItWasAsked) {
  test::ProjectFixture fixture(package("", {"src/bin/x.rs"}));
  fixture.project().cargo_targets = {{"app", "app", "src/main.rs", "Cargo.toml"}};
  EXPECT_EQ(fixture.places("several-bins"), Places{});
  // What docker is not sent, the build does not have.
  fixture.project().cargo_targets->push_back({"y", "app", "src/bin/y.rs", "Cargo.toml"});
  EXPECT_EQ(fixture.places("several-bins"), Places{});
}

}  // namespace
}  // namespace cb21
