// SPDX-License-Identifier: Apache-2.0
#include "check/makefile.hpp"

#include "check/image_build.hpp"

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
  std::string recipe;
  std::size_t line = 0;  // of the recipe's first line
  bool for_production = false;
};

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(std::move(word));
  return words;
}

// "targets: needs"; nothing for an assignment and for anything else.
std::optional<MakeRule> rule_head(std::string_view line) {
  if (line.empty() || line.front() == '#' || line.front() == ' ' || line.front() == '.') return std::nullopt;
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || line.find('=') < colon) return std::nullopt;
  const std::string_view rest = line.substr(line.find_first_not_of(':', colon) == std::string_view::npos
                                                ? line.size()
                                                : line.find_first_not_of(':', colon));
  if (rest.starts_with('=')) return std::nullopt;
  MakeRule rule;
  rule.targets = line.substr(0, colon);
  rule.needs = words_of(rest.substr(0, std::min(rest.find_first_of(";#"), rest.size())));
  return rule;
}

// Without the tab and make's own signs.
std::string_view recipe_line(std::string_view line, bool continued) {
  line.remove_prefix(1);
  if (!continued) line.remove_prefix(std::min(line.find_first_not_of("@-+ \t"), line.size()));
  return line;
}

class MakefileReader {
 public:
  std::vector<MakeRule> read(std::string_view text) {
    for (std::size_t number = 1; !text.empty(); ++number) {
      const std::size_t length = std::min(text.find('\n'), text.size());
      read_line(text.substr(0, length), number);
      text.remove_prefix(std::min(length + 1, text.size()));
    }
    return std::move(rules_);
  }

 private:
  void read_line(std::string_view line, std::size_t number) {
    const bool recipe = !rules_.empty() && in_rule_ && (line.starts_with('\t') || continued_);
    if (recipe) {
      add_recipe(line, number);
    } else if (line.find_first_not_of(" \t\r") == std::string_view::npos) {
      if (in_rule_ && rules_.back().line != 0) rules_.back().recipe += '\n';
    } else if (auto head = rule_head(line)) {
      rules_.push_back(std::move(*head));
      in_rule_ = true;
    } else if (in_rule_ && rules_.back().line != 0) {
      // ifdef and the like within a recipe.
      rules_.back().recipe += '\n';
    }
    continued_ = recipe && line.ends_with('\\');
  }

  void add_recipe(std::string_view line, std::size_t number) {
    MakeRule& rule = rules_.back();
    if (rule.line == 0) rule.line = number;
    if (!line.empty()) rule.recipe += recipe_line(line, continued_);
    rule.recipe += '\n';
  }

  std::vector<MakeRule> rules_;
  bool in_rule_ = false;
  bool continued_ = false;
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

// What is made for a production target is for production.
void hand_down(std::vector<MakeRule>& rules) {
  RulesByTarget by_target;
  std::vector<MakeRule*> open;
  for (MakeRule& rule : rules) {
    for (std::string& target : words_of(rule.targets)) by_target.emplace(std::move(target), &rule);
    rule.for_production = speaks_of_production(rule.targets);
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

}  // namespace

std::vector<AutomationJob> read_makefile(std::string_view text, const std::string& folder) {
  std::vector<MakeRule> rules = MakefileReader().read(text);
  hand_down(rules);
  std::vector<AutomationJob> jobs;
  for (MakeRule& rule : rules) {
    if (rule.line == 0 || jobs.size() >= k_most_jobs) continue;
    AutomationStep step;
    step.script = std::move(rule.recipe);
    step.line = rule.line;
    step.folder = folder;
    jobs.push_back({.name = rule.targets, .for_production = rule.for_production, .steps = {std::move(step)}});
  }
  return jobs;
}

}  // namespace cb21
