// The run stops by itself at what somebody wants to talk about, and at nothing else.

#include "app/studio/pause_on.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

using raft::EventKind;

/// The lesson's main line, computed to its end.
std::unique_ptr<Studio> played(const std::string& lesson) {
    auto studio = emptyStudio();
    studio->execute(cmd::TogglePresent{});
    studio->execute(cmd::OpenLesson{lesson});
    const int last = static_cast<int>(studio->document().lesson()->steps.size()) - 1;
    for (int i = 0; i < 400 && studio->document().player()->done() <= last; ++i) studio->execute(cmd::PresentNext{});
    return studio;
}

/// What `step` did of this kind, asked of its events one by one.
bool happened(const raft::History& history, raft::StepId step, PauseOn what) {
    const raft::StepEvents events = history.eventsOf(step);
    constexpr auto kLeader = static_cast<std::uint32_t>(raft::Role::Leader);
    return std::any_of(events.events.begin(), events.events.end(), [&](const raft::Event& event) {
        switch (what) {
            case PauseOn::Leader: return event.kind == EventKind::Role && event.args[1] == kLeader;
            case PauseOn::StepDown: return event.kind == EventKind::Role && event.args[0] == kLeader;
            case PauseOn::Refusal: return event.kind == EventKind::Refuse;
            case PauseOn::Commit: return event.kind == EventKind::Commit;
            case PauseOn::Truncation: return event.kind == EventKind::Truncate;
            case PauseOn::Message: return event.kind == EventKind::Receive && event.node == raft::NodeId(1);
            case PauseOn::Violation: break;
        }
        return false;
    });
}

/// How many steps of the run are of this kind; each is what it says, and none is left out.
int countOf(const Studio& studio, PauseOn what) {
    const raft::History& history = studio.document().history();
    int count = 0;
    for (raft::StepId step(1); step < history.end(); ++step) {
        const bool pauses = pausesAt(history, step, bitOf(what), raft::kNoNode);
        EXPECT_EQ(pauses, happened(history, step, what)) << step.value;
        count += pauses ? 1 : 0;
    }
    return count;
}

TEST(PauseOnAnEvent, KnowsElectionsCommitsAndDeletionsOfFigureEight) {
    const auto studio = played("figure-8");
    EXPECT_GT(countOf(*studio, PauseOn::Leader), 2);
    EXPECT_GT(countOf(*studio, PauseOn::Commit), 0);
    EXPECT_GT(countOf(*studio, PauseOn::Truncation), 0);
    EXPECT_GE(countOf(*studio, PauseOn::Refusal), 0);
}

TEST(PauseOnAnEvent, KnowsRefusalsAndLeadersThatStepDown) {
    EXPECT_GT(countOf(*played("who-can-win"), PauseOn::Refusal), 0);
    EXPECT_GT(countOf(*played("deposed-leader"), PauseOn::StepDown), 0);
}

TEST(PauseOnAnEvent, KnowsMessagesOfTheSelectedServerAlone) {
    const auto studio = played("first-election");
    const raft::History& history = studio->document().history();
    int ofSecond = 0;
    int ofNobody = 0;
    for (raft::StepId step(1); step < history.end(); ++step) {
        const raft::StepRecord& record = history.record(step);
        const bool isIts =
            record.kind == EventKind::Receive && (record.node == raft::NodeId(1) || record.peer == raft::NodeId(1));
        const bool pauses = pausesAt(history, step, bitOf(PauseOn::Message), raft::NodeId(1));
        EXPECT_EQ(pauses, isIts) << step.value;
        ofSecond += pauses ? 1 : 0;
        ofNobody += pausesAt(history, step, bitOf(PauseOn::Message), raft::kNoNode) ? 1 : 0;
    }
    EXPECT_GT(ofSecond, 0);
    EXPECT_EQ(ofNobody, 0);
}

TEST(PauseOnAnEvent, KnowsWhatBreaks) {
    const auto broken = played("lab-quorum");
    const raft::History& history = broken->document().history();
    ASSERT_FALSE(broken->document().lesson()->breaks.empty());
    int count = 0;
    for (raft::StepId step(1); step < history.end(); ++step) {
        count += pausesAt(history, step, bitOf(PauseOn::Violation), raft::kNoNode) ? 1 : 0;
    }
    EXPECT_GT(count, 0);
    const auto whole = played("first-election");
    for (raft::StepId step(1); step < whole->document().history().end(); ++step) {
        EXPECT_FALSE(pausesAt(whole->document().history(), step, bitOf(PauseOn::Violation), raft::kNoNode));
    }
}

TEST(PauseOnAnEvent, StopsTheClockWhereItHappens) {
    auto studio = emptyStudio();
    studio->execute(cmd::OpenSandbox{});
    const auto leads = [&] { return studio->document().history().world().cluster().leaderOfHighestTerm().has_value(); };
    studio->execute(cmd::TogglePauseOn{PauseOn::Leader});
    EXPECT_NE(studio->notice(), "");
    for (int i = 0; i < 2000 && studio->playback().isPlaying(); ++i) studio->update(0.05);
    ASSERT_TRUE(leads());
    EXPECT_FALSE(studio->playback().isPlaying());
    const raft::History& history = studio->document().history();
    // Others may have done something at the same instant; none at a later one.
    bool isHere = false;
    for (raft::StepId step = history.step(); history.record(step).time == history.time(); step = step - 1) {
        isHere = isHere || happened(history, step, PauseOn::Leader);
    }
    EXPECT_TRUE(isHere);
    studio->execute(cmd::TogglePauseOn{PauseOn::Leader});
    studio->execute(cmd::PlayPause{});
    for (int i = 0; i < 100; ++i) studio->update(0.05);
    EXPECT_TRUE(studio->playback().isPlaying()) << "nobody wants it to stop any more";
}

TEST(PauseOnAnEvent, AClickerGoesOnFromThere) {
    auto studio = emptyStudio();
    studio->execute(cmd::TogglePauseOn{PauseOn::Message});
    studio->execute(cmd::TogglePresent{});
    studio->execute(cmd::OpenLesson{"first-election"});
    studio->execute(cmd::Select{raft::nodeRef(raft::NodeId(1))});
    for (int i = 0; i < 40; ++i) {
        studio->execute(cmd::PresentNext{});
        for (int frame = 0; frame < 2000 && studio->playback().isPlaying(); ++frame) studio->update(0.05);
        if (studio->caption().running) break;
    }
    ASSERT_TRUE(studio->caption().running) << "it stands in the middle of a step";
    studio->execute(cmd::Freeze{});
    EXPECT_TRUE(studio->playback().isPlaying()) << "the full stop lets it run on";
    studio->execute(cmd::Freeze{});
    studio->execute(cmd::PresentNext{});
    EXPECT_FALSE(studio->caption().running) << "PageDown goes to its end";
}

}  // namespace
}  // namespace studio
