// The seven stages of a leader's crash: where the line may stand, what each blow comes to, and that the verifier sees
// a lesson that is not made for it.

#include "lessons/engine/crash_stages.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "lessons/engine/crash_check.h"
#include "lessons/engine/crash_run.h"
#include "lessons/engine/verifier.h"
#include "tests/lessons/stage.h"

namespace lessons {
namespace {

constexpr const char* kFile = RAFTLAB_SOURCE_DIR "/lessons/course/crash-stages.lesson.json";

std::string fileText() {
    std::ifstream stream(kFile);
    return std::string((std::istreambuf_iterator<char>(stream)), {});
}

/// The lesson of the course, with one stretch of its text replaced.
Lesson changed(const std::string& from, const std::string& to) {
    std::string text = fileText();
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
    auto lesson = readLesson(text, "f.json");
    EXPECT_TRUE(lesson.ok()) << (lesson.ok() ? "" : lesson.errors().front().format());
    return std::move(lesson).value();
}

struct Bench {
    explicit Bench(Lesson lesson) : stage(std::move(lesson)) {
        stage.playToEnd();
        auto found = findCrashWrite(stage.lesson, stage.player, stage.history);
        EXPECT_TRUE(found.has_value());
        if (found) write = std::move(*found);
    }
    Bench() : Bench(std::move(loadLesson(kFile)).value()) {}

    CrashPlan plan(CrashStage which) {
        return planCrash(stage.lesson, write, *usualMoment(write, which), usualChoice(which), stage.history);
    }
    CrashOutcome play(const CrashPlan& plan) { return playCrash(stage.lesson, write, plan, stage.history); }
    CrashOutcome play(CrashStage which) { return play(plan(which)); }
    CrashOutcome play(CrashStage which, const CrashChoice& choice) {
        const CrashPlan plan = planCrash(stage.lesson, write, *usualMoment(write, which), choice, stage.history);
        return play(plan);
    }

    Stage stage;
    CrashWrite write;
};

CrashAnswers answers(CrashFate fate, CrashWord word, CrashRetry retry) {
    return {static_cast<int>(fate), static_cast<int>(word), static_cast<int>(retry)};
}

TEST(CrashStages, TheLinePassesThroughSixStagesInTheOrderOfTime) {
    const Bench bench;
    std::string letters;
    for (const CrashMoment& moment : bench.write.moments) {
        const char letter = moment.stage ? letterOf(*moment.stage) : '-';
        if (letters.empty() || letters.back() != letter) letters += letter;
        EXPECT_LT(moment.from, moment.place.time);
        EXPECT_LT(moment.place.time, moment.to);
    }
    EXPECT_EQ(letters, "ABDCEF");
}

TEST(CrashStages, WhatTheRunSaysIsWhatTheTableSays) {
    using F = CrashFate;
    using W = CrashWord;
    using R = CrashRetry;
    Bench bench;
    EXPECT_EQ(bench.play(CrashStage::A).answers, answers(F::Lost, W::None, R::Harmless)) << "nothing arrived";
    EXPECT_EQ(bench.play(CrashStage::B).answers, answers(F::Lost, W::None, R::Harmless));
    EXPECT_EQ(bench.play(CrashStage::C).answers, answers(F::Kept, W::None, R::NeedsNumbers));
    EXPECT_EQ(bench.play(CrashStage::D).answers, answers(F::Kept, W::None, R::NeedsNumbers));
    EXPECT_EQ(bench.play(CrashStage::E).answers, answers(F::Kept, W::Ok, R::NeedsNumbers));
    EXPECT_EQ(bench.play(CrashStage::F).answers, answers(F::Kept, W::None, R::NeedsNumbers));
    EXPECT_EQ(bench.play(CrashStage::G).answers, answers(F::Lost, W::None, R::Harmless));
}

TEST(CrashStages, InTheEndAllAreEqualAndTheCommandIsDoneOnce) {
    Bench bench;
    for (int i = 0; i < kCrashStageCount; ++i) {
        const CrashOutcome seen = bench.play(static_cast<CrashStage>(i));
        EXPECT_TRUE(seen.agrees) << i;
        EXPECT_EQ(seen.value, 1) << i;
        EXPECT_EQ(seen.valueWithout, seen.retry() == CrashRetry::NeedsNumbers ? 2 : 1) << i;
        EXPECT_TRUE(seen.problems.empty()) << i << ": " << seen.problems.front();
        EXPECT_NE(seen.line, seen.lineWithout) << i;
    }
}

TEST(CrashStages, AnEntryThatOnlyTheLeaderHasIsDeletedWhenItReturns) {
    Bench bench;
    EXPECT_TRUE(bench.play(CrashStage::B).truncated);
    EXPECT_FALSE(bench.play(CrashStage::A).truncated) << "there is nothing to delete";
    EXPECT_FALSE(bench.play(CrashStage::D).truncated);
}

TEST(CrashStages, WhereOneFollowerHasItTheOtherIsRefused) {
    Bench bench;
    const CrashPlan one = bench.plan(CrashStage::D);
    EXPECT_EQ(bench.stage.lesson.cluster.nameOf(one.winner), "B");
    ASSERT_NE(one.refused, raft::kNoNode);
    EXPECT_EQ(bench.stage.lesson.cluster.nameOf(one.refused), "C");
    const CrashOutcome seen = bench.play(one);
    EXPECT_TRUE(seen.agrees);
    EXPECT_EQ(bench.plan(CrashStage::C).refused, raft::kNoNode) << "both have it";
    EXPECT_EQ(bench.plan(CrashStage::B).refused, raft::kNoNode) << "neither has it";
}

TEST(CrashStages, TwoLeadAtOnceOnlyWhereTheOldOneLives) {
    Bench bench;
    EXPECT_TRUE(bench.play(CrashStage::G).twoLeaders);
    EXPECT_FALSE(bench.play(CrashStage::B).twoLeaders);
}

TEST(CrashStages, WhatWasSentDecidesWhatBecomesOfIt) {
    Bench bench;
    const CrashOutcome arrives = bench.play(CrashStage::B, {CrashBlow::Crash, SentBefore::Arrives});
    EXPECT_EQ(arrives.fate(), CrashFate::Kept) << "the followers get it although their leader is dead";
    const CrashOutcome lost = bench.play(CrashStage::E, {CrashBlow::Crash, SentBefore::Lost});
    EXPECT_EQ(lost.word(), CrashWord::None) << "the OK is lost with its sender";
    EXPECT_EQ(lost.fate(), CrashFate::Kept);
}

TEST(CrashStages, TheSameBlowGivesTheSameRun) {
    Bench first;
    Bench second;
    first.play(CrashStage::D);
    second.play(CrashStage::D);
    EXPECT_EQ(first.stage.history.world().chain(), second.stage.history.world().chain());
    second.play(CrashStage::C);
    EXPECT_NE(first.stage.history.world().chain(), second.stage.history.world().chain());
}

TEST(CrashStages, TheWriteStaysAsItWas) {
    Bench bench;
    const auto before = bench.stage.history.info(0).end;
    for (int i = 0; i < kCrashStageCount; ++i) bench.play(static_cast<CrashStage>(i));
    EXPECT_EQ(bench.stage.history.info(0).end, before);
    EXPECT_EQ(bench.stage.history.lineCount(), 1 + 2 * kCrashStageCount);
}

TEST(CrashStages, TheStageIsReadOffTheFacts) {
    const raft::NodeId leader(0);
    EXPECT_EQ(stageOf({}, leader, 3), CrashStage::A);
    EXPECT_EQ(stageOf({raft::NodeSet(0b001), {}, false}, leader, 3), CrashStage::B);
    EXPECT_EQ(stageOf({raft::NodeSet(0b101), {}, false}, leader, 3), CrashStage::D);
    EXPECT_EQ(stageOf({raft::NodeSet(0b111), {}, false}, leader, 3), CrashStage::C);
    EXPECT_EQ(stageOf({raft::NodeSet(0b011), raft::NodeSet(0b001), false}, leader, 3), CrashStage::E);
    EXPECT_EQ(stageOf({raft::NodeSet(0b111), raft::NodeSet(0b011), false}, leader, 3), CrashStage::E);
    EXPECT_EQ(stageOf({raft::NodeSet(0b111), raft::NodeSet(0b111), false}, leader, 3), CrashStage::F);
    EXPECT_EQ(stageOf({raft::NodeSet(0b111), raft::NodeSet(0b111), true}, leader, 3), std::nullopt);
}

std::string findingsOf(const Lesson& lesson) {
    VerifierOptions options;
    options.jitterRuns = 0;
    std::string all;
    for (const Finding& finding : verify(lesson, options).findings) {
        if (finding.severity == Finding::Severity::Error) all += finding.where + ": " + finding.text + "\n";
    }
    return all;
}

TEST(CrashStages, TheVerifierPlaysThemAll) {
    EXPECT_EQ(findingsOf(std::move(loadLesson(kFile)).value()), "");
    VerifierOptions options;
    options.jitterRuns = 0;
    EXPECT_GT(verify(std::move(loadLesson(kFile)).value(), options).lines, 7 * 2);
}

TEST(CrashStages, TheVerifierSeesAClusterThatIsNotMadeForIt) {
    const std::string fast = findingsOf(changed("\"A>c\": 60", "\"A>c\": 5"));
    EXPECT_NE(fast.find("No moment of the write is in stage F"), std::string::npos) << fast;
    const std::string noNoop = findingsOf(changed("\"noopOnElection\": true", "\"noopOnElection\": false"));
    EXPECT_NE(noNoop.find("not made for a crash"), std::string::npos) << noNoop;
}

}  // namespace
}  // namespace lessons
