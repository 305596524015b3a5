// SPDX-License-Identifier: Apache-2.0
#include "inputs/recompile_stages.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

RecompileStages recompile(std::string_view text, std::vector<std::string> binaries = {}) {
  const Dockerfile dockerfile = parse_dockerfile(text);
  return recompile_stages({.text = text,
                           .dockerfile = dockerfile,
                           .target = "",
                           .nonce = "00ff",
                           .binaries = std::move(binaries)});
}

// The generated text with each touch shortened, for comparing whole texts.
std::string shortened(std::string text) {
  static constexpr std::string_view k_touch = R"(RUN ["/bin/sh","-c","echo 00ff >)";
  for (std::size_t at = text.find(k_touch); at != std::string::npos; at = text.find(k_touch, at + 1)) {
    text.replace(at, text.find('\n', at) - at, "TOUCH");
  }
  return text;
}

constexpr std::string_view k_two_stages =
    "# syntax=docker/dockerfile:1\n"
    "FROM rust AS builder\n"
    "WORKDIR /build\n"
    "COPY Cargo.toml Cargo.lock ./\n"
    "RUN mkdir src && echo 'fn main() {}' > src/main.rs \\\n"
    "    && cargo build --release\n"
    "COPY src src\n"
    "RUN --mount=type=cache,target=/build/target \\\n"
    "    cargo build --release && cp target/release/app /app\n"
    "FROM debian\n"
    "COPY --from=builder /app /usr/local/bin/\n"
    "CMD [\"app\"]\n";

TEST(RecompileStages, touches_behind_the_sources_and_hands_out_what_is_shipped) {
  const RecompileStages stages = recompile(k_two_stages);
  EXPECT_THAT(stages.obstacle, IsEmpty());
  EXPECT_EQ(stages.target, "cb21-recompiled-00ff");
  EXPECT_EQ(shortened(stages.dockerfile),
            "# syntax=docker/dockerfile:1\n"
            "FROM rust AS builder\n"
            "WORKDIR /build\n"
            "COPY Cargo.toml Cargo.lock ./\n"
            "RUN mkdir src && echo 'fn main() {}' > src/main.rs \\\n"
            "    && cargo build --release\n"
            "COPY src src\n"
            "TOUCH\n"
            "RUN --mount=type=cache,target=/build/target \\\n"
            "    cargo build --release && cp target/release/app /app\n"
            "FROM scratch AS cb21-recompiled-00ff\n"
            "COPY --from=0 [\"/ap[p]\",\"/0/\"]\n");
}

TEST(RecompileStages, touches_in_a_shell_of_its_own_and_names_the_places) {
  EXPECT_THAT(recompile(k_two_stages).dockerfile,
              HasSubstr("RUN [\"/bin/sh\",\"-c\",\"echo 00ff >/tmp/.cb21-recompile; set -- .; for place in "
                        "'/build/src'; do "));
  EXPECT_THAT(recompile(k_two_stages).dockerfile, HasSubstr("-name '*.rs' -exec touch -c {} +"));
}

struct TouchCase {
  const char* name;
  std::string_view stage;   // between FROM and the shipping stage
  std::string_view wanted;  // its lines behind the cut
};

class TouchPlaces : public testing::TestWithParam<TouchCase> {};

TEST_P(TouchPlaces, stand_before_cargo_builds_with_new_sources) {
  const std::string text = "FROM rust AS b\n" + std::string(GetParam().stage) +
                           "FROM scratch\nCOPY --from=b /w/target/release/app /app\n";
  const RecompileStages stages = recompile(text);
  EXPECT_THAT(stages.obstacle, IsEmpty());
  EXPECT_THAT(shortened(stages.dockerfile),
              StartsWith("FROM rust AS b\n" + std::string(GetParam().wanted) + "FROM scratch AS cb21-"));
}

constexpr TouchCase k_touch_cases[] = {
    {"single", "COPY . .\nRUN cargo build\n", "COPY . .\nTOUCH\nRUN cargo build\n"},
    {"once_for_two_builds",
     "COPY . .\nRUN cargo build --bin a\nRUN cargo build --bin b\n",
     "COPY . .\nTOUCH\nRUN cargo build --bin a\nRUN cargo build --bin b\n"},
    {"again_after_more_sources",
     "COPY a a\nRUN cargo build -p a\nCOPY b b\nRUN cargo build -p b\n",
     "COPY a a\nTOUCH\nRUN cargo build -p a\nCOPY b b\nTOUCH\nRUN cargo build -p b\n"},
    {"not_before_other_runs",
     "COPY . .\nRUN apt-get update\nRUN cargo build\n",
     "COPY . .\nRUN apt-get update\nTOUCH\nRUN cargo build\n"},
    {"not_before_the_dependencies",
     "COPY build.rs Cargo.toml ./\nRUN cargo build\nCOPY src src\nRUN cargo build\n",
     "COPY build.rs Cargo.toml ./\nRUN cargo build\nCOPY src src\nTOUCH\nRUN cargo build\n"},
    {"before_a_script", "COPY . .\nRUN make\n", "COPY . .\nTOUCH\nRUN make\n"},
    {"heredoc",
     "COPY . .\nRUN <<EOF\ncargo build\nEOF\nUSER app\n",
     "COPY . .\nTOUCH\nRUN <<EOF\ncargo build\nEOF\nUSER app\n"},
    {"sources_of_a_stage",
     "COPY --from=x /s /s\nRUN cargo build\n",
     "COPY --from=x /s /s\nTOUCH\nRUN cargo build\n"},
};

INSTANTIATE_TEST_SUITE_P(RecompileStages,
                         TouchPlaces,
                         testing::ValuesIn(k_touch_cases),
                         [](const auto& param) { return std::string(param.param.name); });

TEST(RecompileStages, sees_sources_of_base_stages) {
  const std::string_view text =
      "FROM rust AS src\nCOPY . /w\nFROM src AS b\nRUN cargo build\nFROM scratch\nCOPY --from=b /w/a /a\n";
  EXPECT_THAT(
      shortened(recompile(text).dockerfile),
      StartsWith("FROM rust AS src\nCOPY . /w\nFROM src AS b\nTOUCH\nRUN cargo build\nFROM scratch AS"));
}

TEST(RecompileStages, replays_an_image_that_is_made_of_the_compile_stage) {
  const RecompileStages stages = recompile(
      "FROM rust AS b\nCOPY . .\nRUN cargo build\nFROM b\nRUN strip /t/app\nENTRYPOINT [\"/t/app\"]",
      {"/t/app"});
  EXPECT_EQ(shortened(stages.dockerfile),
            "FROM rust AS b\nCOPY . .\nTOUCH\nRUN cargo build\nFROM b\nRUN strip /t/app\nENTRYPOINT "
            "[\"/t/app\"]\nFROM scratch AS cb21-recompiled-00ff\nCOPY --from=1 [\"/t/ap[p]\",\"/0/\"]\n");
}

struct ObstacleCase {
  const char* name;
  std::string_view text;
  std::string_view obstacle;
};

class Obstacles : public testing::TestWithParam<ObstacleCase> {};

TEST_P(Obstacles, are_said) {
  const RecompileStages stages = recompile(GetParam().text);
  EXPECT_THAT(stages.obstacle, HasSubstr(std::string(GetParam().obstacle)));
  EXPECT_THAT(stages.dockerfile, IsEmpty());
}

constexpr ObstacleCase k_obstacle_cases[] = {
    {"nothing_compiles", "FROM debian\nCOPY app /app\n", "no stage"},
    {"bind_mount",
     "FROM rust AS b\nRUN --mount=type=bind,source=src,target=src cargo build\nFROM debian\nCOPY --from=b /a "
     "/a\n",
     "bind-mounted"},
    {"bind_mount_of_everything",
     "FROM rust AS b\nCOPY x x\nRUN --mount=target=. cargo build\nFROM debian\nCOPY --from=b /a /a\n",
     "bind-mounted"},
    {"fetched",
     "FROM rust AS b\nRUN git clone x && cargo build\nFROM debian\nCOPY --from=b /a /a\n",
     "no COPY brings the sources"},
    {"sources_too_late",
     "FROM rust AS b\nRUN cargo build\nCOPY . .\nFROM debian\nCOPY --from=b /a /a\n",
     "no RUN"},
    {"stripped_later",
     "FROM rust AS b\nCOPY . .\nRUN cargo build\nFROM debian\nCOPY --from=b /a /a\nRUN strip /a\n",
     "line 6"},
    {"packed_by_a_collector",
     "FROM rust AS b\nCOPY . .\nRUN cargo build\nFROM debian AS c\nCOPY --from=b /a /a\nRUN sh -c 'upx /a'\n"
     "FROM scratch\nCOPY --from=c /a /a\n",
     "line 6"},
    {"unknown_variable",
     "FROM rust AS b\nCOPY . .\nRUN cargo build\nFROM debian\nCOPY --from=b /t/$UNKNOWN /a\n",
     "only docker knows"},
    {"odd_name",
     "FROM rust AS b\nCOPY . .\nRUN cargo build\nFROM debian\nCOPY --from=b [\"/t/a\\\"b\", \"/a\"]\n",
     "unusual"},
    {"nothing_shipped", "FROM rust\nCOPY . .\nRUN cargo build\n", "not known which files"},
};

INSTANTIATE_TEST_SUITE_P(RecompileStages,
                         Obstacles,
                         testing::ValuesIn(k_obstacle_cases),
                         [](const auto& param) { return std::string(param.param.name); });

TEST(RecompileStages, is_not_kept_by_a_strip_in_a_stage_of_no_matter) {
  EXPECT_THAT(
      recompile("FROM rust AS b\nCOPY . .\nRUN cargo build && strip a\nFROM debian AS other\nRUN strip /x\n"
                "FROM scratch\nCOPY --from=b /a /a\n")
          .obstacle,
      IsEmpty());
}

TEST(RecompileStages, keeps_wildcards_and_forgives_missing_names) {
  const std::string text = recompile(
                               "FROM rust AS b\nCOPY . .\nRUN cargo build\nFROM debian\n"
                               "COPY --from=b /t/app-* /out/ /bin/\nCOPY --from=b /t/\xC3\xA4 /x\n")
                               .dockerfile;
  EXPECT_THAT(text,
              EndsWith("COPY --from=0 [\"/t/app-*\",\"/0/\"]\nCOPY --from=0 [\"/ou[t]\",\"/1/\"]\n"
                       "COPY --from=0 [\"/t/[\xC3\xA4]\",\"/2/\"]\n"));
}

TEST(RecompiledImagePath, follows_files_directories_and_wildcards) {
  const std::vector<RecompiledSource> sources{
      {"/t/app", "/usr/bin/service"}, {"/t/app", "/usr/bin/"}, {"/out/", "/opt/app/"}, {"/out", "/opt/app"}};
  EXPECT_EQ(recompiled_image_path(sources, "0/app"), "/usr/bin/service");
  EXPECT_EQ(recompiled_image_path(sources, "./1/app"), "/usr/bin/app");
  EXPECT_EQ(recompiled_image_path(sources, "2/bin/x"), "/opt/app/bin/x");
  EXPECT_EQ(recompiled_image_path(sources, "3/x"), "/opt/app/x");
  for (const auto* const other : {"4/x", "x/y", "", "0", "0/", "-1/x", "0x/app", "99999999999999999999999/x"})
    EXPECT_EQ(recompiled_image_path(sources, other), "") << other;
}

}  // namespace
}  // namespace cb21
