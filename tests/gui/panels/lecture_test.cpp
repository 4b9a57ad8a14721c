// What a lecture hall sees: every place of the recommended hour, at three sizes and in both languages, is whole, apart,
// and large enough for the last row.

#include <algorithm>
#include <cmath>

#include "app/studio/lesson_scene.h"
#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

using Scene = studio::LessonScene::Kind;

/// Of the letters' boxes, in pixels.
constexpr float kSentence = 32;
constexpr float kAnswer = 28;
constexpr float kCell = 28;

class LectureHall : public LayoutChecks {
protected:
    void SetUp() override {
        LayoutChecks::SetUp();
        if (HasFatalFailure()) return;
        execute(cmd::TogglePresent{});
    }

    const Area& caption() { return workspace().layout().caption; }
    bool isIn(const Area& area, const FrameRecord::TextSpot& text) { return area.inset(-2).contains(text.box); }
    /// The letters of the first text that begins like `words`; 0 if it is not there.
    float lettersOf(const std::string& words) {
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            const std::string start = text.text.substr(0, std::min(words.size(), text.text.size()));
            const bool isDigitOfBox = start.size() < 2 && words.size() > 1;
            if (!start.empty() && !isDigitOfBox && words.compare(0, start.size(), start) == 0 &&
                isIn(caption(), text)) {
                return text.box.height();
            }
        }
        return 0;
    }
    void expectLegible() {
        const studio::LessonScene scene = studio().lessonScene();
        if (studio().lectureScene().isTitle) return;
        if (scene.kind == Scene::Question || scene.kind == Scene::Decided || scene.kind == Scene::Verdict) {
            const std::string prompt =
                studio::plainText(scene.question.prompt, studio().glossary(), studio().termStyle());
            EXPECT_GE(lettersOf(prompt), kSentence) << prompt;
            for (const studio::ChoiceScene& choice : scene.question.choices) {
                const float letters = lettersOf(choice.text);
                if (letters == 0) continue;  // It is not said in letters: a log, or a set.
                EXPECT_GE(letters, kAnswer) << choice.text;
            }
        }
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            if (!text.box.overlaps(caption())) continue;
            EXPECT_TRUE(isIn(caption(), text)) << "over the edge: " << text.text;
            EXPECT_FALSE(text.shortened) << text.text;
        }
    }
    /// The terms in the logs: beside them the numbers of the columns are smaller.
    void expectCellsLegible() {
        const lessons::Lesson& lesson = *studio().document().lesson();
        const bool hasLogs = std::find(lesson.panels.begin(), lesson.panels.end(), "logs") != lesson.panels.end();
        if (!hasLogs || workspace().view().longestLog == 0 || studio().lectureScene().isTitle) return;
        const Area& stage = workspace().layout().stage;
        float largest = 0;
        for (const FrameRecord::TextSpot& text : workspace().record().texts()) {
            const bool isNumber = text.text.size() == 1 && text.text[0] >= '1' && text.text[0] <= '9';
            if (isNumber && stage.inset(-20).contains(text.box)) largest = std::max(largest, text.box.height());
        }
        EXPECT_GE(largest, kCell);
    }
    /// Servers stand apart, so that each is one.
    void expectServersApart() {
        std::vector<Area> circles;
        for (const FrameRecord::ClickSpot& spot : workspace().record().clicks()) {
            if (spot.id.rfind("node.S", 0) == 0 && spot.id.size() == 7) circles.push_back(spot.box);
        }
        for (std::size_t i = 0; i < circles.size(); ++i) {
            for (std::size_t j = i + 1; j < circles.size(); ++j) {
                const float apart = std::hypot(circles[i].middleX() - circles[j].middleX(),
                                               circles[i].middleY() - circles[j].middleY());
                EXPECT_GT(apart, (circles[i].width() + circles[j].width()) / 2) << i << " and " << j;
            }
        }
    }
    void expectHall(const std::string& where) {
        draw();
        SCOPED_TRACE(where + ", " + std::string(studio::codeOf(studio().settings().language)) + ", " +
                     std::to_string(width()));
        expectNothingClipped();
        expectNothingOverlaps();
        expectPanelsApart();
        expectLegible();
        expectCellsLegible();
        expectServersApart();
    }
    /// One press, and what it begins at once at its end.
    void next() {
        studio().execute(cmd::PresentNext{});
        if (studio().playback().isPlaying()) studio().execute(cmd::PresentNext{});
    }
    /// The first choice gets all hands.
    void countHands(const std::string& where) {
        const std::size_t choices = studio().lectureScene().vote.counts.size();
        if (choices == 0) return execute(cmd::ClassDigit{1});
        execute(cmd::ClassCount{});
        execute(cmd::ClassDigit{4});
        expectHall(where + ", hands");
        for (std::size_t i = 0; i < choices; ++i) execute(cmd::ClassCount{});
        expectHall(where + ", shares");
    }
    /// Every place of a lesson, with hands that are counted at each question, and ideas that are run.
    void walk(const std::string& lesson) {
        execute(cmd::OpenLesson{lesson});
        int counted = -1;
        for (int place = 0; place < 120; ++place) {
            const int step = studio().caption().stepNumber;
            const std::string where = lesson + ", place " + std::to_string(place) + ", step " + std::to_string(step);
            expectHall(where);
            if (studio().lessonScene().kind == Scene::Question && step != counted) countHands(where);
            if (studio().lessonScene().kind == Scene::Question) counted = step;
            next();
            if (studio().notice().empty()) continue;
            EXPECT_EQ(studio().notice(), studio().texts().tr("why.lessonDone"));
            return;
        }
        ADD_FAILURE() << lesson << " does not end";
    }
    void walkIn(studio::Language language, int width, int height, const std::string& lesson) {
        execute(cmd::SetLanguage{language});
        resize(width, height);
        walk(lesson);
    }
    void walkEverywhere(const std::string& lesson) {
        for (const studio::Language language : {studio::Language::English, studio::Language::Chinese}) {
            walkIn(language, 1280, 720, lesson);
            walkIn(language, 1024, 768, lesson);
            walkIn(language, 1920, 1080, lesson);
        }
    }
    /// In the smallest room in either language.
    void walkSmall(const std::string& lesson) {
        walkIn(studio::Language::English, 1280, 720, lesson);
        walkIn(studio::Language::Chinese, 1024, 768, lesson);
    }
};

TEST_F(LectureHall, WhoCanWinIsSeenFromTheLastRow) { walkEverywhere("who-can-win"); }
TEST_F(LectureHall, FigureEightIsSeenFromTheLastRow) { walkEverywhere("figure-8"); }
TEST_F(LectureHall, MajoritiesIsSeenFromTheLastRow) { walkEverywhere("majorities"); }
TEST_F(LectureHall, FirstElectionIsSeenFromTheLastRow) { walkSmall("first-election"); }
TEST_F(LectureHall, SplitVoteIsSeenFromTheLastRow) { walkSmall("split-vote"); }
TEST_F(LectureHall, CommandJourneyIsSeenFromTheLastRow) { walkSmall("command-journey"); }
TEST_F(LectureHall, TwoLeadersIsSeenFromTheLastRow) { walkSmall("two-leaders"); }
TEST_F(LectureHall, FigureSevenIsSeenFromTheLastRow) { walkSmall("figure-7"); }

TEST_F(LectureHall, ASpotlightFollowsTheMouseAndTheWheel) {
    execute(cmd::OpenLesson{"welcome"});
    next();
    execute(cmd::ToggleSpotlight{});
    draw();
    const float before = workspace().state().spotRadius;
    ui().input().wheelTurned(0, 2);
    draw();
    EXPECT_GT(workspace().state().spotRadius, before);
    for (int i = 0; i < 60; ++i) ui().input().wheelTurned(0, -3);
    draw();
    EXPECT_EQ(workspace().state().spotRadius, kSpotMin);
    execute(cmd::ToggleSpotlight{});
    draw();
    ui().input().wheelTurned(0, 5);
    draw();
    EXPECT_EQ(workspace().state().spotRadius, kSpotMin) << "the wheel is the pictures' again";
}

TEST_F(LectureHall, TheListIsMadeWithTheMouse) {
    execute(cmd::TogglePresent{});
    execute(cmd::Show{studio::Dialog::Teach});
    draw();
    clickOn("teach.clear");
    carryOut();
    EXPECT_TRUE(studio().lecture().lessons.empty());
    clickOn("teach.add.welcome");
    carryOut();
    EXPECT_EQ(studio().lecture().lessons, (std::vector<std::string>{"welcome"}));
    clickOn("teach.recommended");
    carryOut();
    clickOn("teach.mine.2.up");
    carryOut();
    EXPECT_EQ(studio().lecture().lessons.front(), "split-vote");
    clickOn("teach.mine.1.out");
    carryOut();
    EXPECT_EQ(studio().lecture().lessons.size(), 5u);
    clickOn("teach.pause.commit");
    carryOut();
    EXPECT_EQ(studio().settings().pauseOn, studio::bitOf(studio::PauseOn::Commit));
    press(Key::F5);
    carryOut();
    EXPECT_TRUE(studio().presenting().on);
    EXPECT_EQ(studio().lectureScene().lesson, 1) << "F5 gives what is listed";
}

TEST_F(LectureHall, TheListIsClean) {
    execute(cmd::TogglePresent{});
    execute(cmd::Show{studio::Dialog::Teach});
    expectClean("my lecture");
}

}  // namespace
}  // namespace gui
