// Elections under bent rules, and servers that forget: two leaders of a term, or a leader that lacks what is committed.

#include <array>

#include "tests/raft/check/scenarios.h"

namespace raft::lab {
namespace {

ClusterConfig threeClients(int servers) {
    ClusterConfig config = quietConfig(servers);
    config.clients = {"a", "b", "d"};
    return config;
}

std::vector<LinkId> linksOf(std::vector<std::array<int, 2>> pairs) {
    std::vector<LinkId> all;
    for (const std::array<int, 2>& pair : pairs) all.push_back(LinkId{S(pair[0]), S(pair[1])});
    return all;
}

MessageMatcher theFirst(int from, int to, MessageKind kind) { return {{}, S(from), S(to), kind, 1}; }

/// S1 wrote two entries that nobody else has; meanwhile S2 committed one in a later term. S1 runs with the longer
/// log.
void aLongOldLogRuns(Lab& lab) {
    lab.elect(1);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=1", 1, 0);
    lab.write("x=2", 1, 1);
    lab.elect(2);
    lab.write("x=3", 2, 2);
    lab.crash(2);
    lab.heal();
    lab.restart(1);
    lab.elect(1);
    lab.elect(1);
}

/// S1 and S2 hold two entries of term 1, S3 the first of them. S3 runs.
void aShortLogRuns(Lab& lab) {
    lab.elect(1);
    lab.write("x=1", 1, 0);
    lab.split({setOf({1, 2}), setOf({3})});
    lab.write("x=2", 1, 1);
    lab.crash(1);
    lab.heal();
    lab.elect(3);
}

/// x=1 is committed by S1 and S2, but S2 has not heard of it yet. S3 runs with an empty log.
void aVoterDoesNotKnow(Lab& lab) {
    lab.split({setOf({1, 2}), setOf({3})});
    lab.elect(1);
    lab.write("x=1", 1, 0);
    lab.crash(1);
    lab.heal();
    lab.elect(3);
    lab.elect(3);
}

/// S2 votes for S1, and in the same term for S3.
void aVoterVotesTwice(Lab& lab) {
    lab.split({setOf({1, 2}), setOf({3})});
    lab.elect(1);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.elect(3);
}

/// S3 voted for S1 in term 1 and stands for election without a new term; S4 and S5 have not voted yet.
void aCandidateKeepsItsTerm(Lab& lab) {
    lab.split({setOf({1, 2, 3}), setOf({4, 5})});
    lab.elect(1);
    lab.split({setOf({1, 2}), setOf({3, 4, 5})});
    lab.elect(3);
}

/// S2's vote for S1 in term 1 arrives when S1 stands in term 2, for which S2 has voted for S3.
void anOldVoteComesLate(Lab& lab) {
    lab.act(act::Hold{linksOf({{2, 1}})});
    lab.act(act::Cut{linksOf({{1, 3}, {3, 1}})});
    lab.elect(1);
    lab.act(act::Cut{linksOf({{1, 2}})});
    lab.elect(1);
    lab.elect(3);
    lab.elect(3);
    lab.act(act::Release{linksOf({{2, 1}})});
    lab.wait(30);
}

/// The network delivers S2's vote for S1 twice, and S1 counts three votes. The others have elected S3.
void aVoteComesTwice(Lab& lab) {
    lab.split({setOf({1, 2}), setOf({3, 4, 5})});
    lab.elect(3);
    lab.timeout(1);
    lab.wait(15);
    lab.act(act::Duplicate{theFirst(2, 1, MessageKind::RequestVoteReply)});
    lab.wait(30);
}

/// x=1 is committed by S1 and S2. S2 restarts without it and votes for S3.
void aVoterForgetsItsLog(Lab& lab) {
    lab.split({setOf({1, 2}), setOf({3})});
    lab.elect(1);
    lab.write("x=1", 1, 0);
    lab.restart(2);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.elect(3);
    lab.elect(3);
}

/// S1 leads term 1 by its own vote and that of S2, restarts, and votes for S3 in the same term.
void aLeaderForgetsItsVote(Lab& lab) {
    lab.split({setOf({1, 2}), setOf({3})});
    lab.elect(1);
    lab.restart(1);
    lab.split({setOf({1, 3}), setOf({2})});
    lab.elect(3);
}

/// S1's disk is slow. It commits x=1 with S2, and restarts before its own disk has written it.
void aLeaderCountsItsMemory(Lab& lab) {
    lab.elect(1);
    lab.act(act::SetFsync{S(1), SimTime::fromMs(500)});
    lab.split({setOf({1, 2}), setOf({3})});
    lab.write("x=1", 1, 0);
    lab.restart(1);
    lab.crash(2);
    lab.heal();
    lab.elect(3);
    lab.wait(600);
}

/// S1 holds x=1, which nobody else has, and restarts; the others have committed x=2.
void aLogIsTrusted(Lab& lab) {
    lab.elect(1);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=1", 1, 0);
    lab.elect(2);
    lab.write("x=2", 2, 1);
    lab.restart(1);
    lab.wait(30);
}

}  // namespace

std::vector<Scenario> electionScenarios() {
    using P = Property;
    return {
        {"ALongOldLogRuns", RuleId::CompareBy, 1, threeClients(3), aLongOldLogRuns, {P::LeaderCompleteness}},
        {"AShortLogRuns", RuleId::CompareBy, 2, threeClients(3), aShortLogRuns, {P::LeaderCompleteness}},
        {"AVoterDoesNotKnow", RuleId::CompareBy, 3, threeClients(3), aVoterDoesNotKnow, {P::LeaderCompleteness}},
        {"AVoterVotesTwice",
         RuleId::OneVotePerTerm,
         0,
         threeClients(3),
         aVoterVotesTwice,
         {P::ElectionSafety, P::OneVotePerTerm}},
        {"ACandidateKeepsItsTerm",
         RuleId::NewTermPerElection,
         0,
         threeClients(5),
         aCandidateKeepsItsTerm,
         {P::ElectionSafety, P::OneVotePerTerm}},
        {"AnOldVoteComesLate", RuleId::IgnoreStaleVotes, 0, threeClients(3), anOldVoteComesLate, {P::ElectionSafety}},
        {"AVoteComesTwice", RuleId::CountVotesOnce, 0, threeClients(5), aVoteComesTwice, {P::ElectionSafety}},
        {"AVoterForgetsItsLog",
         RuleId::PersistLog,
         0,
         threeClients(3),
         aVoterForgetsItsLog,
         {P::LeaderCompleteness, P::MatchIndexTruth, P::PersistBeforeSend, P::CommitDurableOnQuorum}},
        {"ALeaderForgetsItsVote",
         RuleId::PersistOwnVote,
         0,
         threeClients(3),
         aLeaderForgetsItsVote,
         {P::ElectionSafety, P::OneVotePerTerm, P::PersistBeforeSend}},
        {"ALeaderCountsItsMemory",
         RuleId::LeaderCountsDurable,
         0,
         threeClients(3),
         aLeaderCountsItsMemory,
         {P::LeaderCompleteness, P::CommitDurableOnQuorum}},
        {"ALogIsTrusted",
         RuleId::CommitLogOnRestart,
         1,
         threeClients(3),
         aLogIsTrusted,
         {P::StateMachineSafety, P::StateHashAtIndex}},
    };
}

}  // namespace raft::lab
