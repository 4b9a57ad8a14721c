// The rules in the window: every one with its switch, by mouse and by keys, in both languages.

#include <algorithm>

#include "app/studio/rule_sheet.h"
#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

using raft::RuleId;
using studio::Dialog;

class RulesPanel : public LayoutChecks {
protected:
    const raft::Rules& rules() { return history().world().cluster().rules(); }
    bool has(std::string_view id) { return workspace().record().find(id) != nullptr; }
    bool shows(std::string_view text) {
        const auto& texts = workspace().record().texts();
        return std::any_of(texts.begin(), texts.end(), [&](const FrameRecord::TextSpot& spot) {
            return spot.text.find(text) != std::string::npos && spot.box.overlaps(spot.clip);
        });
    }
    /// Is a rule on the screen whose value is not Raft's?
    bool marksOne() {
        const auto& texts = workspace().record().texts();
        return std::any_of(texts.begin(), texts.end(), [](const auto& spot) { return spot.text == "not Raft"; });
    }
    void toFilter() {
        press(Key::Tab);
        draw();
    }
    void open() {
        execute(cmd::Show{Dialog::Rules});
        draw();
    }
    /// A dialog learns of Enter in the frame after, if nobody was writing.
    void pressAndDo(Key key, int mods = 0) {
        press(key, mods);
        draw();
        carryOut();
    }
};

TEST_F(RulesPanel, AKeyOpensItAndABoxSwitches) {
    pressAndDo(Key::U, kModAlt);
    ASSERT_EQ(studio().dialog(), Dialog::Rules);
    EXPECT_TRUE(shows("compareLogs"));
    EXPECT_TRUE(shows("A voter refuses a candidate whose log is less up-to-date"));
    EXPECT_TRUE(shows("§5.4.1"));
    EXPECT_FALSE(marksOne());
    clickOn("rules.compareLogs");
    carryOut();
    EXPECT_FALSE(rules().compareLogs);
    EXPECT_EQ(studio().dialog(), Dialog::Rules) << "one may switch several";
    EXPECT_TRUE(marksOne());
    EXPECT_TRUE(shows("It can break Leader Completeness."));
    EXPECT_TRUE(shows("Rule bent: voters ignore logs"));
    clickOn("rules.compareLogs");
    carryOut();
    EXPECT_TRUE(rules().compareLogs);
    EXPECT_FALSE(marksOne());
    pressAndDo(Key::Escape);
    EXPECT_EQ(studio().dialog(), Dialog::None);
}

TEST_F(RulesPanel, AChoiceIsClicked) {
    open();
    clickOn("rules.compareBy.index");
    carryOut();
    EXPECT_EQ(rules().compareBy, raft::CompareBy::Index);
    clickOn("rules.compareBy.index");
    EXPECT_TRUE(studio().commands().pending().empty()) << "it is so already";
}

TEST_F(RulesPanel, KeysWalkSwitchAndChoose) {
    open();
    pressAndDo(Key::Enter);
    EXPECT_EQ(rules(), raft::Rules{}) << "nothing is chosen yet";
    press(Key::Down);
    pressAndDo(Key::Enter);
    EXPECT_FALSE(rules().compareLogs);
    pressAndDo(Key::Space);
    EXPECT_TRUE(rules().compareLogs);
    press(Key::Down);
    pressAndDo(Key::Right);
    pressAndDo(Key::Right);
    EXPECT_EQ(rules().compareBy, raft::CompareBy::Term);
    pressAndDo(Key::Left);
    EXPECT_EQ(rules().compareBy, raft::CompareBy::Index);
    press(Key::Home);
    pressAndDo(Key::Left);
    EXPECT_FALSE(rules().compareLogs);
    press(Key::End);
    EXPECT_TRUE(has("rules.expireByLogTime")) << "the list follows";
    EXPECT_FALSE(has("rules.compareLogs"));
}

TEST_F(RulesPanel, TheFilterHasTheKeyboardAndTakesItBack) {
    open();
    ui().type("others would vote");
    draw();
    EXPECT_TRUE(shows("preVote"));
    EXPECT_FALSE(shows("compareLogs"));
    pressAndDo(Key::Enter);
    EXPECT_TRUE(rules().preVote) << "the first that fits";
    toFilter();
    ui().type("lease");
    draw();
    press(Key::Down);
    EXPECT_TRUE(shows("leaseBindsVoters")) << "what is typed replaces what was looked for";
    toFilter();
    ui().type("qqqq");
    draw();
    EXPECT_TRUE(shows("No rule has these words."));
    pressAndDo(Key::Enter);
    EXPECT_EQ(studio().dialog(), Dialog::Rules);
    pressAndDo(Key::Escape);
    EXPECT_EQ(studio().dialog(), Dialog::None);
}

TEST_F(RulesPanel, ChineseReadersFilterInChinese) {
    execute(cmd::SetLanguage{studio::Language::Chinese});
    open();
    ui().type("租约");
    draw();
    EXPECT_TRUE(shows("leaseAllowsDrift"));
    EXPECT_FALSE(shows("compareLogs"));
    clickOn("rules.lease");
    carryOut();
    EXPECT_TRUE(rules().lease);
}

TEST_F(RulesPanel, TheBannerTheMenuAndThePaletteLeadThere) {
    execute(cmd::SetRule{RuleId::ApplyOnlyCommitted, 0});
    draw();
    clickOn("title.rules");
    carryOut();
    ASSERT_EQ(studio().dialog(), Dialog::Rules);
    execute(cmd::Escape{});
    draw();
    clickOn("title.more");
    clickOn("more.rules");
    carryOut();
    ASSERT_EQ(studio().dialog(), Dialog::Rules);
    execute(cmd::Escape{});
    execute(cmd::Show{Dialog::Find});
    draw();
    ui().type("rule leaseFromSend");
    draw();
    pressAndDo(Key::Enter);
    ASSERT_EQ(studio().dialog(), Dialog::Rules);
    EXPECT_TRUE(shows("leaseFromSend"));
    EXPECT_TRUE(rules().leaseFromSend) << "the key that chose it must not switch it";
    pressAndDo(Key::Enter);
    EXPECT_FALSE(rules().leaseFromSend) << "the keys are at this rule";
}

TEST_F(RulesPanel, EverythingGoesBackToTheProfile) {
    open();
    draw();
    clickOn("rules.reset");
    EXPECT_TRUE(studio().commands().pending().empty()) << "nothing differs";
    clickOn("rules.compareLogs");
    carryOut();
    clickOn("rules.compareBy.index");
    carryOut();
    EXPECT_TRUE(shows("The paper’s Figure 2: on"));
    clickOn("rules.reset");
    carryOut();
    EXPECT_EQ(rules(), raft::Rules{});
    clickOn("rules.close");
    carryOut();
    EXPECT_EQ(studio().dialog(), Dialog::None);
}

TEST_F(RulesPanel, ItSaysFromWhenASwitchHolds) {
    runTo(200);
    open();
    EXPECT_TRUE(shows("holds from this moment on"));
    execute(cmd::Escape{});
    execute(cmd::Home{});
    open();
    EXPECT_TRUE(shows("a branch of its own"));
    EXPECT_FALSE(shows("holds from this moment on"));
}

TEST_F(RulesPanel, ItIsCleanInEverySizeBothLanguagesAndAnyState) {
    open();
    expectClean("the rules");
    for (const raft::RuleInfo& info : raft::ruleTable()) {
        const int value = studio::valueCount(info) - 1;
        execute(cmd::SetRule{info.id, value == rules().get(info.id) ? 0 : value});
    }
    expectClean("all rules as they were not");
    for (int i = 0; i < 4; ++i) {
        press(Key::PageDown);
        expectClean("further down");
    }
    execute(cmd::Escape{});
    execute(cmd::ShowRule{RuleId::ExpireByLogTime});
    expectClean("the last rule");
}

TEST_F(RulesPanel, InFrontOfAClassTheBannerSaysItInWords) {
    execute(cmd::SetRule{RuleId::Quorum, 1});
    execute(cmd::TogglePresent{});
    draw();
    EXPECT_TRUE(shows("Rule bent: half is enough"));
    EXPECT_FALSE(shows("quorum=half"));
}

}  // namespace
}  // namespace gui
