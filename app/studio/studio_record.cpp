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
using Kind = cmd::AuthorMove::Kind;

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

bool Studio::isRecording() const { return author_->recording.isLive(); }

int Studio::recordedSteps() const { return author_->recording.stepCount(); }

void Studio::record() {
    RecordingDesk& recording = author_->recording;
    if (!recording.isLive()) {
        author_->line = document_->history().line();
        recording.start(document_->history());
        return report(std::string(texts().tr("notice.recording")));
    }
    if (recording.hasNews(document_->history())) closeRecordedStep();
    recording.stop();
    if (recording.stepCount() > 0) dialog_ = Dialog::Storyboard;
}

void Studio::closeRecordedStep() {
    author_->line = document_->history().line();
    author_->recording.closeStep(document_->history());
    report(texts().format("notice.stepClosed", {{"step", std::to_string(recordedSteps())}}));
}

/// To pause is to close a step; to do something else in the past takes back what came after it.
void Studio::followRecording(const Command& command, bool wasPlaying, std::uint64_t pastBefore) {
    RecordingDesk& recording = author_->recording;
    if (!recording.isLive()) return;
    if (past_ != pastBefore) {
        author_->line = document_->history().line();
        recording.trim(document_->history());
    }
    const bool pauses = command.is<cmd::PlayPause>() || command.is<cmd::BigButton>();
    if (pauses && wasPlaying && !playback_.isPlaying() && recording.hasNews(document_->history())) closeRecordedStep();
}

void Studio::editRecording(const cmd::AuthorMove& move) {
    const OnLine line(*document_, author_->line);
    author_->recording.edit(document_->history(), move);
}

/// A file that somebody has changed since we wrote it is theirs.
std::string Studio::recordingPath() const {
    const std::string& saved = author_->savedPath;
    if (!saved.empty() && (!stampOf(saved) || stampOf(saved) == author_->savedStamp)) return saved;
    if (options_.lessonDir.empty()) return {};
    const std::string wanted = author_->recording.suggestedId();
    const auto pathOf = [this](const std::string& id) { return options_.lessonDir + "/" + id + ".lesson.json"; };
    std::error_code code;
    std::string id = wanted;
    for (int number = 2; course_.find(id) != nullptr || fs::exists(pathOf(id), code); ++number) {
        id = wanted + "-" + std::to_string(number);
    }
    return pathOf(id);
}

void Studio::saveRecording() {
    const OnLine line(*document_, author_->line);
    const std::string path = recordingPath();
    const std::string name = fs::path(path).filename().string();
    const std::string id = name.substr(0, name.find('.'));
    std::error_code code;
    fs::create_directories(options_.lessonDir, code);
    const std::string text = lessons::writeLesson(author_->recording.lesson(document_->history(), id));
    const auto written = raft::writeFileAtomically(path, text);
    if (!written.ok()) return reportErrors("notice.cannotSave", written.errors());
    author_->savedPath = path;
    author_->savedStamp = stampOf(path);
    author_->recording.markSaved();
    readOwnLessons();
    startVerify(path, true);
}

RecordingScene Studio::recordingScene() const {
    RecordingScene scene = author_->recording.scene(document_->history(), texts());
    if (scene.exists) scene.path = recordingPath();
    return scene;
}

}  // namespace studio
