#include "render/export/cairo_canvas.h"

#ifdef RAFTLAB_HAVE_CAIRO

#include <cairo-ft.h>

#include <algorithm>
#include <vector>

namespace render {
namespace {

constexpr double kPi = 3.14159265358979323846;

const cairo_user_data_key_t kFilesKey{};

void releaseFiles(void* files) { delete static_cast<std::shared_ptr<FontFiles>*>(files); }

double toUser(Coord length) { return static_cast<double>(length) / kUnitsPerPx; }

}  // namespace

class CairoCanvas::Painter {
public:
    Painter(CairoCanvas& canvas, const Scene& scene) : canvas_(canvas), context_(canvas.context_), scene_(scene) {}

    void operator()(const GroupBegin&) {}
    void operator()(const GroupEnd&) {}
    void operator()(const ClipBegin& clip) {
        cairo_save(context_);
        boxPath(clip.box);
        cairo_clip(context_);
    }
    void operator()(const ClipEnd&) { cairo_restore(context_); }

    void operator()(const RectItem& rect) {
        const double radius = toUser(std::min({rect.rounding, rect.box.width() / 2, rect.box.height() / 2}));
        if (radius <= 0) {
            boxPath(rect.box);
        } else {
            const double left = toUser(rect.box.left) + radius;
            const double top = toUser(rect.box.top) + radius;
            const double right = toUser(rect.box.right) - radius;
            const double bottom = toUser(rect.box.bottom) - radius;
            cairo_new_sub_path(context_);
            cairo_arc(context_, right, top, radius, -kPi / 2, 0);
            cairo_arc(context_, right, bottom, radius, 0, kPi / 2);
            cairo_arc(context_, left, bottom, radius, kPi / 2, kPi);
            cairo_arc(context_, left, top, radius, kPi, 3 * kPi / 2);
            cairo_close_path(context_);
        }
        paint(rect.fill, rect.stroke);
    }
    void operator()(const CircleItem& circle) {
        cairo_new_sub_path(context_);
        cairo_arc(context_, toUser(circle.center.x), toUser(circle.center.y), toUser(circle.radius), 0, 2 * kPi);
        cairo_close_path(context_);
        paint(circle.fill, circle.stroke);
    }
    void operator()(const PolylineItem& line) {
        linePath(scene_.points(line.points));
        paint({}, line.stroke);
    }
    void operator()(const PolygonItem& shape) {
        linePath(scene_.points(shape.points));
        cairo_close_path(context_);
        paint(shape.fill, shape.stroke);
    }
    void operator()(const HatchItem& hatch) {
        segments_.clear();
        hatchSegments(hatch, segments_);
        for (const Segment& line : segments_) {
            cairo_move_to(context_, toUser(line.from.x), toUser(line.from.y));
            cairo_line_to(context_, toUser(line.to.x), toUser(line.to.y));
        }
        paint({}, {hatch.color, hatch.width});
    }
    void operator()(const TextItem& text) {
        double x = toUser(text.at.x);
        if (text.align == Align::Middle) x -= widthOf(text) / 2;
        if (text.align == Align::End) x -= widthOf(text);
        source(text.color);
        cairo_set_font_size(context_, toUser(text.sizePx));
        std::string_view rest = scene_.texts(text.text);
        while (!rest.empty()) {
            const FontGlyph& glyph = canvas_.files_->glyph(text.face, takeCharacter(rest));
            if (glyph.file < 0) continue;
            cairo_set_font_face(context_, canvas_.fontFace(glyph.file));
            cairo_set_font_size(context_, toUser(text.sizePx));
            const cairo_glyph_t place{glyph.glyph, x, toUser(text.at.y)};
            if (canvas_.textAsShapes_) {
                cairo_new_path(context_);
                cairo_glyph_path(context_, &place, 1);
                cairo_fill(context_);
            } else {
                cairo_show_glyphs(context_, &place, 1);
            }
            x += advanceOf(glyph, text);
        }
    }

private:
    static double advanceOf(const FontGlyph& glyph, const TextItem& text) {
        return toUser(text.sizePx) * static_cast<double>(glyph.advanceUnits) / static_cast<double>(glyph.unitsPerEm);
    }
    double widthOf(const TextItem& text) {
        double width = 0;
        std::string_view rest = scene_.texts(text.text);
        while (!rest.empty()) width += advanceOf(canvas_.files_->glyph(text.face, takeCharacter(rest)), text);
        return width;
    }
    void boxPath(const Box& box) {
        cairo_rectangle(context_, toUser(box.left), toUser(box.top), toUser(box.width()), toUser(box.height()));
    }
    void linePath(std::span<const Point> points) {
        cairo_new_sub_path(context_);
        for (const Point& p : points) cairo_line_to(context_, toUser(p.x), toUser(p.y));
    }
    void source(Color color) {
        cairo_set_source_rgba(context_, color.r / 255.0, color.g / 255.0, color.b / 255.0, color.a / 255.0);
    }
    /// Fills and strokes the current path, and forgets it.
    void paint(Color fill, const Stroke& stroke) {
        if (fill.visible()) {
            source(fill);
            cairo_fill_preserve(context_);
        }
        if (stroke.visible()) {
            source(stroke.color);
            cairo_set_line_width(context_, toUser(stroke.width));
            const double dashes[] = {toUser(stroke.dashOn), toUser(stroke.dashOff)};
            cairo_set_dash(context_, dashes, stroke.dashOn > 0 ? 2 : 0, 0);
            cairo_stroke_preserve(context_);
        }
        cairo_new_path(context_);
    }

    CairoCanvas& canvas_;
    cairo_t* context_;
    const Scene& scene_;
    std::vector<Segment> segments_;
};

CairoCanvas::~CairoCanvas() {
    cairo_set_font_face(context_, nullptr);
    for (cairo_font_face_t* face : fontFaces_) {
        if (face != nullptr) cairo_font_face_destroy(face);
    }
}

cairo_font_face_t* CairoCanvas::fontFace(int file) {
    cairo_font_face_t*& face = fontFaces_[static_cast<std::size_t>(file)];
    if (face != nullptr) return face;
    face = cairo_ft_font_face_create_for_ft_face(files_->file(file), FT_LOAD_NO_HINTING);
    if (cairo_font_face_get_user_data(face, &kFilesKey) == nullptr) {
        auto holder = std::make_unique<std::shared_ptr<FontFiles>>(files_);
        if (cairo_font_face_set_user_data(face, &kFilesKey, holder.get(), releaseFiles) == CAIRO_STATUS_SUCCESS) {
            static_cast<void>(holder.release());
        }
    }
    return face;
}

void CairoCanvas::draw(const Scene& scene) {
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(context_, options);
    cairo_font_options_destroy(options);
    const Color back = scene.background();
    if (back.visible()) {
        cairo_set_source_rgba(context_, back.r / 255.0, back.g / 255.0, back.b / 255.0, back.a / 255.0);
        cairo_paint(context_);
    }
    Painter painter(*this, scene);
    for (const Item& item : scene.items()) std::visit(painter, item);
}

}  // namespace render

#endif
