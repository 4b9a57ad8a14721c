#include "raft/check/sentence.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "tests/raft/check/scenarios.h"

namespace raft {
namespace {

TEST(Sentence, TableStandsInTheOrderOfTheEnumeration) {
    ASSERT_EQ(sentenceTable().size(), static_cast<std::size_t>(kSentenceCount));
    std::set<std::string_view> names;
    for (int i = 0; i < kSentenceCount; ++i) {
        const SentenceInfo& info = sentenceTable()[static_cast<std::size_t>(i)];
        EXPECT_EQ(info.sentence, static_cast<Sentence>(i)) << info.name;
        EXPECT_TRUE(names.insert(info.name).second) << info.name << " stands there twice";
        EXPECT_NE(info.english.find("{node}"), std::string_view::npos) << info.name << " names no server";
    }
}

TEST(Sentence, ThereIsOneForEveryPropertyOfServers) {
    for (const PropertyInfo& property : propertyTable()) {
        const auto sentences = sentenceTable();
        const bool said = std::any_of(sentences.begin(), sentences.end(),
                                      [&](const SentenceInfo& info) { return info.property == property.property; });
        EXPECT_EQ(said, property.property != Property::Linearizability) << property.name;
    }
}

TEST(Sentence, TakesItsOperandsByName) {
    EXPECT_EQ(inEnglish(Sentence::BothLed, {{"node", "S3"}, {"term", "2"}, {"peer", "S1"}, {"unused", "7"}}),
              "S1 and S3 both led term 2");
    EXPECT_EQ(
        inEnglish(Sentence::PeerHasNothing,
                  {{"node", "A"}, {"peer", "B"}, {"term", "1"}, {"match", "4"}, {"index", "3"}}),
        "A, leader of term 1, believes that B stores its log up to index 4, but B's disk holds nothing at index 3");
}

/// What a client wrote is not read again as an operand.
TEST(Sentence, IsNotConfusedByBraces) {
    const std::string text = inEnglish(Sentence::BothLed, {{"peer", "{node}"}, {"node", "{peer}"}, {"term", "1"}});
    EXPECT_EQ(text, "{node} and {peer} both led term 1");
}

TEST(Sentence, IsCompleteInEveryScenario) {
    std::set<std::string_view> said;
    for (const lab::Scenario& scenario : lab::brokenScenarios()) {
        const lab::Lab lab = lab::played(scenario, lab::Rule::Bent);
        for (const Violation& violation : lab.monitor().violations()) {
            // Operands have small letters, servers have capitals: "{S1,S2}" is a set.
            const std::size_t brace = violation.text.find_first_of("{");
            const bool isOperand = brace != std::string::npos && std::islower(violation.text[brace + 1]) != 0;
            EXPECT_FALSE(isOperand) << violation.text;
            const auto table = sentenceTable();
            const auto info = std::find_if(table.begin(), table.end(),
                                           [&](const SentenceInfo& each) { return each.name == violation.sentence; });
            ASSERT_NE(info, table.end()) << violation.sentence;
            EXPECT_EQ(info->property, violation.property);
            EXPECT_EQ(inEnglish(info->sentence, violation.args), violation.text);
            said.insert(violation.sentence);
        }
    }
    EXPECT_GE(said.size(), 16U);
}

}  // namespace
}  // namespace raft
