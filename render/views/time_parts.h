#pragma once
// What the files of the time diagram share.

#include <algorithm>
#include <optional>
#include <string>

#include "render/views/marks.h"
#include "render/views/time_diagram.h"

namespace render {

/// Up to here something may be drawn.
inline raft::SimTime shownEnd(const raft::RunView& run, const TimeDiagramOptions& options) {
    return options.hideFuture ? run.cursor : std::max(run.cursor, run.end);
}
/// The stretch of `run` between two positions, with idle time squeezed if the options want it so.
TimeScale timeScale(const raft::RunView& run, const TimeDiagramOptions& options, Coord left, Coord right);

/// Everything that drawing one diagram needs, handed down from part to part.
struct TimePicture {
    const raft::RunView& run;
    const TimeDiagramOptions& options;
    const Look& look;
    const TimeLayout& layout;
    Scene& scene;
    TakenPlaces& taken;
    std::string& words;  ///< Scratch for texts that are put together.

    Stroke ink(std::int32_t tenthsOfPx) const { return {look.theme.ink, look.stroke(tenthsOfPx)}; }
    Stroke faint(std::int32_t tenthsOfPx) const { return {look.theme.ghost, look.stroke(tenthsOfPx)}; }
    raft::SimTime shownEnd() const { return render::shownEnd(run, options); }
    /// The part of from..to that is inside the stretch and before `end`, as positions; none if it is empty.
    std::optional<std::pair<Coord, Coord>> visible(raft::SimTime from, raft::SimTime to, raft::SimTime end) const;
};

/// The times above the plot, and their lines through it.
void drawTimeAxis(const TimePicture& picture);
/// Two strokes through every lane and the painted terms where idle time is squeezed.
void drawTimeBreaks(const TimePicture& picture);
/// Left of the plot, underlined while it is selected.
void drawRowName(const TimePicture& picture, Ref ref, std::string_view name, Coord y, Color color);
/// Down: a server that is not there.
void drawHatchedBar(const TimePicture& picture, const Box& box, Color line);
/// A stretch of one term in the height of `bar`, filled with `fill` up to the cursor and paler behind it.
void drawTermPiece(const TimePicture& picture, const Box& bar, raft::SimTime from, raft::SimTime to,
                   const TermPaint& paint, Color fill);
void drawArrows(const TimePicture& picture);
/// How many of the arrows run through `box`; 0 where there are too many to look at each.
int arrowsThrough(const TimePicture& picture, const Box& box);
void drawTerms(const TimePicture& picture);
/// The line of the cursor with its triangle, from `top` to `bottom`.
void drawCursor(const TimePicture& picture, Coord top, Coord bottom);

/// A time in milliseconds with at most one decimal: "152.4".
std::string inMs(raft::SimTime time);

}  // namespace render
