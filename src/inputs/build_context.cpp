// SPDX-License-Identifier: Apache-2.0
#include "inputs/build_context.hpp"

#include "descriptor.hpp"
#include "error.hpp"
#include "escape.hpp"
#include "inputs/file_reader.hpp"
#include "inputs/root_directory.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_ignore_name = ".dockerignore";
constexpr std::string_view k_default_name = "Dockerfile";

// Images and other targets of the same build hold no sources of their own.
bool is_image(std::string_view value) {
  return value.starts_with("docker-image://") || value.starts_with("oci-layout://") ||
         value.starts_with("target:");
}

bool is_url(std::string_view value) { return value.starts_with("http://") || value.starts_with("https://"); }

// What buildx takes for an address whatever lies on disk (urlutil.IsRemoteURL, dfgitutil.ParseGitRef).
bool is_remote(std::string_view value) {
  for (const std::string_view scheme : {"git://", "ssh://", "github.com/"}) {
    if (value.starts_with(scheme)) return true;
  }
  const std::size_t at = value.find('@');
  const std::size_t colon = value.find(':', at == std::string_view::npos ? value.size() : at);
  const bool scp_style =
      colon != std::string_view::npos && value.substr(0, colon).find('/') == std::string_view::npos;
  return scp_style || is_url(value);
}

bool exists(const std::string& path) {
  struct stat info {};

  return lstat(path.c_str(), &info) == 0;  // docker asks for the name, not for what a link leads to
}

std::string beside(const std::string& directory, std::string_view name) {
  return (fs::path(directory) / name).string();
}

std::optional<std::string> read_text(const Descriptor& file) {
  FileReader reader;
  const std::optional<FileContent> content = reader.read(file.number(), Keep::text);
  if (!content || !content->text) return std::nullopt;
  return std::string(*content->text);
}

struct IgnoreFile {
  std::string path;
  std::string text;
};

// A file that BuildKit reads out of a directory it was sent: links lead nowhere but into that directory, and
// whatever cannot be read is not there.
std::optional<IgnoreFile> read_synced(const std::string& directory, std::string_view name) {
  const Descriptor root(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!root) return std::nullopt;
  const std::optional<std::string> path = resolve_below(root.number(), name);
  if (!path || path->empty()) return std::nullopt;
  std::optional<std::string> text = read_text(open_below(root.number(), *path));
  if (!text) return std::nullopt;
  return IgnoreFile{beside(directory, *path), std::move(*text)};
}

// The classic builder's: any link is followed, and what cannot be read fails the build.
std::optional<IgnoreFile> read_followed(const std::string& path, std::vector<std::string>& not_visible) {
  const Descriptor file = open_regular_file(path);
  const int error = file ? 0 : errno;
  if (error == ENOENT) return std::nullopt;
  std::optional<std::string> text = error == 0 ? read_text(file) : std::nullopt;
  if (text) return IgnoreFile{path, std::move(*text)};
  not_visible.push_back("the ignore file " + escape(path) + " cannot be read");
  return std::nullopt;
}

std::optional<IgnoreFile> find_ignore_file(const std::string& root, BuildContext& context) {
  if (context.builder == Builder::legacy) {
    return read_followed(beside(root, k_ignore_name), context.not_visible);
  }
  if (context.dockerfile_path) {
    const fs::path dockerfile(*context.dockerfile_path);
    const std::string directory = dockerfile.has_parent_path() ? dockerfile.parent_path().string() : ".";
    const std::string name = dockerfile.filename().string() + std::string(k_ignore_name);
    if (auto own = read_synced(directory, name)) return own;
  }
  return read_synced(root, k_ignore_name);
}

IgnoreRules parse_rules(const std::optional<IgnoreFile>& file, std::vector<std::string>& not_visible) {
  if (!file) return {};
  try {
    return IgnoreRules::parse(file->text);
  } catch (const Error& error) {
    not_visible.push_back("the ignore file " + escape(file->path) +
                          " is not one for docker: " + error.what());
    return {};
  }
}

// The real path of a directory, or nothing and a sentence.
std::optional<std::string> real_directory(const std::string& path,
                                          std::string_view description,
                                          std::vector<std::string>& not_visible) {
  std::error_code error;
  fs::path real = fs::canonical(path, error);
  if (!error && !fs::is_directory(real, error) && !error) {
    error = std::make_error_code(std::errc::not_a_directory);
  }
  if (!error) return real.string();
  not_visible.push_back(std::string(description) + " is no directory that can be read: " + escape(path) +
                        ": " + error.message());
  return std::nullopt;
}

// docker/cli getDockerfileRelPath tries the lower-case name for the default alone; buildx
// handleLowercaseDockerfile for any path that ends in it.
std::string with_lower_case_fallback(const std::string& path) {
  const fs::path upper(path);
  const std::string lower = (upper.parent_path() / "dockerfile").string();
  const bool take_lower = upper.filename() == k_default_name && !exists(path) && exists(lower);
  return take_lower ? lower : path;
}

bool is_stream(const std::string& path) {
  struct stat info {};

  return stat(path.c_str(), &info) == 0 &&
         (S_ISFIFO(info.st_mode) || S_ISCHR(info.st_mode) || S_ISSOCK(info.st_mode));
}

// A shell's process substitution is standard input by another name.
bool can_be_read_once(const std::string& dockerfile) {
  return dockerfile == "-" || is_url(dockerfile) || is_stream(dockerfile);
}

std::optional<std::string> find_dockerfile(const ContextArguments& arguments) {
  const std::string given = arguments.dockerfile.value_or("");
  if (can_be_read_once(given)) return std::nullopt;
  std::string path = given;
  if (given.empty()) path = beside(*arguments.directory, k_default_name);
  if (given.empty() || arguments.builder == Builder::buildkit) path = with_lower_case_fallback(path);

  struct stat info {};

  if (stat(path.c_str(), &info) != 0 || is_stream(path)) return std::nullopt;
  return path;
}

void read_dockerfile(const ContextArguments& arguments, BuildContext& context) {
  context.dockerfile_path = find_dockerfile(arguments);
  if (!context.dockerfile_path) {
    // Another text each time, for all that is known: what one of them left in the cache says nothing of the
    // next.
    if (arguments.dockerfile && can_be_read_once(*arguments.dockerfile)) {
      context.not_visible.emplace_back("the Dockerfile is not a file that can be read before docker does");
    }
    return;
  }
  std::optional<std::string> text = read_text(open_regular_file(*context.dockerfile_path));
  if (!text) return;
  context.dockerfile = parse_dockerfile(*text, arguments.build_args);
  context.dockerfile_text = std::move(*text);
}

void add_main_root(const std::string& directory, BuildContext& context) {
  const std::optional<std::string> root = real_directory(directory, "the build context", context.not_visible);
  if (!root) return;
  const std::optional<IgnoreFile> ignore_file = find_ignore_file(*root, context);
  if (ignore_file) context.ignore_file = ignore_file->path;
  context.roots.push_back({"", *root, parse_rules(ignore_file, context.not_visible)});
}

void add_named_root(const std::string& name, const std::string& value, BuildContext& context) {
  const std::string description = "the build context " + escape(name);
  if (is_image(value)) return;
  if (is_remote(value)) {
    // Not the address: it may hold a password.
    context.not_visible.push_back(description + " is not a local directory");
    return;
  }
  const std::optional<std::string> root = real_directory(value, description, context.not_visible);
  if (!root) return;
  const std::optional<IgnoreFile> ignore_file = read_synced(*root, k_ignore_name);
  context.roots.push_back({name, *root, parse_rules(ignore_file, context.not_visible)});
}

// buildx ParseContextNames: the name is an image reference, and of two equal names the last one counts.
std::map<std::string, std::string> effective_names(const ContextArguments& arguments) {
  constexpr std::string_view k_default_tag = ":latest";
  std::map<std::string, std::string> contexts;
  for (const auto& [name, value] : arguments.named) {
    const bool tagged = name.ends_with(k_default_tag);
    contexts[tagged ? name.substr(0, name.size() - k_default_tag.size()) : name] = value;
  }
  return contexts;
}

}  // namespace

BuildContext locate_build_context(const ContextArguments& arguments) {
  BuildContext context;
  context.builder = arguments.builder;
  if (!arguments.directory) {
    context.not_visible.emplace_back("the build context is not a local directory");
    return context;
  }
  read_dockerfile(arguments, context);
  add_main_root(*arguments.directory, context);
  if (context.roots.empty()) return context;
  for (const auto& [name, value] : effective_names(arguments)) add_named_root(name, value, context);
  return context;
}

}  // namespace cb21
