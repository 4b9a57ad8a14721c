#include "app/gui/panels/side_panel.h"

#include <array>
#include <cmath>
#include <string>

#include "app/gui/panels/context_menu.h"
#include "app/studio/histogram_text.h"
#include "render/views/configurations.h"
#include "render/views/histogram.h"
#include "render/views/majorities.h"
#include "render/views/role_diagram.h"

namespace gui {
namespace {

using studio::Picture;
using studio::TimeoutRange;

constexpr float kControls = 44;

constexpr TimeoutRange range(std::int64_t minMs, std::int64_t maxMs) {
    return {raft::SimTime::fromMs(minMs), raft::SimTime::fromMs(maxMs)};
}
/// Those of Figure 16 of the paper, from no luck at all to enough of it.
constexpr std::array kRanges{range(150, 150), range(150, 155), range(150, 175), range(150, 300)};

/// With what the survey compares: chips behind their label, as many as there is room for.
void drawRanges(const PanelContext& context, float x, float right, float y) {
    Pen& pen = context.pen;
    const studio::Studio& studio = context.studio;
    const TextLook label{Face::Text, 12, context.theme().dim, render::Align::Start};
    const std::string_view word = context.tr("survey.compare");
    if (x + pen.width(label, word) > right) return;
    x += pen.text(ImVec2(x, y), label, word) + pen.px(8);
    const auto chip = [&](const std::string& id, std::string_view text, const std::optional<TimeoutRange>& with) {
        const bool chosen = studio.surveys().compared == with;
        const ButtonLook look{text, {}, chosen ? ButtonKind::Chosen : ButtonKind::Chip, 12, true, {}};
        const float width = buttonWidth(pen, look);
        if (x + width > right) return;
        commandButton(context, id, areaAt(ImVec2(x, y - pen.px(13)), width, pen.px(26)), look,
                      studio::cmd::CompareSurvey{with});
        x += width + pen.px(6);
    };
    const TimeoutRange own = studio::timeoutsOf(studio.document().history().config());
    chip("survey.alone", context.tr("survey.alone"), std::nullopt);
    for (std::size_t i = 0; i < kRanges.size(); ++i) {
        if (kRanges[i] == own) continue;
        chip("survey.range." + std::to_string(i), studio::rangeText(kRanges[i], context.texts), kRanges[i]);
    }
}

void drawControls(const PanelContext& context, const Area& row) {
    Pen& pen = context.pen;
    const studio::Studio& studio = context.studio;
    float x = row.left;
    if (studio.surveys().job.busy()) {
        const ButtonLook stop{context.tr("survey.stop"), {}, ButtonKind::Outlined, 13, true, {}};
        const float width = buttonWidth(pen, stop);
        commandButton(context, "survey.stop", areaAt(ImVec2(x, row.middleY() - pen.px(14)), width, pen.px(28)), stop,
                      studio::cmd::StopSurvey{});
        const std::string done =
            context.texts.format("survey.progress", {{"done", std::to_string(studio.surveys().job.done())},
                                                     {"count", std::to_string(studio.surveys().job.wanted())}});
        pen.text(ImVec2(x + width + pen.px(14), row.middleY()),
                 {Face::Text, 13, context.theme().dim, render::Align::Start}, done);
        return;
    }
    const std::string label = context.texts.format("survey.run", {{"count", std::to_string(studio::kSurveyElections)}});
    const ButtonLook run{label, {}, ButtonKind::Outlined, 13, true, {}};
    const float width = std::min(buttonWidth(pen, run), row.width());
    commandButton(context, "survey.run", areaAt(ImVec2(x, row.middleY() - pen.px(14)), width, pen.px(28)), run,
                  studio::cmd::RunSurvey{});
    x += width + pen.px(18);
    drawRanges(context, x, row.right, row.middleY());
}

}  // namespace

float heightOf(Picture picture) {
    switch (picture) {
        case Picture::Histogram: return 280;
        case Picture::Roles: return 210;
        case Picture::Votes: return 176;
        case Picture::Configs: return 190;
        case Picture::Terms:
        case Picture::Clients: return 0;
    }
    return 0;
}

void SidePanel::draw(const PanelContext& context, const Area& area, Picture picture, Options options) {
    Pen& pen = context.pen;
    if (options.plate) drawPanelEdge(pen, area);
    const Area room{area.left + pen.px(20), area.top + pen.px(options.head), area.right - pen.px(20),
                    area.bottom - pen.px(10)};
    if (room.empty()) return;
    if (picture == Picture::Histogram) return drawHistogram(context, room);
    const ImVec2 origin(std::round(room.left), std::round(room.top));
    const render::Box box = sceneBox(room);
    scene_.clear();
    scene_.setSize(box.right, box.bottom);
    if (picture == Picture::Roles) {
        render::drawRoleDiagram(context.view, context.run, {box, context.pointing()}, context.look, scene_);
    } else if (picture == Picture::Configs) {
        render::drawConfigurations(context.view, {box, context.pointing()}, context.look, scene_);
    } else {
        render::drawMajorities(context.view, {box, context.pointing()}, context.look, scene_);
    }
    useMouse(context, room, origin);
}

void SidePanel::useMouse(const PanelContext& context, const Area& box, ImVec2 origin) {
    Pen& pen = context.pen;
    const Touch touch = pen.touch("side", box, TouchOptions{true, true});
    context.painter.paint(scene_, {origin, box, true}, pen.list(), pen.record());
    noteSelection(context, scene_, origin);
    if (!touch.hovered) return;
    const raft::Ref ref = refAt(scene_, origin, ImGui::GetIO().MousePos);
    context.state.hoveredNext = ref;
    if (touch.menuWanted) return openMenu(context, ref, ImGui::GetIO().MousePos);
    if (touch.clicked) context.commands.push(studio::cmd::Select{ref});
}

void SidePanel::drawHistogram(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    const Area controls{area.left, area.bottom - pen.px(kControls - 8), area.right, area.bottom};
    const Area picture{area.left, area.top, area.right, controls.top - pen.px(8)};
    const ImVec2 origin(std::round(picture.left), std::round(picture.top));
    if (!picture.empty()) {
        scene_.clear();
        scene_.setSize(sceneBox(picture).right, sceneBox(picture).bottom);
        const render::HistogramInput input = studio::histogramOf(context.studio.surveys().last, context.texts);
        render::drawHistogram(input, {sceneBox(picture)}, context.look, scene_);
        context.painter.paint(scene_, {origin, picture, true}, pen.list(), pen.record());
    }
    drawControls(context, controls);
}

}  // namespace gui
