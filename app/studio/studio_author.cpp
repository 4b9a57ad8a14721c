// Authors of lessons: a file that changes is loaded again, a lesson is verified, what is done is recorded.

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "app/studio/author_desk.h"
#include "app/studio/lesson_desk.h"
#include "app/studio/obstacle.h"
#include "app/studio/own_lessons.h"
#include "lessons/engine/lesson_writer.h"
#include "lessons/engine/loader.h"
#include "raft/trace/file_io.h"
#include "raft/trace/json_value.h"

namespace studio {
namespace {

using AuthorKind = cmd::AuthorMove::Kind;
using PlayerState = lessons::Player::State;

std::string fileNameOf(const std::string& path) { return std::filesystem::path(path).filename().string(); }

/// Where in `lesson` somebody goes on who has done `done` steps of `before`: after the last of them that is still
/// there.
int stepsDoneIn(const lessons::Lesson& lesson, const lessons::Lesson& before, int done) {
    for (int i = done - 1; i >= 0; --i) {
        const std::string& id = before.steps[static_cast<std::size_t>(i)].id;
        const auto same = std::find_if(lesson.steps.begin(), lesson.steps.end(),
                                       [&id](const lessons::Step& step) { return step.id == id; });
        if (same != lesson.steps.end()) return static_cast<int>(same - lesson.steps.begin()) + 1;
    }
    return 0;
}

/// The answer that was given to the question of the step called `id`; empty: none.
std::vector<std::string> answerTo(const std::string& id, const lessons::Lesson& lesson,
                                  const std::vector<lessons::Verdict>& verdicts) {
    for (const lessons::Verdict& verdict : verdicts) {
        if (lesson.steps[static_cast<std::size_t>(verdict.step)].id == id) return verdict.given;
    }
    return {};
}

}  // namespace

// ---- What is possible ----

Obstacle Studio::AuthorDesk::obstacle(const Command& command) const {
    if (const auto* show = command.as<cmd::Show>()) {
        return unless(show->dialog != Dialog::Storyboard || recording_.exists(), "why.noRecording");
    }
    const auto* move = command.as<cmd::AuthorMove>();
    if (move == nullptr) return std::nullopt;
    const lessons::Lesson* lesson = studio_.document_->lesson();
    switch (move->kind) {
        case AuthorKind::Verify:
            if (job_.busy()) return "why.verifying";
            return unless(lesson != nullptr && stampOf(lesson->file).has_value(), "why.noLessonFile");
        case AuthorKind::StopVerify: return unless(job_.busy(), "why.notVerifying");
        case AuthorKind::PlayChecked: return unless(verified_.has_value(), "why.notVerifying");
        case AuthorKind::HideErrors: return std::nullopt;
        case AuthorKind::Record:
            if (studio_.presenting_.on) return "why.recordsAtWork";
            return unless(lesson == nullptr, "why.recordsSandbox");
        case AuthorKind::CloseStep:
            if (!recording_.isLive()) return "why.noRecording";
            return unless(recording_.hasNews(studio_.document_->history()), "why.nothingRecorded");
        case AuthorKind::Forget: return unless(recording_.exists(), "why.noRecording");
        case AuthorKind::Save:
            if (recording_.stepCount() == 0) return "why.noRecordedSteps";
            if (job_.busy()) return "why.verifying";
            return unless(!studio_.options_.lessonDir.empty(), "why.noLessonFolder");
        default: return unless(recording_.allows(*move), "why.noSuchStep");
    }
}

void Studio::AuthorDesk::execute(const cmd::AuthorMove& move) {
    switch (move.kind) {
        case AuthorKind::Verify: return startVerify(studio_.document_->lesson()->file, false);
        case AuthorKind::StopVerify: return job_.cancel();
        case AuthorKind::PlayChecked: return studio_.execute(cmd::OpenFile{std::string(verified_->path)});
        case AuthorKind::HideErrors: return fileErrors_.clear();
        case AuthorKind::Record: return record();
        case AuthorKind::CloseStep: return closeStep();
        case AuthorKind::Forget:
            recording_.forget();
            savedPath_.clear();
            studio_.dialog_ = Dialog::None;
            return;
        case AuthorKind::Save: return save();
        default: return edit(move);
    }
}

// ---- The file of the open lesson ----

/// Another document is open.
void Studio::AuthorDesk::documentChanged() {
    const lessons::Lesson* lesson = studio_.document_->lesson();
    stamp_ = lesson == nullptr ? std::nullopt : stampOf(lesson->file);
    fileErrors_.clear();
    recording_.forget();
    savedPath_.clear();
    line_ = 0;
}

void Studio::AuthorDesk::watchFiles() {
    const lessons::Lesson* lesson = studio_.document_->lesson();
    if (lesson == nullptr || !stamp_) return;
    const auto stamp = stampOf(lesson->file);
    if (!stamp || stamp == stamp_) return;
    auto text = raft::readFile(lesson->file, raft::kLessonBytesMax);
    // An editor may be writing it just now: the next look will tell.
    if (!text.ok()) return;
    stamp_ = stamp;
    studio_.framesWanted_ = 2;
    reload(std::move(text).value());
}

void Studio::AuthorDesk::reload(std::string text) {
    const std::string path = studio_.document_->lesson()->file;
    auto read = lessons::readLesson(std::move(text), path);
    fileErrors_.clear();
    if (!read.ok()) {
        for (const raft::Error& error : read.errors()) {
            raft::Error shown = error;
            shown.file = fileNameOf(path);
            fileErrors_.push_back(shown.format());
        }
        return;
    }
    // Whoever changes a comment need not begin anew.
    if (lessons::writeLesson(read.value()) == lessons::writeLesson(*studio_.document_->lesson())) return;
    const bool wasVerified = studio_.dialog_ == Dialog::Verify;
    studio_.keepLessonRun();
    playOn(std::move(read).value());
    studio_.report(studio_.texts().format("notice.lessonReloaded", {{"file", fileNameOf(path)}}));
    if (!wasVerified) return;
    studio_.dialog_ = Dialog::Verify;
    if (!job_.busy()) startVerify(path, false);
}

/// Opens `lesson` in the place of the one that is open and goes to where that one is.
void Studio::AuthorDesk::playOn(lessons::Lesson lesson) {
    const lessons::Lesson before = *studio_.document_->lesson();
    const lessons::Player& old = *studio_.document_->mainPlayer();
    const std::vector<lessons::Verdict> verdicts = old.verdicts();
    const bool begun = old.state() == PlayerState::Running || old.state() == PlayerState::Asking;
    const bool ran = old.state() == PlayerState::Running;
    const int done = old.done();
    const bool looksBack = studio_.document_->onLessonLine() && studio_.document_->showsStepEnd();
    const int shown = looksBack ? studio_.document_->shownLessonStep() : -2;
    const int wanted = stepsDoneIn(lesson, before, done);
    const std::string next = begun ? before.steps[static_cast<std::size_t>(done)].id : std::string();
    const std::size_t count = lesson.steps.size();
    const bool goesOn =
        begun && static_cast<std::size_t>(wanted) < count && lesson.steps[static_cast<std::size_t>(wanted)].id == next;

    studio_.show(std::make_unique<Document>(std::move(lesson)));
    studio_.playback_.pause();
    lessons::Player& player = *studio_.document_->mainPlayer();
    const auto run = [&] {
        const std::string& id = studio_.document_->lesson()->steps[static_cast<std::size_t>(player.done())].id;
        const std::vector<std::string> given = answerTo(id, before, verdicts);
        if (!given.empty()) player.answer(given);
        player.run();
    };
    while (player.done() < wanted) {
        if (player.state() == PlayerState::Ready) player.begin();
        if (player.state() == PlayerState::Asking) run();
        if (player.state() == PlayerState::Running) player.finish();
    }
    if (goesOn) {
        if (player.state() == PlayerState::Ready) player.begin();
        if (ran && player.state() == PlayerState::Asking) run();
        if (player.state() == PlayerState::Running) studio_.playback_.play();
        return;
    }
    if (player.state() != PlayerState::Ready && player.state() != PlayerState::Done) return;
    // The eye stands where it stood: perhaps at the end of an earlier step.
    const int seen = shown < 0 ? player.done() : stepsDoneIn(*studio_.document_->lesson(), before, shown + 1);
    studio_.document_->showLessonStep(std::min(seen, player.done()) - 1);
}

void Studio::AuthorDesk::readOwnLessons() {
    const std::string stamp = lessonsStamp(studio_.options_.lessonDir);
    if (stamp == ownStamp_) return;
    ownStamp_ = stamp;
    studio_.course_ = courseWith(studio_.options_.courseDir, studio_.options_.lessonDir);
}

std::vector<std::string> Studio::AuthorDesk::ownLessonErrors() const {
    std::vector<std::string> all;
    for (const raft::Error& error : studio_.course_.problems()) {
        if (studio_.options_.lessonDir.empty() ||
            error.file.compare(0, studio_.options_.lessonDir.size(), studio_.options_.lessonDir) != 0) {
            continue;
        }
        raft::Error shown = error;
        shown.file = fileNameOf(error.file);
        all.push_back(shown.format());
    }
    return all;
}

// ---- Verify ----

void Studio::AuthorDesk::startVerify(const std::string& path, bool isRecorded) {
    VerifyRequest request;
    request.path = path;
    for (const CourseEntry& entry : studio_.course_.entries()) request.lessonIds.push_back(entry.id);
    request.settlesLuck = isRecorded;
    verified_.reset();
    verifying_ = path;
    job_.start(std::move(request), studio_.texts(), studio_.course_.glossary());
    studio_.dialog_ = Dialog::Verify;
}

void Studio::AuthorDesk::note() {
    auto outcome = job_.take();
    if (!outcome) return;
    studio_.framesWanted_ = 2;
    if (outcome->settled) {
        const auto written = raft::writeFileAtomically(outcome->path, *outcome->settled);
        if (!written.ok()) studio_.reportErrors("notice.cannotSave", written.errors());
        if (outcome->path == savedPath_) savedStamp_ = stampOf(outcome->path);
    }
    verified_ = std::move(outcome);
}

VerifyScene Studio::AuthorDesk::verifyScene() const {
    using State = VerifyScene::State;
    VerifyScene scene;
    scene.path = verifying_;
    scene.isOpen = studio_.document_->lesson() != nullptr && studio_.document_->lesson()->file == verifying_;
    if (job_.busy()) {
        scene.state = State::Running;
        scene.percent = job_.percent();
        scene.title = fileNameOf(verifying_);
        return scene;
    }
    if (!verified_) return scene;
    const VerifyOutcome& outcome = *verified_;
    scene.title = outcome.title.empty()
                      ? fileNameOf(outcome.path)
                      : (studio_.settings_.language == Language::Chinese ? outcome.title.zh : outcome.title.en);
    const auto place = [](int line, int column) { return std::to_string(line) + ":" + std::to_string(column); };
    for (const raft::Error& error : outcome.errors) {
        scene.lines.push_back({false, place(error.line, error.column), error.where, error.message});
    }
    scene.errors = static_cast<int>(outcome.errors.size());
    for (const bool warnings : {false, true}) {
        for (const lessons::Finding& finding : outcome.report.findings) {
            const bool isWarning = finding.severity == lessons::Finding::Severity::Warning;
            if (isWarning != warnings) continue;
            ++(isWarning ? scene.warnings : scene.errors);
            scene.lines.push_back(
                {isWarning, place(finding.position.line, finding.position.column), finding.where, finding.text});
        }
    }
    scene.hangsOnLuck = outcome.hangsOnLuck;
    scene.runs = outcome.report.lines;
    scene.state = !outcome.errors.empty()      ? State::Unreadable
                  : outcome.report.isCancelled ? State::Cancelled
                  : scene.errors > 0           ? State::Wrong
                                               : State::Fine;
    return scene;
}

}  // namespace studio
