#pragma once
// A run as a trace: one JSON object a line ("raftlab-trace/1"), written while the run goes on.

#include <array>
#include <cstddef>
#include <functional>
#include <string>

#include "raft/base/result.h"
#include "raft/history/history.h"
#include "raft/trace/json_writer.h"
#include "raft/trace/node_shadow.h"

namespace raft {

/// Appends lines to a string of the caller's, who may take the text away between two calls.
///
/// - `state` and `log` come from the events alone (NodeShadow); that they equal the servers' real state after every
/// step
///   is a CHECK, so a trace cannot tell less than what happened.
/// - A server that crashes states at once what memory lost: Follower, commitIndex and lastApplied 0. What its disk had
///   lost of term, vote and log is stated by `restart`.
/// - A violation stands on a line of its own right behind the line of the event that broke the property, and carries
///   that event's `i`, `step` and `t`: the numbers of events, and so causes and evidence, are those of the run whether
///   or not something broke. `events` in the last line does not count such lines.
/// - `hash` in the last line is the chain of the run, the number that `run --hash` prints.
class TraceWriter {
public:
    /// Writes the first line. `config` and `out` must outlive the writer.
    TraceWriter(const ClusterConfig& config, std::string& out);

    /// Writes the events of one step, the boot being the first; the step must have kept its messages.
    void add(const World& after, const StepEvents& step);

    /// Writes the last line. `end` is the world after the last step.
    void finish(const World& end);

private:
    struct Place {
        EventId event;
        StepId step;
        SimTime time;
    };
    void writeHead(const Place& place, std::string_view kind);
    void writeEvent(const Place& place, const Event& event, const World& after, const SentMessage* message);
    void writeState(const NodeNumbers& numbers);
    void writeLog(const LogChange& change, const Log& log);
    void writeViolation(const Place& place, const Violation& violation);

    const ClusterConfig& config_;
    JsonWriter json_;
    const TextTable* texts_ = nullptr;
    std::array<NodeShadow, kMaxServers> shadows_{};
    NodeSet stated_;              ///< Servers whose state stands in the trace already.
    std::size_t violations_ = 0;  ///< Written so far.
};

enum class TraceEnd { Written, Stopped };

/// Re-executes `history`'s line up to its cursor and writes the trace to `path`, whole or not at all. `stop` is asked
/// now and then; once it says yes nothing is left behind.
Result<TraceEnd> writeTrace(const History& history, const std::string& path,
                            const std::function<bool()>& stop = nullptr);

}  // namespace raft
