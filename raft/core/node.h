#pragma once
// One Raft server: Figure 2 of the paper as a value and a step function.

#include <array>
#include <cstdint>
#include <optional>
#include <variant>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/core/configuration.h"
#include "raft/core/contact.h"
#include "raft/core/effects.h"
#include "raft/core/input.h"
#include "raft/core/leader_state.h"
#include "raft/core/log.h"
#include "raft/core/message.h"
#include "raft/core/reads.h"
#include "raft/core/rules.h"
#include "raft/core/snapshot.h"

namespace raft {

enum class Role : std::uint8_t { Follower, PreCandidate, Candidate, Leader };

struct PersistentState {        // Figure 2, "persistent state": survives a crash.
    Term currentTerm;           ///< Latest term seen; never decreases.
    NodeId votedFor = kNoNode;  ///< Whom this server voted for in currentTerm, or kNoNode.
    Log log;                    ///< First index is 1, or the one after the snapshot.
    Snapshot snapshot;          ///< Figure 12: in place of what the log dropped.
    LogIndex commitIndex;       ///< As far as it was known when this was written; only read where a rule says so.
};

struct VolatileState {     // Figure 2, "volatile state": every server.
    LogIndex commitIndex;  ///< Highest entry known to be committed; only grows.
    LogIndex lastApplied;  ///< Highest entry applied; lastApplied <= commitIndex.
    Role role = Role::Follower;
    NodeId leaderId = kNoNode;  ///< Whom it would send a client to.
    NodeSet votesGranted;       ///< In currentTerm, as a candidate or as the leader that won. A set, not a count.
    NodeSet votesRefused;
    std::uint32_t votesRepeated = 0;  ///< Only counted where a rule is bent.
    PreVotes preVotes;                ///< As a pre-candidate.
    LeaderHeard leaderHeard;
    SimTime heardAt = kLongAgo;  ///< When it last heard from a leader, by its own clock; or restarted.
    PartialSnapshot partial;     ///< Figure 13: chunks of the leader's snapshot, until the last has come.
};

/// A server. Regular value: copying it copies the server. No clock, no randomness, no input or output: `step` is the
/// only thing that changes it, and the same state and input give the same state and effects.
class Node {
public:
    /// A new server with an empty log, and the configuration that the cluster begins with.
    Node(NodeId self, const Configuration& config) : self_(self), initial_(config), config_(config) {}

    /// Handles one input and adds what follows from it to `out`.
    void step(const Rules& rules, const LocalClock& clock, const Input& input, Effects& out);

    /// Puts the server where a declared start state says (a legal one: the caller has checked it).
    /// A leader begins with nextIndex = last + 1 and matchIndex = 0, as after an election.
    void preset(PersistentState persistent, LogIndex commitIndex, Role role);

    /// Loses what memory held; `disk` is what was durable. Followed by Boot when the server restarts.
    void crash(PersistentState disk);

    /// A rule of leases was switched: what voters have acknowledged under the other one binds nobody.
    void forgetPromises();

    NodeId self() const { return self_; }
    /// The configuration that it uses: the latest in its log, committed or not (§6), unless configAt says otherwise.
    const Configuration& config() const { return config_; }
    /// Where it stands in the log; 0: in the snapshot, or it is the one that the cluster began with.
    LogIndex configIndex() const { return configIndex_; }
    /// Has it ever stored a configuration, as an entry or in its snapshot, whether it uses it or not?
    bool hasStoredConfiguration() const;
    /// As of `index` of its log: the last configuration entry up to there, else the snapshot's, else the first one.
    Configuration configurationAt(LogIndex index) const;
    /// May it stand for election? A voter may. So may one that its latest configuration leaves without a vote, if it
    /// decided in the one before and does not know the latest to be committed (D §4.2.2).
    bool mayCampaign() const;
    const PersistentState& persistent() const { return persistent_; }
    const VolatileState& state() const { return volatile_; }
    const LeaderState& leader() const { return leader_; }
    /// Of a leader: how it sends to `peer`.
    Progress progressOf(NodeId peer) const;
    /// The reads that wait here, in order of arrival.
    const std::vector<WaitingRead>& reads() const { return reads_; }
    /// Until when its lease lasts, by its own clock `clock`; kLongAgo: it has none.
    SimTime leaseUntil(const Rules& rules, const LocalClock& clock) const;
    Role role() const { return volatile_.role; }
    Term currentTerm() const { return persistent_.currentTerm; }
    const Log& log() const { return persistent_.log; }

    /// How many of the voters decide, under `rules`; while joint, of those of C_new.
    int quorumSize(const Rules& rules) const;

private:
    struct Turn;  // The rules, the effects and nothing else, handed down while one input is processed.

    // node.cpp: what holds for all servers (§5.1).
    void receive(Turn& turn, const Message& message);
    void adoptTerm(Turn& turn, Term term, NodeId from);
    void enterTerm(Turn& turn, Term term);
    void become(Turn& turn, Role role, Event why);
    void apply(Turn& turn);
    void rememberCommit(Turn& turn);
    void heedLeader(Turn& turn, NodeId leader);

    // node_election.cpp (§5.2, §5.4.1).
    void startElection(Turn& turn, Event why, bool disrupt);
    void onRequestVote(Turn& turn, const Message& message, const RequestVote& request);
    void onRequestVoteReply(Turn& turn, NodeId from, const RequestVoteReply& reply);
    void checkElectionWon(Turn& turn);
    bool isNewEnough(const Rules& rules, Term lastLogTerm, LogIndex lastLogIndex) const;
    void lead(Turn& turn);

    // node_prevote.cpp (D §9.6, §4.2.3).
    void electionTimedOut(Turn& turn);
    void startPreVote(Turn& turn);
    void onPreVote(Turn& turn, const Message& message, const PreVote& request);
    void bindToPreVote(Turn& turn, NodeId candidate, Term term);
    void onPreVoteReply(Turn& turn, NodeId from, const PreVoteReply& reply);
    void checkPreVoteWon(Turn& turn);
    void giveUpIfRefused(Turn& turn, NodeSet refused);
    bool isLed(const Turn& turn) const;
    bool ignoresVote(Turn& turn, const Message& message);

    // node_handover.cpp (D §3.10, §6.2).
    void checkQuorum(Turn& turn);
    void heardFrom(const Turn& turn, NodeId peer);
    void startTransfer(Turn& turn, NodeId to);
    void pursueTransfer(Turn& turn);
    void watchTransfer(Turn& turn);
    void onTimeoutNow(Turn& turn, NodeId from, const TimeoutNow& request);

    // node_replication.cpp (§5.3, §5.4.2).
    void onAppendEntries(Turn& turn, const Message& message, const AppendEntries& request);
    void onAppendEntriesReply(Turn& turn, NodeId from, const AppendEntriesReply& reply);
    struct Hint {
        LogIndex index;
        Term term;
    };
    Hint hintFor(const Rules& rules, const AppendEntries& request) const;
    bool previousEntryMatches(Turn& turn, NodeId leader, const AppendEntries& request);
    void takeEntries(Turn& turn, NodeId leader, const AppendEntries& request);
    bool makeRoom(Turn& turn, NodeId leader, LogIndex at, const Entry& entry);
    void overwrite(Turn& turn, const Event& why, LogIndex at, const Entry& entry);
    void truncate(Turn& turn, LogIndex from, Event why);
    void backUp(const Rules& rules, NodeId peer, const AppendEntriesReply& reply);
    void raiseCommitIndex(Turn& turn, LogIndex to, Event why);
    bool refuseStaleLeader(Turn& turn, NodeId leader, Term term, LogIndex prevLogIndex);
    void sendAppendEntries(Turn& turn, NodeId peer);
    void appendToAll(Turn& turn);
    bool mayAsk(const Rules& rules, NodeId peer) const;
    std::uint32_t roomFor(const Rules& rules, NodeId peer, LogIndex next) const;
    void replicateNew(Turn& turn);
    void advanceCommitIndex(Turn& turn);

    // node_heartbeat.cpp (§5.2).
    void sendHeartbeats(Turn& turn);
    void onHeartbeat(Turn& turn, NodeId from, const Heartbeat& request);
    void onHeartbeatReply(Turn& turn, NodeId from, const HeartbeatReply& reply);

    // node_snapshot.cpp (§7).
    void takeSnapshot(Turn& turn, const TakeSnapshot& request);
    void onInstallSnapshot(Turn& turn, const Message& message, const InstallSnapshot& request);
    void install(Turn& turn, NodeId leader, const InstallSnapshot& request);
    void onInstallSnapshotReply(Turn& turn, NodeId from, const InstallSnapshotReply& reply);
    void sendSnapshot(Turn& turn, NodeId peer);

    // node_membership.cpp (§6, D chapter 4).
    void changeMembers(Turn& turn, const ChangeMembers& request);
    bool mayChange(Turn& turn, const ChangeMembers& request);
    void appendConfiguration(Turn& turn, const Configuration& config, TextId name, Reason why);
    void useLatestConfiguration(Turn& turn, Reason reason, NodeId from);
    void configurationCommitted(Turn& turn);
    void leaveJoint(Turn& turn, Reason reason);
    void stepDownIfRemoved(Turn& turn);
    LogIndex lastConfigurationUpTo(LogIndex index) const;
    void beginCatchUp(Turn& turn, const ChangeMembers& request);
    void catchUpMoved(Turn& turn, NodeId peer);
    void checkCatchUp(Turn& turn);

    // node_client.cpp (§8).
    void onClientRequest(Turn& turn, const Message& message, const ClientRequest& request);
    std::uint32_t uncommittedOfTerm() const;
    void appendOwn(Turn& turn, const Entry& entry, Reason reason);

    // node_read.cpp (§8, D §6.4).
    bool replaceRead(const WaitingRead& read);
    void onReadRequest(Turn& turn, NodeId client, const ClientRequest& request);
    void onLocalRead(Turn& turn, NodeId client, const ClientRequest& request);
    void takeRead(Turn& turn, const WaitingRead& read);
    bool hasCommittedInTerm() const;
    void askForReadIndex(Turn& turn, NodeId client);
    void onReadIndex(Turn& turn, NodeId from, const ReadIndex& request);
    void onReadIndexReply(Turn& turn, NodeId from, const ReadIndexReply& reply);
    void serveReads(Turn& turn);
    void takeReadIndexes(Turn& turn);
    bool serve(Turn& turn, WaitingRead& read);
    void answer(Turn& turn, const WaitingRead& read, Reason reason, std::array<std::uint32_t, 3> numbers);
    void acknowledged(Turn& turn, NodeId from, std::uint32_t seq);
    void giveUpReads(Turn& turn);
    void sendElsewhere(Turn& turn, const WaitingRead& read, NodeId leader);

    // node_lease.cpp (D §6.4.1).
    void rememberSent(const Turn& turn);
    void extendLease(const Turn& turn, NodeId from, std::uint32_t seq);
    bool answersByLease(Turn& turn, const WaitingRead& read);
    void endLease(const Rules& rules);
    bool keepsLease(const Turn& turn) const;
    std::array<std::uint32_t, 2> sinceHeard(const Turn& turn) const;
    void ignoreCandidate(Turn& turn, NodeId candidate, Term term);
    void postponeElection(Turn& turn);

    NodeId self_;
    Configuration initial_;  ///< What the cluster began with: as good as an entry before the first.
    Configuration config_;
    LogIndex configIndex_;
    PersistentState persistent_;
    VolatileState volatile_;
    LeaderState leader_;
    std::vector<WaitingRead> reads_;
};

}  // namespace raft
