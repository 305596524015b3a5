// SPDX-License-Identifier: Apache-2.0
#include "check/makefile.hpp"

#include "check/image_build.hpp"
#include "inputs/path_name.hpp"
#include "word_list.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <sstream>
#include <utility>

namespace cb21 {
namespace {

struct MakeRule {
  std::string targets;
  std::vector<std::string> needs;
  std::vector<AutomationStep> recipe;
  bool for_production = false;
};

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(std::move(word));
  return words;
}

// Without make's own signs.
AutomationStep recipe_step(std::string_view script, std::size_t line) {
  AutomationStep step;
  step.script = script.substr(std::min(script.find_first_not_of("@-+ \t"), script.size()));
  step.line = line;
  return step;
}

// "targets: needs ; recipe"; nothing for an assignment and for anything else.
std::optional<MakeRule> read_head(std::string_view line, std::size_t number) {
  if (line.empty() || is_one_of(line.substr(0, 1), {"#", " ", "\t"})) return std::nullopt;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || line.find('=') < colon) return std::nullopt;
  const std::string_view rest = line.substr(std::min(line.find_first_not_of(':', colon), line.size()));
  if (rest.starts_with('=')) return std::nullopt;
  MakeRule rule;
  rule.targets = line.substr(0, colon);
  const std::size_t end = std::min(rest.find_first_of(";#"), rest.size());
  const std::string_view needs = rest.substr(0, end);
  rule.needs = words_of(needs);
  // The value of a target's own variable may hold a ';'.
  const bool has_recipe = end < rest.size() && rest[end] == ';' && needs.find('=') == std::string_view::npos;
  if (has_recipe) rule.recipe.push_back(recipe_step(rest.substr(end + 1), number));
  return rule;
}

class MakefileReader {
 public:
  explicit MakefileReader(std::string_view text) : rest_(text) {}

  std::vector<MakeRule> read() {
    while (!rest_.empty()) {
      const std::string_view line = next_line();
      const std::size_t number = number_;
      if (in_rule_ && line.starts_with('\t')) {
        rules_.back().recipe.push_back(recipe_step(joined(line.substr(1), "\\\n"), number));
      } else {
        read_other(joined(line, " "), number);
      }
    }
    return std::move(rules_);
  }

 private:
  std::string_view next_line() {
    ++number_;
    const std::size_t length = std::min(rest_.find('\n'), rest_.size());
    const std::string_view line = rest_.substr(0, length);
    rest_.remove_prefix(std::min(length + 1, rest_.size()));
    return line;
  }

  // The line with those that a backslash adds to it, `seam` in the place of the backslash.
  std::string joined(std::string_view line, std::string_view seam) {
    std::string all(line);
    while (all.ends_with('\\') && !rest_.empty()) {
      std::string_view more = next_line();
      if (more.starts_with('\t')) more.remove_prefix(1);
      all.pop_back();
      all += seam;
      all += more;
    }
    return all;
  }

  void read_other(std::string_view line, std::size_t number) {
    if (auto head = read_head(line, number)) {
      rules_.push_back(std::move(*head));
      in_rule_ = true;
    } else if (line.starts_with("define")) {
      in_rule_ = false;
    }
  }

  std::string_view rest_;
  std::size_t number_ = 0;
  std::vector<MakeRule> rules_;
  bool in_rule_ = false;
};

// Rules by target: one may have several, only one of them with a recipe.
using RulesByTarget = std::multimap<std::string, MakeRule*>;

// Marks the rules of a target, takes them out, and gives those that were not marked before.
std::vector<MakeRule*> mark(RulesByTarget& by_target, const std::string& target) {
  std::vector<MakeRule*> marked;
  const auto [first, last] = by_target.equal_range(target);
  for (auto at = first; at != last; ++at) {
    if (!std::exchange(at->second->for_production, true)) marked.push_back(at->second);
  }
  by_target.erase(first, last);
  return marked;
}

// What is made for a production target is for production, and in a file for production everything is.
void hand_down(std::vector<MakeRule>& rules, bool all) {
  RulesByTarget by_target;
  std::vector<MakeRule*> open;
  for (MakeRule& rule : rules) {
    for (std::string& target : words_of(rule.targets)) by_target.emplace(std::move(target), &rule);
    rule.for_production = all || speaks_of_production(rule.targets);
    if (rule.for_production) open.push_back(&rule);
  }
  while (!open.empty()) {
    const MakeRule* const dependent = open.back();
    open.pop_back();
    for (const std::string& name : dependent->needs) {
      for (MakeRule* needed : mark(by_target, name)) open.push_back(needed);
    }
  }
}

// Whether a recipe has one shell for all its lines, which any place of the file may ask for.
bool has_one_shell(const std::vector<MakeRule>& rules) {
  return std::any_of(
      rules.begin(), rules.end(), [](const MakeRule& rule) { return rule.targets.starts_with(".ONESHELL"); });
}

}  // namespace

std::vector<AutomationJob> read_makefile(std::string_view text, std::string_view path) {
  std::vector<MakeRule> rules = MakefileReader(text).read();
  hand_down(rules, speaks_of_production(path));
  const bool one_shell = has_one_shell(rules);
  std::vector<AutomationJob> jobs;
  for (MakeRule& rule : rules) {
    if (rule.recipe.empty() || jobs.size() >= k_most_jobs) continue;
    for (std::size_t i = 0; i < rule.recipe.size(); ++i) {
      rule.recipe[i].folder = parent_path(path);
      rule.recipe[i].same_shell = one_shell && i != 0;
    }
    jobs.push_back(
        {.name = rule.targets, .for_production = rule.for_production, .steps = std::move(rule.recipe)});
  }
  return jobs;
}

}  // namespace cb21
