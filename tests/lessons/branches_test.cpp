// What is played beside the main line: what-ifs, and the goal with its solution.

#include "lessons/engine/goal_watch.h"
#include "tests/lessons/stage.h"

namespace lessons {
namespace {

using State = GoalStatus::State;

/// S1 leads and stores x=1 alone; then it crashes.
constexpr const char* kSteps =
    R"j({"id": "lead", "say": "x", "do": [{"timeout": "S1"}], "until": "leader(S1)"},)j"
    R"j({"id": "alone", "say": "y", "checkpoint": "before", "do": [{"wait": 30}, {"cut": ["S1-S2", "S1-S3"]},)j"
    R"j( {"submit": "x=1"}, {"wait": 7}], "for": 8, "expect": ["log(S1) == \"1\"", "log(S2) == \"\""]},)j"
    R"j({"id": "gone", "say": "z", "do": [{"crash": "S1"}], "for": 5})j";

constexpr const char* kWhatIfs =
    R"j("whatIfs": {"half": {"title": "Half is enough", "from": "before", "rules": {"quorum": "half"},)j"
    R"j( "breaks": ["ElectionSafety"], "steps": [{"id": "w1", "say": "a", "do": [{"crash": "S1"}, {"timeout": "S2"},)j"
    R"j( {"timeout": "S3"}], "for": 5, "expect": ["leaders == {S2,S3}"]}]},)j"
    R"j( "kept": {"title": "Nothing is cut", "from": "lead:end", "steps": [{"id": "w1", "say": "a",)j"
    R"j( "do": [{"submit": "x=1"}], "until": "committed(1)", "expect": ["log(S2) == \"1\""]}]}}, )j";

std::string goal(const std::string& actions, const std::string& time) {
    return R"j("goal": {"prompt": "Commit x=1.", "from": "alone:end", "allow": ["heal", "cut", "crash", "submit"],)j"
           R"j( "win": "committed(1)", "lose": "down(S1)", "limit": {"actions": )j" +
           actions + R"j(, "time": )j" + time +
           R"j(}, "hints": ["The links."], "solution": [{"do": [{"heal": "all"}], "until": "committed(1)"}]}, )j";
}

LessonText text(const std::string& actions = "3", const std::string& time = "500") {
    return LessonText{kSteps, kWhatIfs + goal(actions, time)};
}

/// Everything that can be told of line 0: its end, and the state at the end of each step.
std::vector<std::uint64_t> mainLine(Stage& stage) {
    std::vector<std::uint64_t> all;
    for (int step = -1; step < stage.player.done(); ++step) {
        standAt(stage.history, 0, stage.player.placeAfter(step));
        all.push_back(stage.history.world().chain());
        all.push_back(stage.history.world().digest());
        all.push_back(static_cast<std::uint64_t>(stage.history.time().us));
    }
    all.push_back(stage.history.end().value);
    return all;
}

TEST(WhatIf, IsAnotherFutureAndLeavesTheMainLineAlone) {
    Stage stage(text());
    stage.playStep();
    const WhatIf& half = *stage.lesson.findWhatIf("half");
    const WhatIf& kept = *stage.lesson.findWhatIf("kept");
    EXPECT_EQ(half.from.stepsDone, 1);
    EXPECT_EQ(kept.from.stepsDone, 1) << "the end of a step is the beginning of the next";
    ASSERT_TRUE(stage.player.placeOf(half.from).has_value());
    EXPECT_FALSE(stage.player.placeOf(stage.lesson.goal->from).has_value()) << "the lesson is not there yet";
    stage.playToEnd();
    const auto before = mainLine(stage);

    Player bent(stage.lesson, stage.history, whatIfLine(half, *stage.player.placeOf(half.from), "half"));
    EXPECT_NE(bent.line(), 0);
    EXPECT_EQ(stage.history.line(), bent.line());
    EXPECT_EQ(stage.history.parentOf(bent.line()), 0);
    EXPECT_EQ(stage.history.forkTime(bent.line()), stage.player.placeAfter(0).time);
    EXPECT_EQ(stage.history.world().cluster().rules().quorum, raft::QuorumRule::Half);
    Stage::playToEnd(bent);
    EXPECT_TRUE(bent.problems().empty()) << bent.problems().front().text;
    EXPECT_EQ(bent.broken().front(), raft::Property::ElectionSafety);

    Player same(stage.lesson, stage.history, whatIfLine(kept, *stage.player.placeOf(kept.from), "kept"));
    EXPECT_EQ(stage.history.world().cluster().rules().quorum, raft::QuorumRule::Majority);
    Stage::playToEnd(same);
    EXPECT_TRUE(same.problems().empty());
    EXPECT_EQ(stage.history.nameOf(same.line()), "kept");

    EXPECT_EQ(mainLine(stage), before);
}

TEST(WhatIf, MustBreakWhatItSaysAndNothingElse) {
    Stage stage(text());
    stage.playToEnd();
    WhatIf half = *stage.lesson.findWhatIf("half");
    const LessonPlace from = *stage.player.placeOf(half.from);
    half.breaks = {};
    Player silent(stage.lesson, stage.history, whatIfLine(half, from, "a"));
    Stage::playToEnd(silent);
    ASSERT_FALSE(silent.problems().empty());
    EXPECT_EQ(silent.problems()[0].kind, Problem::Kind::Violation);
    EXPECT_NE(silent.problems()[0].text.find("ElectionSafety"), std::string::npos);

    half.breaks = {raft::Property::ElectionSafety, raft::Property::LogMatching};
    Player loud(stage.lesson, stage.history, whatIfLine(half, from, "b"));
    Stage::playToEnd(loud);
    ASSERT_EQ(loud.problems().size(), 1u);
    EXPECT_EQ(loud.problems()[0].kind, Problem::Kind::KeptProperty);
    EXPECT_NE(loud.problems()[0].text.find("LogMatching"), std::string::npos);
}

TEST(WhatIf, CanBeRunWhileTheMainLineIsHalfway) {
    Stage whole(text());
    whole.playToEnd();
    Stage halfway(text());
    halfway.playStep();
    halfway.playStep();
    const WhatIf& kept = *halfway.lesson.findWhatIf("kept");
    Player other(halfway.lesson, halfway.history, whatIfLine(kept, *halfway.player.placeOf(kept.from), "kept"));
    Stage::playToEnd(other);
    standAt(halfway.history, 0, halfway.player.place());
    halfway.playToEnd();
    EXPECT_EQ(mainLine(halfway), mainLine(whole)) << "the lesson goes on as if nothing had been";
}

TEST(WhatIf, AWrongChoiceNamesIt) {
    const std::string ask = R"j("ask": {"kind": "one", "prompt": "p", "choices": [)j"
                            R"j({"id": "a", "text": "A", "iff": "leader(S1)", "whatIf": "kept"},)j"
                            R"j({"id": "b", "text": "B", "iff": "!leader(S1)", "whatIf": "half"}]})j";
    const LessonText asking{
        R"j({"id": "lead", "say": "x", "checkpoint": "before", "do": [{"timeout": "S1"}], "until": "leader(S1)", )j" +
            ask + "}",
        kWhatIfs};
    Stage wrong(asking);
    wrong.playStep({"b"});
    ASSERT_NE(wrong.player.verdictOf(0)->idea(), nullptr);
    EXPECT_EQ(wrong.player.verdictOf(0)->idea()->whatIf, "half");
    Stage right(asking);
    right.playStep({"a"});
    EXPECT_EQ(right.player.verdictOf(0)->idea(), nullptr) << "what is true was just run";
}

// ---- Goals ----

struct Attempt : Stage {
    explicit Attempt(const LessonText& lessonText) : Stage(lessonText), watch(begin()) {}
    GoalWatch begin() {
        playToEnd();
        return GoalWatch(lesson, history, *player.placeOf(lesson.goal->from), "mine");
    }
    void wait(std::int64_t ms) { history.seekTime(history.time() + raft::SimTime::fromMs(ms)); }
    GoalWatch watch;
};

TEST(Goal, IsWonByReachingItsState) {
    Attempt attempt(text());
    EXPECT_EQ(attempt.watch.look().state, State::Open);
    attempt.wait(100);
    EXPECT_EQ(attempt.watch.look().state, State::Open);
    EXPECT_EQ(attempt.watch.look().actionsUsed, 0);
    EXPECT_TRUE(attempt.history.act(raft::act::Heal{}, "heal"));
    attempt.wait(100);
    const GoalStatus status = attempt.watch.look();
    EXPECT_EQ(status.state, State::Won);
    EXPECT_EQ(status.actionsUsed, 1);
    EXPECT_EQ(status.timeUsed, raft::SimTime::fromMs(200));
    ASSERT_TRUE(status.decided.has_value());
    EXPECT_LT(status.decided->time, attempt.history.time());
    EXPECT_TRUE(status.win.ok);
    EXPECT_EQ(attempt.history.time().us - attempt.watch.from().time.us, 200'000) << "the eye is where it was";
}

TEST(Goal, IsLostByWhatMustNotHappenFirst) {
    Attempt attempt(text());
    attempt.history.act(raft::act::Crash{raft::NodeSet(1)}, "crash");
    attempt.history.act(raft::act::Restart{raft::NodeSet(1)}, "restart");
    EXPECT_FALSE(attempt.history.world().cluster().config().servers.empty());
    EXPECT_EQ(attempt.watch.look().state, State::Lost) << "it was down for a moment";
}

TEST(Goal, HasLimitsOfActionsAndTime) {
    Attempt slow(text("3", "50"));
    slow.wait(51);
    EXPECT_EQ(slow.watch.look().state, State::OutOfTime);
    slow.history.act(raft::act::Heal{}, "heal");
    slow.wait(100);
    EXPECT_EQ(slow.watch.look().state, State::OutOfTime) << "too late";

    Attempt busy(text("1"));
    EXPECT_EQ(busy.watch.actionsLeft(), 1);
    busy.history.act(raft::act::WriteNote{}, "note");
    EXPECT_EQ(busy.watch.actionsLeft(), 1) << "notes are free";
    busy.history.act(raft::act::Cut{{{raft::NodeId(1), raft::NodeId(2)}}}, "cut");
    EXPECT_EQ(busy.watch.actionsLeft(), 0);
    EXPECT_EQ(busy.watch.look().state, State::Open) << "what is on its way may still win";
    busy.history.act(raft::act::Heal{}, "heal");
    busy.wait(100);
    EXPECT_EQ(busy.watch.look().state, State::OutOfActions);
    EXPECT_EQ(busy.watch.actionsLeft(), 0);
}

TEST(Goal, FollowsTheEyeThroughUndoAndBranches) {
    Attempt attempt(text());
    const int line = attempt.watch.line();
    attempt.wait(20);
    attempt.history.act(raft::act::Heal{}, "heal");
    attempt.wait(100);
    ASSERT_EQ(attempt.watch.look().state, State::Won);
    const GoalStatus won = attempt.watch.look();
    attempt.history.seekTime(raft::SimTime(won.decided->time.us - 1000));
    EXPECT_EQ(attempt.watch.look().state, State::Open) << "a moment before";
    // Another future from the past: a branch of the goal's branch.
    attempt.history.act(raft::act::Cut{{{raft::NodeId(0), raft::NodeId(1)},
                                        {raft::NodeId(0), raft::NodeId(2)},
                                        {raft::NodeId(1), raft::NodeId(0)},
                                        {raft::NodeId(2), raft::NodeId(0)}}},
                        "cut");
    EXPECT_NE(attempt.history.line(), line);
    EXPECT_TRUE(attempt.watch.isOn(attempt.history.line()));
    EXPECT_FALSE(attempt.watch.isOn(0));
    attempt.wait(100);
    EXPECT_EQ(attempt.watch.look().state, State::Open);
    EXPECT_EQ(attempt.watch.look().actionsUsed, 2);
    attempt.history.switchTo(line, won.decided->time);
    EXPECT_EQ(attempt.watch.look().state, State::Won);
    // A branch that somebody opened to try stays, even when nothing is left on it.
    Attempt other(text());
    other.wait(10);
    other.history.act(raft::act::Heal{}, "heal");
    other.wait(100);
    ASSERT_EQ(other.watch.look().state, State::Won);
    ASSERT_TRUE(other.history.undo());
    EXPECT_TRUE(other.history.exists(other.watch.line()));
    EXPECT_EQ(other.history.line(), other.watch.line());
    EXPECT_EQ(other.watch.look().state, State::Open);
    EXPECT_EQ(other.watch.look().actionsUsed, 0);
    other.wait(100);
    EXPECT_EQ(other.watch.look().state, State::Open);
}

TEST(Goal, AllowsWhatTheFileLists) {
    Attempt attempt(text());
    EXPECT_TRUE(attempt.watch.allows(raft::act::Heal{}));
    EXPECT_TRUE(attempt.watch.allows(raft::act::Mend{})) << "who may cut and heal may mend";
    EXPECT_TRUE(attempt.watch.allows(raft::act::WriteNote{}));
    EXPECT_FALSE(attempt.watch.allows(raft::act::FireTimeout{}));
    EXPECT_FALSE(attempt.watch.allows(raft::act::SetRule{}));
}

TEST(Goal, ItsSolutionRunsAsAGhostOnItsOwnBranch) {
    Attempt attempt(text());
    const auto before = mainLine(attempt);
    const Goal& goal = *attempt.lesson.goal;
    Player ghost(attempt.lesson, attempt.history, solutionLine(goal, attempt.watch.from(), "solution"));
    EXPECT_NE(ghost.line(), attempt.watch.line());
    Stage::playToEnd(ghost);
    EXPECT_TRUE(ghost.problems().empty());
    EXPECT_EQ(attempt.history.world().monitor().committed(), raft::LogIndex(1));
    EXPECT_FALSE(attempt.watch.isOn(ghost.line()));
    GoalWatch watch(attempt.lesson, attempt.history, attempt.watch.from(), ghost.line());
    EXPECT_EQ(watch.look().state, State::Won);
    EXPECT_EQ(watch.look().actionsUsed, 1);
    EXPECT_EQ(mainLine(attempt), before);
}

TEST(Branches, TheFileIsJudgedWithItsPlace) {
    const auto errors = [](const std::string& more) {
        const auto lesson = readLesson(LessonText{kSteps, more}.json(), "f.json");
        std::string all;
        if (!lesson.ok()) {
            for (const raft::Error& error : lesson.errors()) all += error.format() + "\n";
        }
        return all;
    };
    const auto whatIf = [&errors](const std::string& part) {
        return errors(R"j("whatIfs": {"w": {"title": "t", "steps": [{"id": "w1", "say": "a"}], )j" + part + "}}, ");
    };
    EXPECT_EQ(whatIf(R"j("from": "gone:end")j"), "");
    EXPECT_NE(whatIf(R"j("from": "befor")j").find("did you mean \"before\"?"), std::string::npos);
    EXPECT_NE(whatIf(R"j("from": "gone")j").find("did you mean \"gone:end\"?"), std::string::npos);
    EXPECT_NE(whatIf(R"j("from": "before", "breaks": ["MatchIndexTruth"])j").find("ElectionSafety"), std::string::npos);
    EXPECT_NE(whatIf(R"j("from": "before", "rules": {"compareLog": false})j").find("compareLogs"), std::string::npos);
    EXPECT_NE(whatIf(R"j("from": "before", "rules": 1)j").find("an object such as"), std::string::npos);
    EXPECT_NE(whatIf(R"j("title2": "x")j").find("\"from\" is missing"), std::string::npos);
    EXPECT_NE(errors(R"j("whatIfs": [], )j").find("an object"), std::string::npos);
    EXPECT_NE(errors(R"j("whatIfs": {"A": {"title": "t", "from": "before", "steps": [{"id": "w", "say": "a"}]}}, )j")
                  .find("small letters"),
              std::string::npos);
    EXPECT_NE(errors(R"j("goal": {"prompt": "p", "from": "before", "allow": ["trasfer"], "win": "safe"}, )j")
                  .find("\"transfer\""),
              std::string::npos);
    EXPECT_EQ(errors(goal("3", "500")), "");
    EXPECT_NE(errors(goal("0", "500")).find("limit.actions"), std::string::npos);
    EXPECT_NE(errors(goal("3", "\"x\"")).find("limit.time"), std::string::npos);
    EXPECT_NE(
        errors(R"j("goal": {"prompt": "p", "from": "before", "allow": ["crsh"], "win": "safe", "solution": []}, )j")
            .find("did you mean \"crash\"?"),
        std::string::npos);
    EXPECT_NE(
        errors(R"j("goal": {"prompt": "p", "from": "before", "allow": ["rule"], "win": "safe", "solution": []}, )j")
            .find("goal.allow[0]"),
        std::string::npos)
        << "no goal is reached by bending the rules";
}

}  // namespace
}  // namespace lessons
