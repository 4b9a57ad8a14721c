#pragma once

#include "app/gui/fonts.h"
#include "render/text_measure.h"

namespace gui {

static_assert(kFaceCount == render::kFaceCount, "one table of typefaces, spelled twice: pictures know no window");

/// The window's typeface for what a picture asks for.
inline Face faceOf(render::Face face) { return static_cast<Face>(face); }
inline render::Face pictureFace(Face face) { return static_cast<render::Face>(face); }

/// Measures pictures with the typefaces that the window draws them with.
class FontMeasure final : public render::TextMeasure {
public:
    explicit FontMeasure(FontBook& fonts) : fonts_(fonts) {}
    render::Coord advance(render::Face face, render::Coord sizePx, char32_t character) const override {
        return render::fromPx(fonts_.advance(faceOf(face), render::toPx(sizePx), character));
    }

private:
    FontBook& fonts_;
};

}  // namespace gui
