#include "raft/script/action_text.h"

#include <algorithm>

#include "raft/script/answer.h"

namespace raft {
namespace {

/// One overload an action.
class Describer {
public:
    explicit Describer(const Cluster& cluster) : cluster_(cluster) {}

    std::string operator()(const act::Crash& move) const { return "crash " + servers(move.servers); }
    std::string operator()(const act::Restart& move) const { return "restart " + servers(move.servers); }
    std::string operator()(const act::Pause& move) const { return "pause " + servers(move.servers); }
    std::string operator()(const act::Resume& move) const { return "resume " + servers(move.servers); }
    std::string operator()(const act::FireTimeout& move) const { return "time out " + name(move.server); }
    std::string operator()(const act::SetTimers& move) const {
        std::string text = "timer of";
        for (std::size_t i = 0; i < move.in.size(); ++i) {
            text += (i > 0 ? ", " : " ") + name(move.in[i].first) + " in " + ms(move.in[i].second);
        }
        return text;
    }
    std::string operator()(const act::Cut& move) const { return "cut " + links(move.links); }
    std::string operator()(const act::Mend& move) const { return "mend " + links(move.links); }
    std::string operator()(const act::Split& move) const {
        std::string text = "split";
        for (std::size_t i = 0; i < move.groups.size(); ++i) text += (i > 0 ? " | " : " ") + servers(move.groups[i]);
        return text;
    }
    std::string operator()(const act::Heal&) const { return "heal all"; }
    std::string operator()(const act::SetLatency& move) const {
        const std::string range =
            move.min == move.max ? ms(move.min) : millisecondsText(move.min) + " to " + ms(move.max);
        return "latency " + links(move.links) + " " + range;
    }
    std::string operator()(const act::SetLoss& move) const {
        // Parts in a million, shown as a fraction of 1 like the file has it.
        std::string digits = std::to_string(1'000'000 + move.ppm % 1'000'000).substr(1);
        while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
        return "loss " + links(move.links) + " " + std::to_string(move.ppm / 1'000'000) + "." + digits;
    }
    std::string operator()(const act::Hold& move) const { return "hold " + links(move.links); }
    std::string operator()(const act::Release& move) const { return "release " + links(move.links); }
    std::string operator()(const act::Deliver& move) const { return "deliver " + message(move.which); }
    std::string operator()(const act::Drop& move) const { return "drop " + message(move.which); }
    std::string operator()(const act::Duplicate& move) const { return "duplicate " + message(move.which); }
    std::string operator()(const act::Delay& move) const {
        return "delay " + message(move.which) + " by " + ms(move.by);
    }
    std::string operator()(const act::Submit& move) const {
        return "submit " + text(move.command) + (move.to ? " to " + name(*move.to) : std::string());
    }
    std::string operator()(const act::ReadKey& move) const {
        std::string words = "read " + text(move.key) + (move.from ? " from " + name(*move.from) : std::string());
        if (move.mode != ReadMode::Log) words += " (" + std::string(nameOf(move.mode)) + ")";
        return words;
    }
    std::string operator()(const act::SetClock& move) const {
        const Decimal rate{move.ratePpm / 1'000'000, static_cast<std::int32_t>(move.ratePpm / 1'000 % 1'000)};
        return "clock of " + name(move.server) + " at rate " + toText(rate);
    }
    std::string operator()(const act::SetFsync& move) const {
        return "fsync of " + name(move.server) + " " + ms(move.takes);
    }
    std::string operator()(const act::LoseVote& move) const { return "lose the vote of " + name(move.server); }
    std::string operator()(const act::LoseEntries& move) const {
        return "lose the last " + std::to_string(move.lastEntries) + " entries of " + name(move.server);
    }
    std::string operator()(const act::SetRule& move) const {
        const RuleInfo& info = infoOf(move.rule);
        std::string value = move.value != 0 ? "true" : "false";
        if (info.kind == RuleInfo::Kind::Choice) value = info.choices[static_cast<std::size_t>(move.value)];
        return "rule " + std::string(info.name) + "=" + value;
    }
    std::string operator()(const act::WriteNote& move) const { return "note " + text(move.text); }
    std::string operator()(const act::TakeSnapshot& move) const { return "snapshot " + servers(move.servers); }
    std::string operator()(const act::ChangeMembership& move) const {
        const ChangeMembers& change = move.change;
        const std::string verb = move.mustBeRefused ? "try to " : "";
        switch (change.kind) {
            case ChangeMembers::Kind::AddServer: return verb + "add server " + servers(change.servers);
            case ChangeMembers::Kind::AddLearner: return verb + "add learner " + servers(change.servers);
            case ChangeMembers::Kind::Promote: return verb + "promote " + servers(change.servers);
            case ChangeMembers::Kind::RemoveServer: return verb + "remove server " + servers(change.servers);
            case ChangeMembers::Kind::Simple: return verb + "change to " + servers(change.servers) + " in one step";
            case ChangeMembers::Kind::Direct: return verb + "change to " + servers(change.servers) + " directly";
            case ChangeMembers::Kind::Joint: {
                const bool none = change.learners && change.learners->empty();
                const std::string learners = !change.learners ? ""
                                             : none           ? ", no learners,"
                                                              : ", learners " + servers(*change.learners);
                return verb + "change to " + servers(change.servers) + learners + " jointly";
            }
        }
        return verb;
    }
    std::string operator()(const act::TransferLeader& move) const {
        return "transfer " + (move.from ? name(*move.from) + ">" : std::string()) + name(move.to);
    }

private:
    std::string name(NodeId end) const { return cluster_.config().labelOf(end); }
    std::string text(TextId id) const { return std::string(cluster_.texts().text(id)); }
    static std::string ms(SimTime time) { return millisecondsText(time) + " ms"; }

    std::string servers(NodeSet set) const {
        std::string out;
        for (const NodeId server : set) out += (out.empty() ? "" : ", ") + name(server);
        return out;
    }

    /// Both directions of a link are one `S1-S2`.
    std::string links(const std::vector<LinkId>& links) const {
        std::string out;
        for (std::size_t i = 0; i < links.size(); ++i) {
            const LinkId back{links[i].to, links[i].from};
            const auto has = [&](auto from, auto to) { return std::find(from, to, back) != to; };
            const auto here = links.begin() + static_cast<std::ptrdiff_t>(i);
            if (has(links.begin(), here)) continue;
            const bool bothWays = has(here, links.end());
            out += (out.empty() ? "" : ", ") + name(links[i].from) + (bothWays ? "-" : ">") + name(links[i].to);
        }
        return out;
    }

    std::string message(const MessageMatcher& which) const {
        if (which.id) return "message " + std::to_string(which.id->value);
        std::string out = which.kind ? std::string(nameOf(*which.kind)) : "message";
        if (which.nth > 1) out += " no. " + std::to_string(which.nth);
        if (which.from) out += " from " + name(*which.from);
        if (which.to) out += " to " + name(*which.to);
        return out;
    }

    const Cluster& cluster_;
};

}  // namespace

std::string actionText(const Action& action, const Cluster& cluster) { return std::visit(Describer(cluster), action); }

std::string actionText(const Action& action, const Cluster& cluster, SimTime at) {
    return actionText(action, cluster) + " at " + millisecondsText(at) + " ms";
}

}  // namespace raft
