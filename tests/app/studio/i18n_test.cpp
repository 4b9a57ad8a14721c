#include "app/studio/i18n.h"

#include <gtest/gtest.h>

#include <cstring>
#include <set>
#include <string>

#include "app/studio/catalogue_data.h"
#include "app/studio/command_table.h"
#include "raft/check/sentence.h"
#include "raft/script/narration.h"

namespace studio {
namespace {

/// The number has a label of its own, or is half of one.
bool isNamed(std::string_view reason, std::string_view operand) {
    const bool paired = operand == "candidateLastTerm" || operand == "candidateLastIndex" || operand == "lastLogTerm";
    return paired || hasText("operand." + std::string(reason) + "." + std::string(operand)) ||
           hasText("operand." + std::string(operand));
}

TEST(Catalogue, IsSortedAndCompleteInBothLanguages) {
    ASSERT_GT(kCatalogueSize, 100u);
    for (std::size_t i = 0; i < kCatalogueSize; ++i) {
        if (i == 0) continue;
        EXPECT_LT(std::strcmp(kCatalogue[i - 1].key, kCatalogue[i].key), 0) << kCatalogue[i].key;
        EXPECT_NE(std::string(kCatalogue[i].en), "") << kCatalogue[i].key;
        EXPECT_NE(std::string(kCatalogue[i].zh), "") << kCatalogue[i].key;
    }
}

TEST(Catalogue, FindsEveryKeyAndNoOther) {
    for (std::size_t i = 0; i < kCatalogueSize; ++i) {
        EXPECT_EQ(tr(kCatalogue[i].key, Language::English), kCatalogue[i].en);
        EXPECT_EQ(tr(kCatalogue[i].key, Language::Chinese), kCatalogue[i].zh);
    }
    for (const char* key : {"", "zzz", "big", "big.", "big.next.more"}) {
        EXPECT_FALSE(hasText(key)) << key;
        EXPECT_EQ(tr(key, Language::Chinese), key) << "a hole shows its name";
    }
}

TEST(Catalogue, HasEveryKeyThatIsPutTogether) {
    for (const std::string& key : raft::narrationKeys()) EXPECT_TRUE(hasText(key)) << key;
    for (const raft::SentenceInfo& info : raft::sentenceTable()) {
        const std::string key = "violation." + std::string(info.name);
        ASSERT_TRUE(hasText(key)) << key;
        EXPECT_EQ(tr(key, Language::English), info.english) << "the run's own text says the same";
    }
    for (const raft::ReasonInfo& info : raft::reasonTable()) {
        if (info.reason == raft::Reason::None) continue;
        EXPECT_TRUE(hasText("because." + std::string(info.name))) << info.name;
        for (const std::string_view name : info.args) {
            EXPECT_TRUE(name.empty() || isNamed(info.name, name)) << info.name << " has no word for " << name;
        }
    }
    for (const CommandInfo& row : commandTable()) EXPECT_TRUE(hasText(row.text)) << row.text;
}

TEST(Texts, PlaceholdersAreReplacedByName) {
    EXPECT_EQ(fill("{a} and {b}, {a}", {{"a", "1"}, {"b", "2"}}), "1 and 2, 1");
    EXPECT_EQ(fill("{a} {unknown}", {{"a", "1"}}), "1 {unknown}");
    EXPECT_EQ(fill("no {end", {{"end", "1"}}), "no {end");
    EXPECT_EQ(fill("{a}", {{"a", "{a}"}}), "{a}") << "what is put in is not looked at again";
    EXPECT_EQ(fill("", {}), "");
}

TEST(Texts, LanguagesAreNamedByTheirCode) {
    EXPECT_EQ(languageOf("zh_CN.UTF-8"), Language::Chinese);
    EXPECT_EQ(languageOf("de_DE.UTF-8"), Language::English);
    EXPECT_EQ(languageOf(codeOf(Language::Chinese)), Language::Chinese);
    EXPECT_EQ(languageOf(codeOf(Language::English)), Language::English);
    EXPECT_EQ(Texts(Language::Chinese).format("unit.ms", {{"number", "3"}}), "3 ms");
}

}  // namespace
}  // namespace studio
