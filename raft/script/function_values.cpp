#include "raft/script/function_values.h"
#include "raft/core/quorum.h"
#include "raft/sim/entry_text.h"

#include <algorithm>
#include <string>
#include <vector>

#include "raft/check/linearizability.h"
#include "raft/history/history.h"
#include "raft/script/tally.h"

namespace raft {
namespace {

/// The arguments of one call, read as what the parser has made sure they are.
class Arguments {
public:
    explicit Arguments(std::span<const Answer> values) : values_(values) {}

    std::size_t count() const { return values_.size(); }
    NodeId node(std::size_t at) const { return at < count() ? std::get<NodeId>(values_[at]) : kNoNode; }
    NodeSet set(std::size_t at) const { return std::get<NodeSet>(values_[at]); }
    int name(std::size_t at) const { return static_cast<int>(std::get<Decimal>(values_[at]).whole); }

    /// A whole number from 0 to 2^32 - 1; nothing if it is missing, none, a text, or out of range: then no term and no
    /// index is meant.
    std::optional<std::uint32_t> whole(std::size_t at) const {
        if (at >= count()) return std::nullopt;
        std::optional<std::int64_t> value;
        if (const auto* decimal = std::get_if<Decimal>(&values_[at])) {
            if (decimal->thousandths == 0) value = decimal->whole;
        } else if (const auto* text = std::get_if<std::string>(&values_[at])) {
            value = readInteger(*text);
        }
        if (!value || *value < 0 || *value > UINT32_MAX) return std::nullopt;
        return static_cast<std::uint32_t>(*value);
    }
    LogIndex index(std::size_t at) const { return LogIndex(whole(at).value_or(0)); }

    /// A text; a number as it is written.
    std::string text(std::size_t at) const {
        if (const auto* decimal = std::get_if<Decimal>(&values_[at])) return std::to_string(decimal->whole);
        const auto* text = std::get_if<std::string>(&values_[at]);
        return text != nullptr ? *text : std::string();
    }

private:
    std::span<const Answer> values_;
};

/// Everything that the functions look at.
class Observer {
public:
    Observer(const Moment& moment, Arguments arguments)
        : moment_(moment),
          world_(moment.history.world()),
          cluster_(world_.cluster()),
          monitor_(world_.monitor()),
          arguments_(arguments) {}

    Answer answer(FunctionId function) const;

private:
    NodeId server() const { return arguments_.node(0); }
    const Node& node() const { return cluster_.node(server()); }
    bool isUp(NodeId server) const { return cluster_.machine(server).up; }
    NodeSet all() const { return NodeSet::firstNodes(cluster_.serverCount()); }

    template <class Wanted>
    NodeSet those(Wanted wanted) const {
        NodeSet found;
        for (const NodeId server : all()) {
            if (wanted(server)) found.insert(server);
        }
        return found;
    }

    NodeSet runningAs(Role role) const {
        return those([&](NodeId server) { return isUp(server) && cluster_.node(server).role() == role; });
    }

    /// Is the server up, in this role, and, if a term is asked for, in that term?
    bool isInRole(Role role) const {
        if (!isUp(server()) || node().role() != role) return false;
        return arguments_.count() < 2 || arguments_.whole(1) == node().currentTerm().value;
    }

    /// Who would vote for the server if it stood for election in a term that nobody has voted in yet. Every member
    /// counts, up or down: its log would decide the same once it is back (§5.4.1).
    NodeSet votersFor(NodeId candidate) const {
        const Log& log = cluster_.node(candidate).log();
        return those([&](NodeId voter) {
            if (!cluster_.node(candidate).config().deciders().contains(voter)) return false;
            return !cluster_.rules().compareLogs ||
                   isUpToDate(log.lastTerm(), log.lastIndex(), cluster_.node(voter).log());
        });
    }

    /// Who stores an entry at `index`, of that term if one is given.
    NodeSet copiesOf(LogIndex index, std::optional<Term> term) const {
        return those([&](NodeId server) {
            const auto held = termAt(server, index);
            return held && (!term || *held == *term);
        });
    }
    /// The term of what the server stores at `index`: an entry, or one that its snapshot stands for.
    std::optional<Term> termAt(NodeId server, LogIndex index) const {
        const Log& log = cluster_.node(server).log();
        if (log.has(index)) return log.termAt(index);
        return index <= log.lastIncludedIndex() ? monitor_.committedTerm(index) : std::nullopt;
    }
    std::optional<Term> termArgument() const {
        const auto term = arguments_.whole(1);
        return term ? std::optional(Term(*term)) : std::nullopt;
    }
    bool onMajority() const;
    Answer votedFor() const;
    NodeSet leadersOf() const;
    Term highestTerm() const;
    Answer committedTerm() const;

    std::string logText() const;
    Answer entryText() const;
    Answer keyValue() const;
    Answer valueText(Value value) const;
    /// A row of the leader's table about a peer; none if it does not lead.
    template <class Row>
    Answer peerRow(const Row& row) const {
        const NodeId peer = arguments_.node(1);
        if (!isUp(server()) || node().role() != Role::Leader || peer == server()) return Nothing{};
        return number(row[peer.value].value);
    }

    /// Linearizability is looked for only where it is asked about: the search is long.
    bool broken(Property property) const {
        if (property != Property::Linearizability) return monitor_.isBroken(property);
        return checkLinearizability(cluster_).verdict == Verdict::Broken;
    }
    bool allLogsEqual() const;
    std::int64_t distinctStates() const;
    std::int64_t inFlight() const;
    bool acked() const;
    std::int64_t replies() const;
    std::int64_t expired() const;
    std::uint32_t countEvents() const;

    const Moment& moment_;
    const World& world_;
    const Cluster& cluster_;
    const Monitor& monitor_;
    Arguments arguments_;
};

Answer Observer::answer(FunctionId function) const {
    switch (function) {
        case FunctionId::Leader: return isInRole(Role::Leader);
        case FunctionId::Candidate: return isInRole(Role::Candidate);
        case FunctionId::Follower: return isInRole(Role::Follower);
        case FunctionId::Down: return !isUp(server());
        case FunctionId::Up: return isUp(server());
        case FunctionId::Term: return number(node().currentTerm().value);
        case FunctionId::Voted: return votedFor();
        case FunctionId::Votes: return node().state().votesGranted;
        case FunctionId::Voters: return votersFor(server());
        case FunctionId::CanWin: return isQuorum(node().config(), votersFor(server()), cluster_.rules());
        case FunctionId::Log: return logText();
        case FunctionId::Entry: return entryText();
        case FunctionId::Last: return number(node().log().lastIndex().value);
        case FunctionId::Commit: return number(node().state().commitIndex.value);
        case FunctionId::Applied: return number(node().state().lastApplied.value);
        case FunctionId::Kv: return keyValue();
        case FunctionId::Config: return node().config().deciders();
        case FunctionId::SnapIndex: return number(node().log().lastIncludedIndex().value);
        case FunctionId::Next: return peerRow(node().leader().nextIndex);
        case FunctionId::Match: return peerRow(node().leader().matchIndex);

        case FunctionId::Leaders: return runningAs(Role::Leader);
        case FunctionId::Candidates: return runningAs(Role::Candidate);
        case FunctionId::LeadersOf: return leadersOf();
        case FunctionId::MaxTerm: return number(highestTerm().value);
        case FunctionId::Copies: return copiesOf(arguments_.index(0), termArgument());
        case FunctionId::OnMajority: return onMajority();
        case FunctionId::Committed: return monitor_.committedTerm(arguments_.index(0)).has_value();
        case FunctionId::CommittedTerm: return committedTerm();
        case FunctionId::AllLogsEqual: return allLogsEqual();
        case FunctionId::DistinctStates: return number(distinctStates());
        case FunctionId::InFlight: return number(inFlight());
        case FunctionId::Time: return milliseconds(moment_.history.time());

        case FunctionId::Acked: return acked();
        case FunctionId::Replies: return number(replies());
        case FunctionId::Expired: return number(expired());
        case FunctionId::Sessions: return number(cluster_.machine(server()).store.sessionCount());
        case FunctionId::Read: return valueText(moment_.tally.lastRead(server()));
        case FunctionId::Refused: return moment_.tally.wasRefused(arguments_.text(0));
        case FunctionId::Happened: return countEvents() > 0;
        case FunctionId::Count: return number(countEvents());
        case FunctionId::Safe: return monitor_.safe();
        case FunctionId::Broken: return broken(static_cast<Property>(arguments_.name(0)));
        case FunctionId::Size: return number(arguments_.set(0).size());
    }
    checkFailed("known function", __FILE__, __LINE__);
}

Answer Observer::votedFor() const {
    const NodeId votedFor = node().persistent().votedFor;
    return votedFor == kNoNode ? Answer(Nothing{}) : Answer(votedFor);
}

NodeSet Observer::leadersOf() const {
    const auto term = arguments_.whole(0);
    if (!term) return {};
    NodeSet leaders = moment_.tally.leadersOf(Term(*term));
    const auto& start = moment_.history.config().start;
    if (start && start->leader && start->term == Term(*term)) leaders.insert(*start->leader);
    return leaders;
}

Term Observer::highestTerm() const {
    Term highest;
    for (const NodeId server : all()) highest = std::max(highest, cluster_.node(server).currentTerm());
    return highest;
}

Answer Observer::committedTerm() const {
    const auto term = monitor_.committedTerm(arguments_.index(0));
    return term ? number(term->value) : Answer(Nothing{});
}

/// One and the same entry on a majority: copies of different entries at one index do not add up.
bool Observer::onMajority() const {
    const LogIndex index = arguments_.index(0);
    const int needed = cluster_.serverCount() / 2 + 1;
    if (arguments_.count() > 1) return termArgument() && copiesOf(index, termArgument()).size() >= needed;
    const NodeSet holders = copiesOf(index, std::nullopt);
    for (const NodeId server : holders) {
        if (copiesOf(index, termAt(server, index)).size() >= needed) return true;
    }
    return false;
}

std::string Observer::logText() const {
    std::string text;
    for (LogIndex i = node().log().firstIndex(); i <= node().log().lastIndex(); ++i) {
        text += (text.empty() ? "" : " ") + std::to_string(node().log().termAt(i).value);
    }
    return text;
}

Answer Observer::entryText() const {
    const LogIndex index = arguments_.index(1);
    if (!node().log().has(index)) return Nothing{};
    const Entry& entry = node().log().at(index);
    return std::to_string(entry.term.value) + ":" + raft::entryText(entry, cluster_);
}

Answer Observer::keyValue() const {
    const std::string key = arguments_.text(1);
    for (const KeyValue::Pair& pair : cluster_.machine(server()).store.pairs()) {
        if (cluster_.texts().text(pair.key) == key) return valueText(pair.value);
    }
    return Nothing{};
}

Answer Observer::valueText(Value value) const {
    switch (value.kind) {
        case Value::Kind::None: return Nothing{};
        case Value::Kind::Number: return number(value.asNumber());
        case Value::Kind::Text: return std::string(cluster_.texts().text(value.asText()));
    }
    return Nothing{};
}

bool Observer::allLogsEqual() const {
    const Log& first = cluster_.node(NodeId(0)).log();
    for (const NodeId server : all()) {
        const Log& log = cluster_.node(server).log();
        if (log.lastIndex() != first.lastIndex() || log.lastTerm() != first.lastTerm()) return false;
        for (LogIndex i = std::max(log.firstIndex(), first.firstIndex()); i <= log.lastIndex(); ++i) {
            if (!(log.at(i) == first.at(i))) return false;
        }
    }
    return true;
}

/// How many different contents the key-value stores of the running servers have. The order of writing is no part of it.
std::int64_t Observer::distinctStates() const {
    using State = std::vector<std::pair<std::string_view, std::string>>;
    std::vector<State> seen;
    for (const NodeId server : all()) {
        if (!isUp(server)) continue;
        State state;
        for (const KeyValue::Pair& pair : cluster_.machine(server).store.pairs()) {
            state.emplace_back(cluster_.texts().text(pair.key), textOf(pair.value, cluster_.texts()));
        }
        std::sort(state.begin(), state.end());
        if (std::find(seen.begin(), seen.end(), state) == seen.end()) seen.push_back(std::move(state));
    }
    return static_cast<std::int64_t>(seen.size());
}

std::int64_t Observer::inFlight() const {
    const int kind = arguments_.name(0);
    std::int64_t count = 0;
    const Network& network = cluster_.network();
    for (std::uint32_t slot = 0; slot < network.slotCount(); ++slot) {
        const Flight& flight = network.at(slot);
        if (!flight.inUse || flight.message.kind() != static_cast<MessageKind>(kind)) continue;
        if (arguments_.count() > 1 && flight.message.from != arguments_.node(1)) continue;
        if (arguments_.count() > 2 && flight.message.to != arguments_.node(2)) continue;
        ++count;
    }
    return count;
}

/// Has some client the reply ok to this command?
bool Observer::acked() const {
    const std::string command = arguments_.text(0);
    for (int c = 0; c < cluster_.clientCount(); ++c) {
        const Paged<ClientCall>& calls = cluster_.client(clientEnd(c)).calls;
        for (std::size_t i = 0; i < calls.size(); ++i) {
            if (calls[i].returned && calls[i].ok && cluster_.texts().text(calls[i].text) == command) return true;
        }
    }
    return false;
}

std::int64_t Observer::replies() const {
    const Paged<ClientCall>& calls = cluster_.client(arguments_.node(0)).calls;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < calls.size(); ++i) count += calls[i].returned ? 1 : 0;
    return count;
}

std::int64_t Observer::expired() const {
    const Paged<ClientCall>& calls = cluster_.client(arguments_.node(0)).calls;
    std::int64_t count = 0;
    for (std::size_t i = 0; i < calls.size(); ++i) count += calls[i].expired ? 1 : 0;
    return count;
}

std::uint32_t Observer::countEvents() const {
    const auto event = static_cast<ScriptEvent>(arguments_.name(0));
    if (event == ScriptEvent::Violation) {
        return arguments_.count() > 1 ? 0 : static_cast<std::uint32_t>(monitor_.violations().size());
    }
    return moment_.tally.count(event, arguments_.node(1), arguments_.node(2));
}

}  // namespace

Answer answerOf(FunctionId function, std::span<const Answer> arguments, const Moment& moment) {
    return Observer(moment, Arguments(arguments)).answer(function);
}

}  // namespace raft
