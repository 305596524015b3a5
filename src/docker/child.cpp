// SPDX-License-Identifier: Apache-2.0
#include "docker/child.hpp"

#include "docker/pipe.hpp"
#include "error.hpp"
#include "escape.hpp"

// GCC 12 warns of null pointers inside Asio when it inlines it.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnull-dereference"
#include <boost/asio/io_context.hpp>
#include <boost/process/v2/posix/vfork_launcher.hpp>
#include <boost/process/v2/process.hpp>
#pragma GCC diagnostic pop

#include <dirent.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <numeric>
#include <string_view>

namespace cb21 {
namespace {

namespace process = boost::process::v2;

#ifdef __clang_analyzer__
// It takes the vfork launcher's assignments in the child for a mistake of this file.
using Launcher = process::posix::default_launcher;
#else
using Launcher = process::posix::vfork_launcher;
#endif

// What happens in the child between vfork and exec. It shares this process's memory there, so it may only
// make system calls, and must not leave through exit(), which the launcher would call next.
struct ChildSetup {
  const ChildOptions& options;
  const char* directory;  // null: as it is
  const sigset_t& mask;
  bool ignore_children;
  int error_pipe;

  // Whatever the arguments: what Boost asks the initializer for and what it then calls it with differ (1.81's
  // on_exec_error), and an initializer that does not fit is skipped in silence.
  template <typename... Arguments>
  process::error_code on_exec_setup(const Arguments&... /*launcher, program, arguments*/) const {
    const bool done = (!options.own_process_group || setpgid(0, 0) == 0) &&
                      (directory == nullptr || chdir(directory) == 0) && place(options.in, STDIN_FILENO) &&
                      place(options.out, STDOUT_FILENO) && place(options.err, STDERR_FILENO);
    const process::error_code failure(done ? 0 : errno, boost::system::system_category());
    if (ignore_children) static_cast<void>(std::signal(SIGCHLD, SIG_IGN));
    sigprocmask(SIG_SETMASK, &mask, nullptr);
    return failure;
  }

  template <typename... Arguments>
  void on_exec_error(const Arguments&... /*launcher, program, arguments, error*/) const {
    const int number = errno;
    if (write(error_pipe, &number, sizeof number) < 0) _exit(126);
    _exit(127);
  }

 private:
  static bool place(int from, int to) { return from < 0 || dup2(from, to) == to; }
};

// The child's errno if exec failed; 0 once the pipe was closed by exec.
int exec_result(Pipe& pipe) {
  pipe.write.reset();
  int number = 0;
  ssize_t count = 0;
  do {
    count = read(pipe.read.number(), &number, sizeof number);
  } while (count < 0 && errno == EINTR);
  return count == static_cast<ssize_t>(sizeof number) ? number : 0;
}

// The launcher closes every descriptor that it is not told to keep, but what the caller was given (a process
// substitution's /dev/fd/63) belongs to docker too. Close-on-exec takes care of the rest.
std::vector<int> inheritable_descriptors() {
  constexpr int k_without_proc = 1024;
  std::vector<int> numbers{STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO};
  const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir("/proc/self/fd"), closedir);
  if (!folder) {
    numbers.resize(k_without_proc);
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
  }
  while (const dirent* entry = readdir(folder.get())) {
    const std::string_view name(&entry->d_name[0]);
    int number = -1;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), number);
    if (error != std::errc() || end != name.data() + name.size()) continue;
    const int flags = fcntl(number, F_GETFD);
    if (flags >= 0 && (flags & FD_CLOEXEC) == 0) numbers.push_back(number);
  }
  return numbers;
}

pid_t launch(Launcher& launcher, const Command& command, const ChildSetup& setup) {
  boost::asio::io_context context;
  process::error_code failure;
  try {
    launcher(context.get_executor(), failure, command.program, command.arguments, setup).detach();
  } catch (const boost::system::system_error&) {
    // The handle that goes with the child could not be made (no pidfd_open); the child itself runs.
    if (launcher.pid <= 0) throw;
  }
  return launcher.pid;
}

std::string_view name_of(std::string_view variable) { return variable.substr(0, variable.find('=')); }

}  // namespace

HeldSignals::HeldSignals(bool drop_terminal_signals) : drop_terminal_signals_(drop_terminal_signals) {
  sigemptyset(&held_);
  for (const int number : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGCHLD}) sigaddset(&held_, number);
  pthread_sigmask(SIG_BLOCK, &held_, &original_);

  struct sigaction action {};

  action.sa_handler = SIG_DFL;
  sigaction(SIGCHLD, &action, &former_child_action_);
}

HeldSignals::~HeldSignals() {
  sigset_t terminal;
  sigemptyset(&terminal);
  sigaddset(&terminal, SIGINT);
  sigaddset(&terminal, SIGQUIT);
  const timespec now{};
  while (drop_terminal_signals_ && sigtimedwait(&terminal, nullptr, &now) > 0) continue;
  sigaction(SIGCHLD, &former_child_action_, nullptr);
  pthread_sigmask(SIG_SETMASK, &original_, nullptr);
}

Child::Child(const Command& command, const ChildOptions& options, const HeldSignals& signals)
    : own_process_group_(options.own_process_group), program_(command.program) {
  const std::vector<std::string> environment = environment_of(command);
  std::vector<const char*> pointers;
  pointers.reserve(environment.size() + 1);
  for (const std::string& variable : environment) pointers.push_back(variable.c_str());
  pointers.push_back(nullptr);

  Pipe error_pipe = make_pipe();
  Launcher launcher;
  launcher.env = pointers.data();
  launcher.fd_whitelist = inheritable_descriptors();
  launcher.fd_whitelist.push_back(error_pipe.write.number());
  const char* directory = command.directory.empty() ? nullptr : command.directory.c_str();
  id_ = launch(
      launcher,
      command,
      ChildSetup{
          options, directory, signals.original(), signals.children_ignored(), error_pipe.write.number()});
  const int error_number = exec_result(error_pipe);
  if (id_ > 0 && error_number == 0) return;
  if (id_ > 0) waitpid(id_, nullptr, 0);
  throw errno_error("run", escape(command.program), id_ > 0 ? error_number : errno);
}

Child::~Child() {
  if (status_) return;
  send(SIGKILL);
  while (waitpid(id_, nullptr, 0) < 0 && errno == EINTR) continue;
}

void Child::send(int signal) const {
  if (!status_) kill(own_process_group_ ? -id_ : id_, signal);
}

std::optional<ExitStatus> Child::poll() {
  if (status_) return status_;
  int status = 0;
  pid_t ended = 0;
  do {
    ended = waitpid(id_, &status, WNOHANG);
  } while (ended < 0 && errno == EINTR);
  if (ended < 0) throw errno_error("wait for", escape(program_), errno);
  if (ended == id_) status_ = decode_wait_status(status);
  return status_;
}

std::vector<std::string> environment_of(const Command& command) {
  std::vector<std::string> variables;
  const auto replaced = [&](std::string_view name) {
    return std::any_of(command.environment.begin(), command.environment.end(), [&](const auto& variable) {
      return variable.first == name;
    });
  };
  for (char** variable = environ; *variable != nullptr; ++variable) {
    if (!replaced(name_of(*variable))) variables.emplace_back(*variable);
  }
  for (const auto& [name, value] : command.environment) {
    std::string variable = name;
    variable += '=';
    variable += value;
    variables.push_back(std::move(variable));
  }
  return variables;
}

}  // namespace cb21
