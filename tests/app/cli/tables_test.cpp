// `raftlab keys | rules | reasons | functions`.

#include <nlohmann/json.hpp>

#include "app/studio/command_table.h"
#include "raft/core/reason.h"
#include "raft/core/rules.h"
#include "raft/script/functions.h"
#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class Tables : public ProgramTest {
protected:
    nlohmann::json json(const std::string& table) {
        const Answer answer = run({table, "--json"});
        EXPECT_EQ(answer.code, 0);
        EXPECT_EQ(answer.err, "");
        return nlohmann::json::parse(answer.out);
    }
};

TEST_F(Tables, HaveTextsInBothLanguages) {
    for (const std::string table : {"keys", "rules", "reasons", "functions"}) {
        for (const auto& row : json(table)) {
            const auto english = row["text"]["en"].get<std::string>();
            const auto chinese = row["text"]["zh"].get<std::string>();
            EXPECT_FALSE(english.empty()) << row;
            EXPECT_FALSE(chinese.empty()) << row;
            EXPECT_NE(english, chinese) << row;
            // A missing text is its key.
            EXPECT_NE(english.compare(0, 5, "rule."), 0) << row;
            EXPECT_NE(english.compare(0, 7, "reason."), 0) << row;
            EXPECT_NE(english.compare(0, 9, "function."), 0) << row;
        }
    }
}

TEST_F(Tables, SayHowEachFunctionIsRead) {
    for (const auto& row : json("functions")) {
        const auto english = row["template"]["en"].get<std::string>();
        const auto chinese = row["template"]["zh"].get<std::string>();
        EXPECT_EQ(english.find("say."), std::string::npos) << row;
        EXPECT_NE(english, chinese) << row;
        EXPECT_EQ(english.find_first_of("{}"), std::string::npos) << row;
        EXPECT_EQ(chinese.find_first_of("{}"), std::string::npos) << row;
        if (row["name"] == "voters") {
            EXPECT_EQ(chinese, "S 能得到的选票");
        }
    }
}

TEST_F(Tables, HoldEveryRow) {
    EXPECT_EQ(json("keys").size(), studio::commandTable().size());
    EXPECT_EQ(json("rules").size(), raft::ruleTable().size());
    EXPECT_EQ(json("reasons").size(), raft::reasonTable().size());
    EXPECT_EQ(json("functions").size(), raft::functionTable().size());
}

TEST_F(Tables, RulesTellWhatScriptsNeed) {
    bool sawCompareLogs = false;
    for (const auto& row : json("rules")) {
        EXPECT_TRUE(row["kind"] == "bool" || row["kind"] == "number" || row["kind"] == "choice");
        EXPECT_TRUE(row["default"].contains("figure2") && row["default"].contains("production"));
        // Whoever can be incorrect names what it protects, and everybody a scenario that shows the difference.
        EXPECT_EQ(row["correct"].get<bool>(), row["protects"].get<std::string>().empty()) << row;
        EXPECT_FALSE(row["scenario"].get<std::string>().empty()) << row;
        if (row["name"] == "compareLogs") {
            sawCompareLogs = true;
            EXPECT_EQ(row["default"]["figure2"], true);
            EXPECT_EQ(row["correct"], false);
            EXPECT_EQ(row["source"], "§5.4.1");
        }
        if (row["name"] == "noopOnElection") {
            EXPECT_EQ(row["default"]["figure2"], false);
            EXPECT_EQ(row["default"]["production"], true);
            EXPECT_EQ(row["correct"], true);
        }
        if (row["name"] == "quorum") {
            EXPECT_EQ(row["default"]["figure2"], "majority");
        }
    }
    EXPECT_TRUE(sawCompareLogs);
}

TEST_F(Tables, AsTextHaveOneLineARow) {
    EXPECT_EQ(linesOf(run({"rules"}).out).size(), raft::ruleTable().size() + 1);
    EXPECT_EQ(linesOf(run({"keys"}).out).size(), studio::commandTable().size() + 1);
    EXPECT_EQ(linesOf(run({"reasons"}).out).size(), raft::reasonTable().size() + 1);
    EXPECT_NE(run({"rules", "--lang", "zh"}).out.find("规则"), std::string::npos);
}

TEST_F(Tables, BesideTheFunctionsStandWhatTheyAreAskedAbout) {
    for (const std::string language : {"en", "zh"}) {
        const auto lines = linesOf(run({"functions", "--lang", language}).out);
        const auto lineOf = [&lines](std::string_view name) -> std::string {
            for (const std::string& line : lines) {
                if (line.compare(0, name.size() + 1, std::string(name) + " ") == 0) return line;
            }
            return {};
        };
        for (const std::string_view name : raft::scriptEventNames()) {
            EXPECT_FALSE(lineOf(name).empty()) << name;
            EXPECT_EQ(lineOf(name).find("happening."), std::string::npos) << name;
        }
        for (const std::string_view name : raft::messageKindNames()) {
            EXPECT_FALSE(lineOf(name).empty()) << name;
            EXPECT_EQ(lineOf(name).find("message.kind."), std::string::npos) << name;
        }
        const std::size_t names = raft::scriptEventNames().size() + raft::messageKindNames().size();
        EXPECT_EQ(lines.size(), raft::functionTable().size() + names + 5) << "three headings, two gaps";
    }
}

}  // namespace
}  // namespace cli_test
