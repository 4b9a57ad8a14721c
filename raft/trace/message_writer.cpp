#include "raft/trace/message_writer.h"

#include "raft/sim/entry_text.h"
#include "raft/sim/key_value.h"
#include "raft/trace/trace_names.h"

namespace raft {
namespace {

/// One overload a kind of message.
struct BodyWriter {
    JsonWriter& json;
    const Message& message;
    const WriteContext& context;

    void end(std::string_view name, NodeId who) {
        json.key(name);
        writeEnd(json, who, context);
    }
    void operator()(const RequestVote& body) {
        json.field("term", body.term.value);
        end("candidateId", body.candidateId);
        json.field("lastLogIndex", body.lastLogIndex.value);
        json.field("lastLogTerm", body.lastLogTerm.value);
        json.field("disrupt", body.disrupt);
    }
    void operator()(const PreVote& body) {
        json.field("term", body.term.value);
        end("candidateId", body.candidateId);
        json.field("lastLogIndex", body.lastLogIndex.value);
        json.field("lastLogTerm", body.lastLogTerm.value);
        json.field("disrupt", false);
    }
    void operator()(const PreVoteReply& body) {
        json.field("term", body.term.value);
        json.field("voteGranted", body.voteGranted);
    }
    void operator()(const TimeoutNow& body) { json.field("term", body.term.value); }
    void operator()(const RequestVoteReply& body) {
        json.field("term", body.term.value);
        json.field("voteGranted", body.voteGranted);
    }
    void operator()(const AppendEntries& body) {
        json.field("term", body.term.value);
        end("leaderId", body.leaderId);
        json.field("prevLogIndex", body.prevLogIndex.value);
        json.field("prevLogTerm", body.prevLogTerm.value);
        json.key("entries");
        json.beginInlineArray();
        for (std::uint32_t i = 0; i < body.entries.size(); ++i) {
            writeEntry(json, body.prevLogIndex + (i + 1), body.entries[i], context);
        }
        json.endArray();
        json.field("leaderCommit", body.leaderCommit.value);
        json.field("seq", body.seq);
    }
    void operator()(const AppendEntriesReply& body) {
        json.field("term", body.term.value);
        json.field("success", body.success);
        json.field("matchIndex", body.matchIndex.value);
        json.field("hintIndex", body.hintIndex.value);
        json.field("hintTerm", body.hintTerm.value);
        json.field("seq", body.seq);
    }
    void operator()(const ClientRequest& body) {
        end("client", message.from);
        json.field("seq", body.seq);
        if (body.session.value != 0) json.field("session", body.session.value);
        if (body.opensSession) return json.field("opensSession", true);
        std::string_view text = context.texts.text(body.command);
        if (!body.isRead) return json.field("command", text);
        // A read through the log travels as the command that will be its entry: "get x".
        constexpr std::string_view kGet = "get ";
        if (body.mode == ReadMode::Log && text.substr(0, kGet.size()) == kGet) text.remove_prefix(kGet.size());
        json.field("read", text);
        json.field("mode", nameOf(body.mode));
        if (body.seen.value != 0) json.field("seen", body.seen.value);
    }
    void operator()(const ClientReply& body) {
        end("client", message.to);
        json.field("seq", body.seq);
        json.field("ok", body.executed && body.ok);
        json.key("value");
        writeValue(json, body.value, context);
        end("leaderHint", body.leaderHint);
        if (body.session.value != 0) json.field("session", body.session.value);
        if (body.expired) json.field("expired", true);
        if (body.applied.value != 0) json.field("applied", body.applied.value);
    }
    void operator()(const InstallSnapshot& body) {
        json.field("term", body.term.value);
        end("leaderId", body.leaderId);
        json.field("lastIncludedIndex", body.lastIncludedIndex.value);
        json.field("lastIncludedTerm", body.lastIncludedTerm.value);
        json.key("config");
        writeConfiguration(json, body.config, context);
        json.field("offset", body.offset);
        json.field("data", body.data);
        json.field("done", body.done);
        json.field("seq", body.seq);
    }
    void operator()(const Heartbeat& body) {
        json.field("term", body.term.value);
        json.field("leaderCommit", body.leaderCommit.value);
        json.field("seq", body.seq);
    }
    void operator()(const HeartbeatReply& body) {
        json.field("term", body.term.value);
        json.field("seq", body.seq);
    }
    void operator()(const ReadIndex& body) {
        json.field("term", body.term.value);
        end("client", body.client);
        json.field("seq", body.seq);
    }
    void operator()(const ReadIndexReply& body) {
        json.field("term", body.term.value);
        json.field("success", body.success);
        end("client", body.client);
        json.field("seq", body.seq);
        json.field("readIndex", body.readIndex.value);
    }
    void operator()(const InstallSnapshotReply& body) {
        json.field("term", body.term.value);
        json.field("lastIncludedIndex", body.lastIncludedIndex.value);
        json.field("bytesStored", body.bytesStored);
        json.field("matchIndex", body.matchIndex.value);
        json.field("seq", body.seq);
    }
};

}  // namespace

void writeEntry(JsonWriter& json, LogIndex index, const Entry& entry, const WriteContext& context) {
    json.beginInlineObject();
    json.field("index", index.value);
    json.field("term", entry.term.value);
    json.field("type", nameOf(entry.type));
    json.field("command", entry.type == EntryType::Noop ? "" : entryText(entry, context.texts, context.config));
    if (entry.type == EntryType::Config) {
        json.key("config");
        writeConfiguration(json, entry.config.unpacked(), context);
    }
    if (entry.session().value != 0) json.field("session", entry.session().value);
    if (entry.session().value != 0 || entry.type == EntryType::Session) json.field("stamp", entry.stamp);
    json.endObject();
}

void writeConfiguration(JsonWriter& json, const Configuration& config, const WriteContext& context) {
    const auto write = [&](std::string_view key, NodeSet servers) {
        json.key(key);
        json.beginInlineArray();
        for (const NodeId server : servers) json.value(context.config.nameOf(server));
        json.endArray();
    };
    json.beginInlineObject();
    write("voters", config.voters);
    write("learners", config.learners);
    if (config.isJoint()) write("oldVoters", config.oldVoters);
    json.endObject();
}

void writeValue(JsonWriter& json, Value value, const WriteContext& context) {
    value.kind == Value::Kind::None ? json.null() : json.value(textOf(value, context.texts));
}

void writeEnd(JsonWriter& json, NodeId end, const WriteContext& context) {
    end == kNoNode ? json.null() : json.value(context.config.nameOf(end));
}

void writeMessageMembers(JsonWriter& json, MessageId id, const Message& message, const WriteContext& context) {
    json.field("id", id.value);
    json.field("kind", nameOf(message.kind()));
    json.field("from", context.config.nameOf(message.from));
    json.field("to", context.config.nameOf(message.to));
    std::visit(BodyWriter{json, message, context}, message.body);
}

void writeMessage(JsonWriter& json, MessageId id, const Message& message, const WriteContext& context) {
    json.beginInlineObject();
    writeMessageMembers(json, id, message, context);
    json.endObject();
}

}  // namespace raft
