#include "app/studio/storyboard.h"

#include <algorithm>

#include "app/studio/story_texts.h"
#include "app/studio/wording.h"
#include "raft/history/view_builder.h"
#include "render/views/cluster_ring.h"
#include "render/views/log_table.h"
#include "render/views/time_diagram.h"

namespace studio {
namespace {

using render::Box;
using render::Coord;

/// The smallest letters of a picture have 11 pixels at 100 %: at this size they have 24, which is 18 points.
constexpr int kLettersPercent = 219;

/// The ring's share of a page beside logs that need all the room they can get.
constexpr int kRingPercent = 38;

enum class View { Ring, Logs, Diagram };

/// What is to be drawn on one page.
struct PageData {
    raft::ClusterView cluster;
    raft::RunView run;
    std::vector<std::string> words;  ///< Of the moments of `run`.
    std::vector<raft::Ref> marks;
};

/// What a lesson points at when a step is done.
std::vector<raft::Ref> marksOf(const StoryMoment& moment) {
    std::vector<raft::Ref> marks;
    if (moment.kind != StoryMoment::Kind::Shows) return marks;
    for (const raft::NodeId server : moment.step->show.focus) marks.push_back(raft::nodeRef(server));
    for (const lessons::EntryRange& range : moment.step->show.entries) {
        for (std::uint32_t i = range.first; i <= range.last; ++i) marks.push_back(raft::cellRef(range.server, i));
    }
    return marks;
}

class StoryPainter {
public:
    StoryPainter(const Story& story, const StoryTelling& telling, const ExportOptions& options,
                 const render::TextMeasure& measure)
        : story_(story),
          telling_(telling),
          options_(options),
          measure_(measure),
          theme_(render::themeOf(options.picture.theme)),
          scale_{render::px(options.picture.widthPx), render::px(options.picture.heightPx)} {
        for (const render::LabelKey& label : render::kLabelKeys) labels_.*label.place = telling.texts.tr(label.key);
        // Bare slides are white: paper behind panels is for windows.
        background_ = theme_.panel;
    }

    Storyboard paint() {
        Storyboard board;
        board.words = wordsOf(story_, telling_);
        const StoryTexts texts(titleOf(story_, telling_), story_.stepCount(), board.words, scale_, theme_, measure_);
        placeViews(texts.picture(), kRingPercent);
        gather();
        placeViews(texts.picture(), ringPercent());
        board.deck = frame();
        for (std::size_t i = 0; i < pages_.size(); ++i) {
            render::DeckPage page;
            page.texts = texts.blocks(board.words[i], story_.moments()[i].number);
            page.notes = board.words[i].notes;
            page.picture.setSize(scale_.width, scale_.height);
            page.picture.setBackground(background_);
            const Coord edge = texts.picture().bottom + scale_.of(12);
            page.picture.line({scale_.margin(), edge}, {scale_.width - scale_.margin(), edge},
                              {theme_.hairline, scale_.of(2)});
            std::vector<render::Scene> alone;
            for (const auto& [view, box] : views_) {
                draw(view, box, pages_[i], page.picture);
                alone.emplace_back();
                alone.back().setSize(box.width(), box.height());
                draw(view, {0, 0, box.width(), box.height()}, pages_[i], alone.back());
            }
            board.views.push_back(std::move(alone));
            board.deck.pages.push_back(std::move(page));
        }
        return board;
    }

private:
    render::Deck frame() const {
        render::Deck deck;
        deck.title = titleOf(story_, telling_);
        deck.language = telling_.texts.language() == Language::Chinese ? "zh-CN" : "en";
        deck.width = scale_.width;
        deck.height = scale_.height;
        deck.background = background_;
        deck.ink = theme_.ink;
        deck.soft = theme_.soft;
        deck.dim = theme_.dim;
        deck.accents.assign(theme_.hues.begin(), theme_.hues.end());
        return deck;
    }

    // ---- Layout ----
    /// Logs need the room of their entries; the ring gets the rest, up to half of the page.
    int ringPercent() const {
        const Box* logs = boxOf(View::Logs);
        if (logs == nullptr || boxOf(View::Ring) == nullptr || pages_.empty()) return kRingPercent;
        const render::LogTableOptions options = logOptions(*logs, {});
        const render::Look look{theme_, measure_, labels_, metrics()};
        const render::LogLayout layout = render::logLayout(pages_.front().cluster, options, look);
        const Coord used = layout.columnLeft(layout.last) + layout.cellWidth - logs->left + metrics().of(44);
        const Coord whole = logs->right - scale_.margin();
        return std::clamp(static_cast<int>(std::int64_t{whole - used} * 100 / whole), kRingPercent, 50);
    }
    void placeViews(const Box& box, int ringShare) {
        const PictureViews views = storyViews(story_.lesson(), options_.picture.views, options_.story->ownViews);
        const Coord gap = scale_.of(36);
        const auto beside = [&](View left, View right, int percent) {
            const Coord edge = box.left + (box.width() - gap) * percent / 100;
            views_ = {{left, {box.left, box.top, edge, box.bottom}},
                      {right, {edge + gap, box.top, box.right, box.bottom}}};
            tight_ = true;
        };
        if (views.ring && views.logs) return beside(View::Ring, View::Logs, ringShare);
        if (views.ring && views.diagram) return beside(View::Ring, View::Diagram, ringShare);
        if (views.logs && views.diagram) return beside(View::Logs, View::Diagram, 50);
        views_ = {{views.ring ? View::Ring : views.logs ? View::Logs : View::Diagram, box}};
    }
    render::Metrics metrics() const { return {scale_.percent(kLettersPercent)}; }
    const Box* boxOf(View wanted) const {
        for (const auto& [view, box] : views_) {
            if (view == wanted) return &box;
        }
        return nullptr;
    }

    // ---- What there is to draw ----
    void gather() {
        const std::vector<StoryMoment>& moments = story_.moments();
        raft::ClusterViewOptions window;
        const Box* logs = boxOf(View::Logs);
        if (logs != nullptr) {
            // Narrow columns: as many entries as could ever stand there.
            window.windowSize = std::max(window.windowSize, 2 * render::logColumnsMax(*logs, metrics()));
        }
        std::uint32_t longest = 0;
        for (const StoryMoment& moment : moments) {
            story_.standAt(moment);
            raft::ClusterView probe;
            raft::buildClusterView(story_.history(), window, probe);
            longest = std::max(longest, probe.longestLog);
        }
        if (longest > window.windowSize) window.firstIndex = longest - window.windowSize + 1;
        pages_.resize(moments.size());
        for (std::size_t i = 0; i < moments.size(); ++i) gatherPage(moments[i], window, pages_[i]);
        dropSilentClients();
        for (const PageData& page : pages_) {
            all_.longestLog = std::max(all_.longestLog, page.cluster.longestLog);
            all_.firstIndex = page.cluster.firstIndex;
            all_.windowSize = page.cluster.windowSize;
            all_.nodes.insert(all_.nodes.end(), page.cluster.nodes.begin(), page.cluster.nodes.end());
        }
    }
    /// Who says nothing on any page takes room from those who do.
    void dropSilentClients() {
        const auto speaks = [this](const raft::ClientView& client) {
            return std::any_of(pages_.begin(), pages_.end(), [&client](const PageData& page) {
                return std::any_of(
                    page.cluster.clients.begin(), page.cluster.clients.end(),
                    [&client](const raft::ClientView& c) { return c.id == client.id && c.callCount > 0; });
            });
        };
        if (pages_.empty()) return;
        const std::vector<raft::ClientView> all = pages_.front().cluster.clients;
        // Only the last ones can go: the others are found by their number.
        std::size_t kept = all.size();
        while (kept > 0 && !speaks(all[kept - 1])) --kept;
        for (PageData& page : pages_) page.cluster.clients.resize(std::min(kept, page.cluster.clients.size()));
    }
    void gatherPage(const StoryMoment& moment, const raft::ClusterViewOptions& window, PageData& page) const {
        constexpr raft::SimTime kMargin = raft::SimTime::fromMs(10);
        story_.standAt(moment);
        raft::buildClusterView(story_.history(), window, page.cluster);
        page.marks = marksOf(moment);
        if (boxOf(View::Diagram) == nullptr) return;
        // The stretch of all pages: time does not move from one to the next.
        raft::RunViewOptions stretch;
        stretch.from = story_.moments().front().place.time;
        stretch.to = std::max(story_.moments().back().place.time, stretch.from) + kMargin;
        raft::buildRunView(story_.history(), stretch, page.run);
        wordMoments(story_.history(), telling_.texts, page.words, page.run);
    }

    // ---- Drawing ----
    void draw(View view, const Box& box, const PageData& page, render::Scene& scene) const {
        const render::Look look{theme_, measure_, labels_, metrics()};
        const render::Pointing pointing{options_.picture.selected, {}, page.marks};
        switch (view) {
            case View::Ring: {
                render::RingOptions options;
                options.box = box;
                options.pointing = pointing;
                options.large = true;
                return render::drawClusterRing(page.cluster, options, look, scene);
            }
            case View::Logs: return render::drawLogTable(page.cluster, logOptions(box, pointing), look, scene);
            case View::Diagram: {
                render::TimeDiagramOptions options;
                options.box = box;
                options.pointing = pointing;
                options.hideFuture = true;
                options.toScale = true;  // From slide to slide nothing may move.
                return render::drawTimeDiagram(page.cluster, page.run, options, look, scene);
            }
        }
    }
    /// In the middle of the page, however few rows there are.
    render::LogTableOptions logOptions(const Box& box, const render::Pointing& pointing) const {
        const Coord needed = metrics().of(32 + 46 * story_.history().world().cluster().serverCount());
        const Coord spare = std::max(box.height() - needed, 0) / 2;
        render::LogTableOptions options;
        options.box = {box.left, box.top + spare, box.right, box.bottom - spare};
        options.pointing = pointing;
        options.tight = tight_;
        options.widths = &all_;
        return options;
    }

    const Story& story_;
    const StoryTelling& telling_;
    const ExportOptions& options_;
    const render::TextMeasure& measure_;
    const render::Theme theme_;
    const PageScale scale_;
    render::PictureLabels labels_;
    render::Color background_;
    std::vector<std::pair<View, Box>> views_;
    bool tight_ = false;
    std::vector<PageData> pages_;
    raft::ClusterView all_;  ///< Every server of every page: what they hold decides widths.
};

}  // namespace

PictureViews storyViews(const lessons::Lesson* lesson, PictureViews wanted, bool own) {
    PictureViews views = wanted;
    if (own) {
        views = {true, true, false};
        if (lesson != nullptr && !lesson->panels.empty()) {
            const auto has = [lesson](std::string_view name) {
                return std::find(lesson->panels.begin(), lesson->panels.end(), name) != lesson->panels.end();
            };
            views = {has("ring"), has("logs"), has("time")};
        }
    }
    if (views == PictureViews{false, false, false}) views = {true, true, false};
    // A slide has no room for a third picture whose letters can be read.
    if (views.ring && views.logs) views.diagram = false;
    return views;
}

Storyboard storyboardOf(const Story& story, const StoryTelling& telling, const ExportOptions& options,
                        const render::TextMeasure& measure) {
    return StoryPainter(story, telling, options, measure).paint();
}

}  // namespace studio
