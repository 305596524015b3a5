// SPDX-License-Identifier: Apache-2.0
#include "state/store.hpp"

#include "error.hpp"
#include "support/kept_records.hpp"
#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace cb21 {
namespace {

using test::k_identity;
using test::keep;
using test::loaded;
using test::project_path;
using test::record_of;
using test::TempTree;

TEST(Store, StartsWithNothing) {
  const TempTree tree;
  Store store(tree.path("state"));
  EXPECT_EQ(store.trouble(), "");
  EXPECT_EQ(store.directory(), tree.path("state"));
  EXPECT_EQ(loaded(store), "none");
  EXPECT_FALSE(store.forget(k_identity));
}

TEST(Store, GivesBackWhatWasCommitted) {
  const TempTree tree;
  const Record record = record_of("g1", 3);
  keep(tree, record);
  Store store(tree.root());
  EXPECT_EQ(std::get<Record>(store.load(k_identity)), record);
  ProjectIdentity other = k_identity;
  other.builder = "another";
  EXPECT_TRUE(std::holds_alternative<NoRecord>(store.load(other)));
  EXPECT_EQ(access(project_path(tree, "withdrawn").c_str(), F_OK), -1);
  EXPECT_EQ(access(project_path(tree, "ticket").c_str(), F_OK), -1);
}

TEST(Store, HasNoRecordAfterAWithdrawal) {
  const TempTree tree;
  Store first(tree.root());
  first.withdraw(k_identity);
  EXPECT_EQ(loaded(tree), "none withdrawn");
  keep(tree, record_of("g1"));
  Store(tree.root()).withdraw(k_identity);
  EXPECT_EQ(loaded(tree), "none withdrawn last g1");
  Store(tree.root()).withdraw(k_identity);
  EXPECT_EQ(loaded(tree), "none withdrawn last g1");
}

PastBuild build_at(std::int64_t seconds) {
  PastBuild build;
  build.ended_at = seconds;
  return build;
}

std::vector<std::int64_t> times_in(const Store& store) {
  std::vector<std::int64_t> times;
  for (const PastBuild& build : store.history(k_identity)) times.push_back(build.ended_at);
  return times;
}

TEST(Store, KeepsTheHistoryOfAProject) {
  const TempTree tree;
  Store store(tree.root());
  EXPECT_TRUE(times_in(store).empty());
  store.add_to_history(k_identity, build_at(1));
  store.add_to_history(k_identity, build_at(2));
  EXPECT_EQ(times_in(Store(tree.root(), StoreUse::look)), (std::vector<std::int64_t>{1, 2}));
  EXPECT_EQ(loaded(tree), "none") << "a history is no record";
  ProjectIdentity other = k_identity;
  other.target = "other";
  EXPECT_TRUE(store.history(other).empty());
  EXPECT_EQ(std::filesystem::status(project_path(tree, "history")).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_TRUE(store.forget(k_identity));
  EXPECT_TRUE(times_in(store).empty());
  EXPECT_FALSE(std::filesystem::exists(project_path(tree)));
}

TEST(Store, KeepsTheNewestOfTheHistoryOnly) {
  const TempTree tree;
  Store store(tree.root());
  std::string text;
  for (int i = 0; i < 250; ++i) text += print_past_build(build_at(i));
  store.add_to_history(k_identity, build_at(0));
  tree.write(test::project_file("history"), text + "torn");
  store.add_to_history(k_identity, build_at(250));
  const std::vector<std::int64_t> times = times_in(store);
  ASSERT_EQ(times.size(), k_most_past_builds);
  EXPECT_EQ(times.front(), 151);
  EXPECT_EQ(times.back(), 250);
  EXPECT_EQ(tree.read(test::project_file("history")).find("torn"), std::string::npos);
}

// Written anew where it can be; where not, that is the caller's to say.
TEST(Store, DoesNotBelieveAHistoryThatOthersMayWriteTo) {
  const TempTree tree;
  Store store(tree.root());
  store.add_to_history(k_identity, build_at(1));
  tree.set_mode(test::project_file("history"), 0666);
  EXPECT_TRUE(times_in(store).empty());
  store.add_to_history(k_identity, build_at(2));
  EXPECT_EQ(times_in(store), std::vector<std::int64_t>{2});
  tree.remove(test::project_file("history"));
  tree.directory(test::project_file("history"));
  EXPECT_TRUE(times_in(store).empty());
  EXPECT_THROW(store.add_to_history(k_identity, build_at(3)), Error);
}

TEST(Store, SuspendsTheGenerationOnly) {
  const TempTree tree;
  keep(tree, record_of("g1", 2));
  Store store(tree.root());
  EXPECT_EQ(loaded(store), "record g1");
  const Ticket ticket = store.suspend_generation(k_identity);
  EXPECT_FALSE(ticket.contested);
  EXPECT_EQ(loaded(tree), "record ");
  EXPECT_EQ(store.commit(ticket, record_of("g1", 3)), CommitResult::committed);
  EXPECT_EQ(loaded(tree), "record g1");
}

TEST(Store, ReleasesAnUnchangedRecord) {
  const TempTree tree;
  keep(tree, record_of("g1"));
  Store store(tree.root());
  store.load(k_identity);
  const Ticket ticket = store.suspend_generation(k_identity);
  EXPECT_EQ(store.release(ticket, k_identity), CommitResult::committed);
  EXPECT_EQ(loaded(tree), "record g1");
  EXPECT_EQ(store.release(ticket, k_identity), CommitResult::overtaken);
}

TEST(Store, SuspendsNothingThatItDidNotLoad) {
  const TempTree tree;
  Store store(tree.root());
  EXPECT_THROW(store.suspend_generation(k_identity), Error) << "there is no record";
  keep(tree, record_of("g1"));
  EXPECT_THROW(store.suspend_generation(k_identity), Error) << "not loaded";
  EXPECT_EQ(loaded(store), "record g1");
  keep(tree, record_of("g2"));
  EXPECT_THROW(store.suspend_generation(k_identity), Error) << "replaced since";
  EXPECT_EQ(loaded(store), "record g2");
  Store(tree.root()).withdraw(k_identity);
  EXPECT_THROW(store.suspend_generation(k_identity), Error) << "withdrawn since";
}

TEST(Store, TellsThatAnotherRunUsesTheName) {
  const TempTree tree;
  keep(tree, record_of("g1"));
  Store one(tree.root());
  Store two(tree.root());
  one.load(k_identity);
  two.load(k_identity);
  EXPECT_FALSE(one.suspend_generation(k_identity).contested);
  EXPECT_TRUE(two.suspend_generation(k_identity).contested);
  EXPECT_TRUE(one.withdraw(k_identity).contested);
}

TEST(Store, TellsThatTheRecordWasReplacedSinceItWasLoaded) {
  const TempTree tree;
  keep(tree, record_of("g1"));
  Store store(tree.root());
  store.load(k_identity);
  keep(tree, record_of("g2"));
  EXPECT_TRUE(store.withdraw(k_identity).contested);
}

TEST(Store, RefusesATicketThatIsNotOnDisk) {
  const TempTree tree;
  Store store(tree.root());
  EXPECT_EQ(store.commit({"0123", false}, record_of("g1")), CommitResult::overtaken);
  store.withdraw(k_identity);
  EXPECT_EQ(store.commit({"0123", false}, record_of("g1")), CommitResult::overtaken);
  EXPECT_THROW(store.commit({"", false}, record_of("g1")), Error);
  EXPECT_EQ(loaded(tree), "none withdrawn");
}

TEST(Store, ForgetsEverythingAndRefusesRunsFromBefore) {
  const TempTree tree;
  keep(tree, record_of("g1"));
  Store store(tree.root());
  const Ticket ticket = store.withdraw(k_identity);
  EXPECT_TRUE(store.forget(k_identity));
  EXPECT_FALSE(store.forget(k_identity));
  EXPECT_EQ(access(project_path(tree).c_str(), F_OK), -1);
  EXPECT_EQ(store.commit(ticket, record_of("g2")), CommitResult::overtaken);
  EXPECT_EQ(loaded(tree), "none");
}

TEST(Store, KeepsAReceiptAsLongAsTheRecordIsTrusted) {
  const TempTree tree;
  const auto kept = [&] { return Store(tree.root(), StoreUse::look).receipt(k_identity).value_or("none"); };
  Store store(tree.root());
  EXPECT_EQ(kept(), "none");
  Ticket ticket = store.withdraw(k_identity);
  store.keep_receipt(ticket, k_identity, "first");
  store.commit(ticket, record_of("g1"));
  EXPECT_EQ(kept(), "first");

  // A fresh build that is verified again, or not.
  EXPECT_EQ(loaded(store), "record g1");
  ticket = store.suspend_generation(k_identity);
  EXPECT_EQ(kept(), "first");
  store.keep_receipt(ticket, k_identity, "second");
  EXPECT_EQ(kept(), "second");
  store.keep_receipt(ticket, k_identity, "");
  EXPECT_EQ(kept(), "none");
  store.keep_receipt(ticket, k_identity, "third");
  store.release(ticket, k_identity);

  // A stale one takes it away at once; a run that was overtaken leaves none.
  const Ticket overtaken = store.withdraw(k_identity);
  EXPECT_EQ(kept(), "none");
  ticket = store.withdraw(k_identity);
  store.keep_receipt(overtaken, k_identity, "of another run");
  EXPECT_EQ(kept(), "none");
  store.keep_receipt(ticket, k_identity, "fourth");
  EXPECT_TRUE(store.forget(k_identity));
  EXPECT_EQ(kept(), "none");
  EXPECT_EQ(access(project_path(tree).c_str(), F_OK), -1);
}

TEST(Store, FindsTheRecordOfAnImageInAnyProject) {
  const TempTree tree;
  Record first = record_of("g1");
  first.image_id = "sha256:one";
  keep(tree, first);
  Record second = record_of("g2");
  second.identity.context = "/home/me/other";
  second.image_id = "sha256:two";
  Store store(tree.root());
  ASSERT_EQ(store.commit(store.withdraw(second.identity), second), CommitResult::committed);
  Store look(tree.root(), StoreUse::look);
  EXPECT_EQ(look.record_of_image("sha256:one"), first);
  EXPECT_EQ(look.record_of_image("sha256:two"), second);
  EXPECT_FALSE(look.record_of_image("sha256:three"));
  EXPECT_FALSE(look.record_of_image(""));
  // What was withdrawn, or is damaged, vouches for nothing.
  store.withdraw(second.identity);
  EXPECT_FALSE(look.record_of_image("sha256:two"));
  tree.write(test::project_file("record"), "cb21-record 3\n");
  EXPECT_FALSE(look.record_of_image("sha256:one"));
  EXPECT_FALSE(Store("").record_of_image("sha256:one"));
}

TEST(Store, DisownsTheRecordItsReceiptAndWhatARevertWouldFind) {
  const TempTree tree;
  keep(tree, record_of("g1"));
  Store store(tree.root());
  const Ticket ticket = store.withdraw(k_identity);
  store.keep_receipt(ticket, k_identity, "a receipt");
  ASSERT_EQ(store.commit(ticket, record_of("g2")), CommitResult::committed);
  ASSERT_EQ(loaded(tree), "record g2");
  ASSERT_TRUE(store.receipt(k_identity));
  store.disown(k_identity);
  EXPECT_EQ(loaded(tree), "none");
  EXPECT_FALSE(store.receipt(k_identity));
  keep(tree, record_of("g3"));
  store.withdraw(k_identity);
  store.disown(k_identity);
  EXPECT_EQ(loaded(tree), "none withdrawn");
  ProjectIdentity unknown = k_identity;
  unknown.context = "/elsewhere";
  EXPECT_NO_THROW(store.disown(unknown));
}

TEST(Store, MakesNothingWhenOnlyLookedAt) {
  const TempTree tree;
  Store nothing(tree.path("state"), StoreUse::look);
  EXPECT_EQ(nothing.trouble(), "");
  EXPECT_EQ(loaded(nothing), "none");
  EXPECT_FALSE(nothing.forget(k_identity));
  EXPECT_THROW(nothing.withdraw(k_identity), Error);
  EXPECT_EQ(access(tree.path("state").c_str(), F_OK), -1);
  keep(tree, record_of("g1"));
  Store store(tree.root(), StoreUse::look);
  EXPECT_EQ(loaded(store), "record g1");
  EXPECT_EQ(access(project_path(tree, "new").c_str(), F_OK), -1);
  EXPECT_TRUE(store.forget(k_identity));
  EXPECT_EQ(loaded(tree), "none");
}

// Two runs of load, withdraw, docker, commit in every order.
class Run {
 public:
  Run(const TempTree& tree, std::string generation)
      : store_(tree.root()), generation_(std::move(generation)) {}

  void step() {
    switch (next_++) {
      case 0:
        before_ = loaded(store_);
        break;
      case 1:
        ticket_ = store_.withdraw(k_identity);
        break;
      case 3:
        result_ = store_.commit(ticket_, record_of(generation_));
        break;
      default:
        break;
    }
  }

  int next() const { return next_; }

  bool contested() const { return ticket_.contested; }

  bool committed() const { return result_ == CommitResult::committed; }

 private:
  Store store_;
  std::string generation_;
  int next_ = 0;
  std::string before_;
  Ticket ticket_;
  CommitResult result_ = CommitResult::overtaken;
};

// The steps of both, a bit each: set for the second run's.
void check_order(unsigned order) {
  const TempTree tree;
  keep(tree, record_of("old"));
  std::array<Run, 2> runs{Run(tree, "first"), Run(tree, "second")};
  std::array<std::array<int, 4>, 2> time{};
  for (int i = 0; i < 8; ++i) {
    const std::size_t which = (order >> static_cast<unsigned>(i)) & 1U;
    time.at(which).at(static_cast<std::size_t>(runs.at(which).next())) = i;
    runs.at(which).step();
  }
  const std::size_t later = time[0][1] < time[1][1] ? 1 : 0;
  const std::size_t earlier = 1 - later;
  const bool overlap = time.at(earlier)[3] > time.at(later)[1];
  EXPECT_TRUE(runs.at(later).committed()) << order;
  EXPECT_EQ(runs.at(earlier).committed(), !overlap) << order;
  EXPECT_EQ(loaded(tree), later == 0 ? "record first" : "record second") << order;
  const bool loaded_before_it_ended = time.at(later)[0] < time.at(earlier)[3];
  EXPECT_EQ(runs.at(later).contested(), overlap || loaded_before_it_ended) << order;
}

TEST(Store, KeepsTheRecordOfTheLastRunToWithdrawInEveryOrderOfTwo) {
  int orders = 0;
  for (unsigned order = 0; order < 256; ++order) {
    if (__builtin_popcount(order) != 4) continue;
    check_order(order);
    ++orders;
  }
  EXPECT_EQ(orders, 70);
}

class DefaultStateDirectory : public testing::Test {
 protected:
  void TearDown() override {
    restore("HOME", home_);
    restore("XDG_STATE_HOME", state_);
  }

 private:
  static std::optional<std::string> value(const char* name) {
    const char* text = std::getenv(name);
    return text == nullptr ? std::nullopt : std::optional<std::string>(text);
  }

  static void restore(const char* name, const std::optional<std::string>& text) {
    if (text) {
      setenv(name, text->c_str(), 1);
    } else {
      unsetenv(name);
    }
  }

  std::optional<std::string> home_ = value("HOME");
  std::optional<std::string> state_ = value("XDG_STATE_HOME");
};

TEST_F(DefaultStateDirectory, FollowsTheEnvironment) {
  setenv("HOME", "/home/me", 1);
  setenv("XDG_STATE_HOME", "/state", 1);
  EXPECT_EQ(default_state_directory(), "/state/cb21");
  setenv("XDG_STATE_HOME", "relative", 1);
  EXPECT_EQ(default_state_directory(), "/home/me/.local/state/cb21");
  unsetenv("XDG_STATE_HOME");
  EXPECT_EQ(default_state_directory(), "/home/me/.local/state/cb21");
}

TEST_F(DefaultStateDirectory, FallsBackOnThePasswordFile) {
  unsetenv("XDG_STATE_HOME");
  for (const char* home : {"", "relative"}) {
    setenv("HOME", home, 1);
    const std::string directory = default_state_directory();
    EXPECT_TRUE(directory.empty() || directory.front() == '/') << directory;
    EXPECT_NE(directory, "/.local/state/cb21");
  }
}

}  // namespace
}  // namespace cb21
