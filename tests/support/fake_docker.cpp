// SPDX-License-Identifier: Apache-2.0
// A docker CLI for tests that runs nothing: it records how it was called and answers as it is told. Installed
// in a test's PATH as `docker`, and as `docker-buildx` where a plugin is wanted (it goes by the name it is
// called by). All commands but these end with code 0 in silence.
//
// What it records, as JSON lines in the file FAKE_DOCKER_LOG (appended, one write each):
//   {"event":"start","program":…,"pid":…,"pgid":…,"argv":[…],"cwd":…,"environment":{…},"descriptors":[…],
//    "tty":[…],"ignored":[…],"blocked":[…]}
//     environment: variables that begin with DOCKER_, BUILDX_, BUILDKIT_ or CB21_. descriptors: the open
//     ones. tty: those of 0, 1, 2 that are terminals. ignored, blocked: the numbers of such signals.
//   {"event":"signal","pid":…,"number":…}  for SIGINT, SIGQUIT, SIGTERM, SIGHUP, in their order of arrival
//   {"event":"end","pid":…,"code":…}
//
// What it does, by variables (COMMAND is the first word after the global flags):
//   FAKE_DOCKER_STDOUT, FAKE_DOCKER_STDERR
//       text to print (by build, run, rm and unknown commands)
//   FAKE_DOCKER_EXIT
//       code to exit with; for which commands: FAKE_DOCKER_EXIT_FOR (blanks between words; default: build)
//   FAKE_DOCKER_KILL
//       signal number to die of, instead (same commands)
//   FAKE_DOCKER_SLEEP_MS
//       time that a command takes; SIGINT ends it with code 130, SIGTERM with 143, unless
//       FAKE_DOCKER_STUBBORN is set; for which commands: FAKE_DOCKER_SLEEP_FOR (blanks between words; of
//       build, run, create, cp, export; default: build run)
//   FAKE_DOCKER_HOOK
//       words (blanks between them) run by execvp during build, before it ends; quotes are not understood,
//       but one word may be a script's path; for which commands: FAKE_DOCKER_HOOK_FOR (blanks between words;
//       default: build)
//   FAKE_DOCKER_IMAGE_ID
//       what build puts in --iidfile and prints with -q, and what image inspect states (default sha256: and
//       64 times a); the word `none` makes an empty file. --metadata-file gets it as both digests.
//   FAKE_DOCKER_VERSION
//       answer to --version (default: Docker version 20.10.24, build 297e128)
//   FAKE_DOCKER_PODMAN
//       set: it is podman, which answers --version with the name given here (podman, or that of a link to it)
//       and version with what it is
//   FAKE_DOCKER_BUILDX
//       buildx version (default v0.13.1) of the plugin's metadata; `broken`: fails
//   FAKE_DOCKER_BUILDKIT
//       set: `build --help` lists --secret
//   FAKE_DOCKER_IMAGES
//       image inspect knows only these references and the image id (default: any)
//   FAKE_DOCKER_IMAGE_IDS
//       words REFERENCE=ID (blanks between them): what image inspect states of these; no image has a tag
//   FAKE_DOCKER_NAMES
//       all names of the image (blanks between them), for a look at the whole image only
//   FAKE_DOCKER_CONTAINER
//       id of the image that every container uses; unset: container inspect finds none (code 1)
//   FAKE_DOCKER_CONTAINER_IMAGE, FAKE_DOCKER_CONTAINER_STATUS, FAKE_DOCKER_CONTAINER_SERVICE
//       how that image was named (default hello), the state (default running; it ended with code 0 in any
//       other), docker compose's service
//   FAKE_DOCKER_CREATED, FAKE_DOCKER_TAGGED
//       times of the image (default 2026-01-02T03:04:05.6Z, and none)
//   FAKE_DOCKER_CONTAINERS
//       what `container inspect` prints, a line a container; `ps` prints as many ids (default: none run)
//   FAKE_DOCKER_ENTRYPOINT, FAKE_DOCKER_CMD
//       JSON arrays for image inspect (default ["/app/hello"] and null)
//   FAKE_DOCKER_BINARY
//       file that `cp NAME:PATH -` prints as a tar under PATH's base name, whatever PATH is; unset: there is
//       no such file (code 1)
//   FAKE_DOCKER_CONTAINER_BINARY
//       instead of it, for containers that the caller did not make (their name does not begin with cb21-)
//   FAKE_DOCKER_LAYERS
//       digests of the layers that image inspect lists (blanks between them; default: it lists none)
//   FAKE_DOCKER_BINARY_PATH
//       the only PATH where it is
//   FAKE_DOCKER_ROOT
//       instead: a folder that stands for the image's files; links in it must be relative and are followed
//       with -L or --follow-link; `export` prints all of them
//   FAKE_DOCKER_CUT
//       number of bytes after which that tar breaks off, with code FAKE_DOCKER_CUT_EXIT (default 1)
//   FAKE_DOCKER_LEFT
//       set: a prune leaves a synced context behind
//   FAKE_DOCKER_EVIDENCE
//       program that `build` of a stage whose name begins with cb21- runs with its words, in place of all
//       that is said of build above: it prints the stage's files as a tar. Without --output they are kept for
//       one `export`, until `image rm`. FAKE_DOCKER_LOG.built holds when the last other build began, in ns.
//       In FAKE_DOCKER_EXIT_FOR, SLEEP_FOR and HOOK_FOR the word is probe.
//   FAKE_DOCKER_DOWN
//       set: the engine does not answer (version, image inspect, container
//       inspect, create, cp, export, rm, run, prune: code 1)
//   FAKE_DOCKER_NO_PULL_FLAG
//       set: `create` does not know --pull (code 125)
#include <boost/json.hpp>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Words = std::vector<std::string>;

std::string variable(const char* name, const std::string& otherwise = "") {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

bool is_set(const char* name) { return std::getenv(name) != nullptr; }

Words split(const std::string& text) {
  std::istringstream stream(text);
  return {std::istream_iterator<std::string>(stream), std::istream_iterator<std::string>()};
}

bool has(const Words& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// ---- the record

// Bytes that are not ASCII become \u00NN, as if the text were Latin-1.
std::string json_string(std::string_view text) {
  std::string json = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (byte >= 0x20 && byte < 0x7F) {
      json += c;
    } else {
      static constexpr std::string_view k_digits = "0123456789abcdef";
      json += "\\u00";
      json += k_digits[byte >> 4U];
      json += k_digits[byte & 0xFU];
    }
  }
  return json + '"';
}

template <typename Items, typename Print>
std::string list(const Items& items, Print print) {
  std::string json;
  for (const auto& item : items) json += (json.empty() ? "" : ",") + print(item);
  return '[' + json + ']';
}

std::string numbers(const std::vector<int>& values) {
  return list(values, [](int value) { return std::to_string(value); });
}

void record(const std::string& json) {
  const std::string file = variable("FAKE_DOCKER_LOG");
  if (file.empty()) return;
  const int log = open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const std::string line = json + '\n';
  if (log < 0 || write(log, line.data(), line.size()) < 0) std::abort();
  close(log);
}

bool is_of_interest(std::string_view name) {
  static constexpr std::array<std::string_view, 4> k_prefixes{"DOCKER_", "BUILDX_", "BUILDKIT_", "CB21_"};
  return std::any_of(k_prefixes.begin(), k_prefixes.end(), [&](std::string_view prefix) {
    return name.substr(0, prefix.size()) == prefix;
  });
}

std::string environment() {
  std::string json;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    const std::string_view name = text.substr(0, text.find('='));
    if (!is_of_interest(name)) continue;
    json += (json.empty() ? "" : ",") + json_string(name) + ':' + json_string(text.substr(name.size() + 1));
  }
  return '{' + json + '}';
}

std::vector<int> open_descriptors() {
  std::vector<int> open_ones;
  for (int number = 0; number < 256; ++number) {
    if (fcntl(number, F_GETFD) >= 0) open_ones.push_back(number);
  }
  return open_ones;
}

std::vector<int> signals_that(const std::function<bool(int)>& condition) {
  std::vector<int> found;
  for (const int number : {SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGTERM, SIGCHLD}) {
    if (condition(number)) found.push_back(number);
  }
  return found;
}

bool is_ignored(int number) {
  struct sigaction action {};

  sigaction(number, nullptr, &action);
  return action.sa_handler == SIG_IGN;
}

bool is_blocked(int number) {
  sigset_t mask;
  sigprocmask(SIG_SETMASK, nullptr, &mask);
  return sigismember(&mask, number) == 1;
}

void record_start(const std::string& program, const Words& words) {
  std::vector<int> terminals;
  for (const int number : {0, 1, 2}) {
    if (isatty(number) == 1) terminals.push_back(number);
  }
  std::error_code error;
  record(R"({"event":"start","program":)" + json_string(program) + R"(,"pid":)" + std::to_string(getpid()) +
         R"(,"pgid":)" + std::to_string(getpgrp()) + R"(,"argv":)" +
         list(words, [](const std::string& word) { return json_string(word); }) + R"(,"cwd":)" +
         json_string(std::filesystem::current_path(error).string()) + R"(,"environment":)" + environment() +
         R"(,"descriptors":)" + numbers(open_descriptors()) + R"(,"tty":)" + numbers(terminals) +
         R"(,"ignored":)" + numbers(signals_that(is_ignored)) + R"(,"blocked":)" +
         numbers(signals_that(is_blocked)) + '}');
}

// ---- signals: held all the time, and taken where it waits

sigset_t watched_signals() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGQUIT, SIGTERM, SIGHUP}) sigaddset(&set, number);
  return set;
}

// Waits at most so long; the number that came, or 0.
int take_signal(std::chrono::milliseconds limit) {
  const sigset_t set = watched_signals();
  const timespec time{limit.count() / 1000, limit.count() % 1000 * 1'000'000};
  const int number = sigtimedwait(&set, nullptr, &time);
  if (number <= 0 || is_ignored(number)) return 0;
  record(R"({"event":"signal","pid":)" + std::to_string(getpid()) + R"(,"number":)" + std::to_string(number) +
         '}');
  return number;
}

[[noreturn]] void end(int code) {
  while (take_signal(std::chrono::milliseconds(0)) != 0) continue;
  record(R"({"event":"end","pid":)" + std::to_string(getpid()) + R"(,"code":)" + std::to_string(code) + '}');
  std::cout.flush();
  _exit(code);
}

void take_time(const std::string& command) {
  using Clock = std::chrono::steady_clock;
  if (!has(split(variable("FAKE_DOCKER_SLEEP_FOR", "build run")), command)) return;
  const auto until =
      Clock::now() + std::chrono::milliseconds(std::stol(variable("FAKE_DOCKER_SLEEP_MS", "0")));
  while (Clock::now() < until) {
    const int number =
        take_signal(std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()));
    if (number != 0 && !is_set("FAKE_DOCKER_STUBBORN")) end(128 + number);
  }
}

// ---- the commands

std::string image_id() { return variable("FAKE_DOCKER_IMAGE_ID", "sha256:" + std::string(64, 'a')); }

// The value of `--name VALUE` or `--name=VALUE`.
std::string option(const Words& words, const std::string& name) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == name && i + 1 < words.size()) return words[i + 1];
    if (words[i].compare(0, name.size() + 1, name + '=') == 0) return words[i].substr(name.size() + 1);
  }
  return {};
}

void leave_as_told(const std::string& command) {
  if (!has(split(variable("FAKE_DOCKER_EXIT_FOR", "build")), command)) return;
  if (is_set("FAKE_DOCKER_KILL")) {
    const int number = std::stoi(variable("FAKE_DOCKER_KILL"));
    sigset_t none;
    sigemptyset(&none);
    static_cast<void>(signal(number, SIG_DFL));
    sigprocmask(SIG_SETMASK, &none, nullptr);
    static_cast<void>(raise(number));
  }
  if (is_set("FAKE_DOCKER_EXIT")) end(std::stoi(variable("FAKE_DOCKER_EXIT")));
}

// The wait status of a program; its stdout goes to that descriptor.
int run_program(Words words, int out) {
  const pid_t id = fork();
  if (id == 0) {
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    dup2(out, STDOUT_FILENO);
    execvp(pointers.front(), pointers.data());
    _exit(127);
  }
  int status = 0;
  waitpid(id, &status, 0);
  return status;
}

void run_hook(const std::string& command) {
  const Words words = split(variable("FAKE_DOCKER_HOOK"));
  if (words.empty() || !has(split(variable("FAKE_DOCKER_HOOK_FOR", "build")), command)) return;
  if (run_program(words, STDOUT_FILENO) != 0) {
    std::cerr << "fake docker: the hook failed\n";
    end(99);
  }
}

// What the classic builder left of a stage that cb21 made up.
std::string kept_stage() { return variable("FAKE_DOCKER_LOG") + ".stage"; }

// The program that answers for the stages of this build has to tell the same times whenever it is asked.
void note_time_of_build() {
  if (!is_set("FAKE_DOCKER_LOG")) return;
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  std::ofstream(variable("FAKE_DOCKER_LOG") + ".built", std::ios::trunc)
      << std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
}

int build_stage(const Words& words) {
  run_hook("probe");
  take_time("probe");
  leave_as_told("probe");
  Words program{variable("FAKE_DOCKER_EVIDENCE", "true")};
  program.insert(program.end(), words.begin(), words.end());
  if (!option(words, "--output").empty()) return run_program(program, STDOUT_FILENO) == 0 ? 0 : 1;
  std::ofstream(option(words, "--iidfile"), std::ios::trunc) << "sha256:" << std::string(64, 'e');
  const int stage = open(kept_stage().c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const int status = run_program(program, stage);
  close(stage);
  return status == 0 ? 0 : 1;
}

int build(const Words& words) {
  if (has(words, "--help")) {
    std::cout << "Usage: docker build\n"
              << (is_set("FAKE_DOCKER_BUILDKIT") ? "      --secret stringArray  x\n" : "");
    return 0;
  }
  if (option(words, "--target").compare(0, 5, "cb21-") == 0) return build_stage(words);
  note_time_of_build();
  run_hook("build");
  take_time("build");
  std::cout << variable("FAKE_DOCKER_STDOUT") << std::flush;
  std::cerr << variable("FAKE_DOCKER_STDERR");
  leave_as_told("build");
  const std::string id = image_id() == "none" ? "" : image_id();
  const std::string file = option(words, "--iidfile");
  if (!file.empty()) std::ofstream(file, std::ios::trunc) << id;
  const std::string metadata = option(words, "--metadata-file");
  if (!metadata.empty()) {
    std::ofstream(metadata, std::ios::trunc) << "{\n  \"containerimage.config.digest\": \"" << id
                                             << "\",\n  \"containerimage.digest\": \"" << id << "\"\n}";
  }
  if (has(words, "-q") || has(words, "--quiet")) std::cout << id << '\n';
  return 0;
}

int inspect_image(const Words& words) {
  const std::string& reference = words.back();
  const Words known = split(variable("FAKE_DOCKER_IMAGES", reference));
  if (!has(known, reference) && reference != image_id()) {
    std::cout << '\n';
    std::cerr << "Error: No such image: " << reference << '\n';
    return 1;
  }
  if (has(words, "{{len .RepoTags}}")) {
    std::cout << "0\n";
    return 0;
  }
  std::string id = image_id();
  for (const std::string& word : split(variable("FAKE_DOCKER_IMAGE_IDS"))) {
    if (word.compare(0, reference.size() + 1, reference + '=') == 0) id = word.substr(reference.size() + 1);
  }
  std::cout << R"({"Id":)" << json_string(id) << R"(,"RepoTags":)"
            << list(split(variable("FAKE_DOCKER_NAMES")), [](const auto& name) { return json_string(name); })
            << R"(,"Created":)" << json_string(variable("FAKE_DOCKER_CREATED", "2026-01-02T03:04:05.6Z"))
            << R"(,"Metadata":{"LastTagTime":)" << json_string(variable("FAKE_DOCKER_TAGGED"))
            << R"(},"Os":"linux",)"
            << R"("Architecture":"amd64","RootFS":{"Layers":)"
            << list(split(variable("FAKE_DOCKER_LAYERS")),
                    [](const std::string& word) { return json_string(word); })
            << R"(},"Config":{"Entrypoint":)" << variable("FAKE_DOCKER_ENTRYPOINT", R"(["/app/hello"])")
            << R"(,"Cmd":)" << variable("FAKE_DOCKER_CMD", "null")
            << R"(,"Env":["PATH=/usr/bin:/bin"],"WorkingDir":"/app"}})" << '\n';
  return 0;
}

int inspect_container(const Words& words) {
  if (!is_set("FAKE_DOCKER_CONTAINER")) {
    std::cout << '\n';
    std::cerr << "Error: No such container: " << words.back() << '\n';
    return 1;
  }
  const std::string status = variable("FAKE_DOCKER_CONTAINER_STATUS", "running");
  std::cout << R"({"Image":)" << json_string(variable("FAKE_DOCKER_CONTAINER")) << R"(,"State":{"Status":)"
            << json_string(status) << R"(,"Running":)" << (status == "running" ? "true" : "false")
            << R"(,"ExitCode":0},"Config":{"Image":)"
            << json_string(variable("FAKE_DOCKER_CONTAINER_IMAGE", "hello"))
            << R"(,"Labels":{"com.docker.compose.service":)"
            << json_string(variable("FAKE_DOCKER_CONTAINER_SERVICE")) << "}}}\n";
  return 0;
}

std::string octal(std::size_t value, std::size_t width) {
  std::string digits(width, '0');
  for (std::size_t i = width; i-- > 0 && value > 0; value /= 8)
    digits[i] = static_cast<char>('0' + value % 8);
  return digits;
}

std::string tar_header(const std::string& name,
                       std::size_t size,
                       std::string_view type = "0",
                       const std::string& link = "") {
  std::string block(512, '\0');
  const auto put = [&](std::size_t at, std::string_view text) { block.replace(at, text.size(), text); };
  put(0, name.substr(0, 100));
  put(100, "0000755");
  put(108, "0000000");
  put(116, "0000000");
  put(124, octal(size, 11));
  put(136, "00000000000");
  put(148, "        ");
  put(156, type);
  put(157, link.substr(0, 100));
  put(257, std::string_view("ustar\00000", 8));
  std::size_t sum = 0;
  for (const char c : block) sum += static_cast<unsigned char>(c);
  put(148, octal(sum, 6) + std::string("\0 ", 2));
  return block;
}

std::string tar_file(const std::string& name, const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream stream;
  stream << file.rdbuf();
  const std::string content = stream.str();
  return tar_header(name, content.size()) + content + std::string((512 - content.size() % 512) % 512, '\0');
}

// Empty if there is nothing.
std::string tar_of(const std::filesystem::path& asked, bool follow) {
  std::error_code error;
  const std::filesystem::path path = follow ? std::filesystem::canonical(asked, error) : asked;
  const std::string name = path.filename().string();
  switch (std::filesystem::symlink_status(path, error).type()) {
    case std::filesystem::file_type::regular:
      return tar_file(name, path);
    case std::filesystem::file_type::symlink:
      return tar_header(name, 0, "2");
    case std::filesystem::file_type::fifo:
      return tar_header(name, 0, "6");
    case std::filesystem::file_type::directory:
      break;
    default:
      return {};
  }
  std::string entries = tar_header(name + '/', 0, "5");
  for (const auto& entry : std::filesystem::directory_iterator(path)) {
    if (entry.is_regular_file())
      entries += tar_file(name + '/' + entry.path().filename().string(), entry.path());
  }
  return entries;
}

// Prints a whole archive, or breaks off where it is told to.
int print_archive(std::string archive) {
  archive += std::string(1024, '\0');
  const bool cut = is_set("FAKE_DOCKER_CUT");
  std::cout << archive.substr(0, cut ? std::stoul(variable("FAKE_DOCKER_CUT")) : archive.size());
  return cut ? std::stoi(variable("FAKE_DOCKER_CUT_EXIT", "1")) : 0;
}

int copy(const Words& words) {
  take_time("cp");
  const std::string& source = words[words.size() - 2];
  const std::string path = source.substr(std::min(source.find(':'), source.size() - 1) + 1);
  const bool own = source.compare(0, 5, "cb21-") == 0;
  const std::string image_binary = variable("FAKE_DOCKER_BINARY");
  const std::string binary = own ? image_binary : variable("FAKE_DOCKER_CONTAINER_BINARY", image_binary);
  std::string archive;
  if (is_set("FAKE_DOCKER_ROOT")) {
    archive = tar_of(variable("FAKE_DOCKER_ROOT") + path, has(words, "-L") || has(words, "--follow-link"));
  } else if (std::filesystem::exists(binary) && path == variable("FAKE_DOCKER_BINARY_PATH", path)) {
    archive = tar_file(path.substr(path.rfind('/') + 1), binary);
  }
  if (archive.empty()) {
    std::cerr << "Error response from daemon: Could not find the file " << path << '\n';
    return 1;
  }
  return print_archive(std::move(archive));
}

std::string tar_entry(const std::string& name, const std::filesystem::path& path) {
  switch (std::filesystem::symlink_status(path).type()) {
    case std::filesystem::file_type::regular:
      return tar_file(name, path);
    case std::filesystem::file_type::symlink:
      return tar_header(name, 0, "2", std::filesystem::read_symlink(path).string());
    case std::filesystem::file_type::directory:
      return tar_header(name + '/', 0, "5");
    default:
      return tar_header(name, 0, "6");
  }
}

// Where the image's only file lies: where it is said to be, or where the image starts it.
std::string binary_path() {
  std::string told = variable("FAKE_DOCKER_BINARY_PATH");
  if (!told.empty()) return told;
  std::string program = "/app/hello";
  for (const auto& words :
       {variable("FAKE_DOCKER_CMD", "null"), variable("FAKE_DOCKER_ENTRYPOINT", R"(["/app/hello"])")}) {
    const boost::json::value value = boost::json::parse(words);
    if (value.is_array() && !value.get_array().empty()) program = value.get_array().front().get_string();
  }
  if (program.front() == '/') return program;
  return (program.find('/') == std::string::npos ? "/usr/bin/" : "/app/") + program;
}

int export_container(const Words& /*words*/) {
  take_time("export");
  if (std::ifstream stage(kept_stage(), std::ios::binary); stage) {
    std::cout << stage.rdbuf();
    return 0;
  }
  const std::filesystem::path root = variable("FAKE_DOCKER_ROOT");
  const std::string binary = variable("FAKE_DOCKER_BINARY");
  std::string archive;
  if (!root.empty()) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root))
      archive += tar_entry(entry.path().lexically_relative(root).string(), entry.path());
  } else if (std::filesystem::exists(binary)) {
    archive = tar_file(binary_path().substr(1), binary);
  }
  return print_archive(std::move(archive));
}

int create(const Words& words) {
  if (is_set("FAKE_DOCKER_NO_PULL_FLAG") && has(words, "--pull")) {
    std::cerr << "unknown flag: --pull\n";
    return 125;
  }
  take_time("create");
  std::cout << std::string(64, 'c') << '\n';
  return 0;
}

int list_containers(const Words& /*words*/) {
  std::istringstream lines(variable("FAKE_DOCKER_CONTAINERS"));
  for (std::string line; std::getline(lines, line);) std::cout << std::string(64, 'c') << '\n';
  return 0;
}

int inspect_containers(const Words& words) {
  if (!is_set("FAKE_DOCKER_CONTAINERS")) return inspect_container(words);
  std::cout << variable("FAKE_DOCKER_CONTAINERS") << '\n';
  return 0;
}

int prune(const Words& /*words*/) {
  std::cout << "Total:\t12.3MB\n";
  return 0;
}

int what_is_left(const Words& /*words*/) {
  if (is_set("FAKE_DOCKER_LEFT")) std::cout << "Type:\t\tsource.local\n";
  return 0;
}

// Whether the configuration that --config names holds any docker context.
int inspect_context(const Words& words) {
  std::error_code error;
  const std::filesystem::path contexts = option(words, "--config") + "/contexts/meta";
  return std::filesystem::is_empty(contexts, error) || error ? 1 : 0;
}

int say_version(const Words& /*words*/) {
  std::cout << (is_set("FAKE_DOCKER_PODMAN") ? "Client:       Podman Engine\nVersion:      5.4.2\n"
                                             : "20.10.24\n");
  return 0;
}

int plugin_metadata() {
  const std::string version = variable("FAKE_DOCKER_BUILDX", "v0.13.1");
  if (version == "broken") return 1;
  std::cout << R"({"SchemaVersion":"0.1.0","Vendor":"Docker Inc.","Version":)" << json_string(version)
            << "}\n";
  return 0;
}

int run_image(const Words& /*words*/) {
  take_time("run");
  std::cout << variable("FAKE_DOCKER_STDOUT");
  std::cerr << variable("FAKE_DOCKER_STDERR");
  return 0;
}

int other(const Words& /*words*/) {
  std::cout << variable("FAKE_DOCKER_STDOUT");
  std::cerr << variable("FAKE_DOCKER_STDERR");
  return 0;
}

int remove_image(const Words& words) {
  std::error_code error;
  std::filesystem::remove(kept_stage(), error);
  return other(words);
}

struct CommandEntry {
  std::function<int(const Words&)> run;
  bool needs_engine = false;
};

// By the command's words: one or two.
const std::map<std::string, CommandEntry> k_commands{
    {"build", {build}},
    {"image build", {build}},
    {"builder build", {build}},
    {"buildx build", {build}},
    {"image inspect", {inspect_image, true}},
    {"image rm", {remove_image}},
    {"ps", {list_containers, true}},
    {"container inspect", {inspect_containers, true}},
    {"create", {create, true}},
    {"cp", {copy, true}},
    {"export", {export_container, true}},
    {"rm", {other, true}},
    {"run", {run_image, true}},
    {"version", {say_version, true}},
    {"context inspect", {inspect_context}},
    {"builder prune", {prune, true}},
    {"buildx prune", {prune, true}},
    {"buildx du", {what_is_left, true}},
    {"system df", {what_is_left, true}},
};

// The words from the command on.
Words without_globals(const Words& words) {
  static const Words k_with_value{"--config",
                                  "-l",
                                  "--log-level",
                                  "--tlscacert",
                                  "--tlscert",
                                  "--tlskey",
                                  "-H",
                                  "--host",
                                  "-c",
                                  "--context"};
  std::size_t at = 0;
  while (at < words.size() && !words[at].empty() && words[at].front() == '-') {
    at += has(k_with_value, words[at]) ? std::size_t{2} : std::size_t{1};
  }
  return {words.begin() + static_cast<std::ptrdiff_t>(std::min(at, words.size())), words.end()};
}

int answer(const Words& all) {
  const Words words = without_globals(all);
  if (words.empty()) return 0;
  const std::string two = words.size() > 1 ? words[0] + ' ' + words[1] : words[0];
  const auto by_two = k_commands.find(two);
  const auto found = by_two == k_commands.end() ? k_commands.find(words[0]) : by_two;
  const std::string name = found == k_commands.end() ? words[0] : found->first;
  if (found != k_commands.end() && found->second.needs_engine && is_set("FAKE_DOCKER_DOWN")) {
    std::cerr << "Cannot connect to the Docker daemon. Is the docker daemon running?\n";
    return 1;
  }
  if (name.find("build") == std::string::npos) run_hook(name);
  if (name != "build") leave_as_told(name);
  return found == k_commands.end() ? other(words)
                                   : found->second.run(name == "context inspect" ? all : words);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string program = std::filesystem::path(argv[0]).filename().string();
  const Words words(argv + 1, argv + argc);
  record_start(program, words);
  const sigset_t held = watched_signals();
  sigprocmask(SIG_BLOCK, &held, nullptr);
  if (program == "docker-buildx" && has(words, "docker-cli-plugin-metadata")) end(plugin_metadata());
  if (!words.empty() && words[0] == "--version") {
    const std::string podman = variable("FAKE_DOCKER_PODMAN");
    std::cout << (podman.empty() ? variable("FAKE_DOCKER_VERSION", "Docker version 20.10.24, build 297e128")
                                 : podman + " version 5.4.2")
              << '\n';
    end(0);
  }
  end(answer(words));
}
