// Leadership is handed over by hand; what a server remembers of whom it heard is shown.

#include <gtest/gtest.h>

#include <algorithm>

#include "app/studio/menu.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using raft::NodeId;

constexpr NodeId kS1(0);
constexpr NodeId kS2(1);
constexpr NodeId kS3(2);

const raft::Cluster& clusterOf(const Studio& studio) { return studio.document().history().world().cluster(); }

/// S1 leads three servers that obey `rules`, 60 ms after its election.
std::unique_ptr<Studio> led(const raft::Rules& rules = {}) {
    auto studio = emptyStudio();
    raft::ClusterConfig config = quietConfig();
    config.servers = {"S1", "S2", "S3"};
    config.heartbeat = raft::SimTime::fromMs(20);
    config.rules = rules;
    studio->execute(cmd::NewCluster{config});
    studio->execute(cmd::FireTimeout{kS1});
    const auto hasCalmed = [&] { return studio->document().history().time() >= raft::SimTime::fromMs(60); };
    for (int step = 0; step < 200 && !hasCalmed(); ++step) studio->execute(cmd::StepForward{});
    EXPECT_EQ(clusterOf(*studio).leaderOfHighestTerm(), kS1);
    return studio;
}

std::string rowOf(Studio& studio, NodeId server, std::string_view key) {
    studio.execute(cmd::Select{raft::nodeRef(server)});
    for (const ExplainRow& row : studio.explanation().rows) {
        if (row.label == studio.texts().tr(key)) return row.value;
    }
    return {};
}

TEST(Handover, IsPossibleToAFollowerAndSaysWhyNotElse) {
    auto nobody = emptyStudio();
    nobody->execute(cmd::NewCluster{quietConfig()});
    EXPECT_EQ(nobody->whyNot(cmd::TransferTo{kS1}), nobody->texts().tr("why.nobodyLeads"));

    auto studio = led();
    EXPECT_EQ(studio->whyNot(cmd::TransferTo{}), studio->texts().tr("why.selectServer"));
    EXPECT_EQ(studio->whyNot(cmd::TransferTo{kS1}), studio->texts().tr("why.leadsAlready"));
    EXPECT_EQ(studio->whyNot(cmd::TransferTo{NodeId(7)}), studio->texts().tr("why.noSuchServer"));
    EXPECT_EQ(studio->whyNot(cmd::TransferTo{kS3}), std::nullopt);
    studio->execute(cmd::ToggleCrash{kS3});
    EXPECT_EQ(studio->whyNot(cmd::TransferTo{kS3}), std::nullopt) << "the leader cannot know that it is down";
    studio->execute(cmd::TransferTo{kS3});
    EXPECT_EQ(studio->whyNot(cmd::TransferTo{kS3}), studio->texts().tr("why.transferRuns"));
    EXPECT_EQ(studio->whyNot(cmd::TransferTo{kS2}), std::nullopt);
    studio->execute(cmd::TogglePause{kS1});
    EXPECT_EQ(studio->whyNot(cmd::TransferTo{kS2}), studio->texts().tr("why.leaderPaused"));
}

TEST(Handover, StandsInTheMenuOfAServer) {
    auto studio = led();
    const Menu menu = menuOf(*studio, raft::nodeRef(kS2));
    const auto found = std::find_if(menu.items.begin(), menu.items.end(),
                                    [](const MenuItem& item) { return item.id == "node.transfer"; });
    ASSERT_NE(found, menu.items.end());
    EXPECT_NE(found->text.find("S2"), std::string::npos);
    studio->execute(found->command);
    for (int step = 0; step < 40; ++step) studio->execute(cmd::StepForward{});
    EXPECT_EQ(clusterOf(*studio).leaderOfHighestTerm(), kS2);
}

TEST(Handover, IsShownWhileItRuns) {
    auto studio = led();
    EXPECT_EQ(rowOf(*studio, kS1, "explain.transfer"), "");
    studio->execute(cmd::TransferTo{kS3});
    EXPECT_NE(rowOf(*studio, kS1, "explain.transfer").find("S3"), std::string::npos);
}

std::string peerRow(Studio& studio, NodeId leader, std::string_view peer) {
    studio.execute(cmd::Select{raft::nodeRef(leader)});
    for (const ExplainRow& row : studio.explanation().rows) {
        if (row.label == peer && row.value.find("nextIndex") == 0) return row.value;
    }
    return {};
}

TEST(ProgressRows, SayHowTheLeaderSendsAndHowMuchOfTheWindowIsInUse) {
    auto plain = led();
    EXPECT_NE(peerRow(*plain, kS1, "S2").find("Replicate: one message at a time, the next when its answer is back"),
              std::string::npos);
    EXPECT_EQ(peerRow(*plain, kS2, "S1"), "") << "no leader";
    raft::Rules rules;
    rules.pipeline = true;
    auto ahead = led(rules);
    EXPECT_NE(peerRow(*ahead, kS1, "S2").find("0 of 8 entries not acknowledged"), std::string::npos)
        << peerRow(*ahead, kS1, "S2");
    ahead->execute(cmd::Send{});
    for (int step = 0; step < 3; ++step) ahead->execute(cmd::StepForward{});
    EXPECT_NE(peerRow(*ahead, kS1, "S2").find("1 of 8 entries not acknowledged"), std::string::npos)
        << peerRow(*ahead, kS1, "S2");
    ahead->execute(cmd::SetLanguage{Language::Chinese});
    EXPECT_NE(peerRow(*ahead, kS1, "S2").find("Replicate：不等答复继续发送，窗口 8 条中有 1 条尚未确认"),
              std::string::npos)
        << peerRow(*ahead, kS1, "S2");
}

TEST(ProgressRows, SaySnapshotWhereWhatIsLackingWasCompacted) {
    auto studio = led();
    studio->execute(cmd::ToggleCrash{kS3});
    studio->execute(cmd::Send{});
    for (int step = 0; step < 40; ++step) studio->execute(cmd::StepForward{});
    studio->execute(cmd::TakeSnapshot{kS1});
    EXPECT_NE(peerRow(*studio, kS1, "S3").find("; Snapshot: "), std::string::npos) << peerRow(*studio, kS1, "S3");
    EXPECT_NE(peerRow(*studio, kS1, "S2").find("; Replicate: "), std::string::npos);
}

TEST(HeardWhen, IsShownWhereARuleAsksForIt) {
    auto plain = led();
    EXPECT_EQ(rowOf(*plain, kS2, "explain.leaderHeard"), "");
    EXPECT_EQ(rowOf(*plain, kS1, "explain.quorumHeard"), "");
    raft::Rules rules;
    rules.preVote = rules.checkQuorum = true;
    auto asked = led(rules);
    EXPECT_NE(rowOf(*asked, kS2, "explain.leaderHeard").find("S1"), std::string::npos);
    EXPECT_NE(rowOf(*asked, kS1, "explain.quorumHeard").find("S1 S2 S3"), std::string::npos);
    asked->execute(cmd::ToggleIsolate{kS3});
    asked->execute(cmd::FireTimeout{kS3});
    EXPECT_NE(rowOf(*asked, kS3, "explain.preVotes").find("S3"), std::string::npos);
    EXPECT_EQ(rowOf(*asked, kS3, "explain.role"), asked->texts().tr("role.preCandidate"));
}

TEST(HeardWhen, AVoterSaysHowLongItsPromiseToALeaseBindsIt) {
    auto plain = led();
    EXPECT_EQ(rowOf(*plain, kS2, "explain.promise"), "");
    raft::Rules rules;
    rules.lease = true;
    auto leased = led(rules);
    const raft::LocalClock clock = clusterOf(*leased).clockOf(kS2);
    const raft::SimTime left = clock.electionTimeout - (clock.now - clusterOf(*leased).node(kS2).state().heardAt);
    ASSERT_GT(left, raft::SimTime());
    const std::string text = rowOf(*leased, kS2, "explain.promise");
    EXPECT_NE(text.find("for another " + std::to_string(left.us / 1000)), std::string::npos) << text;
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
    EXPECT_NE(rowOf(*leased, kS2, "explain.leaderHeard").find("S1"), std::string::npos);
    EXPECT_EQ(rowOf(*leased, kS1, "explain.promise"), "") << "a leader has its lease itself";
    leased->execute(cmd::ToggleIsolate{kS2});
    leased->execute(cmd::SetClockOffset{kS2, clock.electionTimeout});
    EXPECT_EQ(rowOf(*leased, kS2, "explain.promise"), "") << "by its own clock the promise is over";
    rules.leaseBindsVoters = false;
    EXPECT_EQ(rowOf(*led(rules), kS2, "explain.promise"), "") << "nobody is bound";
}

TEST(DiskRows, SayHowFarTheDiskIsWhileAWriteRuns) {
    auto studio = led();
    EXPECT_EQ(rowOf(*studio, kS1, "explain.onDisk"), "");
    studio->execute(cmd::SetFsync{kS1, raft::SimTime::fromMs(80)});
    studio->execute(cmd::Send{"x=1", kS1});
    for (int i = 0; i < 20 && clusterOf(*studio).node(kS1).log().lastIndex().value < 1; ++i) {
        studio->execute(cmd::StepForward{});
    }
    ASSERT_EQ(clusterOf(*studio).node(kS1).log().lastIndex(), raft::LogIndex(1));
    EXPECT_EQ(rowOf(*studio, kS1, "explain.onDisk"), "up to index 0; a write is under way, 80 ms to go");
    studio->execute(cmd::Select{raft::cellRef(kS1, 1)});
    const auto written = [&] {
        for (const ExplainRow& row : studio->explanation().rows) {
            if (row.label == studio->texts().tr("explain.written")) return row.value;
        }
        return std::string();
    };
    EXPECT_EQ(written(), studio->texts().tr("explain.no"));
    const raft::SimTime end = studio->document().history().time() + raft::SimTime::fromMs(90);
    while (studio->document().history().time() < end) studio->execute(cmd::StepForward{});
    studio->execute(cmd::Select{raft::cellRef(kS1, 1)});
    EXPECT_EQ(written(), "");
    EXPECT_EQ(rowOf(*studio, kS1, "explain.onDisk"), "");
}

}  // namespace
}  // namespace studio
