// Correct Raft under a random adversary breaks nothing; the same adversary catches every broken rule.

#include <gtest/gtest.h>

#include "raft/check/fault_schedule.h"
#include "raft/check/linearizability.h"
#include "tests/raft/check/lab.h"

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

struct Played {
    std::unique_ptr<World> world;
    Verdict verdict = Verdict::Unknown;
    std::string told;
    std::uint32_t snapshots = 0;  ///< How many were taken,
    std::uint32_t installs = 0;   ///< and installed from a leader,
    std::uint32_t kept = 0;       ///< with entries of its own kept behind,
    std::uint32_t pieces = 0;     ///< and pieces stored on the way.
    std::uint32_t preVotes = 0;   ///< How many were won,
    std::uint32_t ignored = 0;    ///< votes ignored,
    std::uint32_t lost = 0;       ///< leaders without a quorum,
    std::uint32_t transfers = 0;  ///< and elections that a leader asked for.
    std::array<std::uint32_t, kReasonCount> reasons{};
};

/// The same with snapshots: by threshold, by hand, or both.
ClusterConfig compactingConfigOf(std::uint32_t seed) {
    ClusterConfig config = configOf(seed);
    constexpr std::array<std::uint32_t, 4> kEvery{0, 1, 3, 8};
    config.snapshotEvery = kEvery[(seed / 5) % kEvery.size()];
    return config;
}

Played randomRun(const ClusterConfig& config, std::int64_t ms, const FaultOptions& options = {}) {
    Played run;
    run.world = std::make_unique<World>(config, std::make_shared<TextTable>());
    World& world = *run.world;
    StepEvents step;
    world.boot(step);
    FaultSchedule adversary(config.seed, options);
    const auto look = [&] {
        for (const Event& event : step.events) {
            ++run.reasons[static_cast<std::size_t>(event.reason)];
            run.snapshots += event.kind == EventKind::Snapshot ? 1u : 0u;
            run.installs += event.kind == EventKind::Install ? 1u : 0u;
            run.kept += event.reason == Reason::SnapshotKeepsSuffix ? 1u : 0u;
            run.pieces += event.reason == Reason::ChunkStored ? 1u : 0u;
            if (event.kind != EventKind::Role && event.kind != EventKind::Refuse) continue;
            run.preVotes += event.reason == Reason::PreVoteWon ? 1u : 0u;
            run.ignored += event.reason == Reason::VoteIgnored ? 1u : 0u;
            run.lost += event.reason == Reason::QuorumLost ? 1u : 0u;
            run.transfers += event.reason == Reason::LeaderAsked ? 1u : 0u;
        }
    };
    for (SimTime at = adversary.pause(); at < SimTime::fromMs(ms); at = at + adversary.pause()) {
        while (world.cluster().nextDue() <= at) {
            world.advance(step);
            look();
        }
        world.apply(adversary.move(world.cluster()), at, step);
        look();
    }
    const LinearizabilityResult clients = checkLinearizability(world.cluster());
    run.verdict = clients.verdict;
    run.told = "seed " + std::to_string(config.seed) + " " + clients.text + "\n";
    for (const Violation& violation : world.monitor().violations()) {
        run.told += std::string(nameOf(violation.property)) + " i=" + std::to_string(violation.event.value) + " " +
                    violation.text + "\n";
    }
    return run;
}

TEST(RandomRuns, OfCorrectRaftBreakNothing) {
    std::uint32_t commits = 0;
    for (std::uint32_t seed = 0; seed < 192; ++seed) {
        const Played run = randomRun(configOf(seed), 6000);
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
        const std::array<RuleId, 10> rules{RuleId::NoopOnElection,  RuleId::PreVote,    RuleId::FastBackup,
                                           RuleId::CheckQuorum,     RuleId::Batch,      RuleId::IgnoreVoteWhileLed,
                                           RuleId::Pipeline,        RuleId::QuorumLost, RuleId::MajorityRefused,
                                           RuleId::VoteForNonMember};
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

constexpr FaultOptions kWithSnapshots{.keys = 30, .snapshots = true};

TEST(RandomRuns, WithSnapshotsBreakNothingEither) {
    Played sum;
    for (std::uint32_t seed = 0; seed < 192; ++seed) {
        const Played run = randomRun(compactingConfigOf(seed), 6000, kWithSnapshots);
        ASSERT_TRUE(run.world->monitor().safe()) << run.told;
        ASSERT_EQ(run.verdict, Verdict::Linearizable) << run.told;
        sum.snapshots += run.snapshots;
        sum.installs += run.installs;
        sum.kept += run.kept;
        sum.pieces += run.pieces;
    }
    EXPECT_GT(sum.snapshots, 1000U);
    EXPECT_GT(sum.installs, 100U);
    EXPECT_GT(sum.kept, 0U);
    EXPECT_GT(sum.pieces, 10U);
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
    return config;
}

constexpr FaultOptions kWithTransfers{.transfers = true};

TEST(RandomRuns, OfQuietElectionsAndTransfersBreakNothing) {
    Played sum;
    std::uint32_t commits = 0;
    for (std::uint32_t seed = 0; seed < 256; ++seed) {
        const Played run = randomRun(calmConfigOf(seed), 6000, kWithTransfers);
        ASSERT_TRUE(run.world->monitor().safe()) << run.told;
        ASSERT_EQ(run.verdict, Verdict::Linearizable) << run.told;
        sum.preVotes += run.preVotes;
        sum.ignored += run.ignored;
        sum.lost += run.lost;
        sum.transfers += run.transfers;
        commits += run.world->monitor().committed().value;
    }
    EXPECT_GT(commits, 256U * 5);
    EXPECT_GT(sum.preVotes, 500U);
    EXPECT_GT(sum.ignored, 100U);
    EXPECT_GT(sum.lost, 100U);
    EXPECT_GT(sum.transfers, 100U);
}

constexpr FaultOptions kWithReads{.reads = true};
constexpr FaultOptions kWithReadsAndTransfers{.transfers = true, .reads = true};

/// Three of four clusters use leases.
ClusterConfig readingConfigOf(std::uint32_t seed) {
    ClusterConfig config = compactingConfigOf(seed);
    config.rules.lease = seed % 4 != 0;
    config.rules.preVote = (seed / 4) % 2 == 0;
    return config;
}

TEST(RandomRuns, WithReadsOutOfTheLogAndClocksThatDriftBreakNothingEither) {
    std::uint32_t confirmed = 0;
    std::uint32_t byFollowers = 0;
    std::uint32_t byLease = 0;
    std::uint32_t bound = 0;
    for (std::uint32_t seed = 0; seed < 192; ++seed) {
        const Played run = randomRun(readingConfigOf(seed), 6000, kWithReadsAndTransfers);
        ASSERT_TRUE(run.world->monitor().safe()) << run.told;
        ASSERT_EQ(run.verdict, Verdict::Linearizable) << run.told;
        confirmed += run.reasons[static_cast<std::size_t>(Reason::LeadershipConfirmed)];
        byFollowers += run.reasons[static_cast<std::size_t>(Reason::ReadIndexApplied)];
        byLease += run.reasons[static_cast<std::size_t>(Reason::LeaseHeld)];
        bound += run.reasons[static_cast<std::size_t>(Reason::BoundByLease)];
    }
    EXPECT_GT(confirmed, 500U);
    EXPECT_GT(byFollowers, 200U);
    EXPECT_GT(byLease, 100U);
    EXPECT_GT(bound, 50U);
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
        const Played run = randomRun(config, 6000);
        if (GetParam().expected == Property::Linearizability) {
            EXPECT_TRUE(run.world->monitor().safe()) << run.told;
            if (run.verdict == Verdict::Broken) return;
        } else if (run.world->monitor().isBroken(GetParam().expected)) {
            return;
        }
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
        if (randomRun(config, 6000, kWithSnapshots).world->monitor().isBroken(GetParam().expected)) return;
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
        const Played run = randomRun(config, 6000, hands ? kWithReadsAndTransfers : kWithReads);
        const bool caught = GetParam().expected == Property::Linearizability
                                ? run.verdict == Verdict::Broken
                                : run.world->monitor().isBroken(GetParam().expected);
        if (caught) return;
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
