#include "render/export/svg.h"

#include <cstdint>
#include <vector>

namespace render {
namespace {

/// Writes one scene; `operator()` is one item each.
class SvgWriter {
public:
    SvgWriter(const Scene& scene, const Outlines* outlines) : scene_(scene), outlines_(outlines) {}

    std::string write() {
        const std::string width = number(scene_.width());
        const std::string height = number(scene_.height());
        out_ += "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height +
                "\" viewBox=\"0 0 " + width + " " + height + "\">\n";
        if (scene_.background().visible()) {
            out_ += "<rect x=\"0\" y=\"0\" width=\"" + width + "\" height=\"" + height + "\"";
            fill(scene_.background());
            out_ += "/>\n";
        }
        for (const Item& item : scene_.items()) std::visit(*this, item);
        out_ += "</svg>\n";
        return std::move(out_);
    }

    /// Only a group that says something in words becomes one of the file's; a title is what a screen reader reads.
    void operator()(const GroupBegin& group) {
        const bool spoken = group.alt.count > 0;
        spoken_.push_back(spoken);
        if (!spoken) return;
        out_ += "<g><title>";
        escaped(scene_.texts(group.alt));
        out_ += "</title>\n";
    }
    void operator()(const GroupEnd&) {
        if (spoken_.back()) out_ += "</g>\n";
        spoken_.pop_back();
    }
    void operator()(const ClipBegin& clip) {
        const std::string id = "clip" + std::to_string(++clips_);
        out_ += "<clipPath id=\"" + id + "\"><rect";
        place(clip.box);
        out_ += "/></clipPath>\n<g clip-path=\"url(#" + id + ")\">\n";
    }
    void operator()(const ClipEnd&) { out_ += "</g>\n"; }

    void operator()(const RectItem& rect) {
        out_ += "<rect";
        place(rect.box);
        if (rect.rounding > 0) attribute("rx", number(rect.rounding));
        fill(rect.fill);
        stroke(rect.stroke);
        out_ += "/>\n";
    }
    void operator()(const CircleItem& circle) {
        out_ += "<circle";
        attribute("cx", number(circle.center.x));
        attribute("cy", number(circle.center.y));
        attribute("r", number(circle.radius));
        fill(circle.fill);
        stroke(circle.stroke);
        out_ += "/>\n";
    }
    void operator()(const PolylineItem& line) {
        const std::span<const Point> points = scene_.points(line.points);
        if (points.size() == 2) {
            segment({points[0], points[1]}, line.stroke);
            return;
        }
        out_ += "<polyline";
        pointList(points);
        fill({});
        stroke(line.stroke);
        out_ += "/>\n";
    }
    void operator()(const PolygonItem& shape) {
        out_ += "<polygon";
        pointList(scene_.points(shape.points));
        fill(shape.fill);
        stroke(shape.stroke);
        out_ += "/>\n";
    }
    void operator()(const HatchItem& hatch) {
        std::vector<Segment> lines;
        hatchSegments(hatch, lines);
        for (const Segment& line : lines) segment(line, {hatch.color, hatch.width});
    }
    void operator()(const TextItem& text) {
        if (outlines_ != nullptr) return shapes(text);
        out_ += "<text";
        attribute("x", number(text.at.x));
        attribute("y", number(text.at.y));
        attribute("font-family", familyOf(text.face));
        attribute("font-size", number(text.sizePx));
        if (const char* weight = weightOf(text.face); weight != nullptr) attribute("font-weight", weight);
        if (text.align == Align::Middle) attribute("text-anchor", "middle");
        if (text.align == Align::End) attribute("text-anchor", "end");
        fill(text.color);
        out_ += ">";
        escaped(scene_.texts(text.text));
        out_ += "</text>\n";
    }

private:
    /// In pixels with at most two decimals, rounded half away from zero by whole-number arithmetic.
    static std::string number(Coord length) {
        const std::int64_t scaled = std::int64_t{length} * 100;
        const std::int64_t hundredths = (scaled + (scaled < 0 ? -kUnitsPerPx / 2 : kUnitsPerPx / 2)) / kUnitsPerPx;
        const std::int64_t magnitude = hundredths < 0 ? -hundredths : hundredths;
        std::string text = hundredths < 0 ? "-" : "";
        text += std::to_string(magnitude / 100);
        const int rest = static_cast<int>(magnitude % 100);
        if (rest == 0) return text;
        text += '.';
        text += static_cast<char>('0' + rest / 10);
        if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
        return text;
    }

    static std::string hexColor(Color color) {
        constexpr char kDigits[] = "0123456789ABCDEF";
        std::string text = "#";
        for (const std::uint8_t channel : {color.r, color.g, color.b}) {
            text += kDigits[channel >> 4];
            text += kDigits[channel & 15];
        }
        return text;
    }

    static const char* familyOf(Face face) {
        switch (face) {
            case Face::Text:
            case Face::Medium:
            case Face::SemiBold:
            case Face::Bold: return "Inter, Arial, Helvetica, 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif";
            case Face::Mono:
            case Face::MonoBold:
                return "'JetBrains Mono', Consolas, Menlo, 'Noto Sans CJK SC', 'Microsoft YaHei', monospace";
        }
        return "sans-serif";
    }

    static const char* weightOf(Face face) {
        switch (face) {
            case Face::Text:
            case Face::Mono: return nullptr;
            case Face::Medium: return "500";
            case Face::SemiBold: return "600";
            case Face::Bold:
            case Face::MonoBold: return "700";
        }
        return nullptr;
    }

    void attribute(std::string_view name, std::string_view value) {
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        out_ += value;
        out_ += '"';
    }

    /// An attribute for the opacity, because #RRGGBBAA turns black in LibreOffice.
    void opacity(std::string_view name, Color color) {
        if (color.a == 255) return;
        const Coord permille = color.a * 1000 / 255;
        std::string digits = std::to_string(permille);
        digits.insert(0, 3 - digits.size(), '0');
        attribute(name, "0." + digits);
    }
    void fill(Color color) {
        if (!color.visible()) return attribute("fill", "none");
        attribute("fill", hexColor(color));
        opacity("fill-opacity", color);
    }
    void stroke(const Stroke& stroke) {
        if (!stroke.visible()) return;
        attribute("stroke", hexColor(stroke.color));
        opacity("stroke-opacity", stroke.color);
        attribute("stroke-width", number(stroke.width));
        if (stroke.dashOn > 0) attribute("stroke-dasharray", number(stroke.dashOn) + " " + number(stroke.dashOff));
    }
    void place(const Box& box) {
        attribute("x", number(box.left));
        attribute("y", number(box.top));
        attribute("width", number(box.width()));
        attribute("height", number(box.height()));
    }
    void pointList(std::span<const Point> points) {
        std::string list;
        for (const Point& p : points) {
            if (!list.empty()) list += ' ';
            list += pair(p);
        }
        attribute("points", list);
    }
    void shapes(const TextItem& text) {
        std::vector<OutlineStep> steps;
        outlines_->trace(scene_, text, steps);
        if (steps.empty()) return;  // A blank.
        std::string path;
        for (const OutlineStep& step : steps) {
            switch (step.kind) {
                case OutlineStep::Kind::Move: path += "M" + pair(step.points[0]); break;
                case OutlineStep::Kind::Line: path += "L" + pair(step.points[0]); break;
                case OutlineStep::Kind::Curve:
                    path += "C" + pair(step.points[0]) + " " + pair(step.points[1]) + " " + pair(step.points[2]);
                    break;
                case OutlineStep::Kind::Close: path += "Z"; break;
            }
        }
        out_ += "<path";
        attribute("d", path);
        fill(text.color);
        out_ += "/>\n";
    }
    static std::string pair(Point p) { return number(p.x) + "," + number(p.y); }
    void segment(const Segment& line, const Stroke& pen) {
        out_ += "<line";
        attribute("x1", number(line.from.x));
        attribute("y1", number(line.from.y));
        attribute("x2", number(line.to.x));
        attribute("y2", number(line.to.y));
        stroke(pen);
        out_ += "/>\n";
    }
    /// Characters that XML gives a meaning or forbids never come through.
    void escaped(std::string_view text) {
        for (const char c : text) {
            switch (c) {
                case '&': out_ += "&amp;"; break;
                case '<': out_ += "&lt;"; break;
                case '>': out_ += "&gt;"; break;
                case '"': out_ += "&quot;"; break;
                default:
                    if (static_cast<unsigned char>(c) >= 0x20) out_ += c;
            }
        }
    }

    const Scene& scene_;
    const Outlines* outlines_;
    std::string out_;
    std::vector<bool> spoken_;
    int clips_ = 0;
};

}  // namespace

std::string writeSvg(const Scene& scene, const Outlines* outlines) { return SvgWriter(scene, outlines).write(); }

}  // namespace render
