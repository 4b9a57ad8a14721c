#pragma once
// Which place on a horizontal axis a moment has. Where nothing happens for long, the axis is squeezed.

#include <vector>

#include "raft/history/views.h"
#include "render/look.h"

namespace render {

/// A stretch in which nothing happens, drawn as if it had lasted `drawnUs` microseconds.
struct TimeBreak {
    raft::SimTime from;
    raft::SimTime to;
    std::int64_t drawnUs = 0;
};

/// Time on the horizontal axis.
struct TimeScale {
    raft::SimTime from;
    raft::SimTime to;
    Coord left = 0;
    Coord right = 0;
    std::vector<TimeBreak> breaks;  ///< Inside from … to, in order, none touching another.

    /// Positions outside the stretch land outside left … right.
    Coord xOf(raft::SimTime time) const;
    raft::SimTime timeAt(Coord x) const;  ///< Clamped to from … to.
    /// How much time the axis would show at this width without its breaks, in microseconds; at least 1.
    std::int64_t drawnSpan() const;
    /// Whether a moment is in the middle of what was squeezed.
    bool squeezes(raft::SimTime time) const;

private:
    std::int64_t drawnUs(raft::SimTime time) const;  ///< From `from` on.
};

/// Where the stretch of `run` up to `end` is idle: no message is underway, no server changes its role or term, nobody
/// acts. A wait longer than a fifth of the stretch is squeezed, the more the longer it is, down to a tenth; nothing
/// jumps while it grows or while the stretch moves on. What lies behind `end` is unknown and never squeezed, so that it
/// betrays nothing.
std::vector<TimeBreak> idleBreaks(const raft::RunView& run, raft::SimTime end);

}  // namespace render
