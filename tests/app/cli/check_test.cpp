// `raftlab check`, and the traces that `raftlab run` writes for it.

#include <nlohmann/json.hpp>

#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class Check : public ProgramTest {};

TEST_F(Check, FindsNothingWrongWithACorrectRun) {
    ASSERT_EQ(run({"run", scenario("figure-8"), "--trace", "t.ndjson"}).code, 0);
    const auto end = nlohmann::json::parse(linesOf(read("t.ndjson")).back());
    const Answer answer = run({"check", "t.ndjson"});
    EXPECT_EQ(answer.out, std::to_string(end["events"].get<int>()) + " events, 0 violations\n");
    EXPECT_EQ(answer.err, "");
    EXPECT_EQ(answer.code, 0);
}

TEST_F(Check, FindsWhatABentRuleBroke) {
    ASSERT_EQ(run({"run", scenario("broken-compare-logs"), "--trace", "t.ndjson"}).code, 0);
    const Answer answer = run({"check", "t.ndjson"});
    EXPECT_EQ(answer.code, 1);
    const auto lines = linesOf(answer.out);
    ASSERT_GE(lines.size(), 2u);
    EXPECT_EQ(lines[0].compare(0, 9, "t.ndjson:"), 0) << lines[0];
    EXPECT_NE(lines[0].find(": LeaderCompleteness: "), std::string::npos) << lines[0];
    EXPECT_NE(lines[0].find(" (with line "), std::string::npos) << lines[0];
    EXPECT_NE(lines.back().find(" events, " + std::to_string(lines.size() - 1) + " violations"), std::string::npos)
        << lines.back();
}

TEST_F(Check, ReadsWhatRunWritesIntoAPipe) {
    const Answer traced = run({"run", "-", "--trace", "-"}, quietSession(R"({"timeout": "S1"}, {"wait": 20})"));
    ASSERT_EQ(traced.code, 0) << traced.err;
    const Answer answer = run({"check", "-"}, traced.out);
    EXPECT_EQ(answer.code, 0) << answer.err;
    EXPECT_EQ(linesOf(answer.out).size(), 1u);
}

TEST_F(Check, ACutOffTraceIsWrongInput) {
    ASSERT_EQ(run({"run", scenario("a-write"), "--trace", "t.ndjson"}).code, 0);
    const std::string trace = read("t.ndjson");
    file("half.ndjson", trace.substr(0, trace.size() / 2));
    const Answer answer = run({"check", "half.ndjson"});
    EXPECT_EQ(answer.code, 2);
    EXPECT_EQ(answer.err.compare(0, 12, "half.ndjson:"), 0) << answer.err;
    EXPECT_EQ(run({"check", "nowhere"}).code, 2);
}

TEST_F(Check, TheHashOfATraceIsTheChainOfTheRun) {
    const Answer answer = run({"run", scenario("a-write"), "--trace", "t.ndjson", "--hash"});
    const auto end = nlohmann::json::parse(linesOf(read("t.ndjson")).back());
    EXPECT_EQ(linesOf(answer.out).back(), "chain " + end["hash"].get<std::string>());
}

}  // namespace
}  // namespace cli_test
