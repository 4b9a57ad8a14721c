#include "app/studio/document.h"

#include <algorithm>
#include <cctype>

#include "app/studio/acting_commands.h"
#include "raft/base/check.h"
#include "raft/sim/key_value.h"

namespace studio {

Document::Document(const raft::ClusterConfig& config)
    : textTable_(std::make_shared<raft::TextTable>()), history_(std::make_unique<raft::History>(config, textTable_)) {}

Document::Document(const raft::Session& session)
    : textTable_(session.texts), history_(std::make_unique<raft::History>(session.cluster, textTable_)) {}

Document::Document(lessons::Lesson lesson)
    : textTable_(lesson.texts),
      history_(std::make_unique<raft::History>(lesson.cluster, textTable_)),
      lesson_(std::make_unique<lessons::Lesson>(std::move(lesson))) {
    player_.emplace(*lesson_, *history_);
}

// ---- Where the eye is ----

void Document::goTo(const Place& place) {
    if (history_->line() != place.line) history_->switchTo(place.line, place.time);
    // Where something was taken back and the run went on otherwise, other steps have these numbers: the time remains.
    const raft::StepId next = place.step + 1;
    const bool isSame = place.step < history_->end() && history_->record(place.step).time <= place.time &&
                        (next >= history_->end() || history_->record(next).time >= place.time);
    isSame ? history_->seek(place.step, place.time) : history_->seekTime(std::min(place.time, history_->endTime()));
}

std::optional<Place> Document::lessonPlace() const {
    const lessons::Player* at = player();
    if (at == nullptr) return std::nullopt;
    return Place{at->line(), at->place().step, at->place().time};
}

bool Document::onLessonLine() const { return player() != nullptr && history_->line() == player()->line(); }

bool Document::atLessonPlace() const { return lessonPlace() == place(); }

void Document::backToLesson() {
    forgetShownStep();
    forgetPlace();
    if (const auto lesson = lessonPlace()) goTo(*lesson);
}

void Document::rememberPlace() {
    if (onLessonLine()) remembered_ = Remembered{place(), shownStep_};
}

void Document::returnToLesson() {
    if (onLessonLine() || !remembered_ || remembered_->place.line != player()->line()) return backToLesson();
    const Remembered there = *remembered_;
    backToLesson();
    goTo(there.place);
    shownStep_ = there.shownStep;
}

int Document::shownLessonStep() const {
    const lessons::Player* at = player();
    if (at == nullptr) return -1;
    if (shownStep_) return std::max(*shownStep_, 0);
    if (replayedStep_) return *replayedStep_;
    const int current = at->current();
    if (!onLessonLine() || atLessonPlace()) return current;
    for (int step = 0; step < current; ++step) {
        if (history_->step() <= at->placeAfter(step).step) return step;
    }
    return current;
}

void Document::showLessonStep(int step) {
    const lessons::Player& at = *player();
    const lessons::LessonPlace& end = at.placeAfter(step);
    goTo(Place{at.line(), end.step, end.time});
    if (step >= 0) {
        const raft::SimTime back = at.steps()[static_cast<std::size_t>(step)].show.back;
        if (back > raft::SimTime()) history_->seekTime(std::max(end.time - back, raft::SimTime()));
    }
    replayedStep_.reset();
    shownStep_ = step;
}

void Document::replayStep(int step) {
    showLessonStep(step - 1);
    shownStep_.reset();
    replayedStep_ = step;
}

bool Document::inLessonPast() const {
    if (!onLessonLine()) return false;
    if (replayedStep_) return true;
    return shownStep_ ? *shownStep_ < player()->current() : !atLessonPlace();
}

bool Document::atBeginning() const {
    if (!onLessonLine() || isBeside()) return false;
    if (shownStep_) return *shownStep_ == -1;
    return player()->state() == lessons::Player::State::Ready && player()->done() == 0 && atLessonPlace();
}

void Document::lookFrom(const Eye& eye) {
    goTo(eye.place);
    shownStep_ = eye.shownStep;
    replayedStep_.reset();
}

// ---- Beside the main line ----

void Document::playBeside(const lessons::SideLine& side) {
    if (!beside_) {
        leftAt_ = place();
        leftShown_ = shownStep_;
    }
    forgetShownStep();
    forgetPlace();
    beside_.emplace(*lesson_, *history_, side);
}

void Document::leaveBeside() {
    CHECK(beside_.has_value());
    beside_.reset();
    forgetShownStep();
    forgetPlace();
    goTo(leftAt_);
    shownStep_ = leftShown_;
}

// ---- Acting ----

void Document::leaveLessonLine(const std::string& name) {
    if (!onLessonLine()) return;
    rememberPlace();
    forgetShownStep();
    history_->fork(name);
    modified_ = true;
}

bool Document::act(const raft::Action& action, const std::string& name) {
    // Whoever has stepped back to some moment by hand and acts there wants the lesson back, not that moment.
    const bool isBetween = onLessonLine() && !showsStepEnd();
    leaveLessonLine(name);
    if (isBetween) forgetPlace();
    forgetShownStep();
    modified_ = true;
    return history_->act(action, name);
}

// ---- What belongs to the file ----

raft::NodeId Document::selectedServer() const {
    const bool isOfServer = selection_.kind == raft::RefKind::Node || selection_.kind == raft::RefKind::Cell ||
                            selection_.kind == raft::RefKind::Lane;
    if (!isOfServer) return raft::kNoNode;
    return raft::NodeId(static_cast<std::uint8_t>(selection_.a));
}

int Document::nextValue() const {
    // Counted over the line that is looked at: a branch goes on with its own numbers.
    int count = 0;
    for (const raft::RecordedAction* recorded : history_->actionsBetween(raft::StepId(0), history_->step() + 1)) {
        if (std::holds_alternative<raft::act::Submit>(recorded->action)) ++count;
    }
    return count + 1;
}

std::string Document::keyToRead() const {
    const auto recorded = history_->actionsBetween(raft::StepId(0), history_->step() + 1);
    for (auto it = recorded.rbegin(); it != recorded.rend(); ++it) {
        const auto* read = std::get_if<raft::act::ReadKey>(&(*it)->action);
        if (read != nullptr) return std::string(textTable_->text(read->key));
    }
    return std::string(kUsualKey);
}

std::optional<TypedRead> typedRead(std::string_view text) {
    constexpr std::string_view kRead = "read ";
    if (text.substr(0, kRead.size()) != kRead) return std::nullopt;
    text.remove_prefix(kRead.size());
    const std::size_t space = std::min(text.find(' '), text.size());
    TypedRead read{text.substr(0, space)};
    if (!raft::parseCommand("get " + std::string(read.key))) return std::nullopt;
    if (space == text.size()) return read;
    const std::string_view mode = text.substr(space + 1);
    for (const raft::ReadMode one :
         {raft::ReadMode::Log, raft::ReadMode::ReadIndex, raft::ReadMode::Lease, raft::ReadMode::Local}) {
        const std::string_view name = raft::nameOf(one);
        const auto isSame = [](char a, char b) {
            return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
        };
        read.mode = one;
        if (std::equal(mode.begin(), mode.end(), name.begin(), name.end(), isSame)) return read;
    }
    return std::nullopt;
}

}  // namespace studio
