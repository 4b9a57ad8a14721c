#include "app/studio/story_export.h"

#include "app/studio/storyboard.h"
#include "render/export/font_measure.h"
#include "render/export/html.h"
#include "render/export/outlines.h"
#include "render/export/pdf.h"
#include "render/export/png.h"
#include "render/export/pptx.h"
#include "render/export/svg.h"

namespace studio {
namespace {

using Contents = std::vector<std::string>;

/// Other programs draw the letters of these with their own typefaces: fixed widths give the same bytes everywhere.
bool needsTypefaces(const ExportOptions& options) {
    switch (options.format) {
        case PictureFormat::Svg: return options.outlineText;
        case PictureFormat::Png:
        case PictureFormat::Pdf: return true;
        case PictureFormat::Pptx:
        case PictureFormat::Html: return false;
    }
    return false;
}

StoryTelling tellingOf(const ExportOptions& options, const lessons::Glossary& glossary, Language language) {
    const TermNames names = options.story->chineseTerms ? TermNames::Chinese : TermNames::English;
    return {Texts(language), glossary, names, options.story->stamps};
}

std::string sourceOf(const lessons::Lesson& lesson, const Texts& texts) {
    std::string sections;
    for (const auto& [kind, where] : lesson.source) {
        if (kind != "paper") continue;
        if (!sections.empty()) sections += texts.tr("list.and");
        sections += where;
    }
    return sections.empty() ? sections : texts.format("slides.source", {{"sections", sections}});
}

render::HtmlPage htmlPage(const StoryMoment& moment, const StoryWords& words, const std::vector<render::Scene>& views) {
    render::HtmlPage page;
    page.step = moment.number;
    page.stamp = words.stamp;
    page.caption = words.caption;
    page.badge = words.badge;
    page.alarm = words.alarm;
    page.prompt = words.prompt;
    page.how = words.how;
    page.asks = moment.kind == StoryMoment::Kind::Asks;
    page.pickable = words.pickable;
    page.several = words.several;
    for (const StoryChoice& choice : words.choices) page.choices.push_back({choice.text, choice.why, choice.isTrue});
    page.answer = words.answer;
    page.because = words.because;
    page.notes = words.notes;
    for (const render::Scene& view : views) page.pictures.push_back(&view);
    return page;
}

render::HtmlEdition editionOf(const Story& story, const Storyboard& board, const StoryTelling& telling) {
    render::HtmlEdition edition;
    edition.language = board.deck.language;
    edition.title = board.deck.title;
    if (story.lesson() != nullptr) {
        edition.objective = telling.read(story.lesson()->objective);
        edition.source = sourceOf(*story.lesson(), telling.texts);
    }
    constexpr std::pair<const char*, const char*> kWords[] = {
        {"and", "list.and"},         {"language", "slides.language"},   {"madeWith", "slides.madeWith"},
        {"next", "slides.next"},     {"notes", "slides.notes"},         {"previous", "slides.previous"},
        {"reveal", "slides.reveal"}, {"saidRight", "slides.saidRight"}, {"saidWrong", "slides.saidWrong"},
        {"stepOf", "slides.stepOf"}, {"steps", "slides.steps"}};
    for (const auto& [name, key] : kWords) edition.words.emplace_back(name, telling.texts.tr(key));
    for (std::size_t i = 0; i < board.words.size(); ++i) {
        edition.pages.push_back(htmlPage(story.moments()[i], board.words[i], board.views[i]));
    }
    return edition;
}

std::string htmlOf(const Story& story, const ExportOptions& options, const lessons::Glossary& glossary, Language first,
                   const render::TextMeasure& measure) {
    const Language second = first == Language::English ? Language::Chinese : Language::English;
    std::vector<Storyboard> boards;  // They hold the pictures until the file is written.
    std::vector<render::HtmlEdition> editions;
    boards.reserve(2);
    for (const Language language : {first, second}) {
        const StoryTelling telling = tellingOf(options, glossary, language);
        boards.push_back(storyboardOf(story, telling, options, measure));
        editions.push_back(editionOf(story, boards.back(), telling));
    }
    return render::writeHtml(editions, render::themeOf(options.picture.theme));
}

raft::Result<Contents> picturesOf(const std::vector<render::Scene>& pages, const ExportOptions& options) {
    Contents contents;
    const auto outlines = options.outlineText ? render::openOutlines() : render::openNoOutlines();
    if (!outlines.ok()) return outlines.errors();
    for (const render::Scene& page : pages) {
        if (options.format == PictureFormat::Svg) {
            contents.push_back(render::writeSvg(page, outlines.value().get()));
            continue;
        }
        auto png = render::writePng(page, {options.scalePercent, {}});
        if (!png.ok()) return png.errors();
        contents.push_back(std::move(png).value());
    }
    return contents;
}

}  // namespace

raft::Result<Contents> exportStory(const Story& story, const ExportOptions& options, const lessons::Glossary& glossary,
                                   const Texts& texts) {
    const std::unique_ptr<render::TextMeasure> measure =
        needsTypefaces(options) ? render::openFontMeasure() : std::make_unique<render::FixedMeasure>();
    if (options.format == PictureFormat::Html) {
        return Contents{htmlOf(story, options, glossary, texts.language(), *measure)};
    }
    const StoryTelling telling = tellingOf(options, glossary, texts.language());
    const Storyboard board = storyboardOf(story, telling, options, *measure);
    if (options.format == PictureFormat::Pptx) return Contents{render::writePptx(board.deck)};
    std::vector<render::Scene> pages;
    for (const render::DeckPage& page : board.deck.pages) {
        pages.push_back(render::pageScene(board.deck, page, *measure));
    }
    if (options.format != PictureFormat::Pdf) return picturesOf(pages, options);
    auto pdf = render::writePdf(pages, {board.deck.title, {}, options.outlineText});
    if (!pdf.ok()) return pdf.errors();
    return Contents{std::move(pdf).value()};
}

std::size_t storyFileCount(const Story& story, PictureFormat format) {
    const bool manyFiles = format == PictureFormat::Svg || format == PictureFormat::Png;
    return manyFiles ? story.moments().size() : 1;
}

}  // namespace studio
