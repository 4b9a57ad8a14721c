// Compacted logs in the world: the state machine's bytes, the action, the threshold, crashes and digests.

#include <gtest/gtest.h>

#include "tests/raft/check/lab.h"

namespace raft::lab {
namespace {

bool snapshot(Lab& lab, int server) { return lab.act(act::TakeSnapshot{setOf({server})}); }

std::uint32_t snapIndex(const Lab& lab, int server) { return lab.node(server).log().lastIncludedIndex().value; }

std::string value(const Lab& lab, int server, std::string_view key) {
    TextTable& texts = *lab.cluster().sharedTexts();
    return textOf(lab.cluster().machine(S(server)).store.get(texts.intern(key)), texts);
}

ClusterConfig beatingConfig(std::uint32_t snapshotEvery = 0) {
    ClusterConfig config = quietConfig(3);
    config.heartbeat = SimTime::fromMs(50);
    config.clients = {"a", "b"};
    config.snapshotEvery = snapshotEvery;
    return config;
}

Entry entryOf(TextTable& texts, std::string_view command, std::uint32_t seq, int client = 0) {
    Entry entry;
    entry.term = Term(1);
    entry.command = texts.intern(command);
    entry.seq = seq;
    entry.client = clientEnd(client);
    return entry;
}

TEST(FrozenState, ThawsToTheSameState) {
    auto texts = std::make_shared<TextTable>();
    CommandTable commands(texts);
    KeyValue store;
    std::uint32_t seq = 0;
    for (const std::string_view command : {"x=5", "y=two words", "z=a\\b", "w=line\nend", "x+=1", "del y", "u=-0",
                                           "cas x 7 8", "v=9223372036854775807", "v+=1"}) {
        ++seq;
        store.apply(entryOf(*texts, command, seq, static_cast<int>(seq % 3)), commands, {});
    }
    const std::string bytes = store.freeze(*texts, {});
    KeyValue thawed = KeyValue::thawed(bytes, *texts);
    EXPECT_EQ(thawed.freeze(*texts, {}), bytes);
    Digest before;
    store.addTo(before, *texts);
    Digest after;
    thawed.addTo(after, *texts);
    EXPECT_EQ(before.value(), after.value());
    EXPECT_TRUE(thawed.apply(entryOf(*texts, "x+=1", 9, 0), commands, {}).repeated) << "its sessions came along";
}

TEST(FrozenState, WithTheRuleBentForgetsTheSessions) {
    auto texts = std::make_shared<TextTable>();
    CommandTable commands(texts);
    KeyValue store;
    store.apply(entryOf(*texts, "x+=1", 1), commands, {});
    KeyValue thawed = KeyValue::thawed(store.freeze(*texts, {.sessions = false}), *texts);
    EXPECT_FALSE(thawed.apply(entryOf(*texts, "x+=1", 1), commands, {}).repeated);
}

TEST(FrozenState, OfNothingIsEmpty) {
    TextTable texts;
    EXPECT_EQ(KeyValue{}.freeze(texts, {}), "");
    EXPECT_TRUE(KeyValue::thawed("", texts).pairs().empty());
}

TEST(SnapshotAction, CompactsTheLogOfOneServer) {
    Lab lab(beatingConfig());
    lab.elect(1);
    lab.write("x=1", 1);
    lab.write("y=2", 1);
    EXPECT_TRUE(snapshot(lab, 1));
    EXPECT_EQ(snapIndex(lab, 1), 2U);
    EXPECT_EQ(snapIndex(lab, 2), 0U) << "each server alone";
    EXPECT_EQ(*lab.node(1).persistent().snapshot.state, "x=1\ny=2\n#0 2 ok=2\n");
    EXPECT_FALSE(snapshot(lab, 1)) << "nothing new";
    lab.crash(2);
    EXPECT_FALSE(snapshot(lab, 2)) << "down";
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(SnapshotAction, BringsAServerUpToDateThatMissedTheEntries) {
    Lab lab(beatingConfig());
    lab.elect(1);
    lab.crash(3);
    for (int i = 0; i < 12; ++i) lab.write("key" + std::to_string(i) + "=" + std::to_string(i), 1);
    snapshot(lab, 1);
    lab.write("last=yes", 1);
    lab.restart(3);
    lab.wait(400);
    EXPECT_EQ(snapIndex(lab, 3), 12U);
    EXPECT_EQ(lab.node(3).log().lastIndex(), LogIndex(13));
    EXPECT_EQ(value(lab, 3, "key11"), "11");
    EXPECT_EQ(value(lab, 3, "last"), "yes");
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(SnapshotAction, OutlivesACrashWithTheStateItHolds) {
    Lab lab(beatingConfig());
    lab.elect(1);
    lab.write("x=1", 1);
    lab.write("x=2", 1);
    lab.wait(60);
    snapshot(lab, 3);
    lab.write("x=3", 1);
    lab.wait(60);
    lab.split({setOf({1, 2}), setOf({3})});
    lab.crash(3);
    EXPECT_EQ(value(lab, 3, "x"), "");
    lab.restart(3);
    EXPECT_EQ(value(lab, 3, "x"), "2");
    EXPECT_EQ(lab.node(3).state().lastApplied, LogIndex(2));
    EXPECT_EQ(lab.node(3).log().lastIndex(), LogIndex(3));
    lab.heal();
    lab.wait(120);
    EXPECT_EQ(value(lab, 3, "x"), "3");
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(SnapshotAction, IsLostWithADiskThatHadNotWrittenIt) {
    ClusterConfig config = beatingConfig();
    Lab lab(config);
    lab.elect(1);
    lab.write("x=1", 1);
    lab.wait(60);
    lab.act(act::SetFsync{S(3), SimTime::fromMs(40)});
    snapshot(lab, 3);
    EXPECT_EQ(snapIndex(lab, 3), 1U);
    lab.crash(3);
    lab.restart(3);
    EXPECT_EQ(snapIndex(lab, 3), 0U);
    EXPECT_EQ(lab.node(3).log().lastIndex(), LogIndex(1)) << "the entry itself was on disk";
    lab.wait(200);
    EXPECT_EQ(value(lab, 3, "x"), "1");
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(SnapshotAction, LeavesEntriesToADiskThatLosesThem) {
    Lab lab(beatingConfig());
    lab.elect(1);
    for (const char* command : {"x=1", "x=2", "x=3"}) lab.write(command, 1);
    lab.wait(60);
    snapshot(lab, 3);
    lab.write("x=4", 1);
    lab.crash(3);
    lab.act(act::LoseEntries{S(3), 9});
    EXPECT_EQ(lab.node(3).log().lastIndex(), LogIndex(3)) << "the snapshot is another file";
    lab.restart(3);
    EXPECT_EQ(value(lab, 3, "x"), "3");
}

TEST(SnapshotEvery, CompactsEachLogOnceItIsLongEnough) {
    Lab lab(beatingConfig(3));
    lab.elect(1);
    for (int i = 1; i <= 7; ++i) lab.write("x=" + std::to_string(i), 1);
    lab.wait(120);
    for (int server = 1; server <= 3; ++server) {
        EXPECT_EQ(snapIndex(lab, server), 6U) << server;
        EXPECT_EQ(lab.node(server).log().lastIndex(), LogIndex(7)) << server;
    }
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

TEST(SnapshotEvery, IsOffUnlessAskedFor) {
    Lab lab(beatingConfig());
    lab.elect(1);
    for (int i = 1; i <= 30; ++i) lab.write("x=1", 1);
    EXPECT_EQ(snapIndex(lab, 1), 0U);
}

TEST(SnapshotEvery, WaitsWhileItsServerIsPaused) {
    Lab lab(beatingConfig(1));
    lab.elect(1);
    lab.submit("x=1", 1);
    for (int i = 0; i < 200 && lab.cluster().machine(S(1)).snapshotDue == kNever; ++i) lab.waitUs(200);
    lab.wait(60);
    EXPECT_EQ(snapIndex(lab, 1), 1U);
    lab.act(act::Pause{setOf({2})});
    lab.write("x=2", 1);
    lab.wait(60);
    const std::uint32_t before = snapIndex(lab, 2);
    lab.act(act::Resume{setOf({2})});
    lab.wait(60);
    EXPECT_GT(snapIndex(lab, 2), before);
}

TEST(SnapshotDigest, TellsWorldsApartByTheirSnapshots) {
    Lab lab(beatingConfig());
    lab.elect(1);
    lab.write("x=1", 1);
    Lab other(beatingConfig());
    other.elect(1);
    other.write("x=1", 1);
    EXPECT_EQ(lab.cluster().digest(), other.cluster().digest());
    snapshot(lab, 1);
    snapshot(other, 2);
    EXPECT_NE(lab.cluster().digest(), other.cluster().digest());
}

TEST(SnapshotDigest, KnowsARuleAboutSnapshotsOnceItIsBent) {
    Lab lab(beatingConfig());
    const std::uint64_t before = lab.cluster().digest();
    ClusterConfig config = beatingConfig();
    config.rules.snapshotSessions = false;
    EXPECT_NE(Lab(config).cluster().digest(), before);
    EXPECT_EQ(Lab(beatingConfig()).cluster().digest(), before);
}

}  // namespace
}  // namespace raft::lab
