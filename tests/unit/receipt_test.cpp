// SPDX-License-Identifier: Apache-2.0
#include "state/receipt.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <cstddef>
#include <limits>
#include <string>
#include <variant>
#include <vector>

namespace cb21 {
namespace {

namespace json = boost::json;

Receipt some_receipt() {
  Receipt receipt;
  receipt.cb21_version = "0.1.0";
  receipt.verified_at = "2026-01-31T23:59:59Z";
  receipt.project = "a\nservice\xff";
  receipt.dockerfile = "../docker/Dockerfile";
  receipt.dockerfile_digest = digest_of("FROM x");
  receipt.target = "final";
  receipt.platform = "linux/arm64";
  receipt.inputs = "cb21-sources-0";
  receipt.files = digest_of("files");
  receipt.file_count = 7;
  receipt.builder_kind = "buildkit";
  receipt.builder_name = "default";
  receipt.buildx_version = "0.13.1";
  receipt.engine_version = "26.1.5";
  receipt.bases = {{"rust:1", "sha256:aa", ""}, {"debian@sha256:bb", "", "sha256:bb"}};
  receipt.image_id = "sha256:cc";
  receipt.binaries = {
      {"/usr/bin/a\\b\xfe", std::numeric_limits<std::uint64_t>::max(), digest_of("a"), sha256_of("a")},
      {"/usr/bin/c", 0, digest_of("")}};
  receipt.proofs = {{"marker", "pass", "\"a\" is in /usr/bin/a"}};
  return receipt;
}

std::string why_unusable(const std::string& text) {
  const auto parsed = parse_receipt(text);
  const auto* unusable = std::get_if<UnusableReceipt>(&parsed);
  return unusable == nullptr ? "it is sound" : unusable->why;
}

json::object object_of(const Receipt& receipt) { return json::parse(print_receipt(receipt)).as_object(); }

TEST(Receipt, ComesBackAsItWas) {
  for (const Receipt& receipt : {some_receipt(), Receipt{}}) {
    const std::string text = print_receipt(receipt);
    EXPECT_EQ(text.find('\n'), text.size() - 1);
    const auto parsed = parse_receipt(text);
    ASSERT_TRUE(std::holds_alternative<Receipt>(parsed)) << why_unusable(text);
    EXPECT_EQ(std::get<Receipt>(parsed), receipt);
  }
}

TEST(Receipt, MayBeWrittenAnewByOthers) {
  const json::object object = object_of(some_receipt());
  json::object turned;
  std::vector<std::string> keys;
  for (const auto& member : object) keys.insert(keys.begin(), std::string(member.key()));
  for (const std::string& key : keys) turned[key] = object.at(key);
  EXPECT_EQ(why_unusable("  " + json::serialize(turned)), "it is sound");
}

TEST(Receipt, IsRefusedWhereverItWasCut) {
  const std::string text = print_receipt(some_receipt());
  for (std::size_t length = 0; length + 1 < text.size(); ++length) {
    EXPECT_NE(why_unusable(text.substr(0, length)), "it is sound") << length;
  }
  EXPECT_EQ(why_unusable(""), "is empty");
  EXPECT_EQ(why_unusable(text.substr(0, 100)), "is torn: it ends before its last line does, or was changed");
}

TEST(Receipt, IsRefusedWithAnyValueChangedLostOrAdded) {
  const json::object object = object_of(some_receipt());
  constexpr const char* k_changed = "is damaged or was changed: its checksum does not match";
  for (const auto& member : object) {
    const std::string key(member.key());
    if (key == "type" || key == "schema") continue;
    json::object changed = object;
    changed[key] = "x";
    EXPECT_EQ(why_unusable(json::serialize(changed)), k_changed) << key;
    changed.erase(key);
    EXPECT_EQ(why_unusable(json::serialize(changed)), k_changed) << key;
  }
  json::object changed = object;
  changed["more"] = 1;
  EXPECT_EQ(why_unusable(json::serialize(changed)), k_changed);
  changed = object;
  changed["binaries"].as_array()[0].as_object()["size"] = 1;
  EXPECT_EQ(why_unusable(json::serialize(changed)), k_changed);
  changed = object;
  changed["project"].as_object()["name"] = "another";
  EXPECT_EQ(why_unusable(json::serialize(changed)), k_changed);
}

TEST(Receipt, IsRefusedWhereItIsForeignOrOfAnotherVersion) {
  json::object newer = object_of(some_receipt());
  newer["schema"] = 3;
  EXPECT_EQ(why_unusable(json::serialize(newer)), "was written by a newer cb21 (schema 3)");
  newer["schema"] = "3";
  EXPECT_EQ(why_unusable(json::serialize(newer)), "is damaged: its schema is no number");
  newer["type"] = "report";
  for (const std::string& text :
       {json::serialize(newer), std::string("{\"schema\":1}"), std::string("[1]"), std::string("hello")}) {
    EXPECT_EQ(why_unusable(text), "is not one of cb21's") << text;
  }
  EXPECT_EQ(why_unusable(std::string(9U << 20U, ' ')), "is too large to be one of cb21's");
}

// As cb21 0.1.0 wrote it, but for the time.
constexpr const char* k_first_schema =
    R"({"type":"cb21-receipt","schema":1,"cb21":"0.1.0","verified_at":"","project":{"name":"","dockerfile":"",)"
    R"("dockerfile_xxh3":"00000000000000000000000000000000","target":"","platform":""},"inputs":{"digest":"",)"
    R"("files_xxh3":"00000000000000000000000000000000","files":0},"builder":{"kind":"","name":"","buildx":"",)"
    R"("engine":""},"bases":[],"image_id":"","binaries":[{"path":"/a","size":1,)"
    R"("xxh3":"00000000000000030000000000000004"}],"proofs":[],"checksum":"CHECKSUM"})";

TEST(Receipt, OfTheFirstSchemaHasNoSha256) {
  std::string text = k_first_schema;
  json::object object = json::parse(text).as_object();
  object.erase("checksum");
  text.replace(text.find("CHECKSUM"), 8, to_hex(digest_of(json::serialize(object))));
  const auto parsed = parse_receipt(text);
  ASSERT_TRUE(std::holds_alternative<Receipt>(parsed)) << why_unusable(text);
  const auto& receipt = std::get<Receipt>(parsed);
  EXPECT_EQ(receipt.binaries, (std::vector<VerifiedBinary>{{"/a", 1, {3, 4}}}));
  EXPECT_EQ(why_unusable(print_receipt(receipt)), "it is sound");
}

TEST(Receipt, IsToldFromOtherFilesByItsBeginning) {
  const std::string text = print_receipt(some_receipt());
  EXPECT_TRUE(looks_like_receipt(text));
  EXPECT_TRUE(looks_like_receipt(text.substr(0, 30)));
  EXPECT_TRUE(looks_like_receipt("{\n  \"type\": \"cb21-receipt\",\n  \"schema\": 99"));
  EXPECT_FALSE(looks_like_receipt("cb21-receipt"));
  EXPECT_FALSE(looks_like_receipt(""));
}

TEST(FilesRoot, SpeaksOfPathsClassesAndContentsOnly) {
  FileEntry file;
  file.path = "src/main.rs";
  file.file_class = FileClass::rust_source;
  file.content = digest_of("one");
  const Digest root = files_root({file});
  FileEntry other = file;
  other.mtime_ns = 5;
  other.mode = 0100755;
  EXPECT_EQ(files_root({other}), root);
  other = file;
  other.content = digest_of("two");
  EXPECT_NE(files_root({other}), root);
  other = file;
  other.path = "src/lib.rs";
  EXPECT_NE(files_root({other}), root);
  other = file;
  other.file_class = FileClass::watched;
  EXPECT_NE(files_root({other}), root);
  EXPECT_NE(files_root({file, other}), root);
}

}  // namespace
}  // namespace cb21
