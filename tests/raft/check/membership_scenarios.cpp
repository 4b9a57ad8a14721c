// Changes of the membership that go wrong once a rule is bent: §6, D chapter 4.

#include "tests/raft/check/membership_lab.h"
#include "tests/raft/check/scenarios.h"

namespace raft::lab {
namespace {

/// S1 to S3 agree to take S4 and then S5 in, S1 and S2 compact their logs, and S1 restarts.
void aSnapshotForgetsWhoDecides(Lab& lab) {
    lab.elect(1);
    lab.wait(70);
    ask(lab, 1, Change::AddServer, setOf({4}));
    lab.wait(100);
    ask(lab, 1, Change::AddServer, setOf({5}));
    lab.wait(200);
    lab.act(act::TakeSnapshot{setOf({1, 2})});
    lab.restart(1);
    lab.split({setOf({1, 2}), setOf({3, 4, 5})});
    lab.timeout(1);
    lab.elect(5);
}

/// S1 alone has the entry that takes S5 in; then S2 leads, and the entry goes.
void aConfigurationIsDeleted(Lab& lab) {
    lab.elect(1);
    lab.wait(70);
    lab.act(cutOff(1, {2, 3, 4, 5}));
    ask(lab, 1, Change::AddServer, setOf({5}));
    lab.elect(2);
    lab.wait(70);
    lab.heal();
    lab.wait(200);
}

/// S1 takes S4 and S5 in at once, and hears of nobody else. S2 and S3 know nothing of it.
void twoChangesAtOnce(Lab& lab) {
    lab.elect(1);
    lab.wait(70);
    lab.act(cutOff(1, {2, 3}));
    ask(lab, 1, Change::AddServer, setOf({4}));
    ask(lab, 1, Change::AddServer, setOf({5}));
    lab.wait(200);
    lab.elect(2);
}

/// Ongaro's case of 2015: S3 begins to take S5 in and crashes; `change` is S1's, the leader after it, and is committed
/// without S3, S4 and S5. With the old change S3 needs no more than these.
void aChangeOutlivesItsLeader(Lab& lab, Change change, NodeSet servers) {
    lab.timeout(3);
    lab.wait(60);
    lab.act(cutOff(3, {1, 2, 4}));
    ask(lab, 3, Change::AddServer, setOf({5}));
    lab.wait(40);
    lab.crash(3);
    lab.heal();
    lab.timeout(1);
    lab.wait(25);
    lab.act(cutOff(1, {4}));
    ask(lab, 1, change, servers);
    lab.wait(200);
    lab.crash(1);
    lab.wait(20);  // What it sent last finds S3 down.
    lab.heal();
    lab.restart(3);
    lab.elect(3);
    lab.elect(3);
}

void oneIsAddedAfterAnother(Lab& lab) { aChangeOutlivesItsLeader(lab, Change::AddServer, setOf({6})); }

void oneIsRemovedAfterAnotherIsAdded(Lab& lab) { aChangeOutlivesItsLeader(lab, Change::RemoveServer, setOf({4})); }

/// S1 begins to remove S4, and S4, the leader after it, removes S1.
void theyRemoveEachOther(Lab& lab) {
    lab.timeout(1);
    lab.wait(60);
    lab.act(cutOff(1, {2, 3, 4}));
    ask(lab, 1, Change::RemoveServer, setOf({4}));
    lab.wait(40);
    lab.crash(1);
    lab.heal();
    lab.timeout(4);
    lab.wait(25);
    lab.act(cutOff(4, {2}));
    ask(lab, 4, Change::RemoveServer, setOf({1}));
    lab.wait(200);
    lab.crash(4);
    lab.wait(20);
    lab.heal();
    lab.restart(1);
    lab.elect(1);
    lab.elect(1);
}

/// From three servers to five by one entry, which reaches the two new ones only.
void aLeap(Lab& lab) {
    lab.elect(3);
    lab.wait(70);
    lab.act(cutOff(3, {1, 2}));
    ask(lab, 3, Change::Direct, NodeSet::firstNodes(5));
    lab.wait(60);
    lab.split({setOf({1, 2}), setOf({3, 4, 5})});
    lab.timeout(1);
    lab.elect(5);
}

/// The leader reaches no voter, only the learners S4 and S5.
void onlyLearnersHear(Lab& lab) {
    lab.elect(1);
    lab.wait(70);
    lab.act(cutOff(1, {2, 3}));
    lab.write("x=1", 1);
    lab.wait(70);
}

/// S1 passes to `members` and reaches none of the other old ones; S2 runs.
void theOldServersAreNotAsked(Lab& lab, NodeSet members) {
    lab.elect(1);
    lab.wait(70);
    lab.act(cutOff(1, {2, 3}));
    ask(lab, 1, Change::Joint, members);
    lab.wait(200);
    lab.elect(2);
}

void threeForThree(Lab& lab) { theOldServersAreNotAsked(lab, setOf({4, 5, 6})); }

void twoForTwo(Lab& lab) { theOldServersAreNotAsked(lab, setOf({1, 4, 5})); }

/// S1 begins to pass to S4, S5 and S6 and crashes; S4, who alone has C_old,new, leads, and hears of S5 only. Then S2
/// runs, who knows of nothing.
void theJointOneIsInherited(Lab& lab) {
    lab.elect(1);
    lab.write("x=1", 1);
    lab.wait(70);
    lab.act(cutOff(1, {2, 3, 5, 6}));
    ask(lab, 1, Change::Joint, setOf({4, 5, 6}));
    lab.wait(80);
    lab.crash(1);
    lab.heal();
    lab.act(act::Cut{{LinkId{S(4), S(6)}}});
    lab.timeout(4);
    lab.wait(20);
    lab.act(cutOff(4, {2, 3}));
    lab.wait(200);
    lab.elect(2);
    lab.elect(2);
}

/// S1 removes itself, which reaches S3; x=1 reaches S2 only.
void aLeaderLeaves(Lab& lab) {
    lab.elect(1);
    lab.wait(70);
    lab.act(cutOff(1, {2, 4}));
    lab.act(act::Cut{{LinkId{S(3), S(1)}}});
    ask(lab, 1, Change::RemoveServer, setOf({1}));
    lab.wait(20);
    lab.act(act::Cut{{LinkId{S(1), S(3)}}});
    lab.submit("x=1", 1);
    lab.act(act::Mend{cutOff(1, {2}).links});
    lab.wait(300);
    lab.act(act::Crash{setOf({1, 2})});
    lab.elect(3);
}

ClusterConfig withTwoLearners() {
    ClusterConfig config = members(3, 5);
    config.learners = setOf({4, 5});
    return config;
}

/// Without the entry that a new leader begins its term with, and x=1 committed everywhere.
ClusterConfig withoutNoop(int voters, int servers) {
    ClusterConfig config = members(voters, servers);
    config.rules.noopOnElection = false;
    StartState start;
    start.term = Term(1);
    start.commit = LogIndex(1);
    start.commands = {"x=1"};
    start.logs.assign(static_cast<std::size_t>(servers), {StartEntry{Term(1), "x=1"}});
    config.start = start;
    return config;
}

ClusterConfig inherited() {
    ClusterConfig config = members(3, 6);
    config.rules.noopOnElection = false;
    return config;
}

/// Those about learners, joint configurations and a leader that is no member.
std::vector<Scenario> jointScenarios() {
    using P = Property;
    return {
        {"OnlyLearnersHear", RuleId::LearnersCount, 1, withTwoLearners(), onlyLearnersHear, {P::CommitDurableOnQuorum}},
        {"ThreeForThree",
         RuleId::JointQuorum,
         static_cast<int>(JointQuorum::New),
         members(3, 6),
         threeForThree,
         {P::LeaderCompleteness, P::CommitDurableOnQuorum, P::QuorumOverlap}},
        {"TwoForTwo",
         RuleId::JointQuorum,
         static_cast<int>(JointQuorum::Union),
         members(3, 5),
         twoForTwo,
         {P::LeaderCompleteness, P::CommitDurableOnQuorum, P::QuorumOverlap}},
        {"TheJointOneIsInherited",
         RuleId::JointWaitsForCommit,
         0,
         inherited(),
         theJointOneIsInherited,
         {P::LeaderCompleteness, P::OneUncommittedConfig, P::QuorumOverlap}},
        {"ALeaderLeaves",
         RuleId::RemovedLeaderCounts,
         1,
         members(4, 4),
         aLeaderLeaves,
         {P::LeaderCompleteness, P::CommitDurableOnQuorum}},
    };
}

}  // namespace

std::vector<Scenario> membershipScenarios() {
    using P = Property;
    std::vector<Scenario> all{
        {"ASnapshotForgetsWhoDecides",
         RuleId::SnapshotConfig,
         0,
         members(3, 5),
         aSnapshotForgetsWhoDecides,
         {P::ElectionSafety, P::SnapshotSound, P::ConfigTruth, P::QuorumOverlap, P::CandidateTermNotInLog}},
        {"AConfigurationIsDeleted",
         RuleId::ConfigFollowsLog,
         0,
         members(4, 5),
         aConfigurationIsDeleted,
         {P::ConfigTruth}},
        {"TwoChangesAtOnce",
         RuleId::ConfigWaitsForLast,
         0,
         members(3, 5),
         twoChangesAtOnce,
         {P::LeaderCompleteness, P::OneUncommittedConfig, P::QuorumOverlap}},
        {"OneIsAddedAfterAnother",
         RuleId::ConfigNeedsCommitInTerm,
         0,
         withoutNoop(4, 6),
         oneIsAddedAfterAnother,
         {P::LeaderCompleteness, P::QuorumOverlap}},
        {"OneIsRemovedAfterAnotherIsAdded",
         RuleId::ConfigNeedsCommitInTerm,
         0,
         withoutNoop(4, 5),
         oneIsRemovedAfterAnotherIsAdded,
         {P::LeaderCompleteness, P::QuorumOverlap}},
        {"TheyRemoveEachOther",
         RuleId::ConfigNeedsCommitInTerm,
         0,
         withoutNoop(4, 4),
         theyRemoveEachOther,
         {P::LeaderCompleteness, P::QuorumOverlap}},
        {"ALeap",
         RuleId::ConfigOneServer,
         0,
         members(3, 5),
         aLeap,
         {P::ElectionSafety, P::LeaderCompleteness, P::QuorumOverlap, P::CandidateTermNotInLog,
          P::LeaderHasMaxIndexOfItsTerm}},
    };
    for (Scenario& scenario : jointScenarios()) all.push_back(std::move(scenario));
    return all;
}

}  // namespace raft::lab
