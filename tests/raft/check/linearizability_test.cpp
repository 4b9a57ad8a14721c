#include "raft/check/linearizability.h"

#include <gtest/gtest.h>

#include "tests/raft/check/lab.h"

namespace raft {
namespace {

/// `from` and `to` in ms; to = -1: no answer.
HistoryCall call(const std::string& client, const std::string& command, std::int64_t from, std::int64_t to,
                 const std::string& value, bool ok = true) {
    HistoryCall made;
    made.client = client;
    made.command = command;
    made.invoked = SimTime::fromMs(from);
    if (to >= 0) made.returnedAt = SimTime::fromMs(to);
    made.value = value;
    made.ok = ok;
    return made;
}

Verdict verdictOn(const std::vector<HistoryCall>& calls) { return checkHistory(calls).verdict; }

TEST(Linearizability, HoldsForNothing) { EXPECT_EQ(verdictOn({}), Verdict::Linearizable); }

TEST(Linearizability, AReadSeesTheWriteBeforeIt) {
    EXPECT_EQ(verdictOn({call("a", "x=1", 0, 10, "1"), call("b", "get x", 20, 30, "1")}), Verdict::Linearizable);
    EXPECT_EQ(verdictOn({call("a", "x=1", 0, 10, "1"), call("b", "get x", 20, 30, "")}), Verdict::Broken);
}

TEST(Linearizability, AReadBesideAWriteMaySeeEither) {
    for (const std::string seen : {"", "1"}) {
        EXPECT_EQ(verdictOn({call("a", "x=1", 0, 30, "1"), call("b", "get x", 10, 20, seen)}), Verdict::Linearizable);
    }
    EXPECT_EQ(verdictOn({call("a", "x=1", 0, 30, "1"), call("b", "get x", 10, 20, "2")}), Verdict::Broken);
}

TEST(Linearizability, ReadsDoNotGoBackInTime) {
    const HistoryCall write = call("a", "x=1", 0, 100, "1");
    EXPECT_EQ(verdictOn({write, call("b", "get x", 10, 20, ""), call("d", "get x", 30, 40, "1")}),
              Verdict::Linearizable);
    EXPECT_EQ(verdictOn({write, call("b", "get x", 10, 20, "1"), call("d", "get x", 30, 40, "")}), Verdict::Broken);
}

TEST(Linearizability, ACallWithoutAnswerMayHaveTakenEffectOrNot) {
    const HistoryCall lost = call("a", "x=1", 0, -1, "");
    EXPECT_EQ(verdictOn({lost, call("b", "get x", 50, 60, "")}), Verdict::Linearizable);
    EXPECT_EQ(verdictOn({lost, call("b", "get x", 50, 60, "1")}), Verdict::Linearizable);
    EXPECT_EQ(verdictOn({lost, call("b", "get x", 50, 60, ""), call("b", "get x", 70, 80, "1")}),
              Verdict::Linearizable);
    EXPECT_EQ(verdictOn({lost, call("b", "get x", 50, 60, "1"), call("b", "get x", 70, 80, "")}), Verdict::Broken);
}

TEST(Linearizability, AddsCountOnce) {
    EXPECT_EQ(verdictOn({call("a", "x+=1", 0, 10, "1"), call("b", "x+=1", 5, 15, "2")}), Verdict::Linearizable);
    EXPECT_EQ(verdictOn({call("a", "x+=1", 0, 10, "2"), call("b", "x+=1", 5, 15, "1")}), Verdict::Linearizable);
    EXPECT_EQ(verdictOn({call("a", "x+=1", 0, 10, "2")}), Verdict::Broken);
    EXPECT_EQ(verdictOn({call("a", "x+=1", 0, 10, "1"), call("b", "x+=1", 5, 15, "1")}), Verdict::Broken);
}

TEST(Linearizability, CompareAndSetTellsTheTruthBothWays) {
    const HistoryCall set = call("a", "x=1", 0, 10, "1");
    EXPECT_EQ(verdictOn({set, call("b", "cas x 1 2", 20, 30, "2")}), Verdict::Linearizable);
    EXPECT_EQ(verdictOn({set, call("b", "cas x 5 2", 20, 30, "1", false)}), Verdict::Linearizable);
    EXPECT_EQ(verdictOn({set, call("b", "cas x 5 2", 20, 30, "2")}), Verdict::Broken);
    EXPECT_EQ(verdictOn({set, call("b", "cas x 1 2", 20, 30, "1", false)}), Verdict::Broken);
}

TEST(Linearizability, DeletedIsNothing) {
    const std::vector<HistoryCall> calls{call("a", "x=1", 0, 10, "1"), call("a", "del x", 20, 30, "")};
    EXPECT_EQ(verdictOn(calls), Verdict::Linearizable);
    std::vector<HistoryCall> more = calls;
    more.push_back(call("a", "x+=2", 40, 50, "2"));
    EXPECT_EQ(verdictOn(more), Verdict::Linearizable);
    more.back().value = "3";
    EXPECT_EQ(verdictOn(more), Verdict::Broken);
}

TEST(Linearizability, KeysAreJudgedApart) {
    EXPECT_EQ(verdictOn({call("a", "x=1", 0, 10, "1"), call("b", "get y", 20, 30, "")}), Verdict::Linearizable);
    const auto result = checkHistory({call("a", "x=1", 0, 10, "1"), call("a", "y=1", 20, 30, "1"),
                                      call("b", "get y", 40, 50, "7"), call("b", "get x", 60, 70, "1")});
    EXPECT_EQ(result.verdict, Verdict::Broken);
    EXPECT_EQ(result.key, "y");
    EXPECT_EQ(result.time, SimTime::fromMs(50));
    EXPECT_EQ(result.text, "no order of the 2 calls on y explains that b got 7 for get y");
}

TEST(Linearizability, NamesTheFirstAnswerThatNothingExplains) {
    const auto result = checkHistory({call("a", "x=1", 0, 10, "1"), call("b", "get x", 20, 30, "1"),
                                      call("b", "get x", 40, 50, ""), call("b", "get x", 60, 70, "4")});
    EXPECT_EQ(result.verdict, Verdict::Broken);
    EXPECT_EQ(result.time, SimTime::fromMs(50));
    EXPECT_EQ(result.text, "no order of the 3 calls on x explains that b got nothing for get x");
}

/// A client asks the next thing at the instant at which it gets an answer.
TEST(Linearizability, CallsOfOneClientFollowEachOtherEvenWithinAnInstant) {
    EXPECT_EQ(verdictOn({call("a", "x=1", 0, 10, "1"), call("a", "get x", 10, 20, "")}), Verdict::Broken);
    EXPECT_EQ(verdictOn({call("a", "x=1", 0, 10, "1"), call("a", "get x", 10, 20, "1")}), Verdict::Linearizable);
    EXPECT_EQ(verdictOn({call("a", "x=1", 0, 10, "1"), call("b", "get x", 10, 20, "")}), Verdict::Linearizable)
        << "of two clients nobody knows which came first";
    EXPECT_EQ(verdictOn({call("a", "x=1", 0, 10, "1"), call("b", "get x", 11, 20, "")}), Verdict::Broken);
}

TEST(Linearizability, WhatIsNoCommandDoesNotCount) {
    EXPECT_EQ(verdictOn({call("a", "hello", 0, 10, "7"), call("a", "get x", 10, 20, "")}), Verdict::Linearizable);
}

/// Every order of the writers must be tried before it is clear that no reader can have seen 99.
TEST(Linearizability, GivesUpBeyondItsBound) {
    std::vector<HistoryCall> calls;
    for (int i = 1; i <= 12; ++i) {
        const std::string number = std::to_string(i);
        calls.push_back(call("c" + number, "x=" + number, 0, 100, number));
    }
    calls.push_back(call("r", "get x", 50, 60, "99"));
    LinearizabilityOptions options;
    options.maxConfigurations = 100;
    EXPECT_EQ(checkHistory(calls, options).verdict, Verdict::Unknown);
    options.maxConfigurations = 200'000;
    EXPECT_EQ(checkHistory(calls, options).verdict, Verdict::Broken);
}

TEST(Linearizability, LongHistoriesOfFewClientsAreQuick) {
    std::vector<HistoryCall> calls;
    for (int i = 0; i < 3000; ++i) {
        calls.push_back(call("a", "x+=1", 20 * i, 20 * i + 15, std::to_string(2 * i + 1)));
        calls.push_back(call("b", "x+=1", 20 * i + 5, 20 * i + 19, std::to_string(2 * i + 2)));
    }
    EXPECT_EQ(verdictOn(calls), Verdict::Linearizable);
    calls[4001].value = "4001";
    EXPECT_EQ(verdictOn(calls), Verdict::Broken);
}

TEST(Linearizability, ReadsTheHistoryOfACluster) {
    lab::Lab lab(lab::quietConfig(3));
    lab.elect(1);
    lab.write("x=4", 1);
    lab.write("x+=1", 1);
    lab.act(act::ReadKey{lab.cluster().sharedTexts()->intern("x"), clientEnd(0), lab::S(1), ReadMode::Log});
    lab.wait(30);
    const std::vector<HistoryCall> history = historyOf(lab.cluster());
    ASSERT_EQ(history.size(), 3U);
    EXPECT_EQ(history[2].command, "get x");
    EXPECT_EQ(history[2].value, "5");
    EXPECT_NE(history[2].returnedAt, kNever);
    EXPECT_EQ(checkLinearizability(lab.cluster()).verdict, Verdict::Linearizable);
}

TEST(Linearizability, LeavesLocalReadsOut) {
    lab::Lab lab(lab::quietConfig(3));
    lab.elect(1);
    lab.write("x=4", 1);
    lab.act(act::ReadKey{lab.cluster().sharedTexts()->intern("x"), clientEnd(0), lab::S(3), ReadMode::Local});
    lab.wait(30);
    ASSERT_EQ(lab.cluster().client(clientEnd(0)).calls.size(), 2U);
    EXPECT_TRUE(lab.cluster().client(clientEnd(0)).calls[1].returned);
    EXPECT_EQ(historyOf(lab.cluster()).size(), 1U);
    EXPECT_EQ(checkLinearizability(lab.cluster()).verdict, Verdict::Linearizable) << "S3 has not applied x=4 yet";
}

/// What a declared start has committed was there before the first call; its other entries may still be committed.
TEST(Linearizability, BeginsWithTheDeclaredStart) {
    ClusterConfig config = lab::quietConfig(3);
    StartState start;
    start.term = Term(2);
    start.leader = lab::S(1);
    start.commit = LogIndex(1);
    start.logs = {{{Term(1), "x=7"}, {Term(2), "x+=1"}}, {{Term(1), "x=7"}}, {{Term(1), "x=7"}}};
    config.start = start;
    lab::Lab lab(config);
    lab.write("x+=1", 1);
    lab.wait(100);
    ASSERT_EQ(historyOf(lab.cluster()).size(), 3U);
    EXPECT_EQ(historyOf(lab.cluster())[2].value, "9");
    EXPECT_EQ(checkLinearizability(lab.cluster()).verdict, Verdict::Linearizable);
    EXPECT_TRUE(lab.monitor().safe()) << lab.told();
}

}  // namespace
}  // namespace raft
