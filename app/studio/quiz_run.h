#pragma once
// One attempt at a quiz: first one writes, against the clock; then one judges oneself by the rubric; then it is summed
// up. Nobody else sees it, and there is no ranking.

#include <string>
#include <vector>

#include "lessons/engine/quiz.h"

namespace studio {

class QuizRun {
public:
    enum class Stage { Before, Writing, Judging, Over };

    /// What was done of one question.
    struct Answer {
        std::string text;
        std::vector<bool> said;  ///< By item of the rubric.
        friend bool operator==(const Answer&, const Answer&) = default;
    };
    /// All that a file must hold for it to go on later.
    struct State {
        Stage stage = Stage::Before;
        int question = 0;
        double secondsUsed = 0;
        std::vector<Answer> answers;  ///< By question.
    };

    /// `quiz` must outlive it.
    explicit QuizRun(const lessons::Quiz& quiz);

    Stage stage() const { return state_.stage; }
    /// The question that is shown, from 0.
    int question() const { return state_.question; }
    const Answer& answer(int question) const { return state_.answers[static_cast<std::size_t>(question)]; }
    /// Whole minutes only: finer ones make afraid. Rounded up, so that the last minute is one.
    int minutesLeft() const;
    int minutesUsed() const;
    /// Until minutesLeft() is another; infinity while the clock stands.
    double secondsToNextMinute() const;
    lessons::HalfPoints pointsOf(int question) const;
    lessons::HalfPoints points() const;
    const State& state() const { return state_; }

    void start();
    /// Whoever goes back to a question when all is over judges it again.
    void show(int question);
    void write(std::string text);
    void finishWriting();
    void writeOn() { state_.stage = Stage::Writing; }
    void toggle(int item);
    void finishJudging() { state_.stage = Stage::Over; }
    void leave();
    /// Time passes while one writes. Returns whether another minute is over.
    bool pass(double seconds);
    /// Goes on with what a file holds, if it fits the quiz.
    void restore(State state);

private:
    const lessons::Quiz& quiz_;
    State state_;
};

}  // namespace studio
