#include "render/export/pdf.h"

#include <gtest/gtest.h>

#include "render/export/png.h"
#include "render/text_measure.h"

namespace render {
namespace {

Scene page(std::string_view text) {
    Scene scene;
    scene.setSize(px(640), px(360));
    scene.setBackground(rgb(0xFFFFFF));
    const FixedMeasure measure{};
    TextStyle style;
    style.color = rgb(0);
    addText(scene, measure, style, {px(4), px(20)}, text);
    return scene;
}

std::size_t countOf(std::string_view needle, const std::string& text) {
    std::size_t count = 0;
    for (std::size_t at = text.find(needle); at != std::string::npos; at = text.find(needle, at + 1)) ++count;
    return count;
}

/// A page for each scene, as large as it: 640 pixels are 480 points.
std::string pdfOf(const std::vector<Scene>& pages, const PdfOptions& options = {}) {
    const auto pdf = writePdf(pages, options);
    EXPECT_TRUE(pdf.ok()) << pdf.errors()[0].message;
    return pdf.ok() ? pdf.value() : std::string();
}

TEST(Pdf, SaysSoWhereTheBuildCannotWriteIt) {
    const std::vector<Scene> pages{page("S1")};
    EXPECT_EQ(writePdf(pages, {}).ok(), canWritePng());
}

TEST(Pdf, HasAPageForEachScene) {
    if (!canWritePng()) GTEST_SKIP() << "built without cairo";
    const std::string two = pdfOf({page("S1"), page("S2 领导者")});
    EXPECT_EQ(two.substr(0, 5), "%PDF-");
    EXPECT_NE(two.find("/Count 2"), std::string::npos);
    EXPECT_EQ(countOf("MediaBox [ 0 0 480 270 ]", two), 2u);
    EXPECT_NE(pdfOf({page("S1")}).find("/Count 1"), std::string::npos);
}

TEST(Pdf, TheSamePagesAreTheSameBytes) {
    if (!canWritePng()) GTEST_SKIP() << "built without cairo";
    EXPECT_EQ(pdfOf({page("S1")}), pdfOf({page("S1")}));
    EXPECT_NE(pdfOf({page("S1")}), pdfOf({page("S2")}));
}

TEST(Pdf, EmbedsTypefacesUnlessLettersAreShapes) {
    if (!canWritePng()) GTEST_SKIP() << "built without cairo";
    EXPECT_NE(pdfOf({page("S1")}).find("/FontFile"), std::string::npos);
    EXPECT_EQ(pdfOf({page("S1")}, {{}, {}, true}).find("/FontFile"), std::string::npos);
}

TEST(Pdf, RefusesASizeThatIsAMistake) {
    if (!canWritePng()) GTEST_SKIP() << "built without cairo";
    std::vector<Scene> pages{page("S1"), Scene()};
    EXPECT_FALSE(writePdf(pages, {}).ok());
    pages.back().setSize(px(20000), px(10));
    EXPECT_FALSE(writePdf(pages, {}).ok());
}

}  // namespace
}  // namespace render
