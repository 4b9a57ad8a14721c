#include "raft/sim/key_value.h"

#include <algorithm>
#include <charconv>
#include <string>

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
}

}  // namespace raft
