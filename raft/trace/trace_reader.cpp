#include "raft/trace/trace_reader.h"

#include <algorithm>

#include "raft/base/utf8.h"
#include "raft/core/event.h"
#include "raft/script/names.h"
#include "raft/trace/json_reader.h"
#include "raft/trace/session_reader.h"
#include "raft/trace/trace_names.h"

namespace raft {
namespace {

constexpr JsonRange kCount{0, UINT32_MAX};
constexpr JsonRange kIndex{1, UINT32_MAX};
constexpr JsonRange kTime{0, INT64_MAX / 4};
constexpr std::string_view kViolation = "violation";

bool isKind(std::string_view word) {
    for (int kind = 0; kind < kEventKindCount; ++kind) {
        if (nameOf(static_cast<EventKind>(kind)) == word) return true;
    }
    return word == kViolation;
}

std::vector<std::string_view> kindNames() {
    std::vector<std::string_view> names;
    for (int kind = 0; kind < kEventKindCount; ++kind) names.push_back(nameOf(static_cast<EventKind>(kind)));
    names.push_back(kViolation);
    return names;
}

bool isHash(std::string_view text) {
    return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

/// Reads the members of one line.
class TraceReader::LineParser {
public:
    LineParser(const TraceReader& trace, JsonReader& reader, const JsonValue& root)
        : trace_(trace), reader_(reader), root_(root) {}

    void read(TraceEvent& event) {
        const std::string* kind = reader_.string(required(root_, "ev"));
        if (kind == nullptr) return;
        if (!isKind(*kind)) return reader_.error(*root_.find("ev"), unknownName("kind of event", *kind, kindNames()));
        event.kind = *kind;
        readPlace(event);
        if (const JsonValue* node = root_.find("node")) event.node = end(node);
        readCause(event);
        readKindFields(event);
        if (const JsonValue* state = root_.find("state")) event.state = readState(*state);
        if (const JsonValue* log = root_.find("log")) readLog(*log, event);
        if (const JsonValue* config = root_.find("config")) event.config = trace_.readConfiguration(reader_, *config);
        if (const JsonValue* message = root_.find("msg")) event.message = readMessage(*message);
    }

    /// The last line.
    void readEnd() {
        const JsonValue* count = required(root_, "events");
        const auto events = number(count);
        if (events && *events != trace_.eventCount_) {
            reader_.error(*count, "says " + std::to_string(*events) + " events; expected " +
                                      std::to_string(trace_.eventCount_) + ", as many as there are");
        }
        const JsonValue* hash = required(root_, "hash");
        const std::string* text = reader_.string(hash);
        if (text != nullptr && !isHash(*text)) reader_.errorExpected(*hash, "sixteen hexadecimal digits");
    }

private:
    const JsonValue* required(const JsonValue& object, const char* name) {
        if (!object.is(JsonValue::Type::Object)) {
            reader_.errorExpected(object, "an object");
            return nullptr;
        }
        const JsonValue* found = object.find(name);
        if (found == nullptr) {
            reader_.error(object, "field " + quotedText(name) + " is missing; expected it in this object");
        }
        return found;
    }
    std::optional<std::uint32_t> number(const JsonValue* value, JsonRange range = kCount) {
        const auto read = reader_.integer(value, range);
        if (!read) return std::nullopt;
        return static_cast<std::uint32_t>(*read);
    }
    std::uint32_t numberIn(const JsonValue& object, const char* name, JsonRange range = kCount) {
        return number(required(object, name), range).value_or(0);
    }
    NodeId end(const JsonValue* value) {
        const std::string* name = reader_.string(value);
        if (name == nullptr) return kNoNode;
        const auto found = trace_.ends_.find(*name);
        if (found != trace_.ends_.end()) return found->second;
        std::vector<std::string_view> names;
        for (const auto& known : trace_.ends_) names.push_back(known.first);
        reader_.error(*value, unknownName("node", *name, names));
        return kNoNode;
    }
    Role role(const JsonValue* value) {
        const auto choice = reader_.choice(value, kRoleNames);
        return choice ? static_cast<Role>(*choice) : Role::Follower;
    }

    /// Events are numbered without holes; a violation repeats the number of the event that broke the property.
    void readPlace(TraceEvent& event) {
        const JsonValue* i = required(root_, "i");
        const std::uint32_t expected = trace_.eventCount_;
        if (const auto found = number(i)) {
            event.event = EventId(*found);
            if (!event.isViolation() && *found != expected) {
                reader_.error(*i, "event " + std::to_string(*found) + "; expected number " + std::to_string(expected));
            } else if (event.isViolation() && *found >= expected) {
                reader_.error(*i, "a violation by event " + std::to_string(*found) + "; expected an event before it");
            }
        }
        const JsonValue* step = required(root_, "step");
        if (const auto found = number(step)) {
            event.step = StepId(*found);
            if (*found < trace_.step_.value)
                reader_.error(*step, "a step of the past; expected at least " + std::to_string(trace_.step_.value));
        }
        const JsonValue* time = required(root_, "t");
        if (const auto found = reader_.integer(time, kTime)) {
            event.time = SimTime(*found);
            if (event.time < trace_.time_)
                reader_.error(*time, "a time of the past; expected at least " + std::to_string(trace_.time_.us));
        }
    }
    void readCause(const TraceEvent& event) {
        const JsonValue* cause = root_.find("cause");
        const auto found = number(cause);
        if (found && *found >= event.event.value)
            reader_.error(*cause,
                          "a cause that is no earlier event; expected less than " + std::to_string(event.event.value));
    }

    void readKindFields(TraceEvent& event) {
        if (event.kind == "role") {
            event.from = static_cast<std::uint32_t>(role(required(root_, "from")));
            event.to = static_cast<std::uint32_t>(role(required(root_, "to")));
        } else if (event.kind == "term" || event.kind == "truncate" || event.kind == "commit") {
            event.from = numberIn(root_, "from");
            event.to = numberIn(root_, "to");
        } else if (event.kind == "append") {
            event.first = numberIn(root_, "first", kIndex);
            event.last = numberIn(root_, "last", kIndex);
        } else if (event.kind == "apply") {
            event.index = numberIn(root_, "index", kIndex);
        } else if (event.kind == "snapshot" || event.kind == "install") {
            event.index = numberIn(root_, "lastIncludedIndex", kIndex);
        } else if (event.kind == "vote") {
            event.candidate = end(required(root_, "for"));
        } else if (event.kind == "persist") {
            const auto phase = reader_.choice(required(root_, "phase"), kPersistPhaseNames);
            if (phase) event.phase = kPersistPhaseNames[*phase];
        } else if (event.kind == "rule") {
            if (const std::string* rule = reader_.string(required(root_, "name"))) event.rule = *rule;
            const JsonValue* value = required(root_, "value");
            if (event.rule == "configAt" && value != nullptr) {
                if (const std::string* choice = reader_.string(value)) event.choice = *choice;
            }
        } else if (event.isViolation()) {
            if (const std::string* property = reader_.string(required(root_, "property"))) event.property = *property;
            if (const std::string* text = reader_.string(required(root_, "text"))) event.text = *text;
            for (const JsonValue& item : reader_.array(required(root_, "evidence"), {0, 10'000})) {
                event.evidence.push_back(EventId(number(&item).value_or(0)));
            }
        }
    }

    NodeNumbers readState(const JsonValue& value) {
        NodeNumbers numbers;
        numbers.role = role(required(value, "role"));
        numbers.currentTerm = Term(numberIn(value, "currentTerm"));
        const JsonValue* vote = required(value, "votedFor");
        if (vote != nullptr && !vote->is(JsonValue::Type::Null)) numbers.votedFor = end(vote);
        numbers.commitIndex = LogIndex(numberIn(value, "commitIndex"));
        numbers.lastApplied = LogIndex(numberIn(value, "lastApplied"));
        numbers.lastLogIndex = LogIndex(numberIn(value, "lastLogIndex"));
        numbers.lastLogTerm = Term(numberIn(value, "lastLogTerm"));
        return numbers;
    }
    void readLog(const JsonValue& value, TraceEvent& event) {
        if (!value.is(JsonValue::Type::Object)) return reader_.errorExpected(value, "an object");
        if (const JsonValue* from = value.find("truncatedFrom"))
            event.truncatedFrom = LogIndex(number(from, kIndex).value_or(0));
        if (const JsonValue* snapshot = value.find("snapshot")) {
            event.compacted = LogIndex(numberIn(*snapshot, "lastIncludedIndex"));
            event.compactedTerm = Term(numberIn(*snapshot, "lastIncludedTerm"));
            const JsonValue* config = snapshot->is(JsonValue::Type::Object) ? snapshot->find("config") : nullptr;
            if (config != nullptr) event.compactedConfig = trace_.readConfiguration(reader_, *config);
        }
        for (const JsonValue& item : reader_.array(value.find("appended"), kIndex)) {
            TraceEntry entry;
            entry.index = LogIndex(numberIn(item, "index", kIndex));
            entry.term = Term(numberIn(item, "term", kIndex));
            const auto type = reader_.choice(required(item, "type"), kEntryTypeNames);
            if (type) entry.content = std::string(kEntryTypeNames[*type]) + ':';
            if (const std::string* command = reader_.string(required(item, "command"))) entry.content += *command;
            const bool isConfig = type && static_cast<EntryType>(*type) == EntryType::Config;
            const JsonValue* config = isConfig ? required(item, "config") : nullptr;
            if (config != nullptr) entry.config = trace_.readConfiguration(reader_, *config);
            event.appended.push_back(std::move(entry));
        }
    }
    TraceMessage readMessage(const JsonValue& value) {
        TraceMessage message;
        message.id = numberIn(value, "id");
        if (const std::string* kind = reader_.string(required(value, "kind"))) message.kind = *kind;
        message.from = end(required(value, "from"));
        message.to = end(required(value, "to"));
        if (!value.is(JsonValue::Type::Object)) return message;
        if (const auto term = number(value.find("term"))) message.term = Term(*term);
        if (const auto granted = reader_.boolean(value.find("voteGranted"))) message.voteGranted = *granted;
        return message;
    }

    const TraceReader& trace_;
    JsonReader& reader_;
    const JsonValue& root_;
};

bool TraceReader::fail(std::string message) {
    addError(errors_, Error{file_, std::max(lines_.lineNumber(), 1), 1, "", std::move(message)});
    return false;
}

bool TraceReader::take(Errors errors) {
    addErrors(errors_, std::move(errors));
    return false;
}

Result<TraceReader> TraceReader::open(const std::string& path) {
    auto lines = LineReader::open(path, {.bytesMax = kTraceBytesMax, .lineBytesMax = kTraceLineBytesMax});
    if (!lines.ok()) return std::move(lines).errors();
    TraceReader trace(path, std::move(lines).value());
    trace.readHeader();
    if (!trace.ok()) return trace.errors();
    return trace;
}

void TraceReader::readHeader() {
    if (!lines_.next(line_)) {
        if (!lines_.ok()) return void(take(lines_.errors()));
        return void(fail("empty; expected a trace"));
    }
    auto parsed = parseJson(line_, {.file = file_, .bytesMax = kTraceLineBytesMax});
    if (!parsed.ok()) return void(take(parsed.errors()));
    JsonReader reader(parsed.value());
    const JsonValue& value = parsed.value().root();
    {
        ObjectReader root(reader, value);
        checkFormat(reader, root, "raftlab-trace");
        if (!reader.ok()) return void(take(reader.takeErrors()));
        for (const char* other : {"protocol", "cluster", "timeUnit"}) root.allow(other);
        const auto add = [&](const JsonValue& item) {
            const std::string* name = reader.string(&item);
            if (name == nullptr) return false;
            if (!ends_.emplace(*name, NodeId(static_cast<std::uint8_t>(ends_.size()))).second) {
                reader.error(item, "name " + quotedText(*name) + " stands twice; expected another one");
            }
            return true;
        };
        for (const JsonValue& item : reader.array(root.required("nodes"), {1, kMaxTraceNodes})) {
            if (add(item)) servers_.push_back(item.string());
        }
        const JsonValue* cluster = value.find("cluster");
        const bool hasCluster = cluster != nullptr && cluster->is(JsonValue::Type::Object);
        for (const JsonValue& item :
             reader.array(hasCluster ? cluster->find("clients") : nullptr, {0, kMaxTraceNodes})) {
            add(item);
        }
        configuration_.voters = NodeSet::firstNodes(serverCount());
        if (hasCluster) readCluster(reader, *cluster);
    }
    take(reader.takeErrors());
}

/// Of the first line: who is a member at the start, and when a new configuration comes into use.
void TraceReader::readCluster(JsonReader& reader, const JsonValue& cluster) {
    const JsonValue* voters = cluster.find("voters");
    configuration_.learners = readServers(reader, cluster.find("learners"));
    configuration_.voters =
        voters == nullptr ? configuration_.voters - configuration_.learners : readServers(reader, voters);
    const JsonValue* rules = cluster.find("rules");
    if (rules == nullptr || !rules->is(JsonValue::Type::Object)) return;
    const JsonValue* at = rules->find("configAt");
    configAtCommit_ = at != nullptr && at->is(JsonValue::Type::String) && at->string() == "commit";
}

NodeSet TraceReader::readServers(JsonReader& reader, const JsonValue* list) const {
    NodeSet servers;
    for (const JsonValue& item : reader.array(list, {0, kMaxTraceNodes})) {
        const std::string* name = reader.string(&item);
        if (name == nullptr) continue;
        const auto found = ends_.find(*name);
        if (found != ends_.end() && found->second.value < serverCount()) {
            servers.insert(found->second);
        } else {
            reader.error(item, unknownName("server", *name, {servers_.begin(), servers_.end()}));
        }
    }
    return servers;
}

/// {"voters": […], "learners": […], "oldVoters": […]}, the last while joint.
Configuration TraceReader::readConfiguration(JsonReader& reader, const JsonValue& value) const {
    if (!value.is(JsonValue::Type::Object)) {
        reader.errorExpected(value, "an object");
        return {};
    }
    if (value.find("voters") == nullptr) reader.error(value, "field \"voters\" is missing; expected it in this object");
    return Configuration{readServers(reader, value.find("voters")), readServers(reader, value.find("oldVoters")),
                         readServers(reader, value.find("learners"))};
}

bool TraceReader::next(TraceEvent& event) {
    if (!ok()) return false;
    event = TraceEvent{};
    if (!lines_.next(line_)) {
        if (!lines_.ok()) return take(lines_.errors());
        if (!ended_)
            return fail("the trace ends without its last line; expected {\"end\":true, …}: the file was cut off");
        return false;
    }
    if (ended_) return fail("a line after the last one; expected nothing behind {\"end\":true, …}");
    auto parsed = parseJson(line_, {.file = file_, .bytesMax = kTraceLineBytesMax, .firstLine = lines_.lineNumber()});
    if (!parsed.ok()) return take(std::move(parsed).errors());
    JsonReader reader(parsed.value());
    const JsonValue& root = parsed.value().root();
    if (!root.is(JsonValue::Type::Object)) {
        reader.errorExpected(root, "an object");
        return take(reader.takeErrors());
    }
    LineParser parser(*this, reader, root);
    if (root.find("end") != nullptr) {
        parser.readEnd();
        ended_ = true;
        if (!reader.ok()) return take(reader.takeErrors());
        return next(event);
    }
    event.line = lines_.lineNumber();
    parser.read(event);
    if (!reader.ok()) return take(reader.takeErrors());
    if (!event.isViolation() && ++eventCount_ > kTraceEventsMax) {
        return fail("too many events; expected at most " + std::to_string(kTraceEventsMax));
    }
    step_ = event.step;
    time_ = event.time;
    return true;
}

}  // namespace raft
