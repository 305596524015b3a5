// SPDX-License-Identifier: Apache-2.0
#include "commands/built_image.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>

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

constexpr std::size_t k_longest_id = 200;

bool is_id(std::string_view text) {
  return text.size() <= k_longest_id && std::ranges::all_of(text, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ':';
         });
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
  return is_id(id) ? std::optional(id) : std::nullopt;
}

std::optional<std::string> read_image_digest(const std::string& path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  const boost::json::value value = boost::json::parse(text, error);
  const boost::json::object* const object = error ? nullptr : value.if_object();
  const boost::json::value* const digest =
      object == nullptr ? nullptr : object->if_contains("containerimage.digest");
  if (digest == nullptr || !digest->is_string()) return std::nullopt;
  std::string id(digest->get_string());
  return is_id(id) ? std::optional(std::move(id)) : std::nullopt;
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
