#include "app/studio/lesson_session.h"

#include <algorithm>
#include <array>

#include "lessons/engine/answer_text.h"
#include "raft/base/check.h"
#include "raft/script/names.h"

namespace studio {
namespace {

using lessons::AskKind;
using PlayerState = lessons::Player::State;

}  // namespace

// ---- The question ----

int LessonSession::questionStep() const {
    if (!document_.onLessonLine() || document_.isBeside()) return -1;
    if (retry_) return *retry_;
    const lessons::Player& player = *document_.player();
    // Whoever looks back while a question waits keeps it in sight, unless it is an earlier step that is shown.
    return player.state() == PlayerState::Asking && !document_.showsStepEnd() ? player.done() : -1;
}

const lessons::Ask* LessonSession::question() const {
    const int step = questionStep();
    return step < 0 ? nullptr : &*document_.lesson()->steps[static_cast<std::size_t>(step)].ask;
}

lessons::LessonPlace LessonSession::questionPlace() const { return document_.player()->placeAfter(questionStep() - 1); }

bool LessonSession::draftIsAnswer() const {
    const lessons::Ask* ask = question();
    return ask != nullptr && !lessons::whyNoAnswer(*ask, draft_, document_.lesson()->cluster);
}

void LessonSession::pick(const std::string& id) {
    const lessons::Ask* ask = question();
    if (ask == nullptr) return;
    if (ask->kind == AskKind::Set) {
        if (const auto server = raft::serverNamed(document_.lesson()->cluster, id)) moveOn(*server);
    } else if (ask->kind == AskKind::Many || ask->kind == AskKind::Order) {
        const auto there = std::find(draft_.begin(), draft_.end(), id);
        there == draft_.end() ? draft_.push_back(id) : void(draft_.erase(there));
    } else {
        draft_ = {id};
    }
}

// ---- An answer of cells, and one of sets ----

bool LessonSession::canPick(int number) const {
    const lessons::Ask* ask = question();
    if (ask == nullptr || number < 1) return false;
    if (ask->kind == AskKind::Log) return number <= lessons::kLogTermMax;
    if (ask->kind != AskKind::Set) return number <= static_cast<int>(ask->choices.size());
    return number <= document_.lesson()->cluster.serverCount() + (ask->mayBeImpossible ? 1 : 0);
}

void LessonSession::pickNumber(int number) {
    CHECK(canPick(number));
    const lessons::Ask& ask = *question();
    if (ask.kind == AskKind::Log) {
        std::vector<int> cells = draftCells();
        if (cells.size() < lessons::kLogCellsMax) cells.push_back(number);
        draft_ = {lessons::logText(cells)};
    } else if (ask.kind != AskKind::Set) {
        pick(ask.choices[static_cast<std::size_t>(number - 1)].id);
    } else if (number <= document_.lesson()->cluster.serverCount()) {
        moveOn(raft::NodeId(static_cast<std::uint8_t>(number - 1)));
    } else if (draftGivesUp()) {
        draft_.clear();
    } else {
        draft_ = {std::string(lessons::kImpossible)};
    }
}

std::vector<int> LessonSession::draftCells() const {
    if (draft_.empty()) return {};
    return lessons::termsIn(draft_.front()).value_or(std::vector<int>());
}

void LessonSession::erase() {
    std::vector<int> cells = draftCells();
    draft_.clear();
    if (cells.empty()) return;
    cells.pop_back();
    if (!cells.empty()) draft_ = {lessons::logText(cells)};
}

bool LessonSession::draftGivesUp() const { return draft_.size() == 1 && draft_.front() == lessons::kImpossible; }

unsigned LessonSession::draftSetsOf(raft::NodeId server) const {
    return lessons::setsWith(server, draft_, document_.lesson()->cluster);
}

void LessonSession::put(raft::NodeId server, unsigned sets) {
    const lessons::Ask* ask = question();
    if (ask == nullptr || ask->kind != AskKind::Set) return;
    const raft::ClusterConfig& config = document_.lesson()->cluster;
    if (draft_.empty() || draftGivesUp())
        draft_.assign(ask->accept ? ask->sets.size() : 1, lessons::setText({}, config));
    for (std::size_t i = 0; i < draft_.size(); ++i) {
        raft::NodeSet set = lessons::setIn(draft_[i], config).value_or(raft::NodeSet());
        ((sets >> i) & 1U) != 0 ? set.insert(server) : set.erase(server);
        draft_[i] = lessons::setText(set, config);
    }
}

/// Out of the sets, into the first, into both, into the second, and out again: as they stand beside each other.
void LessonSession::moveOn(raft::NodeId server) {
    constexpr std::array<unsigned, 4> kNextOfTwo{1, 3, 0, 2};
    const unsigned now = draftSetsOf(server);
    const bool isOne = !question()->accept || question()->sets.size() == 1;
    put(server, isOne ? 1 - std::min(now, 1U) : kNextOfTwo[std::min(now, 3U)]);
}

void LessonSession::type(const std::string& text) {
    if (question() == nullptr) return;
    draft_.clear();
    if (!text.empty()) draft_.push_back(text);
}

bool LessonSession::answer() {
    const int step = questionStep();
    CHECK(step >= 0);
    Given& given = madeGivenOf(step);
    given.ids = draftIsAnswer() ? draft_ : std::vector<std::string>();
    given.lookedAt.clear();
    given.isNoted = false;
    draft_.clear();
    if (retry_) {
        retry_.reset();
        document_.replayStep(step);
        return false;
    }
    lessons::Player& player = *document_.player();
    document_.backToLesson();
    if (!given.ids.empty()) player.answer(given.ids);
    player.run();
    return true;
}

void LessonSession::tryAgain(int step) {
    document_.showLessonStep(step - 1);
    retry_ = step;
    draft_.clear();
}

// ---- The verdict ----

const LessonSession::Given* LessonSession::givenOf(int step) const {
    const auto found =
        std::find_if(given_.begin(), given_.end(), [step](const Given& one) { return one.step == step; });
    return found == given_.end() ? nullptr : &*found;
}

LessonSession::Given& LessonSession::madeGivenOf(int step) {
    for (Given& given : given_) {
        if (given.step == step) return given;
    }
    given_.push_back(Given{step, {}, {}, false});
    return given_.back();
}

std::optional<lessons::Verdict> LessonSession::verdictOf(int step) const {
    const lessons::Verdict* decided = document_.mainPlayer() ? document_.mainPlayer()->verdictOf(step) : nullptr;
    if (decided == nullptr || retry_ == step) return std::nullopt;
    const Given* given = givenOf(step);
    return given == nullptr ? *decided : lessons::judgedAgain(*decided, given->ids, document_.lesson()->cluster);
}

std::vector<lessons::Verdict> LessonSession::takeNewVerdicts() {
    std::vector<lessons::Verdict> verdicts;
    for (Given& given : given_) {
        if (given.isNoted || given.ids.empty()) continue;
        const auto verdict = verdictOf(given.step);
        if (!verdict) continue;
        given.isNoted = true;
        verdicts.push_back(*verdict);
    }
    return verdicts;
}

bool LessonSession::ideaWasRun(int step, const lessons::Choice& choice) const {
    return std::find(ideasRun_.begin(), ideasRun_.end(), RunIdea{step, choice.whatIf}) != ideasRun_.end();
}

const lessons::Choice* LessonSession::nextIdea(const lessons::Verdict& verdict) const {
    for (const lessons::ChoiceVerdict& choice : verdict.choices) {
        const bool canRun = choice.isMisjudged && !choice.choice->whatIf.empty();
        if (canRun && !ideaWasRun(verdict.step, *choice.choice)) return choice.choice;
    }
    return nullptr;
}

const lessons::Choice* LessonSession::lookedAt(int step) const {
    const Given* given = givenOf(step);
    if (given == nullptr || given->lookedAt.empty()) return nullptr;
    return document_.lesson()->steps[static_cast<std::size_t>(step)].ask->find(given->lookedAt);
}

void LessonSession::lookAt(int step, const std::string& choice) { madeGivenOf(step).lookedAt = choice; }

// ---- Ideas ----

void LessonSession::runIdea(int step, const lessons::Choice& choice, std::string branch) {
    const lessons::WhatIf* whatIf = document_.lesson()->findWhatIf(choice.whatIf);
    CHECK(whatIf != nullptr);
    const auto from = document_.mainPlayer()->placeOf(whatIf->from);
    CHECK(from.has_value());
    if (!ideaWasRun(step, choice)) ideasRun_.push_back(RunIdea{step, choice.whatIf});
    lookAt(step, choice.id);
    idea_ = whatIf;
    document_.playBeside(lessons::whatIfLine(*whatIf, *from, std::move(branch)));
}

// ---- The goal ----

int LessonSession::attemptHere() const {
    for (std::size_t i = 0; i < attempts_.size(); ++i) {
        if (attempts_[i].watch->isOn(document_.history().line())) return static_cast<int>(i) + 1;
    }
    return 0;
}

lessons::GoalWatch* LessonSession::watch() const {
    const int here = attemptHere();
    return here == 0 ? nullptr : attempts_[static_cast<std::size_t>(here - 1)].watch.get();
}

const lessons::GoalStatus& LessonSession::goalStatus() const {
    const int here = attemptHere();
    CHECK(here > 0);
    return attempts_[static_cast<std::size_t>(here - 1)].status;
}

bool LessonSession::goalIsReady() const {
    const lessons::Player* player = document_.mainPlayer();
    return player != nullptr && document_.lesson()->goal && player->state() == PlayerState::Done;
}

void LessonSession::takeGoal(std::string branch) {
    CHECK(goalIsReady());
    if (document_.isBeside()) document_.leaveBeside();
    document_.forgetShownStep();
    const lessons::Lesson& lesson = *document_.lesson();
    const auto from = document_.mainPlayer()->placeOf(lesson.goal->from);
    CHECK(from.has_value());
    document_.forgetPlace();
    Attempt attempt;
    attempt.watch = std::make_unique<lessons::GoalWatch>(lesson, document_.history(), *from, std::move(branch));
    attempt.status = attempt.watch->look();
    attempts_.push_back(std::move(attempt));
}

bool LessonSession::watchGoal() {
    const int here = attemptHere();
    if (here == 0) return false;
    Attempt& attempt = attempts_[static_cast<std::size_t>(here - 1)];
    const bool wasOpen = attempt.status.state == lessons::GoalStatus::State::Open;
    attempt.status = attempt.watch->look();
    return wasOpen && attempt.status.state != lessons::GoalStatus::State::Open;
}

bool LessonSession::goalAllows(const raft::Action& action) const {
    return watch() == nullptr || watch()->allows(action);
}

int LessonSession::goalActionsLeft() const { return watch() == nullptr ? 0 : watch()->actionsLeft(); }

std::vector<raft::RecordedAction> LessonSession::solutionActions() const {
    const bool isThere = solutionLine_ >= 0 && document_.history().exists(solutionLine_);
    return isThere ? document_.history().ownActions(solutionLine_) : std::vector<raft::RecordedAction>();
}

void LessonSession::playSolution(std::string branch) {
    const lessons::Goal& goal = *document_.lesson()->goal;
    const auto from = document_.mainPlayer()->placeOf(goal.from);
    CHECK(from.has_value());
    idea_ = nullptr;
    document_.playBeside(lessons::solutionLine(goal, *from, std::move(branch)));
    solutionLine_ = document_.player()->line();
}

}  // namespace studio
