#pragma once
// What the tests of the paper's rules share: messages written by hand, and all that a step may change, compared.

#include <gtest/gtest.h>

#include <tuple>
#include <vector>

#include "tests/raft/core/node_fixture.h"

namespace raft::test {

using Terms = std::vector<std::uint32_t>;
using Body = decltype(Message::body);

inline NodeSet nodes(std::initializer_list<NodeId> servers) {
    NodeSet set;
    for (const NodeId server : servers) set.insert(server);
    return set;
}

/// AppendEntries of S2.
inline AppendEntries append(std::uint32_t term, std::uint32_t prevIndex, std::uint32_t prevTerm,
                            std::initializer_list<std::uint32_t> entries, std::uint32_t commit = 0) {
    AppendEntries request;
    request.term = Term(term);
    request.leaderId = kS2;
    request.prevLogIndex = LogIndex(prevIndex);
    request.prevLogTerm = Term(prevTerm);
    request.leaderCommit = LogIndex(commit);
    request.seq = 77;
    for (const std::uint32_t entryTerm : entries) request.entries.push_back(entryOf(entryTerm));
    return request;
}

inline AppendEntriesReply stored(std::uint32_t term, std::uint32_t match, std::uint32_t seq = 0) {
    return AppendEntriesReply{Term(term), true, LogIndex(match), LogIndex(0), Term(0), seq};
}

inline RequestVote voteFor(NodeId candidate, std::uint32_t term, std::uint32_t lastIndex, std::uint32_t lastTerm) {
    return RequestVote{Term(term), candidate, LogIndex(lastIndex), Term(lastTerm)};
}

/// The whole snapshot in one message of S2; `config` is what it says of the members.
inline InstallSnapshot snapshotUpTo(std::uint32_t term, std::uint32_t lastIndex, std::uint32_t lastTerm,
                                    const Configuration& config = {NodeSet::firstNodes(3), {}, {}}) {
    InstallSnapshot request;
    request.term = Term(term);
    request.leaderId = kS2;
    request.lastIncludedIndex = LogIndex(lastIndex);
    request.lastIncludedTerm = Term(lastTerm);
    request.seq = 77;
    request.config = config;
    request.data = "x=1\n";
    request.done = true;
    return request;
}

inline ClientRequest command(std::uint32_t seq) { return ClientRequest{seq, TextId(5), false, ReadMode::Log}; }

/// Everything of a server that a message could change.
inline auto everythingOf(const Node& node) {
    return std::tuple(node.currentTerm(), node.persistent().votedFor, termsOf(node.log()),
                      node.persistent().snapshot.lastIncludedIndex, node.role(), node.state().leaderId,
                      node.state().commitIndex, node.state().lastApplied, node.config().members().bits(),
                      node.state().votesGranted.bits(), node.leader().nextIndex, node.leader().matchIndex);
}

/// `server` is stepped with a message of `from`; what it answers to `from` comes back.
template <class Reply, class Request>
std::optional<Reply> exchange(Bench& server, NodeId from, const Request& request) {
    const Message message{from, server.node.self(), request};
    server.step(&message);
    return server.sent<Reply>(from);
}

}  // namespace raft::test
