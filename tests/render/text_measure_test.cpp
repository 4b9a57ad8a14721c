#include "render/text_measure.h"

#include <gtest/gtest.h>

#include <cctype>

namespace render {
namespace {

/// Every Latin character is half an em, every Chinese one an em, so that the expectations can be counted by hand.
class CountingMeasure final : public TextMeasure {
public:
    Coord advance(Face, Coord sizePx, char32_t character) const override {
        return character < 0x2000 ? sizePx / 2 : sizePx;
    }
};

/// Breaks at `halfEms` half ems and returns the lines joined by '|'.
std::string broken(std::string_view text, int halfEms) {
    const CountingMeasure measure{};
    std::vector<TextLine> lines;
    breakLines(measure, Face::Text, px(10), text, px(5) * halfEms, lines);
    std::string joined;
    for (const TextLine& line : lines) {
        if (!joined.empty()) joined += '|';
        joined.append(text.substr(line.first, line.count));
        EXPECT_EQ(line.width, textWidth(measure, Face::Text, px(10), text.substr(line.first, line.count)));
    }
    return joined;
}

TEST(LineBreaking, BreaksEnglishAtBlanksOnly) {
    EXPECT_EQ(broken("a leader sends entries", 9), "a leader|sends|entries");
    EXPECT_EQ(broken("a leader sends entries", 100), "a leader sends entries");
    EXPECT_EQ(broken("one  two", 4), "one|two");
}

TEST(LineBreaking, BreaksChineseBetweenCharacters) { EXPECT_EQ(broken("领导者发送日志", 6), "领导者|发送日|志"); }

TEST(LineBreaking, NoLineBeginsWithClosingPunctuation) {
    EXPECT_EQ(broken("领导者，发送", 6), "领导|者，发|送");
    EXPECT_EQ(broken("投票了。然后", 6), "投票|了。然|后");
    EXPECT_EQ(broken("他说好（是）吗", 10), "他说好|（是）吗");
}

TEST(LineBreaking, NoLineEndsWithOpeningPunctuation) {
    EXPECT_EQ(broken("他说「好的」吧", 6), "他说|「好|的」吧");
    EXPECT_EQ(broken("term (one)", 6), "term|(one)");
}

TEST(LineBreaking, NeverBreaksInsideLatinWordsOrNumbersAmongChinese) {
    EXPECT_EQ(broken("写入commitIndex之后", 12), "写入|commitIndex|之后");
    EXPECT_EQ(broken("任期12345开始", 6), "任期|12345|开始");
}

TEST(LineBreaking, KeepsANumberWithItsUnit) {
    EXPECT_EQ(broken("waits 150 ms more", 9), "waits|150 ms|more");
    EXPECT_EQ(broken("waits 150 msgs", 9), "waits 150|msgs") << "no unit, only a word that begins like one";
    EXPECT_EQ(broken("共有5台机器", 6), "共有|5台机|器");
    EXPECT_EQ(broken("写入第 8 条日志", 10), "写入|第 8 条日|志");
}

TEST(LineBreaking, EveryLineOfAMixedTextKeepsTheRules) {
    const CountingMeasure measure{};
    const std::string_view texts[] = {
        "S5 当选 term 6 的 Leader（领导人）。现在客户端写入 z=1，它将成为 S5 的第 8 条日志；等待 150 ms 后重试……",
        "他说：“选举超时”是 150–300 ms，心跳是 50 ms。见 §5.4.1、《Raft》第 3 章——以及 commitIndex/lastApplied。",
        "S2 refused S4: S4's last entry is (term 1, index 2), its own is (term 3, index 5); see \"up-to-date\" "
        "(§5.4.1)."};
    std::vector<TextLine> lines;
    for (const std::string_view text : texts) {
        for (int halfEms = 16; halfEms < 90; ++halfEms) {
            breakLines(measure, Face::Text, px(10), text, px(5) * halfEms, lines);
            for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
                std::string_view line = text.substr(lines[i].first, lines[i].count);
                std::string_view next = text.substr(lines[i + 1].first, lines[i + 1].count);
                for (const std::string_view mark :
                     {"，", "。", "、", "）", "”", "；", "：", "…", "—", "》", ",", ";", ")", "."}) {
                    EXPECT_NE(next.substr(0, mark.size()), mark) << next;
                }
                for (const std::string_view mark : {"（", "“", "《", "§", "("}) {
                    const bool ends = line.size() >= mark.size() && line.substr(line.size() - mark.size()) == mark;
                    EXPECT_FALSE(ends) << line;
                }
                const auto isWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; };
                const bool touch = lines[i].first + lines[i].count == lines[i + 1].first;
                EXPECT_FALSE(touch && isWord(line.back()) && isWord(next.front())) << line << "|" << next;
                EXPECT_FALSE(next.substr(0, 2) == "ms") << line << "|" << next;
            }
        }
    }
}

TEST(LineBreaking, AWordThatIsTooLongTakesAlongWhatClosesIt) {
    EXPECT_EQ(broken("abcdef.", 6), "abcde|f.");
    EXPECT_EQ(broken("commitIndex/lastApplied", 14), "commitIndex/|lastApplied");
}

TEST(LineBreaking, AWordThatIsTooLongBreaksAnywhere) { EXPECT_EQ(broken("abcdefgh", 3), "abc|def|gh"); }

TEST(LineBreaking, NewLinesAlwaysBreak) {
    EXPECT_EQ(broken("a\nb", 10), "a|b");
    EXPECT_EQ(broken("a\n\nb", 10), "a||b");
    EXPECT_EQ(broken("", 10), "");
}

TEST(LineBreaking, NoLineIsWiderThanAllowed) {
    const FixedMeasure measure{};
    const std::string_view text =
        "S5 当选 term 6 的 Leader。现在客户端写入 z=1，它将成为 S5 的第 8 条日志（index 8）。";
    std::vector<TextLine> lines;
    for (int width = 60; width < 600; width += 17) {
        breakLines(measure, Face::Text, px(13), text, px(width), lines);
        for (const TextLine& line : lines) EXPECT_LE(line.width, px(width));
    }
}

TEST(Ellipsis, LeavesShortTextsAlone) {
    const CountingMeasure measure{};
    std::string buffer;
    EXPECT_EQ(ellipsize(measure, Face::Text, px(10), "x=1", px(15), buffer), "x=1");
}

TEST(Ellipsis, CutsLongTextsToTheWidth) {
    const CountingMeasure measure{};
    std::string buffer;
    EXPECT_EQ(ellipsize(measure, Face::Text, px(10), "counter=37", px(30), buffer), "coun…");
    EXPECT_EQ(ellipsize(measure, Face::Text, px(10), "ab cdef", px(25), buffer), "ab…") << "no blank before the dots";
    EXPECT_EQ(ellipsize(measure, Face::Text, px(10), "领导者", px(25), buffer), "领…");
    EXPECT_EQ(ellipsize(measure, Face::Text, px(10), "abc", px(9), buffer), "");
}

TEST(TakeCharacter, ReadsUtf8AndReplacesWhatIsNone) {
    std::string_view text = "aé领🗳\xFFz";
    EXPECT_EQ(takeCharacter(text), U'a');
    EXPECT_EQ(takeCharacter(text), U'é');
    EXPECT_EQ(takeCharacter(text), U'领');
    EXPECT_EQ(takeCharacter(text), U'🗳');
    EXPECT_EQ(takeCharacter(text), char32_t{0xFFFD});
    EXPECT_EQ(takeCharacter(text), U'z');
    EXPECT_TRUE(text.empty());
}

TEST(FixedMeasure, GrowsInProportionToTheSize) {
    const FixedMeasure measure{};
    EXPECT_EQ(measure.advance(Face::Mono, px(10), U'x'), px(6));
    EXPECT_EQ(measure.advance(Face::Mono, px(20), U'x'), px(12));
    EXPECT_EQ(measure.advance(Face::Text, px(14), U'领'), px(14));
    EXPECT_LT(measure.advance(Face::Text, px(14), U'i'), measure.advance(Face::Text, px(14), U'W'));
}

}  // namespace
}  // namespace render
