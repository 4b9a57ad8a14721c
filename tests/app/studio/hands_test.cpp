// What touches links, messages, clocks and disks: each is possible or says why not, becomes one action, is saved,
// replayed and taken back.

#include "app/studio/hands.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "app/studio/studio_hands.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using raft::NodeId;
using raft::SimTime;

constexpr NodeId kS1(0);
constexpr NodeId kS2(1);
constexpr NodeId kS3(2);
const std::vector<raft::LinkId> kLink{{kS1, kS2}};

const raft::Cluster& clusterOf(const Studio& studio) { return studio.document().history().world().cluster(); }
const raft::World& worldOf(const Studio& studio) { return studio.document().history().world(); }

/// S1 stands for election: two requests for votes are on their way, each takes 10 ms, and 4 ms have passed.
std::unique_ptr<Studio> asking() {
    auto studio = quietSandbox();
    studio->execute(cmd::PlayPause{});
    studio->execute(cmd::FireTimeout{kS1});
    studio->execute(cmd::SetPace{false, 1000});
    studio->execute(cmd::PlayPause{});
    studio->update(0.004);
    studio->execute(cmd::PlayPause{});
    EXPECT_EQ(studio->document().history().time(), SimTime::fromMs(4));
    EXPECT_EQ(clusterOf(*studio).network().inFlight(), 2u);
    return studio;
}
raft::MessageId messageTo(const Studio& studio, NodeId to) {
    const raft::Network& network = clusterOf(studio).network();
    for (const std::uint32_t slot : network.slotsInOrder()) {
        if (network.at(slot).message.to == to) return network.at(slot).id;
    }
    ADD_FAILURE() << "nothing is on its way";
    return {};
}
SimTime arrivalOf(const Studio& studio, raft::MessageId id) { return flightOf(clusterOf(studio), id)->arrivesAt; }

/// One of each kind, possible where asking() stands.
std::vector<std::pair<const char*, cmd::Hand>> eachHand(const Studio& studio) {
    const raft::MessageId message = messageTo(studio, kS2);
    return {{"hold", cmd::HoldLinks{kLink, Direction::Both}},
            {"hold one way", cmd::HoldLinks{kLink, Direction::OneWay}},
            {"latency", cmd::SetLatency{kLink, Direction::Both, SimTime::fromMs(40), SimTime::fromMs(60)}},
            {"loss", cmd::SetLoss{kLink, Direction::OneWay, 200'000}},
            {"drop", cmd::DropMessage{message}},
            {"duplicate", cmd::DuplicateMessage{message}},
            {"deliver", cmd::DeliverMessage{message}},
            {"delay", cmd::DelayMessage{message, SimTime(12'345)}},
            {"hasten", cmd::DelayMessage{message, SimTime(-3'210)}},
            {"pause", cmd::TogglePause{kS2}},
            {"clock", cmd::SetClockRate{kS3, 1'100'000}},
            {"clock behind", cmd::SetClockOffset{kS3, SimTime(-20'500)}},
            {"fsync", cmd::SetFsync{kS2, SimTime::fromMs(5)}}};
}

class Hands : public testing::Test {
protected:
    static std::optional<std::string> whyNot(const Studio& studio, const Command& command) {
        return studio.whyNot(command);
    }
    static void expectRefused(const Studio& studio, const Command& command, const char* key) {
        EXPECT_EQ(studio.whyNot(command), studio.texts().tr(key));
    }
    static void expectPossible(const Studio& studio, const Command& command) {
        EXPECT_EQ(studio.whyNot(command), std::nullopt);
    }
};

TEST_F(Hands, EachChangesTheRunAndIsSavedAndReplayedToTheSameBytes) {
    const std::string file = (std::filesystem::temp_directory_path() / "raftlab-hands.session.json").string();
    const std::size_t kinds = eachHand(*asking()).size();
    for (std::size_t i = 0; i < kinds; ++i) {
        auto studio = asking();
        const auto [name, hand] = eachHand(*studio)[i];
        SCOPED_TRACE(name);
        const std::uint64_t before = worldOf(*studio).chain();
        studio->execute(hand);
        EXPECT_EQ(studio->notice(), "");
        EXPECT_NE(worldOf(*studio).chain(), before);
        for (int step = 0; step < 6; ++step) studio->execute(cmd::StepForward{});
        ASSERT_TRUE(studio->save(file));
        auto other = emptyStudio();
        ASSERT_TRUE(other->open(file)) << other->notice();
        EXPECT_EQ(worldOf(*other).chain(), worldOf(*studio).chain());
        EXPECT_EQ(worldOf(*other).digest(), worldOf(*studio).digest());
    }
    std::filesystem::remove(file);
}

TEST_F(Hands, EachIsTakenBackAndDoneAgain) {
    const std::size_t kinds = eachHand(*asking()).size();
    for (std::size_t i = 0; i < kinds; ++i) {
        auto studio = asking();
        const auto [name, hand] = eachHand(*studio)[i];
        SCOPED_TRACE(name);
        const std::uint64_t before = worldOf(*studio).chain();
        studio->execute(hand);
        const std::uint64_t after = worldOf(*studio).chain();
        studio->execute(cmd::Undo{});
        EXPECT_EQ(worldOf(*studio).chain(), before);
        EXPECT_EQ(studio->document().history().time(), SimTime::fromMs(4));
        studio->execute(cmd::Redo{});
        EXPECT_EQ(worldOf(*studio).chain(), after);
    }
}

TEST_F(Hands, InThePastEachOpensABranchWithANameOfItsOwnThatVanishesWhenItIsUndone) {
    std::vector<std::string> names;
    const std::size_t kinds = eachHand(*asking()).size();
    for (std::size_t i = 0; i < kinds; ++i) {
        auto studio = asking();
        const auto [name, hand] = eachHand(*studio)[i];
        SCOPED_TRACE(name);
        for (int step = 0; step < 4; ++step) studio->execute(cmd::StepForward{});
        const raft::StepId end = studio->document().history().end();
        studio->execute(cmd::SeekTime{SimTime::fromMs(4)});
        studio->execute(hand);
        EXPECT_EQ(studio->document().history().line(), 1);
        const std::string branch = studio->branchName(1);
        EXPECT_NE(branch.find("at 4 ms"), std::string::npos) << branch;
        EXPECT_EQ(branch.find("a change"), std::string::npos) << branch;
        EXPECT_EQ(std::count(names.begin(), names.end(), branch), 0) << branch;
        names.push_back(branch);
        studio->execute(cmd::Undo{});
        EXPECT_EQ(studio->document().history().line(), 0);
        EXPECT_FALSE(studio->document().history().exists(1));
        EXPECT_EQ(studio->document().history().end(), end) << "the old future is still there";
        studio->execute(cmd::Redo{});
        EXPECT_TRUE(studio->document().history().exists(1));
    }
}

TEST_F(Hands, SteppingBackTakesNothingBack) {
    auto studio = asking();
    studio->execute(cmd::DropMessage{messageTo(*studio, kS2)});
    const std::size_t actions = studio->document().history().actions().size();
    studio->execute(cmd::StepBack{});
    studio->execute(cmd::StepBack{});
    EXPECT_EQ(studio->document().history().actions().size(), actions);
    EXPECT_FALSE(studio->document().history().canRedo());
    studio->execute(cmd::End{});
    EXPECT_EQ(clusterOf(*studio).network().inFlight(), 1u) << "it is still dropped";
}

TEST_F(Hands, ADelayedMessageIsNamedWithItsEndsAndItsDelay) {
    auto studio = asking();
    studio->execute(cmd::StepForward{});
    studio->execute(cmd::SeekTime{SimTime::fromMs(4)});
    studio->execute(cmd::DelayMessage{messageTo(*studio, kS3), SimTime::fromMs(12)});
    EXPECT_EQ(studio->branchName(1), "delay RequestVote S1→S3 by 12 ms at 4 ms");
    EXPECT_EQ(arrivalOf(*studio, messageTo(*studio, kS3)), SimTime::fromMs(22));
}

TEST_F(Hands, NothingArrivesBeforeNow) {
    auto studio = asking();
    const raft::MessageId message = messageTo(*studio, kS2);
    studio->execute(cmd::DelayMessage{message, SimTime::fromMs(-500)});
    EXPECT_EQ(arrivalOf(*studio, message), SimTime::fromMs(4));
    expectRefused(*studio, cmd::DelayMessage{message, SimTime::fromMs(-1)}, "why.arrivesNow");
    expectPossible(*studio, cmd::DelayMessage{message, SimTime::fromMs(1)});
    EXPECT_NE(std::get<raft::act::Delay>(studio->document().history().actions().back().action).by,
              SimTime::fromMs(-500))
        << "what is recorded is what happened";
}

TEST_F(Hands, AnArrivalIsMovedToWhereItWasDraggedButNotIntoThePast) {
    auto studio = asking();
    const raft::MessageId message = messageTo(*studio, kS2);
    studio->execute(cmd::MoveArrival{message, SimTime::fromMs(31)});
    EXPECT_EQ(arrivalOf(*studio, message), SimTime::fromMs(31));
    studio->execute(cmd::MoveArrival{message, SimTime::fromMs(1)});
    EXPECT_EQ(arrivalOf(*studio, message), SimTime::fromMs(4));
    expectRefused(*studio, cmd::MoveArrival{message, SimTime::fromMs(4)}, "why.sameValue");
    expectRefused(*studio, cmd::MoveArrival{raft::MessageId(99), SimTime::fromMs(40)}, "why.notOnItsWay");
}

TEST_F(Hands, MessagesAreDroppedDoubledAndDelivered) {
    auto studio = asking();
    const raft::MessageId toS2 = messageTo(*studio, kS2);
    studio->execute(cmd::DuplicateMessage{toS2});
    EXPECT_EQ(clusterOf(*studio).network().inFlight(), 3u);
    studio->execute(cmd::DropMessage{toS2});
    EXPECT_EQ(clusterOf(*studio).network().inFlight(), 2u);
    expectRefused(*studio, cmd::DropMessage{toS2}, "why.notOnItsWay");
    EXPECT_EQ(clusterOf(*studio).node(kS3).currentTerm(), raft::Term(0));
    studio->execute(cmd::DeliverMessage{messageTo(*studio, kS3)});
    EXPECT_EQ(clusterOf(*studio).node(kS3).currentTerm(), raft::Term(1));
}

TEST_F(Hands, WithoutATargetTheSelectionIsMeant) {
    auto studio = asking();
    expectRefused(*studio, cmd::DropMessage{}, "why.selectMessage");
    expectRefused(*studio, cmd::ToggleCut{}, "why.selectLink");
    expectRefused(*studio, cmd::TogglePause{}, "why.selectServer");
    expectRefused(*studio, cmd::AskValue{{Quantity::Loss, {}}}, "why.selectLink");
    expectRefused(*studio, cmd::AskValue{{Quantity::Delay, {}}}, "why.selectMessage");
    expectRefused(*studio, cmd::AskValue{{Quantity::Fsync, {}}}, "why.selectServer");
    expectRefused(*studio, cmd::SendToSelected{}, "why.selectServer");
    studio->execute(cmd::Select{raft::linkRef(kS2, kS3)});
    studio->execute(cmd::ToggleCut{});
    EXPECT_TRUE(clusterOf(*studio).network().link(kS2, kS3).cut && clusterOf(*studio).network().link(kS3, kS2).cut);
    studio->execute(cmd::ToggleCut{});
    EXPECT_FALSE(clusterOf(*studio).network().link(kS2, kS3).cut || clusterOf(*studio).network().link(kS3, kS2).cut);
    studio->execute(cmd::ToggleCut{cmd::Way::Back});
    EXPECT_TRUE(clusterOf(*studio).network().link(kS3, kS2).cut && !clusterOf(*studio).network().link(kS2, kS3).cut);
    studio->execute(cmd::ToggleCut{cmd::Way::Back});
    studio->execute(cmd::ToggleCut{cmd::Way::There});
    EXPECT_TRUE(clusterOf(*studio).network().link(kS2, kS3).cut && !clusterOf(*studio).network().link(kS3, kS2).cut);
    studio->execute(cmd::ToggleCut{cmd::Way::There});
    studio->execute(cmd::ToggleHold{});
    EXPECT_TRUE(clusterOf(*studio).network().link(kS3, kS2).hold);
    studio->execute(cmd::ToggleHold{});
    EXPECT_FALSE(clusterOf(*studio).network().link(kS3, kS2).hold);
    studio->execute(cmd::Select{raft::messageRef(messageTo(*studio, kS2))});
    studio->execute(cmd::DropMessage{});
    EXPECT_EQ(clusterOf(*studio).network().inFlight(), 1u);
    studio->execute(cmd::SelectServer{3});
    studio->execute(cmd::TogglePause{});
    EXPECT_TRUE(clusterOf(*studio).machine(kS3).paused);
    studio->execute(cmd::TogglePause{});
    EXPECT_FALSE(clusterOf(*studio).machine(kS3).paused);
    studio->execute(cmd::WriteToSelected{});
    EXPECT_EQ(studio->request().to, kS3);
    studio->execute(cmd::SendToSelected{});
    EXPECT_EQ(std::get<raft::act::Submit>(studio->document().history().actions().back().action).to, kS3);
}

TEST_F(Hands, LinksAreHeldSlowedAndMadeLossyOnce) {
    auto studio = asking();
    expectRefused(*studio, cmd::ReleaseLinks{kLink}, "why.nothingToRelease");
    studio->execute(cmd::HoldLinks{kLink});
    expectRefused(*studio, cmd::HoldLinks{kLink}, "why.nothingToHold");
    expectPossible(*studio, cmd::ReleaseLinks{kLink});
    expectPossible(*studio, cmd::Heal{});
    EXPECT_EQ(arrivalOf(*studio, messageTo(*studio, kS2)), raft::kNever);
    expectRefused(*studio, cmd::DelayMessage{messageTo(*studio, kS2), SimTime::fromMs(1)}, "why.messageWaits");
    expectPossible(*studio, cmd::DeliverMessage{messageTo(*studio, kS2)});

    const cmd::SetLatency slow{kLink, Direction::OneWay, SimTime::fromMs(50), SimTime::fromMs(50)};
    studio->execute(slow);
    EXPECT_EQ(clusterOf(*studio).network().link(kS1, kS2).latencyMax, SimTime::fromMs(50));
    EXPECT_EQ(clusterOf(*studio).network().link(kS2, kS1).latencyMax, SimTime::fromMs(10));
    expectRefused(*studio, slow, "why.sameValue");
    expectRefused(*studio, cmd::SetLatency{kLink, Direction::Both, SimTime::fromMs(5), SimTime::fromMs(4)},
                  "why.badLatency");
    studio->execute(cmd::SetLoss{kLink, Direction::Both, 1'000'000});
    EXPECT_EQ(clusterOf(*studio).network().link(kS2, kS1).lossPpm, 1'000'000u);
    expectRefused(*studio, cmd::SetLoss{kLink, Direction::Both, 1'000'001}, "why.badLoss");
    expectRefused(*studio, cmd::HoldLinks{{{kS1, kS1}}}, "why.noSuchLink");
    expectRefused(*studio, cmd::HoldLinks{{{raft::clientEnd(0), raft::clientEnd(1)}}}, "why.noSuchLink");
    expectPossible(*studio, cmd::HoldLinks{{{raft::clientEnd(0), kS1}}});
}

TEST_F(Hands, WhatIsLostCannotBeDelivered) {
    auto studio = quietSandbox();
    studio->execute(cmd::PlayPause{});
    studio->execute(cmd::SetLoss{kLink, Direction::OneWay, 1'000'000});
    studio->execute(cmd::FireTimeout{kS1});
    expectRefused(*studio, cmd::DeliverMessage{messageTo(*studio, kS2)}, "why.messageIsLost");
    expectRefused(*studio, cmd::DuplicateMessage{messageTo(*studio, kS2)}, "why.messageIsLost");
    expectPossible(*studio, cmd::DeliverMessage{messageTo(*studio, kS3)});
    expectPossible(*studio, cmd::DropMessage{messageTo(*studio, kS2)});
}

TEST_F(Hands, WhatHasReachedAPausedServerWaitsThere) {
    auto studio = asking();
    studio->execute(cmd::TogglePause{kS2});
    expectRefused(*studio, cmd::DeliverMessage{messageTo(*studio, kS2)}, "why.receiverPaused");
    studio->execute(cmd::TogglePause{kS2});
    expectPossible(*studio, cmd::DeliverMessage{messageTo(*studio, kS2)});
    studio->execute(cmd::ToggleCrash{kS2});
    expectRefused(*studio, cmd::TogglePause{kS2}, "why.isDown");
    expectRefused(*studio, cmd::TogglePause{NodeId(7)}, "why.noSuchServer");
}

TEST_F(Hands, ClocksAndDisksKeepToWhatFilesAllow) {
    auto studio = asking();
    studio->execute(cmd::SetClockRate{kS1, 2'000'000});
    EXPECT_EQ(clusterOf(*studio).machine(kS1).clockPpm, 2'000'000u);
    expectRefused(*studio, cmd::SetClockRate{kS1, 2'000'000}, "why.sameValue");
    expectRefused(*studio, cmd::SetClockRate{kS1, 1}, "why.badClock");
    studio->execute(cmd::SetFsync{kS1, SimTime::fromMs(20)});
    EXPECT_EQ(clusterOf(*studio).machine(kS1).disk.fsync, SimTime::fromMs(20));
    expectRefused(*studio, cmd::SetFsync{kS1, SimTime::fromMs(20)}, "why.sameValue");
    expectRefused(*studio, cmd::SetFsync{kS1, SimTime(-1)}, "why.badFsync");
}

TEST_F(Hands, AClockIsSetAheadAtTheSpeedThatItHas) {
    auto studio = asking();
    studio->execute(cmd::SetClockRate{kS1, 2'000'000});
    const SimTime before = clusterOf(*studio).clockOf(kS1).now;
    studio->execute(cmd::SetClockOffset{kS1, SimTime::fromMs(50)});
    EXPECT_EQ(clusterOf(*studio).machine(kS1).clockPpm, 2'000'000u);
    EXPECT_EQ(clusterOf(*studio).clockOf(kS1).now - before, SimTime::fromMs(50));
    expectRefused(*studio, cmd::SetClockOffset{kS1, SimTime::fromMs(50)}, "why.sameValue");
    expectRefused(*studio, cmd::SetClockOffset{kS1, SimTime::fromMs(600'001)}, "why.badOffset");
    expectRefused(*studio, cmd::SetClockOffset{kS1, SimTime::fromMs(-600'001)}, "why.badOffset");
    expectRefused(*studio, cmd::SetClockOffset{}, "why.selectServer");
    studio->execute(cmd::SetClockRate{kS1, 1'000'000});
    EXPECT_EQ(clusterOf(*studio).machine(kS1).clockOffset, SimTime::fromMs(50)) << "nor does the speed touch it";
    studio->execute(cmd::SetClockOffset{kS1, SimTime()});
    EXPECT_EQ(clusterOf(*studio).machine(kS1).clockOffset, SimTime());
}

const raft::PersistentState& diskOf(const Studio& studio, NodeId server) {
    return clusterOf(studio).node(server).persistent();
}

TEST_F(Hands, ADiskForgetsItsVoteOnlyWhileItsServerIsDown) {
    auto studio = asking();
    expectRefused(*studio, cmd::LoseVote{kS1}, "why.diskRuns");
    expectRefused(*studio, cmd::LoseVote{}, "why.selectServer");
    expectRefused(*studio, cmd::LoseVote{NodeId(7)}, "why.noSuchServer");
    studio->execute(cmd::ToggleCrash{kS1});
    EXPECT_EQ(diskOf(*studio, kS1).votedFor, kS1);
    expectPossible(*studio, cmd::LoseVote{kS1});
    studio->execute(cmd::Select{raft::nodeRef(kS1)});
    studio->execute(cmd::LoseVote{});
    EXPECT_EQ(studio->notice(), "");
    EXPECT_EQ(diskOf(*studio, kS1).votedFor, raft::kNoNode);
    EXPECT_EQ(diskOf(*studio, kS1).currentTerm, raft::Term(1)) << "its term is still there";
    expectRefused(*studio, cmd::LoseVote{kS1}, "why.noVoteOnDisk");
    studio->execute(cmd::Undo{});
    EXPECT_EQ(diskOf(*studio, kS1).votedFor, kS1);
    studio->execute(cmd::Redo{});
    EXPECT_EQ(diskOf(*studio, kS1).votedFor, raft::kNoNode);
    studio->execute(cmd::ToggleCrash{kS1});
    EXPECT_EQ(diskOf(*studio, kS1).votedFor, raft::kNoNode) << "it comes back without";
}

TEST_F(Hands, ADiskLosesTheEndOfItsLogAndTheFileSaysHowMuch) {
    auto studio = ledSandbox();
    for (const char* text : {"x=1", "x=2", "x=3"}) studio->execute(cmd::Send{text, {}});
    for (int i = 0; i < 400 && clusterOf(*studio).node(kS2).log().lastIndex().value < 3; ++i) studio->update(0.05);
    ASSERT_EQ(clusterOf(*studio).node(kS2).log().lastIndex(), raft::LogIndex(3));
    const ValueOf lost{Quantity::LostEntries, raft::nodeRef(kS2)};
    expectRefused(*studio, cmd::LoseEntries{kS2, 1}, "why.diskRuns");
    expectRefused(*studio, cmd::AskValue{lost}, "why.diskRuns");
    studio->execute(cmd::ToggleCrash{kS2});
    expectPossible(*studio, cmd::AskValue{lost});
    EXPECT_EQ(valueNow(lost, clusterOf(*studio)), "3") << "all of them, unless one types less";
    expectRefused(*studio, cmd::LoseEntries{kS2, 0}, "why.badLostEntries");
    studio->execute(cmd::LoseEntries{kS2, 2});
    EXPECT_EQ(diskOf(*studio, kS2).log.lastIndex(), raft::LogIndex(1));
    studio->execute(cmd::LoseEntries{kS2, 10});
    const raft::Action recorded = studio->document().history().actions().back().action;
    EXPECT_EQ(std::get<raft::act::LoseEntries>(recorded).lastEntries, 1u) << "as many as there were";
    EXPECT_EQ(diskOf(*studio, kS2).log.lastIndex(), raft::LogIndex(0));
    expectRefused(*studio, cmd::LoseEntries{kS2, 1}, "why.noEntriesOnDisk");
    expectRefused(*studio, cmd::AskValue{lost}, "why.noEntriesOnDisk");
    const std::string file = (std::filesystem::temp_directory_path() / "raftlab-amnesia.session.json").string();
    ASSERT_TRUE(studio->save(file));
    auto other = emptyStudio();
    ASSERT_TRUE(other->open(file)) << other->notice();
    EXPECT_EQ(worldOf(*other).chain(), worldOf(*studio).chain());
    std::filesystem::remove(file);
    studio->execute(cmd::Undo{});
    EXPECT_EQ(diskOf(*studio, kS2).log.lastIndex(), raft::LogIndex(1));
}

// ---- What is read ----

TEST_F(Hands, AnyKeyIsReadByTypingItAndThenByEveryGestureThatReads) {
    auto studio = ledSandbox();
    const auto lastRead = [&] {
        const raft::Action action = studio->document().history().actions().back().action;
        const auto* read = std::get_if<raft::act::ReadKey>(&action);
        return read == nullptr ? std::string() : std::string(clusterOf(*studio).texts().text(read->key));
    };
    EXPECT_EQ(studio->document().keyToRead(), "x");
    studio->execute(cmd::Send{"y=7", {}});
    studio->execute(cmd::Read{raft::ReadMode::ReadIndex, kS1});
    EXPECT_EQ(lastRead(), "x") << "to write a key is not to read it";
    studio->execute(cmd::Send{"read z", kS1});
    EXPECT_EQ(studio->notice(), "");
    EXPECT_EQ(lastRead(), "z");
    const auto read = std::get<raft::act::ReadKey>(studio->document().history().actions().back().action);
    EXPECT_EQ(read.mode, raft::ReadMode::Log);
    EXPECT_EQ(read.from, kS1);
    studio->execute(cmd::Read{raft::ReadMode::Log, {}});
    EXPECT_EQ(lastRead(), "z") << "it was read last";
    for (int i = 0; i < 2; ++i) studio->execute(cmd::Undo{});
    EXPECT_EQ(studio->document().keyToRead(), "x");
    EXPECT_EQ(typedRead("read y readIndex")->mode, raft::ReadMode::ReadIndex);
    EXPECT_EQ(typedRead("read y readindex")->key, "y");
    EXPECT_EQ(typedRead("read y local")->mode, raft::ReadMode::Local);
    expectRefused(*studio, cmd::Send{"read y lease", {}}, "why.noLeases");
    for (const char* wrong : {"read", "read ", "read 1", "read x y", "read x=1", "reads x", "read x "}) {
        EXPECT_FALSE(typedRead(wrong).has_value()) << wrong;
        expectRefused(*studio, cmd::Send{wrong, {}}, "why.noCommand");
    }
}

TEST_F(Hands, TheSelectedClientAsksElseTheFirstThatIsFree) {
    auto studio = emptyStudio();
    raft::ClusterConfig config = quietConfig();
    config.clients = {"c1", "c2", "c3"};
    studio->execute(cmd::NewCluster{config});
    const auto asker = [&] {
        return std::get<raft::act::Submit>(studio->document().history().actions().back().action).client;
    };
    studio->execute(cmd::Send{});
    EXPECT_EQ(asker(), raft::clientEnd(0));
    studio->execute(cmd::Send{});
    EXPECT_EQ(asker(), raft::clientEnd(1)) << "the first one waits";
    studio->execute(cmd::Select{raft::clientRef(raft::clientEnd(0))});
    studio->execute(cmd::Send{});
    EXPECT_EQ(asker(), raft::clientEnd(0));
    EXPECT_EQ(clusterOf(*studio).client(raft::clientEnd(0)).queue.size(), 1u) << "it waits behind the first";
}

// ---- Values ----

TEST(Values, AreUnderstoodAsTheyAreTyped) {
    const ValueOf latency{Quantity::Latency, raft::linkRef(kS1, kS2), Direction::OneWay};
    const auto span = [&](std::string_view text) -> std::optional<std::pair<std::int64_t, std::int64_t>> {
        const auto hand = handOfValue(latency, text);
        if (!hand) return std::nullopt;
        const auto& set = std::get<cmd::SetLatency>(*hand);
        EXPECT_EQ(set.links, kLink);
        EXPECT_EQ(set.direction, Direction::OneWay);
        return std::pair(set.min.us, set.max.us);
    };
    EXPECT_EQ(span("12"), std::pair(std::int64_t{12'000}, std::int64_t{12'000}));
    EXPECT_EQ(span(" 12.5 "), std::pair(std::int64_t{12'500}, std::int64_t{12'500}));
    EXPECT_EQ(span("40-60"), std::pair(std::int64_t{40'000}, std::int64_t{60'000}));
    EXPECT_EQ(span("40 - 60"), std::pair(std::int64_t{40'000}, std::int64_t{60'000}));
    for (const std::string_view wrong : {"", "x", "1x", "1..2", "1.2345", "99999999999", "40-", "1 2"}) {
        EXPECT_EQ(span(wrong), std::nullopt) << wrong;
    }
    const auto loss = handOfValue({Quantity::Loss, raft::linkRef(kS1, kS2)}, "12.5");
    ASSERT_TRUE(loss.has_value());
    EXPECT_EQ(std::get<cmd::SetLoss>(*loss).ppm, 125'000u);
    EXPECT_FALSE(handOfValue({Quantity::Loss, raft::linkRef(kS1, kS2)}, "-1").has_value());
    const auto delay = handOfValue({Quantity::Delay, raft::messageRef(raft::MessageId(7))}, "-2.5");
    ASSERT_TRUE(delay.has_value());
    EXPECT_EQ(std::get<cmd::DelayMessage>(*delay).by, SimTime(-2'500));
    const auto rate = handOfValue({Quantity::ClockRate, raft::nodeRef(kS2)}, "1.1");
    ASSERT_TRUE(rate.has_value());
    EXPECT_EQ(std::get<cmd::SetClockRate>(*rate).ppm, 1'100'000u);
    const auto behind = handOfValue({Quantity::ClockOffset, raft::nodeRef(kS2)}, "-50.25");
    ASSERT_TRUE(behind.has_value());
    EXPECT_EQ(std::get<cmd::SetClockOffset>(*behind).offset, SimTime(-50'250));
    const auto lost = handOfValue({Quantity::LostEntries, raft::nodeRef(kS2)}, "3");
    ASSERT_TRUE(lost.has_value());
    EXPECT_EQ(std::get<cmd::LoseEntries>(*lost).count, 3u);
    for (const std::string_view wrong : {"-1", "1.5", "all"}) {
        EXPECT_FALSE(handOfValue({Quantity::LostEntries, raft::nodeRef(kS2)}, wrong).has_value()) << wrong;
    }
}

TEST(Values, WhatIsThereNowIsWrittenAsOneWouldTypeItAndEveryPickIsUnderstood) {
    auto studio = asking();
    const raft::Ref link = raft::linkRef(kS1, kS2);
    EXPECT_EQ(valueNow({Quantity::Latency, link}, clusterOf(*studio)), "10");
    studio->execute(cmd::SetLatency{kLink, Direction::Both, SimTime(40'500), SimTime::fromMs(60)});
    EXPECT_EQ(valueNow({Quantity::Latency, link}, clusterOf(*studio)), "40.5-60");
    studio->execute(cmd::SetLoss{kLink, Direction::Both, 125'000});
    EXPECT_EQ(valueNow({Quantity::Loss, link}, clusterOf(*studio)), "12.5");
    EXPECT_EQ(valueNow({Quantity::ClockRate, raft::nodeRef(kS1)}, clusterOf(*studio)), "1");
    EXPECT_EQ(valueNow({Quantity::Fsync, raft::nodeRef(kS1)}, clusterOf(*studio)), "0");
    EXPECT_EQ(valueNow({Quantity::ClockOffset, raft::nodeRef(kS1)}, clusterOf(*studio)), "0");
    for (const auto& [us, text] : {std::pair(-50'250, "-50.25"), std::pair(-500, "-0.5"), std::pair(7'000, "7")}) {
        studio->execute(cmd::SetClockOffset{kS1, SimTime(us)});
        EXPECT_EQ(valueNow({Quantity::ClockOffset, raft::nodeRef(kS1)}, clusterOf(*studio)), text);
    }
    EXPECT_EQ(valueNow({Quantity::LostEntries, raft::nodeRef(kS1)}, clusterOf(*studio)), "0");
    for (const Quantity quantity : {Quantity::Latency, Quantity::Loss, Quantity::Delay, Quantity::ClockRate,
                                    Quantity::ClockOffset, Quantity::Fsync, Quantity::LostEntries}) {
        EXPECT_FALSE(picksOf(quantity).empty());
        for (const std::string_view pick : picksOf(quantity)) {
            const auto hand = handOfValue({quantity, link}, pick);
            EXPECT_TRUE(hand.has_value()) << pick;
        }
    }
}

// ---- Tab ----

TEST(TabOrder, ReachesServersClientsLinksAndMessagesAndComesRound) {
    auto studio = asking();
    std::vector<raft::Ref> seen;
    for (int i = 0; i < 12; ++i) {
        studio->execute(cmd::SelectNext{});
        seen.push_back(studio->document().selection());
    }
    const raft::NodeId client = raft::clientEnd(0);
    const std::vector<raft::Ref> expected{raft::nodeRef(kS1),
                                          raft::nodeRef(kS2),
                                          raft::nodeRef(kS3),
                                          raft::clientRef(client),
                                          raft::linkRef(kS1, kS2),
                                          raft::linkRef(kS1, kS3),
                                          raft::linkRef(kS1, client),
                                          raft::linkRef(kS2, kS3),
                                          raft::linkRef(kS2, client),
                                          raft::linkRef(kS3, client),
                                          raft::messageRef(messageTo(*studio, kS2)),
                                          raft::messageRef(messageTo(*studio, kS3))};
    EXPECT_EQ(seen, expected);
    studio->execute(cmd::SelectNext{});
    EXPECT_EQ(studio->document().selection(), expected.front());
    studio->execute(cmd::SelectNext{TabDirection::Backward});
    EXPECT_EQ(studio->document().selection(), expected.back());
    // A message that is gone is left for the one after it.
    studio->execute(cmd::Select{expected[10]});
    studio->execute(cmd::DropMessage{});
    studio->execute(cmd::SelectNext{});
    EXPECT_EQ(studio->document().selection(), expected[11]);
}

// ---- What the window is asked to open ----

TEST(Requests, AreCountedAndNameWhatIsMeant) {
    auto studio = asking();
    EXPECT_EQ(studio->request().serial, 0);
    studio->execute(cmd::Select{raft::linkRef(kS1, kS2)});
    studio->execute(cmd::OpenMenu{});
    EXPECT_EQ(studio->request().what, Request::What::Menu);
    EXPECT_EQ(studio->request().of, raft::linkRef(kS1, kS2));
    studio->execute(cmd::AskValue{{Quantity::Loss, {}}});
    EXPECT_EQ(studio->request().serial, 2);
    EXPECT_EQ(studio->request().value.of, raft::linkRef(kS1, kS2));
    studio->execute(cmd::AskValue{{Quantity::Delay, {}}});
    EXPECT_EQ(studio->request().serial, 2) << "a link has no arrival";
    EXPECT_EQ(studio->notice(), studio->texts().tr("why.selectMessage"));
    studio->execute(cmd::Select{raft::cellRef(kS2, 1)});
    studio->execute(cmd::AskValue{{Quantity::Fsync, {}}});
    EXPECT_EQ(studio->request().value.of, raft::nodeRef(kS2)) << "the server of a selected cell";
}

}  // namespace
}  // namespace studio
