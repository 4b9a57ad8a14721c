// `raftlab export` of a storyboard: read back, and opened in the programs that people have.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "render/export/png.h"
#include "tests/app/cli/program.h"
#include "tests/render/export/unzip.h"

namespace cli_test {
namespace {

namespace fs = std::filesystem;
using render_test::contentOf;
using render_test::unzip;

class ExportSlides : public ProgramTest {
protected:
    Answer exported(const std::string& what, const std::string& out, const std::vector<std::string>& more = {}) {
        std::vector<std::string> arguments{"export", what, "-o", out};
        arguments.insert(arguments.end(), more.begin(), more.end());
        Answer answer = run(arguments);
        EXPECT_EQ(answer.code, 0) << answer.err;
        return answer;
    }
};

std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
    const std::regex expression(pattern);
    std::vector<std::string> found;
    for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) found.push_back((*it)[1]);
    return found;
}

nlohmann::json lessonJson(const std::string& name) {
    std::FILE* file = std::fopen(lesson(name).c_str(), "rb");
    std::string text;
    for (int c = std::fgetc(file); c != EOF; c = std::fgetc(file)) text += static_cast<char>(c);
    std::fclose(file);
    return nlohmann::json::parse(text);
}

/// How many pages a lesson has: its steps, and the questions before them.
std::size_t pagesOf(const nlohmann::json& lesson) {
    const auto& steps = lesson["steps"];
    const auto asks = std::count_if(steps.begin(), steps.end(), [](const auto& step) { return step.contains("ask"); });
    return steps.size() + static_cast<std::size_t>(asks);
}

nlohmann::json dataOf(const std::string& html) {
    const std::string begin = "id=\"data\">";
    const std::size_t at = html.find(begin) + begin.size();
    return nlohmann::json::parse(html.substr(at, html.find("</script>", at) - at));
}

TEST_F(ExportSlides, ASlideForEachStepAndOneForEachQuestion) {
    for (const char* name : {"who-can-win", "figure-8", "welcome"}) {
        SCOPED_TRACE(name);
        exported(lesson(name), "x.pptx", {"--force"});
        const auto files = unzip(read("x.pptx"));
        std::size_t slides = 0;
        for (const auto& file : files) slides += file.name.compare(0, 16, "ppt/slides/slide") == 0 ? 1U : 0U;
        EXPECT_EQ(slides, pagesOf(lessonJson(name)));
    }
}

TEST_F(ExportSlides, EverySlideHasItsShapesItsNotesAndItsWords) {
    exported("who-can-win", "x.pptx");
    const auto files = unzip(read("x.pptx"));
    const std::size_t count = pagesOf(lessonJson("who-can-win"));
    std::set<std::string> servers;
    for (std::size_t i = 1; i <= count; ++i) {
        SCOPED_TRACE(i);
        const std::string slide = contentOf(files, "ppt/slides/slide" + std::to_string(i) + ".xml");
        const auto names = matches(slide, "<p:cNvPr id=\"\\d+\" name=\"([^\"]+)\"");
        EXPECT_GT(names.size(), 40u);
        EXPECT_EQ(std::set<std::string>(names.begin(), names.end()).size(), names.size());
        const auto groups =
            matches(slide, "<p:nvGrpSpPr><p:cNvPr id=\"\\d+\" name=\"(!!server [^\"]+)\" descr=\"[^\"]+\"");
        const std::set<std::string> now(groups.begin(), groups.end());
        EXPECT_EQ(now, (std::set<std::string>{"!!server 1", "!!server 2", "!!server 3", "!!server 4", "!!server 5"}));
        const auto notes =
            matches(contentOf(files, "ppt/notesSlides/notesSlide" + std::to_string(i) + ".xml"), "<a:t>([^<]+)</a:t>");
        EXPECT_FALSE(notes.empty());
        // Letters of a slide are read from the last row.
        for (const std::string& size : matches(slide, " sz=\"(\\d+)\"")) EXPECT_GE(std::stoi(size), 1790) << size;
    }
    const std::string question = contentOf(files, "ppt/slides/slide2.xml");
    EXPECT_NE(question.find("Which of them can win?"), std::string::npos);
    EXPECT_NE(contentOf(files, "ppt/notesSlides/notesSlide2.xml").find("A voter compares last entries"),
              std::string::npos);
}

TEST_F(ExportSlides, WhatDoesNotMoveStandsWhereItStood) {
    exported("who-can-win", "x.pptx");
    const auto files = unzip(read("x.pptx"));
    const std::regex place("name=\"(!!entry \\d+ of server \\d+)\" descr.*?<a:off x=\"(\\d+)\" y=\"(\\d+)\"/>");
    std::map<std::string, std::string> places;
    std::size_t seen = 0;
    for (std::size_t i = 1; i <= pagesOf(lessonJson("who-can-win")); ++i) {
        const std::string slide = contentOf(files, "ppt/slides/slide" + std::to_string(i) + ".xml");
        for (std::sregex_iterator it(slide.begin(), slide.end(), place), end; it != end; ++it) {
            // A frame around what the step points at makes a group a little larger.
            if (slide.find("name=\"" + std::string((*it)[1]) + " box (2)\"") != std::string::npos) continue;
            const std::string at = std::string((*it)[2]) + "," + std::string((*it)[3]);
            const auto [known, isNew] = places.emplace((*it)[1], at);
            EXPECT_EQ(known->second, at) << (*it)[1];
            ++seen;
        }
    }
    EXPECT_GT(seen, 100u);
}

TEST_F(ExportSlides, TheQuestionGivesNothingAway) {
    exported("who-can-win", "x.html");
    const auto steps = dataOf(read("x.html"))["editions"][0]["steps"];
    ASSERT_EQ(steps.size(), pagesOf(lessonJson("who-can-win")));
    for (const auto& step : steps) {
        if (!step["asks"]) continue;
        for (const auto& choice : step["choices"]) {
            EXPECT_FALSE(choice["isTrue"]);
            EXPECT_EQ(choice["why"], "");
        }
    }
    EXPECT_TRUE(steps[1]["asks"]);
    EXPECT_TRUE(steps[2]["choices"][0]["isTrue"]);
    EXPECT_FALSE(steps[2]["choices"][1]["isTrue"]);
}

TEST_F(ExportSlides, ThePageOfABrowserSpeaksBothLanguages) {
    exported("figure-8", "x.html", {"--lang", "zh"});
    const nlohmann::json data = dataOf(read("x.html"));
    ASSERT_EQ(data["editions"].size(), 2u);
    const nlohmann::json lesson = lessonJson("figure-8");
    EXPECT_EQ(data["editions"][0]["lang"], "zh-CN");
    EXPECT_EQ(data["editions"][0]["title"], lesson["title"]["zh"]);
    EXPECT_EQ(data["editions"][1]["title"], lesson["title"]["en"]);
    EXPECT_EQ(data["editions"][0]["steps"].size(), data["editions"][1]["steps"].size());
    // Terms are words here.
    EXPECT_EQ(data.dump().find("[["), std::string::npos);
}

TEST_F(ExportSlides, StepsAreChosen) {
    exported("who-can-win", "x.html", {"--steps", "3-4"});
    const auto steps = dataOf(read("x.html"))["editions"][0]["steps"];
    ASSERT_EQ(steps.size(), 2u);
    EXPECT_EQ(steps[0]["step"], 3);
    EXPECT_EQ(steps[1]["step"], 4);
    exported("who-can-win", "a.svg", {"--steps", "3-", "--stamps"});
    EXPECT_TRUE(exists("a-01.svg"));
    EXPECT_NE(read("a-02.svg").find("(b) "), std::string::npos);
    EXPECT_EQ(run({"export", "who-can-win", "-o", "b.svg", "--steps", "70"}).code, 2);
    EXPECT_EQ(run({"export", "who-can-win", "-o", "b.svg", "--steps", "4-2"}).code, 2);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "b.pptx", "--steps", "1-2"}).code, 2);
}

TEST_F(ExportSlides, TheSameBytesEveryTime) {
    for (const std::string format : {"pptx", "html", "pdf"}) {
        if (format == "pdf" && !render::canWritePng()) continue;
        exported("two-leaders", "a." + format, {"--view", "storyboard"});
        exported("two-leaders", "b." + format, {"--view", "storyboard"});
        EXPECT_EQ(read("a." + format), read("b." + format)) << format;
        EXPECT_GT(read("a." + format).size(), 2000u) << format;
    }
}

TEST_F(ExportSlides, ARunIsToldByItsMoments) {
    exported(scenario("a-write"), "x.html", {"--to", "60ms"});
    const auto steps = dataOf(read("x.html"))["editions"][0]["steps"];
    EXPECT_GE(steps.size(), 4u);
    for (const auto& step : steps) EXPECT_NE(step["caption"], "");
    exported(scenario("a-write"), "one.html", {"--at", "40ms"});
    EXPECT_EQ(dataOf(read("one.html"))["editions"][0]["steps"].size(), 1u);
}

TEST_F(ExportSlides, ABentRuleIsSaidOnEveryPicture) {
    const std::string bent = scenario("broken-compare-logs");
    exported(bent, "x.html");
    const auto data = dataOf(read("x.html"));
    ASSERT_FALSE(data["editions"][0]["steps"].empty());
    for (const auto& step : data["editions"][0]["steps"]) {
        EXPECT_EQ(std::string(step["alarm"]).find("Rule bent: voters ignore logs"), 0u);
    }
    EXPECT_NE(run({"export", bent, "-o", "-", "--format", "svg"}).out.find("voters ignore logs"), std::string::npos);
    EXPECT_EQ(run({"export", scenario("a-write"), "-o", "-", "--format", "svg"}).out.find("bent"), std::string::npos);
}

TEST_F(ExportSlides, TextsOfASessionCannotBreakOut) {
    file("evil.session.json", R"({ "format": "raftlab-session/1", "title": "</script><img src=x>", "cluster":
        { "servers": ["S1", "S2", "S3"], "timers": "manual" }, "script": [ { "timeout": "S1" }, { "wait": 40 } ] })");
    exported("evil.session.json", "x.html");
    const std::string html = read("x.html");
    EXPECT_EQ(html.find("<img"), std::string::npos);
    EXPECT_EQ(dataOf(html)["editions"][0]["title"], "</script><img src=x>");
}

// ---- In the programs that people have ----

bool isInstalled(const std::string& program) {
    return std::system(("command -v " + program + " >/dev/null 2>&1").c_str()) == 0;
}

TEST_F(ExportSlides, LibreOfficeOpensThem) {
    if (!isInstalled("soffice")) GTEST_SKIP() << "skipped: LibreOffice is not installed";
    exported("two-leaders", "x.pptx", {"--steps", "1-2"});
    const std::string convert = "cd '" + folder() +
                                "' && timeout 200 soffice --headless --norestore "
                                "-env:UserInstallation=file://" +
                                folder() +
                                "/profile --convert-to pdf x.pptx "
                                ">/dev/null 2>&1";
    // On a fresh profile the first run may only make the profile.
    for (int attempt = 0; attempt < 2 && !exists("x.pdf"); ++attempt) static_cast<void>(std::system(convert.c_str()));
    ASSERT_TRUE(exists("x.pdf"));
    EXPECT_EQ(read("x.pdf").compare(0, 5, "%PDF-"), 0);
    fs::remove_all(folder() + "/profile");
}

TEST_F(ExportSlides, ABrowserRunsThem) {
    if (!isInstalled("chromium")) GTEST_SKIP() << "skipped: chromium is not installed";
    exported("who-can-win", "x.html");
    const std::string dump = "cd '" + folder() +
                             "' && timeout 120 chromium --headless --no-sandbox --disable-gpu "
                             "--user-data-dir='" +
                             folder() +
                             "/profile' --virtual-time-budget=3000 --dump-dom "
                             "'file://" +
                             folder() + "/x.html#step=3' >dom.html 2>/dev/null";
    static_cast<void>(std::system(dump.c_str()));
    const std::string dom = read("dom.html");
    // The script ran under its own policy: it has put the caption there, and stands where the address says.
    EXPECT_NE(dom.find("<h2 class=\"caption\">"), std::string::npos);
    EXPECT_NE(dom.find(">3 / 7<"), std::string::npos);
    fs::remove_all(folder() + "/profile");
}

}  // namespace
}  // namespace cli_test
