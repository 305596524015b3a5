// SPDX-License-Identifier: Apache-2.0
#include "inputs/crate_literals.hpp"

#include "inputs/format_pieces.hpp"
#include "inputs/path_name.hpp"
#include "inputs/token_tree.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace cb21 {
namespace {

constexpr std::size_t k_shortest = 6;
constexpr std::size_t k_longest = 256;
// Modules of one crate that are looked into.
constexpr std::size_t k_most_files = 512;

// What these macros are given is no text of the program, or not of a release build.
bool is_unseen_macro(std::string_view name) {
  return name.starts_with("debug_assert") || is_one_of(name,
                                                       {"cfg",
                                                        "compile_error",
                                                        "dbg",
                                                        "debug",
                                                        "env",
                                                        "include",
                                                        "include_bytes",
                                                        "include_str",
                                                        "option_env",
                                                        "stringify",
                                                        "trace"});
}

bool is_message_macro(std::string_view name) {
  return is_one_of(name,
                   {"assert",
                    "bail",
                    "ensure",
                    "eprint",
                    "eprintln",
                    "format",
                    "panic",
                    "print",
                    "println",
                    "todo",
                    "unimplemented",
                    "unreachable",
                    "write",
                    "writeln"});
}

// Words that an item may begin with: no comma ends it.
bool begins_item(std::string_view word) {
  return is_one_of(word,
                   {"async",
                    "const",
                    "enum",
                    "extern",
                    "fn",
                    "impl",
                    "mod",
                    "pub",
                    "static",
                    "struct",
                    "trait",
                    "type",
                    "union",
                    "unsafe",
                    "use"});
}

struct SourceTexts {
  std::vector<CrateLiteral> literals;
  std::vector<std::string> modules;  // of `mod name;`
};

// Goes through the tokens of one source.
class Reader {
 public:
  explicit Reader(std::string_view source) : tree_(lex_rust(source)) {}

  SourceTexts read() {
    for (std::size_t at = 0; at < tree_.size();) at = step(at);
    return std::move(found_);
  }

 private:
  std::size_t step(std::size_t at) {
    if (tree_.is(at, '#')) return pass_attribute(at);
    if (tree_.is_name(at, "macro_rules")) return tree_.after(at + 3);
    if (tree_.is(at + 1, '!') && tree_.opens(at + 2)) return enter_macro(at);
    if (tree_.is_name(at, "expect") && tree_.is(at + 1, '(')) message_end_ = tree_.after(at + 1);
    if (tree_.is_name(at, "extern")) return at + 2;  // "C" or a crate's name
    if (tree_.is_name(at, "mod") && tree_.is(at + 2, ';')) found_.modules.push_back(tree_[at + 1].text);
    add(at);
    return at + 1;
  }

  std::size_t enter_macro(std::size_t at) {
    const std::string_view name = tree_[at].text;
    if (is_unseen_macro(name)) return tree_.after(at + 2);
    if (is_message_macro(name)) message_end_ = tree_.after(at + 2);
    return at + 3;
  }

  // Past the attribute, and past what it governs if that is compiled on a condition only.
  std::size_t pass_attribute(std::size_t at) {
    const std::size_t group = at + (tree_.is(at + 1, '!') ? 2 : 1);
    if (!tree_.is(group, '[')) return at + 1;
    const std::size_t next = tree_.after(group);
    const std::string_view name = name_at(group + 1);
    const bool inner = group != at + 1;
    if (inner) return name == "cfg" ? tree_.size() : next;
    const bool test = name != "cfg_attr" && tree_.mentions(tree_.inside(group), "test");
    return test || is_one_of(name, {"cfg", "bench"}) ? pass_item(next) : next;
  }

  // An item, a statement or a field ends with its braces, a semicolon or a comma.
  std::size_t pass_item(std::size_t at) const {
    while (tree_.is(at, '#')) at = tree_.after(at + 1);
    const bool item = begins_item(name_at(at));
    while (at < tree_.size()) {
      if (tree_.is(at, ';') || (tree_.is(at, ',') && !item)) return at + 1;
      if (tree_.is(at, '}')) return at;
      const bool body = tree_.is(at, '{');
      at = tree_.after(at);
      if (body) return at;
    }
    return at;
  }

  std::string_view name_at(std::size_t at) const {
    return tree_.is(at, RustToken::Kind::identifier) ? std::string_view(tree_[at].text) : std::string_view();
  }

  void add(std::size_t at) {
    using Kind = RustToken::Kind;
    if (!tree_.is(at, Kind::string) && !tree_.is(at, Kind::byte_string)) return;
    FormatPieces pieces;
    pieces.feed(tree_[at].text);
    std::string text = pieces.longest(k_longest);
    // A doubled brace is one only in a format string.
    if (text.size() < k_shortest || text.find_first_of("{}") != std::string::npos) return;
    found_.literals.push_back({std::move(text), at < message_end_});
  }

  TokenTree tree_;
  SourceTexts found_;
  std::size_t message_end_ = 0;
};

bool is_compiled_in(std::string_view path) {
  if (base_name(path) == "build.rs") return false;
  const std::string whole = "/" + std::string(path);
  return whole.find("/tests/") == std::string::npos && whole.find("/benches/") == std::string::npos &&
         whole.find("/examples/") == std::string::npos;
}

// The nearest of the packages' directories above the file; nothing where there is none.
const std::string* package_of(const std::set<std::string>& packages, std::string_view path) {
  while (!path.empty()) {
    path = parent_path(path);
    const auto found = packages.find(std::string(path));
    if (found != packages.end()) return &*found;
  }
  return nullptr;
}

// Each text once; a message if it is one anywhere.
void drop_repeated(std::vector<CrateLiteral>& literals) {
  std::sort(literals.begin(), literals.end(), [](const CrateLiteral& a, const CrateLiteral& b) {
    return a.text != b.text ? a.text < b.text : a.message > b.message;
  });
  const auto same = [](const CrateLiteral& a, const CrateLiteral& b) { return a.text == b.text; };
  literals.erase(std::unique(literals.begin(), literals.end(), same), literals.end());
}

enum class First { longest, messages };

std::vector<CrateLiteral> choose(std::vector<CrateLiteral> literals, First first) {
  drop_repeated(literals);
  std::stable_sort(literals.begin(), literals.end(), [&](const CrateLiteral& a, const CrateLiteral& b) {
    if (first == First::messages && a.message != b.message) return a.message;
    return a.text.size() > b.text.size();
  });
  if (literals.size() > k_most_literals) literals.resize(k_most_literals);
  return literals;
}

// Where the modules that a file declares lie: beside main.rs, lib.rs and mod.rs, else in a folder of its
// name.
std::string module_directory(const std::string& file, bool root) {
  const std::string_view name = base_name(file);
  if (root || name == "mod.rs") return std::string(parent_path(file));
  return file.substr(0, file.size() - 3);
}

// Where `mod name;` may be found; which of the two is there is not known yet.
std::vector<std::string> module_files(const std::string& directory, const std::vector<std::string>& modules) {
  std::vector<std::string> files;
  files.reserve(2 * modules.size());
  for (const std::string& module : modules) {
    files.push_back(join_path(directory, module + ".rs"));
    files.push_back(join_path(directory, module + "/mod.rs"));
  }
  return files;
}

}  // namespace

std::vector<CrateLiteral> literals_of(std::string_view source) { return Reader(source).read().literals; }

std::vector<CrateLiterals> literals_by_package(const std::vector<std::string>& paths,
                                               const SourceReader& read) {
  std::set<std::string> packages;
  for (const std::string& path : paths) {
    if (base_name(path) == "Cargo.toml") packages.emplace(parent_path(path));
  }
  std::map<std::string, std::vector<CrateLiteral>> found;
  for (const std::string& path : paths) {
    const std::string* package = package_of(packages, path);
    if (package == nullptr || !path.ends_with(".rs")) continue;
    if (!is_compiled_in(package->empty() ? path : path.substr(package->size() + 1))) continue;
    std::vector<CrateLiteral> literals = literals_of(read(path));
    std::move(literals.begin(), literals.end(), std::back_inserter(found[*package]));
  }
  std::vector<CrateLiterals> result;
  for (auto& [directory, literals] : found) {
    if (!literals.empty()) result.push_back({directory, choose(std::move(literals), First::longest)});
  }
  return result;
}

std::vector<CrateLiteral> literals_of_crate(const std::string& root, const SourceReader& read) {
  std::vector<CrateLiteral> found;
  std::vector<std::string> files{root};
  std::set<std::string> seen{root};
  for (std::size_t next = 0; next < files.size() && next < k_most_files; ++next) {
    SourceTexts texts = Reader(read(files[next])).read();
    std::move(texts.literals.begin(), texts.literals.end(), std::back_inserter(found));
    for (std::string& path : module_files(module_directory(files[next], next == 0), texts.modules)) {
      if (seen.insert(path).second) files.push_back(std::move(path));
    }
  }
  return choose(std::move(found), First::messages);
}

}  // namespace cb21
