#include "render/export/svg.h"

#include <gtest/gtest.h>

#include <regex>
#include <set>

#include "render/text_measure.h"

namespace render {
namespace {

/// The items of the SVG of one scene, without its first and last line.
template <class Draw>
std::string svgOf(Draw draw) {
    Scene scene;
    scene.setSize(px(100), px(50));
    draw(scene);
    const std::string svg = writeSvg(scene);
    const std::size_t first = svg.find('\n') + 1;
    return svg.substr(first, svg.rfind("</svg>") - first);
}

TEST(Svg, SaysItsSizeAndHasABackground) {
    Scene scene;
    scene.setSize(px(640), px(400) + 32);
    scene.setBackground(rgb(0x1C2024));
    EXPECT_EQ(writeSvg(scene),
              "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"640\" height=\"400.5\" viewBox=\"0 0 640 400.5\">\n"
              "<rect x=\"0\" y=\"0\" width=\"640\" height=\"400.5\" fill=\"#1C2024\"/>\n"
              "</svg>\n");
}

TEST(Svg, NumbersHaveAtMostTwoDecimals) {
    EXPECT_EQ(svgOf([](Scene& s) {
                  s.circle({1, -1}, px(3) + 16, rgb(0xFF0000));
              }),
              "<circle cx=\"0.02\" cy=\"-0.02\" r=\"3.25\" fill=\"#FF0000\"/>\n");
}

TEST(Svg, WritesDashesAndOpacityAsAttributes) {
    Stroke stroke{rgb(0x00FF00), px(2)};
    stroke.dashOn = px(4);
    stroke.dashOff = px(3);
    Color half = rgb(0x123456);
    half.a = 128;
    EXPECT_EQ(svgOf([&](Scene& s) {
                  s.rect({0, 0, px(10), px(5)}, px(2), half, stroke);
              }),
              "<rect x=\"0\" y=\"0\" width=\"10\" height=\"5\" rx=\"2\" fill=\"#123456\" fill-opacity=\"0.501\" "
              "stroke=\"#00FF00\" stroke-width=\"2\" stroke-dasharray=\"4 3\"/>\n");
}

TEST(Svg, TextComesEscaped) {
    const FixedMeasure measure{};
    TextStyle style;
    style.face = Face::Bold;
    style.align = Align::End;
    style.color = rgb(0);
    const std::string svg = svgOf([&](Scene& s) { addText(s, measure, style, {px(9), px(8)}, "<b>&\"x\"\x01\n</b>"); });
    EXPECT_NE(svg.find(">&lt;b&gt;&amp;&quot;x&quot;&lt;/b&gt;</text>"), std::string::npos) << svg;
    EXPECT_NE(svg.find("font-weight=\"700\" text-anchor=\"end\""), std::string::npos) << svg;
}

TEST(Svg, GroupsWithWordsBecomeTitles) {
    EXPECT_EQ(svgOf([](Scene& s) {
                  s.beginGroup(raft::nodeRef(raft::NodeId(0)), Role::Node, "S1: <leader>");
                  s.beginGroup({}, Role::Plain);
                  s.circle({0, 0}, px(1), rgb(0));
                  s.endGroup();
                  s.endGroup();
              }),
              "<g><title>S1: &lt;leader&gt;</title>\n<circle cx=\"0\" cy=\"0\" r=\"1\" fill=\"#000000\"/>\n</g>\n");
}

TEST(Svg, HatchingBecomesLines) {
    HatchItem hatch;
    hatch.box = {0, 0, px(20), px(5)};
    hatch.color = rgb(0xBDB8AD);
    hatch.width = px(1);
    hatch.spacing = px(5);
    const std::string svg = svgOf([&](Scene& s) { s.hatch(hatch); });
    std::vector<Segment> lines;
    hatchSegments(hatch, lines);
    std::size_t written = 0;
    for (std::size_t at = svg.find("<line "); at != std::string::npos; at = svg.find("<line ", at + 1)) ++written;
    EXPECT_EQ(written, lines.size());
}

TEST(Svg, OnlyTheSubsetThatEveryProgramReadsIsUsed) {
    const std::string svg = svgOf([](Scene& s) {
        s.rect({0, 0, px(10), px(5)}, 0, rgb(1), {rgb(2), px(1)});
        const Point points[] = {{0, 0}, {px(3), 0}, {px(3), px(3)}};
        s.polygon(points, rgb(4));
        s.polyline(points, {rgb(4), px(1)});
        s.line({0, 0}, {px(1), px(1)}, {rgb(4), px(1)});
        s.text(TextItem{{}, 0, px(12), Face::Mono, Align::Middle, rgb(0), {}}, "领导者");
    });
    const std::set<std::string> allowed{"svg",     "g",      "rect", "line", "polyline",
                                        "polygon", "circle", "text", "path", "title"};
    const std::regex tag("<([a-zA-Z]+)");
    for (std::sregex_iterator it(svg.begin(), svg.end(), tag), end; it != end; ++it) {
        EXPECT_TRUE(allowed.count((*it)[1]) == 1) << (*it)[1];
    }
    for (const char* never : {"style=", "class=", "marker", "dominant-baseline", "dy=", "filter", "rgba("}) {
        EXPECT_EQ(svg.find(never), std::string::npos) << never;
    }
}

}  // namespace
}  // namespace render
