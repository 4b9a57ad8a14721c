#include "lessons/engine/verifier.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "lessons/engine/crash_check.h"
#include "lessons/engine/goal_watch.h"
#include "lessons/engine/text_check.h"
#include "raft/script/answer.h"

namespace lessons {
namespace {

constexpr int kJitterPercent = 20;

/// "Subject (values). In words: the condition. Remedy"
std::string sentenceOf(const Miss& miss, const Voice& voice) {
    std::string text = miss.subject + (miss.values.empty() ? "" : " (" + miss.values + ")") + ".";
    const std::string words = miss.condition.empty() || !voice.readAloud ? "" : voice.readAloud(miss.condition);
    if (!words.empty()) text += " In words: " + words + ".";
    return miss.remedy.empty() ? text : text + " " + miss.remedy;
}

std::string actionsText(int count) { return std::to_string(count) + (count == 1 ? " action" : " actions"); }

/// Its choices are answers of which there is something to say; other wrong ones can be given as well.
bool hasRemarks(const Ask& ask) {
    return ask.kind == AskKind::Number || ask.kind == AskKind::Log || ask.kind == AskKind::Set;
}

LineName nameOf(const WhatIf& whatIf) { return LineName{Check::WhatIfs, "What-if " + whatIf.id}; }

class Verifier {
public:
    Verifier(const Lesson& lesson, const VerifierOptions& options) : lesson_(lesson), options_(options) {}

    VerifierReport run() {
        checkTexts(lesson_, options_.glossary, options_.lessonIds, findings_);
        const bool isOver = playEverything();
        if (isOver && !findings_.hasErrors() && options_.jitterRuns > 0 && !lesson_.timingSensitive) jitter();
        checkDuration(lesson_, findings_);
        return VerifierReport{std::move(findings_.all), isCancelled_, lines_};
    }

private:
    bool isCancelled() {
        isCancelled_ = isCancelled_ || (options_.cancelled && options_.cancelled());
        return isCancelled_;
    }

    LineOptions lineOptions(LookAhead ahead) const { return {ahead, options_.cancelled, options_.voice}; }

    void tell(const std::vector<Miss>& misses) {
        for (const Miss& miss : misses) {
            findings_.error(miss.check, miss.position, miss.where, sentenceOf(miss, options_.voice));
        }
    }

    /// False if there was no sense in going on.
    bool playEverything() {
        raft::History history(lesson_.cluster, lesson_.texts);
        Player main(lesson_, history);
        if (!play(main, history, {})) return false;
        std::vector<PastMark> marks;
        for (int step = -1; step < main.done(); ++step) {
            standAt(history, 0, main.placeAfter(step));
            marks.push_back(markHere(history));
        }
        warnOfUnrunIdeas(main);
        for (const WhatIf& whatIf : lesson_.whatIfs) checkWhatIf(whatIf, main, history);
        if (lesson_.goal && !isCancelled()) checkGoal(*lesson_.goal, main, history);
        if (lesson_.hasCrashStages && !isCancelled()) lines_ += checkCrashStages(lesson_, main, history, findings_);
        if (isCancelled()) return false;
        if (const auto other = firstOtherPast(history, 0, marks)) {
            const std::string where = *other == 0 ? std::string() : "Step " + lesson_.steps[*other - 1].id;
            findings_.error(
                Check::Rewind, {}, where,
                "Going back to its end and forth again gives another state. This is a fault of the program.");
        }
        return true;
    }

    bool play(Player& player, raft::History& history, const LineName& name) {
        std::vector<Miss> misses;
        const Ending ending = playLine(player, history, name, lineOptions(LookAhead::Yes), misses);
        ++lines_;
        tell(misses);
        if (ending == Ending::Cancelled) isCancelled_ = true;
        return ending == Ending::Done;
    }

    /// What the run itself does not refute should be refuted by a what-if.
    void warnOfUnrunIdeas(const Player& main) {
        for (const Verdict& verdict : main.verdicts()) {
            if (verdict.ask->resolve != Resolve::Now || hasRemarks(*verdict.ask)) continue;
            for (const ChoiceVerdict& choice : verdict.choices) {
                if (choice.isTrue || !choice.choice->whatIf.empty()) continue;
                findings_.warning(
                    Check::Asks, choice.choice->position,
                    "Step " + lesson_.steps[static_cast<std::size_t>(verdict.step)].id,
                    "The wrong choice " + choice.choice->id +
                        " is explained but never run: the question is decided before the step runs. Give it a "
                        "\"whatIf\".");
            }
        }
    }

    // ---- What-ifs ----

    void checkWhatIf(const WhatIf& whatIf, const Player& main, raft::History& history) {
        if (isCancelled()) return;
        const LessonPlace from = *main.placeOf(whatIf.from);
        Player bent(lesson_, history, whatIfLine(whatIf, from, whatIf.id));
        play(bent, history, nameOf(whatIf));
        if (whatIf.breaks.empty() || whatIf.rules.empty() || isCancelled()) return;
        standAt(history, 0, from);
        const std::vector<raft::Property> before = main.broken();
        SideLine straight = whatIfLine(whatIf, from, whatIf.id);
        straight.rules.clear();
        straight.breaks.reset();
        Player kept(lesson_, history, straight);
        std::vector<Miss> ignored;
        if (playLine(kept, history, nameOf(whatIf), lineOptions(LookAhead::No), ignored) == Ending::Cancelled) {
            isCancelled_ = true;
        }
        ++lines_;
        const std::vector<raft::Property> after = kept.broken();
        for (const raft::Property property : whatIf.breaks) {
            const auto has = [property](const std::vector<raft::Property>& all) {
                return std::find(all.begin(), all.end(), property) != all.end();
            };
            if (!has(after) || has(before)) continue;
            findings_.error(Check::WhatIfs, whatIf.position, "What-if " + whatIf.id,
                            std::string(raft::nameOf(property)) +
                                " breaks without its rules too, so the rules are not the cause. Take away what else "
                                "breaks it.");
        }
    }

    // ---- The goal ----

    void goalError(std::string text) { findings_.error(Check::Goal, lesson_.goal->position, "Goal", std::move(text)); }

    void checkGoal(const Goal& goal, const Player& main, raft::History& history) {
        using State = GoalStatus::State;
        const LessonPlace from = *main.placeOf(goal.from);
        GoalWatch idle(lesson_, history, from, "goal");
        const State first = idle.look().state;
        if (first == State::Won)
            return goalError("It is won already where it begins. Let it begin earlier, or ask for more.");
        if (first == State::Lost) return goalError("It is lost already where it begins: 'lose' holds there.");
        history.seekTime(from.time + goal.timeMax);
        const GoalStatus waited = idle.look();
        if (waited.state == State::Won) {
            goalError("It is won by waiting " + raft::millisecondsText(waited.decided->time - from.time) +
                      " ms. Ask for something that does not come by itself.");
        }
        checkSolution(goal, from, history);
    }

    void checkSolution(const Goal& goal, const LessonPlace& from, raft::History& history) {
        using State = GoalStatus::State;
        Player ghost(lesson_, history, solutionLine(goal, from, "solution"));
        if (!play(ghost, history, LineName{Check::Goal, "Goal, solution"})) return;
        GoalWatch watch(lesson_, history, from, ghost.line());
        for (const raft::RecordedAction& recorded : history.ownActions(ghost.line())) {
            if (watch.allows(recorded.action)) continue;
            goalError("Its solution uses '" + std::string(verbOf(recorded.action)) +
                      "', which \"allow\" does not list.");
        }
        const GoalStatus status = watch.look();
        const std::string used =
            actionsText(status.actionsUsed) + " and " + raft::millisecondsText(status.timeUsed) + " ms";
        switch (status.state) {
            case State::Open:
                return goalError("Its solution ends before it is won: '" + status.win.text + "' is false" +
                                 valuesIn(status.win) + "." + inWords(status.win.text));
            case State::Lost:
                return goalError("Its solution loses: '" + status.lose->text + "' comes true" + valuesIn(*status.lose) +
                                 "." + inWords(status.lose->text));
            case State::OutOfActions:
            case State::OutOfTime:
                return goalError("Its solution takes " + used + "; \"limit\" gives " + actionsText(goal.actionsMax) +
                                 " and " + raft::millisecondsText(goal.timeMax) + " ms.");
            case State::Won: break;
        }
        if (status.lose && status.lose->ok)
            goalError("Its solution wins, and then '" + status.lose->text + "' comes true.");
    }
    std::string inWords(const std::string& condition) const {
        const std::string words = options_.voice.readAloud ? options_.voice.readAloud(condition) : std::string();
        return words.empty() ? words : " In words: " + words + ".";
    }
    static std::string valuesIn(const raft::ConditionResult& result) {
        std::string text;
        for (const raft::CallValue& call : result.calls)
            text += (text.empty() ? "" : " ") + call.call + "=" + call.value;
        return text.empty() ? text : " (" + text + ")";
    }

    // ---- Other luck ----

    struct Failing {
        Miss miss;  ///< As it was met first.
        int runs = 0;
        std::uint64_t firstSeed = 0;
    };
    /// By place in the file and subject.
    using FailingMap = std::map<std::tuple<int, int, std::string, std::string>, Failing>;

    void jitter() {
        Lesson other = lesson_;
        const raft::SimTime least = lesson_.cluster.latencyMin;
        const raft::SimTime most = lesson_.cluster.latencyMax;
        other.cluster.latencyMin = raft::SimTime(least.us * (100 - kJitterPercent) / 100);
        other.cluster.latencyMax = raft::SimTime(most.us * (100 + kJitterPercent) / 100);
        FailingMap failing;
        for (int run = 1; run <= options_.jitterRuns; ++run) {
            if (isCancelled()) return;
            if (options_.progress) options_.progress(run, options_.jitterRuns + 1);
            other.cluster.seed = lesson_.cluster.seed + static_cast<std::uint64_t>(run);
            playWithOtherLuck(other, failing);
        }
        for (const auto& entry : failing) {
            const Failing& one = entry.second;
            findings_.error(Check::Jitter, one.miss.position, one.miss.where,
                            "In " + std::to_string(one.runs) + " of " + std::to_string(options_.jitterRuns) +
                                " runs with other luck (latencies " + std::to_string(kJitterPercent) +
                                " % off, other seeds) " + one.miss.subject + "; first with seed " +
                                std::to_string(one.firstSeed) +
                                (one.miss.values.empty() ? "" : " (" + one.miss.values + ")") +
                                ". Claim what is always so, such as a majority instead of who came first, or wait for "
                                "the fact itself.");
        }
    }

    void playWithOtherLuck(const Lesson& other, FailingMap& failing) {
        raft::History history(other.cluster, other.texts);
        std::vector<Miss> misses;
        Player main(other, history);
        const Ending ending = playLine(main, history, {}, lineOptions(LookAhead::No), misses);
        ++lines_;
        if (ending == Ending::Done) {
            for (const WhatIf& whatIf : other.whatIfs) {
                Player side(other, history, whatIfLine(whatIf, *main.placeOf(whatIf.from), whatIf.id));
                playLine(side, history, nameOf(whatIf), lineOptions(LookAhead::No), misses);
                ++lines_;
            }
        }
        std::map<std::tuple<int, int, std::string, std::string>, bool> seen;
        for (Miss& miss : misses) {
            const auto key = std::tuple(miss.position.line, miss.position.column, miss.where, miss.subject);
            if (!seen.emplace(key, true).second) continue;
            Failing& one = failing[key];
            if (one.runs++ > 0) continue;
            one.firstSeed = other.cluster.seed;
            one.miss = std::move(miss);
        }
    }

    const Lesson& lesson_;
    const VerifierOptions& options_;
    Findings findings_;
    bool isCancelled_ = false;
    int lines_ = 0;
};

}  // namespace

bool VerifierReport::isFine() const {
    return std::none_of(findings.begin(), findings.end(),
                        [](const Finding& finding) { return finding.severity == Finding::Severity::Error; });
}

VerifierReport verify(const Lesson& lesson, const VerifierOptions& options) { return Verifier(lesson, options).run(); }

}  // namespace lessons
