#include "render/export/pptx_slide.h"

#include <algorithm>
#include <array>

#include "render/export/markup.h"

namespace render {
namespace {

constexpr const char* kDecorative =
    "<a:extLst><a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative "
    "xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" val=\"1\"/></a:ext></a:extLst>";

std::string text(std::int64_t number) { return std::to_string(number); }

/// What a thing is called from slide to slide. Readers of a selection pane count from 1.
std::string nameOf(Ref ref) {
    const std::string a = text(std::int64_t{ref.a} + 1);
    const std::string b = text(ref.b);
    switch (ref.kind) {
        case RefKind::Node: return "server " + a;
        case RefKind::Client: return "client " + text(ref.a);
        case RefKind::Cell: return "entry " + b + " of server " + a;
        case RefKind::Message: return "message " + text(ref.a);
        case RefKind::Link: return "link " + a + " to " + text(std::int64_t{ref.b} + 1);
        case RefKind::Lane: return "lane " + a + " from " + b + " ms";
        case RefKind::Moment: return "moment " + text(ref.a) + "." + b;
        case RefKind::Term: return "term " + text(ref.a);
        case RefKind::ClientCall: return "call " + text(ref.a) + "." + b;
        case RefKind::Vote: return "vote " + a + " for " + text(std::int64_t{ref.b} + 1);
        default: return "thing " + text(static_cast<int>(ref.kind)) + "." + text(ref.a) + "." + b;
    }
}

/// One thing of the run: its items become a group that moves, is copied and is read aloud as a whole.
bool isThing(Role role) {
    switch (role) {
        case Role::Node:
        case Role::Client:
        case Role::Message:
        case Role::Link:
        case Role::Cell:
        case Role::Arrow: return true;
        default: return false;
    }
}

/// Writes the shapes of one slide.
class ShapeWriter {
public:
    ShapeWriter(const Deck& deck, const ThemeColors& colors, std::string language)
        : scale_{deck.width}, colors_(colors), language_(std::move(language)) {}

    std::string write(const DeckPage& page) {
        scene_ = &page.picture;
        for (const TextBlock& block : page.texts) writeBlock(block);
        items(0, page.picture.items().size(), {});
        return std::move(out_);
    }

private:
    // ---- Names ----
    /// Unique on its slide; the same thing gets the same name on every slide.
    std::string unique(const std::string& name) {
        const int count = ++used_[name];
        return name + (count > 1 ? " (" + text(count) + ")" : "");
    }
    /// Of one item. What stands for nothing, such as the numbers of an axis, is no thing that Morph could follow.
    std::string looseName(const std::string& owner, const char* kind) {
        return owner.empty() ? unique(std::string("picture ") + kind) : unique("!!" + owner + " " + kind);
    }
    std::string nonVisual(const char* tag, const std::string& name, const std::string& alt, const char* properties) {
        const std::string id = text(++id_ + 1);  // 1 is the tree's.
        std::string out = std::string("<p:") + tag + "><p:cNvPr id=\"" + id + "\" name=\"" + markupText(name) + "\"";
        if (!alt.empty()) out += " descr=\"" + markupText(alt) + "\"";
        out += alt.empty() && decorative_ ? std::string(">") + kDecorative + "</p:cNvPr>" : std::string("/>");
        return out + properties + "</p:" + tag + ">";
    }

    // ---- Groups ----
    /// Writes items [first, last); `owner` is the name of the group around them.
    void items(std::size_t first, std::size_t last, const std::string& owner) {
        const std::vector<Item>& all = scene_->items();
        for (std::size_t i = first; i < last; ++i) {
            const auto* group = std::get_if<GroupBegin>(&all[i]);
            if (group == nullptr) {
                item(all[i], owner);
                continue;
            }
            const std::string name = group->ref.empty() ? owner : nameOf(group->ref);
            const bool isRow = group->role == Role::Row;
            if (isThing(group->role) && !group->ref.empty() && !boundsOf(i + 1, group->end).empty()) {
                grouped(i, *group, name);
            } else {
                items(i + 1, group->end, isRow ? name + " row" : name);
            }
            i = group->end;
        }
    }
    void grouped(std::size_t begin, const GroupBegin& group, const std::string& name) {
        const Box bounds = boundsOf(begin + 1, group.end);
        const std::string alt(scene_->texts(group.alt));
        out_ += "<p:grpSp>" + nonVisual("nvGrpSpPr", unique("!!" + name), alt, "<p:cNvGrpSpPr/><p:nvPr/>") +
                "<p:grpSpPr>" + frame("a:xfrm", bounds, true) + "</p:grpSpPr>";
        items(begin + 1, group.end, name);
        out_ += "</p:grpSp>";
    }
    Box boundsOf(std::size_t first, std::size_t last) const {
        Box bounds;
        for (std::size_t i = first; i < last; ++i) {
            const Box box = render::boundsOf(*scene_, scene_->items()[i]);
            if (!box.empty()) bounds = bounds.empty() ? box : bounds.united(box);
        }
        return bounds;
    }

    // ---- Geometry ----
    std::string place(const char* tag, std::int64_t x, std::int64_t y, const char* nameX, const char* nameY) const {
        return std::string("<a:") + tag + " " + nameX + "=\"" + text(x) + "\" " + nameY + "=\"" + text(y) + "\"/>";
    }
    std::string frame(const char* tag, const Box& box, bool isGroup, const char* flips = "") const {
        const std::int64_t left = scale_.emu(box.left);
        const std::int64_t top = scale_.emu(box.top);
        const std::int64_t width = std::max<std::int64_t>(scale_.emu(box.right) - left, 0);
        const std::int64_t height = std::max<std::int64_t>(scale_.emu(box.bottom) - top, 0);
        std::string out = std::string("<") + tag + flips + ">" + place("off", left, top, "x", "y") +
                          place("ext", width, height, "cx", "cy");
        if (isGroup) out += place("chOff", left, top, "x", "y") + place("chExt", width, height, "cx", "cy");
        return out + "</" + tag + ">";
    }
    std::string line(const Stroke& stroke) const {
        if (!stroke.visible()) return "<a:ln><a:noFill/></a:ln>";
        std::string out = "<a:ln w=\"" + text(scale_.emu(stroke.width)) + "\">" + fillXml(stroke.color, colors_);
        if (stroke.dashOn > 0) {
            const auto share = [&stroke](Coord length) { return text(std::int64_t{length} * 100000 / stroke.width); };
            out += "<a:custDash><a:ds d=\"" + share(stroke.dashOn) + "\" sp=\"" + share(stroke.dashOff) +
                   "\"/></a:custDash>";
        }
        return out + "<a:miter lim=\"800000\"/></a:ln>";
    }
    void shape(const std::string& name, const Box& box, const std::string& geometry, const std::string& paint) {
        out_ += "<p:sp>" + nonVisual("nvSpPr", name, {}, "<p:cNvSpPr/><p:nvPr/>") + "<p:spPr>" +
                frame("a:xfrm", box, false) + geometry + paint + "</p:spPr></p:sp>";
    }
    std::string roundedRect(const Box& box, Coord rounding) const {
        if (rounding <= 0) return "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>";
        const Coord side = std::max(std::min(box.width(), box.height()), 1);
        const std::int64_t share = std::min<std::int64_t>(std::int64_t{rounding} * 100000 / side, 50000);
        return "<a:prstGeom prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val " + text(share) +
               "\"/></a:avLst></a:prstGeom>";
    }

    // ---- Items ----
    void item(const Item& item, const std::string& owner) {
        if (const auto* rect = std::get_if<RectItem>(&item)) {
            shape(looseName(owner, "box"), rect->box, roundedRect(rect->box, rect->rounding),
                  fillXml(rect->fill, colors_) + line(rect->stroke));
        } else if (const auto* circle = std::get_if<CircleItem>(&item)) {
            shape(looseName(owner, "circle"), boxAround(circle->center, circle->radius, circle->radius),
                  "<a:prstGeom prst=\"ellipse\"><a:avLst/></a:prstGeom>",
                  fillXml(circle->fill, colors_) + line(circle->stroke));
        } else if (const auto* pen = std::get_if<PolylineItem>(&item)) {
            polyline(*pen, owner);
        } else if (const auto* polygon = std::get_if<PolygonItem>(&item)) {
            const std::span<const Point> points = scene_->points(polygon->points);
            freeform(looseName(owner, "shape"), {points.begin(), points.end()}, true,
                     fillXml(polygon->fill, colors_) + line(polygon->stroke));
        } else if (const auto* hatch = std::get_if<HatchItem>(&item)) {
            hatching(*hatch, owner);
        } else if (const auto* words = std::get_if<TextItem>(&item)) {
            textItem(*words, owner);
        }
    }
    void polyline(const PolylineItem& pen, const std::string& owner) {
        const std::span<const Point> points = scene_->points(pen.points);
        if (points.size() != 2) {
            return freeform(looseName(owner, "curve"), {points.begin(), points.end()}, false,
                            "<a:noFill/>" + line(pen.stroke));
        }
        const Point a = points[0];
        const Point b = points[1];
        const Box box{std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
        std::string flips;
        if (a.x > b.x) flips += " flipH=\"1\"";
        if (a.y > b.y) flips += " flipV=\"1\"";
        out_ += "<p:cxnSp>" + nonVisual("nvCxnSpPr", looseName(owner, "line"), {}, "<p:cNvCxnSpPr/><p:nvPr/>") +
                "<p:spPr>" + frame("a:xfrm", box, false, flips.c_str()) +
                "<a:prstGeom prst=\"straightConnector1\"><a:avLst/></a:prstGeom>" + line(pen.stroke) +
                "</p:spPr></p:cxnSp>";
    }
    static Box hull(const std::vector<Point>& points) {
        Box box{points[0].x, points[0].y, points[0].x, points[0].y};
        for (const Point& p : points) box = box.united({p.x, p.y, p.x, p.y});
        return box;
    }
    std::string pathPoint(Point p, const Box& box) const {
        return "<a:pt x=\"" + text(scale_.emu(p.x) - scale_.emu(box.left)) + "\" y=\"" +
               text(scale_.emu(p.y) - scale_.emu(box.top)) + "\"/>";
    }
    std::string pathBegin(const Box& box) const {
        return "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/>"
               "<a:pathLst><a:path w=\"" +
               text(scale_.emu(box.right) - scale_.emu(box.left)) + "\" h=\"" +
               text(scale_.emu(box.bottom) - scale_.emu(box.top)) + "\">";
    }
    void freeform(const std::string& name, const std::vector<Point>& points, bool closed, const std::string& paint) {
        if (points.empty()) return;
        const Box box = hull(points);
        std::string path = pathBegin(box) + "<a:moveTo>" + pathPoint(points[0], box) + "</a:moveTo>";
        for (std::size_t i = 1; i < points.size(); ++i) path += "<a:lnTo>" + pathPoint(points[i], box) + "</a:lnTo>";
        if (closed) path += "<a:close/>";
        shape(name, box, path + "</a:path></a:pathLst></a:custGeom>", paint);
    }
    /// All of its lines are one shape.
    void hatching(const HatchItem& hatch, const std::string& owner) {
        std::vector<Segment> lines;
        hatchSegments(hatch, lines);
        if (lines.empty()) return;
        std::vector<Point> ends;
        for (const Segment& segment : lines) ends.insert(ends.end(), {segment.from, segment.to});
        const Box box = hull(ends);
        std::string path = pathBegin(box);
        for (const Segment& segment : lines) {
            path += "<a:moveTo>" + pathPoint(segment.from, box) + "</a:moveTo><a:lnTo>" + pathPoint(segment.to, box) +
                    "</a:lnTo>";
        }
        shape(looseName(owner, "hatching"), box, path + "</a:path></a:pathLst></a:custGeom>",
              "<a:noFill/>" + line({hatch.color, hatch.width}));
    }

    // ---- Texts ----
    /// Fonts get replaced: the box has room to spare, and its middle is the letters' middle whatever their height is.
    void textItem(const TextItem& item, const std::string& owner) {
        const Coord width = item.width + item.width * 15 / 100 + px(2);
        Coord left = item.at.x;
        if (item.align == Align::Middle) left -= width / 2;
        if (item.align == Align::End) left -= width;
        const Coord middle = item.at.y - item.sizePx * 36 / 100;
        const Coord half = item.sizePx * 70 / 100;
        const TextStyle style{item.face, item.sizePx, item.color, item.align};
        out_ += "<p:sp>" + nonVisual("nvSpPr", looseName(owner, "text"), {}, "<p:cNvSpPr txBox=\"1\"/><p:nvPr/>") +
                "<p:spPr>" + frame("a:xfrm", {left, middle - half, left + width, middle + half}, false) +
                "<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>" +
                body(std::string(scene_->texts(item.text)), style, 0, {"none", "ctr", 0}) + "</p:sp>";
    }
    struct BodyLook {
        const char* wrap;
        const char* anchor;
        Coord padding;
    };
    std::string body(const std::string& words, const TextStyle& style, Coord lineHeight, const BodyLook& look) const {
        const char* align = style.align == Align::Start ? "l" : style.align == Align::End ? "r" : "ctr";
        const std::string inset = text(scale_.emu(look.padding));
        std::string out = std::string("<p:txBody><a:bodyPr wrap=\"") + look.wrap + "\" lIns=\"" + inset +
                          "\" tIns=\"0\" rIns=\"" + inset + "\" bIns=\"0\" anchor=\"" + look.anchor +
                          "\"><a:noAutofit/></a:bodyPr><a:lstStyle/>";
        out += std::string("<a:p><a:pPr algn=\"") + align + "\">";
        if (lineHeight > 0) {
            out += "<a:lnSpc><a:spcPts val=\"" + text(scale_.hundredths(lineHeight)) + "\"/></a:lnSpc>";
        }
        out += "<a:spcBef><a:spcPts val=\"0\"/></a:spcBef><a:buNone/></a:pPr><a:r>" +
               runProperties(style, scale_, colors_, language_) + "<a:t>" + markupText(words) + "</a:t></a:r></a:p>";
        return out + "</p:txBody>";
    }
    void writeBlock(const TextBlock& block) {
        const bool isTitle = block.kind == TextBlock::Kind::Title;
        const char* properties =
            isTitle ? "<p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr>"
                    : "<p:cNvSpPr txBox=\"1\"/><p:nvPr/>";
        decorative_ = false;  // Words are read, even where they have no alt text.
        out_ += "<p:sp>" + nonVisual("nvSpPr", unique("!!" + block.name), {}, properties) + "<p:spPr>" +
                frame("a:xfrm", block.box, false) + roundedRect(block.box, block.rounding) +
                fillXml(block.fill, colors_) + line(block.stroke) + "</p:spPr>" +
                body(block.text, block.style, block.lineHeight,
                     {block.centered ? "none" : "square", block.centered ? "ctr" : "t", block.padding}) +
                "</p:sp>";
        decorative_ = true;
    }

    const Scene* scene_ = nullptr;
    SlideScale scale_;
    const ThemeColors& colors_;
    std::string language_;
    std::string out_;
    std::map<std::string, int> used_;
    int id_ = 0;
    bool decorative_ = true;
};

}  // namespace

ThemeColors::ThemeColors(const Deck& deck) {
    names_ = {{deck.ink, "tx1"}, {deck.background, "bg1"}, {deck.dim, "tx2"}, {deck.soft, "bg2"}};
    for (std::size_t i = 0; i < deck.accents.size() && i < 6; ++i) {
        names_.emplace_back(deck.accents[i], "accent" + std::to_string(i + 1));
    }
}

std::string ThemeColors::element(Color color) const {
    for (const auto& [known, name] : names_) {
        if (known == color) return "<a:schemeClr val=\"" + name + "\"/>";
    }
    const std::string hex = hexOf(color.r, color.g, color.b);
    if (color.a == 255) return "<a:srgbClr val=\"" + hex + "\"/>";
    return "<a:srgbClr val=\"" + hex + "\"><a:alpha val=\"" + std::to_string(color.a * 100000 / 255) +
           "\"/></a:srgbClr>";
}

std::string fillXml(Color color, const ThemeColors& colors) {
    return color.visible() ? "<a:solidFill>" + colors.element(color) + "</a:solidFill>" : "<a:noFill/>";
}

std::string runProperties(const TextStyle& style, const SlideScale& scale, const ThemeColors& colors,
                          const std::string& language) {
    const bool bold = style.face == Face::SemiBold || style.face == Face::Bold || style.face == Face::MonoBold;
    const bool mono = style.face == Face::Mono || style.face == Face::MonoBold;
    std::string out = "<a:rPr lang=\"" + language + "\" sz=\"" + std::to_string(scale.hundredths(style.sizePx)) +
                      "\" b=\"" + (bold ? "1" : "0") + "\" dirty=\"0\">" + fillXml(style.color, colors);
    out += mono ? "<a:latin typeface=\"Consolas\"/>" : "<a:latin typeface=\"+mn-lt\"/>";
    return out + "<a:ea typeface=\"+mn-ea\"/></a:rPr>";
}

std::string slideXml(const Deck& deck, const DeckPage& page, const ThemeColors& colors, const std::string& language) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
           "<p:sld xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
           "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
           "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"><p:cSld><p:spTree>"
           "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>"
           "<a:off x=\"0\" y=\"0\"/><a:ext cx=\"0\" cy=\"0\"/><a:chOff x=\"0\" y=\"0\"/><a:chExt cx=\"0\" cy=\"0\"/>"
           "</a:xfrm></p:grpSpPr>" +
           ShapeWriter(deck, colors, language).write(page) +
           "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
           "<mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\">"
           "<mc:Choice xmlns:p159=\"http://schemas.microsoft.com/office/powerpoint/2015/09/main\" Requires=\"p159\">"
           "<p:transition spd=\"slow\"><p159:morph option=\"byObject\"/></p:transition></mc:Choice>"
           "<mc:Fallback><p:transition spd=\"med\"><p:fade/></p:transition></mc:Fallback></mc:AlternateContent>"
           "</p:sld>\n";
}

}  // namespace render
