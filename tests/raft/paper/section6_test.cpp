// §6 of the paper and chapter 4 of the dissertation: servers come and go.

#include "raft/core/quorum.h"
#include "tests/raft/check/membership_lab.h"
#include "tests/raft/paper/paper_support.h"

namespace raft::test {
namespace {

/// C_old = {S1, S2, S3}, C_new = {S3, S4, S5}.
Configuration jointConfiguration() { return {nodes({kS3, kS4, kS5}), nodes({kS1, kS2, kS3}), {}}; }

TEST(PaperSection6, AJointElectionNeedsTheMajorityOfEitherHalf) {
    Bench bench;
    bench.node = Node(kS1, jointConfiguration());
    bench.step(ElectionTimeout{});
    for (const NodeId peer : {kS2, kS3, kS4, kS5}) EXPECT_TRUE(bench.sent<RequestVote>(peer));
    bench.receive(kS2, RequestVoteReply{Term(1), true});
    EXPECT_EQ(bench.node.role(), Role::Candidate) << "two of the old three, none of the new";
    bench.receive(kS4, RequestVoteReply{Term(1), true});
    EXPECT_EQ(bench.node.role(), Role::Candidate) << "one of the new three";
    bench.receive(kS5, RequestVoteReply{Term(1), true});
    EXPECT_EQ(bench.node.role(), Role::Leader);
}

TEST(PaperSection6, AJointCommitNeedsTheMajorityOfEitherHalf) {
    Bench bench;
    bench.node = Node(kS1, jointConfiguration());
    bench.startsWith(1, {1}, Role::Leader);
    bench.receive(kS4, stored(1, 1));
    bench.receive(kS5, stored(1, 1));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(0)) << "all of the new but one, and one of the old";
    bench.receive(kS2, stored(1, 1));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(1));
}

TEST(PaperSection6, TheEmptyHalfOfASimpleConfigurationDecidesNothing) {
    const Configuration simple{NodeSet::firstNodes(5), {}, {}};
    int decided = 0;
    for (std::uint64_t bits = 0; bits < 32; ++bits) {
        const NodeSet agreeing(bits);
        EXPECT_EQ(isQuorum(simple, agreeing, Rules{}), agreeing.size() >= 3);
        decided += isQuorum(simple, agreeing, Rules{}) ? 1 : 0;
    }
    EXPECT_EQ(decided, 16);
}

/// A voter of C_old that C_new leaves out is no member afterwards; as a learner it comes back by an entry of its own.
TEST(PaperSection6, AVoterThatLeftMayComeBackAsALearner) {
    lab::Lab lab(lab::members(4, 4));
    lab.elect(1);
    lab.wait(70);
    ASSERT_TRUE(lab::ask(lab, 1, lab::Change::Joint, lab::setOf({1, 2, 3})));
    EXPECT_TRUE(lab.node(1).config().isJoint());
    lab.wait(200);
    EXPECT_EQ(lab.node(1).config(), (Configuration{lab::setOf({1, 2, 3}), {}, {}}));
    ASSERT_TRUE(lab::ask(lab, 1, lab::Change::AddLearner, lab::setOf({4})));
    lab.wait(200);
    for (int server = 1; server <= 4; ++server) {
        EXPECT_EQ(lab.node(server).config(), (Configuration{lab::setOf({1, 2, 3}), {}, lab::setOf({4})}));
    }
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// The case of 2015 in a correct cluster: S1's change of term 1 is on S1 and S5 only when S2 commits its no-op.
TEST(PaperSection6, ANoopOnTheOldMajorityStopsAnOlderChange) {
    lab::Lab lab(lab::members(4, 5));
    lab.elect(1);
    lab.wait(70);
    lab.split({lab::setOf({1, 5}), lab::setOf({2, 3, 4})});
    ASSERT_TRUE(lab::ask(lab, 1, lab::Change::AddServer, lab::setOf({5})));
    lab.wait(70);
    ASSERT_EQ(lab.node(5).config().voters, NodeSet::firstNodes(5));
    lab.elect(2);
    EXPECT_FALSE(lab::ask(lab, 2, lab::Change::RemoveServer, lab::setOf({1}))) << "nothing of term 2 is committed yet";
    lab.wait(70);
    ASSERT_TRUE(lab::ask(lab, 2, lab::Change::RemoveServer, lab::setOf({1})));
    lab.wait(70);
    EXPECT_EQ(lab.node(3).config().voters, lab::setOf({2, 3, 4}));

    lab.act(lab::cutOff(2, {1, 3, 4, 5}));
    lab.act(act::Split{});
    lab.wait(120);
    ASSERT_EQ(lab.node(1).role(), Role::Follower) << "it heard of term 2";
    ASSERT_EQ(lab.node(1).config().voters, NodeSet::firstNodes(5)) << "S1 still goes by its own change";
    for (int attempt = 0; attempt < 3; ++attempt) {
        for (const int server : {1, 5}) {
            lab.elect(server);
            EXPECT_NE(lab.node(server).role(), Role::Leader);
        }
    }
    EXPECT_EQ(lab.node(1).log().at(lab.node(1).log().lastIndex()).type, EntryType::Config) << "nobody overwrote it";
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(PaperSection6, AClusterGrowsFromOneServer) {
    lab::Lab lab(lab::members(1, 3));
    lab.elect(1);
    ASSERT_EQ(lab.node(1).role(), Role::Leader);
    lab.write("x=1", 1);
    for (const int server : {2, 3}) {
        ASSERT_TRUE(lab::ask(lab, 1, lab::Change::AddServer, lab::setOf({server})));
        lab.wait(200);
    }
    for (int server = 1; server <= 3; ++server) {
        EXPECT_EQ(lab.node(server).config().voters, NodeSet::firstNodes(3));
        EXPECT_EQ(lab.node(server).state().commitIndex, lab.node(1).log().lastIndex());
    }
    lab.crash(1);
    lab.elect(2);
    EXPECT_EQ(lab.node(2).role(), Role::Leader) << "and lives on without the first";
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// It may have become a voter without knowing: who asks it gets an answer, and a vote if its log is right.
TEST(PaperSection6, ALearnerAnswersRequestVote) {
    Bench bench;
    bench.node = Node(kS1, Configuration{nodes({kS2, kS3}), {}, nodes({kS1})});
    bench.startsWith(1, {1});
    const auto vote = exchange<RequestVoteReply>(bench, kS2, voteFor(kS2, 2, 1, 1));
    ASSERT_TRUE(vote);
    EXPECT_TRUE(vote->voteGranted);
    EXPECT_EQ(bench.node.persistent().votedFor, kS2);
    const auto refusal = exchange<RequestVoteReply>(bench, kS3, voteFor(kS3, 3, 0, 0));
    ASSERT_TRUE(refusal);
    EXPECT_FALSE(refusal->voteGranted);
    bench.step(ElectionTimeout{});
    EXPECT_EQ(bench.node.role(), Role::Follower) << "it never stands itself";
}

}  // namespace
}  // namespace raft::test
