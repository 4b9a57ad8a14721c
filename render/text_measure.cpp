#include "render/text_measure.h"

#include "raft/base/utf8.h"
#include "render/line_breaking.h"

namespace render {
namespace {

constexpr char32_t kEllipsis = 0x2026;
constexpr std::string_view kEllipsisUtf8 = "\xE2\x80\xA6";

/// Width of a character of Inter in thousandths of an em, within a few percent.
int interPermille(char32_t c) {
    if (isIn(c, U"ijlI.,:;'!|·’‘")) return 270;
    if (isIn(c, U" ()[]{}/\\")) return 330;
    if (isIn(c, U"frt-\"“”1")) return 400;
    if (isIn(c, U"mwMW@%…—→←")) return 880;
    if (c >= U'0' && c <= U'9') return 630;
    if (c >= U'A' && c <= U'Z') return 680;
    return 590;
}

}  // namespace

char32_t takeCharacter(std::string_view& text) {
    const std::size_t length = raft::characterLength(text);
    const auto byte = [&](std::size_t at) { return static_cast<char32_t>(static_cast<unsigned char>(text[at])); };
    char32_t character = byte(0);
    if (length == 1) {
        if (character >= 0x80) character = kReplacement;
    } else {
        character &= 0x7Fu >> length;
        for (std::size_t at = 1; at < length; ++at) character = (character << 6) | (byte(at) & 0x3Fu);
    }
    text.remove_prefix(length);
    return character;
}

Coord FixedMeasure::advance(Face face, Coord sizePx, char32_t character) const {
    std::int64_t permille = 0;
    if (isWide(character)) {
        permille = 1000;
    } else {
        switch (face) {
            case Face::Text: permille = interPermille(character); break;
            case Face::Medium: permille = interPermille(character) + 8; break;
            case Face::SemiBold: permille = interPermille(character) + 16; break;
            case Face::Bold: permille = interPermille(character) + 24; break;
            case Face::Mono:
            case Face::MonoBold: permille = 600; break;
        }
    }
    return static_cast<Coord>(sizePx * permille / 1000);
}

Coord textWidth(const TextMeasure& measure, Face face, Coord sizePx, std::string_view utf8) {
    Coord width = 0;
    while (!utf8.empty()) width += measure.advance(face, sizePx, takeCharacter(utf8));
    return width;
}

void breakLines(const TextMeasure& measure, Face face, Coord sizePx, std::string_view utf8, Coord widthMax,
                std::vector<TextLine>& lines) {
    lines.clear();
    std::uint32_t start = 0;        // Of the line that is being filled.
    Coord pen = 0;                  // Where the next character of that line stands.
    Coord inked = 0;                // The same without blanks at the end,
    std::uint32_t inkedEnd = 0;     // and the byte there.
    TextLine best;                  // The line up to the last place where it may break; empty if there was none.
    std::uint32_t bestNext = 0;     // Where the line after that would start,
    Coord bestPen = 0;              // and how far the pen had come.
    TextLine earlier;               // The same without the character before: what a closing mark takes along
    std::uint32_t earlierNext = 0;  // when a long word must break in front of it.
    Coord earlierPen = 0;
    char32_t before = 0;  // The last character that is no blank; 0 where a line begins.
    bool blanks = false;  // Some stand behind it.
    std::string_view rest = utf8;
    while (!rest.empty()) {
        const auto at = static_cast<std::uint32_t>(utf8.size() - rest.size());
        const char32_t c = takeCharacter(rest);
        const auto next = static_cast<std::uint32_t>(utf8.size() - rest.size());
        if (c == U'\n') {
            lines.push_back({start, std::max(inkedEnd, start) - start, inked});
            start = inkedEnd = next;
            pen = inked = 0;
            best = {};
            before = 0;
            blanks = false;
            continue;
        }
        const bool mayEnd = c != U' ' && mayBreak({before, c, blanks, utf8.substr(at)});
        if (at > start && mayEnd) {
            best = {start, inkedEnd - start, inked};
            bestNext = at;
            bestPen = pen;
        }
        const Coord advance = measure.advance(face, sizePx, c);
        if (c != U' ' && pen + advance > widthMax && at > start) {
            if (best.count == 0) {  // One long word: it must break somewhere.
                const bool early = !mayBeginLine(c) && earlier.count > 0;
                best = early ? earlier : TextLine{start, inkedEnd - start, inked};
                bestNext = early ? earlierNext : at;
                bestPen = early ? earlierPen : pen;
            }
            lines.push_back(best);
            start = bestNext;
            pen -= bestPen;
            best = earlier = {};
        }
        earlier = {start, inkedEnd > start ? inkedEnd - start : 0, inked};
        earlierNext = at;
        earlierPen = pen;
        pen += advance;
        if (c != U' ') {
            inked = pen;
            inkedEnd = next;
        } else if (at == start) {  // A line does not begin with a blank.
            start = inkedEnd = next;
            pen = inked = 0;
        }
        if (c == U' ') {
            blanks = true;
        } else {
            before = c;
            blanks = false;
        }
    }
    lines.push_back({start, std::max(inkedEnd, start) - start, inked});
}

std::string_view ellipsize(const TextMeasure& measure, Face face, Coord sizePx, std::string_view utf8, Coord widthMax,
                           std::string& out) {
    if (textWidth(measure, face, sizePx, utf8) <= widthMax) return utf8;
    Coord width = measure.advance(face, sizePx, kEllipsis);
    out.clear();
    if (width > widthMax) return out;
    std::string_view rest = utf8;
    std::size_t kept = 0;
    while (!rest.empty()) {
        width += measure.advance(face, sizePx, takeCharacter(rest));
        if (width > widthMax) break;
        kept = utf8.size() - rest.size();
    }
    while (kept > 0 && utf8[kept - 1] == ' ') --kept;
    out.append(utf8.substr(0, kept)).append(kEllipsisUtf8);
    return out;
}

Coord addText(Scene& scene, const TextMeasure& measure, const TextStyle& style, Point at, std::string_view utf8) {
    TextItem item;
    item.at = at;
    item.width = textWidth(measure, style.face, style.sizePx, utf8);
    item.sizePx = style.sizePx;
    item.face = style.face;
    item.align = style.align;
    item.color = style.color;
    scene.text(item, utf8);
    return item.width;
}

}  // namespace render
