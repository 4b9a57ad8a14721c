// Pictures of the run: saved, exported, put on the clipboard; and the report for whoever looks for a bug.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "app/studio/instrument.h"
#include "app/studio/picture_export.h"
#include "app/studio/studio.h"
#include "app/studio/wording.h"
#include "raft/trace/session_writer.h"
#include "render/export/png.h"

namespace studio {
namespace {

namespace fs = std::filesystem;

/// A slide of 13.333 by 7.5 inches has this many pixels at 144 to the inch.
constexpr int kSlideScalePercent = 150;

std::string sixteenDigits(std::uint64_t value) {
    constexpr char kDigits[] = "0123456789abcdef";
    std::string text(16, '0');
    for (std::size_t i = text.size(); i-- > 0; value >>= 4U) text[i] = kDigits[value & 15U];
    return text;
}

std::string homeFolder() {
    const char* home = std::getenv("HOME");
    return home == nullptr ? std::string() : home;
}

/// Where files go without a question: `wanted`, if there is one.
std::string folderOf(const std::string& wanted) {
    std::error_code code;
    return wanted.empty() ? pictureFolder(fs::current_path(code).string(), homeFolder()) : wanted;
}

/// What a file of this document is called, without folder and suffix: "figure-8", "welcome", "raftlab".
std::string stemOf(const Document& document) {
    if (document.lesson() != nullptr) return document.lesson()->id;
    std::string stem = fs::path(document.path()).filename().string();
    for (const std::string_view suffix : {".json", ".session"}) {
        const bool ends =
            stem.size() > suffix.size() && stem.compare(stem.size() - suffix.size(), suffix.size(), suffix) == 0;
        if (ends) stem.resize(stem.size() - suffix.size());
    }
    return stem.empty() ? "raftlab" : stem;
}

/// A lesson names its views; everything else shows them all.
PictureViews viewsOf(const Document& document) {
    const lessons::Lesson* lesson = document.lesson();
    if (lesson == nullptr || lesson->panels.empty()) return {};
    const auto has = [lesson](std::string_view name) {
        return std::find(lesson->panels.begin(), lesson->panels.end(), name) != lesson->panels.end();
    };
    const PictureViews views{has("ring"),  has("logs"),    has("time"),      has("roles"),  has("terms"),
                             has("votes"), has("clients"), has("histogram"), has("configs")};
    return views == noViews() ? PictureViews{} : views;
}

render::ThemeName renderTheme(ThemeName theme) {
    switch (theme) {
        case ThemeName::Light: return render::ThemeName::Light;
        case ThemeName::Dark: return render::ThemeName::Dark;
        case ThemeName::Projector: return render::ThemeName::Projector;
    }
    return render::ThemeName::Light;
}

}  // namespace

std::string Studio::slidesPath(std::string_view suffix) const {
    return freePath(folderOf(options_.pictureDir), stemOf(*document_), suffix);
}

ExportRequest Studio::slidesRequest() const {
    ExportRequest request;
    request.options = lastSlides_.value_or(pictureOptions());
    if (!lastSlides_) {
        request.options.format = PictureFormat::Pptx;
        request.options.story = StoryOptions{};
    }
    request.options.title = document_->title();
    request.options.picture.interval.reset();
    request.path = slidesPath(suffixOf(request.options.format));
    completeStory(request);
    return request;
}

void Studio::completeStory(ExportRequest& request) const {
    if (!request.options.story) return;
    request.options.story->chineseTerms = settings_.termNames == TermNames::Chinese;
    request.options.picture.selected = {};  // It is of this moment.
    if (request.options.picture.interval) return;
    if (document_->lesson() != nullptr) {
        request.lessonFile = document_->lesson()->file;
    } else {
        request.options.picture.interval = Interval{raft::SimTime(), document_->history().endTime()};
    }
}

bool Studio::lessonNames(Picture picture) const {
    const lessons::Lesson* lesson = document_->lesson();
    if (lesson == nullptr) return false;
    return std::find(lesson->panels.begin(), lesson->panels.end(), nameOf(picture)) != lesson->panels.end();
}

/// The first of each place that the lesson names is open from the beginning. What was counted of another cluster goes.
void Studio::openLessonPictures() {
    sidePicture_.reset();
    timePicture_.reset();
    const lessons::Lesson* lesson = document_->lesson();
    const auto names = [lesson](std::string_view panel) {
        return lesson != nullptr &&
               std::find(lesson->panels.begin(), lesson->panels.end(), panel) != lesson->panels.end();
    };
    for (const Picture picture : kPictures) {
        if (!lessonNames(picture)) continue;
        auto& place = isOverTime(picture) ? timePicture_ : sidePicture_;
        // A lesson that names the time diagram too begins with it.
        if (!place && !(isOverTime(picture) && names("time"))) place = picture;
    }
    surveys_.job.stop();
    surveys_.last = {};
    surveys_.compared = TimeoutRange{raft::SimTime::fromMs(150), raft::SimTime::fromMs(155)};
    if (surveys_.compared == timeoutsOf(document_->history().config())) surveys_.compared.reset();
}

void Studio::noteSurvey() {
    auto survey = surveys_.job.take();
    if (!survey) return;
    surveys_.last = *std::move(survey);
    framesWanted_ = 2;
}

std::string Studio::pictureFolderNow() const { return folderOf(options_.pictureDir); }

std::string Studio::picturePath(std::string_view suffix) const {
    const std::string folder = pictureFolderNow();
    // "120.25 ms" is no name for a file: the blank goes, and so would a word of another language.
    const std::string time = timeText(document_->history().time(), Texts(Language::English));
    return freePath(folder, stemOf(*document_) + "-" + time.substr(0, time.find(' ')) + "ms", suffix);
}

ExportOptions Studio::pictureOptions() const {
    ExportOptions options;
    options.picture.views = viewsOf(*document_);
    options.picture.theme = renderTheme(settings_.theme);
    options.picture.selected = document_->selection();
    options.format = render::canWritePng() ? PictureFormat::Png : PictureFormat::Svg;
    options.scalePercent = kSlideScalePercent;
    options.title = document_->title();
    return options;
}

void Studio::beginExport(ExportRequest request) {
    dialog_ = Dialog::None;
    report(std::string(texts().tr("notice.exporting")));
    if (request.options.story) lastSlides_ = request.options;
    exportJob_.start(document_->history(), std::move(request), texts(), glossary());
}

/// Says what came of an export that has come to its end.
void Studio::noteExport() {
    const auto outcome = exportJob_.take();
    if (!outcome) return;
    if (outcome->tooManyPages) {
        return report(texts().format("notice.tooManyPages", {{"count", std::to_string(kPagesMax)}}));
    }
    if (outcome->paths.empty()) return reportErrors("notice.cannotExport", outcome->errors);
    if (outcome->paths.size() == 1) {
        return report(texts().format("notice.exported", {{"path", outcome->paths.front()}}));
    }
    report(texts().format("notice.exportedPages", {{"count", std::to_string(outcome->paths.size())},
                                                   {"first", outcome->paths.front()},
                                                   {"last", outcome->paths.back()}}));
}

void Studio::finishExport() {
    exportJob_.wait();
    noteExport();
    surveys_.job.wait();
    noteSurvey();
}

void Studio::copyPicture() {
    ExportOptions options = pictureOptions();
    const auto content = [this](const ExportOptions& wanted) -> raft::Result<std::string> {
        if (crashDesk() != nullptr) return LessonDesk::Instrument::picture(*this, wanted);
        PictureWriter writer(wanted, texts());
        writer.addPage(document_->history());
        auto contents = writer.finish();
        return contents.ok() ? raft::Result<std::string>(contents.value().front())
                             : raft::Result<std::string>(contents.errors());
    };
    if (options.format == PictureFormat::Png && options_.copyImage) {
        const auto png = content(options);
        const std::string helper = png.ok() ? options_.copyImage(png.value()) : std::string();
        if (!helper.empty()) return report(texts().format("notice.copiedPicture", {{"program", helper}}));
    }
    options.format = PictureFormat::Svg;
    clipboardText_ = content(options).value();
    report(std::string(texts().tr("notice.copiedSvg")));
}

std::string Studio::bugReport() const {
    const raft::History& history = document_->history();
    const raft::Session session = raft::sessionOf(history, {document_->title(), {}});
    const raft::SimTime time = history.time();
    std::string text = "raftlab " RAFTLAB_VERSION "\n";
    text += "seed " + std::to_string(history.config().seed) + "\n";
    text += "moment line " + std::to_string(history.line()) + ", step " + std::to_string(history.step().value) +
            ", event " + std::to_string(history.world().cluster().nextEvent().value - 1) + ", " +
            timeText(time, Texts(Language::English)) + "\n";
    text += "world " + sixteenDigits(history.world().digest()) + "\n";
    text += "chain " + sixteenDigits(history.world().chain()) + "\n";
    text += "session\n" + raft::writeSession(session);
    return text;
}

void Studio::copyBugReport() {
    clipboardText_ = bugReport();
    report(std::string(texts().tr("notice.copiedReport")));
}

}  // namespace studio
