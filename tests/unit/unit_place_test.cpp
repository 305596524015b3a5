// SPDX-License-Identifier: Apache-2.0
#include "evidence/unit_place.hpp"

#include <gtest/gtest.h>

#include <string>

namespace cb21 {
namespace {

// "PROFILE PACKAGE HASH FOLDER FILE", with a star before a file of a run's own folder.
std::string place(std::string_view path) {
  const auto found = place_of_unit_file(path);
  if (!found) return "none";
  return found->profile + ' ' + found->package + ' ' + found->hash + ' ' + found->folder + ' ' +
         (found->run_folder ? "*" : "") + std::string(found->file);
}

std::string output(std::string_view path, std::string_view extension = ".d") {
  const auto found = place_of_output(path, extension);
  return found ? found->profile + ' ' + found->stem + ' ' + found->hash : "none";
}

TEST(UnitPlace, IsReadInTheOldLayout) {
  EXPECT_EQ(place("/t/release/.fingerprint/my-app-0123456789abcdef/bin-my-app"),
            "/t/release my-app 0123456789abcdef /t/release/.fingerprint/my-app-0123456789abcdef bin-my-app");
  EXPECT_EQ(
      place("/t/release/build/app-0123456789abcdef/invoked.timestamp"),
      "/t/release app 0123456789abcdef /t/release/.fingerprint/app-0123456789abcdef *invoked.timestamp");
}

TEST(UnitPlace, IsReadInTheNewLayoutAndItsDraft) {
  EXPECT_EQ(place("/t/release/build/app/0123456789abcdef/fingerprint/bin-app"),
            "/t/release app 0123456789abcdef /t/release/build/app/0123456789abcdef/fingerprint bin-app");
  EXPECT_EQ(
      place("/t/release/build/app/0123456789abcdef/run/invoked.timestamp"),
      "/t/release app 0123456789abcdef /t/release/build/app/0123456789abcdef/fingerprint *invoked.timestamp");
  EXPECT_EQ(
      place("/t/release/build/app-0123456789abcdef/.fingerprint/lib-app.json"),
      "/t/release app 0123456789abcdef /t/release/build/app-0123456789abcdef/.fingerprint lib-app.json");
}

TEST(UnitPlace, IsNoneElsewhere) {
  EXPECT_EQ(place("/t/release/.fingerprint/app-0123/bin-app"), "none");
  EXPECT_EQ(place("/t/release/other/app-0123456789abcdef/bin-app"), "none");
  EXPECT_EQ(place("/t/release/build/app-0123456789abcdef/output"), "none");
  EXPECT_EQ(place("/t/release/build/app/0123456789abcdef/out/app"), "none");
  EXPECT_EQ(place(""), "none");
  EXPECT_EQ(place("/"), "none");
}

TEST(OutputPlace, IsReadInEachLayout) {
  EXPECT_EQ(output("/t/release/deps/my_app-0123456789abcdef.d"), "/t/release my_app 0123456789abcdef");
  EXPECT_EQ(output("/t/release/deps/plugin.d"), "/t/release plugin ");
  EXPECT_EQ(output("/t/release/examples/e-0123456789abcdef.d"), "/t/release e 0123456789abcdef");
  EXPECT_EQ(output("/t/release/build/app-0123456789abcdef/build_script_build-0123456789abcdef.d"),
            "/t/release build_script_build 0123456789abcdef");
  EXPECT_EQ(output("/t/release/build/app/0123456789abcdef/out/app.d"), "/t/release app 0123456789abcdef");
  EXPECT_EQ(output("/t/release/build/app-0123456789abcdef/deps/app-0123456789abcdef.d"),
            "/t/release app 0123456789abcdef");
  EXPECT_EQ(output("/t/release/deps/app-0123456789abcdef", ""), "/t/release app 0123456789abcdef");
}

TEST(OutputPlace, IsNoneForCargosOwnDepInfo) {
  EXPECT_EQ(output("/t/release/app.d"), "none");
  EXPECT_EQ(output("/t/release/examples/e.d"), "none");
  EXPECT_EQ(output("/t/out/app.d"), "none");
}

TEST(BuildOutput, IsBelowTheRunsFolder) {
  EXPECT_TRUE(is_build_output("/t/r/build/a-0123456789abcdef/out/x.rs", "/t/r"));
  EXPECT_TRUE(is_build_output("/t/r/build/a/0123456789abcdef/out/x.rs", "/t/r"));
  EXPECT_FALSE(is_build_output("/t/r/build/a/b/c/out/x.rs", "/t/r"));
  EXPECT_FALSE(is_build_output("/t/r/build/a/x.rs", "/t/r"));
  EXPECT_FALSE(is_build_output("/t/r/build/out.rs", "/t/r"));
  EXPECT_FALSE(is_build_output("/t/rx/build/a/out/x.rs", "/t/r"));
}

}  // namespace
}  // namespace cb21
