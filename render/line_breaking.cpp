#include "render/line_breaking.h"

#include <algorithm>
#include <array>

namespace render {
namespace {

/// What may not begin a line (kinsoku; CL, CP, EX, IS, SY, NS, IN and PO of UAX #14).
bool closes(char32_t c) { return isIn(c, U"，。！？；：、）」』】》〉〕］｝〗”’％‰℃°…—–·・～〜ー々,.!?;:)]}%/"); }

/// What may not end a line (OP and PR).
bool opens(char32_t c) { return isIn(c, U"（「『【《〈〔［｛〖“‘([{￥¥$§№"); }

/// Straight quotes open as well as they close (QU).
bool isQuote(char32_t c) { return c == U'"' || c == U'\''; }

/// What holds its neighbours together (GL, WJ).
bool isGlue(char32_t c) { return c == 0xA0 || c == 0x202F || c == 0x2060 || c == 0xFEFF; }

bool isDigit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool isLatin(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Units that stand behind a number and a blank.
constexpr std::array<std::string_view, 25> kUnits{"ms", "s",   "us",  "ns",  "min", "h",   "d",   "px",  "dp",
                                                  "pt", "em",  "B",   "KB",  "MB",  "GB",  "KiB", "MiB", "GiB",
                                                  "Hz", "kHz", "MHz", "GHz", "x",   "fps", "dE"};

/// Chinese words of measure, as the first character of one.
constexpr std::u32string_view kMeasures = U"毫微纳秒分小天年月日个条台票次步项位种行列章节页倍届轮号字像台跳期任名人";

/// The Latin word at the beginning of `text` is a unit ("ms" of "ms later", but not of "msec").
bool startsWithUnit(std::string_view text) {
    const auto end = static_cast<std::size_t>(
        std::find_if(text.begin(), text.end(), [](char c) { return !isLatin(c); }) - text.begin());
    const std::string_view word = text.substr(0, end);
    return std::find(kUnits.begin(), kUnits.end(), word) != kUnits.end() || text.substr(0, 3) == "\xC2\xB5s" ||
           text.substr(0, 3) == "\xCE\xBCs";
}

bool isNumberWithUnit(const BreakPlace& place) {
    if (!isDigit(place.before)) return false;
    if (isIn(place.after, kMeasures)) return true;
    return place.blanks && startsWithUnit(place.rest);
}

}  // namespace

bool isIn(char32_t character, std::u32string_view set) { return set.find(character) != std::u32string_view::npos; }

bool isWide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF00 && c <= 0xFF60) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

bool mayBeginLine(char32_t character) { return !closes(character); }

bool mayBreak(const BreakPlace& place) {
    const char32_t before = place.before;
    const char32_t after = place.after;
    if (before == 0) return false;
    if (isGlue(before) || isGlue(after)) return false;
    if (isNumberWithUnit(place) || (before == U'第' && isDigit(after))) return false;
    // A blank before a closing mark or behind an opening one does not part them either (LB 13, LB 14); but Latin marks
    // that begin a word of their own may follow a blank: "… then", ".5", "/tmp".
    if (closes(after) && (!place.blanks || after > 0x7F) && after != U'…') return false;
    if (opens(before)) return false;
    if (place.blanks) return true;
    if (before == U'/' && after < 0x80) return isLatin(static_cast<char>(after));
    if (after == U'…' || isQuote(before) || isQuote(after)) return false;
    if (closes(before) && isWide(after)) return true;
    return isWide(before) || isWide(after);
}

}  // namespace render
