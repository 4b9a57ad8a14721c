// `raftlab lesson`.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class LessonCommand : public ProgramTest {
protected:
    /// The welcome lesson as JSON, to be spoilt.
    static nlohmann::json welcome() {
        std::ifstream stream(lesson("welcome"));
        return nlohmann::json::parse(stream);
    }
};

TEST_F(LessonCommand, ListNamesTheLessonsAndTheirTime) {
    const Answer answer = run({"lesson", "list"});
    EXPECT_EQ(answer.code, 0) << answer.err;
    ASSERT_FALSE(linesWith(answer.out, "welcome ").empty()) << answer.out;
    EXPECT_NE(linesWith(answer.out, "welcome ")[0].find("Welcome"), std::string::npos);
    EXPECT_NE(run({"lesson", "list", "--lang", "zh"}).out.find("欢迎"), std::string::npos);
    const auto json = nlohmann::json::parse(run({"lesson", "list", "--json"}).out);
    EXPECT_EQ(json.size(), linesOf(answer.out).size());
}

TEST_F(LessonCommand, CheckIsFineWithEveryLessonOfTheCourse) {
    const Answer answer = run({"lesson", "check"});
    EXPECT_EQ(answer.code, 0) << answer.out << answer.err;
    EXPECT_FALSE(linesWith(answer.out, "ok\twelcome").empty()) << answer.out;
    EXPECT_EQ(run({"lesson", "check", "welcome"}).out, "ok\twelcome\n");
}

TEST_F(LessonCommand, CheckFindsAnExpectationThatIsFalse) {
    nlohmann::json spoilt = welcome();
    spoilt["steps"][1]["expect"].push_back("leader(S3)");
    file("spoilt.lesson.json", spoilt.dump());
    const Answer answer = run({"lesson", "check", "spoilt.lesson.json"});
    EXPECT_EQ(answer.code, 1) << answer.err;
    const auto lines = linesOf(answer.out);
    ASSERT_EQ(lines.size(), 2u) << answer.out;
    EXPECT_EQ(lines[0], "NO\twelcome");
    EXPECT_EQ(lines[1].compare(0, 21, "spoilt.lesson.json:1:"), 0) << lines[1];
    EXPECT_NE(lines[1].find("steps[1]: expect leader(S3): leader(S3)=false"), std::string::npos) << lines[1];
}

TEST_F(LessonCommand, CheckFindsASentenceThatIsTooLong) {
    nlohmann::json spoilt = welcome();
    spoilt["steps"][0]["say"]["zh"] = std::string(61 * 3, ' ');
    file("long.lesson.json", spoilt.dump());
    const Answer answer = run({"lesson", "check", "long.lesson.json"});
    EXPECT_EQ(answer.code, 1) << answer.err;
    EXPECT_NE(answer.out.find("steps[0].say.zh: 183 characters; expected at most 60"), std::string::npos) << answer.out;
}

TEST_F(LessonCommand, AFileThatIsNoLessonIsWrongInput) {
    file("bad.lesson.json", "{\"format\": \"raftlab-lesson/1\"}\n");
    const Answer answer = run({"lesson", "check", "bad.lesson.json"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.err.compare(0, 18, "bad.lesson.json:1:"), 0) << answer.err;
    const Answer unknown = run({"lesson", "check", "welcom"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_NE(unknown.err.find("did you mean \"welcome\"?"), std::string::npos) << unknown.err;
}

TEST_F(LessonCommand, PlayInAPipeTellsEveryStepAndWaitsForNobody) {
    for (const std::string language : {"en", "zh"}) {
        const Answer answer = run({"lesson", "play", "welcome", "--lang", language});
        EXPECT_EQ(answer.code, 0) << answer.err;
        const std::size_t steps = welcome()["steps"].size();
        for (std::size_t i = 0; i < steps; ++i) {
            const std::string say = welcome()["steps"][i]["say"][language];
            const std::string line = std::to_string(i + 1) + "/" + std::to_string(steps) + "  " + say;
            EXPECT_NE(answer.out.find(line), std::string::npos) << line;
        }
        EXPECT_NE(answer.out.find("x=1"), std::string::npos);
    }
}

TEST_F(LessonCommand, PlayLeavesAPictureOfEachStep) {
    ASSERT_EQ(run({"lesson", "play", "welcome", "--pictures", "out/pictures"}).code, 0);
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder() + "/out/pictures")) {
        names.push_back(entry.path().filename().string());
    }
    for (const auto& step : welcome()["steps"]) {
        const std::string end = "-" + step["id"].get<std::string>() + ".svg";
        const auto found = std::find_if(names.begin(), names.end(), [&end](const std::string& name) {
            return name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
        });
        ASSERT_NE(found, names.end()) << end;
        EXPECT_NE(read("out/pictures/" + *found).find("<svg"), std::string::npos);
    }
}

}  // namespace
}  // namespace cli_test
