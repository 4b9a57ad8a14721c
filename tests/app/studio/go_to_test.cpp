#include "app/studio/go_to.h"

#include <gtest/gtest.h>

#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

raft::SimTime timeOf(std::string_view text) {
    const GoToTarget target = parseGoTo(text);
    const auto* time = std::get_if<raft::SimTime>(&target);
    return time == nullptr ? raft::SimTime(-1) : *time;
}

std::string_view problemOf(std::string_view text) {
    const GoToTarget target = parseGoTo(text);
    const auto* problem = std::get_if<std::string_view>(&target);
    return problem == nullptr ? std::string_view() : *problem;
}

TEST(GoTo, TimesAreReadWithAndWithoutUnits) {
    EXPECT_EQ(timeOf("120 ms"), raft::SimTime::fromMs(120));
    EXPECT_EQ(timeOf("  120ms "), raft::SimTime::fromMs(120));
    EXPECT_EQ(timeOf("120"), raft::SimTime::fromMs(120));
    EXPECT_EQ(timeOf("120.25"), raft::SimTime(120'250));
    EXPECT_EQ(timeOf("1.5 s"), raft::SimTime::fromMs(1500));
    EXPECT_EQ(timeOf("2 秒"), raft::SimTime::fromMs(2000));
    EXPECT_EQ(timeOf("0"), raft::SimTime());
}

TEST(GoTo, EventsHaveANumberSign) {
    const GoToTarget target = parseGoTo("#57");
    ASSERT_TRUE(std::holds_alternative<raft::EventId>(target));
    EXPECT_EQ(std::get<raft::EventId>(target), raft::EventId(57));
}

TEST(GoTo, WhatIsNeitherIsSaidPlainly) {
    EXPECT_EQ(problemOf(""), "why.goToEmpty");
    EXPECT_EQ(problemOf("   "), "why.goToEmpty");
    for (const char* text : {"soon", "-5", "12 min", "#", "#5x", "1.", "1..2", "ms", "9999999999", "#9999999999"}) {
        EXPECT_EQ(problemOf(text), "why.goToUnreadable") << text;
    }
    for (const std::string_view key : {"why.goToEmpty", "why.goToUnreadable", "why.goToLater", "why.goToNoEvent"}) {
        EXPECT_TRUE(hasText(key)) << key;
    }
}

TEST(GoTo, GoesThereOrSaysWhyNot) {
    auto studio = ledSandbox();
    const raft::EventId last = lastEventOf(studio->document().history());
    const raft::SimTime end = studio->document().history().endTime();
    studio->execute(cmd::GoTo{"#3"});
    EXPECT_EQ(studio->notice(), "");
    EXPECT_EQ(studio->document().selection(), raft::eventRef(raft::EventId(3)));
    EXPECT_EQ(studio->document().history().step(), studio->document().history().stepOfEvent(raft::EventId(3)));
    studio->execute(cmd::GoTo{"10"});
    EXPECT_EQ(studio->document().history().time(), raft::SimTime::fromMs(10));
    EXPECT_TRUE(studio->whyNot(cmd::GoTo{"#" + std::to_string(last.value + 1)}).has_value());
    EXPECT_FALSE(studio->whyNot(cmd::GoTo{"#" + std::to_string(last.value)}).has_value());
    EXPECT_TRUE(studio->whyNot(cmd::GoTo{std::to_string(end.us / 1000 + 1)}).has_value());
}

}  // namespace
}  // namespace studio
