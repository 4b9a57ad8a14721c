// Questions that are answered cell by cell, and with sets of servers.

#include "lessons/engine/answer_text.h"
#include "lessons/engine/verifier.h"
#include "tests/lessons/stage.h"

namespace lessons {
namespace {

using Words = std::vector<std::string>;

constexpr const char* kFive =
    R"j("servers": ["S1", "S2", "S3", "S4", "S5"], "labels": {"S5": "E"}, "timers": "manual")j";

/// S1 leads term 1, and a client writes twice.
std::string twoWrites(const std::string& ask) {
    return R"j({"id": "e", "say": {"en": "x", "zh": "字"}, "ask": )j" + ask +
           R"j(, "do": [{"timeout": "S1"}, {"waitFor": "leader(S1)"}, {"submit": "x=1", "to": "S1"},)j"
           R"j( {"waitFor": "acked(\"x=1\")"}, {"submit": "x=2", "to": "S1"}], "until": "allLogsEqual && last(S3) == 2",)j"
           R"j( "expect": ["log(S3) == \"1 1\""]})j";
}
LessonText lessonAsking(const std::string& ask) { return {twoWrites(ask), {}, kFive}; }

constexpr const char* kLogOfS3 = R"j({"kind": "log", "server": "S3", "prompt": "What will S3 store?", "choices": [)j"
                                 R"j({"id": "1  2", "why": "Terms change with elections.", "misconception": "M04"},)j"
                                 R"j({"id": "1 1", "why": "Both writes, both in term 1."}]})j";

Verdict verdictFor(const std::string& ask, const Words& given) {
    Stage stage(lessonAsking(ask));
    stage.player.begin();
    EXPECT_EQ(stage.player.answer(given), std::nullopt);
    stage.player.run();
    stage.player.finish();
    Verdict verdict = *stage.player.verdictOf(0);
    verdict.ask = nullptr;  // Its lesson is gone.
    return verdict;
}

std::string faultsOf(const std::string& ask) {
    const auto lesson = readLesson(lessonAsking(ask).json(), "f.json");
    std::string all;
    if (!lesson.ok()) {
        for (const raft::Error& error : lesson.errors()) all += error.format() + "\n";
    }
    return all;
}

std::string findingsOf(const std::string& ask) {
    VerifierOptions options;
    options.jitterRuns = 3;
    std::string all;
    for (const Finding& finding : verify(lessonOf(lessonAsking(ask)), options).findings) {
        if (finding.check == Check::Asks) all += finding.where + ": " + finding.text + "\n";
    }
    return all;
}

bool has(const std::string& text, std::string_view part) {
    EXPECT_NE(text.find(part), std::string::npos) << "'" << part << "' in: " << text;
    return text.find(part) != std::string::npos;
}

// ---- A log ----

TEST(LogQuestion, TheRunGradesTheCells) {
    EXPECT_TRUE(verdictFor(kLogOfS3, {"1 1"}).isRight);
    EXPECT_TRUE(verdictFor(kLogOfS3, {"1, 1"}).isRight) << "however it is written";
    for (const char* wrong : {"1", "1 2", "1 1 1", "2 1"}) {
        const Verdict verdict = verdictFor(kLogOfS3, {wrong});
        EXPECT_FALSE(verdict.isRight) << wrong;
        EXPECT_EQ(verdict.truth, Words{"1 1"});
    }
    const Verdict known = verdictFor(kLogOfS3, {"1 2"});
    EXPECT_EQ(known.misconceptions(), Words{"M04"});
    ASSERT_EQ(known.choices.size(), 2u);
    EXPECT_TRUE(known.choices[0].isMisjudged);
    EXPECT_TRUE(known.choices[1].isTrue);
    EXPECT_TRUE(verdictFor(kLogOfS3, {"2 2"}).misconceptions().empty()) << "there is nothing to say of it";
}

TEST(LogQuestion, AVerdictSaysWhichCellsDiffer) {
    Stage stage(lessonAsking(kLogOfS3));
    stage.playStep({"1 2 3"});
    EXPECT_EQ(stage.player.verdictOf(0)->differingCells(), (std::vector<int>{2, 3}));
    EXPECT_EQ(judgedAgain(*stage.player.verdictOf(0), {"1"}, stage.lesson.cluster).differingCells(),
              std::vector<int>{2});
    const Verdict right = judgedAgain(*stage.player.verdictOf(0), {"1 1"}, stage.lesson.cluster);
    EXPECT_TRUE(right.isRight);
    EXPECT_TRUE(right.differingCells().empty());
    EXPECT_TRUE(judgedAgain(right, {}, stage.lesson.cluster).differingCells().empty());
}

TEST(LogQuestion, OnlyTermsAreAnAnswer) {
    Stage stage(lessonAsking(kLogOfS3));
    stage.player.begin();
    for (const char* none : {"", "x", "0", "1 x", "10", "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"}) {
        EXPECT_TRUE(stage.player.answer({none}).has_value()) << none;
    }
    EXPECT_TRUE(stage.player.answer({"1", "1"}).has_value()) << "one text";
    EXPECT_EQ(stage.player.answer({"9"}), std::nullopt);
}

TEST(LogQuestion, TheFileIsJudgedWithItsPlace) {
    EXPECT_EQ(faultsOf(kLogOfS3), "");
    EXPECT_TRUE(has(faultsOf(R"j({"kind": "log", "prompt": "p"})j"), "\"server\" is missing"));
    EXPECT_TRUE(has(faultsOf(R"j({"kind": "log", "server": "S9", "prompt": "p"})j"), "S9"));
    EXPECT_TRUE(
        has(faultsOf(R"j({"kind": "log", "server": "S1", "answer": "log(S1)", "prompt": "p"})j"), "\"answer\""));
    EXPECT_TRUE(has(faultsOf(R"j({"kind": "log", "server": "S1", "prompt": "p", "choices": [{"id": "1:x"}]})j"),
                    "the terms of a log"));
    EXPECT_TRUE(
        has(faultsOf(R"j({"kind": "log", "server": "S1", "prompt": "p", "choices": [{"id": "1", "iff": "safe"}]})j"),
            "\"iff\""));
    EXPECT_TRUE(has(faultsOf(R"j({"kind": "number", "server": "S1", "answer": "term(S1)", "prompt": "p"})j"),
                    "\"server\" in a question of kind number"));
    EXPECT_TRUE(
        has(faultsOf(R"j({"kind": "log", "server": "S1", "prompt": "p", "choices": [{"id": "1"}, {"id": "1 "}]})j"),
            "stands twice"));
}

TEST(LogQuestion, TheVerifierWantsALogThatCanBeFilledIn) {
    EXPECT_EQ(findingsOf(kLogOfS3), "");
    EXPECT_TRUE(has(findingsOf(R"j({"kind": "log", "server": "S3", "prompt": "p", "resolve": "now"})j"),
                    "Step e: nobody can fill in the question's log (it is empty)"));
}

// ---- One set ----

constexpr const char* kWhoStores =
    R"j({"kind": "set", "prompt": "Who stores x=1?", "answer": "copies(1)", "choices": [)j"
    R"j({"id": "{S2, S1}", "why": "All five do.", "misconception": "M03"}]})j";

TEST(SetQuestion, ASetIsWhatTheExpressionComesTo) {
    EXPECT_TRUE(verdictFor(kWhoStores, {"{S1,S2,S3,S4,S5}"}).isRight);
    EXPECT_TRUE(verdictFor(kWhoStores, {"S5 S4 S3 S2 S1"}).isRight) << "in any order";
    EXPECT_TRUE(verdictFor(kWhoStores, {"S1 S2 S3 S4 E"}).isRight) << "by label";
    const Verdict wrong = verdictFor(kWhoStores, {"S1 S2"});
    EXPECT_FALSE(wrong.isRight);
    EXPECT_EQ(wrong.given, Words{"{S1,S2}"});
    EXPECT_EQ(wrong.truth, Words{"{S1,S2,S3,S4,S5}"});
    EXPECT_EQ(wrong.misconceptions(), Words{"M03"});
    const std::string empty = R"j({"kind": "set", "prompt": "Who leads?", "answer": "leaders", "resolve": "now"})j";
    EXPECT_TRUE(verdictFor(empty, {"{}"}).isRight) << "nobody is an answer too";
    EXPECT_FALSE(verdictFor(empty, {"{S1}"}).isRight);
}

TEST(SetQuestion, OnlySetsAreAnAnswer) {
    Stage stage(lessonAsking(kWhoStores));
    stage.player.begin();
    EXPECT_TRUE(stage.player.answer({"{S9}"}).has_value());
    EXPECT_TRUE(stage.player.answer({"{S1}", "{S2}"}).has_value()) << "one set";
    EXPECT_TRUE(stage.player.answer({"impossible"}).has_value());
    EXPECT_EQ(stage.player.answer({"{S1}"}), std::nullopt);
}

// ---- Sets that must fit together ----

std::string construction(const std::string& accept, const std::string& more = {}) {
    return R"j({"kind": "set", "prompt": "Two majorities?", "sets": [{"id": "a", "text": "one"}, {"id": "b", "text": "other"}],)j"
           R"j( "accept": ")j" +
           accept + "\"" + more + "}";
}
const std::string kShareOne = "size(a) == 3 && size(b) == 3 && size(a - (a - b)) == 1";
const std::string kShareNone = "size(a) >= 3 && size(b) >= 3 && size(a - (a - b)) == 0";
const std::string kMayGiveUp = R"j(, "impossible": true)j";

TEST(SetQuestion, AConstructionIsRightIfItFits) {
    const std::string ask = construction(kShareOne);
    EXPECT_TRUE(verdictFor(ask, {"{S1,S2,S3}", "{S3,S4,S5}"}).isRight);
    EXPECT_TRUE(verdictFor(ask, {"{S1,S4,S5}", "{S1,S2,S3}"}).isRight);
    EXPECT_FALSE(verdictFor(ask, {"{S1,S2,S3}", "{S2,S3,S4}"}).isRight);
    EXPECT_FALSE(verdictFor(ask, {"{S1,S2}", "{S3,S4,S5}"}).isRight);
    EXPECT_EQ(verdictFor(ask, {"{S1}", "{}"}).truth, (Words{"{S1,S2,S3}", "{S1,S4,S5}"})) << "one that fits";
}

TEST(SetQuestion, AConstructionTellsWhatIsMissed) {
    Stage stage(lessonAsking(construction(kShareOne)));
    stage.playStep({"{S1,S2}", "{S2,S3,S4}"});
    const raft::ClusterConfig& config = stage.lesson.cluster;
    const auto missed = [&config](const Verdict& verdict) {
        Words parts;
        for (const Demand* demand : verdict.missedDemands(config)) parts.emplace_back(demand->part.rootText());
        return parts;
    };
    const Verdict& verdict = *stage.player.verdictOf(0);
    EXPECT_EQ(missed(verdict), Words{"size(a) == 3"});
    EXPECT_EQ(missed(judgedAgain(verdict, {"{S1,S2,S3}", "{S1,S2}"}, config)),
              (Words{"size(b) == 3", "size(a - (a - b)) == 1"}));
    EXPECT_TRUE(missed(judgedAgain(verdict, {"{S1,S2,S3}", "{S3,S4,S5}"}, config)).empty());
    EXPECT_TRUE(judgedAgain(verdict, {"{S1,S2,S3}", "{S3,S4,S5}"}, config).isRight);
}

TEST(SetQuestion, ImpossibleIsRightIfNothingFits) {
    const std::string none = construction(kShareNone, kMayGiveUp);
    EXPECT_TRUE(verdictFor(none, {"impossible"}).isRight);
    EXPECT_EQ(verdictFor(none, {"{S1,S2,S3}", "{S4,S5}"}).truth, Words{"impossible"});
    EXPECT_FALSE(verdictFor(none, {"{S1,S2,S3}", "{S4,S5}"}).isRight);
    const std::string some = construction(kShareOne, kMayGiveUp);
    EXPECT_FALSE(verdictFor(some, {"impossible"}).isRight);
    EXPECT_TRUE(verdictFor(some, {"{S1,S2,S3}", "{S3,S4,S5}"}).isRight);
    // What is said of an answer is found by its sets.
    const std::string told = construction(
        kShareNone, kMayGiveUp + R"j(, "choices": [{"id": "impossible", "why": "3 + 3 > 5"},)j"
                                 R"j( {"id": "{S3,S2,S1} {S4,S5}", "why": "two of five", "misconception": "M03"}]})j");
    const std::string ask = told.substr(0, told.size() - 1);
    const Verdict verdict = verdictFor(ask, {"S1 S2 S3", "S4 S5"});
    EXPECT_EQ(verdict.misconceptions(), Words{"M03"});
    ASSERT_EQ(verdict.choices.size(), 2u);
    EXPECT_TRUE(verdict.choices[0].isTrue);
    EXPECT_FALSE(verdict.choices[1].isTrue);
}

TEST(SetQuestion, TheVerifierTriesEveryChoiceOfSets) {
    EXPECT_EQ(findingsOf(construction(kShareOne)), "");
    EXPECT_EQ(findingsOf(construction(kShareNone, kMayGiveUp)), "");
    EXPECT_EQ(findingsOf(construction(kShareOne, kMayGiveUp)), "") << "one may be tempted to give up";
    EXPECT_TRUE(has(findingsOf(construction(kShareNone)), "Step e: no choice of sets makes '" + kShareNone + "' true"));
    EXPECT_TRUE(has(findingsOf(construction("size(a) >= 0")), "every choice of sets"));
}

TEST(SetQuestion, TheFileIsJudgedWithItsPlace) {
    EXPECT_EQ(faultsOf(kWhoStores), "");
    EXPECT_EQ(faultsOf(construction(kShareOne)), "");
    EXPECT_TRUE(has(faultsOf(R"j({"kind": "set", "prompt": "p"})j"), "\"answer\" is missing"));
    EXPECT_TRUE(has(faultsOf(R"j({"kind": "set", "prompt": "p", "answer": "term(S1)"})j"), "a set of servers"));
    EXPECT_TRUE(has(faultsOf(R"j({"kind": "set", "prompt": "p", "accept": "safe"})j"), "\"sets\" is missing"));
    EXPECT_TRUE(has(faultsOf(R"j({"kind": "set", "prompt": "p", "sets": [{"id": "a", "text": "a"}]})j"),
                    "\"accept\" is missing"));
    EXPECT_TRUE(has(faultsOf(construction(kShareOne, R"j(, "answer": "leaders")j")), "beside \"accept\""));
    EXPECT_TRUE(has(faultsOf(construction("size(c) == 3")), "unknown name \"c\""));
    EXPECT_TRUE(has(faultsOf(construction("size(a)")), "a condition"));
    for (const char* id : {"safe", "S1", "in", "A", "", "a b"}) {
        const std::string ask = R"j({"kind": "set", "prompt": "p", "sets": [{"id": ")j" + std::string(id) +
                                R"j(", "text": "t"}], "accept": "safe"})j";
        EXPECT_TRUE(has(faultsOf(ask), "means nothing else yet")) << id;
    }
    EXPECT_TRUE(has(faultsOf(construction("a == {S1}", R"j(, "choices": [{"id": "{S1}"}])j")), "sets such as"));
    EXPECT_TRUE(has(faultsOf(construction("a == {S1}", R"j(, "choices": [{"id": "impossible"}])j")), "sets such as"));
    EXPECT_TRUE(has(faultsOf(R"j({"kind": "set", "prompt": "p", "answer": "leaders", "impossible": true})j"),
                    "\"impossible\""));
    // The column is that of the word at fault, inside the string.
    const std::string text = lessonAsking(construction("size(a) == 3 && size(cc) == 3")).json();
    const auto lesson = readLesson(text, "f.json");
    ASSERT_FALSE(lesson.ok());
    const std::string line = text.substr(text.find('\n') + 1);
    EXPECT_EQ(lesson.errors().front().column, static_cast<int>(line.find("cc)")) + 1);
}

TEST(SetQuestion, TooManyPlacesAreNotTried) {
    LessonText text = lessonAsking(construction("a == {S1}"));
    text.cluster = R"j("servers": ["S1","S2","S3","S4","S5","S6","S7","S8"], "timers": "manual")j";
    const auto lesson = readLesson(text.json(), "f.json");
    ASSERT_FALSE(lesson.ok());
    EXPECT_NE(lesson.errors().front().message.find("16 places"), std::string::npos) << lesson.errors().front().message;
    text.cluster = R"j("servers": ["S1","S2","S3","S4","S5","S6","S7"], "timers": "manual")j";
    EXPECT_TRUE(readLesson(text.json(), "f.json").ok());
}

}  // namespace
}  // namespace lessons
