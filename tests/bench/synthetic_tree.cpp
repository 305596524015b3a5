// SPDX-License-Identifier: Apache-2.0
#include "bench/synthetic_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string_view>

namespace cb21::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t k_sources_per_crate = 60;
constexpr std::size_t k_sources_per_folder = 12;
constexpr std::size_t k_crates_per_group = 20;

constexpr std::array<std::string_view, 12> k_lines{
    "use crate::engine::{Item, ItemKind, Result};\n",
    "    let value = self.table.get(&key).copied().unwrap_or_default();\n",
    "    println!(\"{name}: {value}\");\n",
    "/// Returns the entry with the given key, if there is one.\n",
    "    if input.is_empty() { return Err(Error::Empty); }\n",
    "}\n",
    "\n",
    "#[derive(Debug, Clone, PartialEq)]\n",
    "pub fn compute(input: &[u8], limit: usize) -> Result<Vec<Item>> {\n",
    "    assert_eq!(left.len(), right.len());\n",
    "        match kind { ItemKind::First(path) => visit(path)?, _ => {} }\n",
    "impl Iterator for Walker { type Item = Entry; }\n",
};

class TreeMaker {
 public:
  explicit TreeMaker(fs::path root) : root_(std::move(root)) {}

  void make(std::size_t files) {
    write(root_ / "Dockerfile", "FROM rust AS build\nCOPY . .\nRUN cargo build --release\n");
    write(root_ / ".dockerignore", "**/target\n.git\n**/node_modules\n*.md\n");
    for (std::size_t made = 0, crate = 0; made < files; made += k_sources_per_crate, ++crate) {
      make_crate(root_ / "crates" / fmt::format("group{}", crate / k_crates_per_group) /
                     fmt::format("crate{}", crate),
                 std::min(k_sources_per_crate, files - made));
    }
    make_ignored(files / 10);
  }

 private:
  void make_crate(const fs::path& crate, std::size_t sources) {
    write(crate / "Cargo.toml",
          fmt::format("[package]\nname = \"{}\"\nversion = \"0.1.0\"\nedition = \"2021\"\n\n[dependencies]\n",
                      crate.filename().string()));
    write(crate / "README.md", "# A crate\n");
    for (std::size_t i = 0; i < sources; ++i) {
      const fs::path folder = crate / "src" / fmt::format("module{}", i / k_sources_per_folder);
      write(folder / fmt::format("part{}.rs", i), source());
    }
  }

  void make_ignored(std::size_t files) {
    for (std::size_t i = 0; i < files; ++i) {
      const std::string folder = fmt::format("{}", i / 50);
      write(root_ / "target" / "debug" / folder / fmt::format("out{}.rs", i), "// made\n");
      write(root_ / ".git" / "objects" / folder / fmt::format("{}", i), "blob");
      write(root_ / "node_modules" / folder / fmt::format("{}.js", i), "x\n");
    }
  }

  std::string source() {
    // Median 4 KB; the mean is the median times exp(sigma² / 2).
    std::lognormal_distribution<double> sizes(std::log(4096.0), std::sqrt(2 * std::log(2.0)));
    const auto size = static_cast<std::size_t>(sizes(random_));
    std::string text;
    while (text.size() < size) text += k_lines.at(random_() % k_lines.size());
    return text;
  }

  static void write(const fs::path& path, std::string_view text) {
    fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
  }

  fs::path root_;
  std::mt19937_64 random_{20261122};  // NOLINT(cert-msc51-cpp,cert-msc32-c): the same tree every time
};

}  // namespace

std::string synthetic_tree(std::size_t files) {
  const char* chosen = std::getenv("CB21_BENCH_DIR");  // NOLINT(concurrency-mt-unsafe): one thread
  const fs::path base = chosen != nullptr ? fs::path(chosen) : fs::temp_directory_path();
  const fs::path root = base / fmt::format("cb21-bench-{}", files);
  const fs::path done = base / fmt::format("cb21-bench-{}.done", files);
  if (!fs::exists(done)) {
    fs::remove_all(root);
    TreeMaker(root).make(files);
    std::ofstream{done};
  }
  return root.string();
}

}  // namespace cb21::bench
