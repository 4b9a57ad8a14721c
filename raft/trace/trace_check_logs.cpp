// Logs, commitment and what was applied, as a trace tells it.

#include <algorithm>

#include "raft/trace/trace_checker.h"

namespace raft {
namespace {

std::string entryText(LogIndex index, Term term) {
    return "entry (index " + std::to_string(index.value) + ", term " + std::to_string(term.value) + ")";
}

}  // namespace

/// A leader never deletes entries in its log (Figure 3); nobody deletes what it knows to be committed.
void TraceChecker::truncated(const TraceEvent& event, const Node& node) {
    if (event.kind == "restart" || event.kind == "boot") return;
    if (node.stated && node.now.role == Role::Leader) {
        report(Property::LeaderAppendOnly, event.line,
               name(event.node) + " leads and deleted its entries from index " +
                   std::to_string(event.truncatedFrom.value) + " on",
               {node.stateLine});
    }
    if (event.truncatedFrom <= node.now.commitIndex) {
        const std::size_t at = event.truncatedFrom.value - std::size_t{1};
        std::vector<int> with{node.stateLine};
        if (at < committed_.size()) with.push_back(committed_[at].line);
        report(Property::StateMachineSafety, event.line,
               name(event.node) + " deleted its entries from index " + std::to_string(event.truncatedFrom.value) +
                   " on, although it knew those up to " + std::to_string(node.now.commitIndex.value) +
                   " to be committed",
               std::move(with));
    }
}

/// If two logs hold an entry of one index and term, they agree up to there (Figure 3). One predecessor and one content
/// for each (index, term) ever seen says the same, entry by entry.
void TraceChecker::appended(const TraceEvent& event, Node& node, const TraceEntry& entry) {
    const LogIndex next = node.lastIndex() + 1;
    if (entry.index != next) {
        return fault(event, "appends entry " + std::to_string(entry.index.value) + " to the log of " +
                                name(event.node) + "; expected index " + std::to_string(next.value));
    }
    const Term previous = node.lastTerm();
    const auto number = static_cast<std::uint32_t>(contents_.size());
    const std::uint32_t content = contents_.emplace(entry.content, number).first->second;
    if (entry.config) configs_[content] = *entry.config;
    if (entry.term < previous) {
        report(Property::LogTermsMonotonic, event.line,
               name(event.node) + " stored " + entryText(entry.index, entry.term) + " after one of term " +
                   std::to_string(previous.value),
               {});
    }
    const auto [known, isFirst] =
        entries_.emplace(EntryKey(entry.index, entry.term), Entry{content, previous, event.line});
    if (!isFirst && (known->second.content != content || known->second.previousTerm != previous)) {
        const bool differs = known->second.content != content;
        report(Property::LogMatching, event.line,
               name(event.node) + " stored " + entryText(entry.index, entry.term) +
                   (differs ? " with another command than before"
                            : " after one of term " + std::to_string(previous.value) + "; before it stood after term " +
                                  std::to_string(known->second.previousTerm.value)),
               {known->second.line});
    }
    node.log.push_back(Held{entry.term, content});
    if (entry.config) node.configEntries.push_back(entry.index);
    firstEntries_.emplace(entry.term, event.line);
    checkLeaderHasMost(event.line, event.node, entry.index, entry.term);
}

/// The server knows entries from + 1 … to to be committed: what is committed at an index never changes (State Machine
/// Safety), and every later leader has it (Leader Completeness).
void TraceChecker::committed(const TraceEvent& event, LogIndex from, LogIndex to) {
    const Node& node = nodes_[event.node.value];
    checkCommitRule(event);
    LogIndex changed(0);
    bool told = false;
    const LogIndex known(static_cast<std::uint32_t>(committed_.size()));  // Less than `from` after a contradiction.
    for (LogIndex i = std::min(from, known) + 1; i <= to && i <= node.lastIndex(); ++i) {
        const Held* held = node.at(i);
        const bool isKnown = i.value <= committed_.size();
        // What is in its snapshot only others can have told.
        if (held == nullptr && isKnown) continue;
        if (held == nullptr) {
            if (i <= from) break;
            report(Property::StateMachineSafety, event.line,
                   name(event.node) + " has a snapshot that includes entry " + std::to_string(i.value) +
                       ", which nobody had committed",
                   {});
            break;
        }
        if (!isKnown) {
            committed_.push_back(Committed{*held, node.now.currentTerm, event.line});
        } else if (Committed& before = committed_[i.value - std::size_t{1}]; !(before.entry == *held)) {
            if (told) continue;
            told = true;
            report(Property::StateMachineSafety, event.line,
                   name(event.node) + " takes " + entryText(i, held->term) + " for committed, but " +
                       entryText(i, before.entry.term) + " was committed there",
                   {before.line});
            continue;
        } else if (before.commitTerm > node.now.currentTerm) {
            before.commitTerm = node.now.currentTerm;  // An earlier leader had committed it, and only now says so.
        } else {
            continue;
        }
        if (changed.value == 0) changed = i;
    }
    if (changed.value == 0) return;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
        const NodeId server(static_cast<std::uint8_t>(i));
        if (nodes_[i].up && nodes_[i].leads) checkLeaderComplete(event.line, server, *nodes_[i].leads, changed);
    }
}

/// Only entries of the leader's own term are committed by counting copies (§5.4.2).
void TraceChecker::checkCommitRule(const TraceEvent& event) {
    const Node& node = nodes_[event.node.value];
    const LogIndex to = node.now.commitIndex;
    if (node.now.role != Role::Leader || event.kind == "boot" || node.at(to) == nullptr) return;
    const Term term = node.at(to)->term;
    if (term == node.now.currentTerm) return;
    report(Property::NeverCommitPrevTermByCount, event.line,
           name(event.node) + " leads term " + std::to_string(node.now.currentTerm.value) + " and committed " +
               entryText(to, term) + " by counting its copies",
           {});
}

/// Entries are applied one by one, in order, and only committed ones; no two servers apply different ones at an index.
void TraceChecker::applied(const TraceEvent& event, LogIndex before) {
    const Node& node = nodes_[event.node.value];
    const LogIndex index = node.now.lastApplied;
    if (index != before + 1) {
        return report(Property::StateMachineSafety, event.line,
                      "lastApplied of " + name(event.node) + " went from " + std::to_string(before.value) + " to " +
                          std::to_string(index.value) + "; entries are applied one by one",
                      {node.stateLine});
    }
    if (node.at(index) == nullptr) return;  // The order of the indexes is judged at the end of the step.
    const Held& entry = *node.at(index);
    if (index.value > committed_.size()) {
        return report(Property::StateMachineSafety, event.line,
                      name(event.node) + " applied " + entryText(index, entry.term) + ", which nobody had committed",
                      {});
    }
    const Committed& known = committed_[index.value - std::size_t{1}];
    if (known.entry == entry) return;
    report(Property::StateMachineSafety, event.line,
           name(event.node) + " applied " + entryText(index, entry.term) + ", but " +
               entryText(index, known.entry.term) + " was committed there",
           {known.line});
}

/// An entry that was committed in some term is in the logs of the leaders of all later terms (Figure 3).
void TraceChecker::checkLeaderComplete(int line, NodeId leader, Term term, LogIndex from) {
    const Node& node = nodes_[leader.value];
    for (std::size_t i = from.value - std::size_t{1}; i < committed_.size(); ++i) {
        const Committed& known = committed_[i];
        if (known.commitTerm >= term) continue;
        const LogIndex index(static_cast<std::uint32_t>(i) + 1);
        // Its snapshot holds committed entries; their content is not in the trace.
        const Held* held = node.at(index);
        if (held != nullptr ? *held == known.entry : index <= node.lastIncludedIndex) continue;
        return report(Property::LeaderCompleteness, line,
                      name(leader) + " leads term " + std::to_string(term.value) + " without " +
                          entryText(index, known.entry.term) + ", committed in term " +
                          std::to_string(known.commitTerm.value),
                      {known.line});
    }
}

/// lastIncludedIndex <= lastApplied <= commitIndex <= lastLogIndex, and no entry of a term that the server has not
/// reached.
void TraceChecker::checkOrder(NodeId server) {
    Node& node = nodes_[server.value];
    const NodeNumbers& now = node.now;
    const bool indexes = node.lastIncludedIndex <= now.lastApplied && now.lastApplied <= now.commitIndex &&
                         now.commitIndex <= now.lastLogIndex;
    const bool terms = now.lastLogTerm <= now.currentTerm;
    const bool toldBefore = node.disordered;
    node.disordered = !indexes || !terms;
    if (toldBefore) return;
    if (!indexes) {
        const std::uint32_t included = node.lastIncludedIndex.value;
        const std::string snapshot = included == 0 ? "" : "lastIncludedIndex " + std::to_string(included) + ", ";
        report(Property::TermMonotonic, node.stateLine,
               name(server) + " has " + snapshot + "lastApplied " + std::to_string(now.lastApplied.value) +
                   ", commitIndex " + std::to_string(now.commitIndex.value) + ", lastLogIndex " +
                   std::to_string(now.lastLogIndex.value) + "; each is at most the next",
               {});
    }
    if (!terms) {
        report(Property::LogTermsMonotonic, node.stateLine,
               name(server) + " stores an entry of term " + std::to_string(now.lastLogTerm.value) + " in its term " +
                   std::to_string(now.currentTerm.value),
               {});
    }
}

}  // namespace raft
