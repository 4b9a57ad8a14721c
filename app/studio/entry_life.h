#pragma once
// The life of one log entry: born, copied, committed, applied, deleted; each with who, when and the event that did it.

#include <cstddef>
#include <string>
#include <vector>

#include "app/studio/i18n.h"
#include "raft/history/history.h"

namespace studio {

struct LifeLine {
    enum class Kind { Born, Copied, Committed, Learned, Applied, Answered, Deleted, Lost, Back, Compacted };
    Kind kind = Kind::Born;
    raft::SimTime time;
    raft::StepId step;
    raft::EventId event = raft::kNoEvent;
    raft::NodeId node = raft::kNoNode;
    std::string text;  ///< "S2 stored it."
};

/// Grows from call to call: a long run is not looked through in one frame.
class EntryLife {
public:
    /// What happened to the entry of `term` at `index` up to the cursor. False if there is more to find.
    bool look(const raft::History& history, raft::LogIndex index, raft::Term term, const Texts& texts);
    /// What was found so far at or before `until`, oldest first.
    std::vector<LifeLine> upTo(raft::StepId until) const;

private:
    class Watcher;
    friend class Watcher;

    raft::LogIndex index_;
    raft::Term term_;
    raft::StepId scanned_;  ///< Steps before this one were looked at.
    raft::NodeSet holders_;
    raft::NodeId client_ = raft::kNoNode;
    std::uint32_t seq_ = 0;
    std::vector<LifeLine> lines_;
};

}  // namespace studio
