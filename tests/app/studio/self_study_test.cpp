// Posters, the interview's cards, the quiz: what the studio does with them.

#include "app/studio/self_study.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "app/studio/lesson_scene.h"
#include "app/studio/poster_page.h"
#include "app/studio/quiz_file.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

namespace fs = std::filesystem;
using Move = cmd::StudyMove;
using render::PosterLight;

/// A folder of its own that goes when the test does.
class Scratch {
public:
    explicit Scratch(const std::string& name) : path_(fs::path(RAFTLAB_BINARY_DIR) / ("study-" + name)) {
        fs::remove_all(path_);
        fs::create_directories(path_);
    }
    ~Scratch() { fs::remove_all(path_); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    std::string path() const { return path_.string(); }

private:
    fs::path path_;
};

std::unique_ptr<Studio> studioIn(const std::string& dir) {
    StudioOptions options;
    options.language = Language::English;
    options.courseDir = RAFTLAB_SOURCE_DIR "/lessons/course";
    options.stateDir = options.pictureDir = dir;
    return std::make_unique<Studio>(options);
}

PosterLight lightOf(const Studio& studio, std::string_view track, std::string_view rule, const IsPlayed& isPlayed) {
    for (const PosterRulePlace& place :
         posterPlaces(studio.study().handouts.posters, studio.course(), track, isPlayed)) {
        if (place.rule->id == rule) return place.light;
    }
    ADD_FAILURE() << rule;
    return PosterLight::Dark;
}

std::string contentOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// ---- Posters ----

TEST(Poster, ARuleIsLitByALessonOfItsTrackThatWasPlayed) {
    const auto studio = emptyStudio();
    const auto nothing = [](std::string_view) { return false; };
    const auto played = [](std::string_view lesson) { return lesson == "figure-8"; };
    EXPECT_EQ(lightOf(*studio, "safety", "commit", nothing), PosterLight::Ahead);
    EXPECT_EQ(lightOf(*studio, "safety", "commit", played), PosterLight::Lit);
    EXPECT_EQ(lightOf(*studio, "replication", "commit", played), PosterLight::Ahead) << "its own lessons come first";
    EXPECT_EQ(lightOf(*studio, "network", "commit", played), PosterLight::Other);
    EXPECT_EQ(lightOf(*studio, "network", "commit", nothing), PosterLight::Dark);
    EXPECT_EQ(lightOf(*studio, "", "commit", played), PosterLight::Lit) << "the whole course";
    EXPECT_EQ(lightOf(*studio, "", "exactly-once", played), PosterLight::Ahead);
}

TEST(Poster, ARuleOpensTheFirstOfItsLessonsThatWasNotPlayed) {
    const auto studio = emptyStudio();
    const auto lessonOf = [&](const IsPlayed& isPlayed) {
        for (const PosterRulePlace& place :
             posterPlaces(studio->study().handouts.posters, studio->course(), "elections", isPlayed)) {
            if (place.rule->id == "time-out") return place.lesson;
        }
        return std::string();
    };
    EXPECT_EQ(lessonOf([](std::string_view) { return false; }), "first-election");
    EXPECT_EQ(lessonOf([](std::string_view id) { return id == "first-election"; }), "leader-dies");
    EXPECT_EQ(lessonOf([](std::string_view) { return true; }), "first-election");
}

TEST(Poster, OpensAtTheTrackOfTheLesson) {
    const auto studio = emptyStudio();
    studio->execute(cmd::Show{Dialog::Poster});
    EXPECT_EQ(studio->study().posterTrack, "");
    studio->execute(cmd::Escape{});
    studio->execute(cmd::OpenLesson{"figure-8"});
    studio->execute(cmd::Show{Dialog::Poster});
    EXPECT_EQ(studio->dialog(), Dialog::Poster);
    EXPECT_EQ(studio->study().posterTrack, "safety");
    studio->execute(Move{Move::Kind::ShowPoster, 0, "labs"});
    EXPECT_EQ(studio->study().posterTrack, "labs");
    EXPECT_TRUE(studio->whyNot(Move{Move::Kind::ShowPoster, 0, "welcome"}).has_value());
}

/// Plays to the end of the main line, questions unanswered.
void playToTheEnd(Studio& studio) {
    studio.execute(cmd::SetPace{false, 10'000});
    for (int i = 0; i < 20'000 && !isPlayed(studio, studio.document().lesson()->id); ++i) {
        if (!studio.playback().isPlaying()) {
            studio.execute(studio.lessonScene().kind == LessonScene::Kind::Question
                               ? Command(cmd::LessonMove{cmd::LessonMove::Kind::Reveal, 0, {}})
                               : Command(cmd::NextLessonStep{}));
        }
        studio.update(0.05);
    }
}

TEST(Poster, StandsAtTheEndOfATrackAndShowsWhatWasPlayed) {
    const auto studio = emptyStudio();
    const std::string last = "cap";  // The only one of its track.
    studio->execute(cmd::OpenLesson{last});
    EXPECT_TRUE(endsTrack(*studio));
    const auto played = [&](std::string_view lesson) { return isPlayed(*studio, lesson); };
    EXPECT_EQ(lightOf(*studio, "beyond", "majorities", played), PosterLight::Ahead);
    playToTheEnd(*studio);
    ASSERT_TRUE(isPlayed(*studio, last));
    EXPECT_EQ(lightOf(*studio, "beyond", "majorities", played), PosterLight::Lit);
    studio->execute(cmd::OpenLesson{"first-election"});
    EXPECT_FALSE(endsTrack(*studio));
}

TEST(Poster, IsSavedAsAPageOfEachKind) {
    const Scratch scratch("poster");
    const auto studio = studioIn(scratch.path());
    studio->execute(Move{Move::Kind::ShowPoster, 0, "elections"});
    studio->execute(Move{Move::Kind::SavePoster, 0, "svg"});
    const std::string svg = contentOf(scratch.path() + "/poster-elections.svg");
    EXPECT_NE(svg.find("Raft on one page"), std::string::npos) << studio->notice();
    EXPECT_NE(svg.find("Elections: 0 of"), std::string::npos);
    EXPECT_EQ(studio->dialog(), Dialog::Poster) << "one may want it in another form too";
    studio->execute(Move{Move::Kind::SavePoster, 0, "svg"});
    EXPECT_TRUE(fs::exists(scratch.path() + "/poster-elections-2.svg")) << "the first stays as it is";
    studio->execute(Move{Move::Kind::SavePoster, 0, "pdf"});
    const std::string pdf = contentOf(scratch.path() + "/poster-elections.pdf");
    EXPECT_TRUE(pdf.rfind("%PDF", 0) == 0 || !studio->noticeDetails().empty());
}

TEST(Poster, ACourseWithoutOneSaysSo) {
    const Scratch scratch("none");
    StudioOptions options;
    options.language = Language::English;
    options.courseDir = scratch.path();
    Studio studio(options);
    for (const Dialog dialog : {Dialog::Poster, Dialog::Interview, Dialog::Quiz}) {
        EXPECT_TRUE(studio.whyNot(cmd::Show{dialog}).has_value());
    }
    EXPECT_FALSE(studio.whyNot(cmd::Show{Dialog::Lessons}).has_value());
    EXPECT_TRUE(studio.study().handouts.problems.empty());
    std::ofstream(scratch.path() + "/quiz.json") << "{]";
    EXPECT_FALSE(readHandouts(scratch.path()).problems.empty());
}

// ---- Interview ----

int cardNumber(const Studio& studio, std::string_view id) {
    const auto& cards = studio.study().handouts.interview.cards();
    for (std::size_t i = 0; i < cards.size(); ++i) {
        if (cards[i].id == id) return static_cast<int>(i) + 1;
    }
    return 0;
}

TEST(Interview, AnAnswerIsHiddenUntilItIsAskedFor) {
    const auto studio = emptyStudio();
    studio->execute(cmd::Show{Dialog::Interview});
    EXPECT_FALSE(studio->study().answerShown);
    studio->execute(Move{Move::Kind::RevealAnswer});
    EXPECT_TRUE(studio->study().answerShown);
    EXPECT_EQ(studio->study().cardsOpened.count(0), 1u);
    studio->execute(Move{Move::Kind::ShowCard, 2});
    EXPECT_FALSE(studio->study().answerShown);
    EXPECT_EQ(studio->study().card, 1);
    const auto cards = static_cast<int>(studio->study().handouts.interview.cards().size());
    EXPECT_EQ(studio->whyNot(Move{Move::Kind::ShowCard, cards}), std::nullopt);
    EXPECT_TRUE(studio->whyNot(Move{Move::Kind::ShowCard, cards + 1}).has_value());
    EXPECT_TRUE(studio->whyNot(Move{Move::Kind::ShowCard, 0}).has_value());
}

TEST(Interview, ShowMeOpensTheLessonAtItsStep) {
    const auto studio = emptyStudio();
    for (const lessons::InterviewCard& card : studio->study().handouts.interview.cards()) {
        studio->execute(Move{Move::Kind::ShowCard, cardNumber(*studio, card.id)});
        if (!card.available()) {
            EXPECT_TRUE(studio->whyNot(Move{Move::Kind::ShowMe}).has_value()) << card.id;
            continue;
        }
        studio->execute(Move{Move::Kind::ShowMe});
        EXPECT_EQ(studio->notice(), "") << card.id;
        ASSERT_NE(studio->document().lesson(), nullptr) << card.id;
        const lessons::Lesson& lesson = *studio->document().lesson();
        EXPECT_EQ(lesson.id, card.lesson);
        EXPECT_EQ(studio->dialog(), Dialog::None) << card.id;
        const auto shown = static_cast<std::size_t>(studio->caption().stepNumber - 1);
        EXPECT_EQ(lesson.steps[shown].id, card.step) << card.id;
        EXPECT_TRUE(studio->caption().problem.empty()) << card.id << ": " << studio->caption().problem;
        const bool asks = lesson.steps[shown].ask.has_value();
        EXPECT_EQ(studio->lessonScene().kind == LessonScene::Kind::Question, asks) << card.id;
    }
}

TEST(Interview, UnsavedWorkIsNotThrownAwayForALesson) {
    const auto studio = ledSandbox();
    ASSERT_TRUE(studio->hasUnsavedWork());
    studio->execute(Move{Move::Kind::ShowCard, cardNumber(*studio, "partition")});
    studio->execute(Move{Move::Kind::ShowMe});
    EXPECT_EQ(studio->dialog(), Dialog::Unsaved);
    studio->execute(cmd::LeaveUnsaved{});
    ASSERT_NE(studio->document().lesson(), nullptr);
    EXPECT_EQ(studio->document().lesson()->id, "partition");
}

// ---- Quiz ----

TEST(QuizClock, CountsWholeMinutesAndStandsAtTheEnd) {
    const auto studio = emptyStudio();
    QuizRun run(studio->study().handouts.quiz);
    EXPECT_FALSE(run.pass(100)) << "it has not begun";
    EXPECT_TRUE(std::isinf(run.secondsToNextMinute()));
    run.start();
    EXPECT_EQ(run.minutesLeft(), 60);
    EXPECT_DOUBLE_EQ(run.secondsToNextMinute(), 60);
    EXPECT_FALSE(run.pass(59));
    EXPECT_EQ(run.minutesLeft(), 60);
    EXPECT_DOUBLE_EQ(run.secondsToNextMinute(), 1);
    EXPECT_TRUE(run.pass(1));
    EXPECT_EQ(run.minutesLeft(), 59);
    run.pass(3600);
    EXPECT_EQ(run.minutesLeft(), 0);
    EXPECT_EQ(run.minutesUsed(), 61);
    EXPECT_TRUE(std::isinf(run.secondsToNextMinute()));
    run.finishWriting();
    EXPECT_FALSE(run.pass(600));
    EXPECT_EQ(run.minutesUsed(), 61);
}

TEST(QuizMoves, OneWritesThenJudgesThenReadsTheSum) {
    const auto studio = emptyStudio();
    studio->execute(cmd::Show{Dialog::Quiz});
    EXPECT_TRUE(studio->whyNot(Move{Move::Kind::WriteAnswer, 0, "x"}).has_value());
    EXPECT_TRUE(studio->whyNot(Move{Move::Kind::ToggleItem, 1}).has_value());
    studio->execute(Move{Move::Kind::StartQuiz});
    studio->execute(Move{Move::Kind::WriteAnswer, 0, "terms never fall"});
    studio->execute(Move{Move::Kind::ShowQuestion, 2});
    studio->execute(Move{Move::Kind::WriteAnswer, 0, "1 and 2"});
    EXPECT_TRUE(studio->whyNot(Move{Move::Kind::ToggleItem, 1}).has_value()) << "nobody judges while writing";
    EXPECT_TRUE(studio->whyNot(Move{Move::Kind::ShowQuestion, 9}).has_value());
    studio->execute(Move{Move::Kind::FinishWriting});
    EXPECT_TRUE(studio->whyNot(Move{Move::Kind::WriteAnswer, 0, "more"}).has_value()) << "the answers stand";
    studio->execute(Move{Move::Kind::WriteOn});
    EXPECT_EQ(studio->study().quiz.stage(), QuizRun::Stage::Writing) << "a press too early loses nothing";
    EXPECT_EQ(studio->study().quiz.answer(1).text, "1 and 2");
    EXPECT_TRUE(studio->whyNot(Move{Move::Kind::WriteOn}).has_value());
    studio->execute(Move{Move::Kind::FinishWriting});
    const QuizRun& run = studio->study().quiz;
    EXPECT_EQ(run.question(), 0);
    EXPECT_EQ(run.answer(0).text, "terms never fall");
    studio->execute(Move{Move::Kind::ToggleItem, 1});
    studio->execute(Move{Move::Kind::ToggleItem, 3});
    EXPECT_EQ(run.pointsOf(0), 3) << "1.5 points";
    studio->execute(Move{Move::Kind::ToggleItem, 3});
    EXPECT_EQ(run.pointsOf(0), 1);
    studio->execute(Move{Move::Kind::ShowQuestion, 2});
    studio->execute(Move{Move::Kind::ToggleItem, 1});
    EXPECT_EQ(run.points(), 7);
    studio->execute(Move{Move::Kind::FinishJudging});
    EXPECT_EQ(run.stage(), QuizRun::Stage::Over);
    studio->execute(Move{Move::Kind::ShowQuestion, 1});
    EXPECT_EQ(run.stage(), QuizRun::Stage::Judging) << "it may be judged again";
    studio->execute(Move{Move::Kind::LeaveQuiz});
    EXPECT_EQ(run.points(), 0);
    EXPECT_EQ(run.answer(0).text, "");
}

TEST(QuizClock, StandsWhileItsPageIsClosed) {
    const auto studio = emptyStudio();
    studio->execute(Move{Move::Kind::StartQuiz});
    studio->update(61);
    EXPECT_EQ(studio->study().quiz.minutesLeft(), 59);
    EXPECT_GT(secondsToWake(*studio), 58);
    studio->execute(cmd::Escape{});
    studio->update(600);
    EXPECT_EQ(studio->study().quiz.minutesLeft(), 59);
    EXPECT_TRUE(std::isinf(secondsToWake(*studio)));
    studio->execute(cmd::Show{Dialog::Quiz});
    EXPECT_EQ(studio->study().quiz.minutesLeft(), 59);
    studio->update(60);
    EXPECT_EQ(studio->study().quiz.minutesLeft(), 58);
}

TEST(QuizFile, AnAttemptOutlivesTheProgram) {
    const Scratch scratch("quiz");
    {
        const auto studio = studioIn(scratch.path());
        studio->execute(Move{Move::Kind::StartQuiz});
        studio->execute(Move{Move::Kind::WriteAnswer, 0, "不可能：\nterms \"never\" fall"});
        studio->update(125);  // A minute that is over is written down, and what was written with it.
    }
    {
        const auto studio = studioIn(scratch.path());
        const QuizRun& run = studio->study().quiz;
        ASSERT_EQ(run.stage(), QuizRun::Stage::Writing);
        EXPECT_EQ(run.answer(0).text, "不可能：\nterms \"never\" fall");
        EXPECT_EQ(run.minutesLeft(), 58);
        studio->execute(Move{Move::Kind::FinishWriting});
        studio->execute(Move{Move::Kind::ToggleItem, 2});
    }
    {
        const auto studio = studioIn(scratch.path());
        EXPECT_EQ(studio->study().quiz.stage(), QuizRun::Stage::Judging);
        EXPECT_EQ(studio->study().quiz.points(), 1);
        studio->execute(Move{Move::Kind::LeaveQuiz});
    }
    EXPECT_FALSE(fs::exists(scratch.path() + "/quiz.json"));
}

TEST(QuizFile, WhatIsWrittenIsThereWhenThePageIsClosed) {
    const Scratch scratch("closed");
    {
        const auto studio = studioIn(scratch.path());
        studio->execute(Move{Move::Kind::StartQuiz});
        studio->execute(Move{Move::Kind::WriteAnswer, 0, "half a sen"});
        studio->execute(cmd::Escape{});
    }
    EXPECT_EQ(studioIn(scratch.path())->study().quiz.answer(0).text, "half a sen");
}

TEST(QuizFile, ABrokenFileBeginsAnew) {
    const Scratch scratch("broken");
    for (
        const char* text :
        {"{", "[]", R"({"format": "raftlab-quiz-attempt/1"})",
         R"({"format": "raftlab-quiz-attempt/1", "stage": "writing", "question": 99, "secondsUsed": 0, "answers": {}})",
         R"({"format": "another/1", "stage": "writing", "question": 1, "secondsUsed": 0, "answers": {}})"}) {
        std::ofstream(scratch.path() + "/quiz.json") << text;
        EXPECT_EQ(studioIn(scratch.path())->study().quiz.stage(), QuizRun::Stage::Before) << text;
    }
    std::ofstream(scratch.path() + "/quiz.json")
        << R"({"format": "raftlab-quiz-attempt/1", "stage": "writing", "question": 3, "secondsUsed": 90, "answers": {}})";
    EXPECT_EQ(studioIn(scratch.path())->study().quiz.question(), 2);
}

}  // namespace
}  // namespace studio
