// Sessions that expire: opened by an entry of their own, gone by the time that the log tells (D §6.3).

#include <gtest/gtest.h>

#include <algorithm>

#include "raft/check/linearizability.h"
#include "tests/raft/check/lab.h"

namespace raft {
namespace {

using lab::S;

constexpr std::int64_t kTimeout = 10'000;

ClusterConfig expiring() {
    ClusterConfig config = lab::quietConfig(3);
    config.heartbeat = SimTime::fromMs(50);
    config.clientTimeout = SimTime::fromMs(400);
    config.sessionTimeout = SimTime::fromMs(kTimeout);
    return config;
}

/// S1 leads; remembers why everything happened.
struct Bench : lab::Lab {
    explicit Bench(const ClusterConfig& config) : Lab(config) {
        eachStep = [this](const StepEvents& step) {
            for (const Event& event : step.events) reasons.push_back(event.reason);
        };
        elect(1);
    }
    std::uint32_t count(Reason reason) const {
        return static_cast<std::uint32_t>(std::count(reasons.begin(), reasons.end(), reason));
    }
    const KeyValue& store(int server) const { return cluster().machine(S(server)).store; }
    std::string state(int server) const { return pairsText(store(server), cluster().texts()); }
    const Client& client() const { return cluster().client(clientEnd(0)); }
    /// Of the newest call of the client.
    const ClientCall& call() const { return client().calls.back(); }

    std::vector<Reason> reasons;
};

TEST(Sessions, AreOpenedByAnEntryOfTheirOwn) {
    Bench bench(expiring());
    bench.submit("x+=1", 1);
    bench.wait(200);
    EXPECT_TRUE(bench.call().returned);
    const Log& log = bench.node(2).log();
    ASSERT_EQ(log.lastIndex(), LogIndex(2));
    EXPECT_EQ(log.at(LogIndex(1)).type, EntryType::Session);
    EXPECT_EQ(log.at(LogIndex(2)).type, EntryType::Command);
    EXPECT_EQ(log.at(LogIndex(2)).session(), LogIndex(1)) << "its name is where it was opened";
    EXPECT_GE(log.at(LogIndex(2)).stamp, log.at(LogIndex(1)).stamp);
    EXPECT_GT(log.at(LogIndex(1)).stamp, 0u);
    EXPECT_EQ(bench.client().session, LogIndex(1));
    ASSERT_EQ(bench.store(3).openSessions().size(), 1u);
    EXPECT_EQ(bench.store(3).openSessions()[0].seq, 1u);
    EXPECT_EQ(bench.store(3).logTime(), log.at(LogIndex(2)).stamp);
    EXPECT_EQ(bench.count(Reason::SessionOpened), 3u) << "on every server";

    bench.submit("x+=1", 1);
    bench.wait(200);
    EXPECT_EQ(bench.node(2).log().lastIndex(), LogIndex(3)) << "one session serves many requests";
    EXPECT_EQ(bench.state(2), "x=2");
}

TEST(Sessions, NeedNotBeOpenedWhereTheyDoNotExpire) {
    ClusterConfig config = expiring();
    config.sessionTimeout = SimTime();
    Bench bench(config);
    bench.submit("x+=1", 1);
    bench.wait(20'000);
    bench.submit("x+=1", 1);
    bench.wait(200);
    EXPECT_TRUE(bench.call().returned);
    EXPECT_EQ(bench.node(2).log().lastIndex(), LogIndex(2));
    for (LogIndex at(1); at <= LogIndex(2); ++at) {
        EXPECT_EQ(bench.node(2).log().at(at).stamp, 0u);
        EXPECT_EQ(bench.node(2).log().at(at).session(), LogIndex(0));
    }
    EXPECT_TRUE(bench.store(1).openSessions().empty());
    EXPECT_EQ(bench.store(1).logTime(), 0u);
}

TEST(Sessions, AskedForTwiceLeaveAnOrphanAndExecuteNothingTwice) {
    Bench bench(expiring());
    bench.act(act::Cut{{LinkId{S(1), clientEnd(0)}}});
    bench.submit("x+=1", 1);
    bench.wait(300);
    bench.act(act::Mend{{LinkId{S(1), clientEnd(0)}}});
    bench.wait(2'000);
    EXPECT_TRUE(bench.call().returned);
    ASSERT_EQ(bench.store(1).openSessions().size(), 2u);
    EXPECT_EQ(bench.store(1).openSessions()[0].seq, 0u) << "nobody uses it";
    EXPECT_EQ(bench.state(1), "x=1");
}

/// A number means nothing in another session than its own.
TEST(Sessions, AnOldRequestThatIsSentAgainIsSentInItsOwn) {
    Bench bench(expiring());
    bench.submit("x+=1", 1);
    bench.wait(200);
    bench.wait(kTimeout + 400);
    bench.submit("y=1", 1);  // Refused: the session is over.
    bench.wait(200);
    ASSERT_TRUE(bench.call().expired);
    bench.submit("y=2", 1);  // Opens another one.
    bench.wait(200);
    ASSERT_TRUE(bench.call().returned);
    bench.act(act::Submit{bench.cluster().sharedTexts()->intern("x+=1"), clientEnd(0), S(1), 1});
    bench.wait(200);
    EXPECT_EQ(bench.state(1), "x=1 y=2") << "the first request is not executed a second time";
    EXPECT_EQ(checkLinearizability(bench.cluster()).verdict, Verdict::Linearizable);
}

/// x+=1, `ms` of nothing, and x+=1 again.
Bench idleFor(std::int64_t ms) {
    Bench bench(expiring());
    bench.submit("x+=1", 1);
    bench.wait(200);
    bench.wait(ms);
    bench.submit("x+=1", 1);
    bench.wait(200);
    return bench;
}

TEST(Sessions, OutliveAPauseShorterThanTheirTimeout) {
    const Bench bench = idleFor(kTimeout - 400);
    EXPECT_TRUE(bench.call().returned);
    EXPECT_FALSE(bench.call().expired);
    EXPECT_EQ(bench.state(1), "x=2");
    EXPECT_EQ(bench.count(Reason::SessionExpired), 0u);
}

TEST(Sessions, ExpireInALongerOneAndTheRequestIsRefused) {
    Bench bench = idleFor(kTimeout + 400);
    EXPECT_FALSE(bench.call().returned);
    EXPECT_TRUE(bench.call().expired);
    EXPECT_FALSE(bench.client().waiting) << "it does not ask the same again";
    EXPECT_GT(bench.call().returnedAt, bench.call().invoked) << "when it was refused";
    EXPECT_EQ(bench.client().session, LogIndex(0));
    EXPECT_EQ(bench.count(Reason::SessionExpired), 3u) << "every server refuses it";
    EXPECT_EQ(bench.count(Reason::SessionLost), 1u);
    EXPECT_EQ(checkLinearizability(bench.cluster()).verdict, Verdict::Linearizable);
    for (int server = 1; server <= 3; ++server) {
        EXPECT_EQ(bench.state(server), "x=1");
        EXPECT_TRUE(bench.store(server).openSessions().empty());
    }

    bench.submit("x+=1", 1);
    bench.wait(200);
    EXPECT_TRUE(bench.call().returned) << "another session, and all is well";
    EXPECT_EQ(bench.state(2), "x=2");
    EXPECT_EQ(bench.count(Reason::SessionOpened), 6u);
    EXPECT_TRUE(bench.monitor().safe()) << bench.told();
}

TEST(Sessions, ThatExpiredDoNotKeepTheNextRequestInTheQueue) {
    Bench bench = idleFor(kTimeout - 400);
    bench.wait(kTimeout + 400);
    bench.submit("x+=1", 1);
    bench.submit("x+=5", 1);
    EXPECT_EQ(bench.client().queue.size(), 1u);
    bench.wait(400);
    EXPECT_TRUE(bench.client().queue.empty());
    EXPECT_TRUE(bench.call().returned);
    EXPECT_EQ(bench.state(1), "x=7") << "1 + 1 + 5: the one between was refused";
}

/// The request for x+=1 arrives a second time, `ms` later.
Bench lateCopy(std::int64_t ms) {
    Bench bench(expiring());
    bench.submit("x=0", 1);
    bench.wait(200);
    bench.submit("x+=1", 1);
    const MessageMatcher request{{}, clientEnd(0), S(1), MessageKind::ClientRequest, 1};
    EXPECT_TRUE(bench.act(act::Duplicate{request}));
    EXPECT_TRUE(bench.act(act::Delay{request, SimTime::fromMs(ms)}));
    bench.wait(ms + 400);
    return bench;
}

TEST(Sessions, TellALateCopyFromANewRequestAndRefuseItOnceTheyAreGone) {
    const Bench soon = lateCopy(kTimeout / 2);
    EXPECT_EQ(soon.state(1), "x=1");
    EXPECT_GT(soon.count(Reason::AlreadyExecuted), 0u);
    EXPECT_EQ(soon.count(Reason::SessionExpired), 0u);
    const Bench late = lateCopy(2 * kTimeout);
    EXPECT_EQ(late.state(1), "x=1") << "nobody knows the number any more, and still it counts once";
    EXPECT_EQ(late.count(Reason::AlreadyExecuted), 0u);
    EXPECT_GT(late.count(Reason::SessionExpired), 0u);
}

TEST(Sessions, AreNoConcernOfAReadThatStaysOutOfTheLog) {
    Bench bench(expiring());
    bench.submit("x=4", 1);
    bench.wait(2 * kTimeout);
    bench.act(act::ReadKey{bench.cluster().sharedTexts()->intern("x"), clientEnd(0), S(1), ReadMode::ReadIndex});
    bench.wait(200);
    EXPECT_TRUE(bench.call().returned);
    EXPECT_EQ(bench.count(Reason::SessionExpired), 0u);
}

TEST(Sessions, SurviveInASnapshotAndExpireFromThereToo) {
    Bench bench(expiring());
    bench.submit("x+=1", 1);
    bench.wait(200);
    for (int server = 1; server <= 3; ++server) {
        bench.act(act::TakeSnapshot{lab::setOf({server})});
        bench.restart(server);
    }
    ASSERT_EQ(bench.store(2).openSessions().size(), 1u);
    EXPECT_GT(bench.store(2).logTime(), 0u);
    bench.elect(2);
    bench.submit("x+=1", 2);
    bench.wait(400);
    EXPECT_TRUE(bench.call().returned) << "the session came along";
    bench.wait(kTimeout + 400);
    bench.submit("x+=1", 2);
    bench.wait(400);
    EXPECT_TRUE(bench.call().expired);
    EXPECT_EQ(bench.state(3), "x=2");
    EXPECT_TRUE(bench.monitor().safe()) << bench.told();
}

// ---- The state machine alone ----

class SessionStore : public testing::Test {
protected:
    ApplyResult open(std::uint32_t index, std::uint32_t stamp, int client = 0) {
        Entry entry;
        entry.type = EntryType::Session;
        return apply(entry, index, stamp, client);
    }
    ApplyResult command(const char* text, std::uint32_t index, std::uint32_t stamp, std::uint32_t session,
                        std::uint32_t seq) {
        Entry entry;
        entry.command = texts->intern(text);
        entry.setSession(LogIndex(session));
        entry.seq = seq;
        return apply(entry, index, stamp, 0);
    }
    ApplyResult apply(Entry entry, std::uint32_t index, std::uint32_t stamp, int client) {
        entry.client = clientEnd(client);
        entry.stamp = stamp;
        options.index = LogIndex(index);
        return store.apply(entry, commands, options);
    }

    std::shared_ptr<TextTable> texts = std::make_shared<TextTable>();
    CommandTable commands{texts};
    KeyValue store;
    ApplyOptions options{.sessionTimeout = SimTime::fromMs(100)};
};

TEST_F(SessionStore, TimeNeverGoesBack) {
    open(1, 500);
    open(2, 300);
    EXPECT_EQ(store.logTime(), 500u) << "another leader's clock is behind";
    EXPECT_EQ(store.openSessions()[1].lastUse, 500u);
}

TEST_F(SessionStore, ForgetsAtTheFirstEntryBeyondTheTimeout) {
    open(1, 500);
    EXPECT_FALSE(command("x=1", 2, 600, 1, 1).expired) << "exactly as long is not longer";
    EXPECT_TRUE(command("x=2", 3, 701, 1, 2).expired);
    EXPECT_EQ(pairsText(store, *texts), "x=1");
    EXPECT_TRUE(command("x=3", 4, 701, 1, 3).expired) << "for good";
}

TEST_F(SessionStore, IsUsedByARepeatedRequestToo) {
    open(1, 500);
    EXPECT_EQ(command("x+=1", 2, 580, 1, 1).value, Value::number(1));
    const ApplyResult again = command("x+=1", 3, 660, 1, 1);
    EXPECT_TRUE(again.repeated);
    EXPECT_EQ(again.value, Value::number(1));
    EXPECT_FALSE(command("x+=1", 4, 740, 1, 2).expired);
}

TEST_F(SessionStore, NobodyOpenedIsRefused) { EXPECT_TRUE(command("x=1", 2, 600, 7, 1).expired); }

TEST_F(SessionStore, ExpiresByTheServersOwnClockOnlyWhereTheRuleIsBent) {
    open(1, 500);
    options.ownTime = 601;
    EXPECT_TRUE(command("x=1", 2, 510, 1, 1).expired);
    open(3, 520);
    options.ownTime = 20;
    EXPECT_FALSE(command("x=1", 4, 5000, 3, 1).expired) << "its clock is behind";
}

TEST_F(SessionStore, ThawsWithItsSessionsAndItsTime) {
    open(1, 500, 2);
    open(2, 510);
    command("x=two words", 3, 520, 2, 4);
    command("cas x 1 2", 4, 530, 2, 5);
    const std::string bytes = store.freeze(*texts, {});
    const KeyValue thawed = KeyValue::thawed(bytes, *texts);
    EXPECT_EQ(thawed.freeze(*texts, {}), bytes);
    EXPECT_EQ(thawed.logTime(), 530u);
    ASSERT_EQ(thawed.openSessions().size(), 2u);
    EXPECT_EQ(thawed.openSessions()[0].client, clientEnd(2));
    EXPECT_EQ(thawed.openSessions()[1].lastUse, 530u);
    EXPECT_FALSE(thawed.openSessions()[1].answer.ok);
    const auto digestOf = [this](const KeyValue& state) {
        Digest digest;
        state.addTo(digest, *texts);
        return digest.value();
    };
    EXPECT_EQ(digestOf(thawed), digestOf(store));
    open(5, 540);
    EXPECT_NE(digestOf(thawed), digestOf(store));
    EXPECT_EQ(KeyValue::thawed(store.freeze(*texts, {.sessions = false}), *texts).openSessions().size(), 0u);
}

}  // namespace
}  // namespace raft
