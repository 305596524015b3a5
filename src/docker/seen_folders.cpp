// SPDX-License-Identifier: Apache-2.0
// Whether docker finds in a folder what this process puts there. Docker itself is asked, without an engine: a
// docker context that lies in the folder can be inspected where docker sees it (docker/cli
// cli/context/store: contexts/meta/SHA256-OF-NAME/meta.json below --config).
#include "docker/client.hpp"
#include "sha256.hpp"

#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace cb21 {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view k_context_name = "cb21-probe";
constexpr int k_question_timeout_ms = 20'000;

// A docker configuration of its own with that one context; removed with its owner.
class ProbeFolder {
 public:
  explicit ProbeFolder(const std::string& parent) {
    std::string pattern = parent + "/cb21-probe-XXXXXX";
    if (mkdtemp(pattern.data()) == nullptr) return;
    path_ = pattern;
    const fs::path meta = fs::path(path_) / "contexts" / "meta" / to_hex(sha256_of(k_context_name));
    std::error_code error;
    fs::create_directories(meta, error);
    std::ofstream file(meta / "meta.json");
    file << R"({"Name":")" << k_context_name
         << R"(","Metadata":{},"Endpoints":{"docker":{"Host":"unix:///nowhere","SkipTLSVerify":false}}})";
    file.close();
    whole_ = !error && bool(file);
  }

  ~ProbeFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }

  ProbeFolder(const ProbeFolder&) = delete;
  ProbeFolder& operator=(const ProbeFolder&) = delete;

  bool whole() const { return whole_; }

  const std::string& path() const { return path_; }

 private:
  std::string path_;
  bool whole_ = false;
};

bool is_script(const std::string& program) {
  std::array<char, 2> start{};
  std::ifstream(program, std::ios::binary).read(start.data(), start.size());
  return std::string_view(start.data(), start.size()) == "#!";
}

// A snap's programs are links to /usr/bin/snap; what a script does before it starts docker nobody knows.
bool may_be_confined(const std::string& program) {
  std::error_code error;
  const fs::path real = fs::canonical(program, error);
  if (error) return true;
  return real.filename() == "snap" || real.string().starts_with("/snap/") || is_script(real.string());
}

}  // namespace

bool DockerClient::sees(const std::string& folder) const {
  const auto known = seen_.find(folder);
  if (known != seen_.end()) return known->second;
  bool seen = true;
  if (may_be_confined(program_)) {
    const ProbeFolder probe(folder);
    Command question = command({});
    question.arguments = {"--config", probe.path(), "context", "inspect", std::string(k_context_name)};
    question.environment.emplace_back("DOCKER_CONTEXT", "");
    CaptureOptions options;
    options.timeout_ms = k_question_timeout_ms;
    seen = probe.whole() && run_captured(question, options).status.success();
  }
  seen_[folder] = seen;
  return seen;
}

}  // namespace cb21
