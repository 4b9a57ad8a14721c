#pragma once
// The instrument with which one lets a leader crash in the middle of a write: where the line stands, what was
// predicted, what was seen. It owns no world: runs are lines of the document's history.

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/studio/crash_moves.h"
#include "app/studio/crash_trial.h"
#include "app/studio/document.h"
#include "lessons/engine/crash_run.h"
#include "raft/history/views.h"

namespace studio {

/// What a stage came to, the last time.
struct CrashRow {
    lessons::CrashPlan plan;
    lessons::CrashAnswers predicted = kNoAnswers;
    lessons::CrashOutcome seen;
};

class CrashDesk {
public:
    /// `document` plays a lesson with the instrument, and outlives the desk.
    explicit CrashDesk(Document& document) : document_(document) {}

    /// Reads the write off the main line as soon as that is played to its end. To be called often; true when it did.
    bool prepare();
    /// The eye is where the lesson's write is over, and nothing is being played beside it.
    bool isOpen() const;

    const lessons::CrashWrite& write() const { return *write_; }
    /// What the write looks like on the lanes of time.
    const raft::RunView& run() const { return run_; }

    // ---- The line ----
    int moment() const { return moment_; }
    const lessons::CrashMoment& at() const { return write_->moments[static_cast<std::size_t>(moment_)]; }
    const lessons::CrashChoice& choice() const { return choice_; }
    /// Which stage a blow here would be; nothing where all is over.
    std::optional<lessons::CrashStage> stage() const { return lessons::stageOfBlow(at(), choice_.blow); }
    void moveTo(int moment);
    void goToStage(lessons::CrashStage stage);
    void toggleBlow();
    void toggleSent();

    // ---- What is predicted ----
    const lessons::CrashAnswers& draft() const { return draft_; }
    void answer(int question, int answer);
    /// The first question without an answer; -1 if all have one.
    int openQuestion() const;
    bool erase();

    // ---- What was seen ----
    const CrashRow* row(lessons::CrashStage stage) const;
    /// The row of this very blow, with its verdict, until the line is moved; null while one predicts.
    const CrashRow* verdict() const;
    void predictAgain() {
        showsVerdict_ = false;
        draft_ = kNoAnswers;
    }
    int filled() const;
    /// The stages in the order of time; the one that is no crash comes last.
    std::vector<lessons::CrashStage> order() const;
    /// The next stage, in that order, that nobody has seen; nothing if there is none.
    std::optional<lessons::CrashStage> nextOpen() const;

    // ---- Playing ----
    struct Names {
        std::string with;     ///< Of the branch,
        std::string without;  ///< and of the one on which numbers are ignored.
    };
    using Wording = void (*)(lessons::CrashPlan& plan, const lessons::CrashWrite& write,
                             const raft::ClusterConfig& config);
    /// Plays the blow at the line beside the main line, which begins then; `wording` gives its steps their words.
    void begin(Wording wording, Names names);
    bool isPlaying() const { return playing_ != nullptr && document_.isBeside(); }
    /// To be called before the run is left: finishes it, fills its row and returns what is to be kept; nothing if none
    /// is played.
    std::optional<CrashTrial> finish();
    /// What was kept of another day is played again, unseen, and fills its row. One that this write has no place for is
    /// passed over.
    void repeat(const CrashTrial& trial, Wording wording, const std::function<Names(const CrashDesk&)>& naming);

    // ---- The pattern ----
    /// From this stage on, in the order of time, every write was kept. Once all rows are filled.
    lessons::CrashStage firstKept() const;
    bool asksPattern() const { return pattern_; }
    void askPattern() { pattern_ = true; }
    std::optional<lessons::CrashStage> patternGiven() const { return patternGiven_; }
    void givePattern(lessons::CrashStage stage) { patternGiven_ = stage; }

private:
    struct Playing {
        lessons::CrashPlan plan;
        lessons::CrashAnswers predicted = kNoAnswers;
        Names names;
    };
    void moved();

    Document& document_;
    std::optional<lessons::CrashWrite> write_;
    raft::RunView run_;
    int moment_ = 0;
    lessons::CrashChoice choice_;
    lessons::CrashAnswers draft_ = kNoAnswers;
    std::array<std::optional<CrashRow>, lessons::kCrashStageCount> rows_;
    std::unique_ptr<Playing> playing_;  ///< Its plan's steps are what the player plays.
    bool showsVerdict_ = false;
    bool pattern_ = false;
    std::optional<lessons::CrashStage> patternGiven_;
};

}  // namespace studio
