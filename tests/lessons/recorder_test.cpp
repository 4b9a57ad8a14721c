// What was done in a sandbox comes back as a lesson: the same run, in conditions instead of times.

#include "lessons/engine/recorder.h"

#include <algorithm>

#include "lessons/engine/lesson_writer.h"
#include "lessons/engine/verifier.h"
#include "tests/lessons/stage.h"

namespace lessons {
namespace {

using raft::SimTime;

raft::NodeId serverAt(int number) { return raft::NodeId(static_cast<std::uint8_t>(number - 1)); }
raft::NodeSet setOf(int number) {
    raft::NodeSet set;
    set.insert(serverAt(number));
    return set;
}

/// Somebody who records: acts, waits, closes steps.
class Recorded {
public:
    explicit Recorded(raft::Timers timers = raft::Timers::Manual) {
        config_.servers = {"S1", "S2", "S3"};
        config_.timers = timers;
        texts_ = std::make_shared<raft::TextTable>();
        history.emplace(config_, texts_);
        recording.id = "recorded";
        recording.title = {"Recorded", "录制"};
        recording.objective = {"See what was recorded.", "看看录了什么。"};
    }
    void act(const raft::Action& action) { history->act(action, "branch"); }
    void wait(double ms) { history->seekTime(history->time() + SimTime(static_cast<std::int64_t>(ms * 1000))); }
    void submit(const char* text) { act(raft::act::Submit{texts_->intern(text), raft::clientEnd(0), serverAt(1), 0}); }
    LessonPlace here() const { return {history->step(), history->time()}; }
    /// Closes a step with what the recorder proposes first, and all that it proposes to claim.
    RecordedStep& close() {
        RecordedStep step;
        step.end = here();
        step.say = {"A step.", "一步。"};
        const StretchFacts facts = factsOf(*history, before_, step.end);
        if (!facts.salient.empty()) step.until = facts.salient.front().condition;
        recording.steps.push_back(step);
        const auto ends = endsOf(*history, recording);
        const LessonPlace from = ends.size() > 1 ? ends[ends.size() - 2] : LessonPlace{raft::StepId(0), SimTime()};
        recording.steps.back().expect = claimsBetween(*history, from, ends.back());
        before_ = step.end;
        return recording.steps.back();
    }
    Lesson lesson() { return composeLesson(*history, recording); }
    Lesson writtenAndRead() {
        auto read = readLesson(writeLesson(lesson()), "recorded.lesson.json");
        EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.errors().front().format());
        return std::move(read).value();
    }

    std::optional<raft::History> history;
    Recording recording;

private:
    raft::ClusterConfig config_;
    std::shared_ptr<raft::TextTable> texts_;
    LessonPlace before_{raft::StepId(0), SimTime()};
};

/// S1 is elected, commits x=1, crashes; S2 is elected.
void recordElections(Recorded& author) {
    author.act(raft::act::FireTimeout{serverAt(1)});
    author.wait(45);
    author.close();
    author.submit("x=1");
    author.wait(83.25);
    author.close();
    author.act(raft::act::Crash{setOf(1)});
    author.wait(7.5);
    author.act(raft::act::FireTimeout{serverAt(2)});
    author.wait(60);
    author.close();
}

std::string errorsOf(const VerifierReport& report) {
    std::string all;
    for (const Finding& finding : report.findings) {
        if (finding.severity == Finding::Severity::Error) all += finding.where + ": " + finding.text + "\n";
    }
    return all;
}

/// Plays on after the last step, up to where the recording ended.
std::uint64_t digestAtTheEnd(const Lesson& lesson, SimTime end) {
    Stage stage(lesson);
    stage.playToEnd();
    EXPECT_TRUE(stage.player.problems().empty()) << stage.player.problems().front().text;
    if (stage.history.time() < end) stage.history.seekTime(end);
    return stage.history.world().digest();
}

TEST(Recorder, WhatWasRecordedIsWrittenReadVerifiedAndIsTheSameRun) {
    Recorded author;
    recordElections(author);
    const Lesson lesson = author.writtenAndRead();
    EXPECT_EQ(errorsOf(verify(lesson)), "");
    EXPECT_EQ(digestAtTheEnd(lesson, author.history->time()), author.history->world().digest());
    // The other way round: another run has another digest.
    author.submit("y=1");
    author.wait(50);
    EXPECT_NE(digestAtTheEnd(lesson, author.history->time()), author.history->world().digest());
}

TEST(Recorder, TimesBecomeConditions) {
    Recorded author;
    recordElections(author);
    const Lesson lesson = author.lesson();
    ASSERT_EQ(lesson.steps.size(), 3u);
    const auto untilOf = [&lesson](std::size_t step) {
        return std::get<raft::item::WaitFor>(lesson.steps[step].run->move).condition.text;
    };
    EXPECT_EQ(untilOf(0), "leader(S1, 1)");
    EXPECT_EQ(untilOf(1), "acked(\"x=1\")");
    EXPECT_EQ(untilOf(2), "leader(S2, 2)");
    // A wait only where two actions lie apart.
    ASSERT_EQ(lesson.steps[2].todo.size(), 4u);
    EXPECT_TRUE(std::holds_alternative<raft::item::Wait>(lesson.steps[2].todo[0].move));
    EXPECT_EQ(std::get<raft::item::Wait>(lesson.steps[2].todo[2].move).duration, SimTime(7500));
}

TEST(Recorder, NamesWhatIsWorthWaitingForNewestFirst) {
    Recorded author;
    author.act(raft::act::FireTimeout{serverAt(1)});
    author.wait(45);
    const LessonPlace led = author.here();
    author.submit("x=1");
    author.wait(80);
    const StretchFacts facts = factsOf(*author.history, led, author.here());
    std::vector<std::string> conditions;
    for (const Salient& one : facts.salient) conditions.push_back(one.condition);
    EXPECT_EQ(conditions, (std::vector<std::string>{"acked(\"x=1\")", "committed(1)", "last(S1) == 1"}));
    ASSERT_EQ(facts.actions.size(), 1u);
    // Nothing that was so before is news, and a quiet stretch has none.
    const LessonPlace acked = author.here();
    author.wait(30);
    EXPECT_TRUE(factsOf(*author.history, acked, author.here()).salient.empty());
    EXPECT_EQ(author.here().step, author.history->step());
}

TEST(Recorder, ClaimsWhatHasChangedAndNothingElse) {
    Recorded author;
    recordElections(author);
    const auto& steps = author.recording.steps;
    const auto claims = [&steps](std::size_t step, const char* claim) {
        const auto& all = steps[step].expect;
        return std::find(all.begin(), all.end(), claim) != all.end();
    };
    EXPECT_TRUE(claims(0, "leader(S1, 1)"));
    EXPECT_FALSE(claims(1, "leader(S1, 1)")) << "it was so before";
    EXPECT_TRUE(claims(1, "committed(1)"));
    EXPECT_TRUE(claims(1, "log(S1) == \"1\""));
    EXPECT_TRUE(claims(2, "down(S1)"));
    EXPECT_TRUE(claims(2, "leader(S2, 2)"));
    for (std::size_t step = 0; step < 3; ++step) EXPECT_TRUE(claims(step, "safe"));
}

TEST(Recorder, AWaitInVainLastsAsLongAsTheStepDid) {
    Recorded author;
    author.act(raft::act::FireTimeout{serverAt(1)});
    author.wait(45);
    author.close().until = "leader(S3, 9)";
    author.recording.steps[0].expect = {"leader(S1)", "no condition at all"};
    const Lesson lesson = author.lesson();
    EXPECT_EQ(std::get<raft::item::Wait>(lesson.steps[0].run->move).duration, SimTime::fromMs(45));
    EXPECT_EQ(lesson.steps[0].expect.size(), 1u);
    EXPECT_FALSE(endOfStep(*author.history, {raft::StepId(0), SimTime()}, author.here(), "leader(S3, 9)"));
    EXPECT_TRUE(endOfStep(*author.history, {raft::StepId(0), SimTime()}, author.here(), "leader(S1)"));
}

TEST(Recorder, AMessageIsNamedByItsEndsAndNotByItsNumber) {
    Recorded author;
    author.act(raft::act::FireTimeout{serverAt(1)});
    raft::MessageMatcher second;
    second.id = raft::MessageId(2);
    author.act(raft::act::Drop{second});
    author.wait(40);
    author.close();
    const std::string text = writeLesson(author.lesson());
    EXPECT_NE(text.find(R"("drop": {"from": "S1", "to": "S3", "kind": "RequestVote"})"), std::string::npos) << text;
    const Lesson lesson = author.writtenAndRead();
    EXPECT_EQ(errorsOf(verify(lesson)), "");
    EXPECT_EQ(digestAtTheEnd(lesson, author.history->time()), author.history->world().digest());
}

TEST(Recorder, ABrokenPropertyIsMeant) {
    raft::ClusterConfig config;
    config.servers = {"S1", "S2", "S3", "S4"};
    config.timers = raft::Timers::Manual;
    const auto texts = std::make_shared<raft::TextTable>();
    raft::History history(config, texts);
    Recording recording;
    recording.id = "bent";
    recording.title = recording.objective = {"t", "题"};
    history.act(raft::act::SetRule{*raft::ruleByName("quorum"), 1}, "b");  // Half of them are enough.
    history.act(raft::act::Cut{{{serverAt(1), serverAt(4)}, {serverAt(2), serverAt(3)}}}, "b");
    history.act(raft::act::FireTimeout{serverAt(1)}, "b");
    history.act(raft::act::FireTimeout{serverAt(2)}, "b");
    history.seekTime(SimTime::fromMs(60));
    recording.steps.push_back({{history.step(), history.time()}, {"Two lead.", "两个领导人。"}, {}, {}, {}});
    ASSERT_FALSE(history.world().monitor().safe());
    const Lesson lesson = composeLesson(history, recording);
    EXPECT_EQ(lesson.breaks, std::vector{raft::Property::ElectionSafety});
    EXPECT_EQ(errorsOf(verify(lesson)), "");
}

TEST(Recorder, OnlyClaimsThatHangOnLuckAreCalledUnstable) {
    Recorded author;
    author.act(raft::act::FireTimeout{serverAt(1)});
    author.wait(45);
    author.close().expect = {"leader(S1, 1)", "t == 20", "safe"};
    const auto stable = stableClaims(author.lesson());
    ASSERT_EQ(stable.size(), 1u);
    EXPECT_EQ(stable[0], (std::vector<bool>{true, false, true}));
}

TEST(Recorder, LeavesTheEyeWhereItIs) {
    Recorded author;
    recordElections(author);
    author.history->seekTime(SimTime::fromMs(60));
    const LessonPlace before = author.here();
    static_cast<void>(author.lesson());
    static_cast<void>(factsOf(*author.history, {raft::StepId(0), SimTime()}, author.recording.steps.back().end));
    EXPECT_EQ(author.here().step, before.step);
    EXPECT_EQ(author.here().time, before.time);
}

}  // namespace
}  // namespace lessons
