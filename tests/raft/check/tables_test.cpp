#include <gtest/gtest.h>

#include "raft/check/entry_table.h"
#include "raft/check/term_table.h"

namespace raft {
namespace {

TEST(TermTable, KnowsOnlyTermsThatWereWritten) {
    TermTable table;
    EXPECT_EQ(table.find(Term(1)), nullptr);
    table.write(Term(3)).leader = NodeId(2);
    EXPECT_EQ(table.find(Term(1)), nullptr);
    EXPECT_EQ(table.find(Term(4)), nullptr);
    ASSERT_NE(table.find(Term(3)), nullptr);
    EXPECT_EQ(table.find(Term(3))->leader, NodeId(2));
    EXPECT_EQ(table.find(Term(3))->votedFor[0], kNoNode);
    table.write(Term(3)).electedAt = EventId(7);
    EXPECT_EQ(table.size(), 1U);
    EXPECT_EQ(table.find(Term(3))->leader, NodeId(2));
}

TEST(TermTable, PutsALateTermIntoItsPlace) {
    TermTable table;
    for (const std::uint32_t term : {5u, 9u, 2u, 7u, 1u}) table.write(Term(term)).electedAt = EventId(term * 10);
    EXPECT_EQ(table.size(), 5U);
    for (const std::uint32_t term : {1u, 2u, 5u, 7u, 9u}) {
        ASSERT_NE(table.find(Term(term)), nullptr) << term;
        EXPECT_EQ(table.find(Term(term))->electedAt, EventId(term * 10));
    }
    EXPECT_EQ(table.find(Term(6)), nullptr);
}

TEST(TermTable, CopiesDoNotShareWhatIsWrittenLater) {
    TermTable table;
    table.write(Term(1)).leader = NodeId(0);
    TermTable copy = table;
    copy.write(Term(1)).leader = NodeId(1);
    copy.write(Term(2));
    EXPECT_EQ(table.find(Term(1))->leader, NodeId(0));
    EXPECT_EQ(table.find(Term(2)), nullptr);
}

Entry entryOf(std::uint32_t term, std::uint32_t text) {
    Entry entry;
    entry.term = Term(term);
    entry.command = TextId(text);
    return entry;
}

TEST(EntryTable, KnowsAnEntryAgain) {
    EntryTable table;
    EXPECT_EQ(table.add(LogIndex(1), entryOf(1, 1), Term(0), EventId(4)), EntryTable::Fit::New);
    EXPECT_EQ(table.add(LogIndex(1), entryOf(1, 1), Term(0), EventId(9)), EntryTable::Fit::Known);
    EXPECT_EQ(table.eventOf(LogIndex(1), entryOf(1, 1)), EventId(4));
    EXPECT_TRUE(table.isOnlyOneAt(LogIndex(1), entryOf(1, 1)));
}

TEST(EntryTable, TakesAnotherTermAtTheSameIndexForANewEntry) {
    EntryTable table;
    table.add(LogIndex(1), entryOf(1, 1), Term(0), EventId(1));
    EXPECT_EQ(table.add(LogIndex(1), entryOf(2, 2), Term(0), EventId(2)), EntryTable::Fit::New);
    EXPECT_EQ(table.add(LogIndex(1), entryOf(3, 3), Term(0), EventId(3)), EntryTable::Fit::New);
    EXPECT_EQ(table.add(LogIndex(1), entryOf(2, 2), Term(0), EventId(4)), EntryTable::Fit::Known);
    EXPECT_EQ(table.add(LogIndex(1), entryOf(3, 3), Term(0), EventId(5)), EntryTable::Fit::Known);
    EXPECT_EQ(table.eventOf(LogIndex(1), entryOf(3, 3)), EventId(3));
    EXPECT_FALSE(table.isOnlyOneAt(LogIndex(1), entryOf(1, 1)));
}

TEST(EntryTable, SeesTwoMeaningsOfOneIndexAndTerm) {
    EntryTable table;
    table.add(LogIndex(1), entryOf(1, 1), Term(0), EventId(1));
    EXPECT_EQ(table.add(LogIndex(1), entryOf(1, 2), Term(0), EventId(2)), EntryTable::Fit::Conflict);
    EXPECT_EQ(table.add(LogIndex(1), entryOf(1, 1), Term(0), EventId(3)), EntryTable::Fit::Known);
    table.add(LogIndex(2), entryOf(2, 5), Term(1), EventId(4));
    EXPECT_EQ(table.add(LogIndex(2), entryOf(2, 5), Term(2), EventId(5)), EntryTable::Fit::Conflict)
        << "another predecessor";
    Entry sameTextOtherClient = entryOf(2, 5);
    sameTextOtherClient.seq = 8;
    EXPECT_EQ(table.add(LogIndex(2), sameTextOtherClient, Term(1), EventId(6)), EntryTable::Fit::Conflict);
}

TEST(EntryTable, HasNoEventForWhatNeverWas) {
    EntryTable table;
    table.add(LogIndex(1), entryOf(1, 1), Term(0), EventId(1));
    EXPECT_EQ(table.eventOf(LogIndex(0), entryOf(1, 1)), kNoEvent);
    EXPECT_EQ(table.eventOf(LogIndex(1), entryOf(1, 9)), kNoEvent);
    EXPECT_EQ(table.eventOf(LogIndex(2), entryOf(1, 1)), kNoEvent);
    EXPECT_FALSE(table.isOnlyOneAt(LogIndex(2), entryOf(1, 1)));
}

}  // namespace
}  // namespace raft
