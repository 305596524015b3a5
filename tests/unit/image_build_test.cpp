// SPDX-License-Identifier: Apache-2.0
#include "check/image_build.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

namespace cb21 {
namespace {

// The first image build of a script, in a few words: "cached", "uncached", "unknown"; then what else is
// known.
std::string shown(const std::string& script) {
  for (const ShellCommand& command : shell_commands(script)) {
    const auto build = read_image_build(command);
    if (!build) continue;
    std::string text = build->uncached == Known::yes  ? "uncached"
                       : build->uncached == Known::no ? "cached"
                                                      : "unknown";
    if (build->verified) text += " cb21";
    if (build->production_profile) text += " production";
    if (build->compose) text += " compose";
    if (build->pulls == Known::yes) text += " pull";
    if (build->pushes) text += " push";
    for (const std::string& name : build->names) text += " -t " + name;
    for (const std::string& file : build->compose_files) text += " with " + file;
    if (build->dockerfile) text += " -f " + *build->dockerfile;
    if (!build->target.empty()) text += " --target " + build->target;
    if (build->context) text += " in " + *build->context;
    return text;
  }
  return "none";
}

struct Case {
  std::string script;
  std::string expected;
};

TEST(ImageBuild, IsReadFromEachSpelling) {
  const std::vector<Case> cases{
      {"docker build -t app .", "cached -t app in ."},
      {"docker build -tapp --no-cache --pull .", "uncached pull -t app in ."},
      {"docker image build --tag=a --tag b --no-cache=true x", "uncached -t a -t b in x"},
      {"docker builder build --no-cache=false .", "cached in ."},
      {"docker --context c buildx --builder b build --push -f d/Dockerfile d",
       "cached push -f d/Dockerfile in d"},
      {"docker buildx b -o type=registry,name=x .", "cached push in ."},
      {"docker buildx build --output=type=image,push=true .", "cached push in ."},
      {"sudo podman build --target prod .", "cached --target prod in ."},
      {"DOCKER_BUILDKIT=1 docker build .", "cached in ."},
      {"/usr/bin/docker build .", "cached in ."},
      {"if true; then docker build --no-cache .; fi", "uncached in ."},
      {"sh -c 'docker build --no-cache .'", "uncached in ."},
      {"docker build --no-cache-filter x .", "cached in ."},
      {"docker build --build-arg A=1 --label l --secret id=x .", "cached in ."},
      {"docker build -q --rm --no-cache -t x:1 .", "uncached -t x:1 in ."},
      {"podman build --layers=false .", "uncached in ."},
      {"podman build --layers .", "cached in ."},
      {"podman build --layers=$LAYERS .", "unknown in ."},
      {"podman build --pull-always .", "cached pull in ."},
  };
  for (const Case& c : cases) EXPECT_EQ(shown(c.script), c.expected) << c.script;
}

TEST(ImageBuild, HasASwitchsNextWordForItself) {
  const std::vector<Case> cases{
      {"docker build --disable-content-trust --no-cache --pull -t app .", "uncached pull -t app in ."},
      {"docker build --stream --no-cache .", "uncached in ."},
      {"docker build --of-tomorrow --no-cache .", "uncached in ."},
      {"docker build --iidfile --no-cache .", "uncached in ."},
      {"docker build --iidfile id --platform linux/amd64 x", "cached in x"},
      {"docker build -f - -t app .", "cached -t app -f - in ."},
      {"docker build -t app -- .", "cached -t app in ."},
      {"podman build --squash-all --no-cache .", "uncached in ."},
      {"podman build --volume /a:/b x", "cached in x"},
      {"docker-compose build --parallel --no-cache", "uncached compose"},
      {"docker compose up --build --timeout 5 -t 10 web", "cached compose"},
      {"docker compose build --ssh default --no-cache web", "uncached compose"},
  };
  for (const Case& c : cases) EXPECT_EQ(shown(c.script), c.expected) << c.script;
}

TEST(ImageBuild, HasItsShortFlagsInClusters) {
  const std::vector<Case> cases{
      {"docker build -qt reg/app:production .", "cached -t reg/app:production in ."},
      {"docker build -qtapp -fdocker/app .", "cached -t app -f docker/app in ."},
      {"docker build -Dq -t=app .", "cached -t app in ."},
      {"docker build -? .", "cached in ."},
  };
  for (const Case& c : cases) EXPECT_EQ(shown(c.script), c.expected) << c.script;
}

TEST(ImageBuild, IsCb21sToo) {
  const std::vector<Case> cases{
      {"cb21 -t app .", "cached cb21 -t app in ."},
      {"cb21 build --cb21-profile production --push .", "cached cb21 production push in ."},
      {"CB21_PROFILE=production docker-build --cb21-explain .", "cached cb21 production in ."},
      {"docker cb21 .", "cached cb21 in ."},
      {"$(CB21) -t x .", "cached cb21 -t x in ."},
      {"cb21 --push build", "cached cb21 push in build"},
      {"docker cb21 build -t x .", "cached cb21 -t x in ."},
      {"cb21 --cb21-off --pull -t app .", "cached pull -t app in ."},
      {"cb21 --cb21-off=false .", "cached cb21 in ."},
      {"CB21_OFF=1 docker-build .", "cached in ."},
      {"docker cb21 check .", "none"},
      {"docker cb21 verify app", "none"},
      {"cb21 verify app", "none"},
      {"cb21 check .", "none"},
  };
  for (const Case& c : cases) EXPECT_EQ(shown(c.script), c.expected) << c.script;
}

TEST(ImageBuild, IsComposesAndBakesToo) {
  const std::vector<Case> cases{
      {"docker compose build", "cached compose"},
      {"docker compose -f docker-compose.prod.yml build --no-cache --pull",
       "uncached compose pull with docker-compose.prod.yml"},
      {"docker-compose up -d --build", "cached compose"},
      {"docker compose up -d", "none"},
      {"docker compose --profile x --env-file y -f z.yml build", "cached compose with z.yml"},
      {"docker compose $ARGS build", "cached compose"},
      {"docker compose build $SERVICE", "unknown compose"},
      {"docker compose run --rm build cargo test", "none"},
      {"docker-compose logs build", "none"},
      {"docker buildx bake --push", "unknown push"},
      {"docker buildx bake --no-cache", "uncached"},
      {"docker buildx bake --set '*.no-cache=true'", "uncached"},
      {"/kaniko/executor --context . --destination x", "uncached pull push"},
      {"/kaniko/executor --cache=true --destination x", "cached pull push"},
  };
  for (const Case& c : cases) EXPECT_EQ(shown(c.script), c.expected) << c.script;
}

TEST(ImageBuild, KnowsWhatItDoesNotKnow) {
  const std::vector<Case> cases{
      {"docker build $FLAGS -t app .", "unknown -t app in ."},
      {"docker build \"${args[@]}\" .", "unknown in ."},
      {"docker build ${NO_CACHE:+--no-cache} .", "unknown in ."},
      {"docker build --no-cache=$NO_CACHE .", "unknown in ."},
      {"docker build \"$@\"", "unknown"},
      {"docker build $(BUILD_FLAGS)", "unknown"},
      {"docker build ${{ inputs.flags }}", "unknown"},
      {"docker build -t $IMAGE $CONTEXT", "unknown -t $IMAGE"},
      {"docker build -t app $ROOT/service", "cached -t app in $ROOT/service"},
      {"docker build \"$(dirname $0)/..\"", "cached in $(dirname $0)/.."},
      {"docker build --no-cache $FLAGS .", "uncached in ."},
      {"$(DOCKER) build -t $(IMAGE) .", "cached -t $(IMAGE) in ."},
      {"${DOCKER:-docker} build .", "cached in ."},
      {"docker build -t ${{ env.IMAGE }}:1 .", "cached -t ${{ env.IMAGE }}:1 in ."},
  };
  for (const Case& c : cases) EXPECT_EQ(shown(c.script), c.expected) << c.script;
}

TEST(ImageBuild, IsNothingElse) {
  for (const char* script : {"",
                             "docker run x",
                             "echo docker build .",
                             "docker push x",
                             "docker",
                             "> file",
                             "cargo build",
                             "docker buildx create --use",
                             "docker compose",
                             "cat <<EOF\ndocker build .\nEOF\n",
                             "# docker build ."})
    EXPECT_EQ(shown(script), "none") << script;
}

TEST(ImageBuild, StandsAtItsCommandsLine) {
  const auto commands = shell_commands("a\n\ncat <<E\nx\nE\ndocker \\\n  build .\n");
  ASSERT_EQ(commands.size(), 3U);
  const auto build = read_image_build(commands.back());
  ASSERT_TRUE(build);
  EXPECT_EQ(build->line, 5U);
}

std::string deed(const std::string& script) {
  const DockerDeed deed = read_docker_deed(shell_commands(script).front());
  static constexpr std::array k_names{"none", "push", "push-composed", "tag", "prune"};
  std::string text = k_names.at(static_cast<std::size_t>(deed.kind));
  for (const std::string& name : deed.names) text += ' ' + name;
  return text;
}

TEST(DockerDeed, IsAPushATagOrAPrune) {
  EXPECT_EQ(deed("docker push --quiet a/b:1"), "push a/b:1");
  EXPECT_EQ(deed("docker image push $I"), "push $I");
  EXPECT_EQ(deed("docker compose push"), "push-composed");
  EXPECT_EQ(deed("docker tag a b"), "tag a b");
  EXPECT_EQ(deed("docker builder prune -af"), "prune");
  EXPECT_EQ(deed("docker buildx prune --all --force"), "prune");
  EXPECT_EQ(deed("docker builder prune $FLAGS"), "prune");
  EXPECT_EQ(deed("docker builder prune -f"), "none");
  EXPECT_EQ(deed("docker builder prune -f --filter label=x"), "none");
  EXPECT_EQ(deed("docker builder prune -af --filter until=24h"), "none");
  EXPECT_EQ(deed("docker builder prune -a --filter=until=24h"), "none");
  EXPECT_EQ(deed("docker buildx prune -af --keep-storage 10GB"), "none");
  EXPECT_EQ(deed("docker image prune -af"), "none");
  EXPECT_EQ(deed("git push"), "none");
}

TEST(SpeaksOfProduction, KnowsTheWords) {
  for (const char* text :
       {"release", "Deploy to prod", "x/release-image.sh", ":production", "build_and_publish"})
    EXPECT_TRUE(speaks_of_production(text)) << text;
  for (const char* text : {"", "test", "product", "reproduce", "unreleased", "ci", "deployed-tests-of-x"})
    EXPECT_FALSE(speaks_of_production(text)) << text;
}

TEST(WithoutTag, LeavesPortsAndVariablesAlone) {
  EXPECT_EQ(without_tag("a/b:1"), "a/b");
  EXPECT_EQ(without_tag("localhost:5000/b"), "localhost:5000/b");
  EXPECT_EQ(without_tag("${A:-b}"), "${A:-b}");
  EXPECT_EQ(without_tag("${{ env.A }}:$(B)"), "${{ env.A }}");
  EXPECT_EQ(without_tag(""), "");
}

}  // namespace
}  // namespace cb21
