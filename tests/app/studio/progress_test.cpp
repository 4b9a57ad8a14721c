// What a reader has done: how it is kept, what it is worth, and what comes back.

#include "app/studio/progress.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/studio/learning.h"
#include "app/studio/progress_file.h"

namespace studio {
namespace {

Prediction prediction(const std::string& step, bool right, Day day) {
    Prediction made;
    made.step = step;
    made.given = {"yes", "S2"};
    made.truth = {"no"};
    made.isRight = right;
    made.isRightNow = true;
    made.misconceptions = right ? std::vector<std::string>() : std::vector<std::string>{"M05"};
    made.decided = raft::SimTime(120'250);
    made.day = day;
    made.tries = 2;
    return made;
}

Progress somebody() {
    Progress progress;
    progress.last = "figure-8";
    LessonProgress& lesson = progress.lessons["figure-8"];
    lesson.at = "c";
    lesson.predictions = {prediction("a", true, 20'000), prediction("b", false, 20'001)};
    lesson.whatIfs = {"safe", "unsafe"};
    noteCrash(lesson,
              {lessons::CrashStage::G, 7, {lessons::CrashBlow::CutOff, lessons::SentBefore::Arrives}, {1, 2, 0}});
    noteCrash(lesson, {lessons::CrashStage::B, 3, {}, {0, 0, 1}});
    LessonProgress& other = progress.lessons["welcome"];
    other.played = true;
    other.solved = true;
    other.actions = 3;
    progress.reviews["M05"] = Review{"figure-8", 1, 20'001};
    return progress;
}

class ProgressFile : public testing::Test {
protected:
    void SetUp() override {
        std::string path = (std::filesystem::temp_directory_path() / "raftlab-progress-XXXXXX").string();
        ASSERT_NE(mkdtemp(path.data()), nullptr);
        dir_ = path;
    }
    void TearDown() override { std::filesystem::remove_all(dir_); }
    std::string state() const { return (dir_ / "state" / "raftlab").string(); }
    std::string config() const { return (dir_ / "config").string(); }
    static void write(const std::string& dir, const std::string& text) {
        std::filesystem::create_directories(dir);
        std::ofstream(dir + "/progress.json") << text;
    }
    std::string problem_;

private:
    std::filesystem::path dir_;
};

TEST_F(ProgressFile, ComesBackAsItWasSaved) {
    ASSERT_TRUE(saveProgress(state(), somebody()).ok());
    EXPECT_EQ(loadProgress(state(), config(), problem_), somebody());
    EXPECT_EQ(problem_, "");
    EXPECT_TRUE(isProgress(writeProgress(somebody())));
    EXPECT_FALSE(isProgress("{\"format\": \"raftlab-session/1\"}"));
}

TEST_F(ProgressFile, WithoutAFolderNothingIsKept) {
    EXPECT_TRUE(saveProgress("", somebody()).ok());
    EXPECT_EQ(loadProgress("", "", problem_), Progress());
}

TEST_F(ProgressFile, TheMarksOfTheFirstVersionAreTakenOverOnce) {
    write(config(), R"({"welcome": {"played": true, "solved": false}, "figure-8": {"played": true, "solved": true}})");
    const Progress taken = loadProgress(state(), config(), problem_);
    EXPECT_TRUE(taken.find("welcome")->played && !taken.find("welcome")->solved);
    EXPECT_TRUE(taken.find("figure-8")->solved);
    EXPECT_TRUE(std::filesystem::exists(progressPath(state())));
    // From now on the new place alone counts.
    write(config(), R"({"majorities": {"played": true, "solved": false}})");
    EXPECT_EQ(loadProgress(state(), config(), problem_), taken);
}

TEST_F(ProgressFile, ABrokenFileIsKeptUnderAnotherName) {
    write(state(), "{\"format\": \"raftlab-progress/1\", \"lessons\": {");
    EXPECT_EQ(loadProgress(state(), config(), problem_), Progress());
    EXPECT_NE(problem_.find("progress.json:1:"), std::string::npos) << problem_;
    ASSERT_TRUE(saveProgress(state(), somebody()).ok());
    EXPECT_TRUE(std::filesystem::exists(progressPath(state()) + ".broken"));
}

TEST_F(ProgressFile, AnotherVersionIsRefusedAndKept) {
    write(state(), "{\"format\": \"raftlab-progress/2\", \"lessons\": {}}");
    loadProgress(state(), config(), problem_);
    EXPECT_NE(problem_.find("raftlab-progress/1"), std::string::npos) << problem_;
    EXPECT_TRUE(std::filesystem::exists(progressPath(state()) + ".broken"));
}

TEST_F(ProgressFile, ABlowThatNobodyCanStrikeIsAnError) {
    const auto problemOf = [&](const std::string& blow) {
        write(state(), "{\"format\": \"raftlab-progress/1\", \"lessons\": {\"a\": {\"played\": true, \"crashes\": [" +
                           blow + "]}}}");
        loadProgress(state(), config(), problem_);
        return problem_;
    };
    const std::string good = R"({"stage": "B", "moment": 3, "blow": "crash", "sent": "lost", "predicted": [0, 2, 1]})";
    EXPECT_EQ(problemOf(good), "");
    const auto changed = [&good](const std::string& from, const std::string& to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    EXPECT_NE(problemOf(changed("\"B\"", "\"H\"")).find("progress.json:1:"), std::string::npos);
    EXPECT_NE(problemOf(changed("crash", "flood")).find("cut-off"), std::string::npos);
    EXPECT_NE(problemOf(changed("[0, 2, 1]", "[0, 3, 1]")), "");
    EXPECT_NE(problemOf(changed("[0, 2, 1]", "[0, 2]")), "");
    EXPECT_NE(problemOf(changed(", \"moment\": 3", "")), "");
}

// ---- Two files ----

TEST(ProgressMerge, KeepsWhatEitherKnows) {
    Progress mine = somebody();
    Progress theirs;
    theirs.lessons["figure-8"].played = true;
    theirs.lessons["figure-8"].whatIfs = {"third"};
    theirs.lessons["figure-8"].predictions = {prediction("a", false, 19'000), prediction("z", true, 0)};
    theirs.lessons["welcome"].solved = true;
    theirs.lessons["welcome"].actions = 2;
    theirs.lessons["majorities"].at = "b";
    noteCrash(theirs.lessons["figure-8"], {lessons::CrashStage::A, 1, {}, {0, 2, 0}});
    noteCrash(theirs.lessons["figure-8"], {lessons::CrashStage::B, 4, {}, {1, 1, 1}});
    theirs.reviews["M01"] = Review{"welcome", 0, 5};
    mergeProgress(mine, theirs);
    EXPECT_TRUE(mine.find("figure-8")->played);
    EXPECT_EQ(mine.find("figure-8")->whatIfs.size(), 3u);
    EXPECT_EQ(mine.find("welcome")->actions, 2) << "the fewest";
    EXPECT_EQ(mine.find("majorities")->at, "b");
    EXPECT_EQ(mine.find("figure-8")->predictions.size(), 3u);
    EXPECT_FALSE(mine.find("figure-8")->findPrediction("a")->isRight) << "the earlier answer is the prediction";
    ASSERT_EQ(mine.find("figure-8")->crashes.size(), 3u) << "of each stage one";
    EXPECT_EQ(mine.find("figure-8")->crashes[1].moment, 3) << "mine";
    EXPECT_EQ(mine.reviews.size(), 2u);
    const Progress once = mine;
    mergeProgress(mine, theirs);
    EXPECT_EQ(mine, once) << "a second time adds nothing";
}

// ---- Stars ----

TEST(ProgressStars, AreForTheGoalForFewActionsAndForEveryWhatIf) {
    CourseEntry entry;
    entry.hasGoal = true;
    entry.solutionActions = 2;
    entry.whatIfs = {"a", "b"};
    EXPECT_EQ(starsMax(entry), 3);
    EXPECT_EQ(starsOf(entry, nullptr).count(), 0);
    LessonProgress done;
    done.solved = true;
    done.actions = 3;
    done.whatIfs = {"a"};
    EXPECT_EQ(starsOf(entry, &done).count(), 1);
    done.actions = 2;
    EXPECT_TRUE(starsOf(entry, &done).elegant);
    EXPECT_FALSE(starsOf(entry, &done).explored);
    done.whatIfs.insert("b");
    EXPECT_EQ(starsOf(entry, &done).count(), 3);
    entry.hasGoal = false;
    entry.whatIfs.clear();
    EXPECT_EQ(starsMax(entry), 0);
    EXPECT_EQ(starsOf(entry, &done).count(), 0);
}

// ---- What comes next, and what comes back ----

class OurReader : public testing::Test {
protected:
    /// An answer to the first question of `lesson` about `id`.
    void answer(const std::string& lesson, const std::string& id, bool right, Day today) {
        const CourseEntry& entry = *course_.find(lesson);
        for (const CourseQuestion& question : entry.questions) {
            if (std::find(question.misconceptions.begin(), question.misconceptions.end(), id) ==
                question.misconceptions.end()) {
                continue;
            }
            ask_.choices.resize(1);
            ask_.choices[0].misconception = id;
            lessons::Verdict verdict;
            verdict.ask = &ask_;
            verdict.given = {"x"};
            verdict.isRight = right;
            verdict.choices = {lessons::ChoiceVerdict{&ask_.choices[0], !right, false, {}, {}, !right}};
            return notePrediction(progress_, entry, question.step, verdict, today);
        }
        FAIL() << lesson << " does not ask about " << id;
    }
    std::vector<ReviewCard> due(Day today) { return reviewsDue(progress_, course_, today); }

    Course course_{RAFTLAB_SOURCE_DIR "/lessons/course"};
    Progress progress_;
    lessons::Ask ask_;
};

TEST_F(OurReader, TheFirstAnswerIsThePrediction) {
    answer("who-can-win", "M05", false, 100);
    answer("who-can-win", "M05", true, 101);
    ASSERT_EQ(progress_.find("who-can-win")->predictions.size(), 1u);
    const Prediction& made = progress_.find("who-can-win")->predictions[0];
    EXPECT_FALSE(made.isRight);
    EXPECT_TRUE(made.isRightNow);
    EXPECT_EQ(made.tries, 2);
    EXPECT_EQ(made.day, 100);
    EXPECT_EQ(made.misconceptions, std::vector<std::string>{"M05"});
}

TEST_F(OurReader, WhatWasAnsweredWronglyComesBackAfterOneThreeAndSevenDaysFromAnotherLesson) {
    answer("who-can-win", "M05", false, 100);
    EXPECT_TRUE(due(100).empty()) << "not on the same day";
    ASSERT_EQ(due(101).size(), 1u);
    const ReviewCard card = due(101)[0];
    EXPECT_EQ(card.misconception, "M05");
    EXPECT_EQ(card.from, "who-can-win");
    EXPECT_NE(card.lesson, "who-can-win");
    answer(card.lesson, "M05", true, 101);
    EXPECT_TRUE(due(103).empty());
    ASSERT_EQ(due(104).size(), 1u);
    answer(due(104)[0].lesson, "M05", true, 104);
    EXPECT_TRUE(due(110).empty());
    ASSERT_EQ(due(111).size(), 1u);
    answer(due(111)[0].lesson, "M05", true, 111);
    EXPECT_TRUE(due(10'000).empty()) << "three times are enough";
}

TEST_F(OurReader, AnsweredWronglyAgainItBeginsAnew) {
    answer("who-can-win", "M05", false, 100);
    answer(due(101)[0].lesson, "M05", false, 101);
    EXPECT_TRUE(due(101).empty());
    ASSERT_EQ(due(102).size(), 1u);
    EXPECT_EQ(progress_.reviews["M05"].passed, 0);
}

TEST_F(OurReader, RightAnswersInTheSameLessonOrBeforeItsDayDoNotCount) {
    answer("who-can-win", "M05", false, 100);
    answer("who-can-win", "M05", true, 105);
    EXPECT_EQ(due(105).size(), 1u);
    progress_.reviews["M05"].day = 105;
    answer(due(106)[0].lesson, "M05", true, 105);
    EXPECT_EQ(progress_.reviews["M05"].passed, 0);
}

TEST_F(OurReader, WithoutADateNothingComesBack) {
    answer("who-can-win", "M05", false, 0);
    EXPECT_TRUE(due(0).empty());
}

TEST_F(OurReader, ALessonThatWasPlayedMakesTheCard) {
    answer("who-can-win", "M05", false, 100);
    progress_.lessons["figure-7"].played = true;
    ASSERT_EQ(due(101).size(), 1u);
    EXPECT_EQ(due(101)[0].lesson, "figure-7");
}

TEST_F(OurReader, GoesOnWhereItWasThenAlongTheCorePath) {
    EXPECT_EQ(nextUp(progress_, course_), (NextUp{"welcome", ""}));
    progress_.last = "figure-7";
    progress_.lessons["figure-7"].at = course_.find("figure-7")->steps[2];
    EXPECT_EQ(nextUp(progress_, course_), (NextUp{"figure-7", course_.find("figure-7")->steps[2]}));
    progress_.lessons["figure-7"].at = "a-step-that-is-gone";
    EXPECT_EQ(nextUp(progress_, course_), (NextUp{"welcome", ""}));
    progress_.lessons["welcome"].played = true;
    EXPECT_EQ(nextUp(progress_, course_), (NextUp{"why-consensus", ""}));
    for (const CourseEntry& entry : course_.entries()) progress_.lessons[entry.id].played = entry.available();
    EXPECT_EQ(nextUp(progress_, course_), std::nullopt);
}

TEST(DateText, IsACalendarDay) {
    EXPECT_EQ(dateText(1), "1970-01-02");
    EXPECT_EQ(dateText(11'016), "2000-02-29");
    EXPECT_EQ(dateText(20'785), "2026-11-28");
    EXPECT_EQ(dateText(0), "");
}

}  // namespace
}  // namespace studio
