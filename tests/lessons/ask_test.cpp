// Questions: how they are read, asked and decided. The run decides, never the file.

#include "lessons/engine/ask.h"

#include "tests/lessons/stage.h"

namespace lessons {
namespace {

using State = Player::State;
using Words = std::vector<std::string>;

/// A step that elects S1 and asks about it.
std::string election(const std::string& ask) {
    return R"j({"id": "e", "say": "x", "ask": )j" + ask + R"j(, "do": [{"timeout": "S1"}], "until": "leader(S1)"})j";
}

constexpr const char* kWhoLeads =
    R"j({"kind": "one", "prompt": "Who leads?", "choices": [)j"
    R"j({"id": "a", "text": "S1", "iff": "leader(S1)", "why": "It asked first."},)j"
    R"j({"id": "b", "text": "S2", "iff": "leader(S2)", "why": "It never asked.", "misconception": "M08"}]})j";

bool hasError(const std::string& ask, std::string_view part) {
    const auto lesson = readLesson(LessonText{election(ask), {}}.json(), "f.json");
    if (lesson.ok()) return false;
    std::string all;
    for (const raft::Error& error : lesson.errors()) all += error.format() + "\n";
    EXPECT_NE(all.find(part), std::string::npos) << all;
    return all.find(part) != std::string::npos;
}

TEST(Ask, StopsTheStepBeforeItDoesAnything) {
    Stage stage(LessonText{election(kWhoLeads), {}});
    Player& player = stage.player;
    player.begin();
    EXPECT_EQ(player.state(), State::Asking);
    EXPECT_EQ(player.current(), 0) << "the words of the step stand already";
    EXPECT_EQ(player.question().prompt.en, "Who leads?");
    EXPECT_EQ(stage.history.step(), raft::StepId(0)) << "nothing has happened";
    EXPECT_TRUE(player.answer({"z"}).has_value());
    EXPECT_TRUE(player.answer({"a", "b"}).has_value()) << "one means one";
    EXPECT_TRUE(player.given().empty());
    EXPECT_EQ(player.answer({"b"}), std::nullopt);
    EXPECT_EQ(player.answer({"a"}), std::nullopt) << "a class votes twice";
    EXPECT_EQ(player.given(), Words{"a"});
    player.run();
    EXPECT_EQ(player.state(), State::Running);
    EXPECT_TRUE(player.verdicts().empty()) << "decided when the step has run";
    player.finish();
    ASSERT_EQ(player.verdicts().size(), 1u);
    EXPECT_EQ(player.state(), State::Done);
}

TEST(Ask, AVerdictTellsWhatWasSaidAndWhatWasSo) {
    Stage stage(LessonText{election(kWhoLeads), {}});
    stage.playStep({"b"});
    const Verdict* verdict = stage.player.verdictOf(0);
    ASSERT_NE(verdict, nullptr);
    EXPECT_FALSE(verdict->isRight);
    EXPECT_EQ(verdict->given, Words{"b"});
    EXPECT_EQ(verdict->truth, Words{"a"});
    ASSERT_EQ(verdict->choices.size(), 2u);
    EXPECT_TRUE(verdict->choices[0].isTrue);
    EXPECT_FALSE(verdict->choices[0].isMisjudged);
    EXPECT_TRUE(verdict->choices[1].isMisjudged);
    ASSERT_TRUE(verdict->choices[1].seen.has_value());
    EXPECT_EQ(verdict->choices[1].seen->calls, (std::vector<raft::CallValue>{{"leader(S2)", "false"}}));
    ASSERT_EQ(verdict->explained().size(), 2u);
    EXPECT_EQ(verdict->explained()[0]->why.en, "It never asked.") << "first what was wrong";
    EXPECT_EQ(verdict->misconceptions(), Words{"M08"});
    EXPECT_EQ(verdict->idea(), nullptr) << "no what-if was named";
    EXPECT_EQ(verdict->place.time, stage.player.place().time);

    Stage right(LessonText{election(kWhoLeads), {}});
    right.playStep({"a"});
    EXPECT_TRUE(right.player.verdictOf(0)->isRight);
    EXPECT_TRUE(right.player.verdictOf(0)->misconceptions().empty());

    Stage silent(LessonText{election(kWhoLeads), {}});
    silent.playStep();
    EXPECT_FALSE(silent.player.verdictOf(0)->isAnswered());
    EXPECT_FALSE(silent.player.verdictOf(0)->isRight);
    EXPECT_EQ(silent.player.verdictOf(0)->truth, Words{"a"}) << "what is so is known all the same";
}

TEST(Ask, IsDecidedAtItsMoment) {
    const auto ask = [](const std::string& resolve) {
        return R"j({"kind": "one", "prompt": "Who leads?", "resolve": ")j" + resolve +
               R"j(", "choices": [{"id": "none", "text": "n", "iff": "leaders == {}"},)j"
               R"j({"id": "first", "text": "1", "iff": "leader(S1)"}, {"id": "second", "text": "2", "iff": "leader(S2)"}]})j";
    };
    const std::string later = R"j(, {"id": "f", "say": "y", "do": [{"timeout": "S2"}], "until": "leader(S2)"})j";
    for (const auto& [resolve, truth] : {std::pair("now", "none"), {"stepEnd", "first"}, {"lessonEnd", "second"}}) {
        Stage stage(LessonText{election(ask(resolve)) + later, {}});
        Player& player = stage.player;
        player.begin();
        player.run();
        EXPECT_EQ(player.verdicts().size(), std::string(resolve) == "now" ? 1u : 0u);
        player.finish();
        EXPECT_EQ(player.verdictOf(0) == nullptr, std::string(resolve) == "lessonEnd");
        stage.playStep();
        ASSERT_NE(player.verdictOf(0), nullptr) << resolve;
        EXPECT_EQ(player.verdictOf(0)->truth, Words{truth}) << resolve;
        EXPECT_TRUE(player.problems().empty());
    }
}

TEST(Ask, ManyMeansExactlyThose) {
    const std::string ask = R"j({"kind": "many", "prompt": "Who is in term 1?", "choices": [)j"
                            R"j({"id": "a", "text": "S1", "iff": "term(S1) == 1"},)j"
                            R"j({"id": "b", "text": "S2", "iff": "term(S2) == 1", "misconception": "M04"},)j"
                            R"j({"id": "c", "text": "S3", "iff": "term(S3) == 2", "misconception": "M05"}]})j";
    const auto verdictFor = [&ask](const Words& given) {
        Stage stage(LessonText{election(ask), {}});
        stage.playStep(given);
        return std::pair(stage.player.verdictOf(0)->isRight, stage.player.verdictOf(0)->misconceptions());
    };
    EXPECT_TRUE(verdictFor({"a", "b"}).first);
    EXPECT_TRUE(verdictFor({"b", "a"}).first);
    EXPECT_FALSE(verdictFor({"a"}).first);
    EXPECT_EQ(verdictFor({"a"}).second, Words{"M04"}) << "left out although it is so";
    EXPECT_FALSE(verdictFor({"a", "b", "c"}).first);
    EXPECT_EQ(verdictFor({"a", "b", "c"}).second, Words{"M05"});
}

TEST(Ask, ANumberIsWhatTheExpressionComesTo) {
    const std::string ask = R"j({"kind": "number", "prompt": "How many votes?", "answer": "size(votes(S1))",)j"
                            R"j( "choices": [{"id": "1", "why": "S2 and S3 vote too."}]})j";
    for (const auto& [given, isRight] : {std::pair("1", false), {"3", true}, {"2", false}}) {
        Stage stage(LessonText{
            R"j({"id": "e", "say": "x", "ask": )j" + ask + R"j(, "do": [{"timeout": "S1"}], "for": 30})j", {}});
        stage.player.begin();
        EXPECT_TRUE(stage.player.answer({"three"}).has_value());
        EXPECT_EQ(stage.player.answer({given}), std::nullopt);
        stage.player.run();
        stage.player.finish();
        const Verdict& verdict = *stage.player.verdictOf(0);
        EXPECT_EQ(verdict.isRight, isRight) << given;
        EXPECT_EQ(verdict.truth, Words{"3"});
        ASSERT_TRUE(verdict.answer.has_value());
        EXPECT_EQ(verdict.answer->calls.front(), (raft::CallValue{"size(votes(S1))", "3"}));
        EXPECT_EQ(verdict.explained().empty(), std::string(given) != "1");
    }
}

TEST(Ask, AnOrderIsThatInWhichThingsHappen) {
    const std::string ask = R"j({"kind": "order", "prompt": "In which order?", "choices": [)j"
                            R"j({"id": "lead", "text": "it leads", "iff": "leader(S1)"},)j"
                            R"j({"id": "stand", "text": "it stands", "iff": "candidate(S1)"},)j"
                            R"j({"id": "vote", "text": "S2 votes", "iff": "happened(vote, S2, S1)"}]})j";
    for (const auto& [given, isRight] :
         {std::pair(Words{"stand", "vote", "lead"}, true), std::pair(Words{"vote", "stand", "lead"}, false)}) {
        Stage stage(LessonText{election(ask), {}});
        stage.player.begin();
        EXPECT_TRUE(stage.player.answer({"stand", "vote"}).has_value()) << "all of them";
        EXPECT_TRUE(stage.player.answer({"stand", "vote", "vote"}).has_value());
        EXPECT_EQ(stage.player.answer(given), std::nullopt);
        stage.player.run();
        stage.player.finish();
        EXPECT_EQ(stage.player.verdictOf(0)->isRight, isRight);
        EXPECT_EQ(stage.player.verdictOf(0)->truth, (Words{"stand", "vote", "lead"}));
    }
}

TEST(Ask, AServerIsPickedByItsName) {
    Stage stage(LessonText{election(R"j({"kind": "server", "prompt": "Who leads?", "answer": "leaders",)j"
                                    R"j( "choices": [{"id": "S2", "why": "It never asked."}]})j"),
                           {},
                           R"j("servers": ["S1", "S2", "S3"], "labels": {"S3": "C"}, "timers": "manual")j"});
    const Ask& ask = *stage.lesson.steps[0].ask;
    ASSERT_EQ(ask.choices.size(), 3u) << "every server can be picked";
    EXPECT_EQ(ask.choices[2].text.en, "C");
    EXPECT_EQ(ask.choices[1].why.en, "It never asked.");
    stage.playStep({"S2"});
    EXPECT_EQ(stage.player.verdictOf(0)->truth, Words{"S1"});
    EXPECT_FALSE(stage.player.verdictOf(0)->isRight);
}

TEST(Ask, AnEntryIsACellAndMostCellsAreWrong) {
    const std::string ask =
        R"j({"kind": "entry", "prompt": "Which one goes?", "choices": [)j"
        R"j({"id": "S1[1]", "iff": "entry(S1,1) == none"}, {"id": "S2[1]", "iff": "entry(S2,1) != none"}]})j";
    Stage stage(LessonText{election(ask), {}});
    stage.player.begin();
    EXPECT_TRUE(stage.player.answer({"S9[1]"}).has_value());
    EXPECT_EQ(stage.player.answer({"S3[7]"}), std::nullopt);
    stage.player.run();
    stage.player.finish();
    EXPECT_FALSE(stage.player.verdictOf(0)->isRight);
    EXPECT_EQ(stage.player.verdictOf(0)->truth, Words{"S1[1]"});
}

TEST(Ask, TheFileIsJudgedWithItsPlace) {
    const auto one = [](const std::string& choices) {
        return R"j({"kind": "one", "prompt": "p", "choices": [)j" + choices + "]}";
    };
    const std::string a = R"j({"id": "a", "text": "A", "iff": "safe"})j";
    const std::string b = R"j({"id": "b", "text": "B", "iff": "!safe"})j";
    EXPECT_FALSE(hasError(one(a + "," + b), ""));
    EXPECT_TRUE(hasError(one(a), "choices"));
    EXPECT_TRUE(hasError(one(a + "," + a), "stands twice"));
    EXPECT_TRUE(hasError(one(a + R"j(,{"id": "b", "text": "B"})j"), "\"iff\" is missing"));
    EXPECT_TRUE(hasError(one(a + R"j(,{"id": "b", "text": "B", "iff": "leader(S9)"})j"), "unknown server \"S9\""));
    EXPECT_TRUE(hasError(one(a + R"j(,{"id": "b", "text": "B", "iff": "safe", "mis": 1})j"), "\"mis\""));
    EXPECT_TRUE(
        hasError(one(a + R"j(,{"id": "b", "text": "B", "iff": "safe", "misconception": "M29"})j"), "M01 to M28"));
    EXPECT_TRUE(hasError(one(a + R"j(,{"id": "b", "text": "B", "iff": "safe", "whatIf": "w"})j"), "unknown what-if"));
    EXPECT_TRUE(hasError(one(a + R"j(,{"id": "b", "text": {"en": "B"}, "iff": "safe"})j"), "zh"));
    EXPECT_TRUE(hasError(R"j({"kind": "ones", "prompt": "p"})j", "did you mean \"one\""));
    EXPECT_TRUE(hasError(R"j({"kind": "one", "prompt": "p", "answer": "leaders", "choices": []})j", "\"answer\""));
    EXPECT_TRUE(hasError(R"j({"kind": "number", "prompt": "p"})j", "\"answer\" is missing"));
    EXPECT_TRUE(hasError(R"j({"kind": "number", "prompt": "p", "answer": "leaders"})j", "a number"));
    EXPECT_TRUE(hasError(R"j({"kind": "number", "prompt": "p", "answer": "term(S1)", "choices": [{"id": "x"}]})j",
                         "whole number"));
    EXPECT_TRUE(hasError(R"j({"kind": "server", "prompt": "p", "answer": "term(S1)"})j", "a server"));
    EXPECT_TRUE(
        hasError(R"j({"kind": "server", "prompt": "p", "answer": "leaders", "choices": [{"id": "S4"}]})j", "S4"));
    EXPECT_TRUE(hasError(R"j({"kind": "entry", "prompt": "p", "choices": [{"id": "S1[1..2]", "iff": "safe"},)j"
                         R"j({"id": "S1[1]", "iff": "safe"}]})j",
                         "a cell"));
    EXPECT_TRUE(hasError(R"j({"kind": "order", "prompt": "p", "resolve": "now", "choices": [)j" + a + "," + b + "]}",
                         "while something runs"));
    // Inside a condition the column is that of the word at fault.
    const std::string text =
        LessonText{election(one(a + R"j(,{"id": "b", "text": "B", "iff": "leader(S9)"})j")), {}}.json();
    const std::string line = text.substr(text.find('\n') + 1);
    const auto lesson = readLesson(text, "f.json");
    ASSERT_FALSE(lesson.ok());
    EXPECT_EQ(lesson.errors().front().line, 2);
    EXPECT_EQ(lesson.errors().front().column, static_cast<int>(line.find("S9")) + 1);
}

}  // namespace
}  // namespace lessons
