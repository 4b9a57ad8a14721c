// Correct Raft under a random adversary breaks nothing; the same adversary catches every broken rule.

#include <gtest/gtest.h>

#include "tests/raft/check/random_play.h"

namespace raft {
namespace {

/// Every seed is another cluster: 3, 5 or 7 servers, both profiles, fast and slow disks, good and bad networks.
ClusterConfig configOf(std::uint32_t seed) {
    ClusterConfig config;
    config.servers.clear();
    for (std::uint32_t s = 1; s <= 3 + 2 * (seed % 3); ++s) config.servers.push_back("S" + std::to_string(s));
    config.seed = seed;
    config.clients = {"a", "b", "d"};
    config.profile = (seed / 3) % 2 == 0 ? Profile::Figure2 : Profile::Production;
    config.rules = rulesOf(config.profile);
    config.rules.batch = (seed / 48) % 2 == 0;
    if ((seed / 6) % 2 == 1) config.fsync = SimTime::fromMs(3 + 5 * (seed % 7));
    if ((seed / 12) % 2 == 1) config.lossPpm = config.duplicatePpm = 50'000;
    if ((seed / 24) % 2 == 1) {
        config.latencyMin = SimTime();
        config.latencyMax = SimTime::fromMs(60);
    }
    return config;
}

/// The same with snapshots: by threshold, by hand, or both.
ClusterConfig compactingConfigOf(std::uint32_t seed) {
    ClusterConfig config = configOf(seed);
    constexpr std::array<std::uint32_t, 4> kEvery{0, 1, 3, 8};
    config.snapshotEvery = kEvery[(seed / 5) % kEvery.size()];
    return config;
}

TEST(RandomRuns, OfCorrectRaftBreakNothing) {
    std::uint32_t commits = 0;
    for (std::uint32_t seed = 0; seed < 192; ++seed) {
        const Played run = playRandomly(configOf(seed), 6000, {});
        ASSERT_TRUE(run.world->monitor().safe()) << run.told;
        ASSERT_EQ(run.verdict, Verdict::Linearizable) << run.told;
        commits += run.world->monitor().committed().value;
    }
    EXPECT_GT(commits, 192u * 5) << "an adversary that lets nothing happen proves nothing";
}

/// The switches that are correct both ways may be thrown at any time.
TEST(RandomRuns, SurviveAChangeOfCorrectRules) {
    for (std::uint32_t seed = 0; seed < 48; ++seed) {
        World world(configOf(seed), std::make_shared<TextTable>());
        StepEvents step;
        world.boot(step);
        FaultSchedule adversary(seed, FaultOptions{});
        const std::array<RuleId, 11> rules{RuleId::NoopOnElection,   RuleId::PreVote,    RuleId::FastBackup,
                                           RuleId::CheckQuorum,      RuleId::Batch,      RuleId::IgnoreVoteWhileLed,
                                           RuleId::Pipeline,         RuleId::QuorumLost, RuleId::MajorityRefused,
                                           RuleId::VoteForNonMember, RuleId::Heartbeats};
        std::uint32_t moves = 0;
        for (SimTime at = adversary.pause(); at < SimTime::fromMs(6000); at = at + adversary.pause()) {
            while (world.cluster().nextDue() <= at) world.advance(step);
            const RuleId rule = rules[(moves / 4) % rules.size()];
            const Action toggle = act::SetRule{rule, 1 - world.cluster().rules().get(rule)};
            world.apply(++moves % 4 == 0 ? toggle : adversary.move(world.cluster()), at, step);
        }
        ASSERT_TRUE(world.monitor().safe()) << "seed " << seed << ": " << world.monitor().violations()[0].text;
    }
}

/// All of them, while servers come and go and everything else happens, too.
TEST(RandomRuns, OfEverythingSurviveAChangeOfCorrectRules) {
    std::vector<RuleId> rules;
    for (const RuleInfo& info : ruleTable()) {
        if (isCorrect(info.id, 0) && isCorrect(info.id, 1)) rules.push_back(info.id);
    }
    ASSERT_GT(rules.size(), 18U);
    const FaultOptions everything{.keys = 3, .snapshots = true, .churn = true, .transfers = true, .reads = true};
    Happened sum;
    for (std::uint32_t seed = 0; seed < 96; ++seed) {
        ClusterConfig config = configOf(seed);
        config.servers = {"S1", "S2", "S3", "S4", "S5", "S6"};
        config.voters = NodeSet::firstNodes(4);
        World world(config, std::make_shared<TextTable>());
        StepEvents step;
        world.boot(step);
        FaultSchedule adversary(seed, everything);
        std::uint32_t moves = 0;
        for (SimTime at = adversary.pause(); at < SimTime::fromMs(6000); at = at + adversary.pause()) {
            while (world.cluster().nextDue() <= at) {
                world.advance(step);
                sum.add(step);
            }
            const RuleId rule = rules[(moves / 4 + seed) % rules.size()];
            const Action toggle = act::SetRule{rule, 1 - std::min(1, world.cluster().rules().get(rule))};
            world.apply(++moves % 4 == 0 ? toggle : adversary.move(world.cluster()), at, step);
            sum.add(step);
            ASSERT_TRUE(world.monitor().safe()) << "seed " << seed << ": " << world.monitor().violations()[0].text;
        }
    }
    EXPECT_GT(sum.count(EventKind::Rule), 500U);
    EXPECT_GT(sum.count(EventKind::Config), 200U);
}

constexpr FaultOptions kWithSnapshots{.keys = 30, .snapshots = true};

TEST(RandomRuns, WithSnapshotsBreakNothingEither) {
    Happened sum;
    for (std::uint32_t seed = 0; seed < 192; ++seed) {
        const Played run = playRandomly(compactingConfigOf(seed), 6000, kWithSnapshots);
        ASSERT_TRUE(run.world->monitor().safe()) << run.told;
        ASSERT_EQ(run.verdict, Verdict::Linearizable) << run.told;
        sum.add(run.seen);
    }
    EXPECT_GT(sum.count(EventKind::Snapshot), 1000U);
    EXPECT_GT(sum.count(EventKind::Install), 100U);
    EXPECT_GT(sum.count(Reason::SnapshotKeepsSuffix), 0U);
    EXPECT_GT(sum.count(Reason::ChunkStored), 10U);
}

/// Every mixture of the rules about elections, and leaders that are asked to hand over in between.
ClusterConfig calmConfigOf(std::uint32_t seed) {
    ClusterConfig config = configOf(seed);
    config.rules.preVote = seed % 2 == 0;
    config.rules.checkQuorum = (seed / 2) % 2 == 0;
    config.rules.ignoreVoteWhileLed = (seed / 4) % 2 == 0;
    config.rules.quorumLost = (seed / 8) % 2 == 0 ? QuorumLost::SameTerm : QuorumLost::NextTerm;
    config.rules.majorityRefused = (seed / 16) % 2 == 0 ? MajorityRefused::Wait : MajorityRefused::Follow;
    config.rules.voteForNonMember = (seed / 32) % 2 == 0;
    config.rules.heartbeats = (seed / 64) % 2 == 0 ? Heartbeats::AppendEntries : Heartbeats::OwnMessage;
    return config;
}

constexpr FaultOptions kWithTransfers{.transfers = true};

/// All that random runs may do, with heartbeats that are a message of their own.
TEST(RandomRuns, WithHeartbeatsOfTheirOwnBreakNothingEither) {
    Happened sum;
    for (std::uint32_t seed = 0; seed < 96; ++seed) {
        ClusterConfig config = compactingConfigOf(seed);
        config.rules.heartbeats = Heartbeats::OwnMessage;
        config.rules.lease = seed % 4 == 3;
        const FaultOptions everything{.keys = 30, .snapshots = true, .transfers = seed % 2 == 0, .reads = true};
        const Played run = playRandomly(config, 6000, everything);
        ASSERT_TRUE(run.world->monitor().safe()) << run.told;
        ASSERT_EQ(run.verdict, Verdict::Linearizable) << run.told;
        sum.add(run.seen);
    }
    EXPECT_GT(sum.count(EventKind::Commit, Reason::CommitInHeartbeat), 500U);
    EXPECT_GT(sum.count(Reason::LeadershipConfirmed), 200U);
    EXPECT_GT(sum.count(EventKind::Install), 30U);
}

TEST(RandomRuns, OfQuietElectionsAndTransfersBreakNothing) {
    Happened sum;
    std::uint32_t commits = 0;
    for (std::uint32_t seed = 0; seed < 256; ++seed) {
        const Played run = playRandomly(calmConfigOf(seed), 6000, kWithTransfers);
        ASSERT_TRUE(run.world->monitor().safe()) << run.told;
        ASSERT_EQ(run.verdict, Verdict::Linearizable) << run.told;
        sum.add(run.seen);
        commits += run.world->monitor().committed().value;
    }
    EXPECT_GT(commits, 256U * 5);
    EXPECT_GT(sum.count(EventKind::Role, Reason::PreVoteWon), 500U);
    EXPECT_GT(sum.count(EventKind::Refuse, Reason::VoteIgnored), 100U);
    EXPECT_GT(sum.count(EventKind::Role, Reason::QuorumLost), 100U);
    EXPECT_GT(sum.count(EventKind::Role, Reason::LeaderAsked), 100U);
}

constexpr FaultOptions kWithReads{.reads = true};
constexpr FaultOptions kWithReadsAndTransfers{.transfers = true, .reads = true};

/// Three of four clusters use leases.
ClusterConfig readingConfigOf(std::uint32_t seed) {
    ClusterConfig config = compactingConfigOf(seed);
    config.rules.lease = seed % 4 != 0;
    config.rules.preVote = (seed / 4) % 2 == 0;
    config.rules.heartbeats = (seed / 8) % 3 == 2 ? Heartbeats::OwnMessage : Heartbeats::AppendEntries;
    return config;
}

TEST(RandomRuns, WithReadsOutOfTheLogAndClocksThatDriftBreakNothingEither) {
    Happened sum;
    for (std::uint32_t seed = 0; seed < 192; ++seed) {
        const Played run = playRandomly(readingConfigOf(seed), 6000, kWithReadsAndTransfers);
        ASSERT_TRUE(run.world->monitor().safe()) << run.told;
        ASSERT_EQ(run.verdict, Verdict::Linearizable) << run.told;
        sum.add(run.seen);
    }
    EXPECT_GT(sum.count(Reason::LeadershipConfirmed), 500U);
    EXPECT_GT(sum.count(Reason::ReadIndexApplied), 200U);
    EXPECT_GT(sum.count(Reason::LeaseHeld), 100U);
    EXPECT_GT(sum.count(Reason::BoundByLease), 50U);
}

struct Bend {
    RuleId rule;
    int value;
    Property expected;
};

class BentRandomRuns : public testing::TestWithParam<Bend> {};

TEST_P(BentRandomRuns, AreCaughtWithinAFewSeeds) {
    for (std::uint32_t seed = 0; seed < 96; ++seed) {
        ClusterConfig config = configOf(seed);
        config.rules.set(GetParam().rule, GetParam().value);
        const Played run = playRandomly(config, 6000, {});
        const bool forClientsOnly = GetParam().expected == Property::Linearizability;
        EXPECT_TRUE(!forClientsOnly || run.world->monitor().safe()) << run.told;
        if (run.breaks(GetParam().expected)) return;
    }
    ADD_FAILURE() << "never caught";
}

INSTANTIATE_TEST_SUITE_P(Monitor, BentRandomRuns,
                         testing::Values(Bend{RuleId::Dedup, 0, Property::Linearizability},
                                         Bend{RuleId::CompareLogs, 0, Property::LeaderCompleteness},
                                         Bend{RuleId::CommitOldTerms, 1, Property::NeverCommitPrevTermByCount},
                                         Bend{RuleId::PersistVote, 0, Property::OneVotePerTerm},
                                         Bend{RuleId::PersistTerm, 0, Property::TermMonotonic},
                                         Bend{RuleId::CheckPrev, 0, Property::LogMatching},
                                         Bend{RuleId::TruncateAlways, 1, Property::StateMachineSafety},
                                         Bend{RuleId::Quorum, 1, Property::ElectionSafety},
                                         Bend{RuleId::AckBeforePersist, 1, Property::PersistBeforeSend}),
                         [](const auto& tested) { return std::string(infoOf(tested.param.rule).name); });

class BentCompactingRuns : public testing::TestWithParam<Bend> {};

TEST_P(BentCompactingRuns, AreCaughtWithinAFewSeeds) {
    for (std::uint32_t seed = 0; seed < 192; ++seed) {
        ClusterConfig config = compactingConfigOf(seed);
        config.rules.set(GetParam().rule, GetParam().value);
        if (playRandomly(config, 6000, kWithSnapshots).breaks(GetParam().expected)) return;
    }
    ADD_FAILURE() << "never caught";
}

INSTANTIATE_TEST_SUITE_P(Monitor, BentCompactingRuns,
                         testing::Values(Bend{RuleId::SnapshotOnlyApplied, 0, Property::SnapshotSound},
                                         Bend{RuleId::SnapshotSessions, 0, Property::SnapshotSound},
                                         Bend{RuleId::IgnoreOldSnapshots, 0, Property::TermMonotonic}),
                         [](const auto& tested) { return std::string(infoOf(tested.param.rule).name); });

class BentReadingRuns : public testing::TestWithParam<Bend> {};

TEST_P(BentReadingRuns, AreCaughtWithinAFewSeeds) {
    for (std::uint32_t seed = 0; seed < 3000; ++seed) {
        ClusterConfig config = readingConfigOf(seed);
        config.rules.lease = GetParam().expected == Property::LeaseSafety;
        // A leader that notices that it was left alone has little time to do harm.
        config.rules.checkQuorum = config.rules.preVote = false;
        config.rules.set(GetParam().rule, GetParam().value);
        const bool hands = GetParam().rule == RuleId::LeaseEndsOnTransfer;
        if (playRandomly(config, 6000, hands ? kWithReadsAndTransfers : kWithReads).breaks(GetParam().expected)) return;
    }
    ADD_FAILURE() << "never caught";
}

INSTANTIATE_TEST_SUITE_P(Monitor, BentReadingRuns,
                         testing::Values(Bend{RuleId::ReadConfirm, 0, Property::Linearizability},
                                         Bend{RuleId::ReadNeedsCommitInTerm, 0, Property::Linearizability},
                                         Bend{RuleId::ReadFreshRound, 0, Property::Linearizability},
                                         Bend{RuleId::ReadWaitsForApply, 0, Property::Linearizability},
                                         Bend{RuleId::LeaseBindsVoters, 0, Property::LeaseSafety},
                                         Bend{RuleId::LeaseAllowsDrift, 0, Property::LeaseSafety},
                                         Bend{RuleId::LeaseFromSend, 0, Property::LeaseSafety},
                                         Bend{RuleId::LeaseEndsOnTransfer, 0, Property::LeaseSafety}),
                         [](const auto& tested) { return std::string(infoOf(tested.param.rule).name); });

TEST(FaultSchedule, IsDecidedByItsSeed) {
    const auto chainOf = [](std::uint64_t seed) {
        ClusterConfig config;
        World world(config, std::make_shared<TextTable>());
        StepEvents step;
        world.boot(step);
        FaultSchedule adversary(seed, FaultOptions{});
        for (int i = 0; i < 100; ++i) {
            const SimTime at = world.cluster().now() + adversary.pause();
            while (world.cluster().nextDue() <= at) world.advance(step);
            world.apply(adversary.move(world.cluster()), at, step);
        }
        return world.chain();
    };
    EXPECT_EQ(chainOf(1), chainOf(1));
    EXPECT_NE(chainOf(1), chainOf(2));
}

TEST(FaultSchedule, PausesWithinItsBounds) {
    FaultOptions options;
    options.pauseMin = SimTime::fromMs(5);
    options.pauseMax = SimTime::fromMs(6);
    FaultSchedule adversary(3, options);
    for (int i = 0; i < 200; ++i) {
        const SimTime pause = adversary.pause();
        EXPECT_GE(pause, options.pauseMin);
        EXPECT_LE(pause, options.pauseMax);
    }
}

}  // namespace
}  // namespace raft
