#include "lessons/engine/glossary.h"

#include <gtest/gtest.h>

namespace lessons {
namespace {

constexpr std::string_view kTwoTerms = R"({"format": "raftlab-glossary/1", "terms": [
  {"id": "term", "term": {"en": "term", "zh": "任期"}, "also": {"en": ["epoch"], "zh": ["逻辑时钟"]},
   "meaning": {"en": "A number that only grows.", "zh": "只增不减的编号。"}, "source": "§5.1", "see": ["leader"]},
  {"id": "leader", "term": {"en": "leader", "zh": "领导人"}, "also": {"en": ["Primary"]},
   "meaning": {"en": "Leads one term.", "zh": "领导一个任期。"}, "source": "§5.1"}]})";

Glossary twoTerms() {
    auto glossary = Glossary::read(std::string(kTwoTerms), "g.json");
    EXPECT_TRUE(glossary.ok());
    return std::move(glossary).value();
}

/// All errors, one a line.
std::string errorsOf(std::string text) {
    const auto glossary = Glossary::read(std::move(text), "g.json");
    if (glossary.ok()) return "";
    std::string all;
    for (const raft::Error& error : glossary.errors()) all += error.format() + "\n";
    return all;
}

std::string replaced(std::string_view from, std::string_view to) {
    std::string text(kTwoTerms);
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos);
    return text.replace(at, from.size(), to);
}

std::vector<std::string> idsOf(const std::vector<const GlossaryEntry*>& entries) {
    std::vector<std::string> ids;
    for (const GlossaryEntry* entry : entries) ids.push_back(entry->id);
    return ids;
}

TEST(Glossary, FindsATermByItsId) {
    const Glossary glossary = twoTerms();
    ASSERT_NE(glossary.find("leader"), nullptr);
    EXPECT_EQ(glossary.find("leader")->term.zh, "领导人");
    EXPECT_EQ(glossary.find("leaders"), nullptr);
}

TEST(Glossary, SearchFindsOtherWordsInBothLanguagesWhateverTheirCapitals) {
    const Glossary glossary = twoTerms();
    EXPECT_EQ(idsOf(glossary.search("PRIM")), std::vector<std::string>{"leader"});
    EXPECT_EQ(idsOf(glossary.search("时钟")), std::vector<std::string>{"term"});
    EXPECT_TRUE(glossary.search("quorum").empty());
    EXPECT_EQ(glossary.search("").size(), 2u);
}

TEST(Glossary, TermsThatBeginWithTheWordsComeBeforeThoseThatMentionThem) {
    const Glossary glossary = twoTerms();
    EXPECT_EQ(idsOf(glossary.search("lead")), std::vector<std::string>{"leader"});
    EXPECT_EQ(idsOf(glossary.search("term")), (std::vector<std::string>{"term", "leader"}));
    EXPECT_EQ(idsOf(glossary.search("领导")), std::vector<std::string>{"leader"});
}

TEST(Glossary, SaysWhereTheFileIsWrong) {
    EXPECT_EQ(errorsOf(std::string(kTwoTerms)), "");
    const std::string unknown = errorsOf(replaced("[\"leader\"]", "[\"leadr\"]"));
    EXPECT_EQ(unknown.rfind("g.json:3:", 0), 0u) << unknown;
    EXPECT_NE(unknown.find("did you mean \"leader\"?"), std::string::npos) << unknown;
    EXPECT_NE(errorsOf(replaced("\"id\": \"leader\"", "\"id\": \"term\"")).find("a second term 'term'"),
              std::string::npos);
    EXPECT_NE(errorsOf(replaced("\"id\": \"leader\"", "\"id\": \"The Leader\"")).find("small letters"),
              std::string::npos);
    EXPECT_NE(errorsOf(replaced("raftlab-glossary/1", "raftlab-glossary/2")).find("expected 'raftlab-glossary/1'"),
              std::string::npos);
    EXPECT_NE(errorsOf(replaced("\"source\": \"§5.1\", ", "")).find("source"), std::string::npos);
}

TEST(Glossary, TheCoursesOwnIsRightAndSaysEverythingInBothLanguages) {
    const auto glossary = Glossary::load(RAFTLAB_SOURCE_DIR "/lessons/course/glossary.json");
    ASSERT_TRUE(glossary.ok()) << glossary.errors().front().format();
    EXPECT_GE(glossary.value().entries().size(), 40u);
    for (const GlossaryEntry& entry : glossary.value().entries()) {
        EXPECT_FALSE(entry.term.en.empty() || entry.term.zh.empty()) << entry.id;
        EXPECT_NE(entry.meaning.en, entry.meaning.zh) << entry.id;
        for (const LocalText* text : {&entry.term, &entry.meaning}) EXPECT_NE(text->en, text->zh) << entry.id;
    }
}

TEST(MarkedText, IsSplitAtItsReferences) {
    const std::vector<MarkedPiece> pieces = splitMarkedText("The [[leader]] of two [[term|terms]].");
    ASSERT_EQ(pieces.size(), 5u);
    EXPECT_EQ(pieces[0].words, "The ");
    EXPECT_EQ(pieces[1].term, "leader");
    EXPECT_EQ(pieces[1].words, "");
    EXPECT_EQ(pieces[3].term, "term");
    EXPECT_EQ(pieces[3].words, "terms");
    EXPECT_EQ(pieces[4].words, ".");
    EXPECT_EQ(pieces[4].term, "");
}

TEST(MarkedText, BracketsThatAreNoReferenceStay) {
    for (const std::string_view text : {"S1[1..7]", "[[no such id]]", "a [[ b", "[[leader", "]]", "[[]]"}) {
        std::string plain;
        for (const MarkedPiece& piece : splitMarkedText(text)) {
            EXPECT_EQ(piece.term, "") << text;
            plain += piece.words;
        }
        EXPECT_EQ(plain, text);
    }
}

}  // namespace
}  // namespace lessons
