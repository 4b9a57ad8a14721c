// `raftlab fuzz`.

#include <nlohmann/json.hpp>

#include "tests/app/cli/program.h"

namespace cli_test {
namespace {

class Fuzz : public ProgramTest {};

TEST_F(Fuzz, FindsNothingInCorrectRaft) {
    for (const std::string profile : {"figure2", "production"}) {
        const Answer answer = run({"fuzz", "--seeds", "1..12", "--length", "2000", "--profile", profile});
        EXPECT_EQ(answer.code, 0) << answer.out << answer.err;
        const auto json = nlohmann::json::parse(answer.out);
        EXPECT_EQ(json["seeds"], 12);
        EXPECT_GT(json["steps"], 1000);
        EXPECT_EQ(json["violations"], 0);
        EXPECT_EQ(json["byProperty"], nlohmann::json::object());
        EXPECT_EQ(json["findings"], nlohmann::json::array());
    }
    EXPECT_TRUE(files().empty());
}

TEST_F(Fuzz, FindsABentRuleAndItsSessionShowsTheSame) {
    const Answer answer =
        run({"fuzz", "--seeds", "1..20", "--length", "4000", "--rule", "quorum=half", "--sessions", "found"});
    EXPECT_EQ(answer.code, 1) << answer.err;
    const auto json = nlohmann::json::parse(answer.out);
    ASSERT_GT(json["findings"].size(), 0u);
    EXPECT_EQ(json["violations"], json["findings"].size());
    const auto& finding = json["findings"][0];
    EXPECT_GT(json["byProperty"][finding["property"].get<std::string>()], 0);
    const Answer again =
        run({"run", finding["session"], "--expect", "broken(" + finding["property"].get<std::string>() + ")"});
    EXPECT_EQ(again.code, 0) << again.out << again.err;
}

TEST_F(Fuzz, ChangesTheMembersIfItIsTold) {
    const Answer kept = run({"fuzz", "--seeds", "1..12", "--length", "4000", "--members"});
    EXPECT_EQ(kept.code, 0) << kept.out << kept.err;
    EXPECT_GT(nlohmann::json::parse(kept.out)["steps"], 1000);
    const Answer bent = run({"fuzz", "--seeds", "1..40", "--length", "6000", "--members", "--rule",
                             "configWaitsForLast=false", "--sessions", "members"});
    EXPECT_EQ(bent.code, 1) << bent.err;
    const auto json = nlohmann::json::parse(bent.out);
    ASSERT_GT(json["byProperty"].value("OneUncommittedConfig", 0), 0);
    const auto& finding = json["findings"][0];
    const Answer again =
        run({"run", finding["session"], "--expect", "broken(" + finding["property"].get<std::string>() + ")"});
    EXPECT_EQ(again.code, 0) << again.out << again.err;
    EXPECT_EQ(run({"fuzz", "--seeds", "1..40", "--length", "6000", "--rule", "configWaitsForLast=false"}).code, 0)
        << "without, nobody comes or goes";
}

TEST_F(Fuzz, ForgetsSessionsIfItIsToldAndFindsThemForgottenByOwnClocks) {
    const std::vector<std::string> expiring{"fuzz", "--seeds", "1..16", "--length", "4000", "--session-timeout", "300"};
    const Answer kept = run(expiring);
    EXPECT_EQ(kept.code, 0) << kept.out << kept.err;
    std::vector<std::string> byClocks = expiring;
    byClocks.insert(byClocks.end(), {"--rule", "expireByLogTime=false", "--sessions", "clocks"});
    const Answer bent = run(byClocks);
    EXPECT_EQ(bent.code, 1) << bent.err;
    const auto json = nlohmann::json::parse(bent.out);
    ASSERT_GT(json["byProperty"].value("StateHashAtIndex", 0), 0) << bent.out;
    const auto& finding = json["findings"][0];
    const Answer again =
        run({"run", finding["session"], "--expect", "broken(" + finding["property"].get<std::string>() + ")"});
    EXPECT_EQ(again.code, 0) << again.out << again.err;
    const Answer never = run({"fuzz", "--seeds", "1..16", "--length", "4000", "--rule", "expireByLogTime=false"});
    EXPECT_EQ(never.code, 0) << "without a timeout no session is ever forgotten" << never.out;
}

TEST_F(Fuzz, IsTheSameRunWhereSessionsNeverExpire) {
    const std::vector<std::string> plain{"fuzz", "--seeds", "1..6", "--length", "1500"};
    std::vector<std::string> never = plain;
    never.insert(never.end(), {"--session-timeout", "0"});
    std::vector<std::string> soon = plain;
    soon.insert(soon.end(), {"--session-timeout", "300"});
    EXPECT_EQ(run(plain).out, run(never).out);
    EXPECT_NE(run(plain).out, run(soon).out);
}

TEST_F(Fuzz, ReadsByLeaseWhileLeadersHandOverAndFindsALeaseThatDoesNotEnd) {
    const std::vector<std::string> leases{"fuzz", "--seeds", "37..68", "--length", "6000", "--rule", "lease=true"};
    const Answer kept = run(leases);
    EXPECT_EQ(kept.code, 0) << kept.out << kept.err;
    std::vector<std::string> outlived = leases;
    outlived.insert(outlived.end(), {"--rule", "leaseEndsOnTransfer=false", "--sessions", "leases"});
    const Answer bent = run(outlived);
    EXPECT_EQ(bent.code, 1) << bent.err;
    const auto json = nlohmann::json::parse(bent.out);
    ASSERT_GT(json["byProperty"].value("LeaseSafety", 0), 0) << bent.out;
    const Answer again = run({"run", json["findings"][0]["session"].get<std::string>(), "--expect",
                              "broken(" + json["findings"][0]["property"].get<std::string>() + ")"});
    EXPECT_EQ(again.code, 0) << again.out << again.err;
}

TEST_F(Fuzz, TakesSnapshotsAndFindsARuleAboutThemBent) {
    const Answer answer = run(
        {"fuzz", "--seeds", "1..12", "--length", "4000", "--rule", "snapshotOnlyApplied=false", "--sessions", "found"});
    EXPECT_EQ(answer.code, 1) << answer.err;
    const auto json = nlohmann::json::parse(answer.out);
    EXPECT_GT(json["byProperty"]["SnapshotSound"], 0) << answer.out;
    const Answer again = run({"run", json["findings"][0]["session"].get<std::string>(), "--expect",
                              "broken(" + json["findings"][0]["property"].get<std::string>() + ")"});
    EXPECT_EQ(again.code, 0) << again.out << again.err;
}

TEST_F(Fuzz, ShardsAndJobsChangeNothingOfTheWhole) {
    const auto steps = [this](const std::vector<std::string>& more) {
        std::vector<std::string> arguments{"fuzz", "--seeds", "5..10", "--length", "500"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const Answer answer = run(arguments);
        EXPECT_EQ(answer.code, 0) << answer.err;
        return nlohmann::json::parse(answer.out)["steps"].get<int>();
    };
    EXPECT_EQ(steps({"--shard", "1/2"}) + steps({"--shard", "2/2"}), steps({}));
    EXPECT_EQ(steps({"--jobs", "3"}), steps({}));
}

TEST_F(Fuzz, SaysWhatIsWrongWithTheLine) {
    EXPECT_EQ(run({"fuzz"}).code, 2);
    EXPECT_EQ(run({"fuzz", "--seeds", "9..1"}).code, 2);
    EXPECT_EQ(run({"fuzz", "--seeds", "1..2", "--rule", "compareLog=false"}).code, 2);
    EXPECT_EQ(run({"fuzz", "--seeds", "1..2", "--rule", "quorum=all"}).code, 2);
    EXPECT_EQ(run({"fuzz", "--seeds", "1..2", "--shard", "3/2"}).code, 2);
    EXPECT_EQ(run({"fuzz", "--seeds", "1..2", "--length", "0"}).code, 2);
    EXPECT_EQ(run({"fuzz", "--seeds", "1..2", "--session-timeout", "soon"}).code, 2);
    EXPECT_EQ(run({"fuzz", "--seeds", "1..2", "--session-timeout", "-5"}).code, 2);
    EXPECT_NE(run({"fuzz", "--seeds", "1..2", "--protocol", "paxos"}).err.find("not in this version"),
              std::string::npos);
}

}  // namespace
}  // namespace cli_test
