#include <gtest/gtest.h>

#include "raft/script/expression.h"
#include "script_support.h"

namespace raft {
namespace {

ClusterConfig fiveServers() {
    ClusterConfig config = testing::manualCluster(5);
    config.labels = {{"S1", "Alice"}};
    return config;
}

struct Fault {
    std::string text;
    int column;           // Offset of the byte + 1.
    std::string message;  // A part of it.
};

std::ostream& operator<<(std::ostream& out, const Fault& fault) { return out << fault.text; }

class BadExpression : public ::testing::TestWithParam<Fault> {};

TEST_P(BadExpression, IsRefusedAtTheByteWhereItGoesWrong) {
    const auto result = parseCondition(GetParam().text, fiveServers());
    ASSERT_FALSE(result.ok());
    const Error& error = result.errors().front();
    EXPECT_EQ(error.line, 1);
    EXPECT_EQ(error.column, GetParam().column) << error.message;
    EXPECT_NE(error.message.find(GetParam().message), std::string::npos) << error.message;
}

INSTANTIATE_TEST_SUITE_P(
    Expressions, BadExpression,
    ::testing::Values(
        // Names.
        Fault{"leader(S9)", 8, "unknown server \"S9\"; did you mean \"S1\"?"},
        Fault{"leader(Alicia)", 8, "did you mean \"Alice\"?"}, Fault{"leader(Zed)", 8, "expected one of S1, S2, S3"},
        Fault{"leader(c)", 8, "unknown server \"c\""},
        Fault{"laeder(S1)", 1, "unknown function \"laeder\"; did you mean \"leader\"?"},
        Fault{"safe && comitted(3)", 9, "did you mean \"committed\"?"}, Fault{"sfae", 1, "did you mean \"safe\"?"},
        Fault{"broken(LeaderCompletness)", 8, "did you mean \"LeaderCompleteness\"?"},
        Fault{"happened(trunkate, S1)", 10, "unknown event \"trunkate\"; did you mean \"truncate\"?"},
        Fault{"inFlight(AppendEntry)", 10, "unknown message kind"},
        Fault{"replies(S1)", 9, "unknown client \"S1\"; expected one of c"},
        Fault{"voted(S2) == \"S8\"", 14, "unknown server \"S8\""}, Fault{"leader", 7, "expected leader(S[, term])"},
        Fault{"votes(S1) == {S1,S7}", 18, "unknown server \"S7\""},
        // Types.
        Fault{"term(S1)", 1, "\"term(S1)\" is a number; expected a condition"},
        Fault{"votes(S1)", 1, "a set of servers"}, Fault{"safe && term(S1)", 9, "expected true or false"},
        Fault{"!log(S1)", 2, "expected true or false"},
        Fault{"leaders == 1", 12, "\"1\" is a number; expected a set of servers"},
        Fault{"safe == 1", 9, "expected true or false"}, Fault{"leaders < leaders", 1, "expected a number or a text"},
        Fault{"voted(S1) == 1", 14, "expected a server"}, Fault{"leaders == none", 12, "expected a set of servers"},
        Fault{"log(S1) + 1 == 2", 1, "\"log(S1)\" is a text; expected a number"},
        Fault{"leaders + 1 == leaders", 11, "expected a set of servers"}, Fault{"1 in leaders", 1, "expected a server"},
        Fault{"S1 in S2", 7, "expected a set of servers"}, Fault{"size(3) == 3", 6, "expected a set of servers"},
        Fault{"committed(S1)", 11, "expected a number"}, Fault{"committed(\"1\")", 11, "expected a number"},
        Fault{"acked(S1)", 7, "expected a text in quotes"},
        // Grammar.
        Fault{"", 1, "empty expression"}, Fault{"   ", 1, "empty expression"},
        Fault{"leader(S1", 10, "unexpected end; expected \")\""},
        Fault{"leader()", 8, "an argument is missing before \")\"; expected leader(S[, term])"},
        Fault{"leader(1)", 8, "expected the name of a server"}, Fault{"entry(S1)", 9, "entry(S, index)"},
        Fault{"down(S1, 2)", 10, "one argument too many"}, Fault{"safe safe", 6, "expected an operator or the end"},
        Fault{"safe = safe", 6, "expected \"==\""}, Fault{"safe & safe", 6, "expected \"&&\""},
        Fault{"safe | safe", 6, "expected \"||\""}, Fault{"safe &&", 8, "unexpected end"},
        Fault{"1 < 2 < 3", 7, "second comparison"}, Fault{"(safe", 6, "expected \")\""},
        Fault{"safe)", 5, "unexpected \")\""}, Fault{"kv(S1, \"x) == 1", 8, "no closing quote"},
        Fault{"{S1 == leaders", 5, "expected \"}\""}, Fault{"term(S1) == 99999999999999999999", 13, "out of range"},
        Fault{"t == 1.2345", 6, "more than three decimals"}, Fault{"safe § safe", 6, "unexpected"},
        Fault{"- safe", 3, "expected a number after the minus"}));

TEST(ExpressionParser, RefusesWhatIsNoConditionOnlyWhereOneIsWanted) {
    const ClusterConfig config = fiveServers();
    EXPECT_TRUE(parseExpression("term(S1)", config).ok());
    EXPECT_FALSE(parseCondition("term(S1)", config).ok());
    EXPECT_TRUE(parseCondition("term(S1) == 1", config).ok());
    EXPECT_TRUE(parseCondition("inFlight(AppendEntries)", config).ok()) << "a count stands for at least one";
}

TEST(ExpressionParser, RefusesDeepNestingAndLongTextsWithoutFalling) {
    const ClusterConfig config = fiveServers();
    const auto nested = [](int depth) {
        return std::string(static_cast<std::size_t>(depth), '(') + "safe" +
               std::string(static_cast<std::size_t>(depth), ')');
    };
    EXPECT_TRUE(parseExpression(nested(20), config).ok());
    EXPECT_FALSE(parseExpression(nested(4'000), config).ok());
    EXPECT_FALSE(parseExpression(std::string(9'000, '!') + "safe", config).ok());
    std::string chain = "safe";
    while (chain.size() < kMaxExpressionBytes - 8) chain += "&&safe";
    EXPECT_TRUE(parseExpression(chain, config).ok());
    while (chain.size() <= kMaxExpressionBytes) chain += "&&safe";
    const auto tooLong = parseExpression(chain, config);
    ASSERT_FALSE(tooLong.ok());
    EXPECT_NE(tooLong.errors()[0].message.find("expected at most 10000"), std::string::npos);
}

TEST(ExpressionParser, KnowsWhichExpressionsLookBack) {
    const ClusterConfig config = fiveServers();
    for (const char* text : {"happened(vote)", "count(ack) == 1", "safe && leadersOf(1) == {}", "read(S1) == 1"}) {
        EXPECT_TRUE(parseExpression(text, config).value().needsTally) << text;
    }
    for (const char* text : {"leader(S1)", "acked(\"x=1\")", "safe", "committedTerm(1) == 2"}) {
        EXPECT_FALSE(parseExpression(text, config).value().needsTally) << text;
    }
}

TEST(ExpressionParser, NamesMayStandInQuotesAndLabelsNameServers) {
    testing::Lab lab(fiveServers());
    EXPECT_EQ(lab.ask("up(Alice)"), "true");
    EXPECT_EQ(lab.ask("up(\"Alice\")"), "true");
    EXPECT_EQ(lab.ask("Alice in {S1}"), "true");
    EXPECT_EQ(lab.ask("\"Alice\" in {S2}"), "false");
    EXPECT_EQ(lab.ask("count(\"boot\")"), "5");
}

TEST(FunctionTable, NamesAreUniqueAndInTheOrderOfTheirIds) {
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < functionTable().size(); ++i) {
        const FunctionInfo& info = functionTable()[i];
        EXPECT_EQ(static_cast<std::size_t>(info.id), i);
        EXPECT_EQ(functionByName(info.name), info.id);
        EXPECT_EQ(info.signature.substr(0, info.name.size()), info.name);
        EXPECT_LE(info.required, info.allowed());
        names.push_back(info.name);
    }
    std::sort(names.begin(), names.end());
    EXPECT_EQ(std::adjacent_find(names.begin(), names.end()), names.end());
    EXPECT_EQ(functionByName("leade"), std::nullopt);
}

}  // namespace
}  // namespace raft
