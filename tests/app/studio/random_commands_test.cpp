// Whatever a person presses in whatever order, the program keeps its feet, and a lesson keeps its line.

#include <gtest/gtest.h>

#include "app/studio/studio.h"
#include "raft/sim/random.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

/// A stream of luck of this test's own.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : seed_(seed) {}
    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(raft::below(raft::draw(seed_, raft::Luck::Loss, 0, ++count_), bound));
    }

private:
    std::uint64_t seed_;
    std::uint64_t count_ = 0;
};

raft::NodeId server(Dice& dice) { return raft::NodeId(static_cast<std::uint8_t>(dice.below(6))); }

raft::MessageId message(Dice& dice) { return raft::MessageId(dice.below(60)); }

std::vector<raft::LinkId> link(Dice& dice) { return {{server(dice), server(dice)}}; }

Direction direction(Dice& dice) { return dice.below(2) == 0 ? Direction::Both : Direction::OneWay; }

/// Any command about links, messages, clocks, disks and rules, sensible or not.
Command anyHand(Dice& dice) {
    switch (dice.below(19)) {
        case 0: return cmd::HoldLinks{link(dice), direction(dice)};
        case 1: return cmd::ReleaseLinks{link(dice), direction(dice)};
        case 2: {
            const auto least = raft::SimTime::fromMs(dice.below(80));
            return cmd::SetLatency{link(dice), direction(dice), least, raft::SimTime::fromMs(dice.below(90))};
        }
        case 3: return cmd::SetLoss{link(dice), direction(dice), dice.below(1'100'000)};
        case 4: return cmd::ToggleCut{};
        case 5: return cmd::ToggleHold{};
        case 6: return cmd::DropMessage{message(dice)};
        case 7: return cmd::DuplicateMessage{message(dice)};
        case 8: return cmd::DeliverMessage{message(dice)};
        case 9:
            return cmd::DelayMessage{message(dice),
                                     raft::SimTime(static_cast<std::int64_t>(dice.below(60'000)) - 30'000)};
        case 10: return cmd::TogglePause{server(dice)};
        case 11: return cmd::SetClockRate{server(dice), dice.below(3'000'000)};
        case 12: return cmd::SetFsync{server(dice), raft::SimTime::fromMs(dice.below(20))};
        case 13: return cmd::TakeSnapshot{server(dice)};
        case 14:
            return cmd::SetRule{static_cast<raft::RuleId>(dice.below(raft::kRuleCount)),
                                static_cast<int>(dice.below(3))};
        case 15:
            return cmd::SetClockOffset{server(dice), raft::SimTime::fromMs(dice.below(80)) - raft::SimTime::fromMs(40)};
        case 16: return cmd::LoseVote{server(dice)};
        case 17: return cmd::LoseEntries{server(dice), dice.below(4)};
        default: return cmd::SelectNext{dice.below(2) == 0 ? TabDirection::Forward : TabDirection::Backward};
    }
}

bool bends(const Command& command) {
    const auto* hand = command.as<cmd::Hand>();
    const auto* rule = hand == nullptr ? nullptr : std::get_if<cmd::SetRule>(hand);
    return rule != nullptr && !raft::isCorrect(rule->rule, rule->value);
}

/// Any command but those that open another document, write files or quit.
Command anyCommand(Dice& dice) {
    switch (dice.below(44)) {
        case 0: return cmd::StepForward{};
        case 1:
        case 2: return cmd::StepBack{};
        case 3: return cmd::NextInteresting{};
        case 4: return cmd::PreviousInteresting{};
        case 5: return cmd::Home{};
        case 6: return cmd::End{};
        case 7: return cmd::SeekTime{raft::SimTime::fromMs(dice.below(600))};
        case 8: return cmd::SeekStep{raft::StepId(dice.below(80))};
        case 9:
        case 10:
        case 11: return cmd::BigButton{};
        case 12: return cmd::PlayPause{};
        case 13: return cmd::NextLessonStep{};
        case 14: return cmd::PreviousLessonStep{};
        case 15: return cmd::BackToLesson{};
        case 16: return cmd::SwitchBranch{static_cast<int>(dice.below(5))};
        case 17: return cmd::ToggleCrash{server(dice)};
        case 18: return cmd::FireTimeout{server(dice)};
        case 19: return cmd::CutLinks{{{raft::NodeId(0), raft::NodeId(1)}}, dice.below(2) == 0};
        case 20: return cmd::MendLinks{{{raft::NodeId(0), raft::NodeId(1)}}, dice.below(2) == 0};
        case 21: return cmd::ToggleIsolate{server(dice)};
        case 22: return cmd::Heal{};
        case 23: return cmd::Send{};
        case 24: return cmd::SandboxHere{};
        case 25:
        case 26: return cmd::Undo{};
        case 27: return cmd::Redo{};
        case 28: return cmd::ToggleLanguage{};
        case 29: return cmd::JumpTo{raft::EventId(dice.below(300))};
        case 30: return cmd::CycleSeeAs{};
        case 31: return cmd::AddBookmark{};
        case 32: return cmd::GoToBookmark{static_cast<int>(dice.below(4))};
        case 33: return cmd::RemoveBookmark{static_cast<int>(dice.below(4))};
        case 34: return cmd::RenameBranch{static_cast<int>(dice.below(5)), "another name"};
        case 35: return cmd::GoTo{dice.below(2) == 0 ? "#40" : "120 ms"};
        case 36: return cmd::ToggleDrawer{dice.below(2) == 0 ? Drawer::Feed : Drawer::Places};
        case 37:
        case 38:
        case 39:
        case 40:
        case 41: return anyHand(dice);
        case 42: return cmd::OpenMenu{};
        default: return cmd::Select{{static_cast<raft::RefKind>(dice.below(16)), dice.below(20), dice.below(5)}};
    }
}

/// What a panel asks for in every frame.
void look(const Studio& studio) {
    const Caption caption = studio.caption();
    EXPECT_FALSE(caption.text.empty());
    EXPECT_TRUE(caption.problem.empty()) << caption.problem;
    EXPECT_FALSE(studio.bigButton().text.empty());
    studio.explanation();
    studio.feed();
    studio.marks();
    studio.filteredFeed({});
    for (const CommandInfo& row : commandTable()) studio.whyNot(row.command);
}

TEST(RandomCommands, ALessonEndsAsItWouldHaveWithoutThem) {
    auto undisturbed = welcome();
    playLesson(*undisturbed);
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        auto studio = welcome();
        for (int i = 0; i < 120; ++i) {
            const Command command = anyCommand(dice);
            const bool leaves =
                command.is<cmd::BigButton>() && studio->document().player()->state() == lessons::Player::State::Done;
            if (!leaves) studio->execute(command);
            for (std::uint32_t frames = dice.below(8); frames > 0; --frames) studio->update(0.05);
            look(*studio);
            ASSERT_NE(studio->document().lesson(), nullptr);
        }
        if (studio->document().lessonPlace() != studio->document().place()) studio->execute(cmd::BackToLesson{});
        for (int i = 0; i < 50 && studio->document().player()->state() != lessons::Player::State::Done; ++i) {
            studio->execute(cmd::NextLessonStep{});
        }
        studio->execute(cmd::BackToLesson{});
        EXPECT_EQ(studio->document().history().world().chain(), undisturbed->document().history().world().chain());
        EXPECT_EQ(studio->document().history().world().digest(), undisturbed->document().history().world().digest());
    }
}

TEST(RandomCommands, ASandboxKeepsItsFeet) {
    int kept = 0;  // Runs in which every rule was Raft's.
    for (std::uint64_t seed = 100; seed <= 120; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Dice dice(seed);
        auto studio = emptyStudio();
        raft::ClusterConfig config;
        config.seed = seed;
        studio->execute(cmd::NewCluster{config});
        bool bent = false;
        for (int i = 0; i < 150; ++i) {
            const Command command = anyCommand(dice);
            bent = bent || bends(command);
            studio->execute(command);
            for (std::uint32_t frames = dice.below(8); frames > 0; --frames) studio->update(0.05);
            look(*studio);
        }
        kept += bent ? 0 : 1;
        EXPECT_TRUE(bent || studio->document().history().world().monitor().safe()) << "Raft is correct";
    }
    EXPECT_GT(kept, 0);
}

}  // namespace
}  // namespace studio
