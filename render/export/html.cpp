#include "render/export/html.h"

#include "render/export/html_player.h"
#include "render/export/markup.h"
#include "render/export/svg.h"

namespace render {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

void replaceAll(std::string& text, std::string_view what, std::string_view with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
        text.replace(at, what.size(), with);
    }
}

std::string cssColor(Color color) { return "#" + hexOf(color.r, color.g, color.b); }

/// The colours of the page are those of its pictures.
std::string variables(const Theme& theme) {
    const auto one = [](const char* name, Color color) {
        return std::string("--") + name + ":" + cssColor(color) + ";";
    };
    const bool dark = theme.name == ThemeName::Dark;
    return ":root{" + one("paper", theme.paper) + one("panel", theme.panel) + one("hairline", theme.hairline) +
           one("ink", theme.ink) + one("dim", theme.dim) + one("soft", theme.soft) + one("violation", theme.violation) +
           "--scheme:" + (dark ? "dark" : "light") + "}";
}

// ---- The data ----

std::string member(const char* name, const std::string& value) {
    return "\"" + std::string(name) + "\":" + scriptString(value);
}
std::string member(const char* name, bool value) {
    return "\"" + std::string(name) + "\":" + (value ? "true" : "false");
}

std::string stepJson(const HtmlPage& page) {
    std::string out = "{\"step\":" + std::to_string(page.step);
    const std::pair<const char*, const std::string*> texts[] = {
        {"stamp", &page.stamp},   {"caption", &page.caption}, {"badge", &page.badge},
        {"alarm", &page.alarm},   {"prompt", &page.prompt},   {"how", &page.how},
        {"answer", &page.answer}, {"because", &page.because}, {"notes", &page.notes}};
    for (const auto& [name, text] : texts) out += "," + member(name, *text);
    out += "," + member("asks", page.asks) + "," + member("pickable", page.pickable) + "," +
           member("several", page.several) + ",\"choices\":[";
    for (std::size_t i = 0; i < page.choices.size(); ++i) {
        const HtmlChoice& choice = page.choices[i];
        out += (i == 0 ? "{" : ",{") + member("text", choice.text) + "," + member("why", choice.why) + "," +
               member("isTrue", choice.isTrue) + "}";
    }
    return out + "]}";
}

std::string dataJson(const std::vector<HtmlEdition>& editions) {
    std::string out = "{\"format\":\"raftlab-slides/1\",\"editions\":[";
    for (std::size_t e = 0; e < editions.size(); ++e) {
        const HtmlEdition& edition = editions[e];
        out += (e == 0 ? "\n{" : ",\n{") + member("lang", edition.language) + "," + member("title", edition.title) +
               "," + member("objective", edition.objective) + "," + member("source", edition.source) + ",\"words\":{";
        for (std::size_t i = 0; i < edition.words.size(); ++i) {
            out += (i == 0 ? "" : ",") + scriptString(edition.words[i].first) + ":" +
                   scriptString(edition.words[i].second);
        }
        out += "},\"steps\":[";
        for (std::size_t i = 0; i < edition.pages.size(); ++i) {
            out += (i == 0 ? "\n" : ",\n") + stepJson(edition.pages[i]);
        }
        out += "]}";
    }
    return out + "]}";
}

// ---- The pictures ----

/// The picture in words: what the first group that has any says.
std::string wordsOf(const Scene& scene) {
    for (const Item& item : scene.items()) {
        const auto* group = std::get_if<GroupBegin>(&item);
        if (group != nullptr && group->alt.count > 0) return std::string(scene.texts(group->alt));
    }
    return {};
}

/// The typefaces are named once, in the style.
std::string inlineSvg(const Scene& scene) {
    std::string svg = writeSvg(scene);
    replaceAll(svg, "font-family=\"Inter, Arial, Helvetica, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif\"",
               "class=\"t\"");
    replaceAll(svg,
               "font-family=\"'JetBrains Mono', Consolas, Menlo, 'Noto Sans CJK SC', 'Microsoft YaHei', monospace\"",
               "class=\"m\"");
    const std::string width = std::to_string(scene.width() / kUnitsPerPx);
    svg.insert(4, " role=\"img\" aria-label=\"" + markupText(wordsOf(scene)) + "\" style=\"--w:" + width + "\"");
    return svg;
}

std::string section(const std::vector<HtmlEdition>& editions, std::size_t page) {
    std::string out = page == 0 ? "<section class=\"page\">\n" : "<section class=\"page\" hidden>\n";
    for (std::size_t e = 0; e < editions.size(); ++e) {
        out += "<figure class=\"pictures\" data-edition=\"" + std::to_string(e) + "\" lang=\"" +
               markupText(editions[e].language) + "\"" + (e == 0 ? ">\n" : " hidden>\n");
        for (const Scene* picture : editions[e].pages[page].pictures) out += inlineSvg(*picture);
        out += "</figure>\n";
    }
    return out + "<div class=\"words\"></div>\n</section>\n";
}

}  // namespace

std::string writeHtml(const std::vector<HtmlEdition>& editions, const Theme& theme) {
    const HtmlEdition& first = editions.front();
    std::string out = "<!DOCTYPE html>\n<html lang=\"" + markupText(first.language) +
                      "\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"";
    out.append(kPolicy).append("\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out += "<meta name=\"generator\" content=\"Raftlab\">\n<title>" + markupText(first.title) + "</title>\n<style>\n" +
           variables(theme);
    out.append(playerStyle()).append("</style>\n</head>\n<body>\n");
    out +=
        "<header><hgroup><h1 id=\"title\"></h1><p id=\"objective\"></p></hgroup><div class=\"bar\">"
        "<button class=\"key\" id=\"list\" type=\"button\" aria-pressed=\"false\"></button>"
        "<button class=\"key\" id=\"notes\" type=\"button\" aria-pressed=\"false\"></button>"
        "<button class=\"key\" id=\"language\" type=\"button\"></button></div></header>\n"
        "<div id=\"body\">\n<nav id=\"steps\"></nav>\n<main>\n";
    for (std::size_t page = 0; page < first.pages.size(); ++page) out += section(editions, page);
    out +=
        "</main>\n</div>\n<p id=\"about\"></p>\n<footer>"
        "<button class=\"go\" id=\"previous\" type=\"button\">\xE2\x86\x90</button>"
        "<input id=\"scrub\" type=\"range\" min=\"0\" value=\"0\" step=\"1\"><span id=\"where\"></span>"
        "<button class=\"go\" id=\"next\" type=\"button\">\xE2\x86\x92</button></footer>\n";
    out += "<script type=\"application/json\" id=\"data\">" + dataJson(editions) + "</script>\n<script>";
    out.append(playerScript()).append("</script>\n</body>\n</html>\n");
    return out;
}

}  // namespace render
