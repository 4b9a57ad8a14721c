// What the adversary does, in words: the names of branches, the marks on lanes.

#include <algorithm>

#include "app/studio/rule_sheet.h"
#include "app/studio/studio_hands.h"
#include "app/studio/values.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

using raft::LinkId;
using raft::NodeId;

struct Phrase {
    const raft::Cluster& cluster;
    const Texts& texts;

    const std::string& label(NodeId end) const { return cluster.config().labelOf(end); }

    std::string names(raft::NodeSet servers) const {
        std::string names;
        for (const NodeId server : servers) names += (names.empty() ? "" : " ") + label(server);
        return names;
    }
    /// Both directions of a link are one name.
    std::string names(const std::vector<LinkId>& links) const {
        constexpr std::size_t kMost = 3;
        std::string names;
        std::size_t count = 0;
        for (const LinkId& link : links) {
            const bool bothWays = std::find(links.begin(), links.end(), LinkId{link.to, link.from}) != links.end();
            if (bothWays && link.to < link.from) continue;
            if (++count > kMost) continue;
            names += (names.empty() ? "" : " ") + label(link.from) + (bothWays ? "–" : "→") + label(link.to);
        }
        return count > kMost ? names + " …" : names;
    }
    /// "AppendEntries S1→S2"; a message that is not there any more has its number.
    std::string name(const raft::MessageMatcher& which) const {
        const raft::Flight* flight = which.id ? flightOf(cluster, *which.id) : nullptr;
        if (flight == nullptr) return which.id ? std::to_string(which.id->value) : std::string();
        return std::string(raft::nameOf(flight->message.kind())) + " " + label(flight->message.from) + "→" +
               label(flight->message.to);
    }

    std::string with(std::string_view key, const std::string& who) const { return texts.format(key, {{"who", who}}); }
    std::string with(std::string_view key, const std::string& who, const std::string& value) const {
        return texts.format(key, {{"who", who}, {"value", value}});
    }
    std::string plain(std::string_view key) const { return std::string(texts.tr(key)); }

    std::string operator()(const raft::act::Crash& a) const { return with("action.crash", names(a.servers)); }
    std::string operator()(const raft::act::Restart& a) const { return with("action.restart", names(a.servers)); }
    std::string operator()(const raft::act::Pause& a) const { return with("action.pause", names(a.servers)); }
    std::string operator()(const raft::act::Resume& a) const { return with("action.resume", names(a.servers)); }
    std::string operator()(const raft::act::FireTimeout& a) const { return with("action.timeout", label(a.server)); }
    std::string operator()(const raft::act::Cut& a) const { return with("action.cut", names(a.links)); }
    std::string operator()(const raft::act::Mend& a) const { return with("action.mend", names(a.links)); }
    std::string operator()(const raft::act::Heal&) const { return plain("action.heal"); }
    std::string operator()(const raft::act::SetLatency& a) const {
        const std::string least = timeText(a.min, texts);
        const std::string span = a.min == a.max ? least : least + " – " + timeText(a.max, texts);
        return with("action.latency", names(a.links), span);
    }
    std::string operator()(const raft::act::SetLoss& a) const {
        return with("action.loss", names(a.links), percentText(a.ppm));
    }
    std::string operator()(const raft::act::Hold& a) const { return with("action.hold", names(a.links)); }
    std::string operator()(const raft::act::Release& a) const { return with("action.release", names(a.links)); }
    std::string operator()(const raft::act::Deliver& a) const { return with("action.deliver", name(a.which)); }
    std::string operator()(const raft::act::Drop& a) const { return with("action.drop", name(a.which)); }
    std::string operator()(const raft::act::Duplicate& a) const { return with("action.duplicate", name(a.which)); }
    std::string operator()(const raft::act::Delay& a) const {
        if (a.by < raft::SimTime()) {
            return with("action.hasten", name(a.which), timeText(raft::SimTime() - a.by, texts));
        }
        return with("action.delay", name(a.which), timeText(a.by, texts));
    }
    std::string operator()(const raft::act::Submit& a) const {
        return with("action.send", std::string(cluster.texts().text(a.command)));
    }
    std::string operator()(const raft::act::ReadKey& a) const {
        return with("action.read", std::string(cluster.texts().text(a.key)),
                    std::string(texts.tr(readModeKey(a.mode))));
    }
    std::string operator()(const raft::act::SetClock& a) const {
        const std::string rate = numberText(a.ratePpm / 1e6);
        if (a.offset == raft::SimTime()) return with("action.clock", label(a.server), rate);
        return texts.format("action.clockOffset",
                            {{"who", label(a.server)}, {"value", rate}, {"offset", signedTimeText(a.offset, texts)}});
    }
    std::string operator()(const raft::act::SetFsync& a) const {
        return with("action.fsync", label(a.server), timeText(a.takes, texts));
    }
    std::string operator()(const raft::act::LoseVote& a) const { return with("action.loseVote", label(a.server)); }
    std::string operator()(const raft::act::LoseEntries& a) const {
        const std::string key = a.lastEntries == 1 ? "action.loseEntry" : "action.loseEntries";
        return with(key, label(a.server), std::to_string(a.lastEntries));
    }
    /// The interface has no gesture for the others, so no branch is named after them.
    std::string operator()(const raft::act::SetTimers&) const { return plain("action.other"); }
    std::string operator()(const raft::act::Split&) const { return plain("action.other"); }
    std::string operator()(const raft::act::SetRule& a) const {
        const raft::RuleInfo& info = raft::infoOf(a.rule);
        return with("action.rule", std::string(info.name), ruleValueText(info, a.value, texts));
    }
    std::string operator()(const raft::act::WriteNote&) const { return plain("action.other"); }
    std::string operator()(const raft::act::TakeSnapshot& a) const { return with("action.snapshot", names(a.servers)); }
    std::string operator()(const raft::act::ChangeMembership& a) const {
        return with("action." + std::string(raft::verbOf(a.change.kind)), names(a.change.servers));
    }
    std::string operator()(const raft::act::TransferLeader& a) const { return with("action.transfer", label(a.to)); }
};

/// The key of the word, or the word itself where it is one of the user's own.
struct Word {
    const raft::TextTable& table;
    const Texts& texts;

    std::string tr(std::string_view key) const { return std::string(texts.tr(key)); }

    std::string operator()(const raft::act::Crash&) const { return tr("picture.crash"); }
    std::string operator()(const raft::act::Restart&) const { return tr("picture.restart"); }
    std::string operator()(const raft::act::Pause&) const { return tr("moment.pause"); }
    std::string operator()(const raft::act::Resume&) const { return tr("moment.resume"); }
    std::string operator()(const raft::act::FireTimeout&) const { return tr("moment.timeout"); }
    std::string operator()(const raft::act::SetTimers&) const { return tr("moment.timer"); }
    std::string operator()(const raft::act::Cut&) const { return tr("moment.cut"); }
    std::string operator()(const raft::act::Mend&) const { return tr("moment.mend"); }
    std::string operator()(const raft::act::Split&) const { return tr("moment.split"); }
    std::string operator()(const raft::act::Heal&) const { return tr("moment.heal"); }
    std::string operator()(const raft::act::SetLatency&) const { return tr("moment.latency"); }
    std::string operator()(const raft::act::SetLoss&) const { return tr("moment.loss"); }
    std::string operator()(const raft::act::Hold&) const { return tr("moment.hold"); }
    std::string operator()(const raft::act::Release&) const { return tr("moment.release"); }
    std::string operator()(const raft::act::Deliver&) const { return tr("moment.deliver"); }
    std::string operator()(const raft::act::Drop&) const { return tr("moment.drop"); }
    std::string operator()(const raft::act::Duplicate&) const { return tr("moment.duplicate"); }
    std::string operator()(const raft::act::Delay& a) const {
        return tr(a.by < raft::SimTime() ? "moment.hasten" : "moment.delay");
    }
    std::string operator()(const raft::act::Submit& a) const { return std::string(table.text(a.command)); }
    std::string operator()(const raft::act::ReadKey& a) const {
        if (a.mode == raft::ReadMode::Log) return texts.format("moment.read", {{"key", table.text(a.key)}});
        return texts.format("moment.readMode", {{"key", table.text(a.key)}, {"mode", tr(readModeKey(a.mode))}});
    }
    std::string operator()(const raft::act::SetClock&) const { return tr("moment.clock"); }
    std::string operator()(const raft::act::SetFsync&) const { return tr("moment.fsync"); }
    std::string operator()(const raft::act::LoseVote&) const { return tr("moment.loseDisk"); }
    std::string operator()(const raft::act::LoseEntries&) const { return tr("moment.loseDisk"); }
    std::string operator()(const raft::act::SetRule& a) const {
        const raft::RuleInfo& info = raft::infoOf(a.rule);
        return texts.format("moment.rule", {{"rule", info.name}, {"value", ruleValueText(info, a.value, texts)}});
    }
    std::string operator()(const raft::act::WriteNote& a) const { return std::string(table.text(a.text)); }
    std::string operator()(const raft::act::TakeSnapshot&) const { return tr("moment.snapshot"); }
    std::string operator()(const raft::act::ChangeMembership& a) const {
        return tr("moment." + std::string(raft::verbOf(a.change.kind)));
    }
    std::string operator()(const raft::act::TransferLeader&) const { return tr("moment.transfer"); }
};

}  // namespace

std::string actionPhrase(const raft::Action& action, const raft::Cluster& cluster, const Texts& texts) {
    return std::visit(Phrase{cluster, texts}, action);
}

std::string actionWord(const raft::Action& action, const raft::TextTable& table, const Texts& texts) {
    return std::visit(Word{table, texts}, action);
}

void wordMoments(const raft::History& history, const Texts& texts, std::vector<std::string>& words,
                 raft::RunView& run) {
    words.clear();
    words.reserve(run.moments.size());  // Views of them are handed out below.
    for (raft::MomentView& moment : run.moments) {
        // These are no actions, even where one led to them.
        if (moment.kind == raft::MomentView::Kind::Violation || moment.kind == raft::MomentView::Kind::ConfigAppended ||
            moment.kind == raft::MomentView::Kind::ConfigCommitted)
            continue;
        const auto found = history.actionsBetween(moment.step, moment.step + 1);
        if (found.empty()) continue;
        words.push_back(actionWord(found.front()->action, history.world().cluster().texts(), texts));
        moment.text = words.back();
    }
}

}  // namespace studio
