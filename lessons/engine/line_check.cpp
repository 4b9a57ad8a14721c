#include "lessons/engine/line_check.h"

#include <algorithm>

#include "lessons/engine/answer_text.h"
#include "raft/script/answer.h"

namespace lessons {
namespace {

constexpr raft::SimTime kSlice = raft::SimTime::fromMs(50);
constexpr raft::SimTime kAheadAtMost = raft::SimTime::fromMs(10'000);

std::string quoted(const std::string& condition) { return "'" + condition + "'"; }

std::string valuesOf(const raft::ConditionResult& result) {
    std::string text;
    for (const raft::CallValue& call : result.calls) text += (text.empty() ? "" : " ") + call.call + "=" + call.value;
    return text;
}

std::string millisecondsOf(raft::SimTime time) { return raft::millisecondsText(time) + " ms"; }

/// When something comes true, and what happens then.
struct Later {
    raft::SimTime after;
    raft::SimTime at;
    std::string event;  ///< A sentence, or nothing.
};

/// A branch at the cursor that only looks; the cursor comes back.
std::optional<Later> comesTrue(raft::History& history, const std::string& condition, const Voice& voice) {
    auto parsed = raft::parseCondition(condition, history.config());
    if (!parsed.ok()) return std::nullopt;
    const int line = history.line();
    const LessonPlace here{history.step(), history.time()};
    history.fork("look ahead");
    const raft::Script script{{raft::item::WaitFor{std::move(parsed).value(), kAheadAtMost}, {}}};
    const raft::RunOutcome outcome = raft::runScript(history, script);
    Later later{history.time() - here.time, history.time(), {}};
    if (outcome.ok() && voice.lastStep) later.event = voice.lastStep(history);
    standAt(history, line, here);
    if (!outcome.ok()) return std::nullopt;
    return later;
}

/// The wait of a step that has this condition.
const raft::item::WaitFor* waitOf(const Step& step, const std::string& condition) {
    const auto fits = [&condition](const raft::ScriptItem& item) -> const raft::item::WaitFor* {
        const auto* wait = std::get_if<raft::item::WaitFor>(&item.move);
        return wait != nullptr && wait->condition.text == condition ? wait : nullptr;
    };
    for (const raft::ScriptItem& item : step.todo) {
        if (const auto* wait = fits(item)) return wait;
    }
    return step.run ? fits(*step.run) : nullptr;
}

class ProblemText {
public:
    ProblemText(const Step& step, raft::History& history, const LineOptions& options)
        : step_(step), history_(history), options_(options) {}

    void tell(const Problem& problem, Miss& miss) const {
        switch (problem.kind) {
            case Problem::Kind::Failure:
                miss.subject = problem.text;
                miss.remedy = "The script cannot go on.";
                return;
            case Problem::Kind::Refused:
                miss.subject = problem.text;
                miss.remedy = "Wait until there is something for it to act on.";
                return;
            case Problem::Kind::Unmet: return tellUnmet(*problem.condition, miss);
            case Problem::Kind::Expectation: return tellFalse(*problem.condition, miss);
            case Problem::Kind::Violation:
                miss.subject = problem.text.substr(0, problem.text.find(':'));
                miss.values = problem.text.substr(std::min(problem.text.size(), miss.subject.size() + 2));
                miss.remedy = "If that is the point, name the property in \"breaks\".";
                return;
            case Problem::Kind::KeptProperty:
                miss.subject = problem.text;
                miss.remedy = "Take it out of \"breaks\", or let the steps go as far as its breaking.";
                return;
        }
    }

private:
    void tellUnmet(const raft::ConditionResult& condition, Miss& miss) const {
        const raft::item::WaitFor* wait = waitOf(step_, condition.text);
        const raft::SimTime waited = wait != nullptr ? wait->atMost : raft::kWaitForAtMost;
        miss.subject = quoted(condition.text) + " was still false after " + millisecondsOf(waited);
        miss.values = valuesOf(condition);
        miss.condition = condition.text;
        if (options_.ahead == LookAhead::No) return;
        const auto later = comesTrue(history_, condition.text, options_.voice);
        miss.remedy = later ? "It comes true after " + millisecondsOf(waited + later->after) + when(*later) +
                                  " Let \"atMost\" be at least that, or wait for something that comes earlier."
                            : "It stays false for 10 s more: look at what the step does, or wait for another fact.";
    }

    void tellFalse(const raft::ConditionResult& condition, Miss& miss) const {
        miss.subject = quoted(condition.text) + " is false at the end of the step";
        miss.values = valuesOf(condition);
        miss.condition = condition.text;
        if (options_.ahead == LookAhead::No) return;
        const auto later = comesTrue(history_, condition.text, options_.voice);
        miss.remedy = later ? "It comes true " + millisecondsOf(later->after) + " later" + when(*later) +
                                  " Wait for it: \"until\": \"" + condition.text + "\"."
                            : "It stays false for 10 s more: correct the condition, or what the step does.";
    }
    /// " (at 220 ms): S2 applied entry 2."
    static std::string when(const Later& later) {
        return " (at " + millisecondsOf(later.at) + ")" + (later.event.empty() ? "." : ": " + later.event);
    }

    const Step& step_;
    raft::History& history_;
    const LineOptions& options_;
};

std::string whereOf(const LineName& line, const Player& player, int step) {
    const std::string& id = player.steps()[static_cast<std::size_t>(step)].id;
    const std::string name = id.empty() ? std::to_string(step + 1) : id;
    return line.name.empty() ? "Step " + name : line.name + ", step " + name;
}

}  // namespace

Ending playLine(Player& player, raft::History& history, const LineName& line, const LineOptions& options,
                std::vector<Miss>& misses) {
    const Cancelled& cancelled = options.cancelled;
    std::size_t told = 0;
    std::size_t decided = 0;
    while (player.state() != Player::State::Done) {
        const int number = player.done();
        player.begin();
        if (player.state() == Player::State::Asking) player.run();
        while (!player.advance(history.time() + kSlice)) {
            if (cancelled && cancelled()) return Ending::Cancelled;
        }
        const Step& step = player.steps()[static_cast<std::size_t>(number)];
        bool isStuck = false;
        for (; told < player.problems().size(); ++told) {
            const Problem& problem = player.problems()[told];
            Miss miss{line.check, problem.position, whereOf(line, player, problem.step), {}, {}, {}, {}};
            ProblemText(step, history, options).tell(problem, miss);
            misses.push_back(std::move(miss));
            isStuck = isStuck || problem.kind == Problem::Kind::Unmet || problem.kind == Problem::Kind::Failure;
        }
        for (; decided < player.verdicts().size(); ++decided) {
            const Verdict& verdict = player.verdicts()[decided];
            judgeChoices(verdict, whereOf(line, player, verdict.step), misses);
        }
        if (isStuck) return Ending::Stuck;
    }
    return cancelled && cancelled() ? Ending::Cancelled : Ending::Done;
}

namespace {

/// Something must fit where nobody may say that nothing does, and not everything.
void judgeSets(const Verdict& verdict, const std::string& where, std::vector<Miss>& misses) {
    const Ask& ask = *verdict.ask;
    if (!ask.accept) return;
    const bool fitsNone = verdict.truth.front() == kImpossible;
    const bool fitsAll = std::all_of(verdict.demands.begin(), verdict.demands.end(), [](const Demand& demand) {
        return std::find(demand.holdsFor.begin(), demand.holdsFor.end(), false) == demand.holdsFor.end();
    });
    if (fitsNone && !ask.mayBeImpossible) {
        misses.push_back(Miss{Check::Asks,
                              ask.position,
                              where,
                              "no choice of sets makes '" + ask.accept->text + "' true",
                              {},
                              "Correct \"accept\", or let one say so with \"impossible\": true.",
                              ask.accept->text});
    } else if (fitsAll) {
        misses.push_back(Miss{Check::Asks,
                              ask.position,
                              where,
                              "every choice of sets makes '" + ask.accept->text + "' true",
                              {},
                              "Ask for something that can be missed.",
                              ask.accept->text});
    }
}

}  // namespace

void judgeChoices(const Verdict& verdict, const std::string& where, std::vector<Miss>& misses) {
    const Ask& ask = *verdict.ask;
    const auto miss = [&](std::string subject, std::string values, std::string remedy) {
        misses.push_back(
            Miss{Check::Asks, ask.position, where, std::move(subject), std::move(values), std::move(remedy), {}});
    };
    std::string values;
    for (const ChoiceVerdict& choice : verdict.choices) {
        if (!choice.seen) continue;
        values += (values.empty() ? "" : "; ") + choice.choice->id + ": " + valuesOf(*choice.seen);
    }
    std::string truth;
    for (const std::string& id : verdict.truth) truth += (truth.empty() ? "" : ", ") + id;
    switch (ask.kind) {
        case AskKind::One:
        case AskKind::Server:
        case AskKind::Entry:
            if (verdict.truth.size() == 1) return;
            if (verdict.truth.empty()) {
                return miss("none of the question's choices is true", values,
                            "Correct a condition (\"iff\"), or add the choice that the run makes true.");
            }
            return miss("several of the question's choices are true: " + truth, values,
                        "Let their conditions (\"iff\") exclude each other, or let the kind be \"many\".");
        case AskKind::Many:
            if (!verdict.truth.empty()) return;
            return miss("none of the question's choices is true", values, "Correct a condition (\"iff\").");
        case AskKind::Number:
            if (raft::readInteger(truth)) return;
            return miss("the question's answer is no whole number", verdict.answer->text + " is " + truth,
                        "Ask for something that can be counted.");
        case AskKind::Log:
            if (termsIn(truth)) return;
            return miss("nobody can fill in the question's log",
                        truth.empty() ? std::string("it is empty") : "it is " + truth,
                        "It must have 1 to " + std::to_string(kLogCellsMax) + " entries of the terms 1 to " +
                            std::to_string(kLogTermMax) + ".");
        case AskKind::Set: return judgeSets(verdict, where, misses);
        case AskKind::Order: break;
    }
    std::optional<raft::StepId> last;
    for (const std::string& id : verdict.truth) {
        for (const ChoiceVerdict& choice : verdict.choices) {
            if (choice.choice->id != id) continue;
            if (last == choice.cameTrue) {
                miss("two of the question's choices come true in the same instant", id,
                     "Nobody can tell their order: take one of them out.");
            }
            last = choice.cameTrue;
        }
    }
    if (verdict.truth.size() != verdict.choices.size()) {
        miss("not all of the question's choices come true", values, "Let the step run longer, or take the others out.");
    }
}

PastMark markHere(const raft::History& history) {
    return PastMark{LessonPlace{history.step(), history.time()}, history.world().digest(), history.world().chain()};
}

std::optional<std::size_t> firstOtherPast(raft::History& history, int line, const std::vector<PastMark>& marks) {
    const auto isSame = [&history, line](const PastMark& mark) {
        standAt(history, line, mark.place);
        return history.world().digest() == mark.digest && history.world().chain() == mark.chain;
    };
    std::optional<std::size_t> other;
    for (std::size_t i = marks.size(); i-- > 0;) {
        if (!isSame(marks[i])) other = i;
    }
    for (std::size_t i = 0; i < marks.size(); ++i) {
        if (!isSame(marks[i]) && (!other || i < *other)) other = i;
    }
    return other;
}

}  // namespace lessons
