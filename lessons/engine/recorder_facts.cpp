#include "lessons/engine/recorder_facts.h"

#include <algorithm>

#include "raft/script/expression.h"

namespace lessons {
namespace {

using raft::Event;
using raft::EventKind;
using raft::NodeId;

std::string number(std::uint32_t value) { return std::to_string(value); }

NodeId server(std::size_t at) { return NodeId(static_cast<std::uint8_t>(at)); }

std::string logText(const raft::Log& log) {
    std::string text;
    for (raft::LogIndex index = log.firstIndex(); index <= log.lastIndex(); ++index) {
        text += (text.empty() ? "" : " ") + number(log.termAt(index).value);
    }
    return text;
}

/// `text` between quotation marks; nothing if it has one itself, for which the language has no word.
std::optional<std::string> inQuotes(std::string_view text) {
    if (text.find('"') != std::string_view::npos) return std::nullopt;
    return "\"" + std::string(text) + "\"";
}

/// The conditions that an event makes true. Each may have been true before: that is looked at later.
class Teller {
public:
    explicit Teller(const raft::World& after) : cluster_(after.cluster()) {}

    std::optional<std::string> conditionOf(const Event& event) const {
        switch (event.kind) {
            case EventKind::Role: return role(event);
            case EventKind::Crash: return "down(" + name(event.node) + ")";
            case EventKind::Restart: return "up(" + name(event.node) + ")";
            case EventKind::Refuse: return "happened(refuse, " + name(event.node) + ", " + name(event.peer) + ")";
            case EventKind::Append: return appended(event);
            case EventKind::Truncate:
                return "log(" + name(event.node) + ") == \"" + logText(cluster_.node(event.node).log()) + "\"";
            case EventKind::Commit: return "committed(" + number(event.args[1]) + ")";
            case EventKind::ClientReturn: return returned(event);
            default: return std::nullopt;
        }
    }

private:
    const std::string& name(NodeId end) const { return cluster_.config().nameOf(end); }
    std::string roleIn(const char* role, NodeId node) const {
        return std::string(role) + "(" + name(node) + ", " + number(cluster_.node(node).currentTerm().value) + ")";
    }
    std::optional<std::string> role(const Event& event) const {
        const auto to = static_cast<raft::Role>(event.args[1]);
        if (to == raft::Role::Leader) return roleIn("leader", event.node);
        if (to == raft::Role::Candidate) return roleIn("candidate", event.node);
        const bool stepsDown =
            to == raft::Role::Follower && static_cast<raft::Role>(event.args[0]) != raft::Role::Follower;
        return stepsDown ? std::optional(roleIn("follower", event.node)) : std::nullopt;
    }
    /// Of a follower there is a commit to wait for.
    std::optional<std::string> appended(const Event& event) const {
        const bool own = event.reason == raft::Reason::ClientCommand || event.reason == raft::Reason::NewLeaderNoop;
        if (!own) return std::nullopt;
        return "last(" + name(event.node) + ") == " + number(cluster_.node(event.node).log().lastIndex().value);
    }
    std::optional<std::string> returned(const Event& event) const {
        if (event.args[2] == 0) return std::nullopt;
        const auto text = inQuotes(cluster_.texts().text(raft::TextId(event.args[1])));
        return text ? std::optional("acked(" + *text + ")") : std::nullopt;
    }

    const raft::Cluster& cluster_;
};

}  // namespace

ServerFacts serverFactsOf(const raft::World& world) {
    const raft::Cluster& cluster = world.cluster();
    ServerFacts facts;
    for (std::size_t i = 0; i < static_cast<std::size_t>(cluster.serverCount()); ++i) {
        const raft::Node& node = cluster.node(server(i));
        facts.servers.push_back({cluster.machine(server(i)).up, node.role(), node.currentTerm(), logText(node.log()),
                                 node.state().commitIndex});
    }
    facts.committed = world.monitor().committed();
    for (int i = 0; i < cluster.clientCount(); ++i) {
        const auto& calls = cluster.client(raft::clientEnd(i)).calls;
        for (std::size_t k = 0; k < calls.size(); ++k) {
            if (calls[k].returned && calls[k].ok) facts.answered.emplace_back(cluster.texts().text(calls[k].text));
        }
    }
    return facts;
}

std::vector<std::string> newClaims(const ServerFacts& before, const raft::History& history) {
    const ServerFacts now = serverFactsOf(history.world());
    const raft::ClusterConfig& config = history.config();
    std::vector<std::string> claims;
    const auto forEach = [&](auto tell) {
        for (std::size_t i = 0; i < now.servers.size(); ++i) {
            tell(before.servers[i], now.servers[i], config.nameOf(server(i)));
        }
    };
    forEach([&](const ServerFact& then, const ServerFact& fact, const std::string& name) {
        if (then.up != fact.up) claims.push_back((fact.up ? "up(" : "down(") + name + ")");
    });
    forEach([&](const ServerFact& then, const ServerFact& fact, const std::string& name) {
        if (!fact.up || (then.role == fact.role && (fact.role != raft::Role::Leader || then.term == fact.term))) return;
        const std::string in = "(" + name + ", " + number(fact.term.value) + ")";
        if (fact.role == raft::Role::Leader) claims.push_back("leader" + in);
        if (fact.role == raft::Role::Candidate) claims.push_back("candidate" + in);
        if (fact.role == raft::Role::Follower) claims.push_back("follower(" + name + ")");
    });
    if (now.committed != before.committed) claims.push_back("committed(" + number(now.committed.value) + ")");
    for (std::size_t i = 0; i < now.answered.size(); ++i) {
        const auto& old = before.answered;
        const auto text = inQuotes(now.answered[i]);
        if (text && std::find(old.begin(), old.end(), now.answered[i]) == old.end()) {
            claims.push_back("acked(" + *text + ")");
        }
    }
    forEach([&](const ServerFact& then, const ServerFact& fact, const std::string& name) {
        if (then.log != fact.log) claims.push_back("log(" + name + ") == \"" + fact.log + "\"");
    });
    forEach([&](const ServerFact& then, const ServerFact& fact, const std::string& name) {
        if (then.term != fact.term) claims.push_back("term(" + name + ") == " + number(fact.term.value));
    });
    forEach([&](const ServerFact& then, const ServerFact& fact, const std::string& name) {
        if (then.commit != fact.commit) claims.push_back("commit(" + name + ") == " + number(fact.commit.value));
    });
    if (history.world().monitor().safe()) claims.emplace_back("safe");
    // A client's words may be such that the language cannot quote them.
    const auto cannotBeRead = [&config](const std::string& claim) { return !raft::parseCondition(claim, config).ok(); };
    claims.erase(std::remove_if(claims.begin(), claims.end(), cannotBeRead), claims.end());
    return claims;
}

std::vector<Salient> salientBetween(const raft::History& history, raft::StepId to) {
    std::vector<Salient> salient;
    raft::TallyKeeper tally;
    const raft::Moment before{history, tally.at(history)};
    std::size_t broken = history.world().monitor().violations().size();
    const auto add = [&](raft::EventId event, const std::string& text) {
        const auto same = [&text](const Salient& one) { return one.condition == text; };
        if (std::any_of(salient.begin(), salient.end(), same)) return;
        const auto condition = raft::parseCondition(text, history.config());
        if (condition.ok() && !raft::holds(condition.value(), before)) salient.push_back({event, text});
    };
    history.replay(history.step() + 1, to + 1, [&](const raft::World& after, const raft::StepEvents& step) {
        const Teller teller(after);
        for (std::size_t k = 0; k < step.events.size(); ++k) {
            const auto condition = teller.conditionOf(step.events[k]);
            if (condition) add(step.first + static_cast<std::uint32_t>(k), *condition);
        }
        const auto violations = after.monitor().violations();
        for (; broken < violations.size(); ++broken) {
            add(step.first, "broken(" + std::string(raft::nameOf(violations[broken].property)) + ")");
        }
    });
    std::reverse(salient.begin(), salient.end());
    return salient;
}

}  // namespace lessons
