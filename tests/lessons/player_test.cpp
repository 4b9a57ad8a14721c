// The player walks through the steps of a lesson, in slices of time or at once, and tells what did not come out.

#include "lessons/engine/player.h"

#include <gtest/gtest.h>

#include "tests/lessons/stage.h"

namespace lessons {
namespace {

Lesson lessonOf(const std::string& steps) { return lessonOf(LessonText{steps, {}}); }

TEST(Player, PlaysStepByStep) {
    Stage stage(lessonOf(R"j({"id": "a", "say": "x", "do": [{"timeout": "S1"}], "until": "leader(S1)"},)j"
                         R"j({"id": "b", "say": "y", "for": 30, "expect": ["leader(S1)"]})j"));
    Player& player = stage.player;
    EXPECT_EQ(player.state(), Player::State::Ready);
    EXPECT_EQ(player.current(), -1);
    player.begin();
    EXPECT_EQ(player.state(), Player::State::Running);
    EXPECT_EQ(player.current(), 0);
    EXPECT_FALSE(player.advance(raft::SimTime::fromMs(5)));
    EXPECT_EQ(stage.history.time(), raft::SimTime::fromMs(5)) << "the clock goes on between two steps";
    player.finish();
    EXPECT_EQ(player.state(), Player::State::Ready);
    EXPECT_EQ(player.done(), 1);
    EXPECT_EQ(player.placeAfter(0).time, raft::SimTime::fromMs(20)) << "two hops of 10 ms";
    player.begin();
    EXPECT_FALSE(player.advance(raft::SimTime::fromMs(49)));
    EXPECT_TRUE(player.advance(raft::SimTime::fromMs(1000)));
    EXPECT_EQ(player.place().time, raft::SimTime::fromMs(50)) << "a step that is over leaves the rest of the time";
    EXPECT_EQ(player.state(), Player::State::Done);
    EXPECT_TRUE(player.problems().empty());
    ASSERT_EQ(player.expectations().size(), 1u);
    EXPECT_TRUE(player.expectations()[0].ok);
}

TEST(Player, SlicesOfTimeGiveTheSameRunAsOneLeap) {
    const std::string steps = R"j({"id": "a", "say": "x", "do": [{"timeout": "S1"}, {"waitFor": "leader(S1)"},)j"
                              R"j( {"submit": "x=1"}, {"crash": "S2"}], "until": "acked(\"x=1\")"},)j"
                              R"j({"id": "b", "say": "y", "do": [{"restart": "S2"}], "for": 120})j";
    Stage leap(lessonOf(steps));
    leap.playToEnd();
    Stage slices(lessonOf(steps));
    while (slices.player.state() != Player::State::Done) {
        slices.player.begin();
        while (!slices.player.advance(slices.history.time() + raft::SimTime(777))) {}
    }
    EXPECT_EQ(slices.history.world().chain(), leap.history.world().chain());
    EXPECT_EQ(slices.history.world().digest(), leap.history.world().digest());
    EXPECT_EQ(slices.history.time(), leap.history.time());
    EXPECT_TRUE(leap.player.problems().empty());
}

TEST(Player, TellsWhatDidNotComeOut) {
    Stage stage(lessonOf(R"j({"id": "a", "say": "x", "until": "leader(S1)", "atMost": 50},)j"
                         R"j({"id": "b", "say": "y", "expect": ["leader(S2)", "safe"]},)j"
                         R"j({"id": "c", "say": "z", "do": [{"deliver": {"kind": "RequestVote"}}]})j"));
    stage.playToEnd();
    const std::vector<Problem>& problems = stage.player.problems();
    ASSERT_EQ(problems.size(), 3u);
    EXPECT_EQ(problems[0].step, 0);
    EXPECT_EQ(problems[0].position.line, 2);
    EXPECT_NE(problems[0].text.find("leader(S1)"), std::string::npos);
    EXPECT_EQ(stage.player.placeAfter(0).time, raft::SimTime::fromMs(50)) << "it waits as long as the file says";
    EXPECT_EQ(problems[1].step, 1);
    EXPECT_NE(problems[1].text.find("leader(S2)=false"), std::string::npos) << problems[1].text;
    EXPECT_EQ(problems[2].step, 2);
}

TEST(Player, AViolationIsAProblemToo) {
    auto lesson = lessonOf(R"j({"id": "a", "say": "x", "do": [{"timeout": "S1"}, {"timeout": "S2"}], "for": 100})j");
    Stage kept(lesson);
    kept.playToEnd();
    EXPECT_TRUE(kept.player.problems().empty());
    // With half of three votes, one, everybody elects itself.
    lesson.cluster.rules.quorum = raft::QuorumRule::Half;
    Stage broken(lesson);
    broken.playToEnd();
    ASSERT_FALSE(broken.player.problems().empty());
    EXPECT_NE(broken.player.problems()[0].text.find("ElectionSafety"), std::string::npos);
}

}  // namespace
}  // namespace lessons
