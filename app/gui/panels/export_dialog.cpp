#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <optional>
#include <string>

#include "app/gui/panels/choices.h"
#include "app/gui/panels/dialog_frame.h"
#include "app/gui/panels/dialogs.h"
#include "app/studio/wording.h"

namespace gui {
namespace {

using render::Align;
using studio::PictureFormat;
using studio::PictureViews;

constexpr float kExportRow = 44;

constexpr std::array<PictureViews, 4> kViews{PictureViews{true, true, true}, PictureViews{true, false, false},
                                             PictureViews{false, true, false}, PictureViews{false, false, true}};
/// Behind the views, slides: pages with captions, for which the lesson chooses the views.
constexpr int kSlides = 4;
/// Behind them, in a row of their own, the pictures that stand beside the usual ones.
constexpr int kFirstPicture = 5;
constexpr std::array<PictureViews, 6> kPictureViews{
    studio::onlyView(&PictureViews::roles),     studio::onlyView(&PictureViews::terms),
    studio::onlyView(&PictureViews::votes),     studio::onlyView(&PictureViews::clients),
    studio::onlyView(&PictureViews::histogram), studio::onlyView(&PictureViews::configs)};
constexpr std::array<const char*, 6> kPictureTexts{"stage.roles",   "stage.terms",     "stage.votes",
                                                   "stage.clients", "stage.histogram", "stage.configs"};
constexpr std::array<const char*, 5> kViewTexts{"export.everything", "export.ring", "export.logs", "export.diagram",
                                                "export.slides"};
constexpr std::array<PictureFormat, 5> kFormats{PictureFormat::Svg, PictureFormat::Png, PictureFormat::Pdf,
                                                PictureFormat::Pptx, PictureFormat::Html};
constexpr std::array<const char*, 5> kFormatTexts{"export.svg", "export.png", "export.pdf", "export.pptx",
                                                  "export.html"};
constexpr int kPng = 1;
constexpr int kPptx = 3;
constexpr std::array<render::ThemeName, 4> kThemes{render::ThemeName::Light, render::ThemeName::Dark,
                                                   render::ThemeName::Projector, render::ThemeName::Paper};
constexpr std::array<const char*, 4> kThemeTexts{"export.light", "export.dark", "export.projector", "export.paper"};

/// A page in pixels of the picture, and how many of a PNG's each of them becomes.
struct PageSize {
    int width;
    int height;
    int scalePercent;
    const char* text;
};
constexpr std::array<PageSize, 4> kSizes{PageSize{1280, 720, 150, "1920×1080"}, PageSize{1280, 720, 300, "3840×2160"},
                                         PageSize{1024, 768, 150, "1536×1152"}, PageSize{1280, 400, 150, "1920×600"}};

template <class T, std::size_t N>
int positionOf(const T& wanted, const std::array<T, N>& values) {
    const auto found = std::find(values.begin(), values.end(), wanted);
    return found == values.end() ? 0 : static_cast<int>(found - values.begin());
}

template <std::size_t N>
void put(std::array<char, N>& field, const std::string& text) {
    const std::size_t count = std::min(text.size(), N - 1);
    std::memcpy(field.data(), text.data(), count);
    field[count] = '\0';
}

/// Whole milliseconds, with three decimals at most: "120.25".
std::string msOf(raft::SimTime time) {
    const studio::Texts english(studio::Language::English);
    const std::string text = studio::timeText(time, english);
    return text.substr(0, text.find(' '));
}

int stepOf(const std::array<char, 8>& field, int otherwise) {
    int number = 0;
    const std::size_t length = std::strlen(field.data());
    const auto [end, code] = std::from_chars(field.data(), field.data() + length, number);
    return code == std::errc() && end == field.data() + length && number > 0 ? number : otherwise;
}

std::optional<raft::SimTime> timeOf(const char* text) {
    const std::string_view digits(text);
    const std::size_t point = std::min(digits.find('.'), digits.size());
    std::int64_t whole = 0;
    const auto [end, code] = std::from_chars(text, text + point, whole);
    if (code != std::errc() || end != text + point || whole < 0 || whole > 1'000'000'000) return std::nullopt;
    std::string decimals(point == digits.size() ? std::string_view() : digits.substr(point + 1));
    if (decimals.size() > 3) return std::nullopt;
    decimals.resize(3, '0');
    std::int64_t thousandths = 0;
    const char* last = decimals.data() + decimals.size();
    if (std::from_chars(decimals.data(), last, thousandths).ptr != last) return std::nullopt;
    return raft::SimTime(whole * 1000 + thousandths);
}

/// The views of a choice that is no slides.
PictureViews viewsAt(int choice) {
    return choice >= kFirstPicture ? kPictureViews[static_cast<std::size_t>(choice - kFirstPicture)]
                                   : kViews[static_cast<std::size_t>(choice)];
}

int choiceOf(const PictureViews& views) {
    const auto picture = std::find(kPictureViews.begin(), kPictureViews.end(), views);
    if (picture != kPictureViews.end()) return kFirstPicture + static_cast<int>(picture - kPictureViews.begin());
    return positionOf(views, kViews);
}

/// What the dialog begins with: what Ctrl+Shift+S would save, and the stretch that the diagram shows.
void begin(const PanelContext& context) {
    ExportForm& form = context.state.exportForm;
    const studio::ExportOptions options = context.studio.pictureOptions();
    form.views = choiceOf(options.picture.views);
    form.format = positionOf(options.format, kFormats);
    form.theme = positionOf(options.picture.theme, kThemes);
    form.replace = false;
    form.someSteps = false;
    const lessons::Lesson* lesson = context.studio.document().lesson();
    put(form.firstStep, "1");
    put(form.lastStep, std::to_string(lesson == nullptr ? 1 : lesson->steps.size()));
    put(form.from, msOf(context.state.timeFrom));
    put(form.to, msOf(std::clamp(context.studio.document().history().endTime(), context.state.timeFrom,
                                 context.state.timeFrom + context.state.timeSpan)));
    put(context.state.path, context.studio.picturePath(studio::suffixOf(options.format)));
}

/// The path follows the format.
void changeSuffix(ViewState& state, PictureFormat format) {
    std::string path(state.path.data());
    const std::size_t slash = path.rfind('/');
    const std::size_t dot = path.rfind('.');
    const bool hasSuffix = dot != std::string::npos && (slash == std::string::npos || dot > slash);
    if (hasSuffix) path.resize(dot);
    put(state.path, path + "." + std::string(studio::suffixOf(format)));
}

bool isLessonStory(const PanelContext& context) {
    return context.state.exportForm.views == kSlides && context.studio.document().lesson() != nullptr;
}

/// The path is that of what will be written.
void changeName(const PanelContext& context) {
    const ExportForm& form = context.state.exportForm;
    const std::string_view suffix = studio::suffixOf(kFormats[static_cast<std::size_t>(form.format)]);
    const studio::Studio& studio = context.studio;
    put(context.state.path, form.views == kSlides ? studio.slidesPath(suffix) : studio.picturePath(suffix));
}

/// A deck of slides holds slides, and single pictures are no deck.
void keepTogether(ExportForm& form, bool viewWasChosen) {
    const bool deck = studio::isDeck(kFormats[static_cast<std::size_t>(form.format)]);
    if (viewWasChosen && form.views == kSlides && !deck) form.format = kPptx;
    if (viewWasChosen && form.views != kSlides && deck) form.format = kPng;
    if (!viewWasChosen && deck) form.views = kSlides;
}

studio::cmd::ExportPictures commandOf(const PanelContext& context) {
    const ExportForm& form = context.state.exportForm;
    const auto at = [](int position) { return static_cast<std::size_t>(position); };
    const PageSize& size = kSizes[at(form.size)];
    studio::ExportRequest request;
    request.options = context.studio.pictureOptions();
    if (form.views != kSlides) request.options.picture.views = viewsAt(form.views);
    request.options.picture.theme = kThemes[at(form.theme)];
    request.options.picture.widthPx = size.width;
    request.options.picture.heightPx = size.height;
    request.options.scalePercent = size.scalePercent;
    request.options.format = kFormats[at(form.format)];
    if (form.views == kSlides) {
        request.options.story = studio::StoryOptions{{}, form.stamps, true, false};
        if (isLessonStory(context) && form.someSteps) {
            const int first = stepOf(form.firstStep, 1);
            request.options.story->steps = studio::StepSpan{first, std::max(stepOf(form.lastStep, first), first)};
        }
    }
    if (form.wholeInterval && !isLessonStory(context)) {
        // What is no time is before everything: the studio says that such an interval is none.
        const raft::SimTime never(-1);
        request.options.picture.interval = studio::Interval{timeOf(form.from.data()).value_or(raft::SimTime()),
                                                            timeOf(form.to.data()).value_or(never)};
    }
    request.path = context.state.path.data();
    request.replace = form.replace;
    context.studio.completeStory(request);
    return {request};
}

/// The rows of one dialog, from the top down.
class ExportRows {
public:
    ExportRows(const PanelContext& context, const Area& area)
        : context_(context), area_(area), y_(area.top + context.pen.px(16)) {}

    template <std::size_t N>
    bool choose(std::string_view labelKey, const char* id, const std::array<const char*, N>& textKeys, int& chosen,
                int first = 0) {
        std::vector<Choice> choices;
        for (std::size_t i = 0; i < N; ++i) {
            const std::string text(studio::hasText(textKeys[i]) ? context_.tr(textKeys[i]) : textKeys[i]);
            const int number = first + static_cast<int>(i);
            choices.push_back({id + std::to_string(number), text, number == chosen});
        }
        const int clicked = drawChoices(context_, area_, y_, labelKey, choices);
        y_ += context_.pen.px(kExportRow);
        if (clicked >= 0) chosen = first + clicked;
        return clicked >= 0;
    }
    void chooseEither(std::string_view labelKey, const char* id, const std::array<const char*, 2>& textKeys,
                      bool& second) {
        int chosen = second ? 1 : 0;
        choose(labelKey, id, textKeys, chosen);
        second = chosen == 1;
    }
    /// Two numbers of steps; true if Enter was pressed in one of them.
    bool steps(ExportForm& form) {
        Pen& pen = context_.pen;
        label("export.fromTo");
        const float left = area_.left + pen.px(kChoiceLabel);
        const bool first = textField(context_, "##export.first", field(left, 70), form.firstStep, {false, true});
        pen.shortText(ImVec2(left + pen.px(82), y_), {Face::Text, 14, context_.theme().dim, Align::Start},
                      context_.tr("export.until"), pen.px(40));
        const bool second =
            textField(context_, "##export.last", field(left + pen.px(120), 70), form.lastStep, {false, true});
        y_ += pen.px(kExportRow);
        return first || second;
    }
    /// Two times; true if Enter was pressed in one of them.
    bool times(ExportForm& form) {
        Pen& pen = context_.pen;
        label("export.fromTo");
        const float left = area_.left + pen.px(kChoiceLabel);
        const bool first = textField(context_, "##export.from", field(left, 110), form.from, {false, true});
        pen.shortText(ImVec2(left + pen.px(122), y_), {Face::Text, 14, context_.theme().dim, Align::Start},
                      context_.tr("export.until"), pen.px(40));
        const bool second = textField(context_, "##export.to", field(left + pen.px(160), 110), form.to, {false, true});
        pen.shortText(ImVec2(left + pen.px(282), y_), {Face::Text, 14, context_.theme().dim, Align::Start},
                      context_.tr("export.ms"), pen.px(60));
        y_ += pen.px(kExportRow);
        return first || second;
    }
    bool path() {
        label("export.file");
        const float left = area_.left + context_.pen.px(kChoiceLabel);
        const Area box{left, y_ - context_.pen.px(16), area_.right, y_ + context_.pen.px(16)};
        const bool entered = textField(context_, "##export.path", box, context_.state.path, {});
        y_ += context_.pen.px(kExportRow);
        return entered;
    }

private:
    void label(std::string_view key) {
        context_.pen.shortText(ImVec2(area_.left, y_), {Face::Text, 14, context_.theme().dim, Align::Start},
                               context_.tr(key), context_.pen.px(kChoiceLabel - 10));
    }
    Area field(float left, float width) const {
        return areaAt(ImVec2(left, y_ - context_.pen.px(16)), context_.pen.px(width), context_.pen.px(32));
    }

    const PanelContext& context_;
    Area area_;
    float y_;
};

}  // namespace

void drawExportDialog(const PanelContext& context, const Area& window, DialogOptions options) {
    ExportForm& form = context.state.exportForm;
    if (context.state.dialogIsNew) begin(context);
    const DialogFrame frame = beginDialog(context, window, ImVec2(760, 608), "export.title");
    ExportRows rows(context, frame.content);
    const bool wasSlides = form.views == kSlides;
    const bool otherUsual = rows.choose("export.view", "export.view.", kViewTexts, form.views);
    const bool otherPicture = rows.choose("export.pictures", "export.view.", kPictureTexts, form.views, kFirstPicture);
    const bool otherView = otherUsual || otherPicture;
    const bool otherFormat = rows.choose("export.format", "export.format.", kFormatTexts, form.format);
    if (otherView || otherFormat) keepTogether(form, otherView);
    if (wasSlides != (form.views == kSlides)) {
        changeName(context);
    } else if (otherFormat) {
        changeSuffix(context.state, kFormats[static_cast<std::size_t>(form.format)]);
    }
    rows.choose("export.theme", "export.theme.", kThemeTexts, form.theme);
    rows.choose("export.size", "export.size.",
                std::array{kSizes[0].text, kSizes[1].text, kSizes[2].text, kSizes[3].text}, form.size);
    bool entered = false;
    const bool isSlides = form.views == kSlides;
    if (isLessonStory(context)) {
        rows.chooseEither("export.steps", "export.steps.", {"export.allSteps", "export.someSteps"}, form.someSteps);
        entered = form.someSteps && rows.steps(form);
    } else {
        const char* usual = isSlides ? "export.wholeRun" : "export.moment";
        rows.chooseEither("export.when", "export.when.", {usual, "export.interval"}, form.wholeInterval);
        entered = form.wholeInterval && rows.times(form);
    }
    if (isSlides) {
        rows.chooseEither("export.stamps", "export.stamps.", {"export.noStamps", "export.withStamps"}, form.stamps);
    }
    entered = rows.path() || entered;
    rows.chooseEither("export.existing", "export.existing.", {"export.keep", "export.replace"}, form.replace);
    const bool done = dialogButtons(context, frame, "export.do");
    if (done || entered || options.enter) context.commands.push(commandOf(context));
    endDialog(context, frame);
}

}  // namespace gui
