#pragma once
// The least that a discrete-event simulator can do, as the rival of the engine: take the earliest event from a heap,
// touch one of five nodes, draw a latency, schedule the answer.

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "raft/base/digest.h"

namespace bench {

class MinimalSimulator {
public:
    explicit MinimalSimulator(std::size_t inFlight) {
        for (std::size_t i = 0; i < inFlight; ++i) schedule(luck(15'000), static_cast<std::uint32_t>(i % 5));
    }

    void step() {
        std::pop_heap(queue_.begin(), queue_.end(), later);
        const Event event = queue_.back();
        queue_.pop_back();
        Node& node = nodes_[event.node];
        ++node.events;
        node.highest = std::max(node.highest, event.payload);
        node.digest ^= event.payload + event.time;
        schedule(event.time + 10'000 + luck(5'000), static_cast<std::uint32_t>(luck(5)));
    }

    std::uint64_t result() const { return nodes_[0].digest; }

private:
    struct Event {
        std::uint64_t time;
        std::uint32_t order;
        std::uint32_t node;
        std::uint64_t payload;
        std::uint64_t more;
    };
    struct alignas(64) Node {
        std::uint64_t events = 0;
        std::uint64_t highest = 0;
        std::uint64_t digest = 0;
    };
    static bool later(const Event& a, const Event& b) { return a.time != b.time ? a.time > b.time : a.order > b.order; }
    void schedule(std::uint64_t time, std::uint32_t node) {
        queue_.push_back(Event{time, ++order_, node, nodes_[node].highest + 1, time});
        std::push_heap(queue_.begin(), queue_.end(), later);
    }
    std::uint64_t luck(std::uint64_t bound) { return ((raft::mixBits(++draws_) >> 32) * bound) >> 32; }

    std::vector<Event> queue_;
    std::array<Node, 5> nodes_;
    std::uint64_t draws_ = 0;
    std::uint32_t order_ = 0;
};

}  // namespace bench
