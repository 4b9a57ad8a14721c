// What is written is what was read: every lesson of the course, and what none of them has.

#include "lessons/engine/lesson_writer.h"

#include <algorithm>
#include <filesystem>

#include "tests/lessons/stage.h"

namespace lessons {
namespace {

std::vector<std::string> courseFiles() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(RAFTLAB_SOURCE_DIR "/lessons/course")) {
        if (entry.path().stem().extension() == ".lesson") files.push_back(entry.path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

Lesson readBack(const std::string& text) {
    auto lesson = readLesson(text, "written.lesson.json");
    EXPECT_TRUE(lesson.ok()) << (lesson.ok() ? "" : lesson.errors().front().format()) << "\n" << text;
    return std::move(lesson).value();
}

std::uint64_t chainOf(const Lesson& lesson) {
    Stage stage(lesson);
    stage.playToEnd();
    return stage.history.world().chain();
}

TEST(LessonWriter, WritesEveryLessonOfTheCourseSoThatTheSameComesBack) {
    ASSERT_FALSE(courseFiles().empty());
    for (const std::string& file : courseFiles()) {
        const auto lesson = loadLesson(file);
        ASSERT_TRUE(lesson.ok());
        const std::string text = writeLesson(lesson.value());
        const Lesson again = readBack(text);
        // Whatever got lost on the way would be missing from the second text.
        EXPECT_EQ(writeLesson(again), text) << file;
        EXPECT_EQ(chainOf(again), chainOf(lesson.value())) << file;
        EXPECT_EQ(again.whatIfs.size(), lesson.value().whatIfs.size()) << file;
        EXPECT_EQ(again.goal.has_value(), lesson.value().goal.has_value()) << file;
        for (std::size_t i = 0; i < again.steps.size(); ++i) {
            const Step& before = lesson.value().steps[i];
            const Step& after = again.steps[i];
            EXPECT_EQ(after.say.zh, before.say.zh) << file;
            EXPECT_EQ(after.expect.size(), before.expect.size()) << file;
            EXPECT_EQ(after.todo.size(), before.todo.size()) << file;
            ASSERT_EQ(after.ask.has_value(), before.ask.has_value()) << file;
            if (!after.ask) continue;
            EXPECT_EQ(after.ask->choices.size(), before.ask->choices.size()) << file << " " << after.id;
        }
    }
}

TEST(LessonWriter, KeepsWhatOnlySomeLessonsHave) {
    const LessonText text{
        R"j({"id": "a", "say": "s", "checkpoint": "c", "presenter": "p", "button": "b",
             "do": [{"submit": "x=\"1\"", "to": "S1"}, {"wait": 1.5}, {"waitFor": "up(S1)", "atMost": 20},
                    {"drain": true}, {"expect": "safe"}],
             "until": "up(S2)", "atMost": 300, "expect": ["safe"],
             "ask": {"kind": "number", "prompt": "how many", "answer": "size(votes(S1))",
                     "choices": [{"id": "3", "why": "w"}], "peer": {"vote": 20, "discuss": 40}},
             "show": {"focus": ["S1"], "dim": ["S3"], "zoom": "S1", "back": 5, "stamp": "(a)", "alarm": true,
                      "entries": ["S1[1..2]"], "links": ["S1-S2"], "messages": ["RequestVote"], "badge": "b"}},
            {"id": "b", "say": "s", "for": 10,
             "ask": {"kind": "server", "resolve": "lessonEnd", "prompt": "who", "answer": "leaders",
                     "choices": [{"id": "S2", "why": "w", "misconception": "M05"}]}},
            {"id": "d", "say": "s", "ask": {"kind": "set", "prompt": "sets",
             "sets": [{"id": "a", "text": "one"}, {"id": "b", "text": "other"}], "accept": "size(a) == 2",
             "impossible": true}})j",
        R"j("timingSensitive": "luck", "requires": ["f1"], "terms": ["leader"], "dispels": ["M01"],
            "view": {"panels": ["ring", "votes"], "theme": "dark", "speed": 0.25},)j"};
    const std::string first = writeLesson(lessonOf(text));
    for (const char* kept : {"\"timingSensitive\": \"luck\"", "\"speed\": 0.25", "\"theme\": \"dark\"", "S1[1..2]",
                             "\"back\": 5", "\"stamp\": \"(a)\"", "\"atMost\": 300", "\"drain\": true",
                             "\"impossible\": true", "\"resolve\": \"lessonEnd\"", "\"discuss\": 40", "x=\\\"1\\\""}) {
        EXPECT_NE(first.find(kept), std::string::npos) << kept << " is missing in\n" << first;
    }
    EXPECT_EQ(writeLesson(readBack(first)), first);
}

}  // namespace
}  // namespace lessons
