// SPDX-License-Identifier: Apache-2.0
// The store when runs are killed, files are tampered with, locks are held and disks are full or read-only.
#include "error.hpp"
#include "state/store.hpp"
#include "support/kept_records.hpp"
#include "support/temp_tree.hpp"

#include <gtest/gtest.h>

#include <sched.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <fstream>
#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <variant>
#include <vector>

namespace cb21 {
namespace {

using test::error_of;
using test::k_identity;
using test::keep;
using test::loaded;
using test::project_file;
using test::project_path;
using test::record_of;
using test::TempTree;

struct Remains {
  const char* name;
  std::vector<std::string> files;  // of record, withdrawn, ticket and new; records hold "old", new is torn
  const char* expected;
};

class KilledRun : public testing::TestWithParam<Remains> {};

TEST_P(KilledRun, LeavesNothingThatIsTrustedTooMuch) {
  const TempTree tree;
  keep(tree, record_of("unused"));
  tree.remove(project_file("record"));
  for (const std::string& file : GetParam().files) {
    const bool holds_record = file == "record" || file == "withdrawn";
    tree.write(project_file(file), holds_record ? print_record(record_of("old")) : "0123");
    tree.set_mode(project_file(file), 0600);
  }
  EXPECT_EQ(loaded(tree), GetParam().expected);
  keep(tree, record_of("next"));
  EXPECT_EQ(loaded(tree), "record next");
}

INSTANTIATE_TEST_SUITE_P(
    Each,
    KilledRun,
    testing::Values(Remains{"WithdrawBeforeTheTicket", {"record", "new"}, "record old"},
                    Remains{"WithdrawAfterTheTicket", {"record", "ticket"}, "record "},
                    Remains{"WithdrawAgain", {"record", "withdrawn", "ticket"}, "record "},
                    Remains{"Withdrawn", {"withdrawn", "ticket"}, "none withdrawn last old"},
                    Remains{"CommitOfATornRecord", {"withdrawn", "ticket", "new"}, "none withdrawn last old"},
                    Remains{"FirstBuild", {"ticket"}, "none withdrawn"},
                    Remains{"FullDisk", {"withdrawn"}, "none withdrawn last old"},
                    Remains{"Nothing", {}, "none"}),
    [](const auto& each) { return std::string(each.param.name); });

// What a child that is to be killed has got done.
using Progress = std::atomic<int>;

struct Unmap {
  void operator()(Progress* progress) const { munmap(progress, sizeof(Progress)); }
};

std::unique_ptr<Progress, Unmap> shared_progress() {
  void* memory = mmap(nullptr, sizeof(Progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  EXPECT_NE(memory, MAP_FAILED);
  return std::unique_ptr<Progress, Unmap>(new (memory) Progress(0));
}

[[noreturn]] void withdraw_and_commit(const std::string& state, Progress& progress) {
  Store store(state);
  store.load(k_identity);
  progress = 1;
  const Ticket ticket = store.withdraw(k_identity);
  progress = 2;
  store.commit(ticket, record_of("new", 300));
  progress = 3;
  for (;;) pause();
}

// How far the child came that was killed `delay` after it had got to `begin`.
int kill_after(const std::string& state, int begin, std::chrono::nanoseconds delay) {
  const auto progress = shared_progress();
  const pid_t child = fork();
  if (child == 0) withdraw_and_commit(state, *progress);
  while (*progress < begin) sched_yield();
  const auto end = std::chrono::steady_clock::now() + delay;
  while (std::chrono::steady_clock::now() < end) sched_yield();
  kill(child, SIGKILL);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status));
  return *progress;
}

bool allowed_after_kill(int progress, const std::string& found) {
  const bool old = found == "record old" || found == "record ";
  const bool none = found == "none withdrawn last old";
  const bool fresh = found == "record new" || found == "record ";
  switch (progress) {
    case 0:
      return found == "record old";
    case 1:
      return old || none;
    case 2:
      return none || fresh;
    default:
      return found == "record new";
  }
}

bool holds_old_record(const TempTree& tree) {
  Store store(tree.root());
  const LoadedRecord result = store.load(k_identity);
  const auto* record = std::get_if<Record>(&result);
  return record != nullptr && record->files.size() == 1;
}

TEST(StoreFaults, SurvivesBeingKilledAtAnyMoment) {
  std::mt19937 random(std::random_device{}());
  std::array<int, 4> reached{};
  // What withdraw and commit take here, found on the way: half of the kills are to hit.
  std::array<double, 3> longest{1e5, 1e5, 1e5};
  for (std::size_t round = 0; round < 200; ++round) {
    const std::size_t begin = round % 10 == 0 ? 0 : 1 + round % 2;
    const TempTree tree;
    keep(tree, record_of("old"));
    const double delay = longest.at(begin) * static_cast<double>(random() % 1000) / 1000;
    const int progress =
        kill_after(tree.root(), static_cast<int>(begin), std::chrono::nanoseconds(static_cast<long>(delay)));
    ++reached.at(static_cast<std::size_t>(progress));
    longest.at(begin) *= progress > static_cast<int>(begin) ? 0.9 : 1.1;
    const std::string found = loaded(tree);
    EXPECT_TRUE(allowed_after_kill(progress, found)) << progress << ": " << found;
    EXPECT_FALSE(progress >= 2 && holds_old_record(tree)) << progress << ": " << found;
    keep(tree, record_of("next"));
    EXPECT_EQ(loaded(tree), "record next");
  }
  RecordProperty("killed_while_withdrawing", reached[1]);
  RecordProperty("killed_while_committing", reached[2]);
}

TEST(StoreFaults, DoesNotTrustARecordThatWasTamperedWith) {
  const TempTree tree;
  keep(tree, record_of("g1"));
  const std::string good = tree.read(project_file("record"));
  tree.write(project_file("record"), good.substr(0, good.size() / 2));
  EXPECT_EQ(loaded(tree), "unusable the record is torn or was changed: its checksum does not match");
  tree.write(project_file("record"), "cb21-record 9\n");
  EXPECT_EQ(loaded(tree), "unusable the record was written by a newer cb21");
  tree.write(project_file("record"), good);
  EXPECT_EQ(loaded(tree), "record g1");
  tree.set_mode(project_file("record"), 0666);
  EXPECT_EQ(loaded(tree).rfind("unusable ", 0), 0U);
  tree.remove(project_file("record"));
  tree.write("elsewhere", good);
  tree.link(project_file("record"), "../../elsewhere");
  EXPECT_EQ(loaded(tree).rfind("unusable ", 0), 0U);
  keep(tree, record_of("g2"));
  EXPECT_EQ(loaded(tree), "record g2");
  EXPECT_EQ(tree.read("elsewhere"), good);
}

TEST(StoreFaults, DoesNotTrustAnotherProjectsRecord) {
  const TempTree tree;
  keep(tree, record_of("g1"));
  Record other = record_of("g1");
  other.identity.context = "/another";
  tree.write(project_file("record"), print_record(other));
  EXPECT_EQ(loaded(tree), "unusable the record speaks of another project");
}

TEST(StoreFaults, SaysWhyItCannotBeUsed) {
  const TempTree tree;
  tree.write("file", "");
  tree.directory("open");
  tree.set_mode("open", 0777);
  tree.link("link", "open");
  for (const char* name : {"file", "open", "link", "link/", "file/below"}) {
    Store store(tree.path(name));
    EXPECT_NE(store.trouble(), "") << name;
    EXPECT_EQ(loaded(store), "unusable " + store.trouble());
    EXPECT_EQ(error_of([&] { store.withdraw(k_identity); }), store.trouble());
    EXPECT_EQ(error_of([&] { store.forget(k_identity); }), store.trouble());
  }
  EXPECT_NE(Store("").trouble(), "");
}

TEST(StoreFaults, RefusesAProjectThatIsALinkOrOpenToOthers) {
  const TempTree tree;
  keep(tree, record_of("g1"));
  ASSERT_EQ(chmod(project_path(tree).c_str(), 0770), 0);
  EXPECT_EQ(loaded(tree).rfind("unusable ", 0), 0U);
  ASSERT_EQ(chmod(project_path(tree).c_str(), 0700), 0);
  ASSERT_EQ(std::rename(project_path(tree).c_str(), tree.path("moved").c_str()), 0);
  ASSERT_EQ(symlink(tree.path("moved").c_str(), project_path(tree).c_str()), 0);
  EXPECT_EQ(loaded(tree).rfind("unusable ", 0), 0U);
}

TEST(StoreFaults, DoesNotWaitForeverForARunThatHangs) {
  const TempTree tree;
  keep(tree, record_of("g1"));
  const PrivateDirectory project = PrivateDirectory::make(project_path(tree));
  const std::optional<Descriptor> held = project.try_lock("lock");
  ASSERT_TRUE(held.has_value());
  const auto start = std::chrono::steady_clock::now();
  const std::string sentence =
      "another run holds the lock " + project_path(tree, "lock") + ": end that run, or wait for it";
  EXPECT_EQ(loaded(tree), "unusable " + sentence);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

TEST(StoreFaults, WaitsForALockThatIsHeldForAMoment) {
  const TempTree tree;
  keep(tree, record_of("g1"));
  const PrivateDirectory project = PrivateDirectory::make(project_path(tree));
  std::optional<Descriptor> held = project.try_lock("lock");
  ASSERT_TRUE(held.has_value());
  std::thread release([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    held.reset();
  });
  EXPECT_EQ(loaded(tree), "record g1");
  release.join();
}

// Runs `check` in a process whose mounts are its own, with a small file system on `path`. Nothing if this
// user may not mount.
std::optional<int> on_small_disk(const std::string& path, const std::function<void()>& check) {
  const pid_t child = fork();
  if (child == 0) {
    const bool mounted = unshare(CLONE_NEWNS) == 0 &&
                         mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                         mount("tmpfs", path.c_str(), "tmpfs", 0, "size=128k,mode=700") == 0;
    if (!mounted) _exit(77);
    check();
    static_cast<void>(std::fflush(nullptr));
    _exit(testing::Test::HasFailure() ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  if (code == 77) return std::nullopt;
  return code;
}

TEST(StoreFaults, DoesNotTrustAReadOnlyDisk) {
  const TempTree tree;
  const std::optional<int> code = on_small_disk(tree.root(), [&] {
    keep(tree, record_of("g1"));
    ASSERT_EQ(mount(nullptr, tree.root().c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
    const std::string lock = project_path(tree, "lock");
    EXPECT_EQ(loaded(tree), "unusable cannot open the lock " + lock + ": Read-only file system");
    Store store(tree.root());
    EXPECT_THROW(store.withdraw(k_identity), Error);
    EXPECT_THROW(store.commit({"0123", false}, record_of("g2")), Error);
    EXPECT_NE(Store(tree.path("below")).trouble(), "");
  });
  if (!code) GTEST_SKIP() << "this user may not mount";
  EXPECT_EQ(*code, 0);
}

void fill_disk(const TempTree& tree) {
  std::ofstream file(tree.path("ballast"), std::ios::binary);
  const std::string block(1024, 'x');
  while (file.write(block.data(), static_cast<std::streamsize>(block.size())).flush()) {
  }
}

TEST(StoreFaults, DoesNotTrustAFullDiskAndWithdrawsAllTheSame) {
  const TempTree tree;
  const std::optional<int> code = on_small_disk(tree.root(), [&] {
    keep(tree, record_of("g1"));
    Store early(tree.root());
    const Ticket old_ticket = early.withdraw(k_identity);
    keep(tree, record_of("g2"));
    Store store(tree.root());
    EXPECT_EQ(loaded(store), "record g2");
    const Ticket ticket = store.suspend_generation(k_identity);
    fill_disk(tree);
    const std::string why = "cannot write " + project_path(tree, "new") + ": No space left on device";
    EXPECT_EQ(loaded(tree), "unusable " + why);
    Store look(tree.root(), StoreUse::look);
    EXPECT_EQ(loaded(look), "unusable " + project_path(tree) + " is on a disk that is full: make room");
    EXPECT_EQ(error_of([&] { store.commit(ticket, record_of("g3", 4000)); }), why);
    const Ticket unnoted = store.withdraw(k_identity);
    EXPECT_EQ(unnoted.id, "");
    EXPECT_EQ(loaded(tree), "none withdrawn last g2");
    EXPECT_EQ(store.commit(ticket, record_of("g3")), CommitResult::overtaken);
    tree.remove("ballast");
    EXPECT_THROW(store.commit(unnoted, record_of("g3")), Error);
    EXPECT_EQ(store.commit(old_ticket, record_of("g3")), CommitResult::overtaken);
    EXPECT_EQ(loaded(tree), "none withdrawn last g2");
  });
  if (!code) GTEST_SKIP() << "this user may not mount";
  EXPECT_EQ(*code, 0);
}

}  // namespace
}  // namespace cb21
