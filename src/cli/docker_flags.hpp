// SPDX-License-Identifier: Apache-2.0
// Docker's flags as data, and arguments read by pflag's rules (spf13/pflag 1.0.10: parseArgs, parseLongArg,
// parseSingleShortArg). Nothing here changes or judges arguments; it only learns what docker will read from
// them.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// boolean: the value is optional and must be attached with '='. scalar: the last value counts. array, slice,
// list: repeatable (a slice value is one CSV record). All but boolean take the next word when none is
// attached.
enum class FlagKind { boolean, scalar, array, slice, list };

// Which program defines a flag. own: cb21's (--cb21-...). removed: only in versions that are gone by now, so
// that their values are still told from contexts.
enum class FlagSet : unsigned { global = 1, buildx = 2, legacy = 4, own = 8, removed = 16 };

struct DockerFlag {
  std::string_view name;  // without dashes
  char shorthand;         // '\0' where there is none
  FlagKind kind;
  unsigned sets;  // FlagSet bits
};

// One occurrence of a flag, in the order given.
struct FlagValue {
  std::string name;        // long name, also when the shorthand was typed
  std::string value;       // verbatim; "true" for a bare boolean
  std::size_t first_word;  // index into the arguments
  std::size_t words;       // 1, or 2 where the value was the next word
};

struct Positional {
  std::string text;
  std::size_t word;
};

struct ParsedArguments {
  std::vector<FlagValue> flags;
  std::vector<Positional> positionals;
  std::vector<std::string> unknown_flags;  // only from parse_leniently
  std::optional<std::string> error;        // what pflag would refuse; docker then exits with 125

  // The last value given, as pflag takes it for booleans and scalars.
  std::optional<std::string> last(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;
  // A boolean's last value by Go's ParseBool; false when absent.
  bool is_set(std::string_view name) const;
};

// Every known flag, sorted by name; a flag that several programs define in one way has one row. From
// docker/buildx commands/build.go, docker/cli cli/command/image/build.go and cli/flags/options.go.
std::span<const DockerFlag> docker_flags();

// Go's strconv.ParseBool.
std::optional<bool> parse_go_bool(std::string_view text);

// Reads arguments as pflag does with the flags of `set`; stops at the first error, with pflag's words for it.
// With FlagSet::global reading stops at the first positional: it and everything after it are positionals.
ParsedArguments parse_arguments(std::span<const std::string> arguments, FlagSet set);

// Reads arguments after the word `build` with the flags of every docker known (buildx, legacy, removed) and
// cb21's own, and goes on after what it does not know or docker would refuse: an unknown flag is noted, and
// where its next word can only be its value (otherwise there would be two contexts; of several candidates the
// last is the context) it is taken for that. An own option is recognised only where docker would expect a
// flag, and is no error whatever its name and value: that is for read_own_options to judge.
ParsedArguments parse_leniently(std::span<const std::string> arguments);

}  // namespace cb21
