// A deck of slides, read back.

#include "render/export/pptx.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <set>

#include "tests/render/export/unzip.h"

#ifdef RAFTLAB_HAVE_PUGIXML
#include <pugixml.hpp>
#endif

namespace render_test {
namespace {

using render::px;

constexpr render::Color kInk = render::rgb(0x1F2328);

/// Two pages on which one message has moved, with texts that mean something to XML.
render::Deck deckOfTwo() {
    render::Deck deck;
    deck.title = "A & B";
    deck.language = "en";
    deck.width = px(1280);
    deck.height = px(720);
    deck.background = render::rgb(0xFFFFFF);
    deck.ink = kInk;
    deck.soft = render::rgb(0xEFEDE7);
    deck.dim = render::rgb(0x5A636B);
    deck.accents = {render::rgb(0x77AADD)};
    for (int i = 0; i < 2; ++i) {
        render::DeckPage page;
        render::Scene& scene = page.picture;
        {
            const render::GroupScope group(scene, raft::nodeRef(raft::NodeId(0)), render::Role::Node, "S1: leader <1>");
            scene.circle({px(100), px(100)}, px(40), render::rgb(0x77AADD), {kInk, px(2)});
            render::addText(scene, render::FixedMeasure(), {render::Face::Bold, px(24), kInk, render::Align::Middle},
                            {px(100), px(108)}, "S1");
        }
        {
            const render::GroupScope group(scene, raft::messageRef(raft::MessageId(7)), render::Role::Message, "to S2");
            scene.rect(render::boxAt({px(200 + 50 * i), px(90)}, px(20), px(20)), px(4), render::rgb(0xEEDD88));
        }
        scene.line({px(300), px(300)}, {px(200), px(320)}, {kInk, px(2), px(4), px(3)});
        page.texts.push_back({"caption",
                              render::TextBlock::Kind::Title,
                              {px(40), px(560), px(1240), px(640)},
                              {render::Face::Medium, px(32), kInk, render::Align::Start},
                              px(42),
                              false,
                              0,
                              {},
                              {},
                              0,
                              i == 0 ? "if a < b && c > \"d\"" : "\xE9\xA2\x86\xE5\xAF\xBC\xE4\xBA\xBA"});
        page.notes = i == 0 ? "Ask <them>.\nWait." : "";
        deck.pages.push_back(std::move(page));
    }
    return deck;
}

std::vector<std::string> matches(const std::string& text, const std::string& pattern) {
    const std::regex expression(pattern);
    std::vector<std::string> found;
    for (std::sregex_iterator it(text.begin(), text.end(), expression), end; it != end; ++it) found.push_back((*it)[1]);
    return found;
}

TEST(Pptx, HasEveryPartThatItsDirectoryNames) {
    const auto files = unzip(render::writePptx(deckOfTwo()));
    ASSERT_FALSE(files.empty());
    EXPECT_EQ(files.front().name, "[Content_Types].xml");
    for (const std::string& part : matches(files.front().content, "PartName=\"/([^\"]+)\"")) {
        EXPECT_FALSE(contentOf(files, part).empty()) << part;
    }
    for (const char* part : {"ppt/slides/slide1.xml", "ppt/slides/slide2.xml", "ppt/notesSlides/notesSlide2.xml",
                             "ppt/notesMasters/notesMaster1.xml", "ppt/theme/theme2.xml", "docProps/core.xml"}) {
        EXPECT_FALSE(contentOf(files, part).empty()) << part;
    }
    EXPECT_TRUE(contentOf(files, "ppt/slides/slide3.xml").empty());
}

TEST(Pptx, EveryRelationLeadsToAPart) {
    const auto files = unzip(render::writePptx(deckOfTwo()));
    int relations = 0;
    for (const ZippedFile& file : files) {
        const std::size_t rels = file.name.find("_rels/");
        if (rels == std::string::npos) continue;
        for (std::string target : matches(file.content, " Target=\"([^\"]+)\"")) {
            std::string folder = file.name.substr(0, rels);
            while (target.compare(0, 3, "../") == 0) {
                target.erase(0, 3);
                folder.erase(folder.rfind('/', folder.size() - 2) + 1);
            }
            EXPECT_FALSE(contentOf(files, folder + target).empty()) << file.name << ": " << target;
            ++relations;
        }
    }
    EXPECT_GT(relations, 15);
}

TEST(Pptx, TheSameDeckIsTheSameBytes) {
    EXPECT_EQ(render::writePptx(deckOfTwo()), render::writePptx(deckOfTwo()));
    render::Deck other = deckOfTwo();
    other.pages[0].notes += "!";
    EXPECT_NE(render::writePptx(other), render::writePptx(deckOfTwo()));
}

TEST(Pptx, NamesAreUniqueOnASlideAndStayWithTheirThings) {
    const auto files = unzip(render::writePptx(deckOfTwo()));
    std::vector<std::set<std::string>> things;
    for (const char* slide : {"ppt/slides/slide1.xml", "ppt/slides/slide2.xml"}) {
        const auto names = matches(contentOf(files, slide), "<p:cNvPr id=\"\\d+\" name=\"([^\"]+)\"");
        const std::set<std::string> unique(names.begin(), names.end());
        EXPECT_EQ(unique.size(), names.size()) << slide;
        const auto groups = matches(contentOf(files, slide), "<p:nvGrpSpPr><p:cNvPr id=\"\\d+\" name=\"(!![^\"]+)\"");
        things.emplace_back(groups.begin(), groups.end());
    }
    EXPECT_EQ(things[0], (std::set<std::string>{"!!server 1", "!!message 7"}));
    EXPECT_EQ(things[1], things[0]);
    // It is the same thing, elsewhere.
    EXPECT_NE(contentOf(files, "ppt/slides/slide1.xml"), contentOf(files, "ppt/slides/slide2.xml"));
}

TEST(Pptx, MorphsWhereItCanAndFadesElsewhere) {
    const auto files = unzip(render::writePptx(deckOfTwo()));
    const std::string slide = contentOf(files, "ppt/slides/slide2.xml");
    const std::size_t choice = slide.find("<p159:morph option=\"byObject\"/>");
    const std::size_t fallback = slide.find("<mc:Fallback><p:transition spd=\"med\"><p:fade/>");
    ASSERT_NE(choice, std::string::npos);
    ASSERT_NE(fallback, std::string::npos);
    EXPECT_LT(choice, fallback);
    EXPECT_LT(slide.find("</p:clrMapOvr>"), choice);
}

TEST(Pptx, KnownColoursFollowTheTheme) {
    const auto files = unzip(render::writePptx(deckOfTwo()));
    const std::string slide = contentOf(files, "ppt/slides/slide1.xml");
    EXPECT_NE(slide.find("<a:schemeClr val=\"accent1\"/>"), std::string::npos);
    EXPECT_NE(slide.find("<a:schemeClr val=\"tx1\"/>"), std::string::npos);
    EXPECT_EQ(slide.find("77AADD"), std::string::npos);
    EXPECT_NE(slide.find("<a:srgbClr val=\"EEDD88\"/>"), std::string::npos);
    EXPECT_NE(contentOf(files, "ppt/theme/theme1.xml").find("<a:accent1><a:srgbClr val=\"77AADD\"/>"),
              std::string::npos);
}

#ifdef RAFTLAB_HAVE_PUGIXML

TEST(Pptx, IsWellFormedAndSaysWhatThePagesSay) {
    const auto files = unzip(render::writePptx(deckOfTwo()));
    for (const ZippedFile& file : files) {
        pugi::xml_document document;
        const auto result = document.load_buffer(file.content.data(), file.content.size());
        EXPECT_TRUE(result) << file.name << ": " << result.description();
    }
    pugi::xml_document slide;
    slide.load_string(contentOf(files, "ppt/slides/slide1.xml").c_str());
    const auto title = slide.select_node("//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='title']//a:t");
    EXPECT_STREQ(title.node().child_value(), "if a < b && c > \"d\"");
    const auto group = slide.select_node("//p:grpSp/p:nvGrpSpPr/p:cNvPr[@name='!!server 1']");
    EXPECT_STREQ(group.node().attribute("descr").value(), "S1: leader <1>");
    EXPECT_TRUE(slide.select_node("//p:grpSp//a:prstGeom[@prst='ellipse']"));
    EXPECT_TRUE(slide.select_node("//p:cxnSp//a:xfrm[@flipH='1']"));
    pugi::xml_document notes;
    notes.load_string(contentOf(files, "ppt/notesSlides/notesSlide1.xml").c_str());
    const auto lines = notes.select_nodes("//p:sp[p:nvSpPr/p:nvPr/p:ph/@type='body']//a:t");
    ASSERT_EQ(lines.size(), 2u);
    EXPECT_STREQ(lines[0].node().child_value(), "Ask <them>.");
}

TEST(Pptx, TheReaderOfTheTestsNoticesBrokenXml) {
    pugi::xml_document document;
    EXPECT_FALSE(document.load_string("<a><b></a>"));
}

#endif

}  // namespace
}  // namespace render_test
