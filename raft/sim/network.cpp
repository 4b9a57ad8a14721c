#include "raft/sim/network.h"

#include <algorithm>

#include "raft/base/check.h"

namespace raft {

Network::Network(SimTime latencyMin, SimTime latencyMax, std::uint32_t lossPpm) {
    Links& links = links_.write();
    for (int from = 0; from < kMaxServers; ++from) {
        for (int to = 0; to < kMaxServers; ++to) {
            Link& link = links.at[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
            link.latencyMin = latencyMin;
            link.latencyMax = latencyMax;
            link.lossPpm = lossPpm;
        }
    }
}

std::uint32_t Network::place() {
    std::uint32_t slot = 0;
    if (free_.empty()) {
        slot = static_cast<std::uint32_t>(flights_.size());
        flights_.emplace_back();
    } else {
        slot = free_.back();
        free_.pop_back();
    }
    flights_[slot].inUse = true;
    flights_[slot].arrivesAt = kNever;
    recent_[placed_++ % kRecent] = slot;
    return slot;
}

Flight Network::take(std::uint32_t slot) {
    CHECK(flights_[slot].inUse);
    if (flights_[slot].arrivesAt != kNever) removeDue(slot);
    free_.push_back(slot);
    flights_[slot].inUse = false;
    flights_[slot].arrivesAt = kNever;
    return std::move(flights_[slot]);
}

void Network::reschedule(std::uint32_t slot, SimTime arrivesAt, Flight::State state, std::uint64_t order) {
    Flight& flight = flights_[slot];
    if (flight.arrivesAt != kNever) removeDue(slot);
    flight.arrivesAt = arrivesAt;
    flight.state = state;
    flight.order = order;
    if (arrivesAt != kNever) pushDue(slot);
}

void Network::pushDue(std::uint32_t slot) {
    due_.push_back(Due{flights_[slot].arrivesAt, flights_[slot].order, slot});
    std::push_heap(due_.begin(), due_.end(), later);
}

void Network::removeDue(std::uint32_t slot) {
    if (due_.front().slot == slot) {
        std::pop_heap(due_.begin(), due_.end(), later);
        due_.pop_back();
        return;
    }
    // Rare: the adversary touched a message that was not next.
    const auto found = std::find_if(due_.begin(), due_.end(), [slot](const Due& due) { return due.slot == slot; });
    CHECK(found != due_.end());
    due_.erase(found);
    std::make_heap(due_.begin(), due_.end(), later);
}

std::vector<std::uint32_t> Network::slotsInOrder() const {
    std::vector<std::uint32_t> slots;
    for (std::uint32_t slot = 0; slot < flights_.size(); ++slot) {
        if (flights_[slot].inUse) slots.push_back(slot);
    }
    std::sort(slots.begin(), slots.end(),
              [this](std::uint32_t a, std::uint32_t b) { return flights_[a].id < flights_[b].id; });
    return slots;
}

void Network::addLinksTo(Digest& digest, int servers, int clients) const {
    const auto isEnd = [=](int end) { return end < kMaxServers ? end < servers : end < kMaxServers + clients; };
    for (int from = 0; from < kMaxEnds; ++from) {
        for (int to = 0; to < kMaxEnds; ++to) {
            if (!isEnd(from) || !isEnd(to)) continue;
            const Link& link = links_->at[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)];
            digest.add(static_cast<std::uint64_t>(link.latencyMin.us));
            digest.add(static_cast<std::uint64_t>(link.latencyMax.us));
            digest.add((static_cast<std::uint64_t>(link.lossPpm) << 8) | (link.cut ? 1u : 0u) | (link.split ? 2u : 0u) |
                       (link.hold ? 4u : 0u));
            digest.add(sent_[static_cast<std::size_t>(from)][static_cast<std::size_t>(to)]);
        }
    }
}

}  // namespace raft
