#pragma once
// Where a line of English or Chinese, or of both, may break: the part of UAX #14 that our texts need.

#include <string_view>

namespace render {

/// Is it one of the characters of `set`?
bool isIn(char32_t character, std::u32string_view set);

/// One em wide, and a line may break on either side: Chinese, Japanese and Korean characters and their punctuation.
bool isWide(char32_t character);

/// What is known where two characters meet, blanks not counted.
struct BreakPlace {
    char32_t before = 0;    ///< The last character that is no blank; 0 at the beginning of a line.
    char32_t after = 0;     ///< The next one, which is no blank either.
    bool blanks = false;    ///< At least one blank stands between the two.
    std::string_view rest;  ///< The text from `after` on.
};

/// May the line end behind `before` and its blanks?
///  - never before closing punctuation (，。、）” %) nor behind opening punctuation (（“ § ￥);
///  - never inside a Latin word, a number, "……" or "——", nor at a blank that does not break (U+00A0, U+202F, U+2060);
///  - never between a number and its unit ("150 ms", "5 台"), nor behind 第 before its number;
///  - else at blanks, between Chinese characters, and where Chinese meets Latin.
///  - and behind the strokes of "commitIndex/lastApplied", where a path or a pair of names is too long for one line.
bool mayBreak(const BreakPlace& place);

/// May a line begin with it? Asked where a word is too long for a line and must break somewhere.
bool mayBeginLine(char32_t character);

}  // namespace render
