// SPDX-License-Identifier: Apache-2.0
// A model of what a build does to the world outside: BuildKit's context copies, a tree that is edited in
// every way that keeps or restores times, and cb21's own steps around docker, cut where it may be killed or
// another run may come in between.
#pragma once

#include "error.hpp"
#include "state/decision.hpp"
#include "state/store.hpp"
#include "support/temp_tree.hpp"

#include <sys/stat.h>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cb21::test {

inline const ProjectIdentity k_model_identity{"/context", "/context/Dockerfile", "", "", "default"};

struct ModelFile {
  std::string content;
  std::int64_t mtime_ns = 0;
  std::uint32_t mode = S_IFREG | 0644U;

  bool looks_like(const ModelFile& other) const {
    return content.size() == other.content.size() && mtime_ns == other.mtime_ns && mode == other.mode;
  }

  friend bool operator==(const ModelFile&, const ModelFile&) = default;
};

// The directory "a" with its files.
struct ModelTree {
  std::map<std::string, ModelFile> files;
  std::uint32_t directory_mode = S_IFDIR | 0755U;
  bool watched = false;  // whether a/data.txt counts

  bool counts(const std::string& path) const { return path != "a/data.txt" || watched; }

  friend bool operator==(const ModelTree&, const ModelTree&) = default;
};

inline FileClass model_class(const std::string& path) {
  if (path.ends_with(".rs")) return FileClass::rust_source;
  return path.ends_with("Cargo.lock") ? FileClass::dependencies : FileClass::watched;
}

inline Snapshot snapshot_of(const ModelTree& tree) {
  Snapshot snapshot;
  snapshot.files.push_back({"a", FileClass::directory, {}, {}, 0, 0, tree.directory_mode});
  for (const auto& [path, file] : tree.files) {
    if (!tree.counts(path)) continue;
    const Digest digest = digest_of(file.content);
    snapshot.files.push_back(
        {path, model_class(path), digest, digest, file.content.size(), file.mtime_ns, file.mode});
  }
  return snapshot;
}

// The copies that BuildKit keeps by name. While a copy is in use it starts another, and which of several is
// taken next is its own affair (moby/buildkit source/local snapshot).
class ModelBuildKit {
 public:
  std::size_t copies(const std::string& name) const {
    const auto found = copies_.find(name);
    return found == copies_.end() ? 0 : found->second.size();
  }

  // What it builds from after the tree was sent to one of the copies, or to a new one.
  const ModelTree& send(const std::string& name, const ModelTree& tree, std::size_t which) {
    std::vector<ModelTree>& copies = copies_[name];
    if (which >= copies.size()) {
      copies.push_back(tree);
      return copies.back();
    }
    ModelTree& copy = copies[which];
    std::erase_if(copy.files, [&](const auto& item) { return !tree.files.contains(item.first); });
    for (const auto& [path, file] : tree.files) {
      const auto known = copy.files.find(path);
      if (known == copy.files.end() || !known->second.looks_like(file)) copy.files[path] = file;
    }
    return copy;
  }

 private:
  std::map<std::string, std::vector<ModelTree>> copies_;
};

// Whether what is built is what stands in the tree, as far as it counts.
inline bool is_current(const ModelTree& copy, const ModelTree& tree) {
  for (const auto& [path, file] : tree.files) {
    if (tree.counts(path) && copy.files.at(path).content != file.content) return false;
  }
  return copy.directory_mode == tree.directory_mode;
}

// What cb21 does about one build.
class ModelRun {
 public:
  ModelRun(const TempTree& state, const ModelTree& tree) : store_(state.root()), before_(tree) {
    LoadedRecord loaded = store_.load(k_model_identity);
    decision_ = decide(snapshot_of(tree), loaded, {});
    if (auto* record = std::get_if<Record>(&loaded)) name_ = record->generation;
  }

  void take_ticket(int number) {
    try {
      const bool fresh = decision_.trust_cache();
      ticket_ = fresh ? store_.suspend_generation(k_model_identity) : store_.withdraw(k_model_identity);
    } catch (const Error&) {
      decision_.freshness = Freshness::unknown;
      ticket_ = store_.withdraw(k_model_identity);
    }
    keeps_name_ = !decision_.new_generation && !ticket_.contested;
    if (!keeps_name_) name_ = "g" + std::to_string(number);
  }

  bool trusts_cache() const { return decision_.trust_cache(); }

  bool keeps_name() const { return keeps_name_; }

  const ModelTree& before() const { return before_; }

  const std::string& name() const { return name_; }

  // After docker ended well and the image was verified. Whether a record stands that this run vouches for.
  bool finish(const ModelTree& now, std::int64_t seconds) {
    if (now != before_) return false;
    if (trusts_cache() && keeps_name() && !files_moved(decision_)) {
      return store_.release(ticket_, k_model_identity) == CommitResult::committed;
    }
    Record record;
    record.identity = k_model_identity;
    record.generation = name_;
    record.verified_at = seconds;
    record.files = snapshot_of(before_).files;
    return store_.commit(ticket_, record) == CommitResult::committed;
  }

 private:
  Store store_;
  ModelTree before_;
  Decision decision_;
  Ticket ticket_;
  std::string name_;
  bool keeps_name_ = false;
};

}  // namespace cb21::test
