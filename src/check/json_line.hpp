// SPDX-License-Identifier: Apache-2.0
// A report as JSON, fit for a terminal.
#pragma once

#include <boost/json/object.hpp>

#include <string>

namespace cb21 {

// On one line, which it ends. JSON lets DEL and the C1 control characters stand in a text as they are, and a
// terminal obeys them: they become \u007f to \u009f.
std::string json_line(const boost::json::object& object);

}  // namespace cb21
