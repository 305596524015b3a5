// SPDX-License-Identifier: Apache-2.0
#include "docker/docker_config.hpp"

#include "support/docker_stand_in.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

using test::DockerStandIn;
using testing::ElementsAre;

using Words = std::vector<std::string>;

class DockerConfigTest : public testing::Test {
 protected:
  DockerConfigTest() {
    for (const auto* const name : {"remote", "other", "from-config"}) {
      docker.tree().write("config/contexts/meta/" + std::string(name) + "0123/meta.json",
                          R"({"Name":")" + std::string(name) + R"(","Endpoints":{"docker":{"Host":"ssh://)" +
                              name + R"("}}})");
    }
  }

  DockerStandIn docker;
};

TEST_F(DockerConfigTest, chooses_the_context_in_dockers_order) {
  EXPECT_EQ(read_docker_config({}).endpoint(), "unix:///var/run/docker.sock");
  docker.tree().write("config/config.json", R"({"currentContext":"from-config"})");
  EXPECT_EQ(read_docker_config({}).endpoint(), "from-config ssh://from-config");
  docker.set("DOCKER_CONTEXT", "other");
  EXPECT_EQ(read_docker_config({}).endpoint(), "other ssh://other");
  docker.set("DOCKER_HOST", "tcp://h:1");
  EXPECT_EQ(read_docker_config({}).context, "default");
  EXPECT_EQ(read_docker_config({}).endpoint(), "tcp://h:1");
  EXPECT_EQ(read_docker_config({"-H", "tcp://h:2"}).endpoint(), "tcp://h:2");
  EXPECT_EQ(read_docker_config({"--context", "remote"}).endpoint(), "remote ssh://remote");
  EXPECT_EQ(read_docker_config({"--context", "missing"}).endpoint(), "missing");
}

TEST_F(DockerConfigTest, reads_global_flags_as_pflag_does) {
  const std::vector<std::pair<Words, std::string>> cases{
      {{"-cremote"}, "remote"},
      {{"-c=remote"}, "remote"},
      {{"-c", "remote"}, "remote"},
      {{"-Dc", "remote"}, "remote"},
      {{"--context=remote"}, "remote"},
      {{"--context", "other", "--context", "remote"}, "remote"},
      {{"-l", "-c", "--tlscacert", "--context=other", "-c", "remote"}, "remote"},
      {{"--log-level=debug", "-D", "--tls"}, "default"},
      {{"-c"}, "default"},
  };
  for (const auto& [words, context] : cases) {
    EXPECT_EQ(read_docker_config(words).context, context) << testing::PrintToString(words);
  }
}

TEST_F(DockerConfigTest, takes_the_configuration_folder_from_flag_then_variable_then_home) {
  EXPECT_EQ(read_docker_config({}).directory, docker.tree().path("config"));
  EXPECT_EQ(read_docker_config({"--config", "/x"}).directory, "/x");
  docker.unset("DOCKER_CONFIG");
  docker.set("HOME", "/home/u");
  EXPECT_EQ(read_docker_config({}).directory, "/home/u/.docker");
}

TEST_F(DockerConfigTest, lists_plugin_folders_in_dockers_order) {
  docker.tree().write("config/config.json", R"({"cliPluginsExtraDirs":["/extra",7]})");
  EXPECT_THAT(read_docker_config({}).plugin_directories,
              ElementsAre("/extra",
                          docker.tree().path("config/cli-plugins"),
                          "/usr/local/lib/docker/cli-plugins",
                          "/usr/local/libexec/docker/cli-plugins",
                          "/usr/lib/docker/cli-plugins",
                          "/usr/libexec/docker/cli-plugins"));
}

TEST_F(DockerConfigTest, takes_damaged_files_as_absent) {
  for (const auto* const text :
       {"", "{", "[]", "null", R"({"currentContext":7,"aliases":[],"cliPluginsExtraDirs":{}})"}) {
    docker.tree().write("config/config.json", text);
    docker.tree().write("config/contexts/meta/a/meta.json", text);
    EXPECT_EQ(read_docker_config({}).context, "default") << text;
    EXPECT_EQ(read_docker_config({}).builder_alias, "") << text;
  }
}

TEST_F(DockerConfigTest, finds_the_builder_that_buildx_use_chose) {
  docker.tree().write("config/buildx/instances/mine", "{}");
  docker.tree().write("config/buildx/current",
                      R"({"Key":"unix:///var/run/docker.sock","Name":"mine","Global":false})");
  EXPECT_EQ(chosen_builder(read_docker_config({})), "mine");
  EXPECT_EQ(chosen_builder(read_docker_config({"--context", "remote"})), "remote")
      << "chosen for another engine";
  docker.tree().write("config/buildx/current", R"({"Key":"x","Name":"mine","Global":true})");
  EXPECT_EQ(chosen_builder(read_docker_config({"--context", "remote"})), "mine");
  docker.tree().write("config/buildx/current", R"({"Key":"unix:///var/run/docker.sock","Name":""})");
  EXPECT_EQ(chosen_builder(read_docker_config({})), "default");
}

TEST_F(DockerConfigTest, knows_a_context_other_than_the_default_by_its_name) {
  docker.tree().write("config/buildx/instances/big", "{}");
  docker.tree().write("config/buildx/current", R"({"Key":"remote","Name":"big","Global":false})");
  EXPECT_EQ(chosen_builder(read_docker_config({"--context", "remote"})), "big");
  EXPECT_EQ(chosen_builder(read_docker_config({})), "default");
}

TEST_F(DockerConfigTest, takes_no_builder_that_is_gone) {
  for (const auto* const text :
       {R"({"Key":"remote","Name":"gone"})", R"({"Key":"x","Name":"gone","Global":true})"}) {
    docker.tree().write("config/buildx/current", text);
    EXPECT_EQ(chosen_builder(read_docker_config({"--context", "remote"})), "remote") << text;
  }
}

TEST_F(DockerConfigTest, leaves_to_buildx_what_it_keeps_under_a_hash) {
  docker.tree().write("config/buildx/instances/big", "{}");
  docker.tree().write("config/buildx/defaults/0123456789abcdef0123", "big");
  EXPECT_EQ(chosen_builder(read_docker_config({})), std::nullopt);
  docker.tree().write("config/buildx/current", R"({"Key":"unix:///var/run/docker.sock","Name":"big"})");
  EXPECT_EQ(chosen_builder(read_docker_config({})), "big");
}

}  // namespace
}  // namespace cb21
