// The situations of a laboratory course, fourth part: a replicated key-value store as its clients see it.

#include <algorithm>

#include "tests/raft/sim/laboratory.h"

namespace raft::laboratory {
namespace {

constexpr int kClients = 5;  // Beside the one that puts in commands.

struct Trouble {
    bool badNetwork = false;
    bool partitions = false;
    bool restarts = false;
    std::uint32_t snapshotEvery = 0;
};

ClusterConfig storeOf(const Setting& setting, const Trouble& trouble, int servers = 5) {
    ClusterConfig config = clusterOf(setting, servers);
    if (trouble.badNetwork) config = unreliable(config);
    config.clients = {"starts", "a", "b", "d", "e", "f"};
    config.clientTimeout = SimTime::fromMs(400);
    config.snapshotEvery = trouble.snapshotEvery;
    config.fsync = trouble.restarts ? SimTime::fromMs(2) : SimTime();
    return config;
}

/// Clients that ask one thing after the other, and what they asked for.
class Clients {
public:
    explicit Clients(Laboratory& lab) : lab_(lab) {}

    void askAll() {
        for (int client = 1; client <= kClients; ++client) {
            if (!isWaiting(client)) ask(client);
        }
    }
    bool isWaiting(int client) const { return lab_.cluster().client(clientEnd(client)).waiting; }
    bool anyWaiting() const {
        for (int client = 1; client <= kClients; ++client) {
            if (isWaiting(client)) return true;
        }
        return false;
    }
    std::uint32_t answered() const {
        std::uint32_t count = 0;
        for (int client = 1; client <= kClients; ++client) {
            const auto& calls = lab_.cluster().client(clientEnd(client)).calls;
            for (std::size_t i = 0; i < calls.size(); ++i) count += calls[i].returned ? 1U : 0U;
        }
        return count;
    }
    std::uint32_t increments() const { return increments_; }

private:
    void ask(int client) {
        const auto text = [&](const std::string& words) { return lab_.cluster().sharedTexts()->intern(words); };
        const std::string key = "k" + std::to_string(lab_.dice(3));
        const NodeId end = clientEnd(client);
        switch (lab_.dice(5)) {
            case 0: lab_.act(act::ReadKey{text(key), end, std::nullopt, ReadMode::Log}); break;
            case 1: lab_.act(act::ReadKey{text(key), end, std::nullopt, ReadMode::ReadIndex}); break;
            case 2: lab_.act(act::Submit{text(key + "=" + std::to_string(lab_.dice(4))), end, std::nullopt, 0}); break;
            case 3: lab_.act(act::Submit{text("cas " + key + " 1 2"), end, std::nullopt, 0}); break;
            default: lab_.act(act::Submit{text("n+=1"), end, std::nullopt, 0}); ++increments_;
        }
    }

    Laboratory& lab_;
    std::uint32_t increments_ = 0;
};

/// One answer in ten does not reach its client, which asks again.
void loseAnswers(Laboratory& lab) {
    std::vector<LinkId> links;
    for (const NodeId server : lab.all()) {
        for (int client = 1; client <= kClients; ++client) links.push_back(LinkId{server, clientEnd(client)});
    }
    lab.act(act::SetLoss{links, 100'000});
}

/// A partition at random, or all servers crash and come back; half of the time nothing.
void disturb(Laboratory& lab, const Trouble& trouble) {
    if (trouble.partitions) {
        const NodeSet some(lab.dice(std::uint64_t{1} << lab.cluster().serverCount()));
        lab.act(act::Split{{some, lab.all() - some}});
    }
    if (trouble.restarts && lab.dice(2) == 0) {
        lab.crash(lab.all());
        lab.wait(50);
        lab.restart(lab.all());
    }
}

/// "n=7" in the state of the first server; 0 if it is not there.
std::uint32_t counterOf(const Laboratory& lab) {
    const std::string state = " " + lab.state(NodeId(0));
    const std::size_t at = state.find(" n=");
    return at == std::string::npos ? 0 : static_cast<std::uint32_t>(std::stoul(state.substr(at + 3)));
}

/// Six seconds of clients and trouble, then calm: everybody is answered, what they saw is linearizable, and each
/// increment counted once.
std::uint32_t serve(const ClusterConfig& config, const Trouble& trouble) {
    Laboratory lab(config);
    Clients clients(lab);
    EXPECT_TRUE(lab.electedWithin(3'000));
    if (trouble.badNetwork) loseAnswers(lab);
    for (int tick = 0; tick < 300; ++tick) {
        if (tick % 40 == 39) disturb(lab, trouble);
        clients.askAll();
        lab.wait(20);
    }
    lab.act(act::Heal{});
    EXPECT_TRUE(lab.until(10'000, [&] { return !clients.anyWaiting(); })) << "everybody is answered in the end";
    EXPECT_TRUE(lab.until(15'000, [&] { return lab.allTheSame(); })) << "entry by entry, it takes a while";
    EXPECT_EQ(counterOf(lab), clients.increments());
    EXPECT_GT(clients.increments(), 10U);
    const LinearizabilityResult seen = checkLinearizability(lab.cluster());
    EXPECT_EQ(seen.verdict, Verdict::Linearizable) << seen.text;
    if (trouble.snapshotEvery > 0) {
        EXPECT_LT(lab.longestLog(), trouble.snapshotEvery + 60);
        EXPECT_GT(lab.monitor().committed().value, 2 * trouble.snapshotEvery);
    }
    expectSafe(lab);
    return clients.answered();
}

void expectServed(const Trouble& trouble, std::uint32_t atLeast) {
    for (const Setting& setting : settings(2)) {
        SCOPED_TRACE(told(setting));
        EXPECT_GT(serve(storeOf(setting, trouble), trouble), atLeast);
    }
}

TEST(LaboratoryClients, AreServed) { expectServed({}, 400); }
TEST(LaboratoryClients, AreServedOnABadNetwork) { expectServed({.badNetwork = true}, 80); }
TEST(LaboratoryClients, AreServedThroughPartitions) { expectServed({.partitions = true}, 80); }
TEST(LaboratoryClients, AreServedThroughRestarts) { expectServed({.restarts = true}, 80); }
TEST(LaboratoryClients, AreServedThroughRestartsAndPartitionsOnABadNetwork) {
    expectServed({.badNetwork = true, .partitions = true, .restarts = true}, 40);
}
TEST(LaboratoryClients, AreServedFromShortLogs) { expectServed({.snapshotEvery = 20}, 400); }
TEST(LaboratoryClients, AreServedFromShortLogsThroughEverything) {
    expectServed({.badNetwork = true, .partitions = true, .restarts = true, .snapshotEvery = 10}, 40);
}

/// Requests that were sent again count twice where nobody remembers them: the count above would notice.
TEST(LaboratoryClients, AreServedTwiceWithoutSessions) {
    const Trouble trouble{.badNetwork = true};
    int wrong = 0;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        ClusterConfig config = storeOf({Profile::Figure2, seed}, trouble);
        config.rules.dedup = false;
        Laboratory lab(config);
        loseAnswers(lab);
        Clients clients(lab);
        for (int tick = 0; tick < 300; ++tick) {
            clients.askAll();
            lab.wait(20);
        }
        EXPECT_TRUE(lab.until(10'000, [&] { return !clients.anyWaiting(); }));
        EXPECT_TRUE(lab.until(15'000, [&] { return lab.allTheSame(); }));
        EXPECT_TRUE(lab.monitor().safe()) << "the servers agree on what is wrong";
        wrong += counterOf(lab) > clients.increments() ? 1 : 0;
    }
    EXPECT_EQ(wrong, 3);
}

TEST(LaboratoryClients, InAMinorityWaitAndThoseOfTheMajorityDoNot) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(storeOf(setting, {}));
        ASSERT_TRUE(lab.agree(5));
        const auto old = lab.leader();
        ASSERT_TRUE(old);
        const NodeSet few = only(*old) | only(lab.after(*old));
        lab.act(act::Split{{few, lab.all() - few}});
        lab.act(act::Cut{[&] {  // Client "a" reaches the few only, client "b" the others.
            std::vector<LinkId> links;
            for (const NodeId server : lab.all()) {
                links.push_back(LinkId{clientEnd(few.contains(server) ? 2 : 1), server});
            }
            return links;
        }()});
        const auto put = [&](const char* command, int client) {
            lab.act(act::Submit{lab.cluster().sharedTexts()->intern(command), clientEnd(client), std::nullopt, 0});
        };
        const auto waits = [&](int client) { return lab.cluster().client(clientEnd(client)).waiting; };
        put("k=1", 1);
        put("k=2", 2);
        EXPECT_TRUE(lab.until(6'000, [&] { return !waits(2); })) << "three of five go on";
        lab.wait(2'000);
        EXPECT_TRUE(waits(1)) << "two of five do not";
        lab.act(act::Heal{});
        EXPECT_TRUE(lab.until(6'000, [&] { return !waits(1); })) << "its request is finished once it can be";
        EXPECT_EQ(checkLinearizability(lab.cluster()).verdict, Verdict::Linearizable);
        expectSafe(lab);
    }
}

/// A write costs its way to a majority and back, and does not wait for a heartbeat.
TEST(LaboratoryClients, AreAnsweredWithoutWaitingForAHeartbeat) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(storeOf(setting, {}, 3));
        ASSERT_TRUE(lab.agree(3));
        const auto leader = lab.leader();
        ASSERT_TRUE(leader);
        const SimTime begin = lab.now();
        for (int i = 0; i < 50; ++i) {
            lab.act(act::Submit{lab.cluster().sharedTexts()->intern("n+=1"), clientEnd(1), *leader, 0});
            ASSERT_TRUE(lab.until(200, [&] { return !lab.cluster().client(clientEnd(1)).waiting; }));
        }
        EXPECT_LE((lab.now() - begin).us, 50 * 40'000) << "two round trips of 20 ms, one that a heartbeat occupies";
        EXPECT_GE((lab.now() - begin).us, 50 * 20'000);
    }
}

}  // namespace
}  // namespace raft::laboratory
