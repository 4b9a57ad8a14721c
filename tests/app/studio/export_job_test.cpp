#include "app/studio/export_job.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "raft/trace/session_reader.h"
#include "raft/trace/session_writer.h"
#include "render/export/png.h"
#include "tests/app/studio/studio_support.h"

namespace studio {
namespace {

namespace fs = std::filesystem;

std::string fileText(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// A studio that saves its pictures in a folder of its own.
class ExportJobTest : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "raftlab-export-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        StudioOptions options;
        options.language = Language::English;
        options.courseDir = RAFTLAB_SOURCE_DIR "/lessons/course";
        options.pictureDir = folder_.string();
        options.copyImage = [this](const std::string& png) {
            copied_ = png;
            return clipboardProgram_;
        };
        studio_ = std::make_unique<Studio>(options);
        raft::ClusterConfig config = quietConfig();
        studio_->execute(cmd::NewCluster{config});
        studio_->execute(cmd::FireTimeout{raft::NodeId(0)});
        for (int i = 0; i < 8; ++i) studio_->execute(cmd::StepForward{});
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::set<std::string> files() const {
        std::set<std::string> names;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
            names.insert(entry.path().filename().string());
        }
        return names;
    }
    ExportRequest request(const std::string& name) const {
        ExportRequest request{studio_->pictureOptions(), (folder_ / name).string(), false};
        request.options.format = PictureFormat::Svg;
        return request;
    }
    void exportNow(const ExportRequest& wanted) {
        studio_->execute(cmd::ExportPictures{wanted});
        studio_->finishExport();
    }
    bool noticeSays(std::string_view part) const { return studio_->notice().find(part) != std::string::npos; }

    fs::path folder_;
    std::string copied_;
    std::string clipboardProgram_;
    std::unique_ptr<Studio> studio_;
};

TEST_F(ExportJobTest, SavesThisPictureWithoutAQuestion) {
    const Place before = studio_->document().place();
    studio_->execute(cmd::SavePicture{});
    EXPECT_TRUE(studio_->needsFrame());
    studio_->finishExport();
    const std::string suffix = render::canWritePng() ? ".png" : ".svg";
    const std::string ms = std::to_string(before.time.us / 1000) + "ms";
    EXPECT_EQ(files(), std::set<std::string>{"raftlab-" + ms + suffix});
    EXPECT_TRUE(noticeSays(folder_.string())) << studio_->notice();
    // A second one of the same moment does not take the place of the first.
    studio_->execute(cmd::SavePicture{});
    studio_->finishExport();
    EXPECT_EQ(files().size(), 2u);
    EXPECT_EQ(studio_->document().place(), before);
    EXPECT_FALSE(studio_->isExporting());
}

TEST_F(ExportJobTest, ThePictureIsThatOfTheWindowsMoment) {
    exportNow(request("now.svg"));
    const std::string now = fileText(folder_ / "now.svg");
    EXPECT_NE(now.find("<svg"), std::string::npos) << studio_->notice();
    studio_->execute(cmd::Home{});
    exportNow(request("boot.svg"));
    EXPECT_NE(fileText(folder_ / "boot.svg"), now);
    studio_->execute(cmd::End{});
    exportNow(request("again.svg"));
    EXPECT_EQ(fileText(folder_ / "again.svg"), now);
}

TEST_F(ExportJobTest, ABranchIsExportedAsItIs) {
    studio_->execute(cmd::StepBack{});
    studio_->execute(cmd::ToggleCrash{raft::NodeId(1)});
    ASSERT_GT(studio_->document().history().line(), 0);
    exportNow(request("branch.svg"));
    EXPECT_NE(fileText(folder_ / "branch.svg").find("down"), std::string::npos);
}

TEST_F(ExportJobTest, AnIntervalHasPages) {
    ExportRequest wanted = request("a.svg");
    wanted.options.picture.interval = Interval{raft::SimTime(), studio_->document().history().time()};
    exportNow(wanted);
    EXPECT_EQ(files().count("a-01.svg"), 1u);
    EXPECT_EQ(files().count("a-02.svg"), 1u);
    EXPECT_TRUE(noticeSays("a-01.svg to ") && noticeSays(*files().rbegin())) << studio_->notice();
    wanted.options.picture.views = {false, false, true};
    exportNow(wanted);
    EXPECT_EQ(files().count("a.svg"), 1u);
}

TEST_F(ExportJobTest, OneCommandExportsTheLessonAsSlides) {
    studio_->execute(cmd::OpenLesson{"two-leaders"});
    studio_->execute(cmd::LeaveUnsaved{});
    studio_->execute(cmd::ExportSlides{});
    studio_->finishExport();
    EXPECT_EQ(files(), std::set<std::string>{"two-leaders.pptx"}) << studio_->notice();
    EXPECT_EQ(fileText(folder_ / "two-leaders.pptx").substr(0, 2), "PK");
}

TEST_F(ExportJobTest, SlidesAreMadeWithTheLastChoices) {
    studio_->execute(cmd::OpenLesson{"two-leaders"});
    studio_->execute(cmd::LeaveUnsaved{});
    ExportRequest wanted = request("mine.html");
    wanted.options.format = PictureFormat::Html;
    wanted.options.story = StoryOptions{StepSpan{1, 2}, true, true, false};
    studio_->completeStory(wanted);
    exportNow(wanted);
    const std::string first = fileText(folder_ / "mine.html");
    EXPECT_NE(first.find("\"step\":2"), std::string::npos) << studio_->notice();
    EXPECT_EQ(first.find("\"step\":3"), std::string::npos);
    EXPECT_NE(first.find("\"stamp\":\"(a)\""), std::string::npos);
    studio_->execute(cmd::ExportSlides{});
    studio_->finishExport();
    EXPECT_EQ(fileText(folder_ / "two-leaders.html"), first);
}

TEST_F(ExportJobTest, ARunWithoutALessonIsToldByItsMoments) {
    studio_->execute(cmd::ExportSlides{});
    studio_->finishExport();
    EXPECT_EQ(files(), std::set<std::string>{"raftlab.pptx"}) << studio_->notice();
}

TEST_F(ExportJobTest, SaysWhatWentWrong) {
    exportNow(request("a.svg"));
    exportNow(request("a.svg"));
    ASSERT_EQ(studio_->noticeDetails().size(), 1u);
    EXPECT_NE(studio_->noticeDetails()[0].find("exists already"), std::string::npos);
    ExportRequest replacing = request("a.svg");
    replacing.replace = true;
    exportNow(replacing);
    EXPECT_TRUE(noticeSays("saved as")) << studio_->notice();
    exportNow(request("no/such/folder.svg"));
    EXPECT_EQ(studio_->noticeDetails().size(), 1u);
    EXPECT_EQ(files(), std::set<std::string>{"a.svg"});
}

TEST_F(ExportJobTest, WhatCannotBeIsRefusedAtOnce) {
    ExportRequest wanted = request("a.svg");
    EXPECT_EQ(studio_->whyNot(cmd::ExportPictures{wanted}), std::nullopt);
    wanted.options.picture.interval = Interval{raft::SimTime(2), raft::SimTime(1)};
    EXPECT_NE(studio_->whyNot(cmd::ExportPictures{wanted}), std::nullopt);
    wanted.options.picture.interval.reset();
    wanted.path.clear();
    EXPECT_NE(studio_->whyNot(cmd::ExportPictures{wanted}), std::nullopt);
    studio_->execute(cmd::SavePicture{});
    EXPECT_NE(studio_->whyNot(cmd::SavePicture{}), std::nullopt);
    studio_->finishExport();
    EXPECT_EQ(studio_->whyNot(cmd::SavePicture{}), std::nullopt);
}

TEST_F(ExportJobTest, CopiesAPictureOrSaysThatItIsText) {
    clipboardProgram_ = "pictures-to-go";
    studio_->execute(cmd::CopyPicture{});
    if (render::canWritePng()) {
        EXPECT_EQ(copied_.compare(0, 4, "\x89PNG"), 0);
        EXPECT_TRUE(noticeSays("pictures-to-go"));
        EXPECT_EQ(studio_->takeClipboardText(), std::nullopt);
    }
    clipboardProgram_.clear();
    studio_->execute(cmd::CopyPicture{});
    EXPECT_TRUE(noticeSays("SVG text"));
    const auto text = studio_->takeClipboardText();
    ASSERT_TRUE(text.has_value());
    EXPECT_EQ(text->compare(0, 4, "<svg"), 0);
    EXPECT_EQ(studio_->takeClipboardText(), std::nullopt);
}

TEST_F(ExportJobTest, ABugReportIsEnoughToSeeTheBugAgain) {
    studio_->execute(cmd::CopyBugReport{});
    const std::string report = studio_->takeClipboardText().value_or("");
    const std::string step = std::to_string(studio_->document().history().step().value);
    for (const std::string& line :
         {std::string("raftlab "), std::string("\nseed 1\n"), "\nmoment line 0, step " + step + ", event "}) {
        EXPECT_NE(report.find(line), std::string::npos) << line << report;
    }
    const std::size_t at = report.find("\nsession\n");
    ASSERT_NE(at, std::string::npos);
    const auto session = raft::readSession(report.substr(at + 9), "report");
    ASSERT_TRUE(session.ok());
    raft::History again(session.value().cluster, session.value().texts);
    ASSERT_TRUE(raft::replaySession(session.value(), "report", again).ok());
    EXPECT_EQ(again.world().digest(), studio_->document().history().world().digest());
    EXPECT_EQ(again.step(), studio_->document().history().step());
}

TEST_F(ExportJobTest, ALessonShowsItsOwnViews) {
    EXPECT_EQ(studio_->pictureOptions().picture.views, PictureViews{});
    const auto lesson = welcome();
    const PictureViews views = lesson->pictureOptions().picture.views;
    const auto& panels = lesson->document().lesson()->panels;
    EXPECT_EQ(views.logs, std::find(panels.begin(), panels.end(), "logs") != panels.end());
    EXPECT_EQ(fs::path(lesson->picturePath("png")).filename().string().compare(0, 8, "welcome-"), 0);
}

TEST_F(ExportJobTest, NamesThatAreFree) {
    EXPECT_EQ(freePath(folder_.string(), "a", "svg"), (folder_ / "a.svg").string());
    std::ofstream(folder_ / "a.svg") << "mine";
    EXPECT_EQ(freePath(folder_.string(), "a", "svg"), (folder_ / "a-2.svg").string());
    std::ofstream(folder_ / "a-2.svg") << "mine";
    EXPECT_EQ(freePath(folder_.string(), "a", "svg"), (folder_ / "a-3.svg").string());
}

TEST_F(ExportJobTest, PicturesGoWhereTheUserWorks) {
    const std::string home = folder_.string();
    fs::create_directory(folder_ / "work");
    EXPECT_EQ(pictureFolder((folder_ / "work").string(), home), (folder_ / "work").string());
    EXPECT_EQ(pictureFolder(home, home), home);
    fs::create_directory(folder_ / "Pictures");
    EXPECT_EQ(pictureFolder(home, home), (folder_ / "Pictures").string());
    EXPECT_EQ(pictureFolder("/", home), (folder_ / "Pictures").string());
    EXPECT_EQ(pictureFolder((folder_ / "work").string(), home), (folder_ / "work").string());
}

}  // namespace
}  // namespace studio
