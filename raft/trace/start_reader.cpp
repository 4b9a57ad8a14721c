#include "raft/trace/start_reader.h"

#include <algorithm>
#include <charconv>

#include "raft/base/utf8.h"
#include "raft/script/names.h"
#include "raft/sim/key_value.h"
#include "raft/trace/cluster_reader.h"

namespace raft {
namespace {

constexpr std::int64_t kHighestTerm = 1'000'000;
constexpr std::size_t kLongestLog = 10'000;
constexpr std::string_view kExpectedLog = "expected terms and entries that differ, such as \"1 1 3:x=4\"";

bool isCommand(std::string_view text) {
    const auto command = parseCommand(text);
    return command && command->op != KeyValueCommand::Op::Get;
}

/// The commands of the longest log, one an entry.
std::vector<std::string> readCommands(JsonReader& reader, const JsonValue* value) {
    std::vector<std::string> commands;
    for (const JsonValue& item : reader.array(value, {0, static_cast<std::int64_t>(kLongestLog)})) {
        const std::string* text = reader.string(&item);
        if (text == nullptr) continue;
        if (!isCommand(*text))
            reader.errorExpected(item, "a command such as \"x=1\", \"x+=1\", \"del x\" or \"cas x 1 2\"");
        commands.push_back(*text);
    }
    return commands;
}

/// One log as it is written: words with a term each. `value` is the string that holds it.
class LogReader {
public:
    LogReader(JsonReader& reader, const JsonValue& value, const std::vector<std::string>& commands)
        : reader_(reader), value_(value), commands_(commands) {}

    /// The entries; stops at the first that is wrong.
    std::vector<StartEntry> read() {
        const std::string& text = value_.string();
        std::vector<StartEntry> log;
        std::size_t at = 0;
        while ((at = text.find_first_not_of(' ', at)) != std::string::npos) {
            const std::size_t end = std::min(text.find(' ', at), text.size());
            if (log.size() == kLongestLog) {
                fail(at, "too many entries; expected at most " + std::to_string(kLongestLog));
                break;
            }
            const auto entry = readEntry(std::string_view(text).substr(at, end - at), at, log.size());
            if (!entry) break;
            log.push_back(*entry);
            at = end;
        }
        return log;
    }

private:
    std::optional<StartEntry> readEntry(std::string_view word, std::size_t at, std::size_t offset) {
        std::uint32_t term = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), term);
        const auto digits = static_cast<std::size_t>(end - word.data());
        if (error != std::errc() || term < 1 || term > kHighestTerm || (digits < word.size() && word[digits] != ':')) {
            fail(at, "found " + quotedText(word) + "; " + std::string(kExpectedLog));
            return std::nullopt;
        }
        StartEntry entry;
        entry.term = Term(term);
        if (digits < word.size()) {
            entry.command = word.substr(digits + 1);
            if (!isCommand(entry.command)) {
                fail(at + digits + 1,
                     "found " + quotedText(entry.command) + "; expected a command without blanks, such as x=4");
                return std::nullopt;
            }
        } else if (offset < commands_.size()) {
            entry.command = commands_[offset];
        }
        return entry;
    }
    void fail(std::size_t at, std::string message) { reader_.errorInString(value_, at, std::move(message)); }

    JsonReader& reader_;
    const JsonValue& value_;
    const std::vector<std::string>& commands_;
};

void readLogs(JsonReader& reader, const JsonValue* value, const ClusterConfig& config, StartState& start) {
    if (value == nullptr) return;
    if (!value->is(JsonValue::Type::Object))
        return reader.errorExpected(*value, "an object such as {\"S1\": \"1 1 3\"}");
    NodeSet seen;
    for (std::size_t i = 0; i < value->keys().size(); ++i) {
        const JsonKey& key = value->keys()[i];
        const auto server = serverNamed(config, key.name);
        if (!server) {
            reader.errorAtKey(*value, key, unknownName("server", key.name, serverNames(config)));
            continue;
        }
        if (seen.contains(*server)) {
            reader.errorAtKey(*value, key, "a second log of " + config.nameOf(*server) + "; expected one a server");
            continue;
        }
        seen.insert(*server);
        const JsonValue& text = value->items()[i];
        if (reader.string(&text) == nullptr) continue;
        start.logs[server->value] = LogReader(reader, text, start.commands).read();
    }
}

/// Command j is entry j of every log that reaches it, so there are as many as the longest log has entries.
void checkCounts(JsonReader& reader, const JsonValue& start, const JsonValue* commands, const StartState& state) {
    std::size_t longest = 0;
    for (const auto& log : state.logs) longest = std::max(longest, log.size());
    const std::size_t count = state.commands.size();
    if (count == longest) return;
    reader.error(commands != nullptr ? *commands : start,
                 std::to_string(count) + (count == 1 ? " command" : " commands") + ", but the longest log has " +
                     std::to_string(longest) + (longest == 1 ? " entry" : " entries") +
                     "; expected as many commands as entries");
}

}  // namespace

std::optional<StartState> readStart(JsonReader& reader, const JsonValue& value, const ClusterConfig& config) {
    // Whether anything here is wrong decides if the whole can be judged; what was wrong before does not matter.
    JsonReader own(reader.document());
    StartState start;
    start.logs.resize(config.servers.size());
    {
        ObjectReader object(own, value);
        const JsonValue* commands = object.optional("commands");
        start.commands = readCommands(own, commands);
        readLogs(own, object.optional("logs"), config, start);
        const JsonValue* term = object.required("term");
        if (const auto number = own.integer(term, {0, kHighestTerm}))
            start.term = Term(static_cast<std::uint32_t>(*number));
        const JsonValue* leader = object.optional("leader");
        if (leader != nullptr && !leader->is(JsonValue::Type::Null)) start.leader = readServer(own, leader, config);
        if (const auto commit = own.integer(object.optional("commit"), {0, kLongestLog})) {
            start.commit = LogIndex(static_cast<std::uint32_t>(*commit));
        }
        object.finish();
        if (own.ok()) checkCounts(own, value, commands, start);
    }
    if (own.ok()) {
        if (const auto wrong = checkStart(config, start)) own.error(value, *wrong);
    }
    const bool fine = own.ok();
    reader.takeOver(own.takeErrors());
    if (!fine) return std::nullopt;
    return start;
}

}  // namespace raft
