// SPDX-License-Identifier: Apache-2.0
#include "inputs/run_command.hpp"

#include "inputs/dockerfile_lines.hpp"

#include <gtest/gtest.h>

#include <string_view>

namespace cb21 {
namespace {

struct RunCase {
  std::string_view text;
  std::string_view command;
};

TEST(RunCommand, IsWhatAShellReads) {
  const RunCase cases[] = {
      {"RUN a && b", "a && b"},
      {R"(RUN ["a", "b/c-d", "", "e f"])", "a b/c-d '' 'e f'"},
      {R"(RUN ["a", "it's"])", "a 'it'\\''s'"},
      {"RUN <<E\na\nb\nE\n", "a\nb\n"},
      {"RUN <<E cat\na\nE\n", "<<E cat\na\nE"},
      {"RUN cat <<A <<B\n1\nA\n2\nB\n", "cat <<A <<B\n1\nA\n2\nB"},
      {"RUN", ""},
  };
  for (const RunCase& c : cases) {
    EXPECT_EQ(run_command(read_dockerfile_lines(c.text).instructions.at(0)), c.command) << c.text;
  }
}

}  // namespace
}  // namespace cb21
