#include "app/studio/course_plan.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "app/studio/course.h"

namespace studio {
namespace {

constexpr std::string_view kPlan = R"({
  "format": "raftlab-course/1",
  "tracks": [{"id": "one", "name": {"en": "One", "zh": "一"}, "sentence": "First.", "poster": "big"}],
  "core": ["there", "soon"],
  "later": [{"id": "soon", "track": "one", "order": 2, "level": 3, "minutes": 7, "title": {"en": "Soon", "zh": "快了"}}],
  "misconceptions": [{"id": "M05", "belief": {"en": "So it is.", "zh": "就是这样。"}}]
})";

raft::Result<CoursePlan> read(std::string text) { return readCoursePlan(std::move(text), "course.json", {"there"}); }

std::string changed(std::string_view from, std::string_view to) {
    std::string text(kPlan);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

/// The first thing that is wrong with the text.
std::string complaint(std::string text) {
    const auto plan = read(std::move(text));
    return plan.ok() ? std::string("nothing") : plan.errors().front().format();
}

TEST(CoursePlan, ReadsTracksPathLaterCardsAndBeliefs) {
    const auto plan = read(std::string(kPlan));
    ASSERT_TRUE(plan.ok()) << plan.errors().front().format();
    ASSERT_EQ(plan.value().tracks.size(), 1u);
    EXPECT_EQ(plan.value().findTrack("one")->name.zh, "一");
    EXPECT_EQ(plan.value().findTrack("one")->poster, "big");
    EXPECT_EQ(plan.value().findTrack("two"), nullptr);
    EXPECT_EQ(plan.value().core, (std::vector<std::string>{"there", "soon"}));
    ASSERT_EQ(plan.value().later.size(), 1u);
    EXPECT_EQ(plan.value().later[0].minutes, 7);
    EXPECT_EQ(plan.value().beliefOf("M05")->en, "So it is.");
    EXPECT_EQ(plan.value().beliefOf("M06"), nullptr);
}

TEST(CoursePlan, SaysWithLineAndColumnWhatIsWrong) {
    EXPECT_EQ(complaint(std::string(kPlan)), "nothing");
    EXPECT_NE(complaint(changed("raftlab-course/1", "raftlab-course/9")).find("course.json:2:13"), std::string::npos);
    EXPECT_NE(
        complaint(changed("\"there\", \"soon\"", "\"their\"")).find("course.json:4:12: core[0]: no lesson 'their'"),
        std::string::npos);
    EXPECT_NE(complaint(changed("\"there\", \"soon\"", "\"thera\"")).find("there"), std::string::npos)
        << "the nearest name";
    EXPECT_NE(complaint(changed("\"there\", \"soon\"", "\"soon\", \"soon\"")).find("second time"), std::string::npos);
    EXPECT_NE(complaint(changed("\"track\": \"one\"", "\"track\": \"two\"")).find("no track 'two'"), std::string::npos);
    EXPECT_NE(complaint(changed("\"level\": 3", "\"level\": 4")).find("course.json:5"), std::string::npos);
    EXPECT_NE(complaint(changed("\"M05\"", "\"M99\"")).find("misconception"), std::string::npos);
    EXPECT_NE(complaint(changed("\"sentence\"", "\"sentense\"")).find("sentence"), std::string::npos);
    EXPECT_NE(complaint(changed("\"id\": \"one\"", "\"id\": \"One\"")).find("small letters"), std::string::npos);
    EXPECT_NE(complaint("{").find("course.json:1:"), std::string::npos);
}

// ---- The course that we ship ----

class OurCourse : public testing::Test {
protected:
    Course course_{RAFTLAB_SOURCE_DIR "/lessons/course"};
};

TEST_F(OurCourse, EveryLessonHasATrackThatIsTold) {
    ASSERT_FALSE(course_.plan().tracks.empty());
    for (const CourseEntry& entry : course_.entries()) {
        EXPECT_NE(course_.plan().findTrack(entry.track), nullptr) << entry.id << " is on track " << entry.track;
    }
}

TEST_F(OurCourse, OnTheCorePathEachLessonComesAfterThoseItRequires) {
    std::set<std::string> before;
    for (const std::string& id : course_.plan().core) {
        const CourseEntry* entry = course_.find(id);
        ASSERT_NE(entry, nullptr) << id;
        for (const std::string& need : entry->needs) EXPECT_EQ(before.count(need), 1u) << id << " needs " << need;
        before.insert(id);
    }
    EXPECT_EQ(course_.find("welcome")->coreNumber, 1);
    EXPECT_EQ(course_.find("figure-7")->coreNumber, 0) << "beside the path";
    EXPECT_GT(before.size(), 25u);
}

TEST_F(OurCourse, NoCardIsLaterWhoseLessonIsThere) {
    for (const LaterLesson& later : course_.plan().later) {
        const CourseEntry* entry = course_.find(later.id);
        ASSERT_NE(entry, nullptr);
        EXPECT_FALSE(entry->available()) << later.id << ": its card in course.json is not needed any more";
    }
    EXPECT_GE(course_.plan().later.size(), 1u);
}

TEST_F(OurCourse, EveryMisconceptionThatIsAskedAboutIsSaidInASentence) {
    std::set<std::string> asked;
    for (const CourseEntry& entry : course_.entries()) {
        for (const CourseQuestion& question : entry.questions) {
            asked.insert(question.misconceptions.begin(), question.misconceptions.end());
        }
    }
    EXPECT_GT(asked.size(), 15u);
    for (const std::string& id : asked) EXPECT_NE(course_.plan().beliefOf(id), nullptr) << id;
}

TEST_F(OurCourse, ACardKnowsWhatItsLessonHolds) {
    const CourseEntry& entry = *course_.find("figure-8");
    EXPECT_TRUE(entry.hasGoal);
    EXPECT_GT(entry.solutionActions, 0);
    EXPECT_EQ(entry.whatIfs.size(), 4u);
    EXPECT_FALSE(entry.objective.empty());
    ASSERT_FALSE(entry.questions.empty());
    const auto& steps = entry.steps;
    for (const CourseQuestion& question : entry.questions) {
        EXPECT_NE(std::find(steps.begin(), steps.end(), question.step), steps.end());
    }
}

}  // namespace
}  // namespace studio
