// SPDX-License-Identifier: Apache-2.0
// A result of the probe's script as lines of sections (probe_script.hpp says which). What it says is not put
// together here. Lines that are not of their section's form are left out.
#pragma once

#include "evidence/evidence.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cb21 {

// By path, as printed. The views are into the text that was read.
using PrintedFiles = std::map<std::string_view, StageFile>;

// A line of a file of cargo's configuration.
struct PrintedSetting {
  std::string_view path;
  std::string_view text;
};

struct ProbeLines {
  bool recognised = false;  // the first line has the nonce
  bool whole = false;       // the last line is there, and no bound was met
  bool fractions = false;   // a time is no whole second
  std::vector<std::string> missing;
  PrintedFiles units;
  PrintedFiles named;
  PrintedFiles placed;
  PrintedFiles artifacts;
  std::map<std::string_view, std::string_view> texts;  // the first line of a file, by path
  std::vector<PrintedSetting> settings;
  std::vector<std::string_view> libraries;             // paths of dynamic libraries in deps
  std::map<std::string_view, std::string_view> heads;  // hexadecimal digits with blanks, by path
};

ProbeLines read_probe_lines(std::string_view text, std::string_view nonce);

// "2026-11-29 09:04:56.125946958 +0000", the fraction and the zone left out or not; nanoseconds since the
// epoch.
std::optional<std::int64_t> read_stage_time(std::string_view text);

}  // namespace cb21
