#include "raft/sim/key_value.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "raft/base/check.h"

namespace raft {
namespace {

bool isKeyStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isKeyPart(char c) { return isKeyStart(c) || (c >= '0' && c <= '9'); }

/// Takes a key off the front of `rest`; empty if there is none.
std::string_view takeKey(std::string_view& rest) {
    std::size_t length = 0;
    if (!rest.empty() && isKeyStart(rest[0])) {
        while (length < rest.size() && isKeyPart(rest[length])) ++length;
    }
    const std::string_view key = rest.substr(0, length);
    rest.remove_prefix(length);
    return key;
}

/// Takes the text up to the next space (or the end), and the space.
std::string_view takeWord(std::string_view& rest) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, space);
    rest.remove_prefix(std::min(space + 1, rest.size()));
    return word;
}

bool takePrefix(std::string_view& rest, std::string_view prefix) {
    if (rest.substr(0, prefix.size()) != prefix) return false;
    rest.remove_prefix(prefix.size());
    return true;
}

std::optional<std::int64_t> numberOf(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    // "-0" and "007" stay texts, so that a value prints as it was written.
    if (std::to_string(number) != text) return std::nullopt;
    return number;
}

}  // namespace

std::optional<KeyValueCommand> parseCommand(std::string_view text) {
    using Op = KeyValueCommand::Op;
    std::string_view rest = text;
    if (takePrefix(rest, "del ") || (rest = text, takePrefix(rest, "get "))) {
        const Op op = text[0] == 'd' ? Op::Delete : Op::Get;
        const std::string_view key = takeKey(rest);
        if (key.empty() || !rest.empty()) return std::nullopt;
        return KeyValueCommand{op, key, {}, {}};
    }
    if (takePrefix(rest, "cas ")) {
        const std::string_view key = takeKey(rest);
        if (key.empty() || !takePrefix(rest, " ")) return std::nullopt;
        const std::string_view expected = takeWord(rest);
        const std::string_view value = takeWord(rest);
        if (expected.empty() || value.empty() || !rest.empty()) return std::nullopt;
        return KeyValueCommand{Op::CompareAndSet, key, value, expected};
    }
    const std::string_view key = takeKey(rest);
    if (key.empty()) return std::nullopt;
    Op op = Op::Set;
    if (takePrefix(rest, "+=")) {
        op = Op::Add;
        if (!numberOf(rest)) return std::nullopt;
    } else if (!takePrefix(rest, "=")) {
        return std::nullopt;
    }
    if (rest.empty()) return std::nullopt;
    return KeyValueCommand{op, key, rest, {}};
}

Value valueOf(std::string_view text, TextTable& texts) {
    if (const auto number = numberOf(text)) return Value::number(*number);
    return Value::text(texts.intern(text));
}

std::string textOf(Value value, const TextTable& texts) {
    switch (value.kind) {
        case Value::Kind::None: return "";
        case Value::Kind::Number: return std::to_string(value.asNumber());
        case Value::Kind::Text: return std::string(texts.text(value.asText()));
    }
    return "";
}

const StoredCommand& CommandTable::of(TextId text) {
    if (text.value >= byText_.size()) byText_.resize(text.value + std::size_t{1});
    if (!byText_[text.value]) {
        StoredCommand stored;
        if (const auto command = parseCommand(texts_->text(text))) {
            // One to one: Unknown comes before the others.
            stored.op = static_cast<StoredCommand::Op>(static_cast<int>(command->op) + 1);
            stored.key = texts_->intern(command->key);
            if (!command->value.empty()) stored.value = valueOf(command->value, *texts_);
            if (!command->expected.empty()) stored.expected = valueOf(command->expected, *texts_);
        }
        byText_[text.value] = stored;
    }
    return *byText_[text.value];
}

ApplyResult KeyValue::apply(const Entry& entry, CommandTable& commands, const ApplyOptions& options) {
    if (options.sessionTimeout > SimTime() && isClient(entry.client)) return applyInSession(entry, commands, options);
    if (entry.type != EntryType::Command) return ApplyResult{};
    Session* session =
        isClient(entry.client) ? &sessions_[static_cast<std::size_t>(clientNumber(entry.client))] : nullptr;
    if (options.dedup && session != nullptr && entry.seq != 0 && entry.seq <= session->seq) {
        ApplyResult answer = entry.seq == session->seq ? session->answer : ApplyResult{};
        answer.repeated = true;
        return answer;
    }
    const ApplyResult answer = execute(commands.of(entry.command));
    if (session != nullptr) {
        session->seq = std::max(session->seq, entry.seq);
        session->answer = answer;
    }
    return answer;
}

/// Time goes on first, then whose time is over goes, then the entry counts: all of it from what stands in the log, so
/// every server does the same at the same entry (D §6.3).
ApplyResult KeyValue::applyInSession(const Entry& entry, CommandTable& commands, const ApplyOptions& options) {
    logTime_ = std::max(logTime_, entry.stamp);
    expire(options);
    if (entry.type == EntryType::Session) {
        open_.write().push_back(OpenSession{options.index, entry.client, 0, ApplyResult{}, logTime_});
        return ApplyResult{};
    }
    const auto known = std::find_if(open_->begin(), open_->end(),
                                    [&](const OpenSession& session) { return session.id == entry.session(); });
    if (known == open_->end()) {
        ApplyResult unknown;
        unknown.ok = false;
        unknown.expired = true;
        return unknown;
    }
    const auto at = static_cast<std::size_t>(known - open_->begin());  // Before write(), which may copy.
    OpenSession& session = open_.write()[at];
    session.lastUse = logTime_;
    if (options.dedup && entry.seq <= session.seq) {
        ApplyResult answer = entry.seq == session.seq ? session.answer : ApplyResult{};
        answer.repeated = true;
        return answer;
    }
    session.seq = std::max(session.seq, entry.seq);
    session.answer = execute(commands.of(entry.command));
    return session.answer;
}

void KeyValue::expire(const ApplyOptions& options) {
    const std::uint32_t now = options.ownTime.value_or(logTime_);
    const auto isOver = [&](const OpenSession& session) {
        return now > session.lastUse && SimTime::fromMs(now - session.lastUse) > options.sessionTimeout;
    };
    if (std::none_of(open_->begin(), open_->end(), isOver)) return;
    std::vector<OpenSession>& open = open_.write();
    open.erase(std::remove_if(open.begin(), open.end(), isOver), open.end());
}

ApplyResult KeyValue::execute(const StoredCommand& command) {
    using Op = StoredCommand::Op;
    ApplyResult result;
    result.value = get(command.key);
    switch (command.op) {
        case Op::Unknown:
        case Op::Get: return result;
        case Op::Set: result.value = command.value; break;
        case Op::Delete: result.value = Value{}; break;
        case Op::CompareAndSet:
            result.ok = result.value == command.expected;
            if (!result.ok) return result;
            result.value = command.value;
            break;
        case Op::Add: {
            // A key that holds no number counts from 0; sums wrap around like the machine's.
            const std::uint64_t before = result.value.kind == Value::Kind::Number ? result.value.bits : 0;
            result.value = Value{Value::Kind::Number, before + command.value.bits};
            break;
        }
    }
    set(command.key, result.value);
    return result;
}

std::uint32_t KeyValue::sessionCount() const {
    if (!open_->empty()) return static_cast<std::uint32_t>(open_->size());
    return static_cast<std::uint32_t>(
        std::count_if(sessions_.begin(), sessions_.end(), [](const Session& session) { return session.seq != 0; }));
}

std::string pairsText(const KeyValue& store, const TextTable& texts) {
    std::vector<std::string> pairs;
    for (const KeyValue::Pair& pair : store.pairs()) {
        pairs.push_back(std::string(texts.text(pair.key)) + "=" + textOf(pair.value, texts));
    }
    std::sort(pairs.begin(), pairs.end());
    std::string out;
    for (const std::string& pair : pairs) out += (out.empty() ? "" : " ") + pair;
    return out;
}

Value KeyValue::get(TextId key) const {
    for (const Pair& pair : *pairs_) {
        if (pair.key == key) return pair.value;
    }
    return Value{};
}

void KeyValue::set(TextId key, Value value) {
    std::vector<Pair>& pairs = pairs_.write();
    const auto found = std::find_if(pairs.begin(), pairs.end(), [key](const Pair& pair) { return pair.key == key; });
    if (value.kind == Value::Kind::None) {
        if (found != pairs.end()) pairs.erase(found);
    } else if (found != pairs.end()) {
        found->value = value;
    } else {
        pairs.push_back(Pair{key, value});
    }
}

namespace {

void addValue(Digest& digest, Value value, const TextTable& texts) {
    digest.add(static_cast<std::uint64_t>(value.kind));
    digest.add(value.kind == Value::Kind::Text ? texts.digestOf(value.asText()) : value.bits);
}

}  // namespace

void KeyValue::addTo(Digest& digest, const TextTable& texts) const {
    digest.add(pairs_->size());
    for (const Pair& pair : *pairs_) {
        digest.add(texts.digestOf(pair.key));
        addValue(digest, pair.value, texts);
    }
    for (const Session& session : sessions_) {
        digest.add(session.seq);
        digest.add((session.answer.ok ? 1u : 0u) | (session.answer.repeated ? 2u : 0u));
        addValue(digest, session.answer.value, texts);
    }
    if (logTime_ == 0 && open_->empty()) return;
    digest.add(logTime_);
    for (const OpenSession& session : *open_) {
        digest.add((static_cast<std::uint64_t>(session.id.value) << 32) | session.seq);
        digest.add((static_cast<std::uint64_t>(session.lastUse) << 32) | (std::uint64_t{session.client.value} << 8) |
                   (session.answer.ok ? 1u : 0u));
        addValue(digest, session.answer.value, texts);
    }
}

// ---- Frozen ----

namespace {

/// A text without line ends, so that a line of the frozen state holds one thing.
std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\' || c == '\n') out += '\\';
        out += c == '\n' ? 'n' : c;
    }
    return out;
}

std::string unescaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool isEscape = text[i] == '\\' && i + 1 < text.size();
        if (isEscape) ++i;
        out += isEscape && text[i] == 'n' ? '\n' : text[i];
    }
    return out;
}

/// Takes the digits off the front of `rest`, and the character behind them.
std::uint32_t takeCount(std::string_view& rest) {
    std::uint32_t count = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), count);
    CHECK(error == std::errc() && end != rest.data() + rest.size());
    rest.remove_prefix(static_cast<std::size_t>(end - rest.data()) + 1);
    return count;
}

constexpr char kSessionMark = '#';  // No key begins so, nor with the next two.
constexpr char kOpenSessionMark = '@';
constexpr char kLogTimeMark = '!';
constexpr std::string_view kDone = "ok";
constexpr std::string_view kNotDone = "no";

std::string frozenSessions(const std::vector<OpenSession>& sessions, std::uint32_t logTime, const TextTable& texts) {
    std::string out;
    if (logTime != 0) out += kLogTimeMark + std::to_string(logTime) + ' ' + '\n';
    for (const OpenSession& session : sessions) {
        out += kOpenSessionMark;
        for (const std::uint32_t number :
             {session.id.value, std::uint32_t{session.client.value}, session.seq, session.lastUse}) {
            out += std::to_string(number) + ' ';
        }
        out += session.answer.ok ? kDone : kNotDone;
        if (session.answer.value.kind != Value::Kind::None) out += '=' + escaped(textOf(session.answer.value, texts));
        out += '\n';
    }
    return out;
}

}  // namespace

std::string KeyValue::freeze(const TextTable& texts, const FreezeOptions& options) const {
    std::string out;
    for (const Pair& pair : *pairs_) {
        out += std::string(texts.text(pair.key)) + '=' + escaped(textOf(pair.value, texts)) + '\n';
    }
    for (std::size_t client = 0; client < sessions_.size() && options.sessions; ++client) {
        const Session& session = sessions_[client];
        if (session.seq == 0) continue;
        out += kSessionMark + std::to_string(client) + ' ' + std::to_string(session.seq) + ' ';
        out += session.answer.ok ? kDone : kNotDone;
        if (session.answer.value.kind != Value::Kind::None) out += '=' + escaped(textOf(session.answer.value, texts));
        out += '\n';
    }
    if (options.sessions) out += frozenSessions(*open_, logTime_, texts);
    return out;
}

/// What freeze() wrote of log time and of a session that may expire.
void KeyValue::thawSession(std::string_view line, TextTable& texts) {
    const char mark = line[0];
    line.remove_prefix(1);
    if (mark == kLogTimeMark) {
        logTime_ = takeCount(line);
        return;
    }
    OpenSession session;
    session.id = LogIndex(takeCount(line));
    session.client = NodeId(static_cast<std::uint8_t>(takeCount(line)));
    session.seq = takeCount(line);
    session.lastUse = takeCount(line);
    const std::size_t equals = line.find('=');
    session.answer.ok = line.substr(0, equals) == kDone;
    if (equals != std::string_view::npos) session.answer.value = valueOf(unescaped(line.substr(equals + 1)), texts);
    open_.write().push_back(session);
}

KeyValue KeyValue::thawed(std::string_view bytes, TextTable& texts) {
    KeyValue state;
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        CHECK(end != std::string_view::npos && end > 0);
        std::string_view line = bytes.substr(0, end);
        bytes.remove_prefix(end + 1);
        if (line[0] == kOpenSessionMark || line[0] == kLogTimeMark) {
            state.thawSession(line, texts);
            continue;
        }
        Session* session = nullptr;
        if (line[0] == kSessionMark) {
            line.remove_prefix(1);
            const std::uint32_t client = takeCount(line);
            CHECK(client < kMaxClients);
            session = &state.sessions_[client];
            session->seq = takeCount(line);
        }
        const std::size_t equals = line.find('=');
        const std::string_view name = line.substr(0, equals);
        const bool hasValue = equals != std::string_view::npos;
        const Value value = hasValue ? valueOf(unescaped(line.substr(equals + 1)), texts) : Value{};
        if (session == nullptr) {
            state.set(texts.intern(name), value);
        } else {
            session->answer.ok = name == kDone;
            session->answer.value = value;
        }
    }
    return state;
}

}  // namespace raft
