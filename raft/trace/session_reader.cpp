#include "raft/trace/session_reader.h"

#include <algorithm>

#include "raft/base/utf8.h"
#include "raft/trace/action_reader.h"
#include "raft/trace/cluster_reader.h"
#include "raft/trace/json_reader.h"
#include "raft/trace/json_value.h"
#include "raft/trace/json_writer.h"
#include "raft/trace/later_version.h"

namespace raft {
namespace {

constexpr std::int64_t kMaxBranches = 1000;
constexpr std::int64_t kMaxBookmarks = 10'000;
constexpr std::int64_t kMaxEvent = 0xFFFFFFFE;
constexpr std::int64_t kMaxTimeUs = INT64_MAX / 4;

void readProtocol(JsonReader& reader, const JsonValue* value) {
    const std::string* name = reader.string(value);
    if (name == nullptr || *name == "raft") return;
    reader.error(*value, isLater(kLaterProtocols, *name)
                             ? laterVersion("protocol", *name, "\"raft\"")
                             : "unknown protocol " + quotedText(*name) + "; expected \"raft\"");
}

std::optional<EventId> readEvent(JsonReader& reader, const JsonValue* value) {
    const auto number = reader.integer(value, {0, kMaxEvent});
    if (!number) return std::nullopt;
    return EventId(static_cast<std::uint32_t>(*number));
}

std::vector<SessionBranch> readBranches(const ScriptContext& context, const JsonValue* value) {
    std::vector<SessionBranch> branches;
    for (const JsonValue& item : context.reader.array(value, {0, kMaxBranches})) {
        SessionBranch branch;
        ObjectReader object(context.reader, item);
        if (const std::string* name = context.reader.string(object.required("name"))) branch.name = *name;
        const auto lines = static_cast<std::int64_t>(branches.size());
        if (const auto parent = context.reader.integer(object.optional("parent"), {0, lines})) {
            branch.parent = static_cast<int>(*parent);
        }
        if (const auto after = readEvent(context.reader, object.required("after"))) branch.after = *after;
        branch.actions = readRecordedActions(context, object.optional("actions"));
        branches.push_back(std::move(branch));
    }
    return branches;
}

SessionPlace readPlace(JsonReader& reader, ObjectReader& object, std::size_t branchCount) {
    SessionPlace place;
    const auto lines = static_cast<std::int64_t>(branchCount);
    if (const auto line = reader.integer(object.optional("branch"), {0, lines})) place.line = static_cast<int>(*line);
    if (const auto after = readEvent(reader, object.required("after"))) place.after = *after;
    if (const auto at = reader.milliseconds(object.required("at"), {0, kMaxTimeUs})) place.at = SimTime(*at);
    return place;
}

void readPlaces(JsonReader& reader, const JsonValue* bookmarks, const JsonValue* cursor, Session& session) {
    for (const JsonValue& item : reader.array(bookmarks, {0, kMaxBookmarks})) {
        SessionBookmark bookmark;
        ObjectReader object(reader, item);
        if (const std::string* name = reader.string(object.required("name"))) bookmark.name = *name;
        bookmark.place = readPlace(reader, object, session.branches.size());
        session.bookmarks.push_back(std::move(bookmark));
    }
    if (cursor == nullptr) return;
    ObjectReader object(reader, cursor);
    session.cursor = readPlace(reader, object, session.branches.size());
}

void readMoves(const ScriptContext& context, const JsonValue& root, const JsonValue* script, const JsonValue* actions,
               Session& session) {
    session.recorded = actions != nullptr;
    if (script != nullptr && actions != nullptr) {
        const auto key = std::find_if(root.keys().begin(), root.keys().end(),
                                      [](const JsonKey& name) { return name.name == "actions"; });
        context.reader.errorAtKey(root, *key, "both \"script\" and \"actions\"; expected one of the two");
    }
    session.script = actions != nullptr ? readRecordedActions(context, actions) : readScript(context, script);
}

/// The text behind an override as JSON; what is none is taken for a string: `--set profile=production`.
Result<JsonDocument> contentOf(const std::string& text, const std::string& source) {
    auto content = parseJson(text, {.file = source});
    if (content.ok()) return content;
    std::string quoted;
    appendJsonString(quoted, text);
    return parseJson(quoted, {.file = source});
}

Result<void> applyOverride(JsonDocument& document, std::string_view field, const std::string& text,
                           const std::string& source) {
    std::vector<std::string> path{"cluster"};
    std::size_t begin = 0;
    for (std::size_t dot = 0; dot != std::string_view::npos; begin = dot + 1) {
        dot = field.find('.', begin);
        path.emplace_back(field.substr(begin, dot == std::string_view::npos ? dot : dot - begin));
        if (path.back().empty())
            return Error{source, 1, 1, "", "the field's name is empty; expected one such as rules.noopOnElection"};
    }
    auto content = contentOf(text, source);
    if (!content.ok()) return std::move(content).errors();
    if (document.set(path, content.value(), source)) return {};
    return Error{source, 1, 1, "", "there is no object to set it in; expected a field of \"cluster\""};
}

}  // namespace

void checkFormat(JsonReader& reader, ObjectReader& object, std::string_view name) {
    const JsonValue* value = object.required("format");
    const std::string* format = reader.string(value);
    if (format == nullptr) return;
    const std::string expected = "expected \"" + std::string(name) + "/1\"";
    const std::size_t slash = format->find('/');
    const std::string_view number =
        slash == std::string::npos ? std::string_view() : std::string_view(*format).substr(slash + 1);
    const bool digits = !number.empty() && number[0] != '0' &&
                        std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (std::string_view(*format).substr(0, slash) != name || !digits) {
        return reader.error(*value, "found " + value->describe() + "; " + expected);
    }
    if (number != "1")
        reader.error(*value, "made by a newer version (format " + quotedText(*format) + "); " + expected);
}

Result<void> applyOverrides(JsonDocument& document, const SessionOverrides& overrides) {
    Errors errors;
    const auto apply = [&](const std::string& field, const std::string& text, const std::string& source) {
        const Result<void> done = applyOverride(document, field, text, source);
        if (!done.ok()) addErrors(errors, done.errors());
    };
    for (const auto& [field, text] : overrides.set) apply(field, text, "--set " + field);
    if (overrides.seed) apply("seed", *overrides.seed, "--seed");
    if (!errors.empty()) return errors;
    return {};
}

Result<std::pair<std::string, std::string>> splitOverride(const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
        return Error{"--set " + text, 1, 1, "",
                     "found " + quotedText(text) + "; expected FIELD=VALUE, such as rules.noopOnElection=true"};
    }
    return std::pair(text.substr(0, equals), text.substr(equals + 1));
}

Result<Session> readSession(std::string text, const std::string& file, const SessionOverrides& overrides) {
    auto parsed = parseJson(std::move(text), {.file = file});
    if (!parsed.ok()) return std::move(parsed).errors();
    JsonDocument& document = parsed.value();
    if (const Result<void> done = applyOverrides(document, overrides); !done.ok()) return done.errors();

    JsonReader reader(document);
    Session session;
    session.texts = std::make_shared<TextTable>();
    ObjectReader root(reader, document.root());
    if (!document.root().is(JsonValue::Type::Object)) return reader.takeErrors();
    checkFormat(reader, root, "raftlab-session");
    // A newer file may hold words of which we know nothing: one error says it all.
    if (!reader.ok()) return reader.takeErrors();
    if (const std::string* title = reader.string(root.optional("title"))) session.title = *title;
    readProtocol(reader, root.optional("protocol"));
    const JsonValue* script = root.optional("script");
    const JsonValue* actions = root.optional("actions");
    const JsonValue* branches = root.optional("branches");
    const JsonValue* bookmarks = root.optional("bookmarks");
    const JsonValue* cursor = root.optional("cursor");
    if (auto cluster = readCluster(reader, root.required("cluster"))) {
        session.cluster = std::move(*cluster);
        const ScriptContext context{reader, session.cluster, *session.texts};
        readMoves(context, document.root(), script, actions, session);
        session.branches = readBranches(context, branches);
        readPlaces(reader, bookmarks, cursor, session);
    }
    root.finish();
    if (!reader.ok()) return reader.takeErrors();
    return session;
}

}  // namespace raft
