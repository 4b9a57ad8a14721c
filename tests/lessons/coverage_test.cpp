// What the course teaches and what it still owes: each topic of the study notes, each of their loose or wrong
// statements, each misconception. docs/coverage.md is written from the same file: UPDATE_GOLDEN=1 rewrites it.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/engine/loader.h"

namespace lessons {
namespace {

using Json = nlohmann::json;

const std::string kCourse = RAFTLAB_SOURCE_DIR "/lessons/course/";
const std::string kPage = RAFTLAB_SOURCE_DIR "/docs/coverage.md";

std::string contentOf(const std::string& path) {
    std::ifstream in(path);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

Json coverage() { return Json::parse(contentOf(kCourse + "coverage.json")); }

/// The lesson with this id, loaded once.
const Lesson* lessonNamed(const std::string& id) {
    static std::map<std::string, std::optional<Lesson>> loaded;
    auto [at, isNew] = loaded.try_emplace(id);
    if (isNew) {
        auto lesson = loadLesson(kCourse + id + ".lesson.json");
        if (lesson.ok()) at->second = std::move(lesson.value());
    }
    return at->second ? &*at->second : nullptr;
}

std::vector<std::string> lessonsOf(const Json& row) {
    if (row.contains("lessons")) return row["lessons"].get<std::vector<std::string>>();
    if (row.contains("lesson")) return {row["lesson"].get<std::string>()};
    return {};
}

/// The question of a step, or null.
const Ask* askOf(const Lesson& lesson, const std::string& step) {
    for (const Step& one : lesson.steps) {
        if (one.id == step) return one.ask ? &*one.ask : nullptr;
    }
    return nullptr;
}

bool hasMisconception(const Lesson& lesson, const std::string& id) {
    return std::find(lesson.dispels.begin(), lesson.dispels.end(), id) != lesson.dispels.end();
}

/// "[Figure 8](…)", or the track that is still to come.
std::string placeOf(const Json& row) {
    std::string text;
    for (const std::string& id : lessonsOf(row)) {
        const Lesson* lesson = lessonNamed(id);
        if (!text.empty()) text += ", ";
        text += "[" + (lesson != nullptr ? lesson->title.en : id) + "](../lessons/course/" + id + ".lesson.json)";
    }
    if (row.contains("step")) text += " (" + row["step"].get<std::string>() + ")";
    if (row.contains("later")) {
        text += (text.empty() ? "" : "; ") + ("later: " + row["later"].get<std::string>());
    }
    return text;
}

std::string page() {
    const Json data = coverage();
    std::string text =
        "# What the course covers\n\n"
        "Written by a test from [coverage.json](../lessons/course/coverage.json). The lessons follow five study notes, "
        "000 to 004\n(see [how to write a lesson](../lessons/README.md)). \"later\" names the track that will carry "
        "what "
        "has no lesson yet.\n\n## Topics of the notes\n\n| notes | topic | lessons |\n|---|---|---|\n";
    for (const Json& row : data["topics"]) {
        text += "| " + row["notes"].get<std::string>() + " | " + row["topic"].get<std::string>() + " | " +
                placeOf(row) + " |\n";
    }
    text +=
        "\n## Statements of the notes that are wrong or loose\n\n"
        "They are never narrated. Each is put as a question, and the run decides; the name of the step that asks "
        "stands "
        "in brackets.\n\n| | notes | says | | so it is | question |\n|---|---|---|---|---|---|\n";
    for (const Json& row : data["statements"]) {
        text += "| " + row["id"].get<std::string>() + " | " + row["notes"].get<std::string>() + " | " +
                row["says"].get<std::string>() + " | " + row["kind"].get<std::string>() + " | " +
                row["so"].get<std::string>() + " | " + placeOf(row) + " |\n";
    }
    text += "\n## Misconceptions\n\n| | belief | lesson |\n|---|---|---|\n";
    for (const Json& row : data["misconceptions"]) {
        text += "| " + row["id"].get<std::string>() + " | " + row["belief"].get<std::string>() + " | " + placeOf(row) +
                " |\n";
    }
    return text;
}

TEST(Coverage, EveryRowLeadsToALessonOrSaysWhatIsToCome) {
    const Json data = coverage();
    ASSERT_GE(data["topics"].size(), 60u);
    for (const char* table : {"topics", "statements", "misconceptions"}) {
        for (const Json& row : data[table]) {
            EXPECT_TRUE(!lessonsOf(row).empty() || row.contains("later")) << row.dump();
            for (const std::string& id : lessonsOf(row)) EXPECT_NE(lessonNamed(id), nullptr) << row.dump();
        }
    }
}

TEST(Coverage, EveryStatementThatHasALessonIsAQuestionThere) {
    const Json data = coverage();
    ASSERT_EQ(data["statements"].size(), 62u);
    std::set<std::string> ids;
    for (const Json& row : data["statements"]) {
        ids.insert(row["id"].get<std::string>());
        if (!row.contains("lesson")) continue;
        const Lesson* lesson = lessonNamed(row["lesson"]);
        ASSERT_NE(lesson, nullptr) << row.dump();
        ASSERT_TRUE(row.contains("step")) << row.dump();
        EXPECT_NE(askOf(*lesson, row["step"]), nullptr) << row.dump();
    }
    EXPECT_EQ(ids.size(), 62u);
}

TEST(Coverage, EveryMisconceptionIsDispelledWhereItSaysSo) {
    const Json data = coverage();
    ASSERT_EQ(data["misconceptions"].size(), static_cast<std::size_t>(kMisconceptionCount));
    for (const Json& row : data["misconceptions"]) {
        if (!row.contains("lesson")) continue;
        const Lesson* lesson = lessonNamed(row["lesson"]);
        ASSERT_NE(lesson, nullptr) << row.dump();
        EXPECT_TRUE(hasMisconception(*lesson, row["id"])) << row.dump();
    }
}

TEST(Coverage, EveryLessonCarriesATopic) {
    std::set<std::string> named;
    const Json data = coverage();
    for (const char* table : {"topics", "statements", "misconceptions"}) {
        for (const Json& row : data[table]) {
            for (const std::string& id : lessonsOf(row)) named.insert(id);
        }
    }
    // What belongs to no note: the welcome, and the labs, which break the rules that other lessons teach.
    for (const auto& entry : std::filesystem::directory_iterator(kCourse)) {
        const std::string file = entry.path().filename().string();
        const std::size_t suffix = file.find(".lesson.json");
        if (suffix == std::string::npos || file == "welcome.lesson.json" || file.rfind("lab-", 0) == 0) continue;
        EXPECT_EQ(named.count(file.substr(0, suffix)), 1u) << file;
    }
}

TEST(InterviewDeck, EveryCardLeadsToAStepOrSaysWhatIsToCome) {
    const Json deck = Json::parse(contentOf(kCourse + "interview.json"));
    ASSERT_EQ(deck["format"], "raftlab-deck/1");
    ASSERT_EQ(deck["cards"].size(), 24u);
    for (const Json& card : deck["cards"]) {
        for (const char* text : {"question", "answer", "prove"}) {
            EXPECT_FALSE(card[text]["en"].get<std::string>().empty()) << card["id"];
            EXPECT_NE(card[text]["en"], card[text]["zh"]) << card["id"];
        }
        EXPECT_NE(card.contains("lesson"), card.contains("later")) << card["id"];
        if (!card.contains("lesson")) continue;
        const Lesson* lesson = lessonNamed(card["lesson"]);
        ASSERT_NE(lesson, nullptr) << card["id"];
        const auto isIt = [&card](const Step& step) { return step.id == card["step"].get<std::string>(); };
        EXPECT_TRUE(std::any_of(lesson->steps.begin(), lesson->steps.end(), isIt)) << card["id"];
    }
}

TEST(Coverage, ThePageSaysWhatTheFileSays) {
    const std::string text = page();
    if (const char* update = std::getenv("UPDATE_GOLDEN"); update != nullptr && std::string_view(update) == "1") {
        std::ofstream(kPage) << text;
        return;
    }
    EXPECT_EQ(contentOf(kPage), text) << "If coverage.json is right: UPDATE_GOLDEN=1";
}

}  // namespace
}  // namespace lessons
