#include "app/studio/course.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace studio {
namespace {

TEST(CourseList, HoldsWhatIsThereAndWhatWillBe) {
    const Course course("");
    EXPECT_TRUE(course.problems().empty()) << course.problems().front().format();
    const CourseEntry* welcome = course.find("welcome");
    ASSERT_NE(welcome, nullptr);
    EXPECT_TRUE(welcome->available());
    EXPECT_EQ(course.entries().front().id, "welcome");
    int later = 0;
    for (const CourseEntry& entry : course.entries()) {
        EXPECT_FALSE(entry.title.en.empty() || entry.title.zh.empty()) << entry.id;
        EXPECT_EQ(entry.title.en.find("lesson."), std::string::npos) << "a key without a text";
        if (!entry.available()) ++later;
    }
    EXPECT_GT(later, 0);
    EXPECT_EQ(course.find("nonsense"), nullptr);
}

TEST(CourseList, ABrokenLessonIsReportedAndTheOthersAreListed) {
    std::string dir = (std::filesystem::temp_directory_path() / "raftlab-course-XXXXXX").string();
    ASSERT_NE(mkdtemp(dir.data()), nullptr);
    std::filesystem::copy(RAFTLAB_SOURCE_DIR "/lessons/course/welcome.lesson.json", dir + "/b.lesson.json");
    std::ofstream(dir + "/a.lesson.json") << "{";
    std::ofstream(dir + "/notes.txt") << "not a lesson";
    const Course course(dir);
    EXPECT_NE(course.find("welcome"), nullptr);
    ASSERT_EQ(course.problems().size(), 1u);
    EXPECT_NE(course.problems()[0].file.find("a.lesson.json"), std::string::npos);
    std::filesystem::remove_all(dir);
}

}  // namespace
}  // namespace studio
