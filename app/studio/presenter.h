#pragma once
// The hand on the clicker: see studio_present.cpp. Private to Studio.

#include "app/studio/lecture_desk.h"

namespace studio {

/// Only while a lesson is open.
struct Studio::Presenter {
    Studio& s;
    LectureDesk& desk;

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
    void backBeside();
    void backInQuestion();
};

}  // namespace studio
