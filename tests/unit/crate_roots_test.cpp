// SPDX-License-Identifier: Apache-2.0
#include "inputs/crate_roots.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(CrateRoots, AreThoseWithAnEndingOfTheirOwn) {
  EXPECT_THAT(named_crate_roots("[package]\nname = 'a'\nbuild = \"build.script\"\n"
                                "[lib]\npath='src/lib.rust'\n"
                                "[[bin]]\nname = 'a'\npath = 'src/main.rust'\n"
                                "[[bin]]\nname = 'b'\npath = 'src/b.rs'\n"
                                "[[example]]\nname = 'e'\npath = \"e.txt\"\n"),
              ElementsAre("build.script", "src/lib.rust", "src/main.rust", "e.txt"));
  EXPECT_THAT(named_crate_roots("bin = [{ name = 'a', path = 'a.rust' }]\n"), ElementsAre("a.rust"));
}

TEST(CrateRoots, AreNoneOfOthersPaths) {
  EXPECT_THAT(named_crate_roots("[package]\nbuild = false\n[dependencies]\nb = { path = \"../b\" }\n"),
              IsEmpty());
  EXPECT_THAT(named_crate_roots("[package]\nbuild = \"build.rs\"\n[lib]\npath = \"src/x.rs\"\n"), IsEmpty());
  EXPECT_THAT(named_crate_roots("path = \"a"), IsEmpty());
  EXPECT_THAT(named_crate_roots("bin = 1\nexample = [1]\nlib = \"path = 'x'\"\n"), IsEmpty());
}

}  // namespace
}  // namespace cb21
