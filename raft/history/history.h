#pragma once
// A run that can be rewound: actions, a short record of each step, checkpoints, and branches that keep the old future.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "raft/base/paged.h"
#include "raft/history/telling.h"
#include "raft/history/world.h"

namespace raft {

/// What is kept of every step: enough for the diagram; everything else comes back by re-executing.
struct StepRecord {
    SimTime time;
    EventId firstEvent;                ///< The step's events are firstEvent .. the next record's firstEvent - 1.
    EventId cause = kNoEvent;          ///< Of its first event: for a receive, the send.
    MessageId message;                 ///< Of its first event, or 0.
    EventKind kind = EventKind::Note;  ///< Of its first event.
    NodeId node = kNoNode;
    NodeId peer = kNoNode;
    std::uint8_t flags = 0;          ///< StepFlag bits.
    std::uint64_t kinds : 40 = 0;    ///< A bit for each EventKind that happened in the step: see hasKind.
    std::uint64_t servers : 18 = 0;  ///< A bit for each server or client that an event of the step names as its node.
    std::uint64_t messageKind : 6 = 0;  ///< MessageKind + 1 of a receive or drop; 0 if there is no message.

    bool hasKind(EventKind wanted) const { return (kinds >> static_cast<int>(wanted) & 1u) != 0; }
    bool isAbout(NodeId end) const { return end.value < kMaxEnds && (servers >> end.value & 1u) != 0; }
};
static_assert(sizeof(StepRecord) == 32);
static_assert(kEventKindCount <= 40 && kMaxEnds <= 18 && kMessageKindCount < 64);

/// What else a step did, and what its message was.
enum StepFlag : std::uint8_t {
    kPositive = 0x08,     ///< A reply that grants or succeeds; an AppendEntries that carries entries.
    kInteresting = 0x10,  ///< Role, vote, refusal, truncation, commit, crash, action, violation: worth a stop.
    kAction = 0x20,       ///< The adversary acted.
    kBroken = 0x40,       ///< A property broke here.
};

/// A sparse fact for lanes and painted terms: the state of a server from this step on.
struct LaneMark {
    StepId step;
    NodeId node = kNoNode;
    Role role = Role::Follower;
    bool up = true;
    Term term;
};

/// Another sparse fact: in this step a leader appended the entry of a configuration, or it became committed.
struct ConfigMark {
    StepId step;
    NodeId node = kNoNode;
    bool committed = false;
    bool joint = false;
};

struct RecordedAction {
    StepId step;  ///< The step that it is.
    SimTime at;
    Action action;
};

/// Line 0 is the main one. A branch shares its parent's past up to and including step `fork` - 1.
struct BranchInfo {
    std::string name;
    int parent = -1;
    StepId fork;  ///< Its first own step.
    StepId end;   ///< One past its last computed step.
};

/// Time that a person can walk. Steps are numbered from 0 on every line; step 0 boots the servers.
/// The cursor stands after some step of some line, at a time not before that step and not after the next.
class History {
public:
    /// Boots the cluster.
    History(const ClusterConfig& config, std::shared_ptr<TextTable> texts);

    // ---- Where we are ----
    const World& world() const { return world_; }
    SimTime time() const { return time_; }                 ///< Of the cursor.
    StepId step() const { return world_.nextStep() - 1; }  ///< The last step done at the cursor.
    int line() const { return line_; }
    bool atEnd() const;  ///< No computed step lies ahead on this line.
    const ClusterConfig& config() const { return world_.cluster().config(); }

    // ---- Walking. Forward walks compute new steps at the end of the line. ----
    /// One step forward; false if nothing will ever happen by itself.
    bool forward();
    /// One step back; false at the boot.
    bool back();
    /// To the next (or last) step that this server took part in; false if there is none in reach.
    bool forwardOf(NodeId server, std::uint32_t limit = 100'000);
    bool backOf(NodeId server);
    /// To the next (or last) interesting step: see kInteresting.
    bool forwardToInteresting(std::uint32_t limit = 100'000);
    bool backToInteresting();
    /// Every step up to and including `time` is done; the cursor's clock shows `time`.
    void seekTime(SimTime time);
    /// Right after step `step`; it must be computed on this line.
    void seekStep(StepId step);
    /// The same with the clock at `time`: not before that step, and nothing else may be due before `time`.
    void seek(StepId step, SimTime time);
    /// Right after the last event of the step that event `event` belongs to; false if not computed.
    bool seekEvent(EventId event);

    // ---- Acting ----
    /// Does `action` at the cursor. In the past of a line it first opens a branch called `name`, so that the old future
    /// is kept. Returns whether the action did what it says.
    bool act(const Action& action, const std::string& name);
    /// What becomes of a branch whose last action was taken back.
    enum class Emptied : std::uint8_t { Vanishes, Stays };
    /// Opens a branch at the cursor even at the end of the line, and moves to it.
    int fork(const std::string& name, Emptied emptied = Emptied::Vanishes);
    /// Takes back the last action of this line, if it has one of its own, and returns to just before it. A branch
    /// without actions vanishes, unless it was opened to stay. False if there is nothing to take back.
    bool undo();
    /// Does again what undo took back last, if nothing was done since.
    bool redo();
    bool canUndo() const;
    bool canRedo() const { return !undone_.empty(); }

    // ---- Lines ----
    int lineCount() const { return static_cast<int>(lines_.size()); }
    BranchInfo info(int line) const;
    const std::string& nameOf(int line) const { return lines_[static_cast<std::size_t>(line)].name; }
    int parentOf(int line) const { return lines_[static_cast<std::size_t>(line)].parent; }
    /// When the line left its parent; 0 for the main line.
    SimTime forkTime(int line) const;
    /// Moves to another line: to its fork, or to `time` if given.
    void switchTo(int line, std::optional<SimTime> time = std::nullopt);
    bool exists(int line) const { return lines_[static_cast<std::size_t>(line)].alive; }
    void rename(int line, std::string name) { lines_[static_cast<std::size_t>(line)].name = std::move(name); }

    // ---- Reading the past of the current line ----
    StepId end() const;  ///< One past the last computed step.
    const StepRecord& record(StepId step) const;
    /// The first computed step whose time is >= `time` (end() if none).
    StepId firstStepAt(SimTime time) const;
    /// The step that event `event` belongs to; it must be computed.
    StepId stepOfEvent(EventId event) const;
    SimTime endTime() const;  ///< Time of the last computed step.
    /// The last event before step `step` of `line`, 1 <= step <= the end of the line.
    EventId lastEventBefore(int line, StepId step) const;
    /// Marks of this line in order, those of the parents included.
    std::vector<LaneMark> marks() const;
    std::vector<ConfigMark> configMarks() const;
    /// Re-executes steps [from, to) and hands each to `visit` together with the world right after it.
    using Visitor = std::function<void(const World&, const StepEvents&)>;
    struct ReplayOptions {
        bool keepMessages = false;  ///< Fill StepEvents::messages too.
    };
    void replay(StepId from, StepId to, const Visitor& visit, ReplayOptions options) const;
    void replay(StepId from, StepId to, const Visitor& visit) const { replay(from, to, visit, ReplayOptions{}); }
    /// The events of one step, with their operands.
    StepEvents eventsOf(StepId step) const;
    /// The recorded actions of the current line, those of the parents included.
    std::vector<RecordedAction> actions() const;
    /// Those of them that are steps [from, to).
    std::vector<const RecordedAction*> actionsBetween(StepId from, StepId to) const;
    /// The actions that belong to `line` itself.
    const std::vector<RecordedAction>& ownActions(int line) const {
        return lines_[static_cast<std::size_t>(line)].actions;
    }

    /// The events of the step that forward() or act() did last; nobody else may have moved the cursor since.
    const StepEvents& lastEvents() const { return scratch_; }

    /// Called after every step that is computed for the first time, in order.
    void observe(Visitor observer) { observer_ = std::move(observer); }

    /// Bytes held by records and checkpoints, roughly; for the benchmark's second opinion.
    std::size_t checkpointCount() const;

private:
    struct Checkpoint {
        StepId nextStep;
        World world;
    };
    struct Line {
        std::string name;
        int parent = -1;
        StepId fork;
        SimTime forkedAt;
        Emptied emptied = Emptied::Vanishes;
        Paged<StepRecord> records;            // Of its own steps; the first is step `fork`.
        std::vector<Checkpoint> checkpoints;  // Own ones, in order; the first stands at the fork.
        std::vector<LaneMark> marks;
        std::vector<ConfigMark> configMarks;
        std::vector<RecordedAction> actions;
        bool alive = true;
    };
    static constexpr std::uint32_t kCheckpointEvery = 1024;

    Line& here() { return lines_[static_cast<std::size_t>(line_)]; }
    const Line& here() const { return lines_[static_cast<std::size_t>(line_)]; }
    StepId endOf(int line) const;
    /// The line that owns `step`, looking from `line`.
    int owner(int line, StepId step) const;
    struct RecordOptions {
        bool isAction = false;
    };
    struct UndoneAction {
        RecordedAction action;
        int line = 0;
    };
    void record(const StepEvents& events, RecordOptions options);
    void cutOff(Line& line, StepId from);
    void recordConfigs(const Event& event);
    template <class Mark>
    std::vector<Mark> gather(std::vector<Mark> Line::*marks) const;
    EventId eventEnd() const;
    template <class Wanted>
    bool forwardTo(Wanted wanted, std::uint32_t limit);
    template <class Wanted>
    bool backTo(Wanted wanted);
    void computeNext();
    void redoStep(World& world, StepEvents& scratch, int line) const;
    World worldAfter(StepId nextStep, int line) const;
    const RecordedAction* actionAt(int line, StepId step) const;

    std::vector<Line> lines_;
    int line_ = 0;
    World world_;
    SimTime time_;
    StepEvents scratch_;
    std::size_t violationsSeen_ = 0;  // In world_, so that a new one is noticed.
    Visitor observer_;
    std::vector<UndoneAction> undone_;
};

}  // namespace raft
