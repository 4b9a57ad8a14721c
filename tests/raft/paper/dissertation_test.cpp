// What only the dissertation says: reads, CheckQuorum, pipelining.

#include <algorithm>

#include "raft/core/contact.h"
#include "tests/raft/check/membership_lab.h"
#include "tests/raft/paper/paper_support.h"

namespace raft::test {
namespace {

TEST(PaperDissertation, AServerThatIsNewDoesNotDeposeTheLeader) {
    Bench bench;
    bench.rules.checkQuorum = true;
    bench.rules.configNeedsCommitInTerm = false;
    bench.startsWith(1, {1}, Role::Leader, 1);
    bench.clock.now = SimTime::fromMs(1000);
    bench.step(HeartbeatTimeout{});
    bench.clock.now = SimTime::fromMs(1140);
    bench.receive(kS2, stored(1, 1));
    ChangeMembers change;
    change.servers = nodes({kS4});
    bench.step(change);
    ASSERT_EQ(bench.node.config().voters.size(), 4);
    bench.clock.now = SimTime::fromMs(1160);
    bench.step(HeartbeatTimeout{});
    EXPECT_EQ(bench.node.role(), Role::Leader) << "S3 is silent for 160 ms, but S4 has had no time to speak";
    bench.clock.now = SimTime::fromMs(1310);
    bench.step(HeartbeatTimeout{});
    EXPECT_EQ(bench.node.role(), Role::Follower) << "now it has";
}

TEST(PaperDissertation, AReadThroughTheLogIsAnEntryLikeAnyOther) {
    lab::Lab lab(lab::members(3, 3));
    lab.elect(1);
    lab.wait(70);
    lab.write("x=7", 1);
    lab.wait(70);
    const LogIndex before = lab.node(1).log().lastIndex();
    lab.act(act::ReadKey{lab.cluster().sharedTexts()->intern("x"), clientEnd(0), kS1, ReadMode::Log});
    lab.wait(100);
    EXPECT_EQ(lab.node(1).log().lastIndex(), before + 1);
    EXPECT_EQ(lab.node(1).state().commitIndex, before + 1);
    const ClientCall& call = lab.cluster().client(clientEnd(0)).calls.back();
    EXPECT_TRUE(call.returned && call.ok);
    EXPECT_EQ(textOf(call.value, lab.cluster().texts()), "7");
}

/// Three entries on their way at once, each in a message of its own.
std::vector<AppendEntries> pipelined(Bench& leader) {
    leader.rules.pipeline = true;
    leader.startsWith(1, {}, Role::Leader);
    std::vector<AppendEntries> sent;
    for (std::uint32_t seq = 1; seq <= 3; ++seq) {
        leader.receive(clientEnd(0), command(seq));
        const auto request = leader.sent<AppendEntries>(kS2);
        EXPECT_TRUE(request);
        if (request) sent.push_back(*request);
    }
    return sent;
}

/// Whatever order they arrive in, and whichever of them are lost: after a heartbeat or two the follower has them all,
/// and before that it never has one without those before it.
TEST(PaperDissertation, PipelinedMessagesMayArriveInAnyOrderOrNever) {
    int lostSome = 0;
    for (unsigned kept = 0; kept < 8; ++kept) {
        std::vector<std::size_t> order{0, 1, 2};
        do {
            Bench leader;
            const std::vector<AppendEntries> sent = pipelined(leader);
            ASSERT_EQ(sent.size(), 3U);
            Bench follower;
            follower.rules.pipeline = true;
            follower.node = Node(kS2, Configuration{NodeSet::firstNodes(3), {}, {}});
            for (const std::size_t which : order) {
                if ((kept >> which & 1U) == 0) continue;
                const auto reply = exchange<AppendEntriesReply>(follower, kS1, sent[which]);
                ASSERT_TRUE(reply);
                EXPECT_EQ(reply->success,
                          follower.node.log().lastIndex() > LogIndex(static_cast<std::uint32_t>(which)));
                leader.receive(kS2, *reply);
            }
            lostSome += follower.node.log().lastIndex() < LogIndex(3) ? 1 : 0;
            for (int beat = 0; beat < 3; ++beat) {
                leader.step(HeartbeatTimeout{});
                int asked = 0;
                for (auto request = leader.sent<AppendEntries>(kS2); request;
                     request = leader.sent<AppendEntries>(kS2)) {
                    ASSERT_LT(++asked, 10);
                    const auto reply = exchange<AppendEntriesReply>(follower, kS1, *request);
                    ASSERT_TRUE(reply);
                    leader.receive(kS2, *reply);
                }
            }
            EXPECT_EQ(termsOf(follower.node.log()), (Terms{1, 1, 1}));
            EXPECT_EQ(leader.node.leader().matchIndex[kS2.value], LogIndex(3));
        } while (std::next_permutation(order.begin(), order.end()));
    }
    EXPECT_GT(lostSome, 20);
}

TEST(PaperDissertation, ARejectionTakesThePipelineBackToWhatIsKnownToMatch) {
    Bench leader;
    const std::vector<AppendEntries> sent = pipelined(leader);
    leader.receive(kS2, stored(1, 1, sent[0].seq));
    EXPECT_EQ(leader.node.leader().nextIndex[kS2.value], LogIndex(4)) << "it counts on all three";
    EXPECT_EQ(leader.node.progressOf(kS2), Progress::Replicate);
    leader.receive(kS2, AppendEntriesReply{Term(1), false, LogIndex(0), LogIndex(0), Term(0), sent[2].seq});
    EXPECT_EQ(leader.node.progressOf(kS2), Progress::Probe);
    const auto again = leader.sent<AppendEntries>(kS2);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->prevLogIndex, LogIndex(1));
    EXPECT_EQ(again->entries.size(), 2U);
    leader.receive(clientEnd(0), command(4));
    EXPECT_FALSE(leader.sent<AppendEntries>(kS2)) << "one question at a time until it agrees again";
}

}  // namespace
}  // namespace raft::test
