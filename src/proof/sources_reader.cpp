// SPDX-License-Identifier: Apache-2.0
#include "proof/sources_reader.hpp"

#include "error.hpp"

#include <cstddef>

namespace cb21 {
namespace {

// What a stage holds beside the sources is somebody else's; links into more of it are not followed.
constexpr std::size_t k_most_others = 100000;

}  // namespace

std::string path_in_stage(std::string_view name) {
  while (name.starts_with("./")) name.remove_prefix(2);
  while (name.starts_with('/')) name.remove_prefix(1);
  const bool numbered = !name.empty() && name.front() >= '0' && name.front() <= '9';
  const std::size_t slash = name.find('/');
  if (!numbered && slash != std::string_view::npos) name.remove_prefix(slash + 1);
  return std::string(name);
}

SourcesReader::SourcesReader(const std::vector<SourceFolder>& folders)
    : tar_({[this](const TarEntry& entry) { begin(entry); },
            [this](std::string_view bytes) {
              if (digest_) digest_->update(bytes);
              size_ += bytes.size();
            },
            [this] { end(); }}) {
  for (std::size_t i = 0; i < folders.size(); ++i) {
    for (const auto& [path, key] : folders[i].keys) keys_[std::to_string(i) + "/" + path].push_back(key);
  }
}

void SourcesReader::feed(std::string_view bytes) { tar_.feed(bytes); }

SeenSources SourcesReader::finish() {
  if (!tar_.complete()) throw Error("docker's stream of the sources broke off");
  return std::move(seen_);
}

void SourcesReader::begin(const TarEntry& entry) {
  digest_.reset();
  size_ = 0;
  name_ = entry.name;
  if (entry.type == TarEntry::Type::regular) digest_.emplace();
  if (entry.type != TarEntry::Type::hardlink) return;
  const auto target = others_.find(entry.link_target);
  if (target != others_.end()) enter(entry.name, target->second);
}

void SourcesReader::end() {
  if (!digest_) return;
  enter(name_, {digest_->value(), size_, false});
  digest_.reset();
}

void SourcesReader::enter(const std::string& name, const SeenSource& seen) {
  if (others_.size() < k_most_others) others_.emplace(name, seen);
  const auto keys = keys_.find(path_in_stage(name));
  if (keys == keys_.end()) return;
  for (const std::string& key : keys->second) {
    const auto [at, added] = seen_.emplace(key, seen);
    if (!added && at->second.digest != seen.digest) at->second.ambiguous = true;
  }
}

}  // namespace cb21
