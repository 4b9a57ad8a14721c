#pragma once
// Questions that interviewers ask, each with the answer that one would speak and the step of a lesson that shows it.

#include <string>
#include <vector>

#include "lessons/engine/local_text.h"
#include "raft/base/result.h"

namespace lessons {

struct InterviewCard {
    std::string id;
    LocalText question;
    LocalText answer;    ///< Spoken, in half a minute.
    LocalText prove;     ///< A small question that whoever has understood can answer.
    std::string lesson;  ///< That shows it; empty: a later one will.
    std::string step;    ///< Of that lesson.
    std::string later;   ///< The track that is still to come; empty if there is a lesson.
    bool available() const { return !lesson.empty(); }
};

class InterviewDeck {
public:
    InterviewDeck() = default;
    /// Reads a file of format "raftlab-deck/1"; says everything that is wrong with it, with line and column.
    static raft::Result<InterviewDeck> load(const std::string& path);
    /// The same for a text that was read already; `file` stands in the errors.
    static raft::Result<InterviewDeck> read(std::string text, const std::string& file);

    /// In the order of the file.
    const std::vector<InterviewCard>& cards() const { return cards_; }

private:
    std::vector<InterviewCard> cards_;
};

}  // namespace lessons
