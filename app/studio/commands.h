#pragma once
// What the interface may ask for. One type carries a command with its arguments; Studio::execute is the only place that
// carries it out. Names and keys of commands: see command_table.h.

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "app/studio/acting_commands.h"
#include "app/studio/author_move.h"
#include "app/studio/course_commands.h"
#include "app/studio/crash_moves.h"
#include "app/studio/hands.h"
#include "app/studio/i18n.h"
#include "app/studio/lecture_commands.h"
#include "app/studio/lesson_move.h"
#include "app/studio/looks.h"
#include "app/studio/one_of.h"
#include "app/studio/picture_commands.h"
#include "app/studio/picture_options.h"
#include "app/studio/study_move.h"
#include "app/studio/tab_order.h"
#include "app/studio/values.h"
#include "app/studio/window_modes.h"
#include "raft/base/ids.h"
#include "raft/base/ref.h"
#include "raft/base/sim_time.h"
#include "raft/sim/action.h"
#include "raft/sim/cluster_config.h"

namespace studio {

namespace cmd {
// Looking: nothing of the run changes.
struct Select {
    raft::Ref ref;
};  ///< An empty Ref selects nothing.
struct SelectServer {
    int number = 1;
};  ///< From 1, as on the keys.
struct StepForward {};
struct StepBack {};
struct NextInteresting {};
struct PreviousInteresting {};
struct Home {};
struct End {};
struct SeekTime {
    raft::SimTime time;
};
struct SeekStep {
    raft::StepId step;
};
struct JumpTo {
    raft::EventId event;
};  ///< Goes right after its step and selects it.
struct GoTo {
    std::string text;
};  ///< "120 ms" or "#57": see go_to.h.
struct SeeAs {
    raft::NodeId server = raft::kNoNode;
};                     ///< kNoNode: everything.
struct CycleSeeAs {};  ///< The selected server, then one after the other, then everything.
struct AddBookmark {
    std::string name;
};  ///< Where the eye is. An empty name is the time.
struct RenameBookmark {
    int number = 0;
    std::string name;
};
struct RemoveBookmark {
    int number = 0;
};
struct GoToBookmark {
    int number = 0;
};
struct RenameBranch {
    int line = 0;
    std::string name;
};
struct BigButton {};
struct PlayPause {};
struct PaceUp {};
struct PaceDown {};
struct SetPace {
    bool autoPace = true;
    int permille = 1000;
};  ///< Constant: 1000 is as fast as the wall clock.
struct NextLessonStep {};
struct PreviousLessonStep {};
struct BackToLesson {};
struct SwitchBranch {
    int line = 0;
};
struct SetTool {
    Tool tool = Tool::Point;
};
// Hand (see hands.h): links, messages, clocks and disks.
struct SelectNext {
    TabDirection direction = TabDirection::Forward;
};
struct OpenMenu {};  ///< Of the selection; of the cluster if nothing is selected.
struct AskValue {
    ValueOf value;
};  ///< An empty Ref means the selection.
struct WriteCommand {
    std::optional<raft::NodeId> to;
};  ///< Opens the field for a command of one's own.
struct SendToSelected {};
struct WriteToSelected {};
struct ResetRules {};  ///< Every rule as the cluster's profile has it, one action each.
// The document.
struct NewCluster {
    raft::ClusterConfig config;
};
struct OpenSandbox {};  ///< A fresh default cluster.
struct OpenLesson {
    std::string id;
};
struct OpenFile {
    std::string path;
};
/// Asks first if another file is there already.
struct SaveFile {
    std::string path;
};
struct Save {};             ///< Under the name that the document has; asks for one if it has none.
struct ReplaceFile {};      ///< The answer to what SaveFile asked: yes.
struct SaveAndLeave {};     ///< Answers to "your run is not saved": save it, and do what was to be done …
struct LeaveUnsaved {};     ///< … or do it without.
struct RecoverRun {};       ///< Answers to what a crash has left: open it …
struct ForgetRecovered {};  ///< … or throw it away.
// Pictures.
struct SavePicture {};  ///< Of this moment, at slide size, without a question.
struct ExportPictures {
    ExportRequest request;
};
struct ExportSlides {};  ///< What is open as slides, with the choices of the last time, without a question.
struct CopyPicture {};
struct CopyBugReport {};
// The window.
struct Show {
    Dialog dialog = Dialog::None;
};
struct ToggleDrawer {
    Drawer drawer = Drawer::Feed;
};
struct SetLanguage {
    Language language = Language::English;
};
struct ToggleLanguage {};
struct ToggleIdleTime {};   ///< The time axis squeezes waits in which nothing happens, or is to scale.
struct ToggleTermNames {};  ///< Chinese texts name terms in English, or in Chinese.
/// Opens the glossary at this term.
struct ShowTerm {
    std::string id;
};
/// Opens the rules at this one.
struct ShowRule {
    raft::RuleId rule{};
};
struct SetTheme {
    ThemeName theme = ThemeName::Light;
};
struct ToggleTheme {};  ///< The next of the three.
struct SetScale {
    int percent = 100;
};
struct StepScale {
    int by = 1;
};  ///< To the next size up (+1) or down (-1).
struct SetPreset {
    Preset preset = Preset::Study;
};
struct SetSplit {
    Split split = Split::RingLogs;
    int permille = 0;
};  ///< 0: back to where the program would put it.
// Presenting. A clicker sends few keys, and none of them may lose the place.
struct TogglePresent {};
struct PresentNext {};  ///< Finishes at once what moves, else goes on to the next idea.
struct PresentBack {};  ///< The state before, restored.
struct Freeze {};       ///< Stops what moves, and lets it go on.
struct ToggleBlank {};
struct ToggleNotes {};
struct ToggleImprovise {};  ///< Lets keys touch the cluster; off again, it goes back to the lesson.
struct GoToStep {
    int step = 0;
};                 ///< From 0; what lies between is played.
struct Escape {};  ///< Closes the dialog, else ends presenting, else lets go of the tool, else of the selection.
struct Quit {};
}  // namespace cmd

using AnyCommand =
    OneOf<cmd::Select, cmd::SelectServer, cmd::StepForward, cmd::StepBack, cmd::NextInteresting,
          cmd::PreviousInteresting, cmd::Home, cmd::End, cmd::SeekTime, cmd::SeekStep, cmd::BigButton, cmd::PlayPause,
          cmd::PaceUp, cmd::PaceDown, cmd::SetPace, cmd::NextLessonStep, cmd::PreviousLessonStep, cmd::BackToLesson,
          cmd::LessonMove, cmd::SwitchBranch, cmd::SetTool, cmd::ToggleCrash, cmd::FireTimeout, cmd::CutLinks,
          cmd::MendLinks, cmd::ToggleIsolate, cmd::Heal, cmd::Send, cmd::Read, cmd::SandboxHere, cmd::Undo, cmd::Redo,
          cmd::Hand, cmd::SelectNext, cmd::OpenMenu, cmd::AskValue, cmd::WriteCommand, cmd::SendToSelected,
          cmd::WriteToSelected, cmd::NewCluster, cmd::OpenSandbox, cmd::OpenLesson, cmd::OpenFile, cmd::SaveFile,
          cmd::Save, cmd::ReplaceFile, cmd::SaveAndLeave, cmd::LeaveUnsaved, cmd::RecoverRun, cmd::ForgetRecovered,
          cmd::SavePicture, cmd::ExportPictures, cmd::CopyPicture, cmd::CopyBugReport, cmd::Show, cmd::SetLanguage,
          cmd::ToggleLanguage, cmd::ToggleIdleTime, cmd::ToggleTermNames, cmd::ShowTerm, cmd::SetTheme,
          cmd::ToggleTheme, cmd::SetScale, cmd::StepScale, cmd::SetPreset, cmd::SetSplit, cmd::TogglePresent,
          cmd::PresentNext, cmd::PresentBack, cmd::Freeze, cmd::ToggleBlank, cmd::ToggleNotes, cmd::ToggleImprovise,
          cmd::GoToStep, cmd::Escape, cmd::Quit, cmd::JumpTo, cmd::GoTo, cmd::SeeAs, cmd::CycleSeeAs, cmd::AddBookmark,
          cmd::RenameBookmark, cmd::RemoveBookmark, cmd::GoToBookmark, cmd::RenameBranch, cmd::ToggleDrawer,
          cmd::ExportSlides, cmd::ShowPicture, cmd::RunSurvey, cmd::StopSurvey, cmd::CompareSurvey, cmd::StudyMove,
          cmd::AuthorMove, cmd::RestartStep, cmd::ToggleClock, cmd::ToggleSpotlight, cmd::ClassDigit, cmd::ClassErase,
          cmd::ClassCount, cmd::TogglePauseOn, cmd::StartLecture, cmd::EditLecture, cmd::SavePlaylist, cmd::OpenStep,
          cmd::ResumeLesson, cmd::SandboxAt, cmd::ExportProgress, cmd::ImportProgress, cmd::ResetProgress,
          cmd::CrashMove, cmd::ShowRule, cmd::ResetRules>;

/// One command with its arguments.
struct Command : AnyCommand {
    using AnyCommand::AnyCommand;
    Command() : AnyCommand(cmd::Select{}) {}  ///< Selects nothing.
    /// Whatever touches a link, a message, a clock or a disk.
    template <class T>
    Command(T hand, std::enable_if_t<!kContains<T> && std::is_convertible_v<T, cmd::Hand>>* = nullptr)  // NOLINT
        : AnyCommand(cmd::Hand(std::move(hand))) {}
};

}  // namespace studio
