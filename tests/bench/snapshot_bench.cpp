// SPDX-License-Identifier: Apache-2.0
// take_snapshot against the floor, in turns, so that a busy machine slows both alike. The counters are
// medians: `ratio` of wall time, `cpu_ratio` of user and system time; the first is what the goals speak of
// (at most 0.70 at 100,000 files on two idle cores), the second is the one to read on a busy machine.
#include "bench/floor.hpp"
#include "bench/synthetic_tree.hpp"
#include "inputs/build_context.hpp"
#include "inputs/snapshot.hpp"

#include <benchmark/benchmark.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace cb21::bench {
namespace {

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

struct Cost {
  double wall = 0;
  double cpu = 0;
};

template <typename Function>
Cost cost_of(const Function& function) {
  const double cpu = cpu_seconds();
  const auto start = std::chrono::steady_clock::now();
  function();
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
  return {wall.count(), cpu_seconds() - cpu};
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

BuildContext context_of(const std::string& root) {
  ContextArguments arguments;
  arguments.directory = root;
  return locate_build_context(arguments);
}

// Arguments: number of sources, number of threads (0: as in use).
void snapshot_against_floor(benchmark::State& state) {
  const std::string root = synthetic_tree(static_cast<std::size_t>(state.range(0)));
  SnapshotOptions options;
  options.threads = static_cast<unsigned>(state.range(1));
  std::vector<double> floor_wall;
  std::vector<double> snapshot_wall;
  std::vector<double> wall_ratio;
  std::vector<double> cpu_ratio;
  run_floor(root);  // warms the page cache
  for (auto _ : state) {
    const Cost floor = cost_of([&] { benchmark::DoNotOptimize(run_floor(root)); });
    const Cost snapshot =
        cost_of([&] { benchmark::DoNotOptimize(take_snapshot(context_of(root), options)); });
    state.SetIterationTime(snapshot.wall);
    floor_wall.push_back(floor.wall);
    snapshot_wall.push_back(snapshot.wall);
    wall_ratio.push_back(snapshot.wall / floor.wall);
    cpu_ratio.push_back(snapshot.cpu / floor.cpu);
  }
  state.counters["floor_ms"] = median(floor_wall) * 1e3;
  state.counters["snapshot_ms"] = median(snapshot_wall) * 1e3;
  state.counters["ratio"] = median(wall_ratio);
  state.counters["cpu_ratio"] = median(cpu_ratio);
  const Snapshot last = take_snapshot(context_of(root), options);
  state.counters["files"] = static_cast<double>(last.files_hashed);
  if (!last.unreadable.empty()) state.SkipWithError(last.unreadable.front().c_str());
}

BENCHMARK(snapshot_against_floor)
    ->ArgNames({"files", "threads"})
    ->Args({1'000, 0})
    ->Args({10'000, 0})
    ->Args({100'000, 0})
    ->Args({100'000, 1})
    ->Args({100'000, 2})
    ->Unit(benchmark::kMillisecond)
    ->UseManualTime()
    ->MinTime(1);

}  // namespace
}  // namespace cb21::bench
