#include "app/studio/command_table.h"

#include <algorithm>

namespace studio {
namespace {

using Keys = std::array<std::array<std::string_view, 3>, kContextCount>;

using KeyList = std::array<std::string_view, 3>;
/// One hand for working, alone with a lesson or with everything open; another in front of a class.
constexpr Keys keys(KeyList atWork, KeyList inPresent) { return Keys{{atWork, atWork, inPresent}}; }
constexpr Keys study(std::string_view first, std::string_view second = {}) { return keys({first, second}, {}); }
constexpr Keys present(std::string_view first, std::string_view second = {}, std::string_view third = {}) {
    return keys({}, {first, second, third});
}
constexpr Keys everywhere(std::string_view first, std::string_view second = {}) {
    return keys({first, second}, {first, second});
}
constexpr Keys none() { return Keys{}; }

/// In the order of the key sheet. Beside a presenter's clicker nothing in Present is a letter that touches the cluster.
const std::array kTable{
    CommandInfo{"big-button", "command.bigButton", study("Space"), cmd::BigButton{}},
    CommandInfo{"play-pause", "command.playPause", study("."), cmd::PlayPause{}},
    CommandInfo{"step-forward", "command.stepForward", study("Right"), cmd::StepForward{}},
    CommandInfo{"step-back", "command.stepBack", study("Left"), cmd::StepBack{}},
    CommandInfo{"next-interesting", "command.nextInteresting", study("Shift+Right"), cmd::NextInteresting{}},
    CommandInfo{"previous-interesting", "command.previousInteresting", study("Shift+Left"), cmd::PreviousInteresting{}},
    CommandInfo{"home", "command.home", study("Home"), cmd::Home{}},
    CommandInfo{"end", "command.end", study("End"), cmd::End{}},
    CommandInfo{"pace-up", "command.paceUp", keys({"Up", "+"}, {"+", "="}), cmd::PaceUp{}},
    CommandInfo{"pace-down", "command.paceDown", keys({"Down", "-"}, {"-"}), cmd::PaceDown{}},
    CommandInfo{"next-lesson-step", "command.nextLessonStep", study("PageDown"), cmd::NextLessonStep{}},
    CommandInfo{"previous-lesson-step", "command.previousLessonStep", study("PageUp"), cmd::PreviousLessonStep{}},
    CommandInfo{"back-to-lesson", "command.backToLesson", study("Backspace"), cmd::BackToLesson{}},
    CommandInfo{"run-idea", "command.runIdea", everywhere("W"), cmd::LessonMove{cmd::LessonMove::Kind::RunIdea, 0, {}}},
    CommandInfo{"try-again", "command.tryAgain", study("Shift+W"),
                cmd::LessonMove{cmd::LessonMove::Kind::TryAgain, 0, {}}},
    CommandInfo{"take-goal", "command.takeGoal", study("Shift+G"),
                cmd::LessonMove{cmd::LessonMove::Kind::TakeGoal, 0, {}}},
    CommandInfo{"hint", "command.hint", keys({"Shift+H"}, {"H"}), cmd::LessonMove{cmd::LessonMove::Kind::Hint, 0, {}}},
    CommandInfo{"solution", "command.solution", study("Shift+S"),
                cmd::LessonMove{cmd::LessonMove::Kind::Solution, 0, {}}},
    // Backspace, while there is a cell to take back: see Studio::commandOf.
    CommandInfo{"erase-cell", "command.eraseCell", none(), cmd::LessonMove{cmd::LessonMove::Kind::Erase, 0, {}}},
    CommandInfo{"reveal", "command.reveal", present("A"), cmd::LessonMove{cmd::LessonMove::Kind::Reveal, 0, {}}},
    // Of the instrument with which leaders crash. While it is open it has keys of its own: see Studio::crashKey.
    CommandInfo{"crash-line-on", "command.crashLineOn", none(), cmd::CrashMove{cmd::CrashMove::Kind::LineBy, +1, 0}},
    CommandInfo{"crash-line-back", "command.crashLineBack", none(),
                cmd::CrashMove{cmd::CrashMove::Kind::LineBy, -1, 0}},
    CommandInfo{"crash-line-first", "command.crashLineFirst", none(),
                cmd::CrashMove{cmd::CrashMove::Kind::LineTo, 0, 0}},
    CommandInfo{"crash-line-last", "command.crashLineLast", none(),
                cmd::CrashMove{cmd::CrashMove::Kind::LineEnd, 0, 0}},
    CommandInfo{"crash-stage-a", "command.crashStageA", none(), cmd::CrashMove{cmd::CrashMove::Kind::Stage, 0, 0}},
    CommandInfo{"crash-stage-b", "command.crashStageB", none(), cmd::CrashMove{cmd::CrashMove::Kind::Stage, 1, 0}},
    CommandInfo{"crash-stage-c", "command.crashStageC", none(), cmd::CrashMove{cmd::CrashMove::Kind::Stage, 2, 0}},
    CommandInfo{"crash-stage-d", "command.crashStageD", none(), cmd::CrashMove{cmd::CrashMove::Kind::Stage, 3, 0}},
    CommandInfo{"crash-stage-e", "command.crashStageE", none(), cmd::CrashMove{cmd::CrashMove::Kind::Stage, 4, 0}},
    CommandInfo{"crash-stage-f", "command.crashStageF", none(), cmd::CrashMove{cmd::CrashMove::Kind::Stage, 5, 0}},
    CommandInfo{"crash-stage-g", "command.crashStageG", none(), cmd::CrashMove{cmd::CrashMove::Kind::Stage, 6, 0}},
    CommandInfo{"crash-pick-1", "command.crashPick1", none(), cmd::CrashMove{cmd::CrashMove::Kind::Pick, 1, 0}},
    CommandInfo{"crash-pick-2", "command.crashPick2", none(), cmd::CrashMove{cmd::CrashMove::Kind::Pick, 2, 0}},
    CommandInfo{"crash-pick-3", "command.crashPick3", none(), cmd::CrashMove{cmd::CrashMove::Kind::Pick, 3, 0}},
    CommandInfo{"crash-erase", "command.crashErase", none(), cmd::CrashMove{cmd::CrashMove::Kind::Erase, 0, 0}},
    CommandInfo{"crash-blow", "command.crashBlow", none(), cmd::CrashMove{cmd::CrashMove::Kind::Blow, 0, 0}},
    CommandInfo{"crash-sent", "command.crashSent", none(), cmd::CrashMove{cmd::CrashMove::Kind::Sent, 0, 0}},
    CommandInfo{"crash-again", "command.crashAgain", none(), cmd::CrashMove{cmd::CrashMove::Kind::Again, 0, 0}},
    CommandInfo{"crash-watch", "command.crashWatch", none(), cmd::CrashMove{cmd::CrashMove::Kind::Watch, 0, 0}},
    CommandInfo{"crash-watch-without", "command.crashWatchWithout", none(),
                cmd::CrashMove{cmd::CrashMove::Kind::WatchWithout, 0, 0}},
    CommandInfo{"select-1", "command.selectServer", study("1"), cmd::SelectServer{1}},
    CommandInfo{"select-2", "command.selectServer", study("2"), cmd::SelectServer{2}},
    CommandInfo{"select-3", "command.selectServer", study("3"), cmd::SelectServer{3}},
    CommandInfo{"select-4", "command.selectServer", study("4"), cmd::SelectServer{4}},
    CommandInfo{"select-5", "command.selectServer", study("5"), cmd::SelectServer{5}},
    CommandInfo{"select-6", "command.selectServer", study("6"), cmd::SelectServer{6}},
    CommandInfo{"select-7", "command.selectServer", study("7"), cmd::SelectServer{7}},
    CommandInfo{"select-8", "command.selectServer", study("8"), cmd::SelectServer{8}},
    CommandInfo{"select-9", "command.selectServer", study("9"), cmd::SelectServer{9}},
    CommandInfo{"point", "command.point", study("Q"), cmd::SetTool{Tool::Point}},
    CommandInfo{"cut", "command.cut", study("X"), cmd::SetTool{Tool::Cut}},
    CommandInfo{"send", "command.send", study("C"), cmd::Send{}},
    CommandInfo{"crash", "command.crash", study("K"), cmd::ToggleCrash{}},
    CommandInfo{"time-out", "command.timeOut", study("T"), cmd::FireTimeout{}},
    CommandInfo{"isolate", "command.isolate", study("P"), cmd::ToggleIsolate{}},
    CommandInfo{"heal", "command.heal", study("H"), cmd::Heal{}},
    CommandInfo{"send-to", "command.sendTo", study("Shift+C"), cmd::SendToSelected{}},
    CommandInfo{"write-to", "command.writeTo", study("Shift+J"), cmd::WriteToSelected{}},
    CommandInfo{"write-command", "command.writeCommand", study("J"), cmd::WriteCommand{}},
    CommandInfo{"read-log", "command.readLog", none(), cmd::Read{raft::ReadMode::Log, {}}},
    CommandInfo{"read-local", "command.readLocal", none(), cmd::Read{raft::ReadMode::Local, {}}},
    CommandInfo{"read-index", "command.readIndex", none(), cmd::Read{raft::ReadMode::ReadIndex, {}}},
    CommandInfo{"read-lease", "command.readLease", none(), cmd::Read{raft::ReadMode::Lease, {}}},
    CommandInfo{"pause-server", "command.pauseServer", study("S"), cmd::TogglePause{}},
    CommandInfo{"transfer", "command.transfer", none(), cmd::TransferTo{}},
    CommandInfo{"take-snapshot", "command.takeSnapshot", study("Z"), cmd::TakeSnapshot{}},
    CommandInfo{"clock-rate", "command.clockRate", study("R"), cmd::AskValue{{Quantity::ClockRate, {}}}},
    CommandInfo{"clock-offset", "command.clockOffset", none(), cmd::AskValue{{Quantity::ClockOffset, {}}}},
    CommandInfo{"fsync", "command.fsync", study("I"), cmd::AskValue{{Quantity::Fsync, {}}}},
    CommandInfo{"lose-vote", "command.loseVote", none(), cmd::LoseVote{}},
    CommandInfo{"lose-entries", "command.loseEntries", none(), cmd::AskValue{{Quantity::LostEntries, {}}}},
    CommandInfo{"change-members", "command.changeMembers", study("Alt+M"), cmd::Show{Dialog::Members}},
    CommandInfo{"rules", "command.rules", study("Alt+U"), cmd::Show{Dialog::Rules}},
    CommandInfo{"reset-rules", "command.resetRules", none(), cmd::ResetRules{}},
    CommandInfo{"cut-link", "command.cutLink", study("Shift+X"), cmd::ToggleCut{}},
    CommandInfo{"cut-there", "command.cutThere", study("Alt+X"), cmd::ToggleCut{cmd::Way::There}},
    CommandInfo{"cut-back", "command.cutBack", study("Alt+Shift+X"), cmd::ToggleCut{cmd::Way::Back}},
    CommandInfo{"hold-link", "command.holdLink", study("O"), cmd::ToggleHold{}},
    CommandInfo{"latency", "command.latency", study("Y"), cmd::AskValue{{Quantity::Latency, {}}}},
    CommandInfo{"loss", "command.loss", study("Shift+Y"), cmd::AskValue{{Quantity::Loss, {}}}},
    CommandInfo{"deliver", "command.deliver", study("N"), cmd::DeliverMessage{}},
    CommandInfo{"drop", "command.drop", study("Delete", "D"), cmd::DropMessage{}},
    CommandInfo{"duplicate", "command.duplicate", study("U"), cmd::DuplicateMessage{}},
    CommandInfo{"delay", "command.delay", study("M"), cmd::AskValue{{Quantity::Delay, {}}}},
    CommandInfo{"later", "command.later", study("]"), cmd::DelayMessage{{}, kNudge}},
    CommandInfo{"earlier", "command.earlier", study("["), cmd::DelayMessage{{}, raft::SimTime() - kNudge}},
    CommandInfo{"select-next", "command.selectNext", study("Tab"), cmd::SelectNext{}},
    CommandInfo{"select-previous", "command.selectPrevious", study("Shift+Tab"),
                cmd::SelectNext{TabDirection::Backward}},
    CommandInfo{"menu", "command.menu", study("Enter", "Shift+F10"), cmd::OpenMenu{}},
    CommandInfo{"sandbox-here", "command.sandboxHere", study("F"), cmd::SandboxHere{}},
    CommandInfo{"see-as", "command.seeAs", study("V"), cmd::CycleSeeAs{}},
    CommandInfo{"events", "command.events", study("E"), cmd::ToggleDrawer{Drawer::Feed}},
    CommandInfo{"places", "command.places", study("B"), cmd::ToggleDrawer{Drawer::Places}},
    CommandInfo{"show-roles", "command.showRoles", study("Alt+R"), cmd::ShowPicture{Picture::Roles}},
    CommandInfo{"show-terms", "command.showTerms", study("Alt+T"), cmd::ShowPicture{Picture::Terms}},
    CommandInfo{"show-votes", "command.showVotes", study("Alt+V"), cmd::ShowPicture{Picture::Votes}},
    CommandInfo{"show-clients", "command.showClients", study("Alt+C"), cmd::ShowPicture{Picture::Clients}},
    CommandInfo{"show-histogram", "command.showHistogram", study("Alt+H"), cmd::ShowPicture{Picture::Histogram}},
    CommandInfo{"show-configs", "command.showConfigs", study("Alt+G"), cmd::ShowPicture{Picture::Configs}},
    CommandInfo{"run-survey", "command.runSurvey", none(), cmd::RunSurvey{}},
    CommandInfo{"stop-survey", "command.stopSurvey", none(), cmd::StopSurvey{}},
    CommandInfo{"bookmark", "command.bookmark", study("Ctrl+B"), cmd::AddBookmark{}},
    CommandInfo{"go-to", "command.goTo", study("Ctrl+G"), cmd::Show{Dialog::GoTo}},
    CommandInfo{"undo", "command.undo", study("Ctrl+Z"), cmd::Undo{}},
    CommandInfo{"redo", "command.redo", study("Ctrl+Y", "Ctrl+Shift+Z"), cmd::Redo{}},
    CommandInfo{"lessons", "command.lessons", study("Ctrl+L"), cmd::Show{Dialog::Lessons}},
    CommandInfo{"resume", "command.resume", study("Ctrl+R"), cmd::ResumeLesson{}},
    CommandInfo{"predictions", "command.predictions", study("Ctrl+H"), cmd::Show{Dialog::Predictions}},
    CommandInfo{"export-progress", "command.exportProgress", none(), cmd::Show{Dialog::ExportProgress}},
    CommandInfo{"import-progress", "command.importProgress", none(), cmd::Show{Dialog::ImportProgress}},
    CommandInfo{"reset-progress", "command.resetProgress", none(), cmd::Show{Dialog::ResetProgress}},
    CommandInfo{"new-cluster", "command.newCluster", study("Ctrl+N"), cmd::Show{Dialog::NewCluster}},
    CommandInfo{"open", "command.open", study("Ctrl+O"), cmd::Show{Dialog::Open}},
    CommandInfo{"save", "command.save", study("Ctrl+S"), cmd::Save{}},
    CommandInfo{"save-as", "command.saveAs", study("F12"), cmd::Show{Dialog::Save}},
    CommandInfo{"save-picture", "command.savePicture", everywhere("Ctrl+Shift+S"), cmd::SavePicture{}},
    CommandInfo{"export", "command.export", study("Ctrl+E"), cmd::Show{Dialog::Export}},
    CommandInfo{"export-slides", "command.exportSlides", everywhere("Ctrl+Shift+E"), cmd::ExportSlides{}},
    CommandInfo{"copy-picture", "command.copyPicture", study("Ctrl+C"), cmd::CopyPicture{}},
    CommandInfo{"copy-bug-report", "command.copyBugReport", study("Ctrl+Shift+C"), cmd::CopyBugReport{}},
    CommandInfo{"record", "command.record", study("Ctrl+Shift+R"), cmd::AuthorMove{cmd::AuthorMove::Kind::Record}},
    // M, while something is recorded: see Studio::commandOf.
    CommandInfo{"close-step", "command.closeStep", none(), cmd::AuthorMove{cmd::AuthorMove::Kind::CloseStep}},
    CommandInfo{"storyboard", "command.storyboard", study("Ctrl+Shift+B"), cmd::Show{Dialog::Storyboard}},
    CommandInfo{"verify", "command.verify", study("Ctrl+Shift+V"), cmd::AuthorMove{cmd::AuthorMove::Kind::Verify}},
    CommandInfo{"find", "command.find", study("Ctrl+P"), cmd::Show{Dialog::Find}},
    CommandInfo{"present", "command.present", everywhere("F5"), cmd::TogglePresent{}},
    CommandInfo{"present-next", "command.presentNext", present("PageDown", "Space", "Right"), cmd::PresentNext{}},
    CommandInfo{"present-back", "command.presentBack", present("PageUp", "Left"), cmd::PresentBack{}},
    CommandInfo{"freeze", "command.freeze", present("."), cmd::Freeze{}},
    CommandInfo{"restart-step", "command.restartStep", present("Home"), cmd::RestartStep{}},
    CommandInfo{"blank", "command.blank", present("B"), cmd::ToggleBlank{}},
    CommandInfo{"notes", "command.notes", present("N"), cmd::ToggleNotes{}},
    CommandInfo{"clock", "command.clock", present("T"), cmd::ToggleClock{}},
    CommandInfo{"spotlight", "command.spotlight", present("Z"), cmd::ToggleSpotlight{}},
    CommandInfo{"class-0", "command.classDigit", present("0"), cmd::ClassDigit{0}},
    CommandInfo{"class-1", "command.classDigit", present("1"), cmd::ClassDigit{1}},
    CommandInfo{"class-2", "command.classDigit", present("2"), cmd::ClassDigit{2}},
    CommandInfo{"class-3", "command.classDigit", present("3"), cmd::ClassDigit{3}},
    CommandInfo{"class-4", "command.classDigit", present("4"), cmd::ClassDigit{4}},
    CommandInfo{"class-5", "command.classDigit", present("5"), cmd::ClassDigit{5}},
    CommandInfo{"class-6", "command.classDigit", present("6"), cmd::ClassDigit{6}},
    CommandInfo{"class-7", "command.classDigit", present("7"), cmd::ClassDigit{7}},
    CommandInfo{"class-8", "command.classDigit", present("8"), cmd::ClassDigit{8}},
    CommandInfo{"class-9", "command.classDigit", present("9"), cmd::ClassDigit{9}},
    CommandInfo{"class-count", "command.classCount", present("Enter"), cmd::ClassCount{}},
    CommandInfo{"class-erase", "command.classErase", present("Backspace"), cmd::ClassErase{}},
    CommandInfo{"go-to-step", "command.goToStep", present("G"), cmd::Show{Dialog::GoToStep}},
    CommandInfo{"improvise", "command.improvise", present("F"), cmd::ToggleImprovise{}},
    CommandInfo{"start-lecture", "command.startLecture", none(), cmd::StartLecture{}},
    CommandInfo{"teach", "command.teach", none(), cmd::Show{Dialog::Teach}},
    CommandInfo{"save-playlist", "command.savePlaylist", none(), cmd::SavePlaylist{}},
    CommandInfo{"pause-on-leader", "command.pauseOnLeader", none(), cmd::TogglePauseOn{PauseOn::Leader}},
    CommandInfo{"pause-on-refusal", "command.pauseOnRefusal", none(), cmd::TogglePauseOn{PauseOn::Refusal}},
    CommandInfo{"pause-on-commit", "command.pauseOnCommit", none(), cmd::TogglePauseOn{PauseOn::Commit}},
    CommandInfo{"pause-on-truncation", "command.pauseOnTruncation", none(), cmd::TogglePauseOn{PauseOn::Truncation}},
    CommandInfo{"pause-on-step-down", "command.pauseOnStepDown", none(), cmd::TogglePauseOn{PauseOn::StepDown}},
    CommandInfo{"pause-on-violation", "command.pauseOnViolation", none(), cmd::TogglePauseOn{PauseOn::Violation}},
    CommandInfo{"pause-on-message", "command.pauseOnMessage", none(), cmd::TogglePauseOn{PauseOn::Message}},
    CommandInfo{"preset-study", "command.presetStudy", none(), cmd::SetPreset{Preset::Study}},
    CommandInfo{"preset-explore", "command.presetExplore", none(), cmd::SetPreset{Preset::Explore}},
    CommandInfo{"language", "command.language", everywhere("L"), cmd::ToggleLanguage{}},
    CommandInfo{"glossary", "command.glossary", study("F2"), cmd::Show{Dialog::Glossary}},
    CommandInfo{"poster", "command.poster", study("F6"), cmd::Show{Dialog::Poster}},
    CommandInfo{"interview", "command.interview", study("F7"), cmd::Show{Dialog::Interview}},
    CommandInfo{"quiz", "command.quiz", study("F8"), cmd::Show{Dialog::Quiz}},
    CommandInfo{"term-names", "command.termNames", study("Ctrl+Shift+L"), cmd::ToggleTermNames{}},
    CommandInfo{"idle-time", "command.idleTime", none(), cmd::ToggleIdleTime{}},
    CommandInfo{"theme", "command.theme", everywhere("Ctrl+T"), cmd::ToggleTheme{}},
    CommandInfo{"theme-light", "command.themeLight", none(), cmd::SetTheme{ThemeName::Light}},
    CommandInfo{"theme-dark", "command.themeDark", none(), cmd::SetTheme{ThemeName::Dark}},
    CommandInfo{"theme-projector", "command.themeProjector", none(), cmd::SetTheme{ThemeName::Projector}},
    CommandInfo{"larger", "command.larger", everywhere("Ctrl++", "Ctrl+="), cmd::StepScale{+1}},
    CommandInfo{"smaller", "command.smaller", everywhere("Ctrl+-"), cmd::StepScale{-1}},
    CommandInfo{"full-size", "command.fullSize", everywhere("Ctrl+0"), cmd::SetScale{100}},
    CommandInfo{"keys", "command.keys", everywhere("?", "F1"), cmd::Show{Dialog::Keys}},
    CommandInfo{"escape", "command.escape", everywhere("Escape"), cmd::Escape{}},
    CommandInfo{"quit", "command.quit", study("Ctrl+Q"), cmd::Quit{}},
};

}  // namespace

std::span<const CommandInfo> commandTable() { return kTable; }

const CommandInfo* commandNamed(std::string_view id) {
    const auto found =
        std::find_if(kTable.begin(), kTable.end(), [id](const CommandInfo& row) { return row.id == id; });
    return found == kTable.end() ? nullptr : &*found;
}

const CommandInfo* commandForKey(std::string_view key, Context context) {
    if (key.empty()) return nullptr;
    const auto found = std::find_if(kTable.begin(), kTable.end(), [key, context](const CommandInfo& row) {
        const auto& keys = row.keys[static_cast<std::size_t>(context)];
        return std::find(keys.begin(), keys.end(), key) != keys.end();
    });
    return found == kTable.end() ? nullptr : &*found;
}

std::string_view keyOf(std::string_view id, Context context) {
    const CommandInfo* row = commandNamed(id);
    return row == nullptr ? std::string_view() : row->keys[static_cast<std::size_t>(context)].front();
}

}  // namespace studio
