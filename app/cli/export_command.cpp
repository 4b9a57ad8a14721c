// `raftlab export FILE -o OUT`: one moment of a run as a picture.

#include <array>
#include <charconv>

#include "app/cli/check_report.h"
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/interrupt.h"
#include "app/cli/picture.h"
#include "app/cli/run_file.h"
#include "raft/base/utf8.h"
#include "raft/trace/file_io.h"

namespace cli {
namespace {

template <class T>
struct Name {
    std::string_view name;
    T value;
};

constexpr std::array kFormats{Name<PictureFormat>{"svg", PictureFormat::Svg},
                              Name<PictureFormat>{"png", PictureFormat::Png}};
constexpr std::array<std::string_view, 7> kLaterFormats{"pdf", "pptx", "html", "gif", "mmd", "csv", "json"};
constexpr std::array kViews{Name<PictureView>{"ring", PictureView::Ring}, Name<PictureView>{"logs", PictureView::Logs},
                            Name<PictureView>{"diagram", PictureView::Diagram}};
constexpr std::array<std::string_view, 3> kLaterViews{"tree", "clients", "storyboard"};
constexpr std::array kThemes{Name<render::ThemeName>{"light", render::ThemeName::Light},
                             Name<render::ThemeName>{"dark", render::ThemeName::Dark},
                             Name<render::ThemeName>{"projector", render::ThemeName::Projector},
                             Name<render::ThemeName>{"paper", render::ThemeName::Paper}};

/// The moment to draw: an event, a time, or the end of the run.
struct At {
    std::optional<raft::EventId> event;
    std::optional<raft::SimTime> time;
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

void readSize(const std::string& text, PictureOptions& picture, Judge& judge) {
    const std::size_t cross = text.find('x');
    const auto width = wholeNumber(text.substr(0, cross), 200, 8000);
    const auto height = cross == std::string::npos ? std::nullopt : wholeNumber(text.substr(cross + 1), 150, 8000);
    if (!width || !height) return judge.refuse("--size", text, "cli.badChoice", "1920x1080");
    picture.widthPx = *width;
    picture.heightPx = *height;
}

void readAt(const std::string& text, const raft::ClusterConfig& cluster, At& at, Judge& judge) {
    if (const auto event = wholeNumber(text, 0, INT32_MAX)) {
        at.event = raft::EventId(static_cast<std::uint32_t>(*event));
        return;
    }
    const auto end = raft::parseUntil(text, cluster);
    if (!end.ok() || !end.value().time) return judge.refuse("--at", text, "cli.badChoice", "120ms, 57");
    at.time = end.value().time;
}

std::string suffixOf(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    return dot == std::string::npos || path.find('/', dot) != std::string::npos ? std::string() : path.substr(dot + 1);
}

/// Brings the cursor to the moment; the run goes on beyond its script where the moment asks for it.
bool goTo(const At& at, raft::History& history) {
    if (at.time) history.seekTime(*at.time);
    if (!at.event) return true;
    while (history.world().cluster().nextEvent() <= *at.event && history.forward()) {}
    return history.seekEvent(*at.event);
}

}  // namespace

int exportPicture(const ExportOptions& options, const GlobalOptions& global, Output& output) {
    Judge judge(global.texts, output);
    PictureOptions picture;
    PictureFormat format = PictureFormat::Svg;
    constexpr std::array<std::string_view, 0> kNone{};
    if (options.out.empty()) judge.refuse("-o", "", "cli.badChoice", "OUT.svg, OUT.png");
    const std::string suffix = options.format.empty() ? suffixOf(options.out) : options.format;
    if (judge.ok) judge.choose("-o", suffix, kFormats, kLaterFormats, format);
    if (!options.view.empty()) judge.choose("--view", options.view, kViews, kLaterViews, picture.view);
    if (!options.theme.empty()) judge.choose("--theme", options.theme, kThemes, kNone, picture.theme);
    if (!options.size.empty()) readSize(options.size, picture, judge);
    if (!options.scale.empty()) {
        const auto scale = wholeNumber(options.scale, 1, 8);
        scale ? static_cast<void>(picture.scalePercent = *scale * 100)
              : judge.refuse("--scale", options.scale, "cli.badChoice", "1 … 8");
    }
    if (!judge.ok) return kWrongInput;

    auto file = loadRunFile(options.file);
    if (!file.ok()) return output.errors(file.errors()), kWrongInput;
    At at;
    if (!options.at.empty()) readAt(options.at, file.value().cluster, at, judge);
    if (!judge.ok) return kWrongInput;

    const InterruptGuard guard;
    const auto history = beginHistory(file.value());
    const CheckReport checkReport(*history, global.configDir);
    raft::ScriptRunner runner(file.value().script);
    if (play(runner, *history) == RunEnding::Interrupted) return kInterrupted;
    if (!goTo(at, *history)) return judge.refuse("--at", options.at, "cli.noSuchEvent", ""), kWrongInput;
    const auto content = pictureOf(*history, picture, format, global.texts);
    if (!content.ok()) return output.errors(content.errors()), kWrongInput;
    output.flush();
    const auto existing = options.force ? raft::ExistingFile::Replace : raft::ExistingFile::Refuse;
    const auto written = raft::writeFileAtomically(options.out, content.value(), existing);
    if (!written.ok()) return output.errors(written.errors()), kWrongInput;
    return kFine;
}

}  // namespace cli
