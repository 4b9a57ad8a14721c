#pragma once
// The seven moments at which a leader can crash, as one instrument: a lesson's main line is one write, and the crash
// may fall at any moment of it. Which stage a moment is in is read off the run, never off a table of times.
//
// It is a lesson with a field of its own ("instrument": "crash-stages") and not seven lessons: the write is its main
// line, so that whatever plays, checks, exports and remembers lessons knows it, and every crash is a line beside it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lessons/engine/document.h"
#include "lessons/engine/player.h"
#include "raft/history/history.h"

namespace lessons {

/// As the study notes letter them; in the order of time B is followed by D.
enum class CrashStage : std::uint8_t {
    A,  ///< The request has not reached the leader.
    B,  ///< The leader alone stores the entry.
    C,  ///< All store it; the leader does not know that a majority does.
    D,  ///< Some followers store it.
    E,  ///< The leader has committed it; some follower does not know.
    F,  ///< All have committed it; the client has no answer.
    G,  ///< Not a crash: the leader is cut off, at whichever moment.
};
inline constexpr int kCrashStageCount = 7;
constexpr char letterOf(CrashStage stage) { return static_cast<char>('A' + static_cast<int>(stage)); }

/// How far the write is, as only we see it.
struct WriteFacts {
    raft::NodeSet stored;     ///< Servers whose log has the entry.
    raft::NodeSet committed;  ///< Servers that know that it is committed.
    bool answered = false;    ///< The client was told OK.
    friend bool operator==(const WriteFacts&, const WriteFacts&) = default;
};

/// A stretch of time in which nothing happens: wherever in it a crash falls, it is the same crash.
struct CrashMoment {
    LessonPlace place;   ///< In the middle of the stretch, on line 0.
    raft::SimTime from;  ///< The event before it,
    raft::SimTime to;    ///< and the one after it.
    WriteFacts facts;
    std::optional<CrashStage> stage;  ///< Nothing: the client has its answer, and all is over.
};

/// The one write of the main line.
struct CrashWrite {
    raft::NodeId leader = raft::kNoNode;
    raft::NodeId client = raft::kNoNode;
    raft::LogIndex index;  ///< Of its entry, in the log of the leader that took it.
    raft::Term term;
    std::string command;               ///< "x+=1".
    std::string key;                   ///< "x".
    raft::SimTime asked;               ///< When the client sent it,
    raft::SimTime stored;              ///< when the leader stored it,
    raft::SimTime answeredAt;          ///< and when the client was told OK.
    std::vector<CrashMoment> moments;  ///< In the order of time; none of them empty.

    /// The first moment of a stage, or -1.
    int firstOf(CrashStage stage) const;
};

/// Reads the write off the main line, which has been played to its end; moves the cursor. Nothing if the line is not
/// what the instrument needs: three servers, one of them leading all the time, and exactly one request of the first
/// client, an addition ("x+=1"), which is answered.
std::optional<CrashWrite> findCrashWrite(const Lesson& lesson, const Player& main, raft::History& history);

/// Which stage these facts are.
std::optional<CrashStage> stageOf(const WriteFacts& facts, raft::NodeId leader, int servers);

}  // namespace lessons
