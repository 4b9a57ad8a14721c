#pragma once
// The visual words that several views share: one shape, one meaning.

#include <array>
#include <string_view>
#include <vector>

#include "raft/history/views.h"
#include "render/look.h"

namespace render {

/// Leads. `bottom` is the middle of its lower edge; it is about 0.62 of its width high.
void drawCrown(Scene& scene, Point bottom, Coord width, Color color);

/// Asks for votes: a sheet with a tick.
void drawBallot(Scene& scene, Point center, Coord height, Color fill, const Stroke& stroke);

/// Ended here: a cross.
void drawCross(Scene& scene, Point center, Coord halfWidth, const Stroke& stroke);

/// Its time has run out: an hourglass whose sand lies at the bottom.
void drawHourglass(Scene& scene, Point center, Coord height, const Stroke& stroke);

/// What only we know: an eye.
void drawEye(Scene& scene, Point center, Coord width, const Stroke& stroke);

/// Two upright bars: paused, or held back.
void drawPauseBars(Scene& scene, Point center, Coord height, Color color);

enum class Sign : std::uint8_t { Plus, Minus };
/// A reply: a circle with its answer.
void drawSign(Scene& scene, Point center, Coord radius, Sign sign, Color fill, const Stroke& stroke);

/// A part of a snapshot: a box with a lid, whose place `box` is; lid and body together.
void drawParcel(Scene& scene, const Box& box, const TermPaint& paint, const Stroke& stroke, const Metrics& metrics);
/// The height of its lid.
Coord parcelLid(const Box& box);

/// A box with a torn lower edge: a crash would take what stands there.
void drawTorn(Scene& scene, const Box& box, Color fill, const Stroke& stroke, const Metrics& metrics);
/// The height of its teeth.
Coord tornHeight(const Box& box, const Metrics& metrics);

/// What a snapshot stands for: entries folded like paper. `fills` take turns.
void drawFolds(Scene& scene, const Box& box, const std::array<Color, 2>& fills, const Stroke& stroke,
               const Metrics& metrics);

/// A filled head whose tip is at `tip`, coming from `from`.
void drawArrowHead(Scene& scene, Point from, Point tip, Coord length, Color color);

/// The pattern of later rounds through the hues, over a shape that has been filled with `paint.full`.
void drawTermPattern(Scene& scene, const Box& box, const TermPaint& paint, const Metrics& metrics);
void drawTermPatternRound(Scene& scene, Point center, Coord radius, const TermPaint& paint, const Metrics& metrics);

/// The role in words.
std::string_view roleName(const PictureLabels& labels, raft::RoleView role);

/// Places that texts have taken, so that no later one covers them. Boxes are kept by columns of the picture: a diagram
/// asks for hundreds of places in every frame.
class TakenPlaces {
public:
    TakenPlaces() { columns_.fill(kNone); }
    bool isFree(const Box& box) const;
    void take(const Box& box);
    /// Takes the place if nobody has.
    bool claim(const Box& box);

private:
    static constexpr Coord kColumnWidth = px(64);
    static constexpr int kColumns = 64;  ///< Positions further apart share columns, which costs time only.
    static constexpr std::int32_t kNone = -1;

    struct Entry {
        Box box;
        std::int32_t next = kNone;
    };
    std::vector<Entry> entries_;
    std::array<std::int32_t, kColumns> columns_{};  ///< The newest entry of each.
};

/// The box of a text that stands with its capitals in the middle of `center`.
Box textBoxAround(Point center, Coord width, Coord sizePx);

}  // namespace render
