#pragma once
// The narrow waist: what pictures, lessons and exporters know of a run. No protocol struct passes this point.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/history/node_view.h"

namespace raft {

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
    TimeoutNow,
    Snapshot,  ///< A part of one.
    SnapshotReply
};
inline bool isReply(MessageLook look) {
    return look == MessageLook::VoteReply || look == MessageLook::AppendReply || look == MessageLook::ClientReply ||
           look == MessageLook::SnapshotReply || look == MessageLook::PreVoteReply;
}
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
    bool opensSession = false;  ///< Of a client's request: it asks for a session and has no command yet.
    /// Of a snapshot: which part of how many this is, from 1; how many is 0 if nobody can tell. Its last entry is in
    /// `cells`.
    std::uint32_t part = 0;
    std::uint32_t parts = 0;
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
    bool returned = false;  ///< The client waits no more.
    bool ok = false;
    bool expired = false;  ///< Refused with its session: nobody can tell whether an earlier try took effect.
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
    bool preVote = false;    ///< The rule is on: servers ask before they stand for election.
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
    /// ConfigAppended, ConfigCommitted: the entry of a configuration, at the leader that did it.
    enum class Kind : std::uint8_t {
        Action,
        Crash,
        Restart,
        Commit,
        Violation,
        TimeOut,
        Cut,
        Mend,
        Pause,
        Resume,
        ConfigAppended,
        ConfigCommitted
    };
    Kind kind = Kind::Action;
    NodeId node = kNoNode;
    SimTime time;
    StepId step;
    bool joint = false;     ///< Of a configuration: it is C_old,new.
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
