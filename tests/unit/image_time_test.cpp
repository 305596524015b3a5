// SPDX-License-Identifier: Apache-2.0
#include "docker/image_time.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

TEST(ImageTime, ReadsWhatDockerSays) {
  const std::vector<std::pair<std::string, std::optional<std::int64_t>>> cases{
      {"2026-01-02T03:04:05.6Z", 1'767'323'045'600'000'000},
      {"2026-01-02T03:04:05Z", 1'767'323'045'000'000'000},
      {"2026-01-02T03:04:05.123456789Z", 1'767'323'045'123'456'789},
      {"2026-01-02T03:04:05.1234567899Z", 1'767'323'045'123'456'789},
      {"0001-01-01T00:00:00Z", std::nullopt},
      {"1970-01-01T00:00:00Z", std::nullopt},
      {"9999-12-31T23:59:59Z", std::nullopt},
      {"2026-13-02T03:04:05Z", std::nullopt},
      {"2026-02-30T03:04:05Z", std::nullopt},
      {"2026-01-02T05:04:05.6+02:00", 1'767'323'045'600'000'000},
      {"2026-01-01T21:34:05-05:30", 1'767'323'045'000'000'000},
      {"2026-01-02T03:04:05+0100", std::nullopt},
      {"2026-01-02T03:04:05*01:00", std::nullopt},
      {"2026-01-02T03:04:05+x1:00", std::nullopt},
      {"2026-01-02T03:04:05", std::nullopt},
      {"-026-01-02T03:04:05Z", std::nullopt},
      {"yesterday", std::nullopt},
      {"", std::nullopt},
  };
  for (const auto& [text, time] : cases) EXPECT_EQ(image_time(text), time) << text;
}

TEST(TimeText, IsUtc) {
  EXPECT_EQ(time_text(1'767'323'045'600'000'000), "2026-01-02 03:04:05 UTC");
  EXPECT_EQ(time_text(0), "1970-01-01 00:00:00 UTC");
}

}  // namespace
}  // namespace cb21
