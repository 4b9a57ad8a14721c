#include "raft/history/history.h"

#include <algorithm>

namespace raft {

History::History(const ClusterConfig& config, std::shared_ptr<TextTable> texts) : world_(config, std::move(texts)) {
    lines_.emplace_back();
    here().checkpoints.push_back(Checkpoint{StepId(0), world_});
    world_.boot(scratch_);
    record(scratch_, {});
}

// ---- Lines ----

StepId History::endOf(int line) const {
    const Line& at = lines_[static_cast<std::size_t>(line)];
    return at.fork + static_cast<std::uint32_t>(at.records.size());
}

int History::owner(int line, StepId step) const {
    while (step < lines_[static_cast<std::size_t>(line)].fork) line = lines_[static_cast<std::size_t>(line)].parent;
    return line;
}

BranchInfo History::info(int line) const {
    const Line& at = lines_[static_cast<std::size_t>(line)];
    return BranchInfo{at.name, at.parent, at.fork, endOf(line)};
}

SimTime History::forkTime(int line) const { return lines_[static_cast<std::size_t>(line)].forkedAt; }

StepId History::end() const { return endOf(line_); }
bool History::atEnd() const { return world_.nextStep() == end(); }

const StepRecord& History::record(StepId step) const {
    const Line& line = lines_[static_cast<std::size_t>(owner(line_, step))];
    return line.records[step.value - line.fork.value];
}

SimTime History::endTime() const { return record(end() - 1).time; }

StepId History::firstStepAt(SimTime time) const {
    std::uint32_t low = 0;
    std::uint32_t high = end().value;
    while (low < high) {
        const std::uint32_t middle = low + (high - low) / 2;
        record(StepId(middle)).time < time ? low = middle + 1 : high = middle;
    }
    return StepId(low);
}

StepId History::stepOfEvent(EventId event) const {
    std::uint32_t low = 0;
    std::uint32_t high = end().value;
    while (high - low > 1) {
        const std::uint32_t middle = low + (high - low) / 2;
        record(StepId(middle)).firstEvent <= event ? low = middle : high = middle;
    }
    return StepId(low);
}

EventId History::lastEventBefore(int line, StepId step) const {
    const Line& own = lines_[static_cast<std::size_t>(owner(line, step))];
    const std::size_t at = step.value - own.fork.value;
    if (at < own.records.size()) return own.records[at].firstEvent - 1;
    return worldAfter(step, line).cluster().nextEvent() - 1;  // Nothing follows yet: only the world knows.
}

/// What the current line and its parents keep of this kind, in order.
template <class Mark>
std::vector<Mark> History::gather(std::vector<Mark> Line::*marks) const {
    std::vector<Mark> all;
    StepId until = end();
    for (int line = line_; line >= 0; line = lines_[static_cast<std::size_t>(line)].parent) {
        const Line& at = lines_[static_cast<std::size_t>(line)];
        for (auto mark = (at.*marks).rbegin(); mark != (at.*marks).rend(); ++mark) {
            if (mark->step < until) all.push_back(*mark);
        }
        until = std::min(until, at.fork);  // A branch may leave its line before that has begun.
    }
    std::reverse(all.begin(), all.end());
    return all;
}

std::vector<LaneMark> History::marks() const { return gather(&Line::marks); }
std::vector<ConfigMark> History::configMarks() const { return gather(&Line::configMarks); }
std::vector<RecordedAction> History::actions() const { return gather(&Line::actions); }

std::vector<const RecordedAction*> History::actionsBetween(StepId from, StepId to) const {
    const auto isBefore = [](const RecordedAction& action, StepId step) { return action.step < step; };
    std::vector<const RecordedAction*> between;
    StepId until = std::min(to, end());
    for (int line = line_; line >= 0; line = lines_[static_cast<std::size_t>(line)].parent) {
        const Line& at = lines_[static_cast<std::size_t>(line)];
        const auto first = std::lower_bound(at.actions.begin(), at.actions.end(), from, isBefore);
        auto last = std::lower_bound(at.actions.begin(), at.actions.end(), until, isBefore);
        while (last > first) between.push_back(&*--last);
        until = std::min(until, at.fork);
    }
    std::reverse(between.begin(), between.end());
    return between;
}

const RecordedAction* History::actionAt(int line, StepId step) const {
    const Line& at = lines_[static_cast<std::size_t>(owner(line, step))];
    const auto found =
        std::lower_bound(at.actions.begin(), at.actions.end(), step,
                         [](const RecordedAction& action, StepId wanted) { return action.step < wanted; });
    return found != at.actions.end() && found->step == step ? &*found : nullptr;
}

// ---- Recording ----

/// Entries of configurations that a leader appended, or that became committed because it counted their copies.
void History::recordConfigs(const Event& event) {
    const bool appended = event.kind == EventKind::Append && event.reason != Reason::EntriesFromLeader;
    const bool committed = event.kind == EventKind::Commit &&
                           (event.reason == Reason::StoredOnMajority || event.reason == Reason::OldTermCounted);
    if ((!appended && !committed) || event.node == kNoNode) return;
    const Log& log = world_.cluster().node(event.node).log();
    const std::uint32_t first = committed ? event.args[0] + 1 : event.args[0];
    for (std::uint32_t at = first; at <= event.args[1]; ++at) {
        if (!log.has(LogIndex(at)) || log.at(LogIndex(at)).type != EntryType::Config) continue;
        const bool joint = log.at(LogIndex(at)).config.unpacked().isJoint();
        here().configMarks.push_back({world_.nextStep() - 1, event.node, committed, joint});
    }
}

/// Adds the step that world_ has just done to the current line.
void History::record(const StepEvents& events, RecordOptions options) {
    const Event& head = events.events.front();
    StepRecord entry;
    entry.time = events.time;
    entry.firstEvent = events.first;
    entry.cause = head.cause;
    entry.message = head.message;
    entry.kind = head.kind;
    entry.node = head.node;
    entry.peer = head.peer;
    if (events.headKind) entry.messageKind = (static_cast<unsigned>(*events.headKind) + 1u) & 0x3Fu;
    if (events.headPositive) entry.flags |= kPositive;
    if (options.isAction) entry.flags |= kAction | kInteresting;
    const StepId step = world_.nextStep() - 1;
    for (const Event& event : events.events) {
        if (isInteresting(event)) entry.flags |= kInteresting;
        recordConfigs(event);
        entry.kinds |= std::uint64_t{1} << static_cast<int>(event.kind);
        if (event.node != kNoNode) entry.servers = (entry.servers | 1u << event.node.value) & 0x3FFFFu;
        const bool changesLane = event.kind == EventKind::Role || event.kind == EventKind::Term ||
                                 event.kind == EventKind::Crash || event.kind == EventKind::Restart ||
                                 event.kind == EventKind::Boot;
        if (!changesLane || event.node == kNoNode) continue;
        LaneMark mark{step, event.node, Role::Follower, event.kind != EventKind::Crash, Term(0)};
        const Node& node = world_.cluster().node(event.node);
        mark.role = node.role();
        mark.term = node.currentTerm();
        std::vector<LaneMark>& marks = here().marks;
        // Several changes of one server in one step are one mark.
        const bool same = !marks.empty() && marks.back().step == step && marks.back().node == event.node;
        same ? void(marks.back() = mark) : marks.push_back(mark);
    }
    if (world_.monitor().violations().size() != violationsSeen_) entry.flags |= kBroken | kInteresting;
    violationsSeen_ = world_.monitor().violations().size();
    here().records.push_back(entry);
    if (here().records.size() % kCheckpointEvery == 0) {
        here().checkpoints.push_back(Checkpoint{world_.nextStep(), world_});
    }
    if (observer_) observer_(world_, events);
}

void History::computeNext() {
    CHECK(atEnd());
    world_.advance(scratch_);
    record(scratch_, {});
}

/// Does step world.nextStep() of `line` again.
void History::redoStep(World& world, StepEvents& scratch, int line) const {
    if (const RecordedAction* recorded = actionAt(line, world.nextStep())) {
        world.apply(recorded->action, recorded->at, scratch);
    } else if (world.nextStep() == StepId(0)) {
        world.boot(scratch);
    } else {
        world.advance(scratch);
    }
}

/// The world of `line` after `nextStep` steps: the nearest checkpoint before, re-executed.
World History::worldAfter(StepId nextStep, int line) const {
    const int from = nextStep.value == 0 ? owner(line, nextStep) : owner(line, nextStep - 1);
    const std::vector<Checkpoint>& points = lines_[static_cast<std::size_t>(from)].checkpoints;
    auto after = std::upper_bound(points.begin(), points.end(), nextStep,
                                  [](StepId step, const Checkpoint& point) { return step < point.nextStep; });
    CHECK(after != points.begin());
    World world = std::prev(after)->world;
    StepEvents scratch;
    while (world.nextStep() < nextStep) redoStep(world, scratch, from);
    return world;
}

void History::replay(StepId from, StepId to, const Visitor& visit, ReplayOptions options) const {
    if (from >= to) return;
    World world = worldAfter(from, line_);
    StepEvents scratch;
    scratch.keepMessages = options.keepMessages;
    while (world.nextStep() < to) {
        redoStep(world, scratch, owner(line_, world.nextStep()));
        visit(world, scratch);
    }
}

StepEvents History::eventsOf(StepId step) const {
    StepEvents out;
    replay(step, step + 1, [&out](const World&, const StepEvents& events) { out = events; }, {.keepMessages = true});
    return out;
}

// ---- Walking ----

bool History::forward() {
    if (!atEnd()) {
        redoStep(world_, scratch_, owner(line_, world_.nextStep()));
        violationsSeen_ = world_.monitor().violations().size();
    } else {
        if (world_.cluster().nextDue() == kNever) return false;
        computeNext();
    }
    time_ = record(step()).time;
    return true;
}

bool History::back() {
    if (step().value == 0) return false;
    seekStep(step() - 1);
    return true;
}

void History::seekStep(StepId target) {
    CHECK(target < end());
    if (target > step() && target.value - step().value < kCheckpointEvery / 2) {
        while (step() < target) redoStep(world_, scratch_, owner(line_, world_.nextStep()));
    } else if (target != step()) {
        world_ = worldAfter(target + 1, line_);
    }
    violationsSeen_ = world_.monitor().violations().size();
    time_ = record(target).time;
}

void History::seek(StepId target, SimTime time) {
    seekStep(target);
    CHECK(time >= time_);
    time_ = time;
}

bool History::seekEvent(EventId event) {
    if (event >= world_.cluster().nextEvent() && event >= eventEnd()) return false;
    seekStep(stepOfEvent(event));
    return true;
}

/// One past the last computed event of the line.
EventId History::eventEnd() const {
    if (atEnd()) return world_.cluster().nextEvent();
    return worldAfter(end(), line_).cluster().nextEvent();
}

void History::seekTime(SimTime target) {
    target = std::max(target, SimTime());
    if (target < record(step()).time || !atEnd()) {
        const StepId past = firstStepAt(target + SimTime(1));
        seekStep(past.value == 0 ? StepId(0) : past - 1);
    }
    while (atEnd() && world_.cluster().nextDue() <= target) computeNext();
    time_ = std::max(target, record(step()).time);
}

template <class Wanted>
bool History::forwardTo(Wanted wanted, std::uint32_t limit) {
    const StepId start = step();
    const SimTime startTime = time_;
    for (std::uint32_t i = 0; i < limit && forward(); ++i) {
        if (wanted(record(step()))) return true;
    }
    seekStep(start);
    time_ = startTime;
    return false;
}

template <class Wanted>
bool History::backTo(Wanted wanted) {
    for (std::uint32_t at = step().value; at-- > 0;) {
        if (at == 0 || wanted(record(StepId(at)))) {
            seekStep(StepId(at));
            return true;
        }
    }
    return false;
}

bool History::forwardOf(NodeId server, std::uint32_t limit) {
    return forwardTo([server](const StepRecord& record) { return record.isAbout(server); }, limit);
}
bool History::backOf(NodeId server) {
    return backTo([server](const StepRecord& record) { return record.isAbout(server); });
}
bool History::forwardToInteresting(std::uint32_t limit) {
    return forwardTo([](const StepRecord& record) { return (record.flags & kInteresting) != 0; }, limit);
}
bool History::backToInteresting() {
    return backTo([](const StepRecord& record) { return (record.flags & kInteresting) != 0; });
}

// ---- Acting ----

int History::fork(const std::string& name, Emptied emptied) {
    Line line;
    line.name = name;
    line.forkedAt = time_;
    line.emptied = emptied;
    line.parent = line_;
    line.fork = world_.nextStep();
    line.checkpoints.push_back(Checkpoint{world_.nextStep(), world_});
    lines_.push_back(std::move(line));
    line_ = lineCount() - 1;
    return line_;
}

bool History::act(const Action& action, const std::string& name) {
    const bool inThePast = !atEnd();
    if (inThePast) fork(name);
    RecordedAction recorded{world_.nextStep(), time_, action};
    const bool done = world_.apply(action, time_, scratch_);
    here().actions.push_back(std::move(recorded));
    undone_.clear();
    record(scratch_, {.isAction = true});
    return done;
}

/// Not while a living branch stands on what would be forgotten.
bool History::canUndo() const {
    if (here().actions.empty()) return false;
    const StepId last = here().actions.back().step;
    return std::none_of(lines_.begin(), lines_.end(), [this, last](const Line& line) {
        return line.alive && line.parent == line_ && line.fork > last;
    });
}

bool History::undo() {
    if (!canUndo()) return false;
    Line& line = here();
    RecordedAction last = line.actions.back();
    line.actions.pop_back();
    cutOff(line, last.step);
    world_ = worldAfter(last.step, line_);
    violationsSeen_ = world_.monitor().violations().size();
    time_ = last.at;
    undone_.push_back(UndoneAction{last, line_});
    if (line.parent >= 0 && line.actions.empty() && line.emptied == Emptied::Vanishes) {
        line.alive = false;
        line_ = line.parent;
    }
    return true;
}

/// Forgets step `from` and everything after it on `line`.
void History::cutOff(Line& line, StepId from) {
    line.records.shrink(from.value - line.fork.value);
    while (line.checkpoints.size() > 1 && line.checkpoints.back().nextStep > from) line.checkpoints.pop_back();
    while (!line.marks.empty() && line.marks.back().step >= from) line.marks.pop_back();
    while (!line.configMarks.empty() && line.configMarks.back().step >= from) line.configMarks.pop_back();
}

bool History::redo() {
    if (undone_.empty()) return false;
    const UndoneAction next = undone_.back();
    std::vector<UndoneAction> rest(undone_.begin(), undone_.end() - 1);
    Line& line = lines_[static_cast<std::size_t>(next.line)];
    line.alive = true;
    line_ = next.line;
    world_ = worldAfter(std::min(next.action.step, end()), line_);
    violationsSeen_ = world_.monitor().violations().size();
    // What happened by itself between two actions was forgotten together with the first of them.
    while (world_.nextStep() < next.action.step) computeNext();
    time_ = next.action.at;
    act(next.action.action, line.name);
    // Where somebody has walked on since, the action opened a branch: the later ones belong there too.
    for (UndoneAction& later : rest) {
        if (later.line == next.line) later.line = line_;
    }
    undone_ = std::move(rest);
    return true;
}

void History::switchTo(int line, std::optional<SimTime> time) {
    CHECK(exists(line));
    const StepId fork = lines_[static_cast<std::size_t>(line)].fork;
    line_ = line;
    const StepId target = time ? firstStepAt(*time + SimTime(1)) : fork;
    const StepId last = std::min(target, end());
    world_ = worldAfter(last.value == 0 ? StepId(1) : last, line_);
    violationsSeen_ = world_.monitor().violations().size();
    time_ = record(step()).time;
    if (time) seekTime(*time);
    undone_.clear();
}

std::size_t History::checkpointCount() const {
    std::size_t count = 0;
    for (const Line& line : lines_) count += line.checkpoints.size();
    return count;
}

}  // namespace raft
