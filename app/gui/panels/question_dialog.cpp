#include <optional>
#include <string>

#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"

namespace gui {
namespace {

using render::Align;

/// One answer: a button and what it asks for.
struct Answer {
    std::string_view id;
    std::string_view label;  ///< Catalogue key.
    studio::Command command;
};

/// What is asked. Escape is always an answer: everything stays as it is.
struct AskedAgain {
    std::string_view title;  ///< Catalogue key.
    std::string text;
    Answer main;  ///< What Enter does too.
    std::optional<Answer> other;
};

AskedAgain askedAgain(const PanelContext& context) {
    namespace cmd = studio::cmd;
    switch (context.studio.dialog()) {
        case studio::Dialog::Overwrite:
            return {"overwrite.title",
                    context.texts.format("overwrite.text", {{"path", context.studio.fileToReplace()}}),
                    {"question.replace", "overwrite.do", cmd::ReplaceFile{}},
                    std::nullopt};
        case studio::Dialog::Recover:
            return {"recover.title",
                    std::string(context.tr("recover.text")),
                    {"question.recover", "recover.do", cmd::RecoverRun{}},
                    Answer{"question.forget", "recover.forget", cmd::ForgetRecovered{}}};
        case studio::Dialog::ResetProgress:
            return {"reset.title",
                    std::string(context.tr("reset.text")),
                    {"question.reset", "reset.do", cmd::ResetProgress{}},
                    Answer{"question.export", "command.exportProgress", cmd::Show{studio::Dialog::ExportProgress}}};
        default:
            return {"unsaved.title",
                    std::string(context.tr("unsaved.text")),
                    {"question.save", "unsaved.save", cmd::SaveAndLeave{}},
                    Answer{"question.leave", "unsaved.leave", cmd::LeaveUnsaved{}}};
    }
}

}  // namespace

void drawQuestionDialog(const PanelContext& context, const Area& window, DialogOptions options) {
    Pen& pen = context.pen;
    const AskedAgain question = askedAgain(context);
    const DialogFrame frame = beginDialog(context, window, ImVec2(560, 236), question.title);
    pen.paragraph(ImVec2(frame.content.left, frame.content.top + pen.px(12)),
                  {Face::Text, 14, context.theme().ink, Align::Start}, question.text, frame.content.width(), 24, 3);
    // The answer that gives something up stands apart from the two others.
    if (question.other) {
        const ButtonLook look{context.tr(question.other->label), {}, ButtonKind::Chip, 14, true, {}};
        const float width = buttonWidth(pen, look) + pen.px(8);
        const Area area = areaAt(ImVec2(frame.foot.left, frame.foot.middleY() - pen.px(18)), width, pen.px(36));
        commandButton(context, question.other->id, area, look, question.other->command);
    }
    const bool done = dialogButtons(context, frame, question.main.label);
    if (done || options.enter) context.commands.push(question.main.command);
    endDialog(context, frame);
}

}  // namespace gui
