#include "app/studio/poster_export.h"

#include <memory>
#include <vector>

#include "app/studio/poster_page.h"
#include "render/export/font_measure.h"
#include "render/export/pdf.h"
#include "render/export/png.h"
#include "render/export/svg.h"

namespace studio {

raft::Result<std::string> posterContent(const render::PosterInput& input, const PosterFile& file) {
    // An SVG is laid out with fixed widths, so that its bytes are the same on every machine.
    const bool isSvg = file.format == PictureFormat::Svg;
    const std::unique_ptr<render::TextMeasure> measure =
        isSvg ? std::make_unique<render::FixedMeasure>() : render::openFontMeasure();
    render::Scene page = posterScene(input, file.widthPx, file.heightPx, file.theme, *measure);
    if (isSvg) return render::writeSvg(page);
    if (file.format != PictureFormat::Pdf) return render::writePng(page, {file.scalePercent, {}});
    std::vector<render::Scene> pages;
    pages.push_back(std::move(page));
    return render::writePdf(pages, {input.title, {}, false});
}

}  // namespace studio
