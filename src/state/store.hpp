// SPDX-License-Identifier: Apache-2.0
// Where records live. Withdraw, then commit: before docker starts on a stale decision the old record is
// withdrawn under a lock; after verification the new one is committed atomically, and only if no other run
// withdrew in between. No lock is held while docker runs. Folders are 0700, files 0600, owner checked, links
// not followed.
//
// DIRECTORY/projects/KEY/ holds
//   record     the last verified build
//   receipt    its receipt (receipt.hpp); gone whenever the record is not trusted any more
//   withdrawn  the record before the run that is under way or failed; for explanations only
//   history    what the last builds came to; for explanations only
//   told       what the user was told of the project, so that he is not told again; decides nothing
//   foreign    of which build the proof found that it is not made of Rust (commands/foreign_build.hpp)
//   ticket     the id of the run under way; left behind by one that was killed or failed
//   new        a file being written; renamed when whole
//   lock       flock; held for moments only
// While a ticket exists a record is trusted for its files but not for its generation: load gives it an empty
// one.
#pragma once

#include "state/build_history.hpp"
#include "state/private_directory.hpp"
#include "state/record.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace cb21 {

struct NoRecord {
  bool withdrawn = false;      // a run began and was never verified (not-verified-last-time)
  std::optional<Record> last;  // the withdrawn record, for explanations only
};

using LoadedRecord = std::variant<Record, NoRecord, UnusableRecord>;

// The record that is loaded, or else the one that was withdrawn; null where there is neither.
const Record* last_record(const LoadedRecord& loaded);

// Proof that this run withdrew; commit is refused if another run withdrew since.
struct Ticket {
  std::string id;  // empty: the record is withdrawn, but the disk would not take the ticket; commit throws

  // Another run is under way or was killed, or the record is no longer the one that load saw. Whatever was
  // decided, the isolated context needs a generation of its own: two builds must never send under one name at
  // once.
  bool contested = false;
};

enum class CommitResult { committed, overtaken };

// look: to decide only. Nothing is made or changed on disk, but for what forget removes.
enum class StoreUse { build, look };

class Store {
 public:
  // Makes the directories for a build. Never throws: a store that cannot be used (owner, links, read-only)
  // loads as unusable and says why.
  explicit Store(const std::string& state_directory, StoreUse use = StoreUse::build);

  // Absolute, unless it was empty.
  const std::string& directory() const { return directory_; }

  StoreUse use() const { return use_; }

  // Why nothing can be kept here; empty when all is well.
  const std::string& trouble() const { return trouble_; }

  // Never throws. A store that cannot be written is not trusted on load: a record that could not be withdrawn
  // after the next stale build would be believed again. So a file is written and removed where a record is
  // found.
  LoadedRecord load(const ProjectIdentity& identity);

  // Withdraws the record (kept aside for explanations) and its receipt. Throws Error if it cannot.
  Ticket withdraw(const ProjectIdentity& identity);

  // For a fresh decision: the record stays trusted, but its generation is cleared, so that a run killed from
  // here on leads to one whole context transfer and never to a stale one. Throws Error if it cannot, or if
  // the record is no longer the one that load saw: then nothing is known to be fresh.
  Ticket suspend_generation(const ProjectIdentity& identity);

  // The receipt that is kept beside the record, as text; nothing where there is none or it cannot be read.
  std::optional<std::string> receipt(const ProjectIdentity& identity) const;

  // Before commit or release: keeps this receipt in place of the one before; an empty one is none. Does
  // nothing if another run withdrew since. Throws Error if it cannot; then none is kept.
  void keep_receipt(const Ticket& ticket, const ProjectIdentity& identity, std::string_view text);

  // Throws Error if the disk will not take it; what withdraw or suspend_generation left then stands.
  CommitResult commit(const Ticket& ticket, const Record& record);

  // Instead of commit, after a fresh build under the record's own generation whose files are still the
  // record's: gives the record its generation back. Throws Error if it cannot.
  CommitResult release(const Ticket& ticket, const ProjectIdentity& identity);

  // Adds to the project's history, from which the oldest and what cannot be read drop out. Throws Error if it
  // cannot.
  void add_to_history(const ProjectIdentity& identity, const PastBuild& build);

  // Never throws: what cannot be read is not there.
  BuildHistory history(const ProjectIdentity& identity) const;

  // What keep_told left; never throws: what cannot be read is not there.
  std::string told(const ProjectIdentity& identity) const;

  // In place of what was there. Throws Error if it cannot.
  void keep_told(const ProjectIdentity& identity, std::string_view text);

  // What keep_foreign left; never throws: what cannot be read is not there.
  std::string foreign(const ProjectIdentity& identity) const;

  // In place of what was there. Throws Error if it cannot.
  void keep_foreign(const ProjectIdentity& identity, std::string_view text);

  // The record of any project whose verified image has that id; nullopt where none has. Never throws.
  std::optional<Record> record_of_image(const std::string& image_id) const;

  // After an audit that refuted the verified image: neither its record nor its receipt is believed any more,
  // nor what is kept of them for a revert. Throws Error if they cannot be removed.
  void disown(const ProjectIdentity& identity);

  // Removes everything kept about the project; true if there was anything. Throws Error if it cannot.
  bool forget(const ProjectIdentity& identity);

 private:
  struct Project;
  std::string note(const ProjectIdentity& identity, const char* name) const;
  std::optional<Project> lock(const ProjectIdentity& identity, bool make) const;
  LoadedRecord load_locked(const Project& project, const ProjectIdentity& identity);

  StoreUse use_;
  std::string directory_;
  std::string trouble_;
  std::optional<PrivateDirectory> projects_;
  std::optional<Digest> seen_;  // the record's bytes as load saw them; nothing where it saw none
};

// For want of --cb21-state-dir: $XDG_STATE_HOME/cb21 if that is absolute, else ~/.local/state/cb21 with $HOME
// or the password file's home. Never throws: empty if there is no home at all, which a Store reports as
// trouble.
std::string default_state_directory();

}  // namespace cb21
