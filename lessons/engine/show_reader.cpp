#include "lessons/engine/show_reader.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "raft/base/utf8.h"
#include "raft/script/names.h"
#include "raft/trace/cluster_reader.h"

namespace lessons {
namespace {

using raft::JsonReader;
using raft::JsonValue;

constexpr raft::JsonRange kFew{0, 64};
constexpr std::size_t kTextBytesMax = 2000;

std::vector<raft::NodeId> readServers(JsonReader& reader, const JsonValue* value, const raft::ClusterConfig& config) {
    std::vector<raft::NodeId> servers;
    for (const JsonValue& item : reader.array(value, kFew)) {
        if (const auto server = raft::readServer(reader, &item, config)) servers.push_back(*server);
    }
    return servers;
}

/// "S1-S2" or, one way, "S1>S2". Ends may be clients.
std::optional<raft::LinkId> parseLink(std::string_view text, const raft::ClusterConfig& config) {
    const std::size_t mark = text.find_first_of("->");
    if (mark == std::string_view::npos) return std::nullopt;
    const auto from = config.endNamed(text.substr(0, mark));
    const auto to = config.endNamed(text.substr(mark + 1));
    if (!from || !to || *from == *to) return std::nullopt;
    return raft::LinkId{*from, *to};
}

template <class Parsed, class Parse>
std::vector<Parsed> readEach(JsonReader& reader, const JsonValue* value, std::string_view expected, Parse parse) {
    std::vector<Parsed> all;
    for (const JsonValue& item : reader.array(value, kFew)) {
        const std::string* text = reader.string(&item);
        if (text == nullptr) continue;
        if (auto parsed = parse(*text)) {
            all.push_back(*parsed);
        } else {
            reader.errorExpected(item, expected);
        }
    }
    return all;
}

std::vector<raft::MessageKind> readKinds(JsonReader& reader, const JsonValue* value) {
    std::array<std::string_view, raft::kMessageKindCount> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = raft::nameOf(static_cast<raft::MessageKind>(i));
    std::vector<raft::MessageKind> kinds;
    for (const JsonValue& item : reader.array(value, kFew)) {
        if (const auto kind = reader.choice(&item, names)) kinds.push_back(static_cast<raft::MessageKind>(*kind));
    }
    return kinds;
}

}  // namespace

std::optional<EntryRange> parseEntries(std::string_view text, const raft::ClusterConfig& config) {
    const std::size_t open = text.find('[');
    if (open == std::string_view::npos || text.back() != ']') return std::nullopt;
    const auto server = raft::serverNamed(config, text.substr(0, open));
    const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
    const std::size_t dots = inside.find("..");
    const auto number = [](std::string_view digits) {
        std::uint32_t parsed = 0;
        const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), parsed);
        const bool all = code == std::errc() && end == digits.data() + digits.size();
        return all ? std::optional(parsed) : std::nullopt;
    };
    const auto first = number(inside.substr(0, std::min(dots, inside.size())));
    const auto last = dots == std::string_view::npos ? first : number(inside.substr(dots + 2));
    if (!server || !first || !last || *first < 1 || *last < *first) return std::nullopt;
    return EntryRange{*server, *first, *last};
}

LocalText readLocalText(JsonReader& reader, const JsonValue* value) {
    LocalText text;
    if (value == nullptr) return text;
    const auto take = [&reader](const JsonValue* part, std::string& out) {
        const std::string* read = reader.string(part);
        if (read == nullptr) return;
        if (read->empty() || read->size() > kTextBytesMax) {
            return reader.errorExpected(*part, "a text of 1 to " + std::to_string(kTextBytesMax) + " bytes");
        }
        out = *read;
    };
    if (value->is(JsonValue::Type::String)) {
        take(value, text.en);
        text.zh = text.en;
        return text;
    }
    if (!value->is(JsonValue::Type::Object)) {
        reader.errorExpected(*value, "{\"en\": \"…\", \"zh\": \"…\"} or one text for both languages");
        return text;
    }
    raft::ObjectReader languages(reader, value);
    take(languages.required("en"), text.en);
    take(languages.required("zh"), text.zh);
    return text;
}

Show readShow(JsonReader& reader, const JsonValue* value, const raft::ClusterConfig& config) {
    Show show;
    if (value == nullptr) return show;
    raft::ObjectReader root(reader, value);
    show.focus = readServers(reader, root.optional("focus"), config);
    show.dim = readServers(reader, root.optional("dim"), config);
    show.messages = readKinds(reader, root.optional("messages"));
    show.entries =
        readEach<EntryRange>(reader, root.optional("entries"), "cells of a server's log such as \"S1[1..7]\"",
                             [&config](std::string_view text) { return parseEntries(text, config); });
    show.links = readEach<raft::LinkId>(reader, root.optional("links"), "a link such as \"S1-S2\"",
                                        [&config](std::string_view text) { return parseLink(text, config); });
    show.badge = readLocalText(reader, root.optional("badge"));
    if (const std::string* stamp = reader.string(root.optional("stamp"))) show.stamp = *stamp;
    show.alarm = reader.boolean(root.optional("alarm")).value_or(false);
    show.doors = reader.boolean(root.optional("doors")).value_or(false);
    show.zoom = raft::readServer(reader, root.optional("zoom"), config);
    show.back = raft::SimTime(reader.milliseconds(root.optional("back"), {0, raft::kLongestUs}).value_or(0));
    return show;
}

}  // namespace lessons
