// SPDX-License-Identifier: Apache-2.0
#include "evidence/image_tree.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

ImageFile file_of(ImageFile::Type type, std::string link = {}) {
  ImageFile file;
  file.type = type;
  file.link_target = std::move(link);
  return file;
}

ImageFile link_to(std::string target) { return file_of(ImageFile::Type::symlink, std::move(target)); }

const ImageFile k_regular = file_of(ImageFile::Type::regular);
const ImageFile k_directory = file_of(ImageFile::Type::directory);

struct ResolveCase {
  std::string path;
  std::string leads_to;
};

TEST(ImageTree, PathsLeadWhereTheKernelWouldGo) {
  ImageTree tree;
  tree.files = {{"/", k_directory},
                {"/bin", link_to("usr/bin")},
                {"/usr", k_directory},
                {"/usr/bin", k_directory},
                {"/usr/bin/app", k_regular},
                {"/usr/bin/sh", link_to("dash")},
                {"/usr/bin/dash", k_regular},
                {"/usr/bin/absolute", link_to("/opt/app/current/run")},
                {"/usr/bin/up", link_to("../../opt/app/v2/run")},
                {"/usr/bin/above", link_to("../../../../../usr/bin/app")},
                {"/usr/bin/slash", link_to("app/")},
                {"/usr/bin/nowhere", link_to("/gone/app")},
                {"/usr/bin/empty", link_to("")},
                {"/opt/app/current", link_to("v2")},
                {"/opt/app/v2/run", k_regular},
                {"/loop", link_to("loop2")},
                {"/loop2", link_to("/loop")},
                {"/self", link_to("self/app")},
                {"/dev", k_directory},
                {"/dev/console", file_of(ImageFile::Type::other)}};
  for (const auto& [path, leads_to] : std::vector<ResolveCase>{
           {"/", "/"},
           {"/usr/bin/app", "/usr/bin/app"},
           {"//usr/./bin//app", "/usr/bin/app"},
           {"/bin/app", "/usr/bin/app"},
           {"/bin/sh", "/usr/bin/dash"},
           {"/bin", "/usr/bin"},
           {"/bin/", "/usr/bin"},
           {"/bin/../lib", ""},
           {"/bin/../bin/app", "/usr/bin/app"},
           {"/usr/bin/absolute", "/opt/app/v2/run"},
           {"/usr/bin/up", "/opt/app/v2/run"},
           {"/usr/bin/above", "/usr/bin/app"},
           {"/../../usr/bin/app", "/usr/bin/app"},
           {"/opt/app", "/opt/app"},
           {"/opt/app/current/../v2/run", "/opt/app/v2/run"},
           {"/dev/console", "/dev/console"},
           {"/usr/bin/nowhere", ""},
           {"/usr/bin/empty", ""},
           {"/usr/bin/gone", ""},
           {"/usr/bin/slash", ""},
           {"/usr/bin/app/", ""},
           {"/usr/bin/app/.", ""},
           {"/usr/bin/app/..", ""},
           {"/usr/bin/app/x", ""},
           {"/op", ""},
           {"/loop", ""},
           {"/self", ""},
           {"usr/bin/app", ""},
           {"", ""},
       }) {
    EXPECT_EQ(tree.resolve(path), leads_to) << path;
  }
}

TEST(ImageTree, FollowsFortyLinks) {
  ImageTree tree;
  for (int i = 1; i <= 41; ++i) tree.files["/l" + std::to_string(i)] = link_to("l" + std::to_string(i - 1));
  tree.files["/l0"] = k_regular;
  EXPECT_EQ(tree.resolve("/l40"), "/l0");
  EXPECT_EQ(tree.resolve("/l41"), "");
}

TEST(ImageTree, FindsByExactPath) {
  ImageTree tree;
  tree.files = {{"/app", link_to("/bin/app")}};
  ASSERT_NE(tree.find("/app"), nullptr);
  EXPECT_EQ(tree.find("/app")->link_target, "/bin/app");
  EXPECT_EQ(tree.find("/bin/app"), nullptr);
}

}  // namespace
}  // namespace cb21
