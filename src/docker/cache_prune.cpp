// SPDX-License-Identifier: Apache-2.0
#include "docker/cache_prune.hpp"

#include "docker/process.hpp"
#include "escape.hpp"

#include <cstddef>
#include <utility>
#include <vector>

namespace cb21 {
namespace {

// A client without buildx lists the whole cache, at some 300 bytes a record.
constexpr std::size_t k_longest_listing = 64U << 20U;

std::string first_line(const std::string& text) { return escape(text.substr(0, text.find('\n'))); }

// What follows the colon of the last line that begins with "Total": "Total:\t1.2MB" (buildx), "Total
// reclaimed space: 1.2MB" (docker).
std::string reclaimed(const std::string& output) {
  const std::size_t line = output.rfind("Total");
  const std::size_t colon = line == std::string::npos ? line : output.find(':', line);
  if (colon == std::string::npos) return "an unknown amount";
  const std::size_t begin = output.find_first_not_of(" \t", colon + 1);
  return begin == std::string::npos ? "an unknown amount"
                                    : escape(output.substr(begin, output.find('\n', begin) - begin));
}

Command command_to_list_contexts(const DockerClient& client, const BuilderFacts& builder) {
  if (!builder.through_buildx)
    return client.command({"system", "df", "--verbose", "--format", "{{json .BuildCache}}"});
  return client.command(
      {"buildx", "du", "--builder", builder.name, "--verbose", "--filter", "type=source.local"});
}

// Records in use are skipped without a word, so what is left is looked at.
void look_for_contexts(const DockerClient& client, const BuilderFacts& builder, PruneResult& result) {
  CaptureOptions options;
  options.limit = k_longest_listing;
  const CapturedOutput left = run_captured(command_to_list_contexts(client, builder), options);
  if (left.out.size() >= k_longest_listing) {
    result.worked = false;
    result.detail = "what the prune left could not be seen: docker's listing of the cache is too long";
  } else if (!left.status.success()) {
    result.worked = false;
    result.detail = "what the prune left could not be seen: " + first_line(left.err);
    result.status = left.status;
  } else if (left.out.find("source.local") != std::string::npos) {
    result.worked = false;
    result.detail = "another build is using a synced context, which the prune had to leave";
  }
}

}  // namespace

Command prune_command(const DockerClient& client, const BuilderFacts& builder, PruneScope scope) {
  std::vector<std::string> words{builder.through_buildx ? "buildx" : "builder", "prune", "-f"};
  if (builder.through_buildx) words.insert(words.end(), {"--builder", builder.name});
  switch (scope) {
    case PruneScope::everything:
      words.emplace_back("--all");
      break;
    case PruneScope::synced_contexts:
      words.insert(words.end(), {"--filter", "type=source.local"});
      break;
    case PruneScope::cache_mounts:
      words.insert(words.end(), {"--filter", "type=exec.cachemount"});
      break;
  }
  return client.command(std::move(words));
}

PruneResult prune(const DockerClient& client, const BuilderFacts& builder, PruneScope scope) {
  PruneResult result;
  if (builder.kind == BuilderFacts::Kind::classic) {
    result.detail =
        "the classic builder keeps its cache in its images, which no prune of the builder touches";
    return result;
  }
  const CapturedOutput output = run_captured(prune_command(client, builder, scope));
  result.status = output.status;
  if (!output.status.success()) {
    result.detail = "docker could not prune: " + first_line(output.err);
    return result;
  }
  result.worked = true;
  result.reclaimed = reclaimed(output.out);
  result.detail = "reclaimed " + result.reclaimed;
  if (scope == PruneScope::synced_contexts) look_for_contexts(client, builder, result);
  return result;
}

}  // namespace cb21
