// SPDX-License-Identifier: Apache-2.0
#include "inputs/source_changes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string_view>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

ShellCommand command(std::string_view script) { return shell_commands(script).at(0); }

CopyInstruction copy(std::string_view line) {
  return parse_dockerfile("FROM x\nWORKDIR /app\n" + std::string(line)).stages[0].copies.at(0);
}

TEST(SourceChanges, TellWhatCanBringSources) {
  for (const std::string_view source :
       {".", "./", "", "src", "src/", "/app/src", "main.rs", "crates/*", "*", "build.rs", ".hidden"}) {
    EXPECT_TRUE(brings_sources(source)) << source;
  }
  for (const std::string_view source : {"Cargo.toml",
                                        "Cargo.*",
                                        "*.toml",
                                        "migrations",
                                        "web/static/",
                                        "Makefile",
                                        "/app/target/release/x",
                                        "/usr/local/cargo/bin",
                                        "https://x/y",
                                        "git@github.com:a/b"}) {
    EXPECT_FALSE(brings_sources(source)) << source;
  }
}

TEST(SourceChanges, KnowThePlaceThatACopyFills) {
  EXPECT_EQ(arrival_of(copy("COPY build.rs ./"), "build.rs"), "/app/build.rs");
  EXPECT_EQ(arrival_of(copy("COPY a.rs /b.rs"), "a.rs"), "/b.rs");
  EXPECT_EQ(arrival_of(copy("COPY src ."), "src"), "/app/");
  EXPECT_EQ(arrival_of(copy("COPY *.rs src/"), "*.rs"), "/app/src/");
}

TEST(SourceChanges, KnowThePlaceBelowTheParentsThatACopyKeeps) {
  EXPECT_EQ(arrival_of(copy("COPY --parents src/main.rs ./"), "src/main.rs"), "/app/src/main.rs");
  EXPECT_EQ(arrival_of(copy("COPY --parents src/main.rs ."), "src/main.rs"), "/app/src/main.rs");
  EXPECT_EQ(arrival_of(copy("COPY --parents crates/./a/lib.rs /w/"), "crates/./a/lib.rs"), "/w/a/lib.rs");
  EXPECT_EQ(arrival_of(copy("COPY --parents src ."), "src"), "/app/");
}

TEST(SourceChanges, KnowThatACopyGoesIntoAFolderOfAnyImage) {
  EXPECT_EQ(arrival_of(copy("COPY a.rs /usr/src"), "a.rs"), "/usr/src/a.rs");
}

TEST(SourceChanges, TellMadeUpCopies) {
  EXPECT_TRUE(brings_placeholder(copy("COPY ci/dummy.rs src/main.rs")));
  EXPECT_TRUE(brings_placeholder(copy("COPY <<E src/main.rs\nE\n")));
  EXPECT_FALSE(brings_placeholder(copy("COPY src/main.rs src/main.rs")));
  EXPECT_FALSE(brings_placeholder(copy("COPY dummy src/")));
}

TEST(SourceChanges, TellWhatCanBringArtifacts) {
  EXPECT_TRUE(brings_artifacts(copy("COPY --from=x /app/target target")));
  EXPECT_TRUE(brings_artifacts(copy("COPY --from=x /app .")));
  EXPECT_FALSE(brings_artifacts(copy("COPY --from=x /app/recipe.json .")));
  EXPECT_FALSE(brings_artifacts(copy("COPY --from=x /usr/local/cargo /usr/local/cargo")));
}

TEST(SourceChanges, ListWrittenSources) {
  EXPECT_THAT(written_sources(command("echo > src/main.rs"), "/app"), ElementsAre("/app/src/main.rs"));
  EXPECT_THAT(written_sources(command("echo > notes"), "/app"), IsEmpty());
  EXPECT_THAT(written_sources(command("touch a.rs b.txt /c.rs"), "/app"), ElementsAre("/app/a.rs", "/c.rs"));
  EXPECT_THAT(written_sources(command("cp /dev/null lib.rs"), "/app"), ElementsAre("/app/lib.rs"));
  EXPECT_THAT(written_sources(command("sponge src/main.rs"), "/app"), ElementsAre("/app/src/main.rs"));
  EXPECT_THAT(written_sources(command("dd of=src/main.rs"), "/app"), ElementsAre("/app/src/main.rs"));
  EXPECT_THAT(written_sources(command("mv dummy.rs src/main.rs"), "/app"), ElementsAre("/app/src/main.rs"));
  EXPECT_THAT(written_sources(command("ln -s /x src/main.rs"), "/app"), ElementsAre("/app/src/main.rs"));
  EXPECT_THAT(written_sources(command("mv src/main.rs /x"), "/app"), IsEmpty());
  EXPECT_THAT(written_sources(command("cargo init --name x"), "/app"), ElementsAre("/app/src/main.rs"));
  EXPECT_THAT(written_sources(command("cargo new --lib x"), "/app"), ElementsAre("/app/x/src/lib.rs"));
}

TEST(SourceChanges, TellWhatATouchReaches) {
  EXPECT_TRUE(touches(command("touch src/main.rs"), "/app", "/app/src/main.rs"));
  EXPECT_FALSE(touches(command("touch src/main.rs"), "/app", "/app/src/lib.rs"));
  EXPECT_TRUE(touches(command("touch src/*.rs"), "/app", "/app/src/lib.rs"));
  EXPECT_TRUE(touches(command("touch -am src/lib.rs"), "/app", "/app/src/lib.rs"));
  EXPECT_TRUE(touches(command("touch src/lib.rs"), "/app", "/app/crates/$c/src/lib.rs"));
  EXPECT_FALSE(touches(command("touch -r x src/lib.rs"), "/app", "/app/src/lib.rs"));
  for (const std::string_view script : {"touch -d now src/lib.rs",
                                        "touch -dnow src/lib.rs",
                                        "touch --date=now src/lib.rs",
                                        "touch -cd now src/lib.rs",
                                        "fd -e rs -x touch {}",
                                        "fdfind -e rs --exec-batch touch"}) {
    EXPECT_TRUE(touches(command(script), "/app", "/app/src/lib.rs")) << script;
    EXPECT_TRUE(touches_sources(command(script))) << script;
  }
  for (const std::string_view script :
       {"touch -d yesterday src/lib.rs", "touch --date '2 days ago' src/lib.rs", "fd -e rs -x ls {}"}) {
    EXPECT_FALSE(touches(command(script), "/app", "/app/src/lib.rs")) << script;
  }
  EXPECT_TRUE(touches_sources(command("find . -exec touch {} ;")));
  EXPECT_FALSE(touches_sources(command("find . -exec ls {} ;")));
  EXPECT_FALSE(touches_sources(command("touch /tmp/stamp")));
}

TEST(SourceChanges, TellWhatRenewsByWriting) {
  for (const std::string_view script : {"sed -i s/a/b/ src/main.rs",
                                        "sed -i.bak -e 's/$/x/' -e s/c/d/ src/*.rs",
                                        "sed --in-place s/a/b/ src/main.rs",
                                        "perl -pi -e s/a/b/ src/main.rs",
                                        "xargs sed -i s/a/b/",
                                        "echo >> src/main.rs",
                                        "cp /tmp/m src/main.rs",
                                        "cp /tmp/main.rs src/",
                                        "mv /tmp/m ./src/main.rs",
                                        "cat > src/$f.rs"}) {
    EXPECT_TRUE(renews(command(script), "/app", "/app/src/main.rs")) << script;
  }
  for (const std::string_view script : {"sed -i 's/a*$/b/' Cargo.toml",
                                        "sed s/a/b/ src/main.rs",
                                        "sed -n -i -e s/a/b/ src/lib.rs",
                                        "echo >> src/lib.rs",
                                        "echo > $GITHUB_ENV",
                                        "cp src/main.rs /tmp/m",
                                        "mv src/main.rs /tmp/m"}) {
    EXPECT_FALSE(renews(command(script), "/app", "/app/src/main.rs")) << script;
  }
  EXPECT_TRUE(renews(command("touch main.rs"), "/app/$(dirname src)", "/app/src/main.rs"));
  EXPECT_FALSE(renews(command("touch lib.rs"), "/app/$(dirname src)", "/app/src/main.rs"));
}

TEST(SourceChanges, TellWhatRemovesArtifacts) {
  for (const std::string_view script : {"rm -rf target",
                                        "rm -rf ./target/",
                                        "rm -r /app/target/release",
                                        "rm target/release/deps/app*",
                                        "rm -rf target/*",
                                        "rm /tmp/build/release/deps/app*",
                                        "rm -rf target/release/.fingerprint/app-*",
                                        "rm -rf target/x86_64-unknown-linux-musl",
                                        "cargo clean --release -p app",
                                        "find target -name 'app*' -delete",
                                        "rm -rf \"$CARGO_TARGET_DIR\""}) {
    EXPECT_TRUE(removes_artifacts(command(script))) << script;
  }
  for (const std::string_view script : {"rm -rf src",
                                        "rm target/release/app",
                                        "rm -f target/release/app*",
                                        "rm -rf target/release/build",
                                        "ls target",
                                        "cargo build"}) {
    EXPECT_FALSE(removes_artifacts(command(script))) << script;
  }
}

}  // namespace
}  // namespace cb21
