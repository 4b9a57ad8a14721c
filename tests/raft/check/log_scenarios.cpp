// The log under bent rules: entries that stay, go, count or are applied when they must not.

#include <array>

#include "tests/raft/check/scenarios.h"

namespace raft::lab {
namespace {

/// Heartbeats at `beat`; they may be far away.
ClusterConfig callers(int servers, std::int64_t beat, bool pipeline) {
    ClusterConfig config = quietConfig(servers);
    config.clients = {"a", "b", "d"};
    config.heartbeat = SimTime::fromMs(beat);
    config.rules.pipeline = pipeline;
    return config;
}

ClusterConfig quietCallers() { return callers(3, 100'000, false); }

ClusterConfig runningAhead() { return callers(3, 100'000, true); }

ClusterConfig beatingCallers() { return callers(3, 50, false); }

ClusterConfig hinted() {
    ClusterConfig config = callers(3, 50, true);
    config.rules.fastBackup = true;
    return config;
}

ClusterConfig oneByOne() {
    ClusterConfig config = callers(3, 50, true);
    config.rules.batch = false;
    return config;
}

std::vector<LinkId> links(std::vector<std::array<int, 2>> pairs) {
    std::vector<LinkId> all;
    for (const std::array<int, 2>& pair : pairs) all.push_back(LinkId{S(pair[0]), S(pair[1])});
    return all;
}

MessageMatcher first(int from, int to, MessageKind kind) { return {{}, S(from), S(to), kind, 1}; }

/// S3 holds x=3 of term 2, which is committed, when an AppendEntries of term 1 arrives. Then it leads.
void anOldLeaderIsHeeded(Lab& lab) {
    lab.elect(1);
    lab.write("x=1", 1, 0);
    lab.act(act::Hold{links({{1, 3}})});
    lab.act(act::Cut{links({{1, 2}, {2, 1}})});
    lab.write("x=2", 1, 1);
    lab.elect(2);
    lab.write("x=3", 2, 2);
    lab.act(act::Release{links({{1, 3}})});
    lab.wait(30);
    lab.crash(2);
    lab.heal();
    lab.elect(3);
    lab.write("x=4", 3, 0);
}

/// S1 holds x=2 of term 1 where the others hold x=3 of term 2; what comes after x=3 is put behind x=2.
void anOldTailIsBuiltUpon(Lab& lab) {
    lab.elect(1);
    lab.write("x=1", 1, 0);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=2", 1, 1);
    lab.elect(2);
    lab.write("x=3", 2, 2);
    lab.heal();
    lab.write("x=4", 2, 0);
}

/// S1 keeps x=2 of term 1 although its leader has x=3 of term 2 there, and applies it.
void aConflictIsKept(Lab& lab) {
    lab.elect(1);
    lab.write("x=1", 1, 0);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=2", 1, 1);
    lab.elect(2);
    lab.write("x=3", 2, 2);
    lab.heal();
    lab.wait(200);
}

/// S1 has two entries of term 1 where its leader has one of term 2: the first is overwritten, the second stays.
void aConflictIsOverwritten(Lab& lab) {
    lab.elect(1);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=1", 1, 0);
    lab.write("x=2", 1, 1);
    lab.elect(2);
    lab.write("x=3", 2, 2);
    lab.heal();
    lab.wait(200);
}

/// S1 holds an entry that nobody else has, restarts, and leads again.
void aNewLeaderPresumes(Lab& lab) {
    lab.elect(1);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=1", 1, 0);
    lab.restart(1);
    lab.heal();
    lab.elect(1);
}

/// S2's acknowledgement of x=1 arrives after that of x=2.
void acknowledgementsOvertake(Lab& lab) {
    lab.elect(1);
    lab.submit("x=1", 1, 0);
    lab.waitUs(1);
    lab.submit("x=2", 1, 1);
    lab.wait(15);
    lab.act(act::Delay{first(2, 1, MessageKind::AppendEntriesReply), SimTime::fromMs(50)});
    lab.wait(80);
}

/// S1 rejects what its new leader sends, and names the index up to which it has entries at all.
void aHintIsBelieved(Lab& lab) {
    lab.elect(1);
    lab.write("x=1", 1, 0);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=2", 1, 1);
    lab.elect(2);
    lab.write("x=3", 2, 2);
    lab.heal();
    lab.wait(100);
}

/// S1 answers a heartbeat with the index where its old tail ends. S2 counts it for an entry that S1 never got.
void anOldTailIsAcknowledged(Lab& lab) {
    lab.elect(1);
    lab.write("x=1", 1, 0);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=2", 1, 1);
    lab.elect(2);
    lab.heal();
    lab.wait(100);
    lab.split({setOf({1}), setOf({2}), setOf({3})});
    lab.write("x=3", 2, 2);
    lab.crash(2);
    lab.heal();
    lab.elect(1);
}

/// S2's acknowledgement of x=2 in term 1 is late; x=2 has gone since. S1 leads term 3, and counts it for x=4.
void anOldAcknowledgementCounts(Lab& lab) {
    lab.elect(1);
    lab.act(act::Cut{links({{1, 3}, {1, 4}, {1, 5}})});
    lab.act(act::Hold{links({{2, 1}})});
    lab.submit("x=1", 1, 0);
    lab.submit("x=2", 1, 1);
    lab.wait(30);
    lab.elect(3);
    lab.write("x=3", 3, 2);
    lab.wait(100);
    lab.act(act::Mend{links({{1, 3}, {1, 4}, {1, 5}})});
    lab.elect(1);
    lab.act(act::Cut{links({{1, 2}, {1, 3}, {1, 5}})});
    lab.write("x=4", 1, 2);
    lab.act(act::Release{links({{2, 1}})});
    lab.wait(30);
    lab.act(act::Crash{setOf({1, 4})});
    lab.heal();
    lab.elect(5);
}

/// S1 has x=2 of term 1 where x=3 of term 2 is committed. A message that ends right before it says so.
void aTailIsCommitted(Lab& lab) {
    lab.elect(1);
    lab.write("x=1", 1, 0);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=2", 1, 1);
    lab.elect(2);
    lab.write("x=3", 2, 2);
    lab.heal();
    lab.wait(200);
}

/// S1 is cut off and applies x=1 at index 1, where the others commit x=2.
void anEntryIsAppliedAtOnce(Lab& lab) {
    lab.elect(1);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.write("x=1", 1, 0);
    lab.elect(2);
    lab.write("x=2", 2, 1);
}

}  // namespace

std::vector<Scenario> logScenarios() {
    using P = Property;
    return {
        {"AnOldLeaderIsHeeded",
         RuleId::RefuseStaleLeaders,
         0,
         quietCallers(),
         anOldLeaderIsHeeded,
         {P::LeaderCompleteness, P::StateMachineSafety, P::MatchIndexTruth}},
        {"AnOldTailIsBuiltUpon",
         RuleId::CheckPrevTerm,
         0,
         runningAhead(),
         anOldTailIsBuiltUpon,
         {P::LogMatching, P::StateMachineSafety, P::MatchIndexTruth, P::StateHashAtIndex}},
        {"AConflictIsKept",
         RuleId::Conflicts,
         1,
         beatingCallers(),
         aConflictIsKept,
         {P::StateMachineSafety, P::MatchIndexTruth, P::StateHashAtIndex}},
        {"AConflictIsOverwritten",
         RuleId::Conflicts,
         2,
         beatingCallers(),
         aConflictIsOverwritten,
         {P::LogTermsMonotonic}},
        {"ANewLeaderPresumes", RuleId::MatchStartsAtZero, 0, quietCallers(), aNewLeaderPresumes, {P::MatchIndexTruth}},
        {"AcknowledgementsOvertake",
         RuleId::MatchOnlyRises,
         0,
         runningAhead(),
         acknowledgementsOvertake,
         {P::MatchMonotonic}},
        {"AHintIsBelieved", RuleId::MatchFromHint, 1, hinted(), aHintIsBelieved, {P::MatchIndexTruth}},
        {"AnOldTailIsAcknowledged",
         RuleId::AckUpTo,
         1,
         beatingCallers(),
         anOldTailIsAcknowledged,
         {P::LeaderCompleteness, P::CommitDurableOnQuorum, P::MatchIndexTruth, P::MatchMonotonic}},
        {"AnOldAcknowledgementCounts",
         RuleId::IgnoreStaleAcks,
         0,
         callers(5, 50, true),
         anOldAcknowledgementCounts,
         {P::LeaderCompleteness, P::CommitDurableOnQuorum, P::MatchIndexTruth}},
        {"ATailIsCommitted",
         RuleId::CommitUpTo,
         1,
         oneByOne(),
         aTailIsCommitted,
         {P::StateMachineSafety, P::StateHashAtIndex}},
        {"AnEntryIsAppliedAtOnce",
         RuleId::ApplyOnlyCommitted,
         0,
         quietCallers(),
         anEntryIsAppliedAtOnce,
         {P::StateMachineSafety, P::TermMonotonic}},
    };
}

}  // namespace raft::lab
