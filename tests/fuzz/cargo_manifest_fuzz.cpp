// SPDX-License-Identifier: Apache-2.0
// Bytes as a Cargo.toml: nothing crashes, dependency tables never count, every other setting does.
#include "inputs/cargo_manifest.hpp"
#include "inputs/cargo_package.hpp"
#include "inputs/toml_document.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_added(const std::string& manifest, std::string_view addition, bool counts) {
  const std::string added = manifest + '\n' + std::string(addition);
  if (!cb21::parse_toml(added)) return;
  require((cb21::compile_settings_digest(manifest) != cb21::compile_settings_digest(added)) == counts);
}

void check_digest(const std::string& manifest) {
  require(cb21::compile_settings_digest(manifest) == cb21::compile_settings_digest(manifest));
  const auto document = cb21::parse_toml(manifest);
  if (!document) {
    require(cb21::compile_settings_digest(manifest) != cb21::compile_settings_digest(manifest + ' '));
    return;
  }
  check_added(manifest, "# comment\n", false);
  check_added(manifest, "[dependencies]\nfuzzed = '1'\n", false);
  check_added(manifest, "[dev-dependencies.fuzzed]\nversion = '1'\n", false);
  check_added(manifest, "[patch.fuzzed]\nfuzzed = { path = 'fuzzed' }\n", false);
  check_added(manifest, "[fuzzed-setting]\n", true);
  const toml::table* target = cb21::table_at(*document, "target");
  if (target == nullptr || !target->contains("fuzzed")) {
    check_added(manifest, "[target.fuzzed.dependencies]\nfuzzed = '1'\n", false);
  }
}

void check_package(const std::string& manifest) {
  const cb21::PackageFiles files = {.exists = [](std::string_view path) { return path.size() % 2 == 1; },
                                    .list_directory =
                                        [](std::string_view) {
                                          return std::vector<std::string>{"a.rs", ".b.rs", "c", "dd", ".rs"};
                                        }};
  const auto package = cb21::read_cargo_package(manifest, files);
  if (!package) return;
  require(cb21::parse_toml(manifest).has_value());
  for (const cb21::CargoBinary& binary : package->binaries) require(binary.name != ".b");
}

// What a level leaves out, it leaves out of the lower ones too.
void check_levels(const std::string& manifest) {
  const auto out = [&](std::string_view macro) { return cb21::may_compile_out(manifest, macro); };
  require(!out("println") && !out("writeln"));
  require((!out("error") || out("warn")) && (!out("warn") || out("info")) && (!out("info") || out("debug")));
  require(out("event") == out("trace"));
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string manifest(data, data + size);
  check_digest(manifest);
  check_package(manifest);
  check_levels(manifest);
  return 0;
}
