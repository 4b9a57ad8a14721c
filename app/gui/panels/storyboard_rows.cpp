#include "app/gui/panels/storyboard_rows.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "app/gui/panels/dialog_frame.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using AuthorKind = studio::cmd::AuthorMove::Kind;
using studio::RecordingOption;
using studio::RecordingRow;

constexpr float kStoryRow = 40;
constexpr float kOption = 27;
constexpr float kTextField = 32;
constexpr float kColumnGap = 14;  // Between columns.

std::string picked(const std::vector<RecordingOption>& options, std::string_view between) {
    std::vector<std::string> words;
    for (const RecordingOption& option : options) {
        if (option.isPicked) words.push_back(option.text);
    }
    return studio::joined(words, between);
}

/// Options below each other, each with a mark that is filled if it is picked: a box where there may be several.
enum class Marks { Several, One };

struct OptionList {
    std::string_view id;     ///< "until": of its places to click.
    std::string_view title;  ///< Catalogue key.
    AuthorKind kind = AuthorKind::Until;
    Marks marks = Marks::One;
};

float drawOptions(const PanelContext& context, const Area& column, const OptionList& list,
                  const std::vector<RecordingOption>& options, int step) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    float y = column.top + pen.px(10);
    pen.text(ImVec2(column.left, y), {Face::SemiBold, 12, theme.dim, Align::Start}, context.tr(list.title));
    y += pen.px(10);
    if (options.empty()) {
        pen.text(ImVec2(column.left, y + pen.px(kOption / 2)), {Face::Text, 13, theme.dim, Align::Start},
                 context.tr("storyboard.nothing"));
        y += pen.px(kOption);
    }
    for (std::size_t i = 0; i < options.size(); ++i) {
        const Area row{column.left - pen.px(6), y, column.right, y + pen.px(kOption)};
        y = row.bottom;
        const std::string id = "story." + std::string(list.id) + "." + std::to_string(i);
        const Touch touch = pen.touch(id, row);
        if (touch.hovered) pen.box(row, {theme.soft, {}, 1, 6});
        const ImVec2 mark(column.left + pen.px(7), row.middleY());
        const bool isBox = list.marks == Marks::Several;
        const Area box = areaAround(mark, pen.px(14), pen.px(14));
        pen.box(box, {options[i].isPicked ? theme.ink : theme.panel, theme.dim, 1, isBox ? 3.0F : 7.0F});
        if (options[i].isPicked && isBox) drawIcon(pen, Icon::Check, mark, theme.panel);
        if (options[i].isPicked && !isBox) pen.circle(mark, pen.px(3), theme.panel);
        const float left = column.left + pen.px(22);
        const TextLook look{Face::Text, 13, theme.ink, Align::Start};
        pen.shortText(ImVec2(left, row.middleY()), look, options[i].text, row.right - pen.px(6) - left);
        if (touch.hovered && pen.width(look, options[i].text) > row.right - pen.px(6) - left) {
            pen.tooltip(options[i].text, row);
        }
        if (touch.clicked) context.commands.push(studio::cmd::AuthorMove{list.kind, step, static_cast<int>(i)});
    }
    return y - column.top;
}

/// The pick-lists of the open row.
float drawUnfolded(const PanelContext& context, const StoryColumns& columns, const RecordingRow& row, int number,
                   float top) {
    Pen& pen = context.pen;
    StoryboardForm& form = context.state.storyboard;
    const Area fields{columns.say, top, columns.right, top + pen.px(kTextField)};
    drawLanguagePair(context, fields, {"say", row.say, {AuthorKind::Say, number}},
                     form.say[static_cast<std::size_t>(number)]);
    const float lists = fields.bottom + pen.px(12);
    const float width = (columns.right - columns.say - pen.px(kColumnGap * 2)) / 3;
    const auto column = [&](int at) {
        return areaAt(ImVec2(columns.say + (width + pen.px(kColumnGap)) * static_cast<float>(at), lists), width, 0);
    };
    float height = drawOptions(context, column(0), {"until", "storyboard.until", AuthorKind::Until, Marks::One},
                               row.untils, number);
    height = std::max(
        height, drawOptions(context, column(1), {"expect", "storyboard.expect", AuthorKind::Expect, Marks::Several},
                            row.claims, number));
    height =
        std::max(height, drawOptions(context, column(2), {"ask", "storyboard.ask", AuthorKind::Question, Marks::One},
                                     row.questions, number));
    float y = lists + height + pen.px(8);
    if (number > 0) {
        const ButtonLook look{context.tr("storyboard.join"), {}, ButtonKind::Quiet, 12, true, {}};
        commandButton(context, "story.join", areaAt(ImVec2(columns.say, y), buttonWidth(pen, look), pen.px(24)), look,
                      studio::cmd::AuthorMove{AuthorKind::Join, number});
        y += pen.px(28);
    }
    return y + pen.px(6) - top;
}

}  // namespace

StoryColumns storyColumns(const PanelContext& context, const Area& table) {
    const float gap = context.pen.px(kColumnGap);
    StoryColumns columns;
    columns.number = table.left;
    columns.say = table.left + context.pen.px(34);
    columns.right = table.right;
    const float width = columns.right - columns.say - gap * 3;
    columns.todo = columns.say + width * 0.32F + gap;
    columns.until = columns.todo + width * 0.2F + gap;
    columns.expect = columns.until + width * 0.22F + gap;
    return columns;
}

void drawStoryHeader(const PanelContext& context, const StoryColumns& columns, float middle) {
    const TextLook look{Face::SemiBold, 12, context.theme().dim, Align::Start};
    context.pen.text(ImVec2(columns.say, middle), look, context.tr("storyboard.say"));
    context.pen.text(ImVec2(columns.todo, middle), look, context.tr("storyboard.do"));
    context.pen.text(ImVec2(columns.until, middle), look, context.tr("storyboard.until"));
    context.pen.text(ImVec2(columns.expect, middle), look, context.tr("storyboard.expect"));
}

float drawStoryRow(const PanelContext& context, const StoryColumns& columns, const RecordingRow& row, int number,
                   float top) {
    Pen& pen = context.pen;
    const render::Theme& theme = context.theme();
    StoryboardForm& form = context.state.storyboard;
    const bool isOpen = form.openRow == number;
    const Area line{columns.number - pen.px(8), top, columns.right + pen.px(8), top + pen.px(kStoryRow)};
    const Touch touch = pen.touch("story.row." + std::to_string(number), line);
    if (isOpen || touch.hovered) pen.box(line, {theme.soft, {}, 1, 7});
    const float middle = line.middleY();
    const TextLook dim{Face::Medium, 13, theme.dim, Align::Start};
    const TextLook ink{Face::Text, 13, theme.ink, Align::Start};
    const std::string_view comma = context.tr("list.and");
    const float gap = pen.px(kColumnGap);
    const std::string nothing(context.tr("storyboard.nothing"));
    const auto cell = [&](float left, float right, const std::string& text, bool strong) {
        const TextLook& look = text.empty() ? dim : ink;
        TextLook own = look;
        if (strong) own.face = Face::Medium;
        pen.shortText(ImVec2(left, middle), own, text.empty() ? nothing : text, right - left);
    };
    pen.text(ImVec2(columns.number, middle), dim, std::to_string(number + 1));
    cell(columns.say, columns.todo - gap, studio::textOf(row.say, context.texts.language()), true);
    cell(columns.todo, columns.until - gap, studio::joined(row.todo, comma), false);
    cell(columns.until, columns.expect - gap, row.until, false);
    cell(columns.expect, columns.right, picked(row.claims, comma), false);
    if (touch.clicked) form.openRow = isOpen ? -1 : number;
    float height = line.height();
    if (isOpen) height += pen.px(8) + drawUnfolded(context, columns, row, number, line.bottom + pen.px(8));
    const float bottom = top + height;
    pen.line(ImVec2(line.left, bottom), ImVec2(line.right, bottom), theme.hairline, 1);
    return height + 1;
}

void drawLanguagePair(const PanelContext& context, const Area& area, const LanguagePair& pair,
                      StoryboardForm::Pair& fields) {
    Pen& pen = context.pen;
    const float gap = pen.px(kColumnGap);
    const float half = (area.width() - gap) / 2;
    const auto field = [&](float left, StoryboardForm::Field& content, const std::string& now,
                           studio::Language language, std::string_view code) {
        const TextLook look{Face::Mono, 11, context.theme().dim, Align::Start};
        const float mark = pen.px(24);
        pen.text(ImVec2(left, area.middleY()), look, code);
        const Area box{left + mark, area.top, left + half, area.bottom};
        const std::string name = "##story." + std::string(pair.id) + "." + std::string(code);
        textField(context, name.c_str(), box, content, {});
        if (ImGui::IsItemEdited()) {
            studio::cmd::AuthorMove move = pair.edit;
            move.language = language;
            move.text = content.data();
            context.commands.push(move);
        } else if (!ImGui::IsItemActive() && now != content.data()) {
            // Somebody else has written it: the recorder, or an edit that has come through.
            const std::size_t count = std::min(now.size(), content.size() - 1);
            std::memcpy(content.data(), now.data(), count);
            content[count] = '\0';
        }
    };
    field(area.left, fields.english, pair.text.en, studio::Language::English, "en");
    field(area.left + half + gap, fields.chinese, pair.text.zh, studio::Language::Chinese, "zh");
}

}  // namespace gui
