// The rules of Raft on one page, lit where the lessons of a track have spoken of them.

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/studio/poster_page.h"
#include "app/studio/self_study.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using studio::cmd::StudyMove;

constexpr float kTabRow = 38;
constexpr float kPosterFoot = 52;

struct Tab {
    std::string track;  ///< Empty: all of them.
    std::string label;
};

std::vector<Tab> tabsOf(const PanelContext& context) {
    std::vector<Tab> tabs{{{}, std::string(context.tr("poster.wholeCourse"))}};
    const studio::SelfStudy& study = context.studio.study();
    for (const std::string& track : studio::posterTracks(study.handouts.posters, context.studio.course())) {
        tabs.push_back({track, studio::trackName(track, context.studio.course(), context.texts)});
    }
    return tabs;
}

/// All chips in one row, in somewhat smaller letters where they need it; in a narrow window a second row. Returns how
/// much lower than with one row the page begins.
float drawTracks(const PanelContext& context, const Area& row) {
    Pen& pen = context.pen;
    const std::vector<Tab> tabs = tabsOf(context);
    const auto lookOf = [&](const Tab& tab, float size) {
        const bool chosen = context.studio.study().posterTrack == tab.track;
        return ButtonLook{tab.label, {}, chosen ? ButtonKind::Chosen : ButtonKind::Chip, size, true, {}};
    };
    float size = 13;
    float gap = pen.px(8);
    const auto widthAt = [&](float letters) {
        float width = -gap;
        for (const Tab& tab : tabs) width += buttonWidth(pen, lookOf(tab, letters)) + gap;
        return width;
    };
    if (widthAt(size) > row.width()) gap = pen.px(4);
    while (size > 11 && widthAt(size) > row.width()) --size;
    float x = row.left;
    float y = row.top;
    for (const Tab& tab : tabs) {
        const ButtonLook look = lookOf(tab, size);
        const float width = std::min(buttonWidth(pen, look), row.width());
        if (x + width > row.right + 1) {
            x = row.left;
            y += pen.px(kButtonHeight) + gap;
        }
        const Area area = areaAt(ImVec2(x, y), width, pen.px(kButtonHeight));
        const std::string id = "poster.track." + (tab.track.empty() ? "all" : tab.track);
        commandButton(context, id, area, look, StudyMove{StudyMove::Kind::ShowPoster, 0, tab.track});
        x += width + gap;
    }
    return y - row.top;
}

/// Where the rows of the rules are on the page: the first shape of each group is its plate.
std::vector<Area> rowsOf(const render::Scene& scene, ImVec2 origin, std::size_t count) {
    std::vector<Area> rows(count);
    const render::GroupBegin* open = nullptr;
    for (const render::Item& item : scene.items()) {
        if (const auto* begin = std::get_if<render::GroupBegin>(&item)) {
            open = begin->ref.kind == raft::RefKind::Button ? begin : nullptr;
        } else if (const auto* rect = std::get_if<render::RectItem>(&item); rect != nullptr && open != nullptr) {
            if (open->ref.a < count) {
                rows[open->ref.a] =
                    Area{origin.x + render::toPx(rect->box.left), origin.y + render::toPx(rect->box.top),
                         origin.x + render::toPx(rect->box.right), origin.y + render::toPx(rect->box.bottom)};
            }
            open = nullptr;
        }
    }
    return rows;
}

/// A rule opens the lesson that speaks of it.
void drawRules(const PanelContext& context, const render::Scene& scene, ImVec2 origin,
               const std::vector<studio::PosterRulePlace>& places) {
    Pen& pen = context.pen;
    const std::vector<Area> rows = rowsOf(scene, origin, places.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].lesson.empty() || rows[i].empty()) continue;
        const studio::Command open = studio::cmd::OpenLesson{places[i].lesson};
        const Touch touch = pen.touch("poster.rule." + places[i].rule->id, rows[i]);
        if (touch.hovered) {
            pen.box(rows[i], {{}, context.theme().ink, 1, 5});
            const studio::CourseEntry& entry = *context.studio.course().find(places[i].lesson);
            pen.tooltip(context.texts.format("poster.opens",
                                             {{"title", studio::textOf(entry.title, context.texts.language())}}),
                        rows[i]);
        }
        if (touch.clicked) context.commands.push(open);
    }
}

void drawPosterFoot(const PanelContext& context, const Area& foot) {
    Pen& pen = context.pen;
    const float top = foot.middleY() - pen.px(kButtonHeight / 2);
    const std::string key = keyCaps(keyHint("lessons"));
    const ButtonLook lessons{context.tr("poster.lessons"), key, ButtonKind::Primary, 14, true, {}};
    const float width = buttonWidth(pen, lessons) + pen.px(8);
    commandButton(context, "poster.lessons", areaAt(ImVec2(foot.right - width, top), width, pen.px(kButtonHeight)),
                  lessons, studio::cmd::Show{studio::Dialog::Lessons});
    const TextLook label{Face::Text, 13, context.theme().dim, Align::Start};
    float x = foot.left + pen.text(ImVec2(foot.left, foot.middleY()), label, context.tr("poster.saveAs")) + pen.px(12);
    for (const char* suffix : {"pdf", "svg", "png"}) {
        const std::string name = std::string("export.") + suffix;
        const ButtonLook look{context.tr(name), {}, ButtonKind::Outlined, 13, true, {}};
        const float own = buttonWidth(pen, look);
        commandButton(context, std::string("poster.save.") + suffix, areaAt(ImVec2(x, top), own, pen.px(kButtonHeight)),
                      look, StudyMove{StudyMove::Kind::SavePoster, 0, suffix});
        x += own + pen.px(8);
    }
}

}  // namespace

void drawPosterDialog(const PanelContext& context, const Area& window) {
    Pen& pen = context.pen;
    const studio::Studio& studio = context.studio;
    const studio::SelfStudy& study = studio.study();
    const DialogFrame frame = beginDialog(context, window, ImVec2(1360, 860), "poster.page");
    const auto isPlayed = [&studio](std::string_view lesson) { return studio::isPlayed(studio, lesson); };
    const lessons::PosterBook& book = study.handouts.posters;
    render::PosterInput input = studio::posterInput(book, studio.course(), study.posterTrack, isPlayed, context.texts);
    pen.shortText(ImVec2(frame.content.right, frame.plate.top + pen.px(34)),
                  {Face::Text, 14, context.theme().dim, Align::End}, input.subtitle, frame.content.width() * 0.6F);
    const float more = drawTracks(context, frame.content);
    input.title.clear();
    const Area foot{frame.content.left, frame.plate.bottom - pen.px(kPosterFoot), frame.content.right,
                    frame.plate.bottom};
    const Area page{frame.content.left, frame.content.top + pen.px(kTabRow) + more, frame.content.right, foot.top};
    const ImVec2 origin(std::round(page.left), std::round(page.top));
    const render::Box box = sceneBox(page);
    render::Scene scene;
    scene.setSize(box.right, box.bottom);
    render::drawPoster(input, {box}, context.look, scene);
    context.painter.paint(scene, {origin, page, true}, pen.list(), pen.record());
    drawRules(context, scene, origin, studio::posterPlaces(book, studio.course(), study.posterTrack, isPlayed));
    drawPosterFoot(context, foot);
    endDialog(context, frame);
}

}  // namespace gui
