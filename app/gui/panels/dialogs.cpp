#include "app/gui/panels/dialogs.h"

namespace gui {

void drawDialogs(const PanelContext& context, const Area& window, DialogOptions options) {
    const studio::Dialog dialog = context.studio.dialog();
    // A dialog that leads to another begins it as well.
    if (dialog != context.state.dialogBefore) {
        context.state.dialogIsNew = true;
        context.state.listScroll = 0;
    }
    context.state.dialogBefore = dialog;
    switch (dialog) {
        case studio::Dialog::None: break;
        case studio::Dialog::Lessons: drawLessonsDialog(context, window, options); break;
        case studio::Dialog::Predictions: drawPredictionsDialog(context, window); break;
        case studio::Dialog::NewCluster: drawNewClusterDialog(context, window, options); break;
        case studio::Dialog::Members: drawMembersDialog(context, window, options); break;
        case studio::Dialog::Rules: drawRulesDialog(context, window, options); break;
        case studio::Dialog::Teach: drawTeachDialog(context, window); break;
        case studio::Dialog::GoTo: drawGoToDialog(context, window, options); break;
        case studio::Dialog::Keys: drawKeysDialog(context, window); break;
        case studio::Dialog::Glossary: drawGlossaryDialog(context, window); break;
        case studio::Dialog::Open: drawPathDialog(context, window, PathPurpose::Open, options); break;
        case studio::Dialog::Save: drawPathDialog(context, window, PathPurpose::Save, options); break;
        case studio::Dialog::ExportProgress:
            drawPathDialog(context, window, PathPurpose::ExportProgress, options);
            break;
        case studio::Dialog::ImportProgress:
            drawPathDialog(context, window, PathPurpose::ImportProgress, options);
            break;
        case studio::Dialog::Unsaved:
        case studio::Dialog::Overwrite:
        case studio::Dialog::Recover:
        case studio::Dialog::ResetProgress: drawQuestionDialog(context, window, options); break;
        case studio::Dialog::Export: drawExportDialog(context, window, options); break;
        case studio::Dialog::Find: drawFindDialog(context, window, options); break;
        case studio::Dialog::GoToStep: drawStepDialog(context, window); break;
        case studio::Dialog::Poster: drawPosterDialog(context, window); break;
        case studio::Dialog::Interview: drawInterviewDialog(context, window, options); break;
        case studio::Dialog::Quiz: drawQuizDialog(context, window); break;
        case studio::Dialog::Verify: drawVerifyDialog(context, window); break;
        case studio::Dialog::Storyboard: drawStoryboardDialog(context, window); break;
    }
    // Once it has been drawn, a dialog is no longer new; while none is open the next one will be.
    context.state.dialogIsNew = dialog == studio::Dialog::None;
    if (dialog == studio::Dialog::None) context.state.listScroll = 0;
}

}  // namespace gui
