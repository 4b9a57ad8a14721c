// Why a command is impossible now. Menus grey by it, execute() refuses by it, and both say the same sentence.

#include <algorithm>

#include "app/studio/author_desk.h"
#include "app/studio/bookmarks.h"
#include "app/studio/go_to.h"
#include "app/studio/learning.h"
#include "app/studio/members.h"
#include "app/studio/obstacle.h"
#include "app/studio/presenter.h"
#include "app/studio/rule_sheet.h"
#include "app/studio/studio_hands.h"
#include "app/studio/studying.h"
#include "raft/sim/key_value.h"

namespace studio {
namespace {

using PlayerState = lessons::Player::State;

struct Judge {
    const Document& document;
    const Playback& playback;
    const Course& course;
    const Learning& learning;
    Dialog dialog;
    bool exporting;
    bool surveying;
    const Settings& settings;
    const Presenting& presenting;

    const raft::History& history() const { return document.history(); }
    const raft::Cluster& cluster() const { return history().world().cluster(); }
    const lessons::Player* player() const { return document.player(); }

    raft::NodeId serverOr(raft::NodeId server) const {
        return server == raft::kNoNode ? document.selectedServer() : server;
    }
    bool exists(raft::NodeId server) const { return server.value < cluster().serverCount(); }
    /// The links that a command means, with their reverses unless it is about one way.
    template <class Links>
    bool anyLink(const Links& command, bool cut) const {
        return std::any_of(command.links.begin(), command.links.end(), [&](const raft::LinkId& link) {
            const bool there = cluster().network().link(link.from, link.to).cut == cut;
            return there || (!command.oneWay && cluster().network().link(link.to, link.from).cut == cut);
        });
    }

    // ---- Looking ----
    Obstacle operator()(const cmd::Select&) const { return {}; }
    Obstacle operator()(const cmd::SelectServer& c) const {
        return unless(c.number >= 1 && c.number <= cluster().serverCount(), "why.noSuchServer");
    }
    Obstacle forward() const {
        // What comes next on the lesson's line is the lesson's to do.
        const bool waits =
            document.onLessonLine() && document.atLessonPlace() && player()->state() != PlayerState::Running;
        if (waits) return "why.lessonWaits";
        const bool lessonRuns = document.onLessonLine() && document.atLessonPlace();
        return unless(lessonRuns || nextStepTime(history()) != raft::kNever, "why.nothingDue");
    }
    Obstacle backward() const { return unless(history().step().value > 0, "why.atStart"); }
    Obstacle operator()(const cmd::StepForward&) const { return forward(); }
    Obstacle operator()(const cmd::StepBack&) const { return backward(); }
    Obstacle operator()(const cmd::NextInteresting&) const { return forward(); }
    Obstacle operator()(const cmd::PreviousInteresting&) const { return backward(); }
    Obstacle operator()(const cmd::Home&) const { return backward(); }
    Obstacle operator()(const cmd::End&) const {
        return unless(!history().atEnd() || document.inLessonPast(), "why.atEnd");
    }
    Obstacle operator()(const cmd::SeekTime&) const { return {}; }
    Obstacle operator()(const cmd::JumpTo& c) const { return unless(isComputed(history(), c.event), "why.notYet"); }
    Obstacle operator()(const cmd::GoTo& c) const {
        const GoToTarget target = parseGoTo(c.text);
        if (const auto* problem = std::get_if<std::string_view>(&target)) return *problem;
        if (const auto* event = std::get_if<raft::EventId>(&target)) {
            return unless(isComputed(history(), *event), "why.goToNoEvent");
        }
        return unless(std::get<raft::SimTime>(target) <= std::max(history().time(), history().endTime()),
                      "why.goToLater");
    }
    Obstacle operator()(const cmd::SeeAs& c) const {
        return unless(c.server == raft::kNoNode || exists(c.server), "why.noSuchServer");
    }
    Obstacle operator()(const cmd::CycleSeeAs&) const { return {}; }
    Obstacle operator()(const cmd::AddBookmark&) const { return {}; }
    Obstacle bookmark(int number) const {
        const auto count = static_cast<int>(document.bookmarks().size());
        return unless(number >= 0 && number < count, "why.noSuchBookmark");
    }
    Obstacle operator()(const cmd::RenameBookmark& c) const {
        return c.name.empty() ? Obstacle("why.noName") : bookmark(c.number);
    }
    Obstacle operator()(const cmd::RemoveBookmark& c) const { return bookmark(c.number); }
    Obstacle operator()(const cmd::GoToBookmark& c) const {
        if (const Obstacle none = bookmark(c.number)) return none;
        const Bookmark& wanted = document.bookmarks()[static_cast<std::size_t>(c.number)];
        return unless(studio::exists(wanted, history()), "why.bookmarkGone");
    }
    Obstacle operator()(const cmd::RenameBranch& c) const {
        if (c.line == 0) return "why.mainLine";
        return c.name.empty() ? Obstacle("why.noName") : (*this)(cmd::SwitchBranch{c.line});
    }
    Obstacle operator()(const cmd::ToggleDrawer&) const { return {}; }
    Obstacle operator()(const cmd::ShowPicture&) const { return {}; }
    Obstacle operator()(const cmd::RunSurvey&) const { return unless(!surveying, "why.surveyRuns"); }
    Obstacle operator()(const cmd::StopSurvey&) const { return unless(surveying, "why.noSurvey"); }
    Obstacle operator()(const cmd::CompareSurvey&) const { return {}; }
    Obstacle operator()(const cmd::SeekStep& c) const { return unless(c.step < history().end(), "why.notYet"); }
    Obstacle operator()(const cmd::BigButton&) const {
        if (document.lesson() != nullptr || playback.isPlaying()) return {};
        return unless(nextStepTime(history()) != raft::kNever, "why.nothingDue");
    }
    Obstacle operator()(const cmd::PlayPause&) const {
        if (playback.isPlaying() || document.inLessonPast()) return {};
        if (document.onLessonLine()) return unless(player()->state() != PlayerState::Done, "why.lessonDone");
        return unless(nextStepTime(history()) != raft::kNever, "why.nothingDue");
    }
    Obstacle operator()(const cmd::PaceUp&) const { return unless(playback.canGoFaster(), "why.fastest"); }
    Obstacle operator()(const cmd::PaceDown&) const { return unless(playback.canGoSlower(), "why.slowest"); }
    Obstacle operator()(const cmd::SetPace&) const { return {}; }
    Obstacle operator()(const cmd::LessonMove&) const { return {}; }  // See Studio::lessonObstacle.
    Obstacle operator()(const cmd::StudyMove&) const { return {}; }   // See Studio::Studying.
    Obstacle operator()(const cmd::CrashMove&) const { return {}; }   // See Studio::crashObstacle.
    Obstacle operator()(const cmd::NextLessonStep&) const {
        if (document.lesson() == nullptr) return "why.noLesson";
        const bool atEnd =
            player()->state() == PlayerState::Done && !document.inLessonPast() && document.onLessonLine();
        return unless(!atEnd, "why.lessonDone");
    }
    Obstacle operator()(const cmd::PreviousLessonStep&) const {
        if (document.lesson() == nullptr) return "why.noLesson";
        return unless(!document.onLessonLine() || history().step().value > 0, "why.atStart");
    }
    Obstacle operator()(const cmd::BackToLesson&) const {
        if (document.lesson() == nullptr) return "why.noLesson";
        return unless(!document.atLessonPlace() || document.isBeside(), "why.atLesson");
    }
    Obstacle operator()(const cmd::SwitchBranch& c) const {
        return unless(c.line >= 0 && c.line < history().lineCount() && history().exists(c.line), "why.noSuchBranch");
    }
    Obstacle operator()(const cmd::SetTool&) const { return {}; }

    // ---- Acting ----
    Obstacle operator()(const cmd::ToggleCrash& c) const {
        // Without a server this picks the tool, with which one chooses the server.
        const raft::NodeId server = serverOr(c.server);
        return unless(server == raft::kNoNode || exists(server), "why.noSuchServer");
    }
    Obstacle operator()(const cmd::FireTimeout& c) const {
        const raft::NodeId server = serverOr(c.server);
        if (server == raft::kNoNode) return "why.selectServer";
        if (!exists(server)) return "why.noSuchServer";
        if (!cluster().machine(server).up) return "why.isDown";
        return unless(cluster().node(server).role() != raft::Role::Leader, "why.leaderHasNoTimer");
    }
    Obstacle operator()(const cmd::CutLinks& c) const { return unless(anyLink(c, false), "why.nothingToCut"); }
    Obstacle operator()(const cmd::MendLinks& c) const { return unless(anyLink(c, true), "why.nothingToMend"); }
    Obstacle operator()(const cmd::ToggleIsolate& c) const {
        const raft::NodeId server = serverOr(c.server);
        if (server == raft::kNoNode) return "why.selectServer";
        return unless(exists(server) && cluster().serverCount() > 1, "why.noSuchServer");
    }
    Obstacle operator()(const cmd::Heal&) const {
        const int servers = cluster().serverCount();
        for (int from = 0; from < raft::kMaxEnds; ++from) {
            for (int to = 0; to < raft::kMaxEnds; ++to) {
                if (from >= servers && to >= servers) continue;
                const raft::Link& link = cluster().network().link(raft::NodeId(static_cast<std::uint8_t>(from)),
                                                                  raft::NodeId(static_cast<std::uint8_t>(to)));
                if (link.isCut() || link.hold) return {};
            }
        }
        return "why.nothingToHeal";
    }
    Obstacle canRead(raft::ReadMode mode) const {
        return unless(mode != raft::ReadMode::Lease || cluster().rules().lease, "why.noLeases");
    }
    Obstacle operator()(const cmd::Send& c) const {
        if (cluster().clientCount() == 0) return "why.noClient";
        if (c.to && !exists(*c.to)) return "why.noSuchServer";
        if (const auto read = typedRead(c.text)) return canRead(read->mode);
        return unless(c.text.empty() || raft::parseCommand(c.text).has_value(), "why.noCommand");
    }
    Obstacle operator()(const cmd::Read& c) const {
        if (const Obstacle nobody = (*this)(cmd::Send{{}, c.from})) return nobody;
        return canRead(c.mode);
    }
    Obstacle operator()(const cmd::SandboxHere&) const { return unless(document.lesson() != nullptr, "why.noLesson"); }
    Obstacle operator()(const cmd::Undo&) const {
        if (document.onLessonLine()) return "why.lessonActions";
        return unless(history().canUndo(), "why.nothingToUndo");
    }
    Obstacle operator()(const cmd::Redo&) const { return unless(history().canRedo(), "why.nothingToRedo"); }

    Obstacle operator()(const cmd::ResetRules&) const {
        return unless(!rulesUnlikeProfile(cluster()).empty(), "why.sameRules");
    }

    // ---- Hands ----
    Obstacle operator()(const cmd::Hand& c) const { return obstacleTo(c, document); }
    Obstacle operator()(const cmd::SelectNext&) const { return {}; }
    Obstacle operator()(const cmd::OpenMenu&) const { return {}; }
    Obstacle operator()(const cmd::AskValue& c) const { return obstacleToAsk(c.value, document); }
    Obstacle operator()(const cmd::WriteCommand& c) const { return (*this)(cmd::Send{{}, c.to}); }
    Obstacle operator()(const cmd::WriteToSelected&) const { return (*this)(cmd::SendToSelected{}); }
    Obstacle operator()(const cmd::SendToSelected&) const {
        const raft::NodeId server = document.selectedServer();
        return server == raft::kNoNode ? Obstacle("why.selectServer") : (*this)(cmd::Send{{}, server});
    }

    // ---- The document ----
    Obstacle operator()(const cmd::NewCluster& c) const {
        const raft::ClusterConfig& config = c.config;
        const int servers = config.serverCount();
        if (servers < 1 || servers > raft::kMaxServers || config.clientCount() > raft::kMaxClients) {
            return "why.serverCount";
        }
        const raft::Configuration members = config.membership();
        const bool fits = ((members.members()) - raft::NodeSet::firstNodes(servers)).empty();
        if (!fits || !(members.voters & members.learners).empty()) return "why.badMembers";
        const raft::SimTime zero;
        const bool timesFit = config.latencyMin >= zero && config.latencyMin <= config.latencyMax &&
                              config.electionTimeoutMin > zero &&
                              config.electionTimeoutMin <= config.electionTimeoutMax && config.heartbeat > zero;
        return unless(timesFit, "why.badTimes");
    }
    Obstacle operator()(const cmd::OpenSandbox&) const { return {}; }
    Obstacle operator()(const cmd::OpenLesson& c) const {
        const CourseEntry* entry = course.find(c.id);
        if (entry == nullptr) return "why.noSuchLesson";
        return unless(entry->available(), "why.laterLesson");
    }
    Obstacle operator()(const cmd::OpenFile& c) const { return unless(!c.path.empty(), "why.noPath"); }
    Obstacle operator()(const cmd::SaveFile& c) const { return unless(!c.path.empty(), "why.noPath"); }
    Obstacle operator()(const cmd::Save&) const { return {}; }
    Obstacle operator()(const cmd::ReplaceFile&) const { return unless(dialog == Dialog::Overwrite, "why.notAsked"); }
    Obstacle operator()(const cmd::SaveAndLeave&) const { return unless(dialog == Dialog::Unsaved, "why.notAsked"); }
    Obstacle operator()(const cmd::LeaveUnsaved&) const { return unless(dialog == Dialog::Unsaved, "why.notAsked"); }
    Obstacle operator()(const cmd::RecoverRun&) const { return unless(dialog == Dialog::Recover, "why.notAsked"); }
    Obstacle operator()(const cmd::ForgetRecovered&) const { return unless(dialog == Dialog::Recover, "why.notAsked"); }

    // ---- The course ----
    Obstacle operator()(const cmd::OpenStep& c) const {
        const CourseEntry* entry = course.find(c.lesson);
        if (entry == nullptr) return "why.noSuchLesson";
        if (!entry->available()) return "why.laterLesson";
        const bool isThere = std::find(entry->steps.begin(), entry->steps.end(), c.step) != entry->steps.end();
        return unless(c.step.empty() || isThere, "why.noSuchStep");
    }
    Obstacle operator()(const cmd::ResumeLesson&) const { return unless(learning.next().has_value(), "why.allPlayed"); }
    Obstacle operator()(const cmd::SandboxAt& c) const {
        if (document.lesson() == nullptr) return "why.noLesson";
        return unless(c.step >= -1 && c.step < document.mainPlayer()->done(), "why.noSuchStep");
    }
    Obstacle operator()(const cmd::ExportProgress& c) const { return unless(!c.path.empty(), "why.noPath"); }
    Obstacle operator()(const cmd::ImportProgress& c) const { return unless(!c.path.empty(), "why.noPath"); }
    Obstacle operator()(const cmd::ResetProgress&) const {
        return unless(dialog == Dialog::ResetProgress, "why.notAsked");
    }

    // ---- Pictures ----
    Obstacle operator()(const cmd::SavePicture&) const { return unless(!exporting, "why.exporting"); }
    Obstacle operator()(const cmd::ExportPictures& c) const {
        if (exporting) return "why.exporting";
        const auto& interval = c.request.options.picture.interval;
        if (interval && interval->to < interval->from) return "why.badInterval";
        return unless(!c.request.path.empty(), "why.noPath");
    }
    Obstacle operator()(const cmd::ExportSlides&) const { return unless(!exporting, "why.exporting"); }
    Obstacle operator()(const cmd::CopyPicture&) const { return {}; }
    Obstacle operator()(const cmd::CopyBugReport&) const { return {}; }

    // ---- The window ----
    Obstacle operator()(const cmd::Show& c) const {
        if (c.dialog == Dialog::Members) return unless(leaderToAsk(cluster()).has_value(), "why.noLeaderToAsk");
        return unless(c.dialog != Dialog::GoToStep || document.lesson() != nullptr, "why.noLesson");
    }
    Obstacle operator()(const cmd::SetLanguage&) const { return {}; }
    Obstacle operator()(const cmd::ToggleLanguage&) const { return {}; }
    Obstacle operator()(const cmd::ToggleIdleTime&) const { return {}; }
    Obstacle operator()(const cmd::ToggleTermNames&) const { return {}; }
    Obstacle operator()(const cmd::ShowTerm& c) const {
        return unless(course.glossary().find(c.id) != nullptr, "why.noSuchTerm");
    }
    Obstacle operator()(const cmd::ShowRule&) const { return {}; }
    Obstacle operator()(const cmd::SetTheme&) const { return {}; }
    Obstacle operator()(const cmd::ToggleTheme&) const { return {}; }
    Obstacle operator()(const cmd::SetScale& c) const {
        return unless(c.percent >= kScaleMin && c.percent <= kScaleMax, "why.badScale");
    }
    Obstacle operator()(const cmd::StepScale& c) const {
        const bool ends = scaleBeside(settings.scalePercent, c.by) == settings.scalePercent;
        return unless(!ends, c.by > 0 ? "why.largest" : "why.smallest");
    }
    Obstacle operator()(const cmd::SetPreset&) const { return {}; }
    Obstacle operator()(const cmd::SetSplit& c) const {
        return unless(c.permille == 0 || (c.permille >= kSplitMin && c.permille <= kSplitMax), "why.badSplit");
    }

    // ---- Presenting ----
    Obstacle whilePresenting() const { return unless(presenting.on, "why.notPresenting"); }
    Obstacle operator()(const cmd::TogglePresent&) const { return {}; }
    // Of a lesson: see Studio::lectureObstacle.
    Obstacle operator()(const cmd::PresentNext&) const { return document.lesson() == nullptr ? forward() : Obstacle(); }
    Obstacle operator()(const cmd::PresentBack&) const {
        return document.lesson() == nullptr ? backward() : Obstacle();
    }
    Obstacle operator()(const cmd::RestartStep&) const {
        return document.lesson() == nullptr ? Obstacle("why.noLesson") : whilePresenting();
    }
    Obstacle operator()(const cmd::ToggleClock&) const { return whilePresenting(); }
    Obstacle operator()(const cmd::ToggleSpotlight&) const { return whilePresenting(); }
    Obstacle operator()(const cmd::ClassDigit&) const { return whilePresenting(); }
    Obstacle operator()(const cmd::ClassErase&) const { return whilePresenting(); }
    Obstacle operator()(const cmd::ClassCount&) const { return whilePresenting(); }
    Obstacle operator()(const cmd::TogglePauseOn&) const { return {}; }
    Obstacle operator()(const cmd::StartLecture&) const { return {}; }
    Obstacle operator()(const cmd::EditLecture&) const { return {}; }
    Obstacle operator()(const cmd::SavePlaylist&) const { return {}; }
    Obstacle operator()(const cmd::Freeze&) const {
        const bool inStep = document.onLessonLine() && !document.inLessonPast();
        if (!playback.isPlaying() && inStep) {
            return unless(player()->state() == PlayerState::Running, "why.nothingMoves");
        }
        return (*this)(cmd::PlayPause{});
    }
    Obstacle operator()(const cmd::ToggleBlank&) const { return whilePresenting(); }
    Obstacle operator()(const cmd::ToggleNotes&) const { return whilePresenting(); }
    Obstacle operator()(const cmd::ToggleImprovise&) const { return whilePresenting(); }
    Obstacle operator()(const cmd::GoToStep& c) const {
        if (document.lesson() == nullptr) return "why.noLesson";
        const int steps = static_cast<int>(document.lesson()->steps.size());
        return unless(c.step >= 0 && c.step < steps, "why.noSuchStep");
    }
    Obstacle operator()(const cmd::AuthorMove&) const { return {}; }  // See AuthorDesk.
    Obstacle operator()(const cmd::Escape&) const { return {}; }
    Obstacle operator()(const cmd::Quit&) const { return {}; }
};

}  // namespace

std::optional<std::string_view> Studio::obstacle(const Command& command) const {
    // A digit may mean more choices than there are servers.
    const auto* digit = command.as<cmd::SelectServer>();
    if (digit != nullptr && digitAnswers(digit->number)) return std::nullopt;
    const Judge judge{*document_,        playback_,           course_,   learning(), dialog_,
                      exportJob_.busy(), surveys_.job.busy(), settings_, presenting_};
    if (const auto reason = command.visit(judge)) return reason;
    if (const auto* move = command.as<cmd::StudyMove>()) return Studying::obstacle(*this, *move);
    if (const auto* shown = command.as<cmd::Show>()) {
        if (const auto reason = Studying::obstacle(*this, shown->dialog)) return reason;
    }
    if (const auto reason = author_->obstacle(command)) return reason;
    if (const auto reason = Lectern{*this}.lectureObstacle(command)) return reason;
    return lessonObstacle(command);
}

}  // namespace studio
