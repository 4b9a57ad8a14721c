#include <algorithm>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"

namespace gui {
namespace {

namespace fs = std::filesystem;
using render::Align;

constexpr float kPathRow = 30;

void setPath(ViewState& state, const std::string& path) {
    const std::size_t count = std::min(path.size(), state.path.size() - 1);
    std::memcpy(state.path.data(), path.data(), count);
    state.path[count] = '\0';
}

bool saves(PathPurpose purpose) { return purpose == PathPurpose::Save || purpose == PathPurpose::ExportProgress; }

studio::Command commandOf(PathPurpose purpose, const std::string& path) {
    switch (purpose) {
        case PathPurpose::Open: return studio::cmd::OpenFile{path};
        case PathPurpose::Save: return studio::cmd::SaveFile{path};
        case PathPurpose::ExportProgress: return studio::cmd::ExportProgress{path};
        case PathPurpose::ImportProgress: return studio::cmd::ImportProgress{path};
    }
    return studio::cmd::OpenFile{path};
}

std::string_view titleOf(PathPurpose purpose) {
    switch (purpose) {
        case PathPurpose::Open: return "open.title";
        case PathPurpose::Save: return "save.title";
        case PathPurpose::ExportProgress: return "exportProgress.title";
        case PathPurpose::ImportProgress: return "importProgress.title";
    }
    return "open.title";
}

/// What stands in the field at first.
std::string firstPath(const PanelContext& context, PathPurpose purpose) {
    std::error_code error;
    const std::string folder = (fs::current_path(error) / "").string();
    if (purpose == PathPurpose::ImportProgress) return folder;
    if (purpose == PathPurpose::ExportProgress) return folder + "raftlab-progress.json";
    const std::string& before = context.studio.document().path();
    if (!before.empty()) return before;
    return purpose == PathPurpose::Save ? folder + "run.session.json" : folder;
}

struct Entry {
    std::string name;
    fs::path path;
    bool isFolder = false;
};

/// The folders and the files that we may be able to open, folders first. What cannot be read is an empty folder.
std::vector<Entry> entriesOf(const fs::path& folder) {
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        const std::string name = it->path().filename().string();
        const bool isFolder = it->is_directory(ignored);
        const std::string suffix = it->path().extension().string();
        const bool isOurs = suffix == ".json" || suffix == ".ndjson";
        if (name.front() == '.' || (!isFolder && !isOurs)) continue;
        entries.push_back({isFolder ? name + "/" : name, it->path(), isFolder});
    }
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return a.isFolder != b.isFolder ? a.isFolder : a.name < b.name; });
    if (folder.has_parent_path() && folder != folder.root_path())
        entries.insert(entries.begin(), {"../", folder.parent_path(), true});
    return entries;
}

/// The folder that the typed path stands in.
fs::path folderOf(const char* typed) {
    std::error_code error;
    const fs::path path = fs::absolute(fs::path(typed), error);
    if (error) return {};
    return fs::is_directory(path, error) ? path.lexically_normal() : path.parent_path().lexically_normal();
}

void drawEntries(const PanelContext& context, const Area& list, PathPurpose purpose) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    fs::path folder = folderOf(state.path.data());
    if (!folder.has_filename()) folder = folder.parent_path();
    const std::vector<Entry> entries = entriesOf(folder);
    pen.clip(list);
    float y = list.top - state.listScroll;
    for (const Entry& entry : entries) {
        const Area row{list.left, y, list.right, y + pen.px(kPathRow)};
        y = row.bottom;
        if (!row.overlaps(list)) continue;
        const Touch touch = pen.touch("file." + entry.name, row);
        if (touch.hovered) pen.box(row, {context.theme().soft, {}, 1, 6});
        pen.shortText(ImVec2(row.left + pen.px(10), row.middleY()),
                      {Face::Mono, 13, entry.isFolder ? context.theme().dim : context.theme().ink, Align::Start},
                      entry.name, row.width() - pen.px(20));
        if (!touch.clicked) continue;
        setPath(state, entry.isFolder ? (entry.path / "").string() : entry.path.string());
        state.listScroll = 0;
        if (!entry.isFolder && !saves(purpose)) context.commands.push(commandOf(purpose, entry.path.string()));
    }
    pen.endClip();
    const float over = std::max(0.0F, y + state.listScroll - list.bottom);
    state.listScroll = std::clamp(state.listScroll - ImGui::GetIO().MouseWheel * pen.px(kPathRow) * 2, 0.0F, over);
}

/// The last files that were opened or saved, newest first. Returns where what follows begins.
float drawRecentFiles(const PanelContext& context, const Area& area) {
    constexpr std::size_t kShown = 4;
    const std::vector<std::string>& files = context.studio.settings().recentFiles;
    if (files.empty()) return area.top;
    Pen& pen = context.pen;
    float y = area.top;
    pen.text(ImVec2(area.left + pen.px(10), y + pen.px(10)), {Face::SemiBold, 12, context.theme().dim, Align::Start},
             context.tr("open.recent"));
    y += pen.px(22);
    for (std::size_t i = 0; i < std::min(files.size(), kShown); ++i) {
        const Area row{area.left, y, area.right, y + pen.px(kPathRow)};
        y = row.bottom;
        const Touch touch = pen.touch("recent." + std::to_string(i), row);
        if (touch.hovered) pen.box(row, {context.theme().soft, {}, 1, 6});
        const fs::path path(files[i]);
        const float used = pen.shortText(ImVec2(row.left + pen.px(10), row.middleY()),
                                         {Face::Mono, 13, context.theme().ink, Align::Start}, path.filename().string(),
                                         row.width() * 0.6F);
        pen.shortText(ImVec2(row.left + pen.px(24) + used, row.middleY()),
                      {Face::Mono, 12, context.theme().dim, Align::Start}, path.parent_path().string(),
                      row.width() - used - pen.px(34));
        if (touch.clicked) context.commands.push(studio::cmd::OpenFile{files[i]});
    }
    pen.line(ImVec2(area.left, y + pen.px(6)), ImVec2(area.right, y + pen.px(6)), context.theme().hairline, 1);
    return y + pen.px(14);
}

}  // namespace

void drawPathDialog(const PanelContext& context, const Area& window, PathPurpose purpose, DialogOptions options) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    if (state.dialogIsNew) setPath(state, firstPath(context, purpose));
    const DialogFrame frame = beginDialog(context, window, ImVec2(640, 520), titleOf(purpose));
    const Area field{frame.content.left, frame.content.top, frame.content.right, frame.content.top + pen.px(36)};
    const bool entered = textField(context, "##path", field, state.path, {state.dialogIsNew, false});
    float top = field.bottom + pen.px(12);
    if (purpose == PathPurpose::Open)
        top = drawRecentFiles(context, {frame.content.left, top, frame.content.right, frame.content.bottom});
    drawEntries(context, {frame.content.left, top, frame.content.right, frame.content.bottom}, purpose);
    const bool done = dialogButtons(context, frame, saves(purpose) ? "save.do" : "open.do");
    if (done || entered || options.enter) context.commands.push(commandOf(purpose, state.path.data()));
    endDialog(context, frame);
}

}  // namespace gui
