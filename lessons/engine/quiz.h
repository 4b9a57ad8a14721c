#pragma once
// A quiz with open questions: answered in one's own words, then judged by oneself with the points of its rubric.

#include <cstdint>
#include <string>
#include <vector>

#include "lessons/engine/local_text.h"
#include "raft/base/result.h"

namespace lessons {

/// Points are counted in halves: the rubric gives half points.
using HalfPoints = int;

/// A log in a picture: its terms from index 1 on. 0 is a hole.
struct QuizLog {
    std::string name;  ///< "S1", "a"; may be empty.
    std::vector<int> terms;
};

/// One thing that an answer may say, and what it is worth. What must not be said is worth less than nothing.
struct RubricItem {
    LocalText text;
    HalfPoints worth = 0;
};

enum class QuizLevel { Easy, Medium, Hard };

struct QuizQuestion {
    std::string id;
    QuizLevel level = QuizLevel::Easy;
    HalfPoints points = 0;  ///< As many as there are at most; as many minutes are thought for it.
    LocalText title;        ///< A few words.
    LocalText text;
    std::vector<QuizLog> logs;  ///< The picture; often none.
    LocalText answer;
    std::vector<RubricItem> rubric;
    std::string lesson;  ///< Where it can be learned; empty: a later one will tell.
    std::string later;   ///< The track that is still to come.

    /// What an answer gets that has said the items of `said`: never less than nothing, never more than `points`.
    HalfPoints pointsFor(const std::vector<bool>& said) const;
};

/// What others got, to be told at the end.
struct QuizComparison {
    int people = 0;
    int meanHundredths = 0;  ///< Of a point.
    HalfPoints best = 0;
};

struct Quiz {
    int minutes = 0;
    LocalText attribution;  ///< Whose it is, and under which licence.
    QuizComparison comparison;
    std::vector<QuizQuestion> questions;

    HalfPoints points() const;

    /// Reads a file of format "raftlab-quiz/1"; says everything that is wrong with it, with line and column.
    static raft::Result<Quiz> load(const std::string& path);
    /// The same for a text that was read already; `file` stands in the errors.
    static raft::Result<Quiz> read(std::string text, const std::string& file);
};

}  // namespace lessons
