// `raftlab export FILE -o OUT`: a moment or a stretch of a run as pictures.

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "app/cli/check_report.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "app/cli/run_file.h"
#include "app/studio/course.h"
#include "app/studio/handouts.h"
#include "app/studio/own_lessons.h"
#include "app/studio/picture_export.h"
#include "app/studio/poster_export.h"
#include "app/studio/poster_page.h"
#include "app/studio/story_export.h"
#include "app/studio/wording.h"
#include "raft/base/utf8.h"

namespace cli {
namespace {

template <class T>
struct Name {
    std::string_view name;
    T value;
};

using studio::PictureFormat;
using studio::PictureViews;

constexpr std::array kFormats{
    Name<PictureFormat>{"svg", PictureFormat::Svg}, Name<PictureFormat>{"png", PictureFormat::Png},
    Name<PictureFormat>{"pdf", PictureFormat::Pdf}, Name<PictureFormat>{"pptx", PictureFormat::Pptx},
    Name<PictureFormat>{"html", PictureFormat::Html}};
constexpr std::array<std::string_view, 4> kLaterFormats{"gif", "mmd", "csv", "json"};
constexpr std::array kViews{Name<PictureViews>{"ring", studio::onlyView(&PictureViews::ring)},
                            Name<PictureViews>{"logs", studio::onlyView(&PictureViews::logs)},
                            Name<PictureViews>{"diagram", studio::onlyView(&PictureViews::diagram)},
                            Name<PictureViews>{"roles", studio::onlyView(&PictureViews::roles)},
                            Name<PictureViews>{"terms", studio::onlyView(&PictureViews::terms)},
                            Name<PictureViews>{"votes", studio::onlyView(&PictureViews::votes)},
                            Name<PictureViews>{"clients", studio::onlyView(&PictureViews::clients)},
                            Name<PictureViews>{"histogram", studio::onlyView(&PictureViews::histogram)},
                            Name<PictureViews>{"configs", studio::onlyView(&PictureViews::configs)}};
constexpr std::string_view kStoryboard = "storyboard";
constexpr std::string_view kPoster = "poster";
constexpr std::array<std::string_view, 1> kLaterViews{"tree"};
constexpr std::array kThemes{Name<render::ThemeName>{"light", render::ThemeName::Light},
                             Name<render::ThemeName>{"dark", render::ThemeName::Dark},
                             Name<render::ThemeName>{"projector", render::ThemeName::Projector},
                             Name<render::ThemeName>{"paper", render::ThemeName::Paper}};

/// A moment of the run: an event or a time; neither: it was not given.
struct At {
    std::optional<raft::EventId> event;
    std::optional<raft::SimTime> time;
    bool given() const { return event || time; }
};

class Judge {
public:
    Judge(const studio::Texts& texts, Output& output) : texts_(texts), output_(output) {}

    bool ok = true;

    template <class T, std::size_t known, std::size_t later>
    void choose(const char* option, const std::string& word, const std::array<Name<T>, known>& names,
                const std::array<std::string_view, later>& laterNames, T& into) {
        std::string expected;
        for (const Name<T>& name : names) {
            if (name.name == word) {
                into = name.value;
                return;
            }
            expected += (expected.empty() ? "" : ", ") + std::string(name.name);
        }
        for (const std::string_view name : laterNames) {
            if (name == word) return refuse(option, word, "cli.laterChoice", expected);
        }
        refuse(option, word, "cli.badChoice", expected);
    }

    void refuse(const char* option, const std::string& word, std::string_view key, const std::string& expected) {
        ok = false;
        output_.note(
            "raftlab export: " +
            texts_.format(key, {{"option", option}, {"word", raft::quotedText(word)}, {"expected", expected}}));
    }

private:
    const studio::Texts& texts_;
    Output& output_;
};

std::optional<int> wholeNumber(std::string_view text, int min, int max) {
    int number = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || end != text.data() + text.size() || number < min || number > max) return std::nullopt;
    return number;
}

void readSize(const std::string& text, studio::PictureOptions& picture, Judge& judge) {
    const std::size_t cross = text.find('x');
    const auto width = wholeNumber(text.substr(0, cross), 200, 8000);
    const auto height = cross == std::string::npos ? std::nullopt : wholeNumber(text.substr(cross + 1), 150, 8000);
    if (!width || !height) return judge.refuse("--size", text, "cli.badChoice", "1920x1080");
    picture.widthPx = *width;
    picture.heightPx = *height;
}

At readAt(const char* option, const std::string& text, const raft::ClusterConfig& cluster, Judge& judge) {
    if (text.empty()) return {};
    if (const auto event = wholeNumber(text, 0, INT32_MAX)) {
        return {raft::EventId(static_cast<std::uint32_t>(*event)), {}};
    }
    const auto end = raft::parseUntil(text, cluster);
    if (!end.ok() || !end.value().time) {
        judge.refuse(option, text, "cli.badChoice", "120ms, 57");
        return {};
    }
    return {{}, end.value().time};
}

std::string endingOf(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string::npos || path.find('/', dot) != std::string::npos ? std::string() : path.substr(dot + 1);
}

/// "1-9", "3", "4-": from and to. Without an end: the last step, whichever that is.
std::optional<studio::StepSpan> readSteps(const std::string& text) {
    constexpr int kLast = 10'000;
    const std::size_t dash = text.find('-');
    const auto first = wholeNumber(text.substr(0, dash), 1, kLast);
    if (!first) return std::nullopt;
    if (dash == std::string::npos) return studio::StepSpan{*first, *first};
    if (dash + 1 == text.size()) return studio::StepSpan{*first, kLast};
    const auto last = wholeNumber(text.substr(dash + 1), *first, kLast);
    if (!last) return std::nullopt;
    return studio::StepSpan{*first, *last};
}

/// Slides are always a storyboard; pictures become one on request.
void readStory(const ExportOptions& options, bool namesViews, studio::ExportOptions& picture, Judge& judge) {
    const bool asked = options.view == kStoryboard || !options.steps.empty() || options.stamps;
    if (!asked && !studio::isDeck(picture.format)) return;
    picture.story = studio::StoryOptions{{}, options.stamps, !namesViews, false};
    if (options.steps.empty()) return;
    picture.story->steps = readSteps(options.steps);
    if (!picture.story->steps) judge.refuse("--steps", options.steps, "cli.badChoice", "1-9, 3, 4-");
}

/// What the line asks for, as far as it can be judged without running anything.
studio::ExportOptions readOptions(const ExportOptions& options, Judge& judge) {
    studio::ExportOptions picture;
    constexpr std::array<std::string_view, 0> kNone{};
    if (options.out.empty()) {
        judge.refuse("-o", "", "cli.badChoice", "OUT.svg, OUT.png, OUT.pdf, OUT.pptx, OUT.html");
    }
    const std::string suffix = options.format.empty() ? endingOf(options.out) : options.format;
    if (judge.ok) judge.choose("-o", suffix, kFormats, kLaterFormats, picture.format);
    const bool namesViews = !options.view.empty() && options.view != kStoryboard && options.view != kPoster;
    if (namesViews) judge.choose("--view", options.view, kViews, kLaterViews, picture.picture.views);
    readStory(options, namesViews, picture, judge);
    if (!options.theme.empty()) judge.choose("--theme", options.theme, kThemes, kNone, picture.picture.theme);
    if (!options.size.empty()) readSize(options.size, picture.picture, judge);
    if (!options.scale.empty()) {
        const auto scale = wholeNumber(options.scale, 1, 8);
        scale ? static_cast<void>(picture.scalePercent = *scale * 100)
              : judge.refuse("--scale", options.scale, "cli.badChoice", "1 … 8");
    }
    picture.outlineText = options.outlineText;
    return picture;
}

/// Brings the cursor to moments; the run goes on beyond its script where one of them asks for it.
class Guide {
public:
    explicit Guide(raft::History& history) : history_(history) {}

    enum class Found { Yes, No, Interrupted };
    Found goTo(const At& at) {
        if (at.time) return goToTime(*at.time);
        if (!at.event) return Found::Yes;
        for (std::uint32_t i = 0; history_.world().cluster().nextEvent() <= *at.event && history_.forward(); ++i) {
            if (i % kStepsAtOnce == 0 && interrupted()) return Found::Interrupted;
        }
        return history_.seekEvent(*at.event) ? Found::Yes : Found::No;
    }

private:
    static constexpr std::uint32_t kStepsAtOnce = 256;

    /// Second by second, so that Ctrl-C is heard.
    Found goToTime(raft::SimTime time) {
        while (history_.time() + kSecond < time) {
            history_.seekTime(history_.time() + kSecond);
            if (interrupted()) return Found::Interrupted;
        }
        history_.seekTime(time);
        return Found::Yes;
    }
    static constexpr raft::SimTime kSecond = raft::SimTime::fromMs(1000);

    raft::History& history_;
};

/// One export, from the end of the script on.
class Export {
public:
    Export(const ExportOptions& options, const raft::ClusterConfig& cluster, raft::History& history, Judge& judge,
           Output& output)
        : options_(options), history_(history), judge_(judge), output_(output) {
        at_ = readAt("--at", options.at, cluster, judge);
        from_ = readAt("--from", options.from, cluster, judge);
        to_ = readAt("--to", options.to, cluster, judge);
        // A page of its own for every moment of a stretch leaves nothing for --at to say; the diagram is one page.
        const bool onePage = options.view == "diagram";
        if (at_.given() && hasInterval() && !onePage) judge.refuse("--at", options.at, "cli.atOrInterval", "");
    }

    bool hasInterval() const { return from_.given() || to_.given(); }
    bool hasMoment() const { return at_.given(); }

    /// The moments of the run as a storyboard: those of the interval, or the one moment, or all of them.
    int runStory(studio::ExportOptions picture, const lessons::Glossary& glossary, const studio::Texts& texts) {
        studio::Interval interval{raft::SimTime(), history_.time()};
        if (at_.given()) {
            if (!goTo("--at", options_.at, at_)) return code_;
            interval = {history_.time(), history_.time()};
        } else if (hasInterval()) {
            if (!findInterval(picture.picture)) return code_;
            interval = *picture.picture.interval;
        }
        return tell(studio::Story(history_, interval, picture.title), picture, glossary, texts);
    }
    int tell(const studio::Story& story, const studio::ExportOptions& picture, const lessons::Glossary& glossary,
             const studio::Texts& texts) {
        if (interrupted()) return kInterrupted;
        if (story.moments().size() > studio::kPagesMax) return refusePages(story.moments().size());
        const std::size_t files = studio::storyFileCount(story, picture.format);
        if (!fitsOutput(files)) return kWrongInput;
        return write(studio::exportStory(story, picture, glossary, texts), files);
    }

    int run(studio::ExportOptions picture, const studio::Texts& texts) {
        if (hasInterval() && !findInterval(picture.picture)) return code_;
        std::vector<raft::SimTime> times;
        const bool manyPages = studio::hasManyPages(picture.picture);
        if (manyPages) times = studio::pageTimes(history_, *picture.picture.interval);
        if (times.size() > studio::kPagesMax) return refusePages(times.size());
        const std::size_t files = picture.format == PictureFormat::Pdf ? 1 : std::max<std::size_t>(times.size(), 1);
        if (!fitsOutput(files)) return kWrongInput;
        studio::PictureWriter writer(picture, texts);
        if (!manyPages) {
            if (!goTo("--at", options_.at, at_)) return code_;
            writer.addPage(history_);
        }
        for (const raft::SimTime time : times) {
            if (interrupted()) return kInterrupted;
            history_.seekTime(time);
            writer.addPage(history_);
        }
        return write(writer.finish(), files);
    }

private:
    int refusePages(std::size_t count) {
        judge_.refuse("--to", std::to_string(count), "cli.tooManyPages", std::to_string(studio::kPagesMax));
        return kWrongInput;
    }
    bool fitsOutput(std::size_t files) {
        if (files <= 1 || options_.out != "-") return true;
        judge_.refuse("-o", "-", "cli.manyPagesOneOutput", "");
        return false;
    }

    bool goTo(const char* option, const std::string& word, const At& at) {
        switch (Guide(history_).goTo(at)) {
            case Guide::Found::Yes: return true;
            case Guide::Found::Interrupted: code_ = kInterrupted; return false;
            case Guide::Found::No: judge_.refuse(option, word, "cli.noSuchEvent", "");
        }
        code_ = kWrongInput;
        return false;
    }

    /// The end that is not given is the run's. Afterwards the cursor stands at the interval's end.
    bool findInterval(studio::PictureOptions& picture) {
        const raft::SimTime end = history_.time();
        studio::Interval interval{raft::SimTime(), end};
        if (!goTo("--from", options_.from, from_)) return false;
        if (from_.given()) interval.from = history_.time();
        if (!to_.given()) history_.seekTime(std::max(end, interval.from));
        if (!goTo("--to", options_.to, to_)) return false;
        interval.to = history_.time();
        if (interval.to < interval.from) {
            judge_.refuse("--to", options_.to, "cli.endBeforeBeginning", "");
            code_ = kWrongInput;
            return false;
        }
        picture.interval = interval;
        return true;
    }

    int write(const raft::Result<std::vector<std::string>>& contents, std::size_t files) {
        if (!contents.ok()) return output_.errors(contents.errors()), kWrongInput;
        output_.flush();
        const auto existing = options_.force ? raft::ExistingFile::Replace : raft::ExistingFile::Refuse;
        const auto paths = studio::numberedPaths(options_.out, files);
        const auto written = studio::writePictures(paths, contents.value(), existing);
        if (!written.ok()) return output_.errors(written.errors()), kWrongInput;
        return kFine;
    }

    const ExportOptions& options_;
    raft::History& history_;
    Judge& judge_;
    Output& output_;
    At at_;
    At from_;
    At to_;
    int code_ = kFine;
};

std::string titleOf(const RunFile& file, studio::Language language) {
    if (file.session) return file.session->title;
    return file.lesson ? studio::textOf(file.lesson->title, language) : std::string();
}

/// A lesson of the course may be called by its id.
std::string pathOf(const std::string& name, const studio::Course& course) {
    std::error_code code;
    const studio::CourseEntry* entry = course.find(name);
    const bool isCourse = entry != nullptr && entry->available() && !std::filesystem::exists(name, code);
    return isCourse ? entry->path : name;
}

/// A lesson is told step by step, as long as nobody asks for moments of its run.
bool tellsSteps(const RunFile& file, const Export& pictures) {
    return file.lesson && !pictures.hasInterval() && !pictures.hasMoment();
}

bool hasSteps(const RunFile& file, const studio::StoryOptions& story, const ExportOptions& options, Judge& judge) {
    if (!story.steps) return true;
    const int count = file.lesson ? static_cast<int>(file.lesson->steps.size()) : 0;
    if (story.steps->first <= count) return true;
    judge.refuse("--steps", options.steps, count == 0 ? "cli.stepsOfLesson" : "cli.badChoice",
                 "1-" + std::to_string(count));
    return false;
}

/// The page of the lesson's track, with every rule lit of which its lessons speak: what one hands out when it is over.
int exportPoster(const ExportOptions& options, const studio::ExportOptions& picture, const RunFile& file,
                 const studio::Course& course, const GlobalOptions& global, Output& output, Judge& judge) {
    const studio::Handouts handouts = studio::readHandouts({});
    const std::string track = file.lesson ? file.lesson->track : std::string();
    const std::vector<std::string> tracks = studio::posterTracks(handouts.posters, course);
    if (std::find(tracks.begin(), tracks.end(), track) == tracks.end()) {
        judge.refuse("--view", options.view, "cli.posterOfLesson", "");
        return kWrongInput;
    }
    if (studio::isDeck(picture.format)) {
        judge.refuse("-o", options.out, "cli.badChoice", "OUT.svg, OUT.png, OUT.pdf");
        return kWrongInput;
    }
    studio::PosterFile page{picture.format, picture.picture.theme};
    if (!options.size.empty()) page.widthPx = picture.picture.widthPx;
    if (!options.size.empty()) page.heightPx = picture.picture.heightPx;
    if (!options.scale.empty()) page.scalePercent = picture.scalePercent;
    const auto isOfTrack = [&](std::string_view lesson) {
        const studio::CourseEntry* entry = course.find(lesson);
        return entry != nullptr && entry->track == track;
    };
    render::PosterInput input = studio::posterInput(handouts.posters, course, track, isOfTrack, global.texts);
    input.litWords = global.texts.tr("poster.litHere");
    input.aheadWords = input.otherWords = std::string();
    auto content = studio::posterContent(input, page);
    if (!content.ok()) return output.errors(content.errors()), kWrongInput;
    output.flush();
    const auto existing = options.force ? raft::ExistingFile::Replace : raft::ExistingFile::Refuse;
    const auto written = studio::writePictures({options.out}, {std::move(content).value()}, existing);
    if (!written.ok()) return output.errors(written.errors()), kWrongInput;
    return kFine;
}

}  // namespace

int exportPicture(const ExportOptions& options, const GlobalOptions& global, Output& output) {
    Judge judge(global.texts, output);
    studio::ExportOptions picture = readOptions(options, judge);
    if (!judge.ok) return kWrongInput;
    const studio::Course course = studio::courseWith({}, global.lessonDir);
    auto file = loadRunFile(pathOf(options.file, course));
    if (!file.ok()) return output.errors(file.errors()), kWrongInput;
    if (options.view == kPoster) {
        return exportPoster(options, picture, file.value(), course, global, output, judge);
    }
    picture.title = titleOf(file.value(), global.texts.language());

    const InterruptGuard guard;
    const auto history = beginHistory(file.value());
    Export pictures(options, file.value().cluster, *history, judge, output);
    if (!judge.ok) return kWrongInput;
    if (picture.story && !hasSteps(file.value(), *picture.story, options, judge)) return kWrongInput;
    const CheckReport checkReport(*history, global.configDir);
    if (picture.story && tellsSteps(file.value(), pictures)) {
        const studio::Story story(*file.value().lesson, picture.story->steps, interrupted);
        return pictures.tell(story, picture, course.glossary(), global.texts);
    }
    raft::ScriptRunner runner(file.value().script);
    if (play(runner, *history) == RunEnding::Interrupted) return kInterrupted;
    if (picture.story) return pictures.runStory(picture, course.glossary(), global.texts);
    return pictures.run(picture, global.texts);
}

}  // namespace cli
