// SPDX-License-Identifier: Apache-2.0
#include "docker/observed_output.hpp"

#include "docker/process.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <chrono>
#include <string>

namespace cb21 {
namespace {

// Standard error of this process led into a pipe while it lives.
class CaughtError {
 public:
  CaughtError() : pipe_(make_pipe()), former_(dup(STDERR_FILENO)) {
    dup2(pipe_.write.number(), STDERR_FILENO);
  }

  ~CaughtError() { restore(); }

  CaughtError(const CaughtError&) = delete;
  CaughtError& operator=(const CaughtError&) = delete;

  std::string text() {
    restore();
    pipe_.write.reset();
    std::string all;
    char c = 0;
    while (read(pipe_.read.number(), &c, 1) == 1) all += c;
    return all;
  }

 private:
  void restore() {
    if (former_ < 0) return;
    dup2(former_, STDERR_FILENO);
    close(former_);
    former_ = -1;
  }

  Pipe pipe_;
  int former_;
};

TEST(ObservedOutput, PassesOnWhatItReadsByteForByte) {
  std::string seen;
  CaughtError caught;
  {
    ObservedOutput output([&](std::string_view bytes) { seen += bytes; });
    const Command shell{"/bin/sh", {"-c", "printf 'a\\nb' >&2; printf '\\000c' >&2; exit 3"}, {}};
    EXPECT_EQ(run_in_foreground(shell, StandardOutput::passed_on, output.write_end()).code, 3);
    output.finish();
  }
  EXPECT_EQ(seen, std::string("a\nb\0c", 5));
  EXPECT_EQ(caught.text(), seen);
}

TEST(ObservedOutput, DoesNotWaitForAGrandchildThatHoldsItOpen) {
  ObservedOutput output([](std::string_view) {});
  const Command shell{"/bin/sh", {"-c", "sleep 20 >/dev/null & exit 0"}, {}};
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(run_in_foreground(shell, StandardOutput::passed_on, output.write_end()).success());
  output.finish();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(15));
}

}  // namespace
}  // namespace cb21
