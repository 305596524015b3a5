// SPDX-License-Identifier: Apache-2.0
#include "state/store.hpp"

#include "error.hpp"
#include "escape.hpp"

#include <pwd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

// What a run that is killed leaves behind, step by step (each step is one rename or one unlink):
//   withdraw  1. ticket replaced       record and ticket: its files are trusted, its generation is not; an
//                                      earlier run's commit is refused. Docker has not started.
//             2. record → withdrawn    no record: a rebuild
//             3. receipt removed       the same; until then it vouches for the very image that was verified
//   suspend   1. ticket replaced       record and ticket, as above
//   commit    1. record replaced       the new record, and a ticket: as above
//             2. withdrawn removed     the same
//             3. ticket removed        the new record
// So no order of kills shows an old record after withdraw has returned, and none shows a generation whose
// name somebody may be sending under.

namespace cb21 {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds k_lock_patience{2};
constexpr std::chrono::milliseconds k_lock_interval{5};
constexpr std::size_t k_ticket_bytes = 16;

std::string draw_ticket() {
  std::array<unsigned char, k_ticket_bytes> bytes{};
  if (getentropy(bytes.data(), bytes.size()) != 0) throw errno_error("draw", "a random ticket", errno);
  static constexpr std::string_view k_digits = "0123456789abcdef";
  std::string id;
  for (const unsigned char byte : bytes) {
    id += k_digits[byte >> 4U];
    id += k_digits[byte & 0xFU];
  }
  return id;
}

// O_NOFOLLOW would not see a link behind a trailing slash.
std::string absolute_path(const std::string& path) {
  std::error_code error;
  std::string absolute = fs::absolute(path, error).lexically_normal().string();
  if (error) throw Error("cannot find the state directory " + escape(path) + ": " + error.message());
  while (absolute.size() > 1 && absolute.back() == '/') absolute.pop_back();
  return absolute;
}

std::string home_directory() {
  const char* home = std::getenv("HOME");
  if (home != nullptr && *home == '/') return home;
  std::vector<char> buffer(16384);
  passwd entry{};
  passwd* found = nullptr;
  if (getpwuid_r(geteuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr) return {};
  return found->pw_dir != nullptr && *found->pw_dir == '/' ? found->pw_dir : std::string();
}

std::optional<Digest> digest_of_record(const PrivateDirectory& directory) {
  const std::optional<std::string> bytes = directory.read("record");
  if (!bytes) return std::nullopt;
  return digest_of(*bytes);
}

// A record that cannot be read is not the one that load saw.
bool record_is(const std::optional<Digest>& seen, const PrivateDirectory& directory) {
  try {
    return digest_of_record(directory) == seen;
  } catch (const Error&) {
    return false;
  }
}

void take_record_away(const PrivateDirectory& directory) {
  try {
    if (directory.exists("record")) directory.rename("record", "withdrawn");
  } catch (const Error&) {
    directory.remove("record");
  }
}

std::optional<Record> last_record(const PrivateDirectory& directory, const ProjectIdentity& identity) {
  try {
    const std::optional<std::string> bytes = directory.read("withdrawn");
    if (!bytes) return std::nullopt;
    std::variant<Record, UnusableRecord> parsed = parse_record(*bytes);
    auto* record = std::get_if<Record>(&parsed);
    if (record == nullptr || record->identity != identity) return std::nullopt;
    return std::move(*record);
  } catch (const Error&) {
    return std::nullopt;
  }
}

// What cannot be read will be written anew.
BuildHistory read_history(const PrivateDirectory& directory) {
  try {
    return parse_history(directory.read("history").value_or(""));
  } catch (const Error&) {
    return {};
  }
}

bool is_ours(const Ticket& ticket, const PrivateDirectory& directory) {
  return !ticket.id.empty() && directory.read("ticket") == ticket.id;
}

}  // namespace

const Record* last_record(const LoadedRecord& loaded) {
  if (const auto* record = std::get_if<Record>(&loaded)) return record;
  const auto* none = std::get_if<NoRecord>(&loaded);
  return none != nullptr && none->last ? &*none->last : nullptr;
}

struct Store::Project {
  PrivateDirectory directory;
  Descriptor lock;
};

Store::Store(const std::string& state_directory, StoreUse use) : use_(use), directory_(state_directory) {
  if (directory_.empty()) {
    trouble_ = "there is no home directory to keep records in: set HOME, XDG_STATE_HOME or --cb21-state-dir";
    return;
  }
  try {
    directory_ = absolute_path(state_directory);
    if (use_ == StoreUse::build) {
      projects_ = PrivateDirectory::make(directory_).make_below("projects");
    } else if (const std::optional<PrivateDirectory> found = PrivateDirectory::find(directory_)) {
      projects_ = found->find_below("projects");
    }
  } catch (const Error& error) {
    trouble_ = error.what();
  }
}

// The project's directory, locked; nothing if there is none and it is not to be made.
std::optional<Store::Project> Store::lock(const ProjectIdentity& identity, bool make) const {
  if (!projects_ && trouble_.empty() && !make) return std::nullopt;
  if (!projects_) throw Error(trouble_.empty() ? "the state directory was opened only to look" : trouble_);
  const std::string key = identity_key(identity);
  const auto deadline = std::chrono::steady_clock::now() + k_lock_patience;
  for (;;) {
    std::optional<PrivateDirectory> directory =
        make ? projects_->make_below(key) : projects_->find_below(key);
    if (!directory) return std::nullopt;
    if (std::optional<Descriptor> lock = directory->try_lock("lock")) {
      return Project{std::move(*directory), std::move(*lock)};
    }
    if (std::chrono::steady_clock::now() >= deadline) {
      throw Error("another run holds the lock " + escape(directory->path()) +
                  "/lock: end that run, or wait for it");
    }
    std::this_thread::sleep_for(k_lock_interval);
  }
}

LoadedRecord Store::load(const ProjectIdentity& identity) {
  seen_.reset();
  try {
    std::optional<Project> project = lock(identity, false);
    if (!project) return NoRecord{};
    return load_locked(*project, identity);
  } catch (const Error& error) {
    return UnusableRecord{error.what()};
  }
}

LoadedRecord Store::load_locked(const Project& project, const ProjectIdentity& identity) {
  const PrivateDirectory& directory = project.directory;
  const bool under_way = directory.exists("ticket");
  const std::optional<std::string> bytes = directory.read("record");
  if (!bytes) {
    return NoRecord{under_way || directory.exists("withdrawn"), last_record(directory, identity)};
  }
  if (use_ == StoreUse::build) {
    directory.probe();
  } else {
    directory.check_writable();
  }
  seen_ = digest_of(*bytes);
  std::variant<Record, UnusableRecord> parsed = parse_record(*bytes);
  if (auto* unusable = std::get_if<UnusableRecord>(&parsed)) return std::move(*unusable);
  auto& record = std::get<Record>(parsed);
  if (record.identity != identity) return UnusableRecord{"the record speaks of another project"};
  if (under_way) record.generation.clear();
  return std::move(record);
}

Ticket Store::withdraw(const ProjectIdentity& identity) {
  const std::optional<Project> project = lock(identity, true);
  const PrivateDirectory& directory = project->directory;
  Ticket ticket{draw_ticket(), directory.exists("ticket") || !record_is(seen_, directory)};
  try {
    directory.replace("ticket", ticket.id);
  } catch (const Error&) {
    ticket.id.clear();
  }
  take_record_away(directory);
  directory.remove("receipt");
  if (ticket.id.empty()) directory.remove("ticket");
  directory.sync();
  return ticket;
}

Ticket Store::suspend_generation(const ProjectIdentity& identity) {
  const std::optional<Project> project = lock(identity, false);
  if (!project || !record_is(seen_, project->directory)) {
    throw Error("another run has replaced the record that this one decided by");
  }
  Ticket ticket{draw_ticket(), project->directory.exists("ticket")};
  project->directory.replace("ticket", ticket.id);
  return ticket;
}

std::optional<std::string> Store::receipt(const ProjectIdentity& identity) const {
  try {
    const std::optional<Project> project = lock(identity, false);
    return project ? project->directory.read("receipt") : std::nullopt;
  } catch (const Error&) {
    return std::nullopt;
  }
}

void Store::keep_receipt(const Ticket& ticket, const ProjectIdentity& identity, std::string_view text) {
  const std::optional<Project> project = lock(identity, false);
  if (!project || !is_ours(ticket, project->directory)) return;
  const PrivateDirectory& directory = project->directory;
  if (!text.empty() && directory.read("receipt") == text) return;
  directory.remove("receipt");
  if (!text.empty()) directory.replace("receipt", text);
}

CommitResult Store::commit(const Ticket& ticket, const Record& record) {
  if (ticket.id.empty()) {
    throw Error("cannot record this build: the disk of " + escape(directory_) + " was full when it began");
  }
  const std::optional<Project> project = lock(record.identity, false);
  if (!project || !is_ours(ticket, project->directory)) return CommitResult::overtaken;
  project->directory.replace("record", print_record(record));
  project->directory.remove("withdrawn");
  project->directory.remove("ticket");
  return CommitResult::committed;
}

CommitResult Store::release(const Ticket& ticket, const ProjectIdentity& identity) {
  const std::optional<Project> project = lock(identity, false);
  if (!project || !is_ours(ticket, project->directory)) return CommitResult::overtaken;
  project->directory.remove("ticket");
  return CommitResult::committed;
}

void Store::add_to_history(const ProjectIdentity& identity, const PastBuild& build) {
  const std::optional<Project> project = lock(identity, true);
  BuildHistory builds = read_history(project->directory);
  builds.push_back(build);
  std::string text;
  for (std::size_t i = builds.size() - std::min(builds.size(), k_most_past_builds); i < builds.size(); ++i)
    text += print_past_build(builds[i]);
  project->directory.replace("history", text);
}

BuildHistory Store::history(const ProjectIdentity& identity) const {
  try {
    const auto directory = projects_ ? projects_->find_below(identity_key(identity)) : std::nullopt;
    return directory ? read_history(*directory) : BuildHistory();
  } catch (const Error&) {
    return {};
  }
}

std::string Store::note(const ProjectIdentity& identity, const char* name) const {
  try {
    const auto directory = projects_ ? projects_->find_below(identity_key(identity)) : std::nullopt;
    return directory ? directory->read(name).value_or("") : std::string();
  } catch (const Error&) {
    return {};
  }
}

std::string Store::told(const ProjectIdentity& identity) const { return note(identity, "told"); }

void Store::keep_told(const ProjectIdentity& identity, std::string_view text) {
  lock(identity, true)->directory.replace("told", text);
}

std::string Store::foreign(const ProjectIdentity& identity) const { return note(identity, "foreign"); }

void Store::keep_foreign(const ProjectIdentity& identity, std::string_view text) {
  lock(identity, true)->directory.replace("foreign", text);
}

std::optional<Record> Store::record_of_image(const std::string& image_id) const {
  if (!projects_ || image_id.empty()) return std::nullopt;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(projects_->path(), error)) {
    try {
      const auto directory = projects_->find_below(entry.path().filename().string());
      const auto bytes = directory ? directory->read("record") : std::nullopt;
      if (!bytes) continue;
      auto parsed = parse_record(*bytes);
      auto* record = std::get_if<Record>(&parsed);
      if (record != nullptr && record->image_id == image_id) return std::move(*record);
    } catch (const Error&) {  // NOLINT(bugprone-empty-catch): what cannot be read vouches for nothing
    }
  }
  return std::nullopt;
}

void Store::disown(const ProjectIdentity& identity) {
  const std::optional<Project> project = lock(identity, false);
  if (!project) return;
  for (const char* name : {"record", "receipt", "withdrawn"}) project->directory.remove(name);
}

bool Store::forget(const ProjectIdentity& identity) {
  const std::optional<Project> project = lock(identity, false);
  if (!project) return false;
  bool any = false;
  for (const char* name : {"record", "receipt", "withdrawn", "history", "told", "foreign", "ticket", "new"}) {
    any = project->directory.remove(name) || any;
  }
  project->directory.remove("lock");
  projects_->remove_directory(identity_key(identity));
  return any;
}

std::string default_state_directory() {
  const char* state_home = std::getenv("XDG_STATE_HOME");
  if (state_home != nullptr && *state_home == '/') return std::string(state_home) + "/cb21";
  const std::string home = home_directory();
  return home.empty() ? std::string() : home + "/.local/state/cb21";
}

}  // namespace cb21
