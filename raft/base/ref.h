#pragma once
// What a mark in a picture, a line of text or a selection stands for. A Ref names a thing of the run, never a pixel.

#include <cstdint>

#include "raft/base/ids.h"
#include "raft/base/sim_time.h"

namespace raft {

/// Beside each kind: what `a` and `b` mean.
enum class RefKind : std::uint8_t {
    None,
    Node,        ///< a = NodeId of a server.
    Client,      ///< a = NodeId of a client's end.
    Cell,        ///< a = NodeId, b = index in its log.
    Message,     ///< a = MessageId.
    Link,        ///< a = from, b = to: this direction. Pictures of both directions use the smaller end as `a`.
    Lane,        ///< a = NodeId, b = time in ms at which the span begins.
    Moment,      ///< a = StepId, b = position among the moments shown.
    Step,        ///< a = StepId.
    Event,       ///< a = EventId.
    Term,        ///< a = term.
    Branch,      ///< a = line of the history.
    ClientCall,  ///< a = NodeId of the client's end, b = seq.
    Vote,        ///< a = voter, b = candidate.
    Property,    ///< a = number of the property.
    Button,      ///< a = whatever the surface that drew it says.
};

struct Ref {
    RefKind kind = RefKind::None;
    std::uint32_t a = 0;
    std::uint32_t b = 0;

    constexpr bool empty() const { return kind == RefKind::None; }
    friend constexpr auto operator<=>(const Ref&, const Ref&) = default;
    friend constexpr bool operator==(const Ref&, const Ref&) = default;
};

/// The server or client that an operand of a reference names.
constexpr NodeId endOf(std::uint32_t operand) { return NodeId(static_cast<std::uint8_t>(operand)); }

constexpr Ref nodeRef(NodeId node) { return Ref{RefKind::Node, node.value, 0}; }
constexpr Ref clientRef(NodeId client) { return Ref{RefKind::Client, client.value, 0}; }
constexpr Ref cellRef(NodeId node, std::uint32_t index) { return Ref{RefKind::Cell, node.value, index}; }
constexpr Ref messageRef(MessageId message) { return Ref{RefKind::Message, message.value, 0}; }
constexpr Ref linkRef(NodeId from, NodeId to) { return Ref{RefKind::Link, from.value, to.value}; }
constexpr Ref laneRef(NodeId node, SimTime from) {
    return Ref{RefKind::Lane, node.value, static_cast<std::uint32_t>(from.us / 1000)};
}
constexpr Ref momentRef(StepId step, std::uint32_t position) { return Ref{RefKind::Moment, step.value, position}; }
constexpr Ref stepRef(StepId step) { return Ref{RefKind::Step, step.value, 0}; }
constexpr Ref eventRef(EventId event) { return Ref{RefKind::Event, event.value, 0}; }
constexpr Ref termRef(std::uint32_t term) { return Ref{RefKind::Term, term, 0}; }
constexpr Ref branchRef(int line) { return Ref{RefKind::Branch, static_cast<std::uint32_t>(line), 0}; }
constexpr Ref callRef(NodeId client, std::uint32_t seq) { return Ref{RefKind::ClientCall, client.value, seq}; }
constexpr Ref voteRef(NodeId voter, NodeId candidate) { return Ref{RefKind::Vote, voter.value, candidate.value}; }

}  // namespace raft
