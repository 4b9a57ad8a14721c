// The pictures that can stand beside the usual ones: opened by a lesson, a key, a tab or the menu.

#include <algorithm>

#include "tests/gui/panels/layout_fixture.h"

namespace gui {
namespace {

using raft::NodeId;
using studio::Picture;

class Pictures : public LayoutChecks {
protected:
    bool has(std::string_view id) { return workspace().record().find(id) != nullptr; }
    void playThrough(int steps) {
        for (int i = 0; i < steps; ++i) studio().execute(cmd::NextLessonStep{});
    }
};

TEST_F(Pictures, AreCleanInTheSandboxAndOnAStage) {
    runTo(800);
    send(3);
    for (const Picture picture : studio::kPictures) {
        execute(cmd::ShowPicture{picture});
        expectClean(std::string(nameOf(picture)));
    }
    execute(cmd::Select{raft::cellRef(NodeId(0), 2)});
    execute(cmd::ShowPicture{Picture::Votes});
    expectClean("a selected entry");
    execute(cmd::ShowPicture{Picture::Histogram});
    execute(cmd::RunSurvey{});
    studio().finishExport();
    expectClean("a survey");
}

TEST_F(Pictures, AreCleanWhereLessonsOpenThem) {
    for (const char* lesson : {"first-election", "majorities", "command-journey"}) {
        execute(cmd::OpenLesson{lesson});
        playThrough(3);
        expectClean(lesson);
        execute(cmd::TogglePresent{});
        expectClean(std::string(lesson) + " in front of a class");
        execute(cmd::TogglePresent{});
    }
}

TEST_F(Pictures, AKeyOpensAndClosesThem) {
    resize(1600, 900);
    runTo(500);
    execute(studio::commandNamed("show-votes")->command);
    draw();
    EXPECT_TRUE(has("side"));
    EXPECT_TRUE(has("tab.panel.roles"));
    clickOn("tab.panel.roles");
    carryOut();
    EXPECT_EQ(studio().sidePicture(), Picture::Roles);
    draw();
    clickOn("tab.panel.why");
    carryOut();
    draw();
    EXPECT_FALSE(studio().sidePicture());
    EXPECT_FALSE(has("side")) << "the explanation is back";
}

TEST_F(Pictures, WithTheTimeDiagramsClockOneScrubs) {
    resize(1600, 900);
    runTo(800);
    draw();
    clickOn("time.tab.panel.terms");
    carryOut();
    ASSERT_EQ(studio().timePicture(), Picture::Terms);
    draw();
    clickOn("time");
    EXPECT_FALSE(asked<cmd::SeekTime>().empty()) << "a click goes to its time";
    carryOut();
    draw();
    clickOn("time.tab.panel.time");
    carryOut();
    EXPECT_FALSE(studio().timePicture());
}

TEST_F(Pictures, InTheSandboxOneRowListsThemAll) {
    resize(1600, 900);
    runTo(500);
    draw();
    clickOn("time.tab.panel.histogram");
    carryOut();
    EXPECT_EQ(studio().sidePicture(), Picture::Histogram);
    draw();
    clickOn("time.tab.panel.histogram");
    carryOut();
    EXPECT_FALSE(studio().sidePicture()) << "a second click closes it";
}

TEST_F(Pictures, ALessonShowsItsOwnAndNoOthers) {
    resize(1600, 900);
    execute(cmd::OpenLesson{"first-election"});
    draw();
    EXPECT_TRUE(has("side"));
    EXPECT_TRUE(has("tab.panel.votes"));
    EXPECT_FALSE(has("tab.panel.roles"));
    EXPECT_TRUE(workspace().layout().logs.empty());
    EXPECT_FALSE(workspace().layout().why.empty()) << "where the majorities stand, the explanation can";
    execute(cmd::OpenLesson{"command-journey"});
    draw();
    EXPECT_FALSE(workspace().layout().time.empty()) << "the clients have the clock";
    EXPECT_FALSE(has("side"));
}

TEST_F(Pictures, OnAStageTheyHaveTabs) {
    resize(1024, 768);
    execute(cmd::OpenLesson{"command-journey"});
    draw();
    ASSERT_TRUE(has("stage.clients"));
    EXPECT_FALSE(has("stage.votes"));
    clickOn("stage.ring");
    draw();
    EXPECT_FALSE(has("stage.time"));
    clickOn("stage.clients");
    draw();
    EXPECT_TRUE(has("stage.time"));
}

TEST_F(Pictures, TheSurveyIsRunFromItsPanel) {
    resize(1600, 900);
    execute(cmd::ShowPicture{Picture::Histogram});
    draw();
    clickOn("survey.run");
    EXPECT_EQ(asked<cmd::RunSurvey>().size(), 1u);
    carryOut();
    studio().finishExport();
    draw();
    EXPECT_EQ(studio().surveys().last.series.size(), 2u);
    clickOn("survey.alone");
    carryOut();
    EXPECT_FALSE(studio().surveys().compared);
}

}  // namespace
}  // namespace gui
