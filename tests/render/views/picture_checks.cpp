#include "tests/render/views/picture_checks.h"

#include <algorithm>

namespace checks {

using namespace render;

std::vector<PlacedText> textsOf(const Scene& scene) {
    std::vector<PlacedText> texts;
    for (const Item& item : scene.items()) {
        if (const auto* text = std::get_if<TextItem>(&item)) {
            texts.push_back({std::string(scene.texts(text->text)), boundsOf(scene, item)});
        }
    }
    return texts;
}

std::string overlappingTexts(const Scene& scene) {
    const std::vector<PlacedText> texts = textsOf(scene);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        for (std::size_t j = i + 1; j < texts.size(); ++j) {
            // Between the lines of a cell the empty space below letters without tails may be shared.
            if (texts[i].box.grown(-px(1)).overlaps(texts[j].box.grown(-px(1))))
                return texts[i].text + " / " + texts[j].text;
        }
    }
    return {};
}

std::string leaves(const Scene& scene, const Box& box) {
    for (const Item& item : scene.items()) {
        const Box bounds = boundsOf(scene, item);
        if (bounds == Box{} || box.grown(kUnitsPerPx / 4).contains(bounds)) continue;
        std::string what = "item of kind " + std::to_string(item.index());
        if (const auto* text = std::get_if<TextItem>(&item)) what = std::string(scene.texts(text->text));
        return what + " at " + std::to_string(toPx(bounds.left)) + "," + std::to_string(toPx(bounds.top)) + " to " +
               std::to_string(toPx(bounds.right)) + "," + std::to_string(toPx(bounds.bottom));
    }
    return {};
}

bool says(const Scene& scene, std::string_view text) {
    const std::vector<PlacedText> texts = textsOf(scene);
    return std::any_of(texts.begin(), texts.end(), [&](const PlacedText& t) { return t.text == text; });
}

bool hasTextSmallerThan(const Scene& scene, Coord sizePx) {
    for (const Item& item : scene.items()) {
        const auto* text = std::get_if<TextItem>(&item);
        if (text != nullptr && text->sizePx < sizePx) return true;
    }
    return false;
}

int countGroups(const Scene& scene, Role role) {
    int found = 0;
    for (const Item& item : scene.items()) {
        const auto* group = std::get_if<GroupBegin>(&item);
        if (group != nullptr && group->role == role) ++found;
    }
    return found;
}

namespace {

/// A filled outline has a vertex at each point, and a second one where no line covers its edge; a line has two.
int outline(int points, Color fill, const Stroke& stroke) {
    const int soft = stroke.visible() ? 1 : 2;
    return (fill.visible() ? soft * points : 0) + (stroke.visible() ? 2 * points : 0);
}

int lineVertices(std::span<const Point> points, const Stroke& stroke) {
    if (stroke.dashOn == 0) return 2 * static_cast<int>(points.size());
    Coord length = 0;
    for (std::size_t i = 1; i < points.size(); ++i) length += distance(points[i - 1], points[i]);
    return 4 * (length / (stroke.dashOn + stroke.dashOff) + 1);
}

}  // namespace

int vertices(const Scene& scene) {
    int sum = 0;
    for (const Item& item : scene.items()) {
        if (const auto* rect = std::get_if<RectItem>(&item)) {
            sum += outline(rect->rounding > 0 ? 16 : 4, rect->fill, rect->stroke);
        } else if (const auto* circle = std::get_if<CircleItem>(&item)) {
            sum += outline(std::clamp(circle->radius / kUnitsPerPx, 12, 48), circle->fill, circle->stroke);
        } else if (const auto* line = std::get_if<PolylineItem>(&item)) {
            sum += lineVertices(scene.points(line->points), line->stroke);
        } else if (const auto* shape = std::get_if<PolygonItem>(&item)) {
            sum += outline(static_cast<int>(shape->points.count), shape->fill, shape->stroke);
        } else if (const auto* text = std::get_if<TextItem>(&item)) {
            std::string_view rest = scene.texts(text->text);
            while (!rest.empty()) sum += takeCharacter(rest) == U' ' ? 0 : 4;
        } else if (const auto* hatch = std::get_if<HatchItem>(&item)) {
            std::vector<Segment> lines;
            hatchSegments(*hatch, lines);
            sum += 4 * static_cast<int>(lines.size());
        }
    }
    return sum;
}

}  // namespace checks
