// SPDX-License-Identifier: Apache-2.0
#include "inputs/included_files.hpp"

#include "inputs/include_scan.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace cb21 {
namespace {

// The paths, "$/" for the crate's folder and "*" for what is not written out, parted by blanks.
std::string included(std::string_view source) {
  std::string all;
  for (const IncludedFile& file : find_included_files(source)) {
    if (!all.empty()) all += ' ';
    all += (file.from_manifest_dir ? "$/" : "") + file.path + (file.open ? "*" : "");
  }
  return all;
}

struct Case {
  std::string_view source;
  std::string_view paths;
};

class IncludedFiles : public testing::TestWithParam<Case> {};

TEST_P(IncludedFiles, AreNamed) { EXPECT_EQ(included(GetParam().source), GetParam().paths); }

TEST_P(IncludedFiles, AreAnnouncedByTheCheapTest) {
  if (!GetParam().paths.empty()) {
    EXPECT_TRUE(may_name_files(GetParam().source));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Macros,
    IncludedFiles,
    testing::Values(Case{R"(const A: &str = include_str!("a.txt");)", "a.txt"},
                    Case{R"(include!("a.in"); include_bytes!["b.bin"]; include_str!{"c"})", "a.in b.bin c"},
                    Case{R"(std::include_str!("a") ::core::include_bytes!("b",))", "a b"},
                    Case{R"(include_str ! /* x */ ( "a" ))", "a"},
                    Case{R"(include_str!(r"dir\a") include_str!("\x61b"))", R"(dir\a ab)"},
                    Case{R"__(include_str!(r#"a"b"#))__", "a\"b"},
                    Case{R"(sqlx::query(include_str!("q.sql")))", "q.sql"},
                    Case{R"(#![doc = include_str!("../README.md")])", "../README.md"},
                    Case{R"(// include_str!("a"))", ""},
                    Case{R"__(/* include_str!("a") */ "include_str!(\"b\")")__", ""},
                    Case{R"(include_str!($path) include!(name!()))", "* *"},
                    Case{R"(include_str!("a".b) include_str!("a")", ""},
                    Case{R"(my_include_str!("a") include_dir!("b"))", ""}));

INSTANTIATE_TEST_SUITE_P(
    Concatenations,
    IncludedFiles,
    testing::Values(
        Case{R"(include_str!(concat!("a", "/", "b")))", "a/b"},
        Case{R"(include_str!(concat!("a", concat!["b", 'c', 1, true],)))", "abc1true"},
        Case{R"(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/a.sql")))", "$/a.sql"},
        Case{R"(include_str!(std::concat!(core::env!("CARGO_MANIFEST_DIR", "why"), "/", "../a")))", "$/../a"},
        Case{R"(include_str!(concat!(concat!(env!("CARGO_MANIFEST_DIR"), "/a"), "/b")))", "$/a/b"},
        Case{R"(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "-sibling/a")))", ""},
        Case{R"(include_str!(concat!("/", env!("CARGO_MANIFEST_DIR"))))", "/*"},
        Case{R"(include_str!(concat!("../t/", $n, ".html")))", "../t/*"},
        Case{R"(include_str!(concat!("../t/page-", stringify!(x))))", "../t/*"},
        Case{R"(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/t/", $n)))", "$/t/*"},
        Case{R"(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), $n)))", "$/*"},
        Case{R"(include_str!(concat!($n, ".html")) include_str!(env!("WHERE")))", "* *"},
        Case{R"(include!(concat!(::std::env!("OUT_DIR", "x"), "/", $n)) include!(env!("OUT_DIR")))", ""},
        Case{R"(include_str!(env!("CARGO_MANIFEST_DIR")))", ""},
        Case{R"(include!(concat!(env!("OUT_DIR"), "/gen.rs")))", ""},
        Case{R"(include!(concat!("a/b", 0x10)))", "a/*"},
        Case{R"(include!(concat!("a" "b")))", "*"}));

INSTANTIATE_TEST_SUITE_P(Attributes,
                         IncludedFiles,
                         testing::Values(Case{R"(#[path = "a.inc"] mod a;)", "a.inc"},
                                         Case{R"(#[cfg_attr(unix, path = "u.inc")] mod a;)", "u.inc"},
                                         Case{R"(#[path="a"]#[cfg_attr(all(x,y),path="b")])", "a b"},
                                         Case{R"(let path = "a"; x.path = "b";)", ""},
                                         Case{R"(#[path(x)] use std::path::Path;)", ""}));

TEST(IncludedFilesTest, TheCheapTestPassesOverOrdinarySource) {
  EXPECT_FALSE(may_name_files("use std::path::Path; fn main() { let included = path(); }"));
  EXPECT_FALSE(may_name_files(""));
  EXPECT_FALSE(may_name_files("#[include"));
}

TEST(IncludedFilesTest, TheCheapTestDoesNotRelyOnSpacing) {
  EXPECT_TRUE(may_name_files("include_str /* x */ !(\"a\")"));
  EXPECT_TRUE(may_name_files("#[path // x\n = \"a\"]"));
}

TEST(IncludedFilesTest, DeepNestingIsGivenUp) {
  std::string source = "include_str!(";
  for (int i = 0; i < 100'000; ++i) source += "concat!(";
  EXPECT_EQ(included(source), "*");
}

}  // namespace
}  // namespace cb21
