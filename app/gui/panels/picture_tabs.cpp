#include "app/gui/panels/picture_tabs.h"

#include <array>

namespace gui {
namespace {

using studio::Picture;

constexpr std::array<std::string_view, studio::kPictures.size()> kTitles{
    "panel.roles", "panel.terms", "panel.votes", "panel.clients", "panel.histogram", "panel.configs"};
constexpr std::array<std::string_view, studio::kPictures.size()> kStageNames{
    "stage.roles", "stage.terms", "stage.votes", "stage.clients", "stage.histogram", "stage.configs"};

constexpr float kSpacing = 1.1F;

/// Capitals are spaced by hand: the library has no letter spacing.
float spacedWidth(Pen& pen, const TextLook& look, std::string_view text) {
    float width = 0;
    while (!text.empty()) {
        const std::string_view before = text;
        render::takeCharacter(text);
        width += pen.width(look, before.substr(0, before.size() - text.size())) + pen.px(kSpacing);
    }
    return width;
}

void drawSpaced(Pen& pen, ImVec2 at, const TextLook& look, std::string_view text) {
    while (!text.empty()) {
        const std::string_view before = text;
        render::takeCharacter(text);
        at.x += pen.text(at, look, before.substr(0, before.size() - text.size())) + pen.px(kSpacing);
    }
}

}  // namespace

std::string_view titleOf(Picture picture) { return kTitles[static_cast<std::size_t>(picture)]; }
std::string_view stageNameOf(Picture picture) { return kStageNames[static_cast<std::size_t>(picture)]; }

std::vector<PictureTab> pictureTabs(const studio::Studio& studio, PicturePlace place, TabRules rules) {
    const bool overTime = place == PicturePlace::Time;
    const std::optional<Picture> open = overTime ? studio.timePicture() : studio.sidePicture();
    std::vector<PictureTab> tabs;
    if (rules.usual) tabs.push_back({{}, overTime ? "panel.time" : "panel.why", !open, open});
    for (const Picture picture : studio::kPictures) {
        if (isOverTime(picture) != overTime) continue;
        if (rules.all || studio.lessonNames(picture) || open == picture) {
            const bool chosen = open == picture;
            tabs.push_back({picture, titleOf(picture), chosen, chosen ? std::nullopt : std::optional(picture)});
        }
    }
    for (const Picture picture : studio::kPictures) {
        if (!rules.others || isOverTime(picture) == overTime) continue;
        const bool chosen = (overTime ? studio.sidePicture() : studio.timePicture()) == picture;
        tabs.push_back({picture, titleOf(picture), chosen, picture});
    }
    return tabs;
}

float drawPictureTabs(const PanelContext& context, const Area& area, const std::vector<PictureTab>& tabs,
                      std::string_view id) {
    if (tabs.size() == 1) return drawPanelTitle(context, area, tabs.front().title);
    Pen& pen = context.pen;
    float x = area.left + pen.px(20);
    const float y = area.top + pen.px(22);
    for (const PictureTab& tab : tabs) {
        const std::string_view text = context.tr(tab.title);
        TextLook look{Face::SemiBold, 11, context.theme().dim, render::Align::Start};
        const float width = spacedWidth(pen, look, text);
        if (x + width > area.right - pen.px(12)) break;
        const Area box{x - pen.px(7), y - pen.px(11), x + width + pen.px(6), y + pen.px(10)};
        const Touch touch = pen.touch(std::string(id) + std::string(tab.title), box);
        if (tab.chosen) {
            pen.box(box, {context.theme().soft, {}, 1, 6});
            look.color = context.theme().ink;
        } else if (touch.hovered) {
            look.color = context.theme().ink;
        }
        drawSpaced(pen, ImVec2(x, y), look, text);
        if (touch.clicked && tab.toggles) context.commands.push(studio::cmd::ShowPicture{*tab.toggles});
        x += width + pen.px(20);
    }
    return x;
}

}  // namespace gui
