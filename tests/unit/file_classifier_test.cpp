// SPDX-License-Identifier: Apache-2.0
#include "inputs/file_classifier.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

std::string class_of(const FileClassifier& classifier, std::string_view path) {
  const std::optional<Classification> found = classifier.classify(path);
  return found ? std::string(class_name(found->file_class)) : "";
}

TEST(FileClassifier, KnowsNamesWhereverTheyLie) {
  const std::vector<std::pair<std::string_view, std::string>> cases = {
      {"a.rs", "rust-source"},
      {"deep/er/build.rs", "rust-source"},
      {".rs", "rust-source"},
      {"a.RS", ""},
      {"rs", ""},
      {"x/Cargo.toml", "cargo-config"},
      {"cargo.toml", ""},
      {"Cargo.toml.orig", ""},
      {"x/Cargo.lock", "dependencies"},
      {"x/rust-toolchain", "toolchain"},
      {"rust-toolchain.toml", "toolchain"},
      {".cargo/config", "cargo-config"},
      {"x/.cargo/config.toml", "cargo-config"},
      {"config.toml", ""},
      {"x.cargo/config.toml", ""},
      {".cargo/x/config.toml", ""},
      {".cargo/credentials.toml", ""},
  };
  const FileClassifier names(FurtherInputs{});
  EXPECT_TRUE(names.names_suffice());
  for (const auto& [path, wanted] : cases) EXPECT_EQ(class_of(names, path), wanted) << path;
}

TEST(FileClassifier, PutsWatchedFilesBeforeAllButSources) {
  const FileClassifier classifier(
      {.watch = {"**/*.rs", "Cargo.*", "sql", "!sql/old"}, .whole_context = true});
  EXPECT_FALSE(classifier.names_suffice());
  EXPECT_EQ(class_of(classifier, "a.rs"), "rust-source");
  EXPECT_EQ(class_of(classifier, "Cargo.toml"), "watched");
  EXPECT_EQ(class_of(classifier, "x/Cargo.toml"), "cargo-config");
  EXPECT_EQ(class_of(classifier, "sql/new/1"), "watched");
  EXPECT_EQ(class_of(classifier, "sql/old/1"), "other");
}

TEST(FileClassifier, OnlyAManifestHasAPartThatDoesNotCount) {
  const FileClassifier names(FurtherInputs{});
  EXPECT_TRUE(names.classify("Cargo.toml")->manifest);
  EXPECT_FALSE(names.classify(".cargo/config.toml")->manifest);
  EXPECT_FALSE(FileClassifier({.watch = {"Cargo.toml"}}).classify("Cargo.toml")->manifest);
}

TEST(FileClassifier, TakesWhatWasCompiledInByItsPath) {
  const FileClassifier classifier(
      {.compiled_in = {"page.html", "app/query.sql", "app/Cargo.toml", "app/src/lib.rs"}});
  EXPECT_FALSE(classifier.names_suffice());
  EXPECT_EQ(class_of(classifier, "page.html"), "compiled-in");
  EXPECT_EQ(class_of(classifier, "app/query.sql"), "compiled-in");
  EXPECT_EQ(class_of(classifier, "app/page.html"), "");
  EXPECT_EQ(class_of(classifier, "query.sql"), "");
  EXPECT_EQ(class_of(classifier, "app/src/lib.rs"), "rust-source");
  EXPECT_EQ(wanted_text(*classifier.classify("page.html")), Keep::digest);
  EXPECT_EQ(class_of(classifier, "app/Cargo.toml"), "compiled-in");
  EXPECT_TRUE(classifier.classify("app/Cargo.toml")->manifest);
  EXPECT_TRUE(classifier.classify("Cargo.toml")->manifest);
}

TEST(FileClassifier, FindsNamesWhereverTheyLie) {
  const FileClassifier classifier({.names = {"page.html"}});
  EXPECT_FALSE(classifier.names_suffice());
  EXPECT_EQ(class_of(classifier, "page.html"), "compiled-in");
  EXPECT_EQ(class_of(classifier, "deep/er/page.html"), "compiled-in");
  EXPECT_EQ(class_of(classifier, "page.html/other"), "");
  EXPECT_EQ(class_of(classifier, "a-page.html"), "");
}

TEST(FileClassifier, PutsWatchedFilesBeforeTheWholeContext) {
  const FileClassifier classifier({.watch = {"*.html"}, .whole_context = true, .compiled_in = {"a.sql"}});
  EXPECT_EQ(class_of(classifier, "page.html"), "watched");
  EXPECT_EQ(class_of(classifier, "a.sql"), "compiled-in");
  EXPECT_EQ(class_of(classifier, "b.sql"), "other");
}

}  // namespace
}  // namespace cb21
