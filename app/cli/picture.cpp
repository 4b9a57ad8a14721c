#include "app/cli/picture.h"

#include <algorithm>

#include "raft/history/view_builder.h"
#include "render/export/font_measure.h"
#include "render/export/png.h"
#include "render/export/svg.h"
#include "render/views/cluster_ring.h"
#include "render/views/log_table.h"
#include "render/views/time_diagram.h"

namespace cli {
namespace {

using render::Box;
using render::Coord;
using render::px;

constexpr raft::SimTime kStretch = raft::SimTime::fromMs(500);  ///< What a time diagram shows at most, up to now.
constexpr raft::SimTime kLeast = raft::SimTime::fromMs(200);
constexpr raft::SimTime kMargin = raft::SimTime::fromMs(20);

class Painter {
public:
    Painter(const raft::History& history, const PictureOptions& options, const render::TextMeasure& measure,
            const studio::Texts& texts)
        : history_(history),
          options_(options),
          measure_(measure),
          theme_(render::themeOf(options.theme)),
          labels_(labelsOf(texts)),
          look_{theme_, measure_, labels_, {100}} {}

    render::Scene paint() {
        const Box page{0, 0, px(options_.widthPx), px(options_.heightPx)};
        scene_.setSize(page.width(), page.height());
        scene_.setBackground(options_.view == PictureView::Everything ? theme_.paper : theme_.panel);
        Box rest = page.grown(-px(16));
        if (!options_.caption.empty()) rest.top = drawCaption(rest);
        buildViews(rest);
        switch (options_.view) {
            case PictureView::Ring: ring(rest); break;
            case PictureView::Logs: logs(rest); break;
            case PictureView::Diagram: diagram(rest); break;
            case PictureView::Everything: everything(rest); break;
        }
        return std::move(scene_);
    }

private:
    static render::PictureLabels labelsOf(const studio::Texts& texts) {
        render::PictureLabels labels;
        for (const render::LabelKey& label : render::kLabelKeys) labels.*label.place = texts.tr(label.key);
        return labels;
    }

    void buildViews(const Box& box) {
        raft::ClusterViewOptions window;
        window.windowSize = std::max(window.windowSize, render::logColumnsMax(box, look_.metrics));
        raft::buildClusterView(history_, window, view_);
        if (view_.longestLog > window.windowSize) {
            window.firstIndex = view_.longestLog - window.windowSize + 1;
            raft::buildClusterView(history_, window, view_);
        }
        raft::RunViewOptions stretch;
        stretch.from = std::max(raft::SimTime(), history_.time() - kStretch);
        stretch.to = std::max(history_.time() + kMargin, stretch.from + kLeast);
        raft::buildRunView(history_, stretch, run_);
    }

    /// Returns where the rest of the page begins.
    Coord drawCaption(const Box& box) {
        const render::TextStyle style{render::Face::Medium, px(17), theme_.ink, render::Align::Start};
        std::vector<render::TextLine> lines;
        render::breakLines(measure_, style.face, style.sizePx, options_.caption, box.width(), lines);
        Coord baseline = box.top + px(20);
        for (const render::TextLine& line : lines) {
            const std::string_view text = std::string_view(options_.caption).substr(line.first, line.count);
            render::addText(scene_, measure_, style, {box.left + px(4), baseline}, text);
            baseline += px(24);
        }
        return baseline;
    }

    void ring(const Box& box) {
        render::RingOptions options;
        options.box = box;
        render::drawClusterRing(view_, options, look_, scene_);
    }
    void logs(const Box& box) {
        render::LogTableOptions options;
        options.box = box;
        render::drawLogTable(view_, options, look_, scene_);
    }
    void diagram(const Box& box) {
        render::TimeDiagramOptions options;
        options.box = box;
        render::drawTimeDiagram(view_, run_, options, look_, scene_);
    }

    Box panel(const Box& box) {
        scene_.rect(box, look_.metrics.radius(), theme_.panel, {theme_.hairline, px(1), 0, 0});
        return box.grown(-px(16));
    }
    /// Ring and logs side by side, the time diagram below.
    void everything(const Box& box) {
        const Coord gap = look_.metrics.gap();
        const Coord middle = box.left + box.width() * 45 / 100;
        const Coord below = box.top + box.height() * 58 / 100;
        ring(panel({box.left, box.top, middle - gap / 2, below - gap / 2}));
        logs(panel({middle + gap / 2, box.top, box.right, below - gap / 2}));
        diagram(panel({box.left, below + gap / 2, box.right, box.bottom}));
    }

    const raft::History& history_;
    const PictureOptions& options_;
    const render::TextMeasure& measure_;
    const render::Theme theme_;
    const render::PictureLabels labels_;
    const render::Look look_;
    raft::ClusterView view_;
    raft::RunView run_;
    render::Scene scene_;
};

}  // namespace

raft::Result<std::string> pictureOf(const raft::History& history, const PictureOptions& options, PictureFormat format,
                                    const studio::Texts& texts) {
    if (format == PictureFormat::Svg) {
        const render::FixedMeasure measure;
        return render::writeSvg(Painter(history, options, measure, texts).paint());
    }
    const auto measure = render::openFontMeasure();
    const render::Scene scene = Painter(history, options, *measure, texts).paint();
    return render::writePng(scene, {options.scalePercent, {}});
}

}  // namespace cli
