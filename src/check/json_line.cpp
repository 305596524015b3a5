// SPDX-License-Identifier: Apache-2.0
#include "check/json_line.hpp"

#include "check/control_character.hpp"

#include <boost/json/serialize.hpp>
#include <fmt/format.h>

namespace cb21 {

std::string json_line(const boost::json::object& object) {
  const std::string serialized = boost::json::serialize(object);
  std::string line;
  for (std::string_view rest = serialized; !rest.empty();) {
    const std::optional<ControlCharacter> control = leading_control(rest);
    if (control) {
      line += fmt::format("\\u{:04x}", static_cast<unsigned>(control->value));
    } else {
      line += rest.front();
    }
    rest.remove_prefix(control ? control->length : 1);
  }
  return line + '\n';
}

}  // namespace cb21
