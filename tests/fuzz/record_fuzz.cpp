// SPDX-License-Identifier: Apache-2.0
// Any bytes as a record, as they are and with a checksum that is right: no crash, and what is accepted prints
// back to the same bytes. Then the bytes as a record's texts and paths: what is printed is read back as it
// was.
#include "state/record.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_text(std::string_view text) {
  const auto parsed = cb21::parse_record(text);
  if (const auto* record = std::get_if<cb21::Record>(&parsed)) {
    require(cb21::print_record(*record) == text);
  } else {
    require(!std::get<cb21::UnusableRecord>(parsed).why.empty());
  }
}

std::string sealed(std::string_view lines) {
  return std::string(lines) + "checksum " + cb21::to_hex(cb21::digest_of(lines)) + "\n";
}

// The next piece of the input, up to a NUL.
std::string take(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\0'), bytes.size());
  std::string piece(bytes.substr(0, end));
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return piece;
}

cb21::FileEntry file_of(std::string path) {
  cb21::FileEntry file;
  file.content = file.significant = cb21::digest_of(path);
  const std::uint64_t random = file.content.low;
  if ((random & 1U) != 0) file.significant = cb21::digest_of("other");
  file.path = std::move(path);
  file.file_class = static_cast<cb21::FileClass>((random >> 1U) % 9);
  file.size = random >> (random & 63U);
  file.mtime_ns = static_cast<std::int64_t>(file.content.high) >> (random & 63U);
  file.mode = static_cast<std::uint32_t>(random >> 32U);
  return file;
}

cb21::Record record_of(std::string_view bytes) {
  cb21::Record record;
  cb21::ProjectIdentity& identity = record.identity;
  for (std::string* text : {&identity.context,
                            &identity.dockerfile,
                            &identity.target,
                            &identity.platform,
                            &identity.builder,
                            &record.generation,
                            &record.image_id,
                            &record.expectations}) {
    *text = take(bytes);
  }
  record.verified_at = static_cast<std::int64_t>(cb21::digest_of(bytes).low);
  std::vector<std::string> paths;
  while (!bytes.empty()) paths.push_back(take(bytes));
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  for (std::string& path : paths) record.files.push_back(file_of(std::move(path)));
  return record;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  check_text(bytes);
  check_text(sealed(bytes));
  check_text(sealed("cb21-record 3\n" + bytes));
  const cb21::Record record = record_of(bytes);
  const auto parsed = cb21::parse_record(cb21::print_record(record));
  require(std::holds_alternative<cb21::Record>(parsed) && std::get<cb21::Record>(parsed) == record);
  return 0;
}
