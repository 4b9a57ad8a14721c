#pragma once
// What a picture shall look like and which file it shall become: plain data, known to commands and dialogs.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "raft/base/ref.h"
#include "raft/base/sim_time.h"
#include "render/theme.h"

namespace studio {

/// Which views stand on the page. One alone has it to itself; several stand in panels: what has the time diagram's
/// clock below, the ring at the left, the first of the others at the right.
struct PictureViews {
    bool ring = true;
    bool logs = true;
    bool diagram = true;
    bool roles = false;
    bool terms = false;
    bool votes = false;
    bool clients = false;
    bool histogram = false;
    bool configs = false;
    friend bool operator==(const PictureViews&, const PictureViews&) = default;
};

constexpr PictureViews noViews() { return {false, false, false, false, false, false, false, false, false}; }
/// One view alone: `onlyView(&PictureViews::ring)`.
constexpr PictureViews onlyView(bool PictureViews::*view) {
    PictureViews views = noViews();
    views.*view = true;
    return views;
}

/// A stretch of simulated time, both ends included.
struct Interval {
    raft::SimTime from;
    raft::SimTime to;
    friend bool operator==(const Interval&, const Interval&) = default;
};

struct PictureOptions {
    PictureViews views;
    render::ThemeName theme = render::ThemeName::Light;
    int widthPx = 1280;
    int heightPx = 720;
    std::string caption;               ///< A sentence above the picture; empty: none.
    std::optional<Interval> interval;  ///< What the diagram shows; nothing: the last half second.
    raft::Ref selected;                ///< Drawn with a thick ring or frame, in every view.
};

enum class PictureFormat : std::uint8_t { Svg, Png, Pdf, Pptx, Html };
/// Formats that hold a storyboard and nothing else.
inline bool isDeck(PictureFormat format) { return format == PictureFormat::Pptx || format == PictureFormat::Html; }
/// "svg", "png", "pdf", "pptx", "html": the suffix of the file.
std::string_view suffixOf(PictureFormat format);

/// Steps of a lesson, counted from 1, both included.
struct StepSpan {
    int first = 1;
    int last = 1;
    friend bool operator==(const StepSpan&, const StepSpan&) = default;
};

/// Pages with captions and one layout for all of them: a lesson's steps, or the moments of the picture's interval.
struct StoryOptions {
    std::optional<StepSpan> steps;  ///< Nothing: all of them.
    bool stamps = false;            ///< "(a)", "(b)", … before every caption.
    bool ownViews = true;           ///< Those that the lesson names; else the picture's.
    bool chineseTerms = false;      ///< In Chinese texts: terms of the field are Chinese too.
};

struct ExportOptions {
    PictureOptions picture;
    std::optional<StoryOptions> story;  ///< Nothing: pictures without captions.
    PictureFormat format = PictureFormat::Svg;
    int scalePercent = 100;    ///< Of the pixels of a PNG; an SVG or PDF has none.
    bool outlineText = false;  ///< Letters as shapes, for programs that lack the typefaces.
    std::string title;         ///< Of a PDF.
};

/// Pictures as files: of this moment, or of the picture's interval.
struct ExportRequest {
    ExportOptions options;
    std::string path;
    bool replace = false;      ///< Files that are there already.
    std::string lessonFile{};  ///< Of a storyboard: the lesson that is told; empty: the run.
};

/// Does the interval get a page for each of its moments? What has a clock alone shows all of it on one.
inline bool hasManyPages(const PictureOptions& picture) {
    const PictureViews& views = picture.views;
    return picture.interval && (views.ring || views.logs || views.roles || views.votes || views.configs);
}

}  // namespace studio
