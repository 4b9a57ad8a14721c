#include "raft/trace/session_writer.h"

#include "raft/script/runner.h"
#include "raft/trace/action_writer.h"
#include "raft/trace/cluster_writer.h"

namespace raft {
namespace {

Script recordedActionsOf(const History& history, int line) {
    Script script;
    for (const RecordedAction& own : history.ownActions(line)) {
        const EventId after = history.lastEventBefore(line, own.step);
        script.push_back(ScriptItem{item::Recorded{after, own.at, own.action}, {}});
    }
    return script;
}

void writeRecorded(JsonWriter& json, const Session& session, const Script& actions) {
    json.key("actions");
    json.beginArray();
    for (const ScriptItem& item : actions) {
        const auto& recorded = std::get<item::Recorded>(item.move);
        json.beginInlineObject();
        json.key("at");
        json.milliseconds(recorded.at.us);
        json.field("after", recorded.after.value);
        writeAction(json, recorded.action, session.cluster, *session.texts);
        json.endObject();
    }
    json.endArray();
}

void writePlace(JsonWriter& json, const SessionPlace& place) {
    json.field("branch", place.line);
    json.field("after", place.after.value);
    json.key("at");
    json.milliseconds(place.at.us);
}

/// Moves the cursor right after event `after` of its line, computing what is not there yet. False if no step ends
/// there.
bool goTo(History& history, EventId after) {
    const auto lastEvent = [&history] { return history.world().cluster().nextEvent() - 1; };
    if (!history.seekEvent(after)) {
        while (lastEvent() < after && history.forward()) {}
    }
    return lastEvent() == after;
}

Result<void> failure(const std::string& file, SourcePosition at, std::string message) {
    return Error{file, at.line, at.column, "", std::move(message)};
}

Result<void> run(const Script& script, const std::string& file, History& history) {
    const RunOutcome outcome = runScript(history, script);
    if (!outcome.failure) return {};
    return failure(file, outcome.failure->position, outcome.failure->message);
}

std::string noSuchEnd(EventId after) {
    return "no step of the run ends with event " + std::to_string(after.value) + "; expected the last event of a step";
}

}  // namespace

Session sessionOf(const History& history, SessionLabels labels) {
    Session session;
    session.title = std::move(labels.title);
    session.cluster = history.config();
    session.texts = history.world().cluster().sharedTexts();
    session.recorded = true;
    session.script = recordedActionsOf(history, 0);

    std::vector<int> numbers(static_cast<std::size_t>(history.lineCount()), 0);
    for (int line = 1; line < history.lineCount(); ++line) {
        if (!history.exists(line)) continue;
        const BranchInfo info = history.info(line);
        SessionBranch branch;
        branch.name = info.name;
        branch.parent = numbers[static_cast<std::size_t>(info.parent)];
        branch.after = history.lastEventBefore(line, info.fork);
        branch.actions = recordedActionsOf(history, line);
        session.branches.push_back(std::move(branch));
        numbers[static_cast<std::size_t>(line)] = static_cast<int>(session.branches.size());
    }
    for (SessionBookmark& bookmark : labels.bookmarks) {
        const auto line = static_cast<std::size_t>(bookmark.place.line);
        if (line >= numbers.size() || !history.exists(bookmark.place.line)) continue;
        bookmark.place.line = numbers[line];
        session.bookmarks.push_back(std::move(bookmark));
    }
    session.cursor = SessionPlace{numbers[static_cast<std::size_t>(history.line())],
                                  history.world().cluster().nextEvent() - 1, history.time()};
    return session;
}

std::string writeSession(const Session& session) {
    std::string text;
    JsonWriter json(text, JsonLayout::Pretty);
    json.beginObject();
    json.field("format", "raftlab-session/1");
    json.field("title", session.title);
    json.field("protocol", "raft");
    json.key("cluster");
    writeCluster(json, session.cluster);
    writeRecorded(json, session, session.script);
    if (!session.branches.empty()) {
        json.key("branches");
        json.beginArray();
        for (const SessionBranch& branch : session.branches) {
            json.beginObject();
            json.field("name", branch.name);
            json.field("parent", branch.parent);
            json.field("after", branch.after.value);
            writeRecorded(json, session, branch.actions);
            json.endObject();
        }
        json.endArray();
    }
    if (!session.bookmarks.empty()) {
        json.key("bookmarks");
        json.beginArray();
        for (const SessionBookmark& bookmark : session.bookmarks) {
            json.beginInlineObject();
            json.field("name", bookmark.name);
            writePlace(json, bookmark.place);
            json.endObject();
        }
        json.endArray();
    }
    if (session.cursor) {
        json.key("cursor");
        json.beginInlineObject();
        writePlace(json, *session.cursor);
        json.endObject();
    }
    json.endObject();
    json.newLine();
    return text;
}

Result<void> replaySession(const Session& session, const std::string& file, History& history) {
    if (auto done = run(session.script, file, history); !done.ok()) return done;
    const SessionPlace endOfMain{0, history.world().cluster().nextEvent() - 1, history.time()};
    std::vector<int> lines{0};
    for (const SessionBranch& branch : session.branches) {
        history.switchTo(lines[static_cast<std::size_t>(branch.parent)]);
        if (!goTo(history, branch.after)) return failure(file, {}, noSuchEnd(branch.after));
        lines.push_back(history.fork(branch.name));
        if (auto done = run(branch.actions, file, history); !done.ok()) return done;
    }
    const SessionPlace cursor = session.cursor.value_or(endOfMain);
    if (cursor == endOfMain && lines.size() == 1) return {};
    history.switchTo(lines[static_cast<std::size_t>(cursor.line)]);
    if (!goTo(history, cursor.after)) return failure(file, {}, noSuchEnd(cursor.after));
    if (cursor.at > history.time()) history.seekTime(cursor.at);
    return {};
}

}  // namespace raft
