// SPDX-License-Identifier: Apache-2.0
#include "commands/built_image.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>

namespace cb21 {
namespace {

// `type=local,dest=x`, a bare folder, or `-` for a tar on standard output.
bool writes_files(const std::string& output) {
  const std::size_t type = output.find("type=");
  if (type == std::string::npos) return true;
  const std::string kind = output.substr(type + 5, output.find(',', type) - type - 5);
  return kind != "docker" && kind != "image" && kind != "registry";
}

BuiltImage not_loaded(const BuildRequest& request) {
  if (request.push)
    return {
        .id = "",
        .why_none = "the image was pushed, not loaded into the local store; add --load to have it verified"};
  return {
      .id = "",
      .why_none =
          "image-not-loaded: the builder kept the result to itself, so a tag of this name is still the old "
          "image; add --load",
      .kept_by_builder = true};
}

}  // namespace

// An id is data from docker's hand, yet a file: what does not look like an id is none.
// Nothing is read from a pipe or terminal (`--iidfile /dev/stdout`), which is another's to read.
std::optional<std::string> read_image_id(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path);
  std::string id;
  if (!(file >> id)) return std::nullopt;
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ':'; };
  if (id.size() > 200 || !std::all_of(id.begin(), id.end(), plain)) return std::nullopt;
  return id;
}

bool makes_an_image(const BuildRequest& request) {
  return std::none_of(request.outputs.begin(), request.outputs.end(), writes_files);
}

BuiltImage find_built_image(const BuildRequest& request, const std::string& iidfile) {
  if (!makes_an_image(request)) return {.id = "", .why_none = "the build wrote files, not an image"};
  std::error_code error;
  if (iidfile.empty() || std::filesystem::is_other(iidfile, error)) {
    return {.id = "",
            .why_none =
                "the image's id is not known: docker and cb21 share no file to tell it in (--iidfile, or "
                "set TMPDIR to a folder with room that docker sees)"};
  }
  const auto id = read_image_id(iidfile);
  return id ? BuiltImage{.id = *id, .why_none = ""} : not_loaded(request);
}

}  // namespace cb21
