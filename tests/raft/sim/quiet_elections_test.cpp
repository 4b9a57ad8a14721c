// Clusters in which somebody disturbs: what PreVote, CheckQuorum and sticky followers do about it, and what happens
// without them. Transfers of leadership end to end.

#include <gtest/gtest.h>

#include <array>

#include "tests/raft/check/lab.h"

namespace raft::lab {
namespace {

std::vector<LinkId> bothWays(int one, int other) { return {LinkId{S(one), S(other)}, LinkId{S(other), S(one)}}; }

/// Heartbeats and election timers as usual.
ClusterConfig running(int servers) {
    ClusterConfig config;
    config.servers.clear();
    for (int s = 1; s <= servers; ++s) config.servers.push_back("S" + std::to_string(s));
    return config;
}

/// Election timers only fire when the test says so.
ClusterConfig byHand(int servers) {
    ClusterConfig config = running(servers);
    config.timers = Timers::Manual;
    return config;
}

ClusterConfig with(ClusterConfig config, std::initializer_list<RuleId> rules) {
    for (const RuleId rule : rules) config.rules.set(rule, 1);
    return config;
}

/// Who leads the highest term; 0 if nobody does.
int leaderOf(const Lab& lab) {
    const auto leader = lab.cluster().leaderOfHighestTerm();
    return leader ? leader->value + 1 : 0;
}

std::uint32_t highestTerm(const Lab& lab) {
    std::uint32_t highest = 0;
    for (int s = 1; s <= lab.cluster().serverCount(); ++s) {
        highest = std::max(highest, lab.node(s).currentTerm().value);
    }
    return highest;
}

/// A server is cut off, times out again and again, and comes back.
Lab rejoined(std::initializer_list<RuleId> rules) {
    Lab lab(with(byHand(3), rules));
    lab.elect(1);
    lab.split({setOf({1, 2}), setOf({3})});
    for (int i = 0; i < 5; ++i) lab.elect(3);
    lab.heal();
    lab.elect(3);
    lab.wait(200);
    return lab;
}

TEST(ARejoiningServer, DeposesTheLeaderWithoutPreVote) {
    const Lab lab = rejoined({});
    EXPECT_GE(lab.node(1).currentTerm().value, 7u);
    EXPECT_NE(lab.node(1).role(), Role::Leader);
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(ARejoiningServer, DisturbsNobodyWithPreVote) {
    const Lab lab = rejoined({RuleId::PreVote});
    EXPECT_EQ(lab.node(1).role(), Role::Leader);
    EXPECT_EQ(highestTerm(lab), 1u);
    EXPECT_EQ(lab.node(3).role(), Role::Follower) << "it heard the leader again";
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(ALeaderThatIsCutOff, StepsDownWithCheckQuorumOnly) {
    for (const bool checks : {false, true}) {
        Lab lab(with(byHand(5), {}));
        lab.rule(RuleId::CheckQuorum, checks ? 1 : 0);
        lab.elect(1);
        lab.split({setOf({1, 2}), setOf({3, 4, 5})});
        lab.wait(140);
        EXPECT_EQ(lab.node(1).role(), Role::Leader) << "not before an election timeout is over";
        lab.wait(120);
        EXPECT_EQ(lab.node(1).role(), checks ? Role::Follower : Role::Leader);
        EXPECT_EQ(lab.node(1).currentTerm(), Term(1));
    }
}

/// Its heartbeats still go out, so nobody else stands; no answer comes back, so nothing is ever committed.
TEST(ALeaderThatIsDeaf, BlocksEverybodyWithoutCheckQuorum) {
    for (const bool checks : {false, true}) {
        Lab lab(running(3));
        lab.rule(RuleId::CheckQuorum, checks ? 1 : 0);
        lab.rule(RuleId::PreVote, 1);
        lab.wait(1000);
        const int deaf = leaderOf(lab);
        ASSERT_NE(deaf, 0);
        std::vector<LinkId> toIt;
        for (const NodeId peer : NodeSet::firstNodes(3)) {
            if (peer != S(deaf)) toIt.push_back(LinkId{peer, S(deaf)});
        }
        lab.act(act::Cut{toIt});
        lab.submit("x=1", deaf);
        lab.wait(5000);
        EXPECT_EQ(leaderOf(lab) == deaf, !checks);
        EXPECT_EQ(lab.monitor().committed().value > 0, checks);
        EXPECT_TRUE(lab.monitor().safe()) << lab.told();
    }
}

/// A server hears nobody any more but reaches everybody: one that was removed behaves so (D §4.2.3).
Lab disturbed(std::initializer_list<RuleId> rules) {
    Lab lab(with(running(4), rules));
    lab.wait(1000);
    const int forgotten = leaderOf(lab) % 4 + 1;
    std::vector<LinkId> toIt;
    for (const NodeId peer : NodeSet::firstNodes(4)) {
        if (peer != S(forgotten)) toIt.push_back(LinkId{peer, S(forgotten)});
    }
    lab.act(act::Cut{toIt});
    lab.wait(5000);
    return lab;
}

TEST(AServerThatHearsNobody, DeposesOneLeaderAfterTheOther) {
    const Lab lab = disturbed({});
    int inLaterTerms = 0;
    for (int s = 1; s <= 4; ++s) inLaterTerms += lab.node(s).currentTerm().value > 5 ? 1 : 0;
    EXPECT_EQ(inLaterTerms, 4);
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(AServerThatHearsNobody, IsIgnoredByStickyServers) {
    const Lab lab = disturbed({RuleId::IgnoreVoteWhileLed});
    int inFirstTerm = 0;
    for (int s = 1; s <= 4; ++s) {
        inFirstTerm += lab.node(s).currentTerm() == Term(1) ? 1 : 0;
        EXPECT_TRUE(lab.node(s).role() != Role::Leader || lab.node(s).currentTerm() == Term(1));
    }
    EXPECT_EQ(inFirstTerm, 3) << "only the one that disturbs has moved on";
    EXPECT_GT(highestTerm(lab), 5u);
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

/// Five servers, links 1-2, 1-3, 2-3, 2-4 and 3-5 only: S4 and S5 hear one server each.
Lab halfConnected(std::initializer_list<RuleId> rules, std::vector<std::uint32_t>& terms) {
    Lab lab(with(running(5), rules));
    std::vector<LinkId> links;
    for (const auto& [one, other] :
         {std::pair(1, 4), std::pair(1, 5), std::pair(2, 5), std::pair(3, 4), std::pair(4, 5)}) {
        for (const LinkId link : bothWays(one, other)) links.push_back(link);
    }
    lab.act(act::Cut{links});
    for (int second = 0; second < 20; ++second) {
        lab.wait(1000);
        terms.push_back(highestTerm(lab));
    }
    return lab;
}

TEST(APartlyConnectedCluster, SettlesWithPreVoteAndCheckQuorumOnly) {
    std::vector<std::uint32_t> terms;
    const Lab plain = halfConnected({}, terms);
    EXPECT_GE(terms[19], terms[4] + 10) << "elections never end";
    EXPECT_TRUE(plain.monitor().safe()) << plain.told();

    terms.clear();
    const Lab calm = halfConnected({RuleId::PreVote, RuleId::CheckQuorum}, terms);
    EXPECT_EQ(terms[19], terms[1]) << "one leader, one term, for eighteen seconds";
    EXPECT_NE(leaderOf(calm), 0);
    EXPECT_TRUE(calm.monitor().safe()) << calm.told();
}

TEST(ATransfer, HandsOverAndTheNewLeaderTakesCommands) {
    for (const bool calm : {false, true}) {
        ClusterConfig config = byHand(3);
        if (calm) config = with(config, {RuleId::PreVote, RuleId::CheckQuorum, RuleId::IgnoreVoteWhileLed});
        Lab lab(config);
        lab.elect(1);
        lab.wait(30);  // With pre-votes an election takes two rounds.
        lab.write("x=1", 1);
        EXPECT_TRUE(lab.act(act::TransferLeader{std::nullopt, S(3)}));
        lab.wait(60);
        EXPECT_EQ(leaderOf(lab), 3);
        EXPECT_EQ(lab.node(3).currentTerm(), Term(2));
        EXPECT_EQ(lab.node(1).role(), Role::Follower);
        lab.write("x=2", 3);
        EXPECT_EQ(lab.monitor().committed(), LogIndex(2));
        EXPECT_TRUE(lab.monitor().safe()) << lab.told();
    }
}

TEST(ATransfer, BringsATargetThatIsBehindUpToDateFirst) {
    Lab lab(byHand(3));
    lab.elect(1);
    lab.act(act::Cut{bothWays(1, 3)});
    lab.write("x=1", 1);
    ASSERT_EQ(lab.node(3).log().lastIndex(), LogIndex(0));
    lab.act(act::Mend{bothWays(1, 3)});
    EXPECT_TRUE(lab.act(act::TransferLeader{S(1), S(3)}));
    lab.wait(120);
    EXPECT_EQ(leaderOf(lab), 3);
    EXPECT_EQ(lab.node(3).log().lastIndex(), LogIndex(1));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(ATransfer, ToAServerThatIsDownIsGivenUpAndTheLeaderGoesOn) {
    Lab lab(byHand(3));
    lab.elect(1);
    lab.crash(3);
    EXPECT_TRUE(lab.act(act::TransferLeader{S(1), S(3)})) << "a leader cannot know that it is down";
    lab.submit("x=1", 1);
    lab.wait(100);
    EXPECT_EQ(lab.node(1).log().lastIndex(), LogIndex(0)) << "no command while it hands over";
    lab.wait(150);
    EXPECT_EQ(leaderOf(lab), 1);
    lab.wait(1000);  // The client asks the next server, and that one names the leader.
    EXPECT_EQ(lab.monitor().committed(), LogIndex(1));
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(ATransfer, ThatCannotBeginMakesTheAnswerNo) {
    Lab lab(byHand(3));
    EXPECT_FALSE(lab.act(act::TransferLeader{std::nullopt, S(2)})) << "nobody leads";
    EXPECT_FALSE(lab.act(act::TransferLeader{S(1), S(2)})) << "S1 does not lead";
    lab.elect(1);
    EXPECT_FALSE(lab.act(act::TransferLeader{S(1), S(1)}));
    EXPECT_TRUE(lab.act(act::TransferLeader{S(1), S(2)}));
    EXPECT_TRUE(lab.act(act::TransferLeader{S(1), S(2)})) << "it is under way already";
    lab.crash(1);
    EXPECT_FALSE(lab.act(act::TransferLeader{S(1), S(2)}));
}

/// What only these rules need must not change the digest of a run without them, and must be in it with them.
TEST(ADigest, HoldsWhoWasHeardWhereItMatters) {
    const auto digestAfter = [](std::initializer_list<RuleId> rules, std::int64_t ms) {
        Lab lab(with(byHand(3), rules));
        lab.elect(1);
        lab.wait(ms);
        return lab;
    };
    for (const RuleId rule : {RuleId::PreVote, RuleId::CheckQuorum, RuleId::IgnoreVoteWhileLed}) {
        EXPECT_NE(digestAfter({rule}, 0).cluster().digest(), digestAfter({}, 0).cluster().digest());
    }
    EXPECT_FALSE(digestAfter({}, 100).node(2).state().leaderHeard);
    EXPECT_TRUE(digestAfter({}, 100).node(1).leader().contact.known.empty());
    EXPECT_TRUE(digestAfter({RuleId::PreVote}, 100).node(2).state().leaderHeard);
    EXPECT_EQ(digestAfter({RuleId::CheckQuorum}, 100).node(1).leader().contact.known.size(), 2);
}

}  // namespace
}  // namespace raft::lab
