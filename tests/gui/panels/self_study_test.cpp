// The pages beside the lessons in the window: the poster, the interview's cards, the quiz.

#include <algorithm>

#include "app/studio/self_study.h"
#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

namespace cmd = studio::cmd;
using Move = studio::cmd::StudyMove;

class SelfStudyPages : public WorkspaceTest {
protected:
    bool reads(std::string_view words) {
        const auto& texts = workspace().record().texts();
        return std::any_of(texts.begin(), texts.end(), [words](const FrameRecord::TextSpot& spot) {
            return spot.text.find(words) != std::string::npos;
        });
    }
    /// Nothing of the page is cut off, and no two of its texts lie on each other.
    void expectTidy(const std::string& where) {
        const Area window{0, 0, static_cast<float>(width()), static_cast<float>(height())};
        const auto& texts = workspace().record().texts();
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (texts[i].layer == 0 || !texts[i].box.overlaps(texts[i].clip)) continue;
            EXPECT_TRUE(window.contains(texts[i].box)) << where << ": " << texts[i].text;
            for (std::size_t j = 0; j < i; ++j) {
                const bool both = texts[j].layer == texts[i].layer && texts[j].box.overlaps(texts[j].clip);
                const Area a = texts[i].box.inset(2);
                EXPECT_FALSE(both && a.overlaps(texts[j].box.inset(2)) && texts[i].clip == texts[j].clip)
                    << where << ": " << texts[i].text << " / " << texts[j].text;
            }
        }
    }
    template <class Draw>
    void everywhere(Draw page) {
        for (const auto& [width, height] : {std::pair(1600, 900), {1280, 720}, {1024, 768}}) {
            resize(width, height);
            for (const studio::Language language : {studio::Language::English, studio::Language::Chinese}) {
                execute(cmd::SetLanguage{language});
                page(std::to_string(width) + (language == studio::Language::English ? " en" : " zh"));
            }
        }
    }
};

// ---- The poster ----

TEST_F(SelfStudyPages, TheKeysOpenTheirPages) {
    press(Key::F6);
    carryOut();
    EXPECT_EQ(studio().dialog(), studio::Dialog::Poster);
    press(Key::Escape);
    carryOut();
    press(Key::F7);
    carryOut();
    EXPECT_EQ(studio().dialog(), studio::Dialog::Interview);
    press(Key::Escape);
    carryOut();
    press(Key::F8);
    carryOut();
    EXPECT_EQ(studio().dialog(), studio::Dialog::Quiz);
}

TEST_F(SelfStudyPages, ATrackIsChosenAndARuleOpensItsLesson) {
    execute(cmd::Show{studio::Dialog::Poster});
    draw();
    clickOn("poster.track.clients");
    carryOut();
    EXPECT_EQ(studio().study().posterTrack, "clients");
    EXPECT_TRUE(reads("Clients and reads: 0 of 5 rules"));
    pointAt("poster.rule.exactly-once");
    draw();
    EXPECT_TRUE(reads("Exactly once"));
    EXPECT_EQ(workspace().record().find("poster.rule.timing"), nullptr) << "no lesson of this track speaks of it";
    clickOn("poster.rule.exactly-once");
    carryOut();
    ASSERT_NE(studio().document().lesson(), nullptr);
    EXPECT_EQ(studio().document().lesson()->id, "exactly-once");
    EXPECT_EQ(studio().dialog(), studio::Dialog::None);
}

TEST_F(SelfStudyPages, EveryPosterShowsAllRulesWithoutClipping) {
    execute(cmd::Show{studio::Dialog::Poster});
    everywhere([this](const std::string& where) {
        for (const char* track : {"all", "foundations", "labs", "crashes"}) {
            draw();
            clickOn(std::string("poster.track.") + track);
            carryOut();
            expectTidy(where + " " + track);
            std::size_t rules = 0;
            for (const auto& group : studio().study().handouts.posters.groups()) rules += group.rules.size();
            const auto& texts = workspace().record().texts();
            const auto sources = std::count_if(texts.begin(), texts.end(), [](const FrameRecord::TextSpot& spot) {
                const bool isSource = spot.text.rfind("§", 0) == 0 || spot.text.rfind("D §", 0) == 0;
                return spot.layer > 0 && isSource && !spot.shortened;
            });
            EXPECT_EQ(static_cast<std::size_t>(sources), rules) << where;
        }
    });
}

TEST_F(SelfStudyPages, ThePosterAsksToBeSaved) {
    execute(cmd::Show{studio::Dialog::Poster});
    draw();
    clickOn("poster.save.svg");
    const auto moves = asked<Move>();
    ASSERT_EQ(moves.size(), 1u);
    EXPECT_EQ(moves.front().kind, Move::Kind::SavePoster);
    EXPECT_EQ(moves.front().text, "svg");
}

// ---- The interview ----

TEST_F(SelfStudyPages, ACardShowsItsAnswerOnlyWhenAsked) {
    execute(cmd::Show{studio::Dialog::Interview});
    draw();
    EXPECT_TRUE(reads("What parts does Raft consist of?"));
    EXPECT_FALSE(reads("Raft keeps one log equal"));
    press(Key::Space);
    carryOut();
    EXPECT_TRUE(reads("Raft keeps one log equal"));
    press(Key::Right);
    carryOut();
    EXPECT_EQ(studio().study().card, 1);
    EXPECT_FALSE(studio().study().answerShown);
    press(Key::Left);
    carryOut();
    EXPECT_EQ(studio().study().card, 0);
    clickOn("interview.card.prevote");
    carryOut();
    clickOn("interview.reveal");
    carryOut();
    EXPECT_TRUE(workspace().record().find("interview.showMe")->enabled);
}

TEST_F(SelfStudyPages, TheListFollowsTheCard) {
    execute(cmd::Show{studio::Dialog::Interview});
    draw();
    const auto& cards = studio().study().handouts.interview.cards();
    const std::string first = "interview.card." + cards.front().id;
    const std::string last = "interview.card." + cards.back().id;
    EXPECT_EQ(workspace().record().find(last), nullptr);
    for (std::size_t i = 1; i < cards.size(); ++i) {
        press(Key::Right);
        carryOut();
    }
    EXPECT_EQ(workspace().record().find(first), nullptr);
    ASSERT_NE(workspace().record().find(last), nullptr);
    const float bottom = workspace().record().find("interview.next")->box.bottom;
    EXPECT_LE(workspace().record().find(last)->box.bottom, bottom + 1);
    for (std::size_t i = 1; i < cards.size(); ++i) {
        press(Key::Left);
        carryOut();
    }
    EXPECT_NE(workspace().record().find(first), nullptr);
}

TEST_F(SelfStudyPages, ACardLeadsToItsLesson) {
    execute(Move{Move::Kind::ShowCard, 4});
    execute(Move{Move::Kind::RevealAnswer});
    draw();
    clickOn("interview.showMe");
    carryOut();
    ASSERT_NE(studio().document().lesson(), nullptr);
    EXPECT_EQ(studio().document().lesson()->id, "partition");
}

TEST_F(SelfStudyPages, EveryCardIsTidyInBothLanguages) {
    execute(cmd::Show{studio::Dialog::Interview});
    everywhere([this](const std::string& where) {
        for (std::size_t i = 0; i < studio().study().handouts.interview.cards().size(); ++i) {
            execute(Move{Move::Kind::ShowCard, static_cast<int>(i) + 1});
            execute(Move{Move::Kind::RevealAnswer});
            draw();
            const std::string card = where + ", card " + std::to_string(i + 1);
            expectTidy(card);
            const Area show = workspace().record().find("interview.showMe")->box;
            EXPECT_LT(show.bottom, workspace().record().find("interview.next")->box.top) << card;
        }
    });
}

// ---- The quiz ----

TEST_F(SelfStudyPages, AnAnswerIsWrittenAndJudged) {
    execute(cmd::Show{studio::Dialog::Quiz});
    draw();
    EXPECT_TRUE(reads("CC BY"));
    clickOn("quiz.begin");
    carryOut();
    EXPECT_TRUE(reads("60 minutes left"));
    clickOn("quiz.answer");
    ui().type("terms never fall");
    draw();
    carryOut();
    EXPECT_EQ(studio().study().quiz.answer(0).text, "terms never fall");
    clickOn("quiz.next");
    carryOut();
    EXPECT_EQ(studio().study().quiz.question(), 1);
    clickOn("quiz.answer");
    ui().type("1 and 2");
    draw();
    carryOut();
    EXPECT_EQ(studio().study().quiz.answer(1).text, "1 and 2");
    EXPECT_EQ(studio().study().quiz.answer(0).text, "terms never fall") << "each question has its own";
    clickOn("quiz.back");
    carryOut();
    clickOn("quiz.finishWriting");
    carryOut();
    EXPECT_FALSE(reads("25.7")) << "what others had is told at the end only";
    clickOn("quiz.item.1");
    carryOut();
    EXPECT_TRUE(reads("0.5 of 4 points"));
    clickOn("quiz.finishJudging");
    carryOut();
    EXPECT_TRUE(reads("0.5 of 60 points"));
    EXPECT_TRUE(reads("25.7"));
    clickOn("quiz.row.2");
    carryOut();
    EXPECT_EQ(studio().study().quiz.question(), 1);
    EXPECT_TRUE(reads("1 and 2"));
}

TEST_F(SelfStudyPages, EscapeClosesThePageAndTakesNothingBack) {
    execute(Move{Move::Kind::StartQuiz});
    draw();
    clickOn("quiz.answer");
    ui().type("first half");
    draw();
    carryOut();
    ui().type(", second half");
    draw();
    carryOut();
    press(Key::Escape);
    carryOut();
    EXPECT_EQ(studio().dialog(), studio::Dialog::None);
    EXPECT_EQ(studio().study().quiz.answer(0).text, "first half, second half");
    press(Key::F8);
    carryOut();
    draw();
    EXPECT_EQ(studio().dialog(), studio::Dialog::Quiz);
    ui().type("!");
    draw();
    carryOut();
    EXPECT_NE(studio().study().quiz.answer(0).text.find("first half, second half"), std::string::npos);
    EXPECT_NE(studio().study().quiz.answer(0).text.find('!'), std::string::npos) << "the field has the keyboard again";
}

TEST_F(SelfStudyPages, ALongAnswerIsBrokenIntoLinesThatFit) {
    execute(Move{Move::Kind::StartQuiz});
    draw();
    clickOn("quiz.answer");
    for (int i = 0; i < 12; ++i) {
        ui().type("a leader never changes its own log ");
        draw();
        carryOut();
    }
    const std::string& text = studio().study().quiz.answer(0).text;
    EXPECT_GT(std::count(text.begin(), text.end(), '\n'), 2);
    std::string joined = text;
    std::replace(joined.begin(), joined.end(), '\n', ' ');
    EXPECT_EQ(joined.find("  "), std::string::npos) << "a blank becomes the end of a line, and nothing is lost";
    EXPECT_EQ(joined.size(), 12u * 35u);
}

TEST_F(SelfStudyPages, EveryQuestionIsTidyWhileWritingAndJudging) {
    everywhere([this](const std::string& where) {
        execute(Move{Move::Kind::StartQuiz});
        for (const bool judging : {false, true}) {
            if (judging) execute(Move{Move::Kind::FinishWriting});
            for (int question = 1; question <= 8; ++question) {
                execute(Move{Move::Kind::ShowQuestion, question});
                draw();
                expectTidy(where + (judging ? ", judging " : ", writing ") + std::to_string(question));
            }
        }
        execute(Move{Move::Kind::FinishJudging});
        draw();
        expectTidy(where + ", the sum");
        execute(Move{Move::Kind::LeaveQuiz});
        draw();
        expectTidy(where + ", before");
    });
}

TEST_F(SelfStudyPages, ALessonForAQuestionIsOneClickAway) {
    execute(Move{Move::Kind::StartQuiz});
    execute(Move{Move::Kind::FinishWriting});
    execute(Move{Move::Kind::FinishJudging});
    draw();
    EXPECT_FALSE(reads("comes later")) << "there is a lesson for every question";
    clickOn("quiz.lesson.next-index");
    carryOut();
    ASSERT_NE(studio().document().lesson(), nullptr);
    EXPECT_EQ(studio().document().lesson()->id, "backing-up");
}

}  // namespace
}  // namespace gui
