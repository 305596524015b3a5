// SPDX-License-Identifier: Apache-2.0
// A context name of cb21's own. BuildKit keeps, per client and base name of the context directory, the last
// tree it was sent and re-sends only files whose stat differs (moby/buildkit#2592, docker/buildx#3093;
// observed on Docker 20.10, 26.1, 28.5). Under a name that no other project and no distrusted build has used,
// everything is sent.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// The path of NAME-KEY-GENERATION, a symbolic link to `directory` in a private folder (0700, owner checked):
// the state directory's `links`, else $XDG_RUNTIME_DIR/cb21, else $TMPDIR/cb21-UID, else one of mkdtemp's
// making. NAME is the directory's, KEY the key's first 12 digits and 8 of the directory's own, so that no two
// directories of one build share a link. Concurrent runs share links. Folders for which `docker_sees` is
// false are passed over; the last resorts of shared_places.hpp come last. Nothing where no link can be made.
std::optional<std::string> isolated_name(const std::string& directory,
                                         std::string_view key,
                                         std::string_view generation,
                                         const std::string& state_directory,
                                         const std::function<bool(const std::string& folder)>& docker_sees);

// Removes links of this key with another generation that have not been used for a day, and all links that
// have not been used for a month.
void sweep_isolated_names(const std::string& state_directory,
                          std::string_view key,
                          std::string_view generation);

}  // namespace cb21
