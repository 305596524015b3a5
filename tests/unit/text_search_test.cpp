// SPDX-License-Identifier: Apache-2.0
#include "evidence/text_search.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<bool> search(const std::vector<std::string>& markers,
                         const std::string& text,
                         std::size_t piece) {
  TextSearch markers_in(markers);
  for (std::size_t at = 0; at < text.size(); at += piece)
    markers_in.feed(std::string_view(text).substr(at, piece));
  return markers_in.found();
}

TEST(TextSearch, finds_markers_wherever_the_stream_is_cut) {
  const std::string text =
      "..SERVICE v0.1.0 starting.." + std::string(1, '\0') + "..x" + std::string(50, '.') + "end";
  const std::vector<std::string> markers{
      "SERVICE v0.1.0 starting", "x", "end", "SERVICE v0.1.1", "..SERV", "startin g"};
  for (std::size_t piece = 1; piece <= text.size(); ++piece) {
    EXPECT_THAT(search(markers, text, piece), ElementsAre(true, true, true, false, true, false)) << piece;
  }
}

TEST(TextSearch, does_not_join_what_does_not_touch) {
  TextSearch markers({"abcd", "aXd"});
  for (const auto* const piece : {"ab", "X", "cd", "a", "", "X", "", "d"}) markers.feed(piece);
  EXPECT_THAT(markers.found(), ElementsAre(false, true));
}

TEST(TextSearch, finds_repeated_beginnings) {
  for (std::size_t piece = 1; piece < 8; ++piece) {
    EXPECT_THAT(search({"aab"}, "aaaaaab", piece), ElementsAre(true)) << piece;
    EXPECT_THAT(search({"aab"}, "aaaaaac", piece), ElementsAre(false)) << piece;
  }
}

TEST(TextSearch, finds_nothing_without_markers_or_bytes) {
  EXPECT_THAT(search({}, "text", 2), IsEmpty());
  EXPECT_THAT(search({"x"}, "", 1), ElementsAre(false));
}

}  // namespace
}  // namespace cb21
