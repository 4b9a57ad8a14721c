// §8 of the paper and D chapter 6: clients. D §3.8: what a disk must keep for them.

#include "raft/sim/key_value.h"
#include "tests/raft/check/lab.h"
#include "tests/raft/paper/paper_support.h"

namespace raft::test {
namespace {

NodeId hintOf(Bench& bench) {
    const auto reply = exchange<ClientReply>(bench, clientEnd(0), command(1));
    EXPECT_TRUE(reply && !reply->executed);
    return reply ? reply->leaderHint : kNoNode;
}

TEST(PaperSection8, AHintIsForgottenInANewTermAndInAnElectionOfItsOwn) {
    Bench newTerm;
    newTerm.receive(kS2, append(1, 0, 0, {}));
    EXPECT_EQ(hintOf(newTerm), kS2);
    newTerm.receive(kS3, voteFor(kS3, 2, 0, 0));
    EXPECT_EQ(hintOf(newTerm), kNoNode) << "it voted for S3, which need not win";
    newTerm.receive(kS3, append(2, 0, 0, {}));
    EXPECT_EQ(hintOf(newTerm), kS3);

    for (const bool asksFirst : {false, true}) {
        Bench own;
        own.rules.preVote = asksFirst;
        own.receive(kS2, append(1, 0, 0, {}));
        own.step(ElectionTimeout{});
        EXPECT_EQ(hintOf(own), kNoNode);
    }
}

/// Which request was executed is a matter of the log alone: whoever applies the same entries, at whatever time, has the
/// same sessions and the same answers.
TEST(PaperSection8, SessionsFollowFromTheLogAlone) {
    ClusterConfig config = lab::quietConfig(3);
    config.heartbeat = SimTime::fromMs(50);
    config.clients = {"a", "b"};
    lab::Lab lab(config);
    lab.act(act::SetClock{kS3, 700'000, SimTime::fromMs(5'000)});
    lab.elect(1);
    lab.act(act::Pause{lab::setOf({3})});
    for (int round = 1; round <= 4; ++round) {
        for (const int client : {0, 1}) {
            const TextId increment = lab.cluster().sharedTexts()->intern("x+=1");
            lab.act(act::Submit{increment, clientEnd(client), kS1, 0});
            lab.wait(100);
            lab.act(act::Submit{increment, clientEnd(client), kS1, static_cast<std::uint32_t>(round)});
            lab.wait(100);
        }
    }
    lab.act(act::Resume{lab::setOf({3})});
    lab.wait(300);
    EXPECT_EQ(lab.node(1).log().lastIndex(), LogIndex(16)) << "each request is there twice";
    const TextTable& texts = lab.cluster().texts();
    const std::string state = lab.cluster().machine(kS1).store.freeze(texts, {});
    EXPECT_EQ(pairsText(lab.cluster().machine(kS1).store, texts), "x=8");
    for (const NodeId server : {kS2, kS3}) EXPECT_EQ(lab.cluster().machine(server).store.freeze(texts, {}), state);
}

/// Three servers, S1 leads, and the client never hears from it again.
lab::Lab withoutAnAnswer() {
    ClusterConfig config = lab::quietConfig(3);
    config.clients = {"a", "b"};
    lab::Lab lab(config);
    lab.elect(1);
    lab.wait(30);
    return lab;
}

std::string valueOfX(const lab::Lab& lab, int server) {
    const TextTable& texts = lab.cluster().texts();
    return pairsText(lab.cluster().machine(lab::S(server)).store, texts);
}

TEST(PaperSection8, ACommandWithoutAnAnswerMayBeLost) {
    lab::Lab lab = withoutAnAnswer();
    lab.split({lab::setOf({1}), lab::setOf({2, 3})});
    lab.submit("x=1", 1);
    lab.wait(30);
    lab.crash(1);
    lab.elect(2);
    lab.write("y=2", 2, 1);
    EXPECT_EQ(valueOfX(lab, 2), "y=2");
    EXPECT_FALSE(lab.cluster().client(clientEnd(0)).calls.back().returned);
}

TEST(PaperSection8, ACommandWithoutAnAnswerMayHaveBeenDone) {
    lab::Lab lab = withoutAnAnswer();
    lab.act(act::Cut{{LinkId{kS1, clientEnd(0)}}});
    lab.submit("x=1", 1);
    lab.wait(60);
    EXPECT_EQ(valueOfX(lab, 1), "x=1");
    EXPECT_FALSE(lab.cluster().client(clientEnd(0)).calls.back().returned);
}

TEST(PaperSection8, ACommandWithoutAnAnswerMayBeDoneLaterByAnotherLeader) {
    lab::Lab lab = withoutAnAnswer();
    lab.submit("x=1", 1);
    lab.wait(15);  // S2 and S3 have it; that they do, S1 will not hear.
    lab.crash(1);
    EXPECT_EQ(lab.monitor().committed(), LogIndex(0));
    lab.elect(2);
    EXPECT_EQ(valueOfX(lab, 2), "");
    lab.write("y=2", 2, 1);
    lab.wait(30);
    EXPECT_EQ(valueOfX(lab, 2), "x=1 y=2");
    EXPECT_FALSE(lab.cluster().client(clientEnd(0)).calls.back().returned);
}

/// Five servers, x=1 is committed on S1, S2 and S3 only; then S3's disk is wiped and S1 is down. Whether S3 comes back
/// under its old name decides what S5, which lacks the entry, may do.
lab::Lab afterTheWipe(bool comesBack) {
    ClusterConfig config = lab::quietConfig(5);
    lab::Lab lab(config);
    lab.elect(1);
    lab.wait(30);
    lab.split({lab::setOf({1, 2, 3}), lab::setOf({4, 5})});
    lab.write("x=1", 1);
    lab.wait(30);
    EXPECT_EQ(lab.monitor().committed(), LogIndex(1));
    lab.crash(1);
    lab.crash(3);
    lab.act(act::LoseVote{kS3});
    lab.act(act::LoseEntries{kS3, 1});
    if (comesBack) lab.restart(3);
    lab.heal();
    lab.elect(5);
    return lab;
}

TEST(PaperSection8, AServerThatLostItsDiskMustNotComeBackUnderItsName) {
    const lab::Lab broken = afterTheWipe(true);
    EXPECT_EQ(broken.node(5).role(), Role::Leader) << "by the vote of S3";
    EXPECT_EQ(broken.node(5).log().lastIndex(), LogIndex(0));
    EXPECT_TRUE(broken.broken(Property::LeaderCompleteness)) << broken.told();
    const lab::Lab sound = afterTheWipe(false);
    EXPECT_NE(sound.node(5).role(), Role::Leader);
    EXPECT_TRUE(sound.monitor().safe()) << sound.told();
}

}  // namespace
}  // namespace raft::test
