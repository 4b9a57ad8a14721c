// Correct Raft whose members change all the time breaks nothing under a random adversary; broken rules are caught.

#include <gtest/gtest.h>

#include "tests/raft/check/random_play.h"

namespace raft {
namespace {

constexpr FaultOptions kChurn{.keys = 30, .snapshots = true, .churn = true};

/// Every seed is another cluster: 3 to 7 servers of which some wait outside and some only learn, both profiles, fast
/// and slow disks, good and bad networks, snapshots or none.
ClusterConfig churningConfigOf(std::uint32_t seed) {
    ClusterConfig config;
    config.servers.clear();
    const std::uint32_t servers = 3 + seed % 5;
    for (std::uint32_t s = 1; s <= servers; ++s) config.servers.push_back("S" + std::to_string(s));
    config.voters = NodeSet::firstNodes(static_cast<int>(1 + (seed / 5) % servers));
    if (config.voters.size() < config.serverCount() && seed % 3 == 0) {
        config.learners.insert(NodeId(static_cast<std::uint8_t>(servers - 1)));
    }
    config.seed = seed;
    config.clients = {"a", "b", "d"};
    config.profile = (seed / 2) % 2 == 0 ? Profile::Figure2 : Profile::Production;
    config.rules = rulesOf(config.profile);
    config.rules.noopOnElection = config.rules.noopOnElection || seed % 4 == 0;
    constexpr std::array<RemovedLeader, 3> kLeaves{RemovedLeader::StepsDown, RemovedLeader::StepsDownEarly,
                                                   RemovedLeader::Stays};
    config.rules.removedLeader = kLeaves[(seed / 7) % kLeaves.size()];
    if ((seed / 4) % 4 == 3) config.rules.configAt = ConfigAt::Commit;
    config.rules.persistCommit = seed % 5 == 1;
    config.rules.leaderWaitsForDisk = seed % 7 == 2;
    config.rules.ignoreVoteWhileLed = seed % 6 == 3;
    config.rules.voteForNonMember = seed % 11 != 4;
    if (seed % 13 < 4) config.rules.heartbeats = Heartbeats::OwnMessage;
    if ((seed / 6) % 2 == 1) config.fsync = SimTime::fromMs(3 + 5 * (seed % 7));
    if ((seed / 12) % 2 == 1) config.lossPpm = config.duplicatePpm = 50'000;
    if ((seed / 24) % 2 == 1) {
        config.latencyMin = SimTime();
        config.latencyMax = SimTime::fromMs(60);
    }
    constexpr std::array<std::uint32_t, 4> kEvery{0, 1, 3, 8};
    config.snapshotEvery = kEvery[(seed / 8) % kEvery.size()];
    return config;
}

TEST(ChurningRuns, OfCorrectRaftBreakNothing) {
    Happened sum;
    std::uint32_t commits = 0;
    for (std::uint32_t seed = 0; seed < 240; ++seed) {
        const Played run = playRandomly(churningConfigOf(seed), 6000, kChurn);
        ASSERT_TRUE(run.world->monitor().safe()) << run.told;
        ASSERT_EQ(run.verdict, Verdict::Linearizable) << run.told;
        sum.add(run.seen);
        commits += run.world->monitor().committed().value;
    }
    // An adversary that lets nothing happen proves nothing.
    EXPECT_GT(commits, 240U * 5);
    EXPECT_GT(sum.count(EventKind::Append, Reason::ChangeAsked), 240U);
    EXPECT_GT(sum.count(EventKind::Append, Reason::JointCommitted), 100U) << "C_new after C_old,new";
    EXPECT_GT(sum.count(Reason::ConfigDeleted), 5U);
    EXPECT_GT(sum.count(Reason::CaughtUp), 20U);
    EXPECT_GT(sum.count(Reason::LeftOut), 20U);
    EXPECT_GT(sum.count(Reason::ConfigInSnapshot), 20U);
}

struct BentChurn {
    const char* name;
    RuleId rule;
    int value;
    Property expected;
};

class BentChurningRuns : public testing::TestWithParam<BentChurn> {};

TEST_P(BentChurningRuns, AreCaughtWithinAFewSeeds) {
    for (std::uint32_t seed = 0; seed < 240; ++seed) {
        ClusterConfig config = churningConfigOf(seed);
        config.rules.set(GetParam().rule, GetParam().value);
        if (playRandomly(config, 6000, kChurn).breaks(GetParam().expected)) return;
    }
    ADD_FAILURE() << "never caught";
}

/// The case of 2015 takes two leaders, two changes and the right five servers: about one run in four hundred comes to
/// where two majorities need not meet, if no no-op begins a term.
TEST(ChurningRunsWithoutACommitInTheTerm, AreCaughtSometimes) {
    for (std::uint32_t seed = 0; seed < 4000; ++seed) {
        ClusterConfig config = churningConfigOf(seed);
        config.rules.noopOnElection = false;
        config.rules.configNeedsCommitInTerm = false;
        if (playRandomly(config, 8000, kChurn).breaks(Property::QuorumOverlap)) return;
    }
    ADD_FAILURE() << "never caught";
}

INSTANTIATE_TEST_SUITE_P(
    Monitor, BentChurningRuns,
    testing::Values(BentChurn{"snapshotConfig", RuleId::SnapshotConfig, 0, Property::SnapshotSound},
                    BentChurn{"configFollowsLog", RuleId::ConfigFollowsLog, 0, Property::ConfigTruth},
                    BentChurn{"configWaitsForLast", RuleId::ConfigWaitsForLast, 0, Property::OneUncommittedConfig},
                    BentChurn{"configOneServer", RuleId::ConfigOneServer, 0, Property::QuorumOverlap},
                    BentChurn{"learnersCount", RuleId::LearnersCount, 1, Property::CommitDurableOnQuorum},
                    BentChurn{"jointQuorumNew", RuleId::JointQuorum, 1, Property::CommitDurableOnQuorum},
                    BentChurn{"jointQuorumUnion", RuleId::JointQuorum, 2, Property::CommitDurableOnQuorum},
                    BentChurn{"jointWaitsForCommit", RuleId::JointWaitsForCommit, 0, Property::OneUncommittedConfig},
                    BentChurn{"removedLeaderCounts", RuleId::RemovedLeaderCounts, 1, Property::CommitDurableOnQuorum}),
    [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace raft
