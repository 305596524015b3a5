// SPDX-License-Identifier: Apache-2.0
#include "docker/other_engine.hpp"

#include <gtest/gtest.h>

namespace cb21 {
namespace {

TEST(OtherEngine, is_told_by_its_own_words) {
  EXPECT_EQ(other_engine("podman version 5.4.2\n"), "podman");
  EXPECT_EQ(other_engine("buildah version 1.28.2 (image-spec 1.0.2-dev, runtime-spec 1.0.2-dev)\n"),
            "buildah");
  EXPECT_EQ(other_engine("docker version 4.3.1\nClient:       Podman Engine\nVersion:      4.3.1\n"),
            "podman");
  EXPECT_EQ(other_engine("Docker version 20.10.24+dfsg1, build 297e128\n"), "");
  EXPECT_EQ(other_engine("Docker version 26.1.5, build podman\n"), "") << "docker says so itself";
  EXPECT_EQ(other_engine("nerdctl version 1.7.7\n"), "");
  EXPECT_EQ(other_engine(""), "");
}

TEST(OtherEngine, is_asked_further_where_the_name_is_the_files) {
  EXPECT_TRUE(leaves_engine_open("docker version 4.3.1\n", "docker"));
  EXPECT_TRUE(leaves_engine_open("mine version 4.3.1\n", "mine"));
  EXPECT_FALSE(leaves_engine_open("podman version 4.3.1\n", "podman"));
  EXPECT_FALSE(leaves_engine_open("Docker version 26.1.5, build a72d7cd\n", "docker"));
  EXPECT_FALSE(leaves_engine_open("Docker version 26.1.5, build a72d7cd\n", "Docker"));
  EXPECT_FALSE(leaves_engine_open("", "docker"));
}

}  // namespace
}  // namespace cb21
