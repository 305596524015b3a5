// SPDX-License-Identifier: Apache-2.0
// BuildKit's plain progress, read line by line (moby/buildkit util/progress/progressui/printer.go, observed
// with Docker 20.10, 26.1 and 28.5):
//   #7 [builder 4/5] RUN cargo build     a step's name, again after each switch between steps
//   #7 CACHED | #7 DONE 1.2s | #7 ERROR  its end
//   #7 0.412    Compiling app v0.1.0     a line that it printed
// Untrusted text: what a step prints can look like anything but cannot begin with another step's number.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace cb21 {

struct BuildStep {
  std::string label;        // "builder 4/5", with the platform in front where there are several; may be empty
  std::string instruction;  // "RUN cargo build", as docker prints it
  bool cached = false;
  bool clipped = false;  // docker left out some of what it printed
};

class BuildProgress {
 public:
  // `line` gets what a step printed, without number and time.
  explicit BuildProgress(std::function<void(const BuildStep&, std::string_view line)> line);

  void feed(std::string_view bytes);

  // By number.
  const std::map<std::uint32_t, BuildStep>& steps() const { return steps_; }

 private:
  void read_line(std::string_view line);
  void read_event(BuildStep& step, std::string_view text);

  std::function<void(const BuildStep&, std::string_view)> line_;
  std::map<std::uint32_t, BuildStep> steps_;
  std::string partial_;    // of a line that is not whole yet
  bool overlong_ = false;  // the rest of the line is dropped
};

}  // namespace cb21
