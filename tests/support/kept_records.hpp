// SPDX-License-Identifier: Apache-2.0
// Records of one project in a state directory, told apart by their generation.
#pragma once

#include "error.hpp"
#include "state/store.hpp"
#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <string>
#include <variant>

namespace cb21::test {

inline const ProjectIdentity k_identity{"/home/me/hello", "/home/me/hello/Dockerfile", "", "", "default"};

inline Record record_of(const std::string& generation, std::size_t files = 1) {
  Record record;
  record.identity = k_identity;
  record.generation = generation;
  for (std::size_t i = 0; i < files; ++i) {
    const Digest digest = digest_of(generation);
    const std::string path = "src/" + std::to_string(1'000'000 + i) + ".rs";
    record.files.push_back({path, FileClass::rust_source, digest, digest, 4, 5, 0100644});
  }
  return record;
}

inline std::string project_path(const TempTree& tree, const std::string& file = "") {
  return tree.path("projects/" + identity_key(k_identity) + (file.empty() ? "" : "/" + file));
}

inline std::string project_file(const std::string& file) {
  return "projects/" + identity_key(k_identity) + "/" + file;
}

// "record GENERATION", "none", "none withdrawn", "none withdrawn last GENERATION", "unusable WHY"
inline std::string loaded(Store& store) {
  const LoadedRecord result = store.load(k_identity);
  if (const auto* record = std::get_if<Record>(&result)) return "record " + record->generation;
  if (const auto* unusable = std::get_if<UnusableRecord>(&result)) return "unusable " + unusable->why;
  const auto& none = std::get<NoRecord>(result);
  return std::string("none") + (none.withdrawn ? " withdrawn" : "") +
         (none.last ? " last " + none.last->generation : "");
}

inline std::string loaded(const TempTree& tree) {
  Store store(tree.root());
  return loaded(store);
}

inline void keep(const TempTree& tree, const Record& record) {
  Store store(tree.root());
  ASSERT_EQ(store.commit(store.withdraw(k_identity), record), CommitResult::committed);
}

inline std::string error_of(const std::function<void()>& call) {
  try {
    call();
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace cb21::test
