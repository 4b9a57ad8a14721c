#include "app/gui/panels/tool_strip.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "app/gui/panels/dialog_frame.h"

namespace gui {
namespace {

struct Tool {
    std::string id;
    std::string label;
    std::string key;
    studio::Command command;
    bool chosen = false;
};

/// "Crash", or "Crash S3" while S3 is selected: then the button acts at once, else it picks the tool.
Tool crashTool(const PanelContext& context) {
    const raft::NodeId selected = context.studio.document().selectedServer();
    const bool chosen = context.studio.tool() == studio::Tool::Crash;
    const std::string key = keyCaps(keyHint("crash"));
    if (chosen || selected.value >= context.view.nodes.size()) {
        const studio::Tool other = chosen ? studio::Tool::Point : studio::Tool::Crash;
        return {"tool.crash", std::string(context.tr("tool.crash")), key, studio::cmd::SetTool{other}, chosen};
    }
    const raft::NodeView& node = context.view.nodes[selected.value];
    const std::string label = context.texts.format(node.up ? "hint.crash" : "hint.restart", {{"node", node.name}});
    return {"tool.crash", label, key, studio::cmd::ToggleCrash{selected}, false};
}

std::vector<Tool> toolsOf(const PanelContext& context) {
    const studio::Tool tool = context.studio.tool();
    std::vector<Tool> tools;
    tools.push_back({"tool.point", std::string(context.tr("tool.point")), keyCaps(keyHint("point")),
                     studio::cmd::SetTool{studio::Tool::Point}, tool == studio::Tool::Point});
    tools.push_back({"tool.cut", std::string(context.tr("tool.cut")), keyCaps(keyHint("cut")),
                     studio::cmd::SetTool{tool == studio::Tool::Cut ? studio::Tool::Point : studio::Tool::Cut},
                     tool == studio::Tool::Cut});
    const std::string send = context.texts.format("tool.send", {{"command", context.studio.nextCommandText()}});
    tools.push_back({"tool.send", send, keyCaps(keyHint("send")), studio::cmd::Send{}, tool == studio::Tool::Send});
    tools.push_back(crashTool(context));
    if (!context.studio.whyNot(studio::cmd::Heal{})) {
        tools.push_back(
            {"tool.heal", std::string(context.tr("tool.heal")), keyCaps(keyHint("heal")), studio::cmd::Heal{}, false});
    }
    return tools;
}

/// Beside Send: opens the field for a command of one's own. Returns its right end.
float drawWriteButton(const PanelContext& context, ImVec2 leftTop) {
    Pen& pen = context.pen;
    const Area box = areaAt(ImVec2(leftTop.x + pen.px(2), leftTop.y), pen.px(24), pen.px(kButtonHeight));
    const Touch touch = iconButton(pen, "tool.write", box, {Icon::More, true, false, context.tr("tool.write")});
    if (touch.clicked && !context.state.writing) openCommandField(context, std::nullopt, box);
    return box.right;
}

}  // namespace

void drawToolStrip(const PanelContext& context, const Area& area) {
    Pen& pen = context.pen;
    const std::vector<Tool> tools = toolsOf(context);
    const auto lookOf = [](const Tool& tool, std::string_view key) {
        return ButtonLook{tool.label, key, tool.chosen ? ButtonKind::Chosen : ButtonKind::Chip, 13, true, {}};
    };
    const float gap = pen.px(8);
    float needed = 0;
    for (const Tool& tool : tools) needed += buttonWidth(pen, lookOf(tool, tool.key)) + gap;
    needed += pen.px(26);  // The button beside Send.
    const bool withKeys = needed <= area.width();
    float x = area.left;
    const float top = area.middleY() - pen.px(kButtonHeight / 2);
    for (const Tool& tool : tools) {
        const ButtonLook look = lookOf(tool, withKeys ? std::string_view(tool.key) : std::string_view());
        const float width = std::min(buttonWidth(pen, look), area.right - x);
        if (width < pen.px(30)) return;
        commandButton(context, tool.id, areaAt(ImVec2(x, top), width, pen.px(kButtonHeight)), look, tool.command);
        x += width;
        if (tool.id == "tool.send") x = drawWriteButton(context, ImVec2(x, top));
        x += gap;
    }
}

void openCommandField(const PanelContext& context, std::optional<raft::NodeId> to, const Area& anchor) {
    ViewState& state = context.state;
    state.hands.letGo();
    state.writing = state.writingIsNew = true;
    state.writingTo = to;
    state.writingAnchor = anchor;
    const std::string text = context.studio.nextCommandText();
    const std::size_t count = std::min(text.size(), state.command.size() - 1);
    std::memcpy(state.command.data(), text.data(), count);
    state.command[count] = '\0';
}

void drawCommandField(const PanelContext& context, const Area& window) {
    ViewState& state = context.state;
    if (!state.writing) return;
    Pen& pen = context.pen;
    const std::string label =
        state.writingTo
            ? context.texts.format("tool.sendThisTo", {{"node", std::string(context.nameOf(*state.writingTo))}})
            : std::string(context.tr("tool.sendThis"));
    const ButtonLook look{label, context.tr("key.enter"), ButtonKind::Chosen, 13, true, {}};
    const float sendWidth = buttonWidth(pen, look);
    const float width = pen.px(170) + sendWidth + pen.px(24);
    const Area anchor = state.writingAnchor;
    const Area plate = pushedInto(areaAt(ImVec2(anchor.left, anchor.top - pen.px(56)), width, pen.px(48)), window);
    beginFloating(pen, "##command", plate);
    pen.box(plate, {context.theme().panel, context.theme().dim, 1, 10});
    const Area field = areaAt(ImVec2(plate.left + pen.px(8), plate.top + pen.px(9)), pen.px(170), pen.px(30));
    const bool entered = textField(context, "##command.text", field, state.command, {state.writingIsNew, false});
    const studio::cmd::Send command{state.command.data(), state.writingTo};
    const Area box = areaAt(ImVec2(field.right + pen.px(8), plate.top + pen.px(10)), sendWidth, pen.px(kButtonHeight));
    const bool sent = commandButton(context, "command.send", box, look, command).clicked;
    if (entered) context.commands.push(command);
    endFloating();
    const bool elsewhere =
        ImGui::IsMouseClicked(ImGuiMouseButton_Left) && !state.writingIsNew && !plate.contains(ImGui::GetIO().MousePos);
    state.writingIsNew = false;
    if (sent || entered || elsewhere) state.writing = false;
}

}  // namespace gui
