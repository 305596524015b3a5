// SPDX-License-Identifier: Apache-2.0
#include "inputs/unshipped_packages.hpp"

#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

// A service and a tool of the project's own in one workspace.
class UnshippedPackages : public testing::Test {
 protected:
  UnshippedPackages() {
    tree.write("Cargo.toml", "[workspace]\nmembers = [\"xtask\"]\n" + package("app"));
    tree.write("src/main.rs", "fn main() {}\n");
    tree.write("xtask/Cargo.toml", package("xtask"));
    tree.write("xtask/src/main.rs", "fn main() {}\n");
  }

  static std::string package(const std::string& name) {
    return "[package]\nname = \"" + name + "\"\nversion = \"0.1.0\"\n";
  }

  std::set<std::string> found(const std::string& copy) const {
    tree.write("Dockerfile",
               "FROM rust AS b\nCOPY . .\nRUN cargo build --release\nFROM debian\n" + copy + "\n");
    ContextArguments arguments;
    arguments.directory = tree.path("");
    const BuildContext context = locate_build_context(arguments);
    return unshipped_manifests(context, take_snapshot(context, {}), "");
  }

  test::TempTree tree;
};

TEST_F(UnshippedPackages, AreThoseWhoseBinariesNoCopyNames) {
  EXPECT_THAT(found("COPY --from=b /target/release/app /app"), ElementsAre("xtask/Cargo.toml"));
  EXPECT_THAT(found("COPY --from=b /target/release/app /target/release/xtask /bin/"), IsEmpty());
}

TEST_F(UnshippedPackages, AreNotKnownWhereACopyNamesNoFile) {
  EXPECT_THAT(found("COPY --from=b /target/release/ /bin/"), IsEmpty());
  EXPECT_THAT(found("COPY --from=b /target/release/a* /bin/"), IsEmpty());
  EXPECT_THAT(found("CMD x"), IsEmpty());
}

TEST_F(UnshippedPackages, AreNotThoseThatOthersMayBeMadeOf) {
  tree.write("xtask/src/lib.rs", "");
  EXPECT_THAT(found("COPY --from=b /target/release/app /app"), IsEmpty());
}

}  // namespace
}  // namespace cb21
