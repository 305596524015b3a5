// SPDX-License-Identifier: Apache-2.0
#include "state/record.hpp"

#include "state/record_text.hpp"

#include <array>
#include <cstddef>
#include <utility>

// The text, every line ended by one LF, fields divided by one space:
//
//   - record: version header *binary *program *state *unit *learned *file checksum
//   - version: "cb21-record 3"
//   - header, all of them, in this order, a line each: "context " TEXT, "dockerfile " TEXT, "target " TEXT,
//     "platform " TEXT, "builder " TEXT, "generation " TEXT, "image " TEXT, "content " TEXT, "expectations "
//     TEXT, "verified-at " DECIMAL
//   - binary: "binary " SIZE DIGEST SHA256 TEXT(path in the image), strictly ascending by the path's bytes
//   - program: "program " TEXT(SHA-256) SIZE, strictly ascending
//   - state: "state " DIGEST TEXT, the newest first
//   - unit: "unit " MTIME TEXT(inputs) TEXT(folder), strictly ascending by folder, time, inputs; the
//     inputs hold no space
//   - learned: "learned " TEXT(path), strictly ascending
//   - file: CLASS DIGEST SIGNIFICANT SIZE MTIME MODE TEXT(path), strictly ascending by the path's bytes
//   - SIGNIFICANT: "=" where it equals the content's DIGEST, else a DIGEST
//   - checksum: "checksum " DIGEST of every byte before this line; nothing follows it
//   - TEXT as escape() makes it, may be empty; DIGEST 32 lower-case hexadecimal digits; SIZE decimal; MTIME
//     signed decimal nanoseconds; MODE octal; no leading zeros, no "+", no "-0"
//
// There is one spelling for each record. Versions: 1, the first; 2 adds the binaries; 3 their
// SHA-256 (64 lower-case hexadecimal digits or "-"), what the image holds, programs, states, units and
// learned inputs. A reader takes its own version only: an older record costs one rebuild, a newer one is not
// touched by guesses.

namespace cb21 {
namespace {

constexpr std::string_view k_version_key = "cb21-record ";
constexpr unsigned k_version = 3;
constexpr std::string_view k_checksum_key = "checksum ";
constexpr std::size_t k_digest_digits = 32;
constexpr std::size_t k_typical_line = 112;

constexpr std::string_view k_verified_at_key = "verified-at ";
constexpr std::string_view k_binary_key = "binary ";
constexpr std::string_view k_unknown = "-";
constexpr std::string_view k_program_key = "program ";
constexpr std::string_view k_state_key = "state ";
constexpr std::string_view k_unit_key = "unit ";
constexpr std::string_view k_learned_key = "learned ";

// One header line of text, and where its value lives.
template <typename AnyRecord>
auto text_headers(AnyRecord& record) {
  using Text = decltype(&record.generation);
  return std::array<std::pair<std::string_view, Text>, 9>{{
      {"context ", &record.identity.context},
      {"dockerfile ", &record.identity.dockerfile},
      {"target ", &record.identity.target},
      {"platform ", &record.identity.platform},
      {"builder ", &record.identity.builder},
      {"generation ", &record.generation},
      {"image ", &record.image_id},
      {"content ", &record.image_content},
      {"expectations ", &record.expectations},
  }};
}

void append_binary(std::string& out, const VerifiedBinary& binary) {
  out += k_binary_key;
  append_number(out, binary.size);
  out += ' ';
  append_digest(out, binary.content);
  out += ' ';
  out += binary.sha256 ? to_hex(*binary.sha256) : std::string(k_unknown);
  out += ' ';
  append_text(out, binary.path);
  out += '\n';
}

void append_line(std::string& out, std::string_view key, std::string_view text) {
  out += key;
  append_text(out, text);
  out += '\n';
}

void append_state(std::string& out, const VerifiedState& state) {
  out += k_state_key;
  append_digest(out, state.manifest);
  append_line(out, " ", state.image_content);
}

void append_unit(std::string& out, const RememberedUnit& unit) {
  out += k_unit_key;
  append_number(out, unit.invoked_ns);
  append_line(out, " ", unit.inputs);
  out.back() = ' ';
  append_text(out, unit.folder);
  out += '\n';
}

void append_file(std::string& out, const FileEntry& file) {
  out += class_name(file.file_class);
  out += ' ';
  append_digest(out, file.content);
  out += ' ';
  if (file.significant == file.content) {
    out += '=';
  } else {
    append_digest(out, file.significant);
  }
  out += ' ';
  append_number(out, file.size);
  out += ' ';
  append_number(out, file.mtime_ns);
  out += ' ';
  append_number(out, file.mode, 8);
  out += ' ';
  append_text(out, file.path);
  out += '\n';
}

// The part of `rest` before the next `divider`, which is taken off with it; nothing if there is none.
std::optional<std::string_view> take_until(std::string_view& rest, char divider) {
  const std::size_t end = rest.find(divider);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return part;
}

std::optional<Digest> read_significant(std::string_view text, const Digest& content) {
  if (text == "=") return content;
  const std::optional<Digest> digest = read_digest(text);
  if (digest == content) return std::nullopt;
  return digest;
}

// What stands before the path in a file's line.
using FileFields = std::array<std::string_view, 6>;

std::optional<FileFields> take_fields(std::string_view& line) {
  FileFields fields;
  for (std::string_view& field : fields) {
    const std::optional<std::string_view> part = take_until(line, ' ');
    if (!part) return std::nullopt;
    field = *part;
  }
  return fields;
}

bool read_file(std::string_view line, FileEntry& file) {
  const std::optional<FileFields> fields = take_fields(line);
  if (!fields) return false;
  const auto& [class_text, content_text, significant_text, size_text, mtime_text, mode_text] = *fields;
  const std::optional<FileClass> file_class = class_from_name(class_text);
  const std::optional<Digest> content = read_digest(content_text);
  if (!file_class || !content) return false;
  const std::optional<Digest> significant = read_significant(significant_text, *content);
  const std::optional<std::uint64_t> size = read_number<std::uint64_t>(size_text);
  const std::optional<std::int64_t> mtime = read_number<std::int64_t>(mtime_text);
  const std::optional<std::uint32_t> mode = read_number<std::uint32_t>(mode_text, 8);
  std::optional<std::string> path = read_text(line);
  if (!significant || !size || !mtime || !mode || !path) return false;
  file = FileEntry{std::move(*path), *file_class, *content, *significant, *size, *mtime, *mode};
  return true;
}

bool read_binary(std::string_view line, VerifiedBinary& binary) {
  line.remove_prefix(k_binary_key.size());
  const std::optional<std::string_view> size_text = take_until(line, ' ');
  const std::optional<std::string_view> content_text = take_until(line, ' ');
  const std::optional<std::string_view> sha256_text = take_until(line, ' ');
  if (!size_text || !content_text || !sha256_text) return false;
  const std::optional<std::uint64_t> size = read_number<std::uint64_t>(*size_text);
  const std::optional<Digest> content = read_digest(*content_text);
  const std::optional<Sha256Digest> sha256 = sha256_from_hex(*sha256_text);
  std::optional<std::string> path = read_text(line);
  if (!size || !content || (!sha256 && *sha256_text != k_unknown) || !path) return false;
  binary = VerifiedBinary{std::move(*path), *size, *content, sha256};
  return true;
}

// The lines of a text whose every line is ended.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  std::size_t number() const { return number_; }

  std::optional<std::string_view> next() {
    ++number_;
    return take_until(rest_, '\n');
  }

  bool next_begins_with(std::string_view key) const { return rest_.starts_with(key); }

  // The value of the next line, which must begin with `key`.
  std::optional<std::string_view> value_of(std::string_view key) {
    const std::optional<std::string_view> line = next();
    if (!line || !line->starts_with(key)) return std::nullopt;
    return line->substr(key.size());
  }

 private:
  std::string_view rest_;
  std::size_t number_ = 0;
};

bool read_header(Lines& lines, Record& record) {
  for (const auto& [key, field] : text_headers(record)) {
    const std::optional<std::string_view> value = lines.value_of(key);
    if (!value) return false;
    std::optional<std::string> text = read_text(*value);
    if (!text) return false;
    *field = std::move(*text);
  }
  const std::optional<std::string_view> value = lines.value_of(k_verified_at_key);
  const std::optional<std::int64_t> time = value ? read_number<std::int64_t>(*value) : std::nullopt;
  record.verified_at = time.value_or(0);
  return time.has_value();
}

bool read_binaries(Lines& lines, std::vector<VerifiedBinary>& binaries) {
  while (lines.next_begins_with(k_binary_key)) {
    const std::optional<std::string_view> line = lines.next();
    VerifiedBinary binary;
    if (!line || !read_binary(*line, binary)) return false;
    if (!binaries.empty() && binaries.back().path >= binary.path) return false;
    binaries.push_back(std::move(binary));
  }
  return true;
}

std::optional<std::string> read_line_text(std::string_view line) { return read_text(line); }

std::optional<VerifiedProgram> read_program(std::string_view line) {
  const std::optional<std::string_view> digest = take_until(line, ' ');
  const std::optional<std::uint64_t> size = read_number<std::uint64_t>(line);
  std::optional<std::string> text = digest ? read_text(*digest) : std::nullopt;
  if (!text || !size) return std::nullopt;
  return VerifiedProgram{std::move(*text), *size};
}

std::optional<VerifiedState> read_state(std::string_view line) {
  const std::optional<std::string_view> digest_text = take_until(line, ' ');
  const std::optional<Digest> digest = digest_text ? read_digest(*digest_text) : std::nullopt;
  std::optional<std::string> content = read_text(line);
  if (!digest || !content) return std::nullopt;
  return VerifiedState{*digest, std::move(*content)};
}

std::optional<RememberedUnit> read_unit(std::string_view line) {
  const std::optional<std::string_view> time_text = take_until(line, ' ');
  const std::optional<std::string_view> inputs_text = take_until(line, ' ');
  if (!time_text || !inputs_text) return std::nullopt;
  const std::optional<std::int64_t> time = read_number<std::int64_t>(*time_text);
  std::optional<std::string> inputs = read_text(*inputs_text);
  std::optional<std::string> folder = read_text(line);
  if (!time || !inputs || !folder) return std::nullopt;
  return RememberedUnit{std::move(*folder), *time, std::move(*inputs)};
}

// The lines that begin with `key`, of which `may_follow(last, next)` holds for neighbours.
template <typename Value, typename Read, typename MayFollow>
bool read_list(
    Lines& lines, std::string_view key, std::vector<Value>& values, Read read, MayFollow may_follow) {
  while (lines.next_begins_with(key)) {
    const std::optional<std::string_view> text = lines.value_of(key);
    std::optional<Value> value = text ? read(*text) : std::nullopt;
    if (!value || (!values.empty() && !may_follow(values.back(), *value))) return false;
    values.push_back(std::move(*value));
  }
  return true;
}

bool read_lists(Lines& lines, Record& record) {
  const auto ascending = [](const auto& last, const auto& next) { return last < next; };
  const auto any = [](const auto&, const auto&) { return true; };
  return read_binaries(lines, record.binaries) &&
         read_list(lines, k_program_key, record.programs, read_program, ascending) &&
         read_list(lines, k_state_key, record.states, read_state, any) &&
         read_list(lines, k_unit_key, record.units, read_unit, ascending) &&
         read_list(lines, k_learned_key, record.learned, read_line_text, ascending);
}

bool read_files(Lines& lines, std::vector<FileEntry>& files) {
  while (!lines.done()) {
    const std::optional<std::string_view> line = lines.next();
    FileEntry file;
    if (!line || !read_file(*line, file)) return false;
    if (!files.empty() && files.back().path >= file.path) return false;
    files.push_back(std::move(file));
  }
  return true;
}

// Why the first line is not this version's; empty if it is.
std::string version_trouble(std::string_view text) {
  if (text.empty()) return "the record is empty";
  const std::optional<std::string_view> value = Lines(text).value_of(k_version_key);
  if (!value) return "the record is not one of cb21's";
  const std::optional<unsigned> version = read_number<unsigned>(*value);
  if (!version) return "the record's version line is damaged";
  if (*version > k_version) return "the record was written by a newer cb21";
  if (*version < k_version) return "the record was written by an older cb21";
  return {};
}

// What stands between the version line and a checksum line that is right and last.
std::optional<std::string_view> checked_body(std::string_view text) {
  constexpr std::size_t k_line = k_checksum_key.size() + k_digest_digits + 1;
  if (text.size() < k_line || text.back() != '\n') return std::nullopt;
  std::string_view body = text.substr(0, text.size() - k_line);
  const std::string_view line = text.substr(body.size(), k_line - 1);
  if (!body.ends_with('\n') || !line.starts_with(k_checksum_key)) return std::nullopt;
  if (read_digest(line.substr(k_checksum_key.size())) != digest_of(body)) return std::nullopt;
  take_until(body, '\n');
  return body;
}

}  // namespace

std::string identity_key(const ProjectIdentity& identity) {
  const Digest digest = FieldDigest()
                            .field("context", identity.context)
                            .field("dockerfile", identity.dockerfile)
                            .field("target", identity.target)
                            .field("platform", identity.platform)
                            .field("builder", identity.builder)
                            .value();
  return to_hex(digest);
}

Digest manifest_digest(const std::vector<FileEntry>& files) {
  FieldDigest digest;
  for (const FileEntry& file : files) {
    digest.field("path", file.path).field("class", class_name(file.file_class));
    digest.field("content", to_hex(file.content)).field("mode", std::to_string(file.mode));
  }
  return digest.value();
}

std::string print_record(const Record& record) {
  std::string out;
  out.reserve((record.files.size() + 16) * k_typical_line);
  out += k_version_key;
  append_number(out, k_version);
  out += '\n';
  for (const auto& [key, field] : text_headers(record)) {
    out += key;
    append_text(out, *field);
    out += '\n';
  }
  out += k_verified_at_key;
  append_number(out, record.verified_at);
  out += '\n';
  for (const VerifiedBinary& binary : record.binaries) append_binary(out, binary);
  for (const VerifiedProgram& program : record.programs) {
    append_line(out, k_program_key, program.sha256);
    out.back() = ' ';
    append_number(out, program.size);
    out += '\n';
  }
  for (const VerifiedState& state : record.states) append_state(out, state);
  for (const RememberedUnit& unit : record.units) append_unit(out, unit);
  for (const std::string& path : record.learned) append_line(out, k_learned_key, path);
  for (const FileEntry& file : record.files) append_file(out, file);
  const Digest checksum = digest_of(out);
  out += k_checksum_key;
  append_digest(out, checksum);
  out += '\n';
  return out;
}

std::variant<Record, UnusableRecord> parse_record(std::string_view text) {
  if (std::string trouble = version_trouble(text); !trouble.empty())
    return UnusableRecord{std::move(trouble)};
  const std::optional<std::string_view> body = checked_body(text);
  if (!body) return UnusableRecord{"the record is torn or was changed: its checksum does not match"};
  Lines lines(*body);
  Record record;
  record.files.reserve(body->size() / k_typical_line);
  if (!read_header(lines, record) || !read_lists(lines, record) || !read_files(lines, record.files)) {
    return UnusableRecord{"the record is damaged at line " + std::to_string(lines.number() + 1)};
  }
  return record;
}

}  // namespace cb21
