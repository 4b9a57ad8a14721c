// Bent rules at one server: what it answers that Raft would not.

#include <gtest/gtest.h>

#include "tests/raft/core/node_fixture.h"

namespace raft::test {
namespace {

constexpr LogIndex at(std::uint32_t index) { return LogIndex(index); }

/// S1 is in term 3 with the log [1, 3] and is asked by S2, whose log ends as said.
Bench asked(CompareBy how, Term lastTerm, LogIndex lastIndex, std::uint32_t commit = 0) {
    Bench bench;
    bench.rules.compareBy = how;
    bench.startsWith(3, {1, 3}, Role::Follower, commit);
    bench.receive(kS2, RequestVote{Term(4), kS2, lastIndex, lastTerm});
    return bench;
}

bool granted(const Bench& bench) { return bench.sent<RequestVoteReply>(kS2)->voteGranted; }

TEST(BentRules, LengthAloneTakesLongOldLogsAndRefusesShortNewOnes) {
    const Bench longer = asked(CompareBy::Index, Term(1), at(2));
    EXPECT_TRUE(granted(longer));
    EXPECT_EQ(longer.fact(EventKind::Vote)->reason, Reason::OlderLogTaken);
    EXPECT_FALSE(granted(asked(CompareBy::TermAndIndex, Term(1), at(2))));

    const Bench newer = asked(CompareBy::Index, Term(3), at(1));
    EXPECT_FALSE(granted(newer));
    const Bench latest = asked(CompareBy::Index, Term(4), at(1));
    EXPECT_FALSE(granted(latest));
    EXPECT_EQ(latest.fact(EventKind::Refuse)->reason, Reason::NewerLogRefused);
    EXPECT_TRUE(granted(asked(CompareBy::TermAndIndex, Term(4), at(1))));
}

TEST(BentRules, TheTermAloneTakesShorterLogsOfTheSameTerm) {
    EXPECT_EQ(asked(CompareBy::Term, Term(3), at(1)).fact(EventKind::Vote)->reason, Reason::OlderLogTaken);
    EXPECT_EQ(asked(CompareBy::Term, Term(3), at(2)).fact(EventKind::Vote)->reason, Reason::FreeVote);
    EXPECT_EQ(asked(CompareBy::Term, Term(2), at(9)).fact(EventKind::Refuse)->reason, Reason::LogNotUpToDate);
}

TEST(BentRules, WhatTheVoterKnowsCommittedIsLessThanItsLog) {
    EXPECT_EQ(asked(CompareBy::CommitIndex, Term(1), at(1), 1).fact(EventKind::Vote)->reason, Reason::OlderLogTaken);
    EXPECT_EQ(asked(CompareBy::CommitIndex, Term(0), at(0), 1).fact(EventKind::Refuse)->reason, Reason::LogNotUpToDate);
    EXPECT_EQ(asked(CompareBy::CommitIndex, Term(1), at(1), 2).fact(EventKind::Refuse)->reason, Reason::LogNotUpToDate);
}

TEST(BentRules, PreVotesCompareLikeVotes) {
    for (const CompareBy how : {CompareBy::TermAndIndex, CompareBy::Index}) {
        Bench bench;
        bench.rules.preVote = true;
        bench.rules.compareBy = how;
        bench.startsWith(3, {1, 3});
        bench.receive(kS2, PreVote{Term(4), kS2, at(2), Term(1)});
        const bool bent = how == CompareBy::Index;
        EXPECT_EQ(bench.sent<PreVoteReply>(kS2)->voteGranted, bent);
        EXPECT_EQ(bench.fact(EventKind::PreVote)->reason, bent ? Reason::OlderLogTaken : Reason::PreVoteLogOlder);
    }
}

/// S1 holds [1, 1, 1] and gets an entry of term 2 at index 2.
Bench conflicted(Conflicts how) {
    Bench bench;
    bench.rules.conflicts = how;
    bench.startsWith(2, {1, 1, 1});
    AppendEntries request{Term(2), kS2, at(1), Term(1), at(0), 1, {}};
    request.entries.push_back(entryOf(2));
    bench.receive(kS2, request);
    return bench;
}

TEST(BentRules, AConflictGoesStaysOrIsOverwritten) {
    using Terms = std::vector<std::uint32_t>;
    EXPECT_EQ(termsOf(conflicted(Conflicts::Truncate).node.log()), (Terms{1, 2}));
    EXPECT_EQ(termsOf(conflicted(Conflicts::Keep).node.log()), (Terms{1, 1, 1}));
    EXPECT_EQ(termsOf(conflicted(Conflicts::Overwrite).node.log()), (Terms{1, 2, 1}));
    EXPECT_FALSE(conflicted(Conflicts::Keep).fact(EventKind::Truncate));
    EXPECT_EQ(conflicted(Conflicts::Overwrite).fact(EventKind::Append)->args[1], 3u);
}

TEST(BentRules, AnAcknowledgementNamesWhatWasShownOrTheEndOfTheLog) {
    for (const UpTo how : {UpTo::LastNewEntry, UpTo::LastLogIndex}) {
        Bench bench;
        bench.rules.ackUpTo = how;
        bench.startsWith(2, {1, 1, 1});
        bench.receive(kS2, AppendEntries{Term(2), kS2, at(1), Term(1), at(0), 1, {}});
        EXPECT_EQ(bench.sent<AppendEntriesReply>(kS2)->matchIndex, at(how == UpTo::LastNewEntry ? 1 : 3));
    }
}

TEST(BentRules, ALeaderHeedsNoOldLeaderEvenThen) {
    Bench bench;
    bench.rules.refuseStaleLeaders = false;
    bench.startsWith(3, {1, 3}, Role::Leader);
    bench.receive(kS2, AppendEntries{Term(2), kS2, at(0), Term(0), at(0), 1, {}});
    EXPECT_FALSE(bench.sent<AppendEntriesReply>(kS2)->success);
    EXPECT_EQ(bench.node.role(), Role::Leader);
    EXPECT_EQ(bench.fact(EventKind::Reject)->reason, Reason::StaleTerm);
}

}  // namespace
}  // namespace raft::test
