// SPDX-License-Identifier: Apache-2.0
#include "inputs/include_scan.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace cb21 {
namespace {

// As many bytes as one comparison takes; what a comparison gives is -1 where it is true.
using Bytes16 [[gnu::vector_size(16)]] = char;
using Bytes32 [[gnu::vector_size(32)]] = char;

constexpr std::size_t k_block_size = 64;
// How far behind a block its test looks.
constexpr std::size_t k_overlap = 4;

// The functions on vectors are inlined, so that they are compiled for each caller's instructions.
template <typename Bytes>
[[gnu::always_inline]] inline void load(Bytes& bytes, const char* text) {
  std::memcpy(&bytes, text, sizeof bytes);
}

template <typename Bytes>
[[gnu::always_inline]] inline bool any_set(const Bytes& bytes) {
  std::array<std::uint64_t, sizeof(Bytes) / sizeof(std::uint64_t)> words{};
  std::memcpy(words.data(), &bytes, sizeof bytes);
  return std::any_of(words.begin(), words.end(), [](std::uint64_t word) { return word != 0; });
}

// Whether "ud" stands in the block, the rarest letters of "include", or three letters of "path".
template <typename Bytes>
[[gnu::always_inline]] inline bool may_hold(const char* block) {
  Bytes any{};
  for (std::size_t offset = 0; offset < k_block_size; offset += sizeof(Bytes)) {
    Bytes first;
    Bytes second;
    Bytes fourth;
    load(first, block + offset);
    load(second, block + offset + 1);
    load(fourth, block + offset + 3);
    const auto include = (first == 'u') & (second == 'd');
    const auto path = (first == 'p') & (second == 'a') & (fourth == 'h');
    any |= reinterpret_cast<Bytes>(include | path);
  }
  return any_set(any);
}

// For a block that may hold one: whether "ude" stands in it, or "ath" that ends a word.
bool still_may_hold(const char* block) {
  Bytes16 any{};
  for (std::size_t offset = 0; offset < k_block_size; offset += sizeof(Bytes16)) {
    // NOLINTNEXTLINE(modernize-avoid-c-arrays): std::array drops the vector attribute
    Bytes16 letters[k_overlap + 1];
    for (std::size_t i = 0; i <= k_overlap; ++i) load(letters[i], block + offset + i);
    const auto include = (letters[0] == 'u') & (letters[1] == 'd') & (letters[2] == 'e');
    const auto ends = (letters[4] <= ' ') | (letters[4] == '=') | (letters[4] == '/');
    const auto path = (letters[1] == 'a') & (letters[2] == 't') & (letters[3] == 'h') & ends;
    any |= reinterpret_cast<Bytes16>(include | path);
  }
  return any_set(any);
}

template <typename Bytes>
[[gnu::always_inline]] inline std::size_t skip_blocks(const char* text, std::size_t begin, std::size_t end) {
  while (begin < end && !may_hold<Bytes>(text + begin)) begin += k_block_size;
  return begin;
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] std::size_t skip_blocks_avx2(const char* text, std::size_t begin, std::size_t end) {
  return skip_blocks<Bytes32>(text, begin, end);
}
#endif

// The first block in [begin, end) that is worth a look, or end. Both are whole blocks apart.
std::size_t next_block(const char* text, std::size_t begin, std::size_t end) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0) return skip_blocks_avx2(text, begin, end);
#endif
  return skip_blocks<Bytes16>(text, begin, end);
}

std::string_view skip_space(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r'))) {
    text.remove_prefix(1);
  }
  return text;
}

// A comment, or white space beyond ASCII, may hide anything.
bool may_hide(std::string_view text) { return text.starts_with('/') || text.substr(0, 1) >= "\x80"; }

bool goes_on_with(std::string_view text, char wanted) {
  const std::string_view rest = skip_space(text);
  return rest.starts_with(wanted) || may_hide(rest);
}

bool is_macro_at(std::string_view source, std::size_t at) {
  constexpr std::string_view k_include = "include";
  if (source.substr(at, k_include.size()) != k_include) return false;
  std::string_view rest = source.substr(at + k_include.size());
  for (const std::string_view suffix : {"_str", "_bytes"}) {
    if (rest.starts_with(suffix)) rest.remove_prefix(suffix.size());
  }
  return goes_on_with(rest, '!');
}

// `path = "x"`, but not the common `let path = value`.
bool is_path_attribute_at(std::string_view source, std::size_t at) {
  constexpr std::string_view k_path = "path";
  if (source.substr(at, k_path.size()) != k_path) return false;
  const std::string_view rest = source.substr(at + k_path.size());
  if (!goes_on_with(rest, '=')) return false;
  const std::string_view sign = skip_space(rest);
  if (may_hide(sign)) return true;
  const std::string_view value = skip_space(sign.substr(1));
  constexpr std::array<std::string_view, 4> k_values{"\"", "r\"", "r#", "concat"};
  const auto begins_value = [&](std::string_view start) { return value.starts_with(start); };
  return may_hide(value) || std::any_of(k_values.begin(), k_values.end(), begins_value);
}

bool names_file_at(std::string_view source, std::size_t at) {
  constexpr std::size_t k_before_u = 4;  // of "include"
  if (source[at] == 'p') return is_path_attribute_at(source, at);
  return source[at] == 'u' && at >= k_before_u && is_macro_at(source, at - k_before_u);
}

bool names_file_within(std::string_view source, std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    if (names_file_at(source, at)) return true;
  }
  return false;
}

}  // namespace

bool may_name_files(std::string_view source) {
  const std::size_t blocks = source.size() < k_overlap ? 0 : (source.size() - k_overlap) / k_block_size;
  const std::size_t end = blocks * k_block_size;
  for (std::size_t at = next_block(source.data(), 0, end); at < end;
       at = next_block(source.data(), at + k_block_size, end)) {
    const bool worth_it = still_may_hold(source.data() + at);
    if (worth_it && names_file_within(source, at, at + k_block_size)) return true;
  }
  return names_file_within(source, end, source.size());
}

}  // namespace cb21
