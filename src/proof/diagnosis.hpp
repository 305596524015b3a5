// SPDX-License-Identifier: Apache-2.0
// From what was found about an image to the mechanism that explains it: a pure function over a table. Whoever
// looks (commands/diagnosis_*) only says what it saw; what that speaks for is said here.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// What may be seen. Each comes with a sentence.
enum class Sign {
  // The image itself.
  verified_as_is,     // verified last, and no input has changed since: nothing speaks against it
  texts_found,        // what main() prints is in every binary
  texts_missing,      // it is not, in a binary large enough to be a program
  stub,               // it is not, and the binary is small or holds no text of its crate at all
  other_machine,      // the binary is for another machine than the image
  hosts_own_binary,   // the binary is the one in the host's own target folder
  hard_linked_other,  // not the bytes of the file that COPY names, which is hard-linked, with the classic
                      // builder
  other_than_copied,  // likewise, but neither hard-linked nor classic
  other_digest,       // the digest that the binary embeds is that of other sources
  // Times.
  older_than_source,   // the image was made before the newest source was written
  tagged_after_edit,   // but its name was given to it after that: a build has followed the edit
  other_input_newer,   // a file that is no Rust source, but that one speaks of, is newer than the image
  time_in_future,      // a source that differs is later than the clock
  edited_after_image,  // a source that differs was changed on disk after the image was made
  // BuildKit's copy of the contexts, and its layers.
  copy_has_other_content,  // a source in the copy is not what is on disk
  layer_has_other_tree,    // in the compile stage a directory's mode or a link's target is another
  layer_has_older_times,   // sources are in the compile stage as they are now, but with older times
  // The record.
  moved_since_verified,  // verified last, but inputs have changed since
  tagged_as_another,     // the older image bears another name, too: docker tag gave it this one
  tag_behind_record,     // the name stands for an image older than the one that was verified last
  // The project, its Dockerfile, and the arguments.
  placeholder_in_dockerfile,
  unbuilt_in_dockerfile,
  target_mount_in_dockerfile,
  unmade_bin_in_dockerfile,  // taken out of the target folder, where an earlier build left it
  ships_other_bin,           // a binary is copied under another one's name
  main_not_built,            // src/main.rs belongs to no binary
  input_left_out,
  lock_left_out,
  fetched_in_run,
  imports_cache,
  filter_names_nothing,
  foreign_sources,  // a dependency lies in an image that nothing refreshes
  builder_keeps_result,
  // The engine.
  old_container,  // a running container has another image than its name stands for
};

struct Observation {
  Sign sign;
  std::string evidence;  // a sentence without an end mark, escaped
};

// How strongly it speaks: it could be so; the facts fit; a fact about this very image shows it.
enum class Weight { possible, likely, shown };

std::string_view weight_name(Weight weight);

struct Candidate {
  std::string mechanism;
  Weight weight = Weight::possible;
  std::string evidence;
};

inline constexpr std::size_t k_most_candidates = 2;

// The most likely mechanism first, at most k_most_candidates, none twice. What is merely possible is left out
// beside what is shown, and for an image that was verified and whose inputs are as they were.
std::vector<Candidate> rank_mechanisms(const std::vector<Observation>& seen);

// What kind of command cures a mechanism, once what its cure text says is done.
enum class Remedy {
  build,             // through cb21, which isolates the context
  build_uncached,    // --no-cache
  build_with_pull,   // --pull
  build_and_load,    // --load
  without_imports,   // without --cache-from
  without_filter,    // --no-cache instead of --no-cache-filter
  ignore_target,     // target/ into the ignore file, then a build
  name_targets,      // see which binaries cargo makes, then a build
  other_builder,     // BuildKit
  start_containers,  // anew
};

Remedy remedy_of(std::string_view mechanism);

// What to do about it: cure_of(), but for what cb21's next build cures by itself.
std::string_view cure_of_image(std::string_view mechanism);

}  // namespace cb21
