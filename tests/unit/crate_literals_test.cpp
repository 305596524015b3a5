// SPDX-License-Identifier: Apache-2.0
#include "inputs/crate_literals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

std::vector<std::string> texts(const std::vector<CrateLiteral>& literals) {
  std::vector<std::string> result;
  result.reserve(literals.size());
  for (const CrateLiteral& literal : literals) result.push_back(literal.text);
  return result;
}

struct LiteralCase {
  const char* name;
  std::string_view source;
  std::vector<std::string> wanted;
};

class Literals : public testing::TestWithParam<LiteralCase> {};

TEST_P(Literals, are_those_of_the_program) {
  EXPECT_EQ(texts(literals_of(GetParam().source)), GetParam().wanted);
}

const LiteralCase k_literal_cases[] = {
    {"plain", R"(const A: &str = "first text"; static B: &[u8] = b"second";)", {"first text", "second"}},
    {"escapes", R"(f("tab\there"); g(r"raw \ text");)", {"tab\there", "raw \\ text"}},
    {"longest_piece", R"(println!("listening on {}:{port} for all requests", host);)", {"for all requests"}},
    {"too_short", R"(f("short");)", {}},
    {"braces", R"(f("{{\"a\": 1, \"b\": 2}}");)", {}},
    {"comments", "/// \"documented\"\n//! \"inner doc\"\n/* \"block text\" */ f(\"counted\");", {"counted"}},
    {"attributes",
     R"(#![doc = "inner text"] #[doc = "outer text"] #[deprecated(note = "old one")] fn f() { g("inside") })",
     {"inside"}},
    {"tests",
     R"(fn f() { g("before") } #[cfg(test)] mod tests { fn t() { h("in a test") } } fn i() { j("behind") })",
     {"before", "behind"}},
    {"test_functions",
     R"(#[tokio::test] async fn f<A, B>() { g("tested") } #[test] fn h() { g("tested too") } const C: &str = "behind";)",
     {"behind"}},
    {"conditional",
     R"(#[cfg(feature = "extra")] #[inline] fn f<A, B>() { g("optional") } fn h() { g("always") })",
     {"always"}},
    {"conditional_statement", R"(fn f() { #[cfg(unix)] g("on unix"); g("always") })", {"always"}},
    {"conditional_field", R"(S { #[cfg(unix)] a: "on unix", b: "always" })", {"always"}},
    {"conditional_file", R"(#![cfg(test)] f("never here");)", {}},
    {"conditional_derive",
     R"(#[cfg_attr(test, derive(Debug))] struct S; const A: &str = "always";)",
     {"always"}},
    {"compile_time",
     R"(f(env!("CARGO_PKG_NAME"), include_str!("file.txt"), cfg!(feature = "feature")); extern "stdcall" {})",
     {}},
    {"quiet_logging",
     R"(debug!("not in release"); tracing::trace!("nor this one"); info!("this one"); debug_assert!(x, "nor this");)",
     {"this one"}},
    {"macros", R"(macro_rules! m { ($x:expr) => { f("in a macro") } } f("outside");)", {"outside"}},
};

INSTANTIATE_TEST_SUITE_P(CrateLiterals, Literals, testing::ValuesIn(k_literal_cases), [](const auto& param) {
  return std::string(param.param.name);
});

TEST(CrateLiterals, tells_messages_from_other_texts) {
  const auto literals = literals_of(
      R"(fn f() { let a = "just a text"; println!("printed text"); x.expect("expected text"); info!("logged text"); bail!("failure {}", g("inner text")); if a == "compared" {} })");
  std::vector<std::string> messages;
  for (const CrateLiteral& literal : literals) {
    if (literal.message) messages.push_back(literal.text);
  }
  EXPECT_THAT(messages, ElementsAre("printed text", "expected text", "failure", "inner text"));
}

using Texts = std::map<std::string, std::string>;

class Files {
 public:
  explicit Files(Texts files) : files_(std::move(files)) {}

  std::vector<std::string> paths() const {
    std::vector<std::string> paths;
    for (const auto& [path, text] : files_) paths.push_back(path);
    return paths;
  }

  SourceReader reader() const {
    return [this](const std::string& path) {
      const auto found = files_.find(path);
      return found == files_.end() ? std::string() : found->second;
    };
  }

 private:
  Texts files_;
};

TEST(CrateLiterals, belong_to_the_nearest_package) {
  const Files files(
      {{"Cargo.toml", ""},
       {"src/main.rs", "f(\"of the root\");"},
       {"build.rs", "f(\"of the build script\");"},
       {"lib/Cargo.toml", ""},
       {"lib/src/lib.rs", R"(f("of the library"); f("a longer one of it"); f("of the library");)"},
       {"lib/tests/t.rs", "f(\"of a test\");"},
       {"libs/x.rs", "f(\"of the root too\");"},
       {"empty/Cargo.toml", ""},
       {"empty/src/lib.rs", ""}});
  const auto packages = literals_by_package(files.paths(), files.reader());
  ASSERT_THAT(packages, SizeIs(2));
  EXPECT_EQ(packages[0].directory, "");
  EXPECT_THAT(texts(packages[0].literals), ElementsAre("of the root too", "of the root"));
  EXPECT_EQ(packages[1].directory, "lib");
  EXPECT_THAT(texts(packages[1].literals), ElementsAre("a longer one of it", "of the library"));
}

TEST(CrateLiterals, are_limited_to_the_longest) {
  std::string source;
  for (int i = 100; i < 300; ++i) source += "f(\"text number " + std::to_string(i) + "\");";
  source += "f(\"the longest text of them all\");";
  const Files files({{"Cargo.toml", ""}, {"src/lib.rs", source}});
  const auto packages = literals_by_package(files.paths(), files.reader());
  ASSERT_THAT(packages, SizeIs(1));
  EXPECT_THAT(packages[0].literals, SizeIs(k_most_literals));
  EXPECT_EQ(packages[0].literals[0].text, "the longest text of them all");
}

TEST(CrateLiterals, need_a_package) {
  const Files files(Texts{{"src/main.rs", "f(\"of no package\");"}});
  EXPECT_THAT(literals_by_package(files.paths(), files.reader()), IsEmpty());
}

TEST(CrateLiterals, of_a_crate_follow_its_modules_only) {
  const Files files({{"src/main.rs", "mod one; mod two; #[cfg(test)] mod tested; f(\"of main itself\");"},
                     {"src/one.rs", "mod deep; f(\"of module one\");"},
                     {"src/one/deep.rs", "f(\"of one::deep\");"},
                     {"src/two/mod.rs", "mod near; f(\"of two\");"},
                     {"src/two/near.rs", "f(\"of two::near\");"},
                     {"src/tested.rs", "f(\"only tested\");"},
                     {"src/lib.rs", "f(\"of the library\");"}});
  EXPECT_THAT(texts(literals_of_crate("src/main.rs", files.reader())),
              ElementsAre("of main itself", "of module one", "of one::deep", "of two::near", "of two"));
}

TEST(CrateLiterals, of_a_crate_have_messages_first) {
  const Files files(
      Texts{{"src/main.rs", R"(const A: &str = "the longest of these"; f("said"); println!("printed");)"}});
  EXPECT_THAT(texts(literals_of_crate("src/main.rs", files.reader())),
              ElementsAre("printed", "the longest of these"));
}

TEST(CrateLiterals, of_a_crate_that_declares_itself_end) {
  const Files files(Texts{{"src/main.rs", "mod main; f(\"of main itself\");"}});
  EXPECT_THAT(texts(literals_of_crate("src/main.rs", files.reader())), ElementsAre("of main itself"));
}

}  // namespace
}  // namespace cb21
