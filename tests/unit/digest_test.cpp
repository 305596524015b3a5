// SPDX-License-Identifier: Apache-2.0
#include "inputs/digest.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

// As `xxhsum -H2` prints them.
TEST(Digest, IsXxh3Of128Bits) {
  EXPECT_EQ(to_hex(digest_of("")), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(to_hex(digest_of("fn main() {}\n")), "1d5a8ac3c67b42782ce252b75a0dcff3");
  EXPECT_EQ(to_hex(digest_of(std::string(100'000, 'x'))), "0fe996a84987456bd8b99a30e426ac41");
}

TEST(Digest, ReadsItsOwnHexadecimalForm) {
  const Digest digest = digest_of("text");
  EXPECT_EQ(digest_from_hex(to_hex(digest)), digest);
  EXPECT_EQ(digest_from_hex("0000000000000001000000000000000f"), (Digest{1, 15}));
}

TEST(Digest, RefusesWhatIsNotItsHexadecimalForm) {
  const std::string good = to_hex(digest_of("text"));
  const std::vector<std::string> bad = {"",
                                        good.substr(1),
                                        good + "0",
                                        "G" + good.substr(1),
                                        "A" + good.substr(1),
                                        "+" + good.substr(1),
                                        "-" + good.substr(1),
                                        " " + good.substr(1),
                                        std::string(32, '\0')};
  for (const std::string& text : bad) EXPECT_FALSE(digest_from_hex(text)) << text;
}

TEST(StreamDigest, DoesNotDependOnHowTheBytesCome) {
  const std::string text(10'000, 'y');
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{255}, std::size_t{4096}}) {
    StreamDigest stream;
    for (std::size_t at = 0; at < text.size(); at += piece) {
      stream.update(std::string_view(text).substr(at, piece));
    }
    EXPECT_EQ(stream.value(), digest_of(text)) << piece;
  }
}

TEST(StreamDigest, MovesWithItsState) {
  StreamDigest first;
  first.update("ab");
  StreamDigest second = std::move(first);
  second.update("c");
  EXPECT_EQ(second.value(), digest_of("abc"));
}

TEST(FieldDigest, KeepsFieldsApart) {
  const auto of = [](const std::vector<std::pair<std::string, std::string>>& fields) {
    FieldDigest digest;
    for (const auto& [tag, value] : fields) digest.field(tag, value);
    return digest.value();
  };
  const std::vector<std::vector<std::pair<std::string, std::string>>> all = {
      {},
      {{"", ""}},
      {{"a", "b"}},
      {{"ab", ""}},
      {{"", "ab"}},
      {{"a", "b"}, {"", ""}},
      {{"a", "bc"}},
      {{"ab", "c"}},
      {{"a", "b"}, {"a", "b"}},
      {{"a", "b1:a1:b"}},
      {{"a", "1:b"}},
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::size_t j = 0; j < all.size(); ++j) EXPECT_EQ(of(all[i]) == of(all[j]), i == j) << i << " " << j;
  }
}

}  // namespace
}  // namespace cb21
