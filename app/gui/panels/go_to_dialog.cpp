#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"

namespace gui {

void drawGoToDialog(const PanelContext& context, const Area& window, DialogOptions options) {
    Pen& pen = context.pen;
    ViewState& state = context.state;
    if (state.dialogIsNew) state.goTo[0] = '\0';
    const DialogFrame frame = beginDialog(context, window, ImVec2(460, 240), "goTo.title");
    const Area field{frame.content.left, frame.content.top, frame.content.right, frame.content.top + pen.px(36)};
    const bool entered = textField(context, "##goTo", field, state.goTo, {state.dialogIsNew, false});
    const studio::cmd::GoTo command{state.goTo.data()};
    const auto whyNot = context.studio.whyNot(command);
    // What is wrong is said while one writes; with nothing written the same place says what can be.
    pen.paragraph(ImVec2(field.left, field.bottom + pen.px(22)),
                  {Face::Text, 13, context.theme().dim, render::Align::Start},
                  whyNot ? std::string_view(*whyNot) : context.tr("goTo.ready"), field.width(), 20, 3);
    const bool done = dialogButtons(context, frame, "goTo.do");
    if ((done || entered || options.enter) && !whyNot) context.commands.push(command);
    endDialog(context, frame);
}

}  // namespace gui
