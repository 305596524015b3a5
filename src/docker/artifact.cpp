// SPDX-License-Identifier: Apache-2.0
#include "docker/artifact.hpp"

#include "docker/tar_stream.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <utility>

namespace cb21 {
namespace {

constexpr int k_create_timeout_ms = 120'000;
constexpr int k_flag_error = 125;  // docker's exit code for a flag that it does not know

std::string first_line(const std::string& text) { return escape(text.substr(0, text.find('\n'))); }

// What `docker cp CONTAINER:PATH -` printed, judged by its first entry.
class CopiedFile {
 public:
  explicit CopiedFile(const std::function<void(std::string_view)>& consume)
      : stream_({[this](const TarEntry& entry) { begin(entry); },
                 [this, &consume](std::string_view content) {
                   if (wanted_) consume(content);
                 },
                 [this] { wanted_ = false; }}) {}

  // False once it is clear that this is no regular file.
  bool feed(std::string_view chunk) {
    anything_ = true;
    stream_.feed(chunk);
    return !entry_ || entry_->type == TarEntry::Type::regular;
  }

  bool anything() const { return anything_; }

  bool complete() const { return stream_.complete(); }

  const std::optional<TarEntry>& entry() const { return entry_; }

 private:
  void begin(const TarEntry& entry) {
    if (entry_) return;
    entry_ = entry;
    wanted_ = entry.type == TarEntry::Type::regular;
  }

  std::optional<TarEntry> entry_;
  bool wanted_ = false;
  bool anything_ = false;
  TarStream stream_;
};

std::string describe(const std::string& path, const TarEntry& entry) {
  switch (entry.type) {
    case TarEntry::Type::directory:
      return escape(path) + " is a directory";
    case TarEntry::Type::symlink:
      return escape(path) + " is a symbolic link to " + escape(entry.link_target) +
             ", which leads to no file";
    default:
      return escape(path) + " is not a regular file";
  }
}

std::string entry_path(const std::string& parent, const std::string& entry) {
  return !parent.empty() && parent.back() == '/' ? parent + entry : parent + '/' + entry;
}

// The word after the image is needed by images without a command; it is never run. The user's default
// platform is for the build: an image of another platform would not be found under it.
Command create_command(const DockerClient& client,
                       const std::string& name,
                       const std::string& image,
                       bool never_pull) {
  std::vector<std::string> words{"create", "--name", name, "--label", std::string(k_container_label)};
  if (never_pull) words.insert(words.end(), {"--pull", "never"});
  words.insert(words.end(), {"--", image, "cb21-never-runs-this"});
  Command command = client.command(std::move(words));
  command.environment.emplace_back("DOCKER_DEFAULT_PLATFORM", "");
  return command;
}

}  // namespace

ImageContainer::ImageContainer(const DockerClient& client,
                               const std::string& image,
                               const std::string& state_directory)
    : client_(client), container_(client, "verify", state_directory) {
  // Not to be interrupted: an engine that was told to make it would do so after it was removed.
  CaptureOptions options;
  options.timeout_ms = k_create_timeout_ms;
  options.own_process_group = true;
  CapturedOutput output = run_captured(create_command(client, container_.name(), image, true), options);
  // Clients before 20.10 do not know --pull.
  if (output.status.code == k_flag_error) {
    output = run_captured(create_command(client, container_.name(), image, false), options);
  }
  if (output.cut_short()) container_.expect_late();
  if (!output.status.success()) {
    throw Error("docker could not create a container of " + escape(image) +
                " to look into: " + first_line(output.err));
  }
}

std::optional<ContainerFile> read_container_file(const DockerClient& client,
                                                 const ContainerPlace& place,
                                                 const std::function<void(std::string_view)>& consume,
                                                 std::string& why) {
  const std::string& path = place.path;
  CopiedFile copied(consume);
  // -L resolves the whole way to the target inside the container: chains, links in parents, `..` behind a
  // link (observed on 20.10, 26.1 and 28.5).
  const CapturedOutput output =
      run_streaming(client.command({"cp", "--follow-link", place.container + ':' + path, "-"}),
                    [&](std::string_view chunk) { return copied.feed(chunk); });
  if (!copied.anything()) {
    if (output.status.success()) throw Error("docker cp printed nothing for " + escape(path));
    client.require_engine();
    why = "docker finds no file " + escape(path) + " there (" + first_line(output.err) + ")";
    return std::nullopt;
  }
  const std::optional<TarEntry>& entry = copied.entry();
  if (entry && entry->type == TarEntry::Type::directory && !place.name_in_directory.empty()) {
    const std::string inside = entry_path(path, place.name_in_directory);
    return read_container_file(client, {place.container, inside, ""}, consume, why);
  }
  if (entry && entry->type != TarEntry::Type::regular) {
    why = describe(path, *entry);
    return std::nullopt;
  }
  if (!entry || !copied.complete() || !output.status.success()) {
    throw Error("docker cp ended before " + escape(path) + " was complete: " + first_line(output.err));
  }
  return ContainerFile{path, entry->size, entry->mtime};
}

std::optional<ContainerFile> ImageContainer::read_file(const std::string& path,
                                                       const std::string& name_in_directory,
                                                       const std::function<void(std::string_view)>& consume,
                                                       std::string& why) {
  return read_container_file(client_, {container_.name(), path, name_in_directory}, consume, why);
}

}  // namespace cb21
