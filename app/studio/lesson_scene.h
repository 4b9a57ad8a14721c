#pragma once
// What the caption strip shows of a lesson beside its sentence: a question, its verdict, an idea that runs, the goal.

#include <string>
#include <vector>

#include "lessons/engine/ask.h"
#include "lessons/engine/goal_watch.h"

namespace studio {

/// One choice of a question.
struct ChoiceScene {
    int number = 0;  ///< From 1: the key that picks it.
    std::string id;
    std::string text;
    bool isPicked = false;
    int place = 0;  ///< Where it stands in an Order that is being picked, from 1; else 0.
    // Once the run has decided:
    bool isTrue = false;
    bool isMisjudged = false;
    bool isLookedAt = false;  ///< Its reason is what one reads.
    bool canRun = false;      ///< It is a wrong idea that was picked and that the lesson can run.
    bool wasRun = false;
};

struct QuestionScene {
    lessons::AskKind kind = lessons::AskKind::One;
    std::string prompt;
    std::string how;  ///< "several may be right"; often empty.
    std::vector<ChoiceScene> choices;
    std::string typed;  ///< The answer so far, where one types or clicks a cell.
    // Once the run has decided:
    bool isRight = false;
    std::string said;     ///< What was answered; empty: nothing.
    std::string saw;      ///< What is so.
    std::string because;  ///< Why; or, while a wrong idea has not been run, that it is to be run first.
    bool ideaWaits = false;
};

struct IdeaScene {
    std::string title;
    bool isOver = false;
    std::string broken;  ///< The properties that broke, by name; empty: none.
    std::string how;     ///< The sentence of the last of them, with this moment's numbers.
};

struct GoalScene {
    std::string prompt;
    std::string allowed;  ///< "crash, restart, cut, heal"
    lessons::GoalStatus::State state = lessons::GoalStatus::State::Open;
    int attempt = 0;  ///< From 1; 0 before the first.
    int actionsUsed = 0;
    int actionsMax = 0;
    std::string time;  ///< "120 of 1000 ms"
    std::vector<std::string> hints;
    int hintsShown = 0;
};

struct LessonScene {
    enum class Kind {
        None,      ///< A sandbox, or a step without a question.
        Question,  ///< It waits for an answer.
        Verdict,   ///< You said, you saw, because.
        Idea,      ///< A what-if is being played.
        Offer,     ///< The main line is over, and the goal can be taken.
        Goal,      ///< An attempt at it.
        Solution,  ///< The recorded solution is being played.
    };
    Kind kind = Kind::None;
    QuestionScene question;  ///< Of Question and Verdict.
    IdeaScene idea;          ///< Of Idea.
    GoalScene goal;          ///< Of Offer, Goal and Solution.
};

}  // namespace studio
