// SPDX-License-Identifier: Apache-2.0
// A note is a file STATE/containers/NAME with one line: MACHINE PID START ENDPOINT, where MACHINE tells boots
// and process id namespaces apart and START is the process's start time, so that a process id given out again
// is not taken for the run that made the note.
#include "docker/temporary_container.hpp"

#include "docker/private_folder.hpp"
#include "docker/random_name.hpp"
#include "escape.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

constexpr int k_most_at_once = 4;
constexpr int k_removal_timeout_ms = 60'000;
constexpr auto k_foreign_age = std::chrono::hours(24);

struct Note {
  std::string machine;
  std::string process;
  std::string start;
  std::string endpoint;  // escaped
};

std::string first_line_of(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

// Field 22 of /proc/PID/stat; the program's name in field 2 may hold blanks and parentheses. Empty if there
// is no such process.
std::string start_time(const std::string& process) {
  const std::string line = first_line_of("/proc/" + process + "/stat");
  std::istringstream fields(line.substr(std::min(line.rfind(')') + 1, line.size())));
  std::string value;
  for (int field = 3; field <= 22; ++field) fields >> value;
  return fields ? value : std::string();
}

std::string this_machine() {
  std::error_code error;
  return first_line_of("/proc/sys/kernel/random/boot_id") + '/' +
         fs::read_symlink("/proc/self/ns/pid", error).filename().string();
}

Note own_note(const DockerClient& client) {
  const std::string process = std::to_string(getpid());
  return {this_machine(), process, start_time(process), escape(client.endpoint())};
}

std::optional<Note> read_note(const fs::path& path) {
  std::istringstream line(first_line_of(path.string()));
  Note note;
  line >> note.machine >> note.process >> note.start >> std::ws;
  std::getline(line, note.endpoint);
  const bool numeric =
      !note.process.empty() &&
      std::all_of(note.process.begin(), note.process.end(), [](char c) { return c >= '0' && c <= '9'; });
  return numeric && !note.endpoint.empty() ? std::optional(note) : std::nullopt;
}

bool write_note(const std::string& path, const Note& note) {
  const std::string line = note.machine + ' ' + note.process + ' ' + note.start + ' ' + note.endpoint + '\n';
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file) return false;
  if (write(file.number(), line.data(), line.size()) == static_cast<ssize_t>(line.size())) return true;
  unlink(path.c_str());
  return false;
}

std::string notes_folder(const std::string& state_directory) { return state_directory + "/containers"; }

// True once docker says that it is gone.
bool remove_container(const DockerClient& client, const std::string& name) {
  CaptureOptions options;
  options.timeout_ms = k_removal_timeout_ms;
  options.own_process_group = true;
  return run_captured(client.command({"rm", "--force", "--volumes", name}), options).status.success();
}

// What a note is named by is handed to docker, so it must be a name of our making: cb21-PURPOSE-DIGITS.
bool is_container_name(std::string_view name) {
  constexpr std::string_view k_begin = "cb21-";
  constexpr std::size_t k_digits = 16;
  if (name.size() < k_begin.size() + 2 + k_digits || name.substr(0, k_begin.size()) != k_begin) return false;
  const std::string_view digits = name.substr(name.size() - k_digits);
  const std::string_view purpose = name.substr(k_begin.size(), name.size() - k_begin.size() - k_digits - 1);
  return name[name.size() - k_digits - 1] == '-' &&
         std::all_of(purpose.begin(), purpose.end(), [](char c) { return c >= 'a' && c <= 'z'; }) &&
         digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Of another machine (a shared home) or container nothing is known, so only age tells.
bool is_abandoned(const fs::directory_entry& entry, const Note& note) {
  std::error_code error;
  if (note.machine == this_machine()) return start_time(note.process) != note.start;
  const fs::file_time_type written = entry.last_write_time(error);
  return !error && written < fs::file_time_type::clock::now() - k_foreign_age;
}

}  // namespace

TemporaryContainer::TemporaryContainer(const DockerClient& client,
                                       std::string_view purpose,
                                       const std::string& state_directory)
    : client_(client), name_("cb21-" + std::string(purpose) + '-' + draw_random_name()) {
  const std::string folder = notes_folder(state_directory);
  if (state_directory.empty() || !make_private_folder(folder)) return;
  const std::string path = folder + '/' + name_;
  if (write_note(path, own_note(client))) note_ = path;
}

TemporaryContainer::~TemporaryContainer() {
  try {
    // Of one that is not there docker says the same.
    if (remove_container(client_, name_) && !note_.empty() && !late_) unlink(note_.c_str());
  } catch (
      const std::exception&) {  // NOLINT(bugprone-empty-catch): the note stays, and a later run removes it
  }
}

void remove_abandoned_containers(const DockerClient& client, const std::string& state_directory) {
  const std::string folder = notes_folder(state_directory);
  if (state_directory.empty() || !open_private_folder(folder)) return;
  std::error_code error;
  int removals = 0;
  const std::string endpoint = escape(client.endpoint());
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    const std::string name = entry.path().filename().string();
    const std::optional<Note> note = read_note(entry.path());
    if (!note || !is_container_name(name) || note->endpoint != endpoint || !is_abandoned(entry, *note))
      continue;
    if (removals++ == k_most_at_once) return;
    if (remove_container(client, name)) unlink(entry.path().c_str());
  }
}

}  // namespace cb21
