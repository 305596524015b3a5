// SPDX-License-Identifier: Apache-2.0
#include "inputs/root_directory.hpp"

#include <linux/openat2.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <vector>

namespace cb21 {
namespace {

constexpr int k_most_links = 40;  // as the kernel's MAXSYMLINKS

Descriptor open_at_once(int root, const std::string& path, int flags) {
  open_how how{};
  how.flags = static_cast<decltype(how.flags)>(flags);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
  return Descriptor(static_cast<int>(syscall(SYS_openat2, root, path.c_str(), &how, sizeof how)));
}

// For kernels before 5.6, seccomp filters that refuse what they do not know, and paths over PATH_MAX.
Descriptor open_step_by_step(int root, const std::string& path, int flags) {
  Descriptor directory;
  int current = root;
  std::size_t begin = 0;
  for (std::size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', begin)) {
    const std::string name = path.substr(begin, slash - begin);
    Descriptor next(openat(current, name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!next) return next;
    directory = std::move(next);
    current = directory.number();
    begin = slash + 1;
  }
  return Descriptor(openat(current, path.c_str() + begin, flags));
}

// Splits at '/' onto the stack of what is still to be resolved, first component on top.
void push_components(std::string_view path, std::vector<std::string>& pending) {
  const auto first_new = static_cast<std::ptrdiff_t>(pending.size());
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (end > begin) pending.emplace_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  std::reverse(pending.begin() + first_new, pending.end());
}

void append_component(std::string& path, std::string_view name) {
  if (!path.empty()) path += '/';
  path += name;
}

std::optional<std::string> link_target(int root, const std::string& path) {
  const Descriptor parent = open_below(root, std::string(parent_path(path)), O_DIRECTORY);
  if (!parent) return std::nullopt;
  return read_link(parent.number(), std::string(base_name(path)).c_str());
}

}  // namespace

Descriptor open_below(int root, const std::string& path, int extra_flags) {
  const int flags = k_open_flags | extra_flags;
  if (path.empty()) return Descriptor(openat(root, ".", flags));
  Descriptor file = open_at_once(root, path, flags);
  if (file) return file;
  const bool refused = errno == ENOSYS || errno == EPERM || errno == EINVAL || errno == ENAMETOOLONG;
  return refused ? open_step_by_step(root, path, flags) : std::move(file);
}

std::optional<std::string> read_link(int directory, const char* name) {
  std::string target(256, '\0');
  for (;;) {
    const ssize_t length = readlinkat(directory, name, target.data(), target.size());
    if (length < 0) return std::nullopt;
    const bool whole = static_cast<std::size_t>(length) < target.size();
    target.resize(whole ? static_cast<std::size_t>(length) : target.size() * 4);
    if (whole) return target;
  }
}

std::optional<std::string> resolve_below(int root, std::string_view path) {
  std::vector<std::string> pending;
  push_components(path, pending);
  std::string resolved;
  for (int links = 0; !pending.empty();) {
    const std::string name = std::move(pending.back());
    pending.pop_back();
    if (name == ".") continue;
    if (name == "..") {
      resolved = std::string(parent_path(resolved));
      continue;
    }
    std::string here = resolved;
    append_component(here, name);
    const std::optional<std::string> target = link_target(root, here);
    if (!target && errno != EINVAL) return std::nullopt;
    if (!target) {
      resolved = std::move(here);
      continue;
    }
    if (++links > k_most_links) return std::nullopt;
    if (target->starts_with('/')) resolved.clear();
    push_components(*target, pending);
  }
  return resolved;
}

std::optional<std::string> join_below(std::string_view directory, std::string_view path) {
  if (path.empty() || path.front() == '/') return std::nullopt;
  std::vector<std::string> pending;
  push_components(path, pending);
  std::string joined(directory);
  for (; !pending.empty(); pending.pop_back()) {
    const std::string& name = pending.back();
    if (name == ".") continue;
    if (name != "..") {
      append_component(joined, name);
      continue;
    }
    if (joined.empty()) return std::nullopt;
    joined = std::string(parent_path(joined));
  }
  return joined;
}

}  // namespace cb21
