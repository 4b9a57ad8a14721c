#include "app/studio/marked_text.h"

#include <gtest/gtest.h>

namespace studio {
namespace {

lessons::Glossary glossary() {
    auto read = lessons::Glossary::load(RAFTLAB_SOURCE_DIR "/lessons/course/glossary.json");
    EXPECT_TRUE(read.ok());
    return read.ok() ? std::move(read).value() : lessons::Glossary();
}

constexpr TermStyle kEnglish{Language::English, TermNames::English};
constexpr TermStyle kChineseWithEnglish{Language::Chinese, TermNames::English};
constexpr TermStyle kChinese{Language::Chinese, TermNames::Chinese};

TEST(MarkedText, ATermIsWrittenAsTheReaderWishes) {
    const lessons::Glossary terms = glossary();
    EXPECT_EQ(plainText("S3 成为 [[leader]]。", terms, kChinese), "S3 成为 领导人。");
    EXPECT_EQ(plainText("S3 成为[[leader]]。", terms, kChineseWithEnglish), "S3 成为 leader。");
    EXPECT_EQ(plainText("S3 成为[[leader]]。", terms, kChinese), "S3 成为领导人。");
    EXPECT_EQ(plainText("S3 is the [[leader]].", terms, kEnglish), "S3 is the leader.");
    // An English text has English terms whatever Chinese readers have chosen.
    EXPECT_EQ(plainText("S3 is the [[leader]].", terms, TermStyle{Language::English, TermNames::Chinese}),
              "S3 is the leader.");
}

TEST(MarkedText, WordsOfItsOwnStandInTheTextsLanguageOnly) {
    const lessons::Glossary terms = glossary();
    EXPECT_EQ(plainText("two [[leader|leaders]]", terms, kEnglish), "two leaders");
    EXPECT_EQ(plainText("[[majority|过半]]即可", terms, kChinese), "过半即可");
    EXPECT_EQ(plainText("[[majority|过半]]即可", terms, kChineseWithEnglish), "majority 即可");
}

TEST(MarkedText, ABlankStandsWhereChineseMeetsLatinAndNowhereElse) {
    const lessons::Glossary terms = glossary();
    EXPECT_EQ(plainText("新的[[leader]]当选", terms, kChineseWithEnglish), "新的 leader 当选");
    EXPECT_EQ(plainText("（[[leader]]）", terms, kChineseWithEnglish), "（leader）");
    EXPECT_EQ(plainText("新的 [[leader]] 当选", terms, kChineseWithEnglish), "新的 leader 当选");
    EXPECT_EQ(plainText("没有标记的S3文字", terms, kChineseWithEnglish), "没有标记的S3文字");
}

TEST(MarkedText, LinksCoverExactlyTheirWords) {
    const MarkedText read = readMarked("新的[[leader]]在[[term|新任期]]", glossary(), kChineseWithEnglish);
    EXPECT_EQ(read.text, "新的 leader 在 term");
    ASSERT_EQ(read.links.size(), 2u);
    EXPECT_EQ(read.text.substr(read.links[0].first, read.links[0].count), "leader");
    EXPECT_EQ(read.links[0].term, "leader");
    EXPECT_EQ(read.text.substr(read.links[1].first, read.links[1].count), "term");
}

TEST(MarkedText, AnUnknownTermIsPlainWords) {
    const MarkedText read = readMarked("a [[flux-capacitor]] and [[warp-drive|a drive]]", glossary(), kEnglish);
    EXPECT_EQ(read.text, "a flux-capacitor and a drive");
    EXPECT_TRUE(read.links.empty());
}

}  // namespace
}  // namespace studio
