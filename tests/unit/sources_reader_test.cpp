// SPDX-License-Identifier: Apache-2.0
#include "proof/sources_reader.hpp"

#include "error.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <vector>

namespace cb21 {
namespace {

std::string octal(std::size_t value, std::size_t width) {
  std::string text(width, '0');
  for (std::size_t i = width; i-- > 0; value /= 8) text[i] = static_cast<char>('0' + value % 8);
  return text;
}

std::string entry(const std::string& name,
                  char type,
                  const std::string& content,
                  const std::string& link = "") {
  std::string header(512, '\0');
  const auto put = [&](std::size_t at, const std::string& text) { header.replace(at, text.size(), text); };
  put(0, name);
  put(100, "0000644");
  put(124, octal(content.size(), 11));
  put(148, "        ");
  header[156] = type;
  put(157, link);
  put(257, "ustar");
  put(263, "00");
  std::size_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put(148, octal(sum, 6));
  header[154] = '\0';
  return header + content + std::string((512 - content.size() % 512) % 512, '\0');
}

const std::vector<SourceFolder> k_folders = {{"", {"/a/x.rs"}, {{"x.rs", "/a/x.rs"}}, false},
                                             {"/a/src",
                                              {"/a/src/m/y.rs", "/a/src/z.rs"},
                                              {{"m/y.rs", "/a/src/m/y.rs"}, {"z.rs", "/a/src/z.rs"}},
                                              false}};

SeenSources read(const std::string& entries) {
  const std::string tar = entries + std::string(1024, '\0');
  SourcesReader reader(k_folders);
  for (std::size_t at = 0; at < tar.size(); at += 100) reader.feed(std::string_view(tar).substr(at, 100));
  return reader.finish();
}

SeenSource seen(const std::string& content) { return {digest_of(content), content.size(), false}; }

TEST(SourcesReader, GivesEachFileItsPlaceBack) {
  const SeenSources expected = {{"/a/x.rs", seen("one")}, {"/a/src/m/y.rs", seen("two")}};
  EXPECT_EQ(
      read(entry("0/", '5', "") + entry("0/x.rs", '0', "one") + entry("1/m/y.rs", '0', "two") +
           entry("1/other.rs", '0', "three") + entry("1/z.rs", '2', "", "y.rs") + entry("7/x.rs", '0', "no")),
      expected);
  EXPECT_EQ(read(entry("./0/x.rs", '0', "one") + entry("./1/m/y.rs", '0', "two")), expected);
  EXPECT_EQ(read(entry("1/other.rs", '0', "two") + entry("1/m/y.rs", '1', "", "1/other.rs") +
                 entry("0/x.rs", '0', "one")),
            expected);
}

TEST(SourcesReader, ComparesPlatforms) {
  const std::string one = entry("linux_amd64/0/x.rs", '0', "one");
  EXPECT_EQ(read(one + entry("linux_arm64/0/x.rs", '0', "one")), (SeenSources{{"/a/x.rs", seen("one")}}));
  EXPECT_TRUE(read(one + entry("linux_arm64/0/x.rs", '0', "two")).at("/a/x.rs").ambiguous);
}

TEST(SourcesReader, TakesNoBrokenStream) {
  SourcesReader broken(k_folders);
  broken.feed(entry("0/x.rs", '0', "one"));
  EXPECT_THROW(broken.finish(), Error);
  SourcesReader none(k_folders);
  EXPECT_THROW(none.feed(std::string(1024, 'x')), Error);
}

}  // namespace
}  // namespace cb21
