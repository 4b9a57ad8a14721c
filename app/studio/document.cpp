#include "app/studio/document.h"

#include <algorithm>

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
    lessons::standAt(*history_, place.line, lessons::LessonPlace{place.step, place.time});
}

std::optional<Place> Document::lessonPlace() const {
    if (!player_) return std::nullopt;
    return Place{0, player_->place().step, player_->place().time};
}

bool Document::onLessonLine() const { return player_.has_value() && history_->line() == 0; }

bool Document::atLessonPlace() const { return lessonPlace() == place(); }

void Document::backToLesson() {
    forgetShownStep();
    if (const auto lesson = lessonPlace()) goTo(*lesson);
}

int Document::shownLessonStep() const {
    if (!player_) return -1;
    if (shownStep_) return std::max(*shownStep_, 0);
    const int current = player_->current();
    if (!onLessonLine() || atLessonPlace()) return current;
    for (int step = 0; step < current; ++step) {
        if (history_->step() <= player_->placeAfter(step).step) return step;
    }
    return current;
}

void Document::showLessonStep(int step) {
    const lessons::LessonPlace& end = player_->placeAfter(step);
    goTo(Place{0, end.step, end.time});
    if (step >= 0) {
        const raft::SimTime back = lesson_->steps[static_cast<std::size_t>(step)].show.back;
        if (back > raft::SimTime()) history_->seekTime(std::max(end.time - back, raft::SimTime()));
    }
    shownStep_ = step;
}

bool Document::inLessonPast() const {
    if (!onLessonLine()) return false;
    return shownStep_ ? *shownStep_ < player_->current() : !atLessonPlace();
}

// ---- Acting ----

void Document::leaveLessonLine(const std::string& name) {
    if (!onLessonLine()) return;
    history_->fork(name);
    modified_ = true;
}

bool Document::act(const raft::Action& action, const std::string& name) {
    leaveLessonLine(name);
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

}  // namespace studio
