// SPDX-License-Identifier: Apache-2.0
#include "state/record.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cb21 {
namespace {

const Digest k_content{0x0123456789abcdef, 0xfedcba9876543210};
const std::string k_hex = "0123456789abcdeffedcba9876543210";

FileEntry entry(std::string path, FileClass file_class = FileClass::rust_source) {
  return {std::move(path), file_class, k_content, k_content, 42, 1700000000123456789, 0100644};
}

Record sample() {
  Record record;
  record.identity = {
      "/home/me/hello", "/home/me/hello/Dockerfile", "final", "linux/amd64", "unix:///x default"};
  record.generation = "00112233445566ff";
  record.image_id = "sha256:abc";
  record.image_content = "c0";
  record.expectations = "e0";
  record.verified_at = 1700000100;
  FileEntry manifest = entry("Cargo.toml", FileClass::cargo_config);
  manifest.significant = {1, 2};
  record.binaries = {{"/usr/local/bin/a b", 4096, {3, 4}, sha256_of("abc")}};
  record.programs = {{"aa11", 7}, {"bb22", 8}};
  record.states = {{{5, 6}, "c0"}, {{1, 1}, "c1"}};
  record.units = {{"/app/target/release/.fingerprint/app-0a", 1700000000000000001, "77"}};
  record.learned = {"templates/a page.html"};
  record.files = {manifest, entry("src/main.rs")};
  return record;
}

// The text with its last line replaced by a right checksum.
std::string sealed(std::string_view lines) {
  return std::string(lines) + "checksum " + to_hex(digest_of(lines)) + "\n";
}

std::string without_checksum(const std::string& text) { return text.substr(0, text.rfind("checksum ")); }

std::string why(std::string_view text) {
  const auto parsed = parse_record(text);
  const auto* unusable = std::get_if<UnusableRecord>(&parsed);
  return unusable == nullptr ? "" : unusable->why;
}

// The sample's text with one replacement made, the checksum right again.
std::string tampered(std::string_view from, std::string_view to) {
  std::string lines = without_checksum(print_record(sample()));
  const std::size_t at = lines.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return sealed(lines.replace(at, from.size(), to));
}

TEST(Record, IsPrintedAsItsGrammarSays) {
  const std::string lines =
      "cb21-record 3\n"
      "context /home/me/hello\n"
      "dockerfile /home/me/hello/Dockerfile\n"
      "target final\n"
      "platform linux/amd64\n"
      "builder unix:///x default\n"
      "generation 00112233445566ff\n"
      "image sha256:abc\n"
      "content c0\n"
      "expectations e0\n"
      "verified-at 1700000100\n"
      "binary 4096 00000000000000030000000000000004 "
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad /usr/local/bin/a b\n"
      "program aa11 7\n"
      "program bb22 8\n"
      "state 00000000000000050000000000000006 c0\n"
      "state 00000000000000010000000000000001 c1\n"
      "unit 1700000000000000001 77 /app/target/release/.fingerprint/app-0a\n"
      "learned templates/a page.html\n"
      "cargo-config " +
      k_hex +
      " 00000000000000010000000000000002 42 1700000000123456789 100644 Cargo.toml\n"
      "rust-source " +
      k_hex + " = 42 1700000000123456789 100644 src/main.rs\n";
  EXPECT_EQ(print_record(sample()), sealed(lines));
}

TEST(Record, ComesBackAsItWas) {
  Record odd = sample();
  odd.identity.context = std::string("/a b\n\\\xff\0c", 9);
  odd.generation.clear();
  odd.image_id.clear();
  odd.verified_at = -1;
  FileEntry extreme = entry(" leading and trailing ", FileClass::watched);
  extreme.size = UINT64_MAX;
  extreme.mtime_ns = INT64_MIN;
  extreme.mode = UINT32_MAX;
  FileEntry zero = entry("dir", FileClass::directory);
  zero.content = zero.significant = {};
  zero.size = 0;
  zero.mtime_ns = 0;
  zero.mode = 0;
  odd.binaries = {{"/a", 0, {}}, {"/a\n\xff", UINT64_MAX, k_content, Sha256Digest()}};
  odd.files = {extreme, zero, entry("l\xc3\xa4nge\x80", FileClass::link), entry("\xff new\nline \\ x.rs")};
  for (const Record& record : {sample(), odd, Record{}}) {
    const auto parsed = parse_record(print_record(record));
    ASSERT_TRUE(std::holds_alternative<Record>(parsed)) << std::get<UnusableRecord>(parsed).why;
    EXPECT_EQ(std::get<Record>(parsed), record);
  }
}

TEST(Record, ListsOutOfOrderAreDamaged) {
  EXPECT_NE(why(tampered("program aa11 7\nprogram bb22 8", "program bb22 8\nprogram aa11 7")), "");
  EXPECT_NE(why(tampered("program bb22 8", "program aa11 7")), "");
  EXPECT_NE(why(tampered("unit 1700000000000000001 77 /", "unit 1700000000000000001 77")), "");
  EXPECT_NE(why(tampered("unit 1700000000000000001", "unit +1700000000000000001")), "");
  EXPECT_NE(why(tampered("state 0000000000000001", "state 000000000000000")), "");
}

TEST(Record, ManifestDigestIsOfPathsClassesAndContents) {
  const FileEntry main = entry("src/main.rs");
  FileEntry touched = main;
  touched.mtime_ns += 1;
  FileEntry edited = main;
  edited.content = {9, 9};
  FileEntry moved = main;
  moved.path = "src/lib.rs";
  EXPECT_EQ(manifest_digest({main}), manifest_digest({touched}));
  EXPECT_NE(manifest_digest({main}), manifest_digest({edited}));
  EXPECT_NE(manifest_digest({main}), manifest_digest({moved}));
  EXPECT_NE(manifest_digest({main}), manifest_digest({}));
}

TEST(Record, EveryClassComesBack) {
  for (int i = 0; i <= static_cast<int>(FileClass::compiled_in); ++i) {
    Record record = sample();
    record.files = {entry("x", static_cast<FileClass>(i))};
    const auto parsed = parse_record(print_record(record));
    ASSERT_TRUE(std::holds_alternative<Record>(parsed)) << i;
    EXPECT_EQ(std::get<Record>(parsed), record);
  }
}

TEST(Record, IsUnusableCutOffAnywhere) {
  const std::string text = print_record(sample());
  for (std::size_t length = 0; length < text.size(); ++length) {
    EXPECT_NE(why(text.substr(0, length)), "") << length;
  }
}

TEST(Record, IsUnusableWithAnyBitTurned) {
  const std::string text = print_record(sample());
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (unsigned bit = 0; bit < 8; ++bit) {
      std::string turned = text;
      turned[i] = static_cast<char>(static_cast<unsigned char>(turned[i]) ^ (1U << bit));
      EXPECT_NE(why(turned), "") << i << " bit " << bit;
    }
  }
}

TEST(Record, IsUnusableWithAnythingAfterTheChecksum) {
  const std::string text = print_record(sample());
  for (const char* more : {"\n", " ", "x", "checksum", "rust-source x\n"})
    EXPECT_NE(why(text + more), "") << more;
  EXPECT_NE(why(text + text), "");
}

TEST(Record, SaysWhyItIsUnusable) {
  EXPECT_EQ(why(""), "the record is empty");
  EXPECT_EQ(why("hello\n"), "the record is not one of cb21's");
  EXPECT_EQ(why("cb21-record 4\nwhatever"), "the record was written by a newer cb21");
  EXPECT_EQ(why("cb21-record 4294967295\n"), "the record was written by a newer cb21");
  EXPECT_EQ(why("cb21-record 1\n"), "the record was written by an older cb21");
  EXPECT_EQ(why("cb21-record 2\n"), "the record was written by an older cb21");
  EXPECT_EQ(why("cb21-record 01\n"), "the record's version line is damaged");
  EXPECT_EQ(why("cb21-record 3"), "the record is not one of cb21's");
  EXPECT_EQ(why("cb21-record 3\nchecksum 0"),
            "the record is torn or was changed: its checksum does not match");
  EXPECT_EQ(why(sealed("cb21-record 3\n")), "the record is damaged at line 2");
  EXPECT_EQ(why(tampered("rust-source", "rust-sauce")), "the record is damaged at line 20");
}

struct Tampering {
  const char* from;
  const char* to;
};

class TamperedRecord : public testing::TestWithParam<Tampering> {};

TEST_P(TamperedRecord, IsUnusableThoughItsChecksumIsRight) {
  EXPECT_NE(why(tampered(GetParam().from, GetParam().to)), "");
}

INSTANTIATE_TEST_SUITE_P(
    Each,
    TamperedRecord,
    testing::Values(Tampering{"context ", "contexts "},
                    Tampering{"target final\n", ""},
                    Tampering{"target final\n", "target final\ntarget final\n"},
                    Tampering{"target final\nplatform linux/amd64\n", "platform linux/amd64\ntarget final\n"},
                    Tampering{"/home/me/hello\n", "/home/me/hello\t\n"},
                    Tampering{"/home/me/hello\n", "\\x41\n"},
                    Tampering{"/home/me/hello\n", "\\q\n"},
                    Tampering{"/home/me/hello\n", "\xff\n"},
                    Tampering{"verified-at 17", "verified-at +17"},
                    Tampering{"verified-at 17", "verified-at 017"},
                    Tampering{"verified-at 1700000100", "verified-at -0"},
                    Tampering{"verified-at 1700000100", "verified-at "},
                    Tampering{"verified-at 1700000100", "verified-at 99999999999999999999"},
                    Tampering{"verified-at 1700000100", "verified-at 1 "},
                    Tampering{"binary 4096", "binary -1"},
                    Tampering{"binary 4096", "binary  4096"},
                    Tampering{"binary 4096 ", "binary 4096 0"},
                    Tampering{"binary 4096", "binary"},
                    Tampering{"/usr/local/bin/a b\n", "/usr\n\xff\n"},
                    Tampering{"/usr/local/bin/a b\n",
                              "/usr/local/bin/a b\nbinary 1 00000000000000030000000000000004 - /a\n"},
                    Tampering{"0015ad /usr", "0015a /usr"},
                    Tampering{"0015ad /usr", "0015aD /usr"},
                    Tampering{"0015ad /usr", "0015ad- /usr"},
                    Tampering{"= 42", "= -42"},
                    Tampering{"= 42", "= 0x2a"},
                    Tampering{"= 42", "=  42"},
                    Tampering{"= 42", "= 18446744073709551616"},
                    Tampering{"= 42", "42"},
                    Tampering{"= 42", "0123456789abcdeffedcba9876543210 42"},
                    Tampering{"= 42", "0123456789ABCDEFfedcba9876543211 42"},
                    Tampering{"= 42", "== 42"},
                    Tampering{"100644 src", "0100644 src"},
                    Tampering{"100644 src", "100688 src"},
                    Tampering{"100644 src", "40000000000 src"},
                    Tampering{"src/main.rs\n", "\\x73rc/main.rs\n"},
                    Tampering{"src/main.rs\n", "Cargo.toml\n"},
                    Tampering{"src/main.rs\n", "Aargo.toml\n"},
                    Tampering{"src/main.rs\n", "src/main.rs\n\n"},
                    Tampering{"src/main.rs\n", "src/main.rs\r\n"},
                    Tampering{" src/main.rs\n", "\n"},
                    Tampering{"src/main.rs\n", "src/main.rs"}));

TEST(IdentityKey, DiffersWithEachFieldAndWhereTwoRunTogether) {
  const std::vector<ProjectIdentity> identities{{"", "", "", "", ""},
                                                {"a", "", "", "", ""},
                                                {"", "a", "", "", ""},
                                                {"", "", "a", "", ""},
                                                {"", "", "", "a", ""},
                                                {"", "", "", "", "a"},
                                                {"ab", "c", "", "", ""},
                                                {"a", "bc", "", "", ""}};
  std::set<std::string> keys;
  for (const ProjectIdentity& identity : identities) {
    const std::string key = identity_key(identity);
    EXPECT_EQ(key.size(), 32U);
    EXPECT_EQ(key.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(key, identity_key(identity));
    keys.insert(key);
  }
  EXPECT_EQ(keys.size(), identities.size());
}

}  // namespace
}  // namespace cb21
