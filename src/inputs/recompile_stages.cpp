// SPDX-License-Identifier: Apache-2.0
#include "inputs/recompile_stages.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/shell_commands.hpp"
#include "inputs/touch_points.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace cb21 {
namespace {

// Touches the sources in the working directory (a base image's is known to docker only) and in the places
// that COPY filled. cargo marks its target directory with CACHEDIR.TAG: sources that build scripts made lie
// there, and touching them would compile the dependencies again. Fails where a source cannot be touched or
// none is found, for then the same bytes would show nothing. The file with the nonce makes the content of the
// stage another one: BuildKit answers a RUN that has a secret by content, which times are no part of
// (observed on 26.1).
constexpr std::string_view k_touch =
    "echo {} >/tmp/.cb21-recompile; set -- .; for place in {}; do test -e \"$place\" && set -- \"$@\" "
    "\"$place\"; done; "
    "sources() {{ find \"$@\" -xdev -type d -name target -exec test -e {{}}/CACHEDIR.TAG ';' -prune "
    "-o -name '*.rs' -exec touch -c {{}} + -print; }}; "
    "touched=$(sources \"$@\") && test -n \"$touched\"";

// Characters that COPY, a shell or JSON would take for something else than themselves.
constexpr std::string_view k_symbols = "$\\\"'`";

RecompileStages refused(std::string obstacle) { return {std::move(obstacle), "", "", {}}; }

bool is_plain(std::string_view path) {
  return path.find_first_of(k_symbols) == std::string_view::npos &&
         std::none_of(path.begin(), path.end(), [](char c) {
           return static_cast<unsigned char>(c) < 0x20U || c == '\x7f';
         });
}

std::string json_word(std::string_view text) {
  std::string word = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') word += '\\';
    word += c;
  }
  return word + '"';
}

std::string quoted_places(const std::vector<std::string>& places) {
  std::string words;
  for (const std::string& place : places) {
    if (place != "/" && is_plain(place)) words += (words.empty() ? "'" : " '") + place + '\'';
  }
  return words;
}

// The exec form is no matter of SHELL, and RUN expands no variables.
std::string touch_line(const TouchPoint& point, std::string_view nonce) {
  const std::string script = fmt::format(k_touch, nonce, quoted_places(point.places));
  return fmt::format("RUN [\"/bin/sh\",\"-c\",{}]\n", json_word(script));
}

// Programs that rewrite others, in a folder of their own first on PATH, doing nothing. Those of other
// platforms (aarch64-linux-gnu-strip) are found on PATH.
constexpr std::string_view k_idle_programs =
    "RUN [\"/bin/sh\",\"-c\",\"mkdir -p /.cb21-idle; cd /.cb21-idle; IFS=:; for folder in $PATH; do for "
    "program in "
    "$folder/*strip $folder/*objcopy $folder/upx* $folder/patchelf; do test -x $program || continue; "
    "printf '#!/bin/sh\\nexit 0\\n' >${program##*/}; chmod 755 ${program##*/}; done; done\"]\n"
    "ENV PATH=/.cb21-idle:$PATH\n";

// The text up to the end of the stage, with the touches, each followed by `behind`.
std::string cut_open(std::string_view text,
                     const Stage& stage,
                     const std::vector<TouchPoint>& points,
                     std::string_view nonce,
                     std::string_view behind = "") {
  const std::size_t last = stage.instructions.back().last_line;
  std::string result;
  auto point = points.begin();
  for (std::size_t line = 1; line <= last && !text.empty(); ++line) {
    if (point != points.end() && point->line == line) {
      result += touch_line(*point++, nonce);
      result += behind;
    }
    const std::size_t length = std::min(text.find('\n'), text.size() - 1) + 1;
    result += text.substr(0, length);
    text.remove_prefix(length);
  }
  if (!result.empty() && result.back() != '\n') result += '\n';
  return result;
}

// "/x/hell[o]": a name that is not there is then no error of docker's, but is not there.
std::string forgiving(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  if (path.find_first_of("*?[") != std::string::npos) return path;
  // Not within a character of several bytes.
  std::size_t last = path.size() - 1;
  while (last > 0 && (static_cast<unsigned char>(path[last]) & 0xC0U) == 0x80U) --last;
  return path.substr(0, last) + '[' + path.substr(last) + ']';
}

void append_stage(RecompileStages& stages, std::size_t from) {
  stages.dockerfile += fmt::format("FROM scratch AS {}\n", stages.target);
  for (std::size_t i = 0; i < stages.sources.size(); ++i) {
    stages.dockerfile += fmt::format(
        "COPY --from={} [{},\"/{}/\"]\n", from, json_word(forgiving(stages.sources[i].source)), i);
  }
}

bool rewrites_programs(std::string_view program) {
  static constexpr std::array<std::string_view, 6> k_programs = {
      "strip", "sstrip", "upx", "upx-ucl", "objcopy", "patchelf"};
  if (program.ends_with("-strip") || program.ends_with("-objcopy")) return true;
  return std::find(k_programs.begin(), k_programs.end(), program) != k_programs.end();
}

bool rewrites_programs(const RunInstruction& run) {
  const auto commands = shell_commands(run.command);
  return std::any_of(commands.begin(), commands.end(), [](const ShellCommand& command) {
    return rewrites_programs(command.program());
  });
}

// `stage` and all stages that it takes anything from.
void collect(const Dockerfile& dockerfile, std::size_t stage, std::vector<bool>& taken) {
  std::vector<std::size_t> open{stage};
  while (!open.empty()) {
    const Stage& at = dockerfile.stages[open.back()];
    open.pop_back();
    if (taken[at.index]) continue;
    taken[at.index] = true;
    if (at.base_stage) open.push_back(*at.base_stage);
    for (const CopyInstruction& copy : at.copies) {
      if (const auto from = source_stage(dockerfile, copy.from.value_or(""), at.index)) open.push_back(*from);
    }
  }
}

// The line of a RUN that rewrites programs, in a stage of the image that is not replayed.
std::optional<std::size_t> rewriting_line(const Dockerfile& dockerfile,
                                          std::size_t image,
                                          std::size_t replayed) {
  std::vector<bool> taken(dockerfile.stages.size());
  collect(dockerfile, image, taken);
  for (const std::size_t part : stage_lineage(dockerfile, replayed)) taken[part] = false;
  for (const Stage& stage : dockerfile.stages) {
    if (!taken[stage.index]) continue;
    for (const RunInstruction& run : stage.runs) {
      if (rewrites_programs(run)) return run.line;
    }
  }
  return std::nullopt;
}

std::vector<RecompiledSource> wanted_sources(const RecompileQuestion& question, bool own_image) {
  std::vector<RecompiledSource> sources;
  if (own_image) {
    for (const std::string& binary : question.binaries) sources.push_back({binary, binary});
    return sources;
  }
  for (const ShippedFile& file : shipped_files(question.dockerfile, question.target)) {
    if (file.source != "/") sources.push_back({file.source, file.image_path});
  }
  return sources;
}

std::string obstacle_to_copy(const std::vector<RecompiledSource>& sources) {
  if (sources.empty()) return "it is not known which files of the stage that compiles are shipped";
  const bool plain = std::all_of(
      sources.begin(), sources.end(), [](const RecompiledSource& source) { return is_plain(source.source); });
  return plain ? "" : "a shipped file's path holds a variable that only docker knows, or unusual characters";
}

}  // namespace

RecompileStages recompile_stages(const RecompileQuestion& question) {
  const Dockerfile& dockerfile = question.dockerfile;
  const auto image = dockerfile.target_stage(question.target);
  const auto compiling = find_compile_stage(dockerfile, question.target);
  if (!image || !compiling) return refused("no stage of the Dockerfile is known to compile");
  TouchPoints touches = find_touch_points(dockerfile, *compiling);
  if (!touches.obstacle.empty()) return refused(std::move(touches.obstacle));

  // Stages made of the one that compiles are replayed on top of it.
  const bool own_image = is_made_of(dockerfile, *image, *compiling);
  const std::size_t replayed = own_image ? *image : *compiling;
  if (const auto line = rewriting_line(dockerfile, *image, replayed)) {
    return refused(
        fmt::format("the RUN in line {} of the Dockerfile rewrites programs after the compile", *line));
  }
  RecompileStages stages;
  stages.sources = wanted_sources(question, own_image);
  if (auto obstacle = obstacle_to_copy(stages.sources); !obstacle.empty())
    return refused(std::move(obstacle));
  stages.target = fmt::format("cb21-recompiled-{}", question.nonce);
  stages.dockerfile = cut_open(question.text, dockerfile.stages[replayed], touches.points, question.nonce);
  append_stage(stages, replayed);
  return stages;
}

UnalteredStage unaltered_stage(std::string_view text,
                               const Dockerfile& dockerfile,
                               std::size_t stage,
                               std::string_view nonce) {
  TouchPoints touches = find_touch_points(dockerfile, stage);
  if (!touches.obstacle.empty()) return {std::move(touches.obstacle), ""};
  return {"", cut_open(text, dockerfile.stages[stage], touches.points, nonce, k_idle_programs)};
}

std::string recompiled_image_path(const std::vector<RecompiledSource>& sources, std::string_view entry) {
  while (entry.starts_with("./")) entry.remove_prefix(2);
  const std::size_t slash = std::min(entry.find('/'), entry.size());
  std::size_t index = sources.size();
  const auto [end, error] = std::from_chars(entry.data(), entry.data() + slash, index);
  const std::string_view rest = entry.substr(std::min(slash + 1, entry.size()));
  if (error != std::errc() || end != entry.data() + slash || index >= sources.size() || rest.empty())
    return {};
  const RecompiledSource& source = sources[index];
  if (source.image_path.ends_with('/')) return source.image_path + std::string(rest);
  if (base_name(source.source) == rest) return source.image_path;
  return source.image_path + '/' + std::string(rest);
}

}  // namespace cb21
