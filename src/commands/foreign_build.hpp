// SPDX-License-Identifier: Apache-2.0
// A build that is not made of Rust: docker gets the user's words as they are, in every profile, and nothing
// is said, hashed, proved or remembered. Only what the user asked for by name is answered: --cb21-explain by
// a line, --cb21-dry-run by what would run, --cb21-report by a report (decision unknown for the reason
// not-rust, and unverified where docker built).
#pragma once

#include "commands/assessment.hpp"
#include "commands/setup.hpp"
#include "inputs/build_context.hpp"

#include <string>

namespace cb21 {

// No sign of Rust is in what docker would read (inputs/rust_presence.hpp), or there are files alone and the
// proof of an earlier build found that they have nothing to do with the image; and nobody said of this build
// what is to be found in it or counts for it. A flag that cb21 does not know may mean another context, and is
// no such build. Docker is asked only where the answer hangs on the builder.
bool is_foreign(const Setup& setup);

// The same for a builder that is known.
bool is_foreign(const BuildWords& words, Builder builder);

// After a build whose proof found no stage with a Cargo.toml or with what cargo compiled: from now on such
// builds are foreign, until the Dockerfile, the target, a build argument or the Cargo.toml files that docker
// would send change. Never throws: what is not kept is proved again.
void remember_foreign(const Setup& setup, Store& store, const Assessment& assessment);

// "not a Rust build: ...", for the verbs that have no more to say of one.
std::string foreign_sentence();

// What a report says of one: which build, and the reason.
Assessment foreign_assessment(const Setup& setup);

// Returns only from a dry run, or by docker's end where a report is written.
int run_foreign(const Setup& setup);

}  // namespace cb21
