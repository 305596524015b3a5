// SPDX-License-Identifier: Apache-2.0
// The facts of a chain, made by hand. A scene begins sound: a stage to which COPY brings Cargo.toml and
// src/main.rs, a RUN that compiles them, and an image that holds and starts the program. Tests change what
// they are about. In place of a digest stands the content itself.
#pragma once

#include "proof/chain.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cb21 {

inline constexpr std::int64_t k_scene_began = 1'700'000'000'000'000'000;

// Milliseconds since the build began.
constexpr std::int64_t at(std::int64_t milliseconds) { return k_scene_began + milliseconds * 1'000'000; }

// The stage's Dockerfile: FROM, COPY Cargo.toml (line 2), RUN (line 3), COPY src (line 4), RUN (line 5).
inline constexpr std::size_t k_first_run = 2;
inline constexpr std::size_t k_behind_first_run = 3;
inline constexpr std::size_t k_second_run = 4;
inline constexpr std::size_t k_behind_second_run = 5;

inline void put(StageEvidence& stage,
                const std::string& path,
                const std::string& content,
                std::int64_t ctime) {
  stage.files[path] = {path, content.size(), at(-1000000), ctime, content};
}

inline void land(Landing& landing,
                 const std::string& path,
                 const std::string& context_path,
                 const std::string& content,
                 std::size_t line) {
  landing.files[path] = {context_path, content, false, line};
}

inline CargoUnit make_unit(const std::string& package, const std::string& hash, std::int64_t invoked) {
  CargoUnit unit;
  unit.package = package;
  unit.hash = hash;
  unit.profile = "/app/target/release";
  unit.folder = unit.profile + "/.fingerprint/" + package + "-" + hash;
  unit.target = package;
  unit.invoked_ns = unit.invoked_ctime_ns = unit.dep_info_ns = invoked;
  unit.fingerprint_ns = unit.dep_info_ctime_ns = invoked + at(2000) - at(0);
  unit.fingerprint = "f" + hash.substr(1);
  unit.files_known = true;
  return unit;
}

inline CargoUnit program(const std::string& package,
                         const std::string& hash,
                         std::int64_t invoked,
                         const std::vector<std::string>& files) {
  CargoUnit unit = make_unit(package, hash, invoked);
  unit.kind = UnitKind::program;
  unit.files = files;
  return unit;
}

// Below /app/target/release.
inline CargoArtifact artifact(const std::string& path, const std::string& content, std::int64_t mtime) {
  CargoArtifact made;
  made.profile = "/app/target/release";
  made.file = {made.profile + "/" + path, content.size(), mtime, mtime, content};
  made.name = path.substr(path.rfind('/') + 1);
  if (const std::size_t dash = made.name.rfind('-'); path.starts_with("deps/") && dash != std::string::npos) {
    made.hash = made.name.substr(dash + 1);
    made.name = made.name.substr(0, dash);
  }
  made.build_id = "id-" + content;
  return made;
}

struct ChainScene {
  Evidence evidence;
  std::vector<Landing> landings;
  ImageTree image;
  StartedFile started;
  std::set<std::string> base_files;
  bool base_known = true;
  bool manifest_lands = true;
  std::set<std::string> target_names{"app"};
  std::set<std::string> old_programs;
  std::int64_t build_began_ns = at(0);
  bool other_build_ran = false;
  std::map<std::string, std::string> inputs_now;
  std::set<RememberedUnit> remembered;
  std::string compiler_wrapper;
  bool cache_kept = true;
  std::map<std::string, std::string> segments;

  ChainScene() {
    evidence.stages.reserve(32);  // references into it outlive further looks
    evidence.stages.emplace_back();
    landings.emplace_back();
    put(end(), "/app/Cargo.toml", "manifest", at(100));
    put(end(), "/app/src/main.rs", "main", at(1000));
    land(landings[0], "/app/Cargo.toml", "Cargo.toml", "manifest", 2);
    land(landings[0], "/app/src/main.rs", "src/main.rs", "main", 4);
    end().units.push_back(program("app", "00000000000000aa", at(2000), {"/app/src/main.rs"}));
    end().artifacts.push_back(artifact("app", "program", at(3000)));
    end().artifacts.push_back(artifact("deps/app-00000000000000aa", "program", at(3000)));
    ship("/usr/local/bin/app", "program");
    start("/usr/local/bin/app");
  }

  StageEvidence& end() { return evidence.stages.front(); }

  CargoUnit& unit() { return end().units.front(); }

  // A unit of another kind that the program is made of.
  CargoUnit& depend(UnitKind kind,
                    const std::string& package,
                    const std::string& hash,
                    std::int64_t invoked,
                    const std::vector<std::string>& files) {
    CargoUnit made = make_unit(package, hash, invoked);
    made.kind = kind;
    made.files = files;
    unit().dependencies.push_back(made.fingerprint);
    end().units.push_back(made);
    return end().units.back();
  }

  // A Rust program of the image.
  ImageFile& ship(const std::string& path, const std::string& content) {
    ImageFile file;
    file.type = ImageFile::Type::regular;
    file.mode = 0755;
    file.size = content.size();
    file.elf = file.executable = file.rust = true;
    file.sha256 = content;
    file.build_id = "id-" + content;
    file.segments = "segments of " + content;
    image.files[path] = file;
    return image.files[path];
  }

  void ship_launcher(const std::string& path) {
    ImageFile& file = ship(path, "launcher " + path);
    file.rust = false;
  }

  void start(const std::string& path) { started = {StartedFile::Kind::program, path, path, ""}; }

  // A look before an instruction: what the end has, without units, artifacts and sources.
  StageEvidence& cut(std::size_t instruction) {
    StageEvidence look = end();
    look.instruction = instruction;
    look.units.clear();
    look.artifacts.clear();
    look.files.erase("/app/src/main.rs");
    return add_look(look);
  }

  // The same, with all that the end has.
  StageEvidence& whole_cut(std::size_t instruction) {
    StageEvidence look = end();
    look.instruction = instruction;
    return add_look(look);
  }

  // The sound order of a stage that copies all and compiles in its second RUN.
  void add_sound_cuts() {
    cut(k_first_run);
    cut(k_behind_first_run);
    put(cut(k_second_run), "/app/src/main.rs", "main", at(1000));
    StageEvidence& behind = whole_cut(k_behind_second_run);
    put(behind, "/app/src/main.rs", "main", at(1000));
  }

  // A placeholder's order: the first RUN compiles, then the sources come.
  void add_placeholder_cuts() {
    cut(k_first_run);
    StageEvidence& behind = whole_cut(k_behind_first_run);
    put(behind, "/app/src/main.rs", "stub", at(1500));
    whole_cut(k_second_run);
    whole_cut(k_behind_second_run);
  }

  Chain judge() const {
    return judge_chain({evidence,
                        landings,
                        image,
                        started,
                        base_files,
                        base_known,
                        manifest_lands,
                        target_names,
                        old_programs,
                        build_began_ns,
                        other_build_ran,
                        inputs_now,
                        remembered,
                        compiler_wrapper,
                        cache_kept,
                        {{{0, k_first_run}, 3}, {{0, k_second_run}, 5}}},
                       segments);
  }

 private:
  StageEvidence& add_look(const StageEvidence& look) {
    evidence.stages.push_back(look);
    return evidence.stages.back();
  }
};

inline const LinkResult& link_of(const Chain& chain, Link link) {
  return chain.links.at(static_cast<std::size_t>(link));
}

// "sources pass: ...\ncompiled fail: ..." for what a test prints.
inline std::string chain_text(const Chain& chain) {
  std::string text;
  for (const LinkResult& link : chain.links) {
    text += std::string(link_name(link.link)) + " " + std::string(proof_result_name(link.result)) + " [" +
            link.mechanism + "]: " + link.detail + "\n";
  }
  for (const std::string& note : chain.notes) text += "note: " + note + "\n";
  for (const std::size_t stage : chain.wants.cuts) text += "wants cuts of " + std::to_string(stage) + "\n";
  for (const std::string& path : chain.wants.base_files) text += "wants base file " + path + "\n";
  for (const std::string& path : chain.wants.segments) text += "wants segments " + path + "\n";
  if (chain.climbing_may_help) text += "climbing may help\n";
  return text;
}

struct ChainCase {
  std::string name;
  std::function<void(ChainScene&)> change;
  ProofResult result = ProofResult::pass;
  std::string mechanism;
  std::string words;  // a part of the link's sentence
};

inline void expect_link(Link link, const std::vector<ChainCase>& cases) {
  for (const ChainCase& one : cases) {
    ChainScene scene;
    one.change(scene);
    const Chain chain = scene.judge();
    const LinkResult& result = link_of(chain, link);
    SCOPED_TRACE(one.name + "\n" + chain_text(chain));
    EXPECT_EQ(result.result, one.result);
    EXPECT_EQ(result.mechanism, one.mechanism);
    EXPECT_NE(result.detail.find(one.words), std::string::npos);
    EXPECT_EQ(result.result == ProofResult::fail, !result.cure.empty());
  }
}

}  // namespace cb21
