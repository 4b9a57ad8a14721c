#pragma once
// The narrow waist: what pictures, lessons and exporters know of a run. No protocol struct passes this point.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"

namespace raft {

enum class RoleView : std::uint8_t { Follower, PreCandidate, Candidate, Leader };

/// One cell of a log.
struct CellView {
    std::uint32_t index = 0;
    std::uint32_t term = 0;
    std::string_view text;  ///< "x=1"; empty for a no-op.
    bool noop = false;
    NodeSet voters;     ///< Of a configuration, whose text is its name or empty; those of C_new if it is joint.
    NodeSet oldVoters;  ///< Of a joint configuration: those of C_old.
    NodeSet learners;
    bool committed = false;  ///< Seen by us: this very entry is committed, whoever knows it.
    bool durable = true;     ///< On its server's disk.
};

enum class VoteView : std::uint8_t { None, Granted, Refused, GrantOnItsWay };

/// What a node knows of one peer.
struct PeerView {
    NodeId peer = kNoNode;
    VoteView vote = VoteView::None;  ///< For this node as candidate or leader, in its current term.
    std::uint32_t nextIndex = 0;     ///< Of a leader, else 0.
    std::uint32_t matchIndex = 0;
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
    std::vector<CellView> cells;  ///< The window onto its log: ClusterView::firstIndex and following.
    std::vector<PeerView> peers;
    int votes = 0;  ///< Granted, its own included; of a candidate, or a leader that won in this term.
    int quorum = 0;
    bool firstRound = false;  ///< Of a leader: it has sent its first AppendEntries to everybody and nothing since.
    std::string applied;      ///< "x=5 y=7".
    /// Share of the election timeout that is left, 0 … 1000; -1 if no timer runs.
    int timerLeftPermille = -1;
    SimTime timerEnds = kNever;
    /// Share of a whole lease that is left by the leader's own clock, 0 … 1000; -1 if it has none.
    int leaseLeftPermille = -1;
    SimTime leaseLeft;
    std::uint32_t clockPpm = 1'000'000;  ///< Speed of its clock.
    std::vector<ReadView> reads;
};

enum class MessageLook : std::uint8_t {
    VoteRequest,
    VoteReply,
    Heartbeat,
    Entries,
    AppendReply,
    ClientRequest,
    ClientReply,
    PreVoteRequest,
    PreVoteReply,
    TimeoutNow
};
enum class MessagePlace : std::uint8_t { Moving, Dying, Held, Waiting, AtPaused };

struct MessageView {
    MessageId id;
    MessageLook look = MessageLook::Heartbeat;
    MessagePlace place = MessagePlace::Moving;
    NodeId from = kNoNode;
    NodeId to = kNoNode;
    std::uint32_t term = 0;       ///< 0 for clients' messages.
    bool positive = false;        ///< A reply that grants or succeeds.
    std::string_view kindName;    ///< "AppendEntries", as the field calls it.
    std::vector<CellView> cells;  ///< Entries on board, the first few.
    std::uint32_t entryCount = 0;
    std::string_view text;  ///< A client's command.
    EventId sentBy = kNoEvent;
    SimTime sentAt;
    SimTime arrivesAt = kNever;
    /// How far it has come, 0 … 1000; a dying one ends at 500.
    int progressPermille = 0;
    bool doomed = false;  ///< Its receiver is down or the link is cut as things stand.
};

struct LinkView {  ///< Only links that differ from the usual.
    NodeId from = kNoNode;
    NodeId to = kNoNode;
    bool cut = false;
    bool hold = false;
    bool slow = false;
    bool lossy = false;
};

struct ClientCallView {
    std::uint32_t seq = 0;
    std::string_view text;
    bool returned = false;
    bool ok = false;
    std::string value;
    SimTime invoked;
    SimTime returnedAt;
};

struct ClientView {
    NodeId id = kNoNode;
    std::string_view name;
    bool waiting = false;
    std::vector<ClientCallView> calls;  ///< The last few, oldest first.
    std::uint32_t callCount = 0;
};

struct ViolationView {
    std::string_view property;
    std::string_view text;
    SimTime time;
    EventId event;
};

/// One moment.
struct ClusterView {
    NodeId seenAs = kNoNode;  ///< Only what this server can know; kNoNode: everything.
    SimTime now;
    std::uint32_t firstIndex = 1;  ///< Of the log window.
    std::uint32_t windowSize = 0;
    std::uint32_t committed = 0;  ///< Seen by us: everything up to here is committed.
    std::uint32_t longestLog = 0;
    std::uint32_t highestTerm = 0;
    std::vector<NodeView> nodes;
    std::vector<MessageView> messages;
    std::vector<LinkView> links;
    std::vector<ClientView> clients;
    std::vector<ViolationView> violations;
    int propertiesHeld = 0;
    int propertiesWatched = 0;
    bool rulesBent = false;  ///< Some rule is not Raft's: a banner stands.
    std::string bentRules;   ///< "compareLogs=false".
};

// ---- A stretch ----

enum class LaneState : std::uint8_t { Follower, Candidate, Leader, Down, PreCandidate };

/// A server was this, from..to (to = kNever: still is).
struct LaneSpan {
    NodeId node = kNoNode;
    LaneState state = LaneState::Follower;
    std::uint32_t term = 0;
    SimTime from;
    SimTime to = kNever;
};

enum class ArrowEnd : std::uint8_t { Arrived, Lost, CutOff, FoundDown, InFlight };

/// A message as the diagram draws it.
struct ArrowView {
    MessageId id;
    MessageLook look = MessageLook::Heartbeat;
    NodeId from = kNoNode;
    NodeId to = kNoNode;
    SimTime sentAt;
    SimTime endsAt;  ///< When it arrived or was lost; for one in flight, when it would arrive.
    ArrowEnd end = ArrowEnd::Arrived;
    bool positive = false;
    bool dull = false;  ///< A heartbeat or its answer that changed nothing.
    /// Seen as one server: what it sent has no known end, what it received no known beginning.
    bool sendingKnown = true;
    bool endKnown = true;
    StepId endStep;  ///< Where it ended; click = jump. Meaningless in flight.
};

/// A stretch of one term on the painted bar: led by somebody from `ledFrom` on (kNever: never).
struct TermSpan {
    std::uint32_t term = 0;
    SimTime from;
    SimTime ledFrom = kNever;
    SimTime to = kNever;
};

/// Something worth a mark: an action, a commit, a violation.
struct MomentView {
    /// Action: one that has no kind of its own.
    enum class Kind : std::uint8_t { Action, Crash, Restart, Commit, Violation, TimeOut, Cut, Mend, Pause, Resume };
    Kind kind = Kind::Action;
    NodeId node = kNoNode;
    SimTime time;
    StepId step;
    std::string_view text;  ///< Of an action: its word, from whoever speaks a language.
};

struct BranchView {
    int line = 0;
    int parent = -1;
    std::string_view name;
    SimTime forkTime;
    bool current = false;
};

/// A stretch of time of the current line.
struct RunView {
    NodeId seenAs = kNoNode;  ///< Only what this server can know; kNoNode: everything.
    SimTime from;
    SimTime to;
    SimTime cursor;
    SimTime end;                    ///< Time of the last computed step of the line.
    std::vector<LaneSpan> lanes;    ///< By node, then time; clipped to from..to.
    std::vector<ArrowView> arrows;  ///< That touch the stretch, in order of their end; capped: see `skipped`.
    std::vector<TermSpan> terms;
    std::vector<MomentView> moments;
    std::vector<BranchView> branches;
    std::uint32_t skipped = 0;  ///< Arrows left out because the stretch holds too many to see.
};

}  // namespace raft
