#include "app/studio/poster_export.h"

#include <memory>

#include "app/studio/picture_export.h"
#include "app/studio/poster_page.h"
#include "render/export/font_measure.h"
#include "render/export/pdf.h"
#include "render/export/png.h"
#include "render/export/svg.h"

namespace studio {
namespace {

// A4 on its side, in pixels of 96 to the inch.
constexpr int kWidth = 1123;
constexpr int kHeight = 794;
constexpr int kPngScalePercent = 200;

bool endsWith(const std::string& text, std::string_view end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

raft::Result<std::string> contentOf(const render::PosterInput& input, render::ThemeName theme,
                                    const std::string& path) {
    // An SVG is laid out with fixed widths, so that its bytes are the same on every machine.
    const bool isSvg = endsWith(path, ".svg");
    const std::unique_ptr<render::TextMeasure> measure =
        isSvg ? std::make_unique<render::FixedMeasure>() : render::openFontMeasure();
    render::Scene page = posterScene(input, kWidth, kHeight, theme, *measure);
    if (isSvg) return render::writeSvg(page);
    if (endsWith(path, ".pdf")) {
        std::vector<render::Scene> pages;
        pages.push_back(std::move(page));
        return render::writePdf(pages, {input.title, {}, false});
    }
    return render::writePng(page, {kPngScalePercent, {}});
}

}  // namespace

raft::Result<void> writePoster(const render::PosterInput& input, render::ThemeName theme, const std::string& path) {
    auto content = contentOf(input, theme, path);
    if (!content.ok()) return content.errors();
    return writePictures({path}, {std::move(content).value()}, raft::ExistingFile::Refuse);
}

}  // namespace studio
