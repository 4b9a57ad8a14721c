#pragma once
// A trace ("raftlab-trace/1") read back line by line, as somebody else may have written it.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "raft/base/result.h"
#include "raft/base/sim_time.h"
#include "raft/trace/file_io.h"
#include "raft/trace/json_reader.h"
#include "raft/trace/node_shadow.h"

namespace raft {

inline constexpr int kMaxTraceNodes = 64;

/// `msg` of an event, as far as it tells anything about the servers' state.
struct TraceMessage {
    std::uint32_t id = 0;
    std::string kind;
    NodeId from = kNoNode;
    NodeId to = kNoNode;
    std::optional<Term> term;  ///< Of messages between servers.
    bool voteGranted = false;
};

struct TraceEntry {
    LogIndex index;
    Term term;
    std::string content;                  ///< Type and command in one text: equal exactly if the entries are.
    std::optional<Configuration> config;  ///< Of a configuration.
};

/// One line. Servers are numbered as in the first line, clients follow them.
struct TraceEvent {
    int line = 0;
    EventId event;  ///< The `i`.
    StepId step;
    SimTime time;
    std::string kind;  ///< The `ev`.
    NodeId node = kNoNode;
    std::optional<NodeNumbers> state;
    LogIndex truncatedFrom;             ///< 0 if none.
    std::optional<LogIndex> compacted;  ///< lastIncludedIndex of the snapshot that took over.
    Term compactedTerm;
    std::optional<Configuration> compactedConfig;  ///< None: the one that the cluster began with.
    std::optional<Configuration> config;           ///< What the server uses from now on.
    std::vector<TraceEntry> appended;
    std::optional<TraceMessage> message;
    std::uint32_t from = 0;  ///< Of term, truncate and commit; a role's number for role.
    std::uint32_t to = 0;
    std::uint32_t first = 0;  ///< Of append.
    std::uint32_t last = 0;
    std::uint32_t index = 0;     ///< Of apply; lastIncludedIndex of snapshot and install.
    NodeId candidate = kNoNode;  ///< Of vote.
    std::string phase;           ///< Of persist.
    std::string rule;            ///< Of rule.
    std::string choice;          ///< Of rule configAt: its value.
    std::string property;        ///< Of violation.
    std::string text;
    std::vector<EventId> evidence;

    bool isViolation() const { return kind == "violation"; }
};

/// Gives one event after the other. What does not fit the format is an error with its line and column, and ends the
/// reading: a file without its last line was cut off, and that is an error too.
class TraceReader {
public:
    /// Opens a file and reads its first line.
    static Result<TraceReader> open(const std::string& path);

    /// Puts the next event into `event`. False at the end, and when something is wrong: then ok() is false.
    bool next(TraceEvent& event);

    [[nodiscard]] bool ok() const { return errors_.empty(); }
    [[nodiscard]] const Errors& errors() const { return errors_; }

    const std::string& file() const { return file_; }
    int serverCount() const { return static_cast<int>(servers_.size()); }
    const std::string& nameOf(NodeId server) const { return servers_[server.value]; }
    /// What the cluster began with.
    const Configuration& configuration() const { return configuration_; }
    /// Are configurations used once they are committed, and not as soon as they are in the log?
    bool startsWithConfigAtCommit() const { return configAtCommit_; }
    std::uint32_t eventCount() const { return eventCount_; }  ///< Read so far; violations are not counted.

private:
    TraceReader(std::string file, LineReader lines) : file_(std::move(file)), lines_(std::move(lines)) {}
    void readHeader();
    void readCluster(JsonReader& reader, const JsonValue& cluster);
    NodeSet readServers(JsonReader& reader, const JsonValue* list) const;
    Configuration readConfiguration(JsonReader& reader, const JsonValue& value) const;
    bool fail(std::string message);
    bool take(Errors errors);
    class LineParser;
    friend class LineParser;

    std::string file_;
    LineReader lines_;
    std::string line_;
    std::vector<std::string> servers_;
    std::map<std::string, NodeId, std::less<>> ends_;  ///< Servers and clients by name.
    Configuration configuration_;
    bool configAtCommit_ = false;
    std::uint32_t eventCount_ = 0;
    StepId step_;
    SimTime time_;
    bool ended_ = false;
    Errors errors_;
};

}  // namespace raft
