#include "app/studio/quiz_run.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace studio {
namespace {

constexpr double kSecondsOfMinute = 60;

std::vector<QuizRun::Answer> emptyAnswers(const lessons::Quiz& quiz) {
    std::vector<QuizRun::Answer> answers;
    for (const lessons::QuizQuestion& question : quiz.questions) {
        answers.push_back({{}, std::vector<bool>(question.rubric.size(), false)});
    }
    return answers;
}

}  // namespace

QuizRun::QuizRun(const lessons::Quiz& quiz) : quiz_(quiz) { state_.answers = emptyAnswers(quiz_); }

int QuizRun::minutesLeft() const {
    const double left = quiz_.minutes - state_.secondsUsed / kSecondsOfMinute;
    return std::max(0, static_cast<int>(std::ceil(left)));
}

int QuizRun::minutesUsed() const { return static_cast<int>(std::ceil(state_.secondsUsed / kSecondsOfMinute)); }

double QuizRun::secondsToNextMinute() const {
    if (state_.stage != Stage::Writing || minutesLeft() == 0) return std::numeric_limits<double>::infinity();
    const double next = (quiz_.minutes - minutesLeft() + 1) * kSecondsOfMinute;
    return std::max(next - state_.secondsUsed, 0.0);
}

lessons::HalfPoints QuizRun::pointsOf(int question) const {
    return quiz_.questions[static_cast<std::size_t>(question)].pointsFor(answer(question).said);
}

lessons::HalfPoints QuizRun::points() const {
    lessons::HalfPoints sum = 0;
    for (int question = 0; question < static_cast<int>(quiz_.questions.size()); ++question) sum += pointsOf(question);
    return sum;
}

void QuizRun::start() {
    leave();
    state_.stage = Stage::Writing;
}

void QuizRun::show(int question) {
    if (state_.stage == Stage::Over) state_.stage = Stage::Judging;
    state_.question = question;
}

void QuizRun::write(std::string text) {
    state_.answers[static_cast<std::size_t>(state_.question)].text = std::move(text);
}

void QuizRun::finishWriting() {
    state_.stage = Stage::Judging;
    state_.question = 0;
}

void QuizRun::toggle(int item) {
    std::vector<bool>& said = state_.answers[static_cast<std::size_t>(state_.question)].said;
    const auto at = static_cast<std::size_t>(item);
    said[at] = !said[at];
}

void QuizRun::leave() {
    state_ = State{};
    state_.answers = emptyAnswers(quiz_);
}

bool QuizRun::pass(double seconds) {
    if (state_.stage != Stage::Writing) return false;
    const int before = minutesLeft();
    state_.secondsUsed += std::max(seconds, 0.0);
    return minutesLeft() != before;
}

void QuizRun::restore(State state) {
    const auto fits = [this, &state] {
        if (state.answers.size() != state_.answers.size()) return false;
        if (state.question < 0 || state.question >= static_cast<int>(state.answers.size())) return false;
        for (std::size_t i = 0; i < state.answers.size(); ++i) {
            if (state.answers[i].said.size() != state_.answers[i].said.size()) return false;
        }
        return state.secondsUsed >= 0;
    };
    if (fits()) state_ = std::move(state);
}

}  // namespace studio
