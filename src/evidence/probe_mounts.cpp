// SPDX-License-Identifier: Apache-2.0
#include "evidence/probe_mounts.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace cb21 {
namespace {

// Characters that a flag of RUN would have to quote, or that mean something in it.
bool is_plain(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) <= 0x20U || c == '\x7f' ||
           std::string_view("\"'`\\$").find(c) != std::string_view::npos;
  });
}

std::string expanded_option(const Mount& mount, const std::string& key, const std::string& written) {
  if (is_one_of(key, {"target", "dst", "destination"})) return mount.target;
  if (is_one_of(key, {"source", "src"})) return mount.source;
  if (key == "from") return mount.from;
  if (key == "id") return mount.id;
  return key == "type" ? mount.type : written;
}

std::optional<std::string> from_values(const Mount& mount) {
  std::string value;
  for (const auto& [key, written] : mount.options) {
    const std::string option = expanded_option(mount, key, written);
    if (!is_plain(key) || !is_plain(option) || option.find(',') != std::string::npos) return std::nullopt;
    value += (value.empty() ? "" : ",") + key + (option.empty() ? "" : "=" + option);
  }
  if (mount.type != "cache" || !mount.id.empty()) return value;
  const std::string id = cache_mount_id(mount);
  if (!is_plain(id) || id.find(',') != std::string::npos) return std::nullopt;
  return value + ",id=" + id;
}

// The value of the flag in another RUN, whose working directory may be another one.
std::optional<std::string> mount_value(const std::string& written, const Mount& mount, bool same_directory) {
  if (is_plain(written) && (same_directory || mount.written_target.starts_with('/'))) return written;
  return from_values(mount);
}

void add(ProbeMounts& mounts, ProbeMount mount) {
  std::erase_if(mounts.mounts, [&](const ProbeMount& earlier) { return earlier.target == mount.target; });
  mounts.mounts.push_back(std::move(mount));
}

void add_run(ProbeMounts& mounts, const Instruction& instruction, const RunInstruction& run, bool same) {
  auto mount = run.mounts.begin();
  for (const auto& [name, written] : instruction.flags) {
    if (name != "mount" || mount == run.mounts.end()) continue;
    const Mount& read = *mount++;
    if (!is_one_of(read.type, {"cache", "bind"}) || read.target.empty()) continue;
    if (const auto value = mount_value(written, read, same)) {
      add(mounts, {read.target, "--mount=" + *value, read.type == "cache"});
    } else {
      mounts.incomplete = true;
    }
  }
}

void append_cache_ids(const Stage& stage, std::vector<std::string>& ids) {
  for (const RunInstruction& run : stage.runs) {
    for (const Mount& mount : run.mounts) {
      if (mount.type == "cache") ids.push_back(cache_mount_id(mount));
    }
  }
}

}  // namespace

// BuildKit cleans the target of one that has no id (dispatchRunMounts, Go's path.Clean).
std::string cache_mount_id(const Mount& mount) {
  if (!mount.id.empty()) return mount.id;
  std::string absolute = absolute_path("/", mount.written_target, TrailingSlash::drop);
  if (mount.written_target.starts_with('/')) return absolute;
  return absolute == "/" ? "." : absolute.substr(1);
}

std::vector<std::string> cache_mount_ids(const Dockerfile& dockerfile) {
  std::vector<std::string> ids;
  for (const Stage& stage : dockerfile.stages) append_cache_ids(stage, ids);
  return ids;
}

ProbeMounts probe_mounts(const Dockerfile& dockerfile, std::size_t stage) {
  ProbeMounts mounts;
  for (const std::size_t part : stage_lineage(dockerfile, stage)) {
    const Stage& from = dockerfile.stages[part];
    for (const RunInstruction& run : from.runs) {
      const bool same_directory = run.workdir == dockerfile.stages[stage].workdir;
      add_run(mounts, from.instructions[run.instruction], run, same_directory);
    }
  }
  return mounts;
}

}  // namespace cb21
