// SPDX-License-Identifier: Apache-2.0
#include "docker/client.hpp"

#include "error.hpp"
#include "support/docker_stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using test::DockerStandIn;
using test::TempTree;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class FindDocker : public testing::Test {
 protected:
  std::string program(const std::string& relative) const {
    std::string path = tree.write(relative, "#!/bin/sh\n" + relative);
    tree.set_mode(relative, 0755);
    return path;
  }

  std::string path_of(const std::vector<std::string>& folders) const {
    std::string path;
    for (const std::string& folder : folders) path += (path.empty() ? "" : ":") + tree.path(folder);
    return path;
  }

  TempTree tree;
};

TEST_F(FindDocker, takes_the_first_program_that_is_not_cb21) {
  const std::string self = program("self/cb21");
  tree.link("a/docker", self);
  tree.write("b/docker", "not executable");
  tree.directory("c/docker");
  tree.link("d/docker", "nowhere");
  const std::string real = program("e/docker");
  program("f/docker");
  EXPECT_EQ(find_docker({std::nullopt, path_of({"missing", "a", "b", "c", "d", "e", "f"}), "", self}), real);
}

TEST_F(FindDocker, passes_over_wrappers_that_led_here) {
  const std::string wrapper = program("a/docker");
  tree.link("b/docker", wrapper);
  const std::string real = program("c/docker");
  const std::string path = path_of({"a", "b", "c"});
  EXPECT_EQ(find_docker({std::nullopt, path, "", "/self"}), wrapper);
  EXPECT_EQ(find_docker({std::nullopt, path, "/x:" + wrapper, "/self"}), real);
  EXPECT_THROW(find_docker({std::nullopt, path, wrapper + ':' + real, "/self"}), Error);
  EXPECT_EQ(find_docker({wrapper, path, wrapper, "/self"}), real)
      << "a configured wrapper leads to what it wraps";
}

TEST_F(FindDocker, ends_a_round_that_it_cannot_see) {
  const std::string wrapper = program("a:b/docker");
  std::string seen;
  for (int i = 0; i < 20; ++i) seen += wrapper + ':';
  EXPECT_THROW(find_docker({wrapper, "/bin", seen, "/self"}), Error);
}

TEST_F(FindDocker, takes_the_configured_one) {
  const std::string self = program("self/cb21");
  const std::string named = program("x/docker-28");
  program("p/docker");
  EXPECT_EQ(find_docker({named, path_of({"p"}), "", self}), named);
  EXPECT_EQ(find_docker({"docker-28", path_of({"p", "x"}), "", self}), named);
  EXPECT_THROW(find_docker({self, path_of({"p"}), "", self}), Error);
  EXPECT_THROW(find_docker({tree.path("none"), path_of({"p"}), "", self}), Error);
}

TEST_F(FindDocker, says_that_there_is_none) {
  try {
    find_docker({std::nullopt, path_of({"a"}), "", "/self"});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ExitCode::no_docker);
    EXPECT_THAT(error.what(), HasSubstr(tree.path("a")));
  }
}

TEST(DockerClient, marks_its_commands_against_recursion) {
  DockerStandIn docker;
  docker.set("CB21_DOCKER_SEEN", "/first");
  const Command command = DockerClient(docker.program(), {"--context", "x"}).command({"build", "."});
  EXPECT_THAT(command.arguments, ElementsAre("--context", "x", "build", "."));
  EXPECT_THAT(
      command.environment,
      ElementsAre(std::pair<std::string, std::string>("CB21_DOCKER_SEEN", "/first:" + docker.program())));
}

TEST(DockerClient, describes_an_image) {
  DockerStandIn docker;
  docker.set("FAKE_DOCKER_ENTRYPOINT", R"(["/app/x","--flag"])");
  docker.set("FAKE_DOCKER_CMD", R"(["serve"])");
  const std::optional<ImageFacts> facts = DockerClient(docker.program(), {}).inspect_image("x:latest");
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->id, "sha256:" + std::string(64, 'a'));
  EXPECT_THAT(facts->entrypoint, ElementsAre("/app/x", "--flag"));
  EXPECT_THAT(facts->command, ElementsAre("serve"));
  EXPECT_THAT(facts->environment, ElementsAre("PATH=/usr/bin:/bin"));
  EXPECT_EQ(facts->workdir, "/app");
  EXPECT_EQ(facts->os + '/' + facts->architecture, "linux/amd64");
  EXPECT_EQ(facts->created, "2026-01-02T03:04:05.6Z");
  EXPECT_EQ(facts->tagged, "");
}

TEST(DockerClient, tells_images_apart_by_what_they_hold) {
  DockerStandIn docker;
  const auto content = [&] { return DockerClient(docker.program(), {}).inspect_image("x:latest")->content; };
  EXPECT_EQ(content(), "") << "no layers are named";
  docker.set("FAKE_DOCKER_LAYERS", "sha256:1 sha256:2");
  const std::string first = content();
  EXPECT_EQ(first.size(), 64U);
  // Neither its id nor its times are part of it.
  docker.set("FAKE_DOCKER_IMAGE_ID", "sha256:" + std::string(64, 'b'));
  docker.set("FAKE_DOCKER_CREATED", "2026-03-04T05:06:07Z");
  docker.set("FAKE_DOCKER_TAGGED", "2026-03-04T05:06:08Z");
  EXPECT_EQ(content(), first);
  docker.set("FAKE_DOCKER_CMD", R"(["serve"])");
  EXPECT_NE(content(), first);
  docker.set("FAKE_DOCKER_CMD", "null");
  EXPECT_EQ(content(), first);
  for (const auto* const layers : {"sha256:2 sha256:1", "sha256:1", "sha256:1 sha256:2 sha256:3"}) {
    docker.set("FAKE_DOCKER_LAYERS", layers);
    EXPECT_NE(content(), first) << layers;
  }
}

TEST(DockerClient, tells_when_an_image_got_a_name) {
  DockerStandIn docker;
  docker.set("FAKE_DOCKER_TAGGED", "2026-01-03T00:00:00Z");
  EXPECT_EQ(DockerClient(docker.program(), {}).inspect_image("x")->tagged, "2026-01-03T00:00:00Z");
}

TEST(DockerClient, takes_null_for_an_empty_command) {
  DockerStandIn docker;
  docker.set("FAKE_DOCKER_ENTRYPOINT", "null");
  const std::optional<ImageFacts> facts = DockerClient(docker.program(), {}).inspect_image("x");
  ASSERT_TRUE(facts);
  EXPECT_THAT(facts->entrypoint, IsEmpty());
  EXPECT_THAT(facts->command, IsEmpty());
}

TEST(DockerClient, tells_a_missing_image_from_a_missing_engine_and_from_rubbish) {
  DockerStandIn docker;
  const DockerClient client(docker.program(), {});
  docker.set("FAKE_DOCKER_IMAGES", "other");
  EXPECT_FALSE(client.inspect_image("x"));
  docker.set("FAKE_DOCKER_DOWN", "1");
  EXPECT_THROW(client.inspect_image("x"), Error);
  docker.unset("FAKE_DOCKER_DOWN");
  docker.set("FAKE_DOCKER_ENTRYPOINT", "{");
  EXPECT_THROW(client.inspect_image("other"), Error);
}

TEST(DockerClient, describes_a_container) {
  DockerStandIn docker;
  const DockerClient client(docker.program(), {});
  EXPECT_FALSE(client.inspect_container("web"));
  docker.set("FAKE_DOCKER_CONTAINER", "sha256:a");
  docker.set("FAKE_DOCKER_CONTAINER_SERVICE", "api");
  std::optional<ContainerFacts> facts = client.inspect_container("web");
  ASSERT_TRUE(facts);
  EXPECT_EQ(facts->name, "web");
  EXPECT_EQ(facts->image_id, "sha256:a");
  EXPECT_EQ(facts->image, "hello");
  EXPECT_EQ(facts->compose_service, "api");
  EXPECT_TRUE(facts->running);
  docker.set("FAKE_DOCKER_CONTAINER_STATUS", "exited");
  facts = client.inspect_container("web");
  ASSERT_TRUE(facts);
  EXPECT_FALSE(facts->running);
  EXPECT_EQ(facts->status, "exited");
  docker.set("FAKE_DOCKER_CONTAINER", "");
  EXPECT_THROW(client.inspect_container("web"), Error);
  docker.set("FAKE_DOCKER_DOWN", "1");
  EXPECT_THROW(client.inspect_container("web"), Error);
  EXPECT_EQ(client.engine_version(), "");
  docker.unset("FAKE_DOCKER_DOWN");
  EXPECT_EQ(client.engine_version(), "20.10.24");
}

bool machine_has_buildx() {
  static constexpr std::array<std::string_view, 4> k_folders{
      "/usr/local/lib", "/usr/local/libexec", "/usr/lib", "/usr/libexec"};
  return std::any_of(k_folders.begin(), k_folders.end(), [](std::string_view folder) {
    return std::filesystem::exists(std::string(folder) + "/docker/cli-plugins/docker-buildx");
  });
}

struct FactsCase {
  std::string version;
  std::string buildkit;  // DOCKER_BUILDKIT; - for unset
  std::string buildx;    // - for no plugin
  std::string alias;
  bool engine_default = false;
  std::string expected;  // kind, through buildx, version, honours
};

TEST(BuilderFacts, follow_dockers_choice) {
  const std::vector<FactsCase> cases{
      {"28.2.2", "-", "v0.13.1", "", false, "buildkit buildx 0.13.1 keeps"},
      {"28.2.2", "1", "v0.13.1", "", false, "buildkit buildx 0.13.1 keeps"},
      {"28.2.2", "", "v0.29.1+ds1", "", false, "buildkit buildx 0.29.1 keeps"},
      {"28.2.2", "0", "v0.13.1", "", false, "classic"},
      {"28.2.2", "false", "v0.13.1", "", false, "classic"},
      {"28.2.2", "-", "-", "", false, "classic"},
      {"28.2.2", "-", "broken", "", false, "classic"},
      {"23.0.0", "-", "v0.6.3", "", false, "buildkit buildx 0.6.3 shares"},
      {"23.0.0", "-", "v0.7.0", "", false, "buildkit buildx 0.7.0 keeps"},
      {"26.1.5", "-", "v0.14.0", "", false, "buildkit buildx 0.14.0 shares"},
      {"26.1.5", "-", "v0.15.1", "", false, "buildkit buildx 0.15.1 shares"},
      {"26.1.5", "-", "v0.16.0-rc1", "", false, "buildkit buildx 0.16.0 keeps"},
      {"26.1.5", "-", "devel", "", false, "buildkit buildx  shares"},
      {"rubbish", "-", "v0.16.0", "", false, "buildkit buildx 0.16.0 keeps"},
      {"20.10.24", "-", "v0.13.1", "", false, "classic"},
      {"20.10.24", "-", "v0.13.1", "", true, "buildkit"},
      {"20.10.24", "0", "v0.13.1", "", true, "classic"},
      {"20.10.24", "TRUE", "-", "", false, "buildkit"},
      {"20.10.24", "0", "v0.13.1", "buildx", false, "buildkit buildx 0.13.1 keeps"},
      {"28.2.2", "-", "v0.13.1", "cb21", false, "buildkit buildx 0.13.1 keeps"},
  };
  for (const FactsCase& row : cases) {
    // A plugin of the machine's own cannot be hidden; the rows with a broken one say the same.
    if (row.buildx == "-" && machine_has_buildx()) continue;
    DockerStandIn docker;
    docker.set("FAKE_DOCKER_VERSION", "Docker version " + row.version + ", build x");
    if (row.buildkit != "-") docker.set("DOCKER_BUILDKIT", row.buildkit);
    if (row.buildx != "-") docker.install_buildx();
    docker.set("FAKE_DOCKER_BUILDX", row.buildx);
    if (row.engine_default) docker.set("FAKE_DOCKER_BUILDKIT", "1");
    if (!row.alias.empty())
      docker.tree().write("config/config.json", R"({"aliases":{"builder":")" + row.alias + R"("}})");
    const BuilderFacts facts = DockerClient(docker.program(), {}).builder_facts({});
    std::string found = facts.kind == BuilderFacts::Kind::classic ? "classic" : "buildkit";
    if (facts.through_buildx) {
      found += " buildx " + facts.buildx_version + (facts.honours_context_name ? " keeps" : " shares");
    }
    EXPECT_EQ(found, row.expected) << row.version << " DOCKER_BUILDKIT=" << row.buildkit << " buildx "
                                   << row.buildx;
  }
}

TEST(BuilderFacts, name_the_builder_that_will_build) {
  DockerStandIn docker;
  docker.set("FAKE_DOCKER_VERSION", "Docker version 28.2.2, build x");
  docker.install_buildx();
  docker.tree().write("config/buildx/instances/used", "{}");
  docker.tree().write("config/buildx/current",
                      R"({"Key":"unix:///var/run/docker.sock","Name":"used","Global":false})");
  const DockerClient client(docker.program(), {});
  EXPECT_EQ(client.builder_facts({}).name, "default") << "plain docker build ignores `buildx use`";
  docker.set("BUILDX_BUILDER", "variable");
  EXPECT_EQ(client.builder_facts({}).name, "variable");
  EXPECT_EQ(client.builder_facts({"flag", ""}).name, "flag");
  docker.unset("BUILDX_BUILDER");
  EXPECT_EQ(DockerClient(docker.program(), {"-c", "remote"}).builder_facts({}).name, "remote");
  docker.tree().write("config/config.json", R"({"aliases":{"builder":"buildx"}})");
  EXPECT_EQ(client.builder_facts({}).name, "used") << "an alias does not";
  EXPECT_EQ(client.builder_facts({}).endpoint, "unix:///var/run/docker.sock");
}

TEST(BuilderFacts, tell_the_engines_own_builder_from_others) {
  DockerStandIn docker;
  docker.set("FAKE_DOCKER_VERSION", "Docker version 28.2.2, build x");
  docker.install_buildx();
  const DockerClient client(docker.program(), {});
  EXPECT_TRUE(client.builder_facts({}).docker_driver);
  EXPECT_FALSE(client.builder_facts({}).old_client);
  EXPECT_TRUE(client.builder_facts({"default", ""}).docker_driver);
  EXPECT_FALSE(client.builder_facts({"other", ""}).docker_driver);
  const DockerClient remote(docker.program(), {"-c", "remote"});
  EXPECT_TRUE(remote.builder_facts({}).docker_driver);
  docker.tree().write("config/buildx/instances/remote", "{}");
  EXPECT_FALSE(remote.builder_facts({}).docker_driver) << "buildx made one of that name";
  docker.set("DOCKER_BUILDKIT", "0");
  EXPECT_TRUE(client.builder_facts({"other", ""}).docker_driver) << "the classic builder knows no others";
  docker.set("FAKE_DOCKER_VERSION", "Docker version 20.10.24, build x");
  EXPECT_TRUE(client.builder_facts({}).old_client);
}

TEST(BuilderFacts, ask_each_program_once) {
  DockerStandIn docker;
  docker.set("FAKE_DOCKER_VERSION", "Docker version 28.2.2, build x");
  docker.install_buildx();
  const BuilderQuestion question{std::nullopt, docker.tree().directory("cache")};
  const DockerClient client(docker.program(), {});
  client.builder_facts(question);
  EXPECT_THAT(docker.calls(), ElementsAre("--version", "docker-cli-plugin-metadata"));
  docker.forget_calls();
  EXPECT_EQ(client.builder_facts(question).buildx_version, "0.13.1");
  EXPECT_THAT(docker.calls(), IsEmpty());
}

TEST(RequireDocker, refuses_podman_by_whatever_name) {
  for (const std::string name : {"podman", "docker"}) {
    DockerStandIn docker;
    docker.set("FAKE_DOCKER_PODMAN", name);
    const DockerClient client(docker.program(), {});
    try {
      client.builder_facts({});
      FAIL() << name;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ExitCode::failed);
      EXPECT_THAT(error.what(), HasSubstr("is podman (" + name + " version 5.4.2)"));
    }
    EXPECT_THROW(client.require_docker(""), Error);
  }
}

TEST(RequireDocker, asks_podman_once) {
  DockerStandIn docker;
  docker.set("FAKE_DOCKER_PODMAN", "docker");
  const std::string cache = docker.tree().directory("cache");
  const DockerClient client(docker.program(), {});
  EXPECT_THROW(client.require_docker(cache), Error);
  EXPECT_THAT(docker.calls(), ElementsAre("--version", "version"));
  docker.forget_calls();
  EXPECT_THROW(client.require_docker(cache), Error);
  EXPECT_THAT(docker.calls(), IsEmpty());
}

}  // namespace
}  // namespace cb21
