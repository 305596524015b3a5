// SPDX-License-Identifier: Apache-2.0
// What the user was told of a project at earlier builds, so that what holds for each of them is said once.
#pragma once

#include "state/store.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

class ToldBefore {
 public:
  // Nothing was told where the store does not know the project or cannot be read.
  ToldBefore(const Store& store, const ProjectIdentity& identity);

  // Those of `sentences` that were not among the last ones of that kind (a word), in their order. From now on
  // these are the last ones.
  std::vector<std::string> news(std::string_view kind, const std::vector<std::string>& sentences);

  // For the next build. Never throws: what is not kept is told once more.
  void keep(Store& store, const ProjectIdentity& identity);

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> told_;  // kind -> digests, in hexadecimal
  bool changed_ = false;
};

}  // namespace cb21
