// Reads under bent rules: somebody is answered with what has been replaced.

#include "tests/raft/check/reading_lab.h"
#include "tests/raft/check/scenarios.h"

namespace raft::lab {
namespace {

/// S1 leads, and x=1 is committed.
void begins(Lab& lab) {
    lab.elect(1);
    lab.write("x=1", 1);
}

/// S2 is elected and commits x=2; S1 is asked by a client that expects it to hold a lease.
void secondLeader(Lab& lab) {
    lab.timeout(2);
    lab.wait(21);
    lab.submit("x=2", 2, 1);
    lab.wait(21);
    read(lab, 1, ReadMode::Lease);
    lab.wait(30);
}

/// S1 is cut off and does not notice that S2 was elected and has committed x=2.
void aLeaderIsReplaced(Lab& lab) {
    begins(lab);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.elect(2);
    lab.write("x=2", 2, 1);
    lab.wait(1);
    read(lab, 1, ReadMode::ReadIndex);
    lab.wait(30);
}

/// x=1 is acknowledged, but only S1 knows that it is committed. S2 takes over and is asked at once.
void aNewLeaderIsAsked(Lab& lab) {
    begins(lab);
    lab.crash(1);
    lab.elect(2);
    read(lab, 2, ReadMode::ReadIndex);
    lab.wait(30);
}

/// The acknowledgements of an earlier write reach S1 after it was replaced, and after a read.
void oldAnswersComeLate(Lab& lab) {
    begins(lab);
    lab.submit("y=1", 1, 1);
    lab.wait(11);
    lab.act(act::Hold{{{S(2), S(1)}, {S(3), S(1)}}});
    lab.act(act::Cut{{{S(1), S(2)}, {S(1), S(3)}}});
    lab.elect(2);
    lab.write("x=2", 2);
    lab.wait(1);
    read(lab, 1, ReadMode::ReadIndex);
    lab.wait(1);
    lab.act(act::Release{{{S(2), S(1)}, {S(3), S(1)}}});
    lab.wait(30);
}

/// S3 knows readIndex before it has heard that the entry there is committed.
void aFollowerLagsBehind(Lab& lab) {
    begins(lab);
    lab.wait(1);
    read(lab, 3, ReadMode::ReadIndex);
    lab.wait(11);
    lab.act(act::Drop{MessageMatcher{{}, S(1), S(3), MessageKind::AppendEntries, 1}});
    lab.wait(60);
}

/// S1 is cut off right after a round that S2 and S3 have acknowledged, and they elect S2 at once.
void theVotersDoNotWait(Lab& lab) {
    begins(lab);
    lab.wait(31);
    lab.split({setOf({1}), setOf({2, 3})});
    secondLeader(lab);
}

/// S1's clock runs at 0.6 of the others' speed. They wait as long as they promised, and then elect S2.
void aClockRunsSlow(Lab& lab) {
    lab.act(act::SetClock{S(1), 600'000, SimTime()});
    begins(lab);
    lab.split({setOf({1}), setOf({2, 3})});
    lab.wait(135);
    secondLeader(lab);
}

/// S2's acknowledgement is 200 ms under way, and nothing else reaches S1 any more.
void anAcknowledgementIsSlow(Lab& lab) {
    begins(lab);
    lab.act(act::SetLatency{{{S(2), S(1)}}, SimTime::fromMs(200), SimTime::fromMs(200)});
    lab.submit("y=1", 1, 1);
    lab.wait(11);
    lab.act(act::Cut{{{S(1), S(2)}, {S(1), S(3)}, {S(3), S(1)}}});
    lab.wait(154);
    lab.timeout(2);
    lab.wait(21);
    lab.submit("x=2", 2);
    lab.wait(30);
    read(lab, 1, ReadMode::Lease);
    lab.wait(30);
}

/// S1 asks S2 to take over; what S1 would hear of it is held back.
void aLeaderHandsOver(Lab& lab) {
    begins(lab);
    lab.wait(31);
    lab.act(act::TransferLeader{S(1), S(2)});
    lab.wait(1);
    lab.act(act::Hold{{{S(2), S(1)}, {S(3), S(1)}}});
    lab.wait(31);
    lab.submit("x=2", 2, 1);
    lab.wait(21);
    read(lab, 1, ReadMode::Lease);
    lab.wait(30);
}

}  // namespace

std::vector<Scenario> readScenarios() {
    using P = Property;
    return {
        {"ALeaderIsReplaced", RuleId::ReadConfirm, 0, readers(), aLeaderIsReplaced, {P::Linearizability}},
        {"ANewLeaderIsAsked", RuleId::ReadNeedsCommitInTerm, 0, readers(), aNewLeaderIsAsked, {P::Linearizability}},
        {"OldAnswersComeLate", RuleId::ReadFreshRound, 0, readers(), oldAnswersComeLate, {P::Linearizability}},
        {"AFollowerLagsBehind", RuleId::ReadWaitsForApply, 0, readers(), aFollowerLagsBehind, {P::Linearizability}},
        {"TheVotersDoNotWait",
         RuleId::LeaseBindsVoters,
         0,
         leasers(),
         theVotersDoNotWait,
         {P::Linearizability, P::LeaseSafety}},
        {"AClockRunsSlow",
         RuleId::LeaseAllowsDrift,
         0,
         leasers(),
         aClockRunsSlow,
         {P::Linearizability, P::LeaseSafety}},
        {"AnAcknowledgementIsSlow",
         RuleId::LeaseFromSend,
         0,
         leasers(),
         anAcknowledgementIsSlow,
         {P::Linearizability, P::LeaseSafety}},
        {"ALeaderHandsOver",
         RuleId::LeaseEndsOnTransfer,
         0,
         leasers(),
         aLeaderHandsOver,
         {P::Linearizability, P::LeaseSafety}},
    };
}

}  // namespace raft::lab
