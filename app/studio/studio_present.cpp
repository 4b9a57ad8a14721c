// In front of a class: what each press of the clicker does. A lesson is a row of places (its title, then for each step
// its question, its end, and its end with the answer shown); the clicker walks along it, and back, through anything
// that was pressed by mistake.

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/studio/instrument.h"
#include "app/studio/presenter.h"
#include "app/studio/wording.h"

namespace studio {

using PlayerState = lessons::Player::State;
using Phase = ClassVote::Phase;

// ---- Where the class is ----

bool Studio::Presenter::midStep() const { return Lectern{s}.movesInPresent(); }

int Studio::Presenter::shownStep() const { return document().atBeginning() ? -1 : document().shownLessonStep(); }

/// Brings what moves to its end; the eye stands where a step ended then.
void Studio::Presenter::settle() {
    s.playback_.pause();
    s.steppedByHand_ = false;
    if (!document().showsStepEnd() && document().inLessonPast()) {
        const int shown = document().shownLessonStep();
        if (shown < player().done()) return document().showLessonStep(shown);
    }
    if (document().showsStepEnd()) return;
    document().backToLesson();
    if (player().state() == PlayerState::Running) player().finish();
    document().showLessonStep(player().done() - 1);
}

// ---- Forward ----

void Studio::Presenter::begin(int step) {
    s.steppedByHand_ = false;
    const bool asks = player().steps()[static_cast<std::size_t>(step)].ask.has_value() && !document().isBeside();
    if (step < player().done()) {
        if (asks) return reopen(step);
        document().replayStep(step);
        return s.playback_.play();
    }
    document().backToLesson();
    if (player().state() != PlayerState::Ready) return;  // Its question waits already.
    s.playback_.play();
    s.beginLessonStep();
}

/// The question of a step that was decided before: the class votes again, and nothing of the answer is seen.
void Studio::Presenter::reopen(int step) {
    s.playback_.pause();
    desk.revealed.erase(step);
    desk.vote = ClassVote{};
    s.session()->tryAgain(step);
}

void Studio::Presenter::next() {
    if (!document().onLessonLine()) return home();
    s.presenting_.improvising = false;
    if (document().isBeside()) return nextBeside();
    if (!LessonDesk::Instrument::isSolved(s) && LessonDesk::Instrument::press(s)) return;
    if (s.session()->question() != nullptr) return nextInQuestion();
    if (s.atTitle()) return begin(0);
    if (midStep()) return settle();
    settle();
    const int step = shownStep();
    if (const auto verdict = s.verdictShown()) {
        if (s.answerIsHidden()) return void(desk.revealed.insert(step));
        if (s.ideaWaits(*verdict)) return s.moveInLesson({cmd::LessonMove::Kind::RunIdea, 0, {}});
    }
    const bool isLast = step + 1 == static_cast<int>(player().steps().size());
    isLast ? goToLesson(desk.at + 1) : begin(step + 1);
}

void Studio::Presenter::nextBeside() {
    if (midStep()) return settle();
    if (s.sideIsOver()) return LessonDesk::Instrument::leaveBeside(s);
    settle();
    const int step = shownStep();
    step + 1 == static_cast<int>(player().steps().size()) ? LessonDesk::Instrument::leaveBeside(s) : begin(step + 1);
}

void Studio::Presenter::nextInQuestion() {
    ClassVote& vote = desk.vote;
    switch (vote.phase) {
        case Phase::Vote:
        case Phase::Count: return vote.hands() > 0 ? enter(Phase::Shares) : decide();
        case Phase::Shares: {
            const bool again = vote.round == 1 && Lectern{s}.classAdvice() != Advice::GoOn;
            return again ? enter(Phase::Discuss) : decide();
        }
        case Phase::Discuss: return voteAgain();
    }
}

void Studio::Presenter::voteAgain() {
    ++desk.vote.round;
    std::fill(desk.vote.counts.begin(), desk.vote.counts.end(), 0);
    enter(Phase::Vote);
}

void Studio::Presenter::enter(Phase phase) {
    ClassVote& vote = desk.vote;
    vote.phase = phase;
    vote.counting = 0;
    const auto& peer = s.session()->question()->peer;
    const bool isTimed = phase == Phase::Vote || phase == Phase::Discuss;
    vote.secondsAll = !peer || !isTimed ? 0 : phase == Phase::Vote ? peer->vote : peer->discuss;
    vote.secondsLeft = vote.secondsAll;
}

/// The run decides. What most hands went up for is the class's answer.
void Studio::Presenter::decide() {
    const ClassVote& vote = desk.vote;
    if (vote.hands() > 0) {
        const auto most = std::max_element(vote.counts.begin(), vote.counts.end()) - vote.counts.begin();
        s.session()->type(s.session()->question()->choices[static_cast<std::size_t>(most)].id);
    }
    desk.revealed.erase(s.session()->questionStep());
    s.answerQuestion();
    desk.vote = ClassVote{};
}

void Studio::Presenter::reveal() {
    if (s.session()->question() != nullptr) return decide();
    if (midStep()) settle();
    desk.revealed.insert(shownStep());
}

// ---- Back ----

void Studio::Presenter::back() {
    if (!document().onLessonLine()) return home();
    if (document().isBeside()) return backBeside();
    if (s.session()->question() != nullptr) return backInQuestion();
    if (s.atTitle()) return goToLesson(desk.at - 1);
    const bool wasMoving = midStep();
    settle();
    const int step = shownStep();
    if (!s.verdictShown()) return document().showLessonStep(step - 1);
    // Whoever has begun a step by mistake wants its question back, whatever was shown of it before.
    if (wasMoving || s.answerIsHidden()) return reopen(step);
    desk.revealed.erase(step);
}

void Studio::Presenter::backBeside() {
    settle();
    const int step = shownStep();
    step > 0 ? document().showLessonStep(step - 1) : LessonDesk::Instrument::leaveBeside(s);
}

void Studio::Presenter::backInQuestion() {
    ClassVote& vote = desk.vote;
    switch (vote.phase) {
        case Phase::Discuss: return void(vote.phase = Phase::Shares);
        case Phase::Shares: return enter(Phase::Count);
        case Phase::Count: return enter(Phase::Vote);
        case Phase::Vote: break;
    }
    const int step = s.session()->questionStep();
    desk.vote = ClassVote{};
    s.session()->type({});
    s.session()->giveUpRetry();
    document().showLessonStep(step - 1);
}

/// From what was improvised to exactly where the lesson was.
void Studio::Presenter::home() {
    s.playback_.pause();
    s.presenting_.improvising = false;
    s.tool_ = Tool::Point;
    const auto from = std::exchange(desk.improvisedFrom, std::nullopt);
    if (document().isBeside() && s.session()->inGoal()) LessonDesk::Instrument::leaveBeside(s);
    document().backToLesson();
    // A question that is asked again is asked where its step began.
    if (s.session()->retries()) return document().showLessonStep(s.session()->questionStep() - 1);
    if (from && from->shownStep && from->place.line == document().place().line) document().lookFrom(*from);
}

void Studio::Presenter::improvise() {
    if (s.presenting_.improvising) return home();
    s.presenting_.improvising = true;
    desk.improvisedFrom = document().eye();
}

// ---- Elsewhere ----

void Studio::Presenter::restart() {
    if (!document().onLessonLine()) return home();
    if (s.session()->question() != nullptr) {
        s.session()->type({});
        desk.vote = ClassVote{};
        return;
    }
    settle();
    const int step = shownStep();
    if (document().isBeside() || !player().steps()[static_cast<std::size_t>(step)].ask) {
        document().replayStep(step);
        return s.playback_.play();
    }
    reopen(step);
}

void Studio::Presenter::goToStep(int step) {
    if (document().isBeside()) LessonDesk::Instrument::leaveBeside(s);
    s.session()->giveUpRetry();
    document().backToLesson();
    // What lies between is played, its questions unanswered.
    while (player().done() < step) {
        if (player().state() == PlayerState::Ready) player().begin();
        if (player().state() == PlayerState::Asking) player().run();
        player().finish();
    }
    if (player().steps()[static_cast<std::size_t>(step)].ask) return begin(step);
    if (player().done() == step) {
        document().backToLesson();
        if (player().state() == PlayerState::Ready) player().begin();
        player().finish();
    }
    document().showLessonStep(step);
}

void Studio::Presenter::digit(int digit) {
    ClassVote& vote = desk.vote;
    const lessons::Ask& ask = *s.session()->question();
    if (vote.phase == Phase::Count) {
        int& count = vote.counts[static_cast<std::size_t>(vote.counting)];
        if (count * 10 + digit <= kHandsMax) count = count * 10 + digit;
        return;
    }
    if (ask.kind == lessons::AskKind::Number) {
        const std::vector<std::string>& draft = s.session()->draft();
        const std::string typed = draft.empty() ? std::string() : draft.front();
        if (typed.size() < 6) s.session()->type(typed + std::to_string(digit));
        return;
    }
    if (s.session()->canPick(digit)) s.session()->pickNumber(digit);
}

void Studio::Presenter::eraseDigit() {
    ClassVote& vote = desk.vote;
    if (vote.phase == Phase::Count) {
        vote.counts[static_cast<std::size_t>(vote.counting)] /= 10;
        return;
    }
    std::string typed = s.session()->draft().empty() ? std::string() : s.session()->draft().front();
    const bool isNumber = s.session()->question()->kind == lessons::AskKind::Number;
    if (isNumber && !typed.empty()) typed.pop_back();
    s.session()->type(isNumber ? typed : std::string());
}

/// Enter: the hands of the first choice are typed, then those of the next, and after the last one sees the shares.
void Studio::Presenter::count() {
    ClassVote& vote = desk.vote;
    if (vote.phase == Phase::Discuss) voteAgain();
    if (vote.phase != Phase::Count) return enter(Phase::Count);
    const bool isLast = vote.counting + 1 == static_cast<int>(vote.counts.size());
    if (!isLast) return void(++vote.counting);
    vote.hands() > 0 ? enter(Phase::Shares) : enter(Phase::Vote);
}

// ---- What time does ----

/// The vote belongs to the question that is open, and there is one while a class sees it.
void Studio::Presenter::watchVote(double wallSeconds) {
    ClassVote& vote = desk.vote;
    const lessons::Ask* ask = s.presenting_.on && s.session() != nullptr ? s.session()->question() : nullptr;
    if (ask == nullptr) {
        vote = ClassVote{};
        return;
    }
    if (vote.step != s.session()->questionStep()) {
        vote = ClassVote{};
        vote.step = s.session()->questionStep();
        const bool canCount = ask->kind == lessons::AskKind::One || ask->kind == lessons::AskKind::Many ||
                              ask->kind == lessons::AskKind::Server || ask->kind == lessons::AskKind::Entry;
        if (canCount) vote.counts.assign(ask->choices.size(), 0);
        vote.secondsAll = vote.secondsLeft = ask->peer ? ask->peer->vote : 0;
        return;
    }
    if (vote.secondsLeft <= 0 || s.presenting_.blank) return;
    const double before = vote.secondsLeft;
    vote.secondsLeft = std::max(0.0, vote.secondsLeft - wallSeconds);
    // The bar shrinks once a second: nothing else need be drawn for it.
    if (static_cast<int>(before) != static_cast<int>(vote.secondsLeft)) s.framesWanted_ = 2;
}

void Studio::Presenter::watchClock(double wallSeconds) {
    if (!s.presenting_.on) return;
    const int before = static_cast<int>(desk.seconds / 60);
    desk.seconds += wallSeconds;
    if (static_cast<int>(desk.seconds / 60) != before) s.framesWanted_ = 2;
}

double Studio::nextTick() const {
    if (!presenting_.on) return std::numeric_limits<double>::infinity();
    const double toMinute = 60 - std::fmod(lecture_->seconds, 60.0);
    const bool votes = lecture_->vote.secondsLeft > 0;
    return votes ? std::min(toMinute, 1.0) : toMinute;
}

}  // namespace studio
