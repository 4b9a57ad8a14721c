#pragma once
// What the studio does with what stands beside the lessons: posters, the interview's cards, the quiz. Private to
// Studio.

#include "app/studio/obstacle.h"
#include "app/studio/self_study.h"
#include "app/studio/studio.h"

namespace studio {

struct Studio::Studying {
    static Obstacle obstacle(const Studio& studio, const cmd::StudyMove& move);
    /// A course of somebody's own need not have these pages.
    static Obstacle obstacle(const Studio& studio, Dialog dialog);

    void begin(Dialog dialog);
    void move(const cmd::StudyMove& move);
    /// Wall seconds have passed.
    void pass(double seconds);
    void keepQuiz();

    Studio& studio;

private:
    void openLessonAt(const std::string& lesson, const std::string& step);
    void savePoster(const std::string& suffix);
};

}  // namespace studio
