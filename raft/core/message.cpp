#include "raft/core/message.h"

#include <array>

namespace raft {

std::string_view nameOf(MessageKind kind) {
    constexpr std::array<std::string_view, kMessageKindCount> kNames{
        "RequestVote",    "RequestVoteReply", "AppendEntries",   "AppendEntriesReply",
        "ClientRequest",  "ClientReply",      "InstallSnapshot", "InstallSnapshotReply",
        "PreVote",        "PreVoteReply",     "TimeoutNow",      "ReadIndex",
        "ReadIndexReply", "Heartbeat",        "HeartbeatReply"};
    return kNames[static_cast<std::size_t>(kind)];
}

std::string_view nameOf(ReadMode mode) {
    constexpr std::array<std::string_view, kReadModeCount> kNames{"log", "local", "readIndex", "lease"};
    return kNames[static_cast<std::size_t>(mode)];
}

bool isPositive(const Message& message) {
    if (const auto* vote = std::get_if<RequestVoteReply>(&message.body)) return vote->voteGranted;
    if (const auto* answer = std::get_if<AppendEntriesReply>(&message.body)) return answer->success;
    if (const auto* append = std::get_if<AppendEntries>(&message.body)) return !append->entries.empty();
    if (const auto* reply = std::get_if<ClientReply>(&message.body)) return reply->ok;
    if (const auto* stored = std::get_if<InstallSnapshotReply>(&message.body)) {
        return stored->bytesStored > 0 || stored->matchIndex.value > 0;
    }
    if (const auto* answer = std::get_if<PreVoteReply>(&message.body)) return answer->voteGranted;
    if (const auto* known = std::get_if<ReadIndexReply>(&message.body)) return known->success;
    if (const auto* heard = std::get_if<HeartbeatReply>(&message.body)) return heard->seq > 0;
    if (std::holds_alternative<InstallSnapshot>(message.body)) return true;
    return false;
}

Term termOf(const Message& message) {
    switch (message.kind()) {
        case MessageKind::RequestVote: return std::get<RequestVote>(message.body).term;
        case MessageKind::RequestVoteReply: return std::get<RequestVoteReply>(message.body).term;
        case MessageKind::AppendEntries: return std::get<AppendEntries>(message.body).term;
        case MessageKind::AppendEntriesReply: return std::get<AppendEntriesReply>(message.body).term;
        case MessageKind::InstallSnapshot: return std::get<InstallSnapshot>(message.body).term;
        case MessageKind::InstallSnapshotReply: return std::get<InstallSnapshotReply>(message.body).term;
        case MessageKind::PreVote: return std::get<PreVote>(message.body).term;
        case MessageKind::PreVoteReply: return std::get<PreVoteReply>(message.body).term;
        case MessageKind::TimeoutNow: return std::get<TimeoutNow>(message.body).term;
        case MessageKind::ReadIndex: return std::get<ReadIndex>(message.body).term;
        case MessageKind::ReadIndexReply: return std::get<ReadIndexReply>(message.body).term;
        case MessageKind::Heartbeat: return std::get<Heartbeat>(message.body).term;
        case MessageKind::HeartbeatReply: return std::get<HeartbeatReply>(message.body).term;
        case MessageKind::ClientRequest:
        case MessageKind::ClientReply: return Term(0);
    }
    return Term(0);
}

bool carriesEntries(const Message& message) {
    const auto* append = std::get_if<AppendEntries>(&message.body);
    return append != nullptr && !append->entries.empty();
}

bool revealsPersistentState(const Message& message) {
    switch (message.kind()) {
        case MessageKind::RequestVote:
        case MessageKind::RequestVoteReply:
        case MessageKind::AppendEntriesReply:
        case MessageKind::InstallSnapshotReply:
        case MessageKind::PreVote:  // Both name terms.
        case MessageKind::PreVoteReply:
        case MessageKind::ReadIndex:
        case MessageKind::HeartbeatReply: return true;
        // A leader's term was on its disk before it was elected; whoever refuses may have taken one up just now.
        case MessageKind::ReadIndexReply: return !std::get<ReadIndexReply>(message.body).success;
        case MessageKind::AppendEntries:
        case MessageKind::InstallSnapshot:
        case MessageKind::TimeoutNow:
        case MessageKind::Heartbeat:
        case MessageKind::ClientRequest:
        case MessageKind::ClientReply: return false;
    }
    return true;
}

}  // namespace raft
