#pragma once
// The events of a step as sentences in the reader's language.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/studio/i18n.h"
#include "raft/history/history.h"

namespace studio {

/// What a step left behind at the server that took it, as far as Why tells of it.
struct AfterStep {
    raft::SimTime electionDeadline = raft::kNever;
    bool timerReset = false;  ///< The election timer was armed anew in this step.
    raft::Term term;
};

/// A step with a sentence for each of its events.
struct ToldStep {
    raft::StepEvents events;
    std::vector<std::string> sentences;  ///< sentences[k] tells events.events[k].
    AfterStep after;                     ///< Of the server of the first event; nothing of a client.

    raft::EventId idOf(std::size_t at) const { return events.first + static_cast<std::uint32_t>(at); }
    /// The message that event `at` is about, or null.
    const raft::Message* messageOf(std::size_t at) const;
};

/// Steps that were told already, for one line of one past in one language. To get the operands of an event back, a part
/// of the run is executed again, which is too much for every frame.
class StepMemory {
public:
    /// `step` must be computed on the current line. What it returns stays until forgetOld().
    const ToldStep& tell(const raft::History& history, raft::StepId step, const Texts& texts);
    /// Keeps memory small: call it where no told step is held.
    void forgetOld();

private:
    std::map<std::uint32_t, ToldStep> told_;
};

/// What happened, without the reasons behind the first colon or semicolon, and without a full stop.
std::string headOf(const std::string& sentence);

/// The position of the event that speaks for the step, of those of `server` if one is given; -1 if nothing tells
/// anything.
int tellingEvent(const raft::StepEvents& step, raft::NodeId server = raft::kNoNode);

/// One event in the reader's language; `after` is the cluster right after its step.
std::string sentenceText(const raft::Event& event, const raft::StepEvents& step, const raft::Cluster& after,
                         const Texts& texts);

}  // namespace studio
