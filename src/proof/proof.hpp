// SPDX-License-Identifier: Apache-2.0
// What every proof answers.
#pragma once

#include <string>
#include <string_view>

namespace cb21 {

enum class ProofResult { pass, fail, inconclusive };

// "pass", "fail", "not-shown"
std::string_view proof_result_name(ProofResult result);

struct Proof {
  // same-image, image-loaded, marker, stub, source-digest, platform, compiled, host-target, sources,
  // recompiled, run, inputs, record, receipt, running
  std::string name;
  ProofResult result = ProofResult::inconclusive;
  std::string detail;     // a sentence
  std::string mechanism;  // for a failure, the likely one; empty when none is
  std::string cure;       // for a failure, what to do
};

// Looked for and not found out. That the image is not the last one is no such thing, nor that a crate has too
// few texts to know a stub by.
bool is_open_question(const Proof& proof);

// What to do about a mechanism; empty for one that has no cure of its own here.
std::string_view cure_of(std::string_view mechanism);

}  // namespace cb21
