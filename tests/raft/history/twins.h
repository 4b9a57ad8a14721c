#pragma once
// Pairs of runs that one server cannot tell apart: what differs between them it has no way to know. For the tests of
// "See as S3"; each pair is made so that one kind of knowledge of ours differs.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "raft/base/digest.h"
#include "raft/history/history.h"

namespace raft::twins {

inline NodeSet only(NodeId one) {
    NodeSet set;
    set.insert(one);
    return set;
}

/// A run that is made by hand.
struct Past {
    std::shared_ptr<TextTable> texts = std::make_shared<TextTable>();
    std::unique_ptr<History> history;

    explicit Past(const ClusterConfig& config) : history(std::make_unique<History>(config, texts)) {}

    bool act(const Action& action) { return history->act(action, "test"); }
    void at(std::int64_t ms) { history->seekTime(SimTime::fromMs(ms)); }
    bool crash(NodeId server) { return act(act::Crash{only(server)}); }
    bool submit(std::string_view command, NodeId to) {
        return act(act::Submit{texts->intern(command), clientEnd(0), to, 0});
    }
};

/// What a server lived through: its own events with their messages, and when.
struct Lived {
    SimTime time;
    std::uint64_t what = 0;
    std::vector<EventId> events;
    friend bool operator==(const Lived& a, const Lived& b) { return a.time == b.time && a.what == b.what; }
};

inline void addMessage(Digest& hash, const Message& message) {
    hash.add(static_cast<std::uint64_t>(message.from.value) * 256 + message.to.value);
    hash.add(static_cast<std::uint64_t>(message.kind()));
    hash.add(termOf(message).value);
    if (const auto* append = std::get_if<AppendEntries>(&message.body)) {
        hash.add(append->prevLogIndex.value);
        hash.add(append->prevLogTerm.value);
        hash.add(append->leaderCommit.value);
        hash.add(append->seq);
        for (std::uint32_t i = 0; i < append->entries.size(); ++i) {
            hash.add(append->entries[i].term.value);
            hash.add(append->entries[i].command.value);
        }
    } else if (const auto* answer = std::get_if<AppendEntriesReply>(&message.body)) {
        hash.add(answer->matchIndex.value * 2 + (answer->success ? 1 : 0));
        hash.add(answer->seq);
    } else if (const auto* vote = std::get_if<RequestVoteReply>(&message.body)) {
        hash.add(vote->voteGranted ? 1 : 0);
    } else if (const auto* ask = std::get_if<RequestVote>(&message.body)) {
        hash.add(ask->lastLogIndex.value);
        hash.add(ask->lastLogTerm.value);
    } else if (const auto* request = std::get_if<ClientRequest>(&message.body)) {
        hash.add(request->seq);
        hash.add(request->command.value);
    }
}

inline std::vector<Lived> livedThrough(const History& history, NodeId who) {
    std::vector<Lived> lived;
    const auto visit = [&](const World&, const StepEvents& step) {
        Digest hash;
        Lived here{step.time, 0, {}};
        for (std::size_t i = 0; i < step.events.size(); ++i) {
            const Event& event = step.events[i];
            // What becomes of its messages, its links and remarks about it, it does not see.
            const bool outside = event.kind == EventKind::Drop || event.kind == EventKind::Hold ||
                                 event.kind == EventKind::Duplicate || event.kind == EventKind::Link ||
                                 event.kind == EventKind::Note;
            if (event.node != who || outside) continue;
            here.events.push_back(step.first + static_cast<std::uint32_t>(i));
            hash.add(static_cast<std::uint64_t>(event.kind));
            hash.add(event.peer.value);
            for (const SentMessage& message : step.messages) {
                if (message.id == event.message) addMessage(hash, message.message);
            }
            for (const std::uint32_t arg : event.args) hash.add(arg);
        }
        here.what = hash.value();
        if (!here.events.empty()) lived.push_back(here);
    };
    history.replay(StepId(0), history.step() + 1, visit, {.keepMessages = true});
    return lived;
}

struct Twins {
    std::string name;  ///< What only we know.
    NodeId who;        ///< Who cannot tell them apart.
    std::unique_ptr<Past> one;
    std::unique_ptr<Past> other;
};

inline constexpr NodeId kS1{0}, kS2{1}, kS3{2}, kS4{3}, kS5{4};

/// Timers fire by hand, every message takes 10 ms: luck cannot tell two runs apart.
inline ClusterConfig quietConfig() {
    ClusterConfig config;
    config.timers = Timers::Manual;
    return config;
}

/// The same, with S1 leading term 1 and logs like "1 1 1".
inline ClusterConfig ledConfig(const std::vector<int>& lengths, std::uint32_t commit) {
    ClusterConfig config = quietConfig();
    StartState start;
    start.term = Term(1);
    start.leader = kS1;
    start.commit = LogIndex(commit);
    for (const int length : lengths) {
        start.logs.emplace_back();
        for (int i = 1; i <= length; ++i) start.logs.back().push_back({Term(1), "x=" + std::to_string(i)});
    }
    config.start = start;
    return config;
}

using Deed = std::function<void(Past&)>;

/// Both do `before`, one of them `difference`; then time runs to `untilMs`.
inline Twins twinsOf(std::string name, NodeId who, const ClusterConfig& config, const Deed& before,
                     const Deed& difference, std::int64_t untilMs) {
    Twins twins{std::move(name), who, std::make_unique<Past>(config), std::make_unique<Past>(config)};
    before(*twins.one);
    before(*twins.other);
    difference(*twins.other);
    twins.one->at(untilMs);
    twins.other->at(untilMs);
    return twins;
}

inline const Flight* flightBetween(const Past& past, NodeId from, NodeId to) {
    const Network& network = past.history->world().cluster().network();
    for (const std::uint32_t slot : network.slotsInOrder()) {
        const Flight& flight = network.at(slot);
        if (flight.message.from == from && flight.message.to == to) return &flight;
    }
    return nullptr;
}

inline MessageMatcher between(const Past& past, NodeId from, NodeId to) {
    MessageMatcher which;
    const Flight* flight = flightBetween(past, from, to);
    if (flight != nullptr) which.id = flight->id;
    return which;
}

}  // namespace raft::twins
