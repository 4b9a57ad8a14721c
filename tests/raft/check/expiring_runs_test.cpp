// Sessions that expire all the time break nothing under a random adversary; by each server's own clock they do.

#include <gtest/gtest.h>

#include "tests/raft/check/random_play.h"

namespace raft {
namespace {

constexpr FaultOptions kEverything{.keys = 30, .snapshots = true, .churn = true, .transfers = true, .reads = true};

/// Every seed is another cluster: 3 to 5 servers, both profiles, snapshots or none, good and bad networks, and sessions
/// that last about as long as a few requests take.
ClusterConfig expiringConfigOf(std::uint32_t seed) {
    ClusterConfig config;
    config.servers.clear();
    for (std::uint32_t s = 1; s <= 3 + seed % 3; ++s) config.servers.push_back("S" + std::to_string(s));
    config.seed = seed;
    config.clients = {"a", "b", "d"};
    config.profile = seed % 2 == 0 ? Profile::Figure2 : Profile::Production;
    config.rules = rulesOf(config.profile);
    config.sessionTimeout = SimTime::fromMs(150 + 100 * (seed % 6));
    config.clientTimeout = SimTime::fromMs(200 + 100 * (seed % 5));
    constexpr std::array<std::uint32_t, 4> kEvery{0, 1, 3, 8};
    config.snapshotEvery = kEvery[(seed / 2) % kEvery.size()];
    if ((seed / 4) % 2 == 1) config.fsync = SimTime::fromMs(3 + 5 * (seed % 7));
    if ((seed / 8) % 2 == 1) config.lossPpm = config.duplicatePpm = 50'000;
    if ((seed / 16) % 2 == 1) {
        config.latencyMin = SimTime();
        config.latencyMax = SimTime::fromMs(60);
    }
    return config;
}

TEST(ExpiringRuns, OfCorrectRaftBreakNothing) {
    std::array<Happened, 2> seen;
    std::uint32_t unknown = 0;
    for (std::uint32_t seed = 0; seed < 960; ++seed) {
        const Played run = playRandomly(expiringConfigOf(seed), 6000, kEverything);
        ASSERT_TRUE(run.world->monitor().safe()) << run.told;
        ASSERT_NE(run.verdict, Verdict::Broken) << run.told;
        if (run.verdict == Verdict::Unknown) ++unknown;
        seen[seed % 2].add(run.seen);
    }
    EXPECT_EQ(unknown, 0u);
    for (const Happened& profile : seen) {
        EXPECT_GT(profile.count(Reason::SessionOpened), 500U);
        EXPECT_GT(profile.count(Reason::SessionExpired), 200U);
        EXPECT_GT(profile.count(Reason::SessionLost), 50U);
        EXPECT_GT(profile.count(Reason::AlreadyExecuted), 50U);
        EXPECT_GT(profile.count(EventKind::Install), 20U);
        EXPECT_GT(profile.count(EventKind::ClientReturn), 500U);
    }
}

TEST(ExpiringRuns, AreCaughtWhereEachServerAsksItsOwnClock) {
    bool differ = false;
    bool seenByClients = false;
    for (std::uint32_t seed = 0; seed < 400 && !(differ && seenByClients); ++seed) {
        ClusterConfig config = expiringConfigOf(seed);
        config.rules.expireByLogTime = false;
        const Played run = playRandomly(config, 6000, kEverything);
        differ = differ || run.breaks(Property::StateHashAtIndex);
        seenByClients = seenByClients || run.breaks(Property::Linearizability);
    }
    EXPECT_TRUE(differ);
    EXPECT_TRUE(seenByClients);
}

/// However bad the past: once it is calm, a client whose session is gone is refused once and then answered.
TEST(ExpiringRuns, AnswerTheirClientsInTheEnd) {
    for (std::uint32_t seed = 0; seed < 48; ++seed) {
        const ClusterConfig config = expiringConfigOf(seed);
        Played run = playRandomly(config, 3000, {.snapshots = true});
        World& world = *run.world;
        StepEvents step;
        SimTime at = SimTime::fromMs(3000);
        const auto wait = [&](std::int64_t ms) {
            at = at + SimTime::fromMs(ms);
            while (world.cluster().nextDue() <= at) world.advance(step);
        };
        const auto act = [&](const Action& action) { world.apply(action, at, step); };
        wait(1);
        const NodeSet all = NodeSet::firstNodes(config.serverCount());
        act(act::Heal{});
        act(act::Restart{all});
        std::vector<LinkId> links;
        for (const NodeId server : all) {
            act(act::SetFsync{server, SimTime()});
            act(act::SetClock{server, 1'000'000, SimTime()});
            for (const NodeId other : all) {
                if (server != other) links.push_back({server, other});
            }
            for (int c = 0; c < config.clientCount(); ++c) {
                links.push_back({server, clientEnd(c)});
                links.push_back({clientEnd(c), server});
            }
        }
        act(act::SetLoss{links, 0});
        act(act::SetLatency{links, SimTime::fromMs(5), SimTime::fromMs(5)});
        wait(15'000);
        for (int c = 0; c < config.clientCount(); ++c) {
            const Client& client = world.cluster().client(clientEnd(c));
            ASSERT_FALSE(client.waiting) << "seed " << seed;
            ASSERT_TRUE(client.queue.empty());
        }
        const TextId command = world.cluster().sharedTexts()->intern("done+=1");
        for (int again = 0; again < 3; ++again) {
            wait(1000);  // Longer than any session lasts.
            act(act::Submit{command, clientEnd(0), std::nullopt, 0});
            act(act::Submit{command, clientEnd(0), std::nullopt, 0});
            wait(1000);
            const auto& calls = world.cluster().client(clientEnd(0)).calls;
            EXPECT_TRUE(calls.back().returned) << "seed " << seed;
            // The session of the time before is gone, which costs the first of the two.
            if (again > 0) {
                EXPECT_TRUE(calls[calls.size() - 2].expired) << "seed " << seed;
            }
        }
        EXPECT_TRUE(world.monitor().safe()) << "seed " << seed;
    }
}

}  // namespace
}  // namespace raft
