// Whole clusters whose heartbeats are a message of their own: how a commit spreads, how what was lost is sent again,
// and that nothing else misses the AppendEntries.

#include <gtest/gtest.h>

#include <map>
#include <utility>

#include "raft/check/linearizability.h"
#include "tests/raft/check/reading_lab.h"

namespace raft::lab {
namespace {

constexpr std::int64_t kBeat = 50;

/// Heartbeats every 50 ms, links of 10 ms, election timers by hand.
ClusterConfig beating(Heartbeats rule, int servers = 3) {
    ClusterConfig config = quietConfig(servers);
    config.heartbeat = SimTime::fromMs(kBeat);
    config.clients = {"a", "b", "d", "e", "f", "g"};
    config.rules.heartbeats = rule;
    return config;
}
ClusterConfig beating(int servers = 3) { return beating(Heartbeats::OwnMessage, servers); }

/// Counts what leaves, by kind.
class Traffic {
public:
    explicit Traffic(Lab& lab) {
        lab.step.keepMessages = true;
        lab.eachStep = [this](const StepEvents& step) {
            for (const Event& event : step.events) {
                if (event.kind != EventKind::Send) continue;
                for (const SentMessage& sent : step.messages) {
                    if (sent.id == event.message) ++sent_[sent.message.kind()];
                }
            }
        };
    }
    int count(MessageKind kind) const {
        const auto at = sent_.find(kind);
        return at == sent_.end() ? 0 : at->second;
    }
    void clear() { sent_.clear(); }

private:
    std::map<MessageKind, int> sent_;
};

MessageMatcher between(int from, int to, MessageKind kind) {
    MessageMatcher which;
    which.from = S(from);
    which.to = S(to);
    which.kind = kind;
    return which;
}

bool isOnItsWay(const Lab& lab, int from, int to, MessageKind kind) {
    const Network& network = lab.cluster().network();
    for (const std::uint32_t slot : network.slotsInOrder()) {
        const Message& message = network.at(slot).message;
        if (message.from == S(from) && message.to == S(to) && message.kind() == kind) return true;
    }
    return false;
}

bool drop(Lab& lab, int from, int to, MessageKind kind) { return lab.act(act::Drop{between(from, to, kind)}); }

LogIndex commitOf(const Lab& lab, int server) { return lab.node(server).state().commitIndex; }
LogIndex lastOf(const Lab& lab, int server) { return lab.node(server).log().lastIndex(); }

/// Lets time pass until `holds`; how many ms it took, at most `atMost`.
template <class Holds>
std::int64_t msUntil(Lab& lab, std::int64_t atMost, Holds holds) {
    for (std::int64_t ms = 0; ms < atMost; ++ms) {
        if (holds()) return ms;
        lab.wait(1);
    }
    return atMost;
}

std::string answerTo(const Lab& lab, int client = 2) {
    const ClientCall& call = lab.cluster().client(clientEnd(client)).calls.back();
    return call.returned ? textOf(call.value, lab.cluster().texts()) : "waits";
}

void expectSafe(const Lab& lab) {
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
    EXPECT_EQ(checkLinearizability(lab.cluster()).verdict, Verdict::Linearizable);
}

TEST(HeartbeatsOfTheirOwn, AreAllThatAnIdleLeaderSends) {
    for (const Heartbeats rule : {Heartbeats::AppendEntries, Heartbeats::OwnMessage}) {
        const bool own = rule == Heartbeats::OwnMessage;
        Lab lab(beating(rule));
        Traffic traffic(lab);
        lab.elect(1);
        EXPECT_EQ(traffic.count(MessageKind::AppendEntries), 2) << "the first round tells the others who leads";
        EXPECT_EQ(traffic.count(MessageKind::Heartbeat), 0);
        lab.write("x=1", 1);
        lab.wait(200);
        traffic.clear();
        lab.wait(10 * kBeat);
        EXPECT_EQ(traffic.count(MessageKind::Heartbeat), own ? 20 : 0);
        EXPECT_EQ(traffic.count(MessageKind::HeartbeatReply), own ? 20 : 0);
        EXPECT_EQ(traffic.count(MessageKind::AppendEntries), own ? 0 : 20);
        expectSafe(lab);
    }
}

TEST(HeartbeatsOfTheirOwn, MakeTheCommitKnown) {
    Lab lab(beating());
    lab.elect(1);
    lab.wait(5);
    lab.submit("x=1", 1);
    lab.wait(25);
    ASSERT_EQ(commitOf(lab, 1), LogIndex(1));
    ASSERT_EQ(lastOf(lab, 2), LogIndex(1));
    EXPECT_EQ(commitOf(lab, 2), LogIndex(0));
    Traffic traffic(lab);
    lab.wait(kBeat + 10);
    EXPECT_EQ(commitOf(lab, 2), LogIndex(1));
    EXPECT_EQ(commitOf(lab, 3), LogIndex(1));
    EXPECT_EQ(traffic.count(MessageKind::AppendEntries), 0);
    expectSafe(lab);
}

/// S3 has a tail that is not the leader's, as long as what is committed. Heartbeats reach it, entries do not.
TEST(HeartbeatsOfTheirOwn, CommitNothingThatMayDiffer) {
    Lab lab(beating());
    lab.elect(3);
    lab.split({setOf({3}), setOf({1, 2})});
    for (int client = 0; client < 3; ++client) lab.submit("y=" + std::to_string(client), 3, client);
    lab.elect(1);
    for (int client = 3; client < 6; ++client) lab.write("x=" + std::to_string(client), 1, client);
    ASSERT_EQ(commitOf(lab, 1), LogIndex(3));
    ASSERT_EQ(lastOf(lab, 3), LogIndex(3));
    lab.heal();
    for (int ms = 0; ms < 300; ++ms) {
        lab.wait(1);
        while (drop(lab, 1, 3, MessageKind::AppendEntries)) {}
    }
    EXPECT_EQ(lab.node(3).state().leaderId, S(1)) << "it hears the leader of the newer term";
    EXPECT_EQ(lastOf(lab, 3), LogIndex(3));
    EXPECT_EQ(commitOf(lab, 3), LogIndex(0));
    lab.wait(400);
    EXPECT_EQ(commitOf(lab, 3), LogIndex(3));
    EXPECT_EQ(lab.node(3).log().termAt(LogIndex(3)), Term(2));
    expectSafe(lab);
}

TEST(HeartbeatsOfTheirOwn, WhoseAnswersHaveWhatWasLostSentAgain) {
    for (const bool pipeline : {false, true}) {
        std::map<Heartbeats, std::int64_t> took;
        for (const Heartbeats rule : {Heartbeats::AppendEntries, Heartbeats::OwnMessage}) {
            ClusterConfig config = beating(rule);
            config.rules.pipeline = pipeline;
            Lab lab(config);
            lab.elect(1);
            lab.wait(225);  // The last heartbeat is answered, the next not due.
            lab.submit("x=1", 1);
            lab.wait(1);
            ASSERT_TRUE(drop(lab, 1, 2, MessageKind::AppendEntries));
            took[rule] = msUntil(lab, 500, [&lab] { return lastOf(lab, 2) == LogIndex(1); });
            EXPECT_LT(took[rule], 200) << "pipeline " << pipeline;
            expectSafe(lab);
        }
        EXPECT_EQ(took[Heartbeats::OwnMessage], took[Heartbeats::AppendEntries] + 20)
            << "the heartbeat and its answer come first";
    }
}

TEST(HeartbeatsOfTheirOwn, RepairALogThatDiffers) {
    for (const bool fast : {false, true}) {
        for (const bool pipeline : {false, true}) {
            ClusterConfig config = beating();
            config.rules.fastBackup = fast;
            config.rules.pipeline = pipeline;
            Lab lab(config);
            lab.elect(3);
            lab.split({setOf({3}), setOf({1, 2})});
            for (int client = 0; client < 3; ++client) lab.submit("y=" + std::to_string(client), 3, client);
            lab.elect(1);
            for (int client = 3; client < 6; ++client) lab.write("x=" + std::to_string(client), 1, client);
            lab.heal();
            lab.wait(600);
            EXPECT_EQ(commitOf(lab, 3), LogIndex(3)) << fast << pipeline;
            EXPECT_EQ(lab.node(3).log().termAt(LogIndex(1)), Term(2));
            expectSafe(lab);
        }
    }
}

/// Twelve keys, which are more than one part of a snapshot; S3 was down.
Lab withSnapshot() {
    Lab lab(beating());
    lab.elect(1);
    lab.crash(3);
    for (int i = 0; i < 12; ++i) lab.write("key" + std::to_string(i) + "=" + std::to_string(i), 1);
    lab.act(act::TakeSnapshot{setOf({1})});
    lab.restart(3);
    return lab;
}

TEST(HeartbeatsOfTheirOwn, GoOnWithASnapshotWhosePartIsLost) {
    Lab lab = withSnapshot();
    const auto onItsWay = [&lab] { return isOnItsWay(lab, 1, 3, MessageKind::InstallSnapshot); };
    msUntil(lab, 300, onItsWay);
    ASSERT_TRUE(drop(lab, 1, 3, MessageKind::InstallSnapshot));
    lab.wait(12);
    EXPECT_FALSE(onItsWay()) << "nobody but a heartbeat's answer has it sent again";
    EXPECT_EQ(lab.node(3).log().lastIncludedIndex(), LogIndex(0));
    msUntil(lab, 300, [&] { return !lab.node(3).state().partial.bytes.empty(); });
    ASSERT_FALSE(lab.node(3).state().partial.bytes.empty()) << "the first part is there now";
    msUntil(lab, 100, onItsWay);
    ASSERT_TRUE(drop(lab, 1, 3, MessageKind::InstallSnapshot)) << "and one in the middle is lost";
    lab.wait(400);
    EXPECT_EQ(lab.node(3).log().lastIncludedIndex(), LogIndex(12));
    EXPECT_EQ(commitOf(lab, 3), LogIndex(12));
    expectSafe(lab);
}

TEST(HeartbeatsOfTheirOwn, ServeReadsByReadIndex) {
    Lab lab(beating());
    lab.elect(1);
    lab.write("x=1", 1);
    lab.wait(200);
    Traffic traffic(lab);
    read(lab, 1, ReadMode::ReadIndex);
    lab.wait(25);
    EXPECT_EQ(answerTo(lab), "1");
    EXPECT_GE(traffic.count(MessageKind::Heartbeat), 2);
    EXPECT_EQ(traffic.count(MessageKind::AppendEntries), 0);
    read(lab, 3, ReadMode::ReadIndex);
    lab.wait(60);
    EXPECT_EQ(answerTo(lab), "1") << "a follower asks for the same";
    lab.split({setOf({1}), setOf({2, 3})});
    lab.elect(2);
    lab.write("x=2", 2, 1);
    read(lab, 1, ReadMode::ReadIndex, 0);
    lab.wait(300);
    EXPECT_EQ(answerTo(lab, 0), "waits") << "nobody answers a leader that was replaced";
    expectSafe(lab);
}

TEST(HeartbeatsOfTheirOwn, KeepALease) {
    ClusterConfig config = beating();
    config.rules.lease = true;
    Lab lab(config);
    lab.elect(1);
    lab.write("x=1", 1);
    lab.wait(500);
    read(lab, 1, ReadMode::Lease);
    lab.wait(1);
    EXPECT_EQ(answerTo(lab), "1") << "at once";
    lab.split({setOf({1}), setOf({2, 3})});
    lab.wait(160);
    read(lab, 1, ReadMode::Lease);
    lab.wait(1);
    EXPECT_EQ(answerTo(lab), "waits") << "nobody has acknowledged a heartbeat for too long";
    expectSafe(lab);
}

TEST(HeartbeatsOfTheirOwn, AreWhatCheckQuorumHears) {
    ClusterConfig config = beating();
    config.rules.checkQuorum = true;
    Lab lab(config);
    lab.elect(1);
    Traffic traffic(lab);
    lab.wait(2000);
    EXPECT_EQ(lab.node(1).role(), Role::Leader);
    EXPECT_EQ(traffic.count(MessageKind::AppendEntriesReply), 0);
    lab.act(act::Cut{{LinkId{S(2), S(1)}, LinkId{S(3), S(1)}}});
    lab.wait(400);
    EXPECT_EQ(lab.node(1).role(), Role::Follower);
    expectSafe(lab);
}

/// The new leader's messages do not reach the old one, a follower's answers do.
TEST(HeartbeatsOfTheirOwn, TellALeaderOfThePastThatItIsOne) {
    for (const bool answers : {false, true}) {
        ClusterConfig config = beating();
        config.rules.answerStaleTerms = answers;
        Lab lab(config);
        lab.elect(1);
        lab.split({setOf({1}), setOf({2, 3})});
        lab.elect(2);
        lab.heal();
        lab.act(act::Cut{{LinkId{S(2), S(1)}}});
        lab.wait(200);
        EXPECT_EQ(lab.node(1).role(), answers ? Role::Follower : Role::Leader);
        EXPECT_EQ(lab.node(1).currentTerm(), Term(answers ? 2 : 1));
        EXPECT_EQ(lab.node(3).state().leaderId, S(2)) << "the heartbeats of the past moved nobody";
        expectSafe(lab);
    }
}

TEST(HeartbeatsOfTheirOwn, BringATransferToItsEnd) {
    Lab lab(beating());
    lab.elect(1);
    lab.wait(200);
    lab.submit("x=1", 1);
    lab.wait(1);
    ASSERT_TRUE(drop(lab, 1, 3, MessageKind::AppendEntries));
    EXPECT_TRUE(lab.act(act::TransferLeader{S(1), S(3)}));
    EXPECT_NE(lab.node(1).leader().transfer.to, kNoNode);
    EXPECT_FALSE(lab.node(1).leader().transfer.told) << "S3 lacks the entry";
    lab.wait(140);
    EXPECT_EQ(lab.node(3).role(), Role::Leader);
    EXPECT_EQ(lastOf(lab, 3), LogIndex(1));
    EXPECT_EQ(lab.node(1).role(), Role::Follower);
    expectSafe(lab);
}

TEST(HeartbeatsOfTheirOwn, MayBeSwitchedOnAndOffWhileTheClusterRuns) {
    Lab lab(beating(Heartbeats::AppendEntries));
    lab.elect(1);
    for (int round = 0; round < 12; ++round) {
        lab.submit("x=" + std::to_string(round), 1);
        lab.wait(1);
        drop(lab, 1, 2 + round % 2, MessageKind::AppendEntries);
        lab.rule(RuleId::Heartbeats, 1 - round % 2);
        lab.wait(17 + round * 7);
    }
    lab.wait(300);
    for (const int server : {1, 2, 3}) EXPECT_EQ(commitOf(lab, server), LogIndex(12)) << server;
    expectSafe(lab);
}

/// The rule and a message of the new kind decide what comes, so they are in the digest; the default leaves it alone.
TEST(HeartbeatsOfTheirOwn, AreInTheDigest) {
    const auto digestAfter = [](Heartbeats rule, std::int64_t ms) {
        Lab lab(beating(rule));
        lab.elect(1);
        lab.wait(ms);
        return lab.cluster().digest();
    };
    EXPECT_NE(digestAfter(Heartbeats::AppendEntries, 0), digestAfter(Heartbeats::OwnMessage, 0));
    Lab one(beating());
    one.elect(1);
    one.wait(45);
    Lab other = one;
    ASSERT_TRUE(isOnItsWay(one, 1, 2, MessageKind::Heartbeat));
    EXPECT_EQ(one.cluster().digest(), other.cluster().digest());
    ASSERT_TRUE(drop(other, 1, 2, MessageKind::Heartbeat));
    EXPECT_NE(one.cluster().digest(), other.cluster().digest());
}

}  // namespace
}  // namespace raft::lab
