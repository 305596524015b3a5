// SPDX-License-Identifier: Apache-2.0
#include "evidence/cargo_settings.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

CargoSetting setting_of(const char* path, const char* text) {
  const std::vector<CargoSetting> settings = read_cargo_settings({{path, text}});
  return settings.empty() ? CargoSetting{} : settings.front();
}

TEST(CargoSettings, AreReadInEachOfTheirForms) {
  const char* const path = "/app/.cargo/config.toml";
  EXPECT_EQ(setting_of(path, "rustc-wrapper = \"/bin/x\""),
            (CargoSetting{"/app", "rustc-wrapper", "/bin/x"}));
  EXPECT_EQ(setting_of(path, "build.rustc='y'"), (CargoSetting{"/app", "rustc", "y"}));
  EXPECT_EQ(setting_of(path, "build = { rustc-workspace-wrapper = \"z\", jobs = 1 }"),
            (CargoSetting{"/app", "rustc-workspace-wrapper", "z"}));
  EXPECT_EQ(setting_of(path, "target.'cfg(unix)'.linker = \"./ld.sh\""),
            (CargoSetting{"/app", "linker", "./ld.sh"}));
  EXPECT_EQ(setting_of(path, "\t\"linker\"=\"clang\" # fast"), (CargoSetting{"/app", "linker", "clang"}));
}

TEST(CargoSettings, HoldBelowTheirFolder) {
  EXPECT_EQ(setting_of("/app/sub/.cargo/config", "linker=\"a\"").folder, "/app/sub");
  EXPECT_EQ(setting_of("/.cargo/config", "linker=\"a\"").folder, "/");
  EXPECT_EQ(setting_of("/root/.cargo/config.toml", "linker=\"a\"").folder, "/");
  EXPECT_EQ(setting_of("/home/u/.cargo/config.toml", "linker=\"a\"").folder, "/");
  EXPECT_EQ(setting_of("/usr/local/cargo/config.toml", "linker=\"a\"").folder, "/");
}

TEST(CargoSettings, AreNothingElse) {
  EXPECT_THAT(read_cargo_settings({{"/app/.cargo/config", "my-linker = \"a\""},
                                   {"/app/.cargo/config", "linker-plugin = \"a\""},
                                   {"/app/.cargo/config", "linker ="},
                                   {"/app/.cargo/config", ""}}),
              IsEmpty());
}

TEST(CargoSettings, KeepTheirOrder) {
  const auto settings =
      read_cargo_settings({{"/a/.cargo/config", "rustc = \"1\""}, {"/b/.cargo/config", "linker = \"2\""}});
  EXPECT_THAT(settings, ElementsAre(CargoSetting{"/a", "rustc", "1"}, CargoSetting{"/b", "linker", "2"}));
}

}  // namespace
}  // namespace cb21
