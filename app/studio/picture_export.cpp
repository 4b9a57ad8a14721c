#include "app/studio/picture_export.h"

#include <algorithm>

#include "render/export/font_measure.h"
#include "render/export/outlines.h"
#include "render/export/pdf.h"
#include "render/export/png.h"
#include "render/export/svg.h"

namespace studio {

std::string_view suffixOf(PictureFormat format) {
    switch (format) {
        case PictureFormat::Svg: return "svg";
        case PictureFormat::Png: return "png";
        case PictureFormat::Pdf: return "pdf";
        case PictureFormat::Pptx: return "pptx";
        case PictureFormat::Html: return "html";
    }
    return {};
}

std::vector<raft::SimTime> pageTimes(raft::History& history, const Interval& interval) {
    history.seekTime(interval.to);
    std::vector<raft::SimTime> times{interval.from};
    const raft::StepId beyond = history.firstStepAt(interval.to + raft::SimTime(1));
    for (raft::StepId step = history.firstStepAt(interval.from); step < beyond; step = step + 1) {
        const raft::StepRecord& record = history.record(step);
        const bool interesting = (record.flags & raft::kInteresting) != 0;
        if (interesting && record.time != times.back()) times.push_back(record.time);
    }
    return times;
}

PictureWriter::PictureWriter(ExportOptions options, const Texts& texts) : options_(std::move(options)), texts_(texts) {
    const bool lettersAreKnown = options_.format != PictureFormat::Svg || options_.outlineText;
    if (lettersAreKnown) {
        measure_ = render::openFontMeasure();
    } else {
        measure_ = std::make_unique<render::FixedMeasure>();
    }
}

PictureWriter::~PictureWriter() = default;

void PictureWriter::addPage(const raft::History& history) {
    pages_.push_back(sceneOf(history, options_.picture, *measure_, texts_));
}

raft::Result<std::vector<std::string>> PictureWriter::finish() const {
    std::vector<std::string> contents;
    if (options_.format == PictureFormat::Pdf) {
        auto pdf = render::writePdf(pages_, {options_.title, {}, options_.outlineText});
        if (!pdf.ok()) return pdf.errors();
        contents.push_back(std::move(pdf).value());
        return contents;
    }
    const auto outlines = options_.outlineText ? render::openOutlines() : render::openNoOutlines();
    if (!outlines.ok()) return outlines.errors();
    for (const render::Scene& page : pages_) {
        if (options_.format == PictureFormat::Svg) {
            contents.push_back(render::writeSvg(page, outlines.value().get()));
            continue;
        }
        auto png = render::writePng(page, {options_.scalePercent, {}});
        if (!png.ok()) return png.errors();
        contents.push_back(std::move(png).value());
    }
    return contents;
}

std::vector<std::string> numberedPaths(const std::string& path, std::size_t count) {
    if (count == 1) return {path};
    const std::size_t slash = path.rfind('/');
    const std::size_t nameAt = slash == std::string::npos ? 0 : slash + 1;
    const std::size_t dot = path.rfind('.');
    const std::size_t stemEnd = dot == std::string::npos || dot <= nameAt ? path.size() : dot;
    const std::size_t digits = std::max<std::size_t>(std::to_string(count).size(), 2);
    std::vector<std::string> paths;
    for (std::size_t page = 1; page <= count; ++page) {
        std::string number = std::to_string(page);
        number.insert(0, digits - number.size(), '0');
        paths.push_back(path.substr(0, stemEnd) + "-" + number + path.substr(stemEnd));
    }
    return paths;
}

raft::Result<void> writePictures(const std::vector<std::string>& paths, const std::vector<std::string>& contents,
                                 raft::ExistingFile existing) {
    // All of them are begun before the first is put in place: where one cannot be written, none is.
    std::vector<std::unique_ptr<raft::AtomicFile>> files;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        files.push_back(std::make_unique<raft::AtomicFile>(paths[i], existing));
        files.back()->append(contents[i]);
        if (files.back()->failed()) return files.back()->commit();
    }
    for (const auto& file : files) {
        const auto written = file->commit();
        if (!written.ok()) return written.errors();
    }
    return {};
}

}  // namespace studio
