// SPDX-License-Identifier: Apache-2.0
#include "evidence/probe.hpp"

#include "evidence/probe_mounts.hpp"
#include "evidence/probe_script.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"
#include "inputs/dockerfile_words.hpp"
#include "text_lines.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cb21 {
namespace {

// BuildKit reads no line of 65536 bytes (bufio.MaxScanTokenSize); the script itself takes a tenth of that.
constexpr std::size_t k_most_words = 40000;

std::string json_word(std::string_view text) { return boost::json::serialize(boost::json::string(text)); }

std::string json_list(const std::vector<std::string>& words) {
  std::string list;
  for (const std::string& word : words) list += (list.empty() ? "[" : ",") + json_word(word);
  return list + "]";
}

// Whether docker hands a word of the exec form on as it is, and the result's lines can name it.
bool is_writable(const std::string& path) {
  if (!path.starts_with('/') || path.find_first_of(std::string_view("\n\r\0", 3)) != std::string::npos)
    return false;
  boost::system::error_code error;
  boost::json::parse(json_word(path), error);
  return !error;  // bytes that are no UTF-8 would be replaced
}

// The paths that can be written, as far as they fit into `room` bytes; the others make the point incomplete.
std::vector<std::string> writable(const std::vector<std::string>& paths, std::size_t room, bool& incomplete) {
  std::vector<std::string> fitting;
  for (const std::string& path : paths) {
    const std::size_t size = json_word(path).size() + 2;
    if (is_writable(path) && size <= room) {
      fitting.push_back(path);
      room -= size;
    } else {
      incomplete = true;
    }
  }
  return fitting;
}

// The text of a Dockerfile, in which nothing at the end goes on with what is appended.
std::string closed_text(std::string_view text, char escape) {
  text = trim_space(text);
  const auto ends_with = [&](std::size_t count) {
    return text.size() >= count && text.substr(text.size() - count) == std::string(count, escape);
  };
  while (ends_with(1) && !ends_with(2)) text = trim_space(text.substr(0, text.size() - 1));
  return std::string(text) + '\n';
}

// Docker's checks complain about keywords in mixed case, and a directive can make that an error.
bool is_lower_case(std::string_view text, const Dockerfile& dockerfile) {
  const std::vector<std::string_view> lines = split_lines(text);
  const std::size_t line = dockerfile.stages.front().line;
  if (line == 0 || line > lines.size()) return false;
  const std::string_view from = trim_space(lines[line - 1]);
  return !from.empty() && from.front() >= 'a' && from.front() <= 'z';
}

// Begins the names of stages; no stage of the user's has such a one.
std::string free_prefix(const Dockerfile& dockerfile) {
  std::string prefix = "cb21-";
  const auto taken = [&](const Stage& stage) { return stage.name.starts_with(prefix); };
  while (std::any_of(dockerfile.stages.begin(), dockerfile.stages.end(), taken)) prefix += "x-";
  return prefix;
}

// Whether a name means the same at the end of the file as in that stage.
bool means_the_same(const Dockerfile& dockerfile, std::string_view from, std::size_t stage) {
  return dockerfile.find_stage(from) == source_stage(dockerfile, from, stage);
}

// Why the stage's lines cannot stand once more at the end of the file; empty where they can.
std::string obstacle(const Dockerfile& dockerfile, const Stage& stage) {
  bool same = dockerfile.find_stage(stage.base) == stage.base_stage;
  for (const CopyInstruction& copy : stage.copies)
    same = same && means_the_same(dockerfile, copy.from.value_or(""), stage.index);
  for (const RunInstruction& run : stage.runs) {
    for (const Mount& mount : run.mounts) same = same && means_the_same(dockerfile, mount.from, stage.index);
  }
  return same ? "" : "it takes files from an image or stage by a name that a later stage has as well";
}

class Writer {
 public:
  explicit Writer(const ProbeQuestion& question)
      : question_(question),
        dockerfile_(question.dockerfile),
        lines_(split_lines(question.text)),
        prefix_(free_prefix(question.dockerfile)),
        lower_(is_lower_case(question.text, question.dockerfile)),
        text_(closed_text(question.text, question.dockerfile.escape)) {}

  ProbedPoint probe(const ProbePoint& point, std::size_t number) {
    ProbedPoint probed{point.stage, point.instruction, {}, false, false, {}};
    if (point.stage >= dockerfile_.stages.size()) {
      probed.why_none = "the Dockerfile has no such stage";
      return probed;
    }
    probed.why_none = obstacle(dockerfile_, dockerfile_.stages[point.stage]);
    if (!probed.why_none.empty()) return probed;
    replicate(dockerfile_.stages[point.stage], point.instruction, stage_name(number));
    text_ += keyword("USER") + " 0\n";
    look(point, probed);
    collected_.push_back(number);
    return probed;
  }

  void finish(ProbeBuild& build) {
    if (collected_.empty()) return;
    build.target = prefix_ + "evidence";
    text_ += fmt::format("{} scratch {} {}\n", keyword("FROM"), keyword("AS"), build.target);
    for (const std::size_t number : collected_) {
      text_ += fmt::format(
          "{} --from={} {}/ /{}/\n", keyword("COPY"), stage_name(number), k_evidence_folder, number);
    }
    build.dockerfile = std::move(text_);
  }

 private:
  std::string keyword(std::string_view upper) const {
    return lower_ ? lower_case(upper) : std::string(upper);
  }

  std::string stage_name(std::size_t number) const { return fmt::format("{}probe-{}", prefix_, number); }

  // The stage's own lines, as they are before `instruction`, as a stage of another name. Its layers are the
  // same, for docker's cache goes by what a step does.
  void replicate(const Stage& stage, std::size_t instruction, const std::string& name) {
    const Instruction& from = stage.instructions.front();
    text_ += keyword("FROM");
    for (const auto& [flag, value] : from.flags) text_ += fmt::format(" --{}={}", flag, value);
    text_ += fmt::format(" {} {} {}\n", from.words.front(), keyword("AS"), name);
    const std::size_t end = instruction < stage.instructions.size() ? stage.instructions[instruction].line - 1
                                                                    : stage.instructions.back().last_line;
    std::string copy;
    for (std::size_t line = from.last_line; line < end && line < lines_.size(); ++line)
      copy += std::string(lines_[line]) + '\n';
    text_ += closed_text(copy, dockerfile_.escape);
  }

  void look(const ProbePoint& point, ProbedPoint& probed) {
    if (!point.copies.empty()) return copy_out(point);
    ProbeCommand command{k_without_mounts, question_.nonce, {"/"}, {}, {}};
    command.landing_folders = writable(point.landing_folders, k_most_words / 4, probed.incomplete);
    write_paths(writable(point.paths, std::string::npos, probed.incomplete));
    const ProbeMounts mounts =
        point.instruction == k_end_of_stage ? probe_mounts(dockerfile_, point.stage) : ProbeMounts();
    probed.incomplete = probed.incomplete || mounts.incomplete;
    if (!mounts.mounts.empty()) {
      look_at_mounts(mounts, command, probed);
      command.roots.clear();
      for (const ProbeMount& mount : mounts.mounts) command.roots.push_back(mount.target);
      command.roots = writable(command.roots, k_most_words / 4, probed.incomplete);
    }
    run("", probe_words(command));
  }

  void copy_out(const ProbePoint& point) {
    std::string flags;
    if (point.instruction == k_end_of_stage) {
      for (const ProbeMount& mount : probe_mounts(dockerfile_, point.stage).mounts) flags += mount.flag + " ";
    }
    const std::string script =
        fmt::format(R"(mkdir -p {0}; cp -- "$1" {0}/"$2" || : # {1})", k_evidence_folder, question_.nonce);
    for (std::size_t i = 0; i < point.copies.size(); ++i) {
      if (is_writable(point.copies[i]))
        run(flags, {"/bin/sh", "-c", script, "sh", point.copies[i], fmt::format("copy-{}", i)});
    }
  }

  void look_at_mounts(const ProbeMounts& mounts, ProbeCommand command, ProbedPoint& probed) {
    command.kind = k_with_mounts;
    std::string flags;
    for (const ProbeMount& mount : mounts.mounts) {
      flags += mount.flag + " ";
      if (mount.cache) probed.cache_mounts.push_back(mount.target);
    }
    run(flags, probe_words(command));
    probed.looks_behind_mounts = true;
  }

  void write_paths(const std::vector<std::string>& paths) {
    std::vector<std::string> words;
    std::size_t size = 0;
    for (const std::string& path : paths) {
      const std::size_t more = json_word(path).size() + 1;
      if (size + more > k_most_words) {
        run("", probe_path_words(question_.nonce, std::exchange(words, {})));
        size = 0;
      }
      size += more;
      words.push_back(path);
    }
    if (!words.empty()) run("", probe_path_words(question_.nonce, words));
  }

  void run(const std::string& mounts, const std::vector<std::string>& words) {
    text_ += keyword("RUN") + (question_.network_flag ? " --network=none " : " ") + mounts +
             json_list(words) + "\n";
  }

  const ProbeQuestion& question_;
  const Dockerfile& dockerfile_;
  std::vector<std::string_view> lines_;
  std::string prefix_;
  bool lower_;
  std::string text_;
  std::vector<std::size_t> collected_;
};

}  // namespace

ProbeBuild make_probe(const ProbeQuestion& question) {
  ProbeBuild build;
  build.nonce = question.nonce;
  if (question.dockerfile.stages.empty()) return build;
  Writer writer(question);
  for (const ProbePoint& point : question.points)
    build.points.push_back(writer.probe(point, build.points.size()));
  writer.finish(build);
  return build;
}

}  // namespace cb21
