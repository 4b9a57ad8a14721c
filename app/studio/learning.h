#pragma once
// What the studio knows of its reader: what was done, what comes next, what comes back, and what was predicted.

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/studio/marked_text.h"
#include "app/studio/progress.h"

namespace studio {

/// One line of "What I predicted", in the reader's language.
struct PredictionRow {
    std::string lesson;  ///< Its id, and the step that asks: where a click leads.
    std::string step;
    std::string title;
    std::string prompt;
    std::string said;
    std::string saw;
    std::string because;               ///< May be empty.
    std::string decided;               ///< When the run decided: "120 ms".
    std::string date;                  ///< "2026-11-28"; empty: nobody knew.
    std::vector<std::string> beliefs;  ///< What whoever answers so seems to believe.
    bool isRight = false;
    bool isRightNow = false;
    int tries = 1;
};

class Learning {
public:
    /// `course` must outlive it. `today` may be empty.
    Learning(const Course& course, std::function<Day()> today) : course_(course), today_(std::move(today)) {}

    const Progress& progress() const { return progress_; }
    /// For whoever notes something: what was computed from the progress is stale then.
    Progress& change() {
        ++version_;
        return progress_;
    }
    Day today() const { return today_ ? today_() : 0; }
    std::optional<NextUp> next() const { return nextUp(progress_, course_); }
    std::vector<ReviewCard> due() const { return reviewsDue(progress_, course_, today()); }
    /// In the order of the course. Reads the lessons that were answered in; what it found is kept.
    const std::vector<PredictionRow>& predictions(const lessons::Glossary& glossary, TermStyle style) const;

private:
    struct Shown {
        int version = -1;
        TermStyle style;
        std::vector<PredictionRow> rows;
    };

    const Course& course_;
    std::function<Day()> today_;
    Progress progress_;
    int version_ = 0;
    mutable Shown shown_;
};

/// "2026-11-28"; empty for 0.
std::string dateText(Day day);

}  // namespace studio
