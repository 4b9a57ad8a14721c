#pragma once
// What somebody does in a sandbox, cut into the steps of a lesson: times become conditions.

#include <optional>
#include <string>
#include <vector>

#include "lessons/engine/document.h"
#include "lessons/engine/player.h"
#include "raft/history/history.h"

namespace lessons {

/// Something that happened and is worth waiting for.
struct Salient {
    raft::EventId event;    ///< What made it so.
    std::string condition;  ///< "leader(S3, 2)": false right before the event, true right after it.
};

/// What there is to say of a stretch of a run.
struct StretchFacts {
    std::vector<raft::RecordedAction> actions;  ///< In order.
    std::vector<Salient> salient;               ///< Newest first, each condition once.
};

/// One step as its author has cut it and described it. `end` is a place of the history's current line.
struct RecordedStep {
    LessonPlace end;
    LocalText say;
    std::string until;                ///< A condition; empty: the step lasts as long as it did.
    std::vector<std::string> expect;  ///< Conditions.
    std::optional<Ask> ask;
};

struct Recording {
    std::string id;
    LocalText title;
    LocalText objective;
    std::vector<RecordedStep> steps;  ///< The first begins at the beginning of the run.
};

// All of these leave the cursor of `history` where it was.

/// Where the lesson that composeLesson makes stands after each step: where its wait ends, at the latest at its `end`.
std::vector<LessonPlace> endsOf(raft::History& history, const Recording& recording);

/// What happened on the current line after `from`, up to and including `to`.
StretchFacts factsOf(raft::History& history, const LessonPlace& from, const LessonPlace& to);

/// What is new in the states of the servers at `to`, compared with `from`: roles, terms, logs, commits, what clients
/// were told, and that nothing is broken. Conditions that hold at `to`.
std::vector<std::string> claimsBetween(raft::History& history, const LessonPlace& from, const LessonPlace& to);

/// Where a step from `from` to `to` is over if it waits for `until`: at the first moment, after its last action, at
/// which the condition holds. `to` itself if it is empty; nothing if it never holds, or cannot be read.
std::optional<LessonPlace> endOfStep(raft::History& history, const LessonPlace& from, const LessonPlace& to,
                                     const std::string& until);

/// The lesson that plays the recording: every action at the time at which it was done. A step whose wait would be in
/// vain lasts as long as it did; a claim that cannot be read is left out.
Lesson composeLesson(raft::History& history, const Recording& recording);

/// Which claims of each step hold with other luck too: latencies that are off, other seeds. All of them where other
/// luck does not even come that far.
std::vector<std::vector<bool>> stableClaims(const Lesson& lesson);

/// Why the luck of the recording is meant: what `timingSensitive` says of a lesson that other luck would break.
inline constexpr std::string_view kRecordedLuck = "recorded: what happens hangs on the times of this one run";

}  // namespace lessons
