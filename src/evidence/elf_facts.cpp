// SPDX-License-Identifier: Apache-2.0
// Formats: the System V ABI's ELF header, program headers, notes and dynamic section.
#include "evidence/elf_facts.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

namespace cb21 {
namespace {

// UPX leaves its mark in the header of its stub, right behind the program headers.
constexpr std::string_view k_upx_mark = "UPX!";

// The program headers must lie within as much of the file's beginning.
constexpr std::size_t k_headers_within = std::size_t{64} << 10U;
constexpr std::size_t k_part_limit = std::size_t{16} << 10U;
constexpr std::size_t k_most_parts = 16;
constexpr std::size_t k_most_segments = 256;
constexpr std::size_t k_longest_build_id = 64;

constexpr std::size_t k_class_at = 4;
constexpr std::size_t k_order_at = 5;
constexpr std::size_t k_version_at = 6;
constexpr std::size_t k_type_at = 16;
constexpr std::size_t k_machine_at = 18;

constexpr std::uint64_t k_executable_type = 2;  // ET_EXEC
constexpr std::uint64_t k_dynamic_type = 3;     // ET_DYN

constexpr std::uint64_t k_load = 1;
constexpr std::uint64_t k_dynamic = 2;
constexpr std::uint64_t k_interpreter = 3;
constexpr std::uint64_t k_note = 4;

constexpr std::uint64_t k_flags_tag = 0x6ffffffb;  // DT_FLAGS_1
constexpr std::uint64_t k_pie_flag = 0x08000000;   // DF_1_PIE

constexpr std::uint64_t k_build_id_type = 3;  // NT_GNU_BUILD_ID

struct Field {
  std::size_t offset;
  std::size_t size;
};

// Where things stand in a file of one class.
struct Layout {
  std::size_t header_size;
  Field entry;
  Field headers;       // e_phoff
  Field header_entry;  // e_phentsize
  Field header_count;  // e_phnum
  // In a program header:
  std::size_t program_header_size;
  Field type;
  Field flags;
  Field offset;
  Field address;
  Field file_size;
  Field memory_size;
  Field alignment;
};

constexpr Layout k_narrow{
    52, {24, 4}, {28, 4}, {42, 2}, {44, 2}, 32, {0, 4}, {24, 4}, {4, 4}, {8, 4}, {16, 4}, {20, 4}, {28, 4}};
constexpr Layout k_wide{
    64, {24, 8}, {32, 8}, {54, 2}, {56, 2}, 56, {0, 4}, {4, 4}, {8, 8}, {16, 8}, {32, 8}, {40, 8}, {48, 8}};

const Layout& layout(bool wide) { return wide ? k_wide : k_narrow; }

// Zero where the bytes do not reach that far.
std::uint64_t number(std::string_view bytes, const Field& field, bool big_endian) {
  if (field.offset > bytes.size() || field.size > bytes.size() - field.offset) return 0;
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < field.size; ++i) {
    const std::size_t at = field.offset + (big_endian ? i : field.size - 1 - i);
    value = value << 8U | static_cast<unsigned char>(bytes[at]);
  }
  return value;
}

// The class, byte order and version are ones that there are.
bool has_identification(std::string_view start) {
  const auto one_or_two = [&](std::size_t at) { return start[at] == 1 || start[at] == 2; };
  return start.starts_with(k_elf_magic) && start.size() >= k_machine_at + 2 && one_or_two(k_class_at) &&
         one_or_two(k_order_at) && start[k_version_at] == 1;
}

// What of a range of the file lies in a chunk that begins at `at`.
std::string_view overlap(std::string_view chunk, std::uint64_t at, std::uint64_t offset, std::uint64_t size) {
  const std::uint64_t begin = std::max(at, offset);
  const std::uint64_t end = std::min(at + chunk.size(), offset + size);
  if (begin >= end) return {};
  return chunk.substr(static_cast<std::size_t>(begin - at), static_cast<std::size_t>(end - begin));
}

std::string hexadecimal(std::string_view bytes) {
  static constexpr std::string_view k_digits = "0123456789abcdef";
  std::string hex;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    hex += k_digits[byte >> 4U];
    hex += k_digits[byte & 0xFU];
  }
  return hex;
}

// The build-id among notes, empty if none is there.
std::string build_id_of(std::string_view notes, std::uint64_t alignment, bool big_endian) {
  const std::uint64_t unit = alignment == 8 ? 8 : 4;
  const auto padded = [&](std::uint64_t size) { return (size + unit - 1) / unit * unit; };
  while (notes.size() >= 12) {
    const std::uint64_t name_size = number(notes, {0, 4}, big_endian);
    const std::uint64_t size = number(notes, {4, 4}, big_endian);
    const std::uint64_t content = padded(12 + name_size);
    const std::uint64_t end = content + size;
    if (end > notes.size()) break;
    const bool build_id = number(notes, {8, 4}, big_endian) == k_build_id_type &&
                          notes.substr(12, name_size) == std::string_view("GNU\0", 4);
    if (build_id && size <= k_longest_build_id) return hexadecimal(notes.substr(content, size));
    notes.remove_prefix(std::min<std::size_t>(padded(end), notes.size()));
  }
  return {};
}

void blank(std::string& bytes, std::uint64_t offset, std::uint64_t size) {
  const std::size_t begin = std::min<std::uint64_t>(offset, bytes.size());
  const std::size_t count = std::min<std::uint64_t>(size, bytes.size() - begin);
  bytes.replace(begin, count, count, '\0');
}

}  // namespace

ElfStart read_elf_start(std::string_view first_bytes) {
  ElfStart start;
  start.elf = first_bytes.starts_with(k_elf_magic);
  if (!start.elf) return start;
  start.packed = first_bytes.substr(0, k_elf_start).find(k_upx_mark) != std::string_view::npos;
  if (has_identification(first_bytes)) {
    start.machine =
        static_cast<std::uint16_t>(number(first_bytes, {k_machine_at, 2}, first_bytes[k_order_at] == 2));
  }
  return start;
}

void ElfReader::feed(std::string_view chunk) {
  if (digested_) sha256_.update(chunk);
  if (facts_.elf || !begun_) rust_.feed(chunk);
  if (!begun_) {
    const std::string_view taken = chunk.substr(0, k_headers_within - start_.size());
    start_ += taken;
    size_ += taken.size();
    chunk.remove_prefix(taken.size());
    if (start_.size() == k_headers_within) begin();
  }
  if (readable_) {
    digest_segments(chunk, size_);
    keep_parts(chunk, size_);
  }
  size_ += chunk.size();
}

void ElfReader::begin() {
  begun_ = true;
  const ElfStart start = read_elf_start(start_);
  facts_.elf = start.elf;
  facts_.machine = start.machine;
  facts_.packed = start.packed;
  if (!has_identification(start_)) return;
  wide_ = start_[k_class_at] == 2;
  big_endian_ = start_[k_order_at] == 2;
  const Layout& where = layout(wide_);
  const auto value = [&](const Field& field) { return number(start_, field, big_endian_); };
  type_ = static_cast<std::uint16_t>(value({k_type_at, 2}));
  entry_ = value(where.entry);
  header_count_ = value(where.header_count);
  headers_ = {value(where.headers), header_count_ * where.program_header_size};
  readable_ = value(where.header_entry) == where.program_header_size && headers_.offset <= start_.size() &&
              headers_.size <= start_.size() - headers_.offset;
  if (!readable_) return;
  for (std::size_t i = 0; i < header_count_; ++i) read_header(i);
  keep_parts(start_, 0);
  blank(start_, 0, where.header_size);
  blank(start_, headers_.offset, headers_.size);
  digest_segments(start_, 0);
  start_ = {};
}

void ElfReader::read_header(std::size_t index) {
  const Layout& where = layout(wide_);
  const std::string_view header = std::string_view(start_).substr(
      headers_.offset + index * where.program_header_size, where.program_header_size);
  const auto value = [&](const Field& field) { return number(header, field, big_endian_); };
  const Range file{value(where.offset), value(where.file_size)};
  if (file.size > std::numeric_limits<std::uint64_t>::max() - file.offset) readable_ = false;
  const std::uint64_t type = value(where.type);
  if (type == k_interpreter) interpreted_ = true;
  if ((type == k_note || type == k_dynamic) && parts_.size() < k_most_parts) {
    parts_.push_back({{file.offset, std::min<std::uint64_t>(file.size, k_part_limit)},
                      value(where.alignment),
                      type == k_note,
                      {}});
  }
  if (type != k_load) return;
  if (segments_.size() == k_most_segments) {
    readable_ = false;
    return;
  }
  segments_.push_back({file, {value(where.address), value(where.memory_size), value(where.flags)}, {}});
}

void ElfReader::digest_segments(std::string_view chunk, std::uint64_t at) {
  for (Segment& segment : segments_)
    segment.content.update(overlap(chunk, at, segment.file.offset, segment.file.size));
}

void ElfReader::keep_parts(std::string_view chunk, std::uint64_t at) {
  for (Part& part : parts_) part.bytes += overlap(chunk, at, part.file.offset, part.file.size);
}

bool ElfReader::marked_executable() const {
  const std::size_t width = wide_ ? 8 : 4;
  bool dynamic = false;
  for (const Part& part : parts_) {
    if (part.notes) continue;
    dynamic = true;
    std::string_view entries = part.bytes;
    for (; entries.size() >= 2 * width; entries.remove_prefix(2 * width)) {
      const bool flags = number(entries, {0, width}, big_endian_) == k_flags_tag;
      if (flags && (number(entries, {width, width}, big_endian_) & k_pie_flag) != 0) return true;
    }
  }
  return !dynamic && entry_ != 0;
}

std::string ElfReader::find_build_id() const {
  std::string id;
  for (const Part& part : parts_) {
    if (part.notes && id.empty()) id = build_id_of(part.bytes, part.alignment, big_endian_);
  }
  return id;
}

std::string ElfReader::digest_of_segments() const {
  if (!readable_ || segments_.empty()) return {};
  FieldDigest all;
  for (const Segment& segment : segments_) {
    if (segment.file.offset + segment.file.size > size_) return {};
    for (const std::uint64_t value : segment.loaded) all.field("loaded", std::to_string(value));
    all.field("content", to_hex(segment.content.value()));
  }
  return to_hex(all.value());
}

ElfFacts ElfReader::finish() {
  if (!begun_) begin();
  if (digested_) facts_.sha256 = to_hex(sha256_.value());
  facts_.rust = facts_.elf && rust_.found();
  if (!readable_) return std::move(facts_);
  facts_.executable =
      type_ == k_executable_type || (type_ == k_dynamic_type && (interpreted_ || marked_executable()));
  facts_.build_id = find_build_id();
  facts_.segments = digest_of_segments();
  return std::move(facts_);
}

}  // namespace cb21
