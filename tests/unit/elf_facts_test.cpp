// SPDX-License-Identifier: Apache-2.0
#include "evidence/elf_facts.hpp"

#include "support/elf_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {
namespace {

using test::ElfPart;
using test::ElfText;
using testing::SizeIs;

constexpr std::uint32_t k_dynamic = 2;
constexpr std::uint32_t k_interpreter = 3;
constexpr std::uint32_t k_note = 4;
constexpr std::uint64_t k_pie = 0x08000000;

ElfFacts facts_of(const std::string& bytes, std::size_t piece = 100'000) {
  ElfReader reader;
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    reader.feed(std::string_view(bytes).substr(at, piece));
  return reader.finish();
}

ElfText program() {
  ElfText elf;
  elf.parts = {{.content = "the code", .address = 0x1000, .from_start = true},
               {.content = "the data", .address = 0x3000, .more_memory = 100, .flags = 6}};
  return elf;
}

std::string segments_of(const ElfText& elf) { return facts_of(elf.text()).segments; }

TEST(ElfReader, HashesWhatIsNoElfFile) {
  for (const std::string bytes : {"", "#!/bin/sh\n", "\177EL", "library/std/src/"}) {
    const ElfFacts facts = facts_of(bytes);
    EXPECT_FALSE(facts.elf || facts.executable || facts.rust) << bytes;
    EXPECT_EQ(facts.sha256, to_hex(sha256_of(bytes)));
    EXPECT_EQ(facts.segments, "");
  }
}

TEST(ElfReader, ReadsBothClassesAndByteOrders) {
  for (const bool wide : {true, false}) {
    for (const bool big_endian : {true, false}) {
      ElfText elf;
      elf.wide = wide;
      elf.big_endian = big_endian;
      elf.type = 2;
      elf.machine = 183;
      elf.parts = {{.content = "code", .from_start = true}, {k_note, elf.build_id("\x01\xab\xff")}};
      const ElfFacts facts = facts_of(elf.text());
      EXPECT_TRUE(facts.elf && facts.executable);
      EXPECT_EQ(facts.machine, 183);
      EXPECT_EQ(facts.build_id, "01abff");
      EXPECT_THAT(facts.segments, SizeIs(32));
      elf.type = 3;
      elf.parts.push_back({k_dynamic, elf.dynamic_flags(k_pie | 1U)});
      EXPECT_TRUE(facts_of(elf.text()).executable);
      elf.parts.back().content = elf.dynamic_flags(1);
      EXPECT_FALSE(facts_of(elf.text()).executable);
    }
  }
}

TEST(ElfReader, TellsProgramsFromLibraries) {
  const auto executable = [](std::uint16_t type, std::uint64_t entry, const std::vector<ElfPart>& parts) {
    return facts_of(ElfText{.type = type, .entry = entry, .parts = parts}.text()).executable;
  };
  const ElfText elf;
  const ElfPart code{.content = "code"};
  const ElfPart library{k_dynamic, elf.dynamic_flags(1)};
  EXPECT_TRUE(executable(2, 0x1000, {code}));
  EXPECT_TRUE(executable(3, 0x1000, {code, {k_interpreter, "/lib/ld.so"}, library}));
  EXPECT_TRUE(executable(3, 0x1000, {code, {k_dynamic, elf.dynamic_flags(k_pie)}})) << "static-pie";
  EXPECT_TRUE(executable(3, 0x1000, {code})) << "packed";
  EXPECT_FALSE(executable(3, 0x1000, {code, library})) << "a library of an old linker has an entry point";
  EXPECT_FALSE(executable(3, 0, {code}));
  EXPECT_FALSE(executable(1, 0x1000, {code})) << "an object file";
}

TEST(ElfReader, FindsTheBuildIdBehindOtherNotes) {
  ElfText elf;
  const std::string other =
      elf.number(3, 4) + elf.number(5, 4) + elf.number(3, 4) + std::string("Go\0\0", 4) + "abcde123";
  elf.parts = {{k_note, other}, {k_note, other + elf.build_id("\x12")}};
  EXPECT_EQ(facts_of(elf.text()).build_id, "12");
  elf.parts = {{k_note, other}};
  EXPECT_EQ(facts_of(elf.text()).build_id, "");
  elf.parts = {{k_note, elf.number(4, 4) + elf.number(0xFFFFFFFF, 4) + elf.number(3, 4) + "GNU"}};
  EXPECT_EQ(facts_of(elf.text()).build_id, "") << "larger than the notes";
}

// What strip changes: the sections, and the header's numbers of them.
TEST(ElfReader, SegmentsAreThoseOfTheUnstrippedFile) {
  ElfText stripped = program();
  ElfText whole = stripped;
  whole.behind = "debug information and symbols";
  whole.section_headers = 4000;
  whole.sections = 30;
  EXPECT_NE(facts_of(whole.text()).sha256, facts_of(stripped.text()).sha256);
  EXPECT_EQ(segments_of(whole), segments_of(stripped));
}

TEST(ElfReader, SegmentsTellLoadedBytesApart) {
  const std::string digest = segments_of(program());
  EXPECT_THAT(digest, SizeIs(32));
  std::vector<ElfText> others(6, program());
  others[0].parts[0].content = "the c0de";
  others[1].parts[1].content = "the d4ta";
  others[2].parts[1].address += 0x1000;
  others[3].parts[1].more_memory = 99;
  others[4].parts[1].flags = 4;
  others[5].parts.push_back({.content = ""});
  for (const ElfText& other : others) EXPECT_NE(segments_of(other), digest);
}

TEST(ElfReader, SegmentsThatTheFileDoesNotHaveAreNone) {
  const std::string bytes = program().text();
  EXPECT_EQ(facts_of(bytes.substr(0, bytes.size() - 1)).segments, "");
  EXPECT_EQ(facts_of(bytes.substr(0, 70)).segments, "");
  ElfText elf = program();
  elf.parts.resize(257, elf.parts[1]);
  EXPECT_EQ(segments_of(elf), "") << "more than are read";
  EXPECT_EQ(segments_of(ElfText{.parts = {{k_note, ""}}}), "");
  std::string far = bytes;
  far[32 + 2] = 1;  // the program headers at 65600
  EXPECT_EQ(facts_of(far + std::string(100'000, 'x')).segments, "");
}

TEST(ElfReader, PiecesOfTheStreamDoNotMatter) {
  ElfText elf = program();
  elf.parts[1].content = std::string(70'000, 'd') + "rustc version 1.95.0" + std::string(40'000, 'e');
  elf.parts.push_back({k_note, elf.build_id("B")});
  elf.parts.push_back({k_dynamic, elf.dynamic_flags(k_pie)});
  const std::string bytes = elf.text();
  const ElfFacts whole = facts_of(bytes, bytes.size());
  EXPECT_TRUE(whole.rust && whole.executable);
  EXPECT_EQ(whole.build_id, "42");
  EXPECT_EQ(whole.sha256, to_hex(sha256_of(bytes)));
  for (const std::size_t piece : {1U, 7U, 4096U, 65'535U, 65'537U}) {
    const ElfFacts facts = facts_of(bytes, piece);
    EXPECT_EQ(facts.segments, whole.segments) << piece;
    EXPECT_EQ(facts.sha256, whole.sha256) << piece;
    EXPECT_EQ(facts.build_id, "42") << piece;
    EXPECT_TRUE(facts.rust && facts.executable) << piece;
  }
}

TEST(ElfStart, MarksOfThePacker) {
  const std::string elf = ElfText{.parts = {{.content = "UPX!"}}}.text();
  EXPECT_TRUE(read_elf_start(elf).packed);
  EXPECT_TRUE(facts_of(elf).packed);
  EXPECT_FALSE(facts_of("UPX!").packed);
}

}  // namespace
}  // namespace cb21
