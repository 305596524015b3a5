// SPDX-License-Identifier: Apache-2.0
#include "cli/image_reference.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace cb21 {
namespace {

struct Case {
  std::string text;
  std::string full;
  std::string familiar;
};

// As distribution/reference's own tests and docker have them.
TEST(ImageReference, IsNormalizedAsDockerDoes) {
  const std::vector<Case> cases{
      {"hello", "docker.io/library/hello", "hello:latest"},
      {"hello:1", "docker.io/library/hello:1", "hello:1"},
      {"library/hello", "docker.io/library/hello", "hello:latest"},
      {"me/hello:v1.2-rc_3", "docker.io/me/hello:v1.2-rc_3", "me/hello:v1.2-rc_3"},
      {"docker.io/hello", "docker.io/library/hello", "hello:latest"},
      {"docker.io/library/hello:k", "docker.io/library/hello:k", "hello:k"},
      {"index.docker.io/hello:k", "docker.io/library/hello:k", "hello:k"},
      {"docker.io/library/a/b", "docker.io/library/a/b", "library/a/b:latest"},
      {"localhost/x/y:1", "localhost/x/y:1", "localhost/x/y:1"},
      {"localhost:5000/x", "localhost:5000/x", "localhost:5000/x:latest"},
      {"127.0.0.1:5555/p:2", "127.0.0.1:5555/p:2", "127.0.0.1:5555/p:2"},
      {"[::1]:5000/x", "[::1]:5000/x", "[::1]:5000/x:latest"},
      {"ghcr.io/a/b/c:Z", "ghcr.io/a/b/c:Z", "ghcr.io/a/b/c:Z"},
      {"Host/x", "Host/x", "Host/x:latest"},
      {"a__b.c---d_e:_", "docker.io/library/a__b.c---d_e:_", "a__b.c---d_e:_"},
      {"library:1", "docker.io/library/library:1", "library:1"},
  };
  for (const Case& given : cases) {
    const auto reference = parse_image_reference(given.text);
    ASSERT_TRUE(reference) << given.text;
    EXPECT_EQ(reference->full(), given.full);
    EXPECT_EQ(reference->familiar(), given.familiar);
  }
}

TEST(ImageReference, LeavesToDockerWhatIsNoName) {
  for (const std::string& text : {std::string(),
                                  std::string("Hello"),
                                  std::string("a.b/X"),
                                  std::string("hello:"),
                                  std::string("hello:-x"),
                                  std::string("hello:a b"),
                                  std::string(":1"),
                                  std::string("-hello"),
                                  std::string("hello-"),
                                  std::string("a..b"),
                                  std::string("a___b"),
                                  std::string("a._b"),
                                  std::string("a//b"),
                                  std::string("/a"),
                                  std::string("a/"),
                                  std::string("a,b"),
                                  std::string("a b"),
                                  std::string("-a.b/x"),
                                  std::string("a.b:x/y"),
                                  std::string("a.b:/y"),
                                  std::string("h\xc3\xa9llo"),
                                  std::string("a\0b", 3),
                                  std::string(64, '0'),
                                  "hello@sha256:" + std::string(64, '0'),
                                  "hello:1@sha256:" + std::string(64, '0'),
                                  "hello:" + std::string(129, 'x'),
                                  std::string(256, 'x')}) {
    EXPECT_FALSE(parse_image_reference(text)) << text;
  }
}

TEST(ImageReference, HasLimitsOfLength) {
  EXPECT_TRUE(parse_image_reference("hello:" + std::string(128, 'x')));
  EXPECT_TRUE(parse_image_reference("a.b/" + std::string(255, 'x')));
  EXPECT_TRUE(parse_image_reference(std::string(63, '0')));
}

}  // namespace
}  // namespace cb21
