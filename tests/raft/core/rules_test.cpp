// The rules as switches: each keeps its value, and the table that describes them leaves none out.

#include "raft/core/rules.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace raft {
namespace {

int valuesOf(const RuleInfo& info) { return std::max(2, static_cast<int>(info.choices.size())); }

TEST(RulesAsSwitches, KeepWhatTheyAreSetToAndLeaveTheOthersAlone) {
    for (const RuleInfo& info : ruleTable()) {
        for (int value = 0; value < valuesOf(info); ++value) {
            Rules rules;
            rules.set(info.id, value);
            EXPECT_EQ(rules.get(info.id), value) << info.name;
            EXPECT_EQ(rules == Rules{}, value == Rules{}.get(info.id)) << info.name;
            for (const RuleInfo& other : ruleTable()) {
                if (other.id == info.id) continue;
                EXPECT_EQ(rules.get(other.id), Rules{}.get(other.id)) << info.name << " moves " << other.name;
            }
        }
    }
}

TEST(RulesAsSwitches, AreRaftInBothProfilesAndNotOnceOneIsBent) {
    EXPECT_TRUE(isCorrect(rulesOf(Profile::Figure2)));
    EXPECT_TRUE(isCorrect(rulesOf(Profile::Production)));
    for (const RuleInfo& info : ruleTable()) {
        for (int value = 0; value < valuesOf(info); ++value) {
            Rules rules;
            rules.set(info.id, value);
            EXPECT_EQ(isCorrect(rules), isCorrect(info.id, value)) << info.name << "=" << value;
        }
        EXPECT_EQ(info.protects.empty(), info.correctWhenOff && info.correctWhenOn) << info.name;
    }
}

TEST(RulesAsSwitches, StandBySubjectAndAreFoundByNameAndNumber) {
    ASSERT_EQ(ruleTable().size(), static_cast<std::size_t>(kRuleCount));
    RuleSubject last = RuleSubject::Elections;
    for (const RuleInfo& info : ruleTable()) {
        EXPECT_GE(info.subject, last) << info.name << " stands among other subjects";
        last = info.subject;
        EXPECT_EQ(&infoOf(info.id), &info);
        EXPECT_EQ(ruleByName(info.name), info.id);
    }
    EXPECT_EQ(nameOf(last), "clients");
    EXPECT_EQ(ruleByName("noSuchRule"), std::nullopt);
}

/// Digests of recorded runs count with them.
TEST(RulesAsSwitches, KeepTheirNumbers) {
    EXPECT_EQ(static_cast<int>(RuleId::AckBeforePersist), 12);
    EXPECT_EQ(static_cast<int>(RuleId::SnapshotOnlyApplied), 13);
    EXPECT_EQ(static_cast<int>(RuleId::PreVote), 32);
    EXPECT_EQ(static_cast<int>(RuleId::LeaseEndsOnTransfer), 48);
    EXPECT_EQ(static_cast<int>(RuleId::CommitLogOnRestart), 67);
    EXPECT_EQ(static_cast<int>(RuleId::Heartbeats), 69);
    EXPECT_EQ(static_cast<int>(RuleId::PreVoteHeedsLeader), 72);
}

}  // namespace
}  // namespace raft
