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

/// A cell of a log that is filled in, or that the run filled in.
struct AnswerCell {
    int term = 0;
    bool differs = false;  ///< Of a verdict: the other log has another entry here, or none.
};

/// A log that is filled in cell by cell.
struct AnswerLog {
    std::string server;
    std::vector<int> terms;  ///< Those that one can click; the keys have all that a digit can say.
    std::vector<AnswerCell> said;
    std::vector<AnswerCell> saw;  ///< Once the run has decided.
    bool isFull = false;
};

/// A server among the sets.
struct AnswerToken {
    int number = 0;  ///< From 1: the key that moves it on.
    std::string name;
    unsigned sets = 0;  ///< Bit 0: it is in the first.
    // Once the run has decided, of a single set:
    bool isTrue = false;
    bool isMisjudged = false;
};

/// Servers that are put into sets.
struct AnswerSets {
    std::vector<std::string> names;
    std::vector<AnswerToken> tokens;
    bool isConstruction = false;
    bool mayBeImpossible = false;
    bool givesUp = false;  ///< "It is impossible" is the answer.
};

struct QuestionScene {
    lessons::AskKind kind = lessons::AskKind::One;
    std::string prompt;
    std::string how;  ///< "several may be right"; often empty.
    std::vector<ChoiceScene> choices;
    std::string typed;  ///< The answer so far, where one types or clicks a cell.
    AnswerLog log;      ///< Of a Log.
    AnswerSets sets;    ///< Of a Set.
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

/// One attempt at the goal, on a branch of its own.
struct AttemptScene {
    int number = 0;  ///< From 1.
    int line = 0;
    std::string name;
    lessons::GoalStatus::State state = lessons::GoalStatus::State::Open;
    int actionsUsed = 0;
    bool isHere = false;
};

/// Something that the solution does, for whoever follows it.
struct GhostScene {
    raft::SimTime time;
    raft::NodeId node = raft::kNoNode;  ///< Whom it is done to; kNoNode: nobody alone.
    std::string word;                   ///< "1 crash"
    std::string phrase;                 ///< "crash S1"
};

struct GoalScene {
    std::string prompt;
    std::string allowed;  ///< "crash, restart, cut, heal"
    std::string wonWhen;  ///< The condition that wins, in words.
    lessons::GoalStatus::State state = lessons::GoalStatus::State::Open;
    int attempt = 0;  ///< From 1; 0 before the first.
    int actionsUsed = 0;
    int actionsMax = 0;
    std::string time;  ///< "120 of 1000 ms"
    std::vector<std::string> hints;
    int hintsShown = 0;
    int stars = 0;  ///< Of the lesson, this attempt included.
    int starsMax = 0;
    std::string missing;  ///< What the other stars are for; empty: all are there.
    std::vector<AttemptScene> attempts;
    std::vector<GhostScene> ghosts;  ///< Once the solution was played.
};

struct LessonScene {
    enum class Kind {
        None,      ///< A sandbox, or a step without a question.
        Question,  ///< It waits for an answer.
        Decided,   ///< The run has decided, and a class has not been shown what: the question without any mark.
        Verdict,   ///< You said, you saw, because.
        Idea,      ///< A what-if is being played.
        Offer,     ///< The main line is over, and the goal can be taken.
        Goal,      ///< An attempt at it.
        Solution,  ///< The recorded solution is being played.
    };
    Kind kind = Kind::None;
    QuestionScene question;  ///< Of Question, Decided and Verdict.
    IdeaScene idea;          ///< Of Idea.
    GoalScene goal;          ///< Of Offer, Goal and Solution.
};

}  // namespace studio
