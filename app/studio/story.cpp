#include "app/studio/story.h"

#include <algorithm>

#include "app/studio/picture_export.h"

namespace studio {

using lessons::Player;

Story::Story(const lessons::Lesson& lesson, std::optional<StepSpan> steps, const StopAsked& stop)
    : lesson_(&lesson),
      own_(std::make_unique<raft::History>(lesson.cluster, lesson.texts)),
      history_(own_.get()),
      stepCount_(static_cast<int>(lesson.steps.size())) {
    constexpr raft::SimTime kSlice = raft::SimTime::fromMs(100);
    Player player(lesson, *own_);
    while (player.state() != Player::State::Done) {
        const int number = player.done() + 1;
        const lessons::Step* step = &lesson.steps[static_cast<std::size_t>(player.done())];
        const bool isWanted = !steps || (number >= steps->first && number <= steps->last);
        const std::size_t decided = player.verdicts().size();
        player.begin();
        if (player.state() == Player::State::Asking) {
            if (isWanted) moments_.push_back({StoryMoment::Kind::Asks, player.place(), number, step, {}, {}});
            player.run();
        }
        while (player.state() == Player::State::Running && !player.advance(own_->time() + kSlice)) {
            if (stop()) {
                moments_.clear();
                return;
            }
        }
        if (!isWanted) continue;
        StoryMoment moment{StoryMoment::Kind::Shows, player.place(), number, step, {}, {}};
        moment.verdicts.assign(player.verdicts().begin() + static_cast<std::ptrdiff_t>(decided),
                               player.verdicts().end());
        moments_.push_back(std::move(moment));
    }
}

Story::Story(raft::History& history, const Interval& interval, std::string title)
    : history_(&history), title_(std::move(title)) {
    for (const raft::SimTime time : pageTimes(history, interval)) {
        StoryMoment moment{StoryMoment::Kind::Run, {}, static_cast<int>(moments_.size()) + 1, nullptr, {}, {}};
        moment.since = history.firstStepAt(time);
        history.seekTime(time);
        moment.place = {history.step(), time};
        moments_.push_back(std::move(moment));
    }
    stepCount_ = static_cast<int>(moments_.size());
}

void Story::standAt(const StoryMoment& moment) const {
    if (moment.kind == StoryMoment::Kind::Run) return history_->seek(moment.place.step, moment.place.time);
    lessons::standAt(*history_, 0, moment.place);
    // A step may end with a look at a moment before.
    const bool looksBack = moment.kind == StoryMoment::Kind::Shows && moment.step->show.back > raft::SimTime();
    if (looksBack) history_->seekTime(std::max(raft::SimTime(), history_->time() - moment.step->show.back));
}

}  // namespace studio
