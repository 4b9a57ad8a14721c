#include "raft/trace/event_writer.h"

#include "raft/trace/cluster_writer.h"
#include "raft/trace/trace_names.h"

namespace raft {
namespace {

void writeRange(JsonWriter& json, const char* from, const char* to, const Event& event) {
    json.field(from, event.args[0]);
    json.field(to, event.args[1]);
}

void writeLinkFields(JsonWriter& json, const Event& event, const WriteContext& context) {
    json.key("from");
    writeEnd(json, event.node, context);
    json.key("to");
    writeEnd(json, event.peer, context);
    json.field("cut", event.args[0] != 0);
    json.field("hold", event.args[1] != 0);
    json.key("latency");
    json.beginInlineArray();
    json.value(event.args[2]);
    json.value(event.args[3]);
    json.endArray();
    json.key("loss");
    json.decimal(event.args[4], 6);
}

void writeCall(JsonWriter& json, const Event& event, const WriteContext& context) {
    json.key("client");
    writeEnd(json, event.node, context);
    json.field("seq", event.args[0]);
    json.field("op", context.texts.text(TextId(event.args[1])));
}

Value valueIn(const Event& event) {
    const auto at = static_cast<std::size_t>(valueArg(event.kind));
    return Value::fromParts(event.args[at], event.args[at + 1], event.args[at + 2]);
}

void writeRule(JsonWriter& json, const Event& event) {
    const auto rule = static_cast<RuleId>(event.args[0]);
    json.field("name", infoOf(rule).name);
    json.key("value");
    writeRuleValue(json, rule, static_cast<int>(event.args[1]));
}

void writePeer(JsonWriter& json, const char* name, const Event& event, const WriteContext& context) {
    json.key(name);
    writeEnd(json, event.peer, context);
}

}  // namespace

bool carriesMessage(EventKind kind) {
    return kind == EventKind::Send || kind == EventKind::Receive || kind == EventKind::Hold ||
           kind == EventKind::Drop || kind == EventKind::Duplicate;
}

void writeReason(JsonWriter& json, const Event& event, const WriteContext& context) {
    if (event.reason == Reason::None) return;
    const ReasonInfo& info = infoOf(event.reason);
    json.field("reason", info.name);
    json.key("args");
    json.beginInlineObject();
    auto at = static_cast<std::size_t>(reasonArgsStart(event.kind));
    for (const std::string_view name : info.args) {
        if (name.empty() || at >= event.args.size()) break;
        json.key(name);
        const std::uint32_t operand = event.args[at++];
        if (meaningOf(name) == OperandMeaning::Server) {
            writeEnd(json, NodeId(static_cast<std::uint8_t>(operand)), context);
        } else if (meaningOf(name) == OperandMeaning::Configuration) {
            writeConfiguration(json, PackedConfiguration(operand).unpacked(), context);
        } else {
            json.value(operand);
        }
    }
    json.endObject();
}

void writeEventFields(JsonWriter& json, const Event& event, const WriteContext& context) {
    switch (event.kind) {
        case EventKind::Boot:
        case EventKind::Crash:
        case EventKind::Restart:
        case EventKind::Pause:
        case EventKind::Resume:
        case EventKind::ElectionTimeout:
        case EventKind::HeartbeatTimeout:
        case EventKind::Send:
        case EventKind::Receive:
        case EventKind::Hold: return;
        case EventKind::Role:
            json.field("from", nameOf(static_cast<Role>(event.args[0])));
            return json.field("to", nameOf(static_cast<Role>(event.args[1])));
        case EventKind::Term: return writeRange(json, "from", "to", event);
        case EventKind::Vote: return writePeer(json, "for", event, context);
        case EventKind::Refuse: return writePeer(json, "candidate", event, context);
        case EventKind::Drop: return json.field("why", dropWord(event.reason));
        case EventKind::Duplicate: return json.field("of", event.args[0]);
        case EventKind::Append: return writeRange(json, "first", "last", event);
        case EventKind::Truncate: return writeRange(json, "from", "to", event);
        case EventKind::Reject:
            writePeer(json, "to", event, context);
            json.field("prevLogIndex", event.args[0]);
            json.field("hintIndex", event.args[1]);
            return json.field("hintTerm", event.args[2]);
        case EventKind::Commit: return writeRange(json, "from", "to", event);
        case EventKind::Apply:
            json.field("index", event.args[0]);
            json.key("result");
            return writeValue(json, valueIn(event), context);
        case EventKind::Persist:
            json.field("phase", kPersistPhaseNames[event.args[0]]);
            return json.field("upTo", event.args[1]);
        case EventKind::Read:
            writePeer(json, "client", event, context);
            json.field("key", context.texts.text(TextId(event.args[0])));
            json.key("value");
            return writeValue(json, valueIn(event), context);
        case EventKind::Redirect: return writePeer(json, "client", event, context);
        case EventKind::ClientInvoke: return writeCall(json, event, context);
        case EventKind::ClientReturn:
            writeCall(json, event, context);
            json.key("value");
            writeValue(json, valueIn(event), context);
            return json.field("ok", event.args[2] != 0);
        case EventKind::Link: return writeLinkFields(json, event, context);
        case EventKind::Clock:
            json.key("rate");
            json.decimal(event.args[0], 6);
            // The offset may be negative; it travels as the bits of a signed number.
            return json.field("offset", static_cast<std::int32_t>(event.args[1]));
        case EventKind::Rule: return writeRule(json, event);
        case EventKind::Note: return json.field("text", context.texts.text(TextId(event.args[0])));
        case EventKind::Config: return json.field("index", event.args[0]);
        case EventKind::Snapshot: return writeRange(json, "lastIncludedIndex", "lastIncludedTerm", event);
        case EventKind::Install:
            writePeer(json, "from", event, context);
            return writeRange(json, "lastIncludedIndex", "lastIncludedTerm", event);
        case EventKind::PreVote:
            writePeer(json, "candidate", event, context);
            json.field("term", event.args[1]);
            return json.field("granted", event.args[0] != 0);
        case EventKind::Transfer:
            writePeer(json, "to", event, context);
            return json.field("phase", kTransferPhaseNames[event.args[0]]);
    }
}

}  // namespace raft
