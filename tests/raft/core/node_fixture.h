#pragma once
// One server under test: its log given as terms, its messages written by hand, its answers read back.

#include <initializer_list>
#include <optional>
#include <vector>

#include "raft/core/node.h"

namespace raft::test {

inline constexpr NodeId kS1{0};
inline constexpr NodeId kS2{1};
inline constexpr NodeId kS3{2};
inline constexpr NodeId kS4{3};
inline constexpr NodeId kS5{4};

inline Entry entryOf(std::uint32_t term) {
    Entry entry;
    entry.term = Term(term);
    return entry;
}

inline Log logOf(std::initializer_list<std::uint32_t> terms) {
    Log log;
    for (const std::uint32_t term : terms) log.append(entryOf(term));
    return log;
}

inline std::vector<std::uint32_t> termsOf(const Log& log) {
    std::vector<std::uint32_t> terms;
    for (LogIndex i = log.firstIndex(); i <= log.lastIndex(); ++i) terms.push_back(log.termAt(i).value);
    return terms;
}

/// A server S1 of `servers`, stepped by hand.
class Bench {
public:
    explicit Bench(int servers = 3) : node(kS1, Configuration{NodeSet::firstNodes(servers), {}, {}}) {}

    Bench& startsWith(std::uint32_t term, std::initializer_list<std::uint32_t> terms, Role role = Role::Follower,
                      std::uint32_t commit = 0) {
        PersistentState state;
        state.currentTerm = Term(term);
        state.log = logOf(terms);
        node.preset(state, LogIndex(commit), role);
        return *this;
    }

    void step(const Input& input) {
        out.clear();
        node.step(rules, clock, input, out);
    }
    template <class Body>
    void receive(NodeId from, Body body) {
        const Message message{from, kS1, std::move(body)};
        step(&message);
    }
    /// The disk writes at once, as in a world whose fsync takes no time.
    void persistAll() { step(Persisted{node.currentTerm(), node.log().lastIndex()}); }
    void wins(std::uint32_t extraTerms = 0) {
        for (std::uint32_t i = 0; i <= extraTerms; ++i) step(ElectionTimeout{});
        receive(kS2, RequestVoteReply{node.currentTerm(), true});
        if (node.role() != Role::Leader) receive(kS3, RequestVoteReply{node.currentTerm(), true});
    }

    /// The first fact of this kind in the last step.
    std::optional<Event> fact(EventKind kind) const {
        for (const Event& event : out.facts) {
            if (event.kind == kind) return event;
        }
        return std::nullopt;
    }
    /// The last step's message of this type to `to`, wherever it waits.
    template <class Body>
    std::optional<Body> sent(NodeId to) const {
        for (const auto* list : {&out.now, &out.afterPersist}) {
            for (const Message& message : *list) {
                if (message.to == to && std::holds_alternative<Body>(message.body)) return std::get<Body>(message.body);
            }
        }
        return std::nullopt;
    }

    Rules rules;
    LocalClock clock{SimTime(), SimTime::fromMs(150)};
    Node node;
    Effects out;
};

}  // namespace raft::test
