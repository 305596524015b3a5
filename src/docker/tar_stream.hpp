// SPDX-License-Identifier: Apache-2.0
// Reads a tar stream chunk by chunk (ustar, PAX and GNU long names) as docker cp prints it. Untrusted input:
// sizes and names from it drive no allocation beyond fixed limits, and nothing is written anywhere.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

struct TarEntry {
  enum class Type { regular, directory, symlink, hardlink, other };
  std::string name;
  Type type = Type::other;
  std::uint64_t size = 0;
  std::uint32_t mode = 0;  // permission bits; zero where the header has no plain number
  std::string link_target;
  std::optional<std::uint64_t> mtime;  // seconds since the epoch; absent where the header has no plain number
};

class TarStream {
 public:
  struct Handler {
    std::function<void(const TarEntry&)> begin;  // each entry
    std::function<void(std::string_view)> data;  // content of a regular file, in order
    std::function<void()> end;                   // after an entry's content
  };

  explicit TarStream(Handler handler);
  ~TarStream();
  TarStream(const TarStream&) = delete;
  TarStream& operator=(const TarStream&) = delete;

  // Throws Error for what is not a tar stream, and for sparse files. Bytes after the end mark are ignored.
  void feed(std::string_view bytes);
  // True once the end-of-archive mark was seen and no entry is incomplete.
  bool complete() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cb21
