#include <algorithm>
#include <cstring>
#include <optional>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/drawers.h"
#include "app/studio/bookmarks.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;

constexpr float kPlaceRow = 40;
constexpr float kIndent = 16;

raft::Ref bookmarkRef(std::size_t number) { return {raft::RefKind::Button, static_cast<std::uint32_t>(number), 0}; }

void beginRenaming(ViewState& state, raft::Ref what, const std::string& name) {
    state.renaming = what;
    state.renamingIsNew = true;
    const std::size_t count = std::min(name.size(), state.newName.size() - 1);
    std::memcpy(state.newName.data(), name.data(), count);
    state.newName[count] = '\0';
}

/// The field in the place of a name; Enter keeps what stands in it.
void drawRenaming(const PanelContext& context, const Area& row, const studio::Command& command) {
    ViewState& state = context.state;
    const Area field = row.inset(context.pen.px(4));
    const bool entered = textField(context, "##newName", field, state.newName, {state.renamingIsNew, false});
    const bool left = ImGui::IsItemDeactivated();  // Escape, or a click somewhere else.
    state.renamingIsNew = false;
    if (entered) context.commands.push(command);
    if (entered || left) state.renaming = {};
}

/// A name with something small below it. Returns what was clicked.
struct PlaceRow {
    std::string id;
    std::string name;
    std::string detail;
    bool strong = false;
};
Touch drawPlaceRow(const PanelContext& context, const PlaceRow& place, const Area& row, float textRight) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    const Touch touch = pen.touch(place.id, row);
    if (touch.hovered || place.strong) pen.box(row, {theme.soft, {}, 1, 6});
    const float left = row.left + pen.px(10);
    pen.shortText(ImVec2(left, row.top + pen.px(13)),
                  {place.strong ? Face::SemiBold : Face::Text, 13, theme.ink, Align::Start}, place.name,
                  textRight - left);
    pen.shortText(ImVec2(left, row.top + pen.px(29)), {Face::Mono, 11, theme.dim, Align::Start}, place.detail,
                  textRight - left);
    return touch;
}

/// Small buttons at a row's right end, while the mouse is on it: rename, and remove if there is a command for it.
struct RowButtons {
    std::string id;
    raft::Ref what;
    std::string name;
    std::optional<studio::Command> remove;
};
/// Returns their left end.
float drawRowButtons(const PanelContext& context, const Area& row, const RowButtons& buttons) {
    Pen& pen = context.pen;
    float right = row.right - pen.px(4);
    if (!row.contains(ImGui::GetIO().MousePos)) return right;
    if (buttons.remove) {
        const Area cross = areaAround(ImVec2(right - pen.px(12), row.middleY()), pen.px(24), pen.px(24));
        const std::string hint(context.tr("places.remove"));
        commandIcon(context, buttons.id + ".remove", cross, {Icon::Close, true, false, hint}, *buttons.remove);
        right = cross.left;
    }
    const ButtonLook look{context.tr("places.rename"), {}, ButtonKind::Quiet, 12, true, {}};
    const float width = buttonWidth(pen, look);
    const Area box = areaAt(ImVec2(right - width, row.middleY() - pen.px(12)), width, pen.px(24));
    if (button(pen, buttons.id + ".rename", box, look).clicked)
        beginRenaming(context.state, buttons.what, buttons.name);
    return box.left;
}

// ---- Branches ----

/// Each line after its parent, one deeper.
struct TreeRow {
    const raft::BranchView* branch = nullptr;
    int depth = 0;
};
void addChildren(const std::vector<raft::BranchView>& branches, int parent, int depth, std::vector<TreeRow>& rows) {
    for (const raft::BranchView& branch : branches) {
        if (branch.parent != parent) continue;
        rows.push_back({&branch, depth});
        addChildren(branches, branch.line, depth + 1, rows);
    }
}

std::string branchDetail(const PanelContext& context, const raft::BranchView& branch) {
    const raft::History& history = context.studio.document().history();
    const std::string actions = std::to_string(history.ownActions(branch.line).size());
    if (branch.parent < 0) return context.texts.format("places.actions", {{"count", actions}});
    const std::string time = studio::timeText(branch.forkTime, context.texts);
    return context.texts.format("places.fork", {{"time", time}, {"count", actions}});
}

void drawBranchRow(const PanelContext& context, const TreeRow& place, const Area& list, float y) {
    Pen& pen = context.pen;
    const raft::BranchView& branch = *place.branch;
    const float indent = pen.px(kIndent) * static_cast<float>(std::min(place.depth, 6));
    const Area row{list.left + indent, y, list.right, y + pen.px(kPlaceRow) - pen.px(2)};
    if (place.depth > 0) {
        // The twig that ties it to its parent.
        const float x = row.left - pen.px(8);
        pen.line(ImVec2(x, row.top - pen.px(8)), ImVec2(x, row.middleY()), context.theme().ghost, 1.2F);
        pen.line(ImVec2(x, row.middleY()), ImVec2(row.left - pen.px(1), row.middleY()), context.theme().ghost, 1.2F);
    }
    const raft::Ref ref = raft::branchRef(branch.line);
    if (context.state.renaming == ref) {
        return drawRenaming(context, row, studio::cmd::RenameBranch{branch.line, context.state.newName.data()});
    }
    const std::string id = "branch." + std::to_string(branch.line);
    const std::string name = context.studio.branchName(branch.line);
    float textRight = row.right - pen.px(6);
    if (branch.line > 0) textRight = drawRowButtons(context, row, {id, ref, name, std::nullopt});
    const Touch touch =
        drawPlaceRow(context, {id, name, branchDetail(context, branch), branch.current}, row, textRight);
    if (touch.clicked && !branch.current) context.commands.push(studio::cmd::SwitchBranch{branch.line});
}

// ---- Bookmarks ----

void drawBookmarkRow(const PanelContext& context, std::size_t number, const Area& row) {
    const studio::Document& document = context.studio.document();
    const studio::Bookmark& bookmark = document.bookmarks()[number];
    const raft::Ref ref = bookmarkRef(number);
    const int index = static_cast<int>(number);
    if (context.state.renaming == ref) {
        return drawRenaming(context, row, studio::cmd::RenameBookmark{index, context.state.newName.data()});
    }
    const std::string id = "bookmark." + std::to_string(number);
    const float textRight = drawRowButtons(context, row, {id, ref, bookmark.name, studio::cmd::RemoveBookmark{index}});
    const studio::Command jump = studio::cmd::GoToBookmark{index};
    const auto whyNot = context.studio.whyNot(jump);
    std::string detail = studio::timeText(bookmark.place.time, context.texts);
    if (!whyNot) detail += "  " + context.studio.branchName(bookmark.place.line);
    const bool here = document.place() == bookmark.place;
    const Touch touch = drawPlaceRow(context, {id, bookmark.name, whyNot ? *whyNot : detail, here}, row, textRight);
    if (touch.clicked && !whyNot) context.commands.push(jump);
}

/// Returns the top of what follows.
float drawHeading(const PanelContext& context, const Area& list, float y, std::string_view key) {
    drawPanelTitle(context, {list.left - context.pen.px(20), y - context.pen.px(10), list.right, y}, key);
    return y + context.pen.px(26);
}

float drawCommandRow(const PanelContext& context, const Area& list, float y, std::string_view id, std::string_view key,
                     std::string_view commandId) {
    Pen& pen = context.pen;
    const std::string caps = keyCaps(keyHint(commandId));
    const ButtonLook look{context.tr(key), caps, ButtonKind::Chip, 13, true, {}};
    const Area box = areaAt(ImVec2(list.left, y), std::min(buttonWidth(pen, look), list.width()), pen.px(30));
    commandButton(context, id, box, look, studio::commandNamed(commandId)->command);
    return y + pen.px(40);
}

}  // namespace

void drawPlacesDrawer(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    const studio::Document& document = context.studio.document();
    pen.clip(area);
    const Area list{area.left, area.top, area.right - pen.px(4), area.bottom};
    float y = drawHeading(context, list, list.top - state.placesScroll + pen.px(2), "places.branches");
    std::vector<TreeRow> rows;
    addChildren(context.run.branches, -1, 0, rows);
    for (const TreeRow& row : rows) {
        drawBranchRow(context, row, list, y);
        y += pen.px(kPlaceRow);
    }
    y += pen.px(6);
    if (document.lesson() != nullptr && !document.atLessonPlace()) {
        y = drawCommandRow(context, list, y, "places.lesson", "command.backToLesson", "back-to-lesson");
    }
    y = drawHeading(context, list, y + pen.px(12), "places.bookmarks");
    for (std::size_t number = 0; number < document.bookmarks().size(); ++number) {
        drawBookmarkRow(context, number, {list.left, y, list.right, y + pen.px(kPlaceRow) - pen.px(2)});
        y += pen.px(kPlaceRow);
    }
    y = drawCommandRow(context, list, y + pen.px(6), "places.add", "command.bookmark", "bookmark");
    y = drawCommandRow(context, list, y, "places.goTo", "command.goTo", "go-to");
    pen.endClip();
    const float over = std::max(0.0F, y + state.placesScroll - area.bottom);
    if (area.contains(ImGui::GetIO().MousePos) && ImGui::IsWindowHovered()) {
        state.placesScroll -= ImGui::GetIO().MouseWheel * pen.px(kPlaceRow);
    }
    state.placesScroll = std::clamp(state.placesScroll, 0.0F, over);
}

}  // namespace gui
