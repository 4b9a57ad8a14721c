#include "render/export/outlines.h"

#include "render/text_measure.h"

#ifdef RAFTLAB_HAVE_CAIRO
#include "render/export/font_files.h"

#include FT_OUTLINE_H
#endif

namespace render {
namespace {

raft::Error outlineError(std::string message) {
    raft::Error error;
    error.file = "-";
    error.where = "text";
    error.message = std::move(message);
    return error;
}

#ifdef RAFTLAB_HAVE_CAIRO

/// Walks along the edge of one glyph.
class Tracer {
public:
    Tracer(std::vector<OutlineStep>& out, Point origin, Coord sizePx, std::int64_t unitsPerEm)
        : out_(out), origin_(origin), sizePx_(sizePx), unitsPerEm_(unitsPerEm) {}

    void trace(FT_Outline& outline) {
        const FT_Outline_Funcs functions{moveTo, lineTo, conicTo, cubicTo, 0, 0};
        FT_Outline_Decompose(&outline, &functions, this);
        close();
    }

private:
    static Tracer& self(void* tracer) { return *static_cast<Tracer*>(tracer); }
    static int moveTo(const FT_Vector* to, void* tracer) {
        self(tracer).close();
        self(tracer).add(OutlineStep::Kind::Move, {*to, {}, {}});
        self(tracer).isOpen_ = true;
        return 0;
    }
    static int lineTo(const FT_Vector* to, void* tracer) {
        self(tracer).add(OutlineStep::Kind::Line, {*to, {}, {}});
        return 0;
    }
    /// A curve with one handle is one with two that lie two thirds of the way to it.
    static int conicTo(const FT_Vector* handle, const FT_Vector* to, void* tracer) {
        const auto towards = [handle](const FT_Vector& end) {
            return FT_Vector{(end.x + 2 * handle->x) / 3, (end.y + 2 * handle->y) / 3};
        };
        self(tracer).add(OutlineStep::Kind::Curve, {towards(self(tracer).at_), towards(*to), *to});
        return 0;
    }
    static int cubicTo(const FT_Vector* first, const FT_Vector* second, const FT_Vector* to, void* tracer) {
        self(tracer).add(OutlineStep::Kind::Curve, {*first, *second, *to});
        return 0;
    }

    struct Vectors {
        FT_Vector first;
        FT_Vector second;
        FT_Vector third;
    };
    void add(OutlineStep::Kind kind, const Vectors& vectors) {
        out_.push_back({kind, {place(vectors.first), place(vectors.second), place(vectors.third)}});
        at_ = kind == OutlineStep::Kind::Curve ? vectors.third : vectors.first;
    }
    void close() {
        if (isOpen_) out_.push_back({});
        isOpen_ = false;
    }
    Coord scaled(std::int64_t units) const {
        const std::int64_t product = units * sizePx_;
        const std::int64_t half = product < 0 ? -unitsPerEm_ / 2 : unitsPerEm_ / 2;
        return static_cast<Coord>((product + half) / unitsPerEm_);
    }
    /// A font's y grows upwards.
    Point place(const FT_Vector& v) const { return {origin_.x + scaled(v.x), origin_.y - scaled(v.y)}; }

    std::vector<OutlineStep>& out_;
    Point origin_;
    Coord sizePx_;
    std::int64_t unitsPerEm_;
    FT_Vector at_{};
    bool isOpen_ = false;
};

class FontOutlines final : public Outlines {
public:
    explicit FontOutlines(const std::string& directory) : files_(directory) {}
    bool usable() const { return files_.usable(); }

    void trace(const Scene& scene, const TextItem& text, std::vector<OutlineStep>& out) const override {
        Coord x = text.at.x;
        if (text.align != Align::Start) {
            const Coord width = widthOf(scene.texts(text.text), text);
            x -= text.align == Align::Middle ? width / 2 : width;
        }
        std::string_view rest = scene.texts(text.text);
        while (!rest.empty()) {
            const FontGlyph& glyph = files_.glyph(text.face, takeCharacter(rest));
            if (glyph.file < 0) continue;
            const FT_Face face = files_.file(glyph.file);
            if (FT_Load_Glyph(face, glyph.glyph, FT_LOAD_NO_SCALE) == 0) {
                Tracer(out, {x, text.at.y}, text.sizePx, glyph.unitsPerEm).trace(face->glyph->outline);
            }
            x += advanceOf(glyph, text);
        }
    }

private:
    static Coord advanceOf(const FontGlyph& glyph, const TextItem& text) {
        return static_cast<Coord>((text.sizePx * glyph.advanceUnits + glyph.unitsPerEm / 2) / glyph.unitsPerEm);
    }
    Coord widthOf(std::string_view rest, const TextItem& text) const {
        Coord width = 0;
        while (!rest.empty()) width += advanceOf(files_.glyph(text.face, takeCharacter(rest)), text);
        return width;
    }

    mutable FontFiles files_;  // Remembers glyphs; the answers never change.
};

#endif

}  // namespace

raft::Result<std::unique_ptr<Outlines>> openNoOutlines() { return std::unique_ptr<Outlines>(); }

#ifdef RAFTLAB_HAVE_CAIRO

raft::Result<std::unique_ptr<Outlines>> openOutlines(const std::string& fontDirectory) {
    auto outlines = std::make_unique<FontOutlines>(fontDirectory);
    if (!outlines->usable()) return outlineError("no typeface was found; Inter is expected");
    return std::unique_ptr<Outlines>(std::move(outlines));
}

#else

raft::Result<std::unique_ptr<Outlines>> openOutlines(const std::string& fontDirectory) {
    static_cast<void>(fontDirectory);
    return outlineError("this program was built without cairo, which knows the letters' shapes; text as text works");
}

#endif

}  // namespace render
