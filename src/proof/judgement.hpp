// SPDX-License-Identifier: Apache-2.0
// The judgement of one link over all that it was asked of: it passes until something of it is not shown, and
// nothing takes back a failure. The first sentence of the worst result is the one that is told.
#pragma once

#include "proof/chain.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

struct Judgement {
  LinkResult link;
  std::vector<std::string> notes;
  ChainWants wants;
  bool climbing_may_help = false;

  explicit Judgement(Link which) { link = {which, ProofResult::pass, "", "", ""}; }

  bool passes() const { return link.result == ProofResult::pass; }

  void not_shown(std::string detail);

  // The cure is that of the mechanism where none is given.
  void fail(std::string_view mechanism, std::string detail, std::string cure = "");

  // Another judgement of the same link joins this one.
  void take(const Judgement& other);
};

void add_wants(ChainWants& to, const ChainWants& from);

// "src/a.rs, src/b.rs and 3 more", escaped.
std::string named_list(const std::vector<std::string>& names);

// "1 file", "2 files".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace cb21
