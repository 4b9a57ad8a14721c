#pragma once
// The functions of the expression language: `raftlab functions`, the parser and the evaluator read this one table.

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace raft {

enum class FunctionId : std::uint8_t {
    // One server.
    Leader,
    Candidate,
    Follower,
    Down,
    Up,
    Term,
    Voted,
    Votes,
    Voters,
    CanWin,
    Log,
    Entry,
    Last,
    Commit,
    Applied,
    Kv,
    Config,
    SnapIndex,
    Next,
    Match,
    // The whole cluster, as only we see it.
    Leaders,
    Candidates,
    LeadersOf,
    MaxTerm,
    Copies,
    OnMajority,
    Committed,
    CommittedTerm,
    AllLogsEqual,
    DistinctStates,
    InFlight,
    Time,
    // Clients.
    Acked,
    Replies,
    Expired,
    Sessions,
    Read,
    Refused,
    // The whole branch up to now.
    Happened,
    Count,
    // Safety.
    Safe,
    Broken,
    // Sets.
    Size,
};
inline constexpr int kFunctionCount = 43;

/// What is known of a value before the run. Any: a number, a text or none, only the run can tell. Count: a number that
/// may stand for "at least one". Server: a server or none.
enum class AnswerKind : std::uint8_t { Truth, Number, Count, Text, Any, Server, Servers, None };

enum class Param : std::uint8_t { None, Server, Client, End, Number, Text, Servers, Event, MessageKind, Property };

struct FunctionInfo {
    FunctionId id;
    std::string_view name;
    std::array<Param, 3> params;
    int required;  ///< How many arguments must be there; all of `params` may be.
    AnswerKind result;
    std::string_view signature;  ///< As people read it: "leader(S[, term])".
    std::string_view source;     ///< "Figure 2", "§5.4.1"; empty for ours.

    int allowed() const {
        int count = 0;
        while (count < 3 && params[static_cast<std::size_t>(count)] != Param::None) ++count;
        return count;
    }
};

/// In the order of FunctionId. What a function means is in the catalogue under "function." + name.
std::span<const FunctionInfo> functionTable();
const FunctionInfo& infoOf(FunctionId function);
std::optional<FunctionId> functionByName(std::string_view name);

/// What `happened` and `count` can be asked about: the kinds of a trace by name, and the names that curriculum uses.
enum class ScriptEvent : std::uint8_t {
    // 0 … kEventKindCount - 1 are the event kinds themselves.
    Candidate = 64,  ///< A server stands for election.
    Leader,          ///< A server won.
    StepDown,        ///< A leader is a follower again.
    Ack,             ///< A client got the reply ok.
    Violation,       ///< A property broke.
};

std::optional<ScriptEvent> scriptEventByName(std::string_view name);
/// Every name that scriptEventByName knows.
std::vector<std::string_view> scriptEventNames();

/// Message kinds by name.
std::optional<int> messageKindByName(std::string_view name);
std::vector<std::string_view> messageKindNames();

}  // namespace raft
