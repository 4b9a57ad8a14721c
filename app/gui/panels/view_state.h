#pragma once

#include <imgui.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/gui/canvas/area.h"
#include "app/gui/panels/hands_state.h"
#include "app/gui/panels/storyboard_form.h"
#include "app/studio/command_table.h"
#include "app/studio/feed.h"
#include "raft/base/ref.h"
#include "raft/base/sim_time.h"
#include "raft/sim/action.h"
#include "raft/sim/cluster_config.h"

namespace gui {

/// The picture on the stage of a small window, which has room for one.
enum class Stage { Ring, Logs, Why, Drawers, Roles, Terms, Votes, Clients, Histogram, Configs };

inline constexpr float kSpotMin = 20;
inline constexpr float kSpotMax = 300;

/// What the New-cluster dialog holds until it is created.
struct ClusterForm {
    int servers = 5;
    int clients = 1;
    raft::NodeSet voters = raft::NodeSet::firstNodes(5);
    raft::NodeSet learners;
    raft::Profile profile = raft::Profile::Figure2;
    raft::Timers timers = raft::Timers::Auto;
    int latencyMs = 10;
    std::uint32_t snapshotEvery = 0;   ///< Applied entries; 0: servers compact their logs only when they are told.
    std::uint32_t sessionSeconds = 0;  ///< Without use, until a client's session is forgotten; 0: never.
    std::array<char, 24> seed{'1'};
};

/// What the Change-members dialog holds until the leader is asked.
struct MembersForm {
    raft::NodeSet voters;
    raft::NodeSet learners;  ///< From a joint change on.
    raft::ChangeMembers::Kind kind = raft::ChangeMembers::Kind::Joint;
};

/// Where one is in the list of rules.
struct RulesForm {
    std::array<char, 64> search{};
    std::optional<raft::RuleId> chosen;  ///< The one that the keys switch.
    bool follows = false;                ///< It must be seen: a key chose it.
    bool focus = false;                  ///< The filter takes the keyboard in the next frame.
};

/// What the Export dialog holds. Numbers are positions among its choices.
struct ExportForm {
    int views = 0;
    int format = 0;
    int theme = 0;
    int size = 0;
    bool wholeInterval = false;
    bool replace = false;
    bool someSteps = false;  ///< Of slides of a lesson.
    bool stamps = false;     ///< Of slides.
    std::array<char, 24> from{};
    std::array<char, 24> to{};
    std::array<char, 8> firstStep{};
    std::array<char, 8> lastStep{};
};

/// As much as one may write to a question of the quiz.
inline constexpr std::size_t kQuizAnswerBytes = 4096;

/// What the window remembers from frame to frame and no file holds: what is pointed at, zoomed, dragged or unfolded.
struct ViewState {
    raft::Ref hovered;      ///< Drawn by all pictures.
    raft::Ref hoveredNext;  ///< Found in this frame, drawn in the next one.

    // ---- The ring ----
    raft::NodeId buttonsOf = raft::kNoNode;  ///< The server beside which its buttons stand.
    Area buttonsArea;                        ///< Where they stand, the way to them included.
    bool buttonsInColumn = false;            ///< Below each other: beside their server there is no width.
    bool stroking = false;                   ///< The mouse draws a stroke through links.
    ImVec2 strokeFrom = ImVec2(0, 0);
    HandsState hands;

    bool writing = false;  ///< The field for a command of one's own is open.
    bool writingIsNew = false;
    Area writingAnchor;                     ///< The button that it stands above.
    std::optional<raft::NodeId> writingTo;  ///< None: to the leader.
    std::array<char, 64> command{};

    // ---- A question that is answered by typing ----
    std::array<char, 16> answer{};
    bool answerIsNew = true;  ///< The field takes the keyboard, and forgets the answer to the question before.

    // ---- In front of a class ----
    float spotRadius = 70;  ///< Of the spotlight, at 100 %.

    int draggedToken = 0;        ///< The number of the server that is dragged between sets; 0: none.
    bool crashLineHeld = false;  ///< The mouse holds the line at which a leader crashes.

    // ---- Time ----
    raft::SimTime timeFrom;                               ///< The left end of the diagram.
    raft::SimTime timeSpan = raft::SimTime::fromMs(300);  ///< From its left to its right end.
    raft::SimTime cursorBefore{-1};                       ///< Where the cursor was in the frame before.
    raft::SimTime lastStepAt;                             ///< The end of the line in the frame before,
    raft::SimTime quietUntil;                             ///< and how far time has gone on behind it.
    bool scrubbing = false;
    raft::SimTime scrubbedTo{-1};
    bool scrubMoved = false;
    float scrubFromX = 0;

    // ---- Logs, Why ----
    std::uint32_t firstColumn = 0;    ///< 0 follows the end.
    float whyScroll = 0;              ///< In pixels.
    raft::Ref whyScrolledFor;         ///< Another selection starts at its top.
    std::set<std::uint32_t> whyOpen;  ///< The links of the chain that are unfolded, by event.
    bool propertiesOpen = false;
    std::size_t violationsSeen = 0;  ///< A new one opens the properties.

    // ---- Drawers ----
    studio::FeedFilter feedFilter;
    std::array<char, 64> feedSearch{};
    double feedTop = 0;                     ///< The row at the top; a part of a row is possible.
    raft::StepId feedFollowed{0xFFFFFFFF};  ///< Where the eye was when the feed last went there.
    bool feedDragged = false;               ///< The mouse holds the knob of its scroll bar.
    float placesScroll = 0;
    raft::Ref renaming;  ///< A branch, or (kind Button) a bookmark by its number; empty: nothing.
    bool renamingIsNew = false;
    std::array<char, 80> newName{};

    // ---- Splitters ----
    int splitDragged = -1;    ///< Of studio::Split; -1: none is.
    int splitShare = 0;       ///< Where it is now, in thousandths.
    bool splitStill = false;  ///< A double click has put it back: it does not follow the mouse until that is let go.

    // ---- Drawers ----
    std::array<bool, 3> drawerClosed{};  ///< What happened, what must hold, the clients.
    std::array<float, 3> drawerScroll{};

    // ---- Small windows, dialogs ----
    std::array<char, 40> goTo{};
    bool moreOpen = false;   ///< The menu at the end of the title bar.
    bool moreIsNew = false;  ///< The click that opened it must not close it.
    Area moreAnchor;
    std::vector<std::string_view> moreHidden;  ///< Commands for which the title bar had no room.
    Stage stage = Stage::Ring;
    ClusterForm form;
    MembersForm members;
    RulesForm rules;
    ExportForm exportForm;
    StoryboardForm storyboard;
    std::array<char, 1024> path{};
    studio::Dialog dialogBefore = studio::Dialog::None;
    bool dialogIsNew = true;  ///< The first frame of a dialog: its text field takes the keyboard.
    float listScroll = 0;
    std::string mapChosen;                            ///< The lesson whose card the map speaks of.
    bool mapCoreOnly = false;                         ///< The map shows the core path alone.
    bool wrongOnly = false;                           ///< Of what was predicted, what turned out otherwise.
    bool mapFollows = false;                          ///< The card that was chosen by a key must be seen.
    std::array<char, 64> searched{};                  ///< In the glossary.
    std::array<char, kQuizAnswerBytes> quizAnswer{};  ///< What is being written in the quiz,
    int quizAnswerOf = -1;                            ///< to which question; -1: to none.
    std::array<float, 2> quizScroll{};                ///< Of the question and of the rubric, in pixels.
    std::array<char, 64> find{};                      ///< What is looked for,
    std::string findSought;                           ///< as it was in the frame before.
    int findChosen = 0;                               ///< The row that Enter takes,
    int findFirst = 0;                                ///< and the first one that is seen.
    studio::Context keysOf = studio::Context::Study;  ///< Whose keys the sheet shows.
};

}  // namespace gui
