#include "lessons/engine/crash_run.h"

#include <algorithm>

#include "raft/base/check.h"
#include "raft/script/answer.h"
#include "raft/script/script.h"

namespace lessons {
namespace {

using raft::NodeId;
using raft::SimTime;

/// Long enough for everything that is on its way to arrive, and shorter than a client's patience.
constexpr SimTime kSettle = SimTime::fromMs(60);
constexpr SimTime kElectAtMost = SimTime::fromMs(1000);
/// A client asks one server after the other.
constexpr SimTime kRetryAtMost = SimTime::fromMs(10'000);
constexpr SimTime kReturnAtMost = SimTime::fromMs(3000);

/// Writes the steps of a plan down as a lesson file would: what is waited for is a condition that one could read aloud.
class Planner {
public:
    Planner(const Lesson& lesson, const CrashWrite& write, CrashPlan& plan)
        : config_(lesson.cluster), texts_(*lesson.texts), write_(write), plan_(plan) {
        for (int i = 0; i < config_.serverCount(); ++i) {
            const auto server = NodeId(static_cast<std::uint8_t>(i));
            if (server != write.leader) others_.push_back(server);
        }
    }

    void plan(const raft::World& world) {
        blow(world);
        raft::World later = world;
        settle(later);
        chooseWinner(later.cluster());
        const raft::Client& client = later.cluster().client(write_.client);
        plan_.asksAgain = client.calls.back().returned;
        if (plan_.refused != raft::kNoNode) {
            Step& step = add(kRefusedStep, {raft::act::FireTimeout{plan_.refused}});
            step.run = item(raft::item::Wait{kSettle});
        }
        Step& elect = add(kElectStep, {raft::act::FireTimeout{plan_.winner}});
        const std::string winner = name(plan_.winner);
        elect.run = until("leader(" + winner + ") && commit(" + winner + ") == last(" + winner + ") && " +
                              sameAs("commit", winner, Also::Others),
                          kElectAtMost);
        askAgain(winner);
        comeBack(winner);
    }

private:
    enum class Also { Others, Everybody };

    const std::string& name(NodeId server) const { return config_.nameOf(server); }

    Step& add(std::string_view id, std::vector<raft::Action> todo) {
        Step& step = plan_.steps.emplace_back();
        step.id = std::string(id);
        for (raft::Action& action : todo) step.todo.push_back(raft::ScriptItem{std::move(action), {}});
        return step;
    }
    template <class Move>
    static raft::ScriptItem item(Move move) {
        return raft::ScriptItem{std::move(move), {}};
    }
    raft::ScriptItem until(const std::string& condition, SimTime atMost) const {
        auto read = raft::parseCondition(condition, config_);
        CHECK(read.ok());
        return item(raft::item::WaitFor{std::move(read).value(), atMost});
    }
    /// "commit(C) == commit(B)", joined.
    std::string sameAs(const std::string& function, const std::string& winner, Also whom) const {
        std::string text;
        const auto one = [&](NodeId server) {
            if (name(server) == winner) return;
            text +=
                (text.empty() ? "" : " && ") + function + "(" + name(server) + ") == " + function + "(" + winner + ")";
        };
        for (const NodeId server : others_) one(server);
        if (whom == Also::Everybody) one(write_.leader);
        return text;
    }

    void blow(const raft::World& world) {
        std::vector<raft::Action> todo;
        const raft::Network& network = world.cluster().network();
        for (const std::uint32_t slot : network.slotsInOrder()) {
            const raft::Flight& flight = network.at(slot);
            if (plan_.choice.sent == SentBefore::Arrives || flight.message.from != write_.leader) continue;
            raft::MessageMatcher which;
            which.id = flight.id;
            todo.emplace_back(raft::act::Drop{which});
        }
        raft::NodeSet leader;
        leader.insert(write_.leader);
        if (plan_.choice.blow == CrashBlow::Crash) {
            todo.emplace_back(raft::act::Crash{leader});
        } else {
            raft::NodeSet rest;
            for (const NodeId server : others_) rest.insert(server);
            todo.emplace_back(raft::act::Split{{leader, rest}});
        }
        add(kBlowStep, std::move(todo)).run = item(raft::item::Wait{kSettle});
    }

    /// What the blow and the messages that still arrive make of this copy of the world.
    void settle(raft::World& world) const {
        raft::StepEvents scratch;
        const SimTime now = plan_.from.time;
        for (const raft::ScriptItem& todo : plan_.steps.front().todo) {
            scratch = {};
            world.apply(std::get<raft::Action>(todo.move), now, scratch);
        }
        while (world.cluster().nextDue() <= now + kSettle) {
            scratch = {};
            world.advance(scratch);
        }
    }

    /// The first of the others that would get the other's vote; who cannot stands before it.
    void chooseWinner(const raft::Cluster& cluster) {
        const auto canWin = [&](NodeId one, NodeId other) {
            const raft::Log& log = cluster.node(one).log();
            return raft::isUpToDate(log.lastTerm(), log.lastIndex(), cluster.node(other).log());
        };
        const NodeId first = others_[0];
        const NodeId second = others_[1];
        plan_.winner = canWin(first, second) ? first : second;
        const NodeId other = plan_.winner == first ? second : first;
        if (!canWin(other, plan_.winner)) plan_.refused = other;
    }

    void askAgain(const std::string& winner) {
        const std::string client = config_.nameOf(write_.client);
        if (!plan_.asksAgain) {
            add(kRetryStep, {}).run =
                until("replies(" + client + ") == 1 && " + sameAs("applied", winner, Also::Others), kRetryAtMost);
            return;
        }
        // Whoever has its answer does not ask again; but a copy of its request may still be on its way.
        raft::act::Submit again;
        again.command = texts_.intern(write_.command);
        again.client = write_.client;
        again.to = plan_.winner;
        again.seq = 1;
        add(kRetryStep, {again}).run = item(raft::item::Wait{kSettle + kSettle});
    }

    void comeBack(const std::string& winner) {
        raft::NodeSet leader;
        leader.insert(write_.leader);
        raft::Action action = raft::act::Heal{};
        if (plan_.choice.blow == CrashBlow::Crash) action = raft::act::Restart{leader};
        add(kReturnStep, {action}).run =
            until("allLogsEqual && " + sameAs("applied", winner, Also::Everybody), kReturnAtMost);
    }

    const raft::ClusterConfig& config_;
    raft::TextTable& texts_;
    const CrashWrite& write_;
    CrashPlan& plan_;
    std::vector<NodeId> others_;
};

/// Asks conditions about places of a line that has been played.
class Witness {
public:
    Witness(const Lesson& lesson, raft::History& history) : config_(lesson.cluster), history_(history) {}

    void standAfter(const Player& player, std::string_view id) {
        for (std::size_t i = 0; i < player.steps().size(); ++i) {
            if (player.steps()[i].id == id) standAt(history_, player.line(), player.placeAfter(static_cast<int>(i)));
        }
    }
    bool sees(const std::string& condition) {
        const auto read = raft::parseCondition(condition, config_);
        CHECK(read.ok());
        return raft::holds(read.value(), raft::Moment{history_, tally_.at(history_)});
    }
    /// The value of a key at a server; 0 if there is none.
    std::int64_t value(NodeId server, const std::string& key) {
        const auto read = raft::parseExpression("kv(" + config_.nameOf(server) + ", \"" + key + "\")", config_);
        CHECK(read.ok());
        const raft::Answer answer = raft::evaluate(read.value(), raft::Moment{history_, tally_.at(history_)});
        const auto* number = std::get_if<raft::Decimal>(&answer);
        return number == nullptr ? 0 : number->whole;
    }

private:
    const raft::ClusterConfig& config_;
    raft::History& history_;
    raft::TallyKeeper tally_;
};

void playToEnd(Player& player, raft::History& history) {
    standAt(history, player.line(), player.place());
    while (player.state() != Player::State::Done) {
        if (player.state() == Player::State::Ready) player.begin();
        player.finish();
    }
}

void noteProblems(const Player& player, CrashOutcome& outcome) {
    for (const Problem& problem : player.problems()) outcome.problems.push_back(problem.text);
}

}  // namespace

std::optional<CrashStage> stageOfBlow(const CrashMoment& moment, CrashBlow blow) {
    if (!moment.stage) return std::nullopt;
    return blow == CrashBlow::CutOff ? CrashStage::G : *moment.stage;
}

CrashChoice usualChoice(CrashStage stage) {
    if (stage == CrashStage::G) return {CrashBlow::CutOff, SentBefore::Lost};
    if (stage == CrashStage::E) return {CrashBlow::Crash, SentBefore::Arrives};
    return {};
}

std::optional<int> usualMoment(const CrashWrite& write, CrashStage stage) {
    // Cut off with an entry that nobody else has: two leaders, and only one of them can keep its word.
    const int moment = write.firstOf(stage == CrashStage::G ? CrashStage::B : stage);
    return moment < 0 ? std::nullopt : std::optional(moment);
}

CrashPlan planCrash(const Lesson& lesson, const CrashWrite& write, int moment, const CrashChoice& choice,
                    raft::History& history) {
    const CrashMoment& at = write.moments[static_cast<std::size_t>(moment)];
    const auto stage = stageOfBlow(at, choice.blow);
    CHECK(stage.has_value());
    CrashPlan plan;
    plan.stage = *stage;
    plan.moment = moment;
    plan.choice = choice;
    plan.from = at.place;
    standAt(history, 0, at.place);
    Planner(lesson, write, plan).plan(history.world());
    return plan;
}

SideLine crashLine(const CrashPlan& plan, Numbers numbers, std::string branch) {
    SideLine side;
    side.from = plan.from;
    side.branch = std::move(branch);
    side.steps = &plan.steps;
    if (numbers == Numbers::Ignored) {
        side.rules.push_back({raft::RuleId::Dedup, 0});
    } else {
        side.breaks.emplace();
    }
    return side;
}

CrashOutcome judgeCrash(const Lesson& lesson, const CrashWrite& write, const CrashPlan& plan, Player& player,
                        raft::History& history, std::string branchWithout) {
    CrashOutcome outcome;
    playToEnd(player, history);
    outcome.line = player.line();
    Witness witness(lesson, history);
    standAt(history, 0, write.moments.front().place);
    const std::int64_t once = witness.value(write.leader, write.key) + 1;
    witness.standAfter(player, kElectStep);
    const bool kept = witness.value(plan.winner, write.key) == once;
    const bool heard = witness.sees("replies(" + lesson.cluster.nameOf(write.client) + ") >= 1");
    outcome.twoLeaders = witness.sees("size(leaders) == 2");
    witness.standAfter(player, kReturnStep);
    outcome.value = witness.value(plan.winner, write.key);
    outcome.truncated = witness.sees("happened(truncate, " + lesson.cluster.nameOf(write.leader) + ")");
    outcome.agrees = witness.sees("allLogsEqual && distinctStates == 1 && safe");
    noteProblems(player, outcome);

    Player without(lesson, history, crashLine(plan, Numbers::Ignored, std::move(branchWithout)));
    playToEnd(without, history);
    outcome.lineWithout = without.line();
    outcome.valueWithout = witness.value(plan.winner, write.key);
    noteProblems(without, outcome);

    const auto number = [](auto answer) { return static_cast<int>(answer); };
    outcome.answers[0] = number(kept ? CrashFate::Kept : CrashFate::Lost);
    outcome.answers[1] = number(heard ? CrashWord::Ok : CrashWord::None);
    const CrashRetry retry = outcome.value != once          ? CrashRetry::Harmful
                             : outcome.valueWithout != once ? CrashRetry::NeedsNumbers
                                                            : CrashRetry::Harmless;
    outcome.answers[2] = number(retry);
    return outcome;
}

CrashOutcome playCrash(const Lesson& lesson, const CrashWrite& write, const CrashPlan& plan, raft::History& history) {
    const std::string letter(1, letterOf(plan.stage));
    Player player(lesson, history, crashLine(plan, Numbers::Kept, letter));
    return judgeCrash(lesson, write, plan, player, history, letter + " without numbers");
}

}  // namespace lessons
