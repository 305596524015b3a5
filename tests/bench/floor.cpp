// SPDX-License-Identifier: Apache-2.0
#include "bench/floor.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <memory>
#include <string_view>
#include <vector>

namespace cb21::bench {
namespace {

constexpr int k_flags = O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;

bool is_ignored(std::string_view name) {
  return name == "." || name == ".." || name == "target" || name == ".git" || name == "node_modules";
}

class Floor {
 public:
  FloorResult run(const std::string& root) {
    pending_.push_back(root);
    while (!pending_.empty()) {
      const std::string directory = std::move(pending_.back());
      pending_.pop_back();
      walk(directory);
    }
    return result_;
  }

 private:
  void walk(const std::string& path) {
    DIR* directory = fdopendir(open(path.c_str(), k_flags | O_DIRECTORY));
    if (directory == nullptr) return;
    while (const dirent* entry = readdir(directory)) {  // NOLINT(concurrency-mt-unsafe): one thread
      const std::string_view name(&entry->d_name[0]);
      if (entry->d_type == DT_DIR && !is_ignored(name)) pending_.push_back(path + "/" + std::string(name));
      if (entry->d_type == DT_REG && name.ends_with(".rs")) read_file(dirfd(directory), name.data());
    }
    closedir(directory);
  }

  void read_file(int directory, const char* name) {
    const int file = openat(directory, name, k_flags);
    if (file < 0) return;
    for (ssize_t count = 1; count > 0;) {
      count = read(file, buffer_.data(), buffer_.size());
      if (count > 0) result_.bytes += static_cast<std::uint64_t>(count);
    }
    close(file);
    result_.files += 1;
  }

  std::vector<std::string> pending_;
  std::vector<char> buffer_ = std::vector<char>(std::size_t{128} << 10);
  FloorResult result_;
};

}  // namespace

FloorResult run_floor(const std::string& root) { return Floor().run(root); }

}  // namespace cb21::bench
