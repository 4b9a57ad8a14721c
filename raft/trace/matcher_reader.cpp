#include "raft/trace/matcher_reader.h"

#include <array>

#include "raft/base/utf8.h"
#include "raft/script/names.h"
#include "raft/trace/cluster_reader.h"

namespace raft {
namespace {

constexpr std::string_view kLinkExpected = "expected a link such as \"S1-S3\" (both ways) or \"S1>S2\" (one way)";

std::optional<MessageKind> messageKindNamed(std::string_view name) {
    for (int kind = 0; kind < kMessageKindCount; ++kind) {
        if (nameOf(static_cast<MessageKind>(kind)) == name) return static_cast<MessageKind>(kind);
    }
    return std::nullopt;
}

std::optional<MessageKind> readKind(JsonReader& reader, const JsonValue* value) {
    const std::string* name = reader.string(value);
    if (name == nullptr) return std::nullopt;
    const auto kind = messageKindNamed(*name);
    if (kind) return kind;
    std::vector<std::string_view> known;
    for (int k = 0; k < kMessageKindCount; ++k) known.push_back(nameOf(static_cast<MessageKind>(k)));
    reader.error(*value, unknownName("kind of message", *name, known));
    return std::nullopt;
}

}  // namespace

std::optional<NodeId> readEnd(const ScriptContext& context, const JsonValue* value) {
    const std::string* name = context.reader.string(value);
    if (name == nullptr) return std::nullopt;
    const auto end = context.config.endNamed(*name);
    if (!end) context.reader.error(*value, unknownName("server or client", *name, endNames(context.config)));
    return end;
}

std::optional<NodeSet> readServers(const ScriptContext& context, const JsonValue* value) {
    if (value == nullptr) return std::nullopt;
    if (!value->is(JsonValue::Type::Array)) {
        if (!value->is(JsonValue::Type::String)) {
            context.reader.errorExpected(*value, "a server or an array of servers");
            return std::nullopt;
        }
        const auto server = readServer(context.reader, value, context.config);
        if (!server) return std::nullopt;
        NodeSet one;
        one.insert(*server);
        return one;
    }
    NodeSet servers;
    bool fine = true;
    for (const JsonValue& item : context.reader.array(value, {1, kMaxServers})) {
        const auto server = readServer(context.reader, &item, context.config);
        fine = fine && server.has_value();
        if (server) servers.insert(*server);
    }
    if (!fine || servers.empty()) return std::nullopt;
    return servers;
}

std::optional<std::vector<LinkId>> parseLinks(const ClusterConfig& config, std::string_view text, std::string& wrong) {
    const std::size_t at = text.find_first_of("->");
    if (at == std::string_view::npos) {
        wrong = "found " + quotedText(text) + "; " + std::string(kLinkExpected);
        return std::nullopt;
    }
    const std::array<std::string_view, 2> names{text.substr(0, at), text.substr(at + 1)};
    std::array<NodeId, 2> ends{};
    for (std::size_t i = 0; i < 2; ++i) {
        const auto end = config.endNamed(names[i]);
        if (!end) {
            wrong = unknownName("server or client", names[i], endNames(config));
            return std::nullopt;
        }
        ends[i] = *end;
    }
    if (ends[0] == ends[1] || (isClient(ends[0]) && isClient(ends[1]))) {
        wrong = "no link joins " + quotedText(names[0]) + " and " + quotedText(names[1]) +
                "; expected two servers, or a server and a client";
        return std::nullopt;
    }
    std::vector<LinkId> links{LinkId{ends[0], ends[1]}};
    if (text[at] == '-') links.push_back(LinkId{ends[1], ends[0]});
    return links;
}

std::optional<std::vector<LinkId>> readLinks(const ScriptContext& context, const JsonValue* value) {
    if (value == nullptr) return std::nullopt;
    const auto addTo = [&context](std::vector<LinkId>& all, const JsonValue& item) {
        const std::string* text = context.reader.string(&item);
        if (text == nullptr) return false;
        std::string wrong;
        const auto links = parseLinks(context.config, *text, wrong);
        if (!links) {
            context.reader.error(item, wrong);
            return false;
        }
        all.insert(all.end(), links->begin(), links->end());
        return true;
    };
    std::vector<LinkId> links;
    bool fine = true;
    if (value->is(JsonValue::Type::Array)) {
        for (const JsonValue& item : context.reader.array(value, {1, kMaxEnds * kMaxEnds})) {
            fine = addTo(links, item) && fine;
        }
    } else if (value->is(JsonValue::Type::String)) {
        fine = addTo(links, *value);
    } else {
        context.reader.errorExpected(*value, "a link or an array of links");
    }
    if (!fine || links.empty()) return std::nullopt;
    return links;
}

std::vector<LinkValue> readLinkObject(const ScriptContext& context, const JsonValue* value) {
    std::vector<LinkValue> all;
    if (value == nullptr) return all;
    if (!value->is(JsonValue::Type::Object) || value->items().empty()) {
        context.reader.errorExpected(*value, "an object keyed by links, such as {\"S1-S2\": …}");
        return all;
    }
    for (std::size_t i = 0; i < value->keys().size(); ++i) {
        const JsonKey& key = value->keys()[i];
        std::string wrong;
        if (auto links = parseLinks(context.config, key.name, wrong)) {
            all.push_back(LinkValue{std::move(*links), &value->items()[i]});
        } else {
            context.reader.errorAtKey(*value, key, wrong);
        }
    }
    return all;
}

std::vector<ServerValue> readServerObject(const ScriptContext& context, const JsonValue* value) {
    std::vector<ServerValue> all;
    if (value == nullptr) return all;
    if (!value->is(JsonValue::Type::Object) || value->items().empty()) {
        context.reader.errorExpected(*value, "an object keyed by servers, such as {\"S1\": …}");
        return all;
    }
    for (std::size_t i = 0; i < value->keys().size(); ++i) {
        const JsonKey& key = value->keys()[i];
        if (const auto server = serverNamed(context.config, key.name)) {
            all.push_back(ServerValue{*server, &value->items()[i]});
        } else {
            context.reader.errorAtKey(*value, key, unknownName("server", key.name, serverNames(context.config)));
        }
    }
    return all;
}

std::optional<Matched> readMatcher(const ScriptContext& context, const JsonValue* value, MatcherFor purpose) {
    if (value == nullptr || !value->is(JsonValue::Type::Object)) {
        if (value != nullptr) {
            context.reader.errorExpected(*value,
                                         "an object such as {\"from\": \"S1\", \"to\": \"S2\"} or {\"msg\": 7}");
        }
        return std::nullopt;
    }
    JsonReader& reader = context.reader;
    ObjectReader object(reader, *value);
    Matched matched;
    if (purpose == MatcherFor::Delay) matched.by = object.optional("by");
    if (const JsonValue* message = object.optional("msg")) {
        const auto id = reader.integer(message, {1, UINT32_MAX});
        if (id) matched.matcher.id = MessageId(static_cast<std::uint32_t>(*id));
        object.finish();
        return id ? std::optional(matched) : std::nullopt;
    }
    bool fine = true;
    const auto readOne = [&](const char* name, auto& target, auto read) {
        const JsonValue* member = object.optional(name);
        if (member == nullptr) return;
        target = read(member);
        fine = fine && target.has_value();
    };
    readOne("from", matched.matcher.from, [&](const JsonValue* end) { return readEnd(context, end); });
    readOne("to", matched.matcher.to, [&](const JsonValue* end) { return readEnd(context, end); });
    readOne("kind", matched.matcher.kind, [&](const JsonValue* kind) { return readKind(reader, kind); });
    std::optional<std::int64_t> nth;
    readOne("nth", nth, [&](const JsonValue* number) { return reader.integer(number, {1, 1'000'000}); });
    if (nth) matched.matcher.nth = static_cast<std::uint32_t>(*nth);
    object.finish();
    return fine ? std::optional(matched) : std::nullopt;
}

}  // namespace raft
