// The course as its reader goes through it: what is noted, going on where one was, and the file of the progress.

#include <algorithm>
#include <system_error>

#include "app/studio/instrument.h"
#include "app/studio/progress_file.h"
#include "app/studio/wording.h"

namespace studio {
namespace {

namespace fs = std::filesystem;
using PlayerState = lessons::Player::State;

fs::file_time_type writtenAt(const std::string& path) {
    std::error_code code;
    const auto time = fs::last_write_time(path, code);
    return code ? fs::file_time_type{} : time;
}

/// Plays what comes before `step` in silence: where a question is asked, nobody answers.
void playUpTo(lessons::Player& player, int step) {
    while (player.done() < step) {
        if (player.state() == PlayerState::Ready) player.begin();
        if (player.state() == PlayerState::Asking) player.run();
        if (player.state() == PlayerState::Running) player.finish();
    }
}

}  // namespace

const Learning& Studio::learning() const { return desk_->learning; }

// ---- The file ----

void Studio::LessonDesk::read(Studio& studio) {
    std::string problem;
    LessonDesk& desk = *studio.desk_;
    desk.learning.change() = loadProgress(studio.options_.stateDir, studio.options_.configDir, problem);
    desk.written = writtenAt(progressPath(studio.options_.stateDir));
    if (!problem.empty()) studio.report(studio.texts().format("notice.progressBroken", {{"error", problem}}));
}

void Studio::LessonDesk::save(Studio& studio) {
    LessonDesk& desk = *studio.desk_;
    const std::string path = progressPath(studio.options_.stateDir);
    if (path.empty()) return;
    // A second window learns from the same file: what it wrote meanwhile stays.
    if (writtenAt(path) != desk.written) {
        const auto other = loadProgressFile(path);
        if (other.ok()) mergeProgress(desk.learning.change(), other.value());
    }
    const auto saved = saveProgress(studio.options_.stateDir, desk.learning.progress());
    desk.written = writtenAt(path);
    if (saved.ok() || studio.saidUnsaved_) return;
    studio.saidUnsaved_ = true;
    studio.reportErrors("notice.progressUnsaved", saved.errors());
}

void Studio::LessonDesk::exportTo(Studio& studio, const std::string& path) {
    std::error_code code;
    LessonDesk& desk = *studio.desk_;
    if (fs::exists(path, code) && !std::exchange(desk.replacesProgress, false)) {
        desk.replacesProgress = true;
        studio.fileToReplace_ = path;
        studio.dialog_ = Dialog::Overwrite;
        return;
    }
    studio.dialog_ = Dialog::None;
    const auto saved = saveProgressFile(path, desk.learning.progress());
    if (!saved.ok()) return studio.reportErrors("notice.cannotSave", saved.errors());
    studio.report(studio.texts().format("notice.progressExported", {{"path", path}}));
}

void Studio::LessonDesk::importFrom(Studio& studio, const std::string& path) {
    const auto other = loadProgressFile(path);
    if (!other.ok()) return studio.reportErrors("notice.cannotOpen", other.errors());
    mergeProgress(studio.desk_->learning.change(), other.value());
    save(studio);
    studio.dialog_ = Dialog::Lessons;
    const std::string lessons = std::to_string(other.value().lessons.size());
    studio.report(studio.texts().format("notice.progressImported", {{"count", lessons}}));
}

void Studio::LessonDesk::reset(Studio& studio) {
    LessonDesk& desk = *studio.desk_;
    desk.learning.change() = Progress();
    desk.written = writtenAt(progressPath(studio.options_.stateDir));
    save(studio);
    studio.dialog_ = Dialog::Lessons;
    studio.report(std::string(studio.texts().tr("notice.progressReset")));
}

// ---- What is noted ----

void Studio::LessonDesk::note(Studio& studio) {
    LessonDesk& desk = *studio.desk_;
    LessonSession& session = *desk.session;
    const lessons::Lesson& lesson = *studio.document_->lesson();
    const lessons::Player& player = *studio.document_->mainPlayer();
    const CourseEntry* entry = studio.course_.find(lesson.id);
    if (entry == nullptr) return;  // A lesson from elsewhere is nobody's homework.
    bool changed = false;
    const auto mine = [&]() -> LessonProgress& {
        changed = true;
        return desk.learning.change().lessons[lesson.id];
    };
    // A first step often runs by itself: whoever has pressed nothing yet has not begun.
    const bool isOver = player.state() == PlayerState::Done;
    if (player.done() != desk.stepsNoted && (player.done() > 1 || isOver)) {
        desk.stepsNoted = player.done();
        mine().at = isOver ? std::string() : lesson.steps[static_cast<std::size_t>(player.done())].id;
        if (isOver) mine().played = true;
        desk.learning.change().last = lesson.id;
    }
    for (const lessons::Verdict& verdict : session.takeNewVerdicts()) {
        // A class's answer is nobody's prediction.
        if (studio.presenting_.on) continue;
        changed = true;
        const std::string& step = lesson.steps[static_cast<std::size_t>(verdict.step)].id;
        notePrediction(desk.learning.change(), *entry, step, verdict, desk.learning.today());
    }
    for (; desk.ideasNoted < session.ideasRun().size(); ++desk.ideasNoted) {
        mine().whatIfs.insert(session.ideasRun()[desk.ideasNoted].whatIf);
    }
    if (session.inGoal() && session.goalStatus().state == lessons::GoalStatus::State::Won) {
        const LessonProgress* before = desk.learning.progress().find(lesson.id);
        const int used = session.goalStatus().actionsUsed;
        if (before == nullptr || !before->solved || used < before->actions) {
            mine().solved = true;
            mine().actions = used;
        }
    }
    const LessonProgress* known = desk.learning.progress().find(lesson.id);
    if (Instrument::isSolved(studio) && (known == nullptr || !known->solved)) mine().solved = true;
    if (changed) save(studio);
}

// ---- Going on where one was ----

void Studio::LessonDesk::openStep(Studio& studio, const std::string& id, const std::string& stepId) {
    const CourseEntry& entry = *studio.course_.find(id);
    const LessonProgress before =
        studio.learning().progress().find(id) ? *studio.learning().progress().find(id) : LessonProgress();
    const std::string& wanted = stepId.empty() ? before.at : stepId;
    if (!studio.open(entry.path)) return;
    const auto at = std::find(entry.steps.begin(), entry.steps.end(), wanted);
    if (at == entry.steps.end() || at == entry.steps.begin()) return;
    const int step = static_cast<int>(at - entry.steps.begin());
    lessons::Player& player = *studio.document_->mainPlayer();
    studio.playback_.pause();
    playUpTo(player, step);
    for (const Prediction& prediction : before.predictions) {
        const auto there = std::find(entry.steps.begin(), at, prediction.step);
        if (there == at) continue;
        studio.session()->restoreAnswer(static_cast<int>(there - entry.steps.begin()), prediction.given);
    }
    // Its question waits; a step without one is shown from where it begins.
    if (studio.document_->lesson()->steps[static_cast<std::size_t>(step)].ask) {
        studio.document_->backToLesson();
        player.begin();
    } else {
        studio.document_->showLessonStep(step - 1);
    }
}

void Studio::LessonDesk::sandboxAt(Studio& studio, int step) {
    studio.playback_.pause();
    // What is to be found again is where the eye was, not the step that it goes to now.
    if (studio.document_->isBeside()) studio.document_->leaveBeside();
    studio.document_->rememberPlace();
    const auto back = studio.document_->rememberedPlace();
    studio.document_->showLessonStep(step);
    const std::string time = timeText(studio.document_->history().time(), studio.texts());
    studio.document_->leaveLessonLine(studio.texts().format("branch.sandbox", {{"time", time}}));
    studio.document_->rememberPlace(back);
    studio.playback_.play();
    studio.steppedByHand_ = false;
}

}  // namespace studio
