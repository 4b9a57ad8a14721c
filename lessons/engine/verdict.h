#pragma once
// What somebody answered to a question, and what the run said.

#include <optional>
#include <string>
#include <vector>

#include "lessons/engine/ask.h"
#include "raft/history/history.h"
#include "raft/script/runner.h"

namespace lessons {

/// Where a line was after a step, or is now.
struct LessonPlace {
    raft::StepId step;
    raft::SimTime time;
};

/// What became of one choice.
struct ChoiceVerdict {
    const Choice* choice = nullptr;  ///< Of the lesson.
    bool isChosen = false;
    bool isTrue = false;
    /// Its condition at the moment of the verdict, with the value of each call. Of a Number's choices: of none.
    std::optional<raft::ConditionResult> seen;
    /// Of an Order: the step of the world in which it came true first; nothing if it never did.
    std::optional<raft::StepId> cameTrue;

    /// Chosen although it is not so, or, where several are so, left out although it is.
    bool isMisjudged = false;
};

/// One part of what a construction of sets must fulfil.
struct Demand {
    raft::Expression part;
    std::vector<bool> holdsFor;  ///< By the number of the choice of sets: see choiceNumber.
};

struct Verdict {
    int step = 0;              ///< In Player::steps.
    const Ask* ask = nullptr;  ///< Of the lesson.
    /// As it was answered: ids of choices, of an Order in order; of a Number its digits; of a Log "1 1 3"; of a Set
    /// "{S1,S2}", one text for each set, or "impossible". Empty: nobody answered.
    std::vector<std::string> given;
    std::vector<std::string> truth;  ///< The same of what is so; of a construction one answer that is right.
    bool isRight = false;
    std::vector<ChoiceVerdict> choices;           ///< In the order of the file.
    std::optional<raft::ConditionResult> answer;  ///< The calls of Ask::answer and their values.
    std::vector<Demand> demands;                  ///< Of a construction.
    LessonPlace place;                            ///< When it was decided.

    bool isAnswered() const { return !given.empty(); }
    /// The first wrong idea that can be run: its choice names a what-if. Null if there is none.
    const Choice* idea() const;
    /// The choices that explain the verdict: those misjudged first, then those that are so; all with a `why`.
    std::vector<const Choice*> explained() const;
    /// What whoever answered so seems to believe: "M05". Without repetition.
    std::vector<std::string> misconceptions() const;
    /// Of a construction: what the given sets do not fulfil. Of a Log: the cells that are not so, by index.
    std::vector<const Demand*> missedDemands(const raft::ClusterConfig& config) const;
    std::vector<int> differingCells() const;
};

/// Why `given` is no answer to the question; nothing if it is one. For authors and programs, in English.
std::optional<std::string> whyNoAnswer(const Ask& ask, const std::vector<std::string>& given,
                                       const raft::ClusterConfig& config);

/// Remembers when the conditions of an Order came true.
class OrderWatch {
public:
    /// To be called before the first step, and after each.
    void look(const Ask& ask, const raft::Moment& moment);
    const std::vector<std::optional<raft::StepId>>& cameTrue() const { return cameTrue_; }

private:
    std::vector<std::optional<raft::StepId>> cameTrue_;  ///< One per choice.
};

/// Decides `ask` at this moment. `order` is of an Order only.
Verdict judgeAsk(const Ask& ask, const std::vector<std::string>& given, const OrderWatch& order,
                 const raft::Moment& moment);

/// `decided` for another answer to the same question: the run is the same, so what is so stays so.
Verdict judgedAgain(Verdict decided, const std::vector<std::string>& given, const raft::ClusterConfig& config);

/// The number of a choice of sets among all that there are; nothing if `sets` is none.
std::optional<std::size_t> choiceNumber(const Ask& ask, const std::vector<std::string>& sets,
                                        const raft::ClusterConfig& config);

}  // namespace lessons
