// The world: links, pauses, disks, clocks, clients.

#include "raft/sim/cluster.h"

#include <gtest/gtest.h>

namespace raft::test {
namespace {

constexpr NodeId kS1{0};
constexpr NodeId kS2{1};
constexpr NodeId kS3{2};

NodeSet only(NodeId server) {
    NodeSet set;
    set.insert(server);
    return set;
}

ClusterConfig manual() {
    ClusterConfig config;
    config.servers = {"S1", "S2", "S3"};
    config.timers = Timers::Manual;
    return config;
}

struct Lab {
    explicit Lab(const ClusterConfig& config = manual()) : cluster(config, texts) { cluster.boot(out); }

    bool act(const Action& action) { return cluster.apply(action, cluster.now(), out); }
    void until(std::int64_t ms) {
        while (cluster.nextDue() <= SimTime::fromMs(ms)) step();
        cluster.apply(act::WriteNote{texts->intern("tick")}, SimTime::fromMs(ms), out);
    }
    void step() {
        cluster.advance(out);
        for (const Event& event : out.events) seen.push_back(event);
    }
    void wait(std::int64_t ms) { until(cluster.now().us / 1000 + ms); }
    void submit(std::string_view command, std::optional<NodeId> to = kS1) {
        act(act::Submit{texts->intern(command), clientEnd(0), to, 0});
    }
    int count(EventKind kind, NodeId node) const {
        int n = 0;
        for (const Event& event : seen) n += event.kind == kind && event.node == node ? 1 : 0;
        return n;
    }
    std::string value(NodeId server, std::string_view key) {
        return textOf(cluster.machine(server).store.get(texts->intern(key)), *texts);
    }
    const ClientCall& lastCall() { return cluster.client(clientEnd(0)).calls.back(); }

    std::shared_ptr<TextTable> texts = std::make_shared<TextTable>();
    Cluster cluster;
    StepEvents out;
    std::vector<Event> seen;
};

TEST(Cluster, ManualTimersElectNobodyAutoTimersDo) {
    Lab still;
    still.until(5'000);
    EXPECT_FALSE(still.cluster.leaderOfHighestTerm());
    ClusterConfig config = manual();
    config.timers = Timers::Auto;
    Lab moving(config);
    moving.until(5'000);
    EXPECT_TRUE(moving.cluster.leaderOfHighestTerm());
}

/// A leader of term 2 with six entries; S2 has them, S3 has none of them.
ClusterConfig withALaggard() {
    ClusterConfig config = manual();
    StartState start;
    start.term = Term(2);
    start.leader = kS1;
    start.commit = LogIndex(6);
    const StartEntry entry{Term(1), "x=1"};
    start.logs.assign(3, std::vector<StartEntry>(6, entry));
    start.logs[2].clear();
    config.start = start;
    return config;
}

TEST(Cluster, ALaggardIsRepairedAlsoWhereARoundTripTakesLongerThanAHeartbeat) {
    for (const std::int64_t latency : {5, 40, 120}) {  // Heartbeats are sent every 50 ms.
        ClusterConfig config = withALaggard();
        config.latencyMin = config.latencyMax = SimTime::fromMs(latency);
        Lab lab(config);
        lab.until(20 * latency + 200);
        EXPECT_EQ(lab.cluster.node(kS3).log().lastIndex(), LogIndex(6)) << latency << " ms";
        EXPECT_EQ(lab.value(kS3, "x"), "1") << latency << " ms";
    }
}

TEST(Cluster, WriteReachesEveryServerAndTheClientHearsOk) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.wait(25);
    ASSERT_EQ(lab.cluster.leaderOfHighestTerm(), kS1);
    lab.submit("x=3");
    lab.wait(120);
    for (const NodeId server : {kS1, kS2, kS3}) EXPECT_EQ(lab.value(server, "x"), "3");
    EXPECT_TRUE(lab.lastCall().returned && lab.lastCall().ok);
    EXPECT_EQ(textOf(lab.lastCall().value, *lab.texts), "3");
}

TEST(Cluster, CutLinkLosesMessagesBothWhenSentAndWhenArriving) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.act(act::Cut{{LinkId{kS1, kS2}}});
    lab.wait(10);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(0)) << "it was on the way when the link was cut";
    EXPECT_EQ(lab.cluster.node(kS3).currentTerm(), Term(1));
    lab.wait(100);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(0)) << "heartbeats do not pass either";
    lab.act(act::Mend{{LinkId{kS1, kS2}}});
    lab.wait(60);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(1));
}

TEST(Cluster, SplitCutsBetweenGroupsOnlyAndHealEndsIt) {
    Lab lab;
    lab.act(act::Split{{only(kS1), only(kS2) | only(kS3)}});
    EXPECT_TRUE(lab.cluster.network().link(kS1, kS2).isCut());
    EXPECT_TRUE(lab.cluster.network().link(kS3, kS1).isCut());
    EXPECT_FALSE(lab.cluster.network().link(kS2, kS3).isCut());
    EXPECT_FALSE(lab.cluster.network().link(clientEnd(0), kS1).isCut()) << "who is not named reaches everybody";
    lab.act(act::Heal{});
    EXPECT_FALSE(lab.cluster.network().link(kS1, kS2).isCut());
}

TEST(Cluster, HeldLinkKeepsItsMessagesAndReleasesThemWithTheirLatency) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.act(act::Hold{{LinkId{kS1, kS2}}});
    lab.wait(40);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(0));
    lab.act(act::Release{{LinkId{kS1, kS2}}});
    lab.wait(9);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(0));
    lab.wait(1);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(1));
}

TEST(Cluster, MessageToADownServerEndsThere) {
    Lab lab;
    lab.act(act::Crash{only(kS2)});
    lab.act(act::FireTimeout{kS1});
    lab.wait(15);
    EXPECT_EQ(lab.count(EventKind::Drop, kS2), 1);
    EXPECT_EQ(lab.count(EventKind::Receive, kS2), 0);
}

TEST(Cluster, RestartInBetweenStillReceives) {
    Lab lab;
    lab.act(act::Crash{only(kS2)});
    lab.act(act::FireTimeout{kS1});
    lab.wait(5);
    lab.act(act::Restart{only(kS2)});
    lab.wait(10);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(1));
}

TEST(Cluster, PausedServerFindsItsMessagesWhenItResumes) {
    Lab lab;
    lab.act(act::Pause{only(kS2)});
    lab.act(act::FireTimeout{kS1});
    lab.wait(200);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(0));
    lab.act(act::Resume{only(kS2)});
    lab.wait(1);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(1));
    EXPECT_EQ(lab.cluster.node(kS2).state().leaderId, kS1);
}

TEST(Cluster, CrashKeepsWhatFigureTwoCallsPersistent) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.wait(25);
    lab.submit("x=1");
    lab.wait(120);
    lab.act(act::Crash{only(kS2)});
    EXPECT_EQ(lab.value(kS2, "x"), "") << "the state machine is volatile";
    lab.act(act::Restart{only(kS2)});
    const Node& node = lab.cluster.node(kS2);
    EXPECT_EQ(node.currentTerm(), Term(1));
    EXPECT_EQ(node.persistent().votedFor, kS1);
    EXPECT_EQ(node.log().lastIndex(), LogIndex(1));
    EXPECT_EQ(node.state().commitIndex, LogIndex(0));
    lab.wait(60);
    EXPECT_EQ(lab.value(kS2, "x"), "1") << "and is rebuilt from the log";
}

TEST(Disk, VoteLeavesOnlyOnceItIsWritten) {
    ClusterConfig config = manual();
    config.fsync = SimTime::fromMs(7);
    Lab lab(config);
    lab.act(act::FireTimeout{kS1});
    lab.wait(6);
    EXPECT_EQ(lab.count(EventKind::Send, kS1), 0);
    lab.wait(1);
    EXPECT_EQ(lab.count(EventKind::Send, kS1), 2);
    lab.wait(16);
    EXPECT_EQ(lab.count(EventKind::Send, kS2), 0) << "S2 has the request since t = 17 and writes until 24";
    lab.wait(1);
    EXPECT_EQ(lab.count(EventKind::Send, kS2), 1);
}

TEST(Disk, CrashDuringAWriteLosesItAndWhatWaitedForIt) {
    ClusterConfig config = manual();
    config.fsync = SimTime::fromMs(7);
    Lab lab(config);
    lab.act(act::FireTimeout{kS1});
    lab.wait(20);
    ASSERT_EQ(lab.cluster.node(kS2).persistent().votedFor, kS1);
    lab.act(act::Crash{only(kS2)});
    lab.act(act::Restart{only(kS2)});
    EXPECT_EQ(lab.cluster.node(kS2).persistent().votedFor, kNoNode);
    EXPECT_EQ(lab.count(EventKind::Send, kS2), 0);
}

/// S1 leads term 2 with the log [1 2] or [1]; S3 has [1 1 1] on its disk, which is slow.
ClusterConfig staleTail(std::string_view leadersLog) {
    ClusterConfig config = manual();
    config.fsync = SimTime::fromMs(30);
    StartState start;
    start.term = Term(2);
    start.leader = kS1;
    start.logs.resize(3);
    for (const char term : leadersLog) start.logs[0].push_back({Term(static_cast<std::uint32_t>(term - '0')), "x=1"});
    start.logs[1] = start.logs[0];
    for (int i = 0; i < 3; ++i) start.logs[2].push_back({Term(1), "x=1"});
    config.start = start;
    return config;
}

/// The two operands of S3's restart after it crashed while it was writing.
std::array<std::uint32_t, 2> restartAfterTruncation(ClusterConfig config) {
    Lab lab(config);
    for (int i = 0; i < 40 && lab.count(EventKind::Truncate, kS3) == 0; ++i) lab.step();
    EXPECT_EQ(lab.count(EventKind::Truncate, kS3), 1);
    lab.act(act::Crash{only(kS3)});
    lab.act(act::Restart{only(kS3)});
    EXPECT_EQ(lab.cluster.node(kS3).log().lastIndex(), LogIndex(3)) << "the disk still holds all";
    EXPECT_EQ(lab.out.events.front().kind, EventKind::Restart);
    return {lab.out.events.front().args[0], lab.out.events.front().args[1]};
}

TEST(Disk, ARestartTellsOfTheTailThatTheDiskBringsBack) {
    const std::array<std::uint32_t, 2> replaced = restartAfterTruncation(staleTail("12"));
    EXPECT_EQ(replaced, (std::array<std::uint32_t, 2>{2, 2})) << "entry 2 of term 2 is lost, entries 2 and 3 are back";
    ClusterConfig config = staleTail("1");
    config.rules.truncateAlways = true;
    const std::array<std::uint32_t, 2> back = restartAfterTruncation(config);
    EXPECT_EQ(back, (std::array<std::uint32_t, 2>{0, 2})) << "nothing is lost, the deleted tail is back";
}

TEST(Disk, ARestartWithoutAnOpenWriteLosesAndBringsBackNothing) {
    ClusterConfig config = manual();
    config.fsync = SimTime::fromMs(7);
    Lab lab(config);
    lab.act(act::FireTimeout{kS1});
    lab.wait(100);
    lab.submit("x=1");
    lab.wait(200);
    lab.act(act::Restart{only(kS2)});
    bool found = false;
    for (const Event& event : lab.out.events) {
        if (event.kind != EventKind::Restart) continue;
        found = true;
        EXPECT_EQ(event.args[0], 0u);
        EXPECT_EQ(event.args[1], 0u);
    }
    EXPECT_TRUE(found);
    EXPECT_EQ(lab.cluster.node(kS2).log().lastIndex(), LogIndex(1));
}

TEST(Cluster, AServerKeepsTheLastTermThatEachPeerTold) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.wait(15);
    const Machine& voter = lab.cluster.machine(kS2);
    EXPECT_EQ(voter.heard[kS1.value].term, Term(1));
    EXPECT_EQ(voter.heard[kS1.value].at, SimTime::fromMs(10));
    EXPECT_EQ(voter.heard[kS3.value].by, kNoEvent) << "S3 has sent it nothing";
    lab.act(act::Restart{only(kS2)});
    EXPECT_EQ(lab.cluster.machine(kS2).heard[kS1.value].by, kNoEvent) << "a crash forgets";
}

TEST(Disk, LosesEntriesOnlyWhileDown) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.wait(25);
    lab.submit("x=1");
    lab.wait(120);
    EXPECT_FALSE(lab.act(act::LoseEntries{kS2, 1}));
    EXPECT_EQ(lab.cluster.node(kS2).log().lastIndex(), LogIndex(1));
    lab.act(act::Crash{only(kS2)});
    EXPECT_TRUE(lab.act(act::LoseEntries{kS2, 1}));
    lab.act(act::Restart{only(kS2)});
    EXPECT_EQ(lab.cluster.node(kS2).log().lastIndex(), LogIndex(0));
    EXPECT_EQ(lab.out.events[0].args[0], 1u) << "restart reports where the lost tail began";
}

TEST(Network, ManualDeliveryWaitsForTheAdversary) {
    ClusterConfig config = manual();
    config.network = Delivery::Manual;
    Lab lab(config);
    lab.act(act::FireTimeout{kS1});
    lab.wait(500);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(0));
    MessageMatcher toS2;
    toS2.to = kS2;
    EXPECT_TRUE(lab.act(act::Deliver{toS2}));
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(1));
    EXPECT_FALSE(lab.act(act::Deliver{toS2})) << "there is no second one";
}

TEST(Network, MatcherDropDuplicateAndDelay) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    MessageMatcher toS2;
    toS2.to = kS2;
    toS2.kind = MessageKind::RequestVote;
    EXPECT_TRUE(lab.act(act::Delay{toS2, SimTime::fromMs(5)}));
    MessageMatcher toS3;
    toS3.to = kS3;
    EXPECT_TRUE(lab.act(act::Duplicate{toS3}));
    EXPECT_TRUE(lab.act(act::Drop{toS3}));
    toS3.kind = MessageKind::AppendEntries;
    EXPECT_FALSE(lab.act(act::Drop{toS3}));
    lab.wait(12);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(0));
    EXPECT_EQ(lab.count(EventKind::Receive, kS3), 1) << "the copy arrived, the original was dropped";
    lab.wait(3);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(1));
}

TEST(Network, ANegativeDelayHastensButNothingArrivesBeforeNow) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    MessageMatcher toS2;
    toS2.to = kS2;
    EXPECT_TRUE(lab.act(act::Delay{toS2, SimTime::fromMs(-4)}));
    lab.wait(5);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(0));
    lab.wait(1);
    EXPECT_EQ(lab.cluster.node(kS2).currentTerm(), Term(1)) << "6 ms instead of 10";
    MessageMatcher toS3;
    toS3.to = kS3;
    EXPECT_TRUE(lab.act(act::Delay{toS3, SimTime::fromMs(-100)}));
    lab.wait(0);
    EXPECT_EQ(lab.cluster.node(kS3).currentTerm(), Term(1));
    EXPECT_EQ(lab.cluster.now(), SimTime::fromMs(6));
}

TEST(Network, OneKnobDoesNotReshuffleTheRest) {
    const auto arrivals = [](std::uint32_t lossOfOneLink) {
        ClusterConfig config = manual();
        config.latencyMax = SimTime::fromMs(30);
        Lab lab(config);
        lab.act(act::SetLoss{{LinkId{kS1, kS2}}, lossOfOneLink});
        lab.act(act::FireTimeout{kS1});
        std::vector<SimTime> times;
        for (const std::uint32_t slot : lab.cluster.network().slotsInOrder()) {
            times.push_back(lab.cluster.network().at(slot).latency);
        }
        return times;
    };
    EXPECT_EQ(arrivals(0), arrivals(1'000'000));
}

TEST(Network, LatencyStaysWithinItsRangeAndUsesIt) {
    ClusterConfig config = manual();
    config.latencyMin = SimTime::fromMs(5);
    config.latencyMax = SimTime::fromMs(9);
    Lab lab(config);
    SimTime least = kNever;
    SimTime most;
    lab.act(act::FireTimeout{kS1});
    for (int i = 0; i < 400; ++i) {
        for (const std::uint32_t slot : lab.cluster.network().slotsInOrder()) {
            const Flight& flight = lab.cluster.network().at(slot);
            if (isClient(flight.message.from) || isClient(flight.message.to)) continue;
            least = std::min(least, flight.latency);
            most = std::max(most, flight.latency);
        }
        lab.step();
    }
    EXPECT_GE(least, SimTime::fromMs(5));
    EXPECT_LE(most, SimTime::fromMs(9));
    EXPECT_GT(most - least, SimTime::fromMs(2));
}

TEST(Clock, FastClockFiresEarly) {
    Lab lab;
    lab.act(act::SetTimers{{{kS2, SimTime::fromMs(100)}}});
    lab.act(act::SetClock{kS2, 2'000'000, SimTime()});
    EXPECT_EQ(lab.cluster.machine(kS2).electionDeadline, SimTime::fromMs(50));
    lab.until(51);
    EXPECT_EQ(lab.cluster.node(kS2).role(), Role::Candidate);
}

TEST(Client, FollowsTheHintOfAFollower) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.wait(60);
    lab.submit("x=1", kS3);
    lab.wait(150);
    EXPECT_EQ(lab.count(EventKind::Redirect, kS3), 1);
    EXPECT_TRUE(lab.lastCall().returned);
    EXPECT_EQ(lab.cluster.client(clientEnd(0)).believedLeader, kS1);
}

TEST(Client, AsksTheNextServerWhenNobodyAnswers) {
    Lab lab;
    lab.act(act::Crash{only(kS1)});
    lab.act(act::FireTimeout{kS2});
    lab.wait(60);
    lab.submit("x=1", kS1);
    lab.wait(999);
    EXPECT_FALSE(lab.lastCall().returned);
    lab.wait(200);
    EXPECT_TRUE(lab.lastCall().returned);
}

TEST(Client, RetryCountsOnceUnlessDedupIsOff) {
    const auto valueAfterRetry = [](bool dedup) {
        ClusterConfig config = manual();
        config.rules.dedup = dedup;
        Lab lab(config);
        lab.act(act::FireTimeout{kS1});
        lab.wait(60);
        lab.submit("x+=1");
        lab.wait(150);
        lab.act(act::Submit{lab.texts->intern("x+=1"), clientEnd(0), kS1, 1});
        lab.wait(150);
        EXPECT_EQ(lab.cluster.node(kS1).log().lastIndex(), LogIndex(2)) << "the log holds both";
        return lab.value(kS1, "x");
    };
    EXPECT_EQ(valueAfterRetry(true), "1");
    EXPECT_EQ(valueAfterRetry(false), "2");
}

/// A number that names another request, or one that still waits its turn, would be answered with what is not its own.
TEST(Client, ANumberNamesOneRequestForEver) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.wait(60);
    const auto submit = [&](std::string_view command, std::uint32_t seq) {
        return lab.act(act::Submit{lab.texts->intern(command), clientEnd(0), kS1, seq});
    };
    EXPECT_TRUE(submit("x=1", 3));
    EXPECT_FALSE(submit("x=9", 3)) << "another command";
    EXPECT_TRUE(submit("x=2", 0));
    EXPECT_FALSE(submit("x=2", 4)) << "it waits for the first";
    lab.wait(300);
    EXPECT_TRUE(submit("x=1", 3)) << "once more";
    EXPECT_TRUE(submit("x=2", 4));
    lab.wait(300);
    EXPECT_EQ(lab.value(kS1, "x"), "2");
}

TEST(Client, OneRequestAtATimeLaterOnesQueue) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.wait(60);
    lab.submit("x=1");
    lab.submit("x=2");
    EXPECT_EQ(lab.cluster.client(clientEnd(0)).calls.size(), 1u);
    lab.wait(300);
    EXPECT_EQ(lab.cluster.client(clientEnd(0)).calls.size(), 2u);
    EXPECT_EQ(lab.value(kS1, "x"), "2");
}

TEST(Client, LocalReadMayBeStaleAReadThroughTheLogIsNot) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.wait(60);
    lab.submit("x=1");
    lab.wait(30);
    lab.act(act::ReadKey{lab.texts->intern("x"), clientEnd(0), kS2, ReadMode::Local});
    lab.wait(1);
    EXPECT_EQ(textOf(lab.lastCall().value, *lab.texts), "") << "S2 has not heard of the commit";
    lab.act(act::ReadKey{lab.texts->intern("x"), clientEnd(0), kS1, ReadMode::Log});
    lab.wait(150);
    EXPECT_EQ(textOf(lab.lastCall().value, *lab.texts), "1");
}

TEST(Timeout, OfALeaderOrADownServerIsOnlyANote) {
    Lab lab;
    lab.act(act::FireTimeout{kS1});
    lab.wait(60);
    lab.act(act::FireTimeout{kS1});
    ASSERT_EQ(lab.out.events.size(), 1u);
    EXPECT_EQ(lab.out.events[0].kind, EventKind::Note);
    lab.act(act::Crash{only(kS2)});
    lab.act(act::FireTimeout{kS2});
    EXPECT_EQ(lab.out.events[0].kind, EventKind::Note);
    lab.act(act::Crash{only(kS2)});
    EXPECT_EQ(lab.out.events[0].kind, EventKind::Note);
}

TEST(Start, DeclaredStateIsWhereTheClusterBegins) {
    ClusterConfig config = manual();
    StartState start;
    start.term = Term(3);
    start.leader = kS1;
    start.commit = LogIndex(1);
    start.logs = {{{Term(1), "x=1"}, {Term(3), "x=2"}}, {{Term(1), "x=1"}}, {}};
    ASSERT_EQ(checkStart(config, start), std::nullopt);
    config.start = start;
    Lab lab(config);
    EXPECT_EQ(lab.cluster.node(kS1).role(), Role::Leader);
    EXPECT_EQ(lab.value(kS1, "x"), "1");
    EXPECT_EQ(lab.value(kS3, "x"), "");
    EXPECT_EQ(lab.cluster.nextDue(), SimTime::fromMs(50)) << "the preset leader's first heartbeat";
    lab.until(200);
    EXPECT_EQ(lab.cluster.node(kS3).log().lastIndex(), LogIndex(2));
    EXPECT_EQ(lab.value(kS3, "x"), "2");
}

TEST(Start, IllegalStatesAreNamed) {
    const ClusterConfig config = manual();
    StartState start;
    start.term = Term(2);
    start.logs = {{{Term(2), "a=1"}, {Term(1), "a=2"}}, {}, {}};
    EXPECT_NE(checkStart(config, start), std::nullopt) << "terms fall";
    start.logs = {{{Term(3), "a=1"}}, {}, {}};
    EXPECT_NE(checkStart(config, start), std::nullopt) << "a term of the future";
    start.logs = {{{Term(1), "a=1"}, {Term(2), "b=1"}}, {{Term(1), "a=2"}, {Term(2), "b=1"}}, {}};
    EXPECT_NE(checkStart(config, start), std::nullopt) << "logs do not match";
    start.logs = {{{Term(1), "a=1"}}, {}, {}};
    start.commit = LogIndex(1);
    EXPECT_NE(checkStart(config, start), std::nullopt) << "committed on a minority";
    start.logs = {{{Term(1), "a=1"}}, {{Term(1), "a=1"}}, {}};
    EXPECT_EQ(checkStart(config, start), std::nullopt);
    start.leader = kS3;
    EXPECT_NE(checkStart(config, start), std::nullopt) << "the leader lacks a committed entry";
}

TEST(KeyValue, CommandsAndTheirValues) {
    const auto texts = std::make_shared<TextTable>();
    CommandTable commands(texts);
    KeyValue store;
    const auto apply = [&](std::string_view text) {
        Entry entry;
        entry.command = texts->intern(text);
        return textOf(store.apply(entry, commands, ApplyOptions{}).value, *texts);
    };
    EXPECT_EQ(apply("x=1"), "1");
    EXPECT_EQ(apply("x+=41"), "42");
    EXPECT_EQ(apply("cas x 42 7"), "7");
    EXPECT_EQ(apply("cas x 42 8"), "7");
    EXPECT_EQ(apply("y=hello"), "hello");
    EXPECT_EQ(apply("get y"), "hello");
    EXPECT_EQ(apply("del y"), "");
    EXPECT_EQ(apply("y+=-2"), "-2");
    for (const char* bad : {"", "x", "x=", "=1", "1x=2", "x+=a", "del", "del x y", "cas x 1", "cas x 1 2 3"}) {
        EXPECT_FALSE(parseCommand(bad)) << bad;
    }
}

}  // namespace
}  // namespace raft::test
