#pragma once
// Session files: a cluster, and what is done to it (format "raftlab-session/1").

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "raft/base/result.h"
#include "raft/base/text_table.h"
#include "raft/script/script.h"
#include "raft/sim/cluster_config.h"

namespace raft {

class JsonDocument;
class JsonReader;
class ObjectReader;

/// A moment of a history: after event `after` of a line, with the clock at `at`. Line 0 is the main one, line k is
/// branches[k - 1].
struct SessionPlace {
    int line = 0;
    EventId after;
    SimTime at;

    friend bool operator==(const SessionPlace&, const SessionPlace&) = default;
};

struct SessionBranch {
    std::string name;
    int parent = 0;  ///< A line before this one.
    EventId after;   ///< The last event that it shares with its parent.
    Script actions;  ///< Its own, recorded.
};

struct SessionBookmark {
    std::string name;
    SessionPlace place;
};

struct Session {
    std::string title;
    ClusterConfig cluster;
    std::shared_ptr<TextTable> texts;  ///< Give it to the History: the script's commands and notes are its texts.
    Script script;                     ///< The main line: what people wrote, or recorded actions.
    bool recorded = false;             ///< `actions`, not `script`.
    std::vector<SessionBranch> branches;
    std::vector<SessionBookmark> bookmarks;
    std::optional<SessionPlace> cursor;
};

/// What the command line changes before the session is judged.
struct SessionOverrides {
    std::optional<std::string> seed;                       ///< The text behind --seed.
    std::vector<std::pair<std::string, std::string>> set;  ///< {"rules.preVote", "true"}: any field of `cluster`.
};

/// Reads a session. Errors are those of the file as `file`, up to 20; of an override, those of `--set FIELD`.
Result<Session> readSession(std::string text, const std::string& file, const SessionOverrides& overrides = {});

/// Splits the text behind --set at its first `=`.
Result<std::pair<std::string, std::string>> splitOverride(const std::string& text);

/// Checks `"format": "NAME/1"`: a higher number was made by a newer version. Shared with lessons and traces.
void checkFormat(JsonReader& reader, ObjectReader& object, std::string_view name);

/// Puts the overrides into a document with a member "cluster". A lesson takes them as well as a session.
Result<void> applyOverrides(JsonDocument& document, const SessionOverrides& overrides);

}  // namespace raft
