#pragma once
// The messages of Figure 2, field for field, and those between clients and servers.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "raft/base/ids.h"
#include "raft/base/value.h"
#include "raft/core/configuration.h"
#include "raft/core/entry.h"

namespace raft {

struct RequestVote {
    Term term;
    NodeId candidateId;
    LogIndex lastLogIndex;
    Term lastLogTerm;
    bool disrupt = false;  ///< The leader itself asked for this election: a server that is led may vote (D §4.2.3).
};

struct RequestVoteReply {
    Term term;
    bool voteGranted = false;
};

struct AppendEntries {
    Term term;
    NodeId leaderId;
    LogIndex prevLogIndex;
    Term prevLogTerm;
    LogIndex leaderCommit;
    std::uint32_t seq = 0;  ///< Echoed by the reply, so that an answer is told from an older one.
    EntryList entries;      ///< Empty in a heartbeat.
};

struct AppendEntriesReply {
    Term term;
    bool success = false;
    LogIndex matchIndex;  ///< prevLogIndex + number of entries; 0 on failure.
    LogIndex hintIndex;   ///< On failure with fast back-up: try here next; else 0.
    Term hintTerm;
    std::uint32_t seq = 0;  ///< 0: it refuses a message of an older term, and acknowledges nothing.
};

/// A heartbeat as a message of its own: who leads, and how far the receiver may commit. Of etcd and dragonboat; in the
/// paper a heartbeat is an AppendEntries.
struct Heartbeat {
    Term term;
    LogIndex leaderCommit;  ///< No further than what the receiver has acknowledged.
    std::uint32_t seq = 0;  ///< Of the same count as those of AppendEntries; echoed by the reply.
};

struct HeartbeatReply {
    Term term;
    std::uint32_t seq = 0;  ///< 0: it was refused, and nothing is acknowledged.
};

/// A chunk of the leader's snapshot (Figure 13).
struct InstallSnapshot {
    Term term;
    NodeId leaderId;
    LogIndex lastIncludedIndex;
    Term lastIncludedTerm;
    std::uint32_t offset = 0;  ///< Where the chunk begins in the snapshot's bytes.
    std::uint32_t seq = 0;     ///< Of the same count as those of AppendEntries; echoed by the reply.
    Configuration config;      ///< As of lastIncludedIndex.
    std::string data;
    bool done = false;  ///< It is the last chunk.
};

/// Beside the term of Figure 13 what tells replies of different snapshots and chunks apart: nothing is inferred from
/// what was sent last (D §8.1).
struct InstallSnapshotReply {
    Term term;
    LogIndex lastIncludedIndex;     ///< Of the snapshot that it answers.
    std::uint32_t bytesStored = 0;  ///< How much of it is there: the next chunk begins here.
    LogIndex matchIndex;            ///< The server has everything up to here; 0 while chunks are missing.
    std::uint32_t seq = 0;          ///< 0 as in AppendEntriesReply.
};

/// "Would you vote for me?", before the candidate's term rises (D §9.6).
struct PreVote {
    Term term;  ///< The one that it would stand in: its currentTerm + 1.
    NodeId candidateId;
    LogIndex lastLogIndex;
    Term lastLogTerm;
};

struct PreVoteReply {
    Term term;  ///< Granted: the term of the question. Refused: the voter's own.
    bool voteGranted = false;
};

/// The leader hands over: stand for election at once (D §3.10).
struct TimeoutNow {
    Term term;
};

/// A follower asks its leader up to which entry it must have applied before it may answer a read (D §6.4). The client
/// and its seq name the read.
struct ReadIndex {
    Term term;
    NodeId client = kNoNode;
    std::uint32_t seq = 0;
};

struct ReadIndexReply {
    Term term;
    bool success = false;  ///< False: ask another server.
    NodeId client = kNoNode;
    std::uint32_t seq = 0;
    LogIndex readIndex;
};

/// How a read is answered: as an entry of the log; from the state machine of whoever is asked, without a question;
/// after a round of heartbeats; by the leader's lease.
enum class ReadMode : std::uint8_t { Log, Local, ReadIndex, Lease };
inline constexpr int kReadModeCount = 4;

/// "readIndex", as in files.
std::string_view nameOf(ReadMode mode);

struct ClientRequest {
    std::uint32_t seq = 0;
    TextId command;  ///< "x=1", or the key of a read.
    bool isRead = false;
    ReadMode mode = ReadMode::Log;
    LogIndex session = LogIndex();  ///< Where sessions expire: the one that the request belongs to.
    bool opensSession = false;      ///< It asks for a session and carries no command (D §6.3).
    LogIndex seen = LogIndex();     ///< Of a local read: the newest state that its client has seen, where it may wait.
};

struct ClientReply {
    std::uint32_t seq = 0;
    bool executed = false;  ///< The command was applied; false: ask another server.
    bool ok = false;        ///< It was, and did what it says: false for a compare-and-set that found another value.
    Value value;
    NodeId leaderHint = kNoNode;
    LogIndex session = LogIndex();  ///< The one that was opened: the index of its entry.
    bool expired = false;           ///< Nobody knows the session of the request, so it was not executed this time.
    LogIndex applied = LogIndex();  ///< Where local reads may wait: the state that answers has applied up to here.
};

enum class MessageKind : std::uint8_t {
    RequestVote,
    RequestVoteReply,
    AppendEntries,
    AppendEntriesReply,
    ClientRequest,
    ClientReply,
    InstallSnapshot,
    InstallSnapshotReply,
    PreVote,
    PreVoteReply,
    TimeoutNow,
    ReadIndex,
    ReadIndexReply,
    Heartbeat,
    HeartbeatReply,
};
inline constexpr int kMessageKindCount = 15;

std::string_view nameOf(MessageKind kind);

/// A message between two ends of a link.
struct Message {
    NodeId from = kNoNode;
    NodeId to = kNoNode;
    std::variant<RequestVote, RequestVoteReply, AppendEntries, AppendEntriesReply, ClientRequest, ClientReply,
                 InstallSnapshot, InstallSnapshotReply, PreVote, PreVoteReply, TimeoutNow, ReadIndex, ReadIndexReply,
                 Heartbeat, HeartbeatReply>
        body;

    MessageKind kind() const { return static_cast<MessageKind>(body.index()); }
};

/// Does the message grant, succeed, or carry something new?
bool isPositive(const Message& message);

/// The term that a message between servers carries; 0 of one between a client and a server. That of a pre-vote, and of
/// the answer that grants it, is one that nobody is in yet.
Term termOf(const Message& message);

/// Is it an AppendEntries that is no heartbeat?
bool carriesEntries(const Message& message);

/// Does the message reveal what its sender must not forget: a vote, an acknowledgement, a term? Such a message may not
/// leave before the disk has written (D §3.8). A leader's entries may (D §10.2.1).
bool revealsPersistentState(const Message& message);

}  // namespace raft
