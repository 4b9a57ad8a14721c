// The Export dialog: what it begins with, what it asks for.

#include <cstring>

#include "tests/gui/panels/workspace_fixture.h"

namespace gui {
namespace {

class ExportDialog : public WorkspaceTest {
protected:
    void SetUp() override {
        WorkspaceTest::SetUp();
        if (HasFatalFailure()) return;
        runTo(200);
        execute(studio::cmd::Show{studio::Dialog::Export});
        draw();
    }
    /// What "Export" asks for.
    studio::ExportRequest wanted() {
        clickOn("dialog.do");
        const auto commands = asked<studio::cmd::ExportPictures>();
        EXPECT_EQ(commands.size(), 1u);
        return commands.empty() ? studio::ExportRequest{} : commands.front().request;
    }
    static bool endsWith(const std::string& text, std::string_view end) {
        return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
    }
};

TEST_F(ExportDialog, BeginsWithThePictureThatIsSeen) {
    const studio::ExportRequest request = wanted();
    EXPECT_EQ(request.options.picture.views, studio::PictureViews{});
    EXPECT_EQ(request.options.picture.theme, render::ThemeName::Light);
    EXPECT_EQ(request.options.picture.interval, std::nullopt);
    EXPECT_EQ(request.options.picture.widthPx, 1280);
    EXPECT_FALSE(request.replace);
    EXPECT_EQ(request.path, studio().picturePath(studio::suffixOf(request.options.format)));
}

TEST_F(ExportDialog, EveryChoiceIsAskedFor) {
    clickOn("export.view.3");
    clickOn("export.format.2");
    clickOn("export.theme.3");
    clickOn("export.size.2");
    clickOn("export.when.1");
    clickOn("export.existing.1");
    const studio::ExportRequest request = wanted();
    EXPECT_EQ(request.options.picture.views, (studio::PictureViews{false, false, true}));
    EXPECT_EQ(request.options.format, studio::PictureFormat::Pdf);
    EXPECT_TRUE(endsWith(request.path, ".pdf")) << request.path;
    EXPECT_EQ(request.options.picture.theme, render::ThemeName::Paper);
    EXPECT_EQ(request.options.picture.heightPx, 768);
    EXPECT_TRUE(request.replace);
    ASSERT_TRUE(request.options.picture.interval.has_value());
    EXPECT_GT(request.options.picture.interval->to, request.options.picture.interval->from);
    EXPECT_LE(request.options.picture.interval->to, history().endTime());
}

TEST_F(ExportDialog, EveryPictureCanBeHadAlone) {
    using studio::PictureViews;
    const std::pair<const char*, bool PictureViews::*> pictures[] = {{"export.view.5", &PictureViews::roles},
                                                                     {"export.view.6", &PictureViews::terms},
                                                                     {"export.view.7", &PictureViews::votes},
                                                                     {"export.view.8", &PictureViews::clients},
                                                                     {"export.view.9", &PictureViews::histogram}};
    for (const auto& [id, view] : pictures) {
        clickOn("export.view.4");  // Slides, and back.
        clickOn(id);
        clickOn("dialog.do");
        const auto commands = asked<studio::cmd::ExportPictures>();
        ASSERT_FALSE(commands.empty());
        EXPECT_EQ(commands.back().request.options.picture.views, studio::onlyView(view)) << id;
        EXPECT_FALSE(commands.back().request.options.story.has_value()) << id;
        EXPECT_FALSE(studio::isDeck(commands.back().request.options.format)) << id;
    }
}

TEST_F(ExportDialog, TheFormatMayBeChangedBack) {
    clickOn("export.format.2");
    clickOn("export.format.0");
    const studio::ExportRequest request = wanted();
    EXPECT_EQ(request.options.format, studio::PictureFormat::Svg);
    EXPECT_TRUE(endsWith(request.path, "ms.svg")) << request.path;
}

TEST_F(ExportDialog, SlidesAndTheirFormatsBelongTogether) {
    clickOn("export.view.4");
    clickOn("export.stamps.1");
    const studio::ExportRequest slides = wanted();
    EXPECT_EQ(slides.options.format, studio::PictureFormat::Pptx);
    ASSERT_TRUE(slides.options.story.has_value());
    EXPECT_TRUE(slides.options.story->stamps);
    EXPECT_TRUE(endsWith(slides.path, ".pptx")) << slides.path;
    // There is no lesson: the whole run is told.
    ASSERT_TRUE(slides.options.picture.interval.has_value());
    EXPECT_EQ(slides.options.picture.interval->to, history().endTime());
}

TEST_F(ExportDialog, ADeckIsSlidesWhateverWasChosenBefore) {
    clickOn("export.format.4");
    EXPECT_TRUE(workspace().record().find("export.stamps.0") != nullptr);
    clickOn("export.view.1");
    const studio::ExportRequest pictures = wanted();
    EXPECT_EQ(pictures.options.format, studio::PictureFormat::Png);
    EXPECT_FALSE(pictures.options.story.has_value());
}

TEST_F(ExportDialog, NothingInItIsCutOffOrHidden) {
    clickOn("export.view.4");
    clickOn("export.when.1");
    for (const auto& [width, height] : {std::pair(1600, 900), {1024, 768}}) {
        resize(width, height);
        draw();
        for (const char* id : {"export.view.4", "export.view.5", "export.view.9", "export.format.4", "export.stamps.1",
                               "export.theme.3", "export.size.3", "export.when.1", "export.existing.1", "##export.from",
                               "##export.to", "##export.path", "dialog.do"}) {
            const FrameRecord::ClickSpot* spot = workspace().record().find(id);
            ASSERT_NE(spot, nullptr) << id;
            EXPECT_GE(spot->box.left, 0) << id;
            EXPECT_LE(spot->box.right, static_cast<float>(width)) << id;
            EXPECT_LE(spot->box.bottom, static_cast<float>(height)) << id;
        }
    }
}

TEST_F(ExportDialog, TextForTheClipboardGetsThere) {
    execute(studio::cmd::Escape{});
    studio().execute(studio::cmd::CopyBugReport{});
    draw();
    const char* text = ImGui::GetClipboardText();
    ASSERT_NE(text, nullptr);
    EXPECT_EQ(std::strncmp(text, "raftlab ", 8), 0);
}

}  // namespace
}  // namespace gui
