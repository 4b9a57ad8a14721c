// Figure 2 of the paper: the rules that hold for every server and every message.

#include "tests/raft/check/lab.h"
#include "tests/raft/paper/paper_support.h"

namespace raft::test {
namespace {

/// One of each message between servers that carries the sender's own term.
std::vector<Body> everyMessageOf(std::uint32_t term) {
    InstallSnapshotReply stored;
    stored.term = Term(term);
    ReadIndexReply known;
    known.term = Term(term);
    return {voteFor(kS2, term, 0, 0),
            RequestVoteReply{Term(term), false},
            append(term, 0, 0, {}),
            AppendEntriesReply{Term(term), false, LogIndex(0), LogIndex(0), Term(0), 0},
            snapshotUpTo(term, 9, 4),
            stored,
            PreVoteReply{Term(term), false},
            TimeoutNow{Term(term)},
            ReadIndex{Term(term), clientEnd(0), 1},
            known,
            Heartbeat{Term(term), LogIndex(0), 1},
            HeartbeatReply{Term(term), 0}};
}

/// In term 4, with a vote for S3 and the log [1 4].
Bench inTermFour(Role role) {
    Bench bench;
    PersistentState state;
    state.currentTerm = Term(4);
    state.votedFor = kS3;
    state.log = logOf({1, 4});
    bench.node.preset(state, LogIndex(0), role);
    return bench;
}

TEST(PaperFigure2, AHigherTermInAnyMessageMakesAFollowerOfThatTerm) {
    for (const Role role : {Role::Follower, Role::Candidate, Role::Leader}) {
        for (const Body& body : everyMessageOf(7)) {
            Bench bench = inTermFour(role);
            const Message message{kS2, kS1, body};
            bench.step(&message);
            SCOPED_TRACE(nameOf(message.kind()));
            const auto term = bench.fact(EventKind::Term);
            ASSERT_TRUE(term);
            EXPECT_EQ(term->reason, Reason::HigherTerm);
            EXPECT_EQ(term->args[0], 4U);
            EXPECT_EQ(term->args[1], 7U);
            EXPECT_TRUE(bench.out.persist);
            if (message.kind() == MessageKind::TimeoutNow) continue;  // It then stands for election at once.
            EXPECT_EQ(bench.node.currentTerm(), Term(7));
            EXPECT_EQ(bench.node.role(), Role::Follower);
            EXPECT_EQ(bench.node.persistent().votedFor, kNoNode) << "the vote was one of term 4";
        }
    }
}

TEST(PaperFigure2, AQuestionAboutATermThatNobodyIsInIsNoHigherTerm) {
    for (const Role role : {Role::Follower, Role::Candidate, Role::Leader}) {
        for (const Body& body :
             {Body(PreVote{Term(7), kS2, LogIndex(9), Term(9)}), Body(PreVoteReply{Term(7), true})}) {
            Bench bench = inTermFour(role);
            const Message message{kS2, kS1, body};
            bench.step(&message);
            EXPECT_EQ(bench.node.currentTerm(), Term(4));
            EXPECT_EQ(bench.node.role(), role);
            EXPECT_EQ(bench.node.persistent().votedFor, kS3);
        }
    }
}

TEST(PaperFigure2, ARequestOfAnOlderTermIsAnsweredWithTheOwnTermAndChangesNothing) {
    for (const Role role : {Role::Follower, Role::Candidate, Role::Leader}) {
        Bench bench = inTermFour(role);
        const auto before = everythingOf(bench.node);
        const auto vote = exchange<RequestVoteReply>(bench, kS2, voteFor(kS2, 3, 9, 3));
        ASSERT_TRUE(vote);
        EXPECT_EQ(vote->term, Term(4));
        EXPECT_FALSE(vote->voteGranted);
        EXPECT_FALSE(bench.out.persist || bench.out.resetElectionTimer);
        const auto appended = exchange<AppendEntriesReply>(bench, kS2, append(3, 0, 0, {3}, 1));
        ASSERT_TRUE(appended);
        EXPECT_EQ(appended->term, Term(4));
        EXPECT_FALSE(appended->success);
        EXPECT_EQ(appended->seq, 0U) << "it acknowledges no message of any term";
        EXPECT_FALSE(bench.out.persist || bench.out.resetElectionTimer);
        const auto installed = exchange<InstallSnapshotReply>(bench, kS2, snapshotUpTo(3, 9, 3));
        ASSERT_TRUE(installed);
        EXPECT_EQ(installed->term, Term(4));
        EXPECT_EQ(installed->matchIndex, LogIndex(0));
        EXPECT_EQ(installed->seq, 0U);
        EXPECT_FALSE(bench.out.persist || bench.out.resetElectionTimer);
        const auto heard = exchange<HeartbeatReply>(bench, kS2, Heartbeat{Term(3), LogIndex(2), 77});
        ASSERT_TRUE(heard);
        EXPECT_EQ(heard->term, Term(4));
        EXPECT_EQ(heard->seq, 0U);
        EXPECT_FALSE(bench.out.persist || bench.out.resetElectionTimer);
        EXPECT_EQ(everythingOf(bench.node), before);
    }
}

TEST(PaperFigure2, AnAnswerOfAnOlderTermIsDropped) {
    InstallSnapshotReply installed;
    installed.term = Term(3);
    installed.matchIndex = LogIndex(2);
    for (const Role role : {Role::Candidate, Role::Leader}) {
        for (const Body& body : {Body(RequestVoteReply{Term(3), true}), Body(stored(3, 2)), Body(installed),
                                 Body(HeartbeatReply{Term(3), 1})}) {
            Bench bench = inTermFour(role);
            const auto before = everythingOf(bench.node);
            const Message message{kS2, kS1, body};
            bench.step(&message);
            EXPECT_EQ(everythingOf(bench.node), before) << nameOf(message.kind());
            EXPECT_TRUE(bench.out.facts.empty() && bench.out.afterPersist.empty());
        }
    }
    Bench counts = inTermFour(Role::Leader);
    counts.receive(kS2, stored(4, 2));
    EXPECT_EQ(counts.node.leader().matchIndex[kS2.value], LogIndex(2)) << "one of its term is heard";
}

TEST(PaperFigure2, CommittedEntriesAreAppliedOneByOneInOrder) {
    Bench bench;
    bench.startsWith(1, {1, 1, 1, 1, 1}, Role::Follower, 1);
    bench.receive(kS2, append(1, 5, 1, {}, 4));
    std::vector<std::uint32_t> applied;
    for (const Event& event : bench.out.facts) {
        if (event.kind == EventKind::Apply) applied.push_back(event.args[0]);
    }
    EXPECT_EQ(applied, (std::vector<std::uint32_t>{2, 3, 4}));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(4));
    EXPECT_EQ(bench.node.state().lastApplied, LogIndex(4)) << "and the fifth, which is not committed, is not";
    bench.receive(kS2, append(1, 5, 1, {}, 4));
    EXPECT_FALSE(bench.fact(EventKind::Apply)) << "nothing is applied twice";
}

/// What `bench` sends at once and what it sends behind the disk.
void expectBehindTheDisk(const Bench& bench, std::size_t messages) {
    EXPECT_TRUE(bench.out.persist);
    EXPECT_TRUE(bench.out.now.empty());
    EXPECT_EQ(bench.out.afterPersist.size(), messages);
}

TEST(PaperFigure2, WhatRevealsPersistentStateLeavesBehindTheDisk) {
    Bench stands;
    stands.step(ElectionTimeout{});
    expectBehindTheDisk(stands, 2);
    Bench votes;
    votes.receive(kS2, voteFor(kS2, 1, 0, 0));
    expectBehindTheDisk(votes, 1);
    Bench acknowledges;
    acknowledges.receive(kS2, append(1, 0, 0, {1}));
    expectBehindTheDisk(acknowledges, 1);
    Bench installs;
    installs.receive(kS2, snapshotUpTo(1, 3, 1));
    expectBehindTheDisk(installs, 1);

    Bench leads;
    leads.rules.pipeline = true;
    leads.wins();
    leads.receive(clientEnd(0), command(1));
    EXPECT_TRUE(leads.out.persist);
    EXPECT_EQ(leads.out.now.size(), 2U) << "a leader's entries need not wait for its own disk";
    leads.rules.leaderWaitsForDisk = true;
    leads.receive(clientEnd(0), command(2));
    EXPECT_EQ(leads.out.afterPersist.size(), 2U) << "unless a rule says so";
}

/// At every moment of an election the disk has the old term and vote, or the new term with the new vote.
TEST(PaperFigure2, TermAndVoteAreWrittenAsOne) {
    ClusterConfig config = lab::quietConfig(3);
    config.fsync = SimTime::fromMs(50);
    lab::Lab lab(config);
    lab.timeout(1);
    bool written[3] = {};
    for (int ms = 0; ms < 300; ++ms) {
        for (int server = 1; server <= 3; ++server) {
            const PersistentState disk = lab.cluster().durable(lab::S(server));
            const bool has = disk.currentTerm == Term(1);
            EXPECT_EQ(disk.votedFor, has ? kS1 : kNoNode) << "S" << server << " at " << ms << " ms";
            written[server - 1] = written[server - 1] || has;
        }
        lab.wait(1);
    }
    EXPECT_TRUE(written[0] && written[1] && written[2]);
}

TEST(PaperFigure2, AMessageThatComesTwiceChangesNothingMore) {
    const std::vector<Body> requests{voteFor(kS2, 4, 9, 4), append(4, 1, 1, {4, 4}, 2), snapshotUpTo(4, 2, 4)};
    for (const Body& body : requests) {
        Bench bench;
        bench.startsWith(4, {1, 3});
        const Message message{kS2, kS1, body};
        bench.step(&message);
        const auto once = everythingOf(bench.node);
        EXPECT_EQ(bench.out.afterPersist.size(), 1U);
        bench.step(&message);
        EXPECT_EQ(everythingOf(bench.node), once) << nameOf(message.kind());
        EXPECT_EQ(bench.out.now.size() + bench.out.afterPersist.size(), 1U) << "but it is answered again";
    }
    Bench leader;
    leader.startsWith(4, {4, 4}, Role::Leader);
    for (const Body& body : {Body(stored(4, 2, 1)), Body(RequestVoteReply{Term(4), true})}) {
        const Message message{kS2, kS1, body};
        leader.step(&message);
        const auto once = everythingOf(leader.node);
        leader.step(&message);
        EXPECT_EQ(everythingOf(leader.node), once) << nameOf(message.kind());
    }
}

/// Three messages of one leader, in every order, some of them twice: what was acknowledged stays.
TEST(PaperFigure2, MessagesThatOvertakeEachOtherUndoNothing) {
    const std::vector<AppendEntries> sent{append(2, 0, 0, {1}, 0), append(2, 0, 0, {1, 2}, 1),
                                          append(2, 0, 0, {1, 2, 2}, 2)};
    std::vector<int> order{0, 1, 2};
    do {
        Bench bench;
        bench.startsWith(2, {});
        LogIndex acknowledged;
        for (const int which : {order[0], order[1], order[0], order[2]}) {
            bench.receive(kS2, sent[static_cast<std::size_t>(which)]);
            const auto reply = bench.sent<AppendEntriesReply>(kS2);
            ASSERT_TRUE(reply && reply->success);
            acknowledged = std::max(acknowledged, reply->matchIndex);
            EXPECT_GE(bench.node.log().lastIndex(), acknowledged);
        }
        EXPECT_EQ(termsOf(bench.node.log()), (Terms{1, 2, 2}));
        EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2));
    } while (std::next_permutation(order.begin(), order.end()));
}

TEST(PaperFigure2, AServerListensToALeaderOutsideItsConfiguration) {
    Bench bench(3);
    bench.startsWith(1, {});
    AppendEntries request = append(1, 0, 0, {1});
    request.leaderId = kS5;
    const auto reply = exchange<AppendEntriesReply>(bench, kS5, request);
    ASSERT_TRUE(reply);
    EXPECT_TRUE(reply->success);
    EXPECT_EQ(bench.node.state().leaderId, kS5);
    const auto vote = exchange<RequestVoteReply>(bench, kS4, voteFor(kS4, 2, 1, 1));
    ASSERT_TRUE(vote);
    EXPECT_TRUE(vote->voteGranted);
}

/// A follower of term 4 with the log [1 4]: does this message give the leader more time?
bool resetsTheTimer(const Body& body) {
    Bench bench;
    bench.startsWith(4, {1, 4});
    const Message message{kS2, kS1, body};
    bench.step(&message);
    return bench.out.resetElectionTimer;
}

TEST(PaperFigure2, OnlyTheLeaderAGrantedVoteAndAnElectionResetTheTimer) {
    EXPECT_TRUE(resetsTheTimer(append(4, 0, 0, {})));
    EXPECT_TRUE(resetsTheTimer(append(4, 9, 4, {}))) << "refused, but by word of the leader";
    EXPECT_TRUE(resetsTheTimer(snapshotUpTo(4, 9, 4)));
    EXPECT_TRUE(resetsTheTimer(Heartbeat{Term(4), LogIndex(0), 1}));
    EXPECT_TRUE(resetsTheTimer(voteFor(kS2, 4, 2, 4)));
    EXPECT_FALSE(resetsTheTimer(voteFor(kS2, 4, 9, 1))) << "a refused vote";
    EXPECT_FALSE(resetsTheTimer(voteFor(kS2, 9, 9, 1))) << "even one of a new term";
    EXPECT_FALSE(resetsTheTimer(voteFor(kS2, 3, 9, 3)));
    EXPECT_FALSE(resetsTheTimer(append(3, 0, 0, {}))) << "a leader of the past";
    EXPECT_FALSE(resetsTheTimer(snapshotUpTo(3, 9, 3)));
    EXPECT_FALSE(resetsTheTimer(Heartbeat{Term(3), LogIndex(0), 1}));
    EXPECT_FALSE(resetsTheTimer(HeartbeatReply{Term(4), 1}));
    EXPECT_FALSE(resetsTheTimer(PreVote{Term(5), kS2, LogIndex(9), Term(9)}));
    EXPECT_FALSE(resetsTheTimer(stored(4, 2)));
    EXPECT_FALSE(resetsTheTimer(RequestVoteReply{Term(4), true}));
    Bench stands;
    stands.step(ElectionTimeout{});
    EXPECT_TRUE(stands.out.resetElectionTimer);
}

}  // namespace
}  // namespace raft::test
