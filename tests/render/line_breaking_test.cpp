#include "render/line_breaking.h"

#include <gtest/gtest.h>

#include <string>

#include "render/text_measure.h"

namespace render {
namespace {

/// May a line break at the '|' of the text?
bool mayBreakAt(std::string_view marked) {
    const std::size_t bar = marked.find('|');
    std::string text(marked.substr(0, bar));
    text += marked.substr(bar + 1);
    BreakPlace place;
    std::string_view rest(text);
    while (text.size() - rest.size() < bar) {
        const char32_t c = takeCharacter(rest);
        place.blanks = c == U' ';
        if (c != U' ') place.before = c;
    }
    place.rest = rest;
    std::string_view next = rest;
    place.after = takeCharacter(next);
    return mayBreak(place);
}

TEST(LineBreakingRules, BreaksWhereReadersExpectIt) {
    for (const std::string_view text :
         {"one |two", "领|导",     "领导|leader", "term|任期",    "结束。|然后",  "（是）|吗", "see |(one)",
          "他说|“好", "ok. |Next", "S2 |refused", "领导 |leader", "leader |领导", "，|S1",     "use |.5",
          "ls |/tmp", "wait |…",   "a |\"b",      "5 |servers",   "任期 |6",      "a/|b"}) {
        EXPECT_TRUE(mayBreakAt(text)) << text;
    }
}

TEST(LineBreakingRules, NeverBreaksWhereTheyDoNot) {
    for (const std::string_view text :
         {"on|e",     "15|0", "领导|，",     "领导|。",    "领导|、", "他说“好|”", "（是|）", "（|是",        "“|好",
          "《|Raft",  "…|…",  "—|—",         "好|……",      "好|——",   "50|%",      "50|％",   "§|5.4",        "￥|5",
          "term|(1)", "a|/b", "1/|2",        "领导|/跟随", "it|'s",   "好\"|",     "\"|好",   "commit|Index", "3|.14",
          "1|,000",   "x|=1", "up|-to-date", "(|a",        "a|)",     "3|°",       "一|々",   "[|1",          "1|]"}) {
        EXPECT_FALSE(mayBreakAt(text)) << text;
    }
}

TEST(LineBreakingRules, NumbersKeepTheirUnits) {
    for (const std::string_view text : {"150 |ms", "150 |ms)", "2 |s", "0.6 |s,", "16 |KiB", "5|台", "5 |台", "8 |条",
                                        "3|秒", "3 |毫秒", "第|8", "第 |8", "4 |µs"}) {
        EXPECT_FALSE(mayBreakAt(text)) << text;
    }
    for (const std::string_view text : {"150 |msgs", "term 6 |starts", "6 |的", "a |ms", "第|一"}) {
        EXPECT_TRUE(mayBreakAt(text)) << text;
    }
}

TEST(LineBreakingRules, GlueHolds) {
    for (const std::string_view text : {"S1\u00A0|S2", "S1|\u00A0S2", "领\u2060|导", "领|\u2060导", "5\u202F|ms"}) {
        EXPECT_FALSE(mayBreakAt(text)) << text;
    }
}

}  // namespace
}  // namespace render
