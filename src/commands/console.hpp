// SPDX-License-Identifier: Apache-2.0
// The user's terminal: standard error only, each line beginning "cb21: "; standard output belongs to docker.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace cb21 {

class Console {
 public:
  // quiet (docker's -q): only warnings and errors.
  explicit Console(bool quiet);

  void say(std::string_view sentence) const;
  void good(std::string_view sentence) const;
  void warn(std::string_view sentence) const;
  void fail(std::string_view sentence) const;

 private:
  bool quiet_;
  bool colour_;
};

// Says on a terminal what is going on once it has taken a second, and wipes that line when it ends.
class Progress {
 public:
  explicit Progress(std::string what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

 private:
  void show();

  std::string what_;
  std::mutex mutex_;
  std::condition_variable ended_changed_;
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace cb21
