#pragma once
// What the instrument shows, in the reader's words.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "app/studio/crash_desk.h"
#include "app/studio/i18n.h"
#include "app/studio/picture_options.h"
#include "app/studio/studio.h"
#include "render/views/crash_picture.h"

namespace studio {

struct CrashQuestionScene {
    std::string prompt;
    std::vector<std::string> choices;
    int picked = kNoAnswer;
    // Once the run has decided:
    int truth = kNoAnswer;
    std::string because;
};

/// One of two, by number.
struct CrashSwitch {
    std::string label;  ///< Before them; may be empty.
    std::array<std::string, 2> choices;
    int chosen = 0;
};

struct CrashScene {
    enum class Mode {
        Predict,  ///< Three answers are asked for.
        Over,     ///< The line stands where nothing is left to crash into.
        Verdict,  ///< You said, you saw, because.
        Pattern,  ///< All stages were seen: from which on …?
        Summary,  ///< That was answered.
    };
    Mode mode = Mode::Predict;
    std::string title;  ///< "Stage D: some followers store it"
    std::string facts;
    std::string progress;  ///< "3 of 7 stages"
    std::array<CrashQuestionScene, lessons::kCrashQuestionCount> questions;
    CrashSwitch blow;            ///< Crash, or cut off.
    CrashSwitch sent;            ///< What the leader sent is lost, or arrives.
    std::string patternPrompt;   ///< Of Pattern and Summary.
    std::string patternVerdict;  ///< Of Summary.
    std::vector<std::string> summary;
    bool canWatch = false;
    render::CrashTimeInput time;
    render::CrashTableInput table;
};

CrashScene crashSceneOf(const CrashDesk& desk, const Document& document, const Texts& texts);
/// Of the instrument that is open.
inline CrashScene crashSceneOf(const Studio& studio) {
    return crashSceneOf(*studio.crashDesk(), studio.document(), studio.texts());
}

/// The key of one of the instrument's commands, as its button shows it; empty if it is none of them.
std::string_view crashKeyOf(std::string_view id, Context context);

/// The words of a run's steps, in both languages.
void wordCrashSteps(lessons::CrashPlan& plan, const lessons::CrashWrite& write, const raft::ClusterConfig& config);

/// The names of the two branches of the blow at the line.
CrashDesk::Names crashBranches(const CrashDesk& desk, const Texts& texts);

/// The instrument as a page: its sentence, its picture, its table.
render::Scene crashPage(const CrashScene& scene, const PictureOptions& options, const render::TextMeasure& measure,
                        const Texts& texts);

}  // namespace studio
