// SPDX-License-Identifier: Apache-2.0
// Texts with named gaps.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace cb21 {

using TemplateValues = std::map<std::string, std::string, std::less<>>;

// `text` with each @name@ (lower case and '_') replaced by its value, which is not looked at again. A gap
// that is all of its line takes any number of lines, each indented as the gap was; with an empty value the
// line goes. Throws std::logic_error for a name without a value, and for a value of several lines in the
// middle of one.
std::string fill_template(std::string_view text, const TemplateValues& values);

}  // namespace cb21
