#include "app/studio/progress.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "raft/base/contains.h"

namespace studio {
namespace {

Prediction& predictionOf(LessonProgress& lesson, const std::string& step) {
    for (Prediction& prediction : lesson.predictions) {
        if (prediction.step == step) return prediction;
    }
    lesson.predictions.emplace_back();
    lesson.predictions.back().step = step;
    lesson.predictions.back().tries = 0;
    return lesson.predictions.back();
}

bool isDue(const Review& review, Day today) {
    return today > 0 && review.passed < static_cast<int>(std::size(kReviewDays)) &&
           today >= review.day + kReviewDays[review.passed];
}

const CourseQuestion* questionOf(const CourseEntry& entry, const std::string& step) {
    for (const CourseQuestion& question : entry.questions) {
        if (question.step == step) return &question;
    }
    return nullptr;
}

/// A right answer elsewhere takes what is due one interval further; a wrong one begins anew.
void noteReviews(Progress& progress, const CourseEntry& entry, const std::string& step, const lessons::Verdict& verdict,
                 Day today) {
    const std::vector<std::string> wrong = verdict.misconceptions();
    for (const std::string& id : wrong) progress.reviews[id] = Review{entry.id, 0, today};
    const CourseQuestion* question = questionOf(entry, step);
    if (question == nullptr || !verdict.isRight) return;
    for (const std::string& id : question->misconceptions) {
        const auto found = progress.reviews.find(id);
        if (found == progress.reviews.end() || found->second.lesson == entry.id) continue;
        if (!isDue(found->second, today)) continue;
        found->second.day = today;
        ++found->second.passed;
    }
}

}  // namespace

const Prediction* LessonProgress::findPrediction(std::string_view step) const {
    const auto found = std::find_if(predictions.begin(), predictions.end(),
                                    [step](const Prediction& prediction) { return prediction.step == step; });
    return found == predictions.end() ? nullptr : &*found;
}

int LessonProgress::rightPredictions() const {
    return static_cast<int>(std::count_if(predictions.begin(), predictions.end(),
                                          [](const Prediction& prediction) { return prediction.isRight; }));
}

const LessonProgress* Progress::find(std::string_view lesson) const {
    const auto found = lessons.find(lesson);
    return found == lessons.end() ? nullptr : &found->second;
}

void notePrediction(Progress& progress, const CourseEntry& entry, const std::string& step,
                    const lessons::Verdict& verdict, Day today) {
    Prediction& prediction = predictionOf(progress.lessons[entry.id], step);
    if (prediction.tries == 0) {
        prediction.given = verdict.given;
        prediction.truth = verdict.truth;
        prediction.isRight = verdict.isRight;
        prediction.misconceptions = verdict.misconceptions();
        prediction.decided = verdict.place.time;
        prediction.day = today;
    }
    ++prediction.tries;
    prediction.isRightNow = verdict.isRight;
    noteReviews(progress, entry, step, verdict, today);
}

void noteCrash(LessonProgress& lesson, const CrashTrial& trial) {
    const auto place = std::find_if(lesson.crashes.begin(), lesson.crashes.end(),
                                    [&trial](const CrashTrial& other) { return other.stage >= trial.stage; });
    if (place != lesson.crashes.end() && place->stage == trial.stage) {
        *place = trial;
    } else {
        lesson.crashes.insert(place, trial);
    }
}

void mergeProgress(Progress& progress, const Progress& other) {
    for (const auto& [id, theirs] : other.lessons) {
        LessonProgress& ours = progress.lessons[id];
        ours.played = ours.played || theirs.played;
        if (theirs.solved && (!ours.solved || theirs.actions < ours.actions)) ours.actions = theirs.actions;
        ours.solved = ours.solved || theirs.solved;
        ours.whatIfs.insert(theirs.whatIfs.begin(), theirs.whatIfs.end());
        const std::vector<CrashTrial> kept = std::exchange(ours.crashes, theirs.crashes);
        for (const CrashTrial& trial : kept) noteCrash(ours, trial);
        if (ours.at.empty() && !ours.played) ours.at = theirs.at;
        for (const Prediction& prediction : theirs.predictions) {
            Prediction& mine = predictionOf(ours, prediction.step);
            // The earlier of two answers is the prediction; a date that nobody knew counts as the later one.
            const bool isFirst = mine.tries == 0 || (prediction.day != 0 && prediction.day < mine.day);
            if (isFirst) mine = prediction;
        }
    }
    for (const auto& [id, review] : other.reviews) {
        const auto [ours, isNew] = progress.reviews.try_emplace(id, review);
        if (!isNew && review.day > ours->second.day) ours->second = review;
    }
    if (progress.last.empty()) progress.last = other.last;
}

// ---- Stars ----

Stars starsOf(const CourseEntry& entry, const LessonProgress* progress) {
    Stars stars;
    if (progress == nullptr) return stars;
    stars.solved = entry.hasGoal && progress->solved;
    stars.elegant = stars.solved && progress->actions > 0 && progress->actions <= entry.solutionActions;
    stars.explored = !entry.whatIfs.empty() &&
                     std::all_of(entry.whatIfs.begin(), entry.whatIfs.end(),
                                 [progress](const std::string& id) { return progress->whatIfs.count(id) > 0; });
    return stars;
}

int starsMax(const CourseEntry& entry) { return (entry.hasGoal ? 2 : 0) + (entry.whatIfs.empty() ? 0 : 1); }

// ---- What comes next ----

std::optional<NextUp> nextUp(const Progress& progress, const Course& course) {
    const CourseEntry* last = course.find(progress.last);
    const LessonProgress* there = progress.find(progress.last);
    if (last != nullptr && last->available() && there != nullptr && raft::contains(last->steps, there->at)) {
        return NextUp{last->id, there->at};
    }
    const auto isNew = [&](const CourseEntry* entry) {
        if (entry == nullptr || !entry->available()) return false;
        const LessonProgress* done = progress.find(entry->id);
        return done == nullptr || !done->played;
    };
    for (const std::string& id : course.plan().core) {
        if (const CourseEntry* entry = course.find(id); isNew(entry)) return NextUp{entry->id, {}};
    }
    for (const CourseEntry& entry : course.entries()) {
        if (isNew(&entry)) return NextUp{entry.id, {}};
    }
    return std::nullopt;
}

// ---- What comes back ----

std::vector<ReviewCard> reviewsDue(const Progress& progress, const Course& course, Day today) {
    std::vector<std::pair<Day, ReviewCard>> due;
    for (const auto& [id, review] : progress.reviews) {
        if (!isDue(review, today)) continue;
        // What is known already makes a better card than the middle of something new.
        std::vector<std::tuple<bool, const CourseEntry*, const CourseQuestion*>> candidates;
        for (const CourseEntry& entry : course.entries()) {
            if (!entry.available() || entry.id == review.lesson) continue;
            const LessonProgress* done = progress.find(entry.id);
            for (const CourseQuestion& question : entry.questions) {
                if (!raft::contains(question.misconceptions, id)) continue;
                candidates.emplace_back(done == nullptr || !done->played, &entry, &question);
                break;
            }
        }
        if (candidates.empty()) continue;
        std::stable_sort(candidates.begin(), candidates.end(),
                         [](const auto& a, const auto& b) { return std::get<0>(a) < std::get<0>(b); });
        // Each time it comes back from another lesson, as far as there are others.
        const auto& [isNew, entry, question] = candidates[static_cast<std::size_t>(review.passed) % candidates.size()];
        const Day since = review.day + kReviewDays[review.passed];
        due.emplace_back(since, ReviewCard{id, entry->id, question->step, review.lesson});
    }
    std::stable_sort(due.begin(), due.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<ReviewCard> cards;
    for (auto& [since, card] : due) cards.push_back(std::move(card));
    return cards;
}

}  // namespace studio
