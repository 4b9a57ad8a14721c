#include "raft/trace/final_state.h"

#include <algorithm>

#include "raft/sim/entry_text.h"
#include "raft/trace/json_value.h"
#include "raft/trace/message_writer.h"
#include "raft/trace/trace_names.h"

namespace raft {
namespace {

/// Members are written in the order of the alphabet; names of a cluster are sorted first.
class FinalWriter {
public:
    FinalWriter(const History& history, std::string& out)
        : history_(history),
          cluster_(history.world().cluster()),
          context_{history.config(), cluster_.texts()},
          json_(out, JsonLayout::Pretty) {}

    void write() {
        json_.beginObject();
        writeClients();
        json_.field("hash", hexText(history_.world().digest()));
        writeMessages();
        writeNodes();
        json_.field("t", history_.time().us);
        writeViolations();
        json_.endObject();
        json_.newLine();
    }

private:
    /// The numbers of `names` in the order of the names.
    static std::vector<std::size_t> sorted(const std::vector<std::string>& names) {
        std::vector<std::size_t> order(names.size());
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
        std::sort(order.begin(), order.end(), [&names](std::size_t a, std::size_t b) { return names[a] < names[b]; });
        return order;
    }
    void end(const char* key, NodeId who) {
        json_.key(key);
        writeEnd(json_, who, context_);
    }

    void writeClients() {
        const std::vector<std::string>& names = history_.config().clients;
        json_.key("clients");
        json_.beginObject();
        for (const std::size_t i : sorted(names)) {
            json_.key(names[i]);
            json_.beginArray();
            const auto& calls = cluster_.client(clientEnd(static_cast<int>(i))).calls;
            for (std::size_t c = 0; c < calls.size(); ++c) writeCall(calls[c]);
            json_.endArray();
        }
        json_.endObject();
    }
    void writeCall(const ClientCall& call) {
        json_.beginInlineObject();
        if (call.expired) json_.field("expired", true);
        json_.field("invoked", call.invoked.us);
        json_.key("ok");
        call.returned ? json_.value(call.ok) : json_.null();
        json_.field("op", context_.texts.text(call.text));
        json_.key("returned");
        call.returned ? json_.value(call.returnedAt.us) : json_.null();
        json_.field("seq", call.seq);
        json_.key("value");
        writeValue(json_, call.value, context_);
        json_.endObject();
    }

    void writeMessages();
    void writeFlight(const Flight& flight);

    void writeNodes() {
        const std::vector<std::string>& names = history_.config().servers;
        json_.key("nodes");
        json_.beginObject();
        for (const std::size_t i : sorted(names)) {
            json_.key(names[i]);
            writeNode(NodeId(static_cast<std::uint8_t>(i)));
        }
        json_.endObject();
    }
    void writeNode(NodeId server) {
        const Node& node = cluster_.node(server);
        const Machine& machine = cluster_.machine(server);
        const bool leads = machine.up && node.role() == Role::Leader;
        json_.beginObject();
        json_.field("commitIndex", node.state().commitIndex.value);
        writeConfig(node.config());
        json_.field("currentTerm", node.currentTerm().value);
        writeStore(machine.store);
        json_.field("lastApplied", node.state().lastApplied.value);
        writeLog(node.log());
        if (leads) writePeers("matchIndex", node, node.leader().matchIndex);
        if (leads) writePeers("nextIndex", node, node.leader().nextIndex);
        json_.field("role", nameOf(node.role()));
        writeSnapshot(node.persistent().snapshot);
        json_.field("up", machine.up);
        end("votedFor", node.persistent().votedFor);
        json_.endObject();
    }
    void writeConfig(const Configuration& config) {
        json_.key("config");
        json_.beginInlineObject();
        writeServers("learners", config.learners);
        if (config.isJoint()) writeServers("oldVoters", config.oldVoters);
        writeServers("voters", config.voters);
        json_.endObject();
    }
    void writeServers(std::string_view key, NodeSet servers) {
        json_.key(key);
        json_.beginInlineArray();
        for (const NodeId server : servers) json_.value(context_.config.nameOf(server));
        json_.endArray();
    }
    void writeSnapshot(const Snapshot& snapshot) {
        json_.key("snapshot");
        if (!snapshot.exists()) return json_.null();
        json_.beginInlineObject();
        writeConfig(snapshot.config);
        json_.field("data", *snapshot.state);
        json_.field("lastIncludedIndex", snapshot.lastIncludedIndex.value);
        json_.field("lastIncludedTerm", snapshot.lastIncludedTerm.value);
        json_.endObject();
    }
    void writeStore(const KeyValue& store) {
        std::vector<std::pair<std::string, Value>> pairs;
        for (const KeyValue::Pair& pair : store.pairs()) pairs.emplace_back(context_.texts.text(pair.key), pair.value);
        std::sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        json_.key("kv");
        json_.beginInlineObject();
        for (const auto& pair : pairs) {
            json_.key(pair.first);
            writeValue(json_, pair.second, context_);
        }
        json_.endObject();
    }
    void writeSortedEntry(LogIndex index, const Entry& entry) {
        json_.beginInlineObject();
        json_.field("command", entry.type == EntryType::Noop ? "" : entryText(entry, cluster_));
        if (entry.type == EntryType::Config) writeConfig(entry.config.unpacked());
        json_.field("index", index.value);
        if (entry.session().value != 0) json_.field("session", entry.session().value);
        if (entry.session().value != 0 || entry.type == EntryType::Session) json_.field("stamp", entry.stamp);
        json_.field("term", entry.term.value);
        json_.field("type", nameOf(entry.type));
        json_.endObject();
    }
    void writeLog(const Log& log) {
        json_.key("log");
        json_.beginArray();
        for (LogIndex i = log.firstIndex(); i <= log.lastIndex(); ++i) writeSortedEntry(i, log.at(i));
        json_.endArray();
    }
    void writePeers(const char* key, const Node& node, const std::array<LogIndex, kMaxServers>& indexes) {
        json_.key(key);
        json_.beginInlineObject();
        for (const std::size_t i : sorted(history_.config().servers)) {
            if (i != node.self().value) json_.field(context_.config.servers[i], indexes[i].value);
        }
        json_.endObject();
    }

    void writeViolations() {
        json_.key("violations");
        json_.beginArray();
        for (const Violation& violation : history_.world().monitor().violations()) {
            json_.beginInlineObject();
            json_.key("evidence");
            json_.beginInlineArray();
            for (const EventId event : violation.evidence) json_.value(event.value);
            json_.endArray();
            json_.field("i", violation.event.value);
            json_.field("property", nameOf(violation.property));
            json_.field("t", violation.time.us);
            json_.field("text", violation.text);
            json_.endObject();
        }
        json_.endArray();
    }

    const History& history_;
    const Cluster& cluster_;
    WriteContext context_;
    JsonWriter json_;
};

/// Writes a value of ours again with the members of every object in the order of the alphabet. Numbers are whole.
void writeSorted(JsonWriter& json, const JsonValue& value) {
    switch (value.type()) {
        case JsonValue::Type::Null: return json.null();
        case JsonValue::Type::Boolean: return json.value(value.boolean());
        case JsonValue::Type::Number: return json.value(*value.integer());
        case JsonValue::Type::String: return json.value(value.string());
        case JsonValue::Type::Array:
            json.beginInlineArray();
            for (const JsonValue& item : value.items()) writeSorted(json, item);
            return json.endArray();
        case JsonValue::Type::Object: break;
    }
    std::vector<std::pair<std::string_view, const JsonValue*>> members;
    for (std::size_t i = 0; i < value.keys().size(); ++i) members.emplace_back(value.keys()[i].name, &value.items()[i]);
    std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    json.beginInlineObject();
    for (const auto& member : members) {
        json.key(member.first);
        writeSorted(json, *member.second);
    }
    json.endObject();
}

void FinalWriter::writeMessages() {
    json_.key("messages");
    json_.beginArray();
    for (const std::uint32_t slot : cluster_.network().slotsInOrder()) writeFlight(cluster_.network().at(slot));
    json_.endArray();
}

/// Which members a message has depends on its kind; sorting them afterwards keeps one list of them
/// (message_writer.cpp).
void FinalWriter::writeFlight(const Flight& flight) {
    std::string text;
    JsonWriter unsorted(text);
    unsorted.beginObject();
    writeMessageMembers(unsorted, flight.id, flight.message, context_);
    unsorted.field("sentAt", flight.sentAt.us);
    unsorted.key("arrivesAt");
    flight.arrivesAt == kNever ? unsorted.null() : unsorted.value(flight.arrivesAt.us);
    unsorted.endObject();
    const auto parsed = parseJson(std::move(text), {.file = "message"});
    CHECK(parsed.ok());
    writeSorted(json_, parsed.value().root());
}

}  // namespace

std::string finalState(const History& history) {
    std::string text;
    FinalWriter(history, text).write();
    return text;
}

}  // namespace raft
