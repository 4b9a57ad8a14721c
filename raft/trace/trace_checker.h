#pragma once
// What a trace has told so far. Private to the check of traces.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "raft/trace/trace_check.h"
#include "raft/trace/trace_reader.h"

namespace raft {

/// Takes the events of a trace in their order. A state is judged when a step ends, because within a step a server is
/// half way: it has adopted a term and still bears its old role.
class TraceChecker {
public:
    TraceChecker(const TraceReader& trace, TraceReport& report);

    void take(const TraceEvent& event);
    /// After the last event.
    void finish();

private:
    /// Entries are numbered by their content, so that a log is two numbers an entry.
    struct Held {
        Term term;
        std::uint32_t content = 0;

        friend bool operator==(const Held&, const Held&) = default;
    };
    struct Node {
        bool stated = false;  ///< A state was given.
        bool up = true;
        NodeNumbers now;
        int stateLine = 0;           ///< Where `now` was given.
        LogIndex lastIncludedIndex;  ///< Of its snapshot, which stands for the entries up to there; 0: none.
        Term lastIncludedTerm;
        std::vector<Held> log;   ///< Behind the snapshot.
        std::vector<LogIndex> configEntries;  ///< Where configurations stand in it, in order.
        Configuration included;  ///< As of the snapshot, or the beginning.
        Configuration config;    ///< In use.
        int configLine = 0;
        bool misconfigured = false;  ///< It used another one than its log says when last judged.

        LogIndex lastIndex() const { return lastIncludedIndex + static_cast<std::uint32_t>(log.size()); }
        Term lastTerm() const { return log.empty() ? lastIncludedTerm : log.back().term; }
        /// The entry at `index`; null if it is in the snapshot, or not there.
        const Held* at(LogIndex index) const {
            if (index <= lastIncludedIndex || index > lastIndex()) return nullptr;
            return &log[index.value - lastIncludedIndex.value - std::size_t{1}];
        }
        int restarts = 0;
        Term toldTerm;  ///< The highest that it named in a message, or that its disk holds.
        int toldTermLine = 0;
        bool disordered = false;                       ///< Its indexes or terms were out of order when last judged.
        std::optional<Term> leads;                     ///< The term in which it became leader, while it is one.
        std::vector<std::pair<Term, NodeId>> writing;  ///< Term and vote of each write on its way to the disk.
    };
    struct Vote {
        NodeId candidate = kNoNode;
        int line = 0;
        int restarts = 0;      ///< Of the voter when it voted.
        bool settled = false;  ///< Told or on disk: a restart does not undo it.
    };
    struct Entry {
        std::uint32_t content = 0;
        Term previousTerm;
        int line = 0;
    };
    struct Committed {
        Held entry;
        Term commitTerm;  ///< The lowest in which a server knew it to be committed.
        int line = 0;
    };
    struct Leadership {
        NodeId leader = kNoNode;
        int line = 0;
    };
    using VoteKey = std::pair<NodeId, Term>;
    using EntryKey = std::pair<LogIndex, Term>;

    // trace_check.cpp: the walk, and whether the trace agrees with itself.
    void endStep();
    void takeState(const TraceEvent& event, Node& node);
    void takeLog(const TraceEvent& event, Node& node);
    void takeSnapshot(const TraceEvent& event, Node& node);
    void checkAgreement(const TraceEvent& event, const Node& node);
    void checkLogEnd(const TraceEvent& event, const Node& node);
    void note(const TraceEvent& violation);
    void fault(const TraceEvent& event, std::string message);
    void report(Property property, int line, std::string text, std::vector<int> with);
    const std::string& name(NodeId server) const { return trace_.nameOf(server); }
    bool isServer(NodeId node) const { return node.value < trace_.serverCount(); }

    // trace_check_elections.cpp.
    void roleChanged(const TraceEvent& event, NodeId server, Role before);
    void becameLeader(int line, NodeId server, Term term);
    void checkElected(const TraceEvent& event, NodeId leader);
    void checkLeaderHasMost(int line, NodeId server, LogIndex index, Term term);
    void checkTerm(const TraceEvent& event, NodeId server, const NodeNumbers& before);
    void voted(int line, NodeId voter, Term term, NodeId candidate);
    void settleVote(NodeId voter, Term term, NodeId candidate);
    void checkPreVotePure(const TraceEvent& event, const NodeNumbers& before);
    void checkMessage(const TraceEvent& event);
    void takePersist(const TraceEvent& event, Node& node);

    // trace_check_logs.cpp.
    void truncated(const TraceEvent& event, const Node& node);
    void appended(const TraceEvent& event, Node& node, const TraceEntry& entry);
    void committed(const TraceEvent& event, LogIndex from, LogIndex to);
    void checkCommitRule(const TraceEvent& event);
    void applied(const TraceEvent& event, LogIndex before);
    void checkLeaderComplete(int line, NodeId leader, Term term, LogIndex from);
    void checkOrder(NodeId server);

    // trace_check_members.cpp.
    void checkOneUncommitted(const TraceEvent& event, const Node& node);
    void checkConfig(NodeId server);
    const Configuration* configAt(const Node& node, LogIndex index) const;
    std::string shown(const Configuration& config) const;

    const TraceReader& trace_;
    TraceReport& report_;
    std::vector<Node> nodes_;
    NodeSet changed_;                  ///< In this step.
    std::optional<TraceEvent> asked_;  ///< The last receipt of a pre-vote.
    std::vector<TraceFinding> stated_;  ///< The violations that the trace names.
    StepId step_;
    std::map<std::string, std::uint32_t> contents_;
    std::map<std::uint32_t, Configuration> configs_;  ///< By content.
    bool configAtCommit_ = false;
    std::map<VoteKey, Vote> votes_;
    std::map<VoteKey, std::pair<NodeId, int>> granted_;  ///< Votes that were told: candidate and line.
    std::map<EntryKey, Entry> entries_;
    std::vector<Committed> committed_;  ///< Entry 1 first.
    std::map<Term, Leadership> leaders_;
    std::map<Term, int> firstEntries_;  ///< The line of the first entry of each term, in whichever log.
    std::set<std::uint32_t> sent_;  ///< Ids of messages.
    std::vector<int> lines_;        ///< By event: where it stands.
};

}  // namespace raft
