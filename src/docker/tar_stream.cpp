// SPDX-License-Identifier: Apache-2.0
// Formats: POSIX.1-2001 pax (with ustar), GNU tar's long names. docker cp prints what Go's archive/tar
// writes: ustar, with PAX records where a name, size or attribute does not fit.
#include "docker/tar_stream.hpp"

#include "error.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_block = 512;
constexpr std::size_t k_metadata_limit = 64U << 10U;  // of one long name or PAX header
constexpr std::uint64_t k_size_limit = std::uint64_t{1} << 62U;

struct Field {
  std::size_t offset;
  std::size_t length;
};

constexpr Field k_name{0, 100};
constexpr Field k_mode{100, 8};
constexpr Field k_size{124, 12};
constexpr Field k_mtime{136, 12};
constexpr Field k_checksum{148, 8};
constexpr std::size_t k_type = 156;
constexpr Field k_link{157, 100};
constexpr Field k_magic{257, 6};
constexpr Field k_prefix{345, 155};

[[noreturn]] void malformed(const std::string& what) {
  throw Error("docker sent a malformed tar stream: " + what);
}

std::string_view field(std::string_view block, const Field& place) {
  return block.substr(place.offset, place.length);
}

std::string_view text(std::string_view block, const Field& place) {
  const std::string_view all = field(block, place);
  return all.substr(0, all.find('\0'));
}

// Octal digits, blanks around them; or GNU's binary form, marked by the highest bit.
std::uint64_t number(std::string_view digits) {
  std::uint64_t value = 0;
  if ((static_cast<unsigned char>(digits.front()) & 0x80U) != 0) {
    for (std::size_t i = 0; i < digits.size(); ++i) {
      if (value >= k_size_limit >> 8U) malformed("a number is too large");
      const auto byte = static_cast<unsigned char>(digits[i]);
      value = value << 8U | (i == 0 ? byte & 0x7FU : byte);
    }
    return value;
  }
  digits.remove_prefix(std::min(digits.find_first_not_of(' '), digits.size()));
  digits = digits.substr(0, digits.find_first_of(std::string_view(" \0", 2)));
  if (digits.empty()) return 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 8);
  if (error != std::errc() || end != digits.data() + digits.size() || value >= k_size_limit) {
    malformed("a number is not octal");
  }
  return value;
}

// Some old writers summed signed characters.
void check_sum(std::string_view block) {
  std::int64_t with_unsigned = 0;
  std::int64_t with_signed = 0;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const bool blank = i >= k_checksum.offset && i < k_checksum.offset + k_checksum.length;
    const char byte = blank ? ' ' : block[i];
    with_unsigned += static_cast<unsigned char>(byte);
    with_signed += static_cast<signed char>(byte);
  }
  const auto stated = static_cast<std::int64_t>(number(field(block, k_checksum)));
  if (stated != with_unsigned && stated != with_signed) malformed("a header's checksum is wrong");
}

// What precedes an entry and overrides its header.
struct Overrides {
  std::optional<std::string> name;
  std::optional<std::string> link_target;
  std::optional<std::uint64_t> size;
};

void apply_record(std::string_view key, std::string_view value, Overrides& overrides) {
  if (key == "path") overrides.name = value;
  if (key == "linkpath") overrides.link_target = value;
  if (key.substr(0, 11) == "GNU.sparse.") malformed("sparse files are not supported");
  if (key != "size") return;
  std::uint64_t size = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), size);
  if (error != std::errc() || end != value.data() + value.size() || size >= k_size_limit) {
    malformed("a PAX size is not a number");
  }
  overrides.size = size;
}

// Records of the form "LENGTH KEY=VALUE\n", where LENGTH counts the whole record.
void read_pax_records(std::string_view records, Overrides& overrides) {
  while (!records.empty()) {
    std::size_t length = 0;
    const auto [end, error] = std::from_chars(records.data(), records.data() + records.size(), length);
    const auto digits = static_cast<std::size_t>(end - records.data());
    if (error != std::errc() || length > records.size() || length < digits + 2 || records[digits] != ' ' ||
        records[length - 1] != '\n') {
      malformed("a PAX record is damaged");
    }
    const std::string_view record = records.substr(digits + 1, length - digits - 2);
    const std::size_t equals = record.find('=');
    if (equals == std::string_view::npos) malformed("a PAX record has no value");
    apply_record(record.substr(0, equals), record.substr(equals + 1), overrides);
    records.remove_prefix(length);
  }
}

TarEntry::Type type_of(char flag, std::string_view name) {
  switch (flag) {
    case '\0':
    case '0':
    case '7':
      // Before POSIX a directory was told by its name only.
      return !name.empty() && name.back() == '/' ? TarEntry::Type::directory : TarEntry::Type::regular;
    case '1':
      return TarEntry::Type::hardlink;
    case '2':
      return TarEntry::Type::symlink;
    case '5':
      return TarEntry::Type::directory;
    default:
      return TarEntry::Type::other;
  }
}

std::string name_in(std::string_view block) {
  std::string name(text(block, k_name));
  if (field(block, k_magic) != std::string_view("ustar\0", 6)) return name;
  const std::string_view prefix = text(block, k_prefix);
  return prefix.empty() ? name : std::string(prefix) + '/' + name;
}

// Go's archive/tar: what is nothing but a header has no content, whatever its size field says.
bool header_only(char flag) { return flag >= '1' && flag <= '6'; }

// Octal only: nothing depends on it that a damaged or negative number could break.
std::optional<std::uint64_t> plain_number(std::string_view block, const Field& place) {
  const std::string_view digits = text(block, place);
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 8);
  return error == std::errc() && end != digits.data() ? std::optional(value) : std::nullopt;
}

TarEntry entry_of(std::string_view block, Overrides overrides) {
  const char flag = block[k_type];
  TarEntry entry;
  entry.name = overrides.name ? std::move(*overrides.name) : name_in(block);
  entry.link_target =
      overrides.link_target ? std::move(*overrides.link_target) : std::string(text(block, k_link));
  entry.type = type_of(flag, entry.name);
  entry.size = overrides.size ? *overrides.size : number(field(block, k_size));
  if (header_only(flag) || entry.type == TarEntry::Type::directory) entry.size = 0;
  entry.mtime = plain_number(block, k_mtime);
  entry.mode = static_cast<std::uint32_t>(plain_number(block, k_mode).value_or(0) & 07777U);
  return entry;
}

}  // namespace

struct TarStream::State {
  enum class Part { header, metadata, content, padding };

  Handler handler;
  Part part = Part::header;
  std::array<char, k_block> block{};
  std::size_t block_filled = 0;
  std::string metadata;
  char metadata_kind = 0;  // x, g, L or K
  Overrides overrides;
  bool regular = false;
  std::uint64_t content_left = 0;
  std::size_t padding_left = 0;
  int zero_blocks = 0;

  bool ended() const { return zero_blocks == 2; }

  // Each takes what it can use of the bytes and returns how much that was.
  std::size_t take(std::string_view bytes);
  std::size_t take_header(std::string_view bytes);
  std::size_t take_content(std::string_view bytes);

  void read_header(std::string_view header);
  void begin_metadata(char kind, std::uint64_t size);
  void begin_entry(std::string_view header);
  void begin_content(std::uint64_t size);
  void finish_content();
  void finish_metadata();
};

std::size_t TarStream::State::take(std::string_view bytes) {
  switch (part) {
    case Part::header:
      return take_header(bytes);
    case Part::metadata:
    case Part::content:
      return take_content(bytes);
    case Part::padding:
      break;
  }
  const std::size_t taken = std::min(bytes.size(), padding_left);
  padding_left -= taken;
  if (padding_left == 0) part = Part::header;
  return taken;
}

std::size_t TarStream::State::take_header(std::string_view bytes) {
  const std::size_t taken = std::min(bytes.size(), k_block - block_filled);
  std::copy_n(bytes.begin(), taken, block.begin() + static_cast<std::ptrdiff_t>(block_filled));
  block_filled += taken;
  if (block_filled < k_block) return taken;
  block_filled = 0;
  const bool zero = std::all_of(block.begin(), block.end(), [](char byte) { return byte == '\0'; });
  if (zero) {
    ++zero_blocks;
  } else if (zero_blocks > 0) {
    malformed("it goes on after its end mark");
  } else {
    read_header({block.data(), block.size()});
  }
  return taken;
}

std::size_t TarStream::State::take_content(std::string_view bytes) {
  const auto taken = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), content_left));
  content_left -= taken;
  const std::string_view content = bytes.substr(0, taken);
  if (part == Part::metadata) {
    metadata += content;
  } else if (regular) {
    handler.data(content);
  }
  if (content_left == 0) finish_content();
  return taken;
}

void TarStream::State::read_header(std::string_view header) {
  check_sum(header);
  const char flag = header[k_type];
  switch (flag) {
    case 'x':
    case 'g':
    case 'L':
    case 'K':
      begin_metadata(flag, number(field(header, k_size)));
      return;
    case 'S':
      malformed("sparse files are not supported");
    default:
      begin_entry(header);
  }
}

void TarStream::State::begin_metadata(char kind, std::uint64_t size) {
  if (size > k_metadata_limit) malformed("a name or attribute is too long");
  metadata.clear();
  metadata_kind = kind;
  part = Part::metadata;
  begin_content(size);
}

void TarStream::State::begin_entry(std::string_view header) {
  const TarEntry entry = entry_of(header, std::exchange(overrides, {}));
  regular = entry.type == TarEntry::Type::regular;
  part = Part::content;
  handler.begin(entry);
  begin_content(entry.size);
}

void TarStream::State::begin_content(std::uint64_t size) {
  content_left = size;
  padding_left = static_cast<std::size_t>((k_block - size % k_block) % k_block);
  if (size == 0) finish_content();
}

void TarStream::State::finish_content() {
  const bool entry = part == Part::content;
  part = padding_left > 0 ? Part::padding : Part::header;
  if (entry) {
    handler.end();
  } else {
    finish_metadata();
  }
}

void TarStream::State::finish_metadata() {
  // Global records ('g') only carry comments in practice.
  if (metadata_kind == 'x') read_pax_records(metadata, overrides);
  if (metadata_kind == 'L') overrides.name = metadata.substr(0, metadata.find('\0'));
  if (metadata_kind == 'K') overrides.link_target = metadata.substr(0, metadata.find('\0'));
}

TarStream::TarStream(Handler handler) : state_(std::make_unique<State>()) {
  state_->handler = std::move(handler);
}

TarStream::~TarStream() = default;

void TarStream::feed(std::string_view bytes) {
  while (!bytes.empty() && !state_->ended()) bytes.remove_prefix(state_->take(bytes));
}

bool TarStream::complete() const { return state_->ended(); }

}  // namespace cb21
