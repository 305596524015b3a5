// SPDX-License-Identifier: Apache-2.0
#include "evidence/workspace_root.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

KnownPaths known(const std::vector<std::string>& paths) {
  KnownPaths known;
  for (const std::string& path : paths) known.add(path);
  return known;
}

TEST(WorkspaceRoots, HaveEachPathBelowThem) {
  const KnownPaths paths = known({"/a/src/main.rs", "/b/src/main.rs", "/b/src/x.rs", "/src/main.rs"});
  EXPECT_THAT(paths.roots({"src/main.rs"}), ElementsAre("/", "/a", "/b"));
  EXPECT_THAT(paths.roots({"src/main.rs", "src/x.rs"}), ElementsAre("/b"));
  EXPECT_THAT(paths.roots({"src/main.rs", "src/y.rs"}), IsEmpty());
  EXPECT_THAT(paths.roots({"ain.rs"}), IsEmpty());
  EXPECT_THAT(paths.roots({}), IsEmpty());
}

TEST(WorkspaceRoots, ResolveStepsUpward) {
  const KnownPaths paths = known({"/a/src/main.rs", "/a/R", "/S"});
  EXPECT_THAT(paths.roots({"src/main.rs", "src/../R", "../S"}), ElementsAre("/a"));
  EXPECT_THAT(paths.roots({"src/main.rs", "../T"}), IsEmpty());
  EXPECT_THAT(paths.roots({"../S"}), IsEmpty());
}

TEST(WorkspaceRoots, AreTheOneThatAllUnitsHaveInCommon) {
  // A member has a main.rs as well, so that the root package's alone could belong to either.
  const KnownPaths paths = known({"/w/src/main.rs", "/w/m/src/main.rs"});
  EXPECT_THAT(workspace_roots({{"src/main.rs"}, {"m/src/main.rs"}}, paths), ElementsAre("/w", "/w"));
  EXPECT_THAT(workspace_roots({{"src/main.rs"}}, paths), ElementsAre(""));
}

TEST(WorkspaceRoots, PassOverUnitsWhoseFilesAreGone) {
  const KnownPaths paths = known({"/w/src/main.rs", "/w/m/src/main.rs"});
  EXPECT_THAT(workspace_roots({{"src/main.rs"}, {"m/src/main.rs"}, {"src/old.rs"}}, paths),
              ElementsAre("/w", "/w", ""));
}

TEST(WorkspaceRoots, AreEachUnitsOwnWhereWorkspacesShareATarget) {
  const KnownPaths paths = known({"/a/src/a.rs", "/b/src/b.rs", "/a/src/c.rs", "/b/src/c.rs"});
  EXPECT_THAT(workspace_roots({{"src/a.rs"}, {"src/b.rs"}, {"src/c.rs"}}, paths),
              ElementsAre("/a", "/b", ""));
}

}  // namespace
}  // namespace cb21
