#pragma once
// The hand on the clicker: see studio_present.cpp. Private to Studio.

#include "app/studio/lecture_desk.h"
#include "app/studio/obstacle.h"

namespace studio {

/// Looks at where the class is.
struct Studio::Lectern {
    const Studio& s;

    bool movesInPresent() const;
    bool atLessonEnd() const;
    Advice classAdvice() const;
    std::string nextInPresent() const;
    void fillVote(LectureScene& scene) const;
    void fillTime(LectureScene& scene) const;
    Obstacle lectureObstacle(const Command& command) const;

private:
    std::vector<std::string> rightAnswerOf(int step) const;
};

struct Studio::Presenter {
    Studio& s;
    LectureDesk& desk;

    // ---- Lectures and time, at any moment ----
    void watchVote(double wallSeconds);
    void watchClock(double wallSeconds);
    void startLecture(int from);
    void endLecture();
    void editLecture(const cmd::EditLecture& edit);
    void recallLecture();
    void savePlaylist(const std::string& path);
    bool openPlaylist(std::string text, const std::string& path);

    // ---- The clicker, while a lesson is open ----
    void next();
    void back();
    void reveal();
    void restart();
    void improvise();
    void goToStep(int step);
    void digit(int digit);
    void eraseDigit();
    void count();

private:
    Document& document() const { return *s.document_; }
    lessons::Player& player() const { return *document().player(); }
    bool midStep() const;
    int shownStep() const;
    void settle();
    void begin(int step);
    void reopen(int step);
    void home();
    void nextBeside();
    void nextInQuestion();
    void enter(ClassVote::Phase phase);
    void voteAgain();
    void decide();
    void goToLesson(int number);
    void keepLecture();
    void takePlaylist(const Playlist& playlist, const std::string& path);
    void backBeside();
    void backInQuestion();
};

}  // namespace studio
