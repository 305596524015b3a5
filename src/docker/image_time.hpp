// SPDX-License-Identifier: Apache-2.0
// The times that docker tells of images.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cb21 {

// Nanoseconds since the epoch, of RFC 3339 ("2026-01-02T03:04:05.6Z"; the engine writes its last tag times in
// its own zone, "2026-01-02T05:04:05.6+02:00": moby image/store.go SetLastUpdated). Nothing for what is none,
// and for times before 1990: docker's zero, and what reproducible builds put in place of a time.
std::optional<std::int64_t> image_time(std::string_view text);

// "2026-01-02 03:04:05 UTC".
std::string time_text(std::int64_t nanoseconds);

}  // namespace cb21
