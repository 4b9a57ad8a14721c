#pragma once
// What was seen to happen: the one stream that narration, Why, the checks and the trace read.

#include <array>
#include <cstdint>
#include <string_view>

#include "raft/base/ids.h"
#include "raft/core/reason.h"

namespace raft {

/// The kinds of a trace. Beside each: its operands in Event::args, and the peer where it has one.
enum class EventKind : std::uint8_t {
    Boot,
    Crash,
    Restart,  // {first index that memory held and the disk had not, or 0; first that memory had truncated and the disk
              // still holds, or 0}
    Pause,
    Resume,
    ElectionTimeout,   // {term before}
    HeartbeatTimeout,  // {term}
    Role,              // {from, to} as Role numbers, then the reason's operands from arg 2 on
    Term,              // {from, to, then the reason's operands}
    Vote,              // peer = candidate; the reason's operands
    Refuse,            // peer = candidate; the reason's operands
    Send,              // message, peer = receiver
    Receive,           // message, peer = sender
    Hold,              // message, peer = receiver
    Drop,              // message, peer = receiver; why in the reason
    Duplicate,         // message, peer = receiver, {id of the original}
    Append,            // {first, last, ...}
    Truncate,          // {from, to, ...}: entries from..to are gone
    Reject,            // peer = leader; {prevLogIndex, hintIndex, hintTerm, then the reason's operands}
    Commit,            // {from, to, ...}: commitIndex before and after
    Apply,             // {index, value: kind, low, high, then the reason's operands}
    Persist,           // {phase: 0 start 1 done 2 lost, upTo}
    Read,              // peer = client; {key text, value: kind, low, high, then the reason's operands}; a local read
                       // has no reason
    Redirect,          // peer = client; the reason's operands
    ClientInvoke,      // node = client; {seq, op text}
    ClientReturn,      // node = client; {seq, op text, ok, value: kind, low, high}
    Link,              // node = from, peer = to; {cut, hold, latency min, latency max, loss ppm}
    Clock,             // {rate in ppm, offset}
    Rule,              // {rule, value}
    Note,              // {text, then the reason's operands}
    Snapshot,          // {lastIncludedIndex, lastIncludedTerm, ...}: the log up to there was compacted
    Install,           // peer = leader; {lastIncludedIndex, lastIncludedTerm, ...}: the leader's snapshot took over
    Config,            // {index of its entry, or 0; the configuration used from now on, packed; the one before}
    PreVote,           // peer = who asks; {granted, term that it would stand in, then the reason's operands}
    Transfer,          // peer = who is to lead; {phase: a TransferPhase, then the reason's operands}
};
inline constexpr int kEventKindCount = 35;

/// The name of a kind in traces and expressions: "electionTimeout".
std::string_view nameOf(EventKind kind);

/// One event. Its number, step and time are those of its place in the stream (StepEvents).
struct Event {
    EventKind kind = EventKind::Note;
    NodeId node = kNoNode;
    NodeId peer = kNoNode;
    Reason reason = Reason::None;
    EventId cause = kNoEvent;  ///< The event that triggered it; none for a root.
    MessageId message;         ///< 0 if none.
    std::array<std::uint32_t, 7> args{};

    friend bool operator==(const Event&, const Event&) = default;
};
static_assert(sizeof(Event) == 40);

/// Where the reason's own operands begin in Event::args: after the ones that the kind itself needs.
int reasonArgsStart(EventKind kind);

/// Which operand is a TextId; -1 if none is.
constexpr int textArg(EventKind kind) {
    if (kind == EventKind::Note || kind == EventKind::Read) return 0;
    return kind == EventKind::ClientInvoke || kind == EventKind::ClientReturn ? 1 : -1;
}

/// Where a Value (kind, low, high) stands among the operands; -1 if the kind has none.
constexpr int valueArg(EventKind kind) {
    if (kind == EventKind::Apply || kind == EventKind::Read) return 1;
    return kind == EventKind::ClientReturn ? 3 : -1;
}

}  // namespace raft
