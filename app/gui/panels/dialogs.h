#pragma once

#include <optional>
#include <vector>

#include "app/gui/panels/panel_context.h"

namespace gui {

/// Draws the dialog that is open, if one is, over the whole window. `enter`: the Enter key was pressed.
struct DialogOptions {
    bool enter = false;
};
void drawDialogs(const PanelContext& context, const Area& window, DialogOptions options);

// One each; the function above picks.
void drawNewClusterDialog(const PanelContext& context, const Area& window, DialogOptions options);
void drawMembersDialog(const PanelContext& context, const Area& window, DialogOptions options);
void drawRulesDialog(const PanelContext& context, const Area& window, DialogOptions options);
void drawLessonsDialog(const PanelContext& context, const Area& window, DialogOptions options);
void drawPredictionsDialog(const PanelContext& context, const Area& window);
void drawGlossaryDialog(const PanelContext& context, const Area& window);
void drawGoToDialog(const PanelContext& context, const Area& window, DialogOptions options);
void drawKeysDialog(const PanelContext& context, const Area& window);
void drawFindDialog(const PanelContext& context, const Area& window, DialogOptions options);
void drawStepDialog(const PanelContext& context, const Area& window);
void drawPosterDialog(const PanelContext& context, const Area& window);
void drawInterviewDialog(const PanelContext& context, const Area& window, DialogOptions options);
void drawQuizDialog(const PanelContext& context, const Area& window);
void drawVerifyDialog(const PanelContext& context, const Area& window);
void drawStoryboardDialog(const PanelContext& context, const Area& window);
void drawTeachDialog(const PanelContext& context, const Area& window);
/// A question with two or three answers: Unsaved, Overwrite, Recover, ResetProgress.
void drawQuestionDialog(const PanelContext& context, const Area& window, DialogOptions options);
enum class PathPurpose { Open, Save, ExportProgress, ImportProgress };
void drawExportDialog(const PanelContext& context, const Area& window, DialogOptions options);
void drawPathDialog(const PanelContext& context, const Area& window, PathPurpose purpose, DialogOptions options);

}  // namespace gui
