// SPDX-License-Identifier: Apache-2.0
#include "evidence/rust_signs.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

bool shows_rust(const std::string& bytes, std::size_t piece) {
  RustSigns signs;
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    signs.feed(std::string_view(bytes).substr(at, piece));
  return signs.found();
}

TEST(RustSigns, EachOfThemWhereverTheStreamIsCut) {
  const std::string commit(40, 'a');
  for (const std::string& sign : {"/rustc/" + commit + "/library/core/src/fmt/mod.rs",
                                  std::string("rustc version 1.63.0 (4b91a6ea7 2022-08-08)"),
                                  std::string("/usr/src/rustc-1.63.0/library/std/src/io/mod.rs"),
                                  std::string("RUST_BACKTRACE")}) {
    const std::string bytes = std::string(60, '/') + sign + std::string(60, 'z');
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) EXPECT_TRUE(shows_rust(bytes, piece)) << sign;
  }
}

TEST(RustSigns, NotWhatMerelyNamesTheCompiler) {
  const std::string commit(39, 'a');
  for (const std::string& text : {"/rustc/" + commit + "g/",
                                  "/rustc/" + commit,
                                  std::string("rustc version %s"),
                                  std::string("rustc"),
                                  std::string()}) {
    for (const std::size_t piece : {1U, 5U, 100U}) EXPECT_FALSE(shows_rust(text, piece)) << text;
  }
}

}  // namespace
}  // namespace cb21
