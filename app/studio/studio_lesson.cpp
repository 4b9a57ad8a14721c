// Lessons: what the big button means in them, what they forbid, and what one can do beside pressing it.

#include <algorithm>

#include "app/studio/instrument.h"
#include "app/studio/lesson_scene.h"
#include "app/studio/obstacle.h"
#include "app/studio/presenter.h"
#include "app/studio/self_study.h"
#include "app/studio/studio_hands.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

using PlayerState = lessons::Player::State;
using GoalState = lessons::GoalStatus::State;
using LessonKind = cmd::LessonMove::Kind;

/// The step whose verdict stands in the caption: its end is where the eye is.
int verdictStep(const Document& document) {
    if (document.isBeside() || !document.onLessonLine() || !document.showsStepEnd()) return -1;
    if (document.atBeginning()) return -1;
    return document.shownLessonStep();
}

const lessons::Choice* choiceNumbered(const lessons::Ask& ask, int number) {
    const bool exists = number >= 1 && number <= static_cast<int>(ask.choices.size());
    return exists ? &ask.choices[static_cast<std::size_t>(number - 1)] : nullptr;
}

/// The action that a command would become, as far as its verb goes; nothing if it is not about the cluster, or if
/// it picks a tool.
std::optional<raft::Action> verbOf(const Command& command, const Document& document) {
    const auto serverOr = [&document](raft::NodeId server) {
        return server == raft::kNoNode ? document.selectedServer() : server;
    };
    if (const auto* crash = command.as<cmd::ToggleCrash>()) {
        const raft::NodeId server = serverOr(crash->server);
        if (server == raft::kNoNode) return std::nullopt;
        const bool isUp = document.history().world().cluster().machine(server).up;
        return isUp ? raft::Action(raft::act::Crash{}) : raft::Action(raft::act::Restart{});
    }
    if (command.is<cmd::FireTimeout>()) return raft::act::FireTimeout{};
    if (command.is<cmd::CutLinks>()) return raft::act::Cut{};
    if (command.is<cmd::MendLinks>()) return raft::act::Mend{};
    if (command.is<cmd::ToggleIsolate>()) return raft::act::Cut{};
    if (command.is<cmd::Heal>()) return raft::act::Heal{};
    if (const auto* send = command.as<cmd::Send>()) {
        return typedRead(send->text) ? raft::Action(raft::act::ReadKey{}) : raft::Action(raft::act::Submit{});
    }
    if (command.is<cmd::Read>()) return raft::act::ReadKey{};
    if (command.is<cmd::ResetRules>()) return raft::act::SetRule{};
    if (const auto* hand = command.as<cmd::Hand>()) return actionOf(*hand, document);
    if (const auto* tool = command.as<cmd::SetTool>()) {
        switch (tool->tool) {
            case Tool::Point: return std::nullopt;
            case Tool::Cut: return raft::act::Cut{};
            case Tool::Send: return raft::act::Submit{};
            case Tool::Crash: return raft::act::Crash{};
        }
    }
    return std::nullopt;
}

}  // namespace

LessonSession* Studio::session() { return desk_->session.get(); }
const LessonSession* Studio::session() const { return desk_->session.get(); }

/// In front of a class a question may be closed without an answer: the class gave it by hands.
bool Studio::presentsLesson() const { return presenting_.on; }

bool Studio::futureIsHidden() const { return session() != nullptr && session()->question() != nullptr; }

// ---- What a lesson forbids ----

Obstacle Studio::lessonObstacle(const Command& command) const {
    if (session() == nullptr) {
        return unless(!command.is<cmd::LessonMove>() && !command.is<cmd::CrashMove>(), "why.noLesson");
    }
    if (const auto* move = command.as<cmd::CrashMove>()) return LessonDesk::Instrument::obstacle(*this, *move);
    if (command.is<cmd::BigButton>() && crashDesk() != nullptr) return LessonDesk::Instrument::buttonObstacle(*this);
    if (const auto* move = command.as<cmd::LessonMove>()) return moveObstacle(*move);
    if (session()->question() != nullptr) return questionObstacle(command);
    if (session()->inGoal()) {
        const auto action = verbOf(command, *document_);
        if (!action) return std::nullopt;
        if (session()->goalStatus().state != GoalState::Open) return "why.attemptOver";
        if (!session()->goalAllows(*action)) return "why.goalForbids";
        const bool onlyPicks = command.is<cmd::SetTool>();
        return unless(onlyPicks || session()->goalActionsLeft() > 0, "why.noActionsLeft");
    }
    return std::nullopt;
}

/// While a question is open the transport waits: nothing goes on past the moment at which it is asked.
Obstacle Studio::questionObstacle(const Command& command) const {
    const lessons::LessonPlace asked = session()->questionPlace();
    const raft::History& history = document_->history();
    const bool isThere = history.step() >= asked.step && history.time() >= asked.time;
    if (command.is<cmd::BigButton>()) {
        return unless(presentsLesson() || session()->draftIsAnswer(), "why.pickAnswer");
    }
    const bool goesOn = command.is<cmd::StepForward>() || command.is<cmd::NextInteresting>() ||
                        command.is<cmd::PlayPause>() || command.is<cmd::NextLessonStep>();
    if (goesOn) return unless(!isThere && command.is<cmd::StepForward>(), "why.answerFirst");
    if (const auto* seek = command.as<cmd::SeekTime>()) {
        return unless(seek->time <= std::max(asked.time, history.time()), "why.answerFirst");
    }
    if (const auto* seek = command.as<cmd::SeekStep>()) {
        return unless(seek->step <= asked.step, "why.answerFirst");
    }
    return std::nullopt;
}

Obstacle Studio::moveObstacle(const cmd::LessonMove& move) const {
    const LessonSession& at = *session();
    switch (move.kind) {
        case LessonKind::Pick:
            if (at.question() == nullptr) return "why.noQuestion";
            return unless(at.canPick(move.number), "why.noSuchChoice");
        case LessonKind::Put: {
            const lessons::Ask* ask = at.question();
            if (ask == nullptr || ask->kind != lessons::AskKind::Set) return "why.noQuestion";
            const bool isThere = move.number >= 1 && move.number <= document_->lesson()->cluster.serverCount();
            return unless(isThere && move.sets < 1U << std::max<std::size_t>(ask->sets.size(), 1), "why.noSuchServer");
        }
        case LessonKind::Erase: {
            const lessons::Ask* ask = at.question();
            if (ask == nullptr || ask->kind != lessons::AskKind::Log) return "why.noQuestion";
            return unless(!at.draft().empty(), "why.nothingToErase");
        }
        case LessonKind::Type: return unless(at.question() != nullptr, "why.noQuestion");
        case LessonKind::Reveal: return unless(at.question() != nullptr || answerIsHidden(), "why.nothingToReveal");
        case LessonKind::Look:
        case LessonKind::TryAgain: return unless(verdictShown().has_value(), "why.noVerdict");
        case LessonKind::RunIdea: {
            const auto verdict = verdictShown();
            if (!verdict) return "why.noVerdict";
            const lessons::Choice* choice =
                move.number == 0 ? ideaToRun(*verdict) : choiceNumbered(*verdict->ask, move.number);
            return unless(choice != nullptr && !choice->whatIf.empty(), "why.noIdea");
        }
        case LessonKind::TakeGoal: return unless(at.goalIsReady(), "why.goalNotYet");
        case LessonKind::Hint:
            if (!at.inGoal()) return "why.goalNotYet";
            return unless(at.hintsShown() < static_cast<int>(document_->lesson()->goal->hints.size()),
                          "why.noMoreHints");
        case LessonKind::Solution: return unless(at.goalIsReady() && !at.playsSolution(), "why.goalNotYet");
    }
    return std::nullopt;
}

bool Studio::lessonLetsAct(const raft::Action& action) const {
    if (session() == nullptr || !session()->inGoal()) return true;
    return session()->goalStatus().state == GoalState::Open && session()->goalAllows(action) &&
           session()->goalActionsLeft() > 0;
}

// ---- Verdicts ----

std::optional<lessons::Verdict> Studio::verdictShown() const {
    if (session() == nullptr) return std::nullopt;
    const int step = verdictStep(*document_);
    return step < 0 ? std::nullopt : session()->verdictOf(step);
}

const lessons::Choice* Studio::ideaToRun(const lessons::Verdict& verdict) const {
    if (const lessons::Choice* next = session()->nextIdea(verdict)) return next;
    return verdict.idea();
}

/// A wrong idea waits to be run, and none of this answer's was.
bool Studio::ideaWaits(const lessons::Verdict& verdict) const {
    if (session()->nextIdea(verdict) == nullptr) return false;
    return std::none_of(verdict.choices.begin(), verdict.choices.end(), [&](const lessons::ChoiceVerdict& choice) {
        return choice.isMisjudged && !choice.choice->whatIf.empty() &&
               session()->ideaWasRun(verdict.step, *choice.choice);
    });
}

// ---- The big button ----

std::optional<BigButton> Studio::lessonButton() const {
    if (session() == nullptr) return std::nullopt;
    if (auto ofInstrument = LessonDesk::Instrument::button(*this)) return ofInstrument;
    const auto button = [this](std::string_view key, const Command& command) {
        const auto reason = whyNot(command);
        return BigButton{std::string(texts().tr(key)), !reason, reason.value_or(std::string())};
    };
    if (session()->inGoal()) {
        switch (session()->goalStatus().state) {
            case GoalState::Won:
                if (endsTrack(*this)) return button("big.poster", cmd::Show{Dialog::Poster});
                return button("big.lessons", cmd::Show{Dialog::Lessons});
            case GoalState::Lost:
            case GoalState::OutOfActions:
            case GoalState::OutOfTime: return button("big.tryAgain", cmd::LessonMove{LessonKind::TakeGoal, 0, {}});
            case GoalState::Open: break;
        }
        return button(playback_.isPlaying() ? "big.pause" : "big.play", cmd::PlayPause{});
    }
    if (session()->question() != nullptr) {
        const bool reveals = presentsLesson() && !session()->draftIsAnswer();
        return button(reveals ? "big.run" : "big.answer", cmd::BigButton{});
    }
    if (sideIsOver() && session()->idea() == nullptr && !session()->playsSolution()) {
        return button("stages.big.back", cmd::BigButton{});
    }
    if (sideIsOver()) {
        return button(session()->playsSolution() ? "big.tryItself" : "big.backToLesson", cmd::BigButton{});
    }
    if (const auto verdict = verdictShown(); verdict && ideaWaits(*verdict)) {
        return button("big.runIdea", cmd::BigButton{});
    }
    if (offersGoal()) return button("big.yourTurn", cmd::BigButton{});
    return std::nullopt;
}

bool Studio::sideIsOver() const {
    return document_->isBeside() && document_->onLessonLine() && !document_->inLessonPast() &&
           document_->player()->state() == PlayerState::Done;
}

bool Studio::offersGoal() const {
    // A class is not offered a goal: the clicker goes on to the next lesson.
    return !presenting_.on && session()->goalIsReady() && !document_->isBeside() && document_->onLessonLine() &&
           !document_->inLessonPast() && !playback_.isPlaying();
}

bool Studio::pressInLesson() {
    if (session() == nullptr) return false;
    if (LessonDesk::Instrument::press(*this)) return true;
    if (session()->inGoal()) {
        switch (session()->goalStatus().state) {
            case GoalState::Won: execute(cmd::Show{endsTrack(*this) ? Dialog::Poster : Dialog::Lessons}); return true;
            case GoalState::Lost:
            case GoalState::OutOfActions:
            case GoalState::OutOfTime: moveInLesson({LessonKind::TakeGoal, 0, {}}); return true;
            case GoalState::Open: execute(cmd::PlayPause{}); return true;
        }
    }
    if (session()->question() != nullptr) return answerQuestion(), true;
    if (sideIsOver()) return leaveSide(), true;
    if (const auto verdict = verdictShown(); verdict && ideaWaits(*verdict)) {
        return moveInLesson({LessonKind::RunIdea, 0, {}}), true;
    }
    if (offersGoal()) return moveInLesson({LessonKind::TakeGoal, 0, {}}), true;
    return false;
}

void Studio::answerQuestion() {
    steppedByHand_ = false;
    const bool isNew = session()->answer();
    playback_.play();
    if (isNew && document_->player()->advance(document_->history().time())) endLessonStep();
}

/// After an idea the lesson goes on where it was; after the solution one tries for oneself.
void Studio::leaveSide() {
    playback_.pause();
    steppedByHand_ = false;
    const bool wasSolution = session()->playsSolution();
    LessonDesk::Instrument::leaveBeside(*this);
    if (wasSolution) moveInLesson({LessonKind::TakeGoal, 0, {}});
}

// ---- Moves ----

void Studio::moveInLesson(const cmd::LessonMove& move) {
    LessonSession& at = *session();
    const lessons::Lesson& lesson = *document_->lesson();
    switch (move.kind) {
        case LessonKind::Pick: return at.pickNumber(move.number);
        case LessonKind::Put: return at.put(raft::NodeId(static_cast<std::uint8_t>(move.number - 1)), move.sets);
        case LessonKind::Erase: return at.erase();
        case LessonKind::Type: return at.type(move.text);
        case LessonKind::Reveal:
            if (presenting_.on) return Presenter{*this, *lecture_}.reveal();
            at.type({});
            return answerQuestion();
        case LessonKind::Look: {
            const auto verdict = verdictShown();
            const lessons::Choice* choice = choiceNumbered(*verdict->ask, move.number);
            if (choice != nullptr) at.lookAt(verdict->step, choice->id);
            return;
        }
        case LessonKind::RunIdea: {
            const auto verdict = verdictShown();
            if (presenting_.on) lecture_->revealed.insert(verdict->step);
            const lessons::Choice& choice =
                *(move.number == 0 ? ideaToRun(*verdict) : choiceNumbered(*verdict->ask, move.number));
            playback_.pause();
            at.runIdea(verdict->step, choice, textOf(lesson.findWhatIf(choice.whatIf)->title, settings_.language));
            return startSide();
        }
        case LessonKind::TryAgain: {
            playback_.pause();
            return at.tryAgain(verdictStep(*document_));
        }
        case LessonKind::TakeGoal: {
            playback_.pause();
            steppedByHand_ = true;  // One looks first: acting does not start the clock.
            const std::string number = std::to_string(at.attempt() + 1);
            return at.takeGoal(texts().format("branch.attempt", {{"number", number}}));
        }
        case LessonKind::Hint: return at.showHint();
        case LessonKind::Solution:
            playback_.pause();
            at.playSolution(std::string(texts().tr("branch.solution")));
            return startSide();
    }
}

void Studio::startSide() {
    steppedByHand_ = false;
    tool_ = Tool::Point;
    playback_.play();
    beginLessonStep();
}

/// A click on a server or a cell answers a question that asks for one. Returns whether it did.
bool Studio::answersByClick(const raft::Ref& ref) {
    const lessons::Ask* ask = session() == nullptr ? nullptr : session()->question();
    if (ask == nullptr) return false;
    const raft::ClusterConfig& config = document_->history().config();
    const auto server = raft::NodeId(static_cast<std::uint8_t>(ref.a));
    if (ask->kind == lessons::AskKind::Server && ref.kind == raft::RefKind::Node) {
        if (ask->find(config.nameOf(server)) == nullptr) return false;
        session()->pick(config.nameOf(server));
        return true;
    }
    if (ask->kind == lessons::AskKind::Set && ref.kind == raft::RefKind::Node) {
        session()->pick(config.nameOf(server));
        return true;
    }
    if (ask->kind == lessons::AskKind::Entry && ref.kind == raft::RefKind::Cell) {
        session()->type(config.nameOf(server) + "[" + std::to_string(ref.b) + "]");
        return true;
    }
    return false;
}

/// While a question is open the digits are its choices, the terms of its cells, or its servers.
bool Studio::digitAnswers(int number) const { return session() != nullptr && session()->canPick(number); }

bool Studio::answersByNumber(int number) {
    if (!digitAnswers(number)) return false;
    session()->pickNumber(number);
    return true;
}

/// Where a log is filled in, Backspace takes back its last cell.
bool Studio::keyErases(std::string_view key) const {
    const lessons::Ask* ask = session() == nullptr ? nullptr : session()->question();
    return key == "Backspace" && ask != nullptr && ask->kind == lessons::AskKind::Log;
}

/// Whoever goes elsewhere does not want to answer again.
void Studio::beforeCommand(const Command& command) {
    const bool goesElsewhere = command.is<cmd::PreviousLessonStep>() || command.is<cmd::BackToLesson>() ||
                               command.is<cmd::SwitchBranch>() || command.is<cmd::End>();
    if (session() != nullptr && goesElsewhere) session()->giveUpRetry();
}

// ---- What has come of it ----

void Studio::watchLesson() {
    if (session() == nullptr) return;
    LessonDesk::Instrument::prepare(*this);
    if (session()->watchGoal()) {
        playback_.pause();
        framesWanted_ = 2;
    }
    LessonDesk::note(*this);
}

}  // namespace studio
