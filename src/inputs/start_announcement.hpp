// SPDX-License-Identifier: Apache-2.0
// What main() says when it starts: its service and its version, as in
//     tracing::info!("SERVICE_NAME v{} starting", env!("CARGO_PKG_VERSION"));
// Any macro that prints or logs will do (not debug! and trace!, which release builds may leave out), and any
// way to write the version: env!, crate_version!(), a constant, an inline or structured argument. The text
// names the service by its target, its package or CARGO_PKG_NAME, or by any word of its own; "starting",
// "server" and the like name nothing. A logger that is not installed prints nothing: what installs it may
// come first, with what that takes. Never fails; linear time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct StartAnnouncement {
  enum class Kind {
    unknown,      // no main() here that one could judge
    first,        // as it should be
    late,         // something else is done before
    conditional,  // under an attribute
    quiet,        // by debug! or trace!
    nameless,     // with the version, without a name
    versionless,  // something is printed, without the version
    missing,
  };
  Kind kind = Kind::unknown;
  std::size_t line = 0;       // of `fn main`; 0 for unknown
  std::size_t said_line = 0;  // of the statement, 0 where there is none
  std::string macro;          // its name
};

// `names`: of the target and its package.
StartAnnouncement find_start_announcement(std::string_view source, const std::vector<std::string>& names);

}  // namespace cb21
