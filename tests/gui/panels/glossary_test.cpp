// Terms in texts are links, and the glossary says what they mean.

#include "app/gui/panels/marked_paragraph.h"
#include "app/studio/lesson_scene.h"
#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

namespace cmd = studio::cmd;

class GlossaryDialog : public WorkspaceTest {
protected:
    bool reads(std::string_view words) {
        for (const auto& spot : workspace().record().texts()) {
            if (spot.text.find(words) != std::string::npos) return true;
        }
        return false;
    }
};

TEST_F(GlossaryDialog, ShowsTheMeaningOfTheTermThatIsClicked) {
    execute(cmd::Show{studio::Dialog::Glossary});
    draw();
    EXPECT_FALSE(reads("that only grows"));
    clickOn("glossary.candidate");
    carryOut();
    EXPECT_EQ(studio().shownTerm(), "candidate");
    EXPECT_TRUE(reads("stands for election"));
}

TEST_F(GlossaryDialog, ARelatedTermIsOneClickAway) {
    execute(cmd::ShowTerm{"leader"});
    draw();
    clickOn("glossary.see.election");
    carryOut();
    EXPECT_EQ(studio().shownTerm(), "election");
}

TEST_F(GlossaryDialog, TheListSaysThatItGoesOnUntilOneSearches) {
    execute(cmd::Show{studio::Dialog::Glossary});
    draw();
    EXPECT_NE(workspace().record().find("glossary.scroll"), nullptr);
    EXPECT_EQ(workspace().record().find("glossary.cap"), nullptr) << "it lies below";
    ui().type("quorum");
    draw();
    draw();
    EXPECT_EQ(workspace().record().find("glossary.scroll"), nullptr);
    EXPECT_NE(workspace().record().find("glossary.majority"), nullptr);
}

TEST_F(GlossaryDialog, ATermThatIsNotThereIsRefusedWithAReason) {
    studio().execute(cmd::ShowTerm{"flux"});
    EXPECT_EQ(studio().dialog(), studio::Dialog::None);
    EXPECT_FALSE(studio().notice().empty());
}

TEST_F(GlossaryDialog, ChineseReadersChooseInWhichLanguageTermsAreWritten) {
    execute(cmd::SetLanguage{studio::Language::Chinese});
    execute(cmd::ShowTerm{"leader"});
    draw();
    EXPECT_TRUE(reads("follower"));  // A related term, by its English name.
    clickOn("glossary.names");
    carryOut();
    EXPECT_EQ(studio().settings().termNames, studio::TermNames::Chinese);
    EXPECT_TRUE(reads("跟随者"));
    execute(cmd::SetLanguage{studio::Language::English});
    draw();
    EXPECT_EQ(workspace().record().find("glossary.names"), nullptr);
}

/// In the window and in front of a class, in either language and with either kind of terms.
TEST_F(GlossaryDialog, ATermInACaptionTellsItsMeaningAndLeadsToTheGlossary) {
    execute(cmd::OpenLesson{"welcome"});
    for (const bool presents : {false, true}) {
        if (presents) execute(cmd::TogglePresent{});
        for (const studio::Language language : {studio::Language::English, studio::Language::Chinese}) {
            execute(cmd::SetLanguage{language});
            draw();
            pointAt("say.term.leader");
            draw();
            EXPECT_TRUE(reads(language == studio::Language::English ? "was elected for a term" : "在某个任期内当选"));
            clickOn("say.term.leader");
            carryOut();
            EXPECT_EQ(studio().dialog(), studio::Dialog::Glossary);
            EXPECT_EQ(studio().shownTerm(), "leader");
            execute(cmd::Escape{});
        }
    }
}

TEST_F(GlossaryDialog, ATermThatStandsInACaptionTwiceHasTwoPlacesToClick) {
    execute(cmd::SetLanguage{studio::Language::Chinese});
    execute(cmd::SetPace{false, 10'000});
    execute(cmd::OpenLesson{"first-election"});
    for (int frame = 0; frame < 4000 && workspace().record().find("say.term.term.2") == nullptr; ++frame) {
        if (!studio().playback().isPlaying()) {
            execute(studio().lessonScene().kind == studio::LessonScene::Kind::Question
                        ? studio::Command(cmd::LessonMove{cmd::LessonMove::Kind::Reveal, 0, {}})
                        : studio::Command(cmd::BigButton{}));
        }
        studio().update(0.02);
        draw();
    }
    clickOn("say.term.term.2");
    carryOut();
    EXPECT_EQ(studio().shownTerm(), "term");
}

TEST_F(GlossaryDialog, NothingIsClippedInEitherLanguage) {
    for (const studio::Language language : {studio::Language::English, studio::Language::Chinese}) {
        execute(cmd::SetLanguage{language});
        for (const lessons::GlossaryEntry& entry : studio().glossary().entries()) {
            execute(cmd::ShowTerm{entry.id});
            draw();
            const Area window{0, 0, 1600, 900};
            for (const auto& spot : workspace().record().texts()) {
                EXPECT_FALSE(spot.shortened && spot.layer > 0) << entry.id << ": " << spot.text;
                EXPECT_TRUE(window.contains(spot.box) || spot.layer == 0) << entry.id << ": " << spot.text;
            }
        }
    }
}

}  // namespace
}  // namespace gui
