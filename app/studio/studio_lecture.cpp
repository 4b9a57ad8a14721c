// Lectures of several lessons: which one is open, what was left behind, and the list itself.

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "app/studio/export_job.h"
#include "app/studio/instrument.h"
#include "app/studio/obstacle.h"
#include "app/studio/presenter.h"
#include "app/studio/wording.h"
#include "lessons/engine/loader.h"
#include "raft/trace/file_io.h"

namespace studio {
namespace {

using Edit = cmd::EditLecture::What;

constexpr std::string_view kKeptName = "/my-lecture.playlist.json";

bool isIn(int number, std::size_t count) { return number >= 0 && number < static_cast<int>(count); }

lessons::LocalText ownLectureTitle() {
    return {std::string(tr("lecture.mine", Language::English)), std::string(tr("lecture.mine", Language::Chinese))};
}

}  // namespace

const Playlist& Studio::lecture() const { return lecture_->playlist; }

int Studio::lectureMinutes() const {
    int minutes = 0;
    for (const std::string& id : lecture_->playlist.lessons) {
        if (const CourseEntry* entry = course_.find(id)) minutes += entry->minutes;
    }
    return minutes;
}

// ---- What is impossible ----

Obstacle Studio::Lectern::lectureObstacle(const Command& command) const {
    const LectureDesk& desk = *s.lecture_;
    const bool hasLesson = s.document_->lesson() != nullptr;
    const std::size_t lessons = desk.isOn ? desk.given.lessons.size() : 0;
    if (command.is<cmd::PresentNext>() && hasLesson) {
        if (s.crashDesk() != nullptr && !LessonDesk::Instrument::isSolved(s)) {
            return LessonDesk::Instrument::buttonObstacle(s);
        }
        if (!atLessonEnd() || isIn(desk.at + 1, lessons)) return {};
        return desk.isOn ? "why.lectureOver" : "why.lessonDone";
    }
    if (command.is<cmd::PresentBack>() && hasLesson) {
        return unless(!s.atTitle() || isIn(desk.at - 1, lessons), "why.atStart");
    }
    if (command.is<cmd::RestartStep>()) return unless(!s.atTitle(), "why.atStart");
    const lessons::Ask* ask = s.session() == nullptr ? nullptr : s.session()->question();
    if (const auto* digit = command.as<cmd::ClassDigit>()) {
        if (ask == nullptr) return "why.noQuestion";
        const bool isTyped = desk.vote.phase == ClassVote::Phase::Count || ask->kind == lessons::AskKind::Number;
        return unless(isTyped || s.session()->canPick(digit->digit), "why.noSuchChoice");
    }
    if (command.is<cmd::ClassErase>()) return unless(ask != nullptr, "why.noQuestion");
    if (command.is<cmd::ClassCount>()) {
        if (ask == nullptr) return "why.noQuestion";
        return unless(!desk.vote.counts.empty(), "why.nothingToCount");
    }
    if (const auto* start = command.as<cmd::StartLecture>()) {
        return unless(isIn(start->from, desk.playlist.lessons.size()), "why.noLecture");
    }
    if (command.is<cmd::SavePlaylist>()) return unless(!desk.playlist.lessons.empty(), "why.noLecture");
    const auto* edit = command.as<cmd::EditLecture>();
    if (edit == nullptr) return {};
    switch (edit->what) {
        case Edit::Add: {
            const CourseEntry* entry = s.course_.find(edit->id);
            if (entry == nullptr || !entry->available()) return "why.noSuchLesson";
            return unless(desk.playlist.lessons.size() < kPlaylistMax, "why.lectureFull");
        }
        case Edit::Remove: return unless(isIn(edit->number, desk.playlist.lessons.size()), "why.noSuchLesson");
        case Edit::Earlier:
            return unless(edit->number > 0 && isIn(edit->number, desk.playlist.lessons.size()), "why.noSuchLesson");
        case Edit::Clear: return unless(!desk.playlist.lessons.empty(), "why.noLecture");
        case Edit::Take: return unless(!s.course_.playlists().empty(), "why.noLecture");
    }
    return {};
}

// ---- Giving it ----

void Studio::Presenter::startLecture(int from) {
    const Playlist given = desk.playlist;
    const CourseEntry* entry = s.course_.find(given.lessons[static_cast<std::size_t>(from)]);
    s.presenting_ = Presenting{true, false, false, s.presenting_.notes, false, s.presenting_.clock};
    if (entry == nullptr || !s.open(entry->path)) return;
    desk.isOn = true;
    desk.given = given;
    desk.at = from;
}

/// The clicker leads out of a lesson at either end. The lesson is kept as it was, for whoever comes back.
void Studio::Presenter::goToLesson(int number) {
    if (!desk.isOn || !isIn(number, desk.given.lessons.size())) return;
    s.keepLessonRun();
    const CourseEntry* entry = s.course_.find(desk.given.lessons[static_cast<std::size_t>(number)]);
    LectureDesk::Left next;
    if (const auto there = desk.left.find(number); there != desk.left.end()) {
        next = std::move(there->second);
        desk.left.erase(there);
    } else {
        auto lesson = lessons::loadLesson(entry->path);
        if (!lesson.ok()) return s.reportErrors("notice.cannotOpen", lesson.errors());
        next.document = std::make_unique<Document>(std::move(lesson).value());
        next.session = std::make_unique<LessonSession>(*next.document);
    }
    // The session works on the document: it goes first.
    desk.left[desk.at] = {std::move(s.document_), std::move(s.desk_->session), std::move(desk.revealed)};
    s.document_ = std::move(next.document);
    s.desk_->session = std::move(next.session);
    desk.revealed = std::move(next.revealed);
    desk.at = number;
    s.openedAnew();
}

/// Whoever opens something else gives no lecture any more.
void Studio::Presenter::endLecture() {
    desk.isOn = false;
    desk.at = 0;
    desk.left.clear();
    desk.revealed.clear();
    desk.seconds = 0;
}

// ---- The list ----

void Studio::Presenter::editLecture(const cmd::EditLecture& edit) {
    Playlist& playlist = desk.playlist;
    const auto at = playlist.lessons.begin() + edit.number;
    switch (edit.what) {
        case Edit::Add: playlist.lessons.push_back(edit.id); break;
        case Edit::Remove: playlist.lessons.erase(at); break;
        case Edit::Earlier: std::swap(*at, *(at - 1)); break;
        case Edit::Clear: playlist.lessons.clear(); break;
        case Edit::Take: playlist = s.course_.playlists().front(); break;
    }
    if (edit.what != Edit::Take) playlist.title = ownLectureTitle();
    keepLecture();
}

void Studio::Presenter::keepLecture() {
    if (s.options_.stateDir.empty()) return;
    std::error_code code;
    std::filesystem::create_directories(s.options_.stateDir, code);  // If it fails, writing says so in better words.
    const std::string path = s.options_.stateDir + std::string(kKeptName);
    const auto saved = raft::writeFileAtomically(path, writePlaylist(desk.playlist));
    if (!saved.ok()) s.reportErrors("notice.cannotSave", saved.errors());
}

/// What the last session has left, else the one that came with the program.
void Studio::Presenter::recallLecture() {
    std::error_code code;
    const std::string path = s.options_.stateDir + std::string(kKeptName);
    if (!s.options_.stateDir.empty() && std::filesystem::exists(path, code)) {
        const auto kept = loadPlaylist(path);
        if (kept.ok()) return takePlaylist(kept.value(), "");
    }
    if (!s.course_.playlists().empty()) desk.playlist = s.course_.playlists().front();
}

/// Lessons that are not there are left out, and said.
void Studio::Presenter::takePlaylist(const Playlist& playlist, const std::string& path) {
    Playlist& own = desk.playlist;
    own.title = playlist.title;
    own.lessons.clear();
    std::string unknown;
    for (const std::string& id : playlist.lessons) {
        const CourseEntry* entry = s.course_.find(id);
        if (entry != nullptr && entry->available()) {
            own.lessons.push_back(id);
        } else {
            unknown += (unknown.empty() ? "" : ", ") + id;
        }
    }
    if (path.empty()) return;
    s.report(unknown.empty()
                 ? s.texts().format("notice.lectureOpened", {{"title", textOf(own.title, s.settings_.language)}})
                 : s.texts().format("notice.lectureUnknown", {{"lessons", unknown}}));
}

bool Studio::Presenter::openPlaylist(std::string text, const std::string& path) {
    const auto playlist = readPlaylist(std::move(text), path);
    if (!playlist.ok()) return s.reportErrors("notice.cannotOpen", playlist.errors()), false;
    takePlaylist(playlist.value(), path);
    keepLecture();
    s.dialog_ = Dialog::Teach;
    return true;
}

void Studio::Presenter::savePlaylist(const std::string& path) {
    const std::string file =
        path.empty() ? freePath(s.pictureFolderNow(), "my-lecture", kPlaylistSuffix.substr(1)) : path;
    const auto saved = raft::writeFileAtomically(file, writePlaylist(desk.playlist));
    if (!saved.ok()) return s.reportErrors("notice.cannotSave", saved.errors());
    s.report(s.texts().format("notice.saved", {{"path", file}}));
}

}  // namespace studio
