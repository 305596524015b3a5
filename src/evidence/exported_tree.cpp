// SPDX-License-Identifier: Apache-2.0
#include "evidence/exported_tree.hpp"

#include "inputs/container_path.hpp"

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_script_limit = 4096;
constexpr std::string_view k_script_mark = "#!";

std::string path_of(std::string_view name) { return absolute_path("/", name, TrailingSlash::drop); }

ImageFile::Type type_of(TarEntry::Type type) {
  switch (type) {
    case TarEntry::Type::regular:
      return ImageFile::Type::regular;
    case TarEntry::Type::directory:
      return ImageFile::Type::directory;
    case TarEntry::Type::symlink:
      return ImageFile::Type::symlink;
    default:
      return ImageFile::Type::other;
  }
}

void set_facts(ImageFile& file, ElfFacts facts) {
  file.elf = facts.elf;
  file.executable = facts.executable;
  file.packed = facts.packed;
  file.rust = facts.rust;
  file.machine = facts.machine;
  file.sha256 = std::move(facts.sha256);
  file.build_id = std::move(facts.build_id);
  file.segments = std::move(facts.segments);
}

}  // namespace

ExportedTree::ExportedTree(std::optional<std::set<std::uint64_t>> sizes, const ExportLimits& limits)
    : sizes_(std::move(sizes)),
      limits_(limits),
      stream_({[this](const TarEntry& entry) { begin(entry); },
               [this](std::string_view content) { read(content); },
               [this] { end(); }}) {
  tree_.files["/"].type = ImageFile::Type::directory;
}

void ExportedTree::begin(const TarEntry& entry) {
  path_ = path_of(entry.name);
  file_ = {};
  start_.clear();
  reader_.reset();
  if (entry.type == TarEntry::Type::hardlink) {
    const ImageFile* named = tree_.find(path_of(entry.link_target));
    tree_.truncated = tree_.truncated || named == nullptr;
    if (named != nullptr) {
      file_ = *named;
    } else {
      path_.clear();
    }
    return;
  }
  file_.type = type_of(entry.type);
  file_.mode = entry.mode;
  file_.size = entry.size;
  if (entry.type == TarEntry::Type::symlink) file_.link_target = entry.link_target;
}

// Whether a file is in ELF format shows with its fourth byte.
void ExportedTree::read(std::string_view content) {
  if (!reader_ && start_.size() < k_elf_magic.size()) {
    const std::string_view first = content.substr(0, k_elf_magic.size() - start_.size());
    start_ += first;
    content.remove_prefix(first.size());
    if (start_ == k_elf_magic) reader_.emplace(!sizes_ || sizes_->contains(file_.size)).feed(start_);
  }
  if (reader_) {
    reader_->feed(content);
  } else {
    start_ += content.substr(0, k_script_limit - start_.size());
  }
}

void ExportedTree::end() {
  if (reader_) set_facts(file_, reader_->finish());
  if (start_.starts_with(k_script_mark)) file_.script = std::move(start_);
  if (!path_.empty()) add();
}

void ExportedTree::add() {
  const std::size_t text = path_.size() + file_.link_target.size() + file_.script.size();
  if (tree_.files.size() >= limits_.names || text > limits_.text - text_) {
    tree_.truncated = true;
    return;
  }
  text_ += text;
  tree_.files[std::move(path_)] = std::move(file_);
}

}  // namespace cb21
