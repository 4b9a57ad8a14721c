// Authors of lessons: a file that changes is loaded again, a lesson is verified, what is done is recorded.

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "app/studio/author_desk.h"
#include "app/studio/lesson_desk.h"
#include "app/studio/own_lessons.h"
#include "lessons/engine/lesson_writer.h"
#include "lessons/engine/loader.h"
#include "raft/trace/file_io.h"
#include "raft/trace/json_value.h"

namespace studio {
namespace {

using Kind = cmd::AuthorMove::Kind;
using Obstacle = std::optional<std::string_view>;
using PlayerState = lessons::Player::State;

Obstacle unless(bool possible, std::string_view why) { return possible ? Obstacle() : Obstacle(why); }

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

Obstacle Studio::authorObstacle(const Command& command) const {
    const RecordingDesk& recording = author_->recording;
    if (const auto* show = command.as<cmd::Show>()) {
        return unless(show->dialog != Dialog::Storyboard || recording.exists(), "why.noRecording");
    }
    const auto* move = command.as<cmd::AuthorMove>();
    if (move == nullptr) return std::nullopt;
    const lessons::Lesson* lesson = document_->lesson();
    switch (move->kind) {
        case Kind::Verify:
            if (author_->job.busy()) return "why.verifying";
            return unless(lesson != nullptr && stampOf(lesson->file).has_value(), "why.noLessonFile");
        case Kind::StopVerify: return unless(author_->job.busy(), "why.notVerifying");
        case Kind::PlayChecked: return unless(author_->verified.has_value(), "why.notVerifying");
        case Kind::HideErrors: return std::nullopt;
        case Kind::Record:
            if (presenting_.on) return "why.recordsAtWork";
            return unless(lesson == nullptr, "why.recordsSandbox");
        case Kind::CloseStep:
            if (!recording.isLive()) return "why.noRecording";
            return unless(recording.hasNews(document_->history()), "why.nothingRecorded");
        case Kind::Forget: return unless(recording.exists(), "why.noRecording");
        case Kind::Save:
            if (recording.stepCount() == 0) return "why.noRecordedSteps";
            if (author_->job.busy()) return "why.verifying";
            return unless(!options_.lessonDir.empty(), "why.noLessonFolder");
        default: return unless(recording.allows(*move), "why.noSuchStep");
    }
}

void Studio::moveAsAuthor(const cmd::AuthorMove& move) {
    switch (move.kind) {
        case Kind::Verify: return startVerify(document_->lesson()->file, false);
        case Kind::StopVerify: return author_->job.cancel();
        case Kind::PlayChecked: return execute(cmd::OpenFile{std::string(author_->verified->path)});
        case Kind::HideErrors: return author_->fileErrors.clear();
        case Kind::Record: return record();
        case Kind::CloseStep: return closeRecordedStep();
        case Kind::Forget:
            author_->recording.forget();
            author_->savedPath.clear();
            dialog_ = Dialog::None;
            return;
        case Kind::Save: return saveRecording();
        default: return editRecording(move);
    }
}

// ---- The file of the open lesson ----

/// Another document is open.
void Studio::beginAuthoring() {
    const lessons::Lesson* lesson = document_->lesson();
    author_->stamp = lesson == nullptr ? std::nullopt : stampOf(lesson->file);
    author_->fileErrors.clear();
    author_->recording.forget();
    author_->savedPath.clear();
    author_->line = 0;
}

const std::vector<std::string>& Studio::fileErrors() const { return author_->fileErrors; }

void Studio::watchFiles() {
    const lessons::Lesson* lesson = document_->lesson();
    if (lesson == nullptr || !author_->stamp) return;
    const auto stamp = stampOf(lesson->file);
    if (!stamp || stamp == author_->stamp) return;
    auto text = raft::readFile(lesson->file, raft::kLessonBytesMax);
    // An editor may be writing it just now: the next look will tell.
    if (!text.ok()) return;
    author_->stamp = stamp;
    framesWanted_ = 2;
    reloadLesson(std::move(text).value());
}

void Studio::reloadLesson(std::string text) {
    const std::string path = document_->lesson()->file;
    auto read = lessons::readLesson(std::move(text), path);
    author_->fileErrors.clear();
    if (!read.ok()) {
        for (const raft::Error& error : read.errors()) {
            raft::Error shown = error;
            shown.file = fileNameOf(path);
            author_->fileErrors.push_back(shown.format());
        }
        return;
    }
    // Whoever changes a comment need not begin anew.
    if (lessons::writeLesson(read.value()) == lessons::writeLesson(*document_->lesson())) return;
    const bool wasVerified = dialog_ == Dialog::Verify;
    keepLessonRun();
    playOn(std::move(read).value());
    report(texts().format("notice.lessonReloaded", {{"file", fileNameOf(path)}}));
    if (!wasVerified) return;
    dialog_ = Dialog::Verify;
    if (!author_->job.busy()) startVerify(path, false);
}

/// Opens `lesson` in the place of the one that is open and goes to where that one is.
void Studio::playOn(lessons::Lesson lesson) {
    const lessons::Lesson before = *document_->lesson();
    const lessons::Player& old = *document_->mainPlayer();
    const std::vector<lessons::Verdict> verdicts = old.verdicts();
    const bool begun = old.state() == PlayerState::Running || old.state() == PlayerState::Asking;
    const bool ran = old.state() == PlayerState::Running;
    const int done = old.done();
    const bool looksBack = document_->onLessonLine() && document_->showsStepEnd();
    const int shown = looksBack ? document_->shownLessonStep() : -2;
    const int wanted = stepsDoneIn(lesson, before, done);
    const std::string next = begun ? before.steps[static_cast<std::size_t>(done)].id : std::string();
    const std::size_t count = lesson.steps.size();
    const bool goesOn =
        begun && static_cast<std::size_t>(wanted) < count && lesson.steps[static_cast<std::size_t>(wanted)].id == next;

    show(std::make_unique<Document>(std::move(lesson)));
    playback_.pause();
    lessons::Player& player = *document_->mainPlayer();
    const auto run = [&] {
        const std::string& id = document_->lesson()->steps[static_cast<std::size_t>(player.done())].id;
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
        if (player.state() == PlayerState::Running) playback_.play();
        return;
    }
    if (player.state() != PlayerState::Ready && player.state() != PlayerState::Done) return;
    // The eye stands where it stood: perhaps at the end of an earlier step.
    const int seen = shown < 0 ? player.done() : stepsDoneIn(*document_->lesson(), before, shown + 1);
    document_->showLessonStep(std::min(seen, player.done()) - 1);
}

void Studio::readOwnLessons() {
    const std::string stamp = lessonsStamp(options_.lessonDir);
    if (stamp == author_->ownStamp) return;
    author_->ownStamp = stamp;
    course_ = courseWith(options_.courseDir, options_.lessonDir);
}

std::vector<std::string> Studio::ownLessonErrors() const {
    std::vector<std::string> all;
    for (const raft::Error& error : course_.problems()) {
        if (options_.lessonDir.empty() || error.file.compare(0, options_.lessonDir.size(), options_.lessonDir) != 0) {
            continue;
        }
        raft::Error shown = error;
        shown.file = fileNameOf(error.file);
        all.push_back(shown.format());
    }
    return all;
}

// ---- Verify ----

bool Studio::isVerifying() const { return author_->job.busy(); }

void Studio::startVerify(const std::string& path, bool isRecorded) {
    VerifyRequest request;
    request.path = path;
    for (const CourseEntry& entry : course_.entries()) request.lessonIds.push_back(entry.id);
    request.settlesLuck = isRecorded;
    author_->verified.reset();
    author_->verifying = path;
    author_->job.start(std::move(request), texts(), course_.glossary());
    dialog_ = Dialog::Verify;
}

void Studio::noteVerify() {
    auto outcome = author_->job.take();
    if (!outcome) return;
    framesWanted_ = 2;
    if (outcome->settled) {
        const auto written = raft::writeFileAtomically(outcome->path, *outcome->settled);
        if (!written.ok()) reportErrors("notice.cannotSave", written.errors());
        if (outcome->path == author_->savedPath) author_->savedStamp = stampOf(outcome->path);
    }
    author_->verified = std::move(outcome);
}

VerifyScene Studio::verifyScene() const {
    using State = VerifyScene::State;
    VerifyScene scene;
    const AuthorDesk& desk = *author_;
    scene.path = desk.verifying;
    scene.isOpen = document_->lesson() != nullptr && document_->lesson()->file == desk.verifying;
    if (desk.job.busy()) {
        scene.state = State::Running;
        scene.percent = desk.job.percent();
        scene.title = fileNameOf(desk.verifying);
        return scene;
    }
    if (!desk.verified) return scene;
    const VerifyOutcome& outcome = *desk.verified;
    scene.title = outcome.title.empty()
                      ? fileNameOf(outcome.path)
                      : (settings_.language == Language::Chinese ? outcome.title.zh : outcome.title.en);
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
