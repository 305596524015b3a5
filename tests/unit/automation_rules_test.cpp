// SPDX-License-Identifier: Apache-2.0
// canon 14: CI builds with --no-cache, and nothing builds for production from the cache. canon 9: with
// --pull.
#include "check/automation_rules.hpp"

#include "check/automation_file.hpp"
#include "support/check_fixture.hpp"

#include <ctime>

namespace cb21 {
namespace {

using test::ProjectFiles;
using test::ProjectFixture;
using Places = std::vector<std::string>;

constexpr const char* k_dockerfile =
    "FROM rust:1 AS builder\nWORKDIR /b\nCOPY . .\nRUN cargo build --release\n"
    "FROM debian AS final\nCOPY --from=builder /b/target/release/app /app\n";

// A Rust project, and what builds it.
ProjectFixture project_with(ProjectFiles files) {
  files.insert(files.end(),
               {{"Cargo.toml", "[package]\nname = \"app\"\n"},
                {"src/main.rs", "fn main() {}\n"},
                {"Dockerfile", k_dockerfile}});
  return ProjectFixture(files);
}

std::string workflow(const std::string& steps, const std::string& head = "") {
  return head + "jobs:\n  x:\n    steps:\n" + steps;
}

struct Case {
  std::string path;
  std::string text;
  Places places;
};

void expect(std::string_view code, const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    const ProjectFixture fixture = project_with({{c.path, c.text}});
    EXPECT_EQ(fixture.places(code), c.places) << c.path << '\n' << c.text;
  }
}

TEST(CachedProductionBuild, IsFoundInWorkflows) {
  const std::string ci = ".github/workflows/ci.yml";
  const std::string action =
      "      - uses: docker/build-push-action@v6\n        with:\n          context: .\n";
  expect(
      "cached-production-build",
      {{ci, workflow("      - run: docker build --push -t a/b .\n"), {ci + ":4"}},
       {ci,
        workflow("      - run: |\n          docker build -t a/b:1 .\n          docker push a/b:1\n"),
        {ci + ":5"}},
       {ci,
        workflow("      - run: docker build -t b .\n      - run: docker tag b a/b\n      - run: docker push "
                 "a/b\n"),
        {ci + ":4"}},
       {ci, workflow("      - run: docker build -t b .\n", "on:\n  release:\n"), {ci + ":6"}},
       {ci, workflow("      - run: docker build -t b:production .\n"), {ci + ":4"}},
       {ci, workflow("      - run: docker compose -f compose.prod.yml build\n"), {ci + ":4"}},
       {ci, workflow("      - run: docker compose build\n      - run: docker compose push\n"), {ci + ":4"}},
       {ci, workflow(action + "          push: true\n"), {ci + ":4"}},
       {ci, workflow(action + "          push: ${{ github.event_name != 'pull_request' }}\n"), {ci + ":4"}},
       {ci, workflow(action + "          outputs: type=registry\n"), {ci + ":4"}},
       {ci, workflow(action + "          push: TRUE\n          no-cache: False\n"), {ci + ":4"}},
       {ci,
        workflow(action + "          tags: |\n            a/b:production\n            a/b:1\n"),
        {ci + ":4"}},
       {ci, workflow(action + "          tags: a/b:1,c/d:1\n      - run: docker push a/b:1\n"), {ci + ":4"}},
       {".github/actions/release/action.yml",
        "runs:\n  steps:\n    - run: docker build .\n",
        {".github/actions/release/action.yml:3"}}});
}

TEST(CachedProductionBuild, IsFoundInPipelinesMakefilesAndScripts) {
  expect("cached-production-build",
         {{".gitlab-ci.yml",
           "x:\n  script:\n    - docker build -t $I .\n    - docker push $I\n",
           {".gitlab-ci.yml:3"}},
          {".gitlab-ci.yml", "deploy:\n  script:\n    - docker build -t $I .\n", {".gitlab-ci.yml:3"}},
          {"Makefile", "image:\n\tdocker build -t $(I) .\npush: image\n\tdocker push $(I)\n", {"Makefile:2"}},
          {"Makefile", "image:\n\t@docker build -t $(I) .\nrelease: image\n", {"Makefile:2"}},
          {"scripts/release.sh", "#!/bin/sh\nset -e\n\ndocker build -t a .\n", {"scripts/release.sh:4"}},
          {"scripts/image", "#!/usr/bin/env bash\ndocker buildx build --push .\n", {"scripts/image:2"}},
          {"build.sh", "docker build -qt reg/app:production .\n", {"build.sh:1"}},
          {"release.sh", "cb21 --cb21-off --pull -t app .\n", {"release.sh:1"}},
          {"image.sh",
           "docker build -t a .\ndocker tag a b:1\ndocker tag b:1 c/d\ndocker push c/d:2\n",
           {"image.sh:1"}},
          {"image.sh",
           "docker builder prune -f --filter label=x\ndocker build -t a/b .\ndocker push a/b\n",
           {"image.sh:2"}}});
}

TEST(CachedProductionBuild, IsFoundByTheNameOfTheFile) {
  expect("cached-production-build",
         {{"release.mk", "image:\n\tdocker build .\n", {"release.mk:2"}},
          {"deploy/Makefile", "image:\n\tdocker build ..\n", {"deploy/Makefile:2"}},
          {".gitlab/release.yml", "image:\n  script: docker build .\n", {".gitlab/release.yml:2"}}});
}

TEST(CachedProductionBuild, IsFoundInTheFolderThatItsShellIsIn) {
  const std::string ci = ".github/workflows/release.yml";
  const std::string in_frontend = "defaults:\n  run:\n    working-directory: frontend\n";
  const std::vector<Case> cases{
      {"release.sh", "(cd frontend && npm ci)\ndocker build -t app .\n", {"release.sh:2"}},
      {"release.sh", "(cd frontend && npm ci) && docker build -t app .\n", {"release.sh:1"}},
      {"release.sh", "(\n  cd frontend\n  npm ci\n)\ndocker build -t app .\n", {"release.sh:5"}},
      {"release.sh", "V=$(cd frontend && npm version)\ndocker build -t app .\n", {"release.sh:2"}},
      {"release.sh", "sh -c 'cd frontend && npm ci'\ndocker build -t app .\n", {"release.sh:2"}},
      {"release.sh", "pushd frontend\nnpm ci\npopd\ndocker build -t app .\n", {"release.sh:4"}},
      {"release.sh", "cd frontend\nnpm ci\ncd ..\ndocker build -t app .\n", {"release.sh:4"}},
      {"release.sh", "cd frontend\ndocker build -t app .\n", {}},
      {"release.sh", "(cd frontend && docker build -t app .)\n", {}},
      {"release.sh", "sh -c 'cd frontend && docker build -t app .'\n", {}},
      {"Makefile", "release:\n\tcd frontend && npm ci\n\tdocker build -t app .\n", {"Makefile:3"}},
      {"Makefile", "release:\n\tcd frontend && \\\n\tdocker build -t app .\n", {}},
      {"Makefile", ".ONESHELL:\nrelease:\n\tcd frontend\n\tdocker build -t app .\n", {}},
      {".gitlab-ci.yml",
       "release:\n  script:\n    - (cd frontend && npm ci)\n    - docker build -t app .\n",
       {".gitlab-ci.yml:4"}},
      {".gitlab-ci.yml", "release:\n  script:\n    - cd frontend\n    - docker build -t app .\n", {}},
      {ci, workflow("      - run: docker build -t app .\n", in_frontend), {}},
      {ci,
       workflow("      - uses: docker/build-push-action@v6\n        with:\n          context: .\n",
                in_frontend),
       {ci + ":7"}}};
  for (const Case& c : cases) {
    const ProjectFixture fixture = project_with({{c.path, c.text}, {"frontend/Dockerfile", "FROM node\n"}});
    EXPECT_EQ(fixture.places("cached-production-build"), c.places) << c.path << '\n' << c.text;
  }
}

TEST(CachedProductionBuild, IsNoneWhereItsComposeFileSaysSo) {
  const std::string uncached = "services:\n  app:\n    build:\n      context: .\n      no_cache: true\n";

  struct ComposeCase {
    std::string path;
    std::string text;
    std::string compose;
    Places places;
  };

  const std::vector<ComposeCase> cases{
      {"release.sh", "docker compose build\n", "compose.yml", {}},
      {"release.sh", "docker compose build\n", "deploy/compose.yml", {"release.sh:1"}},
      {"release.sh", "cd deploy\ndocker compose build\n", "deploy/compose.yml", {}},
      {"release.sh", "cd deploy\ndocker compose build\n", "compose.yml", {}},
      {"release.sh", "cd deploy\ndocker compose -f ../x.yml build\n", "x.yml", {}},
      {"release.sh", "cd deploy\ndocker compose -f x.yml build\n", "x.yml", {"release.sh:2"}},
      {"release.sh", "cd \"$HERE\"\ndocker compose build\n", "deploy/compose.yml", {}},
      {"release.sh", "cd ..\ndocker compose build\n", "x.yml", {}},
      {"release.sh", "docker compose -f /srv/x.yml build\n", "x.yml", {}},
      {"release.sh", "docker compose -f \"$FILE\" build\n", "deploy/compose.yml", {}},
      {"deploy/Makefile", "release:\n\tdocker compose -f compose.yml build\n", "deploy/compose.yml", {}}};
  for (const ComposeCase& c : cases) {
    const ProjectFixture fixture = project_with({{c.path, c.text}, {c.compose, uncached}, {"deploy/x", ""}});
    EXPECT_EQ(fixture.places("cached-production-build"), c.places) << c.text << c.compose;
  }
}

TEST(CachedProductionBuild, IsNoneWhereTheCacheIsNotUsed) {
  const std::string ci = ".github/workflows/release.yml";
  const std::string action =
      "      - uses: docker/build-push-action@v6\n        with:\n          push: true\n";
  expect("cached-production-build",
         {{ci, workflow("      - run: docker build --no-cache --push .\n"), {}},
          {ci, workflow("      - run: docker builder prune -af\n      - run: docker build --push .\n"), {}},
          {ci, workflow("      - run: cb21 --push -t a .\n"), {}},
          {ci, workflow("      - run: docker-build --push -t a .\n"), {}},
          {ci, workflow("      - run: docker build $FLAGS --push .\n"), {}},
          {ci, workflow("      - run: docker build ${{ inputs.flags }}\n"), {}},
          {"release.sh", "docker build \"$@\"\n", {}},
          {"Makefile", "release:\n\tdocker build $(BUILD_FLAGS)\n", {}},
          {ci, workflow(action + "          no-cache: true\n"), {}},
          {ci, workflow(action + "          no-cache: True\n"), {}},
          {ci, workflow(action + "          no-cache: ${{ inputs.fresh }}\n"), {}},
          {"Makefile", "release:\n\tdocker builder prune -af\n\tdocker build -t x .\n", {}},
          {"Makefile", "release:\n\t$(DOCKER) build --no-cache -t x .\n", {}},
          {"release.sh", "#!/bin/sh\ndocker build \\\n  --no-cache \\\n  -t x .\n", {}},
          {"release.sh",
           "#!/bin/sh\ncat <<EOF\ndocker build .\nEOF\necho docker build .\n# docker build .\n",
           {}}});
}

TEST(CachedProductionBuild, IsNoneOfAnotherImageOrPurpose) {
  const std::string ci = ".github/workflows/ci.yml";
  expect("cached-production-build",
         {{ci, workflow("      - run: docker build -t test .\n"), {}},
          {ci, workflow("      - run: docker build -t a/test .\n      - run: docker push a/other\n"), {}},
          {ci,
           workflow("      - uses: docker/build-push-action@v6\n        with:\n          push: false\n"),
           {}},
          {ci,
           workflow("      - uses: docker/build-push-action@v6\n        with:\n          push: False\n"),
           {}},
          {ci, workflow("      - run: docker build --push --target builder .\n"), {}},
          {ci, workflow("      - run: docker build --push https://example.org/x.git\n"), {}},
          {"Makefile", "test:\n\tdocker build -t x .\nimage:\n\tdocker build --push --no-cache .\n", {}},
          {"Makefile", "release:\n\tdocker push app\n.image: src\n\tdocker build -t test .\n", {}},
          {"notes/release.sh", "docker build .\n", {}},
          {"scripts/release.py", "docker build .\n", {}}});
  const ProjectFixture other = project_with(
      {{".github/workflows/ci.yml",
        workflow("      - run: docker build --push -f db/Dockerfile db\n      - run: docker build --push db\n"
                 "      - run: cd db && docker build --push .\n")},
       {"db/Dockerfile", "FROM postgres\n"}});
  EXPECT_EQ(other.places("cached-production-build"), Places{});
}

TEST(CachedProductionBuild, IsNoConcernWithoutRust) {
  const ProjectFixture fixture(
      ProjectFiles{{"Dockerfile", "FROM debian\n"}, {"release.sh", "docker build --push .\n"}});
  EXPECT_EQ(fixture.places("cached-production-build"), Places{});
  EXPECT_EQ(fixture.places("production-without-pull"), Places{});
  EXPECT_EQ(fixture.places("uncached-ci-missing"), Places{});
}

TEST(CachedProductionBuild, IsSeenFromTheRootOfTheCheckout) {
  const ProjectFixture fixture(
      {{".git/HEAD", ""},
       {"Makefile", "release:\n\tdocker build -f service/Dockerfile service\n\tdocker build other\n"},
       {"service/release.sh", "docker build --push .\n"},
       {"service/Dockerfile", k_dockerfile},
       {"service/src/main.rs", "fn main() {}\n"},
       {"other/Dockerfile", "FROM debian\n"}},
      "service");
  EXPECT_EQ(fixture.places("cached-production-build"), (Places{"Makefile:2", "service/release.sh:1"}));
}

TEST(ProductionWithoutPull, IsFoundAndNotFound) {
  expect("production-without-pull",
         {{"release.sh", "docker build --no-cache .\n", {"release.sh:1"}},
          {"release.sh", "docker build --no-cache --pull .\n", {}},
          {"release.sh", "docker build --no-cache $FLAGS .\n", {}},
          {"release.sh", "docker build \"$@\"\n", {}},
          {"release.sh", "cb21 .\n", {"release.sh:1"}},
          {"release.sh", "cb21 --cb21-profile production .\n", {}},
          {"release.sh", "export CB21_PROFILE=production\ncb21 .\n", {}},
          {"test.sh", "docker build --no-cache .\n", {}},
          {".github/workflows/release.yml",
           workflow("      - uses: docker/build-push-action@v6\n        with:\n          no-cache: true\n"),
           {".github/workflows/release.yml:4"}},
          {".github/workflows/release.yml",
           workflow("      - uses: docker/build-push-action@v6\n        with:\n          no-cache: true\n"
                    "          pull: TRUE\n"),
           {}}});
  const ProjectFixture pinned(
      {{"Dockerfile", "FROM rust@sha256:0123 AS b\nFROM scratch\nCOPY --from=b /x /x\n"},
       {"src/main.rs", ""},
       {"release.sh", "docker build --no-cache .\n"}});
  EXPECT_EQ(pinned.places("production-without-pull"), Places{});
}

TEST(UncachedCiMissing, IsFoundAndNotFound) {
  const std::string ci = ".github/workflows/ci.yml";
  expect("uncached-ci-missing",
         {{ci, workflow("      - run: cargo test\n"), {":0"}},
          {ci, workflow("      - run: docker build -t x .\n"), {":0"}},
          {ci, workflow("      - run: docker build --no-cache -t x .\n"), {}},
          {ci, workflow("      - run: cb21 -t x .\n"), {}},
          {ci, workflow("      - run: cb21 check .\n"), {":0"}},
          {ci, workflow("      - run: docker cb21 check .\n"), {":0"}},
          {ci, workflow("      - run: docker cb21 verify app\n"), {":0"}},
          // A finding of its own.
          {ci, workflow("      - run: docker build --push .\n"), {}},
          {ci, workflow("      - run: docker buildx bake\n"), {}},
          {ci, "jobs:\n  x:\n    uses: o/r/.github/workflows/x.yml@main\n", {}},
          {"Makefile", "test:\n\tcargo test\n", {}},
          {"README.md", "", {}}});
  const ProjectFixture by_script = project_with(
      {{ci, workflow("      - run: make image\n")}, {"Makefile", "image:\n\tdocker build --no-cache .\n"}});
  EXPECT_EQ(by_script.places("uncached-ci-missing"), Places{});
}

TEST(AutomationRules, SurviveHostileFiles) {
  std::string deep;
  for (int i = 0; i < 3000; ++i) deep += "$(docker build --push ";
  const ProjectFixture fixture = project_with({{"release.sh", deep},
                                               {"a\n\x1b[31m.sh", "docker build --push .\n"},
                                               {".github/workflows/binary.yml", std::string("jobs:\0", 6)},
                                               {".gitlab-ci.yml", std::string(std::size_t{2} << 20, '-')}});
  const Places places = fixture.places("cached-production-build");
  EXPECT_NE(std::find(places.begin(), places.end(), "a\n\x1b[31m.sh:1"), places.end());
  fixture.tree().fifo("x.sh");
  fixture.tree().link("y.sh", "/dev/zero");
  EXPECT_EQ(fixture.places("cached-production-build"), places);
}

TEST(AutomationRules, TellThePushedImagesOfALongFileInTime) {
  std::string text = "release:\n";
  for (int i = 0; i < 100; ++i)
    text += "\tdocker tag t" + std::to_string(i) + " t" + std::to_string(i + 1) + '\n';
  for (int i = 0; i < 99; ++i) text += "\tdocker push x" + std::to_string(i) + '\n';
  for (int i = 0; i < 490; ++i) {
    text += "m" + std::to_string(i) + ":\n";
    for (int k = 0; k < 15; ++k) text += "\tdocker build -tt0 .\n";
  }
  const ProjectFixture fixture = project_with({{"Makefile", text}});
  const std::clock_t begin = std::clock();
  EXPECT_EQ(fixture.places("cached-production-build"), Places{});
  EXPECT_LT(std::clock() - begin, 3 * CLOCKS_PER_SEC);
}

TEST(AutomationRules, ReadSoMuchAndNoMore) {
  const std::string build = "docker build --push .\n";
  const std::string most = build + std::string(k_longest_automation_file - build.size(), '\n');
  const ProjectFixture long_file = project_with({{"a.sh", most + "\n"}, {"b.sh", most}});
  EXPECT_EQ(long_file.places("cached-production-build"), Places{"b.sh:1"});
  ProjectFiles many;
  for (char name = 'a'; name <= 'z'; ++name) many.emplace_back(std::string(1, name) + ".sh", most);
  EXPECT_EQ(project_with(many).places("cached-production-build").size(),
            k_most_automation_text / k_longest_automation_file);
}

}  // namespace
}  // namespace cb21
