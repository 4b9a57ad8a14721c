// Local reads that wait for what their client has seen (D §6.4.1): nobody goes back in time.

#include <gtest/gtest.h>

#include "tests/raft/check/random_play.h"
#include "tests/raft/check/reading_lab.h"

namespace raft::lab {
namespace {

/// S1 leads; S3 holds x=1 and does not know that it is committed.
Lab followerBehind(bool waits) {
    ClusterConfig config = readers();
    config.rules.localReadWaits = waits;
    Lab lab(config);
    lab.elect(1);
    lab.write("x=1", 1);
    EXPECT_EQ(lab.node(1).state().lastApplied, LogIndex(1));
    EXPECT_EQ(lab.node(3).state().lastApplied, LogIndex(0));
    return lab;
}

const ClientCall& lastCall(const Lab& lab, int client) { return lab.cluster().client(clientEnd(client)).calls.back(); }

/// Why a server answered in the last step, or let the read wait.
Reason reasonOf(const Lab& lab, EventKind kind) {
    for (const Event& event : lab.step.events) {
        if (event.kind == kind) return event.reason;
    }
    return Reason::None;
}

TEST(LocalReads, WaitForWhatTheirClientHasSeen) {
    Lab lab = followerBehind(true);
    EXPECT_EQ(lab.cluster().client(clientEnd(0)).seen, LogIndex(1)) << "where its write was applied";
    Reason awaited = Reason::None;
    lab.eachStep = [&](const StepEvents&) { awaited = std::max(awaited, reasonOf(lab, EventKind::Note)); };
    read(lab, 3, ReadMode::Local, 0);
    lab.wait(40);
    EXPECT_EQ(awaited, Reason::SeenAwaited);
    EXPECT_FALSE(lastCall(lab, 0).returned);
    ASSERT_EQ(lab.node(3).reads().size(), 1U);
    EXPECT_EQ(lab.node(3).reads()[0].readIndex, LogIndex(1));
    lab.write("y=1", 1, 1);  // With it S3 learns that x=1 is committed.
    EXPECT_EQ(textOf(lastCall(lab, 0).value, lab.cluster().texts()), "1");
    EXPECT_TRUE(lab.node(3).reads().empty());
    EXPECT_EQ(lab.cluster().client(clientEnd(0)).believedLeader, S(1)) << "who answers a local read need not lead";
}

TEST(LocalReads, OfWhoeverHasSeenNothingDoNotWait) {
    Lab lab = followerBehind(true);
    read(lab, 3, ReadMode::Local, 2);
    lab.wait(1);
    ASSERT_TRUE(lastCall(lab, 2).returned) << "it may be stale: the client cannot tell";
    EXPECT_EQ(textOf(lastCall(lab, 2).value, lab.cluster().texts()), "");
    read(lab, 1, ReadMode::Local, 2);
    lab.wait(1);
    EXPECT_EQ(lab.cluster().client(clientEnd(2)).seen, LogIndex(1)) << "a read shows a state, too";
    read(lab, 3, ReadMode::Local, 2);
    lab.wait(40);
    EXPECT_FALSE(lastCall(lab, 2).returned);
}

TEST(LocalReads, DoNotWaitWithoutTheRule) {
    Lab lab = followerBehind(false);
    read(lab, 3, ReadMode::Local, 0);
    lab.wait(1);
    ASSERT_TRUE(lastCall(lab, 0).returned);
    EXPECT_EQ(textOf(lastCall(lab, 0).value, lab.cluster().texts()), "") << "its own write is gone again";
    EXPECT_EQ(lab.cluster().client(clientEnd(0)).seen, LogIndex(0));
}

TEST(LocalReads, AreLostWithTheServerAndAskedAgainElsewhere) {
    Lab lab = followerBehind(true);
    read(lab, 3, ReadMode::Local, 0);
    lab.wait(1);
    lab.crash(3);
    lab.restart(3);
    EXPECT_TRUE(lab.node(3).reads().empty());
    lab.wait(1'000'001);
    ASSERT_TRUE(lastCall(lab, 0).returned) << "S1 was next";
    EXPECT_EQ(textOf(lastCall(lab, 0).value, lab.cluster().texts()), "1");
}

/// Of a counter that only grows: how often a client read less than it had read before.
int timesGoneBack(bool waits, std::uint32_t seed) {
    ClusterConfig config;
    config.servers = {"S1", "S2", "S3", "S4", "S5"};
    config.clients = {"a", "b", "c"};
    config.seed = seed;
    config.rules.localReadWaits = waits;
    World world(config, std::make_shared<TextTable>());
    StepEvents step;
    world.boot(step);
    FaultSchedule adversary(seed, {.keys = 1});
    TextTable& texts = *world.cluster().sharedTexts();
    std::uint32_t moves = 0;
    for (SimTime at = adversary.pause(); at < SimTime::fromMs(8000); at = at + adversary.pause()) {
        while (world.cluster().nextDue() <= at) world.advance(step);
        const NodeId client = clientEnd(static_cast<int>(moves % 3));
        const NodeId server(static_cast<std::uint8_t>(moves / 3 % 5));
        const Action read = act::ReadKey{texts.intern("n"), client, server, ReadMode::Local};
        const Action count = act::Submit{texts.intern("n+=1"), client, std::nullopt, 0};
        world.apply(moves % 3 == 2 ? adversary.move(world.cluster()) : moves % 2 == 0 ? read : count, at, step);
        ++moves;
    }
    EXPECT_TRUE(world.monitor().safe());
    int back = 0;
    for (int client = 0; client < 3; ++client) {
        const Paged<ClientCall>& calls = world.cluster().client(clientEnd(client)).calls;
        std::int64_t newest = 0;
        for (std::size_t i = 0; i < calls.size(); ++i) {
            const std::string_view text = texts.text(calls[i].text);
            if (!calls[i].returned || !calls[i].ok || text.find('n') == std::string_view::npos) continue;
            if (text.find("x0") != std::string_view::npos) continue;
            const std::int64_t value = calls[i].value.kind == Value::Kind::Number ? calls[i].value.asNumber() : 0;
            if (value < newest) ++back;
            newest = std::max(newest, value);
        }
    }
    return back;
}

TEST(LocalReads, NeverGoBackInTime) {
    int without = 0;
    for (std::uint32_t seed = 0; seed < 24; ++seed) {
        EXPECT_EQ(timesGoneBack(true, seed), 0) << "seed " << seed;
        without += timesGoneBack(false, seed);
    }
    EXPECT_GT(without, 20) << "without the rule they do";
}

}  // namespace
}  // namespace raft::lab
