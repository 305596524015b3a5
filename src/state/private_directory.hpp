// SPDX-License-Identifier: Apache-2.0
// A directory that nobody but this user can write to, held open: its files are reached through the
// descriptor, so nothing can be swapped underneath. Links are never followed below the directory that is
// asked for, nor is it one itself. All functions throw Error, naming the path and the system's reason.
#pragma once

#include "descriptor.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

class PrivateDirectory {
 public:
  // Makes what is missing, 0700. Refuses a link, another owner, and a directory that others may write to.
  // Where a folder above it is another user's and shut the sentence names both.
  static PrivateDirectory make(const std::string& path);

  // The same directory if it is there; makes nothing. Refused where make() would be for want of a way there.
  static std::optional<PrivateDirectory> find(const std::string& path);

  PrivateDirectory make_below(const std::string& name) const;

  // As make_below, but nothing if there is none.
  std::optional<PrivateDirectory> find_below(const std::string& name) const;

  // The whole file; nothing if there is none. Refuses what is not a regular file, is another's, or may be
  // written to by others.
  std::optional<std::string> read(const std::string& name) const;

  bool exists(const std::string& name) const;

  // Writes the file anew, 0600, in one step: whoever reads sees the old bytes or the new. Callers hold a
  // lock.
  void replace(const std::string& name, std::string_view bytes) const;

  // Writes and removes a small file: whether the disk takes anything.
  void probe() const;

  // As probe, but touches nothing, and so may miss a reason why the disk would not.
  void check_writable() const;

  void rename(const std::string& from, const std::string& to) const;

  // False if there was none.
  bool remove(const std::string& name) const;

  // The directory `name`, if it is empty; else it stays.
  void remove_directory(const std::string& name) const;

  // Best effort: makes what was renamed and removed survive a loss of power.
  void sync() const;

  // Takes the exclusive lock on the file `name` (made if missing) until the descriptor closes; nothing while
  // another holds it or if it was removed meanwhile. Never waits.
  std::optional<Descriptor> try_lock(const std::string& name) const;

  const std::string& path() const { return path_; }

 private:
  PrivateDirectory(Descriptor descriptor, std::string path);

  Descriptor open_file(const std::string& name, int flags) const;
  void write_file(const std::string& name, std::string_view bytes) const;
  std::string shown(const std::string& name) const;

  Descriptor descriptor_;
  std::string path_;
};

}  // namespace cb21
