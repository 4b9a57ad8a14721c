#include "app/studio/crash_desk.h"

#include <algorithm>
#include <utility>

#include "raft/base/check.h"
#include "raft/history/view_builder.h"

namespace studio {
namespace {

using lessons::CrashBlow;
using lessons::CrashStage;
using lessons::SentBefore;

std::size_t at(CrashStage stage) { return static_cast<std::size_t>(stage); }

}  // namespace

bool CrashDesk::prepare() {
    const lessons::Player* player = document_.mainPlayer();
    const bool isOver = player != nullptr && player->state() == lessons::Player::State::Done;
    if (write_ || !isOver || document_.isBeside() || !document_.onLessonLine()) return false;
    raft::History& history = document_.history();
    const Place eye = document_.place();
    write_ = lessons::findCrashWrite(*document_.lesson(), *player, history);
    if (write_) {
        lessons::standAt(history, 0, player->place());
        raft::RunViewOptions options;
        options.from = write_->asked;
        options.to = player->place().time;
        raft::buildRunView(history, options, run_);
    }
    document_.goTo(eye);
    return write_.has_value();
}

bool CrashDesk::isOpen() const {
    const bool isThere = document_.onLessonLine() && !document_.isBeside() && !document_.inLessonPast();
    return write_.has_value() && isThere;
}

// ---- The line ----

void CrashDesk::moved() {
    showsVerdict_ = false;
    draft_ = kNoAnswers;
    // Whoever comes back to a blow that was tried sees again what came of it.
    const auto here = stage();
    const CrashRow* seen = here ? row(*here) : nullptr;
    if (seen != nullptr && seen->plan.moment == moment_ && seen->plan.choice == choice_) showsVerdict_ = true;
}

void CrashDesk::moveTo(int moment) {
    const auto before = at().stage;
    moment_ = std::clamp(moment, 0, static_cast<int>(write_->moments.size()) - 1);
    if (at().stage && at().stage != before) choice_.sent = lessons::usualChoice(*at().stage).sent;
    moved();
}

void CrashDesk::goToStage(CrashStage stage) {
    const auto moment = lessons::usualMoment(*write_, stage);
    if (!moment) return;
    moment_ = *moment;
    choice_ = lessons::usualChoice(stage);
    moved();
}

void CrashDesk::toggleBlow() {
    choice_.blow = choice_.blow == CrashBlow::Crash ? CrashBlow::CutOff : CrashBlow::Crash;
    moved();
}

void CrashDesk::toggleSent() {
    choice_.sent = choice_.sent == SentBefore::Lost ? SentBefore::Arrives : SentBefore::Lost;
    moved();
}

// ---- What is predicted ----

void CrashDesk::answer(int question, int answer) {
    int& place = draft_[static_cast<std::size_t>(question)];
    place = place == answer ? kNoAnswer : answer;
}

int CrashDesk::openQuestion() const {
    const auto open = std::find(draft_.begin(), draft_.end(), kNoAnswer);
    return open == draft_.end() ? -1 : static_cast<int>(open - draft_.begin());
}

bool CrashDesk::erase() {
    for (auto place = draft_.rbegin(); place != draft_.rend(); ++place) {
        if (*place == kNoAnswer) continue;
        *place = kNoAnswer;
        return true;
    }
    return false;
}

// ---- What was seen ----

const CrashRow* CrashDesk::row(CrashStage stage) const {
    const auto& row = rows_[studio::at(stage)];
    return row ? &*row : nullptr;
}

const CrashRow* CrashDesk::verdict() const {
    const auto here = stage();
    return showsVerdict_ && here ? row(*here) : nullptr;
}

int CrashDesk::filled() const {
    return static_cast<int>(std::count_if(rows_.begin(), rows_.end(), [](const auto& row) { return row.has_value(); }));
}

std::vector<CrashStage> CrashDesk::order() const {
    std::vector<CrashStage> stages;
    for (const lessons::CrashMoment& moment : write_->moments) {
        const bool isNew = moment.stage && (stages.empty() || stages.back() != *moment.stage);
        if (isNew) stages.push_back(*moment.stage);
    }
    stages.push_back(CrashStage::G);
    return stages;
}

std::optional<CrashStage> CrashDesk::nextOpen() const {
    for (const CrashStage stage : order()) {
        if (row(stage) == nullptr) return stage;
    }
    return std::nullopt;
}

// ---- Playing ----

void CrashDesk::begin(Wording wording, Names names) {
    CHECK(stage().has_value());
    auto playing = std::make_unique<Playing>();
    const Place eye = document_.place();
    const lessons::Lesson& lesson = *document_.lesson();
    playing->plan = lessons::planCrash(lesson, *write_, moment_, choice_, document_.history());
    playing->predicted = draft_;
    playing->names = std::move(names);
    wording(playing->plan, *write_, lesson.cluster);
    document_.goTo(eye);
    playing_ = std::move(playing);
    document_.playBeside(lessons::crashLine(playing_->plan, lessons::Numbers::Kept, playing_->names.with));
}

std::optional<CrashTrial> CrashDesk::finish() {
    if (!isPlaying()) return std::nullopt;
    CrashRow row;
    row.predicted = playing_->predicted;
    row.seen = lessons::judgeCrash(*document_.lesson(), *write_, playing_->plan, *document_.player(),
                                   document_.history(), playing_->names.without);
    row.plan = playing_->plan;
    const CrashTrial trial{row.plan.stage, row.plan.moment, row.plan.choice, row.predicted};
    rows_[studio::at(trial.stage)] = std::move(row);
    draft_ = kNoAnswers;
    showsVerdict_ = true;
    return trial;
}

void CrashDesk::repeat(const CrashTrial& trial, Wording wording, const std::function<Names(const CrashDesk&)>& naming) {
    if (trial.moment >= static_cast<int>(write_->moments.size())) return;
    const int moment = std::exchange(moment_, trial.moment);
    const lessons::CrashChoice choice = std::exchange(choice_, trial.choice);
    if (stage() == trial.stage) {
        draft_ = trial.predicted;
        begin(wording, naming(*this));
        finish();
        document_.leaveBeside();
    }
    moment_ = moment;
    choice_ = choice;
    moved();
}

// ---- The pattern ----

CrashStage CrashDesk::firstKept() const {
    CrashStage first = CrashStage::F;
    bool wasLost = true;
    for (const CrashStage stage : order()) {
        const CrashRow* seen = row(stage);
        if (stage == CrashStage::G || seen == nullptr) continue;
        const bool isLost = seen->seen.fate() == lessons::CrashFate::Lost;
        if (wasLost && !isLost) first = stage;
        wasLost = isLost;
    }
    return first;
}

}  // namespace studio
