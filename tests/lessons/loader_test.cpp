// Lesson files of strangers: what is right is read in full, what is wrong is named with its place.

#include "lessons/engine/loader.h"

#include <gtest/gtest.h>

namespace lessons {
namespace {

/// A lesson in one line, with `more` among its members and `step` as its only step.
std::string lessonWith(const std::string& step, const std::string& more = "") {
    return R"j({"format": "raftlab-lesson/1", "id": "a", "track": "t", "order": 1, "level": 2, "minutes": 5, )j"
           R"j("title": {"en": "E", "zh": "Z"}, "objective": "both", "source": [{"paper": "§5.2"}], )j" +
           more + R"j("cluster": {"servers": ["S1", "S2", "S3"], "timers": "manual"}, "steps": [)j" + step + "]}";
}

std::string firstError(const std::string& text) {
    const auto lesson = readLesson(text, "f.json");
    return lesson.ok() ? std::string() : lesson.errors().front().format();
}

bool hasError(const std::string& text, std::string_view part) {
    const auto lesson = readLesson(text, "f.json");
    if (lesson.ok()) return false;
    for (const raft::Error& error : lesson.errors()) {
        if (error.format().find(part) != std::string::npos) return true;
    }
    return false;
}

TEST(LessonLoader, ReadsEveryFieldOfALesson) {
    const auto lesson = readLesson(
        lessonWith(
            R"j({"id": "s", "say": {"en": "e", "zh": "z"}, "presenter": "p", "button": "go", "checkpoint": "c",)j"
            R"j( "do": [{"timeout": "S1"}, {"wait": 5}], "until": "leader(S1)", "atMost": 100,)j"
            R"j( "expect": ["safe", "leader(S1, 1)"],)j"
            R"j( "show": {"focus": ["S1"], "dim": ["S2"], "entries": ["S1[1..7]", "S2[3]"], "links": ["S1-S2"],)j"
            R"j( "messages": ["RequestVote"], "badge": "b", "stamp": "(a)", "alarm": true, "zoom": "S3",)j"
            R"j( "back": 1.5, "doors": true}})j",
            R"j("view": {"panels": ["ring", "time"]}, )j"),
        "f.json");
    ASSERT_TRUE(lesson.ok()) << lesson.errors().front().format();
    const Lesson& read = lesson.value();
    EXPECT_EQ(read.id, "a");
    EXPECT_EQ(read.level, 2);
    EXPECT_EQ(read.minutes, 5);
    EXPECT_EQ(read.title.en, "E");
    EXPECT_EQ(read.title.zh, "Z");
    EXPECT_EQ(read.objective.zh, "both") << "a bare text serves both languages";
    EXPECT_EQ(read.source, (std::vector<std::pair<std::string, std::string>>{{"paper", "§5.2"}}));
    EXPECT_EQ(read.panels, (std::vector<std::string>{"ring", "time"}));
    EXPECT_EQ(read.cluster.serverCount(), 3);
    ASSERT_EQ(read.steps.size(), 1u);
    const Step& step = read.steps[0];
    EXPECT_EQ(step.say.zh, "z");
    EXPECT_EQ(step.presenter.en, "p");
    EXPECT_EQ(step.button.en, "go");
    EXPECT_EQ(step.checkpoint, "c");
    EXPECT_EQ(step.todo.size(), 2u);
    ASSERT_TRUE(step.run.has_value());
    const auto* wait = std::get_if<raft::item::WaitFor>(&step.run->move);
    ASSERT_NE(wait, nullptr);
    EXPECT_EQ(wait->atMost, raft::SimTime::fromMs(100));
    EXPECT_EQ(step.expect.size(), 2u);
    EXPECT_EQ(step.show.focus, (std::vector<raft::NodeId>{raft::NodeId(0)}));
    EXPECT_EQ(step.show.dim, (std::vector<raft::NodeId>{raft::NodeId(1)}));
    ASSERT_EQ(step.show.entries.size(), 2u);
    EXPECT_EQ(step.show.entries[0].last, 7u);
    EXPECT_EQ(step.show.entries[1].first, 3u);
    EXPECT_EQ(step.show.entries[1].last, 3u);
    EXPECT_EQ(step.show.links, (std::vector<raft::LinkId>{{raft::NodeId(0), raft::NodeId(1)}}));
    EXPECT_EQ(step.show.messages, (std::vector<raft::MessageKind>{raft::MessageKind::RequestVote}));
    EXPECT_EQ(step.show.badge.en, "b");
    EXPECT_EQ(step.show.stamp, "(a)");
    EXPECT_TRUE(step.show.alarm);
    EXPECT_EQ(step.show.zoom, raft::NodeId(2));
    EXPECT_EQ(step.show.back, raft::SimTime(1500));
    EXPECT_TRUE(step.show.doors);
}

TEST(LessonLoader, ReadsWhatALessonIsAbout) {
    const auto lesson = readLesson(
        lessonWith(R"j({"id": "s", "say": "x"})j",
                   R"j("requires": ["first-election"], "terms": ["leader"], "dispels": ["M05", "M28"],)j"
                   R"j( "breaks": ["LogMatching"], "timingSensitive": "a reason",)j"
                   R"j( "view": {"layout": "rows", "panels": ["votes"], "speed": 0.02, "theme": "dark"}, )j"),
        "f.json");
    ASSERT_TRUE(lesson.ok()) << lesson.errors().front().format();
    using Words = std::vector<std::string>;
    EXPECT_EQ(lesson.value().needs, Words{"first-election"});
    EXPECT_EQ(lesson.value().terms, Words{"leader"});
    EXPECT_EQ(lesson.value().dispels, (Words{"M05", "M28"}));
    EXPECT_EQ(lesson.value().breaks, std::vector<raft::Property>{raft::Property::LogMatching});
    EXPECT_EQ(lesson.value().timingSensitive, "a reason");
    EXPECT_EQ(lesson.value().panels, (Words{"votes", "logs"})) << "rows are logs";
    EXPECT_EQ(lesson.value().speedPermille, 20);
    EXPECT_EQ(lesson.value().theme, "dark");
    const auto plain = readLesson(lessonWith(R"j({"id": "s", "say": "x"})j"), "f.json");
    ASSERT_TRUE(plain.ok());
    EXPECT_FALSE(plain.value().timingSensitive.has_value());
    EXPECT_TRUE(plain.value().breaks.empty());
    EXPECT_FALSE(plain.value().goal.has_value());
}

TEST(LessonLoader, RefusesWhatALessonCannotBeAbout) {
    const auto with = [](const std::string& more) { return lessonWith(R"j({"id": "s", "say": "x"})j", more); };
    EXPECT_TRUE(hasError(with(R"j("dispels": ["M00"], )j"), "M01 to M28"));
    EXPECT_TRUE(hasError(with(R"j("dispels": ["M5"], )j"), "dispels[0]"));
    EXPECT_TRUE(hasError(with(R"j("requires": ["First"], )j"), "small letters"));
    EXPECT_TRUE(hasError(with(R"j("breaks": ["LogMatchin"], )j"), "did you mean \"LogMatching\"?"));
    EXPECT_TRUE(hasError(with(R"j("breaks": ["MatchIndexTruth"], )j"), "breaks[0]"));
    EXPECT_TRUE(hasError(with(R"j("timingSensitive": 1, )j"), "the reason"));
    EXPECT_TRUE(hasError(with(R"j("view": {"layout": "row"}, )j"), "view.layout"));
    EXPECT_TRUE(hasError(with(R"j("view": {"speed": 11}, )j"), "0.001 to 10"));
    EXPECT_TRUE(hasError(with(R"j("view": {"panels": ["log"]}, )j"), "did you mean \"logs\"?"));
    EXPECT_TRUE(
        hasError(R"j({"format": "raftlab-lesson/1", "id": "a", "track": "t", "order": 1, "level": 1, "minutes": 1,)j"
                 R"j( "title": "t", "objective": "o", "source": [], "steps": [{"id": "s", "say": "x"}],)j"
                 R"j( "cluster": {"servers": ["S1", "S2"], "start": {"term": 1, "commit": 0, "commands": ["x=1"],)j"
                 R"j( "logs": {"S1": "2"}}}})j",
                 "cluster.start"))
        << "no Raft run leaves an entry of a later term";
}

TEST(LessonLoader, OpensEveryPanelUnlessTheLessonNamesSome) {
    const auto lesson = readLesson(lessonWith(R"j({"id": "s", "say": "x"})j"), "f.json");
    ASSERT_TRUE(lesson.ok());
    EXPECT_EQ(lesson.value().panels, (std::vector<std::string>{"ring", "logs", "time"}));
    EXPECT_FALSE(lesson.value().steps[0].run.has_value());
}

TEST(LessonLoader, PointsAtTheLineAndColumn) {
    EXPECT_EQ(firstError("{\n  \"format\": \"raftlab-session/1\"\n}").rfind("f.json:2:13: ", 0), 0u)
        << firstError("{\n  \"format\": \"raftlab-session/1\"\n}");
    EXPECT_EQ(firstError("").rfind("f.json:1:1: ", 0), 0u);
    EXPECT_NE(firstError("{\"format\": \"raftlab-lesson/2\"}").find("newer version"), std::string::npos);
    // Inside a condition the column is that of the word at fault.
    const std::string step = R"j({"id": "s", "say": "x", "until": "leader(S9)"})j";
    const std::string text = lessonWith(step);
    const std::string place = "f.json:1:" + std::to_string(text.find("S9") + 1) + ": ";
    EXPECT_EQ(firstError(text).rfind(place, 0), 0u) << firstError(text);
}

TEST(LessonLoader, NamesTheNearestFieldForAnUnknownOne) {
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x", "until": "safe", "atmost": 5})j"), "atMost"));
    EXPECT_FALSE(hasError(lessonWith(R"j({"id": "s", "say": "x", "until": "safe", "atMost": 5})j"), "atMost"));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x"})j", R"j("titel": "y", )j"), "\"title\""));
}

TEST(LessonLoader, KnowsTheActionsOfSessions) {
    EXPECT_EQ(firstError(lessonWith(R"j({"id": "s", "say": "x", "do": [{"transfer": {"to": "S2"}}]})j")), "");
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x", "do": [{"trasfer": {"to": "S2"}}]})j"), "transfer"));
}

TEST(LessonLoader, RefusesWhatMakesNoSense) {
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x", "until": "safe", "for": 5})j"), "one of them"));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x", "atMost": 5})j"), "without \"until\""));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x"}, {"id": "s", "say": "y"})j"), "stands twice"));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "S 1", "say": "x"})j"), "small letters"));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": {"en": "x"}})j"), "zh"));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": ""})j"), "a text of 1 to"));
    EXPECT_TRUE(hasError(lessonWith(""), "steps"));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x", "expect": ["leader(S1) + 1"]})j"), "expect"));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x", "show": {"entries": ["S1[0]"]}})j"), "S1[1..7]"));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x", "show": {"entries": ["S1[3..2]"]}})j"), "S1[1..7]"));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x", "show": {"links": ["S1-S1"]}})j"), "S1-S2"));
    EXPECT_TRUE(hasError(lessonWith(R"j({"id": "s", "say": "x", "show": {"focus": ["S9"]}})j"), "S9"));
}

TEST(LessonLoader, CollectsSeveralErrorsAtOnce) {
    const auto lesson =
        readLesson(lessonWith(R"j({"id": "s", "say": 1, "for": -1, "show": {"back": "x"}})j"), "f.json");
    ASSERT_FALSE(lesson.ok());
    EXPECT_EQ(lesson.errors().size(), 3u);
}

TEST(LessonLoader, TakesTheOverridesOfTheCommandLine) {
    raft::SessionOverrides overrides;
    overrides.seed = "42";
    const auto lesson = readLesson(lessonWith(R"j({"id": "s", "say": "x"})j"), "f.json", overrides);
    ASSERT_TRUE(lesson.ok());
    EXPECT_EQ(lesson.value().cluster.seed, 42u);
}

TEST(LessonLoader, AFileThatIsNotThereIsAnErrorAtItsFirstCharacter) {
    const auto lesson = loadLesson("/nonexistent/x.lesson.json");
    ASSERT_FALSE(lesson.ok());
    EXPECT_EQ(lesson.errors().front().format().rfind("/nonexistent/x.lesson.json:1:1: ", 0), 0u);
}

}  // namespace
}  // namespace lessons
