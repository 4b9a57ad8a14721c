#include "render/export/pdf.h"

#ifdef RAFTLAB_HAVE_CAIRO
#include <cairo-pdf.h>

#include "render/export/cairo_canvas.h"
#include "render/export/cairo_surface.h"
#include "render/export/export_date.h"
#endif

namespace render {

#ifdef RAFTLAB_HAVE_CAIRO

namespace {

constexpr double kPointsPerPx = 72.0 / 96.0;

double pointsOf(Coord length) { return static_cast<double>(length) / kUnitsPerPx * kPointsPerPx; }

}  // namespace

raft::Result<std::string> writePdf(std::span<const Scene> pages, const PdfOptions& options) {
    for (const Scene& page : pages) {
        const int width = page.width() / kUnitsPerPx;
        const int height = page.height() / kUnitsPerPx;
        if (width < 1 || height < 1 || width > kSidePxMax || height > kSidePxMax)
            return sizeError("pdf", width, height);
    }
    const auto files = std::make_shared<FontFiles>(options.fontDirectory);
    if (!files->usable()) return pictureError("pdf", "no typeface was found; Inter is expected");
    std::string bytes;
    const SurfaceHandle surface(cairo_pdf_surface_create_for_stream(appendTo, &bytes, pointsOf(pages.front().width()),
                                                                    pointsOf(pages.front().height())));
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, kExportDate);
    cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATOR, "Raftlab");
    if (!options.title.empty()) {
        cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, options.title.c_str());
    }
    for (const Scene& page : pages) {
        cairo_pdf_surface_set_size(surface.get(), pointsOf(page.width()), pointsOf(page.height()));
        const ContextHandle context(cairo_create(surface.get()));
        cairo_scale(context.get(), kPointsPerPx, kPointsPerPx);
        CairoCanvas canvas(context.get(), files);
        if (options.outlineText) canvas.drawTextAsShapes();
        canvas.draw(page);
        cairo_show_page(context.get());
    }
    cairo_surface_finish(surface.get());
    const cairo_status_t status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS) return statusError("pdf", status);
    return bytes;
}

#else

raft::Result<std::string> writePdf(std::span<const Scene> pages, const PdfOptions& options) {
    static_cast<void>(pages);
    static_cast<void>(options);
    raft::Error error;
    error.file = "-";
    error.where = "pdf";
    error.message = "this program was built without cairo, which writes PDF; SVG works without";
    return error;
}

#endif

}  // namespace render
