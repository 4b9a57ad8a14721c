// A leader that cannot commit takes only so many commands, where the rule limits them (D §10.2.2, as in etcd).

#include <gtest/gtest.h>

#include "tests/raft/check/lab.h"
#include "tests/raft/paper/paper_support.h"

namespace raft::test {
namespace {

/// Leads term 2, with entries of `terms` before.
Bench leading(std::initializer_list<std::uint32_t> terms = {}) {
    Bench bench;
    bench.rules.limitUncommitted = true;
    bench.startsWith(1, terms);
    bench.wins();
    return bench;
}

/// How many of `n` commands it takes.
int taken(Bench& bench, int n) {
    int count = 0;
    for (int i = 1; i <= n; ++i) {
        const LogIndex before = bench.node.log().lastIndex();
        bench.receive(clientEnd(0), command(static_cast<std::uint32_t>(i)));
        if (bench.node.log().lastIndex() > before) ++count;
    }
    return count;
}

TEST(Uncommitted, EntriesAreLimited) {
    Bench bench = leading();
    EXPECT_EQ(taken(bench, 12), static_cast<int>(kUncommittedLimit));
    const auto reply = bench.sent<ClientReply>(clientEnd(0));
    ASSERT_TRUE(reply);
    EXPECT_FALSE(reply->executed);
    EXPECT_EQ(reply->leaderHint, kNoNode) << "nobody else leads";
    const auto why = bench.fact(EventKind::Redirect);
    EXPECT_EQ(why->reason, Reason::TooMuchUncommitted);
    EXPECT_EQ(why->args[0], kUncommittedLimit);
    EXPECT_EQ(why->args[1], kUncommittedLimit);
    bench.persistAll();
    bench.receive(kS2, stored(2, 3));
    EXPECT_EQ(taken(bench, 12), 3) << "three were committed";
}

TEST(Uncommitted, EntriesAreNotLimitedWithoutTheRule) {
    Bench bench = leading();
    bench.rules.limitUncommitted = false;
    EXPECT_EQ(taken(bench, 12), 12);
}

TEST(Uncommitted, EntriesOfEarlierTermsDoNotCount) {
    Bench bench = leading({1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    EXPECT_EQ(taken(bench, 1), 1) << "or nobody could ever commit them";
}

TEST(Uncommitted, ANoOpIsNeverRefusedNorIsAChangeOfMembers) {
    Bench bench;
    bench.rules.limitUncommitted = bench.rules.noopOnElection = true;
    bench.rules.configNeedsCommitInTerm = false;
    bench.startsWith(1, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1});
    bench.wins();
    EXPECT_EQ(bench.node.log().lastIndex(), LogIndex(11));
    EXPECT_EQ(taken(bench, 12), static_cast<int>(kUncommittedLimit) - 1);
    ChangeMembers removal;
    removal.kind = ChangeMembers::Kind::RemoveServer;
    removal.servers.insert(kS3);
    bench.step(removal);
    EXPECT_EQ(bench.node.log().at(bench.node.log().lastIndex()).type, EntryType::Config);
}

/// With a rule about snapshots bent, entries may be compacted before they are committed.
TEST(Uncommitted, EntriesThatABentSnapshotTookAwayAreNotLookedFor) {
    Bench bench = leading();
    bench.rules.snapshotOnlyApplied = false;
    EXPECT_EQ(taken(bench, 3), 3);
    bench.step(TakeSnapshot{std::make_shared<const std::string>("x=1\n"), 0});
    EXPECT_EQ(bench.node.log().lastIncludedIndex(), LogIndex(3));
    EXPECT_EQ(bench.node.state().commitIndex, LogIndex(0));
    EXPECT_EQ(taken(bench, 2), 2);
}

/// A cut-off leader gets every request again, each time its client's patience ends.
std::uint32_t grownWhileCutOff(bool limited) {
    ClusterConfig config = lab::quietConfig(3);
    config.clientTimeout = SimTime::fromMs(100);
    config.heartbeat = SimTime::fromMs(50);
    config.rules.limitUncommitted = limited;
    lab::Lab lab(config);
    lab.elect(1);
    lab.split({lab::setOf({1}), lab::setOf({2, 3})});
    lab.submit("x=1", 1);
    lab.wait(10'000);
    const std::uint32_t grown = lab.node(1).log().lastIndex().value;
    lab.heal();
    lab.wait(1000);
    EXPECT_GE(lab.monitor().committed(), LogIndex(1)) << lab.told();
    EXPECT_TRUE(lab.cluster().client(clientEnd(0)).calls.back().returned);
    return grown;
}

TEST(Uncommitted, ALogThatCannotCommitStopsGrowing) {
    EXPECT_EQ(grownWhileCutOff(true), kUncommittedLimit);
    EXPECT_GT(grownWhileCutOff(false), 3 * kUncommittedLimit);
}

}  // namespace
}  // namespace raft::test
