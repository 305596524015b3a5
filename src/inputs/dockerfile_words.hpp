// SPDX-License-Identifier: Apache-2.0
// One joined Dockerfile line taken apart, as moby/buildkit frontend/dockerfile/parser does (split_command.go,
// line_parsers.go). Nothing here expands variables.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cb21 {

struct CommandLine {
  std::string keyword;                                     // as written
  std::vector<std::pair<std::string, std::string>> flags;  // --from=x as {"from","x"}, --link as {"link",""}
  std::string text;                                        // what follows the flags
};

CommandLine split_command(std::string_view line, char escape);

// Words between white space; quotes mean nothing here. COPY, ADD and FROM are read so.
std::vector<std::string> plain_words(std::string_view text);

// Words between unquoted white space, quotes and escapes kept. ARG and ENV are read so.
std::vector<std::string> quoted_words(std::string_view text, char escape);

// The exec form: a JSON array of strings; nothing for anything else.
std::optional<std::vector<std::string>> json_words(std::string_view text);

// The comma-separated fields of a --mount value; a field may be quoted as in CSV.
std::vector<std::string> comma_fields(std::string_view text);

std::string_view trim_space(std::string_view text);
bool is_space(char c);
std::string lower_case(std::string_view text);

}  // namespace cb21
