// SPDX-License-Identifier: Apache-2.0
#include "inputs/shipped_files.hpp"

#include "inputs/compile_stage.hpp"
#include "inputs/container_path.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <optional>
#include <string_view>

namespace cb21 {
namespace {

// A hostile file can make every stage copy twice from the one before.
constexpr int k_most_steps = 4096;

bool has_wildcard(std::string_view path) { return path.find_first_of("*?[") != std::string_view::npos; }

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.ends_with('/')) path.pop_back();
  return path;
}

// `path` below `directory`, of which it is part; empty for the directory itself.
std::string relative_to(std::string_view path, std::string_view directory) {
  std::string_view rest =
      path.substr(std::min(path.size(), directory.size() - (directory.ends_with('/') ? 1 : 0)));
  while (!rest.empty() && rest.front() == '/') rest.remove_prefix(1);
  return std::string(rest);
}

// With a slash at its end where it is a folder: "/out/." is one.
std::string source_path(const std::string& written) {
  std::string path = absolute_path("/", written, TrailingSlash::keep);
  return written.ends_with("/.") ? with_slash(path) : path;
}

std::string destination_of(const CopyInstruction& copy, const Stage& stage, const std::string& source) {
  if (copy.parents)
    return join_path(without_slash(copy.destination), relative_to(without_slash(source), "/"));
  const bool workdir = copy.destination == stage.workdir;
  return workdir || is_known_directory(copy.destination) ? with_slash(copy.destination) : copy.destination;
}

// Where a source that is a file comes to lie.
std::string landing(const std::string& destination, const std::string& source) {
  return destination.ends_with('/') ? destination + std::string(base_name(source)) : destination;
}

// A piece of what was asked for: where the compile stage has it, and its path below what was asked for.
struct Traced {
  std::string source;
  std::string below;
};

class Tracer {
 public:
  Tracer(const Dockerfile& dockerfile, std::size_t stage) : dockerfile_(dockerfile), stage_(stage) {}

  bool is_made_of_it(std::size_t stage) const { return is_made_of(dockerfile_, stage, stage_); }

  // What of `path` in stage `at` comes from the stage in question.
  std::vector<Traced> trace(std::size_t at, const std::string& path) {
    if (++steps_ > k_most_steps) return {};
    if (is_made_of_it(at)) return {{path, ""}};
    std::vector<Traced> found = trace_copies(at, path, &Tracer::match_file);
    if (found.empty()) found = trace_copies(at, path, &Tracer::match_in_directory);
    return found;
  }

 private:
  struct Match {
    std::string source;
    std::string below;
  };

  using Matcher = std::optional<Match> (*)(const std::string& path,
                                           const std::string& source,
                                           const std::string& to);

  std::vector<Traced> trace_copies(std::size_t at, const std::string& path, Matcher matcher) {
    std::vector<Traced> found;
    for (const std::size_t part : stage_lineage(dockerfile_, at)) {
      for (const CopyInstruction& copy : dockerfile_.stages[part].copies) {
        const auto from = copy.from ? source_stage(dockerfile_, *copy.from, part) : std::nullopt;
        if (from) trace_sources(copy, {part, *from}, {path, matcher}, found);
      }
    }
    return found;
  }

  struct Stages {
    std::size_t at;
    std::size_t from;
  };

  struct Wanted {
    const std::string& path;
    Matcher matcher;
  };

  void trace_sources(const CopyInstruction& copy, Stages stages, Wanted wanted, std::vector<Traced>& found) {
    for (const std::string& written : copy.sources) {
      const std::string source = source_path(written);
      const auto match =
          wanted.matcher(wanted.path, source, destination_of(copy, dockerfile_.stages[stages.at], source));
      if (!match) continue;
      for (const Traced& piece : trace(stages.from, match->source)) {
        found.push_back({piece.source, join_path(match->below, piece.below)});
      }
    }
  }

  // The source taken for a file: it is what is asked for, or lies in it.
  static std::optional<Match> match_file(const std::string& path,
                                         const std::string& source,
                                         const std::string& to) {
    const std::string file = landing(to, source);
    if (is_within(file, path)) return Match{source, relative_to(file, path)};
    if (has_wildcard(path) && fnmatch(path.c_str(), file.c_str(), FNM_PATHNAME) == 0) {
      return Match{source, std::string(base_name(file))};
    }
    if (!has_wildcard(source) || fnmatch(file.c_str(), path.c_str(), FNM_PATHNAME) != 0) return std::nullopt;
    return Match{source.substr(0, source.rfind('/') + 1) + std::string(base_name(path)), ""};
  }

  // The source taken for a directory: what is asked for lies in it.
  static std::optional<Match> match_in_directory(const std::string& path,
                                                 const std::string& source,
                                                 const std::string& to) {
    if (!is_within(path, to)) return std::nullopt;
    return Match{join_path(source, relative_to(path, to)), ""};
  }

  const Dockerfile& dockerfile_;
  std::size_t stage_;
  int steps_ = 0;
};

void append_shipped(std::vector<ShippedFile>& files,
                    Tracer& tracer,
                    const CopyInstruction& copy,
                    const Stage& at,
                    std::size_t from) {
  const bool direct = tracer.is_made_of_it(from);
  for (const std::string& written : copy.sources) {
    const std::string source = source_path(written);
    const std::string to = destination_of(copy, at, source);
    if (direct) {
      files.push_back({source, to, copy.line});
      continue;
    }
    // A collecting stage may have renamed it: its own name no longer says where it lies.
    const bool names_file = !source.ends_with('/') && !has_wildcard(source);
    const std::string whole = names_file ? landing(to, source) : to;
    for (const Traced& piece : tracer.trace(from, source)) {
      const std::string path = join_path(whole, piece.below);
      files.push_back({piece.source, has_wildcard(path) ? with_slash(to) : path, copy.line});
    }
  }
}

}  // namespace

bool is_made_of(const Dockerfile& dockerfile, std::size_t image, std::size_t stage) {
  const std::vector<std::size_t> lineage = stage_lineage(dockerfile, image);
  return std::find(lineage.begin(), lineage.end(), stage) != lineage.end();
}

std::vector<ShippedFile> files_shipped_from(const Dockerfile& dockerfile,
                                            std::size_t image,
                                            std::size_t stage) {
  Tracer tracer(dockerfile, stage);
  std::vector<ShippedFile> files;
  if (tracer.is_made_of_it(image)) return files;
  for (const std::size_t part : stage_lineage(dockerfile, image)) {
    for (const CopyInstruction& copy : dockerfile.stages[part].copies) {
      const auto from = copy.from ? source_stage(dockerfile, *copy.from, part) : std::nullopt;
      if (from) append_shipped(files, tracer, copy, dockerfile.stages[part], *from);
    }
  }
  return files;
}

}  // namespace cb21
