// The log: what a snapshot has replaced is gone, and its last index and term are remembered.

#include "raft/core/log.h"

#include <gtest/gtest.h>

#include "raft/base/check.h"
#include "tests/raft/core/node_fixture.h"

namespace raft::test {
namespace {

TEST(Log, WithoutASnapshotBeginsAtOne) {
    const Log log = logOf({1, 1, 2});
    EXPECT_EQ(log.firstIndex(), LogIndex(1));
    EXPECT_EQ(log.lastIncludedIndex(), LogIndex(0));
    EXPECT_EQ(log.termAt(LogIndex(0)), Term(0));
    EXPECT_FALSE(log.has(LogIndex(0)));
    EXPECT_TRUE(log.has(LogIndex(1)));
}

TEST(Log, CompactedRemembersIndexAndTermOfTheLastEntryItDropped) {
    Log log = logOf({1, 1, 2, 3, 3});
    log.compactTo(LogIndex(3));
    EXPECT_EQ(log.lastIncludedIndex(), LogIndex(3));
    EXPECT_EQ(log.lastIncludedTerm(), Term(2));
    EXPECT_EQ(log.firstIndex(), LogIndex(4));
    EXPECT_EQ(log.lastIndex(), LogIndex(5));
    EXPECT_EQ(log.termAt(LogIndex(3)), Term(2));
    EXPECT_EQ(log.termAt(LogIndex(4)), Term(3));
    EXPECT_FALSE(log.has(LogIndex(3)));
    EXPECT_FALSE(log.knowsTermAt(LogIndex(2)));
}

TEST(Log, CompactedToItsEndIsEmptyAndGoesOn) {
    Log log = logOf({1, 2});
    log.compactTo(LogIndex(2));
    EXPECT_EQ(log.lastIndex(), LogIndex(2));
    EXPECT_EQ(log.lastTerm(), Term(2));
    log.append(entryOf(4));
    EXPECT_EQ(log.lastIndex(), LogIndex(3));
    EXPECT_EQ(log.at(LogIndex(3)).term, Term(4));
    log.truncateFrom(LogIndex(3));
    EXPECT_EQ(log.lastTerm(), Term(2));
}

TEST(Log, CopyTakenBeforeACompactionKeepsItsEntries) {
    Log log;
    for (std::uint32_t i = 0; i < 200; ++i) log.append(entryOf(1 + i / 50));
    const Log before = log;
    log.compactTo(LogIndex(130));
    log.append(entryOf(9));
    EXPECT_EQ(before.lastIndex(), LogIndex(200));
    EXPECT_EQ(before.termAt(LogIndex(1)), Term(1));
    for (LogIndex i(131); i <= LogIndex(200); ++i) ASSERT_EQ(log.at(i), before.at(i)) << i.value;
    EXPECT_EQ(log.lastTerm(), Term(9));
}

TEST(Log, RestartedAfterASnapshotHoldsNothingElse) {
    Log log = logOf({1, 1, 1});
    log.restartAfter(LogIndex(7), Term(3));
    EXPECT_EQ(log.lastIndex(), LogIndex(7));
    EXPECT_EQ(log.lastTerm(), Term(3));
    EXPECT_EQ(log.slice(LogIndex(8), 10).size(), 0U);
}

TEST(LogDeathTest, ToReadWhatWasDroppedIsOurOwnMistake) {
    Log log = logOf({1, 1, 2});
    log.compactTo(LogIndex(2));
    EXPECT_DEATH(static_cast<void>(log.at(LogIndex(2))), "has\\(index\\)");
    EXPECT_DEATH(static_cast<void>(log.termAt(LogIndex(1))), "has\\(index\\)");
    EXPECT_DEATH(log.truncateFrom(LogIndex(2)), "lastIncludedIndex_");
}

}  // namespace
}  // namespace raft::test
