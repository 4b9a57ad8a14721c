#include "raft/core/message.h"

#include <array>

namespace raft {

std::string_view nameOf(MessageKind kind) {
    constexpr std::array<std::string_view, kMessageKindCount> kNames{
        "RequestVote", "RequestVoteReply", "AppendEntries", "AppendEntriesReply", "ClientRequest", "ClientReply"};
    return kNames[static_cast<std::size_t>(kind)];
}

bool revealsPersistentState(const Message& message) {
    switch (message.kind()) {
        case MessageKind::RequestVote:
        case MessageKind::RequestVoteReply:
        case MessageKind::AppendEntriesReply: return true;
        case MessageKind::AppendEntries:
        case MessageKind::ClientRequest:
        case MessageKind::ClientReply: return false;
    }
    return true;
}

}  // namespace raft
