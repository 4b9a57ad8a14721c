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

/// About votes.
inline void addElections(std::vector<Twins>& all) {
    const Deed stands = [](Past& past) {
        past.act(act::FireTimeout{kS1});
        past.at(5);
    };
    all.push_back(twinsOf(
        "a granted vote that is on its way", kS1, quietConfig(), stands, [](Past& past) { past.crash(kS2); }, 15));
    all.push_back(twinsOf(
        "a vote that was given to somebody else", kS1, quietConfig(), [](Past&) {},
        [](Past& past) { past.act(act::FireTimeout{kS3}); }, 4));
    all.push_back(twinsOf(
        "a granted vote that was lost", kS1, quietConfig(),
        [](Past& past) {
            past.act(act::FireTimeout{kS1});
            past.at(15);
        },
        [](Past& past) { past.act(act::Drop{between(past, kS2, kS1)}); }, 16));
    all.push_back(twinsOf(
        "a request that is held", kS1, quietConfig(), stands,
        [](Past& past) {
            past.act(act::Hold{{LinkId{kS1, kS2}}});
        },
        15));
    all.push_back(twinsOf(
        "who leads, on the other side of a cut", kS5, quietConfig(),
        [](Past& past) {
            for (const NodeId peer : {kS1, kS2, kS3, kS4}) {
                past.act(act::Cut{{LinkId{peer, kS5}, LinkId{kS5, peer}}});
            }
        },
        [](Past& past) {
            past.act(act::FireTimeout{kS1});
            past.at(25);
            past.submit("x=1", kS1);
        },
        80));
    all.push_back(twinsOf(
        "a crash, a pause, a slow disk and a clock of others", kS1, ledConfig({1, 1, 1, 1, 1}, 1),
        [](Past& past) { past.at(3); },
        [](Past& past) {
            past.crash(kS2);
            past.act(act::Pause{only(kS3)});
            past.act(act::SetFsync{kS4, SimTime::fromMs(30)});
            past.act(act::SetClock{kS5, 2'000'000, {}});
            past.act(act::SetLoss{{LinkId{kS1, kS2}}, 1'000'000});
        },
        5));
}

/// About logs, and what is committed.
inline void addLogs(std::vector<Twins>& all) {
    const Deed writes = [](Past& past) {
        past.at(3);
        past.submit("y=1", kS1);
        past.at(8);
    };
    const ClusterConfig even = ledConfig({1, 1, 1, 1, 1}, 1);
    all.push_back(twinsOf(
        "that a follower has stored what its leader sent", kS1, even, writes, [](Past& past) { past.crash(kS2); }, 15));
    all.push_back(twinsOf(
        "that a follower lost it with its disk", kS1, even, [](Past& past) { past.at(3); },
        [](Past& past) {
            past.crash(kS3);
            past.act(act::LoseEntries{kS3, 1});
        },
        5));
    // Nobody has answered the leader yet.
    Twins shorter{"how long a follower's log is", kS1, std::make_unique<Past>(ledConfig({3, 1, 3, 3, 2}, 1)),
                  std::make_unique<Past>(ledConfig({3, 3, 3, 0, 3}, 1))};
    shorter.one->at(5);
    shorter.other->at(5);
    all.push_back(std::move(shorter));
    all.push_back(twinsOf(
        "that its entry is committed", kS2, even, writes,
        [](Past& past) {
            for (const NodeId peer : {kS3, kS4, kS5}) past.crash(peer);
        },
        27));
    all.push_back(twinsOf(
        "a command that nobody has heard of but the leader", kS2, even, [](Past& past) { past.at(3); },
        [](Past& past) {
            past.submit("y=1", kS1);
            past.submit("y=2", kS1);
        },
        6));
    all.push_back(twinsOf(
        "a message sent twice by the network, and another on hold", kS1, even, writes,
        [](Past& past) {
            past.act(act::Duplicate{between(past, kS1, kS2)});
            past.act(act::Hold{{LinkId{kS1, kS3}}});
            past.act(act::Drop{between(past, kS1, kS4)});
            past.act(act::Delay{between(past, kS1, kS5), SimTime::fromMs(40)});
        },
        12));
    ClusterConfig bent = ledConfig({2, 2, 2, 0, 0}, 2);
    bent.rules.set(RuleId::CompareLogs, 0);
    all.push_back(twinsOf(
        "that a property broke", kS5, bent,
        [](Past& past) {
            past.crash(kS1);
            for (const NodeId peer : {kS1, kS2, kS3, kS4}) {
                past.act(act::Cut{{LinkId{peer, kS5}, LinkId{kS5, peer}}});
            }
            past.at(2);
        },
        [](Past& past) { past.act(act::FireTimeout{kS4}); }, 40));
}

inline std::vector<Twins> all() {
    std::vector<Twins> pairs;
    addElections(pairs);
    addLogs(pairs);
    return pairs;
}

}  // namespace raft::twins
