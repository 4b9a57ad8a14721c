#include "app/studio/settings.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "app/studio/pause_on.h"

namespace studio {
namespace {

/// A folder of this test's own that goes with it.
class SettingsFile : public testing::Test {
protected:
    void SetUp() override {
        std::string path = (std::filesystem::temp_directory_path() / "raftlab-settings-XXXXXX").string();
        ASSERT_NE(mkdtemp(path.data()), nullptr);
        dir_ = path;
    }
    void TearDown() override { std::filesystem::remove_all(dir_); }
    std::string dir() const { return (dir_ / "raftlab").string(); }
    void write(const std::string& text) const {
        std::filesystem::create_directories(dir());
        std::ofstream(dir() + "/settings.json") << text;
    }

private:
    std::filesystem::path dir_;
};

TEST_F(SettingsFile, ComesBackAsItWasSaved) {
    Settings settings;
    settings.language = Language::Chinese;
    settings.theme = ThemeName::Projector;
    settings.scalePercent = 150;
    settings.pacePercent = 400;
    settings.recentFiles = {"/a/run.session.json", "/b.lesson.json"};
    settings.termNames = TermNames::Chinese;
    settings.timeToScale = true;
    settings.preset = Preset::Explore;
    settings.presentTheme = ThemeName::Dark;
    settings.pauseOn = bitOf(PauseOn::Refusal) | bitOf(PauseOn::Message);
    settings.splits[0] = {300, 0, 450, 0};
    settings.splits[1] = {0, 700, 0, 200};
    ASSERT_TRUE(saveSettings(dir(), settings).ok());
    std::string problem;
    const Settings read = loadSettings(dir(), Settings{}, problem);
    EXPECT_EQ(problem, "");
    EXPECT_EQ(read.language, Language::Chinese);
    EXPECT_EQ(read.theme, ThemeName::Projector);
    EXPECT_EQ(read.preset, Preset::Explore);
    EXPECT_EQ(read.presentTheme, ThemeName::Dark);
    EXPECT_EQ(read.pauseOn, settings.pauseOn);
    EXPECT_EQ(read.splits, settings.splits);
    EXPECT_EQ(read.scalePercent, 150);
    EXPECT_EQ(read.pacePercent, 400);
    EXPECT_EQ(read.recentFiles, settings.recentFiles);
    EXPECT_EQ(read.termNames, settings.termNames);
    EXPECT_EQ(read.timeToScale, settings.timeToScale);
}

TEST_F(SettingsFile, NoneAtAllIsTheFallbackWithoutAWord) {
    std::string problem = "x";
    Settings fallback;
    fallback.scalePercent = 90;
    EXPECT_EQ(loadSettings(dir(), fallback, problem).scalePercent, 90);
    EXPECT_EQ(problem, "");
    EXPECT_EQ(loadSettings("", Settings{}, problem).scalePercent, 100);
    EXPECT_TRUE(saveSettings("", Settings{}).ok()) << "without a folder nothing is kept";
}

TEST_F(SettingsFile, ABrokenOneIsNamedAndNotFatal) {
    for (const char* text : {"{", "[]", "{\"theme\": \"pink\"}", "{\"scalePercent\": 12}", ""}) {
        write(text);
        std::string problem;
        const Settings read = loadSettings(dir(), Settings{}, problem);
        EXPECT_NE(problem.find("settings.json:1:"), std::string::npos) << text << " " << problem;
        EXPECT_EQ(read.theme, ThemeName::Light);
        EXPECT_EQ(read.scalePercent, 100);
    }
}

TEST_F(SettingsFile, ASplitterThatStandsNowhereIsPutBackWithoutAWord) {
    write(R"({"theme": "dark", "layout": {"study": {"ringLogs": 5, "logsWhy": "x", "time": 400, "drawers": -1},
              "explore": [], "later": 3}})");
    std::string problem;
    Settings read = loadSettings(dir(), Settings{}, problem);
    EXPECT_EQ(problem, "");
    EXPECT_EQ(read.theme, ThemeName::Dark);
    EXPECT_EQ(read.splits[0], (Splits{0, 0, 400, 0}));
    EXPECT_EQ(read.splits[1], Splits{});
    write(R"({"layout": 7})");
    read = loadSettings(dir(), Settings{}, problem);
    EXPECT_EQ(problem, "");
    EXPECT_EQ(read.splits[0], Splits{});
}

TEST_F(SettingsFile, KeepsQuietAboutWhatALaterVersionAdded) {
    write("{\"language\": \"zh\", \"sparkle\": true}");
    std::string problem;
    EXPECT_EQ(loadSettings(dir(), Settings{}, problem).language, Language::Chinese);
    EXPECT_EQ(problem, "");
}

TEST_F(SettingsFile, AFolderThatCannotBeMadeIsAnError) {
    write("{}");
    EXPECT_FALSE(saveSettings(dir() + "/settings.json/below", Settings{}).ok());
}

}  // namespace
}  // namespace studio
