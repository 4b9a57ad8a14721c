#pragma once
// One server as pictures, lessons and exporters know it: its log, its peers, its timers and the reads that wait at it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/history/membership_view.h"

namespace raft {

enum class RoleView : std::uint8_t { Follower, PreCandidate, Candidate, Leader };

/// One cell of a log.
struct CellView {
    std::uint32_t index = 0;
    std::uint32_t term = 0;
    std::string_view text;  ///< "x=1"; empty for a no-op; of a session the name of its client.
    bool noop = false;
    bool session = false;  ///< It opens a session for a client.
    bool isConfig() const { return !voters.empty(); }
    NodeSet voters;     ///< Of a configuration, whose text is its name or empty; those of C_new if it is joint.
    NodeSet oldVoters;  ///< Of a joint configuration: those of C_old.
    NodeSet learners;
    bool committed = false;  ///< Seen by us: this very entry is committed, whoever knows it.
    bool durable = true;     ///< On its server's disk.
};

enum class VoteView : std::uint8_t { None, Granted, Refused, GrantOnItsWay };

/// How a leader sends to a peer: see Progress.
enum class ProgressView : std::uint8_t { Probe, Replicate, Snapshot };

/// The entries of one AppendEntries.
struct SentView {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
};

/// What a node knows of one peer.
struct PeerView {
    NodeId peer = kNoNode;
    VoteView vote = VoteView::None;  ///< For this node as candidate or leader, in its current term.
    std::uint32_t nextIndex = 0;     ///< Of a leader, else 0.
    std::uint32_t matchIndex = 0;
    ProgressView progress = ProgressView::Replicate;  ///< Of a leader.
    /// Of a leader with a pipeline: what it has sent and the peer has not received yet, a span for each AppendEntries.
    /// As the leader knows it, one span: what the peer has not acknowledged.
    std::vector<SentView> sent;
};

enum class ReadStage : std::uint8_t { Leader, OwnTerm, Round, Apply };

/// A read that waits at a server.
struct ReadView {
    NodeId client = kNoNode;
    std::string_view clientName;
    ReadStage stage = ReadStage::Round;  ///< What it waits for: see ReadPhase.
    std::uint32_t readIndex = 0;         ///< Known from Round on.
    int acks = 0;                        ///< In Round: who has acknowledged, the leader included,
    int needed = 0;                      ///< of so many.
    bool forFollower = false;            ///< A follower will answer it.
};

struct NodeView {
    NodeId id = kNoNode;
    std::string_view name;  ///< The label if there is one.
    /// Seen as another server, which cannot know it. Then `term` is the last one that it told the other (0: none) and
    /// `cells` are the entries that the other, as its leader, knows it to store; nothing else here means anything.
    bool unknown = false;
    RoleView role = RoleView::Follower;
    bool up = true;
    bool paused = false;
    std::uint32_t term = 0;
    NodeId votedFor = kNoNode;
    NodeId believedLeader = kNoNode;
    std::uint32_t commitIndex = 0;  ///< What the node itself knows.
    std::uint32_t lastApplied = 0;
    std::uint32_t lastIndex = 0;
    std::uint32_t lastIncludedIndex = 0;  ///< Its snapshot stands for the entries up to here; 0: it has none.
    std::uint32_t lastIncludedTerm = 0;
    std::vector<CellView> cells;  ///< The window onto its log: ClusterView::firstIndex and following.
    std::vector<PeerView> peers;
    MembershipView membership;  ///< The configuration that it uses.
    int votes = 0;              ///< Granted, its own included; of a candidate, or a leader that won in this term.
    int quorum = 0;
    bool pipeline = false;    ///< It sends ahead of the answers, once it leads.
    bool firstRound = false;  ///< Of a leader: it has sent its first AppendEntries to everybody and nothing since.
    std::string applied;      ///< "x=5 y=7".
    /// Share of the election timeout that is left, 0 … 1000; -1 if no timer runs.
    int timerLeftPermille = -1;
    SimTime timerEnds = kNever;
    /// Share of a whole lease that is left by the leader's own clock, 0 … 1000; -1 if it has none.
    int leaseLeftPermille = -1;
    SimTime leaseLeft;
    std::uint32_t clockPpm = 1'000'000;  ///< Speed of its clock,
    SimTime clockOffset;                 ///< and how far it was set ahead; below zero: back.
    bool slowDisk = false;               ///< A write to its disk takes time.
    std::vector<ReadView> reads;
};

}  // namespace raft
