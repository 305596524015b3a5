// SPDX-License-Identifier: Apache-2.0
#include "inputs/main_function.hpp"

namespace cb21 {
namespace {

class MainFinder {
 public:
  explicit MainFinder(const TokenTree& tree) : tree_(tree) {}

  std::optional<MainFunction> run() {
    std::size_t at = 0;
    while (at < tree_.size() && !hopeless_) at = step(at);
    return hopeless_ ? std::nullopt : main_;
  }

 private:
  std::size_t step(std::size_t at);
  std::size_t attribute(std::size_t at);
  std::size_t main_function(std::size_t at);

  const TokenTree& tree_;
  std::optional<MainFunction> main_;
  bool conditional_ = false;  // the item at hand has #[cfg]
  bool hopeless_ = false;
};

// Returns where the next one begins.
std::size_t MainFinder::step(std::size_t at) {
  if (tree_.is(at, '#')) return attribute(at);
  if (tree_.is_name(at, "fn") && tree_.is_name(at + 1, "main")) return main_function(at + 2);
  if (tree_.is(at, ';') || tree_.is(at, '{')) conditional_ = false;
  return tree_.after(at);
}

std::size_t MainFinder::attribute(std::size_t at) {
  const bool inner = tree_.is(at + 1, '!');
  const std::size_t group = at + (inner ? 2 : 1);
  if (!tree_.is(group, '[')) return at + 1;
  const bool configured = tree_.is_name(group + 1, "cfg");
  const TokenRange inside = tree_.inside(group);
  hopeless_ = inner && (configured || tree_.mentions(inside, "no_main") || tree_.mentions(inside, "no_std"));
  conditional_ = conditional_ || (configured && !inner);
  return tree_.after(group);
}

std::size_t MainFinder::main_function(std::size_t at) {
  const std::size_t line = tree_[at - 1].line;
  while (at < tree_.size() && !tree_.is(at, '{') && !tree_.is(at, ';')) at = tree_.after(at);
  hopeless_ = conditional_ || main_.has_value();
  if (tree_.is(at, '{')) main_ = MainFunction{tree_.inside(at), line};
  conditional_ = false;
  return tree_.after(at);
}

}  // namespace

std::optional<MainFunction> find_main_function(const TokenTree& tree) { return MainFinder(tree).run(); }

}  // namespace cb21
