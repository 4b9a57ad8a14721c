#include "app/gui/panels/marked_paragraph.h"

#include <algorithm>
#include <string>
#include <vector>

namespace gui {
namespace {

/// A part of one line: plain words, or those of a link.
struct Run {
    std::string_view words;
    const studio::TermLink* link = nullptr;
};

/// The runs of `text` from `first` to `last`; a link that is broken over lines is there in each.
std::vector<Run> runsOf(const studio::MarkedText& text, std::size_t first, std::size_t last) {
    const std::string_view all = text.text;
    std::vector<Run> runs;
    std::size_t at = first;
    for (const studio::TermLink& link : text.links) {
        const std::size_t from = std::max<std::size_t>(link.first, first);
        const std::size_t to = std::min<std::size_t>(link.first + link.count, last);
        if (from >= to) continue;
        if (from > at) runs.push_back({all.substr(at, from - at), nullptr});
        runs.push_back({all.substr(from, to - from), &link});
        at = to;
    }
    if (at < last) runs.push_back({all.substr(at, last - at), nullptr});
    return runs;
}

/// Dots under the words: a link that does not shout.
void underline(Pen& pen, float left, float right, float y) {
    const float step = pen.px(4);
    const float dot = pen.px(1.6F);
    for (float x = left; x + dot <= right; x += step) {
        pen.line(ImVec2(x, y), ImVec2(x + dot, y), pen.theme().dim, 1);
    }
}

void drawLink(const PanelContext& context, const std::string& id, ImVec2 at, const TextLook& look, const Run& run) {
    Pen& pen = context.pen;
    const float width = pen.text(at, look, run.words);
    const float half = pen.px(look.size) * 0.62F;
    const Area area{at.x, at.y - half, at.x + width, at.y + half};
    underline(pen, area.left, area.right, area.bottom - pen.px(1));
    const Touch touch = pen.touch(id, area);
    if (touch.hovered) {
        const lessons::GlossaryEntry* entry = context.studio.glossary().find(run.link->term);
        if (entry != nullptr) {
            const lessons::LocalText& meaning = entry->meaning;
            pen.tooltip(
                studio::plainText(context.texts.language() == studio::Language::Chinese ? meaning.zh : meaning.en,
                                  context.studio.glossary(), context.studio.termStyle()),
                area);
        }
    }
    if (touch.clicked) context.commands.push(studio::cmd::ShowTerm{run.link->term});
}

/// A term may stand in a paragraph twice, or be broken over two lines: each place to click has a name of its own.
std::string idOf(std::string_view paragraph, const std::string& term, std::vector<std::string_view>& drawn) {
    const auto before = std::count(drawn.begin(), drawn.end(), std::string_view(term));
    drawn.push_back(term);
    return std::string(paragraph) + ".term." + term + (before == 0 ? "" : "." + std::to_string(before + 1));
}

}  // namespace

int markedLineCount(const PanelContext& context, const TextLook& look, std::string_view marked, float widthMax) {
    const std::string text = studio::plainText(marked, context.studio.glossary(), context.studio.termStyle());
    return context.pen.lineCount(look, text, widthMax);
}

int drawMarkedParagraph(const PanelContext& context, std::string_view id, ImVec2 at, const ParagraphLook& look,
                        std::string_view marked, float widthMax) {
    Pen& pen = context.pen;
    const studio::MarkedText text = studio::readMarked(marked, context.studio.glossary(), context.studio.termStyle());
    const std::vector<render::TextLine> lines = pen.breakLines(look.text, text.text, widthMax);
    const std::size_t shown = std::min(lines.size(), static_cast<std::size_t>(std::max(look.linesMax, 0)));
    std::vector<std::string_view> drawn;
    for (std::size_t i = 0; i < shown; ++i) {
        ImVec2 pos(at.x, at.y + pen.px(look.pitch) * static_cast<float>(i));
        const std::size_t first = lines[i].first;
        if (i + 1 == shown && lines.size() > shown) {
            pen.shortText(pos, look.text, std::string_view(text.text).substr(first), widthMax);
            break;
        }
        for (const Run& run : runsOf(text, first, first + lines[i].count)) {
            if (run.link == nullptr) {
                pos.x += pen.text(pos, look.text, run.words);
                continue;
            }
            drawLink(context, idOf(id, run.link->term, drawn), pos, look.text, run);
            pos.x += pen.width(look.text, run.words);
        }
    }
    return static_cast<int>(shown);
}

}  // namespace gui
