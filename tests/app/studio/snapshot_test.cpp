// Snapshots by hand: possible or not and why, what they leave behind, and what the window tells of them.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "app/studio/menu.h"
#include "raft/history/view_builder.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using raft::NodeId;

constexpr NodeId kS1(0);
constexpr NodeId kS2(1);
constexpr NodeId kS3(2);

const raft::Cluster& clusterOf(const Studio& studio) { return studio.document().history().world().cluster(); }

void waitMs(Studio& studio, std::int64_t ms) {
    if (!studio.playback().isPlaying()) studio.execute(cmd::PlayPause{});
    const raft::SimTime until = studio.document().history().time() + raft::SimTime::fromMs(ms);
    for (int i = 0; i < 20'000 && studio.document().history().time() < until; ++i) studio.update(0.01);
}

/// S1 leads and five entries are committed; S3 was down all the while, unless it is to be `up`.
std::unique_ptr<Studio> written(bool up = true) {
    auto studio = ledSandbox();
    if (!up) studio->execute(cmd::ToggleCrash{kS3});
    for (int i = 0; i < 5; ++i) {
        studio->execute(cmd::Send{});
        waitMs(*studio, 120);
    }
    EXPECT_GE(clusterOf(*studio).node(kS1).state().lastApplied.value, 5u);
    return studio;
}

std::string valueOf(const Explanation& explanation, std::string_view label) {
    for (const ExplainRow& row : explanation.rows) {
        if (row.label == label) return row.value;
    }
    return "(no row)";
}

const MenuItem* itemOf(const Menu& menu, std::string_view id) {
    for (const MenuItem& item : menu.items) {
        if (item.id == id) return &item;
    }
    return nullptr;
}

TEST(SnapshotByHand, CompactsTheLogAndTheServerTellsWhatItHolds) {
    auto studio = written();
    const std::uint32_t last = clusterOf(*studio).node(kS2).state().lastApplied.value;
    studio->execute(cmd::TakeSnapshot{kS2});
    EXPECT_EQ(studio->notice(), "");
    EXPECT_EQ(clusterOf(*studio).node(kS2).log().lastIncludedIndex().value, last);
    EXPECT_EQ(clusterOf(*studio).node(kS1).log().lastIncludedIndex().value, 0u) << "each for itself";
    studio->execute(cmd::Select{raft::nodeRef(kS2)});
    const std::string row = valueOf(studio->explanation(), "Snapshot");
    EXPECT_EQ(row.rfind("up to index " + std::to_string(last) + ", term 1; ", 0), 0u) << row;
    studio->execute(cmd::Select{raft::nodeRef(kS1)});
    EXPECT_EQ(valueOf(studio->explanation(), "Snapshot"), "(no row)");
    // What it stands for is asked by any of its entries.
    studio->execute(cmd::Select{raft::cellRef(kS2, 2)});
    const Explanation& snapshot = studio->explanation();
    EXPECT_EQ(snapshot.title, "Snapshot of S2");
    EXPECT_EQ(valueOf(snapshot, "lastIncludedIndex"), std::to_string(last));
    EXPECT_EQ(valueOf(snapshot, "lastIncludedTerm"), "1");
    EXPECT_EQ(valueOf(snapshot, "Configuration in it"), "{S1,S2,S3}");
    EXPECT_NE(valueOf(snapshot, "State machine in it").find("x="), std::string::npos);
    EXPECT_EQ(valueOf(snapshot, "Client sessions in it"), "1");
    studio->execute(cmd::Select{raft::cellRef(kS1, 2)});
    EXPECT_EQ(studio->explanation().title, "Entry 2 of S1");
}

TEST(SnapshotByHand, IsRefusedWithAReason) {
    auto studio = ledSandbox();
    const auto why = [&studio](NodeId server) {
        return studio->whyNot(cmd::TakeSnapshot{server}).value_or("(possible)");
    };
    EXPECT_EQ(why(kS1), "Nothing to compact: the server has applied nothing yet.");
    EXPECT_EQ(why(NodeId(7)), "There is no such server.");
    studio = written();
    EXPECT_EQ(why(kS1), "(possible)");
    studio->execute(cmd::TakeSnapshot{kS1});
    EXPECT_EQ(why(kS1), "Nothing to compact: everything applied is in the snapshot already.");
    EXPECT_EQ(why(kS2), "(possible)");
    studio->execute(cmd::TogglePause{kS2});
    EXPECT_EQ(why(kS2), "This server is paused.");
    studio->execute(cmd::ToggleCrash{kS3});
    EXPECT_EQ(why(kS3), "This server is down.");
    studio->execute(cmd::SetLanguage{Language::Chinese});
    EXPECT_EQ(why(kS1), "没有可压缩的内容：已应用的内容都在快照里了。");
}

TEST(SnapshotByHand, StandsInTheMenuOfAServerAndHasAKey) {
    auto studio = written();
    const Menu menu = menuOf(*studio, raft::nodeRef(kS2));
    const MenuItem* item = itemOf(menu, "node.snapshot");
    ASSERT_NE(item, nullptr);
    EXPECT_EQ(item->text, "Take a snapshot");
    EXPECT_EQ(item->key, "Z");
    studio->execute(cmd::Select{raft::nodeRef(kS2)});
    studio->execute(commandForKey("Z", Context::Study)->command);
    EXPECT_GT(clusterOf(*studio).node(kS2).log().lastIncludedIndex().value, 0u);
    EXPECT_EQ(menuOf(*studio, raft::cellRef(kS2, 1)).title, "Snapshot of S2");
    EXPECT_EQ(menuOf(*studio, raft::cellRef(kS1, 1)).title, "Entry 1 of S1");
}

TEST(SnapshotByHand, IsSavedReplayedAndTakenBack) {
    const std::string file = (std::filesystem::temp_directory_path() / "raftlab-snapshot.session.json").string();
    auto studio = written();
    const std::uint64_t before = studio->document().history().world().chain();
    studio->execute(cmd::TakeSnapshot{kS2});
    const std::uint64_t after = studio->document().history().world().chain();
    EXPECT_NE(after, before);
    ASSERT_TRUE(studio->save(file));
    auto other = emptyStudio();
    ASSERT_TRUE(other->open(file)) << other->notice();
    EXPECT_EQ(other->document().history().world().chain(), after);
    studio->execute(cmd::Undo{});
    EXPECT_EQ(clusterOf(*studio).node(kS2).log().lastIncludedIndex().value, 0u);
    std::filesystem::remove(file);
}

TEST(SnapshotByHand, AClusterThatCompactsByItselfIsSavedSo) {
    const std::string file = (std::filesystem::temp_directory_path() / "raftlab-every.session.json").string();
    auto studio = emptyStudio();
    raft::ClusterConfig config = quietConfig();
    config.snapshotEvery = 3;
    studio->execute(cmd::NewCluster{config});
    ASSERT_TRUE(studio->save(file));
    auto other = emptyStudio();
    ASSERT_TRUE(other->open(file)) << other->notice();
    EXPECT_EQ(other->document().history().config().snapshotEvery, 3u);
    std::filesystem::remove(file);
}

TEST(SnapshotByHand, TheLifeOfAnEntryGoesOnInTheSnapshot) {
    auto studio = written();
    const auto told = [&studio](LifeLine::Kind kind) {
        const std::vector<LifeLine>& life = studio->explanation().life;
        return std::count_if(life.begin(), life.end(), [kind](const LifeLine& line) { return line.kind == kind; });
    };
    studio->execute(cmd::Select{raft::cellRef(kS1, 2)});
    EXPECT_EQ(told(LifeLine::Kind::Compacted), 0);
    EXPECT_EQ(valueOf(studio->explanation(), "Stored on"), "S1 S2 S3");
    studio->execute(cmd::TakeSnapshot{kS2});
    EXPECT_EQ(told(LifeLine::Kind::Compacted), 1);
    EXPECT_EQ(valueOf(studio->explanation(), "Stored on"), "S1 S2 (snapshot) S3");
    studio->execute(cmd::ToggleCrash{kS2});
    EXPECT_EQ(told(LifeLine::Kind::Lost), 0) << "its snapshot has it";
}

/// The part of a snapshot that is on its way, as pictures see it; null if there is none.
const raft::MessageView* partIn(const raft::ClusterView& view) {
    for (const raft::MessageView& message : view.messages) {
        if (message.look == raft::MessageLook::Snapshot) return &message;
    }
    return nullptr;
}

TEST(SnapshotByHand, APartOnItsWayIsToldToTheLastByte) {
    auto studio = written(false);
    studio->execute(cmd::TakeSnapshot{kS1});
    const std::uint32_t last = clusterOf(*studio).node(kS1).log().lastIncludedIndex().value;
    waitMs(*studio, 60);  // Entries that were on their way find nobody.
    studio->execute(cmd::ToggleCrash{kS3});
    raft::ClusterView view;
    for (int i = 0; i < 2000 && partIn(view) == nullptr; ++i) {
        studio->execute(cmd::StepForward{});
        raft::buildClusterView(studio->document().history(), {}, view);
    }
    const raft::MessageView* part = partIn(view);
    ASSERT_NE(part, nullptr);
    EXPECT_EQ(part->part, 1u);
    EXPECT_GE(part->parts, 1u);
    ASSERT_EQ(part->cells.size(), 1u);
    EXPECT_EQ(part->cells[0].index, last);
    EXPECT_EQ(view.nodes[0].lastIncludedIndex, last);
    EXPECT_EQ(view.nodes[0].lastIncludedTerm, 1u);
    EXPECT_EQ(view.nodes[1].lastIncludedIndex, 0u);
    studio->execute(cmd::Select{raft::messageRef(part->id)});
    const Explanation told = studio->explanation();
    EXPECT_EQ(told.title, "InstallSnapshot, S1 to S3");
    EXPECT_EQ(valueOf(told, "lastIncludedIndex"), std::to_string(last));
    EXPECT_EQ(valueOf(told, "offset"), "0");
    EXPECT_EQ(valueOf(told, "lastConfig"), "{S1,S2,S3}");
    EXPECT_NE(valueOf(told, "data").find(" bytes"), std::string::npos);
    EXPECT_EQ(valueOf(told, "done"), part->parts == 1 ? "yes" : "no");
    // The leader's row of that peer says how far it is; of the other one there is nothing to say.
    studio->execute(cmd::Select{raft::nodeRef(kS1)});
    const std::string sent = "it is sent the snapshot up to index " + std::to_string(last) + ": 0 of ";
    EXPECT_NE(valueOf(studio->explanation(), "S3").find(sent), std::string::npos);
    EXPECT_EQ(valueOf(studio->explanation(), "S2").find("snapshot"), std::string::npos);
    // In the end S3 has it, and the leader sends it no more.
    waitMs(*studio, 600);
    EXPECT_EQ(clusterOf(*studio).node(kS3).log().lastIncludedIndex().value, last);
    EXPECT_EQ(valueOf(studio->explanation(), "S3").find("snapshot"), std::string::npos);
}

}  // namespace
}  // namespace studio
