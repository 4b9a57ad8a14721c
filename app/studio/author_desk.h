#pragma once
// What authors of lessons need: a look at the file of the open lesson, Verify, and the recording of what is done.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/studio/author_scene.h"
#include "app/studio/file_stamp.h"
#include "app/studio/obstacle.h"
#include "app/studio/recording_desk.h"
#include "app/studio/studio.h"
#include "app/studio/verify_job.h"

namespace studio {

/// A part of the studio, which only the studio moves: everybody else reads it.
class Studio::AuthorDesk {
public:
    explicit AuthorDesk(Studio& studio) : studio_(studio) {}

    // ---- What panels read ----
    /// How the lesson that was verified last came out.
    VerifyScene verifyScene() const;
    bool isVerifying() const { return job_.busy(); }
    /// What is recorded, for its storyboard.
    RecordingScene recordingScene() const;
    bool isRecording() const { return recording_.isLive(); }
    int recordedSteps() const { return recording_.stepCount(); }
    /// What is wrong with the file of the open lesson as it is now; the lesson goes on as it was.
    const std::vector<std::string>& fileErrors() const { return fileErrors_; }
    /// The user's own lesson files that cannot be read, one a line.
    std::vector<std::string> ownLessonErrors() const;

    // ---- What the shell calls ----
    /// Looks whether the file of the open lesson has changed, and loads it again. Call it about twice a second.
    void watchFiles();

    // ---- What the studio calls ----
    Obstacle obstacle(const Command& command) const;
    void execute(const cmd::AuthorMove& move);
    /// Another document is open.
    void documentChanged();
    /// `command` was carried out: a pause closes a step, another past takes steps back.
    struct Before {
        bool wasPlaying = false;
        std::uint64_t past = 0;
    };
    void follow(const Command& command, const Before& before);
    /// Takes what the worker has found.
    void note();
    /// Lists the user's own lessons anew if somebody has changed any.
    void readOwnLessons();

private:
    void record();
    void closeStep();
    void edit(const cmd::AuthorMove& move);
    void save();
    std::string recordingPath() const;
    void startVerify(const std::string& path, bool isRecorded);
    void reload(std::string text);
    void playOn(lessons::Lesson lesson);

    Studio& studio_;
    // ---- The file of the open lesson ----
    std::optional<FileStamp> stamp_;       ///< As it was when it was read.
    std::vector<std::string> fileErrors_;  ///< What is wrong with it since then.
    std::string ownStamp_;                 ///< Of the folder of the user's own lessons.
    // ---- Verify ----
    std::optional<VerifyOutcome> verified_;
    std::string verifying_;  ///< The path of what is being verified.
    // ---- Record ----
    RecordingDesk recording_;
    int line_ = 0;                         ///< Of the history, on which the recording is.
    std::string savedPath_;                ///< Where it was saved; empty: not yet.
    std::optional<FileStamp> savedStamp_;  ///< As we wrote it: whoever changes that file keeps it.

    VerifyJob job_;  ///< Last: the worker ends before the rest goes.
};

}  // namespace studio
