#include "app/gui/panels/key_names.h"

#include <gtest/gtest.h>

#include "app/studio/command_table.h"

namespace gui {
namespace {

TEST(KeyNames, AreSpelledAsTheTableSpellsThem) {
    EXPECT_EQ(keyName({Key::S, kModCtrl | kModShift, false, 0}), "Ctrl+Shift+S");
    EXPECT_EQ(keyName({Key::Left, 0, false, 0}), "Left");
    EXPECT_EQ(keyName({Key::Q, 0, false, U'q'}), "Q");
    EXPECT_EQ(keyName({Key::Digit3, 0, false, U'3'}), "3");
    EXPECT_EQ(keyName({Key::F5, 0, false, 0}), "F5");
    EXPECT_EQ(keyName({Key::PageDown, kModShift, false, 0}), "Shift+PageDown");
    EXPECT_EQ(keyName({Key::Space, 0, false, U' '}), "Space");
}

TEST(KeyNames, WhatWasTypedCountsForMarks) {
    EXPECT_EQ(keyName({Key::Slash, kModShift, false, U'?'}), "?");
    EXPECT_EQ(keyName({Key::Equal, kModShift, false, U'+'}), "+");
    EXPECT_EQ(keyName({Key::Period, 0, false, U'.'}), ".");
}

TEST(KeyNames, WithCtrlNothingIsTypedAndTheKeyCounts) {
    EXPECT_EQ(keyName({Key::Equal, kModCtrl | kModShift, false, 0}), "Ctrl++");
    EXPECT_EQ(keyName({Key::Plus, kModCtrl, false, 0}), "Ctrl++");
    EXPECT_EQ(keyName({Key::Equal, kModCtrl, false, 0}), "Ctrl+=");
    EXPECT_EQ(keyName({Key::Minus, kModCtrl, false, 0}), "Ctrl+-");
    EXPECT_EQ(keyName({Key::Digit0, kModCtrl, false, 0}), "Ctrl+0");
}

TEST(KeyNames, OtherPressesHaveNone) {
    EXPECT_EQ(keyName({Key::None, 0, false, 0}), "");
    EXPECT_EQ(keyName({Key::S, kModSuper, false, 0}), "");
}

TEST(KeyNames, EveryKeyOfTheTableCanBePressed) {
    for (const studio::CommandInfo& info : studio::commandTable()) {
        for (const std::string_view key : info.keys[0]) {
            if (key.empty()) continue;
            EXPECT_EQ(studio::commandForKey(key, studio::Context::Study), &info) << key;
        }
    }
}

TEST(KeyNames, OnlyLookingRepeats) {
    EXPECT_TRUE(mayRepeat("step-back"));
    EXPECT_FALSE(mayRepeat("crash"));
    EXPECT_FALSE(mayRepeat("big-button"));
}

}  // namespace
}  // namespace gui
