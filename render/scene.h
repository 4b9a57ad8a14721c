#pragma once
// A picture as a tree of plain items. The window, SVG, PNG and the golden tests are writers of this one tree.
//
// The tree is stored flat, in drawing order, with markers where a group begins and ends, so that a frame costs no
// allocation once the buffers have grown. Coordinates are in 1/64 pixel (geometry.h); nothing else knows about pixels.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "raft/base/ref.h"
#include "render/geometry.h"

namespace render {

using raft::Ref;
using raft::RefKind;

/// Red, green, blue and opacity, 0 … 255 each. Opacity 0 means "draw nothing".
struct Color {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 0;
    constexpr bool visible() const { return a != 0; }
    friend constexpr bool operator==(Color, Color) = default;
};
/// An opaque colour from 0xRRGGBB.
constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex),
            255};
}

/// The typefaces: Inter in four weights, JetBrains Mono in two; Chinese in Noto Sans CJK SC of the nearest weight.
enum class Face : std::uint8_t { Text, Medium, SemiBold, Bold, Mono, MonoBold };
inline constexpr int kFaceCount = 6;

enum class Align : std::uint8_t { Start, Middle, End };

/// What a group is to somebody who cannot see it. `Plain` groups only hold things together.
enum class Role : std::uint8_t {
    Plain,
    Picture,
    Node,
    Client,
    Message,
    Link,
    Row,
    Cell,
    Lane,
    Arrow,
    Term,
    Moment,
    Axis,
    Cursor
};

/// A line's paint. Width 0 or an invisible colour draws nothing; dashOn 0 is a solid line.
struct Stroke {
    Color color;
    Coord width = 0;
    Coord dashOn = 0;
    Coord dashOff = 0;
    constexpr bool visible() const { return width > 0 && color.visible(); }
    friend constexpr bool operator==(const Stroke&, const Stroke&) = default;
};

/// A stretch of the scene's point or text store.
struct Stretch {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

struct GroupBegin {
    Ref ref;  ///< What the group stands for; clicks on its items select it. Empty: the outer group's.
    Role role = Role::Plain;
    Stretch alt;            ///< In the text store: the group in words; may be empty.
    std::uint32_t end = 0;  ///< Position of its GroupEnd.
};
struct GroupEnd {};
struct ClipBegin {
    Box box;  ///< Everything up to the matching ClipEnd is cut to this; clips nest.
};
struct ClipEnd {};
struct RectItem {
    Box box;
    Coord rounding = 0;
    Color fill;
    Stroke stroke;  ///< Centred on the edge.
};
struct CircleItem {
    Point center;
    Coord radius = 0;
    Color fill;
    Stroke stroke;  ///< Centred on the edge.
};
struct PolylineItem {
    Stretch points;
    Stroke stroke;  ///< Butt ends.
};
struct PolygonItem {  ///< Closed. A triangle fan from the first point fills it, concave or not (the crown).
    Stretch points;
    Color fill;
    Stroke stroke;
};
struct TextItem {
    Point at;          ///< On the baseline: the text's start, middle or end as `align` says.
    Coord width = 0;   ///< As measured by whoever laid the picture out.
    Coord sizePx = 0;  ///< Pixels per em, in 1/64 pixel.
    Face face = Face::Text;
    Align align = Align::Start;
    Color color;
    Stretch text;  ///< UTF-8, one line.
};
struct HatchItem {  ///< Parallel lines rising to the right, cut to the shape. Writers ask hatchSegments().
    Box box;
    bool round = false;  ///< The circle inscribed in `box` instead of the box.
    Color color;
    Coord width = 0;
    Coord spacing = 0;  ///< Between neighbouring lines, measured horizontally.
};

using Item = std::variant<GroupBegin, GroupEnd, ClipBegin, ClipEnd, RectItem, CircleItem, PolylineItem, PolygonItem,
                          TextItem, HatchItem>;

class Scene {
public:
    /// Forgets everything but the buffers' memory.
    void clear();

    /// The picture's size; views lay out inside a box of their own.
    void setSize(Coord width, Coord height) { width_ = width, height_ = height; }
    Coord width() const { return width_; }
    Coord height() const { return height_; }
    /// Painted behind everything by writers that have no panel of their own (SVG, PNG).
    void setBackground(Color color) { background_ = color; }
    Color background() const { return background_; }

    void beginGroup(Ref ref, Role role, std::string_view alt = {});
    void endGroup();
    void beginClip(const Box& box) { items_.emplace_back(ClipBegin{box}); }
    void endClip() { items_.emplace_back(ClipEnd{}); }

    void rect(const Box& box, Coord rounding, Color fill, const Stroke& stroke = {});
    void circle(Point center, Coord radius, Color fill, const Stroke& stroke = {});
    void line(Point from, Point to, const Stroke& stroke);
    void polyline(std::span<const Point> points, const Stroke& stroke);
    void polygon(std::span<const Point> points, Color fill, const Stroke& stroke = {});
    /// A text whose width has been measured; see text_measure.h for helpers that measure.
    void text(const TextItem& prototype, std::string_view text);
    void hatch(const HatchItem& hatch) { items_.emplace_back(hatch); }

    const std::vector<Item>& items() const { return items_; }
    std::span<const Point> points(Stretch s) const { return {points_.data() + s.first, s.count}; }
    std::string_view texts(Stretch s) const { return std::string_view(texts_).substr(s.first, s.count); }

private:
    Stretch storePoints(std::span<const Point> points);
    Stretch storeText(std::string_view text);

    Coord width_ = 0;
    Coord height_ = 0;
    Color background_;
    std::vector<Item> items_;
    std::vector<Point> points_;
    std::string texts_;
    std::vector<std::uint32_t> open_;  ///< Positions of the groups that have begun.
};

/// A group for as long as this object lives.
class GroupScope {
public:
    GroupScope(Scene& scene, Ref ref, Role role, std::string_view alt = {}) : scene_(scene) {
        scene_.beginGroup(ref, role, alt);
    }
    ~GroupScope() { scene_.endGroup(); }
    GroupScope(const GroupScope&) = delete;
    GroupScope& operator=(const GroupScope&) = delete;

private:
    Scene& scene_;
};

/// The lines of a hatching, appended to `out`; the same for every writer.
void hatchSegments(const HatchItem& hatch, std::vector<Segment>& out);

/// The box that an item paints in, line widths included; empty for markers. Texts: from the highest to the lowest
/// stroke that letters usually have (0.78 em above to 0.22 em below the baseline).
Box boundsOf(const Scene& scene, const Item& item);

}  // namespace render
