#pragma once
// One write and the line at which its leader may crash; and the table of what each stage came to. What is shown is
// worked out by whoever runs it: the pictures know neither servers nor rules.

#include <cstdint>
#include <string>
#include <vector>

#include "raft/base/sim_time.h"
#include "render/look.h"

namespace render {

/// A client or a server over time.
struct CrashLane {
    Ref ref;
    std::string name;
    raft::SimTime from = raft::kNever;   ///< A server stores the entry, a client waits, from here on;
    raft::SimTime until = raft::kNever;  ///< a server knows that it is committed, a client has its answer, from here.
    bool isClient = false;
};

struct CrashArrow {
    int from = 0;  ///< Lanes.
    int to = 0;
    raft::SimTime sentAt;
    raft::SimTime endsAt;
    bool isReply = false;
};

/// The stretch of time of a stage. `stage` is what a click on its mark stands for.
struct CrashStretch {
    int stage = -1;  ///< -1: it is over, and has no mark.
    std::string letter;
    raft::SimTime from;
    raft::SimTime to;
};

struct CrashTimeInput {
    raft::SimTime from;
    raft::SimTime to;
    std::vector<CrashLane> lanes;  ///< Clients first, then the leader.
    std::vector<CrashArrow> arrows;
    std::vector<CrashStretch> stretches;
    std::vector<raft::SimTime> instants;  ///< At which something happens.
    int leaderLane = 1;
    std::uint32_t term = 1;
    raft::SimTime line;
    int stage = -1;  ///< Of the line; its mark is lit.
    int cutOffStage = -1;
    std::string cutOffLetter;  ///< The mark at the end: not a crash, but a wall.
    bool cutOff = false;
    bool sentIsLost = true;  ///< What the leader sent and has not arrived.
    std::string command;     ///< In the bars: "x+=1".
    std::string answer;      ///< At the end of the client's: "OK".
    std::string word;        ///< Beside the grip: "A crashes".
    std::string alt;
};

struct CrashTimeOptions {
    Box box;
    Ref hovered;
    bool gripHeld = false;
};

/// Where time stands in the picture: for the mouse.
struct CrashTimeScale {
    raft::SimTime from;
    raft::SimTime to;
    Coord left = 0;
    Coord right = 0;
    Coord xOf(raft::SimTime time) const;
    raft::SimTime timeAt(Coord x) const;
};
CrashTimeScale crashTimeScale(const CrashTimeInput& input, const Box& box, const Look& look);

void drawCrashTime(const CrashTimeInput& input, const CrashTimeOptions& options, const Look& look, Scene& scene);

/// What a click on the mark or the column of a stage means.
inline Ref stageRef(int stage) { return Ref{RefKind::Button, static_cast<std::uint32_t>(stage), 1}; }

// ---- The table ----

struct CrashCell {
    std::string seen;       ///< Empty: not yet.
    std::string predicted;  ///< If it was another: struck out below; empty else.
    bool isRight = false;   ///< It was predicted so.
};

struct CrashColumn {
    int stage = 0;
    std::string letter;
    std::vector<CrashCell> cells;  ///< One a question.
};

struct CrashTableInput {
    std::vector<std::string> questions;
    std::vector<CrashColumn> columns;
    int stage = -1;      ///< Its column is framed.
    std::string remark;  ///< Below; may be empty.
    std::string alt;
};

struct CrashTableOptions {
    Box box;
    Ref hovered;
};
void drawCrashTable(const CrashTableInput& input, const CrashTableOptions& options, const Look& look, Scene& scene);

}  // namespace render
