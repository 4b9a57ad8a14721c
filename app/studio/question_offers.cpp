#include "app/studio/question_offers.h"

#include <algorithm>
#include <optional>

#include "app/studio/i18n.h"
#include "lessons/engine/answer_text.h"
#include "raft/base/check.h"
#include "raft/script/expression.h"

namespace studio {
namespace {

using lessons::Ask;
using lessons::AskKind;
using lessons::Choice;
using lessons::LocalText;

/// More choices than this no question may have; one is "nobody".
constexpr int kServersMax = 8;

/// What a question can be about: the states of the servers at both ends of the step.
struct State {
    std::vector<std::vector<int>> logs;  ///< By server, their terms.
    std::vector<int> votes;              ///< Of a candidate, or a leader; else 0.
    raft::Term term;                     ///< The highest.
    std::vector<std::string> asked;      ///< What clients have asked for so far.
};

State stateOf(const raft::Cluster& cluster) {
    State state;
    for (int i = 0; i < cluster.serverCount(); ++i) {
        const raft::Node& node = cluster.node(raft::NodeId(static_cast<std::uint8_t>(i)));
        std::vector<int> terms;
        for (std::uint32_t index = node.log().firstIndex().value; index <= node.log().lastIndex().value; ++index) {
            terms.push_back(static_cast<int>(node.log().termAt(raft::LogIndex(index)).value));
        }
        state.logs.push_back(std::move(terms));
        const bool stands = node.role() == raft::Role::Candidate || node.role() == raft::Role::Leader;
        state.votes.push_back(stands ? node.state().votesGranted.size() : 0);
        state.term = std::max(state.term, node.currentTerm());
    }
    for (int i = 0; i < cluster.clientCount(); ++i) {
        const auto& calls = cluster.client(raft::clientEnd(i)).calls;
        for (std::size_t k = 0; k < calls.size(); ++k) state.asked.emplace_back(cluster.texts().text(calls[k].text));
    }
    return state;
}

class Offers {
public:
    Offers(const raft::ClusterConfig& config, State before, State after)
        : config_(config), before_(std::move(before)), after_(std::move(after)) {}

    std::vector<QuestionOffer> all() {
        if (after_.term > before_.term) whoWins();
        for (std::size_t i = 0; i < after_.votes.size(); ++i) {
            if (after_.votes[i] > 0 && after_.term > before_.term) votesFor(i);
        }
        std::size_t longest = 0;
        for (const auto& log : after_.logs) longest = std::max(longest, log.size());
        if (longest > 0) isCommitted(longest);
        for (const std::string& command : after_.asked) {
            const bool isNew = std::find(before_.asked.begin(), before_.asked.end(), command) == before_.asked.end();
            if (isNew && command.find('"') == std::string::npos) clientSees(command);
        }
        for (std::size_t i = 0; i < after_.logs.size(); ++i) {
            if (after_.logs[i] != before_.logs[i]) logOf(i);
        }
        return std::move(offers_);
    }

private:
    raft::Expression condition(const std::string& text) const {
        auto parsed = raft::parseCondition(text, config_);
        CHECK(parsed.ok());
        return std::move(parsed).value();
    }
    raft::Expression expression(const std::string& text) const {
        auto parsed = raft::parseExpression(text, config_);
        CHECK(parsed.ok());
        return std::move(parsed).value();
    }
    Choice choice(std::string id, LocalText text, const std::string& iff, LocalText why = {},
                  std::string misconception = {}) const {
        return {std::move(id), std::move(text), condition(iff), std::move(why), std::move(misconception), {}, {}};
    }
    void offer(LocalText prompt, AskKind kind, std::vector<Choice> choices) {
        Ask ask;
        ask.kind = kind;
        ask.prompt = prompt;
        ask.choices = std::move(choices);
        offers_.push_back({std::move(prompt), std::move(ask)});
    }
    const std::string& server(std::size_t at) const { return config_.servers[at]; }
    std::string label(std::size_t at) const { return config_.labelOf(raft::NodeId(static_cast<std::uint8_t>(at))); }

    /// Of two leaders the one of the higher term has won.
    void whoWins() {
        if (config_.serverCount() > kServersMax) return;
        std::vector<Choice> choices;
        std::string anybody;
        for (std::size_t i = 0; i < config_.servers.size(); ++i) {
            const std::string wins = "leader(" + server(i) + ") && term(" + server(i) + ") == maxTerm";
            anybody += (anybody.empty() ? "(" : " || (") + wins + ")";
            choices.push_back(choice("s" + std::to_string(i + 1), {label(i), label(i)}, wins));
        }
        choices.push_back(choice("nobody", both("offer.nobody"), "!(" + anybody + ")"));
        offer(both("offer.whoWins"), AskKind::One, std::move(choices));
    }

    void votesFor(std::size_t candidate) {
        QuestionOffer one;
        one.ask.kind = AskKind::Number;
        one.ask.prompt = one.name = both("offer.votesFor", {{"who", label(candidate)}});
        one.ask.answer = expression("size(votes(" + server(candidate) + "))");
        const int others = after_.votes[candidate] - 1;
        if (others > 0) {
            const std::string digits = std::to_string(others);
            one.ask.choices.push_back({digits, {digits, digits}, std::nullopt, both("offer.ownVote"), "M03", {}, {}});
        }
        offers_.push_back(std::move(one));
    }

    void isCommitted(std::size_t index) {
        const std::string number = std::to_string(index);
        offer(both("offer.isCommitted", {{"index", number}}), AskKind::One,
              {choice("yes", both("offer.yes"), "committed(" + number + ")", both("offer.committedWhy"), "M01"),
               choice("no", both("offer.no"), "!committed(" + number + ")", both("offer.committedWhy"))});
    }

    /// A client that hears nothing knows nothing.
    void clientSees(const std::string& command) {
        const std::string acked = "acked(\"" + command + "\")";
        offer(both("offer.clientSees", {{"command", command}}), AskKind::One,
              {choice("ok", both("offer.sawOk"), acked), choice("nothing", both("offer.sawNothing"), "!" + acked),
               choice("failed", both("offer.sawFailure"), acked + " && !" + acked, both("offer.failureWhy"), "M11")});
    }

    void logOf(std::size_t whose) {
        const auto fits = [](const std::vector<int>& log) {
            return !log.empty() && log.size() <= lessons::kLogCellsMax &&
                   *std::max_element(log.begin(), log.end()) <= lessons::kLogTermMax;
        };
        if (!fits(after_.logs[whose])) return;
        QuestionOffer one;
        one.ask.kind = AskKind::Log;
        one.ask.server = raft::NodeId(static_cast<std::uint8_t>(whose));
        one.ask.prompt = one.name = both("offer.logOf", {{"who", label(whose)}});
        one.ask.answer = expression("log(" + server(whose) + ")");
        if (fits(before_.logs[whose])) {
            const std::string old = lessons::logText(before_.logs[whose]);
            one.ask.choices.push_back({old, {old, old}, std::nullopt, both("offer.logWhy"), {}, {}, {}});
        }
        offers_.push_back(std::move(one));
    }

    const raft::ClusterConfig& config_;
    State before_;
    State after_;
    std::vector<QuestionOffer> offers_;
};

}  // namespace

LocalText both(std::string_view key, const std::vector<TextArg>& args) {
    return {Texts(Language::English).format(key, args), Texts(Language::Chinese).format(key, args)};
}

std::vector<QuestionOffer> questionOffers(raft::History& history, const lessons::LessonPlace& from,
                                          const lessons::LessonPlace& to) {
    const lessons::LessonPlace eye{history.step(), history.time()};
    history.seek(from.step, from.time);
    State before = stateOf(history.world().cluster());
    history.seek(to.step, to.time);
    Offers offers(history.config(), std::move(before), stateOf(history.world().cluster()));
    history.seek(eye.step, eye.time);
    return offers.all();
}

}  // namespace studio
