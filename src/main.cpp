// SPDX-License-Identifier: Apache-2.0
// Which program am I, and how does it end.
#include "cli/invocation.hpp"
#include "commands/commands.hpp"
#include "commands/console.hpp"
#include "docker/plugin_socket.hpp"
#include "error.hpp"
#include "escape.hpp"

#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

namespace {

int dispatch(const cb21::Invocation& invocation) {
  switch (invocation.verb) {
    case cb21::Verb::build:
      return cb21::run_build(invocation);
    case cb21::Verb::status:
      return cb21::run_status(invocation);
    case cb21::Verb::why:
      return cb21::run_why(invocation);
    case cb21::Verb::audit:
      return cb21::run_audit(invocation);
    case cb21::Verb::check:
      return cb21::run_check(invocation);
    case cb21::Verb::diagnose:
      return cb21::run_diagnose(invocation);
    case cb21::Verb::forget:
      return cb21::run_forget(invocation);
    case cb21::Verb::init:
      return cb21::run_init(invocation);
    case cb21::Verb::prune:
      return cb21::run_prune(invocation);
    case cb21::Verb::verify:
      return cb21::run_verify(invocation);
    case cb21::Verb::version:
      return cb21::run_version();
    case cb21::Verb::help:
      return cb21::run_help();
    case cb21::Verb::plugin_metadata:
      return cb21::run_plugin_metadata();
    case cb21::Verb::pass_through:
      return cb21::run_pass_through(invocation);
  }
  return static_cast<int>(cb21::ExitCode::failed);
}

// What a verb wrote may still wait in memory. A build writes nothing there: docker does.
int with_output_written(int code) {
  std::cout.flush();
  if (!std::cout) throw cb21::Error("cannot write to standard output");
  return code;
}

int fail(const std::string& sentence, cb21::ExitCode code) {
  cb21::Console(false).fail(sentence);
  return static_cast<int>(code);
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const std::vector<std::string> words(argv, argv + argc);
    if (cb21::taken_for_docker(words)) return cb21::run_relay(words);
    const cb21::Invocation invocation = cb21::read_invocation(words);
    // Metadata is asked for by each docker that cb21 itself calls, and docker 25.0 keeps only the last
    // connection.
    std::optional<cb21::PluginSocket> socket;
    if (invocation.verb != cb21::Verb::plugin_metadata) socket.emplace();
    return with_output_written(dispatch(invocation));
  } catch (const cb21::Error& error) {
    return fail(error.what(), error.code());
  } catch (const std::exception& error) {
    return fail("internal error: " + cb21::escape(error.what()), cb21::ExitCode::failed);
  }
}
