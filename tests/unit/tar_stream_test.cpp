// SPDX-License-Identifier: Apache-2.0
#include "docker/tar_stream.hpp"

#include "docker/process.hpp"
#include "error.hpp"
#include "support/temp_tree.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

using test::TempTree;
using testing::ElementsAre;
using testing::UnorderedElementsAre;

std::string octal(std::uint64_t value, std::size_t width) {
  std::string digits(width, '0');
  for (std::size_t i = width; i-- > 0; value /= 8) digits[i] = static_cast<char>('0' + value % 8);
  return digits;
}

struct Header {
  std::string name = "file";
  char type = '0';
  std::string size = octal(0, 11);
  std::string link = {};
  std::string magic = std::string("ustar\00000", 8);
  std::string prefix = {};
  std::string mtime = {};
  std::string mode = {};
};

std::string print(const Header& header) {
  std::string block(512, '\0');
  const auto put = [&](std::size_t at, const std::string& text) { block.replace(at, text.size(), text); };
  put(0, header.name);
  put(100, header.mode);
  put(124, header.size);
  put(136, header.mtime);
  put(148, std::string(8, ' '));
  block[156] = header.type;
  put(157, header.link);
  put(257, header.magic);
  put(345, header.prefix);
  std::uint64_t sum = 0;
  for (const char c : block) sum += static_cast<unsigned char>(c);
  put(148, octal(sum, 6) + std::string("\0 ", 2));
  return block;
}

std::string padded(std::string content) {
  content.resize((content.size() + 511) / 512 * 512, '\0');
  return content;
}

std::string file(const std::string& name, const std::string& content) {
  Header header;
  header.name = name;
  header.size = octal(content.size(), 11);
  return print(header) + padded(content);
}

std::string metadata(char type, const std::string& content) {
  Header header;
  header.name = "metadata";
  header.type = type;
  header.size = octal(content.size(), 11);
  return print(header) + padded(content);
}

std::string pax(const std::vector<std::pair<std::string, std::string>>& records) {
  std::string text;
  for (const auto& [key, value] : records) {
    std::size_t length = key.size() + value.size() + 4;
    while (std::to_string(length).size() + key.size() + value.size() + 3 != length) ++length;
    text.append(std::to_string(length)).append(" ").append(key).append("=").append(value).append("\n");
  }
  return metadata('x', text);
}

std::string typed(const std::string& name, char type, const std::string& link = {}) {
  Header header;
  header.name = name;
  header.type = type;
  header.link = link;
  return print(header);
}

const std::string k_end(1024, '\0');

struct Listing {
  std::vector<std::string> entries;  // TYPE NAME SIZE [-> LINK]: CONTENT
  bool complete = false;
};

Listing list(const std::string& archive, std::size_t piece) {
  static constexpr std::array<char, 5> k_letters{'f', 'd', 'l', 'h', 'o'};
  Listing listing;
  std::string current;
  TarStream stream({[&](const TarEntry& entry) {
                      current = std::string(1, k_letters.at(static_cast<std::size_t>(entry.type))) + ' ' +
                                entry.name + ' ' + std::to_string(entry.size);
                      if (!entry.link_target.empty()) current += " -> " + entry.link_target;
                      current += ": ";
                    },
                    [&](std::string_view content) { current += content; },
                    [&] { listing.entries.push_back(current); }});
  for (std::size_t at = 0; at < archive.size(); at += piece)
    stream.feed(std::string_view(archive).substr(at, piece));
  listing.complete = stream.complete();
  return listing;
}

// Read in pieces of many sizes, which must not matter.
Listing list(const std::string& archive) {
  Listing whole = list(archive, archive.size() + 1);
  for (const std::size_t piece : {1U, 7U, 511U, 512U, 513U, 1000U}) {
    EXPECT_EQ(list(archive, piece).entries, whole.entries) << "in pieces of " << piece;
  }
  return whole;
}

TEST(TarStream, TellsTheTimeWhereItIsPlain) {
  const std::vector<std::pair<std::string, std::optional<std::uint64_t>>> cases{
      {octal(1'700'000'000, 11), 1'700'000'000},
      {octal(0, 11), 0},
      {"", std::nullopt},
      {"soon", std::nullopt},
      {std::string(12, '\xff'), std::nullopt},
      {std::string(12, '7'), 0777777777777},
  };
  for (const auto& [written, time] : cases) {
    Header header;
    header.mtime = written;
    std::optional<TarEntry> seen;
    TarStream stream({[&](const TarEntry& entry) { seen = entry; }, [](std::string_view) {}, [] {}});
    stream.feed(print(header));
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->mtime, time) << written;
  }
}

TEST(TarStream, TellsTheModeWhereItIsPlain) {
  const std::vector<std::pair<std::string, std::uint32_t>> cases{
      {"0000750", 0750}, {"0104755", 04755}, {"", 0}, {"mode", 0}};
  for (const auto& [written, mode] : cases) {
    Header header;
    header.mode = written;
    std::optional<TarEntry> seen;
    TarStream stream({[&](const TarEntry& entry) { seen = entry; }, [](std::string_view) {}, [] {}});
    stream.feed(print(header));
    ASSERT_TRUE(seen);
    EXPECT_EQ(seen->mode, mode) << written;
  }
}

TEST(TarStream, reads_files_of_any_size_and_type) {
  const std::string big(1300, 'b');
  const Listing listing =
      list(file("empty", "") + file("small", "hello") + file("block", std::string(512, 'x')) +
           file("big", big) + typed("dir/", '5') + typed("link", '2', "target") +
           typed("hard", '1', "small") + typed("fifo", '6') + k_end);
  EXPECT_THAT(listing.entries,
              ElementsAre("f empty 0: ",
                          "f small 5: hello",
                          "f block 512: " + std::string(512, 'x'),
                          "f big 1300: " + big,
                          "d dir/ 0: ",
                          "l link 0 -> target: ",
                          "h hard 0 -> small: ",
                          "o fifo 0: "));
  EXPECT_TRUE(listing.complete);
}

TEST(TarStream, joins_prefix_and_name) {
  Header header;
  header.prefix = "a/long/way";
  EXPECT_THAT(list(print(header) + k_end).entries, ElementsAre("f a/long/way/file 0: "));
  header.magic = "ustar  ";  // GNU keeps other things there
  EXPECT_THAT(list(print(header) + k_end).entries, ElementsAre("f file 0: "));
}

TEST(TarStream, takes_pax_records_over_the_header) {
  const std::string name(300, 'n');
  EXPECT_THAT(list(pax({{"path", name}, {"mtime", "1.5"}, {"size", "5"}}) + file("short", "hello") +
                   file("next", "x") + k_end)
                  .entries,
              ElementsAre("f " + name + " 5: hello", "f next 1: x"));
  EXPECT_THAT(list(pax({{"linkpath", name}}) + typed("l", '2', "t") + k_end).entries,
              ElementsAre("l l 0 -> " + name + ": "));
}

TEST(TarStream, takes_gnu_long_names) {
  const std::string name(300, 'n');
  EXPECT_THAT(
      list(metadata('L', name + '\0') + metadata('K', name + '\0') + typed("l", '2', "t") + k_end).entries,
      ElementsAre("l " + name + " 0 -> " + name + ": "));
}

TEST(TarStream, reads_binary_sizes) {
  Header header;
  header.size = std::string("\x80\0\0\0\0\0\0\0\0\0\0\x03", 12);
  EXPECT_THAT(list(print(header) + padded("abc") + k_end).entries, ElementsAre("f file 3: abc"));
}

TEST(TarStream, skips_global_records_and_what_it_does_not_know) {
  EXPECT_THAT(list(metadata('g', "14 comment=xy\n") + file("a", "1") + k_end).entries,
              ElementsAre("f a 1: 1"));
  Header unknown;
  unknown.type = 'Z';
  unknown.size = octal(3, 11);
  EXPECT_THAT(list(print(unknown) + padded("abc") + file("a", "1") + k_end).entries,
              ElementsAre("o file 3: ", "f a 1: 1"));
}

TEST(TarStream, is_incomplete_until_the_end_mark) {
  const std::string archive = file("a", "hello") + k_end;
  for (std::size_t length = 0; length < archive.size(); ++length) {
    EXPECT_FALSE(list(archive.substr(0, length), 4096).complete) << length;
  }
  EXPECT_TRUE(list(archive, 4096).complete);
  EXPECT_TRUE(list(archive + "rubbish behind it", 4096).complete);
}

std::string with_size(const std::string& size) {
  Header header;
  header.size = size;
  return print(header);
}

std::string announced(char type) {
  Header header;
  header.type = type;
  header.size = octal(1U << 30U, 11);
  return print(header);
}

TEST(TarStream, refuses_what_is_not_a_tar_stream) {
  std::string damaged = file("a", "x");
  damaged[3] = 'q';
  Header sparse;
  sparse.type = 'S';
  const std::string message = std::string("Error response from daemon").append(600, ' ');
  const std::string negative = with_size(std::string(12, '\xFF'));
  const std::string huge = with_size("\x80" + std::string(11, '\x7F'));
  const std::string resumed = std::string(512, '\0') + file("a", "x");
  const std::vector<std::pair<std::string, std::string>> cases{
      {"an error message", message},
      {"a wrong checksum", damaged},
      {"a size with letters", with_size("0000000000x")},
      {"a size with a sign", with_size("-0000000001")},
      {"a negative binary size", negative},
      {"a huge binary size", huge},
      {"a long name of a gigabyte", announced('L')},
      {"a PAX header of a gigabyte", announced('x')},
      {"a sparse file", print(sparse)},
      {"a header after the first zero block", resumed},
  };
  for (const auto& [what, archive] : cases) {
    EXPECT_THROW(list(archive, 512), Error) << what;
    EXPECT_THROW(list(archive, 1), Error) << what;
  }
}

TEST(TarStream, refuses_damaged_pax_records) {
  const std::vector<std::string> cases{
      "22 GNU.sparse.major=1\n",
      "12 size=12x\n",
      "29 size=99999999999999999999\n",
      "28 size=9223372036854775807\n",
      "99 path=a\n",
      "2 path=a\n",
      "path=a\n",
      "8 path\n\n",
      "10 path=a",
      "99999999999999999999 path=a\n",
  };
  for (const std::string& records : cases) {
    EXPECT_THROW(list(metadata('x', records) + file("a", "x"), 512), Error) << records;
  }
}

TEST(TarStream, allocates_nothing_for_an_announced_size) {
  Header header;
  header.size = "77777777777";
  EXPECT_THAT(list(print(header) + "few bytes").complete, false);
}

TEST(TarStream, agrees_with_tar) {
  const TempTree tree;
  const std::string name(180, 'n');
  const std::string content(3000, 'x');
  tree.write("short/plain", content);
  tree.link("short/link", "plain");
  tree.write("long/" + name + "/" + name, content);
  tree.link("long/link", name);
  const auto list_of = [&](const std::string& format, const std::string& folder) {
    Command tar;
    tar.program = "/bin/tar";
    tar.arguments = {"-C", tree.root(), "--format", format, "-cf", "-", folder};
    return list(run_captured(tar).out);
  };
  for (const auto* const format : {"v7", "ustar", "pax", "gnu", "oldgnu"}) {
    const Listing listing = list_of(format, "short");
    EXPECT_TRUE(listing.complete) << format;
    EXPECT_THAT(
        listing.entries,
        UnorderedElementsAre("d short/ 0: ", "f short/plain 3000: " + content, "l short/link 0 -> plain: "))
        << format;
  }
  const std::string folder_entry = "d long/" + name + "/ 0: ";
  const std::string file_entry = "f long/" + name + "/" + name + " 3000: " + content;
  const std::string link_entry = "l long/link 0 -> " + name + ": ";
  for (const auto* const format : {"pax", "gnu", "oldgnu"}) {
    EXPECT_THAT(list_of(format, "long").entries,
                UnorderedElementsAre("d long/ 0: ", folder_entry, file_entry, link_entry))
        << format;
  }
}

}  // namespace
}  // namespace cb21
