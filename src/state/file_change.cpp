// SPDX-License-Identifier: Apache-2.0
#include "state/file_change.hpp"

namespace cb21 {

std::string_view change_name(FileChange::Kind kind) {
  switch (kind) {
    case FileChange::Kind::changed:
      return "changed";
    case FileChange::Kind::added:
      return "added";
    case FileChange::Kind::removed:
      return "removed";
    case FileChange::Kind::touched:
      break;
  }
  return "touched";
}

}  // namespace cb21
