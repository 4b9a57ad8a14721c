#include "raft/trace/trace_check.h"

#include <algorithm>

#include "raft/base/utf8.h"
#include "raft/trace/trace_checker.h"
#include "raft/trace/trace_names.h"

namespace raft {

std::string TraceFinding::format(const std::string& file) const {
    std::string all = file + ':' + std::to_string(line) + ": " + std::string(nameOf(property)) + ": " + text;
    if (with.empty()) return all;
    all += with.size() == 1 ? " (with line " : " (with lines ";
    for (std::size_t i = 0; i < with.size(); ++i) all += (i > 0 ? ", " : "") + std::to_string(with[i]);
    return all + ')';
}

std::string TraceReport::summary() const {
    return std::to_string(events) + (events == 1 ? " event, " : " events, ") + std::to_string(findings.size()) +
           (findings.size() == 1 ? " violation" : " violations");
}

TraceChecker::TraceChecker(const TraceReader& trace, TraceReport& report)
    : trace_(trace),
      report_(report),
      nodes_(static_cast<std::size_t>(trace.serverCount())),
      configAtCommit_(trace.startsWithConfigAtCommit()) {
    for (Node& node : nodes_) node.included = node.config = trace.configuration();
}

void TraceChecker::report(Property property, int line, std::string text, std::vector<int> with) {
    if (report_.findings.size() >= kMaxFindings) return;
    std::sort(with.begin(), with.end());
    with.erase(std::unique(with.begin(), with.end()), with.end());
    report_.findings.push_back(TraceFinding{line, property, std::move(text), std::move(with)});
}

void TraceChecker::fault(const TraceEvent& event, std::string message) {
    addError(report_.faults, Error{trace_.file(), event.line, 1, "", std::move(message)});
}

void TraceChecker::take(const TraceEvent& event) {
    if (event.isViolation()) return note(event);
    if (event.step != step_) endStep();
    step_ = event.step;
    lines_.push_back(event.line);
    if (event.message) checkMessage(event);
    const bool asks = event.kind == "receive" && event.message && event.message->kind == "PreVote";
    if (asks && isServer(event.message->from)) asked_ = event;
    if (event.kind == "rule" && event.rule == "configAt") {
        configAtCommit_ = event.choice == "commit";
        changed_ = NodeSet::firstNodes(trace_.serverCount());
    }
    if (!isServer(event.node)) return;
    Node& node = nodes_[event.node.value];
    changed_.insert(event.node);
    if (event.kind == "crash") node.up = false;
    if (event.kind == "restart") {
        node.up = true;
        ++node.restarts;
    }
    if (event.kind == "crash" || event.kind == "restart") node.writing.clear();
    takeLog(event, node);
    takeState(event, node);
    if (event.config) {
        node.config = *event.config;
        node.configLine = event.line;
    }
    if (event.kind == "append") checkOneUncommitted(event, node);
    if (event.kind == "persist") takePersist(event, node);
    checkAgreement(event, node);
}

void TraceChecker::takeState(const TraceEvent& event, Node& node) {
    if (!event.state) return;
    const NodeNumbers before = node.now;
    const bool first = !node.stated;
    node.now = *event.state;
    node.stated = true;
    if (!first) checkPreVotePure(event, before);
    const bool lostMemory = event.kind == "crash" || event.kind == "restart";
    if (!first) checkTerm(event, event.node, before);
    if (node.now.votedFor != kNoNode) voted(event.line, event.node, node.now.currentTerm, node.now.votedFor);
    if (first || before.role != node.now.role) {
        if (first || lostMemory) {
            node.leads.reset();
            // A declared start: its leader was elected before the first line.
            if (node.now.role == Role::Leader) becameLeader(event.line, event.node, node.now.currentTerm);
        } else {
            roleChanged(event, event.node, before.role);
        }
    }
    const LogIndex known = lostMemory ? LogIndex(0) : before.commitIndex;
    if (node.now.commitIndex > known) committed(event, known, node.now.commitIndex);
    if (!first && !lostMemory) {
        if (node.now.commitIndex < before.commitIndex) {
            report(Property::TermMonotonic, event.line,
                   "commitIndex of " + name(event.node) + " fell from " + std::to_string(before.commitIndex.value) +
                       " to " + std::to_string(node.now.commitIndex.value) + " without a crash",
                   {node.stateLine});
        }
        const bool jumps = event.kind == "install" && node.now.lastApplied > before.lastApplied;
        const bool moved = event.kind == "apply" || node.now.lastApplied != before.lastApplied;
        if (moved && !jumps) applied(event, before.lastApplied);
    }
    node.stateLine = event.line;
}

void TraceChecker::takeLog(const TraceEvent& event, Node& node) {
    if (event.truncatedFrom.value != 0) {
        truncated(event, node);
        if (node.at(event.truncatedFrom) == nullptr) {
            fault(event, "cuts the log of " + name(event.node) + " from entry " +
                             std::to_string(event.truncatedFrom.value) + " on, which has " +
                             std::to_string(node.log.size()) + "; expected an entry that is there");
        } else {
            node.log.resize(event.truncatedFrom.value - node.lastIncludedIndex.value - std::size_t{1});
            std::vector<LogIndex>& configs = node.configEntries;
            while (!configs.empty() && configs.back() >= event.truncatedFrom) configs.pop_back();
        }
    }
    if (event.compacted) takeSnapshot(event, node);
    for (const TraceEntry& entry : event.appended) appended(event, node, entry);
}

/// A snapshot takes the place of the entries up to its last one; those behind it stay. Only a restart goes back to an
/// older one, or to none, and then names every entry behind it.
void TraceChecker::takeSnapshot(const TraceEvent& event, Node& node) {
    const LogIndex index = *event.compacted;
    if (event.kind == "snapshot" && node.at(index) == nullptr) {
        fault(event,
              name(event.node) + " compacts entry " + std::to_string(index.value) + "; expected one that its log has");
    }
    if (const Held* last = node.at(index); event.kind == "snapshot" && last != nullptr) {
        if (last->term != event.compactedTerm) {
            fault(event, "entry " + std::to_string(index.value) + " of " + name(event.node) + " is of term " +
                             std::to_string(last->term.value) + ", its snapshot says " +
                             std::to_string(event.compactedTerm.value) + "; expected the same");
        }
    }
    const bool keeps = node.at(index) != nullptr;
    const std::size_t gone = keeps ? index.value - node.lastIncludedIndex.value : node.log.size();
    node.log.erase(node.log.begin(), node.log.begin() + static_cast<std::ptrdiff_t>(gone));
    std::vector<LogIndex>& configs = node.configEntries;
    configs.erase(
        std::remove_if(configs.begin(), configs.end(), [&](LogIndex config) { return !keeps || config <= index; }),
        configs.end());
    node.lastIncludedIndex = index;
    node.lastIncludedTerm = event.compactedTerm;
    node.included = event.compactedConfig.value_or(trace_.configuration());
}

void TraceChecker::endStep() {
    for (const NodeId server : changed_) {
        Node& node = nodes_[server.value];
        if (!node.stated || !node.up) continue;
        checkOrder(server);
        checkConfig(server);
        if (node.now.role == Role::Leader && node.leads && *node.leads != node.now.currentTerm) {
            report(Property::LegalTransitions, node.stateLine,
                   name(server) + " leads term " + std::to_string(node.now.currentTerm.value) +
                       " without an election: it won term " + std::to_string(node.leads->value),
                   {});
            becameLeader(node.stateLine, server, node.now.currentTerm);
        }
    }
    changed_.clear();
}

// ---- Does the trace agree with itself? ----

void TraceChecker::checkLogEnd(const TraceEvent& event, const Node& node) {
    const std::uint32_t last = node.lastIndex().value;
    const Term term = node.lastTerm();
    if (node.now.lastLogIndex.value == last && node.now.lastLogTerm == term) return;
    fault(event, "the log of " + name(event.node) + " ends with (index " + std::to_string(last) + ", term " +
                     std::to_string(term.value) + "), its state says (index " +
                     std::to_string(node.now.lastLogIndex.value) + ", term " +
                     std::to_string(node.now.lastLogTerm.value) + "); expected the same");
}

void TraceChecker::checkAgreement(const TraceEvent& event, const Node& node) {
    const bool logChanged = event.truncatedFrom.value != 0 || event.compacted || !event.appended.empty();
    if (node.stated && (event.state || logChanged)) checkLogEnd(event, node);
    const auto expect = [&](std::string_view what, std::uint32_t told, std::uint32_t stated) {
        if (told == stated) return;
        fault(event, event.kind + " says " + std::string(what) + ' ' + std::to_string(told) + ", the state says " +
                         std::to_string(stated) + "; expected the same");
    };
    if (event.kind == "append" && (event.appended.empty() || event.appended.front().index.value != event.first ||
                                   event.appended.back().index.value != event.last)) {
        fault(event, "append of entries " + std::to_string(event.first) + " to " + std::to_string(event.last) +
                         " without them; expected exactly these in log.appended");
    }
    if (event.kind == "truncate" && event.truncatedFrom.value != event.from) {
        fault(event, "truncate from " + std::to_string(event.from) + "; expected the same in log.truncatedFrom");
    }
    if ((event.kind == "snapshot" || event.kind == "install") && event.compacted != LogIndex(event.index)) {
        fault(event, event.kind + " up to entry " + std::to_string(event.index) +
                         "; expected the same in log.snapshot.lastIncludedIndex");
    }
    if (!node.stated) return;
    if (event.kind == "role" && nameOf(static_cast<Role>(event.to)) != nameOf(node.now.role)) {
        fault(event, "role says " + std::string(nameOf(static_cast<Role>(event.to))) + ", the state says " +
                         std::string(nameOf(node.now.role)) + "; expected the same");
    }
    if (event.kind == "term") expect("term", event.to, node.now.currentTerm.value);
    if (event.kind == "commit") expect("commitIndex", event.to, node.now.commitIndex.value);
    if (event.kind == "apply") expect("index", event.index, node.now.lastApplied.value);
    if (event.kind == "vote" && event.candidate != node.now.votedFor) {
        fault(event, "vote for one, votedFor another; expected the same");
    }
}

void TraceChecker::note(const TraceEvent& violation) {
    const auto property = propertyByName(violation.property);
    if (!property) {
        return fault(violation,
                     "unknown property " + quotedText(violation.property) + "; expected one of this version");
    }
    TraceFinding stated{violation.line, *property, violation.text, {}, true};
    for (const EventId evidence : violation.evidence) {
        if (evidence.value < lines_.size()) stated.with.push_back(lines_[evidence.value]);
    }
    std::sort(stated.with.begin(), stated.with.end());
    stated.with.erase(std::unique(stated.with.begin(), stated.with.end()), stated.with.end());
    stated_.push_back(std::move(stated));
}

/// What only the run itself could know, such as a leader's matchIndex, is the trace's own word for it.
void TraceChecker::finish() {
    endStep();
    std::set<Property> shown;
    for (const TraceFinding& finding : report_.findings) shown.insert(finding.property);
    for (TraceFinding& stated : stated_) {
        if (shown.count(stated.property) != 0 || report_.findings.size() >= kMaxFindings) continue;
        report_.findings.push_back(std::move(stated));
    }
}

Result<TraceReport> checkTrace(const std::string& path, const std::function<bool()>& stop) {
    constexpr std::uint32_t kEventsAtOnce = 4096;
    auto trace = TraceReader::open(path);
    if (!trace.ok()) return trace.errors();
    TraceReport report;
    TraceChecker checker(trace.value(), report);
    TraceEvent event;
    while (trace.value().next(event)) {
        checker.take(event);
        if (stop && event.event.value % kEventsAtOnce == 0 && stop()) break;
    }
    if (!trace.value().ok()) return trace.value().errors();
    checker.finish();
    report.events = trace.value().eventCount();
    std::stable_sort(report.findings.begin(), report.findings.end(),
                     [](const TraceFinding& a, const TraceFinding& b) { return a.line < b.line; });
    return report;
}

}  // namespace raft
