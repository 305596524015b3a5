// SPDX-License-Identifier: Apache-2.0
// Whether store and decision together ever let BuildKit keep stale bytes under a context name.
#include "support/build_model.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <random>
#include <string>

namespace cb21 {
namespace {

using test::is_current;
using test::ModelBuildKit;
using test::ModelRun;
using test::ModelTree;
using test::TempTree;

constexpr std::int64_t k_second = 1'000'000'000;

// One project whose first build is done.
class Generation : public testing::Test {
 protected:
  Generation() {
    for (const char* path : {"a/a.rs", "a/data.txt"}) tree.files[path] = {"x", now_};
    build();
  }

  // Edits never come in the same second as a build.
  std::int64_t later() { return now_ += 10 * k_second; }

  ModelRun decide_about_tree() { return {state, tree}; }

  void begin(ModelRun& run) { run.take_ticket(++drawn_); }

  void send(const ModelRun& run, std::size_t which = 0) {
    const ModelTree& copy = buildkit.send(run.name(), tree, which);
    EXPECT_TRUE(tree != run.before() || is_current(copy, tree));
  }

  bool end(ModelRun& run) { return run.finish(tree, later() / k_second); }

  // Whether it kept the name.
  bool build(std::size_t which = 0) {
    ModelRun run = decide_about_tree();
    begin(run);
    send(run, which);
    EXPECT_TRUE(end(run));
    return run.keeps_name();
  }

  void edit(const char* content) { tree.files["a/a.rs"] = {content, later()}; }

  void edit_keeping_stat(const char* content) { tree.files["a/a.rs"].content = content; }

  void touch() { tree.files["a/a.rs"].mtime_ns = later(); }

  TempTree state;
  ModelTree tree;
  ModelBuildKit buildkit;

 private:
  std::int64_t now_ = 1000 * k_second;
  int drawn_ = 0;
};

TEST_F(Generation, IsKeptForUnchangedTouchedAndEditedFiles) {
  EXPECT_TRUE(build());
  touch();
  EXPECT_TRUE(build());
  edit("y");
  EXPECT_TRUE(build());
  EXPECT_TRUE(build());
}

TEST_F(Generation, IsNewAfterAnEditThatKeptTheStat) {
  edit_keeping_stat("y");
  EXPECT_FALSE(build());
  EXPECT_TRUE(build());
}

TEST_F(Generation, IsNewAfterAnEditThatKeptTheTimeOfATouch) {
  touch();
  build();
  edit_keeping_stat("y");
  EXPECT_FALSE(build());
}

TEST_F(Generation, IsNewAfterADirectorysModeChanged) {
  tree.directory_mode ^= 0055U;
  EXPECT_FALSE(build());
}

TEST_F(Generation, IsNewAfterABuildThatFailed) {
  edit("y");
  ModelRun failed = decide_about_tree();
  begin(failed);
  send(failed);
  edit_keeping_stat("z");
  EXPECT_FALSE(build());
}

TEST_F(Generation, IsNewAfterAFreshBuildThatFailed) {
  touch();
  ModelRun failed = decide_about_tree();
  begin(failed);
  send(failed);
  edit_keeping_stat("y");
  EXPECT_FALSE(build());
}

TEST_F(Generation, IsNewAfterAnEditWhileDockerReadForAFreshBuild) {
  ModelRun fresh = decide_about_tree();
  begin(fresh);
  EXPECT_TRUE(fresh.trusts_cache());
  edit("y");
  send(fresh);
  EXPECT_FALSE(end(fresh));
  edit_keeping_stat("z");
  EXPECT_FALSE(build());
}

TEST_F(Generation, IsNotSharedByTwoFreshBuildsAtOnce) {
  ModelRun one = decide_about_tree();
  ModelRun two = decide_about_tree();
  begin(one);
  begin(two);
  send(two);
  EXPECT_TRUE(end(two));
  edit("y");
  send(one);
  EXPECT_FALSE(end(one));
  edit_keeping_stat("z");
  build();
}

TEST_F(Generation, IsNotSharedByAFreshAndAStaleBuildAtOnce) {
  ModelRun fresh = decide_about_tree();
  edit("y");
  ModelRun stale = decide_about_tree();
  begin(fresh);
  begin(stale);
  send(stale);
  EXPECT_TRUE(end(stale));
  edit("w");
  send(fresh);
  EXPECT_FALSE(end(fresh));
  edit_keeping_stat("z");
  build();
}

TEST_F(Generation, IsNewWhereTheRecordWasReplacedSinceTheDecision) {
  edit("z");
  ModelRun slow = decide_about_tree();
  edit_keeping_stat("y");
  build();
  edit_keeping_stat("z");
  begin(slow);
  EXPECT_FALSE(slow.keeps_name());
  send(slow);
}

TEST_F(Generation, OfARecordThatWasWithdrawnSinceTheDecisionIsNotTrusted) {
  ModelRun fresh = decide_about_tree();
  edit("y");
  ModelRun stale = decide_about_tree();
  begin(stale);
  begin(fresh);
  EXPECT_FALSE(fresh.trusts_cache());
}

TEST_F(Generation, IsNewForAFileWhoseTimeWasPutBack) {
  const ModelTree first = tree;
  build(1);  // a second copy, which is then left behind
  edit("yy");
  build(0);
  tree = first;
  edit_keeping_stat("y");
  EXPECT_FALSE(build(1));
}

TEST_F(Generation, IsNewForAFileThatDidNotCountBefore) {
  tree.files["a/data.txt"] = {"y", later()};
  EXPECT_TRUE(build());
  tree.files["a/data.txt"].content = "z";
  tree.watched = true;
  EXPECT_FALSE(build());
}

using Random = std::mt19937;

std::size_t pick(Random& random, std::size_t count) { return random() % count; }

// A tree edited at random, and builds of it that fail, are killed and run two at a time.
class Simulation {
 public:
  // Every other simulation has two runs at a time; the others reach further without.
  explicit Simulation(unsigned seed) : random_(seed), most_runs_(1 + seed % 2) {
    for (const char* path : {"a/a.rs", "a/Cargo.lock", "a/data.txt"}) tree_.files[path] = {"x", 0};
  }

  void step() {
    now_ns_ += static_cast<std::int64_t>(pick(random_, 3)) * k_second / 2 + 1;
    Slot& slot = slots_.at(pick(random_, most_runs_));
    if (pick(random_, idle() ? 2 : 6) == 0) {
      edit();
    } else {
      advance(slot);
    }
    if (slot.run && pick(random_, 60) == 0) slot = {};  // killed
  }

  int trusted() const { return trusted_; }

  int kept_names() const { return kept_names_; }

 private:
  struct Slot {
    std::unique_ptr<ModelRun> run;
    int stage = 0;
  };

  bool idle() const { return !slots_[0].run && !slots_[1].run; }

  void advance(Slot& slot) {
    if (!slot.run) {
      slot = {std::make_unique<ModelRun>(state_, tree_), 0};
      return;
    }
    switch (slot.stage++) {
      case 0:
        slot.run->take_ticket(++drawn_);
        last_ticket_ = slot.run.get();
        EXPECT_TRUE(!slot.run->trusts_cache() || verified_) << "fresh, though nothing verified stands";
        if (!slot.run->trusts_cache()) verified_ = false;
        break;
      case 1:
        send(*slot.run);
        break;
      default:
        if (pick(random_, 6) != 0) finish(*slot.run);
        slot = {};
    }
  }

  void finish(ModelRun& run) {
    if (!run.finish(tree_, now_ns_ / k_second)) return;
    EXPECT_EQ(last_ticket_, &run) << "another run began in between";
    verified_ = true;
  }

  void send(const ModelRun& run) {
    const std::size_t which =
        pick(random_, 4) == 0 ? SIZE_MAX : pick(random_, buildkit_.copies(run.name()) + 1);
    const ModelTree& copy = buildkit_.send(run.name(), tree_, which);
    kept_names_ += run.keeps_name();
    if (tree_ != run.before()) return;  // it moved since the decision, which finish() notices
    trusted_ += run.trusts_cache();
    EXPECT_TRUE(is_current(copy, tree_));
  }

  // While docker reads, an edit gets the time of day and modes stay: what is edited and put back in that
  // time, mtime included, is not covered.
  std::int64_t some_mtime(std::int64_t present) {
    if (!idle()) return now_ns_;
    const std::array<std::int64_t, 4> times{now_ns_, now_ns_, present, 0};
    return times.at(pick(random_, times.size()));
  }

  void edit() {
    static const std::array<std::string, 3> k_contents{"x", "y", "xx"};
    auto file = tree_.files.begin();
    std::advance(file, static_cast<std::ptrdiff_t>(pick(random_, tree_.files.size())));
    switch (pick(random_, 16)) {
      case 0:
        if (idle()) tree_.directory_mode ^= 0055U;
        break;
      case 1:
      case 2:
        tree_.watched = !tree_.watched;
        break;
      case 3:
        if (tree_.files.size() > 2) tree_.files.erase(file);
        break;
      case 4:
        tree_.files["a/b.rs"] = {k_contents.at(pick(random_, 3)), some_mtime(now_ns_)};
        break;
      case 5:
      case 6:
      case 7:
      case 8:
        file->second.mtime_ns = some_mtime(now_ns_);
        break;
      default:
        file->second = {k_contents.at(pick(random_, 3)), some_mtime(file->second.mtime_ns)};
    }
  }

  TempTree state_;
  Random random_;
  std::size_t most_runs_;
  ModelBuildKit buildkit_;
  ModelTree tree_;
  std::array<Slot, 2> slots_;
  const ModelRun* last_ticket_ = nullptr;
  bool verified_ = false;  // a record stands, and nobody has withdrawn it
  std::int64_t now_ns_ = 10 * k_second;
  int drawn_ = 0;
  int trusted_ = 0;
  int kept_names_ = 0;
};

TEST(GenerationAtRandom, NeverLetsBuildKitKeepStaleBytes) {
  int trusted = 0;
  int kept_names = 0;
  for (unsigned seed = 0; seed < 24; ++seed) {
    Simulation simulation(seed);
    for (int i = 0; i < 120 && !testing::Test::HasFailure(); ++i) simulation.step();
    ASSERT_FALSE(testing::Test::HasFailure()) << "seed " << seed;
    trusted += simulation.trusted();
    kept_names += simulation.kept_names();
  }
  EXPECT_GT(trusted, 20) << "the cache must be trusted now and then, or this shows nothing";
  EXPECT_GT(kept_names, 20);
}

}  // namespace
}  // namespace cb21
