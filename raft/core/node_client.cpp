// Requests of clients: §8.

#include "raft/core/turn.h"

namespace raft {

/// How many entries of its own term a leader has not committed yet. Those of its predecessors do not count: without
/// one of its own, nobody could commit them (§5.4.2).
std::uint32_t Node::uncommittedOfTerm() const {
    LogIndex index = log().lastIndex();
    const auto isOwn = [&] { return log().knowsTermAt(index) && log().termAt(index) == currentTerm(); };
    while (index > volatile_.commitIndex && isOwn()) index = index - 1;
    return log().lastIndex().value - index.value;
}

/// A leader appends the command to its log and answers once it is applied; any other server names the leader, if it
/// knows one (§8).
void Node::onClientRequest(Turn& turn, const Message& message, const ClientRequest& request) {
    if (turn.rules.localReadWaits && request.isRead && request.mode == ReadMode::Local) {
        return onLocalRead(turn, message.from, request);
    }
    const bool outOfLog = request.isRead && (request.mode == ReadMode::ReadIndex || request.mode == ReadMode::Lease);
    const bool mayAsk = request.mode == ReadMode::ReadIndex && volatile_.leaderId != kNoNode;
    if (outOfLog && (role() == Role::Leader || mayAsk)) return onReadRequest(turn, message.from, request);
    if (role() != Role::Leader) {
        turn.fact(Turn::event(EventKind::Redirect, self_, Reason::NotLeader, {currentTerm().value}, message.from));
        return turn.send(self_, message.from, ClientReply{request.seq, false, false, Value{}, volatile_.leaderId});
    }
    if (leader_.transfer.runs()) {
        // No hint: the target does not lead yet. The client asks again in its own time (D §3.10).
        turn.fact(
            Turn::event(EventKind::Redirect, self_, Reason::TransferInProgress, {currentTerm().value}, message.from));
        return turn.send(self_, message.from, ClientReply{request.seq, false, false, Value{}, kNoNode});
    }
    const std::uint32_t uncommitted = turn.rules.limitUncommitted ? uncommittedOfTerm() : 0;
    if (uncommitted >= kUncommittedLimit) {
        turn.fact(Turn::event(EventKind::Redirect, self_, Reason::TooMuchUncommitted, {uncommitted, kUncommittedLimit},
                              message.from));
        return turn.send(self_, message.from, ClientReply{request.seq, false, false, Value{}, kNoNode});
    }
    Entry entry;
    entry.term = currentTerm();
    entry.command = request.command;
    entry.seq = request.seq;
    entry.client = message.from;
    if (request.opensSession) entry.type = EntryType::Session;
    entry.setSession(request.session);
    // The only time that counts is the one the log tells: the leader's clock, read once, here (D §6.3).
    if (request.opensSession || request.session.value != 0) entry.stamp = turn.clock.milliseconds();
    appendOwn(turn, entry, Reason::ClientCommand);
    replicateNew(turn);
}

/// A leader only ever adds to its log (Leader Append-Only, Figure 3).
void Node::appendOwn(Turn& turn, const Entry& entry, Reason reason) {
    persistent_.log.append(entry);
    turn.out.persist = true;
    const std::uint32_t index = log().lastIndex().value;
    turn.fact(Turn::event(EventKind::Append, self_, reason, {index, index, entry.term.value}));
    if (!turn.rules.applyOnlyCommitted) apply(turn);
}

}  // namespace raft
