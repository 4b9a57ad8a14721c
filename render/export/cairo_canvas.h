#pragma once
// Draws a scene with cairo, on whatever surface. Only compiled into a build with cairo.

#ifdef RAFTLAB_HAVE_CAIRO

#include <cairo.h>

#include <array>
#include <memory>

#include "render/export/font_files.h"
#include "render/scene.h"
#include "render/text_measure.h"

namespace render {

class CairoCanvas {
public:
    /// `context` is scaled so that one unit is one pixel of the scene; it outlives the canvas. Cairo keeps glyphs of
    /// fonts that nobody uses any more, so the files live until it lets go of them.
    CairoCanvas(cairo_t* context, std::shared_ptr<FontFiles> files) : context_(context), files_(std::move(files)) {}
    ~CairoCanvas();
    CairoCanvas(const CairoCanvas&) = delete;
    CairoCanvas& operator=(const CairoCanvas&) = delete;

    /// From here on, letters are drawn as shapes; a PDF then needs no typeface.
    void drawTextAsShapes() { textAsShapes_ = true; }

    /// The background and all items.
    void draw(const Scene& scene);

private:
    class Painter;
    cairo_font_face_t* fontFace(int file);

    cairo_t* context_;
    bool textAsShapes_ = false;
    std::shared_ptr<FontFiles> files_;
    std::array<cairo_font_face_t*, FontFiles::kFileCount> fontFaces_{};
};

}  // namespace render

#endif
