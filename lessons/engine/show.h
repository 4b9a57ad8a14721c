#pragma once
// What the picture points at when a step of a lesson is done.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lessons/engine/local_text.h"
#include "raft/base/ids.h"
#include "raft/base/sim_time.h"
#include "raft/core/message.h"
#include "raft/sim/action.h"

namespace lessons {

/// Cells of one server's log: "S1[1..7]".
struct EntryRange {
    raft::NodeId server = raft::kNoNode;
    std::uint32_t first = 1;
    std::uint32_t last = 1;
};

struct Show {
    std::vector<raft::NodeId> focus;  ///< Servers that are lit.
    std::vector<EntryRange> entries;
    std::vector<raft::MessageKind> messages;  ///< Kinds that are lit.
    std::vector<raft::LinkId> links;
    std::vector<raft::NodeId> dim;  ///< Servers that step aside.
    LocalText badge;                ///< A few words pinned to the picture: "committed".
    std::string stamp;              ///< "(a)", for slides.
    bool alarm = false;             ///< A violation is the point of this step.
    std::optional<raft::NodeId> zoom;
    raft::SimTime back;  ///< The eye goes back by so much. Changes nothing of the run.
    bool doors = false;  ///< Learn, Play and Teach stand in the caption.
};

}  // namespace lessons
