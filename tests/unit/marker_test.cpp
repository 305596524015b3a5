// SPDX-License-Identifier: Apache-2.0
#include "proof/marker.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace cb21 {
namespace {

using testing::HasSubstr;

Artifact read(const std::string& bytes, const std::vector<std::string>& markers, std::size_t piece) {
  ArtifactReader reader("/app/x", markers);
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    reader.feed(std::string_view(bytes).substr(at, piece));
  return reader.finish();
}

const std::string k_elf = "\177ELF\2\1\1" + std::string(300, '\0');

TEST(ArtifactReader, collects_everything_in_one_pass) {
  const std::string bytes = k_elf + "thing RUST_BACKTRACE hello world";
  for (const std::size_t piece : {1U, 3U, 100U, 5000U}) {
    const Artifact artifact = read(bytes, {"hello world", "absent"}, piece);
    EXPECT_EQ(artifact.path, "/app/x");
    EXPECT_EQ(artifact.size, bytes.size());
    EXPECT_EQ(artifact.digest, digest_of(bytes));
    EXPECT_TRUE(artifact.elf);
    EXPECT_TRUE(artifact.rust);
    EXPECT_FALSE(artifact.packed);
    ASSERT_EQ(artifact.markers.size(), 2U);
    EXPECT_TRUE(artifact.markers[0].found);
    EXPECT_FALSE(artifact.markers[1].found);
  }
}

TEST(ArtifactReader, tells_formats_and_languages_apart) {
  const auto kind = [](const std::string& bytes) {
    const Artifact artifact = read(bytes, {}, 64);
    return std::string(artifact.elf ? "elf" : "") + (artifact.packed ? " packed" : "") +
           (artifact.rust ? " rust" : "");
  };
  EXPECT_EQ(kind(""), "");
  EXPECT_EQ(kind("#!/bin/sh\nexec /app/x # RUST_BACKTRACE"), " rust");
  EXPECT_EQ(kind("\177EL"), "");
  EXPECT_EQ(kind(k_elf), "elf");
  EXPECT_EQ(kind(k_elf + "UPX!" + std::string(2000, 'z')), "elf packed");
  EXPECT_EQ(kind(k_elf + std::string(2000, 'z') + "UPX!"), "elf") << "a program that merely names it";
  EXPECT_EQ(kind(k_elf + "/usr/src/rustc-1.63.0/library/std/src/io/mod.rs"), "elf rust");
}

struct JudgeCase {
  std::string what;
  ExpectedBinary expected;
  std::optional<Artifact> artifact;
  std::string dockerfile_mechanism;
  ProofResult result;
  std::string outcome;  // of a failure its mechanism, else a part of the detail
};

ExpectedBinary expecting(std::vector<std::string> markers) {
  ExpectedBinary expected;
  expected.path = "/app/x";
  expected.name = "x";
  expected.markers = std::move(markers);
  return expected;
}

ExpectedBinary guessed(ExpectedBinary expected) {
  expected.guessed_path = true;
  return expected;
}

Artifact rust_program(std::uint64_t size, std::vector<MarkerFinding> markers) {
  Artifact artifact;
  artifact.path = "/app/x";
  artifact.size = size;
  artifact.elf = true;
  artifact.rust = true;
  artifact.markers = std::move(markers);
  return artifact;
}

template <typename Change>
Artifact changed(Artifact artifact, Change change) {
  change(artifact);
  return artifact;
}

TEST(JudgeMarker, says_pass_only_for_markers_that_were_seen) {
  const Artifact good = rust_program(4'000'000, {{"starting", true}});
  const Artifact lost = rust_program(4'000'000, {{"starting", false}});
  const Artifact stub = rust_program(300'000, {{"starting", false}});
  const Artifact half = rust_program(4'000'000, {{"starting", true}, {"other", false}});
  const Artifact bare = rust_program(4'000'000, {});
  const Artifact c = changed(good, [](Artifact& a) { a.rust = false; });
  const Artifact nginx = changed(lost, [](Artifact& a) { a.rust = false; });
  const Artifact text = changed(good, [](Artifact& a) { a.elf = a.rust = false; });
  const Artifact upx = changed(good, [](Artifact& a) { a.packed = true; });
  const std::optional<Artifact> none;
  const ExpectedBinary one = expecting({"starting"});
  const ExpectedBinary two = expecting({"starting", "other"});
  const ExpectedBinary any = expecting({});
  const ExpectedBinary entry = guessed(one);
  const std::string stubs = "placeholder-main";
  constexpr auto k_pass = ProofResult::pass;
  constexpr auto k_fail = ProofResult::fail;
  constexpr auto k_open = ProofResult::inconclusive;
  const std::vector<JudgeCase> cases{
      {"found", one, good, stubs, k_pass, "\"starting\" is in /app/x"},
      {"found in a guessed path", entry, good, "", k_pass, "\"starting\" is in /app/x"},
      {"found in a program of unknown origin", one, c, "", k_pass, "\"starting\" is in /app/x"},
      {"one of two found", two, half, "", k_fail, "wrong-bin"},
      {"not found", one, lost, "", k_fail, "wrong-bin"},
      {"not found, and the Dockerfile shows why", one, lost, stubs, k_fail, stubs},
      {"not found in a stub", one, stub, "", k_fail, stubs},
      {"not found in a guessed Rust program", entry, lost, "", k_fail, "wrong-bin"},
      {"not found in a guessed other program", entry, nginx, "", k_open, "not the Rust program"},
      {"not found in another program", one, nginx, "", k_fail, "wrong-bin"},
      {"a script", entry, text, "", k_open, "script"},
      {"a script where the binary should be", one, text, "", k_open, "script"},
      {"packed", one, upx, "", k_open, "UPX"},
      {"no marker known", any, bare, "", k_open, "no marker is known"},
      {"no file", one, none, "", k_fail, "wrong-bin"},
      {"no file at a guessed path", entry, none, "", k_open, "what the image starts"},
      {"no file and no marker", any, none, "", k_fail, "wrong-bin"},
  };
  for (const JudgeCase& row : cases) {
    const Proof proof =
        judge_marker(row.expected, row.artifact, "it is a directory", row.dockerfile_mechanism);
    const bool failed = row.result == ProofResult::fail;
    EXPECT_EQ(proof.name, "marker");
    EXPECT_EQ(proof.result, row.result) << row.what;
    EXPECT_EQ(proof.mechanism, failed ? row.outcome : "") << row.what;
    EXPECT_THAT(proof.detail, HasSubstr(failed ? "/app/x" : row.outcome)) << row.what;
    EXPECT_EQ(proof.cure.empty(), !failed) << row.what;
  }
}

TEST(JudgeMarker, says_which_marker_is_missing_from_what) {
  const Artifact half = rust_program(4'000'000, {{"starting", true}, {"other", false}});
  EXPECT_EQ(judge_marker(expecting({"starting", "other"}), half, "", "").detail,
            "\"other\" is not in /app/x (4000000 bytes)");
}

TEST(JudgeMarker, names_the_configuration_among_the_cures) {
  ExpectedBinary expected = expecting({"starting"});
  expected.configured_marker = true;
  const Proof proof = judge_marker(expected, rust_program(4'000'000, {{"starting", false}}), "", "");
  EXPECT_THAT(proof.cure, HasSubstr("--cb21-marker"));
  EXPECT_THAT(judge_marker(expected, std::nullopt, "gone", "").cure, HasSubstr("--cb21-binary"));
}

TEST(JudgeMarker, repeats_no_error_of_docker_for_a_path_that_was_guessed) {
  const std::string docker =
      "docker finds no file there (Error response: No such container:path: cb21-x:/app/x)";
  EXPECT_EQ(
      judge_marker(guessed(expecting({"starting"})), std::nullopt, docker, "").detail,
      "what the image starts was looked for as /app/x, where there is no program; say which file to look at "
      "with --cb21-binary");
  EXPECT_THAT(judge_marker(expecting({"starting"}), std::nullopt, docker, "").detail, HasSubstr(docker));
}

TEST(JudgeMarker, gives_the_reason_for_having_no_marker) {
  ExpectedBinary expected = expecting({});
  expected.no_marker_reason = "main() prints nothing";
  const Proof proof = judge_marker(expected, rust_program(1, {}), "", "");
  EXPECT_THAT(proof.detail, HasSubstr("main() prints nothing"));
}

TEST(JudgeMarker, escapes_what_came_from_elsewhere) {
  const Proof proof = judge_marker(expecting({"a\x1b"}), rust_program(4'000'000, {{"a\x1b", false}}), "", "");
  EXPECT_THAT(proof.detail, HasSubstr("\"a\\x1b\""));
}

}  // namespace
}  // namespace cb21
