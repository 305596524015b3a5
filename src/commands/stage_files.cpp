// SPDX-License-Identifier: Apache-2.0
#include "commands/stage_files.hpp"

#include "commands/generated_build.hpp"
#include "docker/random_name.hpp"
#include "docker/tar_stream.hpp"
#include "evidence/elf_facts.hpp"
#include "evidence/probe.hpp"
#include "inputs/compile_stage.hpp"
#include "inputs/copy_pattern.hpp"
#include "inputs/dockerfile_words.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <utility>

namespace cb21 {
namespace {

constexpr std::string_view k_target = "cb21-files";

// The facts of the files that the last stage of a generated build holds, "/0/NAME" and so on, by number.
class NumberedFiles {
 public:
  NumberedFiles()
      : tar_({[this](const TarEntry& entry) { begin(entry); },
              [this](std::string_view data) {
                if (reader_) reader_->feed(data);
              },
              [this] { end(); }}) {}

  bool feed(std::string_view bytes) {
    tar_.feed(bytes);
    return true;
  }

  const std::map<std::size_t, ElfFacts>& files() const { return files_; }

 private:
  void begin(const TarEntry& entry) {
    if (entry.type != TarEntry::Type::regular) return;
    std::string_view name = entry.name;
    while (name.starts_with("./") || name.starts_with('/')) name.remove_prefix(name.front() == '/' ? 1 : 2);
    const auto [rest, error] = std::from_chars(name.data(), name.data() + name.size(), number_);
    if (error == std::errc() && rest != name.data() + name.size() && *rest == '/') reader_.emplace(false);
  }

  void end() {
    if (reader_) files_.emplace(number_, reader_->finish());
    reader_.reset();
  }

  std::size_t number_ = 0;
  std::optional<ElfReader> reader_;
  std::map<std::size_t, ElfFacts> files_;
  TarStream tar_;
};

std::map<std::size_t, ElfFacts> read_files(const Setup& setup,
                                           const Assessment& assessment,
                                           const ArgumentChanges& changes,
                                           const GeneratedStages& stages) {
  NumberedFiles files;
  const std::string trouble = stream_generated_build(
      setup, assessment, changes, stages, [&](std::string_view bytes) { return files.feed(bytes); });
  return trouble.empty() ? files.files() : std::map<std::size_t, ElfFacts>();
}

// A name that is not there is no error of docker's.
std::string copy_line(const std::string& from, const std::string& path, std::size_t number, char escape) {
  return fmt::format("COPY --from={} [\"{}\", \"/{}/\"]\n",
                     from,
                     copy_word(copy_pattern(path.substr(1), 0), escape),
                     number);
}

}  // namespace

std::set<std::string> find_base_files(const Setup& setup,
                                      const Assessment& assessment,
                                      const ArgumentChanges& changes,
                                      const ImageTree& image,
                                      const std::set<std::string>& paths) {
  const Dockerfile& dockerfile = *assessment.context.dockerfile;
  const auto target = dockerfile.target_stage(setup.request.target);
  if (!target) return {};
  const Stage& base = dockerfile.stages[stage_lineage(dockerfile, *target).front()];
  if (base.base == "scratch" || base.base.find('$') != std::string::npos) return {};
  std::string text;
  if (!dockerfile.syntax.empty()) text += "# syntax=" + dockerfile.syntax + "\n";
  const std::string platform = base.platform.empty() ? "" : "--platform=" + base.platform + " ";
  text += fmt::format("FROM {}{} AS cb21-base\nFROM scratch AS {}\n", platform, base.base, k_target);
  std::vector<std::string> asked;
  for (const std::string& path : paths) {
    if (!is_writable_path(path)) continue;
    text += copy_line("cb21-base", path, asked.size(), '\\');
    asked.push_back(path);
  }
  std::set<std::string> same;
  for (const auto& [number, facts] :
       read_files(setup, assessment, changes, {.dockerfile = text, .target = std::string(k_target)})) {
    const ImageFile* file = number < asked.size() ? image.find(asked[number]) : nullptr;
    if (file != nullptr && facts.elf && !facts.segments.empty() && facts.segments == file->segments)
      same.insert(asked[number]);
  }
  return same;
}

std::string segments_of(const Setup& setup,
                        const Assessment& assessment,
                        const ArgumentChanges& changes,
                        const StageProgram& program) {
  const ProbeBuild build = make_probe({.text = program.text,
                                       .dockerfile = program.dockerfile,
                                       .points = {{.stage = program.point.stage,
                                                   .instruction = program.point.instruction,
                                                   .landing_folders = {},
                                                   .paths = {},
                                                   .copies = {program.path}}},
                                       .network_flag = assessment.builder.through_buildx,
                                       .nonce = draw_random_name()});
  if (build.dockerfile.empty()) return {};
  const auto files =
      read_files(setup, assessment, changes, {.dockerfile = build.dockerfile, .target = build.target});
  const auto found = files.find(0);
  return found == files.end() ? std::string() : found->second.segments;
}

}  // namespace cb21
