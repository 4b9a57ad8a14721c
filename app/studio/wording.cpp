#include "app/studio/wording.h"

#include <algorithm>
#include <cmath>

namespace studio {
namespace {

/// `thousandths` / 1000 without idle zeros.
std::string decimalText(std::int64_t thousandths) {
    std::string text = std::to_string(thousandths / 1000);
    const std::string rest = std::to_string(1000 + thousandths % 1000).substr(1);
    const std::size_t used = rest.find_last_not_of('0');
    if (used != std::string::npos) text += "." + rest.substr(0, used + 1);
    return text;
}

std::string namesOf(raft::NodeSet servers, const raft::ClusterConfig& config) {
    std::string names;
    for (const raft::NodeId server : servers) names += (names.empty() ? "" : " ") + config.labelOf(server);
    return names;
}

/// Both directions of a link are one name.
std::string namesOf(const std::vector<raft::LinkId>& links, const raft::ClusterConfig& config) {
    constexpr std::size_t kMost = 3;
    std::string names;
    std::size_t count = 0;
    for (const raft::LinkId& link : links) {
        const bool bothWays = std::find(links.begin(), links.end(), raft::LinkId{link.to, link.from}) != links.end();
        if (bothWays && link.to < link.from) continue;
        if (++count > kMost) continue;
        names +=
            (names.empty() ? "" : " ") + config.labelOf(link.from) + (bothWays ? "–" : ">") + config.labelOf(link.to);
    }
    return count > kMost ? names + " …" : names;
}

struct Phrase {
    const raft::ClusterConfig& config;
    const raft::TextTable& table;
    const Texts& texts;

    std::string with(std::string_view key, const std::string& who) const { return texts.format(key, {{"who", who}}); }

    std::string operator()(const raft::act::Crash& a) const { return with("action.crash", namesOf(a.servers, config)); }
    std::string operator()(const raft::act::Restart& a) const {
        return with("action.restart", namesOf(a.servers, config));
    }
    std::string operator()(const raft::act::FireTimeout& a) const {
        return with("action.timeout", config.labelOf(a.server));
    }
    std::string operator()(const raft::act::Cut& a) const { return with("action.cut", namesOf(a.links, config)); }
    std::string operator()(const raft::act::Mend& a) const { return with("action.mend", namesOf(a.links, config)); }
    std::string operator()(const raft::act::Heal&) const { return std::string(texts.tr("action.heal")); }
    std::string operator()(const raft::act::Submit& a) const {
        return with("action.send", std::string(table.text(a.command)));
    }
    /// The interface has no gesture for the others, so no branch is named after them.
    template <class Other>
    std::string operator()(const Other&) const {
        return std::string(texts.tr("action.other"));
    }
};

}  // namespace

std::string timeText(raft::SimTime time, const Texts& texts) {
    return texts.format("unit.ms", {{"number", decimalText(time.us)}});
}

std::string shortTime(raft::SimTime time) { return decimalText(time.us / 100 * 100); }

std::string shortTimeText(raft::SimTime time, const Texts& texts) {
    return texts.format("unit.ms", {{"number", shortTime(time)}});
}

std::string numberText(double number) { return decimalText(static_cast<std::int64_t>(std::lround(number * 100)) * 10); }

const std::string& textOf(const lessons::LocalText& text, Language language) {
    return language == Language::Chinese ? text.zh : text.en;
}

std::string violationSentence(const raft::Violation& violation, const Texts& texts) {
    const std::string key = "violation." + std::string(violation.sentence);
    if (!hasText(key)) return violation.text;
    std::vector<TextArg> args;
    for (const auto& [name, value] : violation.args) args.emplace_back(name, value);
    return texts.format(key, args);
}

std::string actionPhrase(const raft::Action& action, const raft::ClusterConfig& config, const raft::TextTable& table,
                         const Texts& texts) {
    return std::visit(Phrase{config, table, texts}, action);
}

}  // namespace studio
