// A page for a browser, read back as text.

#include "render/export/html.h"

#include <gtest/gtest.h>

#include <regex>

#include "render/export/markup.h"
#include "render/text_measure.h"

namespace render_test {
namespace {

const std::string kHostile = "</script><script>alert(1)</script><!-- \" ' \\ & \xE2\x80\xA8 \x01 end";

struct Sample {
    render::Scene picture;
    std::vector<render::HtmlEdition> editions;
};

void fill(Sample& sample, const std::string& text) {
    sample.picture.setSize(render::px(400), render::px(300));
    {
        const render::GroupScope group(sample.picture, {}, render::Role::Picture, text);
        render::addText(sample.picture, render::FixedMeasure(),
                        {render::Face::Mono, render::px(24), render::rgb(0), render::Align::Start},
                        {render::px(10), render::px(40)}, text);
    }
    for (const char* language : {"en", "zh-CN"}) {
        render::HtmlEdition edition{language, text, text, text, {{"next", text}}, {}};
        for (int step = 1; step <= 3; ++step) {
            render::HtmlPage page;
            page.step = step;
            page.caption = text;
            page.notes = text;
            page.choices.push_back({text, text, true});
            page.pictures = {&sample.picture};
            edition.pages.push_back(page);
        }
        sample.editions.push_back(std::move(edition));
    }
}

std::string htmlOf(const std::string& text) {
    Sample sample;
    fill(sample, text);
    return render::writeHtml(sample.editions, render::themeOf(render::ThemeName::Light));
}

int countOf(const std::string& text, const std::string& what) {
    int count = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++count;
    return count;
}

TEST(Html, HasAPageForEachStepWithItsPictureInEveryLanguage) {
    const std::string html = htmlOf("S1 leads");
    EXPECT_EQ(countOf(html, "<section class=\"page\""), 3);
    EXPECT_EQ(countOf(html, "<svg "), 6);
    EXPECT_EQ(countOf(html, "\"step\":"), 6);
    EXPECT_EQ(htmlOf("S1 leads"), html);
    EXPECT_NE(htmlOf("S2 leads"), html);
}

TEST(Html, NeedsNothingFromAnywhere) {
    const std::string html = htmlOf("S1");
    EXPECT_NE(html.find("content=\"default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
                        "img-src data:\""),
              std::string::npos);
    // The one address is a name: that of SVG.
    std::string rest = html;
    const std::string name = "http://www.w3.org/2000/svg";
    for (std::size_t at = rest.find(name); at != std::string::npos; at = rest.find(name)) rest.erase(at, name.size());
    for (const char* never : {"http:", "https:", "src=", "href=", "@import", "url(", "innerHTML", "outerHTML",
                              "document.write", "eval(", "fetch(", "XMLHttpRequest"}) {
        EXPECT_EQ(rest.find(never), std::string::npos) << never;
    }
}

TEST(Html, NoTextBreaksOutOfItsPlace) {
    const std::string html = htmlOf(kHostile);
    EXPECT_EQ(countOf(html, "</script>"), 2);
    EXPECT_EQ(countOf(html, "<script"), 2);
    EXPECT_EQ(html.find("<!--"), std::string::npos);
    EXPECT_EQ(html.find('\x01'), std::string::npos);
    const std::size_t begin = html.find("id=\"data\">") + 10;
    const std::string data = html.substr(begin, html.find("</script>", begin) - begin);
    EXPECT_EQ(data.find('<'), std::string::npos);
    EXPECT_NE(data.find("\\u003c/script\\u003e"), std::string::npos);
}

TEST(Html, StringsOfAScriptAreJson) {
    EXPECT_EQ(render::scriptString("a\"b\\c\n"), "\"a\\\"b\\\\c\\n\"");
    EXPECT_EQ(render::scriptString("<&>"), "\"\\u003c\\u0026\\u003e\"");
    EXPECT_EQ(render::scriptString("\xE4\xBB\xBB"), "\"\xE4\xBB\xBB\"");
    EXPECT_EQ(render::scriptString("\xE2\x80\xA8"), "\"\\u2028\"");
    EXPECT_EQ(render::markupText("<a b=\"c\">&'\x02"), "&lt;a b=&quot;c&quot;&gt;&amp;&#39;");
}

TEST(Html, HasTheKeysOfTheProgramAndMovesOnlyWhereThatIsWanted) {
    const std::string html = htmlOf("S1");
    for (const char* key : {"ArrowRight", "ArrowLeft", "PageDown", "PageUp", "Home", "End", "event.key === ' '"}) {
        EXPECT_NE(html.find(key), std::string::npos) << key;
    }
    EXPECT_NE(html.find("@media (prefers-reduced-motion:no-preference)"), std::string::npos);
    EXPECT_EQ(countOf(html, "animation"), 1);
    EXPECT_NE(html.find("@media print"), std::string::npos);
    EXPECT_NE(html.find("break-after:page"), std::string::npos);
}

}  // namespace
}  // namespace render_test
