// What is done in a sandbox becomes a lesson.

#include <filesystem>
#include <system_error>

#include "app/studio/author_desk.h"
#include "app/studio/own_lessons.h"
#include "lessons/engine/lesson_writer.h"
#include "raft/trace/file_io.h"

namespace studio {
namespace {

namespace fs = std::filesystem;
using AuthorKind = cmd::AuthorMove::Kind;

/// While this lives the eye is on the line of the recording.
class OnLine {
public:
    OnLine(Document& document, int line) : document_(document), eye_(document.place()) {
        if (line != eye_.line) document.history().switchTo(line);
    }
    OnLine(const OnLine&) = delete;
    OnLine& operator=(const OnLine&) = delete;
    ~OnLine() {
        if (document_.history().line() != eye_.line) document_.goTo(eye_);
    }

private:
    Document& document_;
    Place eye_;
};

}  // namespace

void Studio::AuthorDesk::record() {
    if (!recording_.isLive()) {
        line_ = studio_.document_->history().line();
        recording_.start(studio_.document_->history());
        return studio_.report(std::string(studio_.texts().tr("notice.recording")));
    }
    if (recording_.hasNews(studio_.document_->history())) closeStep();
    recording_.stop();
    if (recording_.stepCount() > 0) studio_.dialog_ = Dialog::Storyboard;
}

void Studio::AuthorDesk::closeStep() {
    line_ = studio_.document_->history().line();
    recording_.closeStep(studio_.document_->history());
    studio_.report(studio_.texts().format("notice.stepClosed", {{"step", std::to_string(recordedSteps())}}));
}

/// To pause is to close a step; to do something else in the past takes back what came after it.
void Studio::AuthorDesk::follow(const Command& command, const Before& before) {
    if (!recording_.isLive()) return;
    if (studio_.past_ != before.past) {
        line_ = studio_.document_->history().line();
        recording_.trim(studio_.document_->history());
    }
    const bool pauses = command.is<cmd::PlayPause>() || command.is<cmd::BigButton>();
    if (pauses && before.wasPlaying && !studio_.playback_.isPlaying() &&
        recording_.hasNews(studio_.document_->history()))
        closeStep();
}

void Studio::AuthorDesk::edit(const cmd::AuthorMove& move) {
    const OnLine line(*studio_.document_, line_);
    recording_.edit(studio_.document_->history(), move);
}

/// A file that somebody has changed since we wrote it is theirs.
std::string Studio::AuthorDesk::recordingPath() const {
    const std::string& saved = savedPath_;
    if (!saved.empty() && (!stampOf(saved) || stampOf(saved) == savedStamp_)) return saved;
    if (studio_.options_.lessonDir.empty()) return {};
    const std::string wanted = recording_.suggestedId();
    const auto pathOf = [this](const std::string& id) {
        return studio_.options_.lessonDir + "/" + id + ".lesson.json";
    };
    std::error_code code;
    std::string id = wanted;
    for (int number = 2; studio_.course_.find(id) != nullptr || fs::exists(pathOf(id), code); ++number) {
        id = wanted + "-" + std::to_string(number);
    }
    return pathOf(id);
}

void Studio::AuthorDesk::save() {
    const OnLine line(*studio_.document_, line_);
    const std::string path = recordingPath();
    const std::string name = fs::path(path).filename().string();
    const std::string id = name.substr(0, name.find('.'));
    std::error_code code;
    fs::create_directories(studio_.options_.lessonDir, code);
    const std::string text = lessons::writeLesson(recording_.lesson(studio_.document_->history(), id));
    const auto written = raft::writeFileAtomically(path, text);
    if (!written.ok()) return studio_.reportErrors("notice.cannotSave", written.errors());
    savedPath_ = path;
    savedStamp_ = stampOf(path);
    recording_.markSaved();
    readOwnLessons();
    startVerify(path, true);
}

RecordingScene Studio::AuthorDesk::recordingScene() const {
    RecordingScene scene = recording_.scene(studio_.document_->history(), studio_.texts());
    if (scene.exists) scene.path = recordingPath();
    return scene;
}

}  // namespace studio
