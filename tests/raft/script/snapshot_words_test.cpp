// What expressions say about compacted logs.

#include "tests/raft/script/script_support.h"

namespace raft::testing {
namespace {

/// S3 missed three entries; S1 has compacted them and sends its snapshot.
struct Compacted : Lab {
    Compacted() : Lab(manualCluster(3)) {
        timeOut(1);
        wait(60);
        crash(3);
        for (const char* command : {"x=1", "x=2", "x=3"}) {
            submit(command, 1);
            wait(60);
        }
        act(act::TakeSnapshot{one(1)});
    }
    void bringBack() {
        act(act::Restart{one(3)});
        wait(200);
    }
};

TEST(SnapshotWords, SnapIndexIsTheLastThatTheSnapshotIncludes) {
    Compacted lab;
    EXPECT_EQ(lab.ask("snapIndex(S1)"), "3");
    EXPECT_EQ(lab.ask("snapIndex(S2)"), "0");
    lab.bringBack();
    EXPECT_EQ(lab.ask("snapIndex(S3)"), "3");
}

TEST(SnapshotWords, LogIsWhatFollowsTheSnapshot) {
    Compacted lab;
    EXPECT_EQ(lab.ask("log(S1)"), "\"\"");
    EXPECT_EQ(lab.ask("log(S2)"), "\"1 1 1\"");
    lab.submit("x=4", 1);
    lab.wait(60);
    EXPECT_EQ(lab.ask("log(S1) == \"1\""), "true");
    EXPECT_EQ(lab.ask("last(S1)"), "4");
    EXPECT_EQ(lab.ask("entry(S1, 3)"), "none");
    EXPECT_EQ(lab.ask("entry(S1, 4)"), "\"1:x=4\"");
}

TEST(SnapshotWords, WhatASnapshotIncludesIsStoredToo) {
    Compacted lab;
    EXPECT_EQ(lab.ask("copies(2)"), "{S1,S2}");
    EXPECT_EQ(lab.ask("copies(2, 1)"), "{S1,S2}");
    EXPECT_EQ(lab.ask("copies(2, 9)"), "{}");
    EXPECT_EQ(lab.ask("onMajority(2)"), "true");
    lab.bringBack();
    EXPECT_EQ(lab.ask("allLogsEqual"), "true");
    EXPECT_EQ(lab.ask("distinctStates"), "1");
}

TEST(SnapshotWords, EventsAreCountedByTheirNames) {
    Compacted lab;
    EXPECT_EQ(lab.ask("happened(install)"), "false");
    lab.bringBack();
    EXPECT_EQ(lab.ask("count(snapshot)"), "1");
    EXPECT_EQ(lab.ask("happened(snapshot, S1)"), "true");
    EXPECT_EQ(lab.ask("happened(install, S3, S1)"), "true");
    EXPECT_EQ(lab.ask("count(installed, S3)"), "1");
    EXPECT_EQ(lab.ask("count(installed, S2)"), "0");
}

TEST(SnapshotWords, ASnapshotInFlightIsCountedByItsKind) {
    Compacted lab;
    lab.act(act::Restart{Lab::one(3)});
    bool seen = false;
    for (int ms = 0; ms < 100 && !seen; ms += 5) {
        lab.wait(5);
        seen = lab.ask("inFlight(InstallSnapshot, S1, S3)") == "1";
    }
    EXPECT_TRUE(seen);
}

}  // namespace
}  // namespace raft::testing
