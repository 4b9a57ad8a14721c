#include "tests/raft/check/scenarios.h"

namespace raft::lab {
namespace {

/// x=1 is committed by S1 and S2; S3, who never heard of it, asks for votes.
void anEmptyLogRuns(Lab& lab) {
    lab.split({setOf({1, 2}), setOf({3})});
    lab.elect(1);
    lab.write("x=1", 1);
    lab.crash(1);
    lab.heal();
    lab.elect(3);
    lab.elect(3);
}

/// The same, and then S3 uses its office.
void anEmptyLogRules(Lab& lab) {
    anEmptyLogRuns(lab);
    lab.submit("x=2", 3, 1);
    lab.wait(30);
}

/// S2 grants S1, restarts, and is asked by S3 for the same term.
void aVoterRestarts(Lab& lab) {
    lab.split({setOf({1, 2}), setOf({3})});
    lab.elect(1);
    lab.restart(2);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.elect(3);
}

/// S1 asks for votes and restarts before anybody has heard it.
void aCandidateRestarts(Lab& lab) {
    lab.timeout(1);
    lab.restart(1);
    lab.wait(30);
}

/// S1 leads, writes, restarts, and runs again.
void aLeaderRestarts(Lab& lab) {
    lab.elect(1);
    lab.write("x=1", 1);
    lab.restart(1);
    lab.elect(1);
}

/// The first of two pipelined AppendEntries to S3 is lost.
void aMessageIsLost(Lab& lab) {
    lab.elect(1);
    lab.submit("x=1", 1);
    lab.waitUs(1);
    lab.act(act::Drop{MessageMatcher{{}, S(1), S(3), MessageKind::AppendEntries, 1}});
    lab.submit("x=2", 1, 1);
    lab.wait(30);
}

/// S2 stored two entries that are committed; then the first AppendEntries comes once more. S1 crashes.
void anOldMessageComesAgain(Lab& lab) {
    lab.split({setOf({1, 2}), setOf({3})});
    lab.elect(1);
    lab.submit("x=1", 1);
    lab.waitUs(1);
    const MessageMatcher first{{}, S(1), S(2), MessageKind::AppendEntries, 1};
    lab.act(act::Duplicate{first});
    lab.act(act::Delay{first, SimTime::fromMs(200)});
    lab.wait(40);
    lab.write("x=2", 1);
    lab.wait(200);
    lab.crash(1);
    lab.heal();
    lab.elect(3);
    lab.elect(2);
}

/// Figure 8 of the paper: an entry of an old term reaches a majority, and a later leader that lacks it overwrites it.
void figure8(Lab& lab) {
    lab.split({setOf({1, 2, 3}), setOf({4, 5})});
    lab.elect(1);  // (a) S1 leads term 1; x=1 reaches S2 only.
    lab.split({setOf({1, 2}), setOf({3, 4, 5})});
    lab.write("x=1", 1);
    lab.crash(1);
    lab.elect(5);  // S3 has voted in term 1.
    lab.elect(5);  // (b) S5 leads term 2; x=2 reaches nobody.
    lab.split({setOf({1, 2, 3}), setOf({4}), setOf({5})});
    lab.submit("x=2", 5, 1);
    lab.wait(30);
    lab.crash(5);
    lab.restart(1);
    lab.elect(1);
    lab.elect(1);  // (c) S1 leads term 3; x=1 reaches S3, which makes a majority.
    lab.wait(200);
    lab.crash(1);
    lab.restart(5);
    lab.heal();
    lab.elect(5);
    lab.elect(5);  // (d) S5 leads term 4; x=2 takes the place of x=1.
    lab.wait(200);
}

/// S2 answers before its disk has written; S1 commits; both crash, and S2 comes back without the entry.
void disksAreSlow(Lab& lab) {
    lab.split({setOf({1, 2}), setOf({3})});
    lab.timeout(1);
    lab.wait(300);
    lab.submit("x=1", 1);
    lab.wait(40);
    lab.act(act::Crash{setOf({1, 2})});
    lab.restart(2);
    lab.heal();
    lab.timeout(2);
    lab.wait(300);
}

/// S2 votes for S1 and restarts before its disk has written that; then S3 asks it for the same term.
void aVoteIsNotOnDisk(Lab& lab) {
    lab.split({setOf({1, 2}), setOf({3})});
    lab.timeout(1);
    lab.wait(21);
    lab.restart(2);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.timeout(3);
    lab.wait(200);
}

/// S1 and S3, cut off from each other and everybody else, both lead terms 1 and 2. Then they meet: Figure 2, read word
/// for word, lets the second leader of a term overwrite the log of the first.
void twoLeaders(Lab& lab) {
    lab.split({setOf({1}), setOf({2}), setOf({3})});
    lab.elect(1);
    lab.write("x=1", 1);
    lab.write("x=2", 1);
    lab.restart(1);
    lab.elect(1);
    lab.elect(3);
    lab.restart(3);
    lab.elect(3);
    lab.write("x=3", 3);
    lab.heal();
    lab.wait(200);
}

/// S1's answer to x+=1 is lost, and the client asks again.
void anAnswerIsLost(Lab& lab) {
    lab.elect(1);
    lab.act(act::Cut{{LinkId{S(1), clientEnd(0)}}});
    lab.submit("x+=1", 1);
    lab.wait(300);
    lab.act(act::Mend{{LinkId{S(1), clientEnd(0)}}});
    lab.wait(1000);
}

std::vector<LinkId> bothWays(int one, int other) { return {LinkId{S(one), S(other)}, LinkId{S(other), S(one)}}; }

void snapshot(Lab& lab, int server) { lab.act(act::TakeSnapshot{setOf({server})}); }

void deliver(Lab& lab, int from, int to, MessageKind kind) {
    lab.act(act::Deliver{MessageMatcher{{}, S(from), S(to), kind, 1}});
}

/// S1 leads and compacts its log while its newest entry is nowhere else.
void aSnapshotComesTooEarly(Lab& lab) {
    lab.elect(1);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=1", 1);
    snapshot(lab, 1);
    lab.wait(30);
}

/// S1 has executed x+=1, its answer is lost. S3, who missed all that, gets S1's snapshot and leads; the client asks
/// again.
void theSessionsStayBehind(Lab& lab) {
    lab.elect(1);
    lab.act(act::Cut{bothWays(1, 3)});
    lab.act(act::Cut{{LinkId{S(1), clientEnd(0)}}});
    lab.submit("x+=1", 1);
    lab.wait(60);
    snapshot(lab, 1);
    lab.act(act::Mend{bothWays(1, 3)});
    lab.wait(120);
    lab.crash(1);
    lab.elect(3);
    lab.wait(1000);
}

/// S1's snapshot of the first two entries is on its way to S2 while S2 stores and acknowledges the third after all;
/// then the snapshot arrives, S1 crashes, and S3, which lacks the third, stands for election.
void aSnapshotIsOvertaken(Lab& lab) {
    lab.timeout(1);
    deliver(lab, 1, 2, MessageKind::RequestVote);
    deliver(lab, 2, 1, MessageKind::RequestVoteReply);
    for (const int to : {2, 3}) lab.act(act::Drop{MessageMatcher{{}, S(1), S(to), MessageKind::AppendEntries, 1}});
    for (int client = 0; client < 3; ++client) lab.submit("x=" + std::to_string(client), 1, client);
    lab.waitUs(1);
    for (int entry = 0; entry < 2; ++entry) {
        deliver(lab, 1, 3, MessageKind::AppendEntries);
        deliver(lab, 3, 1, MessageKind::AppendEntriesReply);
    }
    snapshot(lab, 1);
    // The third comes first, and is rejected: S1 turns to its snapshot.
    const MessageMatcher third{{}, S(1), S(2), MessageKind::AppendEntries, 3};
    lab.act(act::Duplicate{third});
    lab.act(act::Deliver{third});
    deliver(lab, 2, 1, MessageKind::AppendEntriesReply);
    for (int entry = 0; entry < 3; ++entry) {
        deliver(lab, 1, 2, MessageKind::AppendEntries);
        deliver(lab, 2, 1, MessageKind::AppendEntriesReply);
    }
    deliver(lab, 1, 2, MessageKind::InstallSnapshot);
    lab.crash(1);
    lab.timeout(3);
    deliver(lab, 3, 2, MessageKind::RequestVote);
    deliver(lab, 2, 3, MessageKind::RequestVoteReply);
}

/// S2 installs S1's snapshot and goes on; then the same snapshot arrives once more.
void aSnapshotComesLate(Lab& lab) {
    lab.elect(1);
    lab.act(act::Cut{bothWays(1, 2)});
    lab.write("x=1", 1, 0);
    lab.write("x=2", 1, 1);
    snapshot(lab, 1);
    lab.act(act::Hold{{LinkId{S(1), S(2)}}});
    lab.act(act::Mend{bothWays(1, 2)});
    lab.wait(120);
    deliver(lab, 1, 2, MessageKind::InstallSnapshot);
    lab.wait(20);
    lab.write("x=3", 1, 2);
    lab.wait(100);
    for (int message = 0; message < 8; ++message) deliver(lab, 1, 2, MessageKind::AppendEntries);
    lab.act(act::Release{{LinkId{S(1), S(2)}}});
    lab.wait(100);
}

/// S1 only asks, and its term and vote are S2's from then on.
void aPreVoteBinds(Lab& lab) {
    lab.timeout(1);
    lab.wait(30);
}

/// S1 and S5 both ask everybody, and everybody would vote for both. Two answers each make them stand for election; the
/// answers that come after that are taken for votes.
void preVotesComeLate(Lab& lab) {
    lab.timeout(1);
    lab.timeout(5);
    for (const int to : {2, 3, 4, 5}) deliver(lab, 1, to, MessageKind::PreVote);
    for (const int to : {1, 2, 3, 4}) deliver(lab, 5, to, MessageKind::PreVote);
    for (const int candidate : {1, 5}) {
        for (const int voter : {2, 3, 4, 6 - candidate}) deliver(lab, voter, candidate, MessageKind::PreVoteReply);
    }
}

ClusterConfig withClients(int servers) {
    ClusterConfig config = quietConfig(servers);
    config.clients = {"a", "b", "d"};
    return config;
}

ClusterConfig pipelined() {
    ClusterConfig config = withClients(3);
    config.rules.pipeline = true;
    return config;
}

ClusterConfig byHand() {
    ClusterConfig config = pipelined();
    config.network = Delivery::Manual;
    return config;
}

ClusterConfig slowDisks() {
    ClusterConfig config = withClients(3);
    config.fsync = SimTime::fromMs(50);
    return config;
}

ClusterConfig beating(int servers) {
    ClusterConfig config = withClients(servers);
    config.heartbeat = SimTime::fromMs(50);
    return config;
}

ClusterConfig impatient() {
    ClusterConfig config = beating(3);
    config.clientTimeout = SimTime::fromMs(400);
    return config;
}

ClusterConfig asking(int servers) {
    ClusterConfig config = withClients(servers);
    config.rules.preVote = true;
    return config;
}

ClusterConfig askingByHand() {
    ClusterConfig config = asking(5);
    config.network = Delivery::Manual;
    return config;
}

std::vector<Scenario> preVoteScenarios() {
    using P = Property;
    return {
        {"APreVoteBinds", RuleId::PreVotePure, 0, asking(3), aPreVoteBinds, {P::PreVotePure}},
        {"PreVotesComeLate", RuleId::CountPreVotes, 1, askingByHand(), preVotesComeLate, {P::ElectionSafety}},
    };
}

std::vector<Scenario> snapshotScenarios() {
    using P = Property;
    return {
        {"ASnapshotComesTooEarly",
         RuleId::SnapshotOnlyApplied,
         0,
         withClients(3),
         aSnapshotComesTooEarly,
         {P::TermMonotonic, P::SnapshotSound}},
        {"TheSessionsStayBehind",
         RuleId::SnapshotSessions,
         0,
         impatient(),
         theSessionsStayBehind,
         {P::Linearizability, P::SnapshotSound, P::StateHashAtIndex}},
        {"ASnapshotIsOvertaken",
         RuleId::SnapshotKeepsSuffix,
         0,
         byHand(),
         aSnapshotIsOvertaken,
         {P::LeaderCompleteness, P::MatchIndexTruth}},
        {"ASnapshotComesLate", RuleId::IgnoreOldSnapshots, 0, beating(3), aSnapshotComesLate, {P::TermMonotonic}},
    };
}

/// Those of servers that forget.
std::vector<Scenario> forgetfulScenarios() {
    using P = Property;
    return {
        {"AVoterForgetsItsVote",
         RuleId::PersistVote,
         0,
         withClients(3),
         aVoterRestarts,
         {P::ElectionSafety, P::OneVotePerTerm, P::PersistBeforeSend}},
        {"AVoterForgetsItsTerm",
         RuleId::PersistTerm,
         0,
         withClients(3),
         aVoterRestarts,
         {P::ElectionSafety, P::OneVotePerTerm, P::TermMonotonic, P::MsgTermLeSender, P::PersistBeforeSend}},
        {"ACandidateForgetsItsTerm",
         RuleId::PersistTerm,
         0,
         withClients(3),
         aCandidateRestarts,
         {P::TermMonotonic, P::MsgTermLeSender, P::PersistBeforeSend}},
        {"ALeaderForgetsItsTerm",
         RuleId::PersistTerm,
         0,
         withClients(3),
         aLeaderRestarts,
         {P::TermMonotonic, P::LogTermsMonotonic, P::LegalTransitions, P::PersistBeforeSend, P::CandidateTermNotInLog}},
    };
}

}  // namespace

std::vector<Scenario> brokenScenarios() {
    using P = Property;
    std::vector<Scenario> all{
        {"AnEmptyLogRuns", RuleId::CompareLogs, 0, withClients(3), anEmptyLogRuns, {P::LeaderCompleteness}},
        {"AnEmptyLogRules",
         RuleId::CompareLogs,
         0,
         withClients(3),
         anEmptyLogRules,
         {P::LeaderCompleteness, P::StateMachineSafety, P::StateHashAtIndex}},
        {"AMessageIsLost",
         RuleId::CheckPrev,
         0,
         pipelined(),
         aMessageIsLost,
         {P::LogMatching, P::MatchIndexTruth, P::PersistBeforeSend}},
        {"AnOldMessageComesAgain",
         RuleId::TruncateAlways,
         1,
         pipelined(),
         anOldMessageComesAgain,
         {P::LeaderCompleteness, P::StateMachineSafety, P::MatchIndexTruth}},
        {"Figure8",
         RuleId::CommitOldTerms,
         1,
         beating(5),
         figure8,
         {P::LeaderCompleteness, P::StateMachineSafety, P::NeverCommitPrevTermByCount, P::StateHashAtIndex}},
        {"DisksAreSlow",
         RuleId::AckBeforePersist,
         1,
         slowDisks(),
         disksAreSlow,
         {P::LeaderCompleteness, P::CommitDurableOnQuorum, P::MatchIndexTruth, P::PersistBeforeSend}},
        {"AVoteIsNotOnDisk",
         RuleId::AckBeforePersist,
         1,
         slowDisks(),
         aVoteIsNotOnDisk,
         {P::ElectionSafety, P::TermMonotonic, P::OneVotePerTerm, P::PersistBeforeSend}},
        {"TwoLeaders",
         RuleId::Quorum,
         1,
         beating(3),
         twoLeaders,
         {P::ElectionSafety, P::LeaderAppendOnly, P::LeaderCompleteness, P::StateMachineSafety,
          P::CommitDurableOnQuorum, P::MatchMonotonic, P::StateHashAtIndex, P::CandidateTermNotInLog,
          P::LeaderHasMaxIndexOfItsTerm}},
        {"AnAnswerIsLost", RuleId::Dedup, 0, impatient(), anAnswerIsLost, {P::Linearizability}},
    };
    for (Scenario& scenario : forgetfulScenarios()) all.push_back(std::move(scenario));
    for (Scenario& scenario : snapshotScenarios()) all.push_back(std::move(scenario));
    for (Scenario& scenario : membershipScenarios()) all.push_back(std::move(scenario));
    for (Scenario& scenario : preVoteScenarios()) all.push_back(std::move(scenario));
    for (Scenario& scenario : readScenarios()) all.push_back(std::move(scenario));
    for (Scenario& scenario : electionScenarios()) all.push_back(std::move(scenario));
    for (Scenario& scenario : logScenarios()) all.push_back(std::move(scenario));
    for (Scenario& scenario : sessionScenarios()) all.push_back(std::move(scenario));
    return all;
}

Lab played(const Scenario& scenario, Rule how) {
    ClusterConfig config = scenario.config;
    if (how == Rule::Bent) config.rules.set(scenario.rule, scenario.bent);
    Lab lab(config);
    scenario.play(lab);
    return lab;
}

}  // namespace raft::lab
