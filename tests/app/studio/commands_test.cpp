// The table of commands, and why each of them is possible or not.

#include "app/studio/command_table.h"

#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>

#include "app/studio/studio.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

bool touchesTheCluster(const Command& command) {
    return command.is<cmd::ToggleCrash>() || command.is<cmd::FireTimeout>() ||
           command.is<cmd::CutLinks>() || command.is<cmd::MendLinks>() ||
           command.is<cmd::ToggleIsolate>() || command.is<cmd::Heal>() ||
           command.is<cmd::Send>() || command.is<cmd::SandboxHere>() ||
           command.is<cmd::Hand>() || command.is<cmd::SendToSelected>() ||
           command.is<cmd::AskValue>() || command.is<cmd::WriteCommand>() ||
           command.is<cmd::WriteToSelected>() || command.is<cmd::SetTool>() ||
           command.is<cmd::Undo>() || command.is<cmd::Redo>() ||
           command.is<cmd::SelectServer>();
}

TEST(Commands, NoKeyMeansTwoThingsInOneContext) {
    for (const Context context : {Context::Study, Context::Explore, Context::Present}) {
        std::set<std::string_view> seen;
        for (const CommandInfo& row : commandTable()) {
            for (const std::string_view key : row.keys[static_cast<std::size_t>(context)]) {
                if (key.empty()) continue;
                EXPECT_TRUE(seen.insert(key).second) << key << " of " << row.id << " is taken";
                EXPECT_EQ(commandForKey(key, context), &row);
            }
        }
        EXPECT_FALSE(seen.empty());
    }
    EXPECT_EQ(commandForKey("", Context::Study), nullptr);
    EXPECT_EQ(commandForKey("Ctrl+Alt+Shift+F12", Context::Study), nullptr);
}

TEST(Commands, ExploringHasTheKeysOfStudyingAndMore) {
    for (const CommandInfo& row : commandTable()) {
        for (const std::string_view key : row.keys[static_cast<std::size_t>(Context::Study)]) {
            if (key.empty()) continue;
            EXPECT_EQ(commandForKey(key, Context::Explore), &row) << key;
        }
    }
}

TEST(Commands, AClickerHasWhatItSends) {
    const auto idOf = [](std::string_view key) {
        const CommandInfo* row = commandForKey(key, Context::Present);
        return row == nullptr ? std::string_view("none") : row->id;
    };
    for (const char* key : {"PageDown", "Space", "Right"}) EXPECT_EQ(idOf(key), "present-next");
    for (const char* key : {"PageUp", "Left"}) EXPECT_EQ(idOf(key), "present-back");
    EXPECT_EQ(idOf("."), "freeze");
    EXPECT_EQ(idOf("B"), "blank");
    EXPECT_EQ(idOf("N"), "notes");
    EXPECT_EQ(idOf("G"), "go-to-step");
    EXPECT_EQ(idOf("F"), "improvise");
    EXPECT_EQ(idOf("L"), "language");
    EXPECT_EQ(idOf("+"), "pace-up");
    EXPECT_EQ(idOf("-"), "pace-down");
    EXPECT_EQ(idOf("F5"), "present");
    EXPECT_EQ(idOf("Escape"), "escape");
    EXPECT_EQ(idOf("Ctrl+Q"), "none") << "nothing quits in front of a class";
}

TEST(Commands, IdsAreUnique) {
    std::set<std::string_view> seen;
    for (const CommandInfo& row : commandTable()) EXPECT_TRUE(seen.insert(row.id).second) << row.id;
    EXPECT_EQ(commandNamed("nonsense"), nullptr);
    EXPECT_EQ(keyOf("undo", Context::Study), "Ctrl+Z");
    EXPECT_EQ(keyOf("undo", Context::Present), "");
}

TEST(Commands, NoBareLetterOrDigitTouchesTheClusterInPresent) {
    int touching = 0;
    for (const CommandInfo& row : commandTable()) {
        if (!touchesTheCluster(row.command)) continue;
        ++touching;
        for (const std::string_view key : row.keys[static_cast<std::size_t>(Context::Present)]) {
            EXPECT_FALSE(key.size() == 1 && std::isalnum(static_cast<unsigned char>(key[0])) != 0) << key;
        }
    }
    EXPECT_GT(touching, 10) << "the test looks at something";
}

TEST(Commands, TheKeysOfTheDesignMeanWhatItSays) {
    const auto idOf = [](std::string_view key) {
        const CommandInfo* row = commandForKey(key, Context::Study);
        return row == nullptr ? std::string_view("none") : row->id;
    };
    EXPECT_EQ(idOf("Space"), "big-button");
    EXPECT_EQ(idOf("Left"), "step-back");
    EXPECT_EQ(idOf("Shift+Right"), "next-interesting");
    EXPECT_EQ(idOf("PageDown"), "next-lesson-step");
    EXPECT_EQ(idOf("5"), "select-5");
    EXPECT_EQ(idOf("Q"), "point");
    EXPECT_EQ(idOf("X"), "cut");
    EXPECT_EQ(idOf("K"), "crash");
    EXPECT_EQ(idOf("T"), "time-out");
    EXPECT_EQ(idOf("C"), "send");
    EXPECT_EQ(idOf("P"), "isolate");
    EXPECT_EQ(idOf("F"), "sandbox-here");
    EXPECT_EQ(idOf("Ctrl+Z"), "undo");
    EXPECT_EQ(idOf("Ctrl+S"), "save");
    EXPECT_EQ(idOf("?"), "keys");
}

// ---- Possible or not, and why ----

class Possible : public testing::Test {
protected:
    static bool possible(const Studio& studio, const Command& command) { return !studio.whyNot(command).has_value(); }
    void expectOnly(const Command& command, const Studio& allowed, const Studio& refused, const char* reason) {
        EXPECT_TRUE(possible(allowed, command)) << allowed.whyNot(command).value_or("");
        EXPECT_EQ(refused.whyNot(command), refused.texts().tr(reason));
    }
};

const cmd::CutLinks kCut{{{raft::NodeId(0), raft::NodeId(1)}}, false};
const cmd::MendLinks kMend{{{raft::NodeId(0), raft::NodeId(1)}}, false};

TEST_F(Possible, WalkingNeedsSomewhereToGo) {
    auto fresh = quietSandbox();
    auto walked = quietSandbox();
    walked->execute(cmd::FireTimeout{raft::NodeId(0)});
    expectOnly(cmd::StepForward{}, *walked, *fresh, "why.nothingDue");
    expectOnly(cmd::NextInteresting{}, *walked, *fresh, "why.nothingDue");
    expectOnly(cmd::StepBack{}, *walked, *fresh, "why.atStart");
    expectOnly(cmd::PreviousInteresting{}, *walked, *fresh, "why.atStart");
    expectOnly(cmd::Home{}, *walked, *fresh, "why.atStart");
    expectOnly(cmd::SeekStep{raft::StepId(1)}, *walked, *fresh, "why.notYet");
    fresh->execute(cmd::PlayPause{});
    expectOnly(cmd::BigButton{}, *walked, *fresh, "why.nothingDue");
    expectOnly(cmd::PlayPause{}, *walked, *fresh, "why.nothingDue");
    auto past = quietSandbox();
    past->execute(cmd::FireTimeout{raft::NodeId(0)});
    past->execute(cmd::StepBack{});
    expectOnly(cmd::End{}, *past, *walked, "why.atEnd");
}

TEST_F(Possible, ActingNeedsAServerThatCanDoIt) {
    auto plain = quietSandbox();
    auto chosen = quietSandbox();
    chosen->execute(cmd::SelectServer{1});
    expectOnly(cmd::FireTimeout{}, *chosen, *plain, "why.selectServer");
    expectOnly(cmd::ToggleIsolate{}, *chosen, *plain, "why.selectServer");
    auto down = quietSandbox();
    down->execute(cmd::ToggleCrash{raft::NodeId(0)});
    expectOnly(cmd::FireTimeout{raft::NodeId(0)}, *plain, *down, "why.isDown");
    expectOnly(cmd::FireTimeout{raft::NodeId(0)}, *plain, *ledSandbox(), "why.leaderHasNoTimer");
    EXPECT_TRUE(possible(*plain, cmd::SelectServer{3}));
    EXPECT_FALSE(possible(*plain, cmd::SelectServer{4})) << "there are three";
    EXPECT_FALSE(possible(*plain, cmd::ToggleCrash{raft::NodeId(7)}));
    EXPECT_TRUE(possible(*plain, cmd::ToggleCrash{})) << "without a server it picks the tool";
}

TEST_F(Possible, LinksAreCutAndMendedOnce) {
    auto whole = quietSandbox();
    auto cut = quietSandbox();
    cut->execute(kCut);
    expectOnly(kCut, *whole, *cut, "why.nothingToCut");
    expectOnly(kMend, *cut, *whole, "why.nothingToMend");
    expectOnly(cmd::Heal{}, *cut, *whole, "why.nothingToHeal");
    EXPECT_FALSE(possible(*whole, cmd::CutLinks{})) << "no link at all";
}

TEST_F(Possible, SendingNeedsACommandAndAClient) {
    auto plain = quietSandbox();
    EXPECT_TRUE(possible(*plain, cmd::Send{}));
    EXPECT_TRUE(possible(*plain, cmd::Send{"del x", {}}));
    EXPECT_EQ(plain->whyNot(cmd::Send{"nonsense", {}}), plain->texts().tr("why.noCommand"));
    EXPECT_FALSE(possible(*plain, cmd::Send{"x=1", raft::NodeId(8)}));
    raft::ClusterConfig nobody = quietConfig();
    nobody.clients.clear();
    plain->execute(cmd::NewCluster{nobody});
    EXPECT_EQ(plain->whyNot(cmd::Send{}), plain->texts().tr("why.noClient"));
}

TEST_F(Possible, UndoAndRedoNeedSomethingDone) {
    auto fresh = quietSandbox();
    auto acted = quietSandbox();
    acted->execute(cmd::ToggleCrash{raft::NodeId(0)});
    expectOnly(cmd::Undo{}, *acted, *fresh, "why.nothingToUndo");
    acted->execute(cmd::Undo{});
    expectOnly(cmd::Redo{}, *acted, *fresh, "why.nothingToRedo");
}

TEST_F(Possible, ALessonKeepsItsOwnLine) {
    auto sandbox = quietSandbox();
    auto lesson = welcome();
    finishStep(*lesson);
    expectOnly(cmd::NextLessonStep{}, *lesson, *sandbox, "why.noLesson");
    expectOnly(cmd::PreviousLessonStep{}, *lesson, *sandbox, "why.noLesson");
    expectOnly(cmd::SandboxHere{}, *lesson, *sandbox, "why.noLesson");
    EXPECT_EQ(sandbox->whyNot(cmd::BackToLesson{}), sandbox->texts().tr("why.noLesson"));
    EXPECT_EQ(lesson->whyNot(cmd::BackToLesson{}), lesson->texts().tr("why.atLesson"));
    EXPECT_EQ(lesson->whyNot(cmd::StepForward{}), lesson->texts().tr("why.lessonWaits"));
    EXPECT_EQ(lesson->whyNot(cmd::Undo{}), lesson->texts().tr("why.lessonActions"));
    lesson->execute(cmd::StepBack{});
    EXPECT_TRUE(possible(*lesson, cmd::BackToLesson{}));
    EXPECT_TRUE(possible(*lesson, cmd::StepForward{}));
    playLesson(*lesson);
    EXPECT_EQ(lesson->whyNot(cmd::NextLessonStep{}), lesson->texts().tr("why.lessonDone"));
    EXPECT_EQ(lesson->whyNot(cmd::PlayPause{}), lesson->texts().tr("why.lessonDone"));
}

TEST_F(Possible, WhatIsOpenedMustBeThere) {
    auto studio = quietSandbox();
    EXPECT_TRUE(possible(*studio, cmd::OpenLesson{"welcome"}));
    EXPECT_EQ(studio->whyNot(cmd::OpenLesson{"nonsense"}), studio->texts().tr("why.noSuchLesson"));
    EXPECT_EQ(studio->whyNot(cmd::OpenLesson{"multi-raft"}), studio->texts().tr("why.laterLesson"));
    EXPECT_FALSE(possible(*studio, cmd::OpenFile{""}));
    EXPECT_FALSE(possible(*studio, cmd::SaveFile{""}));
    EXPECT_TRUE(possible(*studio, cmd::SwitchBranch{0}));
    EXPECT_FALSE(possible(*studio, cmd::SwitchBranch{1}));
    EXPECT_FALSE(possible(*studio, cmd::SwitchBranch{-1}));
}

TEST_F(Possible, AClusterMustMakeSense) {
    auto studio = quietSandbox();
    raft::ClusterConfig config = quietConfig();
    EXPECT_TRUE(possible(*studio, cmd::NewCluster{config}));
    config.electionTimeoutMin = raft::SimTime::fromMs(500);
    EXPECT_EQ(studio->whyNot(cmd::NewCluster{config}), studio->texts().tr("why.badTimes"));
    config = quietConfig();
    config.servers.clear();
    EXPECT_EQ(studio->whyNot(cmd::NewCluster{config}), studio->texts().tr("why.serverCount"));
    EXPECT_TRUE(possible(*studio, cmd::SetScale{300}));
    EXPECT_FALSE(possible(*studio, cmd::SetScale{301}));
}

TEST_F(Possible, PaceHasTwoEnds) {
    auto studio = quietSandbox();
    EXPECT_TRUE(possible(*studio, cmd::PaceUp{}));
    for (int i = 0; i < 5; ++i) studio->execute(cmd::PaceUp{});
    EXPECT_EQ(studio->whyNot(cmd::PaceUp{}), studio->texts().tr("why.fastest"));
    for (int i = 0; i < 9; ++i) studio->execute(cmd::PaceDown{});
    EXPECT_EQ(studio->whyNot(cmd::PaceDown{}), studio->texts().tr("why.slowest"));
}

TEST_F(Possible, AnImpossibleCommandOnlySaysWhy) {
    auto studio = quietSandbox();
    const std::uint64_t before = studio->document().history().world().chain();
    studio->execute(cmd::Heal{});
    EXPECT_EQ(studio->notice(), studio->texts().tr("why.nothingToHeal"));
    EXPECT_EQ(studio->document().history().world().chain(), before);
    studio->execute(cmd::SelectServer{1});
    EXPECT_EQ(studio->notice(), "") << "it goes with the next command";
}

}  // namespace
}  // namespace studio
