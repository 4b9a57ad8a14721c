#include "raft/base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace raft {
namespace {

using namespace std::string_literals;

TEST(Utf8, AcceptsEveryLengthOfCharacter) {
    EXPECT_EQ(firstInvalidUtf8(""), 0U);
    for (const std::string& text :
         {"abc"s, "é"s, "领导者"s, "🗳"s, "\xEF\xBF\xBF"s, "\xF4\x8F\xBF\xBF"s, "\xED\x9F\xBF"s}) {
        EXPECT_EQ(firstInvalidUtf8(text), text.size()) << text;
    }
}

TEST(Utf8, FindsTheFirstBadByte) {
    const std::string before = "sixteen bytes ab";
    for (const std::string& bad :
         {"\x80"s, "\xC0\xAF"s, "\xC1\xBF"s, "\xE0\x9F\xBF"s, "\xED\xA0\x80"s, "\xF0\x8F\xBF\xBF"s, "\xF4\x90\x80\x80"s,
          "\xF5\x80\x80\x80"s, "\xFF"s, "\xE9\xA2"s, "\xC3"s, "\xE9\xA2 "s}) {
        EXPECT_EQ(firstInvalidUtf8(before + bad), before.size());
        EXPECT_EQ(firstInvalidUtf8(before + bad + "and more text behind"), before.size());
    }
}

TEST(Utf8, MeasuresACharacter) {
    EXPECT_EQ(characterLength("a"), 1U);
    EXPECT_EQ(characterLength("领导"), 3U);
    EXPECT_EQ(characterLength("\xFF"), 1U);
}

TEST(Utf8, QuotesTextOfStrangersHarmlessly) {
    EXPECT_EQ(quotedText("领导者"), "\"领导者\"");
    EXPECT_EQ(quotedText("a\"b\\"), "\"a\\\"b\\\\\"");
    EXPECT_EQ(quotedText("\x1B[31m\n\x7F"), "\"\\u001b[31m\\u000a\\u007f\"");
    EXPECT_EQ(quotedText("\u009B\u202E"), "\"\\u009b\\u202e\"");
    EXPECT_EQ(quotedText("a\xFFz"), "\"a\\ufffdz\"");
}

TEST(Utf8, CutsLongQuotesBetweenCharacters) {
    EXPECT_EQ(quotedText(std::string(40, 'x')), '"' + std::string(40, 'x') + '"');
    EXPECT_EQ(quotedText(std::string(41, 'x')), '"' + std::string(40, 'x') + "…\"");
    EXPECT_EQ(quotedText(std::string(39, 'x') + "领"), '"' + std::string(39, 'x') + "…\"");
}

}  // namespace
}  // namespace raft
