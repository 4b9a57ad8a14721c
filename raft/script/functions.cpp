#include "raft/script/functions.h"

#include <algorithm>

#include "raft/sim/step_events.h"

namespace raft {
namespace {

using K = AnswerKind;
using F = FunctionId;

constexpr std::array<FunctionInfo, kFunctionCount> kFunctions = [] {
    using enum Param;
    return std::array<FunctionInfo, kFunctionCount>{{
        {F::Leader, "leader", {Server, Number}, 1, K::Truth, "leader(S[, term])", "§5.2"},
        {F::Candidate, "candidate", {Server, Number}, 1, K::Truth, "candidate(S[, term])", "§5.2"},
        {F::Follower, "follower", {Server, Number}, 1, K::Truth, "follower(S[, term])", "§5.2"},
        {F::Down, "down", {Server}, 1, K::Truth, "down(S)", ""},
        {F::Up, "up", {Server}, 1, K::Truth, "up(S)", ""},
        {F::Term, "term", {Server}, 1, K::Number, "term(S)", "Figure 2, currentTerm"},
        {F::Voted, "voted", {Server}, 1, K::Server, "voted(S)", "Figure 2, votedFor"},
        {F::Votes, "votes", {Server}, 1, K::Servers, "votes(S)", "§5.2"},
        {F::Voters, "voters", {Server}, 1, K::Servers, "voters(S)", "§5.4.1"},
        {F::CanWin, "canWin", {Server}, 1, K::Truth, "canWin(S)", "§5.4.1"},
        {F::Log, "log", {Server}, 1, K::Text, "log(S)", "Figure 2, log[]"},
        {F::Entry, "entry", {Server, Number}, 2, K::Any, "entry(S, index)", "Figure 2, log[]"},
        {F::Last, "last", {Server}, 1, K::Number, "last(S)", "Figure 2, lastLogIndex"},
        {F::Commit, "commit", {Server}, 1, K::Number, "commit(S)", "Figure 2, commitIndex"},
        {F::Applied, "applied", {Server}, 1, K::Number, "applied(S)", "Figure 2, lastApplied"},
        {F::Kv, "kv", {Server, Text}, 2, K::Any, "kv(S, \"key\")", ""},
        {F::Config, "config", {Server}, 1, K::Servers, "config(S)", "§6"},
        {F::SnapIndex, "snapIndex", {Server}, 1, K::Number, "snapIndex(S)", "§7, lastIncludedIndex"},
        {F::Next, "next", {Server, Server}, 2, K::Any, "next(L, S)", "Figure 2, nextIndex[]"},
        {F::Match, "match", {Server, Server}, 2, K::Any, "match(L, S)", "Figure 2, matchIndex[]"},
        {F::Leaders, "leaders", {}, 0, K::Servers, "leaders", "§5.2"},
        {F::Candidates, "candidates", {}, 0, K::Servers, "candidates", "§5.2"},
        {F::LeadersOf, "leadersOf", {Number}, 1, K::Servers, "leadersOf(term)", "Figure 3, Election Safety"},
        {F::MaxTerm, "maxTerm", {}, 0, K::Number, "maxTerm", "§5.1"},
        {F::Copies, "copies", {Number, Number}, 1, K::Servers, "copies(index[, term])", "§5.3"},
        {F::OnMajority, "onMajority", {Number, Number}, 1, K::Truth, "onMajority(index[, term])", "§5.4.2"},
        {F::Committed, "committed", {Number}, 1, K::Truth, "committed(index)", "§5.3, §5.4.2"},
        {F::CommittedTerm, "committedTerm", {Number}, 1, K::Any, "committedTerm(index)", "§5.4.2"},
        {F::AllLogsEqual, "allLogsEqual", {}, 0, K::Truth, "allLogsEqual", "§5.3"},
        {F::DistinctStates, "distinctStates", {}, 0, K::Number, "distinctStates", "§2"},
        {F::InFlight, "inFlight", {MessageKind, End, End}, 1, K::Count, "inFlight(Kind[, from, to])", ""},
        {F::Time, "t", {}, 0, K::Number, "t", ""},
        {F::Acked, "acked", {Text}, 1, K::Truth, "acked(\"x=1\")", "§8"},
        {F::Replies, "replies", {Client}, 1, K::Number, "replies(client)", "§8"},
        {F::Expired, "expired", {Client}, 1, K::Number, "expired(client)", "D §6.3"},
        {F::Sessions, "sessions", {Server}, 1, K::Number, "sessions(S)", "D §6.3"},
        {F::Read, "read", {Server}, 1, K::Any, "read(S)", "§8"},
        {F::Refused, "refused", {Text}, 1, K::Truth, "refused(\"addServer\")", "§6"},
        {F::Happened, "happened", {Event, End, End}, 1, K::Truth, "happened(event[, S[, S2]])", ""},
        {F::Count, "count", {Event, End, End}, 1, K::Number, "count(event[, S[, S2]])", ""},
        {F::Safe, "safe", {}, 0, K::Truth, "safe", "Figure 3"},
        {F::Broken, "broken", {Property}, 1, K::Truth, "broken(Property)", "Figure 3"},
        {F::Size, "size", {Servers}, 1, K::Number, "size(set)", ""},
    }};
}();

/// Names beside those of the event kinds. Several are for features that this version does not have.
struct EventName {
    std::string_view name;
    ScriptEvent event;
};
constexpr std::array<EventName, 6> kMoreEvents{{
    {"candidate", ScriptEvent::Candidate},
    {"leader", ScriptEvent::Leader},
    {"stepDown", ScriptEvent::StepDown},
    {"ack", ScriptEvent::Ack},
    {"violation", ScriptEvent::Violation},
    {"installed", static_cast<ScriptEvent>(EventKind::Install)},
}};

}  // namespace

std::span<const FunctionInfo> functionTable() { return kFunctions; }

const FunctionInfo& infoOf(FunctionId function) { return kFunctions[static_cast<std::size_t>(function)]; }

std::optional<FunctionId> functionByName(std::string_view name) {
    for (const FunctionInfo& info : kFunctions) {
        if (info.name == name) return info.id;
    }
    return std::nullopt;
}

std::optional<ScriptEvent> scriptEventByName(std::string_view name) {
    for (const EventName& more : kMoreEvents) {
        if (more.name == name) return more.event;
    }
    for (int i = 0; i < kEventKindCount; ++i) {
        if (nameOf(static_cast<EventKind>(i)) == name) return static_cast<ScriptEvent>(i);
    }
    return std::nullopt;
}

std::vector<std::string_view> scriptEventNames() {
    std::vector<std::string_view> names;
    names.reserve(kMoreEvents.size() + kEventKindCount);
    for (const EventName& more : kMoreEvents) names.push_back(more.name);
    for (int i = 0; i < kEventKindCount; ++i) names.push_back(nameOf(static_cast<EventKind>(i)));
    return names;
}

std::optional<int> messageKindByName(std::string_view name) {
    for (int i = 0; i < kMessageKindCount; ++i) {
        if (nameOf(static_cast<raft::MessageKind>(i)) == name) return i;
    }
    return std::nullopt;
}

std::vector<std::string_view> messageKindNames() {
    std::vector<std::string_view> names;
    names.reserve(kMessageKindCount);
    for (int i = 0; i < kMessageKindCount; ++i) names.push_back(nameOf(static_cast<raft::MessageKind>(i)));
    return names;
}

}  // namespace raft
