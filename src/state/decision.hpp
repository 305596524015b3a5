// SPDX-License-Identifier: Apache-2.0
// Whether docker's cache may be trusted, and whether BuildKit's copy of the context may: a pure function of
// what is remembered and what is there now.
//
// BuildKit's copy. Under one context name BuildKit keeps the files last sent, and takes a file again only if
// its size, mtime, mode or link target differs from the copy's (tonistiigi/fsutil diff_containerd.go
// sameFile). It never compares content, and a directory's changed mode goes unseen (moby/buildkit#7176). The
// name ends in a generation, so the question is when a generation may be kept:
//   1. A record with a generation says: the copy under that name holds these files, content and stat alike.
//   2. It is true when written: docker ended well under that name, a snapshot taken afterwards equals the one
//      taken before, and no other run has used the name in between (the ticket, store.hpp).
//   3. It stays true only while nothing else is sent under that name. So whoever is about to send a tree
//      first takes the generation away (withdraw for a stale build, suspend_generation for a fresh one) and
//      gives it back with the record of what was sent. Edited to B, sent, docker failed, edited to C with B's
//      mtime: the record is gone, so the name is new. Touched from t1 to t2 and built: the record now holds
//      t2, so an edit that keeps t2 is seen for what it is.
//   4. By 1, a file whose stat differs from the record's differs from the copy's, and is sent. A file whose
//      content differs while size, mtime and mode do not (same_stat) would not be: new generation. A
//      directory's mode, a link's target and a changed file type likewise.
//   5. 1 speaks of recorded files only. A file that is recorded for the first time may have been sent before,
//      while it did not count (a new watch glob, a new include_str!, an ignore file that was not in force),
//      so its copy is unknown: new generation. A name that always counts (x.rs, Cargo.toml, Cargo.lock) would
//      have been recorded; such a file was not there, and will be sent.
//   6. 1 may fail in ways that cannot be seen from here: a build whose arguments choose a stage without COPY
//      sends nothing, and while a copy is in use BuildKit starts a second one under the same name
//      (moby/buildkit source/local snapshot). Such a copy holds older stats, none from after the last
//      verified build. So a file that differs from the record, if only by its mtime, and whose mtime is not
//      later than that build: new generation. Times serve for suspicion only, never for trust.
//   7. Where the record or the snapshot is in doubt (unreadable, not visible, an unknown flag that may change
//      what is sent), 1 cannot be used: new generation.
// Not covered: files that no class holds (--cb21-scope context has them all), and a file edited and put back,
// mtime included, while docker reads it.
#pragma once

#include "inputs/snapshot.hpp"
#include "state/file_change.hpp"
#include "state/reason.hpp"
#include "state/record.hpp"
#include "state/store.hpp"

#include <string>
#include <vector>

namespace cb21 {

struct Decision {
  Freshness freshness = Freshness::unknown;
  std::vector<Reason> reasons;      // why not fresh, most telling first; may hold same_stat_edit when fresh
  std::vector<FileChange> changes;  // against the record, or for explanation the withdrawn one
  Digest manifest;                  // manifest_digest() of the snapshot
  bool new_generation = true;       // the isolated context needs a new name: steps 4 to 7 above

  bool trust_cache() const { return freshness == Freshness::fresh; }
};

struct DecisionFacts {
  std::vector<std::string> not_visible;  // BuildContext::not_visible
  std::vector<std::string> unknown_flags;
  bool no_cache_by_user = false;  // --no-cache or --no-cache-filter
  bool production = false;
  // The chain of custody judges what comes out of the cache, so that files which equal a state that was
  // verified before are fresh though the last build was another: an older state, and the last one after a
  // build that failed or was killed.
  bool judged_by_chain = false;
  bool older_states_count = false;  // strategy precise; the rule compares with the last state alone
  // What the Dockerfile sets (ENV, a RUN's words) reaches a compile whose artifacts no layer holds.
  bool dockerfile_counts = false;
};

Decision decide(const Snapshot& snapshot, const LoadedRecord& loaded, const DecisionFacts& facts);

// Whether anything at all differs from the record, if only an mtime: a fresh build must then commit what it
// sent, where otherwise it may release its ticket (step 3).
bool files_moved(const Decision& decision);

}  // namespace cb21
