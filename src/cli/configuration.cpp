// SPDX-License-Identifier: Apache-2.0
#include "cli/configuration.hpp"

#include "descriptor.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_file_name = "cb21.conf";
constexpr std::string_view k_machine_file = "/etc/cb21/cb21.conf";
constexpr std::size_t k_size_limit = std::size_t{1} << 20U;

Error unusable(const std::string& path, std::string_view reason) {
  return Error("cannot read " + escape(path) + ": " + std::string(reason) + "; mend or remove it",
               ExitCode::usage);
}

std::string read_all(int descriptor, const std::string& path) {
  std::string text;
  std::array<char, 4096> buffer{};
  for (;;) {
    const ssize_t count = read(descriptor, buffer.data(), buffer.size());
    if (count == 0) return text;
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw unusable(path, std::strerror(errno));
    text.append(buffer.data(), static_cast<std::size_t>(count));
    if (text.size() > k_size_limit) throw unusable(path, "it is larger than 1 MiB");
  }
}

bool is_absent(int error_number) { return error_number == ENOENT || error_number == ENOTDIR; }

// Nothing where there is no such file.
std::optional<ConfigurationFile> read_file(ConfigurationFile::Rank rank, const std::string& path) {
  // Not blocked by a FIFO of that name.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file) {
    const int error_number = errno;
    if (is_absent(error_number)) return std::nullopt;

    struct stat info {};

    // A home that may not be entered (sudo -u keeps HOME) holds no file of this user's.
    const bool seen = lstat(path.c_str(), &info) == 0;
    if (!seen && rank == ConfigurationFile::Rank::user) return std::nullopt;
    throw unusable(path, std::strerror(error_number));
  }

  struct stat info {};

  if (fstat(file.number(), &info) != 0) throw unusable(path, std::strerror(errno));
  if (!S_ISREG(info.st_mode)) throw unusable(path, "it is not a regular file");
  return ConfigurationFile{rank, path, read_all(file.number(), path)};
}

std::vector<std::string> project_paths(const BuildRequest& request) {
  if (request.context_kind != ContextKind::directory) return {};
  std::vector<std::string> paths;
  const std::string dockerfile = request.dockerfile.value_or("-");
  const bool is_url = dockerfile.starts_with("https://") || dockerfile.starts_with("http://");
  if (dockerfile != "-" && !is_url)
    paths.push_back((fs::path(dockerfile).parent_path() / k_file_name).string());
  paths.push_back((fs::path(request.context) / k_file_name).string());
  return paths;
}

std::optional<std::string> user_path(const Environment& environment) {
  // The XDG base directory specification: a relative path is invalid and ignored.
  const std::string configured = environment("XDG_CONFIG_HOME").value_or("");
  if (configured.starts_with('/')) return (fs::path(configured) / "cb21" / k_file_name).string();
  const std::string home = environment("HOME").value_or("");
  if (!home.starts_with('/')) return std::nullopt;
  return (fs::path(home) / ".config" / "cb21" / k_file_name).string();
}

}  // namespace

std::vector<ConfigurationFile> find_configuration_files(const BuildRequest& request,
                                                        const Environment& environment) {
  std::vector<ConfigurationFile> files;
  for (const std::string& path : project_paths(request)) {
    if (auto file = read_file(ConfigurationFile::Rank::project, path)) {
      files.push_back(std::move(*file));
      break;
    }
  }
  if (const auto path = user_path(environment)) {
    if (auto file = read_file(ConfigurationFile::Rank::user, *path)) files.push_back(std::move(*file));
  }
  if (auto file = read_file(ConfigurationFile::Rank::machine, std::string(k_machine_file))) {
    files.push_back(std::move(*file));
  }
  return files;
}

}  // namespace cb21
