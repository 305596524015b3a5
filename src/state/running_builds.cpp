// SPDX-License-Identifier: Apache-2.0
#include "state/running_builds.hpp"

#include "error.hpp"
#include "inputs/digest.hpp"

#include <fmt/format.h>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

namespace cb21 {
namespace {

constexpr std::int64_t k_day_ns = 86'400'000'000'000;

std::int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string mount_digest(const std::string& builder, const std::string& mount) {
  return to_hex(digest_of(builder + '\0' + mount));
}

std::int64_t written_ns(const Descriptor& file) {
  struct stat facts {};

  if (fstat(file.number(), &facts) != 0) return 0;
  return std::int64_t{facts.st_mtim.tv_sec} * 1'000'000'000 + facts.st_mtim.tv_nsec;
}

}  // namespace

RunningBuilds::RunningBuilds(const std::string& state_directory,
                             std::string builder,
                             const std::vector<std::string>& mounts)
    : builder_(std::move(builder)), began_ns_(now_ns()) {
  if (state_directory.empty() || mounts.empty()) return;
  try {
    directory_ = PrivateDirectory::make(state_directory).make_below("mounts");
    for (const std::string& mount : mounts) note(mount);
    remove_old();
  } catch (const Error&) {  // NOLINT(bugprone-empty-catch): then no other build is known
  }
}

RunningBuilds::~RunningBuilds() {
  for (const Use& use : uses_) futimens(use.lock.number(), nullptr);
}

void RunningBuilds::note(const std::string& mount) {
  std::string digest = mount_digest(builder_, mount);
  const bool noted = std::ranges::find(uses_, digest, &Use::mount) != uses_.end();
  std::string file = fmt::format("{}-{}-{}", digest, getpid(), began_ns_);
  std::optional<Descriptor> lock = noted ? std::nullopt : directory_->try_lock(file);
  if (lock) uses_.push_back({std::move(digest), std::move(file), std::move(*lock)});
}

void RunningBuilds::remove_old() const {
  for (const std::string& file : files()) {
    const bool own = std::ranges::find(uses_, file, &Use::file) != uses_.end();
    const std::optional<Descriptor> lock = own ? std::nullopt : directory_->try_lock(file);
    if (lock && written_ns(*lock) < began_ns_ - k_day_ns) directory_->remove(file);
  }
}

std::vector<std::string> RunningBuilds::files() const {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory_->path(), error))
    names.push_back(entry.path().filename().string());
  return names;
}

bool RunningBuilds::another_used(const std::string& mount) const {
  if (!directory_) return false;
  const std::string prefix = mount_digest(builder_, mount) + "-";
  return std::ranges::any_of(files(), [&](const std::string& file) {
    const bool own = std::ranges::find(uses_, file, &Use::file) != uses_.end();
    return !own && file.starts_with(prefix) && is_in_use(file);
  });
}

bool RunningBuilds::is_in_use(const std::string& file) const {
  try {
    const std::optional<Descriptor> lock = directory_->try_lock(file);
    if (!lock) return true;
    return written_ns(*lock) >= began_ns_;
  } catch (const Error&) {
    return true;
  }
}

}  // namespace cb21
