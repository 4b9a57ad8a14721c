// Files: what is opened is told apart by its content, what is saved is a session.

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "app/studio/bookmarks.h"
#include "app/studio/lesson_desk.h"
#include "app/studio/presenter.h"
#include "app/studio/progress_file.h"
#include "lessons/engine/loader.h"
#include "raft/trace/file_io.h"
#include "raft/trace/json_value.h"
#include "raft/trace/session_reader.h"
#include "raft/trace/session_writer.h"

namespace studio {
namespace {

/// How old the journal of a run that goes on may be.
constexpr double kJournalSeconds = 5;

enum class FileKind { Lesson, Session, Trace, Playlist };

/// By the member "format"; what has none is read as a session, whose reader says what is missing.
FileKind kindOf(const std::string& text) {
    constexpr std::string_view kTraceStart = "{\"format\":\"raftlab-trace/";
    if (text.compare(0, kTraceStart.size(), kTraceStart) == 0) return FileKind::Trace;
    const auto document = raft::parseJson(text, {});
    if (!document.ok() || !document.value().root().is(raft::JsonValue::Type::Object)) return FileKind::Session;
    const raft::JsonValue* format = document.value().root().find("format");
    const bool isText = format != nullptr && format->is(raft::JsonValue::Type::String);
    if (isText && format->string().compare(0, 17, "raftlab-playlist/") == 0) return FileKind::Playlist;
    return isText && format->string().compare(0, 15, "raftlab-lesson/") == 0 ? FileKind::Lesson : FileKind::Session;
}

/// The title of a document that is not a file yet.
std::string titleOf(const Document& document, Language language) {
    const lessons::Lesson* lesson = document.lesson();
    if (lesson == nullptr) return document.title();
    return language == Language::Chinese ? lesson->title.zh : lesson->title.en;
}

}  // namespace

bool Studio::open(const std::string& path) {
    auto text = raft::readFile(path, raft::kSessionBytesMax);
    if (!text.ok()) return reportErrors("notice.cannotOpen", text.errors()), false;
    if (isProgress(text.value())) return LessonDesk::importFrom(*this, path), true;
    if (!openText(std::move(text).value(), path)) return false;
    rememberFile(path);
    return true;
}

bool Studio::openText(std::string text, const std::string& path) {
    switch (kindOf(text)) {
        case FileKind::Trace: return report(std::string(texts().tr("notice.traceLater"))), false;
        case FileKind::Lesson: {
            auto lesson = lessons::readLesson(std::move(text), path);
            if (!lesson.ok()) return reportErrors("notice.cannotOpen", lesson.errors()), false;
            show(std::make_unique<Document>(std::move(lesson).value()));
            return true;
        }
        case FileKind::Session: return openSession(std::move(text), path);
        case FileKind::Playlist: return Presenter{*this, *lecture_}.openPlaylist(std::move(text), path);
    }
    return false;
}

bool Studio::openSession(std::string text, const std::string& path) {
    const auto session = raft::readSession(std::move(text), path);
    if (!session.ok()) return reportErrors("notice.cannotOpen", session.errors()), false;
    auto document = std::make_unique<Document>(session.value());
    const auto replayed = raft::replaySession(session.value(), path, document->history());
    if (!replayed.ok()) return reportErrors("notice.cannotOpen", replayed.errors()), false;
    // Without a place of its own a session is watched from its beginning.
    if (!session.value().cursor) document->history().seekStep(raft::StepId(0));
    restoreBookmarks(session.value(), *document);
    document->setPath(path);
    document->setTitle(session.value().title);
    show(std::move(document));
    if (session.value().cursor) playback_.pause();
    return true;
}

std::string Studio::sessionText() const {
    const std::string title = titleOf(*document_, settings_.language);
    return raft::writeSession(raft::sessionOf(document_->history(), {title, savedBookmarks(*document_)}));
}

/// The file leads the list of recent ones. Files of the course are at hand in the list of lessons.
void Studio::rememberFile(const std::string& path) {
    for (const CourseEntry& entry : course_.entries()) {
        if (entry.path == path) return;
    }
    std::error_code code;
    const std::string whole = std::filesystem::absolute(path, code).lexically_normal().string();
    std::vector<std::string>& files = settings_.recentFiles;
    files.erase(std::remove(files.begin(), files.end(), whole), files.end());
    files.insert(files.begin(), whole);
    if (files.size() > kRecentFilesMax) files.resize(kRecentFilesMax);
    keepSettings();
}

bool Studio::save(const std::string& path) {
    const auto written = raft::writeFileAtomically(path, sessionText());
    if (!written.ok()) return reportErrors("notice.cannotSave", written.errors()), false;
    document_->setPath(path);
    document_->markSaved();
    dialog_ = Dialog::None;
    rememberFile(path);
    if (leaving_) return leave(), true;
    report(texts().format("notice.saved", {{"path", path}}));
    return true;
}

void Studio::saveUnlessThere(const std::string& path) {
    std::error_code code;
    if (path == document_->path() || !std::filesystem::exists(path, code)) return void(save(path));
    fileToReplace_ = path;
    desk_->replacesProgress = false;
    dialog_ = Dialog::Overwrite;
}

void Studio::saveHere() {
    // A lesson or a trace is not ours to write over: what is saved is the run.
    if (document_->path().empty()) {
        dialog_ = Dialog::Save;
    } else {
        save(std::string(document_->path()));
    }
}

// ---- Leaving a run that is not saved ----

bool Studio::asksBeforeLeaving(const Command& command) {
    const auto* inStudy = command.as<cmd::StudyMove>();
    const bool showsLesson = inStudy != nullptr && inStudy->kind == cmd::StudyMove::Kind::ShowMe;
    const bool leaves = showsLesson || command.is<cmd::NewCluster>() || command.is<cmd::OpenSandbox>() ||
                        command.is<cmd::OpenLesson>() || command.is<cmd::OpenFile>() || command.is<cmd::OpenStep>() ||
                        command.is<cmd::ResumeLesson>() || command.is<cmd::StartLecture>() || command.is<cmd::Quit>();
    if (!leaves || leavesNow_) return false;
    if (!hasUnsavedWork()) return keepLessonRun(), false;
    leaving_ = command;
    dialog_ = Dialog::Unsaved;
    return true;
}

/// What somebody has tried in a lesson is work, but to be asked at the end of each lesson would be a nuisance: the last
/// run of each goes where the journal lives and leads the list of recent files.
void Studio::keepLessonRun() {
    const lessons::Lesson* lesson = document_->lesson();
    if (lesson == nullptr || !document_->isModified() || options_.stateDir.empty()) return;
    std::error_code code;
    std::filesystem::create_directories(options_.stateDir, code);
    const std::string path = options_.stateDir + "/" + lesson->id + ".session.json";
    // Whoever cannot write there has lost nothing that was promised.
    if (!raft::writeFileAtomically(path, sessionText()).ok()) return;
    document_->markSaved();
    rememberFile(path);
    report(texts().format("notice.attemptKept", {{"title", titleOf(*document_, settings_.language)}}));
}

/// Does what was asked for before "your run is not saved" was.
void Studio::leave() {
    dialog_ = Dialog::None;
    if (!leaving_) return;
    const Command command = *std::exchange(leaving_, std::nullopt);
    leavesNow_ = true;
    execute(command);
    leavesNow_ = false;
}

// ---- After a crash ----

void Studio::offerRecovery() {
    if (!journal_.findLeft().empty()) dialog_ = Dialog::Recover;
}

/// Opens what was left as a run without a name, so that saving it asks for one.
void Studio::recoverRun() {
    dialog_ = Dialog::None;
    auto text = raft::readFile(journal_.findLeft(), raft::kSessionBytesMax);
    if (!text.ok()) return reportErrors("notice.cannotOpen", text.errors());
    if (!openSession(std::move(text).value(), journal_.findLeft())) return;
    document_->setPath({});
    document_->markModified();
    keepJournal(kJournalSeconds);
    journal_.flush();
    journal_.removeLeft();
    report(std::string(texts().tr("notice.recovered")));
}

/// Writes the journal soon after the user has acted, and now and then while the run goes on.
void Studio::keepJournal(double wallSeconds) {
    if (!document_->isModified()) {
        if (journalMark_ != 0) journal_.clear();
        journalMark_ = 0;
        return;
    }
    const raft::History& history = document_->history();
    const std::size_t mark = 1 + history.actions().size() + static_cast<std::size_t>(history.lineCount()) * 1'000'000;
    journalAge_ += wallSeconds;
    const bool isDue = mark != journalMark_ || (playback_.isPlaying() && journalAge_ >= kJournalSeconds);
    if (!isDue) return;
    journal_.write(sessionText());
    journalMark_ = mark;
    journalAge_ = 0;
}

}  // namespace studio
