// SPDX-License-Identifier: Apache-2.0
// A statement that prints or logs (std's print macros, log's and tracing's), and the literal text in it that
// the binary must hold. Never fails.
#pragma once

#include "inputs/rust_statements.hpp"
#include "inputs/token_tree.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace cb21 {

struct LogStatement {
  std::string macro;  // println, info, ...
  std::string text;   // the longest literal piece; empty if there is none, or none is sure to be kept
  std::size_t line = 0;
  TokenRange arguments;
  bool quiet = false;  // debug, trace: release builds may leave it out
};

// Whether an identifier is that of something that sets logging up: init_tracing, env_logger,
// SubscriberBuilder. Not the crates' own names, which each statement has that logs.
bool names_logger(std::string_view identifier);

// What a source says about its logging; computed once.
class LogMacros {
 public:
  explicit LogMacros(const TokenTree& tree);

  // Nothing if the statement is no such macro call.
  std::optional<LogStatement> read(const RustStatement& statement) const;

 private:
  void note_imports(std::size_t at);
  bool is_kept(std::string_view macro, bool qualified) const;

  const TokenTree& tree_;
  bool logger_ = false;                             // something here installs a logger
  bool log_crate_ = false;                          // log or tracing is named
  std::unordered_set<std::string_view> redefined_;  // macro names that mean something else here
};

}  // namespace cb21
