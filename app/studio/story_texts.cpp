#include "app/studio/story_texts.h"

#include <algorithm>

namespace studio {
namespace {

using render::Align;
using render::Box;
using render::Coord;
using render::Face;
using render::TextBlock;
using render::TextStyle;

// At 1280 by 720: 32 pixels are 24 points on a slide, 24 pixels are 18.
constexpr int kCaption = 32;
constexpr int kCaptionLine = 42;
constexpr int kPrompt = 28;
constexpr int kPromptLine = 38;
constexpr int kChoice = 26;
constexpr int kChoiceHeight = 50;
constexpr int kSmall = 24;
constexpr int kSmallLine = 33;
constexpr int kHeader = 66;
constexpr int kGap = 12;
/// Less than this and the picture tells nothing.
constexpr int kPictureLeast = 380;

}  // namespace

StoryTexts::StoryTexts(std::string title, int stepCount, const std::vector<StoryWords>& pages, PageScale scale,
                       const render::Theme& theme, const render::TextMeasure& measure)
    : title_(std::move(title)), stepCount_(stepCount), scale_(scale), theme_(theme), measure_(measure) {
    const Coord room = scale.height - scale.of(kHeader) - scale.of(24 + 2 * kGap);
    if (room - tallest(pages, Detail::Everything) < scale.of(kPictureLeast)) detail_ = Detail::NoReasons;
    const Coord height = std::max(room - tallest(pages, detail_), scale.of(160));
    picture_ = {scale.margin(), scale.of(kHeader), scale.width - scale.margin(), scale.of(kHeader) + height};
}

Coord StoryTexts::tallest(const std::vector<StoryWords>& pages, Detail detail) const {
    Coord most = scale_.of(2 * kCaptionLine);  // Captions of one line stand where those of two begin.
    for (const StoryWords& words : pages) {
        std::vector<TextBlock> unused;
        most = std::max(most, below(words, 0, detail, unused));
    }
    return most;
}

std::vector<TextBlock> StoryTexts::blocks(const StoryWords& words, int number) const {
    std::vector<TextBlock> out;
    header(words, number, out);
    below(words, picture_.bottom + scale_.of(2 * kGap), detail_, out);
    return out;
}

void StoryTexts::header(const StoryWords& words, int number, std::vector<TextBlock>& out) const {
    const Coord top = scale_.of(18);
    const Coord bottom = scale_.of(58);
    const Coord line = scale_.of(kSmallLine);
    const TextStyle small{Face::Medium, scale_.of(kSmall), theme_.dim, Align::End};
    Coord right = scale_.width - scale_.margin();
    const std::string count = std::to_string(number) + " / " + std::to_string(stepCount_);
    const Coord countWidth = scale_.of(130);
    out.push_back({"number",
                   TextBlock::Kind::Plain,
                   {right - countWidth, top, right, bottom},
                   small,
                   line,
                   true,
                   0,
                   {},
                   {},
                   0,
                   count});
    right -= textWidth(measure_, small.face, small.sizePx, count) + scale_.of(18);
    const auto chip = [&](const char* name, const std::string& text, render::Color ink, render::Color fill) {
        if (text.empty()) return;
        const TextStyle style{Face::SemiBold, scale_.of(kSmall), ink, Align::Middle};
        std::string shortened;
        const Coord most = (right - scale_.margin()) * 62 / 100;
        const std::string words2(ellipsize(measure_, style.face, style.sizePx, text, most, shortened));
        // Fonts get replaced: the chip has room to spare.
        const Coord width = textWidth(measure_, style.face, style.sizePx, words2) * 110 / 100 + scale_.of(32);
        out.push_back({name,
                       TextBlock::Kind::Plain,
                       {right - width, top, right, bottom},
                       style,
                       line,
                       true,
                       0,
                       fill,
                       fill.visible() ? render::Stroke{} : render::Stroke{ink, scale_.of(2)},
                       scale_.of(20),
                       words2});
        right -= width + scale_.of(14);
    };
    chip("alarm", words.alarm, words.isBroken ? theme_.violation : theme_.panel,
         words.isBroken ? render::Color{} : theme_.ink);
    chip("badge", words.badge, theme_.ink, theme_.soft);
    const TextStyle style{Face::SemiBold, scale_.of(kSmall), theme_.dim, Align::Start};
    std::string shortened;
    const Coord room = right - scale_.margin() - scale_.of(12);
    out.push_back({"title",
                   TextBlock::Kind::Plain,
                   {scale_.margin(), top, right - scale_.of(6), bottom},
                   style,
                   line,
                   true,
                   0,
                   {},
                   {},
                   0,
                   std::string(ellipsize(measure_, style.face, style.sizePx, title_, room * 94 / 100, shortened))});
}

Coord StoryTexts::paragraph(const char* name, const std::string& text, const TextStyle& style, Coord lineHeight,
                            Coord top, std::vector<TextBlock>& out) const {
    const Coord left = scale_.margin();
    const Coord right = scale_.width - scale_.margin();
    const Coord lines = render::lineCountOf(measure_, style, text, right - left);
    const Coord bottom = top + lineHeight * lines;
    out.push_back(
        {name, TextBlock::Kind::Plain, {left, top, right, bottom}, style, lineHeight, false, 0, {}, {}, 0, text});
    return bottom;
}

Coord StoryTexts::choices(const StoryWords& words, Coord top, std::vector<TextBlock>& out) const {
    const bool judged = std::any_of(words.choices.begin(), words.choices.end(),
                                    [](const StoryChoice& choice) { return choice.isTrue; });
    const Coord leftmost = scale_.margin();
    const Coord rightmost = scale_.width - scale_.margin();
    const Coord height = scale_.of(kChoiceHeight);
    Coord left = leftmost;
    for (std::size_t i = 0; i < words.choices.size(); ++i) {
        const StoryChoice& choice = words.choices[i];
        const std::string text = std::to_string(i + 1) + "   " + choice.text;
        const bool filled = judged && choice.isTrue;
        const bool faded = judged && !choice.isTrue;
        const TextStyle style{filled ? Face::SemiBold : Face::Text, scale_.of(kChoice),
                              filled  ? theme_.panel
                              : faded ? theme_.dim
                                      : theme_.ink,
                              Align::Middle};
        // As wide in bold, so that nothing moves when the answer is known.
        const Coord wide = textWidth(measure_, Face::SemiBold, style.sizePx, text) * 108 / 100 + scale_.of(36);
        const Coord width = std::min(wide, rightmost - leftmost);
        if (left > leftmost && left + width > rightmost) {
            left = leftmost;
            top += height + scale_.of(kGap);
        }
        render::Stroke stroke{filled ? theme_.ink : theme_.dim, scale_.of(2)};
        if (faded) stroke.dashOn = stroke.dashOff = scale_.of(6);
        out.push_back({"choice " + std::to_string(i + 1),
                       TextBlock::Kind::Plain,
                       {left, top, left + width, top + height},
                       style,
                       scale_.of(kPromptLine),
                       true,
                       scale_.of(10),
                       filled ? theme_.ink : render::Color{},
                       stroke,
                       scale_.of(12),
                       text});
        left += width + scale_.of(14);
    }
    return top + height;
}

Coord StoryTexts::below(const StoryWords& words, Coord top, Detail detail, std::vector<TextBlock>& out) const {
    const TextStyle caption{Face::Medium, scale_.of(kCaption), theme_.ink, Align::Start};
    const std::string text = words.stamp.empty() ? words.caption : words.stamp + " " + words.caption;
    top = paragraph("caption", text, caption, scale_.of(kCaptionLine), top, out);
    out.back().kind = TextBlock::Kind::Title;
    // What follows stands where it does on the other pages, however long the caption is and whatever font it gets.
    const Coord least = out.back().box.top + scale_.of(2 * kCaptionLine);
    out.back().box.bottom = top = std::max(top, least);
    const bool judged = !words.answer.empty() || std::any_of(words.choices.begin(), words.choices.end(),
                                                             [](const StoryChoice& choice) { return choice.isTrue; });
    if (!words.prompt.empty() && !judged) {
        const TextStyle prompt{Face::Bold, scale_.of(kPrompt), theme_.ink, Align::Start};
        top = paragraph("question", words.prompt, prompt, scale_.of(kPromptLine), top + scale_.of(kGap), out);
    }
    if (!words.answer.empty()) {
        const TextStyle answer{Face::SemiBold, scale_.of(kChoice), theme_.ink, Align::Start};
        top = paragraph("answer", words.answer, answer, scale_.of(kPromptLine), top + scale_.of(kGap), out);
    }
    if (!words.choices.empty()) top = choices(words, top + scale_.of(kGap), out);
    if (!words.because.empty() && detail == Detail::Everything) {
        const TextStyle because{Face::Text, scale_.of(kSmall), theme_.dim, Align::Start};
        top = paragraph("reason", words.because, because, scale_.of(kSmallLine), top + scale_.of(kGap), out);
    }
    return top;
}

}  // namespace studio
