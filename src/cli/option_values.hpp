// SPDX-License-Identifier: Apache-2.0
// What may be said for each of cb21's own options.
#pragma once

#include "cli/own_option_table.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

// The option of that name (without "cb21-"), or none.
const OwnOption* find_own_option(std::string_view name);

// The one way to write a value: an alias by its name, a switch as "true" or "false". Nothing where the value
// is not allowed.
std::optional<std::string> canonical_value(const OwnOption& option, std::string_view text);

// "auto, required or off", to complete "it can be ...".
std::string allowed_values(const OwnOption& option);

// The place of a canonical value among the option's allowed words, in the table's order.
std::size_t choice_index(const OwnOption& option, std::string_view canonical);

// Whether `value` asks for less than `than`, both canonical: less of profile, verify or proof. Other options
// know no more and less.
bool is_weaker(const OwnOption& option, std::string_view value, std::string_view than);
bool has_strength(const OwnOption& option);

// The name of the own option that is nearest to `name`, where one is near enough to be what was meant.
std::optional<std::string> nearest_own_option(std::string_view name);

}  // namespace cb21
