// SPDX-License-Identifier: Apache-2.0
#include "proof/layer_files.hpp"

#include "error.hpp"
#include "proof/sources_reader.hpp"

#include <utility>

namespace cb21 {
namespace {

std::string clean(std::string path) {
  while (path.ends_with('/')) path.pop_back();
  return path;
}

}  // namespace

LayerFilesReader::LayerFilesReader(LayerPlaces wanted)
    : wanted_(std::move(wanted)),
      tar_({[this](const TarEntry& entry) { begin(entry); },
            [this](std::string_view bytes) {
              if (digest_) digest_->update(bytes);
            },
            [this] { end(); }}) {}

void LayerFilesReader::feed(std::string_view bytes) { tar_.feed(bytes); }

void LayerFilesReader::begin(const TarEntry& entry) {
  path_ = clean(path_in_stage(entry.name));
  digest_.reset();
  if (!wanted_.contains(path_)) return;
  file_ = {.type = entry.type, .content = {}, .mtime = entry.mtime, .mode = entry.mode};
  if (entry.type == TarEntry::Type::regular) digest_.emplace();
  if (entry.type == TarEntry::Type::symlink) file_.content = digest_of(entry.link_target);
  if (entry.type != TarEntry::Type::hardlink) return;
  const auto target = found_.find(clean(path_in_stage(entry.link_target)));
  if (target != found_.end()) file_ = target->second;
}

void LayerFilesReader::end() {
  if (!wanted_.contains(path_)) return;
  if (digest_) file_.content = digest_->value();
  digest_.reset();
  if (file_.type != TarEntry::Type::hardlink) found_.emplace(path_, file_);
}

LayerFiles LayerFilesReader::finish() {
  if (!tar_.complete()) throw Error("docker's stream of the layers broke off");
  LayerFiles files;
  for (const auto& [path, file] : found_) {
    for (const std::size_t number : wanted_.at(path)) files.emplace(number, file);
  }
  return files;
}

}  // namespace cb21
