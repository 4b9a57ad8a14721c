// Changes of the membership, rule by rule: §6, D chapter 4.

#include <gtest/gtest.h>

#include "raft/core/quorum.h"
#include "tests/raft/core/node_fixture.h"

namespace raft::test {
namespace {

using Kind = ChangeMembers::Kind;

NodeSet setOf(std::initializer_list<NodeId> servers) {
    NodeSet set;
    for (const NodeId server : servers) set.insert(server);
    return set;
}

ChangeMembers change(Kind kind, std::initializer_list<NodeId> servers) {
    ChangeMembers request;
    request.kind = kind;
    request.servers = setOf(servers);
    return request;
}

/// A leader S1 of S1..S3 in term 2 that has committed an entry of its term, while S4 and S5 wait outside.
class Membership : public testing::Test {
protected:
    Membership() {
        bench.rules.noopOnElection = true;
        bench.startsWith(1, {});
        bench.wins();
        bench.persistAll();
        acknowledge(kS2);
        EXPECT_EQ(bench.node.state().commitIndex, LogIndex(1));
    }
    /// `peer` has everything that the leader has.
    void acknowledge(NodeId peer) {
        AppendEntriesReply reply;
        reply.term = bench.node.currentTerm();
        reply.success = true;
        reply.matchIndex = bench.node.log().lastIndex();
        reply.seq = bench.node.leader().unanswered[peer.value];
        bench.receive(peer, reply);
    }
    void ask(Kind kind, std::initializer_list<NodeId> servers) { bench.step(change(kind, servers)); }
    Reason refusal() const {
        const auto note = bench.fact(EventKind::Note);
        return note && isRefusal(note->reason) ? note->reason : Reason::None;
    }

    Bench bench;
};

TEST(Quorum, LargestIndexThatAMajorityHolds) {
    const Configuration five{NodeSet::firstNodes(5), {}, {}};
    const std::array<LogIndex, kMaxServers> stored{LogIndex(4), LogIndex(9), LogIndex(1), LogIndex(7), LogIndex(7)};
    EXPECT_EQ(quorumIndex(five, stored, Rules{}), LogIndex(7));
    Rules half;
    half.quorum = QuorumRule::Half;
    EXPECT_EQ(quorumIndex(five, stored, half), LogIndex(7));
    EXPECT_EQ(quorumIndex(Configuration{setOf({kS1, kS3}), {}, {}}, stored, Rules{}), LogIndex(1));
}

TEST(Quorum, OfAJointOneIsCountedInTheHalfThatIsNearestToFailing) {
    const Configuration joint{setOf({kS1, kS4, kS5}), setOf({kS1, kS2, kS3}), {}};
    const QuorumCount lacksOld = quorumCount(joint, setOf({kS1, kS4, kS5}), Rules{});
    EXPECT_EQ(lacksOld.count, 1);
    EXPECT_EQ(lacksOld.needed, 2);
    EXPECT_EQ(lacksOld.of, 3);
    EXPECT_FALSE(lacksOld.isEnough());
    const QuorumCount lacksNew = quorumCount(joint, setOf({kS2, kS3}), Rules{});
    EXPECT_EQ(lacksNew.count, 0);
    EXPECT_TRUE(quorumCount(joint, setOf({kS1, kS2, kS4}), Rules{}).isEnough());
    const Configuration four{NodeSet::firstNodes(4), {}, {}};
    EXPECT_EQ(quorumCount(four, setOf({kS1, kS2, kS5}), Rules{}).count, 2) << "S5 is no member";
}

TEST(Quorum, JointNeedsBothMajorities) {
    const Configuration joint{setOf({kS3, kS4, kS5}), setOf({kS1, kS2, kS3}), {}};
    EXPECT_FALSE(isQuorum(joint, setOf({kS3, kS4, kS5}), Rules{})) << "one of three old ones";
    EXPECT_FALSE(isQuorum(joint, setOf({kS1, kS2, kS3}), Rules{}));
    EXPECT_TRUE(isQuorum(joint, setOf({kS2, kS3, kS4}), Rules{})) << "S3 counts in both";
    Rules bent;
    bent.jointQuorum = JointQuorum::New;
    EXPECT_TRUE(isQuorum(joint, setOf({kS3, kS4}), bent));
    bent.jointQuorum = JointQuorum::Union;
    EXPECT_TRUE(isQuorum(joint, setOf({kS3, kS4, kS5}), bent)) << "three of five";
}

TEST(Quorum, LearnersDoNotCount) {
    const Configuration config{setOf({kS1, kS2, kS3}), {}, setOf({kS4, kS5})};
    EXPECT_FALSE(isQuorum(config, setOf({kS1, kS4, kS5}), Rules{}));
    Rules bent;
    bent.learnersCount = true;
    EXPECT_TRUE(isQuorum(config, setOf({kS1, kS4, kS5}), bent));
}

TEST(PackedConfigurations, UnpackToTheSame) {
    const Configuration config{setOf({kS1, NodeId(8)}), setOf({kS2}), setOf({kS3, kS5})};
    EXPECT_EQ(PackedConfiguration(config).unpacked(), config);
}

/// "A server always uses the latest configuration in its log, regardless of whether the entry is committed" (§6).
TEST_F(Membership, TakesEffectWhenAppended) {
    ask(Kind::AddServer, {kS4});
    EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(4));
    EXPECT_EQ(bench.node.configIndex(), LogIndex(2));
    EXPECT_EQ(bench.fact(EventKind::Append)->reason, Reason::ChangeAsked);
    EXPECT_EQ(bench.fact(EventKind::Config)->reason, Reason::ConfigAppended);
    EXPECT_TRUE(bench.sent<AppendEntries>(kS4)) << "the newcomer is replicated to at once";
    EXPECT_FALSE(bench.sent<AppendEntries>(kS5));
}

TEST_F(Membership, WaitsForTheCommitWhereTheRuleSaysSo) {
    bench.rules.configAt = ConfigAt::Commit;
    ask(Kind::AddServer, {kS4});
    EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(3));
    bench.persistAll();
    acknowledge(kS2);
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2)) << "two of the old three";
    EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(4));
    EXPECT_EQ(bench.fact(EventKind::Config)->reason, Reason::ConfigCommitted);
}

TEST_F(Membership, CommitsByTheNewMajority) {
    ask(Kind::AddServer, {kS4});
    bench.persistAll();
    acknowledge(kS2);
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(1)) << "two of four";
    acknowledge(kS4);
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2));
}

TEST_F(Membership, OnlyOneChangeAtATime) {
    ask(Kind::AddServer, {kS4});
    ask(Kind::AddServer, {kS5});
    EXPECT_EQ(refusal(), Reason::ChangePending);
    EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(4));
    bench.rules.configWaitsForLast = false;
    ask(Kind::AddServer, {kS5});
    EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(5));
}

/// The condition that the dissertation lacked (Ongaro on raft-dev, 2015).
TEST(MembershipOfANewLeader, NeedsACommittedEntryOfItsTerm) {
    Bench bench;
    bench.startsWith(1, {1}, Role::Follower, 1);
    bench.wins();
    bench.persistAll();
    bench.step(change(Kind::AddServer, {kS4}));
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::NothingOfOwnTerm);
    bench.rules.configNeedsCommitInTerm = false;
    bench.step(change(Kind::AddServer, {kS4}));
    EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(4));
}

TEST_F(Membership, RefusesWhatMakesNoSense) {
    ask(Kind::AddServer, {kS2});
    EXPECT_EQ(refusal(), Reason::ChangesNothing);
    ask(Kind::Simple, {kS1, kS2, kS3, kS4, kS5});
    EXPECT_EQ(refusal(), Reason::SeveralServersAtOnce);
    ask(Kind::Direct, {kS1, kS2, kS3, kS4, kS5});
    EXPECT_EQ(refusal(), Reason::SeveralServersAtOnce);
    ask(Kind::Promote, {kS4});
    EXPECT_EQ(refusal(), Reason::NotALearner);
    ask(Kind::Joint, {kS1, kS2, kS3});
    EXPECT_EQ(refusal(), Reason::ChangesNothing);
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(1)) << "nothing was appended";
    ChangeMembers learners = change(Kind::Joint, {kS1, kS2, kS3});
    learners.learners = setOf({kS4});
    bench.step(learners);
    EXPECT_TRUE(bench.node.config().isJoint()) << "the voters stay, but S4 is a learner now";
    EXPECT_EQ(bench.node.config().learners, setOf({kS4}));
    Bench follower;
    follower.step(change(Kind::AddServer, {kS4}));
    EXPECT_EQ(follower.fact(EventKind::Note)->reason, Reason::ChangeNotByLeader);
    Bench alone(1);
    alone.rules.noopOnElection = true;
    alone.step(ElectionTimeout{});
    alone.persistAll();  // Its vote,
    alone.persistAll();  // and the no-op.
    alone.step(change(Kind::RemoveServer, {kS1}));
    EXPECT_EQ(alone.fact(EventKind::Note)->reason, Reason::NoVoterLeft);
}

TEST_F(Membership, LeapsOnlyWithTheRuleBent) {
    bench.rules.configOneServer = false;
    ask(Kind::Simple, {kS1, kS2, kS3, kS4, kS5});
    EXPECT_EQ(refusal(), Reason::SeveralServersAtOnce) << "a single change stays one";
    ask(Kind::Direct, {kS1, kS2, kS3, kS4, kS5});
    EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(5));
}

TEST(MembershipOfAFollower, GoesBackWhenTheEntryGoes) {
    for (const bool follows : {true, false}) {
        Bench bench;
        bench.rules.configFollowsLog = follows;
        bench.startsWith(1, {1});
        AppendEntries brings{Term(1), kS2, LogIndex(1), Term(1), LogIndex(0), 1, {}};
        Entry entry = entryOf(1);
        entry.type = EntryType::Config;
        entry.config = PackedConfiguration(Configuration{NodeSet::firstNodes(4), {}, {}});
        brings.entries.push_back(entry);
        bench.receive(kS2, brings);
        EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(4));
        AppendEntries replaces{Term(2), kS3, LogIndex(1), Term(1), LogIndex(0), 1, {}};
        replaces.entries.push_back(entryOf(2));
        bench.receive(kS3, replaces);
        EXPECT_EQ(bench.node.config().voters.size(), follows ? 3 : 4);
    }
}

TEST_F(Membership, JointIsLeftOnceItIsCommitted) {
    ask(Kind::Joint, {kS3, kS4, kS5});
    EXPECT_EQ(bench.node.config(), (Configuration{setOf({kS3, kS4, kS5}), setOf({kS1, kS2, kS3}), {}}));
    bench.persistAll();
    acknowledge(kS2);
    acknowledge(kS3);
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(1)) << "of the new ones only S3";
    acknowledge(kS4);
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2));
    EXPECT_EQ(bench.node.config(), (Configuration{setOf({kS3, kS4, kS5}), {}, {}})) << "C_new follows at once";
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(3));
    EXPECT_EQ(bench.node.role(), Role::Leader) << "it leads a cluster that it is no member of";
    bench.persistAll();
    acknowledge(kS3);
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2)) << "its own copy does not count";
    acknowledge(kS5);
    EXPECT_EQ(bench.node.role(), Role::Follower) << "C_new is committed: it steps down";
    EXPECT_EQ(bench.fact(EventKind::Role)->reason, Reason::LeftOut);
    EXPECT_FALSE(bench.node.mayCampaign());
}

/// C_new makes it a learner, but it may be the only one that has C_new: then nobody else is elected by C_old.
TEST(MembershipOfAFollower, WhoLosesItsVoteStandsUntilThatIsCommitted) {
    Bench bench(4);
    const auto append = [&](std::uint32_t prev, const Configuration& config, std::uint32_t commit) {
        Entry entry = entryOf(1);
        entry.type = EntryType::Config;
        entry.config = PackedConfiguration(config);
        AppendEntries request{Term(1), kS2, LogIndex(prev), Term(prev == 0 ? 0 : 1), LogIndex(commit), 1, {}};
        request.entries.push_back(entry);
        bench.receive(kS2, request);
    };
    const NodeSet others = setOf({kS2, kS3, kS4});
    append(0, {others, NodeSet::firstNodes(4), setOf({kS1})}, 0);
    EXPECT_TRUE(bench.node.mayCampaign()) << "it decides in C_old";
    append(1, {others, {}, setOf({kS1})}, 1);
    EXPECT_TRUE(bench.node.config().learners.contains(kS1));
    EXPECT_TRUE(bench.node.mayCampaign()) << "C_new is not known to be committed";
    bench.step(ElectionTimeout{});
    EXPECT_TRUE(bench.sent<RequestVote>(kS3));
    bench.receive(kS3, RequestVoteReply{Term(2), true});
    EXPECT_EQ(bench.node.role(), Role::Candidate) << "its own vote does not count";
    bench.receive(kS4, RequestVoteReply{Term(2), true});
    EXPECT_EQ(bench.node.role(), Role::Leader);

    Bench learner(3);
    learner.node = Node(kS1, Configuration{setOf({kS2, kS3}), {}, setOf({kS1})});
    Entry removal = entryOf(1);
    removal.type = EntryType::Config;
    removal.config = PackedConfiguration(Configuration{setOf({kS2, kS3}), {}, {}});
    AppendEntries request{Term(1), kS2, LogIndex(0), Term(0), LogIndex(0), 1, {}};
    request.entries.push_back(removal);
    learner.receive(kS2, request);
    EXPECT_FALSE(learner.node.mayCampaign()) << "it never had a vote";
}

TEST(MembershipOfAFollower, WhoLosesItsVoteIsStillOnceThatIsCommitted) {
    Bench bench(2);
    Entry entry = entryOf(1);
    entry.type = EntryType::Config;
    entry.config = PackedConfiguration(Configuration{setOf({kS2}), {}, setOf({kS1})});
    AppendEntries request{Term(1), kS2, LogIndex(0), Term(0), LogIndex(0), 1, {}};
    request.entries.push_back(entry);
    bench.receive(kS2, request);
    EXPECT_TRUE(bench.node.mayCampaign());
    request.leaderCommit = LogIndex(1);
    bench.receive(kS2, request);
    EXPECT_FALSE(bench.node.mayCampaign());
}

/// A leader that inherits C_old,new cannot know whether it is committed: it waits for a commit of its own.
TEST(MembershipOfANewLeader, LeavesJointOnlyAfterACommit) {
    for (const bool waits : {true, false}) {
        Bench bench;
        bench.rules.noopOnElection = true;
        bench.rules.jointWaitsForCommit = waits;
        bench.startsWith(1, {1});
        AppendEntries brings{Term(1), kS2, LogIndex(1), Term(1), LogIndex(0), 1, {}};
        Entry entry = entryOf(1);
        entry.type = EntryType::Config;
        entry.config = PackedConfiguration(Configuration{NodeSet::firstNodes(3), NodeSet::firstNodes(2), {}});
        brings.entries.push_back(entry);
        bench.receive(kS2, brings);
        bench.wins();
        ASSERT_EQ(bench.node.role(), Role::Leader);
        EXPECT_EQ(bench.node.config().isJoint(), waits);
    }
}

TEST_F(Membership, LeaderThatIsLeftOutCountsItselfOnlyWithTheRuleBent) {
    for (const bool counts : {false, true}) {
        bench.rules.removedLeaderCounts = counts;
        if (!counts) ask(Kind::RemoveServer, {kS1});
        EXPECT_EQ(bench.node.config().voters, setOf({kS2, kS3}));
        bench.persistAll();
        acknowledge(kS2);
        EXPECT_EQ(bench.node.state().commitIndex, LogIndex(counts ? 2 : 1));
    }
}

TEST_F(Membership, LeaderThatIsLeftOutGoesWhenTheRuleSaysSo) {
    Bench early = bench;
    early.rules.removedLeader = RemovedLeader::StepsDownEarly;
    early.step(change(Kind::RemoveServer, {kS1}));
    EXPECT_EQ(early.node.role(), Role::Follower);
    EXPECT_TRUE(early.node.mayCampaign()) << "the configuration that leaves it out is not committed";
    bench.rules.removedLeader = RemovedLeader::Stays;
    ask(Kind::RemoveServer, {kS1});
    acknowledge(kS2);
    acknowledge(kS3);
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2));
    EXPECT_EQ(bench.node.role(), Role::Leader);
}

/// Whoever its latest uncommitted configuration leaves out may stand, without its own vote (D §4.2.2).
TEST_F(Membership, CandidateThatIsLeftOutDoesNotCountItsVote) {
    bench.rules.removedLeader = RemovedLeader::StepsDownEarly;
    ask(Kind::RemoveServer, {kS1});
    bench.step(ElectionTimeout{});
    ASSERT_EQ(bench.node.role(), Role::Candidate);
    EXPECT_TRUE(bench.sent<RequestVote>(kS2));
    bench.receive(kS2, RequestVoteReply{bench.node.currentTerm(), true});
    EXPECT_EQ(bench.node.role(), Role::Candidate) << "one vote of the two that are needed";
    bench.receive(kS3, RequestVoteReply{bench.node.currentTerm(), true});
    EXPECT_EQ(bench.node.role(), Role::Leader);
}

TEST(MembershipOfAnOutsider, DoesNotStandForElection) {
    Bench bench(5);
    bench.node = Node(kS1, Configuration{setOf({kS2, kS3, kS4}), {}, setOf({kS1})});
    bench.step(ElectionTimeout{});
    EXPECT_EQ(bench.node.role(), Role::Follower);
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::NotAVoter);
    bench.receive(kS2, RequestVote{Term(1), kS2, LogIndex(0), Term(0)});
    EXPECT_TRUE(bench.sent<RequestVoteReply>(kS2)->voteGranted) << "but it votes: it may be a member without knowing";
}

// ---- Learners (D §4.2.1) ----

class CatchingUp : public Membership {
protected:
    CatchingUp() {
        ask(Kind::AddLearner, {kS4});
        bench.persistAll();
        acknowledge(kS2);
        EXPECT_EQ(bench.node.state().commitIndex, LogIndex(2));
        EXPECT_EQ(bench.node.config(), (Configuration{NodeSet::firstNodes(3), {}, setOf({kS4})}));
    }
    void passes(std::int64_t ms) { bench.clock.now = bench.clock.now + SimTime::fromMs(ms); }
};

TEST_F(CatchingUp, QuickRoundPromotes) {
    ask(Kind::Promote, {kS4});
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::CatchUpRound);
    EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(3)) << "not yet";
    ask(Kind::AddServer, {kS5});
    EXPECT_EQ(refusal(), Reason::StillCatchingUp);
    passes(149);
    acknowledge(kS4);
    EXPECT_EQ(bench.node.config(), (Configuration{NodeSet::firstNodes(4), {}, {}}));
    EXPECT_EQ(bench.fact(EventKind::Append)->reason, Reason::CaughtUp);
}

TEST_F(CatchingUp, SlowRoundIsFollowedByAnother) {
    ask(Kind::Promote, {kS4});
    passes(150);
    acknowledge(kS4);
    EXPECT_EQ(bench.node.config().voters, NodeSet::firstNodes(3));
    EXPECT_EQ(bench.node.leader().catchUp.round, 2u);
    for (std::uint32_t round = 2; round <= kCatchUpRounds; ++round) {
        passes(150);
        acknowledge(kS4);
    }
    EXPECT_EQ(bench.node.leader().catchUp.server, kNoNode);
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::CatchUpTooSlow);
}

TEST_F(CatchingUp, SilentLearnerIsGivenUp) {
    ask(Kind::Promote, {kS4});
    passes(150);
    bench.step(HeartbeatTimeout{});
    EXPECT_EQ(bench.node.leader().catchUp.server, kS4) << "an election timeout is not over yet";
    passes(1);
    bench.step(HeartbeatTimeout{});
    EXPECT_EQ(bench.node.leader().catchUp.server, kNoNode);
    EXPECT_EQ(bench.fact(EventKind::Note)->reason, Reason::CatchUpStuck);
}

// ---- Snapshots (D §5.1) ----

TEST_F(Membership, SnapshotHoldsTheConfigurationOfItsLastEntry) {
    for (const bool holds : {true, false}) {
        Bench copy = bench;
        copy.rules.snapshotConfig = holds;
        copy.step(change(Kind::AddServer, {kS4}));
        copy.step(TakeSnapshot{std::make_shared<const std::string>("state"), 0});
        EXPECT_EQ(copy.node.persistent().snapshot.config.voters, NodeSet::firstNodes(3)) << "as of entry 1, not of 2";
        copy.persistAll();
        for (const NodeId peer : {kS2, kS4}) {
            AppendEntriesReply reply{copy.node.currentTerm(),
                                     true,
                                     LogIndex(2),
                                     LogIndex(0),
                                     Term(0),
                                     copy.node.leader().unanswered[peer.value]};
            copy.receive(peer, reply);
        }
        copy.step(TakeSnapshot{std::make_shared<const std::string>("state"), 0});
        EXPECT_EQ(copy.node.persistent().snapshot.lastIncludedIndex, LogIndex(2));
        EXPECT_EQ(copy.node.persistent().snapshot.config.voters.size(), holds ? 4 : 3);
        EXPECT_EQ(copy.node.config().voters, NodeSet::firstNodes(4)) << "it goes on with what it knows";
        PersistentState disk = copy.node.persistent();
        copy.node.crash(std::move(disk));
        copy.step(Boot{});
        EXPECT_EQ(copy.node.config().voters.size(), holds ? 4 : 3);
    }
}

}  // namespace
}  // namespace raft::test
