// SPDX-License-Identifier: Apache-2.0
// Any bytes as a program file, in pieces of the length that the first byte gives: the pieces do not matter,
// and what is said of the file has its form. The highest bit of that byte puts 70,000 bytes behind the rest,
// so that the stream goes on beyond the headers.
#include "evidence/elf_facts.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

constexpr std::size_t k_behind = 70'000;

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_hexadecimal(const std::string& text) {
  return text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

cb21::ElfFacts facts_of(std::string_view bytes, std::size_t piece) {
  cb21::ElfReader reader;
  for (std::size_t at = 0; at < bytes.size(); at += piece) reader.feed(bytes.substr(at, piece));
  return reader.finish();
}

void check_form(const cb21::ElfFacts& facts, std::string_view bytes) {
  require(facts.elf == bytes.starts_with(cb21::k_elf_magic));
  require(facts.sha256 == cb21::to_hex(cb21::sha256_of(bytes)));
  require(facts.build_id.size() <= 128 && is_hexadecimal(facts.build_id));
  require((facts.segments.empty() || facts.segments.size() == 32) && is_hexadecimal(facts.segments));
  if (facts.elf) return;
  require(!facts.executable && !facts.rust && !facts.packed && facts.machine == 0);
  require(facts.build_id.empty() && facts.segments.empty());
}

void check_same(const cb21::ElfFacts& left, const cb21::ElfFacts& right) {
  require(left.elf == right.elf && left.machine == right.machine && left.packed == right.packed);
  require(left.executable == right.executable && left.rust == right.rust);
  require(left.sha256 == right.sha256 && left.build_id == right.build_id && left.segments == right.segments);
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const bool longer = (data[0] & 0x80U) != 0;
  std::string bytes(data + 1, data + size);
  if (longer) bytes.append(k_behind, 'x');
  const std::size_t piece = (data[0] & 0x7FU) * std::size_t{longer ? 600U : 1U} + 1;
  const cb21::ElfFacts whole = facts_of(bytes, bytes.size() + 1);
  check_form(whole, bytes);
  check_same(whole, facts_of(bytes, piece));
  return 0;
}
