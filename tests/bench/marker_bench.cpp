// SPDX-License-Identifier: Apache-2.0
// Searching a binary for markers, against only touching its bytes. Goal: one marker at 1 GB/s or more; the
// whole look (hash, marker, signatures) well under what docker cp takes to deliver the bytes.
#include "evidence/text_search.hpp"
#include "proof/marker.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <string>
#include <string_view>

namespace cb21 {
namespace {

constexpr std::size_t k_size = 100U << 20U;
constexpr std::size_t k_chunk = 256U << 10U;

// Looks like a program to a search: much zero, much text, some noise. Seeded, so that runs compare.
const std::string& binary() {
  static const std::string bytes = [] {
    std::mt19937_64 random(21);  // NOLINT(cert-msc51-cpp): the same bytes in every run
    std::string made;
    made.reserve(k_size);
    while (made.size() < k_size) {
      const std::uint64_t word = random();
      if (word % 4 == 0) made.append(8, '\0');
      if (word % 4 == 1) made += "SERVICE v0.1.1 library/core/src/";
      for (unsigned shift = 0; shift < 64; shift += 8) made += static_cast<char>(word >> shift);
    }
    made.resize(k_size);
    return made;
  }();
  return bytes;
}

template <typename Feed>
void run(benchmark::State& state, Feed feed) {
  const std::string_view all = binary();
  for (auto _ : state) {
    for (std::size_t at = 0; at < all.size(); at += k_chunk) feed(all.substr(at, k_chunk));
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(k_size));
}

void touch_only(benchmark::State& state) {
  run(state, [](std::string_view chunk) {
    benchmark::DoNotOptimize(std::accumulate(chunk.begin(), chunk.end(), std::uint64_t{0}));
  });
}

void search(benchmark::State& state, const std::vector<std::string>& markers) {
  TextSearch searched(markers);
  run(state, [&](std::string_view chunk) { searched.feed(chunk); });
}

void search_one(benchmark::State& state) { search(state, {"SERVICE v0.1.0 starting"}); }

void search_short(benchmark::State& state) { search(state, {"v0.1.0"}); }

void search_four(benchmark::State& state) {
  search(state, {"SERVICE v0.1.0 starting", "listening on port", "connected to", "shutting down"});
}

void whole_look(benchmark::State& state) {
  ArtifactReader reader("/app/x", {"SERVICE v0.1.0 starting"});
  run(state, [&](std::string_view chunk) { reader.feed(chunk); });
  benchmark::DoNotOptimize(reader.finish());
}

BENCHMARK(touch_only)->Unit(benchmark::kMillisecond);
BENCHMARK(search_one)->Unit(benchmark::kMillisecond);
BENCHMARK(search_short)->Unit(benchmark::kMillisecond);
BENCHMARK(search_four)->Unit(benchmark::kMillisecond);
BENCHMARK(whole_look)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace cb21
