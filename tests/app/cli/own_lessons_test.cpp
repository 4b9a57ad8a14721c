// `raftlab lesson`, of lessons that the user has written.

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class OwnLessons : public ProgramTest {
protected:
    /// What `raftlab lesson new` writes, among the user's own lessons.
    void addOwn(const std::string& id) {
        ASSERT_EQ(run({"lesson", "new", id}).code, 0);
        std::filesystem::create_directories(folder() + "/config/lessons");
        const std::string name = id + ".lesson.json";
        std::filesystem::rename(folder() + "/" + name, folder() + "/config/lessons/" + name);
    }
    static std::string lineWith(const std::string& text, const std::string& word) {
        const std::size_t at = text.find(word);
        if (at == std::string::npos) return {};
        const std::size_t from = text.rfind('\n', at) == std::string::npos ? 0 : text.rfind('\n', at) + 1;
        return text.substr(from, text.find('\n', at) - from);
    }
};

TEST_F(OwnLessons, AreListedCheckedAndPlayedByName) {
    EXPECT_EQ(run({"lesson", "check", "my-lesson"}).code, 2) << "there is none yet";
    addOwn("my-lesson");
    const Answer list = run({"lesson", "list"});
    EXPECT_EQ(list.code, 0);
    EXPECT_NE(lineWith(list.out, "my-lesson").find("yours"), std::string::npos) << list.out;
    EXPECT_EQ(lineWith(list.out, "majorities").find("yours"), std::string::npos);
    const Answer check = run({"lesson", "check", "my-lesson"});
    EXPECT_EQ(check.out, "ok\tmy-lesson\n");
    EXPECT_EQ(check.code, 0);
    EXPECT_EQ(run({"lesson", "play", "my-lesson"}).code, 0);
    const Answer chinese = run({"lesson", "list", "--lang", "zh"});
    EXPECT_NE(lineWith(chinese.out, "my-lesson").find("你的"), std::string::npos) << chinese.out;
    const auto json = nlohmann::json::parse(run({"lesson", "list", "--json"}).out);
    for (const auto& entry : json) EXPECT_EQ(entry["own"], entry["id"] == "my-lesson") << entry["id"];
}

TEST_F(OwnLessons, TakeThePlaceOfOursWhileTheyAreThere) {
    addOwn("majorities");
    EXPECT_NE(lineWith(run({"lesson", "list"}).out, "majorities").find("instead of ours"), std::string::npos);
    const Answer play = run({"lesson", "play", "majorities"});
    EXPECT_NE(play.out.find("My lesson"), std::string::npos) << play.out;
    std::filesystem::remove(folder() + "/config/lessons/majorities.lesson.json");
    EXPECT_EQ(run({"lesson", "play", "majorities"}).out.find("My lesson"), std::string::npos);
}

TEST_F(OwnLessons, ABrokenOneIsToldWithItsPlaceAndTheOthersAreListed) {
    addOwn("fine");
    std::ofstream(folder() + "/config/lessons/bad.lesson.json") << "{\n  \"format\": 3}";
    const Answer list = run({"lesson", "list"});
    EXPECT_EQ(list.code, 2);
    EXPECT_NE(list.err.find("bad.lesson.json:2:"), std::string::npos) << list.err;
    EXPECT_NE(list.out.find("fine"), std::string::npos);
}

TEST_F(OwnLessons, TheTemplateKeepsItsWordWithoutAWarning) {
    ASSERT_EQ(run({"lesson", "new", "fresh"}).code, 0);
    for (const char* language : {"en", "zh"}) {
        const Answer check = run({"lesson", "check", "fresh.lesson.json", "--lang", language});
        EXPECT_EQ(check.out, "ok\tfresh\n");
        EXPECT_EQ(check.err, "");
        EXPECT_EQ(check.code, 0);
    }
}

}  // namespace
}  // namespace cli_test
