// The verifier, both ways: a lesson that keeps its word passes, and each way to break it is caught and explained.

#include "lessons/engine/verifier.h"

#include "lessons/engine/text_check.h"
#include "tests/lessons/stage.h"

namespace lessons {
namespace {

constexpr const char* kLead =
    R"j({"id": "lead", "say": {"en": "S1 stands.", "zh": "S1 参选。"}, "do": [{"timeout": "S1"}],)j"
    R"j( "until": "leader(S1)", "atMost": 100, "expect": ["leader(S1, 1)"]})j";

VerifierReport reportOf(const LessonText& text, VerifierOptions options = {}) {
    const Lesson lesson = lessonOf(text);
    return verify(lesson, options);
}

/// Errors only, of one check; warnings with `severity`.
std::string told(const VerifierReport& report, Check check, Finding::Severity severity = Finding::Severity::Error) {
    std::string all;
    for (const Finding& finding : report.findings) {
        if (finding.check == check && finding.severity == severity) all += finding.where + ": " + finding.text + "\n";
    }
    return all;
}

/// What is told of a lesson of this check, which is expected to be its only kind of error.
std::string toldOnly(const LessonText& text, Check check, VerifierOptions options = {}) {
    const VerifierReport report = reportOf(text, options);
    for (const Finding& finding : report.findings) {
        const bool isOther = finding.check != check && finding.severity == Finding::Severity::Error;
        EXPECT_FALSE(isOther) << finding.where << ": " << finding.text;
    }
    return told(report, check);
}

bool has(const std::string& text, std::string_view part) {
    EXPECT_NE(text.find(part), std::string::npos) << "'" << part << "' in: " << text;
    return text.find(part) != std::string::npos;
}

TEST(Verifier, IsContentWithALessonThatKeepsItsWord) {
    const VerifierReport report = reportOf({kLead, {}});
    EXPECT_TRUE(report.isFine());
    for (const Finding& finding : report.findings) ADD_FAILURE() << finding.where << ": " << finding.text;
    EXPECT_EQ(report.lines, 101) << "once, and a hundred times with other luck";
}

// ---- Texts ----

TEST(Verifier, CountsTheCharactersOfACaption) {
    const auto caption = [](std::size_t english, std::size_t chinese) {
        std::string zh;
        for (std::size_t i = 0; i < chinese; ++i) zh += "字";
        return LessonText{R"j({"id": "s", "say": {"en": ")j" + std::string(english, 'x') + R"j(", "zh": ")j" + zh +
                              R"j("}, "expect": ["safe"]})j",
                          {}};
    };
    EXPECT_EQ(toldOnly(caption(140, 60), Check::Texts), "");
    EXPECT_TRUE(
        has(toldOnly(caption(141, 60), Check::Texts), "Step s: Its English \"say\" has 141 characters; at most 140"));
    EXPECT_TRUE(has(toldOnly(caption(140, 61), Check::Texts), "Its Chinese \"say\" has 61 characters; at most 60"));
}

TEST(Verifier, WarnsWhereALanguageIsMissingOrNothingIsClaimed) {
    const auto warnings = [](const std::string& step) {
        return told(reportOf({step, {}}), Check::Texts, Finding::Severity::Warning);
    };
    EXPECT_EQ(warnings(kLead), "");
    EXPECT_TRUE(has(warnings(R"j({"id": "s", "say": "x", "expect": ["safe"]})j"), "the same in both languages"));
    EXPECT_TRUE(has(warnings(R"j({"id": "s", "say": {"en": "x", "zh": "字"}})j"), "No step has an \"expect\""));
}

TEST(Verifier, KnowsTheGlossaryAndTheCourse) {
    const auto glossary = Glossary::read(
        R"j({"format": "raftlab-glossary/1", "terms": [{"id": "leader", "term": {"en": "leader", "zh": "领导人"},)j"
        R"j( "meaning": "m", "source": "§5.1"}]})j",
        "g.json");
    ASSERT_TRUE(glossary.ok());
    VerifierOptions options;
    options.glossary = &glossary.value();
    options.lessonIds = {"a", "first-election"};
    const auto with = [&options](const std::string& more, const std::string& say) {
        return toldOnly({R"j({"id": "s", "say": {"en": ")j" + say + R"j(", "zh": "字"}, "expect": ["safe"]})j", more},
                        Check::Texts, options);
    };
    EXPECT_EQ(
        with(R"j("terms": ["leader"], "requires": ["first-election"], )j", "A [[leader]] and [[leader|leaders]]."), "");
    EXPECT_TRUE(has(with(R"j("terms": ["leadr"], )j", "x"), "did you mean \"leader\"?"));
    EXPECT_TRUE(has(with(R"j("requires": ["first-elction"], )j", "x"), "did you mean \"first-election\"?"));
    EXPECT_TRUE(has(with("", "A [[ledger]]."), "Step s: the glossary has no term \"ledger\""));
    EXPECT_TRUE(has(with("", "A [[leader leads."), "Step s: \"[[\" begins a term that does not end"));
    EXPECT_EQ(with("", "A [[leader]] leads, [[1,2]] too."), "");
    // Marks are not read: 138 letters and a word of 6 are too many, 134 are not.
    EXPECT_EQ(with("", std::string(134, 'x') + "[[leader]]"), "");
    EXPECT_TRUE(has(with("", std::string(138, 'x') + "[[leader]]"), "144 characters"));
}

TEST(Verifier, AWhatIfMustHaveBegunBeforeItIsNamed) {
    const auto text = [](const std::string& resolve, const std::string& from) {
        return LessonText{
            R"j({"id": "ask", "say": {"en": "x", "zh": "字"}, "ask": {"kind": "one", "prompt": "p", "resolve": ")j" +
                resolve +
                R"j(", "choices": [{"id": "a", "text": "A", "iff": "safe"},)j"
                R"j( {"id": "b", "text": "B", "iff": "!safe", "whatIf": "w"}]}, "expect": ["safe"]},)j"
                R"j({"id": "next", "say": {"en": "x", "zh": "字"}})j",
            R"j("whatIfs": {"w": {"title": "t", "from": ")j" + from +
                R"j(", "steps": [{"id": "w1", "say": {"en": "x", "zh": "字"}}]}}, )j"};
    };
    EXPECT_EQ(toldOnly(text("stepEnd", "ask:end"), Check::Texts), "");
    EXPECT_EQ(toldOnly(text("lessonEnd", "next:end"), Check::Texts), "");
    EXPECT_TRUE(has(toldOnly(text("now", "ask:end"), Check::Texts), "after the question is decided"));
    EXPECT_TRUE(has(toldOnly(text("stepEnd", "next:end"), Check::Texts), "after the question is decided"));
}

// ---- The main line ----

TEST(Verifier, ExplainsAWaitInVain) {
    const auto text = [](const std::string& atMost) {
        return LessonText{
            R"j({"id": "c2", "say": {"en": "x", "zh": "字"}, "do": [{"timeout": "S1"}], "until": "leader(S1)",)j"
            R"j( "atMost": )j" +
                atMost + R"j(, "expect": ["safe"]}, {"id": "never", "say": {"en": "x", "zh": "字"}})j",
            {}};
    };
    EXPECT_EQ(toldOnly(text("30"), Check::MainLine), "");
    const std::string late = toldOnly(text("12"), Check::MainLine);
    EXPECT_TRUE(has(late,
                    "Step c2: 'leader(S1)' was still false after 12 ms (leader(S1)=false). It comes true after 20 ms "
                    "(at 20 ms). Let \"atMost\""));
    EXPECT_TRUE(
        has(toldOnly({R"j({"id": "c2", "say": {"en": "x", "zh": "字"}, "until": "leader(S1)", "atMost": 12})j", {}},
                     Check::MainLine),
            "It stays false for 10 s more"));
}

TEST(Verifier, ExplainsAFalseExpectation) {
    const auto text = [](const std::string& expect) {
        return LessonText{R"j({"id": "c2", "say": {"en": "x", "zh": "字"}, "do": [{"timeout": "S1"}], "for": 12,)j"
                          R"j( "expect": [")j" +
                              expect + R"j("]})j",
                          {}};
    };
    EXPECT_EQ(toldOnly(text("candidate(S1)"), Check::MainLine), "");
    EXPECT_TRUE(has(toldOnly(text("leader(S1)"), Check::MainLine),
                    "Step c2: 'leader(S1)' is false at the end of the step (leader(S1)=false). It comes true 8 ms "
                    "later (at 20 ms). Wait for it: \"until\": \"leader(S1)\"."));
    EXPECT_TRUE(has(toldOnly(text("leader(S2)"), Check::MainLine), "It stays false for 10 s more"));
    const VerifierReport report = reportOf(text("leader(S2)"));
    ASSERT_FALSE(report.findings.empty());
    EXPECT_EQ(report.findings[0].position.line, 2) << "where the condition stands";
}

TEST(Verifier, ExplainsAnActionThatFitsNothing) {
    const auto text = [](const std::string& kind) {
        return LessonText{
            R"j({"id": "s", "say": {"en": "x", "zh": "字"}, "do": [{"timeout": "S1"}, {"deliver": {"kind": ")j" + kind +
                R"j("}}], "expect": ["safe"]})j",
            {}};
    };
    EXPECT_EQ(toldOnly(text("RequestVote"), Check::MainLine), "");
    EXPECT_TRUE(has(toldOnly(text("AppendEntries"), Check::MainLine), "nothing fits"));
}

constexpr const char* kTwoLeaders =
    R"j({"id": "two", "say": {"en": "x", "zh": "字"}, "do": [{"timeout": "S1"}, {"timeout": "S2"}], "for": 5, "expect": ["maxTerm == 1"]})j";

TEST(Verifier, ExactlyWhatShouldBreakBreaks) {
    const std::string half = R"j("servers": ["S1", "S2", "S3"], "timers": "manual", "rules": {"quorum": "half"})j";
    const auto with = [&half](const std::string& breaks) {
        return toldOnly({kTwoLeaders, R"j("breaks": [)j" + breaks + "], ", half}, Check::MainLine);
    };
    EXPECT_EQ(with(R"j("ElectionSafety")j"), "");
    EXPECT_TRUE(has(with(""), "ElectionSafety broke"));
    EXPECT_TRUE(has(with(R"j("ElectionSafety", "LogMatching")j"), "LogMatching was to break and did not"));
}

// ---- Questions ----

std::string asking(const std::string& ask) {
    return R"j({"id": "q", "say": {"en": "x", "zh": "字"}, "ask": )j" + ask +
           R"j(, "do": [{"timeout": "S1"}], "until": "leader(S1)", "expect": ["leader(S1)"]})j";
}

TEST(Verifier, TheRunMustDecideEachQuestion) {
    const auto with = [](const std::string& kind, const std::string& a, const std::string& b) {
        return toldOnly(
            {asking(R"j({"kind": ")j" + kind + R"j(", "prompt": "p", "choices": [{"id": "a", "text": "A", "iff": ")j" +
                    a + R"j("}, {"id": "b", "text": "B", "iff": ")j" + b + R"j("}]})j"),
             {}},
            Check::Asks);
    };
    EXPECT_EQ(with("one", "leader(S1)", "leader(S2)"), "");
    EXPECT_TRUE(has(with("one", "leader(S3)", "leader(S2)"),
                    "Step q: none of the question's choices is true (a: leader(S3)=false; b: leader(S2)=false)"));
    EXPECT_TRUE(has(with("one", "leader(S1)", "safe"), "several of the question's choices are true: a, b"));
    EXPECT_EQ(with("many", "leader(S1)", "safe"), "");
    EXPECT_TRUE(has(with("many", "leader(S3)", "leader(S2)"), "none of the question's choices is true"));
    EXPECT_EQ(with("order", "candidate(S1)", "leader(S1)"), "");
    EXPECT_TRUE(has(with("order", "leader(S1)", "size(leaders) == 1"), "in the same instant"));
    EXPECT_TRUE(has(with("order", "leader(S1)", "leader(S2)"), "not all of the question's choices come true"));
    const auto number = [](const std::string& answer) {
        return toldOnly({asking(R"j({"kind": "number", "prompt": "p", "answer": ")j" + answer + R"j("})j"), {}},
                        Check::Asks);
    };
    EXPECT_EQ(number("term(S1)"), "");
    EXPECT_TRUE(has(number("kv(S1, \\\"x\\\")"), "is no whole number"));
    const auto server = [](const std::string& answer) {
        return toldOnly({asking(R"j({"kind": "server", "prompt": "p", "answer": ")j" + answer + R"j("})j"), {}},
                        Check::Asks);
    };
    EXPECT_EQ(server("leaders"), "");
    EXPECT_TRUE(has(server("{S1,S2}"), "several of the question's choices are true: S1, S2"));
}

TEST(Verifier, WarnsOfAnIdeaThatIsNeverRun) {
    const auto warnings = [](const std::string& resolve, const std::string& whatIf) {
        const std::string ask = R"j({"kind": "one", "prompt": "p", "resolve": ")j" + resolve +
                                R"j(", "choices": [{"id": "a", "text": "A", "iff": "leaders == {}"},)j"
                                R"j( {"id": "b", "text": "B", "iff": "size(leaders) == 1")j" +
                                whatIf + "}]}";
        const LessonText text{
            asking(ask),
            R"j("whatIfs": {"w": {"title": "t", "from": "q:end", "steps": [{"id": "w1", "say": {"en": "x", "zh": "字"}}]}}, )j"};
        return told(reportOf(text), Check::Asks, Finding::Severity::Warning);
    };
    EXPECT_TRUE(has(warnings("now", ""), "Step q: The wrong choice b is explained but never run"));
    EXPECT_EQ(warnings("now", R"j(, "whatIf": "w")j"), "");
    EXPECT_EQ(warnings("stepEnd", ""), "") << "the run itself refutes it";
}

// ---- What-ifs ----

TEST(Verifier, TheRulesOfAWhatIfAreTheCauseOfWhatItBreaks) {
    const auto with = [](const std::string& rules, const std::string& doing, const std::string& expect) {
        return toldOnly(
            {kLead,
             R"j("whatIfs": {"w": {"title": "t", "from": "lead:end", "rules": )j" + rules +
                 R"j(, "breaks": ["ElectionSafety"], "steps": [{"id": "w1", "say": {"en": "x", "zh": "字"}, "do": [)j" +
                 doing + R"j(], "for": 5, "expect": [")j" + expect + R"j("]}]}}, )j"},
            Check::WhatIfs);
    };
    const std::string twice = R"j({"timeout": "S2"}, {"timeout": "S3"})j";
    EXPECT_EQ(with(R"j({"quorum": "half"})j", twice, "broken(ElectionSafety)"), "");
    EXPECT_TRUE(has(with("{}", twice, "safe"), "ElectionSafety was to break and did not"));
    EXPECT_TRUE(has(with(R"j({"quorum": "half"})j", twice, "down(S1)"), "What-if w, step w1: 'down(S1)' is false"));
    // The steps bend the rule themselves: they break without the what-if's rules too.
    EXPECT_TRUE(has(with(R"j({"compareLogs": false})j", R"j({"rule": {"quorum": "half"}}, )j" + twice, "!safe"),
                    "breaks without its rules too"));
}

// ---- The goal ----

std::string goal(const std::string& win, const std::string& lose, const std::string& limit, const std::string& solution,
                 const std::string& allow = R"j("submit")j") {
    return R"j("goal": {"prompt": "p", "from": "lead:end", "allow": [)j" + allow + R"j(], "win": ")j" + win +
           R"j(", "lose": ")j" + lose + R"j(", "limit": )j" + limit + R"j(, "solution": [)j" + solution + "]}, ";
}

TEST(Verifier, AGoalIsReachedByItsSolutionAndNotByItself) {
    const std::string submit = R"j({"do": [{"submit": "x=1"}], "until": "committed(1)"})j";
    const std::string limit = R"j({"actions": 2, "time": 200})j";
    const auto with = [](const std::string& more) { return toldOnly({kLead, more}, Check::Goal); };
    EXPECT_EQ(with(goal("committed(1)", "down(S1)", limit, submit)), "");
    EXPECT_TRUE(has(with(goal("leader(S1)", "down(S1)", limit, submit)), "won already where it begins"));
    EXPECT_TRUE(has(with(goal("committed(1)", "leader(S1)", limit, submit)), "lost already where it begins"));
    EXPECT_TRUE(has(with(goal("t > 100", "down(S1)", limit, submit)), "won by waiting"));
    EXPECT_TRUE(
        has(with(goal("committed(2)", "down(S1)", limit, submit)), "ends before it is won: 'committed(2)' is false"));
    EXPECT_TRUE(has(with(goal("committed(1)", "last(S1) == 1", limit, submit)), "Its solution loses"));
    EXPECT_TRUE(has(with(goal("committed(1)", "down(S1)", limit, submit + R"j(, {"do": [{"crash": "S1"}]})j",
                              R"j("submit", "crash")j")),
                    "Its solution wins, and then 'down(S1)' comes true"));
    EXPECT_TRUE(has(with(goal("committed(1)", "down(S1)", R"j({"actions": 1, "time": 10})j", submit)),
                    "; \"limit\" gives 1 action and 10 ms."));
    EXPECT_TRUE(has(with(goal("committed(2)", "down(S1)", R"j({"actions": 1, "time": 200})j",
                              submit + R"j(, {"do": [{"submit": "x=2"}], "until": "committed(2)"})j")),
                    "takes 2 actions"));
    EXPECT_TRUE(has(with(goal("committed(1)", "down(S1)", limit, submit, R"j("crash")j")),
                    "Its solution uses 'submit', which \"allow\" does not list"));
    EXPECT_TRUE(has(with(goal("committed(1)", "down(S1)", limit,
                              R"j({"do": [{"submit": "x=1"}], "until": "committed(1)", "atMost": 5})j")),
                    "Goal, solution, step 1: 'committed(1)' was still false after 5 ms"));
}

// ---- Other luck ----

TEST(Verifier, OtherLuckMustNotBreakALesson) {
    const auto text = [](const std::string& expect, const std::string& more) {
        return LessonText{
            R"j({"id": "s", "say": {"en": "x", "zh": "字"}, "do": [{"timeout": "S1"}], "until": "leader(S1)",)j"
            R"j( "expect": [")j" +
                expect + R"j("]})j",
            more, R"j("servers": ["S1", "S2", "S3", "S4", "S5"], "timers": "manual")j"};
    };
    EXPECT_EQ(toldOnly(text("size(votes(S1)) >= 3", ""), Check::Jitter), "");
    const std::string faults = toldOnly(text("t == 20", ""), Check::Jitter);
    EXPECT_TRUE(has(faults, "runs with other luck (latencies 20 % off, other seeds) 't == 20' is false"));
    EXPECT_TRUE(has(faults, "Step s: In ")) << faults;
    EXPECT_EQ(std::count(faults.begin(), faults.end(), '\n'), 1) << "one finding, however many runs";
    EXPECT_EQ(toldOnly(text("t == 20", R"j("timingSensitive": "it counts milliseconds", )j"), Check::Jitter), "");
    EXPECT_TRUE(
        has(told(reportOf(text("t == 20", R"j("timingSensitive": true, )j")), Check::Texts, Finding::Severity::Warning),
            "gives no reason"));
    VerifierOptions few;
    few.jitterRuns = 0;
    EXPECT_EQ(toldOnly(text("t == 20", ""), Check::Jitter, few), "");
}

TEST(Verifier, OtherLuckMustNotTurnAQuestion) {
    const auto with = [](const std::string& first, const std::string& second) {
        return toldOnly({asking(R"j({"kind": "one", "prompt": "p", "choices": [{"id": "a", "text": "A", "iff": ")j" +
                                first + R"j("}, {"id": "b", "text": "B", "iff": ")j" + second + R"j("}]})j"),
                         {}},
                        Check::Jitter);
    };
    EXPECT_EQ(with("t <= 20", "t > 20"), "") << "one of them is always true";
    EXPECT_TRUE(has(with("t == 20", "t > 20"), "none of the question's choices is true"));
}

// ---- Back and forth, and the minutes ----

TEST(Verifier, NoticesAPastThatIsAnotherOne) {
    Stage stage(LessonText{kLead, {}});
    stage.playToEnd();
    std::vector<PastMark> marks;
    for (int step = -1; step < stage.player.done(); ++step) {
        standAt(stage.history, 0, stage.player.placeAfter(step));
        marks.push_back(markHere(stage.history));
    }
    EXPECT_EQ(firstOtherPast(stage.history, 0, marks), std::nullopt);
    EXPECT_EQ(stage.history.step(), stage.player.place().step) << "the eye ends where it was";
    marks[1].digest ^= 1;
    EXPECT_EQ(firstOtherPast(stage.history, 0, marks), std::size_t{1});
    marks[0].chain ^= 1;
    EXPECT_EQ(firstOtherPast(stage.history, 0, marks), std::size_t{0});
}

TEST(Verifier, WarnsWhenTheMinutesAreWrong) {
    const auto minutes = [](int given) {
        Lesson lesson = lessonOf(
            {asking(
                 R"j({"kind": "number", "prompt": "p", "answer": "term(S1)", "peer": {"vote": 60, "discuss": 100}})j"),
             {}});
        lesson.minutes = given;
        VerifierReport report = verify(lesson);
        EXPECT_TRUE(report.isFine());
        return told(report, Check::Duration, Finding::Severity::Warning);
    };
    EXPECT_EQ(minutes(3), "") << "160 s of talking, 15 s of looking, a few words";
    EXPECT_TRUE(has(minutes(1), "take about 3"));
    EXPECT_TRUE(has(minutes(9), "take about 3"));
}

TEST(Verifier, StopsWhenItIsTold) {
    int asked = 0;
    VerifierOptions options;
    options.cancelled = [&asked] { return ++asked > 5; };
    const VerifierReport report = reportOf({kLead, {}}, options);
    EXPECT_TRUE(report.isCancelled);
    EXPECT_LT(report.lines, 100);
}

}  // namespace
}  // namespace lessons
