#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/gui/canvas/buttons.h"
#include "app/gui/canvas/pen.h"
#include "app/gui/canvas/scene_painter.h"
#include "app/gui/panels/view_state.h"
#include "app/studio/studio.h"
#include "raft/history/views.h"
#include "render/look.h"

namespace gui {

/// What every panel gets: it reads the studio, draws with the pen, and pushes commands. No panel knows another.
struct PanelContext {
    const studio::Studio& studio;
    studio::CommandQueue& commands;
    ViewState& state;
    Pen& pen;
    ScenePainter& painter;
    const render::Look& look;
    const raft::ClusterView& view;
    const raft::RunView& run;
    studio::Texts texts;

    std::string_view tr(std::string_view key) const { return texts.tr(key); }
    const render::Theme& theme() const { return pen.theme(); }
    render::Pointing pointing() const { return {studio.document().selection(), state.hovered, studio.marks()}; }
    std::string_view nameOf(raft::NodeId end) const;
};

/// The edge of a panel. Its inside is what the window was cleared with: filling it would cost software OpenGL more than
/// everything that is drawn on it.
void drawPanelEdge(Pen& pen, const Area& area);
/// What is left between the panels, and their round corners, in the colour of the paper behind them.
void drawPaper(Pen& pen, const Area& window, std::span<const Area> panels);
/// A small label in spaced capitals at the panel's left top corner. Returns its right end.
float drawPanelTitle(const PanelContext& context, const Area& area, std::string_view key);

/// A button that pushes `command`; greyed with the reason as its hint while that is impossible.
Touch commandButton(const PanelContext& context, std::string_view id, const Area& area, ButtonLook look,
                    const studio::Command& command);
Touch commandIcon(const PanelContext& context, std::string_view id, const Area& area, IconLook look,
                  const studio::Command& command);
/// The key of a command, as its button shows it; empty if it has none.
std::string_view keyHint(std::string_view commandId);

/// "Ctrl+N" written as two words, as keys are: "Ctrl N".
std::string keyCaps(std::string_view key);

render::Box sceneBox(const Area& area);
inline render::Point scenePoint(ImVec2 origin, ImVec2 at) {
    return {render::fromPx(at.x - origin.x), render::fromPx(at.y - origin.y)};
}

struct FloatingOptions {
    bool takesMouse = true;
};
/// A floating window above everything that was drawn before; always followed by endFloating().
void beginFloating(Pen& pen, const char* id, const Area& area, FloatingOptions options = {});
void endFloating();

}  // namespace gui
