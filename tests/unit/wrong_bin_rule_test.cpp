// SPDX-License-Identifier: Apache-2.0
// canon 12: bin built != bin copied != ENTRYPOINT.
#include "check/wrong_bin_rule.hpp"

#include "support/check_fixture.hpp"

namespace cb21 {
namespace {

using Places = std::vector<std::string>;
using test::ProjectFiles;

// A workspace of api, worker and migrate, built and shipped like this. The RUN is line 4, the last stage
// line 5.
ProjectFiles workspace(const std::string& run, const std::string& image) {
  ProjectFiles files{
      {"Cargo.toml", "[workspace]\nmembers = [\"crates/*\"]\n"},
      {"Dockerfile", "FROM rust AS b\nWORKDIR /b\nCOPY . .\nRUN " + run + "\n" + image + "\n"}};
  for (const std::string name : {"api", "worker", "migrate"}) {
    files.emplace_back("crates/" + name + "/Cargo.toml",
                       "[package]\nname = \"" + name + "\"\nedition = \"2021\"\n");
    files.emplace_back("crates/" + name + "/src/main.rs", "");
  }
  return files;
}

Places places(const std::string& run, const std::string& image) {
  return test::ProjectFixture(workspace(run, image)).places("wrong-bin");
}

std::string message(const std::string& run, const std::string& image) {
  const auto violations = find_wrong_bins(test::ProjectFixture(workspace(run, image)).project());
  return violations.empty() ? "" : violations.front().message + " | " + violations.front().cure;
}

const std::string k_all = "cargo build --release";

std::string copy_of(const std::string& name, const std::string& to, const std::string& rest = "") {
  return "FROM debian\nCOPY --from=b /b/target/release/" + name + " " + to + "\n" + rest;
}

TEST(WrongBin, AnotherOneIsCopiedThanBuilt) {
  EXPECT_EQ(places("cargo build --release --bin api", copy_of("worker", "/app")), Places{"Dockerfile:6"});
  EXPECT_EQ(places("cargo build --release -p api", copy_of("worker", "/app")), Places{"Dockerfile:6"});
  EXPECT_EQ(places("cargo build -r --bin=api --bin migrate", copy_of("worker", "/app")),
            Places{"Dockerfile:6"});
  EXPECT_EQ(
      places("cargo build -r -papi && cp target/release/worker /out", "FROM debian\nCOPY --from=b /out /out"),
      Places{"Dockerfile:4"});
  EXPECT_EQ(places("cargo build -r --bin api", "CMD [\"/b/target/release/worker\"]"), Places{"Dockerfile:5"});
  EXPECT_EQ(message("cargo build --release --bin api", copy_of("worker", "/app")),
            "worker is taken out of the target directory, but cargo builds --bin api | "
            "RUN cargo build --release --bin worker");
}

TEST(WrongBin, OneIsShippedUnderTheNameOfAnother) {
  EXPECT_EQ(places(k_all, copy_of("worker", "/usr/local/bin/api", "CMD [\"api\"]")), Places{"Dockerfile:6"});
  EXPECT_EQ(message(k_all, copy_of("worker", "/usr/local/bin/api")),
            "worker is shipped as /usr/local/bin/api, which is another binary of the project: "
            "crates/api/src/main.rs | COPY --from=b /b/target/release/api /usr/local/bin/api");
}

TEST(WrongBin, AnotherOneIsStartedThanShipped) {
  EXPECT_EQ(places(k_all, copy_of("worker", "/usr/local/bin/worker", "ENTRYPOINT [\"api\"]")),
            Places{"Dockerfile:7"});
  EXPECT_EQ(places(k_all, copy_of("worker", "/usr/local/bin/", "CMD exec /usr/local/bin/api --port 80")),
            Places{"Dockerfile:7"});
  EXPECT_EQ(
      places(k_all, copy_of("worker", "/worker", "COPY etc /etc/app\nCMD [\"tini\", \"--\", \"/api\"]")),
      Places{"Dockerfile:8"});
  EXPECT_EQ(message(k_all, copy_of("worker", "/worker", "CMD [\"/api\"]")),
            "/api is started, but the image gets worker | COPY --from=b /b/target/release/api /api");
}

struct Sound {
  const char* name;
  std::string run;
  std::string image;
};

class SoundBuild : public testing::TestWithParam<Sound> {};

TEST_P(SoundBuild, GivesNoFinding) { EXPECT_EQ(places(GetParam().run, GetParam().image), Places{}); }

INSTANTIATE_TEST_SUITE_P(
    Dockerfiles,
    SoundBuild,
    testing::Values(
        Sound{"Plain", k_all, copy_of("api", "/api", "CMD [\"/api\"]")},
        Sound{"Renamed", k_all, copy_of("api", "/usr/local/bin/server", "ENTRYPOINT [\"server\"]")},
        Sound{"Bin", "cargo build --release --bin api", copy_of("api", "/api", "CMD [\"/api\"]")},
        Sound{"Bins", "cargo build -r --bin api --bin worker", copy_of("worker", "/w", "CMD [\"/w\"]")},
        Sound{"EveryBin", "cargo build -r --bin api --bins", copy_of("worker", "/w")},
        Sound{"Package", "cargo build -r -p worker", copy_of("worker", "/w", "CMD [\"/w\"]")},
        Sound{"PackageOfNoBinary", "cargo build -r -p core", copy_of("worker", "/w")},
        Sound{"PackageByVersion", "cargo build -r -p api@0.1.0", copy_of("api", "/w")},
        Sound{"PackageByGlob", "cargo build -r -p 'w*'", copy_of("worker", "/w")},
        Sound{"Workspace", "cargo build -r --workspace -p api", copy_of("worker", "/w")},
        Sound{"ManifestPath",
              "cargo build -r --manifest-path crates/worker/Cargo.toml",
              copy_of("worker", "/w")},
        Sound{"TwoCommands",
              "cargo build -r --bin api && cargo build -r --bin worker",
              copy_of("worker", "/w")},
        Sound{"Loop", "for b in api worker; do cargo build -r --bin $b; done", copy_of("worker", "/w")},
        Sound{"Xargs", "echo api worker | xargs -n1 cargo build -r --bin", copy_of("worker", "/w")},
        Sound{"Variable", "cargo build --release --bin ${BIN}", copy_of("${BIN}", "/app", "CMD [\"/app\"]")},
        Sound{"VariableCommand", "cargo build --release $FLAGS --bin api", copy_of("worker", "/w")},
        Sound{"Make", "make release && cargo build -r --bin api", copy_of("worker", "/w")},
        Sound{"Script", "./build.sh && cargo build -r --bin api", copy_of("worker", "/w")},
        Sound{"Install",
              "cargo install --path crates/worker --root /out",
              "FROM debian\nCOPY --from=b /out/bin/worker /w\nCMD [\"/w\"]"},
        Sound{"Musl",
              "cargo build --release --target x86_64-unknown-linux-musl --bin api",
              "FROM scratch\nCOPY --from=b /b/target/x86_64-unknown-linux-musl/release/api /api\nENTRYPOINT "
              "[\"/api\"]"},
        Sound{"CustomProfile",
              "cargo build --profile dist -p api",
              "FROM debian\nCOPY --from=b /b/target/dist/api /\nCMD [\"/api\"]"},
        Sound{"SeveralServices",
              k_all,
              copy_of("api",
                      "/usr/local/bin/",
                      "COPY --from=b /b/target/release/worker /usr/local/bin/\nCMD [\"worker\"]")},
        Sound{"SeveralTargets",
              k_all,
              "FROM debian AS api\nCOPY --from=b /b/target/release/api /api\nCMD [\"/api\"]\n"
              "FROM debian AS worker\nCOPY --from=b /b/target/release/worker /worker\nCMD [\"/worker\"]"},
        Sound{
            "WholeFolder", k_all, "FROM debian\nCOPY --from=b /b/target/release/ /opt/\nCMD [\"/opt/api\"]"},
        Sound{"CollectedFolder",
              k_all + " && mkdir /out && cp target/release/api target/release/worker /out",
              "FROM debian\nCOPY --from=b /out /usr/local/bin\nCMD [\"api\"]"},
        Sound{"Wildcard", k_all, "FROM debian\nCOPY --from=b /b/target/release/[aw]* /bin/\nCMD [\"api\"]"},
        Sound{"WrapperScript",
              k_all,
              copy_of("worker", "/usr/lib/worker", "COPY api /usr/local/bin/api\nENTRYPOINT [\"api\"]")},
        Sound{"ScriptFolder",
              k_all,
              copy_of("worker", "/usr/lib/worker", "COPY bin/ /usr/local/bin/\nENTRYPOINT [\"api\"]")},
        Sound{"Link",
              k_all,
              copy_of("worker", "/opt/worker", "RUN ln -s /opt/worker /usr/bin/api\nCMD [\"api\"]")},
        Sound{"Entrypoint",
              k_all,
              copy_of("api",
                      "/api",
                      "COPY docker-entrypoint.sh /\nENTRYPOINT [\"/docker-entrypoint.sh\"]\nCMD [\"/api\"]")},
        Sound{
            "Tini", k_all, copy_of("api", "/api", "ENTRYPOINT [\"/usr/bin/tini\", \"--\"]\nCMD [\"/api\"]")},
        Sound{"DumbInit", k_all, copy_of("api", "/api", "ENTRYPOINT [\"dumb-init\", \"/api\"]")},
        Sound{"ShellForm", k_all, copy_of("api", "/api", "CMD exec /api --port $PORT")},
        Sound{"ShellScript", k_all, copy_of("api", "/api", "CMD worker-setup && /api")},
        Sound{"StartByVariable", k_all, copy_of("api", "/api", "ENV APP=worker\nCMD exec $APP")},
        Sound{"SingleStage", k_all, "CMD [\"./target/release/api\"]"},
        Sound{"SingleStageRun", "cargo build", "CMD [\"cargo\", \"run\", \"--bin\", \"api\"]"},
        Sound{"Chef",
              "cargo chef cook --release --recipe-path recipe.json && cargo build --release --bin api",
              copy_of("api", "/usr/local/bin", "ENTRYPOINT [\"/usr/local/bin/api\"]")},
        Sound{"Heredoc", "<<EOF\nset -e\ncargo build --release --bin api\nEOF", copy_of("api", "/api")},
        Sound{"ForeignImage",
              k_all,
              copy_of("api", "/api", "COPY --from=busybox /bin/ /bin/\nCMD [\"worker\"]")}),
    [](const auto& project) { return project.param.name; });

TEST(WrongBin, IsFoundOnceWhereTheDockerfileShowsItToo) {
  const std::string run =
      "--mount=type=cache,target=/b/target find . -name '*.rs' -exec touch {} + && cargo build --release "
      "--bin "
      "api && cp target/release/worker /out";
  EXPECT_EQ(places(run, "FROM debian\nCOPY --from=b /out /out"), Places{"Dockerfile:4"});
}

TEST(WrongBin, OfATargetStage) {
  ProjectFiles files =
      workspace(k_all,
                "FROM debian AS one\nCOPY --from=b /b/target/release/worker /api\nFROM debian AS two\n"
                "COPY --from=b /b/target/release/worker /worker");
  test::ProjectFixture fixture(files);
  EXPECT_EQ(fixture.places("wrong-bin"), Places{});
  fixture.project().target = "one";
  EXPECT_EQ(fixture.places("wrong-bin"), Places{"Dockerfile:6"});
}

TEST(WrongBin, IsCuredByTheStagesNumberWhereItHasNoName) {
  const auto cure_of = [](const std::string& image) {
    ProjectFiles files = workspace(k_all, image);
    files[1].second.replace(0, std::string("FROM rust AS b").size(), "FROM rust");
    const auto violations = find_wrong_bins(test::ProjectFixture(files).project());
    return violations.empty() ? std::string() : violations.front().cure;
  };
  const std::string copy = "FROM debian\nCOPY --from=0 /b/target/release/worker ";
  EXPECT_EQ(cure_of(copy + "/usr/local/bin/api"), "COPY --from=0 /b/target/release/api /usr/local/bin/api");
  EXPECT_EQ(cure_of(copy + "/worker\nCMD [\"/api\"]"), "COPY --from=0 /b/target/release/api /api");
}

}  // namespace
}  // namespace cb21
