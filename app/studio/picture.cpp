#include "app/studio/picture.h"

#include <algorithm>
#include <atomic>

#include "app/studio/histogram_text.h"
#include "app/studio/rule_sheet.h"
#include "app/studio/wording.h"
#include "raft/history/view_builder.h"
#include "render/views/client_lanes.h"
#include "render/views/cluster_ring.h"
#include "render/views/configurations.h"
#include "render/views/histogram.h"
#include "render/views/log_table.h"
#include "render/views/majorities.h"
#include "render/views/role_diagram.h"
#include "render/views/term_ribbon.h"
#include "render/views/time_diagram.h"

namespace studio {
namespace {

using render::Box;
using render::Coord;
using render::px;

constexpr raft::SimTime kStretch = raft::SimTime::fromMs(500);  ///< What a time diagram shows at most, up to now.
constexpr raft::SimTime kLeast = raft::SimTime::fromMs(200);
constexpr raft::SimTime kMargin = raft::SimTime::fromMs(20);

/// How large letters and marks may become: a view that has the page to itself is a slide, read from the last row.
constexpr int kPercentMaxAlone = 220;
constexpr int kPercentMaxInPanel = 130;
constexpr int kPercentStep = 5;
/// More calls of a client than this no stretch of time shows apart.
constexpr std::uint32_t kCallsMax = 256;

class PagePainter {
public:
    PagePainter(const raft::History& history, const PictureOptions& options, const render::TextMeasure& measure,
                const Texts& texts)
        : history_(history),
          options_(options),
          measure_(measure),
          texts_(texts),
          theme_(render::themeOf(options.theme)) {
        for (const render::LabelKey& label : render::kLabelKeys) labels_.*label.place = texts.tr(label.key);
    }

    render::Scene paint() {
        const Box page{0, 0, px(options_.widthPx), px(options_.heightPx)};
        const PictureViews& views = options_.views;
        inPanels_ = int{views.ring} + int{hasBesides()} + int{hasClocked()} > 1;
        scene_.setSize(page.width(), page.height());
        scene_.setBackground(inPanels_ ? theme_.paper : theme_.panel);
        Box rest = page.grown(-px(16));
        if (!options_.caption.empty()) rest.top = drawCaption(rest);
        rest.top = drawBanner(rest);
        buildViews(rest);
        inPanels_ ? panels(rest) : alone(rest);
        return std::move(scene_);
    }

private:
    void buildViews(const Box& box) {
        raft::ClusterViewOptions window;
        window.windowSize = std::max(window.windowSize, render::logColumnsMax(box, {100}));
        window.callsPerClient = kCallsMax;
        raft::buildClusterView(history_, window, view_);
        if (view_.longestLog > window.windowSize) {
            window.firstIndex = view_.longestLog - window.windowSize + 1;
            raft::buildClusterView(history_, window, view_);
        }
        raft::RunViewOptions stretch;
        stretch.from = std::max(raft::SimTime(), history_.time() - kStretch);
        stretch.to = std::max(history_.time() + kMargin, stretch.from + kLeast);
        if (options_.interval) {
            stretch.from = options_.interval->from;
            stretch.to = std::max(options_.interval->to, options_.interval->from + raft::SimTime(1));
        }
        raft::buildRunView(history_, stretch, run_);
        wordMoments(history_, texts_, momentWords_, run_);
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

    /// A rule that is not Raft's is said on every picture. Returns where the rest of the page begins.
    Coord drawBanner(const Box& box) {
        raft::buildClusterView(history_, {}, view_);
        if (!view_.rulesBent) return box.top;
        const std::string text = texts_.format("title.rulesBent", {{"rules", bentWords(view_.bentRules, texts_)}});
        const render::TextStyle style{render::Face::SemiBold, px(13), theme_.panel, render::Align::Start};
        const Coord height = px(26);
        const Coord width = std::min(textWidth(measure_, style.face, style.sizePx, text) + px(24), box.width() - px(8));
        std::string shortened;
        const std::string_view words = ellipsize(measure_, style.face, style.sizePx, text, width - px(24), shortened);
        const Box chip = render::boxAt({box.left + px(4), box.top}, width, height);
        scene_.rect(chip, height / 2, theme_.ink);
        const Coord baseline = render::baselineAround(chip.center().y, style.sizePx);
        render::addText(scene_, measure_, style, {chip.left + px(12), baseline}, words);
        return box.top + height + px(10);
    }

    render::Look lookAt(int percent) const { return {theme_, measure_, labels_, {percent}}; }
    render::Pointing pointing() const { return {options_.selected, {}}; }
    int percentMax() const { return inPanels_ ? kPercentMaxInPanel : kPercentMaxAlone; }
    /// So large that `needed` pixels at 100 % fill `room`, within reason.
    int percentFor(Coord room, Coord needed) const {
        const std::int64_t percent = std::int64_t{room} * 100 / std::max(needed, 1);
        return static_cast<int>(std::clamp<std::int64_t>(percent / kPercentStep * kPercentStep, 100, percentMax()));
    }

    void ring(const Box& box) {
        render::RingOptions options;
        options.box = box;
        options.pointing = pointing();
        const int percent = std::min(percentFor(box.width(), px(690)), percentFor(box.height(), px(420)));
        render::drawClusterRing(view_, options, lookAt(percent), scene_);
    }
    /// As large as all rows allow, unless entries that fit at the usual size would have to go.
    void logs(const Box& box) {
        render::LogTableOptions options;
        options.box = box;
        options.pointing = pointing();
        const auto shown = [&](int percent) {
            const render::LogLayout layout = render::logLayout(view_, options, lookAt(percent));
            return layout.last + 1 - layout.first;
        };
        const std::uint32_t usual = shown(100);
        int percent = percentFor(box.height(), px(32 + 46 * static_cast<int>(view_.nodes.size())));
        while (percent > 100 && shown(percent) < usual) percent -= kPercentStep;
        render::drawLogTable(view_, options, lookAt(percent), scene_);
    }
    /// The terms stand right below the lanes: what room is left over goes above and below both.
    void diagram(const Box& box) {
        const int lanes = 45 + 48 * static_cast<int>(view_.nodes.size());
        const int percent = std::min(percentFor(box.height(), px(lanes)), percentFor(box.width(), px(640)));
        const Coord spare = std::max(box.height() - render::Metrics{percent}.of(lanes), 0);
        render::TimeDiagramOptions options;
        options.box = {box.left, box.top + spare / 2, box.right, box.bottom - spare / 2};
        options.pointing = pointing();
        render::drawTimeDiagram(view_, run_, options, lookAt(percent), scene_);
    }

    /// As large as `lanes` of this height allow, in the middle of what room there is.
    template <class DrawOverTime>
    void overTime(const Box& box, int heightPx, DrawOverTime draw) {
        const int percent = std::min(percentFor(box.height(), px(heightPx)), percentFor(box.width(), px(640)));
        const Coord spare = std::max(box.height() - render::Metrics{percent}.of(heightPx), 0);
        render::TimeDiagramOptions options;
        options.box = {box.left, box.top + spare / 2, box.right, box.bottom - spare / 2};
        options.pointing = pointing();
        draw(view_, run_, options, lookAt(percent), scene_);
    }
    void clocked(const Box& box) {
        if (options_.views.diagram) return diagram(box);
        if (options_.views.terms) {
            return overTime(box, 22 + 48 * static_cast<int>(view_.nodes.size()), render::drawTermRibbon);
        }
        overTime(box, 22 + 56 * std::max(static_cast<int>(view_.clients.size()), 1), render::drawClientLanes);
    }
    int percentOf(const Box& box, int widthPx, int heightPx) const {
        return std::min(percentFor(box.width(), px(widthPx)), percentFor(box.height(), px(heightPx)));
    }
    void besides(const Box& box) {
        if (options_.views.logs) return logs(box);
        if (options_.views.roles) {
            return render::drawRoleDiagram(view_, run_, {box, pointing()}, lookAt(percentOf(box, 690, 380)), scene_);
        }
        if (options_.views.votes) {
            return render::drawMajorities(view_, {box, pointing()}, lookAt(percentOf(box, 620, 260)), scene_);
        }
        if (options_.views.configs) {
            return render::drawConfigurations(view_, {box, pointing()}, lookAt(percentOf(box, 620, 260)), scene_);
        }
        // Nobody sees anything else before it is done: a few hundredths of a second.
        std::atomic<int> done{0};
        const std::atomic<bool> stop{false};
        const Survey survey = surveyOf(history_.config(), std::nullopt, done, stop);
        const render::HistogramInput input = histogramOf(survey, texts_);
        render::drawHistogram(input, {box}, lookAt(percentOf(box, 700, 340)), scene_);
    }
    bool hasBesides() const {
        const PictureViews& views = options_.views;
        return views.logs || views.roles || views.votes || views.histogram || views.configs;
    }
    bool hasClocked() const { return options_.views.diagram || options_.views.terms || options_.views.clients; }

    void alone(const Box& box) {
        if (options_.views.ring) return ring(box);
        if (hasBesides()) return besides(box);
        clocked(box);
    }
    Box panel(const Box& box) {
        const render::Metrics metrics{100};
        scene_.rect(box, metrics.radius(), theme_.panel, {theme_.hairline, px(1), 0, 0});
        return box.grown(-px(16));
    }
    /// Ring and logs side by side, the time diagram below.
    void panels(const Box& box) {
        const Coord gap = render::Metrics{100}.gap();
        const bool both = options_.views.ring && hasBesides();
        Box above = box;
        if (hasClocked()) {
            const Coord edge = box.top + box.height() * 58 / 100;
            above.bottom = edge - gap / 2;
            clocked(panel({box.left, edge + gap / 2, box.right, box.bottom}));
        }
        const Coord middle = box.left + box.width() * 45 / 100;
        if (options_.views.ring)
            ring(panel({above.left, above.top, both ? middle - gap / 2 : above.right, above.bottom}));
        if (hasBesides()) besides(panel({both ? middle + gap / 2 : above.left, above.top, above.right, above.bottom}));
    }

    const raft::History& history_;
    const PictureOptions& options_;
    const render::TextMeasure& measure_;
    const Texts texts_;
    const render::Theme theme_;
    render::PictureLabels labels_;
    bool inPanels_ = false;
    raft::ClusterView view_;
    raft::RunView run_;
    std::vector<std::string> momentWords_;
    render::Scene scene_;
};

}  // namespace

render::Scene sceneOf(const raft::History& history, const PictureOptions& options, const render::TextMeasure& measure,
                      const Texts& texts) {
    return PagePainter(history, options, measure, texts).paint();
}

}  // namespace studio
