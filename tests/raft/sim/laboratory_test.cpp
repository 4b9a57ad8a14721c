// The situations of a laboratory course, first part: elections, and commands that are agreed on.

#include <algorithm>

#include "tests/raft/sim/laboratory.h"

namespace raft::laboratory {
namespace {

/// The servers of `lab` in the order in which `skip` counts them, the first `count` of them.
NodeSet someAfter(const Laboratory& lab, NodeId server, int count) {
    NodeSet some;
    for (int step = 1; step <= count; ++step) some.insert(lab.after(server, step));
    return some;
}

// ---- Elections ----

TEST(LaboratoryElections, OneLeaderIsElectedAndStays) {
    for (const Setting& setting : settings(5)) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        const auto leader = lab.electedWithin(1'000);
        ASSERT_TRUE(leader);
        lab.wait(100);
        const Term term = lab.node(*leader).currentTerm();
        EXPECT_GE(term, Term(1));
        for (const NodeId server : lab.all()) EXPECT_EQ(lab.node(server).currentTerm(), term);
        lab.wait(2'000);
        EXPECT_EQ(lab.leader(), leader) << "without a failure nobody else is elected";
        EXPECT_EQ(lab.node(*leader).currentTerm(), term);
        expectSafe(lab);
    }
}

TEST(LaboratoryElections, AnotherLeadsWhenTheLeaderIsGoneAndNobodyWithoutAMajority) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        const auto first = lab.electedWithin(1'000);
        ASSERT_TRUE(first);
        lab.disconnect(only(*first));
        const auto second = lab.electedWithin(1'000);
        ASSERT_TRUE(second);
        EXPECT_NE(*second, *first);
        const Term term = lab.node(*second).currentTerm();

        lab.reconnect(only(*first));
        lab.wait(150);
        EXPECT_EQ(lab.leader(), second) << "an old leader disturbs nobody";
        EXPECT_EQ(lab.node(*first).role(), Role::Follower);
        EXPECT_EQ(lab.node(*first).currentTerm(), term);

        lab.disconnect(only(*second) | only(lab.after(*second)));
        lab.wait(2'000);
        EXPECT_FALSE(lab.leader()) << "one of three is no majority";
        lab.reconnect(only(lab.after(*second)));
        EXPECT_TRUE(lab.electedWithin(1'000));
        lab.reconnect(only(*second));
        lab.wait(500);
        EXPECT_TRUE(lab.electedWithin(1'000));
        expectSafe(lab);
    }
}

TEST(LaboratoryElections, AMajorityOfSevenAlwaysFindsALeader) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 7));
        ASSERT_TRUE(lab.electedWithin(1'500));
        int deposed = 0;
        for (int round = 0; round < 10; ++round) {
            const auto before = lab.leader();
            NodeSet gone;
            while (gone.size() < 3) gone.insert(NodeId(static_cast<std::uint8_t>(lab.dice(7))));
            deposed += before && gone.contains(*before) ? 1 : 0;
            lab.disconnect(gone);
            EXPECT_TRUE(lab.electedWithin(2'000)) << "round " << round;
            lab.reconnect(gone);
        }
        EXPECT_TRUE(lab.electedWithin(2'000));
        EXPECT_GT(deposed, 0);
        expectSafe(lab);
    }
}

// ---- Agreement ----

TEST(LaboratoryAgreement, CommandsAreAgreedOnInTheirOrder) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        const auto leader = lab.electedWithin(1'000);
        ASSERT_TRUE(leader);
        lab.wait(100);
        std::vector<std::string> commands;
        for (int i = 0; i < 3; ++i) {
            EXPECT_EQ(lab.agreedOn("x=" + std::to_string(i + 1)), 0) << "nothing is committed before it is asked for";
            commands.push_back(lab.start(*leader));
            EXPECT_TRUE(lab.until(100, [&] { return lab.agreedOn(commands.back()) == 3; }));
        }
        for (const NodeId server : lab.all()) EXPECT_EQ(lab.committed(server), commands);
        EXPECT_TRUE(lab.allTheSame());
        expectSafe(lab);
    }
}

/// How many entries it takes to bring ten commands to two peers, if servers lose so much of what they send.
std::uint64_t entriesForTenCommands(const Setting& setting, std::uint32_t lossPpm) {
    Laboratory lab(clusterOf(setting, 3));
    const auto leader = lab.electedWithin(1'000);
    EXPECT_TRUE(leader);
    if (!leader) return 0;
    lab.wait(500);
    std::vector<LinkId> links;
    for (const NodeId peer : lab.all() - only(*leader)) links.push_back(LinkId{*leader, peer});
    lab.act(act::SetLoss{links, lossPpm});
    const std::uint64_t before = lab.entriesSent();
    for (int i = 0; i < 10; ++i) {
        // Right behind the answers to a heartbeat, so that none finds a command on its way.
        const std::uint64_t sent = lab.sent(MessageKind::AppendEntries);
        lab.until(100, [&] { return lab.sent(MessageKind::AppendEntries) > sent; });
        lab.wait(22);
        lab.start(*leader);
        lab.wait(60);
    }
    return lab.entriesSent() - before;
}

TEST(LaboratoryAgreement, EachCommandIsSentToEachPeerOnce) {
    std::uint64_t withLoss = 0;
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        EXPECT_EQ(entriesForTenCommands(setting, 0), 20U);
        withLoss += entriesForTenCommands(setting, 200'000);
    }
    EXPECT_GT(withLoss, 6U * 20 + 6) << "what is lost is repeated";
}

TEST(LaboratoryAgreement, OneFollowerMayFailTwoMayNot) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        ASSERT_TRUE(lab.agree(3));
        const auto leader = lab.leader();
        ASSERT_TRUE(leader);
        lab.disconnect(only(lab.after(*leader)));
        EXPECT_TRUE(lab.agree(2, 500));
        lab.wait(500);
        EXPECT_TRUE(lab.agree(2, 500));
        lab.disconnect(only(lab.after(*leader, 2)));
        const std::string command = lab.start(*leader);
        lab.wait(2'000);
        EXPECT_EQ(lab.agreedOn(command), 0);
        expectSafe(lab);
    }
}

TEST(LaboratoryAgreement, OneLeaderMayFailTwoMayNot) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        ASSERT_TRUE(lab.agree(3));
        const auto first = lab.leader();
        ASSERT_TRUE(first);
        lab.disconnect(only(*first));
        EXPECT_TRUE(lab.agree(2));
        lab.wait(500);
        EXPECT_TRUE(lab.agree(2));
        const auto second = lab.leader();
        ASSERT_TRUE(second);
        lab.disconnect(only(*second));
        std::vector<std::string> commands;
        for (const NodeId server : lab.all()) commands.push_back(lab.start(server));
        lab.wait(2'000);
        for (const std::string& command : commands) EXPECT_EQ(lab.agreedOn(command), 0);
        expectSafe(lab);
    }
}

TEST(LaboratoryAgreement, AFollowerThatComesBackGetsWhatItMissed) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        ASSERT_TRUE(lab.agree(3));
        const auto leader = lab.leader();
        ASSERT_TRUE(leader);
        const NodeSet away = only(lab.after(*leader));
        lab.disconnect(away);
        for (int i = 0; i < 4; ++i) EXPECT_TRUE(lab.agree(2));
        lab.wait(1'000);
        EXPECT_TRUE(lab.agree(2));
        EXPECT_FALSE(lab.allTheSame());
        lab.reconnect(away);
        EXPECT_TRUE(lab.agree(3));
        lab.wait(500);
        EXPECT_TRUE(lab.agree(3));
        lab.wait(100);
        EXPECT_TRUE(lab.allTheSame());
        expectSafe(lab);
    }
}

TEST(LaboratoryAgreement, TooManyThatAreGoneStopItUntilTheyAreBack) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 5));
        ASSERT_TRUE(lab.agree(5));
        const auto leader = lab.leader();
        ASSERT_TRUE(leader);
        const NodeSet away = someAfter(lab, *leader, 3);
        lab.disconnect(away);
        const std::string command = lab.start(*leader);
        lab.wait(2'000);
        EXPECT_EQ(lab.agreedOn(command), 0);
        lab.reconnect(away);
        EXPECT_TRUE(lab.agree(5, 3'000));
        EXPECT_TRUE(lab.agree(5, 3'000));
        lab.wait(100);
        EXPECT_TRUE(lab.allTheSame());
        expectSafe(lab);
    }
}

TEST(LaboratoryAgreement, CommandsStartedAtOnceAllHaveTheirPlace) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        const auto leader = lab.electedWithin(1'000);
        ASSERT_TRUE(leader);
        lab.wait(100);
        const Term term = lab.node(*leader).currentTerm();
        std::vector<std::string> commands;
        for (int i = 0; i < 5; ++i) commands.push_back(lab.start(*leader));
        EXPECT_TRUE(lab.until(200, [&] {
            return std::all_of(commands.begin(), commands.end(),
                               [&](const std::string& command) { return lab.agreedOn(command) == 3; });
        }));
        EXPECT_EQ(lab.node(*leader).currentTerm(), term);
        std::vector<std::string> agreed = lab.committed(*leader);
        std::sort(agreed.begin(), agreed.end());
        EXPECT_EQ(agreed, commands) << "each once, whatever the order";
        EXPECT_TRUE(lab.allTheSame());
    }
}

TEST(LaboratoryAgreement, AnOldLeadersCommandsGiveWay) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        ASSERT_TRUE(lab.agree(3));
        const auto first = lab.leader();
        ASSERT_TRUE(first);
        lab.disconnect(only(*first));
        std::vector<std::string> lost;
        for (int i = 0; i < 3; ++i) lost.push_back(lab.start(*first));
        lab.wait(10);
        EXPECT_EQ(lab.node(*first).log().at(lab.node(*first).log().lastIndex()).type, EntryType::Command);
        ASSERT_TRUE(lab.agree(2));
        const auto second = lab.leader();
        ASSERT_TRUE(second);
        lab.disconnect(only(*second));
        lab.reconnect(only(*first));
        EXPECT_TRUE(lab.agree(2, 3'000)) << "the old leader and the third";
        lab.reconnect(only(*second));
        EXPECT_TRUE(lab.agree(3, 3'000));
        lab.wait(200);
        EXPECT_TRUE(lab.allTheSame());
        for (const std::string& command : lost) EXPECT_EQ(lab.agreedOn(command), 0);
        expectSafe(lab);
    }
}

/// Two groups fill their logs with fifty commands each that come to nothing; how many rejections does it take to make
/// them agree?
std::uint64_t rejectionsToRepair(const Setting& setting) {
    Laboratory lab(clusterOf(setting, 5));
    EXPECT_TRUE(lab.agree(5));
    const auto first = lab.leader();
    if (!first) return 0;
    const auto fill = [&](NodeId server) {
        for (int i = 0; i < 50; ++i) lab.start(server);
        lab.wait(50);
    };
    const NodeSet few = only(*first) | only(lab.after(*first));
    lab.disconnect(lab.all() - few);
    fill(*first);
    lab.disconnect(few);
    lab.reconnect(lab.all() - few);
    EXPECT_TRUE(lab.agree(3));
    const auto second = lab.leader();
    if (!second) return 0;
    fill(*second);
    EXPECT_TRUE(lab.agree(3));

    NodeId other = lab.after(*second);
    while (few.contains(other)) other = lab.after(other);
    lab.disconnect(only(other));
    fill(*second);
    lab.disconnect(lab.all());
    const std::uint64_t before = lab.rejections();
    lab.reconnect(few | only(other));
    EXPECT_TRUE(lab.agree(3, 5'000));
    lab.reconnect(lab.all());
    EXPECT_TRUE(lab.agree(5, 5'000));
    const std::uint64_t rejections = lab.rejections() - before;
    lab.wait(200);
    EXPECT_TRUE(lab.allTheSame());
    EXPECT_GE(lab.committed(*first).size(), 53U) << "what a majority had stayed";
    expectSafe(lab);
    return rejections;
}

TEST(LaboratoryAgreement, ALeaderBacksUpQuicklyOverLogsThatDiffer) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        EXPECT_LE(rejectionsToRepair({Profile::Production, seed}), 12U) << "seed " << seed;
        EXPECT_GE(rejectionsToRepair({Profile::Figure2, seed}), 50U) << "entry by entry, seed " << seed;
    }
}

TEST(LaboratoryAgreement, MessagesAreFew) {
    for (const Setting& setting : settings()) {
        SCOPED_TRACE(told(setting));
        Laboratory lab(clusterOf(setting, 3));
        const auto leader = lab.electedWithin(1'000);
        ASSERT_TRUE(leader);
        const std::uint64_t election = lab.requestsSent() + lab.sent(MessageKind::PreVote);
        EXPECT_GE(election, 2U);
        EXPECT_LE(election, 30U);

        lab.wait(125);
        const std::uint64_t before = lab.sent(MessageKind::AppendEntries);
        std::vector<std::string> commands;
        for (int i = 0; i < 10; ++i) commands.push_back(lab.start(*leader));
        EXPECT_TRUE(lab.until(200, [&] { return lab.agreedOn(commands.back()) == 3; }));
        const std::uint64_t agreement = lab.sent(MessageKind::AppendEntries) - before;
        EXPECT_GE(agreement, 2U);
        EXPECT_LE(agreement, 3U * (10 + 1 + 3));

        const std::uint64_t idle = lab.requestsSent();
        lab.wait(1'000);
        EXPECT_EQ(lab.requestsSent() - idle, 2U * 20) << "a heartbeat every 50 ms to either peer, and nothing else";
    }
}

}  // namespace
}  // namespace raft::laboratory
