#include "raft/script/tally.h"

#include <algorithm>

namespace raft {
namespace {

constexpr std::uint32_t keyOf(ScriptEvent event, NodeId node, NodeId peer) {
    return (static_cast<std::uint32_t>(event) << 16) | (static_cast<std::uint32_t>(node.value) << 8) | peer.value;
}

}  // namespace

void Tally::add(ScriptEvent event, NodeId node, NodeId peer) {
    const std::uint32_t key = keyOf(event, node, peer);
    const auto at = std::lower_bound(counts_.begin(), counts_.end(), key,
                                     [](const Count& entry, std::uint32_t wanted) { return entry.key < wanted; });
    if (at != counts_.end() && at->key == key) {
        ++at->count;
    } else {
        counts_.insert(at, Count{key, 1});
    }
}

void Tally::addLeader(Term term, NodeId server) {
    const auto at = std::lower_bound(led_.begin(), led_.end(), term,
                                     [](const Led& entry, Term wanted) { return entry.term < wanted; });
    if (at != led_.end() && at->term == term) {
        at->leaders.insert(server);
    } else {
        NodeSet one;
        one.insert(server);
        led_.insert(at, Led{term, one});
    }
}

void Tally::add(const World& after, const StepEvents& step) {
    if (lastRead_.empty()) lastRead_.resize(static_cast<std::size_t>(after.cluster().serverCount()));
    for (const Event& event : step.events) {
        add(static_cast<ScriptEvent>(event.kind), event.node, event.peer);
        if (event.kind == EventKind::Role) {
            const auto from = static_cast<Role>(event.args[0]);
            const auto to = static_cast<Role>(event.args[1]);
            if (to == Role::Candidate) add(ScriptEvent::Candidate, event.node, event.peer);
            if (to == Role::Leader) add(ScriptEvent::Leader, event.node, event.peer);
            if (to == Role::Leader) addLeader(Term(event.args[2]), event.node);
            if (from == Role::Leader && to != Role::Leader) add(ScriptEvent::StepDown, event.node, event.peer);
        }
        if (event.kind == EventKind::Note && isRefusal(event.reason)) {
            const std::string_view verb = after.cluster().texts().text(TextId(event.args[0]));
            if (!wasRefused(verb)) refused_.emplace_back(verb);
        }
        if (event.kind == EventKind::ClientReturn && event.args[2] != 0) {
            add(ScriptEvent::Ack, event.node, event.peer);
            const bool isRead = after.cluster().texts().text(TextId(event.args[1])).substr(0, 5) == "read ";
            if (isRead) {
                lastRead_[event.peer.value] = Value::fromParts(event.args[3], event.args[4], event.args[5]);
            }
        }
    }
}

std::uint32_t Tally::count(ScriptEvent event, NodeId node, NodeId peer) const {
    if (node == kNoNode && peer != kNoNode) return 0;
    std::uint32_t sum = 0;
    const std::uint32_t first = node == kNoNode   ? keyOf(event, NodeId(0), NodeId(0))
                                : peer == kNoNode ? keyOf(event, node, NodeId(0))
                                                  : keyOf(event, node, peer);
    const std::uint32_t last = node == kNoNode   ? keyOf(event, kNoNode, kNoNode)
                               : peer == kNoNode ? keyOf(event, node, kNoNode)
                                                 : first;
    auto at = std::lower_bound(counts_.begin(), counts_.end(), first,
                               [](const Count& entry, std::uint32_t wanted) { return entry.key < wanted; });
    for (; at != counts_.end() && at->key <= last; ++at) sum += at->count;
    return sum;
}

NodeSet Tally::leadersOf(Term term) const {
    for (const Led& entry : led_) {
        if (entry.term == term) return entry.leaders;
    }
    return {};
}

bool Tally::wasRefused(std::string_view verb) const {
    return std::find(refused_.begin(), refused_.end(), verb) != refused_.end();
}

Value Tally::lastRead(NodeId server) const {
    return server.value < lastRead_.size() ? lastRead_[server.value] : Value{};
}

// ---- The keeper ----

void TallyKeeper::take(const World& after, const StepEvents& step) {
    now_.tally.add(after, step);
    now_.nextStep = after.nextStep();
    now_.chain = after.chain();
    const bool due = kept_.empty() || now_.nextStep.value >= kept_.back().nextStep.value + kKeepEvery;
    if (due) kept_.push_back(now_);
}

void TallyKeeper::follow(const World& after, const StepEvents& step) {
    CHECK(after.nextStep() == now_.nextStep + 1);
    take(after, step);
}

/// Sets `now_` to the latest tally kept that lies in the past of the cursor and executes the steps after it again.
/// Returns false if that tally turns out to belong to another past; it is forgotten then.
bool TallyKeeper::startFrom(const History& history) {
    const StepId end = history.world().nextStep();
    while (!kept_.empty() && kept_.back().nextStep > end) kept_.pop_back();
    if (now_.nextStep > end || now_.nextStep.value == 0) now_ = kept_.empty() ? Kept{} : kept_.back();

    bool samePast = true;
    const StepId begin = now_.nextStep;
    // The last step already counted is executed too: its chain tells whether this is the past that was counted.
    history.replay(begin.value == 0 ? begin : begin - 1, end, [&](const World& after, const StepEvents& step) {
        if (!samePast) return;
        if (after.nextStep() == begin) {
            samePast = after.chain() == now_.chain;
        } else {
            take(after, step);
        }
    });
    if (samePast) return true;
    while (!kept_.empty() && kept_.back().nextStep >= begin) kept_.pop_back();
    now_ = kept_.empty() ? Kept{} : kept_.back();
    return false;
}

const Tally& TallyKeeper::at(const History& history) {
    const World& world = history.world();
    if (now_.nextStep == world.nextStep() && now_.chain == world.chain()) return now_.tally;
    while (!startFrom(history)) {}
    return now_.tally;
}

}  // namespace raft
